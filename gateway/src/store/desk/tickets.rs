//! The list of tickets: urgent ones first, then the latest activity. It shows no word of a conversation.

use super::{PAGE, moment, name, page};
use crate::{channel::Channel, seal::MasterKey, sql, store::Reader};
use bot::{
    language::Language,
    private::Private,
    reference::Reference,
    ticket::{Queue, TicketState},
};
use jiff::Timestamp;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Which tickets are wanted.
#[derive(Clone, Copy, Debug, Default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Filter {
    pub state: Wanted,
    pub queue: Option<Queue>,
    pub language: Option<Language>,
    pub channel: Option<Channel>,
    pub urgent: bool,
    pub reference: Option<Reference>,
}

/// In which states.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wanted {
    /// All but the closed ones.
    #[default]
    Unfinished,
    /// All.
    Every,
    /// One state.
    Only(TicketState),
}

impl Wanted {
    const fn name(self) -> &'static str {
        match self {
            Self::Unfinished => "unfinished",
            Self::Every => "every",
            Self::Only(state) => state.name(),
        }
    }
}

/// Where a page of the list ended, so that the next begins there whatever has changed in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Place {
    pub urgent: bool,
    pub updated_at: i64,
    pub id: Uuid,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", u8::from(self.urgent), self.updated_at, self.id.simple())
    }
}

impl FromStr for Place {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(());
        Ok(Self {
            urgent: part()? == "1",
            updated_at: part()?.parse().map_err(|_| ())?,
            id: part()?.parse().map_err(|_| ())?,
        })
    }
}

/// A ticket in the list. Names of states are those that `bot` gave; a newer release may know more of them.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Line {
    pub id: Uuid,
    pub reference: String,
    pub kind: String,
    pub state: String,
    pub urgent: bool,
    pub queue: String,
    pub language: Option<String>,
    pub region: Option<String>,
    pub channel: String,
    pub owner: Option<Private<String>>,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
}

impl Line {
    /// Where a page ends that has this ticket last.
    pub fn place(&self) -> Place {
        Place { urgent: self.urgent, updated_at: self.updated_at.as_millisecond(), id: self.id }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    reference: String,
    kind: String,
    state: String,
    urgent: bool,
    queue: String,
    language: Option<String>,
    region: Option<String>,
    channel: String,
    owner: Option<Vec<u8>>,
    opened_at: i64,
    updated_at: i64,
}

/// A page of the list, and whether others follow.
pub async fn list(
    reader: &mut Reader,
    master: &MasterKey,
    filter: Filter,
    after: Option<Place>,
) -> sqlx::Result<(Vec<Line>, bool)> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(
        "SELECT t.id, t.reference, t.kind, t.state, t.urgent, t.queue, t.language, r.region, c.channel,
                s.name_sealed AS owner, t.opened_at, t.updated_at
         FROM ticket t
         JOIN conversation c ON c.id = t.conversation_id
         LEFT JOIN report r ON r.ticket_id = t.id
         LEFT JOIN staff s ON s.id = t.owner_id
         WHERE ($1 = 'every' OR t.state = $1 OR ($1 = 'unfinished' AND t.state <> 'closed'))
           AND ($2 IS NULL OR t.queue = $2)
           AND ($3 IS NULL OR t.language = $3)
           AND (NOT $4 OR t.urgent)
           AND ($5 IS NULL OR t.reference = $5)
           AND ($6 IS NULL OR (t.urgent, t.updated_at, t.id) < ($6, $7, $8))
           AND ($10 IS NULL OR c.channel = $10)
         ORDER BY t.urgent DESC, t.updated_at DESC, t.id DESC
         LIMIT $9")
        .bind(filter.state.name())
        .bind(filter.queue.map(Queue::name))
        .bind(filter.language.map(Language::tag))
        .bind(filter.urgent)
        .bind(filter.reference.map(String::from))
        .bind(after.map(|place| place.urgent))
        .bind(after.map(|place| place.updated_at))
        .bind(after.map(|place| place.id))
        .bind(PAGE + 1)
        .bind(filter.channel.map(Channel::name))
        .fetch_all(c).await)?;
    let (rows, more) = page(rows);
    let lines = rows.into_iter().map(|row| {
        Ok(Line {
            id: row.id,
            reference: row.reference,
            kind: row.kind,
            state: row.state,
            urgent: row.urgent,
            queue: row.queue,
            language: row.language,
            region: row.region,
            channel: row.channel,
            owner: name(master, row.owner)?,
            opened_at: moment(row.opened_at),
            updated_at: moment(row.updated_at),
        })
    });
    Ok((lines.collect::<sqlx::Result<_>>()?, more))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_survives_the_url() {
        let place = Place { urgent: true, updated_at: 1_790_000_000_123, id: Uuid::from_u128(7) };
        assert_eq!(place.to_string().parse(), Ok(place));
        assert_eq!("nonsense".parse::<Place>(), Err(()));
    }
}
