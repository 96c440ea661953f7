//! When somebody wrote, where that was well before it came: a telephone without a network, a provider that was away.

use super::{
    member::{Member, ticket_page},
    words,
};
use serde_json::json;
use tests::{App, Engine, Worker};

#[tokio::test]
async fn a_message_that_came_late_tells_when_it_was_written() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        let now = app.clock.now().as_second();
        worker.does(&app.telegram.message(1, json!({"text": "à l'heure", "date": now - 60}))).await;
        let operator = Member::of(&app, "operator").await;
        let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
        let yesterday = words().console_message_written("22/11/2026 10:00");
        assert!(!operator.page(&ticket_page(ticket.id)).await.contains(&yesterday[..10]));
        worker.does(&app.telegram.message(1, json!({"text": "en retard", "date": now - 24 * 60 * 60}))).await;
        let page = operator.page(&ticket_page(ticket.id)).await;
        assert_eq!(page.matches(&yesterday).count(), 1, "{page}");
    }
}
