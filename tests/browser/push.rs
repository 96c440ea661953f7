//! A sign on the phone when there is an answer. The browser's own push service is out of reach here, so the page gets a
//! subscription from the test, and the service worker a push from the DevTools.

use super::worker::Worker;
use crate::web::push::{Service, start};
use bot::{command::TicketCommand, language::Language, private::Private, text};
use serde_json::{Value, json};
use tests::{
    Engine,
    chromium::{Chromium, Look},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_shows_the_name_of_the_page_and_nothing_else() {
    let Some(chromium) = Chromium::start().await else { return };
    let service = Service::default();
    let (app, url) = start(Engine::Sqlite, &service).await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "8-push", &app.url, Language::Urdu).await;
    let permissions = json!({ "origin": app.url, "permissions": ["notifications"] });
    worker.window.devtools("Browser.grantPermissions", permissions).await;
    worker.tap(&text::choice_person()).await;
    worker.hears(&text::person_ask()).await;
    worker.write("مجھے تنخواہ نہیں ملی۔").await;
    worker.reference().await;

    // What the browser's own push service would give.
    let given = "
        PushManager.prototype.subscribe = function (options) {
            window.key = options.applicationServerKey.length;
            return Promise.resolve({
                toJSON: function () { return { endpoint: given, keys: {} }; },
                unsubscribe: function () { window.gone = true; return Promise.resolve(true); }
            });
        };";
    let given = format!("var given = arguments[0];{given}");
    worker.window.ask::<Option<bool>>(&given, vec![json!(format!("{url}/send/1"))]).await;
    let press = async |pressed: bool| {
        worker.window.click_css("#more").await;
        worker.window.picture("more").await;
        worker.window.click_css("#notify").await;
        let state = "return document.getElementById('notify').getAttribute('aria-pressed') === arguments[0]";
        let _: bool = worker.window.wait("asked for", state, vec![json!(pressed.to_string())]).await;
    };
    press(true).await;
    let told = "return document.getElementById('line').textContent === arguments[0]";
    let _: bool =
        worker.window.wait("what comes", told, vec![json!(text::page_notified().in_language(Language::Urdu))]).await;
    assert_eq!(worker.window.ask::<usize>("return window.key", vec![]).await, 65);
    worker.window.picture("asked").await;

    let ticket = app.tickets().await.pop().unwrap().id;
    app.attend(ticket, TicketCommand::Answer { text: Private::new("جواب".to_owned()) }).await;
    assert!(service.count() > 0);

    // Somebody who looks at the page needs no sign; somebody who does not gets one.
    worker.hears_words("جواب").await;
    worker.window.devtools("ServiceWorker.enable", json!({})).await;
    let push = json!({ "origin": app.url, "registrationId": "0", "data": "" });
    worker.window.devtools("ServiceWorker.deliverPushMessage", push.clone()).await;
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(shown(&worker).await, json!([]));
    worker.window.go(&format!("{}/web/offline", app.url)).await;
    worker.window.devtools("ServiceWorker.enable", json!({})).await;
    // The page that was left counts as looked at for a moment, and a sign replaces the one before.
    let mut found = json!([]);
    for _ in 0..100 {
        worker.window.devtools("ServiceWorker.deliverPushMessage", push.clone()).await;
        found = shown(&worker).await;
        if found != json!([]) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    assert_eq!(found, json!([[text::page_title().in_language(Language::Urdu), "", "rtl"]]));
}

/// Title, words and direction of the signs on the screen.
async fn shown(worker: &Worker) -> Value {
    let script = "
        var done = arguments[arguments.length - 1];
        navigator.serviceWorker.getRegistration().then(function (registration) {
            return registration.getNotifications();
        }).then(function (all) {
            done(all.map(function (sign) { return [sign.title, sign.body, sign.dir]; }));
        });";
    worker.window.client.execute_async(script, vec![]).await.unwrap()
}
