//! Opening hours and deadlines in Chromium: a coordinator changes the week and adds a holiday and sees what follows, an
//! operator sees the clocks, both see what is late. In every look.

use super::desk::Desk;
use bot::language::Language;
use gateway::{console, jobs::deadlines};
use jiff::SignedDuration;
use serde_json::json;
use tests::{
    App, Engine, Worker,
    chromium::{Chromium, Look},
};

#[tokio::test(flavor = "multi_thread")]
async fn at_a_desk() {
    works_through(Look::DESK, ["deadlines-wide", "deadlines-wide-operator"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_smallest_window_in_the_dark() {
    works_through(Look::SMALL.dark(), ["deadlines-dark", "deadlines-dark-operator"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_smallest_window() {
    works_through(Look::SMALL, ["deadlines-small", "deadlines-small-operator"]).await;
}

async fn works_through(look: Look, names: [&'static str; 2]) {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let words = Desk::words();
    let coordinator = member(&chromium, &app, look, names[0], "coordinator").await;
    coordinator.chooses(&words.console_deadlines()).await;
    coordinator.window.wait_for_css("#day-1").await;
    coordinator.looked_at("hours").await;

    // A mistake beside its field, with the words still there.
    coordinator.fill("day-2", "9:30-13, 12-18").await;
    coordinator.window.click_css("[name=do][value=save]").await;
    coordinator.window.wait_for_css("#day-2-error").await;
    let kept: String = coordinator.window.ask("return document.getElementById('day-2').value", vec![]).await;
    assert_eq!(kept, "9:30-13, 12-18");
    coordinator.looked_at("mistyped").await;

    // First looked at, then saved.
    coordinator.fill("day-2", "9:30-13, 14-18").await;
    coordinator.window.click_css("[name=do][value=preview]").await;
    coordinator.window.wait_for_css(".differs[role=status]").await;
    let tuesday = format!("{} 24/11/2026", words.console_weekday_2());
    assert_eq!(coordinator.row(&tuesday).await[1], "9:30-13:00, 14:00-18:00");
    coordinator.window.click_css("[name=do][value=save]").await;
    coordinator.confirms(&words.console_notice_saved()).await;

    // A patron saint; a date field is filled as its reader sees it, so by its value here.
    let fill = "var day = document.getElementById('day'); day.value = arguments[0]; return day.value";
    let _: String = coordinator.window.ask(fill, vec![json!("2026-11-25")]).await;
    coordinator.fill("why", "Santo patrono di Castelnuovo della Daunia").await;
    coordinator.send("form.new-exception").await;
    coordinator.window.wait_for_css("[action='/console/deadlines/exceptions/remove']").await;
    coordinator.confirms(&words.console_notice_saved()).await;
    let wednesday = format!("{} 25/11/2026", words.console_weekday_3());
    assert_eq!(coordinator.row(&wednesday).await[1], words.console_deadlines_closed());
    coordinator.looked_at("saved").await;

    coordinator.follow(&words.console_deadlines_nav_answers()).await;
    coordinator.window.wait_for_css("#first-normal").await;
    coordinator.fill("first-normal", "0:00").await;
    coordinator.send("[action='/console/deadlines/answers']").await;
    coordinator.window.wait_for_css("#first-normal-error").await;
    coordinator.looked_at("answers").await;
    coordinator.fill("first-normal", "2:00").await;
    coordinator.send("[action='/console/deadlines/answers']").await;
    coordinator.confirms(&words.console_notice_saved()).await;
    coordinator.follow(&words.console_deadlines_nav_late()).await;
    coordinator.window.wait_for_css(".empty").await;
    coordinator.looked_at("nothing-late").await;

    let mut worker = Worker::at_menu(&app, 1, "fr").await;
    worker.presses("person").await;
    worker.says("Bonjour").await;
    let operator = member(&chromium, &app, look, names[1], "operator").await;
    let ticket = app.tickets().await.pop().unwrap();
    operator.go(&format!("/tickets/{}", ticket.id)).await;
    operator.window.wait_for_css(".clock.runs").await;
    operator.looked_at("runs").await;
    app.clock.advance(SignedDuration::from_mins(100));
    operator.go(&format!("/tickets/{}", ticket.id)).await;
    operator.window.wait_for_css(".clock.soon").await;
    operator.looked_at("soon").await;
    app.later(SignedDuration::from_hours(1)).await;
    deadlines::run_once(&app.turns, app.clock.now()).await.unwrap();
    operator.go(&format!("/tickets/{}", ticket.id)).await;
    operator.window.wait_for_css(".clock.late").await;
    operator.looked_at("late").await;
    app.turns
        .attend(
            uuid::Uuid::now_v7(),
            ticket.id,
            bot::command::TicketCommand::Answer { text: bot::private::Private::new("Oui".to_owned()) },
        )
        .await
        .unwrap();
    operator.go(&format!("/tickets/{}", ticket.id)).await;
    operator.window.wait_for_css(".clock.met").await;
    operator.window.wait_for_css(".clock.stands").await;
    operator.looked_at("stands").await;

    // The worker writes, nobody answers in time: the coordinator sees the number and nothing more.
    worker.says("Et alors").await;
    app.later(SignedDuration::from_hours(24 * 4)).await;
    deadlines::run_once(&app.turns, app.clock.now()).await.unwrap();
    coordinator.go("/deadlines/late").await;
    let row = coordinator.row(&ticket.reference).await;
    assert_eq!(row[1], words.console_deadlines_next_answer());
    assert!(!coordinator.window.text().await.contains("Et alors"));
    coordinator.looked_at("late").await;

    operator.go("/notifications/settings").await;
    operator.looked_at("settings").await;
    operator.window.click_css("#email").await;
    operator.send("main form").await;
    operator.confirms(&words.console_notice_saved()).await;
    assert_eq!(words.tag(), Language::Italian.tag());
}

async fn member(chromium: &Chromium, app: &App, look: Look, name: &'static str, role: &str) -> Desk {
    let desk = Desk::open(chromium, look, name, &app.url).await;
    let email = format!("{role}@example.org");
    let link =
        console::staff::add(&app.database.store, &app.url, (&email, "Qualcuno"), role, app.clock.now()).await.unwrap();
    desk.enter(&link, &email, None).await;
    desk
}
