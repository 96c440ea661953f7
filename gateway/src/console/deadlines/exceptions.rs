//! Days that are exceptions: added and taken away one by one.

use super::{hours, places, preview};
use crate::{
    console::{
        context::RequestContext,
        notice::{Notice, done},
        page::Page,
        problem::Problem,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        calendar::{self, Exception},
    },
};
use axum::{Form, response::Response};
use bot::hours::{days_from, period};
use serde::Deserialize;

/// Characters of a reason.
const LONGEST: usize = 80;

/// An exception in the list.
pub(super) struct Listed {
    /// As SQL and forms write it.
    pub day: String,
    pub name: String,
    pub hours: String,
    pub why: String,
}

impl Listed {
    pub fn of(page: &Page, exception: &Exception) -> Self {
        Self {
            day: exception.day.to_string(),
            name: preview::day_name(page, exception.day),
            hours: preview::hours(page, &exception.periods),
            why: exception.name.clone(),
        }
    }
}

/// A new one as it was typed, and what is wrong with it.
#[derive(Default)]
pub(super) struct NewException {
    pub day: String,
    pub hours: String,
    pub why: String,
    pub day_error: Option<String>,
    pub hours_error: Option<String>,
    pub why_error: Option<String>,
    /// What is there for this day already.
    pub taken: Option<String>,
}

impl NewException {
    pub const fn is_wrong(&self) -> bool {
        self.day_error.is_some() || self.hours_error.is_some() || self.why_error.is_some()
    }
}

/// The form of a new one.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct ExceptionForm {
    day: String,
    hours: String,
    why: String,
}

/// `POST /console/deadlines/exceptions`
pub async fn add(
    RequestContext { app, auth, page, member }: RequestContext,
    Form(typed): Form<ExceptionForm>,
) -> Result<Response, Problem> {
    let words = page.words;
    let today = days_from(app.now()).next();
    let day = typed.day.trim().parse().ok().filter(|day| today.is_some_and(|today| *day >= today));
    let periods = period::read(&typed.hours);
    let why = typed.why.trim().to_owned();
    let is_why = (1..=LONGEST).contains(&why.chars().count());
    let mut new = NewException {
        day_error: day.is_none().then(|| words.console_deadlines_error_day()),
        hours_error: periods.as_ref().err().map(|wrong| hours::said(&page, wrong)),
        why_error: (!is_why).then(|| words.console_deadlines_error_why()),
        day: typed.day,
        hours: typed.hours,
        why: typed.why,
        taken: None,
    };
    let (Some(day), Ok(periods), true) = (day, periods, is_why) else {
        return hours::view(&app, page, hours::Week::default(), new).await;
    };
    let mut tx = app.store.begin().await?;
    if let Err((periods, name)) = calendar::add_exception(&mut tx, &Exception { day, periods, name: why }).await? {
        drop(tx);
        let periods = preview::hours(&page, &period::read(&periods).unwrap_or_default());
        new.taken = Some(words.console_deadlines_error_day_taken(format!("{periods} ({name})")));
        return hours::view(&app, page, hours::Week::default(), new).await;
    }
    let object = AuditObject::CalendarDay(day);
    let entry = AuditEntry { staff: Some(member.id), action: Action::Edit, object, object_id: None };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    app.turns.house_changed().await;
    done(&auth, Notice::Saved, places::HOURS).await
}

/// The form that takes one away.
#[derive(Deserialize)]
pub struct Gone {
    day: String,
}

/// `POST /console/deadlines/exceptions/remove`
pub async fn remove(
    RequestContext { app, auth, member, .. }: RequestContext,
    Form(gone): Form<Gone>,
) -> Result<Response, Problem> {
    let day = gone.day.parse().map_err(|_| Problem::Unclear)?;
    let mut tx = app.store.begin().await?;
    let removed = calendar::remove_exception(&mut tx, day).await?;
    if removed {
        let object = AuditObject::CalendarDay(day);
        let entry = AuditEntry { staff: Some(member.id), action: Action::Edit, object, object_id: None };
        audit::record(&mut tx, entry, app.now()).await?;
    }
    tx.commit().await?;
    app.turns.house_changed().await;
    done(&auth, if removed { Notice::Saved } else { Notice::Unchanged }, places::HOURS).await
}
