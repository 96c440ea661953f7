//! TwiML as the provider reads it: an unknown verb or attribute is an error there, and here.

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use std::collections::BTreeMap;

/// What was answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// As it came.
    pub xml: String,
    /// (language, words) of every sentence, and ("play", address) of every recording, in their order.
    pub said: Vec<(String, String)>,
    pub then: Then,
}

/// What the telephone does after that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Then {
    Gather {
        action: String,
        most: usize,
        finish: String,
        otherwise: String,
    },
    Record {
        action: String,
        kept: String,
        most: u32,
        otherwise: String,
    },
    #[default]
    HangUp,
}

impl Answer {
    pub fn read(xml: &str) -> Self {
        let mut answer = Self { xml: xml.to_owned(), ..Self::default() };
        let mut reader = Reader::from_str(xml);
        let (mut open, mut words, mut ended) = (Vec::<(String, BTreeMap<String, String>)>::new(), String::new(), false);
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error} in {xml}")) {
                Event::Start(tag) => {
                    let (name, attributes) = element(&tag);
                    answer.begins(&name, &attributes);
                    words.clear();
                    open.push((name, attributes));
                }
                Event::Empty(tag) => {
                    let (name, attributes) = element(&tag);
                    answer.begins(&name, &attributes);
                    ended |= name == "Hangup";
                }
                Event::End(_) => {
                    let (name, attributes) = open.pop().unwrap();
                    answer.ends(&name, &attributes, std::mem::take(&mut words));
                }
                Event::Text(text) => words.push_str(&text.decode().unwrap()),
                Event::GeneralRef(entity) => words.push_str(match &*entity.decode().unwrap() {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" => "\"",
                    "apos" => "'",
                    other => panic!("&{other}; in {xml}"),
                }),
                Event::Decl(_) => {}
                Event::Eof => break,
                other => panic!("{other:?} in {xml}"),
            }
        }
        assert!(open.is_empty() && ended == (answer.then == Then::HangUp), "{xml}");
        answer
    }

    fn begins(&mut self, name: &str, attributes: &BTreeMap<String, String>) {
        let of = |name: &str| attributes.get(name).cloned().unwrap_or_default();
        let known: &[&str] = match name {
            "Response" | "Hangup" | "Play" => &[],
            "Say" => &["language", "voice"],
            "Redirect" => &["method"],
            "Gather" => {
                let (action, most, finish) = (of("action"), of("numDigits").parse().unwrap(), of("finishOnKey"));
                assert!(of("timeout").parse::<u32>().unwrap() > 0 && of("input") == "dtmf");
                self.then = Then::Gather { action, most, finish, otherwise: String::new() };
                &["input", "action", "method", "numDigits", "finishOnKey", "timeout"]
            }
            "Record" => {
                assert!(of("finishOnKey").contains('#') && of("timeout").parse::<u32>().unwrap() > 0);
                let (action, kept) = (of("action"), of("recordingStatusCallback"));
                self.then =
                    Then::Record { action, kept, most: of("maxLength").parse().unwrap(), otherwise: String::new() };
                &[
                    "action",
                    "method",
                    "maxLength",
                    "timeout",
                    "finishOnKey",
                    "playBeep",
                    "recordingStatusCallback",
                    "recordingStatusCallbackMethod",
                ]
            }
            other => panic!("<{other}> is no verb"),
        };
        for attribute in attributes.keys() {
            assert!(known.contains(&attribute.as_str()), "<{name} {attribute}=…>");
        }
    }

    fn ends(&mut self, name: &str, attributes: &BTreeMap<String, String>, words: String) {
        match (name, &mut self.then) {
            ("Say", _) => {
                assert!(!words.is_empty() && words.chars().count() <= 4096);
                self.said.push((attributes["language"].clone(), words));
            }
            ("Play", _) => self.said.push(("play".to_owned(), words)),
            ("Redirect", Then::Gather { otherwise, .. } | Then::Record { otherwise, .. }) => *otherwise = words,
            _ => {}
        }
    }

    /// Everything that a synthetic voice says.
    pub fn words(&self) -> String {
        self.said
            .iter()
            .filter(|(voice, _)| voice != "play")
            .map(|(_, words)| words.as_str())
            .collect::<Vec<_>>()
            .join("\n")
    }

    #[track_caller]
    pub fn has(&self, part: &str) {
        let part = part.replace(['\u{2068}', '\u{2069}'], "");
        assert!(self.words().contains(&part), "“{part}” is not in “{}”", self.words());
    }

    pub fn is_over(&self) -> bool {
        self.then == Then::HangUp
    }
}

fn element(tag: &BytesStart<'_>) -> (String, BTreeMap<String, String>) {
    let name = String::from_utf8(tag.name().as_ref().to_vec()).unwrap();
    let attributes = tag.attributes().map(|attribute| {
        let attribute = attribute.unwrap();
        let name = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
        (name, attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned())
    });
    (name, attributes.collect())
}
