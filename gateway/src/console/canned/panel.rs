//! Canned answers and macros beside the answer to a ticket: in the worker's language where there is a text, else plainly
//! marked.

use super::{
    found::{self, Fit},
    topics,
    variables::Values,
};
use crate::{
    console::{
        member::Member,
        page::Page,
        permission::Permission,
        problem::Problem,
        state::App,
        wording::{self, Tongue},
    },
    store::{
        canned::{self, Canned, Text, Topic},
        desk::ticket::Ticket,
        macros,
    },
};
use bot::{hours, language::Language, reference::Reference};
use uuid::Uuid;

/// Canned answers on the page of a ticket; its own page shows more.
const FEW: usize = 6;
/// On its own page.
pub const MANY: usize = 50;

/// What the panel shows.
#[expect(missing_docs, reason = "the names say it")]
pub struct Panel {
    pub ticket: Uuid,
    pub q: String,
    pub may_see: bool,
    pub rows: Vec<PanelRow>,
    /// There are others.
    pub more: bool,
    pub macros: Vec<(Uuid, String)>,
}

/// A canned answer for one worker.
#[expect(missing_docs, reason = "the names say it")]
pub struct PanelRow {
    pub id: Uuid,
    pub title: String,
    pub topic: String,
    pub tongue: Tongue,
    pub dir: &'static str,
    pub fit: Fit,
    /// What to know of its language; empty where it is the worker's.
    pub mark: String,
    pub reviewed: bool,
    /// With everything put in.
    pub text: String,
}

/// For a ticket that is open in front of somebody.
pub async fn load(app: &App, page: &Page, member: &Member, ticket: &Ticket, query: &str) -> Result<Panel, Problem> {
    load_some(app, page, member, ticket, query, FEW).await
}

/// At most so many.
pub async fn load_some(
    app: &App,
    page: &Page,
    member: &Member,
    ticket: &Ticket,
    query: &str,
    most: usize,
) -> Result<Panel, Problem> {
    let may_see = page.may(Permission::SeeCanned) && page.may(Permission::AnswerTickets);
    let mut panel = Panel {
        ticket: ticket.id,
        q: query.trim().to_owned(),
        may_see,
        rows: Vec::new(),
        more: false,
        macros: Vec::new(),
    };
    if !may_see {
        return Ok(panel);
    }
    let mut reader = app.store.reader().await?;
    let all = canned::all(&mut reader, &app.store.master).await?;
    let topics = canned::topics(&mut reader).await?;
    let every = macros::all(&mut reader).await?;
    drop(reader);
    let values = values(app, member, &ticket.reference).await?;
    let wanted = all.iter().filter(|canned| !canned.retired && found::matches(canned, query));
    let fitting = wanted.filter_map(|canned| {
        let (text, fit) = found::best(canned, ticket.language, ticket.reading)?;
        Some(row(page, &topics, canned, text, fit, &values))
    });
    panel.rows = fitting.collect();
    // The most used come first among those that fit equally well.
    panel.rows.sort_by_key(|row| row.fit);
    panel.more = panel.rows.len() > most;
    panel.rows.truncate(most);
    panel.macros = every.into_iter().filter(|one| !one.retired).map(|one| (one.id, one.title)).collect();
    Ok(panel)
}

fn row(page: &Page, topics: &[Topic], canned: &Canned, text: &Text, fit: Fit, values: &Values) -> PanelRow {
    let tongue = wording::tongue(page.words, text.language);
    PanelRow {
        id: canned.id,
        title: canned.title.clone(),
        topic: topics::named(page, topics, canned.topic.as_deref()),
        dir: if text.language.is_right_to_left() { "rtl" } else { "ltr" },
        mark: mark(page, &tongue, fit),
        tongue,
        fit,
        reviewed: text.reviewed,
        text: values.fill(&text.body, text.language),
    }
}

/// What to know of the language of a text.
pub fn mark(page: &Page, tongue: &Tongue, fit: Fit) -> String {
    match fit {
        Fit::Theirs => String::new(),
        Fit::Reading => page.words.console_canned_fit_reading(&tongue.name),
        Fit::Other => page.words.console_canned_fit_other(&tongue.name),
    }
}

/// What is put into a text for a ticket.
pub async fn values(app: &App, member: &Member, reference: &str) -> Result<Values, Problem> {
    let house = app.turns.house().await.map_err(|error| Problem::Failed(error.into()))?;
    Ok(Values {
        reference: reference.to_owned(),
        operator: member.name.expose().split_whitespace().next().unwrap_or_default().to_owned(),
        hotlines: house.hotlines.clone(),
        date: hours::in_rome(app.now()).strftime("%d/%m/%Y").to_string(),
    })
}

/// What is put in to look at a text that is for nobody yet.
pub async fn samples(app: &App, _page: &Page, member: &Member) -> Result<Values, Problem> {
    values(app, member, &Reference::from_entropy(0).to_string()).await
}

/// The Italian text of a canned answer, where the worker gets another one.
pub fn italian(canned: &Canned, sent: Language, values: &Values) -> String {
    let text = canned.text(Language::Italian).filter(|_| sent != Language::Italian);
    text.map(|text| values.fill(&text.body, Language::Italian)).unwrap_or_default()
}
