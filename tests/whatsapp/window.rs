//! 24 hours after somebody's last message an answer is held; they are told once, by a template without content, and it
//! comes when they write.

use super::{DAY, after, answer, asked, fr, has, outbox};
use bot::{command::TicketCommand, text};
use serde_json::{Value, json};
use tests::{
    App, Engine,
    app::Ticket,
    whatsapp::{Graph, Person, deliver, delivery, status, value},
};

const NOTICE: &str = "\"answer_waiting\" \"fr\"";

fn held() -> (String, Option<String>) {
    ("held".to_owned(), Some("window".to_owned()))
}

/// They write, and read first what was held, in its order, then what follows.
async fn reads_what_waited(person: &mut Person<'_>, ticket: &Ticket, answers: &[&str]) {
    after(person.app, DAY).await;
    let heard = person.says("menu").await;
    let at =
        |part: &str| heard.iter().position(|words| words.contains(part)).unwrap_or_else(|| panic!("{part}: {heard:?}"));
    let places: Vec<_> =
        answers.iter().map(|words| at(&fr(&text::answer_frame(*words, ticket.reference.as_str())))).collect();
    assert!(places.is_sorted(), "{heard:?}");
}

async fn states(app: &App, last: usize) -> Vec<(String, Option<String>)> {
    let mut all = outbox(app).await;
    all.split_off(all.len() - last)
}

#[tokio::test]
async fn an_answer_outside_goes_as_a_template_once_and_comes_when_they_write() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        after(&app, DAY - 1).await;
        app.attend(ticket.id, answer("À temps")).await;
        has(&person.reads().await, "À temps");
        after(&app, 1).await;
        for words in ["Un", "Deux", "Trois"] {
            app.attend(ticket.id, answer(words)).await;
        }
        assert_eq!(person.reads().await, [NOTICE], "once, and nothing of what waits");
        let sent = person.got().pop().unwrap().body;
        let whole = json!({"type": "template", "template": {"name": "answer_waiting", "language": {"code": "fr"}}});
        for field in ["type", "template"] {
            assert_eq!(sent[field], whole[field], "no words of anybody");
        }
        after(&app, 3 * DAY).await;
        assert!(person.reads().await.is_empty(), "nobody insists");
        assert_eq!(states(&app, 4).await.iter().filter(|state| **state == held()).count(), 3);

        reads_what_waited(&mut person, &ticket, &["Un", "Deux", "Trois"]).await;
        assert!(outbox(&app).await.iter().all(|(state, _)| state == "sent"));
        // The next time they are told anew.
        after(&app, DAY).await;
        app.attend(ticket.id, answer("Quatre")).await;
        assert_eq!(person.reads().await, [NOTICE]);
    }
}

/// What waits is no answer to "stop": it waits on, and nobody is told of more.
#[tokio::test]
async fn who_says_stop_gets_nothing_of_what_was_held() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        after(&app, DAY).await;
        app.attend(ticket.id, answer("Un")).await;
        app.attend(ticket.id, TicketCommand::HandBack).await;
        assert_eq!(person.reads().await, [NOTICE]);
        assert_eq!(person.says("stop").await, [fr(&text::stopped())]);
        after(&app, DAY).await;
        app.attend(ticket.id, answer("Deux")).await;
        assert!(person.reads().await.is_empty());
        reads_what_waited(&mut person, &ticket, &["Un", "Deux"]).await;
    }
}

#[tokio::test]
async fn the_providers_own_clock_does_the_same() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        graph.refuse_next(400, 131_047);
        app.attend(ticket.id, answer("Un")).await;
        app.settled().await;
        has(&person.reads().await, "answer_waiting");
        assert!(states(&app, 4).await.contains(&held()));
        reads_what_waited(&mut person, &ticket, &["Un"]).await;

        // Or it takes the message and finds out later.
        app.attend(ticket.id, answer("Deux")).await;
        has(&person.reads().await, "Deux");
        after(&app, 1).await;
        let sent = person.got().pop().unwrap();
        let mut failed = status(&sent, "failed");
        failed["errors"] = json!([{"code": 131_047, "title": "Re-engagement message"}]);
        let told = delivery(&[value(&sent.number, &json!({"statuses": [failed]}))]);
        for _ in 0..2 {
            assert_eq!(deliver(&app, &told).await, 200);
        }
        app.settled().await;
        assert_eq!(person.reads().await, [NOTICE], "once, however often it is told");
        reads_what_waited(&mut person, &ticket, &["Deux"]).await;
    }
}

/// A template that is missing ends its notice, not the channel: what is inside the window goes on.
#[tokio::test]
async fn without_its_template_the_channel_goes_on() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        after(&app, DAY).await;
        graph.refuse_next(404, 132_001);
        app.attend(ticket.id, answer("Un")).await;
        app.settled().await;
        assert!(person.reads().await.is_empty());
        let mut last = states(&app, 2).await;
        last.sort();
        assert_eq!((last[0].0.as_str(), &last[1]), ("failed", &held()));
        assert!(last[0].1.as_ref().unwrap().contains("APPRODO_WHATSAPP__TEMPLATE"));
        reads_what_waited(&mut person, &ticket, &["Un"]).await;
    }
}

/// The template is in the worker's language, or in the one that they read.
#[tokio::test]
async fn the_template_speaks_a_language_that_meta_has() {
    let (app, graph) = Graph::with_app(Engine::Sqlite).await;
    for (i, (language, code)) in
        [("ur", "ur"), ("ar", "ar"), ("wo", "fr"), ("pcm", "en"), ("it", "it")].iter().enumerate()
    {
        let mut person = Person::new(&app, &graph, &format!("1650555{i:04}"));
        person.says("hello").await;
        person.presses(language).await;
        person.presses("person").await;
        person.says("Hello?").await;
        let ticket = app.tickets().await.pop().unwrap();
        after(&app, DAY).await;
        app.attend(ticket.id, answer("…")).await;
        person.reads().await;
        let sent: Value = person.got().pop().unwrap().body;
        assert_eq!(sent["template"]["language"]["code"], *code, "{language}");
    }
}
