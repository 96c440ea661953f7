//! The texts and the hotlines, to be read with or without network; a page of its own, for phones without JavaScript.

use super::{
    app::VERSION,
    page::{self, Trouble},
    state::Http,
};
use crate::channel::web::shown::{Texts, direction};
use askama::Template;
use axum::{
    extract::{Query, State},
    http::{HeaderMap, header},
    response::{Html, IntoResponse, Response},
};
use bot::{
    context::{Context, Hotlines},
    flow::information::Topic,
    language::Language,
    receipt::Proof,
    text::Text,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "page/offline.html")]
struct Offline {
    version: &'static str,
    language: Language,
    direction: &'static str,
    texts: Texts,
    topics: Vec<Section>,
}

struct Section {
    sign: &'static str,
    title: String,
    paragraphs: Vec<Paragraph>,
}

struct Paragraph {
    language: Language,
    pieces: Vec<Piece>,
}

/// Words, or a number that can be called.
pub(super) struct Piece {
    pub words: String,
    pub link: Option<String>,
}

/// `?language=`.
#[derive(Deserialize)]
pub struct Wanted {
    language: Option<String>,
}

/// `GET /web/offline`.
pub async fn show(
    State(http): State<Http>,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Trouble> {
    let house = http.turns.house().await?;
    let mut reader = http.turns.store().reader().await?;
    let language = page::language(&http, &mut reader, &headers, wanted.language.as_deref()).await?;
    let context = Context {
        now: http.turns.clock().now(),
        entropy: 0,
        requests: &[],
        restarted: false,
        proof: Proof::NotGiven,
        forgeable: false,
        newly_linked: false,
        house: &house,
    };
    let spoken = language.unwrap_or(Language::Italian);
    // Whoever reads this without network looks for a number first.
    let first = [Topic::Hotlines];
    let topics = first.into_iter().chain(Topic::ALL.into_iter().filter(|topic| *topic != Topic::Hotlines));
    let page = Offline {
        version: &VERSION,
        language: spoken,
        direction: direction(language),
        texts: Texts::new(language, &house.wording),
        topics: topics.map(|topic| section(topic, spoken, &context)).collect(),
    };
    let uncached = [(header::CACHE_CONTROL, "private, no-cache")];
    Ok((uncached, Html(page.render()?)).into_response())
}

/// The screens of a topic one after the other; a draft is followed by the same in the language its speakers read.
fn section(topic: Topic, language: Language, context: &Context<'_>) -> Section {
    let (title, sign) = topic.label();
    let screens = topic.screens(context);
    let wording = &context.house.wording;
    let say = |text: &Text, language: Language| Paragraph {
        language,
        pieces: pieces(&wording.say(text, language), &context.house.hotlines),
    };
    let drafts = screens.iter().filter(|text| wording.is_draft(text, language));
    let reading = language.reading().first();
    let again = reading.into_iter().flat_map(|reading| drafts.clone().map(|text| say(text, *reading)));
    let paragraphs = screens.iter().map(|text| say(text, language)).chain(again).collect();
    Section { sign, title: wording.say(&title, language), paragraphs }
}

/// Cuts a text at the hotlines in it; inside a longer number or word there is none.
fn pieces(text: &str, hotlines: &Hotlines) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((at, number)) = next(rest, hotlines) {
        let (before, from) = rest.split_at(at);
        pieces.push(Piece { words: before.to_owned(), link: None });
        pieces.push(Piece { words: number.to_owned(), link: link(number, hotlines) });
        rest = &from[number.len()..];
    }
    pieces.push(Piece { words: rest.to_owned(), link: None });
    pieces
}

/// The first hotline in a text, the longest of those that begin there.
fn next<'a>(text: &str, hotlines: &'a Hotlines) -> Option<(usize, &'a str)> {
    let stands_alone = |at: usize, number: &str| {
        let joins = |c: char| c.is_alphanumeric() || c == '-';
        !text[..at].ends_with(joins) && !text[at + number.len()..].starts_with(joins)
    };
    let found = known(hotlines).into_iter().filter(|number| !number.is_empty()).flat_map(|number| {
        text.match_indices(number).map(move |(at, _)| (at, number)).find(|(at, number)| stands_alone(*at, number))
    });
    found.min_by_key(|(at, number)| (*at, usize::MAX - number.len()))
}

const fn known(hotlines: &Hotlines) -> [&str; 6] {
    let Hotlines { emergency, trafficking, violence, helpdesk, whatsapp, email } = hotlines;
    [emergency.as_str(), trafficking.as_str(), violence.as_str(), helpdesk.as_str(), whatsapp.as_str(), email.as_str()]
}

/// Where a hotline leads; `None` for anything else.
pub(super) fn link(number: &str, hotlines: &Hotlines) -> Option<String> {
    let is_known = !number.is_empty() && known(hotlines).contains(&number);
    is_known.then(|| match number.contains('@') {
        true => format!("mailto:{number}"),
        false => format!("tel:{}", number.replace(' ', "")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_hotlines_are_links() {
        let hotlines = Hotlines {
            emergency: "112".into(),
            trafficking: "800 290 290".into(),
            violence: "1522".into(),
            helpdesk: String::new(),
            whatsapp: "+39 1".into(),
            email: "a@example.org".into(),
        };
        let text = "Call 112 or \u{2068}800 290 290\u{2069}, not 1120 nor 3-112. a@example.org";
        let cut: Vec<_> = pieces(text, &hotlines).into_iter().map(|piece| (piece.words, piece.link)).collect();
        let plain = |words: &str| (words.to_owned(), None);
        let linked = |words: &str, link: &str| (words.to_owned(), Some(link.to_owned()));
        assert_eq!(
            cut,
            [
                plain("Call "),
                linked("112", "tel:112"),
                plain(" or \u{2068}"),
                linked("800 290 290", "tel:800290290"),
                plain("\u{2069}, not 1120 nor 3-112. "),
                linked("a@example.org", "mailto:a@example.org"),
                plain(""),
            ]
        );
    }
}
