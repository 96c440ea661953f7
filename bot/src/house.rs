//! What the staff keep up to date and every turn may look at. Data of the house, nothing about a person.

use crate::{context::Hotlines, directory::Service, hours::Calendar, text::Overlay};
use std::sync::Arc;

/// Loaded by the gateway, seconds old at most.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct House {
    /// Numbers that texts show.
    pub hotlines: Hotlines,
    /// Texts that are said in other words than the built-in ones.
    pub wording: Overlay,
    /// The active services of the directory; shared, because there are thousands.
    pub services: Arc<[Service]>,
    /// When people are at work.
    pub calendar: Calendar,
}
