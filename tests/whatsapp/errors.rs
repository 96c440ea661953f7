//! What the provider's refusals lead to, through the whole service. The table of codes is tested beside it.

use super::{after, answer, asked, has};
use tests::{
    App, Engine,
    whatsapp::{Failure, Graph},
};

async fn last_row(app: &App) -> (String, i32, Option<String>, i64) {
    let rows: Vec<(String, i32, Option<String>, i64)> =
        app.rows("SELECT state, attempts, error, due_at FROM outbox ORDER BY message_id DESC LIMIT 1").await;
    let (state, attempts, error, due) = rows[0].clone();
    (state, attempts, error, due - app.clock.now().as_millisecond())
}

#[tokio::test]
async fn pauses_are_kept_and_everything_comes_once_in_its_order() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        let page = "<html>Bad Gateway</html>".to_owned();
        // What goes wrong, and after how many milliseconds it is tried again, at the earliest and at the latest.
        let kinds = [
            (Failure::Answer(429, Some(30), String::new()), 30_000..=30_000),
            (Failure::Answer(429, None, String::new()), 5_000..=5_000),
            (Failure::Answer(503, Some(7), page.clone()), 7_000..=7_000),
            (Failure::Answer(502, None, page), 1_000..=1_250),
            // Taken, perhaps: its status has a minute.
            (Failure::Answer(200, None, "{\"messages\":[{\"id\":\"wam".to_owned()), 60_000..=60_000),
        ];
        for (i, (failure, pause)) in kinds.into_iter().enumerate() {
            graph.fail_next(failure);
            for words in ["Un", "Deux"] {
                app.attend(ticket.id, answer(&format!("{words} {i}"))).await;
            }
            assert!(person.reads().await.is_empty(), "{i}: the second does not overtake the first");
            after(&app, pause.start() - 1).await;
            assert!(person.reads().await.is_empty(), "{i}: not before");
            after(&app, pause.end() - pause.start() + 1).await;
            let read = person.reads().await;
            assert_eq!(read.len(), 2, "{i}: {read:?}");
            assert!(read[0].contains(&format!("Un {i}")) && read[1].contains(&format!("Deux {i}")), "{read:?}");
        }
    }
}

#[tokio::test]
async fn a_wrong_token_pauses_the_channel_and_loses_nothing() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        graph.refuse_next(401, 190);
        app.attend(ticket.id, answer("Voici")).await;
        assert_eq!(last_row(&app).await.3, 60_000);
        let outage: Vec<(String, String)> = app.rows("SELECT channel, cause FROM outage").await;
        assert_eq!(outage[0].0, "whatsapp");
        assert!(outage[0].1.contains("APPRODO_WHATSAPP__TOKEN"), "{outage:?}");
        after(&app, 60_000).await;
        has(&person.reads().await, "Voici");
        assert_eq!(app.count("outage").await, 0);
    }
}

#[tokio::test]
async fn who_cannot_be_reached_is_left_alone_until_they_write() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        graph.refuse_next(400, 131_026);
        app.attend(ticket.id, answer("Un")).await;
        let (state, _, error, _) = last_row(&app).await;
        assert_eq!((state.as_str(), error.as_deref()), ("failed", Some("blocked")));
        let attempts = graph.attempts();
        app.attend(ticket.id, answer("Deux")).await;
        after(&app, 3_600_000).await;
        assert_eq!(graph.attempts(), attempts);
        has(&person.says("menu").await, "Deux");
    }
}

#[tokio::test]
async fn what_is_refused_is_refused_once() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, ticket) = asked(&app, &graph).await;
        graph.refuse_next(400, 131_009);
        app.attend(ticket.id, answer("Un")).await;
        assert_eq!((last_row(&app).await.0.as_str(), last_row(&app).await.1), ("failed", 1));
        let attempts = graph.attempts();
        after(&app, 3_600_000).await;
        assert_eq!(graph.attempts(), attempts);
        app.attend(ticket.id, answer("Deux")).await;
        has(&person.reads().await, "Deux");
    }
}
