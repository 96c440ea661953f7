//! Statements a turn: sqlx tells of each that it has carried out, and here they are counted. The one by which a test waits does
//! not count.

use super::{
    on_one_thread,
    people::{Helpdesk, Meter, WAITS},
};
use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Mutex, MutexGuard, PoisonError},
};
use tests::Engine;
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};

/// Of so many walks the least counts: a task that looks around meanwhile only adds.
const WALKS: usize = 3;
/// People side by side.
const PEOPLE: usize = 4;

/// The first words of all statements so far.
static CARRIED_OUT: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn carried_out() -> MutexGuard<'static, Vec<String>> {
    CARRIED_OUT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Prints statements a turn on an engine: of one person alone, by dialogue, and side by side. On PostgreSQL the turns of several
/// people run beside each other and never twice alike, so there all dialogues are one figure.
pub fn measure(engine: &str) {
    walk(engine, async |mut helpdesk| {
        let (mut alone, mut beside) = (Counts::default(), Counts::default());
        for _ in 0..WALKS {
            helpdesk.walk(1, &mut alone).await;
            helpdesk.walk(PEOPLE, &mut beside).await;
        }
        alone.print(engine, "alone");
        if engine == "postgres" {
            let sum = |of: fn(&Count) -> usize| beside.0.iter().map(of).sum();
            beside.0 =
                vec![Count { dialogue: "all", statements: sum(|one| one.statements), turns: sum(|one| one.turns) }];
        }
        beside.print(engine, "side by side");
    });
}

/// Prints which statements one person leads to, by dialogue.
pub fn show(engine: &str) {
    walk(engine, async |mut helpdesk| helpdesk.walk(1, &mut Shown).await);
}

fn walk(engine: &str, with: impl AsyncFnOnce(Helpdesk)) {
    let on = if engine == "postgres" { Engine::Postgres } else { Engine::Sqlite };
    tracing::subscriber::set_global_default(Statements).unwrap();
    on_one_thread(async { with(Helpdesk::open(on).await).await });
}

/// Of one dialogue.
struct Count {
    dialogue: &'static str,
    statements: usize,
    turns: usize,
}

/// The least of all walks, in the order of the dialogues.
#[derive(Default)]
struct Counts(Vec<Count>);

impl Counts {
    fn print(&self, engine: &str, how: &str) {
        for Count { dialogue, statements, turns } in &self.0 {
            println!("statements {engine} {dialogue} {how} {:.2}", *statements as f64 / *turns as f64);
        }
    }
}

impl Meter for Counts {
    fn begins(&mut self) {
        carried_out().clear();
    }

    fn ends(&mut self, dialogue: &'static str, turns: usize) {
        let statements = carried_out().len();
        match self.0.iter_mut().find(|count| count.dialogue == dialogue) {
            Some(count) => count.statements = count.statements.min(statements),
            None => self.0.push(Count { dialogue, statements, turns }),
        }
    }
}

struct Shown;

impl Meter for Shown {
    fn begins(&mut self) {
        carried_out().clear();
    }

    fn ends(&mut self, dialogue: &'static str, turns: usize) {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for statement in carried_out().drain(..) {
            *times.entry(statement).or_default() += 1;
        }
        println!("{dialogue}, {turns} turns");
        for (statement, times) in times {
            println!("{times:>6} {statement}");
        }
    }
}

/// Hears nothing but statements.
struct Statements;

impl Subscriber for Statements {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn event(&self, event: &Event<'_>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        if !statement.summary.contains(WAITS) {
            carried_out().push(statement.summary);
        }
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// What sqlx calls the summary of a statement: its first words.
#[derive(Default)]
struct Statement {
    summary: String,
}

impl Visit for Statement {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "summary" {
            self.summary = format!("{value:?}");
        }
    }
}
