//! Canned answers and macros as two colleagues write, review and use them.

use super::desk::Desk;
use gateway::console;
use serde_json::json;
use tests::{
    App, Engine, Worker,
    chromium::{Chromium, Look},
};

const ARABIC: &str = "مرحبا، أنا {operator}. رقم طلبك {reference}. في حالة الخطر اتصل بالرقم {emergency}.";

#[tokio::test(flavor = "multi_thread")]
async fn at_two_desks() {
    two_colleagues(Look::DESK, ["11-canned-desk", "11-review-desk"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_two_small_windows() {
    two_colleagues(Look::SMALL, ["11-canned-small", "11-review-small"]).await;
    two_colleagues(Look::SMALL.dark(), ["11-canned-dark", "11-review-dark"]).await;
}

async fn two_colleagues(look: Look, names: [&'static str; 2]) {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let mut worker = Worker::at_menu(&app, 1, "ar").await;
    worker.presses("person").await;
    worker.says("مرحبا").await;
    let ticket = app.tickets().await.pop().unwrap();
    let words = Desk::words();
    let writer = Desk::open(&chromium, look, names[0], &app.url).await;
    let reader = Desk::open(&chromium, look, names[1], &app.url).await;
    for (desk, role) in [(&writer, "operator"), (&reader, "mediator")] {
        let email = format!("{role}@example.org");
        let link =
            console::staff::add(&app.database.store, &app.url, (&email, "Anna Operatrice"), role, app.clock.now())
                .await
                .unwrap();
        desk.enter(&link, &email, None).await;
    }

    writer.go("/canned").await;
    writer.looked_at("none").await;
    writer.follow(&words.console_canned_new()).await;
    writer.window.wait_for_css("#title").await;
    writer.fill("title", "Richiesta ricevuta, numero e che cosa fare in caso di pericolo").await;
    writer.looked_at("new").await;
    writer.send("main form").await;
    writer.confirms(&words.console_canned_notice_added()).await;
    writer.window.click_css("#text-ar summary").await;
    writer.fill("body-ar", "{nome}").await;
    writer.send("#text-ar form").await;
    writer.window.wait_for_css("#body-ar-error").await;
    writer.looked_at("wrong").await;
    writer.fill("body-ar", ARABIC).await;
    writer.window.click_css("#text-ar [value=preview]").await;
    writer.window.wait_for_css("#text-ar .paper").await;
    writer.looked_at("preview").await;
    writer.send("#text-ar form").await;
    writer.confirms(&words.console_notice_saved()).await;

    // Not reviewed yet: a second press; then a colleague reviews it, and one is enough.
    let path = format!("/tickets/{}", ticket.id);
    writer.go(&path).await;
    writer.window.click_css("details.canned > summary").await;
    writer.looked_at("panel").await;
    writer.window.click_css(".canned-rows .use button").await;
    let asks = "var b = document.querySelector('.use button'); return b.textContent === arguments[0]";
    let _: bool = writer.window.wait("second press", asks, vec![json!(words.console_canned_use_anyway())]).await;
    writer.window.click_css(".canned-rows .use button").await;
    let in_box = "var box = document.getElementById('text'); return box.value";
    let typed: String = writer.window.wait("words", &format!("{in_box} || null"), vec![]).await;
    assert!(typed.contains(&ticket.reference) && typed.contains("112") && typed.contains("Anna"), "{typed}");

    reader.go("/canned?show=review").await;
    reader.looked_at("to-review").await;
    reader.window.click_css("tbody a").await;
    reader.window.click_css("#text-ar summary").await;
    reader.looked_at("text").await;
    reader.send("[action$='/review']").await;
    reader.confirms(&words.console_canned_notice_reviewed()).await;

    // Found as one types; used without leaving the page.
    reader.go(&path).await;
    reader.window.click_css("details.canned > summary").await;
    reader.fill("canned-q", "zucca").await;
    let empty = "return document.querySelectorAll('.canned-rows li').length === 0";
    let _: bool = reader.window.wait("an empty list", empty, vec![]).await;
    reader.fill("canned-q", "PERICOLO").await;
    reader.window.wait_for_css(".canned-rows li").await;
    reader.window.click_css(".canned-rows .use button").await;
    let typed: String = reader.window.wait("words", &format!("{in_box} || null"), vec![]).await;
    assert!(typed.contains(&ticket.reference), "{typed}");

    // A macro: written, shown, carried out.
    writer.go("/macros/new").await;
    writer.fill("title", "Ricevuta").await;
    for (list, value) in [("state", "waiting-for-worker"), ("topic", "pay"), ("priority", "high"), ("assign", "me")] {
        choose(&writer, list, value).await;
    }
    let first = "
        var list = document.getElementById('canned');
        list.selectedIndex = 1;
        return true";
    let _: bool = writer.window.ask(first, vec![]).await;
    writer.looked_at("macro").await;
    writer.send("main form").await;
    writer.confirms(&words.console_notice_saved()).await;
    writer.looked_at("macros").await;
    writer.go(&path).await;
    writer.window.click_css("details.canned > summary").await;
    writer.follow("Ricevuta").await;
    writer.window.wait_for_css("#sent").await;
    writer.looked_at("apply").await;
    writer.send("main form").await;
    writer.confirms(&words.console_canned_notice_applied()).await;
    worker.reads().await.has(&ticket.reference);
    assert_eq!(app.tickets().await[0].state, "waiting-for-worker");
}

async fn choose(desk: &Desk, list: &str, value: &str) {
    let list = desk.window.client.find(fantoccini::Locator::Id(list)).await.unwrap();
    list.select_by_value(value).await.unwrap();
}
