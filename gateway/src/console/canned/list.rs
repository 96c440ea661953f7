//! All canned answers, with a search over titles and texts of every language.

use super::{
    found,
    topics::{self, TopicChoice},
};
use crate::{
    console::{
        page::{Page, html},
        permission::Permission,
        problem::Problem,
        state::App,
        wording,
    },
    store::canned::{self as store, Canned, Topic},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use serde::Deserialize;
use uuid::Uuid;

/// What is looked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct CannedListQuery {
    q: String,
    topic: String,
    /// `review` or `retired`; else those in use.
    show: String,
}

struct CannedRow {
    id: Uuid,
    title: String,
    topic: String,
    uses: i64,
    languages: Vec<Mark>,
}

/// A language in which there is a text.
struct Mark {
    tag: &'static str,
    name: String,
    reviewed: bool,
}

struct Tab {
    value: &'static str,
    label: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "console/canned/list.html")]
struct ListPage {
    page: Page,
    q: String,
    show: String,
    tabs: Vec<Tab>,
    topics: Vec<TopicChoice>,
    rows: Vec<CannedRow>,
    filtered: bool,
    may_edit: bool,
}

/// `GET /console/canned`
pub async fn list(
    State(app): State<App>,
    page: Page,
    Query(asked): Query<CannedListQuery>,
) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let all = store::all(&mut reader, &app.store.master).await?;
    let topics = store::topics(&mut reader).await?;
    drop(reader);
    let words = page.words;
    let waits = |canned: &Canned| canned.texts.iter().any(|text| !text.reviewed);
    let to_review = all.iter().filter(|canned| !canned.retired && waits(canned)).count();
    let wanted = |canned: &&Canned| {
        let shown = match asked.show.as_str() {
            "retired" => canned.retired,
            "review" => !canned.retired && waits(canned),
            _ => !canned.retired,
        };
        let about = asked.topic.is_empty() || canned.topic.as_deref() == Some(&asked.topic);
        shown && about && found::matches(canned, &asked.q)
    };
    let tab = |value, label| Tab { value, label, current: asked.show == value };
    let tabs = vec![
        tab("", words.console_canned_tab_used()),
        tab("review", words.console_canned_tab_review(to_review)),
        tab("retired", words.console_canned_tab_retired()),
    ];
    let rows = all.iter().filter(wanted).map(|canned| row(&page, &topics, canned)).collect();
    html(&ListPage {
        tabs,
        rows,
        filtered: !asked.q.trim().is_empty() || !asked.topic.is_empty() || !asked.show.is_empty(),
        may_edit: page.may(Permission::EditCanned),
        topics: topics::choices(&page, topics, &asked.topic),
        q: asked.q,
        show: asked.show,
        page,
    })
}

fn row(page: &Page, topics: &[Topic], canned: &Canned) -> CannedRow {
    let mark = |text: &store::Text| Mark {
        tag: text.language.tag(),
        name: wording::tongue(page.words, text.language).name,
        reviewed: text.reviewed,
    };
    CannedRow {
        id: canned.id,
        title: canned.title.clone(),
        topic: topics::named(page, topics, canned.topic.as_deref()),
        uses: canned.uses,
        languages: canned.texts.iter().map(mark).collect(),
    }
}
