//! The list of call-backs in Chromium: empty, full, one entry with its number and its rules, an outcome. In every look.

use super::desk::Desk;
use gateway::console;
use tests::{
    Engine,
    chromium::{Chromium, Look},
    voice::{Caller, start},
};
use uuid::Uuid;

#[tokio::test(flavor = "multi_thread")]
async fn at_a_desk() {
    works_through(Look::DESK, "9-calls-wide").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_smallest_window() {
    works_through(Look::SMALL, "9-calls-small").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_dark() {
    works_through(Look::SMALL.dark(), "9-calls-dark").await;
}

async fn works_through(look: Look, name: &'static str) {
    let Some(chromium) = Chromium::start().await else { return };
    let (app, exchange) = start(Engine::Sqlite, None).await;
    let desk = Desk::open(&chromium, look, name, &app.url).await;
    let link = console::staff::add(
        &app.database.store,
        &app.url,
        ("someone@example.org", "Operatrice"),
        "operator",
        app.clock.now(),
    );
    desk.enter(&link.await.unwrap(), "someone@example.org", None).await;
    let words = Desk::words();

    desk.go("/call-backs").await;
    assert!(desk.window.text().await.contains(&words.console_callbacks_none()));
    desk.looked_at("none").await;

    // Danger; a safe time with a yes to leaving a message; one who hung up; a message that waits for a person.
    for (place, keys) in ["14", "12131", "", "1"].into_iter().enumerate() {
        Caller::at(&app, &exchange, &format!("+39333000020{place}"), keys).await.hangs_up().await;
    }
    Caller::at(&app, &exchange, "+393330000209", "11").await.speaks_and_hangs_up(9).await;
    desk.go("/call-backs").await;
    let list = desk.window.text().await;
    assert!(list.contains(&words.console_callback_danger()) && !list.contains("3330000"), "{list}");
    desk.looked_at("list").await;

    let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM callback ORDER BY id").await;
    desk.go(&format!("/call-backs/{}", ids[0].0)).await;
    let entry = desk.window.text().await;
    assert!(entry.contains("333") && entry.contains(&words.console_callback_message_no()), "{entry}");
    desk.looked_at("entry").await;
    desk.window.click_css("[name=outcome][value=no-answer]").await;
    desk.confirms(&words.console_notice_call_noted()).await;
    desk.looked_at("noted").await;

    let ticket = app.tickets().await.pop().unwrap();
    desk.go(&format!("/tickets/{}", ticket.id)).await;
    assert!(desk.window.text().await.contains(&words.console_voice_answer()));
    desk.looked_at("ticket").await;
}
