//! Until when somebody may be written to, where a channel sets a limit: the ticket's page says so before a person writes.

use super::page::Page;
use crate::{channel::Channel, store::desk::ticket::Ticket};
use jiff::Timestamp;

/// What the page says of a window.
#[expect(missing_docs, reason = "the names say it")]
pub struct WindowShown {
    pub is_open: bool,
    pub text: String,
}

/// `None` where one may always write.
pub fn shown(page: &Page, ticket: &Ticket, now: Timestamp) -> Option<WindowShown> {
    let limits = ticket.channel.parse::<Channel>().ok()?.limits();
    let bots = limits.window?;
    let window = limits.staff_window.unwrap_or(bots);
    let until = ticket.heard_at.and_then(|heard_at| heard_at.checked_add(window).ok());
    let words = page.words;
    let days = window.as_hours() / 24;
    Some(match until.filter(|until| now < *until) {
        Some(until) if limits.staff_window.is_some() => {
            WindowShown { is_open: true, text: words.console_window_person(days, page.near(&until)) }
        }
        Some(until) => WindowShown { is_open: true, text: words.console_window_open(page.near(&until)) },
        None if limits.notice => WindowShown { is_open: false, text: words.console_window_closed_notice() },
        None => WindowShown { is_open: false, text: words.console_window_closed() },
    })
}
