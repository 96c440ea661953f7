//! Tickets, the reports they carry and the assessments of these.

pub mod assign;
pub mod head;
pub mod history;
pub mod links;
pub mod notes;
pub mod seen;
pub mod topic;

use super::{Store, Tx};
use crate::{
    channel::Channel,
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
    ticket::{Priority, Queue, TicketKind, TicketState},
};
use jiff::Timestamp;
use sqlx::{QueryBuilder, Row};
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

/// The tickets of these contacts, the latest first; answers are opened with the contact's key.
pub async fn of_contacts(tx: &mut Tx, contacts: &[(Uuid, &DataKey)]) -> anyhow::Result<HashMap<Uuid, Vec<Known>>> {
    let keys: HashMap<_, _> = contacts.iter().copied().collect();
    let rows = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(
            "SELECT t.contact_id, t.id, t.reference, t.state, t.opened_at, t.answer_sealed, a.state, t.merged_into
             FROM ticket t LEFT JOIN assessment a ON a.ticket_id = t.id WHERE t.contact_id IN (",
        );
        let mut list = query.separated(", ");
        for (contact, _) in contacts {
            list.push_bind(*contact);
        }
        query.push(") ORDER BY t.id DESC");
        query.build().persistent(false).fetch_all(c).await?
            .into_iter()
            .map(|row| Ok((row.try_get(0)?, row.try_get(1)?, row.try_get(2)?, row.try_get(3)?, row.try_get(4)?, row.try_get(5)?, row.try_get(6)?, row.try_get(7)?)))
            .collect::<sqlx::Result<Vec<(Uuid, Uuid, String, String, i64, Option<Vec<u8>>, Option<String>, Option<Uuid>)>>>()
    })?;
    let mut found: HashMap<Uuid, Vec<Known>> = HashMap::new();
    let mut merged = Vec::new();
    for (contact, id, reference, state, opened_at, answer, assessment, merged_into) in rows {
        merged.extend(merged_into.map(|into| (contact, id, into)));
        let known = found.entry(contact).or_default();
        known.push(Known {
            id,
            own: id,
            request: Request {
                reference: reference.parse().map_err(|_| anyhow::anyhow!("ticket {id} has a damaged reference"))?,
                state: state.parse()?,
                opened_at: Timestamp::from_millisecond(opened_at)?,
                answer: answer.zip(keys.get(&contact)).and_then(|(sealed, key)| opened(id, &sealed, key)),
                assessment: assessment.map(|state| state.parse()).transpose()?,
            },
        });
    }
    for (contact, own, into) in merged {
        merge(found.entry(contact).or_default(), own, into);
    }
    Ok(found)
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

/// A row to be written.
#[expect(missing_docs, reason = "the columns of `ticket`")]
pub struct NewTicket {
    pub id: Uuid,
    pub reference: Reference,
    pub contact_id: Uuid,
    pub conversation_id: Uuid,
    pub kind: TicketKind,
    pub queue: Queue,
    pub language: Option<&'static str>,
    pub about: Option<&'static str>,
    pub channel: Channel,
}

/// Opens a ticket.
pub async fn open(tx: &mut Tx, ticket: &NewTicket, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO ticket (id, reference, contact_id, conversation_id, kind, state, urgent, queue, language, about, opened_at, updated_at,
         channel, priority, worker_wrote_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13, $11)",
    )
    .bind(ticket.id)
    .bind(ticket.reference.to_string())
    .bind(ticket.contact_id)
    .bind(ticket.conversation_id)
    .bind(ticket.kind.name())
    .bind(TicketState::New.name())
    .bind(ticket.kind == TicketKind::Urgent)
    .bind(ticket.queue.name())
    .bind(ticket.language)
    .bind(ticket.about)
    .bind(now.as_millisecond())
    .bind(ticket.channel.name())
    .bind(if ticket.kind == TicketKind::Urgent { Priority::Urgent } else { Priority::Normal }.rank())
    .execute(c)
    .await
    .map(|_| ()))
}

/// Changes the state of a ticket; `None` only notes that something happened. Its moment never goes back and never stands still,
/// whatever clock this gateway has: who has seen it as it was has not seen this.
pub async fn touch(tx: &mut Tx, id: Uuid, state: Option<TicketState>, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE ticket SET state = COALESCE($2, state), version = version + 1,
         updated_at = CASE WHEN updated_at < $3 THEN $3 ELSE updated_at + 1 END WHERE id = $1")
        .bind(id)
        .bind(state.map(|state| state.name()))
        .bind(now.as_millisecond())
        .execute(c)
        .await
        .map(|_| ()))
}

/// Makes a ticket urgent.
pub async fn make_urgent(tx: &mut Tx, id: Uuid) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET urgent = $2, priority = 3, version = version + 1 WHERE id = $1").bind(id).bind(true).execute(c).await.map(|_| ()))
}

/// Keeps a person's answer for "my requests".
pub async fn record_answer(tx: &mut Tx, id: Uuid, answer: &Private<String>, key: &DataKey) -> sqlx::Result<()> {
    let sealed = key.seal_text(ANSWER.of(id), answer);
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET answer_sealed = $2 WHERE id = $1").bind(id).bind(sealed).execute(c).await.map(|_| ()))
}

/// Makes a person the owner of a ticket; returns who was it before.
pub async fn set_owner(tx: &mut Tx, id: Uuid, staff: Uuid) -> sqlx::Result<Option<Uuid>> {
    let former = sql!(Tx: &mut *tx, c => sqlx::query_scalar("SELECT owner_id FROM ticket WHERE id = $1").bind(id).fetch_one(c).await)?;
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET owner_id = $2, version = version + 1 WHERE id = $1").bind(id).bind(staff).execute(c).await.map(|_| ()))?;
    Ok(former)
}

/// Keeps a report and its assessment, and moves the ticket to its queue. This row, with `queue = 'focal-point'`, is the
/// entry in the Focal Point queue. A second report on the same ticket (an urgent one, for example) replaces the first.
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
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET queue = $2, region = $4, kind = CASE kind WHEN 'urgent' THEN kind ELSE 'report' END,
         updated_at = CASE WHEN updated_at < $3 THEN $3 ELSE updated_at END, version = version + 1 WHERE id = $1")
        .bind(id)
        .bind(queue.name())
        .bind(now)
        .bind(region)
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
