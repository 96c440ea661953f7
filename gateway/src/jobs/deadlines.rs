//! Looks after the clocks: warns of what comes near, says what is late and to whom, counts anew when the opening hours have
//! changed, and begins clocks where there are none yet. Several processes may do it at once: each ticket is held while it is
//! looked at, and what was told is not told again.

use crate::{
    live::Change,
    store::{
        Store, Tx, calendar,
        clock::{self, Held, told},
        deadline_policy,
        notification::{self, Kind},
        staff::Role,
        ticket::history::{self, Happened},
    },
    turn::Turns,
};
use bot::clock::{ClockEvent, ClockKind};
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
    count_anew(store, now).await?;
    let without = clock::without(&mut store.reader().await?, AT_ONCE).await?;
    for ticket in &without {
        let mut tx = store.begin().await?;
        clock::follow(&mut tx, *ticket, ClockEvent::Opened, now).await?;
        tx.commit().await?;
        turns.live.tell(Change::Ticket(*ticket));
    }
    let unheard = clock::unheard(&mut store.reader().await?, now, AT_ONCE).await?;
    for ticket in &unheard {
        look(turns, *ticket, now).await?;
    }
    questions(turns, now).await?;
    Ok([without.len(), unheard.len()].iter().any(|count| *count as i64 >= AT_ONCE))
}

/// Counts all clocks with the opening hours that hold now, if that was not done.
async fn count_anew(store: &Store, now: Timestamp) -> anyhow::Result<()> {
    let mut reader = store.reader().await?;
    let Some(with) = calendar::uncounted(&mut reader).await? else { return Ok(()) };
    let mut past = Uuid::nil();
    loop {
        let tickets = clock::running(&mut reader, past, IN_ONE).await?;
        let mut tx = store.begin().await?;
        for ticket in &tickets {
            clock::follow(&mut tx, *ticket, ClockEvent::Calendar, now).await?;
        }
        let Some(last) = tickets.last() else {
            calendar::counted(&mut tx, with).await?;
            return Ok(tx.commit().await?);
        };
        past = *last;
        tx.commit().await?;
    }
}

/// What one look at a ticket has found.
#[derive(Default)]
struct Found {
    near: Vec<ClockKind>,
    passed: Vec<ClockKind>,
}

/// Says of one ticket what comes near and what is late.
async fn look(turns: &Turns, ticket: Uuid, now: Timestamp) -> anyhow::Result<()> {
    let mut tx = turns.store().begin().await?;
    let Some(mut held) = clock::hold(&mut tx, ticket).await? else { return Ok(()) };
    let found = mark(&mut held, now);
    clock::keep(&mut tx, ticket, &held.clocks).await?;
    for kind in &found.near {
        let happened = Happened::DeadlineNear { clock: kind.name().to_owned() };
        history::record(&mut tx, ticket, None, &happened, now).await?;
    }
    for kind in &found.passed {
        let happened = Happened::DeadlinePassed { clock: kind.name().to_owned() };
        history::record(&mut tx, ticket, None, &happened, now).await?;
    }
    let told = told(&mut tx, &held, &found).await?;
    for (person, kind) in &told {
        notification::add(&mut tx, *person, *kind, Some(ticket), now).await?;
    }
    if !found.passed.is_empty() {
        raise(&mut tx, &mut held, &found.passed, now).await?;
    }
    tx.commit().await?;
    turns.live.tell(Change::Ticket(ticket));
    told.into_iter().for_each(|(person, _)| turns.live.tell(Change::Notification(person)));
    Ok(())
}

fn mark(held: &mut Held, now: Timestamp) -> Found {
    let is_due = |at: Option<Timestamp>| at.is_some_and(|at| at <= now);
    let mut found = Found::default();
    for clock in &mut held.clocks {
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
async fn told(tx: &mut Tx, held: &Held, found: &Found) -> anyhow::Result<Vec<(Uuid, Kind)>> {
    let Some(about) = told::ticket(tx, held.ticket).await? else { return Ok(Vec::new()) };
    let people = told::near(tx, &about).await?;
    if found.passed.is_empty() {
        let kind = |person| (person, Kind::DeadlineNear);
        return Ok(if found.near.is_empty() { Vec::new() } else { people.into_iter().map(kind).collect() });
    }
    let policy = deadline_policy::of(tx, held.priority).await?;
    let above = told::of_role(tx, policy.escalate_to).await?;
    let others: Vec<_> = above.into_iter().filter(|person| !people.contains(person)).collect();
    Ok(people.into_iter().chain(others).map(|person| (person, Kind::DeadlinePassed)).collect())
}

/// Makes a ticket that is late more urgent, once.
async fn raise(tx: &mut Tx, held: &mut Held, passed: &[ClockKind], now: Timestamp) -> anyhow::Result<()> {
    if held.clocks.iter().any(|clock| clock.raised_at.is_some()) {
        return Ok(());
    }
    let Some(to) = clock::raise(tx, held.ticket).await? else { return Ok(()) };
    for clock in held.clocks.iter_mut().filter(|clock| passed.contains(&clock.kind)) {
        clock.raised_at = Some(now);
    }
    clock::keep(tx, held.ticket, &held.clocks).await?;
    history::record(tx, held.ticket, None, &Happened::Priority { to }, now).await?;
    Ok(clock::follow(tx, held.ticket, ClockEvent::Raised, now).await?)
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
