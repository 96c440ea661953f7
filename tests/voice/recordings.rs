//! What callers said, and what they hear of recorded voices: fetched from the provider alone, kept sealed, played.

use super::{NUMBER, it};
use bot::{language::Language, text};
use gateway::store::media;
use jiff::SignedDuration;
use reqwest::StatusCode;
use std::{fs, time::Duration};
use tests::{
    App, Engine,
    voice::{Caller, SID, Then, sound, start},
};
use uuid::Uuid;

type Media = (Uuid, String, Option<String>, Option<String>);

async fn media(app: &App) -> Vec<Media> {
    app.rows("SELECT id, state, mime, error FROM media ORDER BY id").await
}

/// Waits until there is one file in this state.
async fn becomes(app: &App, state: &str) -> Media {
    for _ in 0..500 {
        app.turns.files_wanted.notify_one();
        let files = media(app).await;
        if files.len() == 1 && files[0].1 == state {
            return files[0].clone();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("not {state} but {:?}", media(app).await);
}

/// The one recording of this call is in the store, whole and sealed.
pub async fn is_kept(app: &App, sid: &str) {
    let (id, _, mime, _) = becomes(app, "kept").await;
    assert_eq!(mime.as_deref(), Some("audio/mpeg"));
    let store = &app.database.store;
    let found = media::find(store, &mut store.reader().await.unwrap(), id).await.unwrap().unwrap();
    assert_eq!(store.files.read(id, &found.key).await.unwrap(), sound(sid));
    for file in files(&app.database.folder.path().join("files")) {
        assert!(!fs::read(file).unwrap().windows(sid.len()).any(|bytes| bytes == sid.as_bytes()), "not sealed");
    }
}

fn files(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

#[tokio::test]
async fn a_recording_somewhere_else_is_not_fetched_but_its_call_is_a_ticket() {
    for engine in Engine::all() {
        for elsewhere in [
            "http://127.0.0.1:1/2010-04-01/Accounts/AC/Recordings/RE1",
            "http://169.254.169.254/latest/meta-data/RE1",
            "http://localhost/RE1",
            "file:///etc/RE1",
            "nonsense",
        ] {
            let (app, exchange) = start(engine, None).await;
            let mut caller = Caller::at(&app, &exchange, NUMBER, "11").await;
            let Then::Record { action, .. } = caller.answer.then.clone() else { panic!("no record") };
            let more = [("RecordingUrl", elsewhere), ("RecordingSid", "RE1"), ("RecordingDuration", "3")];
            assert!(caller.goes_on(&action, &more).await.is_over());
            let (.., error) = becomes(&app, "refused").await;
            assert_eq!(error.as_deref(), Some("not one of the provider's hosts"), "{elsewhere}");
            assert_eq!(app.count("ticket").await, 1);
            assert!(exchange.asked().is_empty());
        }
    }
}

#[tokio::test]
async fn a_provider_that_sends_us_elsewhere_sends_us_nowhere() {
    let (app, exchange) = start(Engine::Sqlite, None).await;
    exchange.answers_instead(302, Some(format!("{}/secret", app.url)));
    let mut caller = Caller::at(&app, &exchange, NUMBER, "11").await;
    caller.speaks(2).await;
    let (.., error) = becomes(&app, "refused").await;
    assert_eq!(error.as_deref(), Some("the file is elsewhere"));
    assert_eq!(exchange.asked().len(), 1);
}

#[tokio::test]
async fn a_recording_that_is_not_there_yet_is_fetched_later() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        for status in [404, 500, 429] {
            exchange.answers_instead(status, None);
        }
        let mut caller = Caller::at(&app, &exchange, NUMBER, "11").await;
        let recording = caller.speaks(2).await;
        for attempts in 1..=3 {
            while exchange.asked().len() < attempts {
                app.turns.files_wanted.notify_one();
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
            app.clock.advance(SignedDuration::from_mins(1));
        }
        is_kept(&app, &caller.sid).await;
        let asked = format!("2010-04-01/Accounts/{SID}/Recordings/{recording}.mp3");
        assert_eq!(exchange.asked(), vec![asked; 4]);
    }
}

#[tokio::test]
async fn where_there_is_a_recorded_voice_it_speaks() {
    let folder = tempfile::tempdir().unwrap();
    let wolof = folder.path().join("wo");
    fs::create_dir_all(&wolof).unwrap();
    fs::create_dir_all(folder.path().join("secret")).unwrap();
    fs::write(folder.path().join("secret/key.mp3"), b"secret").unwrap();
    for name in ["call-key-language-7", "call-welcome", "emergency", "1", "2"] {
        fs::write(wolof.join(format!("{name}.mp3")), sound(name)).unwrap();
    }
    fs::write(wolof.join("call-record.wav"), b"RIFF").unwrap();
    fs::write(wolof.join("notes.txt"), b"notes").unwrap();
    let (app, exchange) = start(Engine::Sqlite, Some(folder.path().to_owned())).await;

    let first = Caller::ring(&app, &exchange, NUMBER).await;
    let play = |name: &str| ("play".to_owned(), format!("{}/voice/recordings/wo/{name}", app.url));
    assert!(first.answer.said.contains(&play("call-key-language-7.mp3")));
    let mut caller = Caller::at(&app, &exchange, NUMBER, "7").await;
    assert_eq!(caller.answer.said[0], play("call-welcome.mp3"));
    // What nobody has recorded is said in French.
    let french = text::call_key_message("1".to_owned()).in_language(Language::French);
    assert_eq!(caller.answer.said[1], ("fr-FR".to_owned(), french.replace(['\u{2068}', '\u{2069}'], "")));
    // Digits are played one by one if all of a number are there.
    caller.presses("4").await;
    let digits = [play("emergency.mp3"), play("1.mp3"), play("1.mp3"), play("2.mp3")];
    assert_eq!(caller.answer.said[..4], digits);
    assert_eq!(caller.answer.said[4], ("fr-FR".to_owned(), "8 0 0, 2 9 0, 2 9 0".to_owned()));
    caller.presses("1").await;
    assert_eq!(caller.answer.said[0], play("call-record.wav"));

    let get = async |path: &str| app.http.get(format!("{}/voice/recordings/{path}", app.url)).send().await.unwrap();
    let served = get("wo/call-welcome.mp3").await;
    assert_eq!((served.status(), &served.headers()["content-type"]), (StatusCode::OK, &"audio/mpeg".parse().unwrap()));
    assert_eq!(served.bytes().await.unwrap(), sound("call-welcome"));
    assert_eq!(get("wo/call-record.wav").await.headers()["content-type"], "audio/wav");
    for trick in [
        "wo/call-welcome.wav",
        "wo/notes.txt",
        "wo/unknown.mp3",
        "it/call-welcome.mp3",
        "secret/key.mp3",
        "wo/..%2Fsecret%2Fkey.mp3",
        "wo%2F..%2Fsecret/key.mp3",
        "..%2Fmaster/key",
        "wo/%00.mp3",
        "wo/.mp3",
        "wo/call-welcome",
    ] {
        assert_eq!(get(trick).await.status(), StatusCode::NOT_FOUND, "{trick}");
    }
}

#[tokio::test]
async fn nothing_was_said() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "11").await;
        caller.waits().await.has(&it(&text::call_no_voice()));
        assert!(matches!(caller.answer.then, Then::Record { .. }));
        // Of no length is nothing, too.
        let Then::Record { action, .. } = caller.answer.then.clone() else { panic!("no record") };
        let more = [("RecordingUrl", "http://127.0.0.1/RE9"), ("RecordingSid", "RE9"), ("RecordingDuration", "0")];
        caller.goes_on(&action, &more).await.has(&it(&text::call_key_message("1".to_owned())));
        assert_eq!((app.count("ticket").await, app.count("media").await), (0, 0));
        caller.hangs_up().await;
        assert_eq!(super::callbacks(&app).await, [super::Row::open("abandoned", None)]);
    }
}
