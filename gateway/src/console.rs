//! The staff console: plain pages from the server, for the keyboard, a small window, and two languages.
//!
//! | to change | go to |
//! | --- | --- |
//! | who may do what | [`permission`] |
//! | the pages, their addresses, who may open them | [`routes`](mod@routes), `templates/console/` |
//! | how a route is made, and the gate before it | [`route`], [`gate`] |
//! | what a page begins with, what a form says | [`context`], [`form_fields`] |
//! | what all pages are made of | `templates/console/base.html`, `parts.html` |
//! | logging in, sessions, whether a form is ours | [`login`], [`member`], [`session`], [`form`], [`frame`] |
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
pub mod context;
pub mod conversation;
pub mod deadlines;
pub mod delivery;
pub mod difference;
pub mod directory;
pub mod erasures;
pub mod experts;
pub mod figures;
pub mod file;
pub mod focal_point;
pub mod form;
pub mod form_fields;
pub mod frame;
pub mod gate;
pub mod handling;
pub mod inbox;
pub mod language;
pub mod login;
pub mod login_path;
pub mod media;
pub mod member;
pub mod notice;
pub mod page;
pub mod password;
pub mod permission;
pub mod person;
pub mod problem;
pub mod problem_page;
pub mod quarantine;
pub mod queue;
pub mod route;
pub mod routes;
pub mod session;
pub mod set_up;
pub mod sheet;
pub mod spreadsheet;
pub mod staff;
pub mod state;
pub mod texts;
pub mod ticket;
pub mod tickets;
pub mod unlink;
pub mod upload;
pub mod window;
pub mod wording;

pub use set_up::set_up_link;
pub use state::Console;

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
use state::App;

/// All pages of the console, under `/console`.
pub fn routes(state: Console) -> Router {
    let app = App::new(state);
    // Lax, because a link to a ticket in a message has to find its reader logged in; forms carry a token besides.
    let sessions = SessionManagerLayer::new(session::Sessions::new(app.store.clone(), app.turns.clock().clone()))
        .with_name(form::cookie_name("approdo", app.secure))
        .with_secure(app.secure)
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
