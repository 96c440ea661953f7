//! A proposal beside what stands there now, cell by cell, as it is to be read.

use super::{column::Column, wording};
use crate::store::service::{Entry, proposal::Proposal};
use bot::text::Words;
use jiff::civil::Date;

/// One column of it.
pub struct Cell {
    pub label: String,
    /// What is published; empty: nothing.
    pub now: String,
    pub proposed: String,
    /// What was published when it was proposed, if that is something else.
    pub was: Option<String>,
}

/// The columns that a proposal changes; of a new entry those with something in them.
pub fn cells(words: Words, proposal: &Proposal, entry: Option<&Entry>) -> Vec<Cell> {
    let cell = |column: Column| {
        let proposed = proposal.fields.get(column.name())?;
        let now = entry.map(|entry| column.of(&entry.content)).unwrap_or_default();
        if proposed.is_empty() && now.is_empty() {
            return None;
        }
        let was = proposal.was.get(column.name()).filter(|was| entry.is_some() && **was != now);
        let shown = |cell: &str| shown(words, column, cell);
        Some(Cell {
            label: column.label(words),
            was: was.map(|was| shown(was)),
            now: if entry.is_some() { shown(&now) } else { String::new() },
            proposed: shown(proposed),
        })
    };
    Column::ALL.into_iter().filter_map(cell).collect()
}

/// A cell as a file has it, in words.
fn shown(words: Words, column: Column, cell: &str) -> String {
    match column {
        Column::Kind => cell.parse().map_or_else(|_| cell.to_owned(), |kind| wording::kind(words, kind)),
        Column::Mode => cell.parse().map_or_else(|_| cell.to_owned(), |mode| wording::mode(words, mode)),
        Column::Languages => wording::languages(words, cell),
        Column::Active if cell == "yes" => words.console_directory_yes(),
        Column::Active => words.console_directory_no(),
        Column::CheckedAt => {
            cell.parse::<Date>().map_or_else(|_| cell.to_owned(), |day| day.strftime("%d/%m/%Y").to_string())
        }
        _ => cell.to_owned(),
    }
}
