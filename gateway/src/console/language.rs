//! The language in which somebody sees the console: Italian or English, kept with the account.

use super::{login_path::local, member::Member, problem::Problem, state::App};
use crate::store::staff;
use axum::{Form, extract::State, response::Redirect};
use bot::language::Language;
use serde::Deserialize;

/// What the buttons send.
#[derive(Deserialize)]
pub struct Chosen {
    language: String,
    /// The page to go back to.
    #[serde(default)]
    back: String,
}

/// `POST /console/language`
pub async fn choose(State(app): State<App>, member: Member, Form(chosen): Form<Chosen>) -> Result<Redirect, Problem> {
    let language = if chosen.language == Language::English.tag() { Language::English } else { Language::Italian };
    let mut tx = app.store.begin().await?;
    staff::set_language(&mut tx, member.id, language).await?;
    tx.commit().await?;
    Ok(Redirect::to(local(&chosen.back)))
}
