//! The numbers that texts show, changed by coordinators and administrators. Each change is written down.

use super::{
    App,
    member::{Auth, Member},
    notice::{Notice, done},
    page::{Page, html},
    problem::Problem,
    wording,
};
use crate::store::{
    audit,
    desk::hotlines::{self, Hotline},
};
use askama::Template;
use axum::{
    Form,
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use std::collections::HashMap;

struct Shown {
    hotline: Hotline,
    label: String,
    /// As typed, while it is wrong.
    value: String,
    error: Option<String>,
    is_email: bool,
}

#[derive(Template)]
#[template(path = "console/hotlines.html")]
struct HotlinesPage {
    page: Page,
    lines: Vec<Shown>,
    wrong: bool,
}

/// `GET /console/hotlines`
pub async fn show(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    let lines = all(&app).await?;
    view(page, lines, &HashMap::new())
}

/// `POST /console/hotlines`
pub async fn save(
    State(app): State<App>,
    auth: Auth,
    page: Page,
    member: Member,
    Form(typed): Form<HashMap<String, String>>,
) -> Result<Response, Problem> {
    let lines = all(&app).await?;
    let wanted: Vec<_> =
        lines.iter().filter_map(|line| Some((line.name.as_str(), typed.get(&line.name)?.trim()))).collect();
    if !wanted.iter().all(|(name, value)| is_valid(name, value)) {
        return view(page, lines, &typed);
    }
    let mut changed = false;
    let mut tx = app.store.begin().await?;
    for (name, value) in wanted {
        if hotlines::set(&mut tx, name, value, app.now()).await? {
            let deed = audit::Deed {
                staff: Some(member.id),
                action: "edit",
                object: &format!("hotline/{name}"),
                object_id: None,
            };
            audit::record(&mut tx, deed, app.now()).await?;
            changed = true;
        }
    }
    tx.commit().await?;
    done(&auth, if changed { Notice::Saved } else { Notice::Unchanged }, "/console/hotlines").await
}

async fn all(app: &App) -> Result<Vec<Hotline>, Problem> {
    let mut reader = app.store.reader().await?;
    Ok(hotlines::all(&mut reader).await?)
}

fn view(page: Page, lines: Vec<Hotline>, typed: &HashMap<String, String>) -> Result<Response, Problem> {
    let words = page.words;
    let lines: Vec<_> = lines
        .into_iter()
        .map(|hotline| {
            let value = typed.get(&hotline.name).unwrap_or(&hotline.value).trim().to_owned();
            let is_email = hotline.name == EMAIL;
            let error = match is_valid(&hotline.name, &value) {
                true => None,
                false if is_email => Some(words.console_error_email()),
                false => Some(words.console_error_number()),
            };
            Shown { label: wording::hotline(words, &hotline.name), value, error, is_email, hotline }
        })
        .collect();
    let wrong = lines.iter().any(|line| line.error.is_some());
    let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, html(&HotlinesPage { page, lines, wrong })?).into_response())
}

/// The one that is an address, not a number.
const EMAIL: &str = "email";

/// Whether a worker could dial it or write to it: digits and spaces, a plus only in front, at most 15 digits (E.164).
fn is_valid(name: &str, value: &str) -> bool {
    if name == EMAIL {
        return super::staff::email(value).is_ok();
    }
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let rest = value.strip_prefix('+').unwrap_or(value);
    (3..=15).contains(&digits) && value.len() <= 25 && rest.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_can_be_dialled() {
        for right in ["112", "1522", "800 290 290", "+39 350 909 2008"] {
            assert!(is_valid("emergency", right), "{right}");
        }
        for wrong in
            ["", "12", "call us", "112;", "39+350", "+", "1234567890123456", "112 <b>", "1            1            2"]
        {
            assert!(!is_valid("emergency", wrong), "{wrong}");
        }
        assert!(is_valid("email", "info@example.org") && !is_valid("email", "112"));
    }
}
