//! Where an answer belongs: the person's latest message and those before it (RFC 5322, 3.6.4). It is the channel's route.

use bot::private::Private;
use mail_parser::{HeaderName, HeaderValue, Message};
use serde::{Deserialize, Serialize};

/// So many references are kept: mail programs thread by the last ones.
const MOST: usize = 20;
/// A message id longer than this is not one. (A line of a header has 998 characters at most.)
const LONGEST: usize = 250;

/// A thread, as it stands in the route. Ids without their angle brackets.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// The person's latest message.
    pub id: Option<String>,
    /// Those before it, the oldest first.
    #[serde(default)]
    pub references: Vec<String>,
}

impl Thread {
    /// Of a message that came.
    pub fn of(message: &Message<'_>) -> Self {
        let id = message.header(HeaderName::MessageId).and_then(|value| ids(value).pop());
        let mut references = ids(message.references());
        if references.is_empty() {
            references = ids(message.in_reply_to());
        }
        references.dedup();
        let older = references.len().saturating_sub(MOST);
        Self { id, references: references.split_off(older) }
    }

    /// As the route.
    pub fn route(&self) -> Option<Private<String>> {
        serde_json::to_string(self).ok().map(Private::new)
    }

    /// From the route; one that cannot be read begins a new thread.
    pub fn read(route: Option<&Private<String>>) -> Self {
        route.and_then(|route| serde_json::from_str(route.expose()).ok()).unwrap_or_default()
    }

    /// `In-Reply-To` and `References` of an answer.
    pub fn answer(&self) -> Option<(String, String)> {
        let id = self.id.as_ref()?;
        let all: Vec<_> = self.references.iter().chain([id]).map(|id| format!("<{id}>")).collect();
        Some((format!("<{id}>"), all.join(" ")))
    }
}

/// The ids in a header; what could break another header is none.
fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    let all: Vec<&str> = match value {
        HeaderValue::Text(one) => vec![one],
        HeaderValue::TextList(list) => list.iter().map(AsRef::as_ref).collect(),
        _ => Vec::new(),
    };
    let fits = |id: &&str| {
        (3..=LONGEST).contains(&id.len()) && id.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>'))
    };
    all.into_iter().map(|id| id.trim().trim_matches(['<', '>'])).filter(fits).map(str::to_owned).collect()
}
