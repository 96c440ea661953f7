//! What gives an account into other hands, or more into its own: asked for by one person with a reason, decided by another within
//! a day. Rows of `account_request`; the reason is sealed under the key of `staff`. What is done then is in
//! [`crate::console::staff`].

use crate::{
    seal::{Column, MasterKey},
    sql,
    store::{
        Reader, Tx,
        staff::{NAME, Post, Role, unreadable},
    },
};
use bot::private::Private;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Why somebody asks.
pub const REASON: Column = Column::new("account_request", "reason_sealed");
/// What is to be set.
pub const POST: Column = Column::new("account_request", "post_sealed");

/// How long somebody may say yes.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24);

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The second factor is taken away: the next log-in sets up another one.
    SecondFactor,
    /// A link with which a password is chosen.
    Link,
    /// A role or a scope in which they see more.
    Post,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::SecondFactor, Self::Link, Self::Post];

    /// As it stands in SQL and in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SecondFactor => "second-factor",
            Self::Link => "link",
            Self::Post => "post",
        }
    }

    /// By its name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A question, as it is asked.
#[expect(missing_docs, reason = "the names say it")]
pub struct Question<'a> {
    pub staff: Uuid,
    pub kind: Kind,
    pub by: Uuid,
    pub reason: &'a Private<String>,
    /// What is to be set, and the version of the account that the asker has seen.
    pub post: Option<(&'a Post, i64)>,
}

/// Asks, unless the same is waiting for an answer already.
pub async fn ask(
    tx: &mut Tx,
    master: &MasterKey,
    question: &Question<'_>,
    now: Timestamp,
) -> sqlx::Result<Option<Uuid>> {
    expire(tx, now).await?;
    let (id, key) = (Uuid::now_v7(), master.derive("staff"));
    let (post, version) = question.post.map(|(post, version)| (write(post), version)).unzip();
    let asked = sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO account_request (id, staff_id, kind, asked_by, reason_sealed, post_sealed, version, state, asked_at, until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 'asked', $8, $9) ON CONFLICT (staff_id, kind) WHERE state = 'asked' DO NOTHING")
        .bind(id).bind(question.staff).bind(question.kind.name()).bind(question.by)
        .bind(key.seal_text(REASON.of(id), question.reason)).bind(post.map(|post| key.seal(POST.of(id), post.as_bytes()))).bind(version)
        .bind(now.as_millisecond()).bind(now.as_millisecond() + OPEN_FOR.as_millis() as i64)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok((asked == 1).then_some(id))
}

/// A question that somebody has just said yes to.
#[expect(missing_docs, reason = "the names say it")]
pub struct Granted {
    pub staff: Uuid,
    pub kind: Kind,
    pub asked_by: Uuid,
    pub post: Option<(Post, i64)>,
}

/// Somebody says yes; `None` where it was decided, is too old, or is their own question or about their own account: a second
/// person has to be another one in every respect. Carry it out in the same transaction.
pub async fn grant(
    tx: &mut Tx,
    master: &MasterKey,
    id: Uuid,
    by: Uuid,
    now: Timestamp,
) -> sqlx::Result<Option<Granted>> {
    type Row = (Uuid, String, Uuid, Option<Vec<u8>>, Option<i64>);
    let row: Option<Row> = sql!(Tx: tx, c => sqlx::query_as(
        "UPDATE account_request SET state = 'done', decided_by = $2, decided_at = $3
         WHERE id = $1 AND state = 'asked' AND until > $3 AND asked_by <> $2 AND staff_id <> $2
         RETURNING staff_id, kind, asked_by, post_sealed, version")
        .bind(id).bind(by).bind(now.as_millisecond()).fetch_optional(c).await)?;
    let Some((staff, kind, asked_by, post, version)) = row else { return Ok(None) };
    let Some(kind) = Kind::of(&kind) else { return Ok(None) };
    let key = master.derive("staff");
    let post = post.map(|sealed| key.open_text(POST.of(id), &sealed).map_err(unreadable)).transpose()?;
    let post = post.and_then(|text| read(text.expose())).zip(version);
    Ok(Some(Granted { staff, kind, asked_by, post }))
}

/// Somebody says no, the asker takes it back, or the owner of the account stops it; whose account it is, if that changed
/// anything.
pub async fn refuse(tx: &mut Tx, id: Uuid, by: Uuid, now: Timestamp) -> sqlx::Result<Option<(Uuid, Uuid)>> {
    sql!(Tx: tx, c => sqlx::query_as(
        "UPDATE account_request SET state = 'refused', decided_by = $2, decided_at = $3
         WHERE id = $1 AND state = 'asked' RETURNING staff_id, asked_by")
        .bind(id).bind(by).bind(now.as_millisecond()).fetch_optional(c).await)
}

/// Nobody has said yes in time.
pub async fn expire(tx: &mut Tx, now: Timestamp) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE account_request SET state = 'expired', decided_at = $1 WHERE state = 'asked' AND until <= $1")
        .bind(now.as_millisecond()).execute(c).await.map(|_| ()))
}

/// A question that waits. It holds words about a colleague: no `Debug`.
#[expect(missing_docs, reason = "the names say it")]
pub struct Line {
    pub id: Uuid,
    pub staff: Uuid,
    pub kind: Kind,
    pub asked_by: Uuid,
    pub owner: Private<String>,
    pub asker: Private<String>,
    pub reason: Private<String>,
    pub post: Option<Post>,
    pub asked_at: i64,
    pub until: i64,
}

type LineRow = (Uuid, Uuid, String, Uuid, Vec<u8>, Vec<u8>, Vec<u8>, Option<Vec<u8>>, i64, i64);

/// Those that wait, the oldest first; of one account, or of all.
pub async fn waiting(
    reader: &mut Reader,
    master: &MasterKey,
    of: Option<Uuid>,
    now: Timestamp,
) -> sqlx::Result<Vec<Line>> {
    let rows: Vec<LineRow> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT r.id, r.staff_id, r.kind, r.asked_by, o.name_sealed, a.name_sealed, r.reason_sealed, r.post_sealed, r.asked_at, r.until
         FROM account_request r JOIN staff o ON o.id = r.staff_id JOIN staff a ON a.id = r.asked_by
         WHERE r.state = 'asked' AND r.until > $1 AND ($2 IS NULL OR r.staff_id = $2) ORDER BY r.asked_at, r.id LIMIT 200")
        .bind(now.as_millisecond()).bind(of).fetch_all(c).await)?;
    let key = master.derive("staff");
    let open = |place, sealed: &[u8]| key.open_text(place, sealed).map_err(unreadable);
    let lines = rows.into_iter().map(|(id, staff, kind, asked_by, owner, asker, reason, post, asked_at, until)| {
        let post = post.map(|post| open(POST.of(id), &post)).transpose()?.and_then(|text| read(text.expose()));
        let (owner, asker, reason) =
            (open(NAME.of(staff), &owner)?, open(NAME.of(asked_by), &asker)?, open(REASON.of(id), &reason)?);
        let kind = Kind::of(&kind).ok_or_else(|| sqlx::Error::Decode("an unknown kind of question".into()))?;
        Ok(Line { id, staff, kind, asked_by, owner, asker, reason, post, asked_at, until })
    });
    lines.collect()
}

/// Everybody of these roles who can log in, but those: who could say yes.
pub async fn deciders(tx: &mut Tx, roles: &[Role], but: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    let roles = format!(",{},", roles.iter().map(|role| role.name()).collect::<Vec<_>>().join(","));
    let all: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT id FROM staff WHERE disabled_at IS NULL AND password_hash IS NOT NULL AND $1 LIKE '%,' || role || ',%' ORDER BY id")
        .bind(roles).fetch_all(c).await)?;
    Ok(all.into_iter().filter(|id| !but.contains(id)).collect())
}

/// A post as JSON: names, never words.
fn write(post: &Post) -> String {
    let languages: Vec<_> = post.languages.iter().map(|language| language.tag()).collect();
    serde_json::json!([post.role.name(), post.scope.name(), post.team, post.region, languages, post.expertise])
        .to_string()
}

fn read(text: &str) -> Option<Post> {
    type Parts = (String, String, Option<Uuid>, Option<String>, Vec<String>, Vec<String>);
    let (role, scope, team, region, languages, expertise): Parts = serde_json::from_str(text).ok()?;
    let languages = languages.iter().filter_map(|tag| tag.parse().ok()).collect();
    Some(Post { role: role.parse().ok()?, scope: scope.parse().ok()?, team, region, languages, expertise })
}
