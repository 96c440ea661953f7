//! Looks after the clocks: warns of what comes near, says what is late and to whom, counts anew when the opening hours have
//! changed, and begins clocks where there are none yet. Several processes may do it at once: each ticket is held while it is
//! looked at, and what was told is not told again.

use crate::{
    live::Change,
    store::{
        Tx, calendar,
        clock::{self, told},
        deadline_policy,
        notification::{self, Kind},
        staff::Role,
    },
    turn::Turns,
};
use bot::{
    clock::{Clock, ClockEvent, ClockKind},
    command::TicketCommand,
    event::Event,
    ticket::Priority,
};
use jiff::Timestamp;
use std::time::Duration;
use uuid::Uuid;

const EVERY: Duration = Duration::from_secs(20);
/// Tickets of one round: the rest waits for the next one, which follows at once.
const AT_ONCE: i64 = 200;
/// Tickets that are counted anew in one transaction: few, so that nobody waits long for it.
const IN_ONE: i64 = 20;

/// Runs for as long as the process lives.
pub async fn run(turns: Turns) {
    loop {
        match run_once(&turns, turns.clock().now()).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "deadlines not looked after"),
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// One round; returns whether more is to be done.
pub async fn run_once(turns: &Turns, now: Timestamp) -> anyhow::Result<bool> {
    let store = turns.store();
    count_anew(turns).await?;
    let without = clock::without(&mut store.reader().await?, AT_ONCE).await?;
    for ticket in &without {
        let mut unit = turns.begin(None).await?;
        unit.hold_tickets(&[*ticket]).await?;
        unit.count(*ticket, ClockEvent::Opened);
        unit.show(*ticket);
        unit.commit().await?;
    }
    let unheard = clock::unheard(&mut store.reader().await?, now, AT_ONCE).await?;
    for ticket in &unheard {
        look(turns, *ticket).await?;
    }
    questions(turns, now).await?;
    Ok([without.len(), unheard.len()].iter().any(|count| *count as i64 >= AT_ONCE))
}

/// Counts all clocks with the opening hours that hold now, if that was not done.
async fn count_anew(turns: &Turns) -> anyhow::Result<()> {
    let mut reader = turns.store().reader().await?;
    let Some(with) = calendar::uncounted(&mut reader).await? else { return Ok(()) };
    let mut past = Uuid::nil();
    loop {
        let tickets = clock::running(&mut reader, past, IN_ONE).await?;
        let mut unit = turns.begin(None).await?;
        unit.hold_tickets(&tickets).await?;
        for ticket in &tickets {
            unit.count(*ticket, ClockEvent::Calendar);
        }
        let Some(last) = tickets.last() else {
            calendar::counted(&mut unit.tx, with).await?;
            return Ok(unit.commit().await?);
        };
        past = *last;
        unit.commit().await?;
    }
}

/// What one look at a ticket has found.
#[derive(Default)]
struct Found {
    near: Vec<ClockKind>,
    passed: Vec<ClockKind>,
}

/// Says of one ticket what comes near and what is late; one that is late is more urgent from then on, once.
async fn look(turns: &Turns, ticket: Uuid) -> anyhow::Result<()> {
    let mut unit = turns.begin(None).await?;
    unit.hold_tickets(&[ticket]).await?;
    let Some(priority) = unit.ticket(ticket).map(|record| record.priority) else { return Ok(()) };
    let now = unit.now;
    let found = unit.change_clocks(ticket, |clocks| mark(clocks, now)).await?;
    for kind in &found.near {
        unit.record(ticket, Event::DeadlineNear { clock: kind.name().to_owned() });
    }
    for kind in &found.passed {
        unit.record(ticket, Event::DeadlinePassed { clock: kind.name().to_owned() });
    }
    for (person, kind) in told(&mut unit.tx, ticket, priority, &found).await? {
        unit.notify(person, kind, Some(ticket));
    }
    let is_raised = |clock: &&mut Clock| found.passed.contains(&clock.kind);
    let raises = unit.change_clocks(ticket, |clocks| {
        if found.passed.is_empty()
            || priority == Priority::Urgent
            || clocks.iter().any(|clock| clock.raised_at.is_some())
        {
            return false;
        }
        clocks.iter_mut().filter(is_raised).for_each(|clock| clock.raised_at = Some(now));
        true
    });
    if raises.await? {
        unit.decide(ticket, &TicketCommand::Raise)?;
    }
    Ok(unit.commit().await?)
}

fn mark(clocks: &mut [Clock], now: Timestamp) -> Found {
    let is_due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
    let mut found = Found::default();
    for clock in clocks {
        if is_due(clock.due_at) && clock.breached_at.is_none() {
            clock.breached_at = clock.due_at;
            // Nobody is warned of what is late already.
            clock.warned_at.get_or_insert(now);
            found.passed.push(clock.kind);
        } else if is_due(clock.warn_at) && clock.warned_at.is_none() {
            clock.warned_at = Some(now);
            found.near.push(clock.kind);
        }
    }
    found
}

/// Who hears of it, and as what.
async fn told(tx: &mut Tx, ticket: Uuid, priority: Priority, found: &Found) -> anyhow::Result<Vec<(Uuid, Kind)>> {
    let Some(about) = told::ticket(tx, ticket).await? else { return Ok(Vec::new()) };
    let people = told::near(tx, &about).await?;
    if found.passed.is_empty() {
        let kind = |person| (person, Kind::DeadlineNear);
        return Ok(if found.near.is_empty() { Vec::new() } else { people.into_iter().map(kind).collect() });
    }
    let policy = deadline_policy::of(&deadline_policy::all_in(tx).await?, priority);
    let above = told::of_role(tx, policy.escalate_to).await?;
    let others: Vec<_> = above.into_iter().filter(|person| !people.contains(person)).collect();
    Ok(people.into_iter().chain(others).map(|person| (person, Kind::DeadlinePassed)).collect())
}

/// Warns experts, and those who asked them, once.
async fn questions(turns: &Turns, now: Timestamp) -> anyhow::Result<()> {
    let mut tx = turns.store().begin().await?;
    let mut told = Vec::new();
    for question in told::questions(&mut tx, now).await? {
        let mut people = match question.expert_id {
            Some(expert) => vec![expert],
            None => told::of_role(&mut tx, Role::LegalExpert).await?,
        };
        people.push(question.asked_by);
        for person in people {
            notification::add(&mut tx, person, Kind::DeadlineNear, Some(question.ticket_id), now).await?;
            told.push(person);
        }
    }
    tx.commit().await?;
    told.into_iter().for_each(|person| turns.live.tell(Change::Notification(person)));
    Ok(())
}
