//! How a ticket is handled: who works on it, how soon, what it is about, notes among colleagues, its history.
//!
//! What is done here goes through [`crate::turn::Turns::command`]; `command` carries it out and shows what changed where a
//! colleague was faster. Topics are edited by those who keep the deadlines, too: both are the rules of the house.

mod assign;
mod close;
mod command;
mod duty;
mod follow;
mod history;
mod merge;
mod notes;
pub mod section;
mod shown;
mod split;
mod take_over;
mod topics;

use super::{
    permission::Permission::{AnswerTickets, AssignTickets, EditDeadlines, ListTickets, ReadTickets},
    route::Routes,
};

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(AssignTickets, "/console/tickets/{id}/assign", assign::show)
        .post(AssignTickets, "/console/tickets/{id}/assign", assign::give)
        .post(AssignTickets, "/console/tickets/{id}/priority", assign::prioritise)
        .post(AssignTickets, "/console/tickets/{id}/topic", assign::topic)
        .get(ListTickets, "/console/tickets/{id}/history", history::show)
        .post(AnswerTickets, "/console/tickets/{id}/take-over", take_over::take_over)
        .post(AnswerTickets, "/console/tickets/{id}/close", close::close)
        .post(AnswerTickets, "/console/tickets/{id}/wait", close::wait)
        .post(AnswerTickets, "/console/tickets/{id}/reopen", close::reopen)
        .post(ReadTickets, "/console/tickets/{id}/follow", follow::follow)
        .post(ReadTickets, "/console/tickets/{id}/unfollow", follow::unfollow)
        .post(ReadTickets, "/console/tickets/{id}/notes", notes::add)
        .post(AnswerTickets, "/console/tickets/{id}/link", merge::link)
        .post(AnswerTickets, "/console/tickets/{id}/unlink", merge::unlink)
        .post(AnswerTickets, "/console/tickets/{id}/absorb", merge::absorb)
        .get(AnswerTickets, "/console/tickets/{id}/split-off", split::show)
        .post(AnswerTickets, "/console/tickets/{id}/split-off", split::split)
        .get(AnswerTickets, "/console/duty", duty::show)
        .post(AnswerTickets, "/console/duty", duty::settle)
        .post(AnswerTickets, "/console/duty/on", duty::on)
        .post(AnswerTickets, "/console/duty/off", duty::off)
        .post(AnswerTickets, "/console/duty/hand-over", duty::hand_over)
        .get(EditDeadlines, "/console/topics", topics::show)
        .post(EditDeadlines, "/console/topics", topics::change)
}
