//! On the page of a ticket: its clocks in words. Its template is `console/deadlines/section.html`.

use crate::{
    console::{member::Member, page::Page, problem::Problem, state::App},
    store::{clock, desk::ticket::Ticket},
};
use bot::{
    clock::{Clock, ClockKind, spent},
    hours::Calendar,
    text::Words,
};
use jiff::{SignedDuration, Timestamp};

/// What the section shows.
pub struct DeadlinesSection {
    /// In the order in which they are owed.
    pub clocks: Vec<ClockView>,
}

/// A clock.
#[expect(missing_docs, reason = "the names say it")]
pub struct ClockView {
    pub name: String,
    pub text: String,
    /// Stands before the text, for who sees no colours.
    pub sign: &'static str,
    /// The class of the style sheet.
    pub look: &'static str,
}

/// Loads it for somebody who has the ticket open.
pub async fn load(app: &App, page: &Page, _member: &Member, ticket: &Ticket) -> Result<DeadlinesSection, Problem> {
    let mut clocks = clock::of_ticket(&mut app.store.reader().await?, ticket.id).await?;
    let house = app.house().await?;
    clocks.sort_by_key(|clock| clock.kind);
    Ok(DeadlinesSection { clocks: clocks.iter().map(|clock| shown(page, &house.calendar, clock, app.now())).collect() })
}

/// What a clock counts.
pub fn kind(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(ClockKind::FirstAnswer) => words.console_deadlines_first_answer(),
        Ok(ClockKind::NextAnswer) => words.console_deadlines_next_answer(),
        Ok(ClockKind::Solution) => words.console_deadlines_solution(),
        Err(_) => name.to_owned(),
    }
}

fn shown(page: &Page, calendar: &Calendar, clock: &Clock, now: Timestamp) -> ClockView {
    let words = page.words;
    let used = clock.spent + clock.since.map_or(SignedDuration::ZERO, |since| spent(calendar, since, now));
    let left = || left(words, clock.allowed - used);
    let moment = |at: Timestamp| page.near(&at);
    let (sign, look, text) = match (clock.met_at, clock.since, clock.due_at) {
        (Some(met), ..) if clock.breached_at.is_some() => ("✓", "met", words.console_deadlines_met_late(moment(met))),
        (Some(met), ..) => ("✓", "met", words.console_deadlines_met(moment(met))),
        (None, None, _) if used >= clock.allowed => ("‖", "stands", words.console_deadlines_stands_late()),
        (None, None, _) => ("‖", "stands", words.console_deadlines_stands(left())),
        (None, Some(_), None) => ("?", "runs", words.console_deadlines_unknown()),
        (None, Some(_), Some(due)) if due <= now => {
            ("!", "late", words.console_deadlines_late(moment(clock.breached_at.unwrap_or(due))))
        }
        (None, Some(_), Some(due)) if clock.warn_at.is_some_and(|warn| warn <= now) => {
            ("▲", "soon", words.console_deadlines_soon(left(), moment(due)))
        }
        (None, Some(_), Some(due)) => ("▸", "runs", words.console_deadlines_by(left(), moment(due))),
    };
    ClockView { name: kind(words, clock.kind.name()), text, sign, look }
}

/// `3 h 20 min`
fn left(words: Words, left: SignedDuration) -> String {
    let minutes = left.as_mins().max(0);
    match (minutes / 60, minutes % 60) {
        (0, minutes) => words.console_minutes(minutes),
        (hours, 0) => words.console_hours(hours),
        (hours, minutes) => format!("{} {}", words.console_hours(hours), words.console_minutes(minutes)),
    }
}
