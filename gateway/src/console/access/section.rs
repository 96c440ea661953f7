//! On the page of a ticket: who this person is, for those who may know. Its template is `console/access/section.html`.

use super::identity::{self, IdentityView};
use crate::{
    console::{member::Member, page::Page, permission::Permission::AskIdentity, problem::Problem, state::App},
    store::desk::ticket::Ticket,
};

/// What the section shows; nothing to those who may not even ask.
pub struct AccessSection {
    /// Who it is, or the way there.
    pub shown: Option<IdentityView>,
}

/// Loads it for somebody who has the ticket open.
pub async fn load(app: &App, page: &Page, member: &Member, ticket: &Ticket) -> Result<AccessSection, Problem> {
    if !page.may(AskIdentity) {
        return Ok(AccessSection { shown: None });
    }
    let to = format!("/console/tickets/{}/identity", ticket.id);
    Ok(AccessSection { shown: Some(identity::shown(app, page, member, ticket.id, to).await?) })
}
