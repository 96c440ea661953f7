//! The words beside what happens: what a report said, a person's answer for "my requests", why an assessment was decided so.

use super::UnitOfWork;
use crate::store::{feedback, receipt, ticket};
use bot::{
    assessment::AssessmentState, eligibility::Assessment, flow::information::Topic, private::Private, receipt::Code,
    reference::Reference, report::Answers, ticket::Queue,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Something to be written after the tickets that it belongs to, under the key of its conversation.
pub(in crate::turn) enum Content {
    Report(Uuid, Box<Answers>, Box<Assessment>, Queue),
    Assessment { ticket: Uuid, state: AssessmentState, by: Option<Uuid>, reason: Option<Private<String>> },
    Answer(Uuid, Private<String>),
    Feedback(Topic, Option<&'static str>, bool),
    Receipt(Uuid, Reference, Code),
}

impl UnitOfWork {
    pub(super) async fn write_contents(&mut self) -> anyhow::Result<()> {
        if self.contents.is_empty() {
            return Ok(());
        }
        let keys: HashMap<_, _> = self.conversations.values().map(|v| (v.id, v.key.clone())).collect();
        let now = self.now;
        for (conversation, content) in std::mem::take(&mut self.contents) {
            let Some(key) = keys.get(&conversation) else { continue };
            match content {
                Content::Report(id, answers, assessment, queue) => {
                    ticket::submit_report(&mut self.tx, id, &answers, &assessment, queue, key, now).await?;
                }
                Content::Assessment { ticket, state, by, reason } => {
                    let reason = reason.map(|reason| key.seal_text(ticket::REASON.of(ticket), &reason));
                    ticket::set_assessment(&mut self.tx, ticket, state, by, reason, now).await?;
                }
                Content::Answer(id, answer) => ticket::record_answer(&mut self.tx, id, &answer, key).await?,
                Content::Feedback(topic, language, useful) => {
                    feedback::insert(&mut self.tx, topic, language, useful, now).await?;
                }
                Content::Receipt(id, reference, code) => {
                    receipt::give(&mut self.tx, &self.turns.store.master, id, reference, code).await?;
                }
            }
        }
        Ok(())
    }
}
