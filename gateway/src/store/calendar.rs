//! Opening hours as the staff have written them: a week, and days that are exceptions. Data of the house, read whole.

use crate::{
    sql,
    store::{Reader, Tx},
};
use bot::hours::{
    Calendar,
    period::{self, Period},
};
use jiff::civil::Date;
use sqlx::{QueryBuilder, Row as _};
use std::collections::BTreeMap;

/// Something of which two people may save different versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The hours of the week.
    Week,
    /// Days that are exceptions.
    Exceptions,
    /// How long answers may take.
    Policy,
    /// What the clocks were counted with: the sum of week and exceptions.
    Clocks,
}

impl Part {
    const fn name(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Exceptions => "exceptions",
            Self::Policy => "policy",
            Self::Clocks => "clocks",
        }
    }
}

/// A day that is an exception.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// Which.
    pub day: Date,
    /// When people are at work; none: closed.
    pub periods: Vec<Period>,
    /// Why, for the staff.
    pub name: String,
}

/// Days and weekdays with their periods and names.
type Rows = Vec<(String, String, String)>;

const ALL: &str = "SELECT CAST(weekday AS TEXT) AS place, periods, '' AS name FROM calendar_week
    UNION ALL SELECT day AS place, periods, name FROM calendar_exception ORDER BY place";

/// The calendar that holds.
pub async fn load(reader: &mut Reader) -> sqlx::Result<Calendar> {
    Ok(calendar(sql!(Reader: reader, c => sqlx::query_as(ALL).fetch_all(c).await)?).0)
}

/// The same inside a transaction.
pub async fn load_in(tx: &mut Tx) -> sqlx::Result<Calendar> {
    Ok(calendar(sql!(Tx: tx, c => sqlx::query_as(ALL).fetch_all(c).await)?).0)
}

/// The calendar and its exceptions with their names, the earliest first.
pub async fn open(reader: &mut Reader) -> sqlx::Result<(Calendar, Vec<Exception>)> {
    Ok(calendar(sql!(Reader: reader, c => sqlx::query_as(ALL).fetch_all(c).await)?))
}

fn calendar(rows: Rows) -> (Calendar, Vec<Exception>) {
    let mut week: Option<[Vec<Period>; 7]> = None;
    let mut exceptions = Vec::new();
    for (place, periods, name) in rows {
        let Ok(periods) = period::read(&periods) else {
            tracing::error!(place, "opening hours were written by a newer release: update this one");
            continue;
        };
        match (place.parse::<usize>(), place.parse::<Date>()) {
            (Ok(weekday @ 1..=7), _) => week.get_or_insert_default()[weekday - 1] = periods,
            (_, Ok(day)) => exceptions.push(Exception { day, periods, name }),
            _ => tracing::error!(place, "opening hours of no day"),
        }
    }
    let days: BTreeMap<_, _> = exceptions.iter().map(|on| (on.day, on.periods.clone())).collect();
    (week.map_or_else(|| Calendar::default().with(days.clone()), |week| Calendar::new(week, days.clone())), exceptions)
}

/// How often a part was changed.
pub async fn version(reader: &mut Reader, part: Part) -> sqlx::Result<i64> {
    sql!(Reader: reader, c => sqlx::query_scalar("SELECT version FROM calendar_edition WHERE part = $1").bind(part.name()).fetch_one(c).await)
}

/// Begins to change a part that somebody has seen in this version; `false`: it is another one by now.
pub async fn change(tx: &mut Tx, part: Part, seen: i64) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE calendar_edition SET version = version + 1 WHERE part = $1 AND version = $2")
        .bind(part.name()).bind(seen).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// What the clocks ought to be counted with, if they are not.
pub async fn uncounted(reader: &mut Reader) -> sqlx::Result<Option<i64>> {
    let row = sql!(Reader: reader, c => sqlx::query_as::<_, (i64, i64)>(
        "SELECT CAST(SUM(CASE WHEN part IN ('week', 'exceptions') THEN version ELSE 0 END) AS BIGINT),
                CAST(SUM(CASE WHEN part = 'clocks' THEN version ELSE 0 END) AS BIGINT) FROM calendar_edition")
        .fetch_one(c).await)?;
    Ok((row.0 != row.1).then_some(row.0))
}

/// All clocks were counted with this; what changed meanwhile is counted next.
pub async fn counted(tx: &mut Tx, with: i64) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE calendar_edition SET version = $2 WHERE part = $1 AND version < $2")
        .bind(Part::Clocks.name()).bind(with).execute(c).await.map(|_| ()))
}

/// Writes the hours of a week, Monday first.
pub async fn set_week(tx: &mut Tx, week: &[Vec<Period>; 7]) -> sqlx::Result<()> {
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new("INSERT INTO calendar_week (weekday, periods) ");
        query.push_values((1_i32..).zip(week), |mut row, (weekday, periods)| {
            row.push_bind(weekday).push_bind(period::write(periods));
        });
        query.push(" ON CONFLICT (weekday) DO UPDATE SET periods = excluded.periods");
        query.build().execute(c).await.map(|_| ())
    })
}

/// Adds a day; `Err` holds what is there already, and nothing has changed.
pub async fn add_exception(tx: &mut Tx, new: &Exception) -> sqlx::Result<Result<(), (String, String)>> {
    let day = new.day.to_string();
    let added = sql!(Tx: tx, c => sqlx::query("INSERT INTO calendar_exception (day, periods, name) VALUES ($1, $2, $3) ON CONFLICT (day) DO NOTHING")
        .bind(day.clone()).bind(period::write(&new.periods)).bind(&new.name).execute(c).await.map(|done| done.rows_affected()))?;
    if added == 1 {
        touch_exceptions(tx).await?;
        return Ok(Ok(()));
    }
    let there = sql!(Tx: tx, c => sqlx::query("SELECT periods, name FROM calendar_exception WHERE day = $1").bind(day)
        .fetch_one(c).await.and_then(|row| Ok((row.try_get(0)?, row.try_get(1)?))))?;
    Ok(Err(there))
}

/// Takes a day away; `false` if it was gone.
pub async fn remove_exception(tx: &mut Tx, day: Date) -> sqlx::Result<bool> {
    let removed = sql!(Tx: tx, c => sqlx::query("DELETE FROM calendar_exception WHERE day = $1").bind(day.to_string())
        .execute(c).await.map(|done| done.rows_affected()))?;
    if removed == 1 {
        touch_exceptions(tx).await?;
    }
    Ok(removed == 1)
}

async fn touch_exceptions(tx: &mut Tx) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE calendar_edition SET version = version + 1 WHERE part = $1")
        .bind(Part::Exceptions.name()).execute(c).await.map(|_| ()))
}
