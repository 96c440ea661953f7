//! Where the pages of the directory are.

use uuid::Uuid;

/// All entries.
pub const PATH: &str = "/console/directory";
/// What waits for a second person.
pub const PROPOSALS: &str = "/console/directory/proposals";

/// The page of an entry.
pub fn entry(id: Uuid) -> String {
    format!("{PATH}/{id}")
}

/// The page of a proposal.
pub fn proposal(id: Uuid) -> String {
    format!("{PROPOSALS}/{id}")
}

/// The page of all proposals of a file.
pub fn import(import: Uuid) -> String {
    format!("{PROPOSALS}/import/{import}")
}
