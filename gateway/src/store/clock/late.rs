//! What is late: deadlines that are past while somebody still waits. No words, and no way to any.

use crate::{
    seal::MasterKey,
    sql,
    store::{
        Reader,
        desk::{moment, name},
        staff::Scope,
    },
};
use bot::private::Private;
use jiff::Timestamp;
use uuid::Uuid;

/// A deadline that is past.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Late {
    pub ticket: Uuid,
    pub reference: String,
    pub state: String,
    pub priority: i32,
    /// `bot::clock::ClockKind`
    pub clock: String,
    pub since: Timestamp,
    pub owner: Option<Private<String>>,
    pub team: Option<String>,
}

/// Whose late tickets somebody sees.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Whose<'a> {
    pub staff: Uuid,
    pub scope: Scope,
    pub team: Option<Uuid>,
    pub region: Option<&'a str>,
}

type Row = (Uuid, String, String, i32, String, i64, Option<Uuid>, Option<Vec<u8>>, Option<String>);

/// What is late at this moment, the longest first, and whether more is.
pub async fn all(
    reader: &mut Reader,
    master: &MasterKey,
    whose: Whose<'_>,
    now: Timestamp,
    most: i64,
) -> sqlx::Result<(Vec<Late>, bool)> {
    let mut rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT t.id, t.reference, t.state, t.priority, k.kind, COALESCE(k.breached_at, k.due_at), t.owner_id, s.name_sealed, m.name
         FROM clock k JOIN ticket t ON t.id = k.ticket_id
         LEFT JOIN staff s ON s.id = t.owner_id LEFT JOIN team m ON m.id = t.team_id
         WHERE k.due_at IS NOT NULL AND k.due_at <= $1 AND t.hidden_at IS NULL AND ($2 = 'all'
            OR ($2 = 'region' AND (t.region IS NULL OR t.region = $3))
            OR ($2 = 'team' AND (t.team_id IS NULL OR t.team_id = $4))
            OR ($2 = 'own' AND (t.owner_id IS NULL OR t.owner_id = $5)))
         ORDER BY k.due_at, t.id, k.kind LIMIT $6")
        .bind(now.as_millisecond()).bind(whose.scope.name()).bind(whose.region).bind(whose.team).bind(whose.staff)
        .bind(most + 1).fetch_all(c).await)?;
    let more = rows.len() as i64 > most;
    rows.truncate(usize::try_from(most).unwrap_or_default());
    let late = rows.into_iter().map(|(ticket, reference, state, priority, clock, since, owner, sealed, team)| {
        let owner = name(master, owner, sealed)?;
        Ok(Late { ticket, reference, state, priority, clock, since: moment(since), owner, team })
    });
    Ok((late.collect::<sqlx::Result<_>>()?, more))
}
