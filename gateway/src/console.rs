//! The staff console: plain pages from the server, for the keyboard, a small window, and two languages.
//!
//! | to change | go to |
//! | --- | --- |
//! | who may do what | [`permission`] |
//! | the pages, their addresses, who may open them | [`routes`](mod@routes), `templates/console/` |
//! | logging in, sessions, forms | [`login`], [`member`], [`session`], [`form`], [`frame`] |
//! | one area: inbox, handling, answering, experts, canned, deadlines, directory, texts, figures, access | its file and folder |
//! | a text | `locales/{it,en}/console.ftl`, `console-<area>.ftl`, [`wording`] |
//!
//! What a page reads is in [`crate::store::desk`]; what a person does goes through [`crate::turn::Turns::attend`].

pub mod access;
pub mod accounts;
pub mod act;
pub mod answering;
pub mod attempts;
pub mod callbacks;
pub mod canned;
pub mod channels;
pub mod conversation;
pub mod deadlines;
pub mod delivery;
pub mod directory;
pub mod erasures;
pub mod experts;
pub mod figures;
pub mod file;
pub mod focal_point;
pub mod form;
pub mod frame;
pub mod handling;
pub mod inbox;
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
pub mod routes;
pub mod session;
pub mod set_up;
pub mod sheet;
pub mod spreadsheet;
pub mod staff;
pub mod texts;
pub mod ticket;
pub mod tickets;
pub mod typed;
pub mod unlink;
pub mod upload;
pub mod window;
pub mod wording;

pub use set_up::set_up_link;

use crate::{inbound::again::Again, store::Store, turn::Turns};
use axum::{
    Router,
    http::header::CONTENT_TYPE,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use axum_login::{
    AuthManagerLayerBuilder,
    tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite},
};
use bot::house::House;
use jiff::Timestamp;
use std::sync::Arc;

/// What the console needs of the rest.
#[derive(Clone)]
pub struct Console {
    /// The database.
    pub store: Store,
    /// Carries out what a person does.
    pub turns: Turns,
    /// Reads what was kept aside.
    pub again: Again,
    /// How the outside reaches the service: with `https` cookies are for https only.
    pub public_url: String,
}

/// [`Console`] while it serves.
#[derive(Clone)]
pub struct App {
    store: Store,
    turns: Turns,
    again: Again,
    public_url: Arc<str>,
    secure: bool,
    /// Who waits for a password to be hashed.
    hashing: password::queue::Queue,
    /// Pages that are told what changes.
    streams: Arc<inbox::streams::Streams>,
}

impl App {
    fn now(&self) -> Timestamp {
        self.turns.clock().now()
    }

    /// What the staff keep up to date.
    async fn house(&self) -> Result<Arc<House>, problem::Problem> {
        self.turns.house().await.map_err(|error| problem::Problem::Failed(error.into()))
    }
}

/// All pages of the console, under `/console`.
pub fn routes(state: Console) -> Router {
    let secure = state.public_url.starts_with("https:");
    let app = App {
        store: state.store,
        turns: state.turns,
        again: state.again,
        public_url: state.public_url.into(),
        secure,
        hashing: password::queue::Queue::default(),
        streams: Arc::default(),
    };
    // Lax, because a link to a ticket in a message has to find its reader logged in; forms carry a token besides.
    let sessions = SessionManagerLayer::new(session::Sessions::new(app.store.clone(), app.turns.clock().clone()))
        .with_name(form::cookie_name("approdo", secure))
        .with_secure(secure)
        .with_same_site(SameSite::Lax)
        .with_expiry(Expiry::OnInactivity(session::IDLE));
    let auth = AuthManagerLayerBuilder::new(member::Accounts(app.store.clone()), sessions)
        .with_data_key(session::LOGIN)
        .build();
    let script = get(|| async { ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], page::SCRIPT) });
    let style = get(|| async { ([(CONTENT_TYPE, "text/css; charset=utf-8")], page::STYLE) });
    routes::router()
        .layer(from_fn_with_state(app.clone(), frame::frame))
        .layer(auth)
        .with_state(app)
        .route("/console/assets/console.css", style)
        .route("/console/assets/console.js", script)
        .layer(from_fn(frame::guarded))
}
