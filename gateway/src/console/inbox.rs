//! The inbox: the list of tickets as it lives, its filters and saved views, who is looking at what, notifications.
//!
//! [`asked`] is the address bar, [`picks`] the filters' options, [`views`] the lists that are always there and those that somebody
//! saved; [`live`] the stream of server-sent events, [`presence`] who is at a ticket, [`unread`] the mark, [`notifications`] the
//! page behind the bell, [`keys`] what the keyboard can do.

pub mod asked;
pub mod keys;
pub mod live;
pub mod notifications;
pub mod picks;
pub mod presence;
pub mod section;
pub mod streams;
pub mod unread;
pub mod views;

use super::{
    permission::Permission::{Enter, ListTickets, ReadTickets},
    route::Routes,
    tickets,
};

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(ListTickets, "/console/tickets", tickets::list)
        .get(ListTickets, views::PATH, views::show)
        .post(ListTickets, views::PATH, views::save)
        .post(ListTickets, "/console/views/{id}/rename", views::rename)
        .post(ListTickets, "/console/views/{id}/raise", views::raise)
        .post(ListTickets, "/console/views/{id}/delete", views::delete)
        .get(Enter, live::PATH, live::stream)
        .get(ReadTickets, "/console/tickets/{id}/presence", presence::show)
        .post(ReadTickets, "/console/tickets/{id}/presence", presence::note)
        .post(ReadTickets, "/console/tickets/{id}/unread", unread::mark)
        .get(Enter, notifications::PATH, notifications::show)
        .post(Enter, "/console/notifications/seen", notifications::see)
}
