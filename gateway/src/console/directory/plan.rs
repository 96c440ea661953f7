//! What an import would do, line by line, before it does anything; and then all of it, or nothing. To do means for what workers
//! are told: to propose.

use super::{
    check::{CellFault, check},
    column::{Column, differences},
    file::{File, ImportLine},
    told::{Change, whole},
};
use crate::store::{
    Tx,
    service::{
        self, Content, Entry, Writer,
        proposal::{
            Fields,
            deed::{self, New},
        },
    },
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use uuid::Uuid;

/// What becomes of a line.
#[derive(Debug)]
pub enum Fate {
    /// A new entry.
    New(Box<Content>),
    /// An entry changes, in these columns.
    Changed {
        /// As it was compared.
        entry: Box<Entry>,
        /// What of it holds at once, and what waits for a second person.
        change: Box<Change>,
        /// What differs.
        columns: Vec<Column>,
    },
    /// Somebody else's proposal for this entry waits.
    Waits,
    /// It is so already.
    Unchanged,
    /// It cannot be.
    Wrong(Vec<(Column, CellFault)>),
    /// Its code stands on an earlier line, too.
    Again(u64),
    /// It has another number of cells than the head: found, wanted.
    Uneven(usize, usize),
}

impl Fate {
    /// Whether the line keeps the file from being imported.
    pub const fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong(_) | Self::Again(_) | Self::Uneven(..) | Self::Waits)
    }
}

impl Fate {
    /// Whether a second person has to say yes to any of it.
    pub fn waits(&self) -> bool {
        match self {
            Self::New(_) => true,
            Self::Changed { change, .. } => change.waits(),
            Self::Unchanged | Self::Waits | Self::Wrong(_) | Self::Again(_) | Self::Uneven(..) => false,
        }
    }
}

/// A line of the report.
#[derive(Debug)]
pub struct Step {
    /// Where it stands in the file.
    pub number: u64,
    /// As typed.
    pub code: String,
    /// As typed.
    pub name: String,
    /// What becomes of it.
    pub fate: Fate,
}

/// All lines.
#[derive(Debug)]
pub struct Plan(pub Vec<Step>);

/// Another one has changed the directory since the plan was made.
#[derive(Debug)]
pub struct Overtaken;

impl Plan {
    /// Compares a file with what is there, and with what waits of others: code → who proposed.
    pub fn of(file: &File, entries: Vec<Entry>, waiting: &HashMap<String, Uuid>, member: Uuid, now: Timestamp) -> Self {
        let known: HashMap<_, _> = entries.into_iter().map(|entry| (entry.content.code.clone(), entry)).collect();
        let mut codes = HashMap::new();
        let mut step = |line: &ImportLine| {
            let cell = |column| file.cell(line, column).unwrap_or_default().trim().to_owned();
            let code = cell(Column::Code);
            let before = known.get(&code);
            let earlier = codes.insert(code.clone(), line.number).filter(|_| !code.is_empty());
            let fate = match (file.uneven(line), earlier) {
                (Some((found, wanted)), _) => Fate::Uneven(found, wanted),
                (None, Some(earlier)) => Fate::Again(earlier),
                (None, None) => fate(file, line, before, now),
            };
            let others = waiting.get(&code).is_some_and(|by| *by != member);
            let fate = if others && fate.waits() { Fate::Waits } else { fate };
            Step { number: line.number, code, name: cell(Column::Name), fate }
        };
        Self(file.lines.iter().map(&mut step).collect())
    }

    /// Whether every line can be imported.
    pub fn is_right(&self) -> bool {
        self.0.iter().all(|step| !step.fate.is_wrong())
    }

    /// How many lines are new, changed, unchanged.
    pub fn counts(&self) -> (usize, usize, usize) {
        let count = |of: fn(&Fate) -> bool| self.0.iter().filter(|step| of(&step.fate)).count();
        (
            count(|fate| matches!(fate, Fate::New(_))),
            count(|fate| matches!(fate, Fate::Changed { .. })),
            count(|fate| matches!(fate, Fate::Unchanged)),
        )
    }

    /// The same for the same plan over the same versions: what somebody has said yes to.
    pub fn mark(&self) -> String {
        let mut hash = Sha256::new();
        for step in &self.0 {
            let fate = match &step.fate {
                Fate::New(_) => "new".to_owned(),
                Fate::Changed { entry, columns, .. } => format!("{} {} {columns:?}", entry.id, entry.version),
                Fate::Unchanged => "same".to_owned(),
                Fate::Wrong(_) | Fate::Again(_) | Fate::Uneven(..) | Fate::Waits => "wrong".to_owned(),
            };
            hash.update(format!("{} {} {fate}\n", step.number, step.code));
        }
        hex::encode(hash.finalize())
    }

    /// How many lines wait for a second person, and how many hold at least in part at once.
    pub fn held(&self) -> (usize, usize) {
        let waiting = self.0.iter().filter(|step| step.fate.waits()).count();
        let at_once =
            |step: &&Step| matches!(&step.fate, Fate::Changed { entry, change, .. } if change.now != entry.content);
        (waiting, self.0.iter().filter(at_once).count())
    }

    /// Carries it out: what workers would be told becomes proposals of this import, the rest holds. `Err`: the transaction must
    /// not be committed.
    pub async fn carry_out(&self, tx: &mut Tx, import: Uuid, writer: Writer) -> sqlx::Result<Result<(), Overtaken>> {
        for step in &self.0 {
            let line = i64::try_from(step.number).unwrap_or(i64::MAX);
            let by = writer.staff;
            let done = match &step.fate {
                Fate::New(content) => {
                    let (code, name) = (&content.code, &content.name);
                    let (fields, was) = (whole(content), Fields::new());
                    let new = New { service: None, import: Some(import), line, code, name, fields, was, by };
                    deed::propose(tx, new, writer.now).await?.is_some()
                }
                Fate::Changed { entry, change, .. } => {
                    let mut done = true;
                    if change.now != entry.content {
                        done = service::update(tx, entry.id, entry.version, &change.now, writer).await?;
                    }
                    if done && change.waits() {
                        let (code, name) = (&entry.content.code, &entry.content.name);
                        let (fields, was) = (change.fields.clone(), change.was.clone());
                        let service = Some(entry.id);
                        let new = New { service, import: Some(import), line, code, name, fields, was, by };
                        done = deed::propose(tx, new, writer.now).await?.is_some();
                    }
                    done
                }
                Fate::Unchanged => true,
                Fate::Wrong(_) | Fate::Again(_) | Fate::Uneven(..) | Fate::Waits => false,
            };
            if !done {
                return Ok(Err(Overtaken));
            }
        }
        Ok(Ok(()))
    }
}

/// A column that the file does not have stays as it is, and so does the day of the check where the cell is empty.
fn fate(file: &File, line: &ImportLine, before: Option<&Entry>, now: Timestamp) -> Fate {
    let as_it_is = |column: Column| before.map(|entry| column.of(&entry.content)).unwrap_or_default();
    let moved = file.cell(line, Column::Province).is_some() && file.cell(line, Column::Region).is_none();
    let raw = |column| match file.cell(line, column) {
        Some(cell) if column == Column::CheckedAt && cell.trim().is_empty() => as_it_is(column),
        Some(cell) => cell.to_owned(),
        // It follows from the province.
        None if column == Column::Region && moved => String::new(),
        None => as_it_is(column),
    };
    let content = match check(now, raw) {
        Ok(content) => Box::new(content),
        Err(faults) => return Fate::Wrong(faults),
    };
    let Some(before) = before else { return Fate::New(content) };
    let columns = differences(&before.content, &content);
    if columns.is_empty() {
        return Fate::Unchanged;
    }
    let change = Box::new(Change::of(&before.content, &content));
    Fate::Changed { entry: Box::new(before.clone()), change, columns }
}
