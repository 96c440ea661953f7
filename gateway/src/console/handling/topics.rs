//! The list of topics: added, renamed, retired. What a ticket has stays with it.

use crate::console::form_fields::FormFields;
use crate::{
    console::{
        act::answered,
        context::RequestContext,
        notice::{Notice, done},
        page::Page,
        problem::Problem,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        ticket::topic::{self, Labels, Topic},
    },
};
use askama::Template;
use axum::{extract::State, response::Response};

const PATH: &str = "/console/topics";
/// Characters of a label.
const LONGEST: usize = 60;
/// Characters of a name, which is made of the English label.
const LONGEST_NAME: usize = 40;

#[derive(Template)]
#[template(path = "console/handling/topics.html")]
struct TopicsPage {
    page: Page,
    topics: Vec<Topic>,
    /// What was typed, and what is wrong with it: for the topic of this name, or for a new one.
    typed: Option<(String, Labels, String)>,
    longest: usize,
}

impl TopicsPage {
    fn error(&self, name: &str) -> Option<&String> {
        self.typed.as_ref().filter(|(of, ..)| of == name).map(|(.., error)| error)
    }

    fn labels(&self, topic: &Topic) -> Labels {
        let typed = self.typed.as_ref().filter(|(of, ..)| *of == topic.name).map(|(_, labels, _)| labels.clone());
        typed.unwrap_or_else(|| Labels { italian: topic.label_it.clone(), english: topic.label_en.clone() })
    }

    fn new_labels(&self) -> Labels {
        self.typed.as_ref().filter(|(of, ..)| of.is_empty()).map(|(_, labels, _)| labels.clone()).unwrap_or_default()
    }
}

/// `GET /console/topics`
pub(super) async fn show(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    view(&app, page, None, false).await
}

async fn view(
    app: &App,
    page: Page,
    typed: Option<(String, Labels, String)>,
    conflict: bool,
) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let topics = topic::all(&mut reader).await?;
    drop(reader);
    let wrong = typed.is_some();
    answered(&TopicsPage { page, topics, typed, longest: LONGEST }, conflict, wrong)
}

/// `POST /console/topics`
pub(super) async fn change(
    RequestContext { app, auth, page, member }: RequestContext,
    fields: FormFields,
) -> Result<Response, Problem> {
    let tidy = |name: &str| fields.one(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let labels = Labels { italian: tidy("italian"), english: tidy("english") };
    let name = fields.one("name");
    let action = match fields.one("act") {
        "add" => Action::Add,
        "rename" => Action::Rename,
        "retire" => Action::Retire,
        "restore" => Action::Restore,
        _ => return Err(Problem::NotFound),
    };
    if matches!(action, Action::Add | Action::Rename)
        && [&labels.italian, &labels.english].into_iter().any(|label| !fits(label))
    {
        let error = page.words.console_handling_topic_wrong(LONGEST);
        return view(&app, page, Some((name.to_owned(), labels, error)), false).await;
    }
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let (name, changed) = match action {
        Action::Add => {
            let name = name_of(&labels.english);
            let added = !name.is_empty() && topic::add(&mut tx, &name, &labels).await?;
            (name, added)
        }
        Action::Rename => {
            let seen = Labels { italian: fields.one("was-italian").into(), english: fields.one("was-english").into() };
            (name.to_owned(), topic::rename(&mut tx, name, &seen, &labels).await?)
        }
        Action::Retire => (name.to_owned(), topic::retire(&mut tx, name, Some(now)).await?),
        _ => (name.to_owned(), topic::retire(&mut tx, name, None).await?),
    };
    if !changed {
        drop(tx);
        return match action {
            Action::Add => {
                let error = page.words.console_handling_topic_taken();
                view(&app, page, Some((String::new(), labels, error)), false).await
            }
            Action::Rename => {
                let error = page.words.console_handling_topic_changed();
                view(&app, page, Some((name, labels, error)), true).await
            }
            _ => done(&auth, Notice::Unchanged, PATH).await,
        };
    }
    let object = AuditObject::Topic(&name);
    let entry = AuditEntry { staff: Some(member.id), action, object, object_id: None };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    done(&auth, Notice::Saved, PATH).await
}

fn fits(label: &str) -> bool {
    (1..=LONGEST).contains(&label.chars().count())
}

/// A name for tickets and addresses, of a label.
fn name_of(label: &str) -> String {
    let plain = label.to_lowercase();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut name = words.collect::<Vec<_>>().join("-");
    name.truncate(LONGEST_NAME);
    name.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_a_label() {
        assert_eq!(name_of("Pay & contract"), "pay-contract");
        assert_eq!(name_of("  "), "");
        assert_eq!(name_of("Città"), "citt");
    }
}
