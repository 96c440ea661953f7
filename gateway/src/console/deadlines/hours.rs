//! The hours of the week, the days that are exceptions, and what follows from both.

use super::{
    exceptions::{Listed, NewException},
    places,
    preview::{self, Day},
};
use crate::{
    console::{
        context::RequestContext,
        form_fields::FormFields,
        notice::{Notice, done},
        page::{Page, Place, html},
        problem::Problem,
        state::App,
        wording,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        calendar::{self, Exception, Part},
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::hours::{
    Calendar, WrongPeriods, days_from,
    period::{self, Period},
};
use jiff::civil::Weekday;

/// More than six periods need.
const LONGEST: usize = 200;
const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A weekday in the form.
struct DayField {
    name: String,
    label: String,
    value: String,
    error: Option<String>,
    /// What somebody else has saved meanwhile.
    stored: Option<String>,
}

#[derive(Template)]
#[template(path = "console/deadlines/hours.html")]
struct HoursPage {
    places: Vec<Place>,
    days: Vec<DayField>,
    version: i64,
    wrong: bool,
    empty_week: bool,
    changed: bool,
    exceptions: Vec<Listed>,
    new: NewException,
    today: String,
    preview: Vec<Day>,
    /// The preview shows what is typed.
    unsaved: bool,
    longest: usize,
    page: Page,
}

/// What came back from the form of the week.
#[derive(Default)]
pub(super) struct Week {
    /// As typed, Monday first; absent where nobody has typed.
    typed: Option<[String; 7]>,
    version: i64,
    preview: bool,
}

/// `GET /console/deadlines`
pub async fn show(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    view(&app, page, Week::default(), NewException::default()).await
}

/// `POST /console/deadlines`
pub async fn save(
    RequestContext { app, auth, page, member }: RequestContext,
    fields: FormFields,
) -> Result<Response, Problem> {
    let of_day = |day: usize| fields.every(&format!("day-{}", day + 1)).next().map(|typed| typed.trim().to_owned());
    let values: [String; 7] = std::array::from_fn(|day| of_day(day).unwrap_or_default());
    let version = fields.number("version").unwrap_or(-1);
    let preview = fields.has("do", "preview");
    let seen = Week { typed: Some(values.clone()), version, preview };
    let Some(week) = read(&values).filter(|_| !preview) else {
        return view(&app, page, seen, NewException::default()).await;
    };
    let (stored, _) = calendar::open(&mut app.store.reader().await?).await?;
    if WEEK.iter().zip(&week).all(|(day, periods)| stored.week(*day) == periods) {
        return done(&auth, Notice::Unchanged, places::HOURS).await;
    }
    let mut tx = app.store.begin().await?;
    if !calendar::change(&mut tx, Part::Week, version).await? {
        drop(tx);
        return view(&app, page, seen, NewException::default()).await;
    }
    calendar::set_week(&mut tx, &week).await?;
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::Edit, object: AuditObject::CalendarWeek, object_id: None };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;
    app.turns.house_changed().await;
    done(&auth, Notice::Saved, places::HOURS).await
}

/// The week, if all of it is right and somebody works in it.
fn read(typed: &[String; 7]) -> Option<[Vec<Period>; 7]> {
    let days: Vec<_> = typed.iter().filter_map(|typed| period::read(typed).ok()).collect();
    let week: [Vec<Period>; 7] = days.try_into().ok()?;
    week.iter().any(|periods| !periods.is_empty()).then_some(week)
}

/// The page with what was typed in either of its forms, and why it was not saved.
pub(super) async fn view(app: &App, page: Page, week: Week, new: NewException) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let (stored, exceptions) = calendar::open(&mut reader).await?;
    let version = calendar::version(&mut reader, Part::Week).await?;
    drop(reader);
    let changed = week.typed.is_some() && !week.preview && week.version != version;
    let now = app.now();
    let today = days_from(now).next().unwrap_or_default();
    let days: Vec<_> = (0..7).map(|day| field(&page, &stored, &week, day, changed)).collect();
    let typed = week.typed.as_ref().and_then(read);
    let empty_week = week.typed.is_some() && typed.is_none() && days.iter().all(|day| day.error.is_none());
    let wrong = empty_week || days.iter().any(|day| day.error.is_some());
    let unsaved = typed.as_ref().is_some_and(|typed| WEEK.iter().zip(typed).any(|(day, new)| stored.week(*day) != new));
    let shown = match typed {
        Some(week) => Calendar::new(week, by_day(&exceptions)),
        None => stored,
    };
    let status = match (changed, wrong || new.is_wrong()) {
        (_, true) => StatusCode::UNPROCESSABLE_ENTITY,
        (true, false) => StatusCode::CONFLICT,
        (false, false) if new.taken.is_some() => StatusCode::CONFLICT,
        (false, false) => StatusCode::OK,
    };
    let template = HoursPage {
        places: places::places(&page),
        days,
        // Who was told what differs may save again. Who only looks keeps what they have seen.
        version: if week.preview || wrong { week.version } else { version },
        wrong: wrong || new.is_wrong(),
        empty_week,
        changed: changed && !wrong,
        preview: preview::days(&page, &shown, &exceptions, now),
        exceptions: exceptions.iter().filter(|on| on.day >= today).map(|on| Listed::of(&page, on)).collect(),
        new,
        today: today.to_string(),
        unsaved,
        longest: LONGEST,
        page,
    };
    Ok((status, html(&template)?).into_response())
}

fn field(page: &Page, stored: &Calendar, week: &Week, day: usize, changed: bool) -> DayField {
    let kept = period::write(stored.week(WEEK[day]));
    let value = week.typed.as_ref().map_or_else(|| kept.clone(), |typed| typed[day].clone());
    let read = period::read(&value);
    let differs = changed && read.as_ref().map_or(true, |typed| period::write(typed) != kept);
    DayField {
        name: format!("day-{}", day + 1),
        label: wording::weekday(page.words, WEEK[day]),
        error: read.err().map(|wrong| said(page, &wrong)),
        stored: differs.then(|| preview::hours(page, stored.week(WEEK[day]))),
        value,
    }
}

fn by_day(exceptions: &[Exception]) -> std::collections::BTreeMap<jiff::civil::Date, Vec<Period>> {
    exceptions.iter().map(|exception| (exception.day, exception.periods.clone())).collect()
}

/// What is wrong with typed periods.
pub(super) fn said(page: &Page, wrong: &WrongPeriods) -> String {
    let words = page.words;
    match wrong {
        WrongPeriods::NotTimes(part) => words.console_deadlines_error_times(part.as_str()),
        WrongPeriods::Backwards(period) => words.console_deadlines_error_backwards(period.to_string()),
        WrongPeriods::Overlap(period) => words.console_deadlines_error_overlap(period.to_string()),
        WrongPeriods::TooMany => words.console_deadlines_error_many(),
    }
}
