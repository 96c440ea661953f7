//! One text in all languages, the Italian one first.

use super::super::{
    page::{Page, html},
    problem::Problem,
    state::App,
    wording::{self, Tongue},
};
use crate::store::wording::{State as Became, overlay, standing};
use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use bot::{
    language::Language,
    text::{Key, Overlay, check::source, sample::sample},
};

struct TextLanguageRow {
    tongue: Tongue,
    direction: &'static str,
    words: String,
    is_draft: bool,
    is_changed: bool,
    waits: bool,
    is_misfit: bool,
}

#[derive(Template)]
#[template(path = "console/texts/key.html")]
struct KeyPage {
    page: Page,
    key: &'static str,
    is_safety: bool,
    is_label: bool,
    rows: Vec<TextLanguageRow>,
}

/// `GET /console/texts/{item}`
pub async fn show(State(app): State<App>, page: Page, Path(item): Path<String>) -> Result<Response, Problem> {
    let key = Key::named(&item).filter(|key| key.may_be_edited()).ok_or(Problem::NotFound)?;
    let mut reader = app.store.reader().await?;
    let (overlay, standing) = (overlay(&mut reader).await?, standing(&mut reader).await?);
    drop(reader);
    let of_this = standing.into_iter().filter(|standing| standing.item == item).collect::<Vec<_>>();
    let rows = Language::ALL.map(|language| {
        let has = |state| {
            of_this.iter().any(|s| {
                s.language == language.tag() && s.state == state && (s.body.is_some() || state == Became::Proposed)
            })
        };
        row(&page, key, language, &overlay, has(Became::Published), has(Became::Proposed))
    });
    let (is_safety, is_label) = (key.is_safety(), key.is_label());
    html(&KeyPage { page, key: key.name(), is_safety, is_label, rows: rows.into() })
}

fn row(page: &Page, key: Key, language: Language, overlay: &Overlay, is_changed: bool, waits: bool) -> TextLanguageRow {
    let text = sample(key, &bot::context::Hotlines::default());
    TextLanguageRow {
        tongue: wording::tongue(page.words, language),
        direction: if language.is_right_to_left() { "rtl" } else { "ltr" },
        words: source(key, language, overlay),
        is_draft: overlay.is_draft(&text, language),
        is_misfit: is_changed && !overlay.words_anew(key, language),
        is_changed,
        waits,
    }
}
