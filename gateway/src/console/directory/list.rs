//! The list of services with its filters.

use super::{
    super::{
        page::{Choice, Page, html},
        permission::Permission,
        problem::Problem,
        state::App,
        wording::tongue,
    },
    paths::PATH,
    wording,
};
use crate::store::{
    desk::PAGE,
    service::{
        Entry,
        list::{self, Counts, Filter, Wanted, stale_before},
        proposal,
    },
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use bot::{
    directory::Kind,
    language::Language,
    territory::{Province, Region},
    text::Words,
};
use reqwest::Url;
use serde::Deserialize;
use uuid::Uuid;

/// The address bar. What makes no sense filters nothing.
#[derive(Clone, Deserialize, Default)]
#[serde(default)]
pub struct ServiceListQuery {
    text: String,
    region: String,
    province: String,
    kind: String,
    language: String,
    state: String,
    after: Option<Uuid>,
}

impl ServiceListQuery {
    /// As typed.
    fn text(&self) -> &str {
        &self.text
    }

    /// What is asked for.
    pub fn filter(&self) -> Filter {
        Filter {
            text: self.text.trim().chars().take(100).collect(),
            region: Region::from_id(&self.region),
            province: Province::from_id(&self.province),
            kind: self.kind.parse().ok(),
            language: self.language.clone(),
            state: Wanted::ALL.into_iter().find(|state| state.name() == self.state).unwrap_or_default(),
        }
    }

    /// The same filters in another address, on a page of their own.
    fn address(&self, path: &str, after: Option<Uuid>) -> String {
        let after = after.map(|id| id.to_string());
        let pairs = [
            ("text", Some(self.text.as_str())),
            ("region", Some(&self.region)),
            ("province", Some(&self.province)),
            ("kind", Some(&self.kind)),
            ("language", Some(&self.language)),
            ("state", Some(&self.state)),
            ("after", after.as_deref()),
        ];
        let pairs =
            pairs.into_iter().filter_map(|(name, value)| Some((name, value.filter(|value| !value.is_empty())?)));
        let query = Url::parse_with_params("http://localhost/", pairs).ok();
        match query.as_ref().and_then(Url::query).filter(|query| !query.is_empty()) {
            Some(query) => format!("{path}?{query}"),
            None => path.to_owned(),
        }
    }
}

/// A service as the list shows it.
struct ServiceRow {
    entry: Entry,
    kind: String,
    languages: String,
    checked: String,
    stale: bool,
}

/// The provinces of a region.
pub struct Group {
    /// The region.
    pub label: &'static str,
    /// Its provinces.
    pub provinces: Vec<Choice>,
}

#[derive(Template)]
#[template(path = "console/directory/list.html")]
struct ListPage {
    page: Page,
    asked: ServiceListQuery,
    regions: Vec<Choice>,
    provinces: Vec<Group>,
    kinds: Vec<Choice>,
    languages: Vec<Choice>,
    states: Vec<Choice>,
    filtered: bool,
    counts: Counts,
    services: Vec<ServiceRow>,
    next: Option<String>,
    export: String,
    edits: bool,
    /// Proposals.
    waiting: i64,
}

/// `GET /console/directory`
pub async fn show(
    State(app): State<App>,
    page: Page,
    Query(asked): Query<ServiceListQuery>,
) -> Result<Response, Problem> {
    let (words, now, filter) = (page.words, app.now(), asked.filter());
    let mut reader = app.store.reader().await?;
    let counts = list::counts(&mut reader, now).await?;
    let (entries, more) = list::list(&mut reader, &filter, asked.after, PAGE, now).await?;
    let waiting = proposal::count(&mut reader).await?;
    drop(reader);
    let next = entries.last().filter(|_| more).map(|last| asked.address(PATH, Some(last.id)));
    let shown = |entry: Entry| ServiceRow {
        kind: wording::kind(words, entry.content.kind),
        languages: wording::languages(words, &entry.content.languages),
        checked: wording::checked(words, entry.content.checked_at),
        stale: entry.content.active && entry.content.checked_at.is_none_or(|at| at < stale_before(now)),
        entry,
    };
    html(&ListPage {
        regions: first(
            words,
            filter.region.is_none(),
            Region::ALL.map(|region| Choice {
                value: region.id(),
                label: region.name().to_owned(),
                chosen: filter.region == Some(region),
            }),
        ),
        provinces: provinces(filter.province),
        kinds: first(words, filter.kind.is_none(), kinds(words, filter.kind)),
        languages: first(
            words,
            filter.language.is_empty(),
            Language::ALL.map(|language| Choice {
                value: language.tag(),
                label: tongue(words, language).name,
                chosen: filter.language == language.tag(),
            }),
        ),
        states: Wanted::ALL
            .map(|state| Choice {
                value: state.name(),
                label: state_label(words, state),
                chosen: filter.state == state,
            })
            .into(),
        filtered: filter != Filter::default(),
        counts,
        services: entries.into_iter().map(shown).collect(),
        next,
        export: asked.address("/console/directory/export", None),
        edits: page.may(Permission::EditDirectory),
        waiting,
        asked,
        page,
    })
}

fn first<const N: usize>(words: Words, chosen: bool, choices: [Choice; N]) -> Vec<Choice> {
    let every = Choice { value: "", label: words.console_filter_every(), chosen };
    [every].into_iter().chain(choices).collect()
}

/// All provinces under their regions.
pub fn provinces(wanted: Option<Province>) -> Vec<Group> {
    let choice = |province: Province| Choice {
        value: province.name(),
        label: province.name().to_owned(),
        chosen: wanted == Some(province),
    };
    let group = |region: Region| Group { label: region.name(), provinces: region.provinces().map(choice).collect() };
    Region::ALL.into_iter().map(group).collect()
}

/// All categories.
pub fn kinds(words: Words, wanted: Option<Kind>) -> [Choice; Kind::ALL.len()] {
    Kind::ALL.map(|kind| Choice { value: kind.name(), label: wording::kind(words, kind), chosen: wanted == Some(kind) })
}

fn state_label(words: Words, state: Wanted) -> String {
    match state {
        Wanted::Active => words.console_directory_state_active(),
        Wanted::Stale => words.console_directory_state_stale(),
        Wanted::Inactive => words.console_directory_state_inactive(),
        Wanted::Every => words.console_directory_state_every(),
    }
}
