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
    },
};
use bot::{language::Language, private::Private};
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

/// Gives a ticket that nobody owns to the next person on duty; `None`: there is nobody with room.
pub async fn assign(store: &Store, tx: &mut Tx, ticket: Uuid, now: Timestamp) -> sqlx::Result<Option<Uuid>> {
    if !store.has_one_writer() {
        let on_duty: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
            "SELECT id FROM staff WHERE on_duty_since IS NOT NULL ORDER BY id FOR NO KEY UPDATE").fetch_all(c).await)?;
        if on_duty.is_empty() {
            return Ok(None);
        }
    }
    let next: Option<Uuid> = sql!(Tx: tx, c => {
        let query = format!(
            "SELECT s.id FROM staff s JOIN ticket t ON t.id = $1 WHERE t.owner_id IS NULL AND {FITS} AND {ROOM} > 0
             ORDER BY CASE WHEN {SPEAKS} THEN 0 ELSE 1 END, s.assigned_at, s.id LIMIT 1");
        sqlx::query_scalar(sqlx::AssertSqlSafe(query)).bind(ticket).fetch_optional(c).await
    })?;
    let Some(staff) = next else { return Ok(None) };
    sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET owner_id = $2, version = version + 1 WHERE id = $1")
        .bind(ticket).bind(staff).execute(c).await.map(|_| ()))?;
    served(tx, staff, now).await?;
    Ok(Some(staff))
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

/// Takes tickets out of the pool for somebody on duty, the nearest deadline first, as far as they have room: those in
/// their languages, and those whose language nobody on duty speaks. Returns which.
pub async fn take_waiting(store: &Store, tx: &mut Tx, staff: Uuid, now: Timestamp) -> sqlx::Result<Vec<Uuid>> {
    if !store.has_one_writer() {
        sql!(Tx: tx, c => sqlx::query("SELECT id FROM staff WHERE id = $1 FOR NO KEY UPDATE").bind(staff).execute(c).await.map(|_| ()))?;
    }
    let room: Option<i64> = sql!(Tx: tx, c => {
        let query = format!("SELECT {ROOM} FROM staff s WHERE s.id = $1");
        sqlx::query_scalar(sqlx::AssertSqlSafe(query)).bind(staff).fetch_optional(c).await
    })?;
    let room = room.unwrap_or_default().clamp(0, FIRST);
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF t SKIP LOCKED" };
    let waiting: Vec<Uuid> = sql!(Tx: tx, c => {
        let query = format!(
            "SELECT t.id FROM ticket t JOIN staff s ON s.id = $1
             WHERE t.owner_id IS NULL AND t.state <> 'closed' AND t.hidden_at IS NULL AND {FITS}
             AND (t.language IS NULL OR {SPEAKS} OR NOT EXISTS (SELECT 1 FROM staff a WHERE a.on_duty_since IS NOT NULL
                  AND a.disabled_at IS NULL AND a.id <> s.id AND a.role IN ('operator', 'mediator', 'focal-point')
                  AND (a.role = 'focal-point') = (s.role = 'focal-point') AND ',' || a.languages || ',' LIKE '%,' || t.language || ',%'))
             ORDER BY CASE WHEN t.due_at IS NULL THEN 1 ELSE 0 END, t.due_at, t.opened_at, t.id LIMIT $2{lock}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(query)).bind(staff).bind(room).fetch_all(c).await
    })?;
    for ticket in &waiting {
        sql!(Tx: tx, c => sqlx::query("UPDATE ticket SET owner_id = $2, version = version + 1 WHERE id = $1")
            .bind(*ticket).bind(staff).execute(c).await.map(|_| ()))?;
    }
    if !waiting.is_empty() {
        served(tx, staff, now).await?;
    }
    Ok(waiting)
}

/// Gives everything that somebody has open back to the pool; returns what.
pub async fn give_back(tx: &mut Tx, staff: Uuid) -> sqlx::Result<Vec<Uuid>> {
    sql!(Tx: tx, c => sqlx::query_scalar(
        "UPDATE ticket SET owner_id = NULL, version = version + 1 WHERE owner_id = $1 AND state <> 'closed' RETURNING id")
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
