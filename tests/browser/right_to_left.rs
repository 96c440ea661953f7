//! Arabic and Urdu: the page turns round, a report is sent, and a reload finds everything again.

use super::worker::Worker;
use bot::{language::Language, text};
use serde_json::Value;
use tests::{
    App, Engine,
    chromium::{Chromium, Look},
};

/// How far the left and the right edge of things are from those of the conversation, and where the text of a button is.
const PLACES: &str = "
    var log = document.getElementById('log').getBoundingClientRect();
    function place(node) {
        var box = node.getBoundingClientRect();
        return { left: box.left - log.left, right: log.right - box.right };
    }
    function last(selector) {
        var all = document.querySelectorAll(selector);
        return all[all.length - 1];
    }
    var words = document.createRange();
    words.selectNodeContents(document.querySelector('.choices button:not(.small)'));
    var small = document.querySelectorAll('.choices .small');
    return {
        bot: place(last('#talk .bot')), worker: place(last('#talk .worker')), answer: place(words),
        first: place(small[0]), second: place(small[1]),
        title: place(document.getElementById('title')), close: place(document.getElementById('close')),
        box: place(document.getElementById('box')), photo: place(document.getElementById('photo')),
        record: place(document.getElementById('record'))
    };";

#[tokio::test(flavor = "multi_thread")]
async fn a_report_in_arabic_from_right_to_left() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "2-arabic", &app.url, Language::Arabic).await;
    assert_eq!(direction(&worker).await, ["rtl", "ar"]);
    worker.window.picture("menu").await;

    worker.report(&[text::choice_no(), text::choice_about_me()]).await;
    worker.hears(&text::ask_region()).await;
    worker.tap(&text::choice_skip()).await;
    worker.hears(&text::ask_sector()).await;
    worker.window.picture("sector").await;
    let places: Value = worker.window.ask(PLACES, vec![]).await;
    let gap = |of: &str, side: &str| places[of][side].as_f64().unwrap();
    let on_the_right =
        |of: &str| gap(of, "right") >= 0.0 && gap(of, "right") < 40.0 && gap(of, "left") > gap(of, "right");
    for of in ["bot", "answer", "first", "title", "photo"] {
        assert!(on_the_right(of), "{of} is not on the right: {places:#}");
    }
    for of in ["worker", "second", "close", "record"] {
        assert!(gap(of, "left") < 40.0 && gap(of, "right") > gap(of, "left"), "{of} is not on the left: {places:#}");
    }

    // Taken up again in the middle: the page comes in Arabic at once, with the same question.
    let before: String = worker.window.ask("return document.getElementById('talk').textContent", vec![]).await;
    worker.window.client.refresh().await.unwrap();
    assert_eq!(direction(&worker).await, ["rtl", "ar"]);
    worker.hears(&text::ask_sector()).await;
    let after: String = worker.window.ask("return document.getElementById('talk').textContent", vec![]).await;
    assert_eq!(before, after);

    worker.tap(&text::choice_sector_farm()).await;
    worker.tap(&text::choice_pay_none_paid()).await;
    worker.tap(&text::choice_continue()).await;
    // Hours to own words.
    for _ in 0..12 {
        worker.tap(&text::choice_skip()).await;
    }
    worker.hears(&text::ask_words()).await;
    worker.write("اسم صاحب العمل Azienda Agricola، رقمه 333 0000000.").await;
    worker.tap(&text::choice_continue()).await;
    worker.tap(&text::choice_contact_wait()).await;
    worker.hears(&text::summary_ask()).await;
    worker.window.picture("summary").await;
    worker.tap(&text::choice_send()).await;
    let reference = worker.reference().await;
    worker.hears(&text::report_sent(reference.to_string())).await;
    worker.window.picture("sent").await;
    worker.window.client.refresh().await.unwrap();
    worker.hears(&text::report_sent(reference.to_string())).await;
    assert_eq!(worker.reference().await, reference);
    worker.tap(&text::choice_requests()).await;
    worker.hears(&text::requests_choose()).await;
    worker.window.picture("requests").await;
    assert_eq!(app.count("assessment").await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn urdu_from_right_to_left() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "2-urdu", &app.url, Language::Urdu).await;
    assert_eq!(direction(&worker).await, ["rtl", "ur"]);
    worker.window.picture("menu").await;
    worker.tap(&text::choice_language()).await;
    worker.window.picture("languages").await;
    worker.tap_label(Language::French.endonym()).await;
    let turned = "return document.documentElement.dir === 'ltr' && document.documentElement.lang === 'fr'";
    let _: bool = worker.window.wait("direction of French", turned, vec![]).await;
}

async fn direction(worker: &Worker) -> [String; 2] {
    worker.window.ask("return [document.documentElement.dir, document.documentElement.lang]", vec![]).await
}
