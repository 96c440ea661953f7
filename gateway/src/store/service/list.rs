//! The list of services with its filters, and how many there are.

use super::{Entry, Row};
use crate::{sql, store::Reader};
use bot::{
    directory::Kind,
    territory::{Province, Region},
    understand::plain,
};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// After so many days without a check an entry is stale: numbers and hours change about twice a year.
pub const STALE_DAYS: i64 = 180;

/// Which services are wanted. What is empty filters nothing.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Filter {
    pub text: String,
    pub region: Option<Region>,
    pub province: Option<Province>,
    pub kind: Option<Kind>,
    /// A language tag.
    pub language: String,
    pub state: Wanted,
}

/// In which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Those that the bot names.
    #[default]
    Active,
    /// Of those, the ones that nobody has checked for long.
    Stale,
    /// Those that were deactivated.
    Inactive,
    /// All.
    Every,
}

impl Wanted {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Active, Self::Stale, Self::Inactive, Self::Every];

    /// As it stands in an address.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Stale => "stale",
            Self::Inactive => "inactive",
            Self::Every => "every",
        }
    }
}

/// How many services there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Counts {
    pub active: i64,
    pub inactive: i64,
    pub stale: i64,
}

/// What was checked before this is stale.
pub fn stale_before(now: Timestamp) -> Timestamp {
    now.checked_sub(SignedDuration::from_hours(24 * STALE_DAYS)).unwrap_or_default()
}

/// At most `most` of them, by their names, those after `after`; and whether others follow.
pub async fn list(
    reader: &mut Reader,
    filter: &Filter,
    after: Option<Uuid>,
    most: i64,
    now: Timestamp,
) -> sqlx::Result<(Vec<Entry>, bool)> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT * FROM service
          WHERE ($1 = '' OR region = $1)
            AND ($2 = '' OR province = $2)
            AND ($3 = '' OR kind = $3)
            AND ($4 = '' OR ' ' || languages || ' ' LIKE '% ' || $4 || ' %')
            AND ($5 = '' OR search LIKE '%' || $5 || '%')
            AND ($6 = 'every' OR ($6 = 'inactive' AND NOT active) OR ($6 = 'active' AND active)
                 OR ($6 = 'stale' AND active AND checked_at < $7))
            AND (NOT $8 OR (name, id) > (SELECT name, id FROM service WHERE id = $9))
          ORDER BY name, id
          LIMIT $10")
        .bind(filter.region.map_or("", Region::id))
        .bind(filter.province.map_or("", Province::name))
        .bind(filter.kind.map_or("", Kind::name))
        .bind(tag(&filter.language))
        // Letters and digits are all that plain letters leave, so that it is no pattern either.
        .bind(plain(&filter.text))
        .bind(filter.state.name())
        .bind(stale_before(now).as_millisecond())
        .bind(after.is_some())
        .bind(after.unwrap_or_default())
        .bind(most.saturating_add(1))
        .fetch_all(c).await)?;
    let more = rows.len() as i64 > most;
    let entries = rows.into_iter().take(usize::try_from(most).unwrap_or(usize::MAX)).map(Entry::try_from);
    Ok((entries.collect::<sqlx::Result<_>>()?, more))
}

/// How many there are, whatever is filtered.
pub async fn counts(reader: &mut Reader, now: Timestamp) -> sqlx::Result<Counts> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT CAST(COALESCE(SUM(CASE WHEN active THEN 1 ELSE 0 END), 0) AS BIGINT) AS active,
                CAST(COALESCE(SUM(CASE WHEN active THEN 0 ELSE 1 END), 0) AS BIGINT) AS inactive,
                CAST(COALESCE(SUM(CASE WHEN active AND checked_at < $1 THEN 1 ELSE 0 END), 0) AS BIGINT) AS stale
         FROM service")
        .bind(stale_before(now).as_millisecond()).fetch_one(c).await)
}

/// Nothing but letters, so that it is no pattern.
fn tag(language: &str) -> String {
    language.chars().filter(char::is_ascii_alphanumeric).collect()
}
