//! Nobody's message stops the mailbox: whatever stands before it, an ordinary one is read and answered.

use super::{
    service,
    trouble::{eventually, put},
};
use ::base64::{Engine as _, prelude::BASE64_STANDARD};
use gateway::{
    channel::{
        Delivery, Event,
        email::{self, Own},
    },
    inbound::email::Reader,
    seal::MasterKey,
    store::media::{self, Source},
};
use std::{sync::Arc, time::Duration};
use tests::{
    App, Engine,
    mail::{Person, Reading, Servers, taken},
};
use uuid::Uuid;

/// A page, or a text, in a message of its own.
fn written(from: &Person, help: &str, kind: &str, words: &str) -> String {
    from.letter(help, &format!("Content-Type: text/{kind}; charset=utf-8\r\n"), words)
}

/// So many bytes of the same, in lines that a mail server lets through.
fn lines(of: &str, bytes: usize) -> String {
    format!("{}\r\n", of.repeat(900 / of.len())).repeat(bytes / 900)
}

/// A message in a message in a message…
fn nested(levels: usize, inmost: &str) -> String {
    format!("{}\r\n{inmost}", "Content-Type: message/rfc822\r\n\r\n".repeat(levels))
}

fn base64(of: &str) -> String {
    let encoded = BASE64_STANDARD.encode(of);
    encoded.as_bytes().chunks(76).map(|line| format!("{}\r\n", String::from_utf8_lossy(line))).collect()
}

/// Each of these took hours, all memory or the whole stack. Quick ones are words, the others are kept for a person.
#[tokio::test(flavor = "multi_thread")]
async fn an_ordinary_message_comes_after_all_that_is_meant_to_stop_it() {
    let Some(servers) = Servers::get() else { return };
    const MANY: usize = 24 * 1024 * 1024;
    for engine in Engine::all() {
        let settings = Arc::new(servers.settings());
        let (app, _reading) = service(engine, &settings).await;
        let help = &settings.own.address;
        let hostile = servers.person("hostile");
        let encoded = "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n";
        let parts = "Content-Type: multipart/mixed; boundary=b\r\n";
        let never: String =
            (0..450).map(|n| format!("--b\r\nContent-Type: multipart/mixed; boundary=never-{n}\r\n\r\n")).collect();
        let letters = [
            written(&hostile, help, "html", &lines("<a", 200_000)),
            written(&hostile, help, "html", &lines("<a \"", MANY)),
            written(&hostile, help, "html", &format!("{}<a '", lines("<a \">x\"", 2_000_000))),
            written(&hostile, help, "html", &format!("{}{}", lines("<div>", 500_000), lines("</span>", 400_000))),
            written(&hostile, help, "plain", &lines("> ", MANY)),
            written(&hostile, help, "plain", &format!("{}{}", "\r\n".repeat(60_000), ">\r\n\r\n".repeat(60_000))),
            hostile.letter(help, encoded, &base64(&nested(300_000, "deep"))),
            hostile.letter(help, parts, &format!("{never}{}", lines("x", MANY))),
            hostile.letter(help, parts, &"--b\r\n\r\n".repeat(1_000_000)),
            hostile.letter(help, parts, &format!("--b\r\n{}\r\n\r\n--b--", "a:\r\n".repeat(2_000_000))),
        ];
        let worker = servers.person("worker");
        let own = servers.mailbox(help);
        put(&own, "INBOX", &letters).await;
        put(&own, "INBOX", &[worker.letter(help, "", "Hello")]).await;
        read(&app, letters.len() as i64 + 1).await;
        assert_eq!(worker.waits_for(1).await.len(), 1);
        let words: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM message WHERE author = 'worker'").await;
        assert_eq!((words[0].0, app.count("quarantine").await), (7, 4), "all are kept, as words or for a person");
        assert_eq!(app.count("mail_attempt").await, 0);
    }
}

/// These are large, and this is no release build.
async fn read(app: &App, messages: i64) {
    for _ in 0..messages {
        let before: Vec<(i64,)> = app.rows("SELECT uid FROM mailbox").await;
        if before.first().is_some_and(|(uid,)| *uid >= messages) {
            return;
        }
        eventually("the next one is read", async || app.rows::<(i64,)>("SELECT uid FROM mailbox").await != before)
            .await;
    }
    taken(app, messages).await;
}

/// Of a very long message the beginning is shown, which says that it goes on, and all of it is a file.
#[test]
fn the_beginning_of_a_long_message_says_that_it_goes_on() {
    let story = "I worked and was not paid.\r\n";
    let page = |words: &str| format!("<p>{}</p>", words.replace("\r\n", "<br>"));
    let picture = format!("<p>Hello</p><img src=\"data:image/png;base64,{}\"><p>Help", "QUJD".repeat(1_000_000));
    let table = [
        ("plain", story.repeat(500)),
        ("plain", story.repeat(40_000)),
        ("html", page(&story.repeat(500))),
        ("html", page(&story.repeat(100_000))),
        ("html", picture),
    ];
    for (kind, words) in table {
        let own = Own { address: "help@mail.test".to_owned(), authserv_id: None };
        let raw = format!(
            "From: <worker@mail.test>\r\nMessage-ID: <x@y>\r\nContent-Type: text/{kind}\r\n\r\n{words}The last word\r\n"
        );
        let event = email::parse(raw.as_bytes(), true, &own, tests::payloads::master());
        let Delivery::Arrival(arrival) = event.delivery else { panic!("words") };
        let (first, rest) = arrival.body.text.split_once("\n\n[…]").expect("it goes on");
        assert_eq!(rest, " 📎 message.txt");
        assert!(first.starts_with("I worked and") || first == "Hello", "{}", first.len());
        assert!(first.chars().count() <= 10_000);
        let [Source::Bytes(file)] = &arrival.files[..] else { panic!("one file") };
        let file = String::from_utf8_lossy(file.expose());
        assert!(file.trim_end().ends_with("The last word"), "{kind} {}", words.len());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_word_of_a_long_message_is_lost() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let settings = Arc::new(servers.settings());
        let (app, _reading) = service(engine, &settings).await;
        let worker = servers.person("worker");
        let words = format!("{}The last word", "I worked and was not paid.\r\n".repeat(40_000));
        let help = &settings.own.address;
        worker.posts(help, worker.letter(help, "", &words)).await;
        worker.waits_for(1).await;
        let kept = async || app.rows::<(Uuid,)>("SELECT id FROM media WHERE state = 'kept'").await;
        while kept().await.is_empty() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        let store = &app.database.store;
        let id = kept().await[0].0;
        let found = media::find(store, &mut store.reader().await.unwrap(), id).await.unwrap().unwrap();
        let file = store.files.read(id, &found.key).await.unwrap();
        assert!(String::from_utf8(file).unwrap().trim_end().ends_with("The last word"));
    }
}

/// What the parser does to a marked message; everything else is read as ever.
fn breaks(raw: &[u8], whole: bool, own: &Own, master: &MasterKey) -> Event {
    let says = |mark: &str| raw.windows(mark.len()).any(|part| part == mark.as_bytes());
    if says("BREAKS") {
        std::panic::panic_any("what somebody wrote");
    }
    while says("HANGS") {
        std::thread::park();
    }
    email::parse(raw, whole, own, master)
}

async fn causes(app: &App) -> Vec<String> {
    app.rows::<(String,)>("SELECT cause FROM quarantine ORDER BY id").await.into_iter().map(|(cause,)| cause).collect()
}

/// More of them hang than are let to.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_breaks_or_outlasts_its_reading_is_kept() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let settings = Arc::new(servers.settings());
        let (app, reading) = service(engine, &settings).await;
        drop(reading);
        let _reading = Reading::by(&app, &settings, Reader::new(breaks, Duration::from_secs(1)));
        let help = &settings.own.address;
        let (hostile, worker) = (servers.person("hostile"), servers.person("worker"));
        let own = servers.mailbox(help);
        let hangs = || hostile.letter(help, "", "HANGS");
        put(&own, "INBOX", &[hostile.letter(help, "", "BREAKS"), hangs(), worker.letter(help, "", "Hello")]).await;
        worker.waits_for(1).await;
        assert_eq!(causes(&app).await, ["broke the parser", "not read in time"]);
        put(&own, "INBOX", &[hangs(), hangs(), hangs(), hangs()]).await;
        taken(&app, 7).await;
        assert_eq!(causes(&app).await.last().map(String::as_str), Some("others are still being read"));
        assert!(hostile.inbox().await.is_empty());
        assert_eq!(app.count("mail_attempt").await, 0);
    }
}

/// A message whose reading ended the process is not begun again for ever: it is kept, and the next one is read.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_ended_the_process_is_kept_the_second_time() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let settings = Arc::new(servers.settings());
        let (app, reading) = service(engine, &settings).await;
        drop(reading);
        let reading = Reading::by(&app, &settings, Reader::new(breaks, Duration::from_secs(3600)));
        let help = &settings.own.address;
        let (hostile, worker) = (servers.person("hostile"), servers.person("worker"));
        let letters = [hostile.letter(help, "", "HANGS"), worker.letter(help, "", "Hello")];
        put(&servers.mailbox(help), "INBOX", &letters).await;
        while app.count("mail_attempt").await == 0 {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        assert_eq!(app.count("conversation").await, 0);
        drop(reading);
        let _reading = Reading::by(&app, &settings, Reader::new(breaks, Duration::from_secs(1)));
        worker.waits_for(1).await;
        assert_eq!(causes(&app).await, ["ended the process while it was read"]);
        taken(&app, 2).await;
        assert_eq!((app.count("mail_attempt").await, app.count("quarantine").await), (0, 1));
    }
}
