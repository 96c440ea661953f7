//! The staff at the console: what they see of files, channels and people, and what they do to them.

mod access;
mod answer;
mod answering;
mod canned;
mod channels;
mod deadlines;
mod directory;
mod disk;
mod erasing;
mod experts;
mod figures;
mod files;
mod forged;
mod handling;
mod inbox;
mod late;
mod linking;
pub mod member;
mod person;
pub mod provider;
mod quarantine;
mod seals;
mod texts;
mod window;

use bot::{language::Language, text::Words};

/// What the console says to somebody who has not chosen English.
const fn words() -> Words {
    Words::new(Language::Italian)
}

const ROLES: [&str; 6] = ["operator", "mediator", "legal-expert", "focal-point", "coordinator", "administrator"];

/// An action that was written down, and on what.
type Audit = (String, String);

async fn audit(app: &tests::App, action: &str) -> Vec<Audit> {
    let rows: Vec<Audit> = app.rows("SELECT action, object FROM audit ORDER BY id").await;
    rows.into_iter().filter(|(done, _)| done == action).collect()
}
