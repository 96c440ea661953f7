//! `[console]`.

use super::variables::Variable;
use crate::store::quarantine::Retention;
use bot::private::Private;
use jiff::SignedDuration;
use serde::Deserialize;
use std::time::Duration;

/// `[console]`.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ConsoleConfig {
    /// Seconds in which an answer can be undone.
    undo_seconds: u16,
    /// Days after which a message that could not be processed is deleted, whether anybody has looked or not.
    failed_days: u16,
    /// Days after which one that was carried out or discarded is deleted.
    resolved_days: u16,
    /// Who is sent the end of the audit's chain each day.
    audit_email: Option<Private<String>>,
}

/// For `approdo variables`.
pub(super) const VARIABLES: &[Variable] = &[
    Variable::new("undo_seconds", "how long an answer of the staff can be undone before it goes").or("10"),
    Variable::new("failed_days", "how long a message that could not be processed is kept").or("90"),
    Variable::new("resolved_days", "and after it was carried out or discarded").or("30"),
    Variable::new(
        "audit_email",
        "an address outside that is sent the end of the audit's chain (place and hash, nothing else) each day; the log has it in any case",
    ),
];

impl Default for ConsoleConfig {
    fn default() -> Self {
        Self { undo_seconds: 10, failed_days: 90, resolved_days: 30, audit_email: None }
    }
}

impl ConsoleConfig {
    /// How long an answer can be undone before it is carried out.
    pub fn undo(&self) -> Duration {
        Duration::from_secs(self.undo_seconds.into())
    }

    /// How long messages that could not be processed are kept.
    pub fn retention(&self) -> Retention {
        let days = |days: u16| SignedDuration::from_hours(24 * i64::from(days));
        Retention { waiting: days(self.failed_days), resolved: days(self.resolved_days) }
    }

    /// What cannot be meant.
    pub fn check(&self) -> anyhow::Result<()> {
        anyhow::ensure!(self.failed_days > 0, "APPRODO_CONSOLE__FAILED_DAYS: at least 1, or nobody could ever look");
        Ok(())
    }

    /// Where the end of the audit's chain is sent.
    ///
    /// # Errors
    /// Where it is no address.
    pub fn audit_email(&self) -> anyhow::Result<Option<Private<String>>> {
        let address = self.audit_email.clone().filter(|address| !address.expose().trim().is_empty());
        let good = address.as_ref().is_none_or(|address| address.expose().parse::<lettre::Address>().is_ok());
        anyhow::ensure!(good, "APPRODO_CONSOLE__AUDIT_EMAIL: this is no e-mail address");
        Ok(address)
    }
}
