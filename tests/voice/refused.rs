//! Webhooks that are not the provider's, and forms that make no sense.

use super::NUMBER;
use reqwest::StatusCode;
use tests::{
    App, Engine,
    voice::{Caller, Fields, TOKEN, post, signature, start},
};

const PATHS: [&str; 5] = ["", "/step?step=1", "/recorded?step=1", "/recording", "/status"];

async fn nothing_happened(app: &App, before: i64) {
    for table in ["contact", "ticket", "callback", "quarantine", "media"] {
        assert_eq!(app.count(table).await, if table == "contact" { before } else { 0 }, "{table}");
    }
}

#[tokio::test]
async fn only_the_provider_is_believed() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let caller = Caller::at(&app, &exchange, NUMBER, "1").await;
        let stranger = Caller { sid: "CAother".to_owned(), from: "+393330000003".to_owned(), ..caller };
        for path in PATHS {
            let url = format!("{}/webhooks/voice{path}", app.url);
            let other = format!("{}/webhooks/voice/other", app.url);
            let fields = stranger.fields(&[("CallStatus", "completed"), ("Digits", "1")]);
            let fewer = stranger.fields(&[]);
            let signed = |url: &str, fields: &Fields| Some(signature(TOKEN, url, fields));
            for given in [
                None,
                Some(String::new()),
                Some("nonsense".to_owned()),
                Some(signature("another token", &url, &fields)),
                signed(&other, &fields),
                signed(&url, &fewer),
                signed(&url.replace("http:", "https:"), &fields),
                signed(&format!("{url}&x=1"), &fields),
            ] {
                let request = app.http.post(&url).form(&fields);
                let request = given.iter().fold(request, |r, given| r.header("x-twilio-signature", given));
                assert_eq!(request.send().await.unwrap().status(), StatusCode::UNAUTHORIZED, "{path} {given:?}");
            }
        }
        nothing_happened(&app, 1).await;
        assert_eq!(app.count("call").await, 1);
    }
}

#[tokio::test]
async fn a_signature_of_one_address_opens_no_other() {
    let (app, exchange) = start(Engine::Sqlite, None).await;
    let caller = Caller::at(&app, &exchange, NUMBER, "12").await;
    // The signed key of the menu, replayed at the next question.
    let (url, fields) = &caller.last;
    let signed = signature(TOKEN, url, fields);
    let next = format!("{}/webhooks/voice/step?step=3", app.url);
    let answer = app.http.post(next).header("x-twilio-signature", signed).form(fields).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn nonsense_is_refused_and_does_nothing() {
    for engine in Engine::all() {
        let (app, _exchange) = start(engine, None).await;
        let of = |pairs: &[(&str, &str)]| -> Fields {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        for path in PATHS {
            let url = format!("{}/webhooks/voice{path}", app.url);
            for fields in [
                of(&[]),
                of(&[("From", NUMBER)]),
                of(&[("CallSid", "")]),
                of(&[("CallSid", "CA 1; DROP TABLE call")]),
                of(&[("CallSid", &"C".repeat(5000))]),
                of(&[("CallSid", "CA\u{0}"), ("From", NUMBER)]),
            ] {
                assert_eq!(post(&app, &url, &fields).await.status(), StatusCode::BAD_REQUEST, "{path} {fields:?}");
            }
            // No form at all.
            for (kind, body) in [
                ("application/json", "{}"),
                ("text/plain", "CallSid=CA1"),
                ("multipart/form-data; boundary=x", "--x"),
                ("", ""),
            ] {
                let request = app.http.post(&url).header("content-type", kind).body(body);
                let status = request.header("x-twilio-signature", "AAAA").send().await.unwrap().status();
                assert!(status.is_client_error(), "{path} {kind} {status}");
            }
            assert_eq!(app.http.get(&url).send().await.unwrap().status(), StatusCode::METHOD_NOT_ALLOWED);
            let huge = app.http.post(&url).header("content-type", "application/x-www-form-urlencoded");
            let huge = huge.body(format!("CallSid=CA1&Digits={}", "1".repeat(3_000_000)));
            // It may be cut off while it still sends.
            if let Ok(answer) = huge.send().await {
                assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
            }
        }
        nothing_happened(&app, 0).await;
    }
}

/// Signed, and still odd: a provider of tomorrow, a tone that is stuck.
#[tokio::test]
async fn odd_forms_are_answered() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "1").await;
        let huge = "7".repeat(100_000);
        for digits in [&*huge, "é", "\u{0}", "11", "A", " ", "*#*#", "<Dial>", "１"] {
            let answer = caller.presses_anything(digits).await;
            assert!(!answer.said.is_empty(), "{digits:.20}");
        }
        // Recordings that are none; those without a length are kept.
        let url = format!("{}/webhooks/voice/recorded?step=1", app.url);
        for more in [
            &[("RecordingUrl", ""), ("RecordingSid", "RE1"), ("RecordingDuration", "7")][..],
            &[("RecordingUrl", "http://127.0.0.1/ü"), ("RecordingSid", "ü"), ("RecordingDuration", "7")],
            &[("RecordingUrl", "http://127.0.0.1/RE1"), ("RecordingSid", "RE1"), ("RecordingDuration", "0")],
            &[("RecordingDuration", "7")],
        ] {
            caller.goes_on(&url, more).await;
            assert_eq!(app.count("ticket").await, 0, "{more:?}");
        }
        caller.goes_on(&url, &[("RecordingUrl", "http://127.0.0.1/RE1"), ("RecordingDuration", "-1")]).await;
        assert_eq!(app.count("ticket").await, 1);
        assert_eq!(app.count("quarantine").await, 0);
        // An absent recording, as the provider tells of it.
        let fields = [("CallSid", &*caller.sid), ("RecordingSid", "RE5"), ("RecordingStatus", "absent")];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let told = post(&app, &format!("{}/webhooks/voice/recording", app.url), &fields).await;
        assert_eq!((told.status(), app.count("media").await), (StatusCode::NO_CONTENT, 1));
    }
}

#[tokio::test]
async fn a_service_without_a_telephone_has_no_such_address() {
    let app = App::start(Engine::Sqlite).await;
    for path in PATHS {
        let url = format!("{}/webhooks/voice{path}", app.url);
        assert_eq!(post(&app, &url, &Fields::new()).await.status(), StatusCode::NOT_FOUND);
    }
    let play = app.http.get(format!("{}/voice/recordings/it/call-welcome.mp3", app.url)).send().await.unwrap();
    assert_eq!(play.status(), StatusCode::NOT_FOUND);
}
