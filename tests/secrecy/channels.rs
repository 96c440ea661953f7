//! The same for channels that know people by their telephone number: WhatsApp, whose message ids hold it, text messages
//! and calls. Deliveries that are refused, unknown or broken are searched, too.

use super::{LOG, files};
use crate::secrecy::search::Marks;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;
use tests::{
    Engine,
    process::Installation,
    sms::{self, Provider},
    whatsapp::{self, Graph, delivery, value},
};

/// On WhatsApp, without and with its plus; in a text message; on the telephone.
const WHATSAPP: &str = "15558675309214";
const SMS: &str = "+15556283947105";
const CALLER: &str = "+15557391846208";
const WORDS: &str = "Il caporale Gravellotti ha preso i miei documenti a Torre Nebbiosa";
const PROFILE: &str = "Zyxwabena Quarmepondo";

#[tokio::test(flavor = "multi_thread")]
async fn numbers_and_words_of_other_channels_are_nowhere() {
    let (graph, provider) = (Graph::start().await, Provider::start().await);
    let installation = Installation::new(Engine::Sqlite, &provider.url)
        .await
        .with("RUST_LOG", LOG)
        .with("APPRODO_WHATSAPP__TOKEN", whatsapp::TOKEN)
        .with("APPRODO_WHATSAPP__APP_SECRET", whatsapp::APP_SECRET)
        .with("APPRODO_WHATSAPP__VERIFY_TOKEN", whatsapp::VERIFY_TOKEN)
        .with("APPRODO_WHATSAPP__PHONE_NUMBER_ID", whatsapp::NUMBER)
        .with("APPRODO_WHATSAPP__API_URL", &graph.url)
        .with("APPRODO_SMS__ACCOUNT_SID", sms::SID)
        .with("APPRODO_SMS__AUTH_TOKEN", sms::TOKEN)
        .with("APPRODO_SMS__FROM", sms::NUMBER)
        .with("APPRODO_SMS__API_URL", &provider.url)
        .with("APPRODO_VOICE__ACCOUNT_SID", sms::SID)
        .with("APPRODO_VOICE__AUTH_TOKEN", sms::TOKEN)
        .with("APPRODO_VOICE__API_URL", &provider.url);
    let process = installation.start().await;
    let wamid = format!("wamid.HBgO{WHATSAPP}FQIAEhgg");

    let text =
        json!({"from": WHATSAPP, "id": wamid, "timestamp": "1795424400", "type": "text", "text": {"body": WORDS}});
    let odd = json!({"from": WHATSAPP, "id": format!("{wamid}2"), "timestamp": "1795424401", "type": "of_tomorrow", "of_tomorrow": {"body": WORDS}});
    let gone = json!({"from": WHATSAPP, "id": format!("{wamid}3"), "timestamp": "1795424402", "type": "image", "image": {"id": "999", "mime_type": "image/jpeg", "caption": WORDS}});
    let told = json!({"contacts": [{"profile": {"name": PROFILE}, "wa_id": WHATSAPP}], "messages": [text, odd, gone],
                      "statuses": [{"id": wamid, "status": "read", "timestamp": "1795424403", "recipient_id": WHATSAPP}]});
    let told = delivery(&[value(whatsapp::NUMBER, &told)]);
    assert_eq!(on_whatsapp(&installation, &told, whatsapp::APP_SECRET).await, StatusCode::OK);
    assert_eq!(on_whatsapp(&installation, &told, "another secret").await, StatusCode::UNAUTHORIZED);
    let broken = json!({"object": WORDS, "entry": [{"changes": WHATSAPP}]});
    let _ = on_whatsapp(&installation, &broken, whatsapp::APP_SECRET).await;

    provider.fail_next(sms::Failure::Refused(400, Some(21_610), None));
    for words in ["ciao", "1", WORDS] {
        let form = provider.message(SMS, words);
        assert_eq!(by_form(&installation, "/webhooks/sms", &form, sms::TOKEN).await, StatusCode::OK);
        assert_eq!(by_form(&installation, "/webhooks/sms", &form, "forged").await, StatusCode::UNAUTHORIZED);
    }
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let call =
        [field("CallSid", "CA1"), field("AccountSid", sms::SID), field("From", CALLER), field("To", sms::NUMBER)];
    let rings = [&call[..], &[field("CallStatus", "ringing")]].concat();
    assert_eq!(by_form(&installation, "/webhooks/voice", &rings, sms::TOKEN).await, StatusCode::OK);
    let ends = [&call[..], &[field("CallStatus", "completed")]].concat();
    let ended = by_form(&installation, "/webhooks/voice/status", &ends, sms::TOKEN).await;
    assert!(ended.is_success(), "{ended}");
    until(|| graph.sent_to(WHATSAPP).len() + provider.sent_to(SMS).len() > 2).await;

    let metrics = reqwest::get(format!("{}/metrics", installation.url)).await.unwrap().text().await.unwrap();
    let mut marks = Marks::default();
    for (what, words) in [
        ("WhatsApp number", WHATSAPP),
        ("SMS number", &SMS[1..]),
        ("caller", &CALLER[1..]),
        ("words", WORDS),
        ("words", "Gravellotti"),
        ("profile", "Quarmepondo"),
        ("token", whatsapp::TOKEN),
        ("secret", whatsapp::APP_SECRET),
        ("token", sms::TOKEN),
    ] {
        marks.word(what, words);
    }
    process.kill().await;
    let mut leaks = super::lines("metrics", &metrics, &marks);
    for (name, bytes) in files(&installation.data()) {
        let found = marks.found(&bytes);
        if !found.is_empty() {
            leaks.push(format!("{name}: {found:?}"));
        }
    }
    let log = installation.stderr();
    assert!(log.contains("TRACE"), "this is not the log: {log}");
    leaks.extend(super::lines("log", &log, &marks));
    leaks.extend(super::lines("output", &installation.stdout(), &marks));
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));

    // All of it was there to be found.
    let store = installation.store().await;
    let mut reader = store.reader().await.unwrap();
    let kept: Vec<(String,)> = gateway::sql!(Reader: &mut reader, c => sqlx::query_as(
        "SELECT DISTINCT channel FROM conversation ORDER BY channel").fetch_all(c).await)
    .unwrap();
    assert_eq!(kept, ["sms", "voice", "whatsapp"].map(|channel| (channel.to_owned(),)));
}

async fn on_whatsapp(installation: &Installation, told: &Value, secret: &str) -> StatusCode {
    let body = told.to_string();
    let signature = whatsapp::signature(secret, body.as_bytes());
    let request = Client::new().post(format!("{}/webhooks/whatsapp", installation.url));
    request.header("x-hub-signature-256", signature).body(body).send().await.unwrap().status()
}

async fn by_form(installation: &Installation, path: &str, form: &[(String, String)], token: &str) -> StatusCode {
    let url = format!("{}{path}", installation.url);
    let request = Client::new().post(&url).header("x-twilio-signature", sms::signature(token, &url, form));
    request.form(form).send().await.unwrap().status()
}

async fn until(done: impl Fn() -> bool) {
    for _ in 0..1200 {
        if done() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("it does not happen");
}
