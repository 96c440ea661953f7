//! A worker on Telegram: does one thing, waits until everything that follows has gone out, and reads it.

use crate::App;
use reqwest::StatusCode;
use serde_json::Value;

pub struct Worker<'a> {
    pub app: &'a App,
    pub chat: i64,
    read: usize,
}

/// Messages as they reached the chat.
#[derive(Debug)]
pub struct Heard(pub Vec<Value>);

impl<'a> Worker<'a> {
    pub const fn new(app: &'a App, chat: i64) -> Self {
        Self { app, chat, read: 0 }
    }

    /// One who has chosen a language and stands in the menu.
    pub async fn at_menu(app: &'a App, chat: i64, language: &str) -> Self {
        let mut worker = Self::new(app, chat);
        worker.says("hello").await;
        worker.presses(language).await;
        worker
    }

    pub async fn says(&mut self, text: &str) -> Heard {
        let update = self.app.telegram.text(self.chat, text);
        self.does(&update).await
    }

    /// Presses the button of a choice, by its identifier, under the last message that has buttons.
    pub async fn presses(&mut self, choice: &str) -> Heard {
        let offered = self.offered();
        let data = offered.iter().find(|(_, data)| data.splitn(3, '|').nth(2) == Some(choice));
        let (_, data) = data.unwrap_or_else(|| panic!("no button {choice} in {offered:?}"));
        let update = self.app.telegram.press_data(self.chat, data);
        self.does(&update).await
    }

    /// Answers a part of the report: (question, choice) after (question, choice), each by its button.
    pub async fn answers(&mut self, answers: &[(&str, &str)]) -> Heard {
        let mut heard = Heard(Vec::new());
        for (question, choice) in answers {
            let wanted = format!("1|report.{question}|");
            let offered = self.offered();
            assert!(
                offered.iter().all(|(_, data)| data.starts_with(&wanted)),
                "{question} is not asked but {offered:?}"
            );
            heard = self.presses(choice).await;
        }
        heard
    }

    pub async fn does(&mut self, update: &Value) -> Heard {
        if self.app.polling {
            self.app.telegram.push(update.clone());
            self.app.telegram.wait_until_confirmed().await;
            return self.reads().await;
        }
        assert_eq!(self.app.deliver(update).await, StatusCode::OK);
        self.reads().await
    }

    /// What has come since the last time, when nothing more is on its way.
    pub async fn reads(&mut self) -> Heard {
        self.app.settled().await;
        let sent = self.app.telegram.sent_to(self.chat);
        let new = sent[self.read..].to_vec();
        self.read = sent.len();
        Heard(new)
    }

    /// How many messages have come since the last time.
    pub fn unread(&self) -> usize {
        self.app.telegram.sent_to(self.chat).len() - self.read
    }

    /// The buttons under the last message that has some: what stands on them and what they carry.
    pub fn offered(&self) -> Vec<(String, String)> {
        let sent = self.app.telegram.sent_to(self.chat);
        sent.iter().rev().map(buttons).find(|buttons| !buttons.is_empty()).unwrap_or_default()
    }
}

impl Heard {
    pub fn text(&self) -> String {
        self.0.iter().filter_map(|message| message["text"].as_str()).collect::<Vec<_>>().join("\n\n")
    }

    #[track_caller]
    pub fn has(&self, part: &str) {
        assert!(self.text().contains(part), "“{part}” is not in “{}”", self.text());
    }

    #[track_caller]
    pub fn has_not(&self, part: &str) {
        assert!(!self.text().contains(part), "“{part}” is in “{}”", self.text());
    }
}

fn buttons(message: &Value) -> Vec<(String, String)> {
    let rows = message["reply_markup"]["inline_keyboard"].as_array().into_iter().flatten();
    let part = |button: &Value, name: &str| button[name].as_str().unwrap().to_owned();
    rows.flat_map(|row| row.as_array().unwrap())
        .map(|button| (part(button, "text"), part(button, "callback_data")))
        .collect()
}
