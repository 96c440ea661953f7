//! Writing to the worker: the box, its draft, the seconds in which it can be undone, translations, when it is safe, and the
//! page for paper.
//!
//! | to change | go to |
//! | --- | --- |
//! | what stands around the box | [`section`], `templates/console/answering/section.html` |
//! | what sending does, and who is asked to look first | [`send`], [`crate::store::desk::meanwhile`] |
//! | when it is safe | [`safe`], [`bot::safe_contact`] |
//! | words that outlive a session | [`preserved_form`] |

pub mod draft;

pub mod letter;
pub mod preserved_form;
pub mod print;
pub mod safe;
pub mod section;
pub mod send;
pub mod translate;

use super::{
    permission::Permission::{AnswerTickets, ReadTickets},
    route::Routes,
};

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .post(AnswerTickets, "/console/tickets/{id}/answer", send::answer)
        .post(AnswerTickets, "/console/tickets/{id}/answers/{answer}/undo", send::undo)
        .post(AnswerTickets, "/console/tickets/{id}/draft", draft::keep)
        .post(AnswerTickets, "/console/tickets/{id}/translation", translate::save)
        .get(AnswerTickets, "/console/tickets/{id}/safe-contact", safe::show)
        .post(AnswerTickets, "/console/tickets/{id}/safe-contact", safe::save)
        .get(ReadTickets, "/console/tickets/{id}/print", print::show)
}
