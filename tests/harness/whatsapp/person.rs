//! A person on WhatsApp.

use super::{Graph, NUMBER, Sent, deliver, delivery, value};
use crate::{App, dialogue::Step};
use axum::http::StatusCode;
use serde_json::{Value, json};

/// One person; does one thing, waits until everything that follows has gone out, and reads it.
pub struct Person<'a> {
    pub app: &'a App,
    pub graph: &'a Graph,
    pub telephone: Option<String>,
    pub user_id: Option<String>,
    /// Which of our numbers they write to.
    pub number: &'static str,
    read: usize,
}

impl<'a> Person<'a> {
    pub fn new(app: &'a App, graph: &'a Graph, telephone: &str) -> Self {
        Self { app, graph, telephone: Some(telephone.to_owned()), user_id: None, number: NUMBER, read: 0 }
    }

    /// One who shows no telephone number.
    pub fn unnumbered(app: &'a App, graph: &'a Graph, user_id: &str) -> Self {
        Self { app, graph, telephone: None, user_id: Some(user_id.to_owned()), number: NUMBER, read: 0 }
    }

    /// One who has chosen French and stands in the menu.
    pub async fn at_menu(app: &'a App, graph: &'a Graph, telephone: &str) -> Self {
        let mut person = Self::new(app, graph, telephone);
        person.says("hello").await;
        person.presses("fr").await;
        person
    }

    /// A message of this content, as it stands in a delivery with its contact.
    pub fn message(&self, content: &Value) -> Value {
        let mut contact = json!({"profile": {"name": "Worker"}});
        let mut message = json!({"id": self.graph.wamid(), "timestamp": "1795424400"});
        if let Some(telephone) = &self.telephone {
            contact["wa_id"] = json!(telephone);
            message["from"] = json!(telephone);
        }
        if let Some(user_id) = &self.user_id {
            contact["user_id"] = json!(user_id);
            message["from_user_id"] = json!(user_id);
        }
        message.as_object_mut().unwrap().extend(content.as_object().unwrap().clone());
        value(self.number, &json!({"contacts": [contact], "messages": [message]}))
    }

    pub fn text(&self, words: &str) -> Value {
        self.message(&json!({"type": "text", "text": {"body": words}}))
    }

    pub async fn says(&mut self, words: &str) -> Vec<String> {
        self.does(&json!({"type": "text", "text": {"body": words}})).await
    }

    /// Chooses by its identifier, turning the pages of a list where it must.
    pub async fn presses(&mut self, choice: &str) -> Vec<String> {
        for _ in 0..5 {
            let offered = self.offered();
            let find = |wanted: &str| offered.iter().find(|(_, id, _)| id.splitn(3, '|').nth(2) == Some(wanted));
            if let Some((kind, id, title)) = find(choice) {
                return self.does(&press(kind, id, title)).await;
            }
            let (kind, id, title) = find("more").unwrap_or_else(|| panic!("no choice {choice} in {offered:?}"));
            self.does(&press(kind, id, title)).await;
        }
        panic!("no choice {choice} on any page");
    }

    pub async fn step(&mut self, step: Step) -> Vec<String> {
        match step {
            Step::Says(words) => self.says(words).await,
            Step::Presses(question, choice) => {
                let wanted = format!("1|{question}|");
                let offered = self.offered();
                assert!(offered.iter().all(|(_, id, _)| id.starts_with(&wanted)), "{question} but {offered:?}");
                self.presses(choice).await
            }
        }
    }

    pub async fn does(&mut self, content: &Value) -> Vec<String> {
        let message = self.message(content);
        assert_eq!(deliver(self.app, &delivery(&[message])).await, StatusCode::OK);
        self.reads().await
    }

    pub fn got(&self) -> Vec<Sent> {
        self.graph.sent_to(self.telephone.as_ref().or(self.user_id.as_ref()).unwrap())
    }

    /// What has come since the last time, when nothing more is on its way.
    pub async fn reads(&mut self) -> Vec<String> {
        self.app.settled().await;
        let got = self.got();
        let new = got[self.read..].iter().map(|sent| words(&sent.body)).collect();
        self.read = got.len();
        new
    }

    /// The choices of the last message that has some: kind of reply, id, title.
    pub fn offered(&self) -> Vec<(&'static str, String, String)> {
        let got = self.got();
        got.iter().rev().map(|sent| choices(&sent.body)).find(|choices| !choices.is_empty()).unwrap_or_default()
    }
}

fn press(kind: &str, id: &str, title: &str) -> Value {
    json!({"type": "interactive", "interactive": {"type": kind, kind: {"id": id, "title": title}}})
}

/// The words of a message; of a template, its name and language.
fn words(body: &Value) -> String {
    let kind = body["type"].as_str().unwrap();
    let template = || format!("{} {}", body["template"]["name"], body["template"]["language"]["code"]);
    let words = match kind {
        "text" => &body["text"]["body"],
        "interactive" => &body["interactive"]["body"]["text"],
        "template" => return template(),
        _ => &body[kind]["caption"],
    };
    words.as_str().unwrap_or_default().to_owned()
}

/// The choices of a message, which must be such as WhatsApp takes.
fn choices(body: &Value) -> Vec<(&'static str, String, String)> {
    let action = &body["interactive"]["action"];
    let rows = action["sections"].as_array().into_iter().flatten();
    let rows = rows.flat_map(|section| section["rows"].as_array().unwrap()).map(|row| ("list_reply", row, 24));
    let buttons = action["buttons"].as_array().into_iter().flatten().map(|b| ("button_reply", &b["reply"], 20));
    let choices: Vec<_> = rows
        .chain(buttons)
        .map(|(kind, choice, limit)| {
            let part = |name: &str| choice[name].as_str().unwrap().to_owned();
            let (id, title) = (part("id"), part("title"));
            assert!(id.len() <= 200 && (1..=limit).contains(&title.encode_utf16().count()), "{body}");
            (kind, id, title)
        })
        .collect();
    if !choices.is_empty() {
        let most = if action["buttons"].is_array() { 3 } else { 10 };
        let length = body["interactive"]["body"]["text"].as_str().unwrap().chars().count();
        assert!(choices.len() <= most && (1..=1024).contains(&length), "{body}");
    }
    choices
}
