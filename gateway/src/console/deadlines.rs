//! Opening hours, exceptions, how long answers may take, and what is late; and whether somebody is told by e-mail.

mod answers;
mod exceptions;
mod hours;
mod late;
mod mail;
mod places;
mod preview;
pub mod section;

use super::{
    permission::Permission::{EditDeadlines, Enter, ListTickets},
    route::Routes,
};
use places::{ANSWERS, HOURS, LATE, MAIL};

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(EditDeadlines, HOURS, hours::show)
        .post(EditDeadlines, HOURS, hours::save)
        .post(EditDeadlines, "/console/deadlines/exceptions", exceptions::add)
        .post(EditDeadlines, "/console/deadlines/exceptions/remove", exceptions::remove)
        .get(EditDeadlines, ANSWERS, answers::show)
        .post(EditDeadlines, ANSWERS, answers::save)
        .get(ListTickets, LATE, late::list)
        .get(Enter, MAIL, mail::show)
        .post(Enter, MAIL, mail::save)
}
