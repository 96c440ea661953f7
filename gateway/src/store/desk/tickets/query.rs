//! The SQL of a list. A condition with OR would make the database read all that could match and sort it; so each
//! alternative (own and unowned tickets, one language and another) is a query of its own that stops after a page, and the page is
//! made of these. Names of states stand in the text, so that the planner sees which partial index fits.

use super::{Filter, Owner, Place, Sort, Wanted};
use crate::store::sight::Sight;
use bot::{language::Language, ticket::TicketState};
use std::fmt::Write;
use uuid::Uuid;

/// A part of the tickets that somebody sees; no ticket is in two parts of the same person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    All,
    Owned(Uuid),
    Unowned,
    /// Followed, and somebody else's.
    Followed(Uuid),
    Team(Uuid),
    NoTeam,
    Region(String),
    NoRegion,
}

/// SQL that grows, with the values of its `$1`, `$2`…
#[derive(Default)]
pub(super) struct Text {
    pub sql: String,
    pub values: Vec<Value>,
}

/// A value that a list compares or is cut off at.
pub(super) enum Value {
    Rank(i32),
    Number(i64),
    Id(Uuid),
    Name(String),
}

impl Text {
    pub fn push(&mut self, sql: &str) -> &mut Self {
        self.sql.push_str(sql);
        self
    }

    pub fn bind(&mut self, value: Value) -> &mut Self {
        self.values.push(value);
        // Writing to a String does not fail.
        let _ = write!(self.sql, "${}", self.values.len());
        self
    }
}

/// A query of [`Text`] with its values, inside [`sql!`](crate::sql).
macro_rules! bound {
    ($query:ident, $text:expr) => {{
        let text = $text;
        let mut query = sqlx::$query(sqlx::AssertSqlSafe(text.sql.clone()));
        for value in &text.values {
            query = match value {
                $crate::store::desk::tickets::query::Value::Rank(rank) => query.bind(*rank),
                $crate::store::desk::tickets::query::Value::Number(number) => query.bind(*number),
                $crate::store::desk::tickets::query::Value::Id(id) => query.bind(*id),
                $crate::store::desk::tickets::query::Value::Name(name) => query.bind(name.clone()),
            };
        }
        query
    }};
}
pub(super) use bound;

/// The ids of a page and of one ticket more, unsorted between the alternatives.
pub(super) fn ids(query: &mut Text, viewer: &Sight, filter: &Filter, after: Option<Place>, limit: i64) {
    for (number, alternative) in alternatives(viewer, filter).into_iter().enumerate() {
        query.push(if number == 0 { "SELECT id FROM (" } else { " UNION ALL SELECT id FROM (" });
        one(query, &alternative, filter);
        from(query, filter.sort(), after);
        query.push(" ORDER BY ").push(filter.sort().order()).push(" LIMIT ").bind(Value::Number(limit));
        query.push(&format!(") b{number}"));
    }
}

/// The same to be counted up to `limit`. The order makes PostgreSQL read an index: by itself it would read the table until it has
/// found enough, and what is not closed stands at its end.
pub(super) fn count(query: &mut Text, viewer: &Sight, filter: &Filter, limit: i64) {
    query.push("SELECT COUNT(*) FROM (");
    for (number, alternative) in alternatives(viewer, filter).into_iter().enumerate() {
        query.push(if number == 0 { "SELECT id FROM (" } else { " UNION ALL SELECT id FROM (" });
        one(query, &alternative, filter);
        query
            .push(" ORDER BY ")
            .push(filter.sort().order())
            .push(" LIMIT ")
            .bind(Value::Number(limit))
            .push(&format!(") b{number}"));
    }
    query.push(" LIMIT ").bind(Value::Number(limit)).push(") c");
}

/// One query of those that make a list.
struct Alternative {
    state: Wanted,
    part: Part,
    language: Option<Language>,
}

/// What to look for one after the other.
fn alternatives(viewer: &Sight, filter: &Filter) -> Vec<Alternative> {
    let languages: Vec<_> =
        if filter.languages.is_empty() { vec![None] } else { filter.languages.iter().copied().map(Some).collect() };
    let states = match filter.state {
        Wanted::Every => vec![Wanted::Unfinished, Wanted::Only(TicketState::Closed)],
        state => vec![state],
    };
    let mut all = Vec::new();
    for part in viewer.parts(filter.owner) {
        for language in &languages {
            for state in &states {
                all.push(Alternative { state: *state, part: part.clone(), language: *language });
            }
        }
    }
    all
}

fn one(query: &mut Text, alternative: &Alternative, filter: &Filter) {
    let part = &alternative.part;
    query.push("SELECT t.id FROM ticket t");
    let followed = if let Part::Followed(staff) = part { Some(*staff) } else { filter.followed_by };
    if let Some(staff) = followed {
        query.push(" JOIN ticket_follower f ON f.ticket_id = t.id AND f.staff_id = ").bind(Value::Id(staff));
    }
    match alternative.state {
        // Made of the two.
        Wanted::Every => query.push(" WHERE 1 = 1"),
        Wanted::Unfinished => query.push(" WHERE t.state <> 'closed'"),
        Wanted::Only(TicketState::Closed) => query.push(" WHERE t.state = 'closed'"),
        // SQLite does not see by itself that it is not closed then; PostgreSQL does, and would count it twice.
        Wanted::Only(state) if is_narrow(alternative, filter) => {
            query.push(&format!(" WHERE t.state = '{}' AND t.state <> 'closed'", state.name()))
        }
        Wanted::Only(state) => query.push(&format!(" WHERE t.state = '{}'", state.name())),
    };
    // Who asked for everything to be deleted is in nobody's list.
    query.push(" AND t.hidden_at IS NULL");
    match part {
        Part::All | Part::Followed(_) | Part::Owned(_) | Part::Unowned => {}
        Part::Team(team) => _ = query.push(" AND t.team_id = ").bind(Value::Id(*team)),
        Part::NoTeam => _ = query.push(" AND t.team_id IS NULL"),
        Part::Region(region) => _ = query.push(" AND t.region = ").bind(Value::Name(region.clone())),
        Part::NoRegion => _ = query.push(" AND t.region IS NULL"),
    }
    match part {
        Part::Owned(staff) => _ = query.push(" AND t.owner_id = ").bind(Value::Id(*staff)),
        Part::Unowned => _ = query.push(" AND t.owner_id IS NULL"),
        Part::Followed(staff) => _ = query.push(" AND t.owner_id <> ").bind(Value::Id(*staff)),
        _ => {}
    }
    rest(query, part, alternative.language, filter);
}

/// Whether there is a better index than that of the states.
fn is_narrow(alternative: &Alternative, filter: &Filter) -> bool {
    alternative.part != Part::All
        || alternative.language.is_some()
        || filter.owner != Owner::Any
        || filter.channel.is_some()
        || filter.region.is_some()
        || filter.topic.is_some()
}

fn rest(query: &mut Text, part: &Part, language: Option<Language>, filter: &Filter) {
    match filter.owner {
        Owner::Any => {}
        Owner::Nobody if *part == Part::Unowned => {}
        Owner::One(staff) if *part == Part::Owned(staff) => {}
        Owner::Nobody => _ = query.push(" AND t.owner_id IS NULL"),
        Owner::One(staff) => _ = query.push(" AND t.owner_id = ").bind(Value::Id(staff)),
    }
    let named = [
        (" AND t.queue = ", filter.queue.map(|queue| queue.name().to_owned())),
        (" AND t.language = ", language.map(|language| language.tag().to_owned())),
        (" AND t.channel = ", filter.channel.map(|channel| channel.name().to_owned())),
        (" AND t.region = ", filter.region.map(|region| region.id().to_owned())),
        (" AND t.topic = ", filter.topic.clone()),
        (" AND t.reference = ", filter.reference.map(String::from)),
    ];
    for (condition, value) in named {
        if let Some(value) = value {
            query.push(condition).bind(Value::Name(value));
        }
    }
    if let Some(priority) = filter.priority {
        query.push(" AND t.priority = ").bind(Value::Rank(priority.rank()));
    }
    if filter.urgent {
        query.push(" AND t.priority = 3");
    }
    if let Some(now) = filter.overdue {
        query.push(" AND COALESCE(t.due_at, 9223372036854775807) < ").bind(Value::Number(now.as_millisecond()));
    }
}

fn from(query: &mut Text, sort: Sort, after: Option<Place>) {
    match (sort, after) {
        (Sort::Activity, Some(Place::Activity { priority, updated_at, id })) => {
            query.push(" AND (t.priority, t.updated_at, t.id) < (").bind(Value::Rank(priority)).push(", ");
            query.bind(Value::Number(updated_at)).push(", ").bind(Value::Id(id)).push(")");
        }
        (Sort::Deadline, Some(Place::Deadline { due_at, id })) => {
            query
                .push(" AND (COALESCE(t.due_at, 9223372036854775807), t.id) > (")
                .bind(Value::Number(due_at))
                .push(", ");
            query.bind(Value::Id(id)).push(")");
        }
        // A place of another order is none.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{channel::Channel, store::staff::Scope};
    use bot::{territory::Region, ticket::Priority};
    use sqlx::{Connection, Row, SqliteConnection};

    const ME: Uuid = Uuid::from_u128(1);

    fn viewers() -> Vec<Sight> {
        let region = Some("puglia".to_owned());
        let viewer = |scope| Sight { staff: ME, scope, team: Some(Uuid::from_u128(2)), region: region.clone() };
        Scope::ALL.map(viewer).into()
    }

    /// What the built-in views and the filters by themselves ask for.
    fn filters() -> Vec<(&'static str, Filter)> {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let only = |state| Filter { state: Wanted::Only(state), ..Filter::default() };
        vec![
            ("all", Filter::default()),
            ("mine", Filter { owner: Owner::One(ME), ..Filter::default() }),
            ("unassigned", Filter { owner: Owner::Nobody, ..Filter::default() }),
            ("languages", Filter { languages: vec![Language::Wolof, Language::French], ..Filter::default() }),
            ("urgent", Filter { urgent: true, ..Filter::default() }),
            ("worker", only(TicketState::WaitingForWorker)),
            ("expert", only(TicketState::WaitingForExpert)),
            ("closed", only(TicketState::Closed)),
            ("overdue", Filter { overdue: Some(now), ..Filter::default() }),
            ("followed", Filter { followed_by: Some(ME), ..Filter::default() }),
            ("every", Filter { state: Wanted::Every, ..Filter::default() }),
            ("channel", Filter { channel: Some(Channel::Sms), ..Filter::default() }),
            ("region", Filter { region: Some(Region::Basilicata), ..Filter::default() }),
            ("topic", Filter { topic: Some("pay".to_owned()), ..Filter::default() }),
            ("priority", Filter { priority: Some(Priority::High), ..Filter::default() }),
            ("deadline", Filter { sort: Some(Sort::Deadline), ..Filter::default() }),
        ]
    }

    async fn plan(connection: &mut SqliteConnection, text: &Text) -> Vec<String> {
        let text = Text { sql: format!("EXPLAIN QUERY PLAN {}", text.sql), values: Vec::new() };
        let rows = bound!(query, &text).fetch_all(connection).await.unwrap();
        rows.iter().map(|row| row.get::<String, _>("detail")).collect()
    }

    /// However many tickets there are: every list and every count reads an index, and nothing is sorted but the page. What somebody
    /// follows or owns is little, and may be read whole.
    #[tokio::test]
    async fn no_list_reads_the_table() {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        crate::store::SQLITE.run(&mut connection).await.unwrap();
        for (name, filter) in filters() {
            for viewer in viewers() {
                let place = match filter.sort() {
                    Sort::Activity => Place::Activity { priority: 1, updated_at: 2, id: ME },
                    Sort::Deadline => Place::Deadline { due_at: 1, id: ME },
                };
                let (mut list, mut counted) = (Text::default(), Text::default());
                ids(&mut list, &viewer, &filter, Some(place), 51);
                count(&mut counted, &viewer, &filter, 100);
                let followed = filter.followed_by.is_some() || viewer.scope == Scope::Own;
                for text in [list, counted] {
                    let plan = plan(&mut connection, &text).await;
                    let whole = plan.iter().any(|step| step.starts_with("SCAN t") && !step.contains("USING"));
                    assert!(!whole, "{name} {:?}: {plan:#?}", viewer.scope);
                    let sorts = plan.iter().filter(|step| step.contains("TEMP B-TREE")).count();
                    let owned = viewer.scope == Scope::Own && filter.sort() == Sort::Deadline;
                    let allowed = if followed { 3 } else { usize::from(owned) };
                    assert!(sorts <= allowed, "{name} {:?}: {plan:#?}\n{}", viewer.scope, text.sql);
                }
            }
        }
    }
}
