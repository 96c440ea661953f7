//! The list of tickets: by priority and the latest activity, or by deadline. It shows no word of a conversation.
//!
//! [`filter`] says which tickets and [`scope`] whose; `query` makes SQL of both that reads an index from its end and stops after
//! a page, however many tickets there are; [`place`] is where a page ended; [`counts`] counts the views.

pub mod counts;
pub mod filter;
pub mod place;
mod query;
pub mod scope;

pub use filter::{Filter, Owner, Sort, Wanted};
pub use place::Place;

use super::{PAGE, moment, name, page};
use crate::{
    seal::MasterKey,
    sql,
    store::{Reader, sight::Sight},
};
use bot::{private::Private, ticket::Priority};
use jiff::Timestamp;
use query::{Text, Value, bound};
use uuid::Uuid;

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
    pub topic: Option<String>,
    /// `bot::ticket::Priority` by its rank.
    pub priority: i32,
    pub owner: Option<Private<String>>,
    pub owner_id: Option<Uuid>,
    /// The next deadline that runs.
    pub due_at: Option<Timestamp>,
    pub updated_at: Timestamp,
    /// The worker has written since the viewer last looked at it.
    pub unread: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    reference: String,
    kind: String,
    state: String,
    queue: String,
    language: Option<String>,
    region: Option<String>,
    channel: String,
    topic: Option<String>,
    priority: i32,
    owner: Option<Vec<u8>>,
    owner_id: Option<Uuid>,
    due_at: Option<i64>,
    updated_at: i64,
    unread: bool,
}

/// A page of the list as `viewer` sees it, and whether others follow.
pub async fn list(
    reader: &mut Reader,
    master: &MasterKey,
    viewer: &Sight,
    filter: &Filter,
    after: Option<Place>,
) -> sqlx::Result<(Vec<Line>, bool)> {
    let mut text = Text::default();
    text.push(
        "SELECT t.id, t.reference, t.kind, t.state, t.queue, t.language, t.region, t.channel, t.topic, t.priority,
                s.name_sealed AS owner, t.owner_id, t.due_at, t.updated_at,
                (n.seen_at IS NULL OR n.seen_at < t.worker_wrote_at) AS unread
         FROM (",
    );
    query::ids(&mut text, viewer, filter, after, PAGE + 1);
    text.push(
        ") k JOIN ticket t ON t.id = k.id
         LEFT JOIN staff s ON s.id = t.owner_id
         LEFT JOIN ticket_seen n ON n.ticket_id = t.id AND n.staff_id = ",
    );
    text.bind(Value::Id(viewer.staff)).push(" ORDER BY ").push(filter.sort().order());
    text.push(" LIMIT ").bind(Value::Number(PAGE + 1));
    let rows: Vec<Row> = sql!(Reader: reader, c => bound!(query_as, &text).fetch_all(c).await)?;
    let (rows, more) = page(rows);
    let lines = rows.into_iter().map(|row| row.line(master));
    Ok((lines.collect::<sqlx::Result<_>>()?, more))
}

impl Row {
    fn line(self, master: &MasterKey) -> sqlx::Result<Line> {
        Ok(Line {
            id: self.id,
            reference: self.reference,
            kind: self.kind,
            state: self.state,
            urgent: self.priority == Priority::Urgent.rank(),
            queue: self.queue,
            language: self.language,
            region: self.region,
            channel: self.channel,
            topic: self.topic,
            priority: self.priority,
            owner: name(master, self.owner_id, self.owner)?,
            owner_id: self.owner_id,
            due_at: self.due_at.map(moment),
            updated_at: moment(self.updated_at),
            unread: self.unread,
        })
    }
}

/// A subject that staff give to tickets.
#[derive(Clone, Debug, sqlx::FromRow)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Topic {
    pub name: String,
    pub label_it: String,
    pub label_en: String,
}

/// All subjects; retired ones still stand on tickets.
pub async fn topics(reader: &mut Reader) -> sqlx::Result<Vec<Topic>> {
    sql!(Reader: reader, c => sqlx::query_as("SELECT name, label_it, label_en FROM topic ORDER BY label_it")
        .fetch_all(c).await)
}
