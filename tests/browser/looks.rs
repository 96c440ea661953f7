//! How every page looks in the smallest window and in the dark: nothing hangs over, every button can be hit, all text
//! can be read.

use super::{desk::Desk, worker::Worker};
use bot::{command::TicketCommand, language::Language, private::Private, text};
use gateway::console;
use serde_json::json;
use tests::{
    App, Engine,
    chromium::{Chromium, Look},
};

const WORDS: &str = "Rue Jean-Jaurès-Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik, https://example.org/a/very/long/address/that/\
                     has/no/place/to/break?because=nobody&thought=of&small=telephones 🙏🏾";

#[tokio::test(flavor = "multi_thread")]
async fn everything_fits_the_smallest_window() {
    every_page(Look::SMALL, ["3-small-worker", "3-small-desk", "3-small-point"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_can_be_read_in_the_dark() {
    every_page(Look::SMALL.dark(), ["3-dark-worker", "3-dark-desk", "3-dark-point"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_has_room_at_a_desk() {
    every_page(Look::DESK, ["3-wide-worker", "3-wide-desk", "3-wide-point"]).await;
}

async fn every_page(look: Look, names: [&'static str; 3]) {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    worker(&chromium, &app, look, names[0]).await;

    let desk = Desk::open(&chromium, look, names[1], &app.url).await;
    desk.go("/login").await;
    desk.looked_at("log-in").await;
    let link = console::set_up_link(&app.database.store, &app.url, app.clock.now()).await.unwrap().unwrap();
    desk.go(link.split_once("/console").unwrap().1).await;
    desk.looked_at("set-up").await;
    desk.enter(&link, "administrator@example.org", Some("Amministrazione di Montecorvino Pugliano")).await;
    for (path, of) in [
        ("/staff", "staff"),
        ("/texts?show=hotlines", "hotlines"),
        ("/quarantine", "quarantine"),
        ("/nowhere", "problem"),
    ] {
        desk.go(path).await;
        desk.looked_at(of).await;
    }
    desk.invite("Operator", "an.operator.with.a.long.address@mediatori.helpdesk.example.org", "focal-point").await;
    desk.looked_at("invited").await;

    let point = Desk::open(&chromium, look, names[2], &app.url).await;
    let link = console::staff::add(
        &app.database.store,
        &app.url,
        ("focal-point@example.org", "Focal Point"),
        "focal-point",
        app.clock.now(),
    )
    .await
    .unwrap();
    point.enter(&link, "focal-point@example.org", None).await;
    point.looked_at("tickets").await;
    let reference = point.window.ask("return document.querySelector('tbody a').textContent", vec![]).await;
    let reference: String = reference;
    point.follow(&reference).await;
    point.window.wait_for_css("#text").await;
    point.looked_at("ticket").await;
    point
        .window
        .ask::<Option<bool>>("document.querySelectorAll('details').forEach(function (d) { d.open = true; })", vec![])
        .await;
    point.looked_at("conversation").await;
    point.go("/focal-point").await;
    point.looked_at("queue").await;
    point.follow(&reference).await;
    point.window.wait_for_css("#checked").await;
    point.looked_at("sheet").await;
    point.go("/tickets?reference=1").await;
    point.looked_at("mistyped").await;
}

/// The worker's page at its fullest: languages, menu, a long list, two columns of small buttons, long words, an answer.
async fn worker(chromium: &Chromium, app: &App, look: Look, name: &'static str) {
    let worker = Worker::arrive(chromium, look, name, &app.url, Language::Wolof).await;
    seen(&worker, "menu").await;
    worker.report(&[text::choice_no(), text::choice_about_me()]).await;
    worker.hears(&text::ask_region()).await;
    seen(&worker, "regions").await;
    worker.goes_down().await;
    seen(&worker, "regions-end").await;
    worker.tap_label("Calabria").await;
    worker.tap_label("Reggio Calabria").await;
    worker.tap(&text::choice_sector_care()).await;
    seen(&worker, "pay").await;
    worker.tap(&text::choice_pay_none_paid()).await;
    worker.tap(&text::choice_continue()).await;
    // Hours to the number of workers, and whether there are minors; since when.
    for _ in 0..8 {
        worker.tap(&text::choice_skip()).await;
    }
    worker.hears(&text::ask_stay()).await;
    seen(&worker, "stay").await;
    worker.tap(&text::choice_stay_none()).await;
    worker.tap(&text::choice_yes()).await;
    worker.tap(&text::choice_no()).await;
    worker.tap(&text::choice_willing_help()).await;
    worker.write(WORDS).await;
    worker.tap(&text::choice_continue()).await;
    worker.tap(&text::choice_contact_wait()).await;
    worker.hears(&text::summary_ask()).await;
    seen(&worker, "summary").await;
    worker.tap(&text::choice_send()).await;
    let reference = worker.reference().await;
    let ticket = gateway::store::ticket::by_reference(&app.database.store, reference).await.unwrap().unwrap();
    app.attend(ticket, TicketCommand::Answer { text: Private::new(WORDS.to_owned()) }).await;
    worker.hears(&text::person_here()).await;
    seen(&worker, "answer").await;
    beside(&worker, app).await;
}

/// What is not the conversation: the list behind the dots, the texts without network, a recording, the form.
async fn beside(worker: &Worker, app: &App) {
    let shown = async |id: &str| {
        let visible = "return !document.getElementById(arguments[0]).hidden";
        let _: bool = worker.window.wait(id, visible, vec![json!(id)]).await;
    };
    worker.window.click_css("#more").await;
    shown("extras").await;
    seen(worker, "more").await;
    worker.window.click_css("#read").await;
    shown("reading").await;
    seen(worker, "reading").await;
    worker.window.click_css("#back").await;
    worker.window.click_css("#record").await;
    shown("recording").await;
    seen(worker, "recording").await;
    worker.window.click_css("#record-cancel").await;
    shown("form").await;
    for (path, of) in [("/form", "form"), ("/web/offline", "offline")] {
        worker.window.go(&format!("{}{path}", app.url)).await;
        let open = "[].forEach.call(document.querySelectorAll('details'), function (d) { d.open = true; })";
        worker.window.ask::<Option<bool>>(open, vec![]).await;
        seen(worker, of).await;
    }
}

async fn seen(worker: &Worker, of: &str) {
    worker.window.picture(of).await;
    worker.window.assert_fits().await;
    worker.window.assert_colours().await;
}
