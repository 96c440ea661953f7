//! Codes that are tried: counted one after the other, by who tries and by what is tried, and answered the same.

use super::{asked, elsewhere, first, fr, linked, other};
use bot::{reference::Reference, text};
use futures::future::join_all;
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{App, Engine, Worker};

async fn tries(app: &App) -> Vec<i32> {
    let rows: Vec<(i32,)> = app.rows("SELECT tries FROM guess ORDER BY tries").await;
    rows.into_iter().map(|(tries,)| tries).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_hundred_tries_at_once_ten_are_looked_at() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (reference, code) = asked(&app, 1).await;
        let mut second = elsewhere(&app, 2, &reference).await;
        let number: u32 = code.parse().unwrap();
        let updates: Vec<_> =
            (1..=200).map(|n| app.telegram.text(2, &format!("{reference} {:06}", (number + n) % 1_000_000))).collect();
        // A database that is asked too much at once says "come again", and a provider does.
        let again = async |update: &serde_json::Value| while app.deliver(update).await != StatusCode::OK {};
        join_all(updates.iter().map(again)).await;
        // Two hundred by this sender, ten of them at this request.
        assert_eq!(tries(&app).await, [10, 200]);
        second.reads().await;
        // Even the right one, and the answer is that of a wrong one.
        let heard = second.says(&format!("{reference} {code}")).await;
        heard.has(&fr(&text::link_wrong()));
        heard.has_not(&fr(&text::link_offer()));
        // Whoever else has the receipt is not locked out.
        linked(&app, 3, &reference, &code).await;
        assert_eq!(tries(&app).await, [0, 10, 201], "a right code is no guess");

        app.later(SignedDuration::from_hours(24) + SignedDuration::from_secs(1)).await;
        second.says(&format!("{reference} {code}")).await.has(&fr(&text::link_offer()));
    }
}

#[tokio::test]
async fn a_number_that_does_not_exist_is_answered_and_counted_like_one_that_does() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (reference, code) = asked(&app, 1).await;
        let nobodys = Reference::from_entropy(42).to_string();
        let mut heard = Vec::new();
        for (chat, number) in [(2, reference.as_str()), (3, nobodys.as_str())] {
            let mut guesser = elsewhere(&app, chat, &reference).await;
            for _ in 0..12 {
                heard.push(guesser.says(&format!("{number} {}", other(&code))).await.text());
            }
        }
        heard.dedup();
        assert_eq!(heard.len(), 1, "wrong, unknown and too often sound the same: {heard:?}");
        assert_eq!(tries(&app).await, [10, 10, 12, 12]);
    }
}

#[tokio::test]
async fn after_a_hundred_tries_the_right_code_needs_a_yes_of_the_first_chat() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (reference, code) = asked(&app, 1).await;
        for chat in 10..20 {
            let mut guesser = elsewhere(&app, chat, &reference).await;
            for _ in 0..10 {
                guesser.says(&format!("{reference} {}", other(&code))).await;
            }
        }
        // The rightful person hears what a guesser hears, so that nobody learns that a code was right…
        let mut second = elsewhere(&app, 2, &reference).await;
        let heard = second.says(&format!("{reference} {code}")).await;
        heard.has(&fr(&text::link_wrong()));
        heard.has_not(&fr(&text::link_offer()));
        app.a_day_later().await;
        assert_eq!(app.count("channel_link").await, 1);
        second.says("menu").await;
        second.presses("requests").await.has_not("La réponse");
        // …and is let in by their first chat.
        let mut first: Worker<'_> = first(&app).await;
        first.says("c'est moi").await.has(&fr(&text::link_joined()));
        second.reads().await.has(&fr(&text::link_done()));
        second.says("menu").await;
        second.presses("requests").await.has(&fr(&text::requests_answer("La réponse")));
    }
}
