//! How long answers may take, by priority, and who hears of what is late.

use super::places;
use crate::{
    console::{
        context::RequestContext,
        form_fields::FormFields,
        notice::{Notice, done},
        page::{Choice, Page, Place, html},
        problem::Problem,
        state::App,
        wording,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        calendar::{self, Part},
        deadline_policy::{self, Policy},
        staff::Role,
    },
};
use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};

/// Hours.
const LONGEST: i64 = 2000;

/// One field of a priority.
struct Field {
    name: String,
    label: String,
    /// A time; otherwise a percentage.
    is_time: bool,
    value: String,
    error: Option<String>,
    /// What somebody else has saved meanwhile.
    stored: Option<String>,
}

/// One priority.
struct Group {
    label: String,
    fields: Vec<Field>,
    role_name: String,
    roles: Vec<Choice>,
    role_stored: Option<String>,
}

#[derive(Template)]
#[template(path = "console/deadlines/answers.html")]
struct AnswersPage {
    places: Vec<Place>,
    groups: Vec<Group>,
    version: i64,
    wrong: bool,
    changed: bool,
    page: Page,
}

/// `GET /console/deadlines/answers`
pub async fn show(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    view(&app, page, None).await
}

/// `POST /console/deadlines/answers`
pub async fn save(
    RequestContext { app, auth, page, member }: RequestContext,
    typed: FormFields,
) -> Result<Response, Problem> {
    let stored = deadline_policy::all(&mut app.store.reader().await?).await?;
    let wanted: Option<Vec<_>> = stored.iter().map(|policy| read(policy, &typed)).collect();
    let Some(wanted) = wanted else { return view(&app, page, Some(typed)).await };
    if wanted == stored {
        return done(&auth, Notice::Unchanged, places::ANSWERS).await;
    }
    let mut tx = app.store.begin().await?;
    if !calendar::change(&mut tx, Part::Policy, version(&typed)).await? {
        drop(tx);
        return view(&app, page, Some(typed)).await;
    }
    for (policy, _) in wanted.iter().zip(&stored).filter(|(wanted, stored)| wanted != stored) {
        deadline_policy::set(&mut tx, policy).await?;
        let object = AuditObject::Deadlines(policy.priority);
        let entry = AuditEntry { staff: Some(member.id), action: Action::Edit, object, object_id: None };
        audit::record(&mut tx, entry, app.now()).await?;
    }
    tx.commit().await?;
    done(&auth, Notice::Saved, places::ANSWERS).await
}

fn version(typed: &FormFields) -> i64 {
    typed.number("version").unwrap_or(-1)
}

fn value<'a>(typed: &'a FormFields, policy: &Policy, part: &str) -> &'a str {
    typed.one(&name(policy, part))
}

fn name(policy: &Policy, part: &str) -> String {
    format!("{part}-{}", policy.priority.name())
}

/// What was typed for a priority, if all of it is right.
fn read(stored: &Policy, typed: &FormFields) -> Option<Policy> {
    let time = |part| minutes(value(typed, stored, part));
    let policy = Policy {
        priority: stored.priority,
        first_answer: time("first")?,
        next_answer: time("next")?,
        solution: time("solution")?,
        warn_percent: percent(value(typed, stored, "warn"))?,
        escalate_to: value(typed, stored, "tell").parse().ok()?,
    };
    (policy.solution >= policy.first_answer).then_some(policy)
}

/// Minutes of `8:00`, `8` or `0.30`; at least one.
fn minutes(time: &str) -> Option<i64> {
    let (hours, minutes) = time.split_once([':', '.']).unwrap_or((time, "00"));
    let number = |digits: &str| digits.parse::<i64>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()));
    let minutes = number(minutes).filter(|value| minutes.len() == 2 && *value < 60)?;
    let hours = number(hours).filter(|hours| *hours <= LONGEST)?;
    Some(hours * 60 + minutes).filter(|minutes| (1..=LONGEST * 60).contains(minutes))
}

fn percent(typed: &str) -> Option<i32> {
    typed.parse().ok().filter(|percent| (1..=99).contains(percent))
}

fn shown(minutes: i64) -> String {
    format!("{}:{:02}", minutes / 60, minutes % 60)
}

async fn view(app: &App, page: Page, typed: Option<FormFields>) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let stored = deadline_policy::all(&mut reader).await?;
    let kept = calendar::version(&mut reader, Part::Policy).await?;
    drop(reader);
    let changed = typed.as_ref().is_some_and(|typed| version(typed) != kept);
    let groups: Vec<_> = stored.iter().map(|policy| group(&page, policy, typed.as_ref(), changed)).collect();
    let wrong = groups.iter().flat_map(|group| &group.fields).any(|field| field.error.is_some());
    let status = match (wrong, changed) {
        (true, _) => StatusCode::UNPROCESSABLE_ENTITY,
        (false, true) => StatusCode::CONFLICT,
        (false, false) => StatusCode::OK,
    };
    // Who corrects a mistake is told afterwards what somebody else has changed meanwhile.
    let version = typed.as_ref().filter(|_| wrong).map_or(kept, version);
    let changed = changed && !wrong;
    let template = AnswersPage { places: places::places(&page), groups, version, wrong, changed, page };
    Ok((status, html(&template)?).into_response())
}

fn group(page: &Page, policy: &Policy, typed: Option<&FormFields>, changed: bool) -> Group {
    let words = page.words;
    let field = |part: &str, label: String, stored: String, is_time: bool| {
        let value = typed.map_or_else(|| stored.clone(), |typed| value(typed, policy, part).to_owned());
        let is_right = if is_time { minutes(&value).is_some() } else { percent(&value).is_some() };
        let error = match is_time {
            _ if is_right => None,
            true => Some(words.console_deadlines_error_time()),
            false => Some(words.console_deadlines_error_percent()),
        };
        let differs = changed && minutes(&value) != minutes(&stored);
        Field { name: name(policy, part), label, is_time, value, error, stored: differs.then_some(stored) }
    };
    let mut fields = vec![
        field("first", words.console_deadlines_first_answer(), shown(policy.first_answer), true),
        field("next", words.console_deadlines_next_answer(), shown(policy.next_answer), true),
        field("solution", words.console_deadlines_solution(), shown(policy.solution), true),
        field("warn", words.console_deadlines_warn(), policy.warn_percent.to_string(), false),
    ];
    if let (Some(first), Some(solution)) = (minutes(&fields[0].value), minutes(&fields[2].value))
        && solution < first
    {
        fields[2].error = Some(words.console_deadlines_error_order());
    }
    let chosen = typed.and_then(|typed| value(typed, policy, "tell").parse().ok()).unwrap_or(policy.escalate_to);
    Group {
        label: wording::priority(words, policy.priority),
        fields,
        role_name: name(policy, "tell"),
        roles: Role::ALL
            .map(|role| Choice { value: role.name(), label: wording::role(words, role), chosen: role == chosen })
            .into(),
        role_stored: (changed && chosen != policy.escalate_to).then(|| wording::role(words, policy.escalate_to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_and_minutes() {
        for (typed, read) in [("8:00", 480), ("8", 480), ("0.30", 30), ("2000:00", 120_000), ("08:05", 485)] {
            assert_eq!(minutes(typed), Some(read), "{typed}");
        }
        for typed in ["", "0:00", "2000:01", "-1:00", "8:5", "8:60", "+8", "eight", "8:00:00", "99999999999999999999"] {
            assert_eq!(minutes(typed), None, "{typed}");
        }
        assert_eq!(shown(485), "8:05");
    }
}
