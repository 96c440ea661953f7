//! All texts by topic, and the hotlines: searched by key and by words in any language, filtered, counted.

use super::{
    super::{
        page::{Choice, Page, html},
        problem::Problem,
        state::App,
        wording,
    },
    subject::{self, LINES},
};
use crate::store::{
    hotline,
    wording::{HOTLINE, Standing, State as Became, overlay, standing},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use bot::{
    context::Hotlines,
    language::Language,
    text::{Key, Overlay, Words, check::source, sample::sample},
    understand::plain,
};
use serde::Deserialize;

/// The address bar.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct TextListQuery {
    words: String,
    language: String,
    show: String,
    topic: String,
}

/// What can be shown alone.
const SHOWN: [&str; 8] = ["", "changed", "waiting", "draft", "reviewed", "safety", "misfit", "hotlines"];

/// A text in the list.
struct TextListRow {
    key: &'static str,
    italian: String,
    /// In the language that was asked for.
    other: Option<(Language, &'static str, String)>,
    is_safety: bool,
    changed: usize,
    waiting: usize,
    drafts: usize,
    misfits: usize,
}

struct Group {
    name: String,
    rows: Vec<TextListRow>,
    waiting: usize,
}

struct TextListLine {
    name: &'static str,
    label: String,
    value: String,
    waits: bool,
}

#[derive(Template)]
#[template(path = "console/texts/list.html")]
struct ListPage {
    page: Page,
    asked: TextListQuery,
    languages: Vec<Choice>,
    shows: Vec<Choice>,
    topics: Vec<Choice>,
    groups: Vec<Group>,
    lines: Vec<TextListLine>,
    is_filtered: bool,
    count: usize,
    /// Of all of them, whatever is shown.
    waiting: usize,
}

/// `GET /console/texts`
pub async fn show(State(app): State<App>, page: Page, Query(asked): Query<TextListQuery>) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let (overlay, standing, hotlines) =
        (overlay(&mut reader).await?, standing(&mut reader).await?, hotline::load(&mut reader).await?);
    drop(reader);
    let words = page.words;
    let language = asked.language.parse::<Language>().ok();
    let found = |file: &str| {
        let of = Key::ALL.into_iter().filter(|key| key.may_be_edited() && key.file() == file);
        of.filter(|key| says(*key, &asked.words, &overlay))
            .map(|key| row(key, language, &overlay, &standing))
            .filter(|row| is_shown(row, &asked.show))
            .collect::<Vec<_>>()
    };
    let groups = files().into_iter().filter(|file| asked.topic.is_empty() || asked.topic == *file).map(|file| {
        let rows = found(file);
        Group { name: topic(words, file), waiting: rows.iter().map(|row| row.waiting).sum(), rows }
    });
    let groups: Vec<_> = groups.filter(|group| !group.rows.is_empty()).collect();
    let lines = lines(&page, &asked, &hotlines, &standing);
    let choice = |value, label, chosen| Choice { value, label, chosen };
    let every = [choice("", words.console_filter_every(), false)];
    let languages = Language::ALL.map(|l| choice(l.tag(), wording::tongue(words, l).name, asked.language == l.tag()));
    let shows = SHOWN.map(|show| choice(show, shown(words, show), asked.show == show));
    let topics = files().into_iter().map(|file| choice(file, topic(words, file), asked.topic == file));
    let template = ListPage {
        languages: every.into_iter().chain(languages).collect(),
        topics: [choice("", words.console_filter_every(), false)].into_iter().chain(topics).collect(),
        shows: shows.into(),
        is_filtered: !(asked.words.is_empty() && language.is_none() && asked.show.is_empty() && asked.topic.is_empty()),
        count: groups.iter().map(|group| group.rows.len()).sum::<usize>() + lines.len(),
        waiting: standing.iter().filter(|standing| standing.state == Became::Proposed).count(),
        groups,
        lines,
        asked,
        page,
    };
    html(&template)
}

/// The files in the order of their keys.
fn files() -> Vec<&'static str> {
    let mut files: Vec<_> = Key::ALL.into_iter().map(Key::file).collect();
    files.dedup();
    files
}

/// Whether a search finds a text: by its key, or by its words in any language, marks and capitals aside.
fn says(key: Key, searched: &str, overlay: &Overlay) -> bool {
    let searched = plain(searched);
    searched.is_empty()
        || plain(key.name()).contains(&searched)
        || Language::ALL.into_iter().any(|language| plain(&source(key, language, overlay)).contains(&searched))
}

fn row(key: Key, language: Option<Language>, overlay: &Overlay, standing: &[Standing]) -> TextListRow {
    let text = sample(key, &Hotlines::default());
    let spoken: Vec<_> = language.map_or_else(|| Language::ALL.to_vec(), |language| vec![language]);
    let of = |state| {
        standing.iter().filter(move |s| s.item == key.name() && s.state == state && spoken_tag(language, &s.language))
    };
    let changed: Vec<_> = of(Became::Published).filter(|standing| standing.body.is_some()).collect();
    let misfit = |s: &&&Standing| s.language.parse().is_ok_and(|language| !overlay.words_anew(key, language));
    TextListRow {
        key: key.name(),
        italian: source(key, Language::Italian, overlay),
        other: language.filter(|language| *language != Language::Italian).map(|language| {
            let direction = if language.is_right_to_left() { "rtl" } else { "ltr" };
            (language, direction, source(key, language, overlay))
        }),
        is_safety: key.is_safety(),
        misfits: changed.iter().filter(misfit).count(),
        changed: changed.len(),
        waiting: of(Became::Proposed).count(),
        drafts: spoken.iter().filter(|language| overlay.is_draft(&text, **language)).count(),
    }
}

fn spoken_tag(wanted: Option<Language>, tag: &str) -> bool {
    wanted.is_none_or(|language| language.tag() == tag)
}

fn is_shown(row: &TextListRow, show: &str) -> bool {
    match show {
        "changed" => row.changed > 0,
        "waiting" => row.waiting > 0,
        "draft" => row.drafts > 0,
        "reviewed" => row.drafts == 0,
        "safety" => row.is_safety,
        "misfit" => row.misfits > 0,
        "hotlines" => false,
        _ => true,
    }
}

fn lines(page: &Page, asked: &TextListQuery, hotlines: &Hotlines, standing: &[Standing]) -> Vec<TextListLine> {
    if !asked.topic.is_empty() || !asked.language.is_empty() {
        return Vec::new();
    }
    let searched = plain(&asked.words);
    let all = LINES.into_iter().map(|name| TextListLine {
        name,
        label: wording::hotline(page.words, name),
        value: subject::value(hotlines, name),
        waits: standing.iter().any(|s| s.state == Became::Proposed && s.item == format!("{HOTLINE}{name}")),
    });
    all.filter(|line| match asked.show.as_str() {
        "" | "hotlines" => true,
        "waiting" => line.waits,
        _ => false,
    })
    .filter(|line| {
        searched.is_empty() || plain(&line.label).contains(&searched) || plain(&line.value).contains(&searched)
    })
    .collect()
}

fn shown(words: Words, show: &str) -> String {
    match show {
        "changed" => words.console_texts_show_changed(),
        "waiting" => words.console_texts_show_waiting(),
        "draft" => words.console_texts_show_draft(),
        "reviewed" => words.console_texts_show_reviewed(),
        "safety" => words.console_texts_show_safety(),
        "misfit" => words.console_texts_show_misfit(),
        "hotlines" => words.console_hotlines(),
        _ => words.console_filter_every(),
    }
}

/// What a file of texts is about.
fn topic(words: Words, file: &str) -> String {
    match file {
        "information" => words.console_texts_topic_information(),
        "safety" => words.console_texts_topic_safety(),
        "report" => words.console_texts_topic_report(),
        "person" => words.console_texts_topic_person(),
        "menu" => words.console_texts_topic_menu(),
        "common" => words.console_texts_topic_common(),
        "page" => words.console_texts_topic_page(),
        "call" => words.console_texts_topic_call(),
        "services" => words.console_texts_topic_services(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_texts_has_a_name() {
        for file in files() {
            assert_ne!(topic(Words::new(Language::Italian), file), file);
        }
    }
}
