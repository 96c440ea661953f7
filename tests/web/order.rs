//! The order of a conversation is given, not measured: what is written by two gateways whose clocks differ, or is released later,
//! a page that is open sees once each, in order.

use super::{Page, list};
use bot::{command::TicketCommand, private::Private};
use jiff::SignedDuration;
use serde_json::Value;
use tests::{App, Engine};
use uuid::Uuid;

/// As if everything so far had been written by a gateway whose clock is far ahead: ids begin with their moment. (Their words
/// cannot be opened any more, because a sealed value is bound to its row.)
async fn written_far_ahead(app: &App) {
    let statements = if app.turns.store().has_one_writer() {
        [
            "UPDATE message SET id = unhex('FE' || substr(hex(id), 3))",
            "UPDATE outbox SET message_id = unhex('FE' || substr(hex(message_id), 3))",
        ]
    } else {
        [
            "UPDATE message SET id = ('fe' || substr(id::text, 3))::uuid",
            "UPDATE outbox SET message_id = ('fe' || substr(message_id::text, 3))::uuid",
        ]
    };
    for statement in statements {
        app.damage(statement).await;
    }
}

async fn answers(app: &App, ticket: Uuid, words: &str) {
    let answer = TicketCommand::Answer { text: Private::new(words.to_owned()) };
    app.turns.attend(Uuid::now_v7(), ticket, answer).await.unwrap();
}

/// What a page that is open sees: it asks after what it has, and waits.
struct Open<'a> {
    page: &'a Page<'a>,
    after: String,
    seen: Vec<String>,
}

impl<'a> Open<'a> {
    async fn new(page: &'a Page<'a>) -> Self {
        let mut open = Self { page, after: String::new(), seen: Vec::new() };
        open.take(&page.fetch("").await);
        open.seen.clear();
        open
    }

    async fn waits(&mut self) {
        let news = self.page.fetch(&format!("?wait=1&after={}", self.after)).await;
        self.take(&news);
    }

    fn take(&mut self, fetched: &Value) {
        if let Some(next) = fetched["next"].as_str() {
            next.clone_into(&mut self.after);
        }
        let texts = list(fetched).iter().map(|message| message["text"].as_str().unwrap().to_owned());
        self.seen.extend(texts);
    }

    /// Of these words those that were seen, in the order in which they were.
    fn of<'w>(&self, words: &[&'w str]) -> Vec<&'w str> {
        self.seen.iter().flat_map(|text| words.iter().filter(|words| text.contains(**words)).copied()).collect()
    }
}

/// A page with a question to a person.
async fn asked<'a>(app: &'a App) -> (Page<'a>, Uuid) {
    let page = Page::at_menu(app, "fr").await;
    page.presses("person", "1|menu|person").await;
    page.says("question", "Bonjour").await;
    let ticket = app.tickets().await.pop().unwrap();
    (page, ticket.id)
}

#[tokio::test]
async fn an_open_page_misses_nothing_of_a_gateway_whose_clock_is_behind() {
    const WORDS: [&str; 5] = ["la première", "la deuxième", "la troisième", "la quatrième", "la cinquième"];
    for engine in Engine::all() {
        for behind in [SignedDuration::from_secs(1), SignedDuration::from_hours(1)] {
            let app = App::start(engine).await;
            let other = match engine {
                Engine::Sqlite => None,
                Engine::Postgres => Some(app.beside(app.clock.now() - behind).await),
            };
            let (page, ticket) = asked(&app).await;
            written_far_ahead(&app).await;
            let mut open = Open::new(&page).await;
            // One gateway has SQLite for itself, and its clock can be set back.
            app.clock.advance(if other.is_none() { -behind } else { SignedDuration::ZERO });
            for (i, words) in WORDS.into_iter().enumerate() {
                let gateway = other.as_ref().filter(|_| i % 2 == 0).unwrap_or(&app);
                let wrote = answers(gateway, ticket, words);
                tokio::join!(wrote, open.waits());
            }
            assert_eq!(open.of(&WORDS), WORDS, "{engine:?} {behind}: each once, in order");
        }
    }
}

/// The answer is held, then the page sees something that comes after it, then it is released.
#[tokio::test]
async fn what_is_released_later_is_news_to_an_open_page() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (page, ticket) = asked(&app).await;
        page.says("stop", "stop").await;
        answers(&app, ticket, "la réponse retenue").await;
        page.says("stop-again", "stop").await;
        let mut open = Open::new(&page).await;
        page.says("back", "me voilà").await;
        open.waits().await;
        assert_eq!(open.of(&["la réponse retenue", "me voilà"]), ["la réponse retenue", "me voilà"], "{engine:?}");
        let all = page.fetch("").await;
        let count = list(&all).iter().filter(|m| m["text"].as_str().unwrap().contains("la réponse retenue")).count();
        assert_eq!(count, 1, "after a reload, too");
        assert_eq!(list(&page.fetch(&format!("?after={}", open.after)).await).len(), 0, "and not again");
    }
}

/// A page of an older release stays open over an update: it names the last message, not a place.
#[tokio::test]
async fn an_old_page_goes_on() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (page, ticket) = asked(&app).await;
        written_far_ahead(&app).await;
        let fetched = page.fetch("").await;
        let last = list(&fetched).last().unwrap()["id"].as_str().unwrap().to_owned();
        answers(&app, ticket, "la réponse").await;
        let news = page.fetch(&format!("?wait=1&after={last}")).await;
        assert!(list(&news)[0]["text"].as_str().unwrap().contains("la réponse"), "{news}");
        // What was erased meanwhile is named in vain: everything that there is is new.
        let gone = page.fetch(&format!("?after={}", Uuid::now_v7())).await;
        assert_eq!(list(&gone).len(), list(&fetched).len() + list(&news).len());
        // A place in a conversation that is no more means the beginning of the one that is.
        let gone = page.fetch(&format!("?after={}.99", Uuid::now_v7())).await;
        assert_eq!(list(&gone).len(), list(&fetched).len() + list(&news).len());
    }
}
