//! The page as an app: what makes it one, what it does without network, and that nothing written there is lost.

use super::{window::Window, worker::Worker};
use bot::{language::Language, text};
use serde_json::{Value, json};
use tests::{
    App, Engine,
    chromium::{Chromium, Look},
    process::Installation,
};

/// Whether the service worker has the page, and everything that it keeps.
const CONTROLLED: &str = "return !!(navigator.serviceWorker.controller)";

/// Runs an asynchronous script and returns what it promises.
async fn promised(window: &Window, script: &str) -> Value {
    let whole = format!("var done = arguments[arguments.length - 1]; (function () {{ {script} }})().then(done, done);");
    window.client.execute_async(&whole, vec![]).await.unwrap()
}

/// Waits until the page is kept in this language.
async fn is_kept(window: &Window, language: Language) {
    let _: bool = window.wait("service worker", CONTROLLED, vec![]).await;
    let kept = "return caches.match('/').then(function (page) { return page ? page.text() : ''; });";
    for _ in 0..200 {
        let html = promised(window, kept).await;
        if html.as_str().is_some_and(|html| html.contains(&format!("<html lang=\"{language}\""))) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the page is not kept in {language}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_page_can_be_installed() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "5-app", &app.url, Language::Arabic).await;
    is_kept(&worker.window, Language::Arabic).await;
    let manifest = worker.window.devtools("Page.getAppManifest", json!({})).await;
    assert_eq!(manifest["errors"], json!([]), "{manifest}");
    let parsed: Value = serde_json::from_str(manifest["data"].as_str().unwrap()).unwrap();
    assert_eq!(parsed["name"], text::page_title().in_language(Language::Arabic));
    let errors = worker.window.devtools("Page.getInstallabilityErrors", json!({})).await;
    assert_eq!(errors["installabilityErrors"], json!([]));

    // Chromium offers it, and so does the page.
    worker.window.click_css("#more").await;
    let offered = "return !document.getElementById('install').hidden";
    let _: bool = worker.window.wait("button to install", offered, vec![]).await;
    worker.window.picture("more").await;
    let asked: bool = worker.window.ask("return performance.getEntriesByType('resource').every(function (entry) { return entry.name.indexOf(location.origin) === 0; })", vec![]).await;
    assert!(asked, "somebody else was asked for something");
}

#[tokio::test(flavor = "multi_thread")]
async fn without_network_the_texts_are_there_and_what_is_written_waits() {
    let Some(chromium) = Chromium::start().await else { return };
    let service = Installation::bare();
    let running = service.start().await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "5-offline", &service.url, Language::French).await;
    worker.tap(&text::choice_person()).await;
    worker.hears(&text::person_ask()).await;
    is_kept(&worker.window, Language::French).await;
    running.kill().await;

    worker.window.go(&service.url).await;
    let _: bool = worker.window.wait("texts", "return !document.getElementById('reading').hidden", vec![]).await;
    worker.window.picture("reading").await;
    let links: Vec<String> = worker
        .window
        .ask("return [].map.call(document.querySelectorAll('#texts a'), function (a) { return a.href; })", vec![])
        .await;
    for number in ["tel:112", "tel:800290290", "tel:1522"] {
        assert!(links.iter().any(|link| link == number), "{number} is not among {links:?}");
    }
    let words: String = worker.window.ask("return document.getElementById('texts').textContent", vec![]).await;
    for said in [text::info_pay_1(), text::info_permits_3(), text::info_after_3()] {
        assert!(words.contains(&said.in_language(Language::French)), "{said:?}");
    }
    let told = "return document.getElementById('line').textContent === arguments[0]";
    let offline = text::page_offline().in_language(Language::French);
    let _: bool = worker.window.wait("no network", told, vec![json!(offline)]).await;

    // Written without network, the page closed, a photo among it.
    worker.write("Un").await;
    let _photo = worker.photo("photo-1").await;
    worker.write("Deux").await;
    worker.window.picture("waiting").await;
    let waiting: Vec<String> = worker
        .window
        .ask(
            "return [].map.call(document.querySelectorAll('#unsent .pending'), function (b) { return b.textContent; })",
            vec![],
        )
        .await;
    assert_eq!((waiting.len(), waiting[0].as_str(), waiting[2].as_str()), (3, "Un", "Deux"));
    let kept = "return Object.keys(localStorage).length === 3";
    let _: bool = worker.window.wait("what waits", kept, vec![]).await;
    worker.window.go("about:blank").await;

    let running = service.start().await;
    worker.window.go(&service.url).await;
    worker.has_sent("Deux").await;
    let sent = "return [].map.call(document.querySelectorAll('#talk .worker'), function (b) { return b.textContent; })";
    let sent: Vec<String> = worker.window.ask(sent, vec![]).await;
    assert_eq!(sent[2..].len(), 3, "{sent:?}");
    assert_eq!((sent[2].as_str(), &sent[3][..4], sent[4].as_str()), ("Un", "📷", "Deux"), "in their order, once");
    worker.hears_words("Ton code secret").await;
    let empty = "return Object.keys(localStorage).length === 0 && !document.querySelector('.pending')";
    let _: bool = worker.window.wait("nothing left", empty, vec![]).await;
    worker.window.picture("sent").await;
    let files = promised(
        &worker.window,
        "return new Promise(function (done) {
            var open = indexedDB.open('page', 1);
            open.onsuccess = function () {
                var count = open.result.transaction('files').objectStore('files').count();
                count.onsuccess = function () { done(count.result); };
            };
        });",
    )
    .await;
    assert_eq!(files, json!(0), "no photo stays on the phone");

    // The network goes while the page is open, too.
    running.kill().await;
    worker.write("Trois").await;
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let _running = service.start().await;
    worker.has_sent("Trois").await;
    let times: usize =
        worker.window.ask("return document.getElementById('log').textContent.split('Trois').length - 1", vec![]).await;
    assert_eq!(times, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_version_takes_the_place_of_the_old_one() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "5-version", &app.url, Language::French).await;
    is_kept(&worker.window, Language::French).await;
    let replace = "
        return navigator.serviceWorker.getRegistration().then(function (registration) {
            return registration.unregister();
        }).then(function () { return caches.open('page-0123456789abcdef'); }).then(function (cache) {
            return cache.put('/', new Response('old'));
        }).then(function () { return 1; });";
    assert_eq!(promised(&worker.window, replace).await, json!(1));
    worker.window.client.refresh().await.unwrap();
    worker.hears(&text::menu()).await;
    for _ in 0..200 {
        let names = promised(&worker.window, "return caches.keys();").await;
        if !names.to_string().contains("0123456789abcdef") {
            assert_eq!(names.as_array().unwrap().len(), 1, "{names}");
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the old version stays");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_has_lost_its_cookie_gets_another() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "5-cookie", &app.url, Language::French).await;
    worker.window.client.delete_all_cookies().await.unwrap();
    worker.write("Bonjour").await;
    worker.has_sent("Bonjour").await;
    assert_eq!(app.count("conversation").await, 2);
}
