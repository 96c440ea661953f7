//! People with telephones that have keys and show plain text.

use super::{Provider, Sent, post_signed};
use crate::{App, talk::Talk};
use bot::{
    language::Language,
    sms::{Letters, fit},
    text::Text,
};
use gateway::channel::sms::LIMITS;
use reqwest::StatusCode;

/// A person with a telephone that has keys and shows plain text.
pub struct Phone<'a> {
    pub app: &'a App,
    pub provider: &'a Provider,
    pub number: String,
    /// What the person would hear without a network between: it knows what the choices are called.
    pub talk: Talk,
    read: usize,
}

/// Messages as they reached a telephone.
#[derive(Debug)]
pub struct Texts(pub Vec<Sent>);

impl<'a> Phone<'a> {
    pub fn new(app: &'a App, provider: &'a Provider, number: &str) -> Self {
        Self { app, provider, number: number.to_owned(), talk: Talk::new(LIMITS.capabilities), read: 0 }
    }

    /// One who has chosen a language and stands in the menu.
    pub async fn at_menu(app: &'a App, provider: &'a Provider, number: &str, language: Language) -> Self {
        let mut phone = Self::new(app, provider, number);
        phone.types("0").await;
        phone.picks(language.tag()).await;
        if let [first, _, ..] = language.reading() {
            phone.picks(first.tag()).await;
        }
        phone
    }

    /// Sends words; returns what has come when nothing more is on its way.
    pub async fn types(&mut self, words: &str) -> Texts {
        self.talk.say(words);
        let form = self.provider.message(&self.number, words);
        assert_eq!(post_signed(self.app, "/webhooks/sms", &form).await, StatusCode::OK);
        self.reads().await
    }

    /// Finds a choice on the screen by what it is called, and types the number that stands before it there.
    pub async fn picks(&mut self, choice: &str) -> Texts {
        let offered = self.talk.offered.clone().expect("choices");
        let known = offered.choices.iter().find(|offered| offered.id == choice);
        let known = known.unwrap_or_else(|| panic!("no choice {choice} under {}", offered.question));
        let language = offered.language.unwrap_or(Language::Italian);
        let label = known.label.in_language(language);
        let names = [fit(&label, Letters::Kept), fit(&label, Letters::of(language.tag()))];
        let screen =
            self.provider.sent_to(&self.number).iter().rev().take(3).map(|sent| sent.body.clone()).collect::<Vec<_>>();
        let mut lines = screen.iter().flat_map(|text| text.lines());
        let key = lines.find_map(|line| {
            let (key, name) = line.split_once(' ')?;
            (key.parse::<u8>().is_ok() && names.iter().any(|known| known == name)).then_some(key)
        });
        let key = key.unwrap_or_else(|| panic!("{label} is not on the screen: {screen:?}")).to_owned();
        self.types(&key).await
    }

    pub async fn picks_all(&mut self, choices: &[&str]) -> Texts {
        let mut read = Texts(Vec::new());
        for choice in choices {
            read = self.picks(choice).await;
        }
        read
    }

    pub async fn reads(&mut self) -> Texts {
        self.app.settled().await;
        let sent = self.provider.sent_to(&self.number);
        let new = sent[self.read..].to_vec();
        self.read = sent.len();
        Texts(new)
    }
}

impl Texts {
    pub fn text(&self) -> String {
        self.0.iter().map(|sent| sent.body.as_str()).collect::<Vec<_>>().join("\n\n")
    }

    /// Whether a text has come, in the letters in which a text message has it.
    #[track_caller]
    pub fn has(&self, text: &Text, language: Language) {
        let part = on_screen(text, language);
        assert!(self.text().contains(&part), "{language}: “{part}” is not in “{}”", self.text());
    }
}

/// A text as a text message has it.
pub fn on_screen(text: &Text, language: Language) -> String {
    fit(&text.in_language(language), Letters::of(language.tag()))
}
