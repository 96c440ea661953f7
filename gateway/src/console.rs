//! The staff console: plain pages from the server, for the keyboard, a small window, and two languages.
//!
//! | to change | go to |
//! | --- | --- |
//! | who may do what | [`permission`] |
//! | the pages and their addresses | [`routes`], `templates/console/` |
//! | logging in, sessions, forms | [`login`], [`member`], [`session`], [`form`], [`frame`] |
//! | a text | `locales/{it,en}/console.ftl`, [`wording`] |
//!
//! What a page reads is in [`crate::store::desk`]; what a person does goes through [`crate::turn::Turns::attend`].

pub mod accounts;
pub mod act;
pub mod attempts;
pub mod callbacks;
pub mod channels;
pub mod conversation;
pub mod delivery;
pub mod file;
pub mod focal_point;
pub mod form;
pub mod frame;
pub mod hotlines;
pub mod language;
pub mod login;
pub mod media;
pub mod member;
pub mod notice;
pub mod page;
pub mod password;
pub mod permission;
pub mod person;
pub mod problem;
pub mod quarantine;
pub mod queue;
pub mod session;
pub mod set_up;
pub mod sheet;
pub mod staff;
pub mod ticket;
pub mod tickets;
pub mod upload;
pub mod window;
pub mod wording;

pub use set_up::set_up_link;

use crate::{store::Store, turn::Turns};
use attempts::Attempts;
use axum::{
    Router,
    http::header::CONTENT_TYPE,
    middleware::{from_fn, from_fn_with_state},
    response::Redirect,
    routing::{MethodRouter, any, get, post},
};
use axum_login::{
    AuthManagerLayerBuilder,
    tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite},
};
use jiff::Timestamp;
use page::Page;
use permission::{
    Permission::{
        self, AnswerTickets, CallBack, Decide, EditHotlines, Enter, ListQueue, ListTickets, ManageStaff, ReadTickets,
        SeeChannels, SeeQuarantine,
    },
    gate,
};
use problem::Problem;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What the console needs of the rest.
#[derive(Clone)]
pub struct Console {
    /// The database.
    pub store: Store,
    /// Carries out what a person does.
    pub turns: Turns,
    /// How the outside reaches the service: with `https` cookies are for https only.
    pub public_url: String,
}

/// [`Console`] while it serves.
#[derive(Clone)]
pub struct App {
    store: Store,
    turns: Turns,
    public_url: Arc<str>,
    secure: bool,
    attempts: Arc<Mutex<Attempts>>,
}

impl App {
    fn attempts(&self) -> MutexGuard<'_, Attempts> {
        // It only counts: what another thread left half done is still a count.
        self.attempts.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        self.turns.clock().now()
    }
}

/// All pages of the console, under `/console`.
pub fn routes(state: Console) -> Router {
    let secure = state.public_url.starts_with("https:");
    let app = App {
        store: state.store,
        turns: state.turns,
        public_url: state.public_url.into(),
        secure,
        attempts: Arc::default(),
    };
    // Lax, because a link to a ticket in a message has to find its reader logged in; forms carry a token besides.
    let sessions = SessionManagerLayer::new(session::Sessions(app.store.clone()))
        .with_name(form::cookie_name("approdo", secure))
        .with_secure(secure)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(session::IDLE));
    let auth = AuthManagerLayerBuilder::new(member::Accounts(app.store.clone()), sessions)
        .with_data_key(session::LOGIN)
        .build();
    let style = get(|| async { ([(CONTENT_TYPE, "text/css; charset=utf-8")], page::STYLE) });
    pages()
        .layer(from_fn_with_state(app.clone(), frame::frame))
        .layer(auth)
        .with_state(app)
        .route("/console/assets/console.css", style)
        .layer(from_fn(frame::guarded))
}

fn pages() -> Router<App> {
    Router::new()
        .route("/console/set-up/{token}", get(set_up::show).post(set_up::accept))
        .route(login::PATH, get(login::show).post(login::log_in))
        .route("/console/logout", needs(Enter, post(login::log_out)))
        .route("/console/language", needs(Enter, post(language::choose)))
        .route("/console", needs(Enter, get(|page: Page| async move { Redirect::to(page.first_place()) })))
        .route("/console/", get(|| async { Redirect::permanent("/console") }))
        .route("/console/tickets", needs(ListTickets, get(tickets::list)))
        .route("/console/tickets/{id}", needs(ReadTickets, get(ticket::show)))
        .route("/console/tickets/{id}/take-over", needs(AnswerTickets, post(ticket::take_over)))
        .route("/console/tickets/{id}/hand-back", needs(AnswerTickets, post(ticket::hand_back)))
        .route("/console/tickets/{id}/answer", needs(AnswerTickets, post(ticket::answer)))
        .route("/console/tickets/{id}/close", needs(AnswerTickets, post(ticket::close)))
        .route("/console/tickets/{id}/call-back", needs(CallBack, post(callbacks::ask)))
        .route("/console/call-backs", needs(CallBack, get(callbacks::list)))
        .route("/console/call-backs/{id}", needs(CallBack, get(callbacks::show)))
        .route("/console/call-backs/{id}/outcome", needs(CallBack, post(callbacks::note)))
        .route("/console/tickets/{id}/merge", needs(AnswerTickets, post(person::merge)))
        .route("/console/tickets/{id}/split", needs(AnswerTickets, post(person::split)))
        .route("/console/media/{id}", needs(ReadTickets, get(media::fetch)))
        .route("/console/focal-point", needs(ListQueue, get(queue::list)))
        .route("/console/focal-point/{id}", needs(Decide, get(focal_point::show)))
        .route("/console/focal-point/{id}/validate", needs(Decide, post(focal_point::validate)))
        .route("/console/focal-point/{id}/ask-more", needs(Decide, post(focal_point::ask_more)))
        .route("/console/focal-point/{id}/orient", needs(Decide, post(focal_point::orient)))
        .route("/console/staff", needs(ManageStaff, get(accounts::show).post(accounts::invite)))
        .route("/console/staff/{id}/link", needs(ManageStaff, post(accounts::renew)))
        .route("/console/staff/{id}/disable", needs(ManageStaff, post(accounts::disable)))
        .route("/console/staff/{id}/enable", needs(ManageStaff, post(accounts::enable)))
        .route("/console/hotlines", needs(EditHotlines, get(hotlines::show).post(hotlines::save)))
        .route("/console/channels", needs(SeeChannels, get(channels::list)))
        .route("/console/channels/{id}/resend", needs(AnswerTickets, post(channels::resend)))
        .route("/console/quarantine", needs(SeeQuarantine, get(quarantine::list)))
        .route("/console/quarantine/{id}/resolve", needs(SeeQuarantine, post(quarantine::resolve)))
        .route("/console/{*elsewhere}", any(|| async { Problem::NotFound }))
}

/// A route for those whose role has the permission.
fn needs(permission: Permission, route: MethodRouter<App>) -> MethodRouter<App> {
    route.route_layer(from_fn_with_state(permission, gate))
}
