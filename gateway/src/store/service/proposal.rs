//! What would change what workers are told of a service: rows of `service_proposal`, from a proposal to what a second person
//! makes of it. A row of `service` holds published values alone, so that who reads that table needs to know nothing of these.
//!
//! Here is what is read; [`deed`] writes.

pub mod deed;

use crate::{
    sql,
    store::{
        Reader, Tx,
        desk::{PAGE, moment, page},
    },
};
use jiff::Timestamp;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Column of the directory → what stands in it, as a file would have it.
pub type Fields = BTreeMap<String, String>;

/// One proposal, whatever became of it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `service_proposal`")]
pub struct Proposal {
    pub id: Uuid,
    /// `None` while the entry is new.
    pub service: Option<Uuid>,
    pub import: Option<Uuid>,
    /// In the file; 0 by hand.
    pub line: i64,
    pub code: String,
    pub name: String,
    pub fields: Fields,
    pub was: Fields,
    pub state: State,
    /// Why it was sent back.
    pub decision: String,
    pub proposed_by: Uuid,
    pub proposed_at: Timestamp,
    pub decided_by: Option<Uuid>,
    pub decided_at: Option<Timestamp>,
}

/// What became of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for a second person.
    Proposed,
    /// Is what workers are told, or was until the next one.
    Published,
    /// A second person did not publish it.
    Returned,
    /// Whoever proposed it has taken it back.
    Withdrawn,
}

impl State {
    /// As it stands in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Published => "published",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn named(name: &str) -> Self {
        let all = [Self::Proposed, Self::Published, Self::Returned];
        all.into_iter().find(|state| state.name() == name).unwrap_or(Self::Withdrawn)
    }
}

/// A file whose lines wait.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Import {
    pub import_id: Uuid,
    pub proposed_by: Uuid,
    pub proposed_at: i64,
    /// How many of its lines wait.
    pub waiting: i64,
}

/// How many proposals of a file wait, and the sum of the versions of their entries. A file gets no new lines and versions only
/// grow, so that the two stay the same only if nothing has changed.
pub type Mark = (i64, i64);

/// By its identifier.
pub async fn by_id(reader: &mut Reader, id: Uuid) -> sqlx::Result<Option<Proposal>> {
    let row: Option<Row> = sql!(Reader: reader, c => sqlx::query_as("SELECT * FROM service_proposal WHERE id = $1")
        .bind(id).fetch_optional(c).await)?;
    row.map(Proposal::try_from).transpose()
}

/// What waits for an entry of this code.
pub async fn of_code(reader: &mut Reader, code: &str) -> sqlx::Result<Option<Proposal>> {
    let row: Option<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT * FROM service_proposal WHERE code = $1 AND state = 'proposed'")
        .bind(code).fetch_optional(c).await)?;
    row.map(Proposal::try_from).transpose()
}

/// Whether something waits for an entry of this code, as a transaction sees it.
pub async fn waits(tx: &mut Tx, code: &str) -> sqlx::Result<bool> {
    let found: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT id FROM service_proposal WHERE code = $1 AND state = 'proposed'")
        .bind(code).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// Code → who proposed, of everything that waits.
pub async fn proposers(tx: &mut Tx) -> sqlx::Result<HashMap<String, Uuid>> {
    let rows: Vec<(String, Uuid)> = sql!(Tx: tx, c => sqlx::query_as(
        "SELECT code, proposed_by FROM service_proposal WHERE state = 'proposed'").fetch_all(c).await)?;
    Ok(rows.into_iter().collect())
}

/// How many wait.
pub async fn count(reader: &mut Reader) -> sqlx::Result<i64> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT COUNT(*) FROM service_proposal WHERE state = 'proposed'")
        .fetch_one(c).await)
}

/// A page of those that wait and came alone, the oldest first, after the one named; and whether others follow.
pub async fn waiting(reader: &mut Reader, after: Option<Uuid>) -> sqlx::Result<(Vec<Proposal>, bool)> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT * FROM service_proposal WHERE state = 'proposed' AND import_id IS NULL
            AND (NOT $1 OR (proposed_at, id) > (SELECT proposed_at, id FROM service_proposal WHERE id = $2))
          ORDER BY proposed_at, id LIMIT $3")
        .bind(after.is_some()).bind(after.unwrap_or_default()).bind(PAGE + 1).fetch_all(c).await)?;
    opened(rows)
}

/// Files whose lines wait, the oldest first, as many as a page has.
pub async fn imports(reader: &mut Reader) -> sqlx::Result<Vec<Import>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT import_id, proposed_by, MIN(proposed_at) AS proposed_at, COUNT(*) AS waiting
         FROM service_proposal WHERE state = 'proposed' AND import_id IS NOT NULL
         GROUP BY import_id, proposed_by ORDER BY MIN(proposed_at), import_id LIMIT $1")
        .bind(PAGE).fetch_all(c).await)
}

/// A page of those that were decided on, the latest first.
pub async fn decided(reader: &mut Reader, after: Option<Uuid>) -> sqlx::Result<(Vec<Proposal>, bool)> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT * FROM service_proposal WHERE state <> 'proposed'
            AND (NOT $1 OR (decided_at, id) < (SELECT decided_at, id FROM service_proposal WHERE id = $2))
          ORDER BY decided_at DESC, id DESC LIMIT $3")
        .bind(after.is_some()).bind(after.unwrap_or_default()).bind(PAGE + 1).fetch_all(c).await)?;
    opened(rows)
}

/// A page of the lines of a file that wait, in their order.
pub async fn of_import(reader: &mut Reader, import: Uuid, after: Option<Uuid>) -> sqlx::Result<(Vec<Proposal>, bool)> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT * FROM service_proposal WHERE import_id = $1 AND state = 'proposed'
            AND (NOT $2 OR (line, id) > (SELECT line, id FROM service_proposal WHERE id = $3))
          ORDER BY line, id LIMIT $4")
        .bind(import).bind(after.is_some()).bind(after.unwrap_or_default()).bind(PAGE + 1).fetch_all(c).await)?;
    opened(rows)
}

/// Who sent a file, and how many of its lines wait and were decided on; `None`: there is none.
pub async fn import(reader: &mut Reader, import: Uuid) -> sqlx::Result<Option<Import>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT import_id, proposed_by, MIN(proposed_at) AS proposed_at,
                CAST(SUM(CASE WHEN state = 'proposed' THEN 1 ELSE 0 END) AS BIGINT) AS waiting
         FROM service_proposal WHERE import_id = $1 GROUP BY import_id, proposed_by LIMIT 1")
        .bind(import).fetch_optional(c).await)
}

/// What a page of a file was looked at under.
pub async fn mark(reader: &mut Reader, import: Uuid) -> sqlx::Result<Mark> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT COUNT(*), CAST(COALESCE(SUM(s.version), 0) AS BIGINT)
         FROM service_proposal p LEFT JOIN service s ON s.id = p.service_id
         WHERE p.import_id = $1 AND p.state = 'proposed'")
        .bind(import).fetch_one(c).await)
}

/// Everything of a file that waits: proposal, and version of its entry (0: new).
pub async fn versions(reader: &mut Reader, import: Uuid) -> sqlx::Result<Vec<(Uuid, i64)>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT p.id, COALESCE(s.version, 0) FROM service_proposal p LEFT JOIN service s ON s.id = p.service_id
         WHERE p.import_id = $1 AND p.state = 'proposed' ORDER BY p.line, p.id")
        .bind(import).fetch_all(c).await)
}

fn opened(rows: Vec<Row>) -> sqlx::Result<(Vec<Proposal>, bool)> {
    let (rows, more) = page(rows);
    Ok((rows.into_iter().map(Proposal::try_from).collect::<sqlx::Result<_>>()?, more))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    service_id: Option<Uuid>,
    import_id: Option<Uuid>,
    line: i64,
    code: String,
    name: String,
    fields: String,
    was: String,
    state: String,
    decision: String,
    proposed_by: Uuid,
    proposed_at: i64,
    decided_by: Option<Uuid>,
    decided_at: Option<i64>,
}

impl TryFrom<Row> for Proposal {
    type Error = sqlx::Error;
    fn try_from(row: Row) -> sqlx::Result<Self> {
        let open = |json: &str| serde_json::from_str(json).map_err(|error| sqlx::Error::Decode(error.into()));
        Ok(Self {
            id: row.id,
            service: row.service_id,
            import: row.import_id,
            line: row.line,
            code: row.code,
            name: row.name,
            fields: open(&row.fields)?,
            was: open(&row.was)?,
            state: State::named(&row.state),
            decision: row.decision,
            proposed_by: row.proposed_by,
            proposed_at: moment(row.proposed_at),
            decided_by: row.decided_by,
            decided_at: row.decided_at.map(moment),
        })
    }
}
