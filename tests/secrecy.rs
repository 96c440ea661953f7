//! Nothing that could lead to a person can be read in the database's files, in the logs or in the metrics: the program
//! goes through whole conversations at trace level, then every byte that it left is searched for what was said.

mod channels;
mod outside;
mod search;
mod staff;

use bot::private::Private;
use gateway::{
    channel::Channel,
    store::{Store, conversation::address_hash, message},
};
use outside::Outside;
use reqwest::Client;
use search::{Marks, files};
use serde_json::json;
use std::time::Duration;
use tests::{
    Engine,
    app::{SECRET, TOKEN},
    process::Installation,
    telegram::StandIn,
};
use uuid::Uuid;

/// Everything, also of the libraries that are silenced unless somebody asks for one of their parts.
const LOG: &str = "trace,hyper::proto=trace,hyper_util::client=trace,reqwest::connect=trace,sqlx::query=trace,tower_sessions_core::session=trace";

const CHAT: i64 = 7_391_846_250_138;
const NAME: &str = "Zyxwabena";
const SURNAME: &str = "Quarmepondo";
const USERNAME: &str = "zyxwa_quarme";
const PHONE: &str = "+39 555 014 8927";
const LATIN: &str = "Il caporale Brizzolanti trattiene il mio passaporto a Borgo Mezzanotte";
const ARABIC: &str = "صاحب العمل زعفرانكوري يأخذ نصف أجرتي كل أسبوع";
/// Who sends what is refused: it may be repeated in the answer to them, and nowhere else.
const STRANGER: &str = "Kwabrendine Ostromelli";
const QUESTION: &str = "Posso parlare con la dottoressa Frumentini senza il mio padrone?";

/// What must not be found: what was said, and by whom, whole and in its telling parts.
fn personal() -> Marks {
    let mut marks = Marks::default();
    marks.number("chat id", CHAT);
    marks.word("chat id, nine digits", "739184625");
    for (what, words) in [
        ("name", NAME),
        ("surname", SURNAME),
        ("username", USERNAME),
        ("phone", PHONE),
        ("phone, digits", "5550148927"),
    ] {
        marks.word(what, words);
    }
    for (what, words) in [("report", LATIN), ("question", QUESTION), ("message", ARABIC)] {
        marks.word(what, words);
    }
    for (what, words) in [
        ("report", "Brizzolanti"),
        ("question", "Frumentini"),
        ("message", "زعفرانكوري"),
        ("place", "41.4621, 15.5446"),
    ] {
        marks.word(what, words);
    }
    marks
}

#[test]
fn the_search_finds_what_is_planted() {
    let folder = tempfile::tempdir().unwrap();
    let mut marks = personal();
    assert_eq!(marks.found(b"nothing but bytes \x00\xff and the words of a report"), [""; 0]);
    for (file, planted) in [
        ("plain", format!("a log line about {NAME}.").into_bytes()),
        ("capitals", SURNAME.to_uppercase().into_bytes()),
        ("arabic", [b"\x00\x9f".as_slice(), ARABIC.as_bytes()].concat()),
        ("utf-16", LATIN.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("utf-16, the other way", ARABIC.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("json", br"\u0632\u0639\u0641\u0631\u0627\u0646\u0643\u0648\u0631\u064a".to_vec()),
        ("address", b"/bot?text=+39%20555%20014%208927".to_vec()),
        ("hexadecimal", b"4272697a7A6F6C616e7469".to_vec()),
        ("integer of sqlite", CHAT.to_be_bytes()[2..].to_vec()),
    ] {
        std::fs::write(folder.path().join(file), planted).unwrap();
        let bytes = files(folder.path()).remove(file).unwrap();
        assert!(!marks.found(&bytes).is_empty(), "{file}");
        std::fs::remove_file(folder.path().join(file)).unwrap();
    }
    marks.word("secret", "a-secret");
    assert_eq!(marks.found(b"x A-SECRET x"), ["secret"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn files_logs_and_metrics_hold_nothing_personal() {
    let telegram = StandIn::start().await;
    let installation = Installation::new(Engine::Sqlite, &telegram.url).await.with("RUST_LOG", LOG);
    let process = installation.start().await;
    let outside = Outside { installation: &installation, telegram: &telegram, http: Client::new() };

    outside.reports().await;
    let visitor = outside.writes_on_the_page().await;
    let answers = outside.sends_nonsense(&visitor).await;
    let team = staff::Team::set_up(&installation).await;
    telegram.fail_next(502, json!({"ok": false, "error_code": 502, "description": format!("{NAME} {CHAT}")}));
    team.answers_every_ticket().await;
    outside.hears(staff::ANSWER).await;
    let metrics = outside.get("/metrics").await;
    assert!(metrics.contains("approdo_inbound_total"), "{metrics}");

    let mut marks = personal();
    team.marks(&mut marks);
    for (what, secret) in [("token", TOKEN), ("webhook's secret", SECRET), ("visitor's cookie", &visitor)] {
        marks.word(what, secret);
    }
    marks.word("master key", &std::fs::read_to_string(installation.data().join("master.key")).unwrap());
    let mut leaks = Vec::new();
    for answer in &answers {
        leaks.extend(lines("an answer to nonsense", answer, &marks));
    }
    marks.word("stranger", STRANGER);
    leaks.extend(lines("metrics", &metrics, &marks));
    leaks.extend(in_folder("while it runs", &installation, &marks));
    process.kill().await;
    leaks.extend(in_folder("as a kill leaves it", &installation, &marks));
    let installation = installation.with("APPRODO_TELEGRAM__API_URL", "http://127.0.0.1:9");
    let process = installation.start().await;
    while !installation.stderr().contains("webhook not set") {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(process.stop().await.success());
    leaks.extend(in_folder("after its end", &installation, &marks));
    let log = installation.stderr();
    assert!(log.contains("TRACE") && log.contains("message not sent"), "this is not the log: {log}");
    leaks.extend(lines("log", &log, &marks));
    // The one-time link is printed for the person who started it, and only there.
    leaks.extend(lines("output", &installation.stdout().replace(&team.links[0], ""), &marks));

    // All of it was there to be found.
    let said = said(&installation.store().await, &visitor).await;
    for words in [LATIN, ARABIC, QUESTION, staff::ANSWER] {
        assert!(said.contains(words), "{words} was not kept");
    }
    assert!(leaks.is_empty(), "{}", leaks.join("\n"));
}

/// What is found in the files of the database.
fn in_folder(when: &str, installation: &Installation, marks: &Marks) -> Vec<String> {
    let mut files = files(&installation.data());
    assert!(files.remove("master.key").is_some() && files.contains_key("approdo.db"), "{:?}", files.keys());
    let found = files.iter().map(|(name, bytes)| (name, marks.found(bytes))).filter(|(_, found)| !found.is_empty());
    found.map(|(name, found)| format!("{name} {when}: {found:?}")).collect()
}

/// Lines with a mark in them, so that a failure shows who wrote it.
fn lines(place: &str, text: &str, marks: &Marks) -> Vec<String> {
    let found = text.lines().map(|line| (line, marks.found(line.as_bytes()))).filter(|(_, found)| !found.is_empty());
    found.map(|(line, found)| format!("{place}: {found:?} in: {line}")).collect()
}

/// Everything that both conversations hold, opened with their keys.
async fn said(store: &Store, visitor: &str) -> String {
    let mut all = String::new();
    for (channel, address) in [(Channel::Telegram, CHAT.to_string()), (Channel::Web, visitor.to_owned())] {
        let hash = address_hash(&store.master, channel, &Private::new(address));
        let mut reader = store.reader().await.unwrap();
        let kept = message::since(store, &mut reader, channel, &hash, Uuid::nil(), 1000).await.unwrap();
        kept.iter().for_each(|message| all.push_str(&message.body.text));
    }
    all
}
