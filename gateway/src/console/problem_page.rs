//! The page of a problem: what it is, and what to do next.

use super::{
    page::{Page, html},
    problem::Told,
};
use askama::Template;
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};

#[derive(Template)]
#[template(path = "console/problem.html")]
struct ProblemPage {
    page: Page,
    title: String,
    text: String,
    reference: String,
}

/// The page of a problem.
pub fn show(page: Page, status: StatusCode, told: Told) -> Response {
    let words = page.words;
    let (title, text) = match &told {
        Told::NotFound => (words.console_problem_not_found(), words.console_problem_not_found_text()),
        Told::Hidden => (words.console_problem_hidden(), words.console_problem_hidden_text()),
        Told::Stale => (words.console_problem_stale(), words.console_problem_stale_text()),
        Told::TooLarge => (words.console_problem_too_large(), words.console_problem_too_large_text()),
        Told::Unclear => (words.console_problem_unclear(), words.console_problem_unclear_text()),
        Told::Busy => (words.console_problem_busy(), words.console_access_busy()),
        Told::Failed(_) => (words.console_problem_failed(), words.console_problem_failed_text()),
    };
    let reference = if let Told::Failed(reference) = told { reference } else { String::new() };
    match html(&ProblemPage { page, title, text, reference }) {
        Ok(body) => (status, body).into_response(),
        Err(_) => status.into_response(),
    }
}
