//! Personal data as a type: it cannot be printed by accident.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Something that could give a person away: a name, a number, an address, their words.
///
/// It has no `Display`, its `Debug` says `[private]`, and reading it takes a visible [`Private::expose`].
/// It can be serialised, because conversations and reports are, but those bytes go nowhere except into a
/// sealed column (GDPR art. 32).
#[derive(Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Private<T>(T);

impl<T> Private<T> {
    /// Wraps a value that must not be printed.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// The value, for the one place that needs it. Never for a log, an error or a URL.
    pub const fn expose(&self) -> &T {
        &self.0
    }

    /// The value itself.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[private]")
    }
}
