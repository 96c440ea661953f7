//! Two desks in Chromium: on duty, a note that names a colleague, taking over from them, a conflict, and the pages around.

use super::desk::Desk;
use gateway::console;
use tests::{
    App, Engine, Worker,
    chromium::{Chromium, Look},
};

#[tokio::test(flavor = "multi_thread")]
async fn at_two_desks() {
    works_through(Look::DESK, "10-handling-wide", "10-handling-other").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_smallest_window_in_the_dark() {
    works_through(Look::SMALL.dark(), "10-handling-dark", "10-handling-small").await;
}

async fn desk(chromium: &Chromium, app: &App, look: Look, name: &'static str, who: (&str, &str, &str)) -> Desk {
    let (person, email, role) = who;
    let desk = Desk::open(chromium, look, name, &app.url).await;
    let link =
        console::staff::add(&app.database.store, &app.url, (email, person), role, app.clock.now()).await.unwrap();
    desk.enter(&link, email, None).await;
    desk
}

async fn works_through(look: Look, name: &'static str, other: &'static str) {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let words = Desk::words();
    let first = desk(&chromium, &app, look, name, ("Operatrice Prima", "one@example.org", "operator")).await;
    let light = Look { dark: false, ..look };
    let second = desk(&chromium, &app, light, other, ("Mediatore Secondo", "two@example.org", "mediator")).await;

    first.go("/duty").await;
    first.looked_at("off-duty").await;
    first.window.click_css("#speaks-ar").await;
    first.send("form[action='/console/duty']").await;
    first.confirms(&words.console_notice_saved()).await;
    first.send("[action='/console/duty/on']").await;
    first.confirms(&words.console_handling_notice_on_duty(0_usize)).await;
    let mut worker = Worker::at_menu(&app, 1, "ar").await;
    worker.presses("person").await;
    worker.says("صاحب العمل أخذ جواز سفري").await;
    let id = app.tickets().await[0].id;
    first.go("/duty").await;
    first.looked_at("on-duty").await;

    // It is hers; she asks a colleague.
    let ticket = format!("/tickets/{id}");
    first.go(&ticket).await;
    first.window.click_css("#notes summary").await;
    first.fill("note", "@Mediatore, puoi sentire tu? Parla meglio la mattina.").await;
    first.send("[action$='/notes']").await;
    first.confirms(&words.console_handling_notice_noted()).await;
    first.window.click_css("#sort summary").await;
    first.window.click_css("#assign summary").await;
    first.window.click_css("#happened summary").await;
    first.window.click_css("#together summary").await;
    first.looked_at("ticket").await;

    // He reads the note and takes over, after the page has named her; then she is late.
    second.go(&ticket).await;
    assert!(second.window.text().await.contains("puoi sentire tu?"));
    second.send("[action$='/take-over']").await;
    second.window.wait_for_css("[name=confirmed]").await;
    let said = second.window.text().await;
    assert!(said.contains("Operatrice Prima") && said.contains(&words.console_handling_take_over_no_draft()), "{said}");
    second.looked_at("take-over").await;
    second.send("main [action$='/take-over']").await;
    second.confirms(&words.console_notice_taken_over()).await;
    first.send("[action$='/wait']").await;
    first.window.wait_for_css(".alert[role=alert]").await;
    let said = first.window.text().await;
    assert!(said.contains("Mediatore Secondo") && said.contains(&words.console_handling_conflict()), "{said}");
    first.looked_at("conflict").await;
    first.send("main [action$='/wait']").await;
    first.confirms(&words.console_handling_notice_waiting()).await;

    // With the keyboard alone: the colleagues, one of them, done.
    second.go(&format!("{ticket}/assign")).await;
    second.looked_at("assign").await;
    second.go(&format!("{ticket}/history")).await;
    second.looked_at("history").await;
    second.go(&format!("{ticket}/split-off")).await;
    second.looked_at("split").await;
    let coordinator = desk(&chromium, &app, look, name, ("Coordinatrice", "three@example.org", "coordinator")).await;
    coordinator.go("/topics").await;
    coordinator.fill("italian", "Trasporto con il furgone e costi trattenuti dalla paga").await;
    coordinator.fill("english", "Transport").await;
    coordinator.send("main .narrow [action='/console/topics']").await;
    coordinator.confirms(&words.console_notice_saved()).await;
    coordinator.looked_at("topics").await;
}
