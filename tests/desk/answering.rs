//! Writing to the worker: undoing, drafts, two who write at once, translations, safe contact, a session that ends, long
//! conversations, paper.

mod long;
mod safe;
mod session;
mod then;
mod translation;
mod two;
mod undo;

use super::{
    audit, files,
    member::{Member, html, parts, ticket_page},
    provider::{Person, Provider},
    words,
};
use gateway::{clock::Clock, jobs};
use jiff::{SignedDuration, Timestamp};
use reqwest::StatusCode;
use tests::{App, Engine, app::OPEN};

/// A clock that stands on a Monday at ten in Rome.
fn monday() -> Clock {
    Clock::standing_at(OPEN.parse::<Timestamp>().unwrap())
}

/// What was in a hidden field of a page; where there is a box for an answer, in its form.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let page = page.split_once("/answer\"").map_or(page, |(_, form)| form);
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap()
}

/// What stands in the box for an answer.
fn boxed(page: &str) -> &str {
    let (_, rest) = page.split_once("<textarea id=\"text\"").expect("a box");
    let (_, rest) = rest.split_once(">\n").unwrap();
    rest.split("</textarea>").next().unwrap()
}

/// What is due now is carried out, and has gone out. The service's own job may be at it already.
async fn carried_out(app: &App) {
    for _ in 0..500 {
        jobs::answer::round(&app.turns).await.unwrap();
        let waiting: Vec<(i64,)> = app.rows("SELECT due_at FROM answer WHERE state = 'waiting'").await;
        if waiting.iter().all(|(due,)| *due > app.clock.now().as_millisecond()) {
            return app.settled().await;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("an answer that is due is not carried out");
}
