//! Recording, photos, files; and phones that can do none of it.

use super::worker::Worker;
use crate::web::media::answer_with;
use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use bot::{command::TicketCommand, language::Language, private::Private, text};
use gateway::store::media::{self, FileKind};
use serde_json::json;
use std::time::Duration;
use tests::{
    App, Engine,
    chromium::{Chromium, Look},
};
use uuid::Uuid;

const ICON: &[u8] = include_bytes!("../../gateway/assets/page/icon-192.png");

impl Worker {
    /// Chooses a photo with the place in it, as a camera makes them: 3000 by 2000.
    pub async fn photo(&self, name: &str) -> tempfile::TempDir {
        let draw = "
            var canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
            canvas.width = 3000;
            canvas.height = 2000;
            for (var at = 0; at < 60; at++) {
                pen.fillStyle = 'hsl(' + at * 6 + ', 80%, 50%)';
                pen.fillRect(at * 50, 0, 50, 2000);
            }
            return canvas.toDataURL('image/jpeg', .9).split(',')[1];";
        let jpeg = BASE64.decode(self.window.ask::<String>(draw, vec![]).await).unwrap();
        let exif = b"Exif\0\0II*\0\x08\0\0\0 GPS 41.4600 N 15.5400 E";
        let (start, rest) = jpeg.split_at(2);
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        self.chooses(name, &[start, b"\xFF\xE1", &length, exif, rest].concat()).await
    }

    /// Chooses a file, which is there for as long as its folder: the browser reads it when it likes.
    pub async fn chooses(&self, name: &str, bytes: &[u8]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(name).with_extension("jpg");
        std::fs::write(&file, bytes).unwrap();
        let waiting =
            "return document.querySelectorAll('.bubble.worker').length + document.getElementById('line').textContent";
        let before: serde_json::Value = self.window.ask(waiting, vec![]).await;
        let input = self.window.client.find(fantoccini::Locator::Id("file")).await.unwrap();
        input.send_keys(file.to_str().unwrap()).await.unwrap();
        let changed = format!("return (function () {{ {waiting} }})() !== arguments[0]");
        let _: bool = self.window.wait("the file", &changed, vec![before]).await;
        folder
    }
}

/// The one file that was sent, with its type.
async fn sent(app: &App, count: usize) -> Vec<(String, Vec<u8>)> {
    for _ in 0..1500 {
        let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM media WHERE state = 'kept' ORDER BY id").await;
        if ids.len() == count {
            let store = &app.database.store;
            let mut all = Vec::new();
            for (id,) in ids {
                let found = media::find(store, &mut store.reader().await.unwrap(), id).await.unwrap().unwrap();
                all.push((found.mime.unwrap(), store.files.read(id, &found.key).await.unwrap()));
            }
            return all;
        }
        assert!(ids.len() < count, "sent twice");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{count} files have not arrived");
}

/// Width and height from the frame header of a JPEG.
fn measures(jpeg: &[u8]) -> (u16, u16) {
    let mut at = 2;
    loop {
        let part = &jpeg[at..];
        let word = |at: usize| u16::from_be_bytes([part[at], part[at + 1]]);
        if matches!(part[1], 0xC0..=0xC2) {
            return (word(7), word(5));
        }
        at += 2 + usize::from(word(2));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recording_is_sent_when_the_person_says_so() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::SMALL, "6-voice", &app.url, Language::Wolof).await;
    let recording = "return !document.getElementById('recording').hidden";
    let second = "return document.getElementById('clock').textContent >= '0:02'";

    worker.window.click_css("#record").await;
    let _: bool = worker.window.wait("recording", recording, vec![]).await;
    let _: bool = worker.window.wait("two seconds", second, vec![]).await;
    worker.window.picture("recording").await;
    worker.window.click_css("#record-cancel").await;
    let writing = "return !document.getElementById('form').hidden";
    let _: bool = worker.window.wait("box", writing, vec![]).await;
    assert_eq!(app.count("media").await, 0, "thrown away");

    worker.window.click_css("#record").await;
    let _: bool = worker.window.wait("recording", recording, vec![]).await;
    let _: bool = worker.window.wait("two seconds", second, vec![]).await;
    worker.window.click_css("#record-send").await;
    worker.has_sent("🎤").await;
    worker.hears(&text::voice_kept()).await;
    worker.window.picture("sent").await;
    let all = sent(&app, 1).await;
    let [(mime, bytes)] = &all[..] else { panic!() };
    assert!(["video/webm", "audio/webm"].contains(&mime.as_str()), "{mime}");
    assert!((1_000..100_000).contains(&bytes.len()), "{} bytes for two seconds", bytes.len());

    let silent = "navigator.mediaDevices.getUserMedia = function () { return Promise.reject(new Error('denied')); };";
    worker.window.ask::<Option<bool>>(silent, vec![]).await;
    worker.window.click_css("#record").await;
    let told = "return document.getElementById('line').textContent === arguments[0] && !document.getElementById('record').disabled";
    let words = text::page_no_microphone().in_language(Language::Wolof);
    let _: bool = worker.window.wait("why not", told, vec![json!(words)]).await;
    worker.write("Nanga def").await;
    worker.has_sent("Nanga def").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photo_becomes_small_and_forgets_where_it_was_taken() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "6-photo", &app.url, Language::English).await;
    let _photo = worker.photo("photo").await;
    worker.has_sent("📷").await;
    worker.hears(&text::picture_kept()).await;
    worker.window.picture("sent").await;
    let all = sent(&app, 1).await;
    let (mime, bytes) = &all[0];
    assert_eq!((mime.as_str(), measures(bytes)), ("image/jpeg", (1600, 1067)));
    assert!(!bytes.windows(4).any(|four| four == b"Exif" || four == b"GPS "), "the place is still in it");

    // What is no picture goes as it is, with its name; a picture that no browser can read as a file.
    let _slip = worker.chooses("pay slip", b"\xFF\xD8\xFF\xE0 broken").await;
    let all = {
        worker.has_sent("📷").await;
        sent(&app, 2).await
    };
    assert_eq!(all[1].1, b"\xFF\xD8\xFF\xE0 broken");
    let _film = worker.chooses("film", &vec![0; 10 * 1024 * 1024 + 1]).await;
    let told = "return document.getElementById('line').textContent === arguments[0]";
    let words = text::page_too_big().in_language(Language::English);
    let _: bool = worker.window.wait("too big", told, vec![json!(words)]).await;
    worker.window.picture("too-big").await;
    assert_eq!(app.count("media").await, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_person_sends_can_be_seen_and_heard() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::PHONE, "6-answer", &app.url, Language::French).await;
    worker.tap(&text::choice_person()).await;
    worker.hears(&text::person_ask()).await;
    worker.window.click_css("#record").await;
    let second = "return document.getElementById('clock').textContent >= '0:01'";
    let _: bool = worker.window.wait("a second", second, vec![]).await;
    worker.window.click_css("#record-send").await;
    worker.has_sent("🎤").await;
    let (_, voice) = sent(&app, 1).await.pop().unwrap();
    let ticket = app.tickets().await.pop().unwrap();
    app.attend(ticket.id, TicketCommand::Answer { text: Private::new("Voici".to_owned()) }).await;
    answer_with(&app, ticket.id, FileKind::Image, "image/png", ICON).await;
    answer_with(&app, ticket.id, FileKind::Voice, "video/webm", &voice).await;
    answer_with(&app, ticket.id, FileKind::Document, "application/pdf", b"%PDF-1.7").await;

    let seen = "var image = document.querySelector('.person img'); return image && image.naturalWidth === 192";
    let _: bool = worker.window.wait("picture", seen, vec![]).await;
    let play = "
        var player = document.querySelector('.person audio');
        if (player && player.paused) player.play();
        return player && (player.currentTime > 0 || player.ended);";
    let _: bool = worker.window.wait("voice", play, vec![]).await;
    let file = "var link = document.querySelector('.person a.file[download]'); return link && link.textContent";
    let file: String = worker.window.wait("file", file, vec![]).await;
    assert_eq!(file, "📎 answer");
    worker.window.picture("answer").await;
    worker.window.assert_fits().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_old_phone_has_no_buttons_that_do_nothing() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let worker = Worker::arrive(&chromium, Look::SMALL, "6-old", &app.url, Language::French).await;
    let old = "
        delete window.MediaRecorder; delete window.PushManager; delete window.Notification; delete window.indexedDB;
        delete Navigator.prototype.serviceWorker; delete Navigator.prototype.mediaDevices; delete window.fetch;
        delete window.caches; delete HTMLCanvasElement.prototype.toBlob; delete window.Storage;
        Object.defineProperty(window, 'localStorage', { get: function () { throw new Error('denied'); } });";
    worker.window.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": old })).await;
    worker.window.client.refresh().await.unwrap();
    worker.hears(&text::menu()).await;
    for id in ["record", "notify"] {
        let hidden: bool =
            worker.window.ask("return document.getElementById(arguments[0]).hidden", vec![json!(id)]).await;
        assert!(hidden, "{id}");
    }
    worker.window.picture("menu").await;
    worker.write("Bonjour").await;
    worker.has_sent("Bonjour").await;
    let _photo = worker.photo("photo").await;
    worker.has_sent("📷").await;
    let all = sent(&app, 1).await;
    assert_eq!(measures(&all[0].1), (1600, 1067));
    worker.window.click_css("#more").await;
    worker.window.click_css("#read").await;
    let _: bool =
        worker.window.wait("texts", "return !!document.querySelector('#texts a[href=\"tel:112\"]')", vec![]).await;
}
