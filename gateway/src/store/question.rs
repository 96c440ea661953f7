//! Questions to legal experts: rows of `question`. What is asked, which facts are shown, what is answered and sent are words
//! about a person: sealed under the contact's key. They hold personal data, so nothing here has a `Debug`.

pub mod list;

use crate::{
    seal::{Column, DataKey, MasterKey, Place},
    sql,
    store::{
        Reader, Tx,
        desk::{moment, name},
        staff::unreadable,
    },
};
use bot::{
    language::Language,
    private::Private,
    question::{Expertise, QuestionState},
    report::Answers,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// What of a report the expert sees: answers that were not chosen are as if never given.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Facts {
    /// The answers.
    pub answers: Answers,
    /// The worker's language, where it was chosen as a fact.
    pub language: Option<Language>,
}

/// What was said between the two sides, beside question and answer.
#[derive(Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Remark {
    pub by: Side,
    pub text: Private<String>,
    /// Milliseconds since 1970.
    pub at: i64,
}

/// Who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The expert, who needs to know more.
    Expert,
    /// The front office, who adds it or takes the question back.
    FrontOffice,
}

/// What was sent to the worker.
#[derive(Clone, Serialize, Deserialize)]
pub struct Carried {
    /// In their language, as typed.
    pub text: Private<String>,
    /// What it says, in Italian; may be empty.
    pub italian: Private<String>,
}

/// What is asked.
pub const QUESTION: Column = Column::new("question", "question_sealed");
/// [`Facts`].
pub const FACTS: Column = Column::new("question", "facts_sealed");
/// [`Remark`]s.
pub const THREAD: Column = Column::new("question", "thread_sealed");
/// The expert's answer.
pub const ANSWER: Column = Column::new("question", "answer_sealed");
/// [`Carried`].
pub const CARRIED: Column = Column::new("question", "carried_sealed");

/// One question.
#[expect(missing_docs, reason = "the names say it")]
pub struct Question {
    pub id: Uuid,
    pub ticket: Uuid,
    /// The ticket's, to be taken out of what an expert sees.
    pub reference: String,
    pub asked_by: Uuid,
    pub asker: Option<Private<String>>,
    pub expert_id: Option<Uuid>,
    pub expert: Option<Private<String>>,
    pub expertise: String,
    pub state: QuestionState,
    pub text: Private<String>,
    pub facts: Facts,
    pub thread: Vec<Remark>,
    /// A draft until `answered_at`.
    pub answer: Option<Private<String>>,
    pub carried: Option<Carried>,
    pub version: i64,
    pub due_at: Timestamp,
    pub asked_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub carried_at: Option<Timestamp>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    ticket_id: Uuid,
    reference: String,
    asked_by: Uuid,
    asker: Option<Vec<u8>>,
    expert_id: Option<Uuid>,
    expert: Option<Vec<u8>>,
    expertise: String,
    state: String,
    question_sealed: Vec<u8>,
    facts_sealed: Vec<u8>,
    thread_sealed: Option<Vec<u8>>,
    answer_sealed: Option<Vec<u8>>,
    carried_sealed: Option<Vec<u8>>,
    version: i64,
    due_at: i64,
    asked_at: i64,
    answered_at: Option<i64>,
    carried_at: Option<i64>,
    contact_id: Uuid,
    key_sealed: Vec<u8>,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT q.id, q.ticket_id, t.reference, q.asked_by, a.name_sealed AS asker, q.expert_id,
                    e.name_sealed AS expert, q.expertise, q.state, q.question_sealed, q.facts_sealed, q.thread_sealed,
                    q.answer_sealed, q.carried_sealed, q.version, q.due_at, q.asked_at, q.answered_at, q.carried_at,
                    k.contact_id, k.key_sealed
             FROM question q JOIN ticket t ON t.id = q.ticket_id AND t.hidden_at IS NULL JOIN contact_key k ON k.contact_id = t.contact_id
             LEFT JOIN staff a ON a.id = q.asked_by LEFT JOIN staff e ON e.id = q.expert_id ",
            $rest
        )
    };
}

impl Row {
    fn open(self, master: &MasterKey) -> sqlx::Result<Question> {
        let (id, key) = (self.id, master.open_contact_key(self.contact_id, &self.key_sealed).map_err(unreadable)?);
        Ok(Question {
            id,
            ticket: self.ticket_id,
            reference: self.reference,
            asked_by: self.asked_by,
            asker: name(master, Some(self.asked_by), self.asker)?,
            expert_id: self.expert_id,
            expert: name(master, self.expert_id, self.expert)?,
            expertise: self.expertise,
            state: self.state.parse().map_err(|error: bot::ticket::UnknownName| sqlx::Error::Decode(error.into()))?,
            text: key.open_text(QUESTION.of(id), &self.question_sealed).map_err(unreadable)?,
            facts: unsealed(&key, FACTS.of(id), &self.facts_sealed)?,
            thread: self
                .thread_sealed
                .map(|sealed| unsealed(&key, THREAD.of(id), &sealed))
                .transpose()?
                .unwrap_or_default(),
            answer: self
                .answer_sealed
                .map(|sealed| key.open_text(ANSWER.of(id), &sealed).map_err(unreadable))
                .transpose()?,
            carried: self.carried_sealed.map(|sealed| unsealed(&key, CARRIED.of(id), &sealed)).transpose()?,
            version: self.version,
            due_at: moment(self.due_at),
            asked_at: moment(self.asked_at),
            answered_at: self.answered_at.map(moment),
            carried_at: self.carried_at.map(moment),
        })
    }
}

fn unsealed<T: DeserializeOwned>(key: &DataKey, place: Place<'_>, sealed: &[u8]) -> sqlx::Result<T> {
    let bytes = key.open(place, sealed).map_err(unreadable)?;
    // The cause stays out: it could quote what stands in the JSON.
    serde_json::from_slice(&bytes)
        .map_err(|_| sqlx::Error::Decode("a sealed document is of another release: update this one".into()))
}

fn sealed(key: &DataKey, place: Place<'_>, value: &impl Serialize) -> sqlx::Result<Vec<u8>> {
    let plain = serde_json::to_vec(value).map_err(|_| sqlx::Error::Encode("a document that is no JSON".into()))?;
    Ok(key.seal(place, &plain))
}

/// One question; `None` where there is none, or its contact was erased.
pub async fn open(reader: &mut Reader, master: &MasterKey, id: Uuid) -> sqlx::Result<Option<Question>> {
    let row: Option<Row> =
        sql!(Reader: reader, c => sqlx::query_as(select!("WHERE q.id = $1")).bind(id).fetch_optional(c).await)?;
    row.map(|row| row.open(master)).transpose()
}

/// The questions about a ticket, the first first.
pub async fn of_ticket(reader: &mut Reader, master: &MasterKey, ticket: Uuid) -> sqlx::Result<Vec<Question>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(select!("WHERE q.ticket_id = $1 ORDER BY q.id"))
        .bind(ticket).fetch_all(c).await)?;
    rows.into_iter().map(|row| row.open(master)).collect()
}

/// What a question begins with.
#[expect(missing_docs, reason = "the names say it")]
pub struct NewQuestion<'a> {
    pub ticket: Uuid,
    pub asked_by: Uuid,
    pub expertise: Expertise,
    pub text: &'a Private<String>,
    pub facts: &'a Facts,
    pub due_at: Timestamp,
}

/// Asks; returns the question.
pub async fn ask(tx: &mut Tx, key: &DataKey, new: &NewQuestion<'_>, now: Timestamp) -> sqlx::Result<Uuid> {
    let id = Uuid::now_v7();
    let facts = sealed(key, FACTS.of(id), new.facts)?;
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO question (id, ticket_id, asked_by, expertise, state, question_sealed, facts_sealed, version, due_at, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9)")
        .bind(id).bind(new.ticket).bind(new.asked_by).bind(new.expertise.name()).bind(QuestionState::Asked.name())
        .bind(key.seal_text(QUESTION.of(id), new.text)).bind(facts).bind(new.due_at.as_millisecond()).bind(now.as_millisecond())
        .execute(c).await.map(|_| ()))?;
    Ok(id)
}

/// What changes in a question; what is absent stays.
#[derive(Default)]
#[expect(missing_docs, reason = "the columns of `question`")]
pub struct Change<'a> {
    pub expert: Option<Uuid>,
    pub facts: Option<&'a Facts>,
    pub thread: Option<&'a [Remark]>,
    pub answer: Option<&'a Private<String>>,
    pub carried: Option<&'a Carried>,
    pub due_at: Option<Timestamp>,
}

/// Changes a question that is still as it was at `version`; `false`, with nothing done, where somebody was faster.
pub async fn change(
    tx: &mut Tx,
    key: &DataKey,
    (id, version): (Uuid, i64),
    state: QuestionState,
    change: &Change<'_>,
    now: Timestamp,
) -> sqlx::Result<bool> {
    let facts = change.facts.map(|facts| sealed(key, FACTS.of(id), facts)).transpose()?;
    let thread = change.thread.map(|thread| sealed(key, THREAD.of(id), &thread)).transpose()?;
    let carried = change.carried.map(|carried| sealed(key, CARRIED.of(id), carried)).transpose()?;
    let at = |reached: bool| reached.then(|| now.as_millisecond());
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE question SET state = $3, expert_id = COALESCE($4, expert_id), facts_sealed = COALESCE($5, facts_sealed),
         thread_sealed = COALESCE($6, thread_sealed), answer_sealed = COALESCE($7, answer_sealed),
         carried_sealed = COALESCE($8, carried_sealed), due_at = COALESCE($9, due_at),
         answered_at = COALESCE(answered_at, $10), carried_at = COALESCE(carried_at, $11), version = version + 1
         WHERE id = $1 AND version = $2")
        .bind(id).bind(version).bind(state.name()).bind(change.expert).bind(facts).bind(thread)
        .bind(change.answer.map(|answer| key.seal_text(ANSWER.of(id), answer))).bind(carried)
        .bind(change.due_at.map(Timestamp::as_millisecond))
        .bind(at(state == QuestionState::Answered)).bind(at(state == QuestionState::Carried))
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Whether an expert still owes an answer to any question about a ticket.
pub async fn is_waiting(tx: &mut Tx, ticket: Uuid) -> sqlx::Result<bool> {
    let count: i64 = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT COUNT(*) FROM question WHERE ticket_id = $1 AND state IN ('asked', 'taken')")
        .bind(ticket).fetch_one(c).await)?;
    Ok(count > 0)
}

/// The experts who know about something; all of them where nobody says that they do.
pub async fn experts(tx: &mut Tx, expertise: &str) -> sqlx::Result<Vec<Uuid>> {
    let rows: Vec<(Uuid, String)> = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT id, expertise FROM staff WHERE role = 'legal-expert' AND disabled_at IS NULL ORDER BY id").fetch_all(c).await)?;
    let knows = |known: &str| known.split(',').any(|name| name.trim() == expertise);
    let fitting: Vec<_> = rows.iter().filter(|(_, known)| knows(known)).map(|(id, _)| *id).collect();
    Ok(if fitting.is_empty() { rows.into_iter().map(|(id, _)| id).collect() } else { fitting })
}
