//! A worker at the page: taps buttons, writes, reads. Labels are looked up in the texts, so a better wording breaks nothing.

use super::window::Window;
use bot::{
    language::Language,
    reference::Reference,
    text::{self, Text},
};
use serde_json::json;
use tests::chromium::{Chromium, Look};

/// The button that shows these words, with or without a pictogram before them, if it can be tapped now.
const BUTTON: &str = "
    var label = arguments[0];
    return [].filter.call(document.querySelectorAll('.choices button:enabled'), function (button) {
        var shown = button.textContent.replace(/[\\u2066-\\u2069]/g, '');
        return shown === label || shown.slice(-label.length - 1) === ' ' + label;
    })[0];";

/// Whether a bubble that is not the worker's own shows these words.
const SAID: &str = "
    var words = arguments[0];
    return [].some.call(document.querySelectorAll('#talk .bubble:not(.worker)'), function (bubble) {
        return bubble.textContent.replace(/[\\u2066-\\u2069]/g, '').indexOf(words) >= 0;
    });";

/// Whether the last button is on the screen, also after something that must not move what is being read.
const END_SEEN: &str = "
    dispatchEvent(new Event('resize'));
    var all = document.querySelectorAll('.choices button');
    var end = document.getElementById('log').getBoundingClientRect().bottom;
    return all[all.length - 1].getBoundingClientRect().bottom <= end;";

const SENT: &str = "
    var words = arguments[0];
    return [].some.call(document.querySelectorAll('#talk .bubble.worker'), function (bubble) {
        return bubble.textContent.indexOf(words) >= 0;
    });";

const NUMBER: &str = "
    var all = document.querySelectorAll('#talk .bubble.bot .number');
    var found = [].filter.call(all, function (node) { return /^\\d{3}-\\d{3}-\\d{3}$/.test(node.textContent); });
    return found.length ? found[found.length - 1].textContent : null;";

pub struct Worker {
    pub window: Window,
    language: Language,
}

impl Worker {
    /// Opens the page and chooses a language by its own name.
    pub async fn arrive(chromium: &Chromium, look: Look, name: &'static str, url: &str, language: Language) -> Self {
        let worker = Self { window: Window::open(chromium, look, name).await, language };
        worker.window.go(url).await;
        worker.window.wait_for_css(".choices button").await;
        worker.window.picture("arrival").await;
        worker.tap_label(language.endonym()).await;
        worker.hears(&text::menu()).await;
        worker
    }

    pub async fn tap(&self, choice: &Text) {
        self.tap_label(&choice.in_language(self.language)).await;
    }

    pub async fn tap_label(&self, label: &str) {
        self.window.click(&format!("button {label}"), BUTTON, vec![json!(label)]).await;
    }

    /// Waits until the bot, or a person of the staff, has said this.
    pub async fn hears(&self, said: &Text) {
        self.hears_words(&said.in_language(self.language)).await;
    }

    pub async fn hears_words(&self, words: &str) {
        let words = plain(words);
        // Paragraphs are elements of their own.
        let first = words.split("\n\n").next().unwrap_or_default();
        let _: bool = self.window.wait(&format!("bubble {first}"), SAID, vec![json!(first)]).await;
    }

    /// Taps the arrow that says that there is more, until everything was on the screen.
    pub async fn goes_down(&self) {
        let more = "return !document.getElementById('below').hidden";
        let _: bool = self.window.wait("arrow", more, vec![]).await;
        while self.window.ask(more, vec![]).await {
            self.window.click_css("#below").await;
        }
        let seen: bool = self.window.ask(END_SEEN, vec![]).await;
        assert!(seen, "the last button is not on the screen");
    }

    /// Types into the box and sends it.
    pub async fn write(&self, words: &str) {
        let find = "return document.activeElement.id === 'box' && document.activeElement";
        self.window.click_css("#box").await;
        let _: serde_json::Value = self.window.wait("box", find, vec![]).await;
        self.window.client.active_element().await.unwrap().send_keys(words).await.unwrap();
        self.window.click_css("#send").await;
    }

    /// Waits until the service has what was written: it stands in the conversation, no longer among what is on its way.
    pub async fn has_sent(&self, words: &str) {
        let _: bool = self.window.wait(&format!("own words {words}"), SENT, vec![json!(words)]).await;
    }

    /// What was said last, by whomever.
    pub async fn last_bubble(&self) -> String {
        let last = "var all = document.querySelectorAll('#talk .bubble'); return all[all.length - 1].innerText";
        self.window.ask(last, vec![]).await
    }

    /// The number that the worker was given.
    pub async fn reference(&self) -> Reference {
        let shown: String = self.window.wait("reference", NUMBER, vec![]).await;
        shown.parse().unwrap()
    }

    /// Answers questions of the report in their order, from the menu to the summary.
    pub async fn report(&self, answers: &[Text]) {
        self.tap(&text::choice_report()).await;
        self.tap(&text::choice_consent_yes()).await;
        for answer in answers {
            self.tap(answer).await;
        }
    }
}

/// Without the marks that isolate a number inside right-to-left text.
fn plain(words: &str) -> String {
    words.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect()
}
