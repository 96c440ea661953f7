//! Files in both directions: what a person sends is fetched from hosts of Meta alone, what the staff send is given to the
//! platform before the words.

use super::{BOTH, fr};
use axum::{Router, routing::get};
use bot::{private::Private, text};
use gateway::{
    channel::{Carrier, Channel, Outgoing, SendError, messenger::Messenger},
    store::{
        media::{File, FileKind, LARGEST},
        message::{Body, Kind},
    },
};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tests::{
    App, Engine,
    messenger::{Failure, Meta, Person},
};
use tokio::net::TcpListener;
use uuid::Uuid;

const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF";
const OGG: &[u8] = b"OggS\0\x02............OpusHead";
const M4A: &[u8] = b"\0\0\0\x20ftypM4A \0\0\0\0";

/// State, type and reason of all files, the oldest first, once none is wanted any more.
async fn files(app: &App) -> Vec<(String, Option<String>, Option<String>)> {
    for _ in 0..1000 {
        let rows: Vec<(String, Option<String>, Option<String>)> =
            app.rows("SELECT state, mime, error FROM media ORDER BY id").await;
        if rows.iter().all(|(state, ..)| state != "wanted") {
            return rows;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("files are not fetched")
}

fn attachment(kind: &str, url: &str) -> Value {
    json!({"type": kind, "payload": {"url": url}})
}

#[tokio::test]
async fn what_a_person_sends_is_kept() {
    for engine in Engine::all() {
        for channel in BOTH {
            let (app, meta) = Meta::with_app(engine).await;
            let mut person = Person::at_menu(&app, &meta, channel, 1).await;
            let voice = person.attachments(&json!([attachment("audio", &meta.keep("v", 200, OGG))]));
            person.does(&voice).await.has(&fr(&text::voice_kept()));
            let two = json!([
                attachment("image", &meta.keep("a", 200, JPEG)),
                // It says that it is a picture.
                attachment("image", &meta.keep("b", 200, &b"<svg onload=alert(1)>"[..])),
            ]);
            let two = person.attachments(&two);
            person.does(&two).await.has(&fr(&text::picture_kept()));
            let kept = |mime: &str| ("kept".to_owned(), Some(mime.to_owned()), None);
            assert_eq!(files(&app).await, ["audio/ogg", "image/jpeg", "application/octet-stream"].map(kept));
            assert_eq!(app.rows::<(i64,)>("SELECT COUNT(*) FROM message WHERE author = 'worker'").await[0].0, 4);
        }
    }
}

#[tokio::test]
async fn files_that_may_not_be_fetched_are_refused() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        // Something in the private network that nobody may ask.
        let asked = Arc::new(AtomicUsize::new(0));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let inside = listener.local_addr().unwrap();
        let count = asked.clone();
        let router = Router::new().fallback(get(move || async move {
            count.fetch_add(1, Ordering::SeqCst);
            JPEG
        }));
        let serving = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });

        let mut person = Person::at_menu(&app, &meta, Channel::Messenger, 1).await;
        let forbidden = [
            format!("http://{inside}/a.jpg"),
            format!("https://{inside}/a.jpg"),
            "http://169.254.169.254/latest/meta-data/".to_owned(),
            "https://scontent.xx.fbcdn.net.example.org/a.jpg".to_owned(),
            format!("https://scontent.xx.fbcdn.net@{inside}/a.jpg"),
            "file:///etc/passwd".to_owned(),
            "nonsense".to_owned(),
        ];
        for url in &forbidden {
            let delivery = person.attachments(&json!([attachment("image", url)]));
            person.does(&delivery).await.has(&fr(&text::picture_kept()));
        }
        let refused = |why: &str| ("refused".to_owned(), None, Some(why.to_owned()));
        assert_eq!(files(&app).await, vec![refused("not one of the provider's hosts"); forbidden.len()]);
        assert_eq!(asked.load(Ordering::SeqCst), 0, "nobody was asked");
        serving.abort();

        let bad = [
            (meta.keep("gone", 403, "URL signature expired"), "the file is gone"),
            (meta.keep("moved", 302, ""), "the file is elsewhere"),
            (meta.keep("large", 200, vec![b'a'; LARGEST + 1]), "too large or empty"),
            (meta.keep("empty", 200, ""), "too large or empty"),
            (meta.keep("program", 200, &b"MZ\x90\0"[..]), "a program"),
        ];
        for (url, _) in &bad {
            let delivery = person.attachments(&json!([attachment("file", url)]));
            person.does(&delivery).await;
        }
        assert_eq!(files(&app).await[forbidden.len()..], bad.map(|(_, why)| refused(why)));
    }
}

#[tokio::test]
async fn a_file_that_is_late_is_fetched_later() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let mut person = Person::at_menu(&app, &meta, Channel::Messenger, 1).await;
        let url = meta.keep("late", 503, "");
        let delivery = person.attachments(&json!([attachment("image", &url)]));
        person.does(&delivery).await;
        for _ in 0..500 {
            let attempts: Vec<(i32,)> = app.rows("SELECT attempts FROM media WHERE due_at > 0").await;
            if attempts[0].0 > 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        meta.keep("late", 200, JPEG);
        for _ in 0..20 {
            app.clock.advance(jiff::SignedDuration::from_mins(5));
            app.turns.files_wanted.notify_one();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(files(&app).await[0].0, "kept");
    }
}

fn outgoing(channel: Channel, kind: FileKind, bytes: &[u8], text: &str) -> Outgoing {
    let now = "2026-11-23T09:00:00Z".parse::<Timestamp>().unwrap();
    Outgoing {
        id: Uuid::now_v7(),
        channel,
        address: Private::new("200000000000001".to_owned()),
        route: None,
        body: Body::new(Kind::Text, text.to_owned()),
        file: Some((File::new(kind, Some("a file".to_owned())), bytes.to_vec())),
        heard_at: now,
        now,
        by_person: true,
        house: std::sync::Arc::default(),
    }
}

#[tokio::test]
async fn a_file_goes_before_its_words() {
    for (channel, account) in [(Channel::Messenger, tests::messenger::PAGE), (Channel::Instagram, "me")] {
        let meta = Meta::start().await;
        let carrier = Messenger::new(&meta.settings(), channel).unwrap();
        let message = outgoing(channel, FileKind::Image, JPEG, "Voici la carte");
        let id = carrier.send(&message).await.unwrap().unwrap();
        let [upload, file, words] = &meta.calls()[..] else { panic!("three calls") };
        assert!([upload, file, words].iter().all(|call| call.account == account));
        assert_eq!(upload.edge, "message_attachments");
        for part in ["name=\"filedata\"; filename=\"a file\"", "Content-Type: image/jpeg", "JFIF", "\"type\":\"image\""]
        {
            assert!(upload.form.contains(part), "{part} is not in {}", upload.form);
        }
        assert_eq!(upload.form.contains("name=\"platform\"\r\n\r\ninstagram"), channel == Channel::Instagram);
        let expected =
            json!({"attachment": {"type": "image", "payload": {"attachment_id": upload.id.trim_start_matches("m_")}}});
        assert_eq!(file.json["message"], expected, "without our id: its echo says nothing of the words");
        assert_eq!(words.json["message"], json!({"text": "Voici la carte", "metadata": message.id.to_string()}));
        assert_eq!(id, words.id);

        let alone = outgoing(channel, FileKind::Document, b"%PDF-1.7", "");
        let id = carrier.send(&alone).await.unwrap().unwrap();
        let sent = meta.calls().pop().unwrap();
        assert_eq!((&sent.json["message"]["metadata"], &sent.id), (&json!(alone.id.to_string()), &id));
    }
}

/// What Instagram would refuse is refused here, with a reason that the staff can read.
#[tokio::test]
async fn instagram_takes_fewer_types() {
    let meta = Meta::start().await;
    let carrier = Messenger::new(&meta.settings(), Channel::Instagram).unwrap();
    let refused = Err(SendError::NeverThisMessage("Instagram takes no file of this type"));
    for (kind, bytes) in
        [(FileKind::Voice, OGG), (FileKind::Image, &b"RIFF\x08\0\0\0WEBPVP8 "[..]), (FileKind::Document, JPEG)]
    {
        assert_eq!(carrier.send(&outgoing(Channel::Instagram, kind, bytes, "x")).await, refused, "{kind:?}");
    }
    assert!(meta.calls().is_empty());
    carrier.send(&outgoing(Channel::Instagram, FileKind::Voice, M4A, "")).await.unwrap();
    let messenger = Messenger::new(&meta.settings(), Channel::Messenger).unwrap();
    messenger.send(&outgoing(Channel::Messenger, FileKind::Voice, OGG, "")).await.unwrap();
}

/// More than the platform takes at once goes in parts; the buttons and our id are on the last.
#[tokio::test]
async fn long_words_go_in_parts() {
    let meta = Meta::start().await;
    let mut message = outgoing(Channel::Instagram, FileKind::Image, JPEG, &"🌾 campi ".repeat(120));
    message.file = None;
    let button = bot::render::Button {
        label: "Una scelta che è troppo lunga".to_owned(),
        data: "1|menu|x".to_owned(),
        small: false,
    };
    message.body.buttons = vec![vec![button]];
    let carrier = Messenger::new(&meta.settings(), Channel::Instagram).unwrap();
    carrier.send(&message).await.unwrap();
    let calls = meta.calls();
    let [first, last] = &calls[..] else { panic!("two parts: {calls:?}") };
    assert!(calls.iter().all(|call| call.json["message"]["text"].as_str().unwrap().len() <= 1000));
    assert_eq!(
        (&first.json["message"]["metadata"], &first.json["message"]["quick_replies"]),
        (&json!(null), &json!(null))
    );
    let reply = json!([{"content_type": "text", "title": "Una scelta che è tro", "payload": "1|menu|x"}]);
    assert_eq!(
        (&last.json["message"]["metadata"], &last.json["message"]["quick_replies"]),
        (&json!(message.id.to_string()), &reply)
    );
}

/// An API that is not there, that says nothing sensible, that forgets the id.
#[tokio::test]
async fn a_broken_provider_is_tried_again() {
    let meta = Meta::start().await;
    let mut message = outgoing(Channel::Messenger, FileKind::Image, JPEG, "x");
    message.file = None;
    let carrier = |url: &str| {
        let settings = gateway::channel::messenger::Settings { api_url: url.to_owned(), ..meta.settings() };
        Messenger::new(&settings, Channel::Messenger).unwrap()
    };
    let later = Err(SendError::Later(None));
    assert_eq!(carrier("http://127.0.0.1:1").send(&message).await, later, "nobody listens");
    let wrong = carrier(&format!("{}/v1", meta.url)).send(&message).await;
    assert!(matches!(wrong, Err(SendError::ChannelBroken(cause)) if cause.contains("API_URL")), "{wrong:?}");
    let right = carrier(&format!("{}/v25.0/", meta.url));
    meta.fail_next(Failure::HalfAnswer);
    assert_eq!(right.send(&message).await, Err(SendError::InDoubt), "taken, perhaps");
    meta.fail_next(Failure::SlowDown(503, 7));
    assert_eq!(right.send(&message).await, Err(SendError::SlowDown(Some(Duration::from_secs(7)))));
    meta.fail_next(Failure::Refused(500, json!({"code": 1200})));
    assert_eq!(right.send(&message).await, later);
    right.send(&message).await.unwrap();
}
