//! Who hears that a deadline comes near or is past. Ids only.

use crate::{
    sql,
    store::{
        Tx,
        sight::Sight,
        staff::{Role, Scope},
    },
};
use bot::ticket::Queue;
use jiff::Timestamp;
use uuid::Uuid;

/// What decides who looks at a ticket.
#[derive(sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `ticket`")]
pub struct Ticket {
    pub owner_id: Option<Uuid>,
    pub team_id: Option<Uuid>,
    pub region: Option<String>,
    pub language: Option<String>,
    pub queue: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    role: String,
    scope: String,
    team_id: Option<Uuid>,
    region: Option<String>,
    languages: String,
    on_duty_since: Option<i64>,
}

impl Row {
    fn may_see(&self, ticket: &Ticket) -> bool {
        let scope = self.scope.parse().unwrap_or(Scope::Own);
        let sight = Sight { staff: self.id, scope, team: self.team_id, region: self.region.clone() };
        sight.covers(ticket.owner_id, ticket.team_id, ticket.region.as_deref())
    }

    fn looks_after(&self, queue: &str) -> bool {
        match self.role.parse() {
            Ok(Role::Operator | Role::Mediator) => queue != Queue::FocalPoint.name(),
            Ok(Role::FocalPoint) => queue == Queue::FocalPoint.name(),
            _ => false,
        }
    }

    fn speaks(&self, language: Option<&str>) -> bool {
        language.is_none_or(|tag| self.languages.split(',').any(|theirs| theirs.trim() == tag))
    }
}

/// A ticket as these rules see it.
pub async fn ticket(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Ticket>> {
    sql!(Tx: tx, c => sqlx::query_as("SELECT owner_id, team_id, region, language, queue FROM ticket WHERE id = $1")
        .bind(id).fetch_optional(c).await)
}

/// Its owner; where nobody is, those on duty who speak its language, or all on duty where none of them does.
pub async fn near(tx: &mut Tx, ticket: &Ticket) -> sqlx::Result<Vec<Uuid>> {
    let rows = active(tx).await?;
    if let Some(owner) = ticket.owner_id
        && rows.iter().any(|row| row.id == owner)
    {
        return Ok(vec![owner]);
    }
    let here: Vec<_> = rows
        .into_iter()
        .filter(|row| row.on_duty_since.is_some() && row.looks_after(&ticket.queue) && row.may_see(ticket))
        .collect();
    let speaks = |row: &&Row| row.speaks(ticket.language.as_deref());
    let all = !here.iter().any(|row| speaks(&row));
    Ok(here.iter().filter(|row| all || speaks(row)).map(|row| row.id).collect())
}

/// All of a role.
pub async fn of_role(tx: &mut Tx, role: Role) -> sqlx::Result<Vec<Uuid>> {
    Ok(active(tx).await?.into_iter().filter(|row| row.role == role.name()).map(|row| row.id).collect())
}

async fn active(tx: &mut Tx) -> sqlx::Result<Vec<Row>> {
    sql!(Tx: tx, c => sqlx::query_as(
        "SELECT id, role, scope, team_id, region, languages, on_duty_since FROM staff
         WHERE disabled_at IS NULL AND password_hash IS NOT NULL ORDER BY id").fetch_all(c).await)
}

/// A question to an expert that is not answered though four fifths of its time are over.
#[derive(sqlx::FromRow)]
#[expect(missing_docs, reason = "the columns of `question`")]
pub struct Question {
    pub id: Uuid,
    pub ticket_id: Uuid,
    pub asked_by: Uuid,
    pub expert_id: Option<Uuid>,
}

/// Takes such questions; nobody else takes them again.
pub async fn questions(tx: &mut Tx, now: Timestamp) -> sqlx::Result<Vec<Question>> {
    sql!(Tx: tx, c => sqlx::query_as(
        "UPDATE question SET warned_at = $1 WHERE warned_at IS NULL AND answered_at IS NULL AND state NOT IN ('answered', 'carried', 'withdrawn')
         AND due_at - (due_at - asked_at) / 5 <= $1
         AND NOT EXISTS (SELECT 1 FROM ticket t WHERE t.id = question.ticket_id AND t.hidden_at IS NOT NULL) RETURNING id, ticket_id, asked_by, expert_id")
        .bind(now.as_millisecond()).fetch_all(c).await)
}
