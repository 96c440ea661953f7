//! The program as an operator starts it: configured by the environment, it takes, answers and counts text messages.

use super::WORKER;
use std::time::Duration;
use tests::{
    Engine,
    process::Installation,
    sms::{NUMBER, Provider, SID, TOKEN, signature},
};

#[tokio::test]
async fn it_is_configured_by_its_environment_and_counts_segments() {
    let provider = Provider::start().await;
    let installation = Installation::new(Engine::Sqlite, &provider.url)
        .await
        .with("APPRODO_SMS__ACCOUNT_SID", SID)
        .with("APPRODO_SMS__AUTH_TOKEN", TOKEN)
        .with("APPRODO_SMS__FROM", NUMBER)
        .with("APPRODO_SMS__API_URL", &provider.url);
    let process = installation.start().await;
    let form = provider.message(WORKER, "0");
    let url = format!("{}/webhooks/sms", installation.url);
    let request = reqwest::Client::new().post(&url).header("x-twilio-signature", signature(TOKEN, &url, &form));
    assert_eq!(request.form(&form).send().await.unwrap().status(), 200);
    for _ in 0..400 {
        if !provider.sent_to(WORKER).is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let [sent] = &provider.sent_to(WORKER)[..] else { panic!("one message: {}", installation.stderr()) };
    assert!(sent.callback.starts_with(&format!("{url}/status?message=")), "{}", sent.callback);
    let metrics =
        || async { reqwest::get(format!("{}/metrics", installation.url)).await.unwrap().text().await.unwrap() };
    let wanted = bot::sms::segments(&sent.body).count;
    let counted = format!("approdo_sms_segments_total{{encoding=\"ucs-2\"}} {wanted}\n");
    for _ in 0..200 {
        if metrics().await.contains(&counted) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    let shown = metrics().await;
    assert!(shown.contains(&counted), "{shown}");
    process.stop().await;
    for told in [shown, installation.stderr(), installation.stdout()] {
        assert!(!told.contains(&WORKER[1..]) && !told.contains(TOKEN), "{told}");
    }
}
