//! Opening hours, exceptions, how long answers may take, and what is late; and whether somebody is told by e-mail.

mod answers;
mod exceptions;
mod hours;
mod late;
mod mail;
mod preview;
pub mod section;

use super::{
    page::{Page, Place},
    permission::Permission::{EditDeadlines, Enter, ListTickets},
    routes::Routes,
};

const HOURS: &str = "/console/deadlines";
const ANSWERS: &str = "/console/deadlines/answers";
const LATE: &str = "/console/deadlines/late";
const MAIL: &str = "/console/notifications/settings";

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(EditDeadlines, HOURS, hours::show)
        .post(EditDeadlines, HOURS, hours::save)
        .post(EditDeadlines, "/console/deadlines/exceptions", exceptions::add)
        .post(EditDeadlines, "/console/deadlines/exceptions/remove", exceptions::remove)
        .get(EditDeadlines, ANSWERS, answers::show)
        .post(EditDeadlines, ANSWERS, answers::save)
        .get(ListTickets, LATE, late::list)
        .get(Enter, MAIL, mail::show)
        .post(Enter, MAIL, mail::save)
}

/// Those of them that somebody may open.
fn places(page: &Page) -> Vec<Place> {
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
