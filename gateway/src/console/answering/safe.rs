//! `…/safe-contact`: when and how a person may be written to or called without danger. What is saved here holds messages
//! back, see [`bot::safe_contact`].

use super::draft::{failed, refused};
use crate::{
    console::{
        act::{LONGEST, answered, read, visible},
        context::RequestContext,
        form_fields::FormFields,
        notice::{Notice, done},
        page::{Id, Page},
        problem::Problem,
        wording,
    },
    store::{
        answer,
        audit::AuditObject,
        callback,
        desk::ticket::Ticket,
        outbox,
        safe_contact::{self, Profile},
    },
};
use askama::Template;
use axum::response::Response;
use bot::{
    callback::Voicemail,
    event::Event,
    private::Private,
    report::{
        options::{Contact, SafeTime},
        slot::Answer,
    },
    safe_contact::{DAY, Period, SafeContact, SafeHours, Told},
};
use jiff::civil::Weekday;
use uuid::Uuid;

/// Periods that fit on the form.
const ROWS: usize = 3;

/// A line of a profile.
#[expect(missing_docs, reason = "the names say it")]
pub struct SafeContactLine {
    pub label: String,
    pub text: String,
    /// Words that a colleague wrote.
    pub own_words: bool,
}

/// A profile in words.
pub fn lines(page: &Page, safe: &SafeContact) -> Vec<SafeContactLine> {
    let words = page.words;
    let line = |label, text| SafeContactLine { label, text, own_words: false };
    let mut lines = vec![
        line(words.console_answering_safe_hours(), hours(page, &safe.hours)),
        line(words.console_answering_safe_shared(), told(page, safe.shared)),
        line(words.console_answering_safe_voicemail(), told(page, safe.voicemail)),
    ];
    let note = safe.preferred.expose().trim();
    if !note.is_empty() {
        let label = words.console_answering_safe_preferred();
        lines.push(SafeContactLine { label, text: note.to_owned(), own_words: true });
    }
    lines
}

fn hours(page: &Page, hours: &SafeHours) -> String {
    let words = page.words;
    match hours {
        SafeHours::Any => words.console_answering_hours_any(),
        SafeHours::OnlyAfterThey => words.console_answering_hours_only(),
        SafeHours::Within(periods) => {
            let period = |period: &Period| {
                let days = period.days.iter().filter_map(|day| Weekday::from_monday_one_offset(*day).ok());
                let days: Vec<_> = days.map(|day| wording::weekday(words, day)).collect();
                format!("{} {}–{}", days.join(", "), clock(period.from), clock(period.until))
            };
            periods.iter().map(period).collect::<Vec<_>>().join("; ")
        }
    }
}

fn told(page: &Page, told: Told) -> String {
    match told {
        Told::Yes => page.words.console_answering_told_yes(),
        Told::No => page.words.console_answering_told_no(),
        Told::Unknown => page.words.console_answering_told_unknown(),
    }
}

/// Minutes since midnight as a field for times takes them; the end of a day is midnight.
fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute % DAY / 60, minute % 60)
}

fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.trim().split_once(':')?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.get(..2)?.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

/// A period as it stands on the form.
#[derive(Default)]
struct SafePeriodForm {
    number: usize,
    days: Vec<i8>,
    from: String,
    until: String,
}

impl SafePeriodForm {
    fn has(&self, day: &i8) -> bool {
        self.days.contains(day)
    }

    /// `None`: nothing was typed; `Err`: not all of it, or no time.
    fn period(&self) -> Result<Option<Period>, ()> {
        if self.days.is_empty() && self.from.is_empty() && self.until.is_empty() {
            return Ok(None);
        }
        let (Some(from), Some(until)) = (minutes(&self.from), minutes(&self.until)) else { return Err(()) };
        if self.days.is_empty() || from == until {
            return Err(());
        }
        Ok(Some(Period { days: self.days.clone(), from, until }))
    }
}

struct Day {
    number: i8,
    name: String,
}

struct Choice {
    value: &'static str,
    label: String,
}

#[derive(Template)]
#[template(path = "console/answering/safe.html")]
struct SafePage {
    page: Page,
    ticket: Uuid,
    reference: String,
    /// The last change, if there was one.
    changed: Option<jiff::Timestamp>,
    /// What the person told is in the fields, nobody has saved it.
    told: bool,
    mode: &'static str,
    rows: Vec<SafePeriodForm>,
    days: Vec<Day>,
    shared: &'static str,
    voicemail: &'static str,
    answers: Vec<Choice>,
    preferred: String,
    version: i64,
    wrong_hours: bool,
    wrong_note: Option<String>,
    /// What a colleague saved in the meantime.
    theirs: Option<Vec<SafeContactLine>>,
}

impl SafePage {
    fn new(page: Page, ticket: &Ticket, safe: &SafeContact) -> Self {
        let words = page.words;
        let day =
            |number| Some(Day { number, name: wording::weekday(words, Weekday::from_monday_one_offset(number).ok()?) });
        let told = [Told::Unknown, Told::Yes, Told::No];
        Self {
            ticket: ticket.id,
            reference: ticket.reference.clone(),
            changed: None,
            told: false,
            mode: match safe.hours {
                SafeHours::Any => "any",
                SafeHours::Within(_) => "within",
                SafeHours::OnlyAfterThey => "only",
            },
            rows: rows(&safe.hours),
            days: (1..=7).filter_map(day).collect(),
            shared: value(safe.shared),
            voicemail: value(safe.voicemail),
            answers: told.map(|told| Choice { value: value(told), label: self::told(&page, told) }).into(),
            preferred: safe.preferred.expose().clone(),
            version: 0,
            wrong_hours: false,
            wrong_note: None,
            theirs: None,
            page,
        }
    }

    fn answer(&self) -> Result<Response, Problem> {
        answered(self, self.theirs.is_some(), self.wrong_hours || self.wrong_note.is_some())
    }
}

const fn value(told: Told) -> &'static str {
    match told {
        Told::Yes => "yes",
        Told::No => "no",
        Told::Unknown => "unknown",
    }
}

fn rows(hours: &SafeHours) -> Vec<SafePeriodForm> {
    let periods: &[Period] = if let SafeHours::Within(periods) = hours { periods } else { &[] };
    let row = |(number, period): (usize, &Period)| SafePeriodForm {
        number,
        days: period.days.clone(),
        from: clock(period.from),
        until: clock(period.until),
    };
    let mut rows: Vec<_> = periods.iter().enumerate().map(row).collect();
    while rows.len() < ROWS {
        rows.push(SafePeriodForm { number: rows.len(), ..SafePeriodForm::default() });
    }
    rows
}

/// `GET /console/tickets/{id}/safe-contact`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let ticket = read(&app, &member, id, AuditObject::SafeContact).await?;
    let mut reader = app.store.reader().await?;
    let profile = safe_contact::of(&mut reader, ticket.contact, &ticket.key).await?;
    let called = callback::told(&mut reader, ticket.contact).await?;
    drop(reader);
    let view = match profile {
        Some(Profile { safe, version, updated_at, .. }) => {
            SafePage { changed: Some(updated_at), version, ..SafePage::new(page, &ticket, &safe) }
        }
        None => {
            let safe = as_told(&ticket, called);
            SafePage { told: safe != SafeContact::default(), ..SafePage::new(page, &ticket, &safe) }
        }
    };
    view.answer()
}

/// What the person said in the report or on the telephone.
fn as_told(ticket: &Ticket, called: Option<(Option<SafeTime>, Voicemail)>) -> SafeContact {
    let mut safe = SafeContact::default();
    if let Some(report) = &ticket.report {
        if let Answer::Given(time) = report.answers.time {
            safe.hours = SafeHours::told(time);
        }
        if let Answer::Given(Contact::Wait) = report.answers.contact {
            safe.hours = SafeHours::OnlyAfterThey;
        }
    }
    if let Some((time, voicemail)) = called {
        if let (SafeHours::Any, Some(time)) = (&safe.hours, time) {
            safe.hours = SafeHours::told(time);
        }
        safe.voicemail = if voicemail == Voicemail::Allowed { Told::Yes } else { Told::No };
    }
    safe
}

/// `POST /console/tickets/{id}/safe-contact`
pub async fn save(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let ticket = visible(&app, &member, id).await?;
    let (safe, view) = typed(page, &ticket, &fields);
    if view.wrong_hours || view.wrong_note.is_some() {
        return view.answer();
    }
    let mut open = app.turns.open_ticket(member.id, id).await.map_err(refused)?;
    let (contact, now) = (open.contact, open.unit.now);
    let of = (contact, &open.key);
    if !safe_contact::save(&mut open.unit.tx, of, &safe, view.version, Some(member.id), now).await.map_err(failed)? {
        let theirs = safe_contact::load(&mut open.unit.tx, contact, &open.key).await?.ok_or(Problem::NotFound)?;
        drop(open);
        let lines = lines(&view.page, &theirs.safe);
        return SafePage { theirs: Some(lines), version: theirs.version, ..view }.answer();
    }
    open.record(Event::SafeContactChanged);
    // What waits for the old profile is looked at by the new one.
    answer::wake(&mut open.unit.tx, contact, now).await?;
    outbox::reconsider(&mut open.unit.tx, contact, now).await?;
    open.unit.commit().await?;
    done(&auth, Notice::SafeContactSaved, &format!("/console/tickets/{id}")).await
}

/// The form as it was sent, as a profile and as the page that may come back.
fn typed(page: Page, ticket: &Ticket, fields: &FormFields) -> (SafeContact, SafePage) {
    let one = |name: &str| fields.one(name).to_owned();
    let mut rows = Vec::new();
    for number in 0..ROWS {
        let mut days: Vec<i8> =
            fields.every(&format!("days-{number}")).filter_map(|day| day.trim().parse().ok()).collect();
        days.retain(|day| (1..=7).contains(day));
        days.sort_unstable();
        days.dedup();
        rows.push(SafePeriodForm {
            number,
            days,
            from: one(&format!("from-{number}")),
            until: one(&format!("until-{number}")),
        });
    }
    let periods: Result<Vec<_>, ()> = rows.iter().filter_map(|row| row.period().transpose()).collect();
    let mode = one("hours");
    let (hours, wrong_hours) = match (mode.as_str(), periods) {
        ("within", Ok(periods)) if !periods.is_empty() => (SafeHours::Within(periods), false),
        ("within", _) => (SafeHours::Within(Vec::new()), true),
        ("only", _) => (SafeHours::OnlyAfterThey, false),
        _ => (SafeHours::Any, false),
    };
    let told = |name: &str| match one(name).as_str() {
        "yes" => Told::Yes,
        "no" => Told::No,
        _ => Told::Unknown,
    };
    let preferred = fields.text("preferred");
    let wrong_note = (preferred.chars().count() > LONGEST).then(|| page.words.console_error_long(LONGEST));
    let safe =
        SafeContact { hours, shared: told("shared"), voicemail: told("voicemail"), preferred: Private::new(preferred) };
    let version = one("version").parse().unwrap_or_default();
    let view = SafePage { rows, version, wrong_hours, wrong_note, ..SafePage::new(page, ticket, &safe) };
    (safe, view)
}
