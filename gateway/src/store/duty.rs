//! Who is on duty, and how new tickets are shared out among them: to those who speak the worker's language before
//! others, below the most they want at once, to whoever has waited longest for one.
//!
//! On PostgreSQL whoever shares out locks everybody on duty first, so that two who do it at once do not both count the
//! same room. The rows are locked after those of tickets, and tickets that are taken from the pool are taken only where
//! nobody else holds them: so nobody waits in a circle.

use crate::{
    seal::MasterKey,
    sql,
    store::{
        Reader, Store, Tx,
        desk::moment,
        sight::Sight,
        staff::{NAME, Role, Scope, unreadable},
        ticket::record::TicketRecord,
    },
};
use bot::{language::Language, private::Private, ticket::Queue};
use jiff::Timestamp;
use uuid::Uuid;

/// How many tickets somebody who comes on duty is given at once.
pub const FIRST: i64 = 3;
/// The most that somebody may want at once.
pub const MOST: i32 = 200;

/// Who works on a queue, as SQL sees it.
const FITS: &str =
    "s.on_duty_since IS NOT NULL AND s.disabled_at IS NULL AND s.role IN ('operator', 'mediator', 'focal-point')
     AND (t.queue = 'focal-point') = (s.role = 'focal-point')
     AND (s.scope <> 'region' OR t.region IS NULL OR t.region = s.region)
     AND (s.scope <> 'team' OR t.team_id IS NULL OR t.team_id = s.team_id)";
const SPEAKS: &str = "',' || s.languages || ',' LIKE '%,' || t.language || ',%'";
const ROOM: &str = "s.most_tickets - (SELECT COUNT(*) FROM ticket o WHERE o.owner_id = s.id AND o.state <> 'closed')";

/// Somebody on duty, as far as new tickets are shared out.
#[derive(Clone, Debug)]
pub struct OnDuty {
    /// Who.
    pub id: Uuid,
    role: Role,
    scope: Scope,
    region: Option<String>,
    team: Option<Uuid>,
    languages: String,
    /// Their place in the row; the smallest is next.
    assigned_at: i64,
    /// How many more they want.
    room: i64,
}

type OnDutyRow = (Uuid, String, String, Option<String>, Option<Uuid>, String, i64, i64);

/// Everybody on duty who gets new tickets; held until the transaction ends.
pub async fn on_duty(store: &Store, tx: &mut Tx) -> sqlx::Result<Vec<OnDuty>> {
    if !store.has_one_writer() {
        sql!(Tx: &mut *tx, c => sqlx::query(
            "SELECT id FROM staff WHERE on_duty_since IS NOT NULL ORDER BY id FOR NO KEY UPDATE").execute(c).await.map(|_| ()))?;
    }
    let rows: Vec<OnDutyRow> = sql!(Tx: tx, c => {
        let query = format!(
            "SELECT s.id, s.role, s.scope, s.region, s.team_id, s.languages, s.assigned_at, {ROOM} FROM staff s
             WHERE s.on_duty_since IS NOT NULL AND s.disabled_at IS NULL AND s.role IN ('operator', 'mediator', 'focal-point')
             ORDER BY s.id");
        sqlx::query_as(sqlx::AssertSqlSafe(query)).fetch_all(c).await
    })?;
    let on_duty = |(id, role, scope, region, team, languages, assigned_at, room): OnDutyRow| {
        let (role, scope) = (role.parse().ok()?, scope.parse().unwrap_or(Scope::Own));
        Some(OnDuty { id, role, scope, region, team, languages, assigned_at, room })
    };
    Ok(rows.into_iter().filter_map(on_duty).collect())
}

/// Whose turn a new ticket is, who stands at the end of the row from now on; `None`: there is nobody with room.
pub fn next(on_duty: &mut [OnDuty], ticket: &TicketRecord, now: Timestamp) -> Option<Uuid> {
    let fits = |person: &OnDuty| {
        person.room > 0
            && (ticket.queue == Queue::FocalPoint) == (person.role == Role::FocalPoint)
            && (person.scope != Scope::Region || ticket.region.is_none() || ticket.region == person.region)
            && (person.scope != Scope::Team || ticket.team_id.is_none() || ticket.team_id == person.team)
    };
    let speaks = |person: &OnDuty| {
        ticket.language.as_deref().is_some_and(|tag| person.languages.split(',').any(|spoken| spoken == tag))
    };
    let last = on_duty.iter().map(|person| person.assigned_at).max();
    let next = on_duty.iter_mut().filter(|person| fits(person));
    let next = next.min_by_key(|person| (!speaks(person), person.assigned_at, person.id))?;
    next.room -= 1;
    // Two in the same millisecond still come one after the other.
    next.assigned_at = last.map_or(0, |last| last + 1).max(now.as_millisecond());
    Some(next.id)
}

/// Notes the new places in the row of those who got something.
pub async fn keep_places(tx: &mut Tx, on_duty: &[OnDuty], served: &[Uuid]) -> sqlx::Result<()> {
    for person in on_duty.iter().filter(|person| served.contains(&person.id)) {
        sql!(Tx: &mut *tx, c => sqlx::query("UPDATE staff SET assigned_at = $2 WHERE id = $1")
            .bind(person.id).bind(person.assigned_at).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Whose turn a ticket is among those with a role: who is on duty, has room, speaks the worker's language, and has waited
/// longest for one, in this order. Somebody is found as long as anybody has the role.
pub async fn next_of(tx: &mut Tx, role: Role, ticket: Uuid) -> sqlx::Result<Option<Uuid>> {
    sql!(Tx: tx, c => {
        let query = format!(
            "SELECT s.id FROM staff s JOIN ticket t ON t.id = $1 WHERE s.role = $2 AND s.disabled_at IS NULL
             AND s.password_hash IS NOT NULL
             ORDER BY CASE WHEN s.on_duty_since IS NULL THEN 1 ELSE 0 END, CASE WHEN {ROOM} > 0 THEN 0 ELSE 1 END,
             CASE WHEN {SPEAKS} THEN 0 ELSE 1 END, s.assigned_at, s.id LIMIT 1");
        sqlx::query_scalar(sqlx::AssertSqlSafe(query)).bind(ticket).bind(role.name()).fetch_optional(c).await
    })
}

/// Puts somebody at the end of the row. Two in the same millisecond still come one after the other.
pub async fn served(tx: &mut Tx, staff: Uuid, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "UPDATE staff SET assigned_at = (SELECT CASE WHEN MAX(o.assigned_at) >= $2 THEN MAX(o.assigned_at) + 1 ELSE $2 END
         FROM staff o) WHERE id = $1").bind(staff).bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

/// Tickets of the pool for somebody on duty, the nearest deadline first, as far as they have room: those in their languages,
/// and those whose language nobody on duty speaks. They are held until the transaction ends.
pub async fn waiting_for(store: &Store, tx: &mut Tx, staff: Uuid) -> sqlx::Result<Vec<Uuid>> {
    if !store.has_one_writer() {
        sql!(Tx: tx, c => sqlx::query("SELECT id FROM staff WHERE id = $1 FOR NO KEY UPDATE").bind(staff).execute(c).await.map(|_| ()))?;
    }
    let room: Option<i64> = sql!(Tx: tx, c => {
        let query = format!("SELECT {ROOM} FROM staff s WHERE s.id = $1");
        sqlx::query_scalar(sqlx::AssertSqlSafe(query)).bind(staff).fetch_optional(c).await
    })?;
    let room = room.unwrap_or_default().clamp(0, FIRST);
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF t SKIP LOCKED" };
    sql!(Tx: tx, c => {
        let query = format!(
            "SELECT t.id FROM ticket t JOIN staff s ON s.id = $1
             WHERE t.owner_id IS NULL AND t.state <> 'closed' AND t.hidden_at IS NULL AND {FITS}
             AND (t.language IS NULL OR {SPEAKS} OR NOT EXISTS (SELECT 1 FROM staff a WHERE a.on_duty_since IS NOT NULL
                  AND a.disabled_at IS NULL AND a.id <> s.id AND a.role IN ('operator', 'mediator', 'focal-point')
                  AND (a.role = 'focal-point') = (s.role = 'focal-point') AND ',' || a.languages || ',' LIKE '%,' || t.language || ',%'))
             ORDER BY CASE WHEN t.due_at IS NULL THEN 1 ELSE 0 END, t.due_at, t.opened_at, t.id LIMIT $2{lock}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(query)).bind(staff).bind(room).fetch_all(c).await
    })
}

/// Everything that somebody has open.
pub async fn open_of(tx: &mut Tx, staff: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sql!(Tx: tx, c => sqlx::query_scalar("SELECT id FROM ticket WHERE owner_id = $1 AND state <> 'closed' ORDER BY id")
        .bind(staff).fetch_all(c).await)
}

/// Goes on duty (with the moment) or off; `false` if it was so already. What one owns stays.
pub async fn set(tx: &mut Tx, staff: Uuid, since: Option<Timestamp>) -> sqlx::Result<bool> {
    let statement = if since.is_some() {
        "UPDATE staff SET on_duty_since = $2 WHERE id = $1 AND on_duty_since IS NULL"
    } else {
        "UPDATE staff SET on_duty_since = $2 WHERE id = $1 AND on_duty_since IS NOT NULL"
    };
    let done = sql!(Tx: tx, c => sqlx::query(statement).bind(staff).bind(since.map(Timestamp::as_millisecond))
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

/// How many tickets somebody wants at most, and which languages they speak.
pub async fn settle(tx: &mut Tx, staff: Uuid, most: i32, languages: &[Language]) -> sqlx::Result<()> {
    let languages = languages.iter().map(|language| language.tag()).collect::<Vec<_>>().join(",");
    sql!(Tx: tx, c => sqlx::query("UPDATE staff SET most_tickets = $2, languages = $3 WHERE id = $1")
        .bind(staff).bind(most).bind(languages).execute(c).await.map(|_| ()))
}

/// Somebody tickets can be given to.
#[expect(missing_docs, reason = "the names say it")]
pub struct Colleague {
    pub id: Uuid,
    pub name: Private<String>,
    pub role: Role,
    pub scope: Scope,
    pub team: Option<Uuid>,
    pub region: Option<String>,
    pub languages: Vec<Language>,
    pub on_duty_since: Option<Timestamp>,
    /// How many they have open, and how many they want at most.
    pub open: i64,
    pub most: i32,
}

impl Colleague {
    /// Which tickets they see.
    pub fn sight(&self) -> Sight {
        Sight { staff: self.id, scope: self.scope, team: self.team, region: self.region.clone() }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name_sealed: Vec<u8>,
    role: String,
    scope: String,
    team_id: Option<Uuid>,
    region: Option<String>,
    languages: String,
    on_duty_since: Option<i64>,
    most_tickets: i32,
    open: i64,
}

/// Everybody with an account that works, whatever their role, in the order in which they came.
pub async fn colleagues(reader: &mut Reader, master: &MasterKey) -> sqlx::Result<Vec<Colleague>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT s.id, s.name_sealed, s.role, s.scope, s.team_id, s.region, s.languages, s.on_duty_since, s.most_tickets,
         (SELECT COUNT(*) FROM ticket o WHERE o.owner_id = s.id AND o.state <> 'closed') AS open
         FROM staff s WHERE s.disabled_at IS NULL AND s.password_hash IS NOT NULL ORDER BY s.id").fetch_all(c).await)?;
    let key = master.derive("staff");
    rows.into_iter()
        .map(|row| {
            Ok(Colleague {
                id: row.id,
                name: key.open_text(NAME.of(row.id), &row.name_sealed).map_err(unreadable)?,
                role: row
                    .role
                    .parse()
                    .map_err(|error: crate::store::staff::UnknownRole| sqlx::Error::Decode(error.into()))?,
                scope: row.scope.parse().unwrap_or(Scope::Own),
                team: row.team_id,
                region: row.region,
                languages: row.languages.split(',').filter_map(|tag| tag.parse().ok()).collect(),
                on_duty_since: row.on_duty_since.map(moment),
                open: row.open,
                most: row.most_tickets,
            })
        })
        .collect()
}

/// How many tickets of a queue wait for somebody to own them.
pub async fn waiting(reader: &mut Reader, focal_point: bool) -> sqlx::Result<i64> {
    let queue = if focal_point { "focal-point" } else { "front-office" };
    sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT COUNT(*) FROM ticket WHERE owner_id IS NULL AND state <> 'closed' AND queue = $1").bind(queue).fetch_one(c).await)
}
