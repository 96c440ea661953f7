//! Canned answers in the workers' languages, and macros.
//!
//! | what | where |
//! | --- | --- |
//! | the list, with its search | [`list`], [`found`] |
//! | one canned answer: texts, review, preview | [`edit`], [`text`], [`variables`] |
//! | beside the answer to a ticket | [`panel`], [`choose`] |
//! | macros: the list, one of them | [`macros`] |
//! | a macro applied to a ticket | [`apply`] |
//!
//! A change makes a text a draft again; only somebody else says that it is right ([`crate::store::canned::review`]).

pub mod apply;
pub mod choose;
pub mod deeds;
pub mod edit;
pub mod form;
pub mod found;
pub mod list;
pub mod macros;
pub mod panel;
pub mod text;
pub mod topics;
pub mod variables;

use super::{
    permission::Permission::{AnswerTickets, EditCanned, Review, SeeCanned},
    route::Routes,
};

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    const APPLY: &str = "/console/tickets/{id}/macros/{macro}";
    routes
        .get(SeeCanned, "/console/canned", list::list)
        .get(EditCanned, "/console/canned/new", edit::begin)
        .post(EditCanned, "/console/canned/new", edit::add)
        .get(SeeCanned, "/console/canned/{id}", edit::show)
        .post(EditCanned, "/console/canned/{id}/title", edit::set)
        .post(EditCanned, "/console/canned/{id}/texts", text::write)
        .post(Review, "/console/canned/{id}/review", text::review)
        .post(EditCanned, "/console/canned/{id}/retire", edit::retire)
        .post(EditCanned, "/console/canned/{id}/restore", edit::restore)
        .get(SeeCanned, "/console/macros", macros::list)
        .get(EditCanned, "/console/macros/new", macros::begin)
        .post(EditCanned, "/console/macros/new", macros::add)
        .get(EditCanned, "/console/macros/{id}", macros::show)
        .post(EditCanned, "/console/macros/{id}/save", macros::set)
        .post(EditCanned, "/console/macros/{id}/retire", macros::retire)
        .post(EditCanned, "/console/macros/{id}/restore", macros::restore)
        .get(AnswerTickets, "/console/tickets/{id}/canned", choose::list)
        .post(AnswerTickets, "/console/tickets/{id}/canned", choose::take)
        .get(AnswerTickets, APPLY, apply::show)
        .post(AnswerTickets, APPLY, apply::apply)
}
