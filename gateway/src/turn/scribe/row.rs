//! One row to change, after the conversations and before the messages.

use crate::store::{
    Store, Tx, answer,
    audit::{self, Action, AuditEntry, AuditObject},
    conversation::{self, Loaded},
    feedback, outbox, receipt,
    ticket::{self, NewTicket},
};
use bot::{
    assessment::AssessmentState,
    eligibility::Assessment,
    flow::information::Topic,
    private::Private,
    receipt::Code,
    reference::Reference,
    report::Answers,
    ticket::{Queue, TicketState},
};
use jiff::Timestamp;
use uuid::Uuid;

/// One row to change, after the conversations and before the messages.
pub(super) enum Row {
    Open(NewTicket),
    Touch(Uuid, Option<TicketState>),
    Urgent(Uuid),
    Report(Uuid, Box<Answers>, Box<Assessment>, Queue),
    Assessment {
        id: Uuid,
        state: AssessmentState,
        by: Option<Uuid>,
        reason: Option<Private<String>>,
    },
    Answer(Uuid, Private<String>),
    Feedback(Topic, bool),
    Receipt(Uuid, Reference, Code),
    /// What was held until they write.
    Release,
    /// They had blocked us, and are back.
    Reached,
    Audit {
        staff: Option<Uuid>,
        action: Action,
        object: AuditObject<'static>,
        id: Uuid,
    },
}

impl Row {
    pub async fn write(self, tx: &mut Tx, store: &Store, v: &Loaded, now: Timestamp) -> anyhow::Result<()> {
        match self {
            Self::Open(new) => ticket::open(tx, &new, now).await?,
            Self::Touch(id, state) => ticket::touch(tx, id, state, now).await?,
            Self::Urgent(id) => ticket::make_urgent(tx, id).await?,
            Self::Report(id, answers, assessment, queue) => {
                ticket::submit_report(tx, id, &answers, &assessment, queue, &v.key, now).await?;
            }
            Self::Assessment { id, state, by, reason } => {
                let reason = reason.map(|reason| v.key.seal_text(ticket::REASON.of(id), &reason));
                ticket::set_assessment(tx, id, state, by, reason, now).await?;
            }
            Self::Answer(id, answer) => ticket::record_answer(tx, id, &answer, &v.key).await?,
            Self::Feedback(topic, useful) => {
                feedback::insert(tx, topic, v.state.language.map(|language| language.tag()), useful, now).await?;
            }
            Self::Receipt(id, reference, code) => receipt::give(tx, &store.master, id, reference, code).await?,
            Self::Release | Self::Reached => {}
            Self::Audit { staff, action, object, id } => {
                audit::record(tx, AuditEntry { staff, action, object, object_id: Some(id) }, now).await?;
            }
        }
        Ok(())
    }

    /// Lets go what waited for the worker: it takes its places in the conversation before what is said now.
    pub async fn release(self, tx: &mut Tx, v: &mut Loaded, now: Timestamp) -> anyhow::Result<()> {
        match self {
            Self::Reached => conversation::set_blocked(tx, v.id, None).await?,
            Self::Release => {
                v.last_place += outbox::release(tx, v.id, v.channel, v.may_write(now), true).await?;
                if v.safe.is_some() {
                    answer::wake(tx, v.contact_id, now).await?;
                }
            }
            _ => {}
        }
        Ok(())
    }
}
