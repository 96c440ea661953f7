//! `[console]`.

use serde::Deserialize;
use std::time::Duration;

/// `[console]`.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConsoleConfig {
    /// Seconds in which an answer can be undone.
    undo_seconds: u16,
}

impl Default for ConsoleConfig {
    fn default() -> Self {
        Self { undo_seconds: 10 }
    }
}

impl ConsoleConfig {
    /// How long an answer can be undone before it is carried out.
    pub fn undo(&self) -> Duration {
        Duration::from_secs(self.undo_seconds.into())
    }
}
