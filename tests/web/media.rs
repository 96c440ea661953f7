//! Recordings, photos and files: what is taken, what is refused, who may see it.

use super::{Page, list, plain};
use bot::{command::TicketCommand, language::Language, private::Private, text};
use gateway::{
    seal::DataKey,
    store::{
        conversation,
        media::{self, File, FileKind, Kept, NewMedia},
        message::{self, Author, Body, Kind, NewMessage},
    },
};
use reqwest::{StatusCode, header};
use serde_json::json;
use std::time::Duration;
use tests::{App, Engine};
use uuid::Uuid;

const JPEG: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01 a photo";
const OGG: &[u8] = b"OggS\0\x02..........................OpusHead a voice";
const WEBM: &[u8] =
    b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\xF7\x81\x01\x42\xF2\x81\x04\x42\xF3\x81\x08\x42\x82\x84webm a voice";
const MP4: &[u8] = b"\0\0\0\x1CftypM4A \0\0\0\0M4A mp42isom a voice";
const PDF: &[u8] = b"%PDF-1.7 a pay slip";
const LARGEST: usize = 10 * 1024 * 1024;

impl Page<'_> {
    async fn sends(&self, query: &str, bytes: impl Into<reqwest::Body>) -> StatusCode {
        let request = self.http.post(format!("{}/web/media?{query}", self.app.url)).header("x-approdo", "1");
        request.body(bytes).send().await.unwrap().status()
    }
}

/// Waits until everything that was sent is kept or refused; the types, by their bytes.
async fn kept(app: &App) -> Vec<(String, Option<String>)> {
    for _ in 0..500 {
        let all: Vec<(String, Option<String>)> = app.rows("SELECT state, mime FROM media ORDER BY id").await;
        if all.iter().all(|(state, _)| state != "wanted") {
            return all;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("files are not fetched");
}

#[tokio::test]
async fn what_is_sent_is_kept_shown_as_a_sign_and_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::at_menu(&app, "en").await;
        page.presses("person", "1|menu|person").await;
        let sent: [(&str, &[u8], &str, &str); 6] = [
            ("kind=voice&id=v1", OGG, "voice", "audio/ogg"),
            ("kind=voice&id=v2", WEBM, "voice", "video/webm"),
            ("kind=voice&id=v3", MP4, "voice", "audio/m4a"),
            ("kind=image&id=i1", JPEG, "image", "image/jpeg"),
            ("kind=file&id=f1", PDF, "document", "application/pdf"),
            ("kind=file&id=f2", b"<script>alert(1)</script>", "document", "application/octet-stream"),
        ];
        for (query, bytes, ..) in sent {
            assert_eq!(page.sends(query, bytes).await, StatusCode::OK, "{query}");
            assert_eq!(page.sends(query, bytes).await, StatusCode::OK, "{query} again");
        }
        let fetched = page.fetch("").await;
        let own: Vec<_> = list(&fetched).iter().filter(|message| message.get("media").is_some()).collect();
        assert_eq!(own.len(), sent.len(), "each once");
        for (message, (query, _, kind, _)) in own.iter().zip(sent) {
            assert_eq!((message["from"].as_str(), message["media"]["kind"].as_str()), (Some("worker"), Some(kind)));
            assert!(query.ends_with(message["client_id"].as_str().unwrap()));
        }
        let said = text::media_added().in_language(Language::English);
        assert!(list(&fetched).iter().any(|message| message["text"].as_str().unwrap().contains(&said)));
        assert_eq!(app.tickets().await.len(), 1, "a voice note takes the place of words");
        assert_eq!(kept(&app).await, sent.map(|(.., mime)| ("kept".to_owned(), Some(mime.to_owned()))));
    }
}

#[tokio::test]
async fn what_is_refused_leaves_nothing_behind() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::open(&app).await;
        let long = "x".repeat(65);
        let refused: [(String, Vec<u8>, u16); 14] = [
            ("kind=voice&id=1".into(), vec![], 422),
            ("kind=voice".into(), OGG.into(), 422),
            ("id=1".into(), OGG.into(), 422),
            ("kind=&id=1".into(), OGG.into(), 422),
            ("kind=sticker&id=1".into(), OGG.into(), 422),
            ("kind=voice&id=".into(), OGG.into(), 422),
            (format!("kind=voice&id={long}"), OGG.into(), 422),
            ("kind=image&id=1".into(), b"words that say they are a photo".into(), 415),
            ("kind=image&id=1".into(), OGG.into(), 415),
            ("kind=image&id=1".into(), b"<svg xmlns='http://www.w3.org/2000/svg'/>".into(), 415),
            ("kind=voice&id=1".into(), JPEG.into(), 415),
            ("kind=file&id=1".into(), b"MZ\x90\0 a program".into(), 415),
            ("kind=file&id=1".into(), [b"\x7FELF\x02\x01\x01".as_slice(), &[0; 64]].concat(), 415),
            ("kind=file&id=1".into(), vec![b'x'; LARGEST + 1], 413),
        ];
        for (query, bytes, status) in refused {
            let length = bytes.len();
            assert_eq!(page.sends(&query, bytes).await.as_u16(), status, "{query}, {length} bytes");
        }
        let upload = || plain().post(format!("{}/web/media?kind=image&id=1", app.url)).body(JPEG);
        assert_eq!(upload().send().await.unwrap().status(), 403);
        assert_eq!(upload().header("x-approdo", "1").send().await.unwrap().status(), 401);
        assert_eq!(page.get("/web/media?kind=image&id=1").await.status(), 405);
        assert_eq!((app.count("inbound").await, app.count("media").await, app.count("contact").await), (0, 0, 0));
        assert_eq!(page.sends("kind=file&id=1", vec![b'x'; LARGEST]).await, 200, "just not too large");
    }
}

#[tokio::test]
async fn a_name_is_kept_apart_from_addresses_and_paths() {
    let app = App::start(Engine::Sqlite).await;
    let page = Page::at_menu(&app, "fr").await;
    for (id, name, shown) in [
        ("1", "busta%20paga%20%D8%A3.pdf", json!("busta paga أ.pdf")),
        ("2", "..%2F..%2Fetc%2Fpasswd", json!("../../etc/passwd")),
        ("3", "%0D%0Ax", json!("x")),
        ("4", "%zz", json!(null)),
        ("5", "", json!(null)),
        ("6", &"%D8%A3".repeat(500), json!("أ".repeat(120))),
    ] {
        let request = page.http.post(format!("{}/web/media?kind=file&id={id}", app.url)).header("x-approdo", "1");
        assert_eq!(request.header("x-name", name).body(PDF).send().await.unwrap().status(), 200, "{name}");
        let fetched = page.fetch("").await;
        let message = list(&fetched).iter().find(|message| message["client_id"] == id).unwrap();
        assert_eq!(message["media"].get("name").unwrap_or(&json!(null)), &shown, "{name}");
    }
    assert!(kept(&app).await.iter().all(|(state, _)| state == "kept"));
    let media =
        list(&page.fetch("").await).iter().find(|message| message["client_id"] == "2").unwrap()["media"]["id"].clone();
    let answer = page.get(&format!("/web/media/{}", media.as_str().unwrap())).await;
    assert_eq!(answer.headers()[header::CONTENT_DISPOSITION], "attachment", "no name in a header");
}

/// A file that a person of the staff sends.
pub async fn answer_with(app: &App, ticket: Uuid, kind: FileKind, mime: &str, bytes: &[u8]) -> Uuid {
    let store = &app.database.store;
    let now = app.clock.now();
    let mut tx = store.begin().await.unwrap();
    let v = conversation::load_of_ticket(store, &mut tx, ticket).await.unwrap().unwrap();
    let file = File::new(kind, Some("answer".to_owned()));
    let own = DataKey::fresh();
    store.files.keep(file.id, &own, bytes).await.unwrap();
    let row = NewMedia {
        id: file.id,
        conversation_id: v.id,
        channel: v.channel,
        key_sealed: v.key.seal_key(gateway::store::media::KEY.of(file.id), &own),
        source_sealed: None,
        kept: Some(Kept { mime: mime.to_owned(), size: bytes.len() as i64 }),
    };
    let mut body = Body::new(Kind::Attachment, text::media_arrived().in_language(Language::French));
    body.files = vec![file.clone()];
    let id = Uuid::now_v7();
    let message = NewMessage {
        id,
        conversation_id: v.id,
        ticket_id: Some(ticket),
        author: Author::Staff(Uuid::now_v7()),
        body_sealed: body.seal(&v.key, id),
    };
    message::insert(&mut tx, &[message], now).await.unwrap();
    media::insert(&mut tx, &[row], now).await.unwrap();
    tx.commit().await.unwrap();
    file.id
}

#[tokio::test]
async fn a_file_goes_to_its_own_visitor_only() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::at_menu(&app, "fr").await;
        page.presses("person", "1|menu|person").await;
        page.says("words", "Bonjour").await;
        let ticket = app.tickets().await.pop().unwrap();
        app.attend(ticket.id, TicketCommand::Answer { text: Private::new("Voici".to_owned()) }).await;
        let stranger = Page::at_menu(&app, "fr").await;
        for (kind, mime, bytes, disposition) in [
            (FileKind::Image, "image/jpeg", JPEG, "inline"),
            (FileKind::Voice, "audio/ogg", OGG, "inline"),
            (FileKind::Document, "application/pdf", PDF, "attachment"),
            (FileKind::Document, "application/octet-stream", &b"<script>alert(1)</script>"[..], "attachment"),
        ] {
            let id = answer_with(&app, ticket.id, kind, mime, bytes).await;
            let path = format!("/web/media/{id}");
            let fetched = page.fetch("").await;
            let message = list(&fetched).last().unwrap();
            assert_eq!((&message["from"], &message["media"]["id"]), (&json!("person"), &json!(id)));
            let answer = page.get(&path).await;
            assert_eq!(answer.status(), 200);
            for (name, value) in [
                ("content-type", mime),
                ("content-disposition", disposition),
                ("cache-control", "private, no-store"),
                ("x-content-type-options", "nosniff"),
                ("accept-ranges", "bytes"),
            ] {
                assert_eq!(answer.headers()[name], value, "{name} of {mime}");
            }
            assert!(answer.headers()["content-security-policy"].to_str().unwrap().contains("sandbox"));
            assert_eq!(answer.bytes().await.unwrap(), bytes);
            let part = page.http.get(format!("{}{path}", app.url)).header("range", "bytes=2-4").send().await.unwrap();
            assert_eq!(
                (part.status().as_u16(), part.headers()["content-range"].to_str().unwrap().to_owned()),
                (206, format!("bytes 2-4/{}", bytes.len()))
            );
            assert_eq!(part.bytes().await.unwrap(), &bytes[2..=4]);

            assert_eq!(stranger.get(&path).await.status(), 404, "another visitor");
            assert_eq!(plain().get(format!("{}{path}", app.url)).send().await.unwrap().status(), 401);
        }
        for other in ["x", "..%2F..", &Uuid::now_v7().to_string()] {
            assert_eq!(page.get(&format!("/web/media/{other}")).await.status(), 404, "{other}");
        }
        // The form shows it, too.
        assert!(page.get("/form").await.text().await.unwrap().contains("/web/media/"));
    }
}
