//! What an import would do, line by line, before it does anything; and then all of it, or nothing.

use super::{
    check::{Wrong, check},
    column::{Column, differences},
    file::{File, Line},
};
use crate::store::{
    Tx,
    service::{self, Content, Entry, Writer},
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
        /// Which.
        id: Uuid,
        /// The version that was compared.
        version: i64,
        /// How it will be.
        content: Box<Content>,
        /// What differs.
        columns: Vec<Column>,
    },
    /// It is so already.
    Unchanged,
    /// It cannot be.
    Wrong(Vec<(Column, Wrong)>),
    /// Its code stands on an earlier line, too.
    Again(u64),
    /// It has another number of cells than the head: found, wanted.
    Uneven(usize, usize),
}

impl Fate {
    /// Whether the line keeps the file from being imported.
    pub const fn is_wrong(&self) -> bool {
        matches!(self, Self::Wrong(_) | Self::Again(_) | Self::Uneven(..))
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
    /// Compares a file with what is there.
    pub fn of(file: &File, entries: Vec<Entry>, now: Timestamp) -> Self {
        let known: HashMap<_, _> = entries.into_iter().map(|entry| (entry.content.code.clone(), entry)).collect();
        let mut codes = HashMap::new();
        let mut step = |line: &Line| {
            let cell = |column| file.cell(line, column).unwrap_or_default().trim().to_owned();
            let code = cell(Column::Code);
            let before = known.get(&code);
            let earlier = codes.insert(code.clone(), line.number).filter(|_| !code.is_empty());
            let fate = match (file.uneven(line), earlier) {
                (Some((found, wanted)), _) => Fate::Uneven(found, wanted),
                (None, Some(earlier)) => Fate::Again(earlier),
                (None, None) => fate(file, line, before, now),
            };
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
                Fate::Changed { id, version, columns, .. } => format!("{id} {version} {columns:?}"),
                Fate::Unchanged => "same".to_owned(),
                Fate::Wrong(_) | Fate::Again(_) | Fate::Uneven(..) => "wrong".to_owned(),
            };
            hash.update(format!("{} {} {fate}\n", step.number, step.code));
        }
        hex::encode(hash.finalize())
    }

    /// Carries it out. `Err`: the transaction must not be committed.
    pub async fn carry_out(&self, tx: &mut Tx, writer: Writer) -> sqlx::Result<Result<(), Overtaken>> {
        for step in &self.0 {
            let done = match &step.fate {
                Fate::New(content) => service::insert(tx, content, writer).await?.is_some(),
                Fate::Changed { id, version, content, .. } => {
                    service::update(tx, *id, *version, content, writer).await?
                }
                Fate::Unchanged => true,
                Fate::Wrong(_) | Fate::Again(_) | Fate::Uneven(..) => false,
            };
            if !done {
                return Ok(Err(Overtaken));
            }
        }
        Ok(Ok(()))
    }
}

/// A column that the file does not have stays as it is, and so does the day of the check where the cell is empty.
fn fate(file: &File, line: &Line, before: Option<&Entry>, now: Timestamp) -> Fate {
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
    Fate::Changed { id: before.id, version: before.version, content, columns }
}
