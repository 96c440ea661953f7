//! The whole way: the program started for the first time, a report in Wolof, the first administrator, the Focal Point, an
//! answer, a decision, and what the worker sees of it without doing anything.

use super::{desk::Desk, worker::Worker};
use bot::{
    language::Language,
    text::{self, Text},
};
use tests::{
    chromium::{Chromium, Look},
    process::Installation,
};

/// Paid too little, driven there for money, no permit, willing to talk: case 2. Up to the worker's own words.
fn case_2() -> Vec<Text> {
    vec![
        text::choice_no(),
        text::choice_about_me(),
        // Region and province are names.
        text::choice_sector_farm(),
        text::choice_pay_low(),
        text::choice_continue(),
        text::choice_hours_long(),
        text::choice_hours_no_day(),
        text::choice_continue(),
        text::choice_safety_gear(),
        text::choice_continue(),
        text::choice_none(),
        text::choice_none(),
        text::choice_broker_ride(),
        text::choice_continue(),
        text::choice_workers_many(),
        text::choice_no(),
        text::choice_since_half(),
        text::choice_stay_none(),
        text::choice_yes(),
        text::choice_no(),
        text::choice_yes(),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_in_wolof_reaches_the_focal_point_and_the_answer_comes_back() {
    let Some(chromium) = Chromium::start().await else { return };
    let service = Installation::bare().with("APPRODO_CONSOLE__UNDO_SECONDS", "0");
    let _running = service.start().await;

    let worker = Worker::arrive(&chromium, Look::PHONE, "1-worker", &service.url, Language::Wolof).await;
    worker.window.picture("menu").await;
    worker.report(&case_2()[..2]).await;
    worker.tap_label("Puglia").await;
    worker.tap_label("Foggia").await;
    for answer in &case_2()[2..] {
        worker.tap(answer).await;
    }
    worker.hears(&text::ask_words()).await;
    worker.window.picture("own-words").await;
    worker.write("Damay liggéey fukki waxtu ak ñaar, bés bu nekk.").await;
    worker.tap(&text::choice_continue()).await;
    worker.tap(&text::choice_contact_here()).await;
    worker.tap(&text::choice_time_evening()).await;
    worker.hears(&text::summary_ask()).await;
    worker.window.picture("summary").await;
    worker.tap(&text::choice_send()).await;
    worker.hears(&text::report_next_focal()).await;
    let reference = worker.reference().await;
    worker.hears(&text::report_sent(reference.to_string())).await;
    worker.window.picture("sent").await;
    let _: bool = worker.window.ask("return window.untouched = true", vec![]).await;

    let desk = Desk::open(&chromium, Look::DESK, "1-desk", &service.url).await;
    let printed = service.stdout();
    let set_up_link = printed.split_whitespace().find(|word| word.contains("/console/set-up/")).expect("a set-up link");
    desk.enter(set_up_link, "administrator@example.org", Some("Administrator")).await;
    let link = desk.invite("Focal Point Operator", "focal-point@example.org", "focal-point").await;
    desk.window.picture("invited").await;
    desk.log_out().await;
    desk.enter(&link, "focal-point@example.org", None).await;

    let shown = reference.to_string();
    desk.go("/tickets").await;
    desk.window.picture("tickets").await;
    let row = desk.row(&shown).await;
    let words = Desk::words();
    for expected in [words.console_kind_report(), words.console_queue_focal_point(), "Puglia".to_owned()] {
        assert!(row.contains(&expected), "{expected} is not in {row:?}");
    }
    desk.go("/focal-point").await;
    desk.window.picture("queue").await;
    let row = desk.row(&shown).await;
    assert!(row.contains(&words.console_case(2)), "case 2 is not in {row:?}");
    desk.follow(&shown).await;
    desk.window.wait_for_css("#checked").await;
    desk.window.picture("sheet").await;
    let sheet = desk.window.text().await;
    for expected in [words.console_case_2(), words.console_path_2(), "Foggia".to_owned(), "fukki waxtu".to_owned()] {
        assert!(sheet.contains(&expected), "“{expected}” is not on the sheet:\n{sheet}");
    }

    desk.follow(&words.console_to_conversation()).await;
    desk.window.wait_for_css("#text").await;
    desk.window.picture("ticket").await;
    let answer = "Jërëjëf. Suba ci ngoon dinaa la bindaat.";
    desk.fill("text", answer).await;
    desk.send("[action$='/answer']").await;
    desk.confirms(&words.console_notice_answered()).await;
    desk.window.picture("answered").await;
    worker.hears_words(answer).await;
    worker.hears(&text::person_here()).await;
    worker.window.picture("answer").await;

    // What the worker writes now is for the person, and the machine stays out.
    worker.write("Waaw, dinaa xaar.").await;
    worker.has_sent("Waaw, dinaa xaar.").await;
    assert!(worker.last_bubble().await.contains("dinaa xaar"), "the machine has answered");
    desk.window.client.refresh().await.unwrap();
    assert!(desk.window.text().await.contains("dinaa xaar"), "the worker's words are not in the ticket");

    desk.go("/focal-point").await;
    desk.follow(&shown).await;
    desk.window.click_css("#checked").await;
    desk.send("[action$='/validate']").await;
    desk.confirms(&words.console_notice_validated()).await;
    desk.window.picture("validated").await;
    worker.hears(&text::news_validated(shown)).await;
    worker.window.picture("news").await;
    let untouched: bool = worker.window.ask("return window.untouched === true", vec![]).await;
    assert!(untouched, "the worker's page was loaded again");
}
