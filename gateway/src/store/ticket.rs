//! Tickets, the reports they carry and the assessments of these.

pub mod assign;
pub mod head;
pub mod history;
pub mod links;
pub mod notes;
pub mod record;
pub mod seen;
pub mod topic;

use super::{Store, Tx};
use crate::{
    seal::{Column, DataKey},
    sql,
};
use bot::{
    assessment::AssessmentState,
    context::Request,
    eligibility::{Assessment, Proposal},
    private::Private,
    reference::Reference,
    report::Answers,
    ticket::Queue,
};
use jiff::Timestamp;
use record::TicketRecord;
use std::collections::HashMap;
use uuid::Uuid;

/// The last answer of a person, for "my requests".
pub const ANSWER: Column = Column::new("ticket", "answer_sealed");
/// What a worker told: [`Answers`].
pub const ANSWERS: Column = Column::new("report", "answers_sealed");
/// [`Assessment`].
pub const SHEET: Column = Column::new("assessment", "sheet_sealed");
/// Why an assessment was decided as it was.
pub const REASON: Column = Column::new("assessment", "reason_sealed");

/// A ticket as a turn sees it.
pub struct Known {
    /// The row that answers for it: its own, or that of the ticket it was merged into.
    pub id: Uuid,
    /// Its own row.
    pub own: Uuid,
    /// What the bot may know.
    pub request: Request,
}

/// What the bot may know of these tickets, by their contacts, the latest first.
pub fn known(records: &[TicketRecord]) -> HashMap<Uuid, Vec<Known>> {
    let mut found: HashMap<Uuid, Vec<Known>> = HashMap::new();
    for record in records.iter().rev() {
        found.entry(record.contact_id).or_default().push(Known::of(record));
    }
    for record in records {
        if let Some(into) = record.merged_into {
            merge(found.entry(record.contact_id).or_default(), record.id, into);
        }
    }
    found
}

impl Known {
    /// A ticket that speaks for itself.
    pub fn of(record: &TicketRecord) -> Self {
        let request = Request {
            reference: record.reference,
            state: record.state,
            opened_at: Timestamp::from_millisecond(record.opened_at).unwrap_or_default(),
            answer: record.answer.clone(),
            assessment: record.assessment,
        };
        Self { id: record.id, own: record.id, request }
    }
}

/// The answer of a ticket; one that is damaged, or another's, is not told, and stops nobody from going on.
fn opened(ticket: Uuid, sealed: &[u8], key: &DataKey) -> Option<Private<String>> {
    let answer = key.open_text(ANSWER.of(ticket), sealed);
    answer.inspect_err(|_| tracing::error!(%ticket, "the answer of a ticket cannot be opened")).ok()
}

/// The worker goes on asking for the number they were given, and hears what has become of the ticket it is part of now.
/// Where that one is no longer theirs, because a contact was split, the number speaks for itself again.
fn merge(known: &mut [Known], own: Uuid, into: Uuid) {
    let Some(target) = known.iter().find(|known| known.own == into).map(|known| known.request.clone()) else { return };
    if let Some(alias) = known.iter_mut().find(|known| known.own == own) {
        alias.id = into;
        let Request { reference, opened_at, .. } = alias.request;
        alias.request = Request { reference, opened_at, ..target };
    }
}

/// Keeps a person's answer for "my requests".
pub async fn record_answer(tx: &mut Tx, id: Uuid, answer: &Private<String>, key: &DataKey) -> sqlx::Result<()> {
    let sealed = key.seal_text(ANSWER.of(id), answer);
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET answer_sealed = $2 WHERE id = $1").bind(id).bind(sealed).execute(c).await.map(|_| ()))
}

/// Keeps a report and its assessment. This row, with `queue = 'focal-point'`, is the entry in the Focal Point queue. A second report on the same ticket (an urgent one, for example) replaces the first.
pub async fn submit_report(
    tx: &mut Tx,
    id: Uuid,
    answers: &Answers,
    assessment: &Assessment,
    queue: Queue,
    key: &DataKey,
    now: Timestamp,
) -> anyhow::Result<()> {
    let region = answers.region.given().map(|region| region.id());
    let answers_sealed = key.seal(ANSWERS.of(id), &serde_json::to_vec(answers)?);
    let sheet_sealed = key.seal(SHEET.of(id), &serde_json::to_vec(assessment)?);
    let case = match &assessment.proposal {
        Proposal::Case { case, .. } => Some(i32::from(case.number())),
        Proposal::Outside { .. } | Proposal::NotEnoughKnown { .. } => None,
    };
    let now = now.as_millisecond();
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO report (ticket_id, answers_sealed, region, submitted_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (ticket_id) DO UPDATE SET answers_sealed = excluded.answers_sealed, region = excluded.region,
         submitted_at = excluded.submitted_at",
    )
    .bind(id)
    .bind(answers_sealed)
    .bind(region)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))?;
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO assessment (ticket_id, queue, state, rules, proposed_case, matching, region, sheet_sealed, queued_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (ticket_id) DO UPDATE SET queue = excluded.queue, state = excluded.state, rules = excluded.rules,
         proposed_case = excluded.proposed_case, matching = excluded.matching, region = excluded.region,
         sheet_sealed = excluded.sheet_sealed, queued_at = excluded.queued_at",
    )
    .bind(id)
    .bind(queue.name())
    .bind(AssessmentState::Proposed.name())
    .bind(&assessment.rules)
    .bind(case)
    .bind(assessment.matching.name())
    .bind(region)
    .bind(sheet_sealed)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))?;
    Ok(())
}

/// Changes the state of an assessment; `by` and `reason` where a person has decided.
pub async fn set_assessment(
    tx: &mut Tx,
    id: Uuid,
    state: AssessmentState,
    by: Option<Uuid>,
    reason: Option<Vec<u8>>,
    now: Timestamp,
) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE assessment SET state = $2, decided_by = COALESCE($3, decided_by), reason_sealed = COALESCE($4, reason_sealed),
         decided_at = CASE WHEN $3 IS NULL THEN decided_at ELSE $5 END WHERE ticket_id = $1",
    )
    .bind(id)
    .bind(state.name())
    .bind(by)
    .bind(reason)
    .bind(now.as_millisecond())
    .execute(c)
    .await
    .map(|_| ()))
}

/// Where a ticket's number leads, for the command line and the tests.
pub async fn by_reference(store: &Store, reference: Reference) -> sqlx::Result<Option<Uuid>> {
    let mut reader = store.reader().await?;
    sql!(Reader: &mut reader, c => sqlx::query_scalar("SELECT id FROM ticket WHERE reference = $1").bind(reference.to_string()).fetch_optional(c).await)
}
