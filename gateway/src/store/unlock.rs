//! Seeing who somebody is: asked for by one person with a reason, granted by another for a time. Rows of `unlock`.
//!
//! Times are the service's clock. The reason is sealed under the contact's key, like every word about a person.

use crate::{
    channel::Channel,
    in_sight,
    seal::{Column, DataKey, MasterKey},
    sql,
    store::{
        Reader, Tx, conversation,
        sight::Sight,
        staff::{NAME, unreadable},
        ticket,
    },
};
use bot::{private::Private, report::Answers};
use jiff::Timestamp;
use uuid::Uuid;

/// Why somebody asks.
pub const REASON: Column = Column::new("unlock", "reason_sealed");

/// What became of a question.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `unlock`")]
pub struct Unlock {
    pub id: Uuid,
    /// `asked`, `granted` or `refused`.
    pub state: String,
    pub until: Option<i64>,
    pub asked_at: i64,
    pub decided_at: Option<i64>,
}

impl Unlock {
    /// Until when its asker sees who it is, if they do now.
    pub fn open_until(&self, now: Timestamp) -> Option<Timestamp> {
        let until = self.until.filter(|until| self.state == "granted" && *until > now.as_millisecond())?;
        Timestamp::from_millisecond(until).ok()
    }
}

/// The last question of somebody about the person behind a ticket.
pub async fn latest(reader: &mut Reader, ticket: Uuid, staff: Uuid) -> sqlx::Result<Option<Unlock>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, state, until, asked_at, decided_at FROM unlock WHERE ticket_id = $1 AND asked_by = $2
         ORDER BY id DESC LIMIT 1")
        .bind(ticket).bind(staff).fetch_optional(c).await)
}

/// Asks, unless the same person waits for an answer about this ticket already, or sees who it is.
pub async fn ask(
    tx: &mut Tx,
    (ticket, key): (Uuid, &DataKey),
    staff: Uuid,
    reason: &Private<String>,
    now: Timestamp,
) -> sqlx::Result<Option<Uuid>> {
    let id = Uuid::now_v7();
    let asked = sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO unlock (id, ticket_id, asked_by, reason_sealed, state, asked_at)
         SELECT $1, $2, $3, $4, 'asked', $5 WHERE NOT EXISTS (SELECT 1 FROM unlock WHERE ticket_id = $2 AND asked_by = $3
             AND (state = 'asked' OR (state = 'granted' AND until > $5)))")
        .bind(id).bind(ticket).bind(staff).bind(key.seal_text(REASON.of(id), reason)).bind(now.as_millisecond())
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok((asked == 1).then_some(id))
}

/// Somebody's decision on somebody else's question: until when, or no. `false` if it was decided already, or is their own.
pub async fn decide(tx: &mut Tx, id: Uuid, by: Uuid, until: Option<Timestamp>, now: Timestamp) -> sqlx::Result<bool> {
    let state = if until.is_some() { "granted" } else { "refused" };
    let decided = sql!(Tx: tx, c => sqlx::query(
        "UPDATE unlock SET state = $3, decided_by = $2, decided_at = $4, until = $5
         WHERE id = $1 AND state = 'asked' AND asked_by <> $2")
        .bind(id).bind(by).bind(state).bind(now.as_millisecond()).bind(until.map(Timestamp::as_millisecond))
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(decided == 1)
}

/// Ends before its time what was granted.
pub async fn end(tx: &mut Tx, id: Uuid, now: Timestamp) -> sqlx::Result<bool> {
    let ended = sql!(Tx: tx, c => sqlx::query("UPDATE unlock SET until = $2 WHERE id = $1 AND state = 'granted' AND until > $2")
        .bind(id).bind(now.as_millisecond()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(ended == 1)
}

/// Who asked, and about which ticket.
pub async fn of(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<(Uuid, Uuid)>> {
    sql!(Tx: tx, c => sqlx::query_as("SELECT asked_by, ticket_id FROM unlock WHERE id = $1")
        .bind(id).fetch_optional(c).await)
}

/// A question for those who decide. It holds words about a person: no `Debug`.
#[expect(missing_docs, reason = "the names say it")]
pub struct Line {
    pub id: Uuid,
    pub ticket: Uuid,
    pub reference: String,
    pub asked_by: Uuid,
    pub asker: Private<String>,
    pub reason: Private<String>,
    pub state: String,
    pub until: Option<i64>,
    pub asked_at: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    ticket_id: Uuid,
    reference: String,
    asked_by: Uuid,
    name_sealed: Vec<u8>,
    reason_sealed: Vec<u8>,
    contact_id: Uuid,
    key_sealed: Vec<u8>,
    state: String,
    until: Option<i64>,
    asked_at: i64,
}

/// Those that wait for a decision, the oldest first, then those that are open now; within somebody's scope.
pub async fn waiting(
    reader: &mut Reader,
    master: &MasterKey,
    sight: &Sight,
    now: Timestamp,
) -> sqlx::Result<Vec<Line>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(concat!(
        "SELECT u.id, u.ticket_id, t.reference, u.asked_by, s.name_sealed, u.reason_sealed, k.contact_id, k.key_sealed, u.state, u.until,
                u.asked_at
         FROM unlock u JOIN ticket t ON t.id = u.ticket_id JOIN staff s ON s.id = u.asked_by
         JOIN contact_key k ON k.contact_id = t.contact_id
         WHERE t.hidden_at IS NULL AND (u.state = 'asked' OR (u.state = 'granted' AND u.until > $1)) AND ", in_sight!(), "
         ORDER BY u.state, u.id LIMIT 200"))
        .bind(now.as_millisecond()).bind(sight.scope.name()).bind(sight.region.clone()).bind(sight.team).bind(sight.staff)
        .fetch_all(c).await)?;
    let lines = rows.into_iter().map(|row| {
        let key = master.open_contact_key(row.contact_id, &row.key_sealed).map_err(unreadable)?;
        Ok(Line {
            id: row.id,
            ticket: row.ticket_id,
            reference: row.reference,
            asked_by: row.asked_by,
            asker: master.derive("staff").open_text(NAME.of(row.asked_by), &row.name_sealed).map_err(unreadable)?,
            reason: key.open_text(REASON.of(row.id), &row.reason_sealed).map_err(unreadable)?,
            state: row.state,
            until: row.until,
            asked_at: row.asked_at,
        })
    });
    lines.collect()
}

/// Who somebody is: where they write from, and the number they left. No `Debug`.
#[derive(Default)]
pub struct Identity {
    /// Channel and address, each as it stands.
    pub addresses: Vec<(String, Private<String>)>,
    /// The number in a report.
    pub phone: Option<Private<String>>,
}

/// The key of the contact behind a ticket.
pub async fn key(reader: &mut Reader, master: &MasterKey, ticket: Uuid) -> sqlx::Result<Option<DataKey>> {
    let found: Option<(Uuid, Vec<u8>)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT k.contact_id, k.key_sealed FROM ticket t JOIN contact_key k ON k.contact_id = t.contact_id WHERE t.id = $1")
        .bind(ticket).fetch_optional(c).await)?;
    found.map(|(contact, sealed)| master.open_contact_key(contact, &sealed).map_err(unreadable)).transpose()
}

/// Opens it.
pub async fn identity(reader: &mut Reader, key: &DataKey, ticket: Uuid) -> sqlx::Result<Identity> {
    let addresses: Vec<(Uuid, String, Vec<u8>)> = sql!(Reader: &mut *reader, c => sqlx::query_as(
        "SELECT v.id, v.channel, v.address_sealed FROM conversation v
         WHERE v.contact_id = (SELECT contact_id FROM ticket WHERE id = $1) ORDER BY v.id")
        .bind(ticket).fetch_all(c).await)?;
    let reports: Vec<(Uuid, Vec<u8>)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT r.ticket_id, r.answers_sealed FROM report r JOIN ticket t ON t.id = r.ticket_id
         WHERE t.contact_id = (SELECT contact_id FROM ticket WHERE id = $1) ORDER BY r.submitted_at DESC")
        .bind(ticket).fetch_all(c).await)?;
    let mut found = Identity::default();
    for (id, channel, sealed) in addresses {
        // What a browser is given there names nobody.
        if !matches!(channel.parse(), Ok(Channel::Web | Channel::Terminal)) {
            found.addresses.push((channel, key.open_text(conversation::ADDRESS.of(id), &sealed).map_err(unreadable)?));
        }
    }
    for (report, sealed) in reports {
        let answers = key.open(ticket::ANSWERS.of(report), &sealed).map_err(unreadable)?;
        let Ok(answers) = serde_json::from_slice::<Answers>(&answers) else { continue };
        if let Some(phone) = answers.phone.given() {
            found.phone = Some(phone.0.clone());
            break;
        }
    }
    Ok(found)
}

/// Everybody of these roles who works here and may see a ticket, but one.
pub async fn deciders(reader: &mut Reader, roles: &[&str], ticket: Uuid, but: Uuid) -> sqlx::Result<Vec<Uuid>> {
    let roles = format!(",{},", roles.join(","));
    sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT s.id FROM staff s, ticket t WHERE t.id = $1 AND s.id <> $2 AND s.disabled_at IS NULL
           AND $3 LIKE '%,' || s.role || ',%'
           AND (s.scope = 'all'
             OR (s.scope = 'region' AND (t.region IS NULL OR t.region = s.region))
             OR (s.scope = 'team' AND (t.team_id IS NULL OR t.team_id = s.team_id))
             OR (s.scope = 'own' AND (t.owner_id IS NULL OR t.owner_id = s.id)))
         ORDER BY s.id")
        .bind(ticket).bind(but).bind(roles).fetch_all(c).await)
}

/// The ticket that a question to an expert is about.
pub async fn ticket_of_question(reader: &mut Reader, question: Uuid) -> sqlx::Result<Option<Uuid>> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT ticket_id FROM question WHERE id = $1 AND state <> 'withdrawn'")
        .bind(question).fetch_optional(c).await)
}
