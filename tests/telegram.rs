//! Telegram beyond words and buttons: recorded payloads, files in both directions, campaigns.

use bot::{language::Language, text};
use gateway::{
    channel::{Channel, Event, telegram::parse},
    store::media,
};
use serde_json::{Value, json};
use tests::{
    App, Engine, Worker,
    payloads::{Payload, compare, in_json, master},
};
use uuid::Uuid;

/// The beginning of an OGG Opus file.
const VOICE: &[u8] = b"OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead";

#[test]
fn recorded_payloads_are_read_as_they_stand() {
    compare("telegram", |_, raw| {
        let update = parse(std::str::from_utf8(raw).unwrap(), master()).ok().unwrap();
        let ids = ["callback:{}", "update:{}", "message:{}:{}", "edited:{}:{}:{}"];
        Payload { channel: Channel::Telegram, raw, words: in_json(raw), ids: &ids }
            .describe(&[Event { provider_id: update.provider_id, delivery: update.delivery }])
    });
}

fn voice(id: &str) -> Value {
    json!({"voice": {"file_id": id, "file_unique_id": id, "duration": 3, "mime_type": "audio/ogg", "file_size": VOICE.len()}})
}

/// (state, type, error) of all files, the oldest first, once none is wanted any more.
async fn files(app: &App) -> Vec<(String, Option<String>, Option<String>)> {
    for _ in 0..500 {
        let rows: Vec<(String, Option<String>, Option<String>)> =
            app.rows("SELECT state, mime, error FROM media ORDER BY id").await;
        if rows.iter().all(|(state, ..)| state != "wanted") {
            return rows;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("files are not fetched");
}

#[tokio::test]
async fn a_voice_note_for_a_person_is_kept_sealed() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        app.telegram.keep_file("v1", VOICE);
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        let heard = worker.does(&app.telegram.message(1, voice("v1"))).await;
        heard.has(&text::media_added().in_language(Language::French));
        let [ticket] = &app.tickets().await[..] else { panic!("a voice note opens the ticket") };
        heard.has(&ticket.reference);
        assert_eq!(files(&app).await, [("kept".into(), Some("audio/ogg".into()), None)]);

        let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM media").await;
        let mut reader = app.database.store.reader().await.unwrap();
        let found = media::find(&app.database.store, &mut reader, ids[0].0).await.unwrap().unwrap();
        assert_eq!(app.database.store.files.read(ids[0].0, &found.key).await.unwrap(), VOICE);
        for entry in walk(&app.database.folder.path().join("files")) {
            let stored = std::fs::read(entry).unwrap();
            assert!(!stored.windows(8).any(|part| part == b"OpusHead"), "nothing is kept unsealed");
        }

        // Erased: the row at once, the sealed file soon after.
        drop(reader);
        worker.says("effacer mes données").await;
        worker.presses("erase-yes").await;
        app.a_day_later().await;
        assert_eq!(app.count("media").await, 0);
        app.turns.files_wanted.notify_one();
        for _ in 0..500 {
            if walk(&app.database.folder.path().join("files")).is_empty() && app.count("litter").await == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert!(walk(&app.database.folder.path().join("files")).is_empty());
        assert_eq!(app.count("litter").await, 0);
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn a_file_that_lies_is_what_its_bytes_say() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        app.telegram.keep_file("program", b"MZ\x90\0\x03 a program called voice.ogg");
        app.telegram.keep_file("page", b"<html><script>alert(1)</script></html>");
        app.telegram.keep_file("huge", &vec![b'a'; media::LARGEST + 1]);
        app.telegram.keep_file("empty", b"");
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        for id in ["program", "page", "huge", "empty", "gone"] {
            worker
                .does(&app.telegram.message(1, voice(id)))
                .await
                .has(&text::voice_kept().in_language(Language::French));
        }
        let refused = |why: &str| ("refused".to_owned(), None, Some(why.to_owned()));
        assert_eq!(
            files(&app).await,
            [
                refused("a program"),
                ("kept".into(), Some("application/octet-stream".into()), None),
                refused("too large or empty"),
                refused("too large or empty"),
                refused("refused by Telegram"),
            ]
        );
    }
}

/// The provider is away for an hour: the file is fetched when it is back.
#[tokio::test]
async fn a_file_waits_for_its_provider() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        app.telegram.keep_file("later", VOICE);
        app.telegram.files_fail(true);
        worker.does(&app.telegram.message(1, voice("later"))).await;
        let state = async || app.rows::<(String, i32)>("SELECT state, attempts FROM media").await[0].clone();
        for _ in 0..500 {
            if state().await.1 > 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(state().await.0, "wanted");
        app.telegram.files_fail(false);
        for _ in 0..60 {
            app.clock.advance(jiff::SignedDuration::from_mins(1));
            app.turns.files_wanted.notify_one();
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            if state().await.0 == "kept" {
                break;
            }
        }
        assert_eq!(files(&app).await[0].0, "kept");
    }
}

#[tokio::test]
async fn the_campaign_that_brought_somebody_is_kept_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::new(&app, 1);
        worker.says("/start foggia-leaflet").await.has(&text::language_choose().in_language(Language::French));
        worker.says("/start another").await;
        let mut other = Worker::new(&app, 2);
        other.says("/start with spaces and words").await;
        let kept: Vec<(Option<String>,)> = app.rows("SELECT campaign FROM conversation ORDER BY created_at, id").await;
        assert_eq!(kept, [(Some("foggia-leaflet".to_owned()),), (None,)]);
    }
}
