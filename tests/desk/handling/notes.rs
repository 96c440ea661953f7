//! Notes among colleagues: sealed, never seen by the worker, and whoever is named is told.

use super::{asks, colleague, does, notified, refused, words};
use crate::desk::member::ticket_page;
use reqwest::StatusCode;
use tests::{App, Engine, Worker};

const NOTE: &str = "Il capo la aspetta fuori <b>ogni sera</b>. @Seconda, senti la cooperativa?";

#[tokio::test]
async fn a_note_is_sealed_and_whoever_it_names_is_told_and_follows() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let id = asks(&app, 1, "Bonjour").await.id;
        let (first, _) = colleague(&app, "operator", "Prima").await;
        let (second, b) = colleague(&app, "mediator", "Seconda Lunga").await;
        let (_, c) = colleague(&app, "focal-point", "Terza").await;
        let (_, coordinator) = colleague(&app, "coordinator", "Quarta").await;
        let empty = refused(&first, id, "notes", &[("note", " \r\n ")], StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(empty.contains(&words().console_error_empty()));
        let long = "nota ".repeat(1000);
        let kept = refused(&first, id, "notes", &[("note", &long)], StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(kept.contains(long.trim()), "what was typed stays");
        assert_eq!(app.count("note").await, 0);

        let named = c.to_string();
        // Who reads no conversation cannot be named.
        let other = coordinator.to_string();
        let fields = [("note", NOTE), ("mention", named.as_str()), ("mention", other.as_str())];
        let shown = does(&first, id, "notes", &fields).await;
        assert!(shown.contains(&words().console_handling_notice_noted()));
        assert!(shown.contains("&lt;b&gt;ogni sera") || shown.contains("&#60;b&#62;ogni sera"), "{shown}");
        assert!(second.page(&ticket_page(id)).await.contains("senti la cooperativa"));
        let mut told = notified(&app, "mentioned").await;
        told.sort_unstable();
        assert_eq!(told, [b, c]);
        assert_eq!(app.count("ticket_follower").await, 2);
        let rows: Vec<(Vec<u8>,)> = app.rows("SELECT body_sealed FROM note").await;
        for word in ["capo", "cooperativa", "mentions"] {
            assert!(!rows[0].0.windows(word.len()).any(|part| part == word.as_bytes()), "{word} can be read in SQL");
        }
        let plain: Vec<(String, String)> = app.rows("SELECT kind, detail FROM ticket_event").await;
        assert!(plain.iter().all(|(kind, detail)| !format!("{kind}{detail}").contains("capo")));
        // The worker hears nothing of it, nor finds it.
        let mut worker = Worker::new(&app, 1);
        worker.reads().await.has_not("capo");
        worker.says("menu").await;
        worker.presses("requests").await.has_not("capo");
        // Erased with the person.
        worker.says("effacer mes données").await;
        worker.presses("erase-yes").await;
        app.a_day_later().await;
        assert_eq!(
            (app.count("note").await, app.count("notification").await, app.count("ticket_event").await),
            (0, 0, 0)
        );
    }
}
