//! What a canned answer or a ticket is about, in lists of forms.

use crate::{console::page::Page, store::canned::Topic};
use bot::language::Language;

/// A topic in a list.
#[expect(missing_docs, reason = "the names say it")]
pub struct TopicChoice {
    pub value: String,
    pub label: String,
    pub chosen: bool,
}

/// All of them.
pub fn choices(page: &Page, topics: Vec<Topic>, chosen: &str) -> Vec<TopicChoice> {
    let choice = |topic: Topic| TopicChoice {
        chosen: topic.name == chosen,
        label: label(page, &topic).to_owned(),
        value: topic.name,
    };
    topics.into_iter().map(choice).collect()
}

/// A topic by its name, in the words of whoever looks; one that is retired shows as it stands.
pub fn named(page: &Page, topics: &[Topic], name: Option<&str>) -> String {
    let Some(name) = name else { return String::new() };
    topics.iter().find(|topic| topic.name == name).map_or(name, |topic| label(page, topic)).to_owned()
}

/// A name that is one of them.
pub fn known(topics: &[Topic], name: &str) -> Option<String> {
    topics.iter().find(|topic| topic.name == name).map(|topic| topic.name.clone())
}

fn label<'a>(page: &Page, topic: &'a Topic) -> &'a str {
    if page.language == Language::English { &topic.label_en } else { &topic.label_it }
}
