//! The list of questions that legal experts see: no word of a question, and not which ticket it belongs to.

use crate::{
    seal::MasterKey,
    sql,
    store::{
        Reader,
        desk::{PAGE, moment, name, page},
    },
};
use bot::private::Private;
use jiff::Timestamp;
use uuid::Uuid;

/// Which ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    /// Those without an answer, the first that is due first.
    #[default]
    Open,
    /// Of these, those that somebody has taken.
    Mine,
    /// The others, the latest first.
    Answered,
}

impl Which {
    /// All.
    pub const ALL: [Self; 3] = [Self::Open, Self::Mine, Self::Answered];

    /// In addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Mine => "mine",
            Self::Answered => "answered",
        }
    }

    const fn query(self) -> &'static str {
        match self {
            Self::Open => {
                "SELECT q.id, q.expertise, q.state, q.due_at, q.asked_at, q.expert_id, s.name_sealed AS expert
                 FROM question q JOIN ticket h ON h.id = q.ticket_id AND h.hidden_at IS NULL LEFT JOIN staff s ON s.id = q.expert_id
                 WHERE q.state IN ('asked', 'taken', 'more-asked') AND $1 = $1
                 AND ($2 IS NULL OR (q.due_at, q.id) > (SELECT due_at, id FROM question WHERE id = $2))
                 ORDER BY q.due_at, q.id LIMIT $3"
            }
            Self::Mine => {
                "SELECT q.id, q.expertise, q.state, q.due_at, q.asked_at, q.expert_id, s.name_sealed AS expert
                 FROM question q JOIN ticket h ON h.id = q.ticket_id AND h.hidden_at IS NULL LEFT JOIN staff s ON s.id = q.expert_id
                 WHERE q.state IN ('asked', 'taken', 'more-asked') AND q.expert_id = $1
                 AND ($2 IS NULL OR (q.due_at, q.id) > (SELECT due_at, id FROM question WHERE id = $2))
                 ORDER BY q.due_at, q.id LIMIT $3"
            }
            Self::Answered => {
                "SELECT q.id, q.expertise, q.state, q.due_at, q.asked_at, q.expert_id, s.name_sealed AS expert
                 FROM question q JOIN ticket h ON h.id = q.ticket_id AND h.hidden_at IS NULL LEFT JOIN staff s ON s.id = q.expert_id
                 WHERE q.state IN ('answered', 'carried', 'withdrawn') AND $1 = $1 AND ($2 IS NULL OR q.id < $2)
                 ORDER BY q.id DESC LIMIT $3"
            }
        }
    }
}

/// A question of the list.
#[expect(missing_docs, reason = "the names say it")]
pub struct Line {
    pub id: Uuid,
    pub expertise: String,
    pub state: String,
    pub due_at: Timestamp,
    pub asked_at: Timestamp,
    pub expert: Option<Private<String>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    expertise: String,
    state: String,
    due_at: i64,
    asked_at: i64,
    expert_id: Option<Uuid>,
    expert: Option<Vec<u8>>,
}

/// A page of the list after the question `after`, and whether others follow.
pub async fn list(
    reader: &mut Reader,
    master: &MasterKey,
    which: Which,
    me: Uuid,
    after: Option<Uuid>,
) -> sqlx::Result<(Vec<Line>, bool)> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(which.query())
        .bind(me).bind(after).bind(PAGE + 1).fetch_all(c).await)?;
    let (rows, more) = page(rows);
    let lines = rows.into_iter().map(|row| {
        Ok(Line {
            id: row.id,
            expertise: row.expertise,
            state: row.state,
            due_at: moment(row.due_at),
            asked_at: moment(row.asked_at),
            expert: name(master, row.expert_id, row.expert)?,
        })
    });
    Ok((lines.collect::<sqlx::Result<_>>()?, more))
}
