//! Multimedia messages: their files come from the provider's own hosts, and from nowhere else.

use super::{WORKER, start};
use bot::{language::Language, text};
use reqwest::StatusCode;
use std::time::Duration;
use tests::{
    App, Engine,
    sms::{Answer, Phone, Provider, post_signed},
};

const PICTURE: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01";
const VOICE: &[u8] = b"OggS\0\x02\0\0\0\0\0\0\0\0";

async fn sends(phone: &Phone<'_>, words: &str, files: &[(&str, &str)]) {
    let mut form = phone.provider.message(&phone.number, words);
    form.retain(|(name, _)| name != "NumMedia");
    form.push(("NumMedia".to_owned(), files.len().to_string()));
    for (i, (kind, url)) in files.iter().enumerate() {
        form.push((format!("MediaContentType{i}"), (*kind).to_owned()));
        form.push((format!("MediaUrl{i}"), (*url).to_owned()));
    }
    assert_eq!(post_signed(phone.app, "/webhooks/sms", &form).await, StatusCode::OK);
}

/// State, type and reason of every file, when all have been looked at.
async fn files(app: &App) -> Vec<(String, Option<String>, Option<String>)> {
    for _ in 0..1000 {
        let rows: Vec<(String, Option<String>, Option<String>)> =
            app.rows("SELECT state, mime, error FROM media ORDER BY id").await;
        if !rows.is_empty() && rows.iter().all(|(state, ..)| state != "wanted") {
            return rows;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    panic!("files are not fetched");
}

async fn phone<'a>(app: &'a App, provider: &'a Provider) -> Phone<'a> {
    Phone::at_menu(app, provider, WORKER, Language::French).await
}

#[tokio::test]
async fn pictures_and_voices_are_fetched_and_kept() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let mut phone = phone(&app, &provider).await;
        let picture = provider.keep("ME1", Answer::Bytes(PICTURE.to_vec()));
        let voice = provider.keep("ME2", Answer::Bytes(VOICE.to_vec()));
        sends(&phone, "", &[("audio/ogg", &voice)]).await;
        phone.reads().await.has(&text::voice_kept(), Language::French);
        sends(&phone, "", &[("image/jpeg", &picture), ("audio/ogg", &voice)]).await;
        phone.reads().await.has(&text::picture_kept(), Language::French);
        // With words, the words are what is answered.
        sends(&phone, "2", &[("image/jpeg", &picture)]).await;
        phone.reads().await.has(&text::consent_1(), Language::French);
        let kept = files(&app).await;
        assert_eq!(kept.len(), 4);
        assert!(kept.iter().all(|(state, ..)| state == "kept"), "{kept:?}");
        assert_eq!(kept[1].1.as_deref(), Some("image/jpeg"), "by its bytes");
        let fetched = provider.fetched();
        assert!(fetched.contains(&"ME1 with password".to_owned()), "{fetched:?}");
        assert!(fetched.contains(&"store/ME1 without".to_owned()), "the store gets no password: {fetched:?}");
        assert!(fetched.iter().all(|line| line.starts_with("ME") == line.ends_with("password")), "{fetched:?}");
    }
}

#[tokio::test]
async fn files_come_from_the_providers_hosts_only() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let phone = phone(&app, &provider).await;
        let other = Provider::start().await;
        let elsewhere = other.keep("ME1", Answer::Bytes(PICTURE.to_vec()));
        let to_elsewhere = provider.keep("ME2", Answer::Redirects(format!("{}/store/ME1", other.url)));
        let to_metadata = provider.keep("ME3", Answer::Redirects("http://169.254.169.254/latest/meta-data/".into()));
        let to_file = provider.keep("ME4", Answer::Redirects("file:///etc/passwd".into()));
        // The store sends on once more.
        let in_circles = provider.keep("ME5", Answer::Redirects("/store/ME5".into()));
        let gone = "http://127.0.0.1:1/x".to_owned();
        let foreign = [
            elsewhere,
            to_elsewhere,
            to_metadata,
            to_file,
            gone,
            "file:///etc/passwd".into(),
            "?".into(),
            String::new(),
        ];
        let urls: Vec<_> = foreign.iter().map(|url| ("image/jpeg", url.as_str())).collect();
        sends(&phone, "", &urls).await;
        sends(&phone, "", &[("image/jpeg", &in_circles)]).await;
        let refused = files(&app).await;
        let whys: Vec<_> = refused.iter().map(|(state, _, why)| (state.as_str(), why.as_deref().unwrap())).collect();
        let (last, others) = whys.split_last().unwrap();
        assert_eq!(others, [("refused", "not one of the provider's hosts"); 8]);
        assert_eq!(*last, ("refused", "the file is elsewhere"));
        let store = provider.fetched().iter().filter(|line| line.starts_with("store/ME5")).count();
        assert_eq!(store, 1, "followed once");
        assert!(other.fetched().is_empty(), "nobody else was asked for anything");
    }
}

#[tokio::test]
async fn files_that_are_too_large_or_gone_are_given_up() {
    let (app, provider) = start(Engine::Sqlite).await;
    let phone = phone(&app, &provider).await;
    let endless = provider.keep("ME1", Answer::Endless);
    let announced = provider.keep("ME2", Answer::Bytes(vec![7; 20 * 1024 * 1024 + 1]));
    let gone = provider.keep("ME3", Answer::Status(404));
    sends(&phone, "", &[("video/mp4", &endless), ("video/mp4", &announced), ("video/mp4", &gone)]).await;
    let whys: Vec<_> = files(&app).await.into_iter().map(|(_, _, why)| why.unwrap()).collect();
    assert_eq!(whys, ["too large or empty", "too large or empty", "the file is gone"]);
}

/// Later is soon enough: the file waits where it is.
#[tokio::test]
async fn a_provider_that_does_not_answer_is_asked_again() {
    let (app, provider) = start(Engine::Sqlite).await;
    let phone = phone(&app, &provider).await;
    let busy = provider.keep("ME1", Answer::Status(503));
    sends(&phone, "", &[("image/jpeg", &busy)]).await;
    for _ in 0..1000 {
        if !provider.fetched().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(provider.fetched(), ["ME1 with password"]);
    provider.keep("ME1", Answer::Bytes(PICTURE.to_vec()));
    // Put off by seconds, in a transaction of its own; until then it is claimed for minutes.
    for _ in 0..1000 {
        let due: Vec<(i64,)> = app.rows("SELECT due_at FROM media").await;
        if due[0].0 - app.clock.now().as_millisecond() < 60_000 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    app.clock.advance(jiff::SignedDuration::from_mins(10));
    app.turns.files_wanted.notify_one();
    assert_eq!(files(&app).await[0].0, "kept");
}
