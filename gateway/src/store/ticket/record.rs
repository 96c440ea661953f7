//! A ticket's row, whole: loaded and held once, changed in memory by what happens to it ([`TicketRecord::apply`]), and written
//! with all others of the transaction in one statement. A new column has its place here and in the migrations.

use super::opened;
use crate::{
    channel::Channel,
    seal::DataKey,
    sql,
    store::{Store, Tx},
};
use bot::{
    assessment::AssessmentState,
    command::Ticket,
    event::Event,
    flow::information::Topic,
    private::Private,
    reference::Reference,
    ticket::{Priority, Queue, TicketKind, TicketState},
};
use jiff::Timestamp;
use serde::Serialize;
use sqlx::{QueryBuilder, Row};
use uuid::Uuid;

/// The columns of `ticket` that an event can change, and those that say what it is. Moments are milliseconds since 1970.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the columns of `ticket`")]
pub struct TicketRecord {
    pub id: Uuid,
    pub reference: Reference,
    pub contact_id: Uuid,
    pub conversation_id: Uuid,
    pub kind: TicketKind,
    pub state: TicketState,
    pub queue: Queue,
    pub priority: Priority,
    pub language: Option<String>,
    pub about: Option<String>,
    pub channel: Channel,
    pub region: Option<String>,
    pub owner_id: Option<Uuid>,
    pub team_id: Option<Uuid>,
    pub topic: Option<String>,
    pub gender: Option<String>,
    pub opened_at: i64,
    pub updated_at: i64,
    pub worker_wrote_at: i64,
    pub answered_at: Option<i64>,
    pub first_answered_at: Option<i64>,
    pub closed_at: Option<i64>,
    pub due_at: Option<i64>,
    pub merged_into: Option<Uuid>,
    pub version: i64,
    /// Of the report it carries: `assessment.state`.
    pub assessment: Option<AssessmentState>,
    /// The last answer of a person, for "my requests".
    pub answer: Option<Private<String>>,
    /// It has no row yet.
    pub is_new: bool,
    is_changed: bool,
}

const SELECT: &str = "SELECT t.id, t.reference, t.contact_id, t.conversation_id, t.kind, t.state, t.queue, t.priority, t.language,
     t.about, t.channel, t.region, t.owner_id, t.team_id, t.topic, t.gender, t.opened_at, t.updated_at, t.worker_wrote_at,
     t.answered_at, t.first_answered_at, t.closed_at, t.due_at, t.merged_into, t.version, a.state, t.answer_sealed
     FROM ticket t LEFT JOIN assessment a ON a.ticket_id = t.id WHERE ";

/// Whose tickets are wanted, or which.
#[derive(Clone, Copy, Debug)]
pub enum Of<'a> {
    /// All of these people, with the keys to what they were answered.
    Contacts(&'a [(Uuid, &'a DataKey)]),
    /// These.
    Tickets(&'a [Uuid]),
}

/// Loads tickets, the earliest first, and holds them until the transaction ends: in one order, so that two who hold the same
/// two do not wait for each other for ever. On SQLite whoever writes is alone.
pub async fn hold(store: &Store, tx: &mut Tx, of: Of<'_>) -> anyhow::Result<Vec<TicketRecord>> {
    let (column, ids): (_, Vec<Uuid>) = match of {
        Of::Contacts(contacts) => ("t.contact_id", contacts.iter().map(|(contact, _)| *contact).collect()),
        Of::Tickets(ids) => ("t.id", ids.to_vec()),
    };
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF t" };
    let key = |contact: Uuid| match of {
        Of::Contacts(contacts) => contacts.iter().find(|(id, _)| *id == contact).map(|(_, key)| *key),
        Of::Tickets(_) => None,
    };
    sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push(column).push(" IN (");
        let mut list = query.separated(", ");
        for id in &ids {
            list.push_bind(*id);
        }
        query.push(") ORDER BY t.id").push(lock);
        query.build().persistent(false).fetch_all(c).await?.into_iter().map(|row| {
            let id: Uuid = row.try_get(0)?;
            let damaged = |what: &str| anyhow::anyhow!("ticket {id} has a damaged {what}");
            let contact_id: Uuid = row.try_get(2)?;
            let answer: Option<Vec<u8>> = row.try_get(26)?;
            let assessment: Option<String> = row.try_get(25)?;
            Ok(TicketRecord {
                id,
                reference: row.try_get::<String, _>(1)?.parse().map_err(|_| damaged("reference"))?,
                contact_id,
                conversation_id: row.try_get(3)?,
                kind: row.try_get::<String, _>(4)?.parse()?,
                state: row.try_get::<String, _>(5)?.parse()?,
                queue: row.try_get::<String, _>(6)?.parse()?,
                priority: Priority::of_rank(row.try_get(7)?).ok_or_else(|| damaged("priority"))?,
                language: row.try_get(8)?,
                about: row.try_get(9)?,
                channel: row.try_get::<String, _>(10)?.parse().map_err(|_| damaged("channel"))?,
                region: row.try_get(11)?,
                owner_id: row.try_get(12)?,
                team_id: row.try_get(13)?,
                topic: row.try_get(14)?,
                gender: row.try_get(15)?,
                opened_at: row.try_get(16)?,
                updated_at: row.try_get(17)?,
                worker_wrote_at: row.try_get(18)?,
                answered_at: row.try_get(19)?,
                first_answered_at: row.try_get(20)?,
                closed_at: row.try_get(21)?,
                due_at: row.try_get(22)?,
                merged_into: row.try_get(23)?,
                version: row.try_get(24)?,
                assessment: assessment.map(|state| state.parse()).transpose()?,
                answer: answer.zip(key(contact_id)).and_then(|(sealed, key)| opened(id, &sealed, key)),
                is_new: false,
                is_changed: false,
            })
        }).collect()
    })
}

impl TicketRecord {
    /// A ticket that has no row yet.
    pub fn new(
        reference: Reference,
        (contact_id, conversation_id): (Uuid, Uuid),
        (kind, about): (TicketKind, Option<Topic>),
        (channel, language): (Channel, Option<String>),
        now: Timestamp,
    ) -> Self {
        let now = now.as_millisecond();
        Self {
            id: Uuid::now_v7(),
            reference,
            contact_id,
            conversation_id,
            kind,
            state: TicketState::New,
            queue: Queue::FrontOffice,
            priority: if kind == TicketKind::Urgent { Priority::Urgent } else { Priority::Normal },
            language,
            about: about.map(|topic| topic.name().to_owned()),
            channel,
            region: None,
            owner_id: None,
            team_id: None,
            topic: None,
            gender: None,
            opened_at: now,
            updated_at: now,
            worker_wrote_at: now,
            answered_at: None,
            first_answered_at: None,
            closed_at: None,
            due_at: None,
            merged_into: None,
            version: 0,
            assessment: None,
            answer: None,
            is_new: true,
            is_changed: true,
        }
    }

    /// As far as [`bot::command::decide`] has to know it.
    pub fn facts(&self) -> Ticket {
        Ticket {
            state: self.state,
            priority: self.priority,
            owner: self.owner_id,
            team: self.team_id,
            topic: self.topic.clone(),
            gender: self.gender.clone(),
            assessment: self.assessment,
        }
    }

    /// What has happened to it happens to its columns.
    pub fn apply(&mut self, event: &Event, now: Timestamp) {
        let now = now.as_millisecond();
        match event {
            Event::Opened => {}
            Event::WorkerWrote => {
                self.touch(now);
                // After what anybody can have seen of it, on whichever gateway: the ticket's own moment only grows.
                self.worker_wrote_at = self.updated_at;
            }
            Event::StateChanged { to, .. } => {
                self.touch(now);
                self.state = *to;
                self.closed_at = (*to == TicketState::Closed).then_some(now);
            }
            Event::OwnerChanged { to, .. } => self.owner_id = *to,
            Event::TeamChanged { to, .. } => self.team_id = *to,
            Event::PriorityChanged { to, .. } => self.priority = *to,
            Event::TopicChanged { to, .. } => self.topic.clone_from(to),
            Event::GenderChanged { to, .. } => self.gender.clone_from(to),
            Event::ReportSubmitted { queue, region } => {
                self.kind = event.kind_after(self.kind);
                self.queue = *queue;
                self.region.clone_from(region);
                self.updated_at = self.updated_at.max(now);
                self.assessment = Some(AssessmentState::Proposed);
            }
            Event::AssessmentChanged { to, .. } => self.assessment = Some(*to),
            Event::Answered { .. } => {
                self.touch(now);
                self.answered_at = Some(now);
                self.first_answered_at.get_or_insert(now);
            }
            Event::MergedInto { ticket } => {
                self.merged_into = Some(*ticket);
                self.due_at = None;
            }
            Event::Merged { .. } | Event::SplitOff { .. } | Event::SplitFrom { .. } => {}
            // They stand beside it.
            Event::AnswerUndone { .. }
            | Event::Translated { .. }
            | Event::SafeContactChanged
            | Event::NoteAdded { .. }
            | Event::Followed
            | Event::Unfollowed
            | Event::Linked { .. }
            | Event::Unlinked { .. }
            | Event::QuestionAsked { .. }
            | Event::QuestionAnswered { .. }
            | Event::QuestionCarried { .. }
            | Event::QuestionWithdrawn { .. }
            | Event::MacroApplied { .. }
            | Event::DeadlineNear { .. }
            | Event::DeadlinePassed { .. }
            | Event::IdentityAsked { .. }
            | Event::IdentityGranted { .. }
            | Event::IdentityRefused { .. } => return,
        }
        self.changes();
    }

    /// Its row is to be written.
    pub fn changes(&mut self) {
        self.version += 1;
        self.is_changed = true;
    }

    /// Until when something is owed; no news to whoever looks at it.
    pub fn set_due(&mut self, due_at: Option<i64>) {
        if self.due_at != due_at {
            (self.due_at, self.is_changed) = (due_at, true);
        }
    }

    /// Its moment never goes back and never stands still, whatever clock this gateway has: who has seen it as it was has not
    /// seen this.
    const fn touch(&mut self, now: i64) {
        self.updated_at = if self.updated_at < now { now } else { self.updated_at + 1 };
    }
}

/// As it goes into SQL, in JSON.
#[derive(Serialize)]
struct Columns<'a> {
    id: String,
    reference: String,
    contact_id: String,
    conversation_id: String,
    kind: &'a str,
    state: &'a str,
    queue: &'a str,
    priority: i32,
    language: &'a Option<String>,
    about: &'a Option<String>,
    channel: &'a str,
    region: &'a Option<String>,
    owner_id: Option<String>,
    team_id: Option<String>,
    topic: &'a Option<String>,
    gender: &'a Option<String>,
    opened_at: i64,
    updated_at: i64,
    worker_wrote_at: i64,
    answered_at: Option<i64>,
    first_answered_at: Option<i64>,
    closed_at: Option<i64>,
    due_at: Option<i64>,
    merged_into: Option<String>,
    version: i64,
}

impl<'a> From<&'a TicketRecord> for Columns<'a> {
    fn from(ticket: &'a TicketRecord) -> Self {
        let hex = |id: Uuid| id.simple().to_string();
        Self {
            id: hex(ticket.id),
            reference: ticket.reference.to_string(),
            contact_id: hex(ticket.contact_id),
            conversation_id: hex(ticket.conversation_id),
            kind: ticket.kind.name(),
            state: ticket.state.name(),
            queue: ticket.queue.name(),
            priority: ticket.priority.rank(),
            language: &ticket.language,
            about: &ticket.about,
            channel: ticket.channel.name(),
            region: &ticket.region,
            owner_id: ticket.owner_id.map(hex),
            team_id: ticket.team_id.map(hex),
            topic: &ticket.topic,
            gender: &ticket.gender,
            opened_at: ticket.opened_at,
            updated_at: ticket.updated_at,
            worker_wrote_at: ticket.worker_wrote_at,
            answered_at: ticket.answered_at,
            first_answered_at: ticket.first_answered_at,
            closed_at: ticket.closed_at,
            due_at: ticket.due_at,
            merged_into: ticket.merged_into.map(hex),
            version: ticket.version,
        }
    }
}

/// The same columns out of JSON, by engine: SQLite keeps ids as bytes.
const FROM_SQLITE: &str = "(SELECT unhex(value ->> 'id') AS id, value ->> 'reference' AS reference,
     unhex(value ->> 'contact_id') AS contact_id, unhex(value ->> 'conversation_id') AS conversation_id, value ->> 'kind' AS kind,
     value ->> 'state' AS state, value ->> 'queue' AS queue, value ->> 'priority' AS priority, value ->> 'language' AS language,
     value ->> 'about' AS about, value ->> 'channel' AS channel, value ->> 'region' AS region, unhex(value ->> 'owner_id') AS owner_id,
     unhex(value ->> 'team_id') AS team_id, value ->> 'topic' AS topic, value ->> 'gender' AS gender, value ->> 'opened_at' AS opened_at,
     value ->> 'updated_at' AS updated_at, value ->> 'worker_wrote_at' AS worker_wrote_at, value ->> 'answered_at' AS answered_at,
     value ->> 'first_answered_at' AS first_answered_at, value ->> 'closed_at' AS closed_at, value ->> 'due_at' AS due_at,
     unhex(value ->> 'merged_into') AS merged_into, value ->> 'version' AS version FROM json_each($1))";
const FROM_POSTGRES: &str = "json_to_recordset($1::text::json) AS v (id uuid, reference text, contact_id uuid, conversation_id uuid, kind text,
     state text, queue text, priority integer, language text, about text, channel text, region text, owner_id uuid, team_id uuid,
     topic text, gender text, opened_at bigint, updated_at bigint, worker_wrote_at bigint, answered_at bigint,
     first_answered_at bigint, closed_at bigint, due_at bigint, merged_into uuid, version bigint)";

/// Writes new and changed tickets: at most two statements, however many they are.
pub async fn save(tx: &mut Tx, tickets: impl Iterator<Item = &mut TicketRecord>) -> anyhow::Result<()> {
    let (mut new, mut changed) = (Vec::new(), Vec::new());
    for ticket in tickets.filter(|ticket| ticket.is_changed) {
        let into = if ticket.is_new { &mut new } else { &mut changed };
        into.push(serde_json::to_value(Columns::from(&*ticket))?);
        (ticket.is_new, ticket.is_changed) = (false, false);
    }
    let columns = "id, reference, contact_id, conversation_id, kind, state, queue, priority, language, about, channel, region, owner_id,
         team_id, topic, gender, opened_at, updated_at, worker_wrote_at, answered_at, first_answered_at, closed_at, due_at, merged_into, version";
    let from = if matches!(tx, Tx::Sqlite(_)) { FROM_SQLITE } else { FROM_POSTGRES };
    if !new.is_empty() {
        let statement = format!("INSERT INTO ticket ({columns}) SELECT {columns} FROM {from} ORDER BY id");
        run(tx, statement, &new).await?;
    }
    if !changed.is_empty() {
        let name = if matches!(tx, Tx::Sqlite(_)) { " AS v" } else { "" };
        let statement = format!(
            "UPDATE ticket SET kind = v.kind, state = v.state, queue = v.queue, priority = v.priority, region = v.region,
             owner_id = v.owner_id, team_id = v.team_id, topic = v.topic, gender = v.gender, updated_at = v.updated_at,
             worker_wrote_at = v.worker_wrote_at, answered_at = v.answered_at, first_answered_at = v.first_answered_at,
             closed_at = v.closed_at, due_at = v.due_at, merged_into = v.merged_into, version = v.version
             FROM {from}{name} WHERE ticket.id = v.id"
        );
        let done = run(tx, statement, &changed).await?;
        anyhow::ensure!(done == changed.len() as u64, "a ticket is gone that was held");
    }
    Ok(())
}

async fn run(tx: &mut Tx, statement: String, rows: &[serde_json::Value]) -> anyhow::Result<u64> {
    let rows = serde_json::to_string(rows)?;
    Ok(
        sql!(Tx: tx, c => sqlx::query(sqlx::AssertSqlSafe(statement)).bind(rows).execute(c).await.map(|done| done.rows_affected()))?,
    )
}
