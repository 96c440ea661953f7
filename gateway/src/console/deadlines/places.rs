//! Where the pages of opening hours and deadlines are.

use crate::console::{
    page::{Page, Place},
    permission::Permission::{EditDeadlines, Enter, ListTickets},
};

pub const HOURS: &str = "/console/deadlines";
pub const ANSWERS: &str = "/console/deadlines/answers";
pub const LATE: &str = "/console/deadlines/late";
pub const MAIL: &str = "/console/notifications/settings";

/// Those of them that somebody may open.
pub fn places(page: &Page) -> Vec<Place> {
    let words = page.words;
    let all = [
        (EditDeadlines, HOURS, words.console_deadlines_nav_hours()),
        (EditDeadlines, ANSWERS, words.console_deadlines_nav_answers()),
        (ListTickets, LATE, words.console_deadlines_nav_late()),
        (Enter, MAIL, words.console_deadlines_nav_mail()),
    ];
    let here = page.here.split('?').next().unwrap_or_default();
    let mine = all.into_iter().filter(|(permission, ..)| page.may(*permission));
    mine.map(|(_, path, name)| Place { path, name, current: here == path }).collect()
}
