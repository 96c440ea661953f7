//! Counts for the figures. They name nobody, so they stay when a contact is erased.
//!
//! A turn only appends to `tally`, so that turns never wait for each other's counts; [`compact`] makes `figure` of it. What was
//! counted on one day can point to one person for whoever reads the database, so days are kept for whole measures only, and
//! no longer than two months ([`by_day_since`]); breakdowns are counted by month from the start; and who they count is merged
//! after a year where it is fewer than five ([`fold`]). The sums stay what they are.

use super::{
    Reader, Tx,
    bulk::{Bulk, ColumnType},
};
use crate::sql;
use bot::hours::in_rome;
use jiff::{Timestamp, ToSpan, civil::Date};
use std::collections::BTreeMap;
use uuid::Uuid;

/// What is counted. The names stand in SQL.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Measure {
    /// People who wrote or called for the first time.
    Contacts,
    /// Tickets opened.
    Tickets,
    /// Reports sent.
    Reports,
    /// First answers of a person, by how long they took.
    FirstAnswers,
    /// How tickets and assessments ended.
    Outcomes,
    /// Questions of the report that workers came to, and reports sent.
    Steps,
    /// Whether information texts were useful.
    Useful,
    /// Unfinished tickets by age: not counted by day but taken as they are, under the day `now`.
    Unfinished,
}

impl Measure {
    /// As it stands in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Tickets => "tickets",
            Self::Reports => "reports",
            Self::FirstAnswers => "first-answers",
            Self::Outcomes => "outcomes",
            Self::Steps => "steps",
            Self::Useful => "useful",
            Self::Unfinished => "unfinished",
        }
    }
}

/// The dimension under which a measure is counted as a whole.
pub const WHOLE: &str = "";
/// Of whom nobody told it.
pub const UNKNOWN: &str = "unknown";
/// Values of old months that counted too few people each, together.
pub const MERGED: &str = "few";
/// The day under which stands what is true now.
pub const NOW: &str = "now";

/// One thing counted.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Tally {
    pub measure: Measure,
    pub dimension: &'static str,
    pub value: String,
    pub count: i64,
}

impl Tally {
    /// One more.
    pub fn one(measure: Measure, dimension: &'static str, value: impl Into<String>) -> Self {
        Self { measure, dimension, value: value.into(), count: 1 }
    }
}

/// The day of a moment in Rome, as `2026-11-23`.
pub fn day(moment: Timestamp) -> String {
    in_rome(moment).date().to_string()
}

/// Counts something on the day of a moment.
pub async fn add(tx: &mut Tx, tallies: &[Tally], at: Timestamp) -> sqlx::Result<()> {
    static INSERT: Bulk<6> = Bulk::new(
        [
            ("id", ColumnType::Id),
            ("day", ColumnType::Text),
            ("measure", ColumnType::Text),
            ("dimension", ColumnType::Text),
            ("value", ColumnType::Text),
            ("count", ColumnType::Number),
        ],
        "INSERT INTO tally (id, day, measure, dimension, value, count) SELECT id, day, measure, dimension, value, count FROM given",
    );
    if tallies.is_empty() {
        return Ok(());
    }
    let day = day(at);
    let rows = tallies.iter().map(|tally| {
        [
            Uuid::now_v7().into(),
            day.clone().into(),
            tally.measure.name().into(),
            tally.dimension.into(),
            tally.value.clone().into(),
            tally.count.into(),
        ]
    });
    INSERT.execute(tx, rows.collect()).await
}

/// A ticket is told apart otherwise from now on: it counts under another value, on the day it was opened.
pub async fn recount(
    tx: &mut Tx,
    dimension: &'static str,
    opened_at: Timestamp,
    from: Option<&str>,
    to: Option<&str>,
) -> sqlx::Result<()> {
    let less = from.map(|value| Tally { count: -1, ..Tally::one(Measure::Tickets, dimension, value) });
    let more = to.map(|value| Tally::one(Measure::Tickets, dimension, value));
    let changes: Vec<_> = less.into_iter().chain(more).collect();
    add(tx, &changes, opened_at).await
}

/// So many rows are taken up at once.
const AT_ONCE: i64 = 5000;

/// Adds what was appended to `figure`; returns how many rows were taken up. Several may run at once: a row is taken up once.
pub async fn compact(tx: &mut Tx) -> sqlx::Result<usize> {
    let rows: Vec<Row> = sql!(Tx: tx, c => sqlx::query_as(
        "DELETE FROM tally WHERE id IN (SELECT id FROM tally ORDER BY id LIMIT $1)
         RETURNING measure, dimension, day, value, count")
        .bind(AT_ONCE).fetch_all(c).await)?;
    let taken = rows.len();
    put(
        tx,
        rows.into_iter().map(|(measure, dimension, day, value, count)| {
            let day = if dimension == WHOLE { day } else { month_of(&day) };
            (measure, dimension, day, value, count)
        }),
    )
    .await?;
    Ok(taken)
}

type Row = (String, String, String, String, i64);

/// Adds to the figures: measure, dimension, day, value and count.
async fn put(tx: &mut Tx, rows: impl Iterator<Item = Row>) -> sqlx::Result<()> {
    // In one order, so that two who add to the same figures do not wait for each other for ever.
    let mut sums: BTreeMap<_, i64> = BTreeMap::new();
    for (measure, dimension, day, value, count) in rows {
        *sums.entry((measure, dimension, day, value)).or_default() += count;
    }
    static ADD: Bulk<5> = Bulk::new(
        [
            ("measure", ColumnType::Text),
            ("dimension", ColumnType::Text),
            ("day", ColumnType::Text),
            ("value", ColumnType::Text),
            ("count", ColumnType::Number),
        ],
        "INSERT INTO figure (measure, dimension, day, value, count) SELECT measure, dimension, day, value, count FROM given WHERE TRUE
         ON CONFLICT (measure, dimension, day, value) DO UPDATE SET count = figure.count + excluded.count",
    );
    let given = sums.into_iter().map(|((measure, dimension, day, value), count)| {
        [measure.into(), dimension.into(), day.into(), value.into(), count.into()]
    });
    ADD.execute(tx, given.collect()).await
}

/// The first day of the month of a day.
fn month_of(day: &str) -> String {
    format!("{}-01", day.get(..7).unwrap_or(day))
}

/// The first of the days that are kept as days: this month's and those of the month before.
pub fn by_day_since(now: Timestamp) -> Date {
    in_rome(now).date().first_of_month().saturating_sub(1.month())
}

/// Makes months of days that are not kept, and merges in months of more than a year ago what counts fewer than five people.
pub async fn fold(tx: &mut Tx, now: Timestamp) -> sqlx::Result<()> {
    let days = by_day_since(now);
    let old: Vec<Row> = sql!(Tx: &mut *tx, c => sqlx::query_as(
        "DELETE FROM figure WHERE day <> 'now' AND substr(day, 9) <> '01' AND (dimension <> '' OR day < $1)
         RETURNING measure, dimension, day, value, count")
        .bind(days.to_string()).fetch_all(c).await)?;
    put(
        tx,
        old.into_iter()
            .map(|(measure, dimension, day, value, count)| (measure, dimension, month_of(&day), value, count)),
    )
    .await?;
    let year = in_rome(now).date().first_of_month().saturating_sub(1.year());
    let few: Vec<Row> = sql!(Tx: &mut *tx, c => sqlx::query_as(
        "DELETE FROM figure WHERE day < $1 AND count < 5 AND value <> $2
         AND (dimension IN ('channel', 'language', 'kind', 'topic', 'gender', 'region', 'sector') OR measure = 'useful')
         RETURNING measure, dimension, day, value, count")
        .bind(year.to_string()).bind(MERGED).fetch_all(c).await)?;
    put(
        tx,
        few.into_iter().map(|(measure, dimension, day, _, count)| (measure, dimension, day, MERGED.to_owned(), count)),
    )
    .await
}

/// Ages of unfinished tickets: name, and days up to which.
pub const AGES: [(&str, i64); 5] = [("day", 1), ("three-days", 3), ("week", 7), ("month", 30), ("older", 36_500)];

/// Takes down how old the unfinished tickets are now.
pub async fn take_ages(tx: &mut Tx, now: Timestamp) -> sqlx::Result<()> {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    let now = now.as_millisecond();
    let mut newest = i64::MAX;
    for (name, days) in AGES {
        let oldest = now - days * DAY;
        sql!(Tx: tx, c => sqlx::query(
            "INSERT INTO figure (measure, dimension, day, value, count)
             SELECT $1, 'age', $2, $3, COUNT(*) FROM ticket WHERE state <> 'closed' AND opened_at > $4 AND opened_at <= $5
             ON CONFLICT (measure, dimension, day, value) DO UPDATE SET count = excluded.count")
            .bind(Measure::Unfinished.name()).bind(NOW).bind(name).bind(oldest).bind(newest)
            .execute(c).await.map(|_| ()))?;
        newest = oldest;
    }
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO figure (measure, dimension, day, value, count) VALUES ($1, 'taken', $2, '', $3)
         ON CONFLICT (measure, dimension, day, value) DO UPDATE SET count = excluded.count")
        .bind(Measure::Unfinished.name()).bind(NOW).bind(now).execute(c).await.map(|_| ()))
}

/// A sum over some days.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Figure {
    pub measure: String,
    pub dimension: String,
    pub value: String,
    pub count: i64,
}

/// Everything counted from a day to before another, and what is true [`NOW`].
pub async fn sums(reader: &mut Reader, from: &str, before: &str) -> sqlx::Result<Vec<Figure>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT measure, dimension, value, CAST(SUM(count) AS BIGINT) AS count FROM figure
         WHERE day >= $1 AND day < $2 OR day = 'now' GROUP BY measure, dimension, value")
        .bind(from).bind(before).fetch_all(c).await)
}

/// A measure as a whole, day by day since [`by_day_since`], and before it month by month, on the first day.
pub async fn by_day(
    reader: &mut Reader,
    measure: Measure,
    from: &str,
    before: &str,
) -> sqlx::Result<Vec<(String, i64)>> {
    sql!(Reader: reader, c => sqlx::query_as(
        "SELECT day, count FROM figure WHERE measure = $1 AND dimension = '' AND value = '' AND day >= $2 AND day < $3
         ORDER BY day")
        .bind(measure.name()).bind(from).bind(before).fetch_all(c).await)
}
