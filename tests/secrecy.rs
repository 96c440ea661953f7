//! Nothing that could lead to a person can be read in the database's files, in the logs or in the metrics: the program
//! goes through whole conversations at trace level, then every byte that it left is searched for what was said.

mod search;
mod staff;

use bot::private::Private;
use gateway::{
    channel::Channel,
    store::{Store, conversation::address_hash, message},
};
use reqwest::{Client, Response, StatusCode, header::SET_COOKIE};
use search::{Marks, files};
use serde_json::{Value, json};
use std::time::Duration;
use tests::{
    Engine,
    app::{SECRET, TOKEN},
    dialogue::{FIRST, REPORT, Step},
    process::Installation,
    telegram::StandIn,
};
use uuid::Uuid;

const CHAT: i64 = 7_391_846_250_138;
const NAME: &str = "Zyxwabena";
const SURNAME: &str = "Quarmepondo";
const USERNAME: &str = "zyxwa_quarme";
const PHONE: &str = "+39 555 014 8927";
const LATIN: &str = "Il caporale Brizzolanti trattiene il mio passaporto a Borgo Mezzanotte";
const ARABIC: &str = "صاحب العمل زعفرانكوري يأخذ نصف أجرتي كل أسبوع";
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
    let installation = Installation::new(Engine::Sqlite, &telegram.url).await.with("RUST_LOG", "trace");
    let process = installation.start().await;
    let outside = Outside { installation: &installation, telegram: &telegram, http: Client::new() };

    outside.reports().await;
    let visitor = outside.writes_on_the_page().await;
    let answers = outside.sends_nonsense(&visitor).await;
    let team = staff::Team::set_up(&installation).await;
    team.answers_every_ticket().await;
    let words = [LATIN, ARABIC, staff::ANSWER];
    outside.hears(staff::ANSWER).await;

    let mut marks = personal();
    team.marks(&mut marks);
    for (i, answer) in answers.iter().enumerate() {
        assert_eq!(marks.found(answer.as_bytes()), [""; 0], "answer {i} to nonsense: {answer}");
    }
    let metrics = outside.get("/metrics").await;
    assert!(metrics.contains("approdo_inbound_total"), "{metrics}");
    marks.word("token", TOKEN);
    marks.word("webhook's secret", SECRET);
    marks.word("visitor's cookie", &visitor);
    marks.word("master key", &std::fs::read_to_string(installation.data().join("master.key")).unwrap());
    assert_eq!(marks.found(metrics.as_bytes()), [""; 0], "metrics");

    // While it runs, as a kill leaves it, and after a proper end.
    search_folder(&installation, &marks);
    process.kill().await;
    search_folder(&installation, &marks);
    let process = installation.start().await;
    assert!(process.stop().await.success());
    search_folder(&installation, &marks);
    let log = installation.stderr();
    assert!(log.contains("TRACE") && log.len() > 10_000, "the log is not at trace level: {} bytes", log.len());
    assert_eq!(lines(&log, &marks), [""; 0], "log");
    // The one-time link is printed for the person who started it, and only there.
    assert_eq!(lines(&installation.stdout().replace(&team.links[0], ""), &marks), [""; 0], "output");

    // All of it was there to be found.
    let store = installation.store().await;
    let said = said(&store, &visitor).await;
    for words in words {
        assert!(said.contains(words), "{words} was not kept");
    }
}

fn search_folder(installation: &Installation, marks: &Marks) {
    let mut files = files(&installation.data());
    assert!(files.remove("master.key").is_some() && files.contains_key("approdo.db"), "{:?}", files.keys());
    for (name, bytes) in files {
        assert_eq!(marks.found(&bytes), [""; 0], "{name}, {} bytes", bytes.len());
    }
}

/// Lines with a mark in them, so that a failure shows who wrote it.
fn lines(log: &str, marks: &Marks) -> Vec<String> {
    log.lines().filter_map(|line| marks.found(line.as_bytes()).first().map(|what| format!("{what}: {line}"))).collect()
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

/// The worker's side.
struct Outside<'a> {
    installation: &'a Installation,
    telegram: &'a StandIn,
    http: Client,
}

impl Outside<'_> {
    /// A report on Telegram with a telephone number, and a question to a person.
    async fn reports(&self) {
        for step in FIRST.into_iter().chain(REPORT) {
            match step {
                Step::Says(words) if words.starts_with('/') => self.says(json!({"text": words})).await,
                Step::Says(_) => self.says(json!({"text": LATIN})).await,
                Step::Presses("report.region", _) => {
                    self.says(json!({"location": {"latitude": 41.46213, "longitude": 15.54461}})).await;
                }
                Step::Presses("report.province", _) => {}
                Step::Presses("report.contact", _) => {
                    self.presses("report.contact", "call").await;
                    self.says(json!({"text": PHONE})).await;
                }
                Step::Presses(question, choice) => self.presses(question, choice).await,
            }
        }
        self.presses("requests", "person").await;
        self.says(json!({"text": QUESTION})).await;
        self.says(json!({"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3, "mime_type": "audio/ogg"}, "caption": NAME})).await;
    }

    /// On the page, in Arabic; returns the visitor's secret.
    async fn writes_on_the_page(&self) -> String {
        let page = self.http.get(&self.installation.url).send().await.unwrap();
        let cookie = page.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        let visitor = cookie.strip_prefix("visitor=").unwrap().to_owned();
        for content in [
            json!({"text": NAME}),
            json!({"button": "1|language|ar"}),
            json!({"button": "1|menu|person"}),
            json!({"text": ARABIC}),
        ] {
            let answer = self.posts(&visitor, content).await;
            assert_eq!(answer.status(), StatusCode::OK);
        }
        visitor
    }

    /// What is refused; returns the answers.
    async fn sends_nonsense(&self, visitor: &str) -> Vec<String> {
        let named = format!("{NAME} {SURNAME} {PHONE}");
        let mut answers = vec![
            self.delivers(json!({"message": named}), None).await,
            self.delivers(json!(named), Some(SECRET)).await,
            self.delivers(json!({"update_id": named, "message": named}), Some(SECRET)).await,
            self.delivers(json!({"update_id": 1, "message": {"text": named}}), Some(SECRET)).await,
            self.delivers(
                json!({"update_id": 2, "poll_answer": {"poll_id": named, "option_ids": [1], "user": sender()}}),
                Some(SECRET),
            )
            .await,
            self.posts(visitor, json!({"text": named.repeat(1000)})).await,
            self.posts(visitor, json!({"location": {"latitude": named, "longitude": 1}})).await,
            self.posts(visitor, json!({"text": [named]})).await,
            self.posts(&named, json!({"text": named})).await,
        ];
        for path in ["", "web/messages?after=", "console/set-up/", "console/tickets/", "assets/", "webhooks/"] {
            let request = self.http.get(format!("{}/{path}{NAME}{SURNAME}", self.installation.url));
            answers.push(request.send().await.unwrap());
        }
        let mut texts = Vec::new();
        for answer in answers {
            assert!(!answer.status().is_server_error(), "{answer:?}");
            let head = format!("{} {:?}", answer.status(), answer.headers());
            texts.push(format!("{head} {}", answer.text().await.unwrap()));
        }
        texts
    }

    async fn says(&self, content: Value) {
        let mut content = content;
        content["from"] = sender();
        content["chat"] =
            json!({"id": CHAT, "type": "private", "first_name": NAME, "last_name": SURNAME, "username": USERNAME});
        let answer = self.delivers(self.telegram.message(CHAT, content), Some(SECRET)).await;
        assert_eq!(answer.status(), StatusCode::OK);
    }

    async fn hears(&self, words: &str) {
        for _ in 0..1000 {
            if self.telegram.sent_to(CHAT).iter().any(|message| message["text"].as_str().unwrap().contains(words)) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("{words} did not arrive");
    }

    async fn presses(&self, question: &'static str, choice: &'static str) {
        let update = Step::Presses(question, choice).update(CHAT, self.telegram.next_id(), NAME);
        assert_eq!(self.delivers(update, Some(SECRET)).await.status(), StatusCode::OK);
    }

    async fn delivers(&self, update: Value, secret: Option<&str>) -> Response {
        let request = self.http.post(format!("{}/webhooks/telegram", self.installation.url)).body(update.to_string());
        let request = secret.into_iter().fold(request, |r, secret| r.header("x-telegram-bot-api-secret-token", secret));
        request.send().await.unwrap()
    }

    async fn posts(&self, visitor: &str, content: Value) -> Response {
        let mut content = content;
        content["id"] = json!(Uuid::now_v7().to_string());
        let request = self.http.post(format!("{}/web/messages", self.installation.url)).header("x-approdo", "1");
        request.header("cookie", format!("visitor={visitor}")).json(&content).send().await.unwrap()
    }

    async fn get(&self, path: &str) -> String {
        let answer = self.http.get(format!("{}{path}", self.installation.url)).send().await.unwrap();
        answer.text().await.unwrap()
    }
}

fn sender() -> Value {
    json!({"id": CHAT, "is_bot": false, "first_name": NAME, "last_name": SURNAME, "username": USERNAME, "language_code": "it"})
}
