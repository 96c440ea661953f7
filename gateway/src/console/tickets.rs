//! The list of tickets with its filters. It shows no word of a conversation.

use super::{
    App,
    page::{Choice, Page, html},
    problem::Problem,
    wording::{self, Tongue},
};
use crate::{
    channel::Channel,
    store::desk::tickets::{self, Filter, Line, Wanted},
};
use askama::Template;
use axum::{
    extract::{Query, State},
    response::Response,
};
use bot::{
    language::Language,
    text::Words,
    ticket::{Queue, TicketState},
};
use serde::Deserialize;
use std::fmt::Write;

/// The address bar: names as they stand in SQL, never words of a person.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    state: String,
    queue: String,
    language: String,
    channel: String,
    urgent: String,
    reference: String,
    after: String,
}

impl Asked {
    /// What is asked for; `Err` if the reference is mistyped. Anything else that makes no sense filters nothing.
    fn filter(&self) -> Result<Filter, Filter> {
        let reference = self.reference.trim();
        let filter = Filter {
            state: match self.state.as_str() {
                "every" => Wanted::Every,
                name => name.parse().map_or(Wanted::Unfinished, Wanted::Only),
            },
            queue: self.queue.parse().ok(),
            language: self.language.parse().ok(),
            channel: self.channel.parse().ok(),
            urgent: !self.urgent.is_empty(),
            reference: reference.parse().ok(),
        };
        match filter.reference {
            None if !reference.is_empty() => Err(filter),
            // Somebody on the telephone reads a number out: it is found whatever has become of it.
            Some(_) if self.state.is_empty() => Ok(Filter { state: Wanted::Every, ..filter }),
            _ => Ok(filter),
        }
    }
}

/// The next page of the same list.
fn next_page(filter: Filter, last: &Line) -> String {
    let mut address = "/console/tickets?".to_owned();
    let mut add = |name: &str, value: &str| {
        let _ = write!(address, "{name}={value}&");
    };
    match filter.state {
        Wanted::Unfinished => {}
        Wanted::Every => add("state", "every"),
        Wanted::Only(state) => add("state", state.name()),
    }
    if let Some(queue) = filter.queue {
        add("queue", queue.name());
    }
    if let Some(language) = filter.language {
        add("language", language.tag());
    }
    if let Some(channel) = filter.channel {
        add("channel", channel.name());
    }
    if filter.urgent {
        add("urgent", "yes");
    }
    let _ = write!(address, "after={}", last.place());
    address
}

/// A ticket as the list shows it.
struct Shown {
    line: Line,
    kind: String,
    state: String,
    queue: String,
    region: String,
    channel: String,
    tongue: Option<Tongue>,
}

#[derive(Template)]
#[template(path = "console/tickets.html")]
struct TicketsPage {
    page: Page,
    states: Vec<Choice>,
    queues: Vec<Choice>,
    languages: Vec<Choice>,
    channels: Vec<Choice>,
    urgent: bool,
    reference: String,
    mistyped: bool,
    filtered: bool,
    tickets: Vec<Shown>,
    next: Option<String>,
}

/// `GET /console/tickets`
pub async fn list(State(app): State<App>, page: Page, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let words = page.words;
    let (filter, mistyped) = match asked.filter() {
        Ok(filter) => (filter, false),
        Err(filter) => (filter, true),
    };
    let (lines, more) = if mistyped {
        (Vec::new(), false)
    } else {
        let mut reader = app.store.reader().await?;
        tickets::list(&mut reader, &app.store.master, filter, asked.after.parse().ok()).await?
    };
    let next = lines.last().filter(|_| more).map(|last| next_page(filter, last));
    html(&TicketsPage {
        states: states(words, filter.state),
        queues: queues(words, filter.queue),
        languages: languages(words, filter.language),
        channels: channels(words, filter.channel),
        urgent: filter.urgent,
        reference: asked.reference,
        mistyped,
        filtered: filter.state != Wanted::Unfinished
            || filter.queue.is_some()
            || filter.language.is_some()
            || filter.channel.is_some()
            || filter.urgent,
        tickets: lines.into_iter().map(|line| shown(words, line)).collect(),
        next,
        page,
    })
}

fn shown(words: Words, line: Line) -> Shown {
    Shown {
        kind: wording::ticket_kind(words, &line.kind),
        state: wording::ticket_state(words, &line.state),
        queue: wording::queue(words, &line.queue),
        region: line.region.as_deref().map(wording::region).unwrap_or_default(),
        channel: wording::channel(words, &line.channel),
        tongue: line
            .language
            .as_deref()
            .and_then(|tag| tag.parse().ok())
            .map(|language| wording::tongue(words, language)),
        line,
    }
}

fn states(words: Words, wanted: Wanted) -> Vec<Choice> {
    let mut choices = vec![
        Choice { value: "", label: words.console_filter_unfinished(), chosen: wanted == Wanted::Unfinished },
        Choice { value: "every", label: words.console_filter_every(), chosen: wanted == Wanted::Every },
    ];
    choices.extend(TicketState::ALL.map(|state| Choice {
        value: state.name(),
        label: wording::ticket_state(words, state.name()),
        chosen: wanted == Wanted::Only(state),
    }));
    choices
}

fn queues(words: Words, wanted: Option<Queue>) -> Vec<Choice> {
    let mut choices = vec![Choice { value: "", label: words.console_filter_every(), chosen: wanted.is_none() }];
    choices.extend(Queue::ALL.map(|queue| Choice {
        value: queue.name(),
        label: wording::queue(words, queue.name()),
        chosen: wanted == Some(queue),
    }));
    choices
}

fn languages(words: Words, wanted: Option<Language>) -> Vec<Choice> {
    let mut choices = vec![Choice { value: "", label: words.console_filter_every(), chosen: wanted.is_none() }];
    choices.extend(Language::ALL.map(|language| Choice {
        value: language.tag(),
        label: wording::tongue(words, language).name,
        chosen: wanted == Some(language),
    }));
    choices
}

fn channels(words: Words, wanted: Option<Channel>) -> Vec<Choice> {
    let mut choices = vec![Choice { value: "", label: words.console_filter_every(), chosen: wanted.is_none() }];
    // Nobody asks for help in a terminal.
    let all = Channel::ALL.into_iter().filter(|channel| *channel != Channel::Terminal);
    choices.extend(all.map(|channel| Choice {
        value: channel.name(),
        label: wording::channel(words, channel.name()),
        chosen: wanted == Some(channel),
    }));
    choices
}

#[cfg(test)]
mod tests {
    use super::*;
    use bot::reference::Reference;

    #[test]
    fn a_reference_is_found_in_every_state_and_a_mistyped_one_is_said_so() {
        let reference = Reference::from_entropy(77);
        let asked = Asked { reference: format!(" {reference} "), ..Asked::default() };
        let filter = asked.filter().unwrap();
        assert_eq!((filter.reference, filter.state), (Some(reference), Wanted::Every));
        assert!(Asked { reference: "123".to_owned(), ..Asked::default() }.filter().is_err());
    }

    #[test]
    fn nonsense_filters_nothing() {
        let asked = Asked { state: "x".to_owned(), queue: "y".to_owned(), channel: "z".to_owned(), ..Asked::default() };
        let filter = asked.filter().unwrap();
        assert_eq!((filter.state, filter.queue, filter.channel), (Wanted::Unfinished, None, None));
    }
}
