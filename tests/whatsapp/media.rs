//! Files in both directions: fetched from WhatsApp's own hosts only, taken for what their bytes say.

use super::{WORKER, asked};
use bot::private::Private;
use gateway::{
    channel::{Carrier, Channel, Outgoing, SendError},
    store::{
        media::{File, FileKind, LARGEST},
        message::{Body, Kind},
    },
};
use serde_json::{Value, json};
use std::time::Duration;
use tests::{
    App, Engine,
    whatsapp::{Graph, NUMBER, Stored},
};
use uuid::Uuid;

const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0 a picture";
const OPUS: &[u8] = b"OggS\0\x02............OpusHead a voice";

/// State, type and reason of the last file, when it is settled.
async fn settled(app: &App) -> (String, Option<String>, Option<String>) {
    for _ in 0..500 {
        let rows: Vec<(String, Option<String>, Option<String>)> =
            app.rows("SELECT state, mime, error FROM media ORDER BY id DESC LIMIT 1").await;
        if rows[0].0 != "wanted" {
            return rows[0].clone();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("the file is still wanted");
}

#[tokio::test]
async fn what_workers_send_is_fetched_and_kept() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, _) = asked(&app, &graph).await;
        let table = [
            ("audio", OPUS, "audio/ogg"),
            ("image", JPEG, "image/jpeg"),
            ("document", b"%PDF-1.7 a contract", "application/pdf"),
            // What it is called does not count.
            ("image", b"<html><script>alert(1)</script>", "application/octet-stream"),
            ("document", JPEG, "image/jpeg"),
        ];
        for (kind, bytes, mime) in table {
            let id = graph.store(Stored { bytes: bytes.to_vec(), ..Stored::default() });
            person.does(&json!({"type": kind, kind: {"id": id, "mime_type": "image/png", "caption": "ma paie"}})).await;
            assert_eq!(settled(&app).await, ("kept".to_owned(), Some(mime.to_owned()), None), "{kind}");
        }
        let words: Vec<(i64,)> =
            app.rows("SELECT COUNT(*) FROM message WHERE author = 'worker' AND ticket_id IS NOT NULL").await;
        assert_eq!(words[0].0, 6, "each stands in the ticket");
    }
}

#[tokio::test]
async fn files_come_from_whatsapps_own_hosts_only() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, _) = asked(&app, &graph).await;
        // Somebody else listens on this machine.
        let trap = Graph::start().await;
        let bait = trap.store(Stored { bytes: JPEG.to_vec(), ..Stored::default() });
        let elsewhere = [
            format!("{}/files/{bait}", trap.url),
            format!("{}/files/{bait}", trap.url.replace("127.0.0.1", "localhost")),
            "http://169.254.169.254/latest/meta-data/".to_owned(),
            "https://127.0.0.1/".to_owned(),
            "https://[::1]/".to_owned(),
            "https://lookaside.fbsbx.com.example.org/".to_owned(),
            "https://example.org/?lookaside.fbsbx.com".to_owned(),
            "http://lookaside.fbsbx.com/".to_owned(),
            "file:///etc/passwd".to_owned(),
            "nonsense".to_owned(),
        ];
        for url in elsewhere {
            let id = graph.store(Stored { url: Some(url.clone()), ..Stored::default() });
            person.does(&json!({"type": "image", "image": {"id": id}})).await;
            let (state, _, why) = settled(&app).await;
            assert_eq!((state.as_str(), why.as_deref()), ("refused", Some("not one of the provider's hosts")), "{url}");
        }
        let moved = Some(format!("{}/files/{bait}", trap.url));
        let id = graph.store(Stored { moved, ..Stored::default() });
        person.does(&json!({"type": "image", "image": {"id": id}})).await;
        assert_eq!(settled(&app).await.2.as_deref(), Some("the file is elsewhere"));
        assert!(trap.asked().is_empty(), "nobody was asked with our token");
    }
}

#[tokio::test]
async fn what_is_too_large_a_program_or_gone_is_refused() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, _) = asked(&app, &graph).await;
        let large = vec![b'a'; LARGEST + 1];
        let cases = [
            (Stored { bytes: JPEG.to_vec(), claims: Some(LARGEST + 1), ..Stored::default() }, "too large or empty"),
            (Stored { bytes: large, claims: Some(100), ..Stored::default() }, "too large or empty"),
            (Stored::default(), "too large or empty"),
            (Stored { bytes: b"MZ\x90\0 a program".to_vec(), ..Stored::default() }, "a program"),
        ];
        for (stored, why) in cases {
            let id = graph.store(stored);
            person.does(&json!({"type": "document", "document": {"id": id, "filename": "photo.jpg"}})).await;
            assert_eq!(settled(&app).await.2.as_deref(), Some(why));
        }
        for (id, why) in [("424242", "the file is gone"), ("../1/messages?x=", "its id is none of WhatsApp's")] {
            person.does(&json!({"type": "document", "document": {"id": id}})).await;
            assert_eq!(settled(&app).await.2.as_deref(), Some(why), "{id}");
        }
    }
}

/// What is sent for a file with these words.
async fn send(graph: &Graph, kind: FileKind, name: Option<&str>, bytes: &[u8], words: &str) -> Vec<Value> {
    let (_, client) = graph.channel();
    let before = graph.sent_to(WORKER).len();
    let message = Outgoing {
        id: Uuid::now_v7(),
        channel: Channel::Whatsapp,
        address: Private::new(WORKER.to_owned()),
        route: Some(Private::new(NUMBER.to_owned())),
        body: Body::new(Kind::Attachment, words.to_owned()),
        file: Some((File::new(kind, name.map(str::to_owned)), bytes.to_vec())),
        heard_at: "2026-11-23T09:00:00Z".parse().unwrap(),
        now: "2026-11-23T09:00:00Z".parse().unwrap(),
        by_person: true,
        house: std::sync::Arc::default(),
    };
    let id = client.send(&message).await.unwrap().unwrap();
    let sent = graph.sent_to(WORKER).split_off(before);
    let last = sent.last().unwrap();
    assert_eq!(
        (&last.wamid, last.body["biz_opaque_callback_data"].as_str()),
        (&id, Some(message.id.to_string().as_str()))
    );
    sent.into_iter().map(|sent| sent.body).collect()
}

#[tokio::test]
async fn what_the_staff_send_is_uploaded_and_shown_as_what_it_is() {
    let graph = Graph::start().await;
    let uploaded = |message: &Value| {
        let kind = message["type"].as_str().unwrap();
        let form = graph.uploaded(message[kind]["id"].as_str().unwrap());
        String::from_utf8_lossy(&form).into_owned()
    };
    let [picture] = &send(&graph, FileKind::Image, Some("a.jpg"), JPEG, "Voici").await[..] else { panic!() };
    assert_eq!((&picture["type"], &picture["image"]["caption"]), (&json!("image"), &json!("Voici")));
    let form = uploaded(picture);
    assert!(form.contains("image/jpeg") && form.contains("a picture") && form.contains("whatsapp"), "{form}");

    let [paper] = &send(&graph, FileKind::Document, Some("modulo.pdf"), b"%PDF-1.7", "").await[..] else { panic!() };
    assert_eq!(paper["document"]["filename"], "modulo.pdf");
    assert_eq!(paper["document"]["caption"], Value::Null);

    // Sound has no caption: the words follow it.
    let [voice, words] = &send(&graph, FileKind::Voice, None, OPUS, "Écoute").await[..] else { panic!() };
    assert_eq!((&voice["type"], &voice["audio"]["voice"]), (&json!("audio"), &json!(true)));
    assert!(uploaded(voice).contains("audio/ogg; codecs=opus"));
    assert_eq!(words["text"]["body"], "Écoute");
    assert_eq!(voice["biz_opaque_callback_data"], Value::Null, "only the last part tells that all went out");

    // Words that are too long for a caption.
    let long = "parole ".repeat(200);
    let [picture, words] = &send(&graph, FileKind::Image, None, JPEG, &long).await[..] else { panic!() };
    assert_eq!((&picture["image"]["caption"], &words["text"]["body"]), (&Value::Null, &json!(long)));
}

#[tokio::test]
async fn a_wrong_token_is_told_from_a_file_that_is_gone() {
    let graph = Graph::start().await;
    let (_, client) = graph.channel();
    let gone = client.fetch(&Private::new("1".to_owned()), LARGEST).await;
    assert_eq!(gone, Err(SendError::NeverThisMessage("the file is gone")));
    drop(graph);
    let away = client.fetch(&Private::new("1".to_owned()), LARGEST).await;
    assert!(matches!(away, Err(SendError::Later(None) | SendError::InDoubt)), "{away:?}");
}
