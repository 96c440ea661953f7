//! Other words for the bot and the hotlines: rows of `wording`, from a proposal to what a second person makes of it. They are
//! words of the house, not of a person, so they are not sealed.
//!
//! Here is what is read; [`deed`] writes.

pub mod deed;

use super::{Reader, desk::moment};
use crate::sql;
use bot::{
    language::Language,
    text::{Key, Overlay, overlay},
};
use jiff::Timestamp;
use uuid::Uuid;

/// What a hotline's item begins with.
pub const HOTLINE: &str = "hotline/";

/// One wording, whatever became of it.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `wording`")]
pub struct Wording {
    pub id: Uuid,
    /// Absent: the built-in text.
    pub body: Option<String>,
    pub was: String,
    pub back_translation: String,
    pub is_draft: bool,
    pub state: State,
    pub reason: String,
    pub decision: String,
    pub proposed_by: Uuid,
    pub proposed_at: Timestamp,
    pub decided_by: Option<Uuid>,
    pub decided_at: Option<Timestamp>,
}

/// What became of a wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for a second person.
    Proposed,
    /// Is said.
    Published,
    /// Was said until another one was published.
    Replaced,
    /// A second person did not publish it.
    Returned,
    /// Whoever proposed it has taken it back.
    Withdrawn,
}

impl State {
    /// As it stands in SQL.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Proposed => "proposed",
            Self::Published => "published",
            Self::Replaced => "replaced",
            Self::Returned => "returned",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn named(name: &str) -> Self {
        let all = [Self::Proposed, Self::Published, Self::Replaced, Self::Returned];
        all.into_iter().find(|state| state.name() == name).unwrap_or(Self::Withdrawn)
    }
}

/// How a reviewed wording stands in SQL; anything else is a draft.
pub(super) const REVIEWED: &str = "reviewed";

/// What tells the recording of a published text from that of the built-in one.
pub fn mark(id: Uuid) -> String {
    hex::encode(&id.as_bytes()[12..])
}

/// What is said in the place of built-in texts. What does not fit this release is left out.
pub async fn overlay(reader: &mut Reader) -> sqlx::Result<Overlay> {
    // Labels that were replaced still stand on older messages, and are typed.
    let rows: Vec<(Uuid, String, String, String, String, String)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, item, language, body, trust, state FROM wording WHERE body IS NOT NULL AND item NOT LIKE 'hotline/%'
         AND (state = 'published' OR state = 'replaced' AND (item LIKE 'choice-%' OR item LIKE 'label-%')) ORDER BY id")
        .fetch_all(c).await)?;
    let mut overlay = Overlay::default();
    for (id, item, language, words, trust, state) in rows {
        let (Some(key), Ok(language)) = (Key::named(&item), language.parse::<Language>()) else {
            continue;
        };
        if State::named(&state) == State::Replaced {
            overlay.remember(key, language, &words);
            continue;
        }
        let wording = overlay::Wording { key, language, words: &words, draft: trust != REVIEWED, mark: &mark(id) };
        if overlay.publish(&wording).is_err() {
            // Seconds apart, in every process: the console says so, a log would only fill.
            tracing::debug!(item, language = language.tag(), "a wording does not fit this release");
        }
    }
    Ok(overlay)
}

/// What is published or waits, of all items.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `wording`")]
pub struct Standing {
    pub item: String,
    pub language: String,
    pub body: Option<String>,
    pub is_draft: bool,
    pub state: State,
}

/// Everything that is published or waits for a second person.
pub async fn standing(reader: &mut Reader) -> sqlx::Result<Vec<Standing>> {
    let rows: Vec<(String, String, Option<String>, String, String)> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT item, language, body, trust, state FROM wording WHERE state IN ('published', 'proposed') ORDER BY id")
        .fetch_all(c).await)?;
    let open = |(item, language, body, trust, state): (String, String, Option<String>, String, String)| Standing {
        item,
        language,
        body,
        is_draft: trust != REVIEWED,
        state: State::named(&state),
    };
    Ok(rows.into_iter().map(open).collect())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    body: Option<String>,
    was: String,
    back_translation: String,
    trust: String,
    state: String,
    reason: String,
    decision: String,
    proposed_by: Uuid,
    proposed_at: i64,
    decided_by: Option<Uuid>,
    decided_at: Option<i64>,
}

/// Everything that was ever proposed for an item in a language, the latest first.
pub async fn history(reader: &mut Reader, item: &str, language: &str) -> sqlx::Result<Vec<Wording>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT id, body, was, back_translation, trust, state, reason, decision, proposed_by, proposed_at, decided_by, decided_at
         FROM wording WHERE item = $1 AND language = $2 ORDER BY id DESC")
        .bind(item).bind(language).fetch_all(c).await)?;
    let open = |row: Row| Wording {
        id: row.id,
        body: row.body,
        was: row.was,
        back_translation: row.back_translation,
        is_draft: row.trust != REVIEWED,
        state: State::named(&row.state),
        reason: row.reason,
        decision: row.decision,
        proposed_by: row.proposed_by,
        proposed_at: moment(row.proposed_at),
        decided_by: row.decided_by,
        decided_at: row.decided_at.map(moment),
    };
    Ok(rows.into_iter().map(open).collect())
}
