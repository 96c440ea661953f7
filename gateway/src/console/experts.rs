//! Questions to legal experts: asked by the front office with the facts that matter, answered, carried over.
//!
//! | who | what | where |
//! | --- | --- | --- |
//! | front office | what was asked about a ticket | [`section`] |
//! | | asks, adds facts, carries the answer over, takes the question back | [`ask`], [`complete`], [`carry`], [`withdraw`] |
//! | legal experts | the list, one question, their answer | [`list`], [`question`] |
//! | both | an answer becomes a canned answer or an information text | [`propose`] |
//!
//! An expert sees the question, the facts that were chosen, and what was sent in the end: no reference, no name, no
//! conversation, no other word. The life cycle is [`bot::question`].

pub mod ask;
pub mod carry;
pub mod complete;
pub mod facts;
pub mod list;
pub mod of_ticket;
pub mod propose;
pub mod question;
pub mod section;
pub mod shown;
pub mod withdraw;

use super::{
    permission::Permission::{AnswerQuestions, AnswerTickets, EditCanned},
    route::Routes,
};

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    const ASK: &str = "/console/tickets/{id}/questions/new";
    const COMPLETE: &str = "/console/tickets/{id}/questions/{question}/complete";
    const CARRY: &str = "/console/tickets/{id}/questions/{question}/carry";
    const WITHDRAW: &str = "/console/tickets/{id}/questions/{question}/withdraw";
    const PROPOSE: &str = "/console/questions/{id}/propose";
    routes
        .get(AnswerTickets, ASK, ask::show)
        .post(AnswerTickets, ASK, ask::ask)
        .get(AnswerTickets, COMPLETE, complete::show)
        .post(AnswerTickets, COMPLETE, complete::complete)
        .get(AnswerTickets, CARRY, carry::show)
        .post(AnswerTickets, CARRY, carry::carry)
        .get(AnswerTickets, WITHDRAW, withdraw::show)
        .post(AnswerTickets, WITHDRAW, withdraw::withdraw)
        .get(AnswerQuestions, "/console/questions", list::list)
        .get(AnswerQuestions, "/console/questions/{id}", question::show)
        .post(AnswerQuestions, "/console/questions/{id}/take", question::take)
        .post(AnswerQuestions, "/console/questions/{id}/more", question::ask_more)
        .post(AnswerQuestions, "/console/questions/{id}/answer", question::answer)
        .get(EditCanned, PROPOSE, propose::show)
        .post(EditCanned, PROPOSE, propose::propose)
}
