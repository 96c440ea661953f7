//! How long answers may take, by priority: rows of `deadline_policy`. Minutes of opening time.

use crate::{
    sql,
    store::{Reader, Tx, staff::Role},
};
use bot::{clock::Allowance, ticket::Priority};
use jiff::SignedDuration;

/// What a priority allows, and who hears of what is late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Of which priority.
    pub priority: Priority,
    /// Minutes for the first answer.
    pub first_answer: i64,
    /// Minutes for each answer after it.
    pub next_answer: i64,
    /// Minutes for the solution.
    pub solution: i64,
    /// Somebody is warned when so much of it is used.
    pub warn_percent: i32,
    /// All of this role hear of what is late.
    pub escalate_to: Role,
}

#[derive(sqlx::FromRow)]
struct Row {
    priority: i32,
    first_answer: i64,
    next_answer: i64,
    solution: i64,
    warn_percent: i32,
    escalate_to: String,
}

impl Row {
    fn policy(self) -> Option<Policy> {
        Some(Policy {
            priority: Priority::of_rank(self.priority)?,
            first_answer: self.first_answer,
            next_answer: self.next_answer,
            solution: self.solution,
            warn_percent: self.warn_percent,
            escalate_to: self.escalate_to.parse().unwrap_or(Role::Coordinator),
        })
    }
}

const ALL: &str = "SELECT priority, first_answer, next_answer, solution, warn_percent, escalate_to FROM deadline_policy
    ORDER BY priority";

impl Policy {
    /// Where somebody has taken a row away: a working day, and ten.
    const fn of(priority: Priority) -> Self {
        let (first_answer, next_answer, solution) = (480, 480, 4800);
        Self { priority, first_answer, next_answer, solution, warn_percent: 80, escalate_to: Role::Coordinator }
    }

    /// As clocks count it.
    pub const fn allowance(&self) -> Allowance {
        Allowance {
            first_answer: SignedDuration::from_mins(self.first_answer),
            next_answer: SignedDuration::from_mins(self.next_answer),
            solution: SignedDuration::from_mins(self.solution),
            warn_percent: self.warn_percent,
        }
    }
}

fn whole(rows: Vec<Row>) -> [Policy; 4] {
    let found: Vec<_> = rows.into_iter().filter_map(Row::policy).collect();
    Priority::ALL.map(|priority| {
        found.iter().find(|policy| policy.priority == priority).copied().unwrap_or_else(|| Policy::of(priority))
    })
}

/// All priorities, the least first.
pub async fn all(reader: &mut Reader) -> sqlx::Result<[Policy; 4]> {
    Ok(whole(sql!(Reader: reader, c => sqlx::query_as(ALL).fetch_all(c).await)?))
}

/// The same inside a transaction.
pub async fn all_in(tx: &mut Tx) -> sqlx::Result<[Policy; 4]> {
    Ok(whole(sql!(Tx: tx, c => sqlx::query_as(ALL).fetch_all(c).await)?))
}

/// One of [`all`], which stand in the order of their priorities.
pub const fn of(all: &[Policy; 4], priority: Priority) -> Policy {
    all[match priority {
        Priority::Low => 0,
        Priority::Normal => 1,
        Priority::High => 2,
        Priority::Urgent => 3,
    }]
}

/// Writes one; clocks that begin from now on go by it.
pub async fn set(tx: &mut Tx, policy: &Policy) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO deadline_policy (priority, first_answer, next_answer, solution, warn_percent, escalate_to)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (priority) DO UPDATE SET first_answer = excluded.first_answer,
         next_answer = excluded.next_answer, solution = excluded.solution, warn_percent = excluded.warn_percent,
         escalate_to = excluded.escalate_to")
        .bind(policy.priority.rank()).bind(policy.first_answer).bind(policy.next_answer).bind(policy.solution)
        .bind(policy.warn_percent).bind(policy.escalate_to.name())
        .execute(c).await.map(|_| ()))
}
