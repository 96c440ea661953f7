//! Opening hours and deadlines: the clocks of a ticket through its life, who is warned, what is late, what the staff change.

mod hours;
mod late;
mod life;
pub mod mail;
mod policy;

use super::{
    audit,
    member::{Member, html, ticket_page},
    words,
};
use gateway::jobs::deadlines;
use jiff::{SignedDuration, Timestamp};
use tests::{App, Worker, app::Ticket};

/// A worker has asked for a person.
async fn asked<'a>(app: &'a App, chat: i64, language: &str) -> (Worker<'a>, Ticket) {
    let mut worker = Worker::at_menu(app, chat, language).await;
    worker.presses("person").await;
    worker.says("Bonjour").await;
    (worker, app.tickets().await.pop().unwrap())
}

/// One round of the job at this moment of the clock.
async fn round(app: &App) {
    assert!(!deadlines::run_once(&app.turns, app.clock.now()).await.unwrap());
}

fn hours(hours: i64) -> SignedDuration {
    SignedDuration::from_hours(hours)
}

fn minutes(minutes: i64) -> SignedDuration {
    SignedDuration::from_mins(minutes)
}

/// Until when something is owed on the only ticket.
async fn due(app: &App) -> Option<Timestamp> {
    let [(due,)] = app.rows::<(Option<i64>,)>("SELECT due_at FROM ticket").await[..] else { panic!("one ticket") };
    due.map(|due| Timestamp::from_millisecond(due).unwrap())
}

/// A moment of November 2026 in Rome.
fn rome(moment: &str) -> Timestamp {
    let (day, time) = moment.split_once(' ').unwrap();
    format!("2026-11-{day}T{time}:00+01:00").parse().unwrap()
}

/// Who was told what, in order.
async fn told(app: &App) -> Vec<(String, String)> {
    app.rows(
        "SELECT s.role, n.kind FROM notification n JOIN staff s ON s.id = n.staff_id ORDER BY n.at, n.kind, s.role",
    )
    .await
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

fn day(weekday: String, rest: &str) -> String {
    format!("{weekday} {rest}")
}
