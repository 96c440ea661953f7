//! The worker's side: a report on Telegram, a message on the page, and what has to be refused.

use super::{ARABIC, CHAT, LATIN, NAME, PHONE, QUESTION, STRANGER, SURNAME, USERNAME};
use reqwest::{Client, Response, StatusCode, header::SET_COOKIE};
use serde_json::{Value, json};
use std::time::Duration;
use tests::{
    app::SECRET,
    dialogue::{FIRST, REPORT, Step},
    process::Installation,
    telegram::StandIn,
};
use uuid::Uuid;

/// Who stands outside, and what they reach.
pub struct Outside<'a> {
    pub installation: &'a Installation,
    pub telegram: &'a StandIn,
    pub http: Client,
}

impl Outside<'_> {
    /// A report on Telegram with a telephone number, and a question to a person.
    pub async fn reports(&self) {
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
    pub async fn writes_on_the_page(&self) -> String {
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
    pub async fn sends_nonsense(&self, visitor: &str) -> Vec<String> {
        let named = STRANGER;
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
            self.posts(named, json!({"text": named})).await,
        ];
        for path in ["", "web/messages?after=", "console/set-up/", "console/tickets/", "assets/", "webhooks/"] {
            let request = self.http.get(format!("{}/{path}{named}", self.installation.url));
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

    pub async fn hears(&self, words: &str) {
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

    pub async fn get(&self, path: &str) -> String {
        let answer = self.http.get(format!("{}{path}", self.installation.url)).send().await.unwrap();
        answer.text().await.unwrap()
    }
}

fn sender() -> Value {
    json!({"id": CHAT, "is_bot": false, "first_name": NAME, "last_name": SURNAME, "username": USERNAME, "language_code": "it"})
}
