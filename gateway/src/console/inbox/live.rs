//! `GET /console/live`: what changes, while a page is open, as server-sent events. Ids only; the page asks for what it shows.
//!
//! | event | data |
//! | --- | --- |
//! | `tickets` | the tickets that have changed, of those that this person may see |
//! | `presence` | the tickets at which somebody has come, gone or begun to write |
//! | `notifications` | how many they have not seen |
//! | `again` | nothing: changes may have been missed |
//! | `ended` | nothing: log in again |

use super::streams::Open;
use crate::{
    console::{
        member::{Accounts, Auth, Member},
        permission::Permission,
        problem::Problem,
        session::Sessions,
        state::App,
    },
    live::Change,
    store::{desk::tickets::scope, notification},
};
use axum::{
    extract::Request,
    http::HeaderName,
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use axum_login::{
    AuthUser, AuthnBackend,
    tower_sessions::{SessionStore, session},
};
use futures::stream;
use std::{collections::VecDeque, convert::Infallible, time::Duration};
use tokio::{
    sync::broadcast::{
        Receiver,
        error::{RecvError, TryRecvError},
    },
    time::{Instant, sleep, timeout_at},
};
use uuid::Uuid;

/// Where the stream is.
pub const PATH: &str = "/console/live";
/// What the script sends with what it asks for by itself.
const BY_ITSELF: &str = "x-approdo-live";
/// What happens within so long is told at once: a turn touches a ticket more than once.
const GATHER: Duration = Duration::from_millis(150);
/// How long a stream may outlive its session or account.
const CHECK: Duration = Duration::from_secs(5);
/// Proxies close what is silent.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// Whether a page asks by itself, without anybody doing anything: it does not keep a session alive, and takes no notice away from
/// the next page that somebody opens.
pub fn by_itself(request: &Request) -> bool {
    request.uri().path() == PATH || request.headers().contains_key(BY_ITSELF)
}

/// `GET /console/live`
pub async fn stream(
    axum::extract::State(app): axum::extract::State<App>,
    auth: Auth,
    member: Member,
) -> Result<Response, Problem> {
    let session = auth.session.id().ok_or(Problem::NotFound)?;
    // Listening begins before anything is counted, so that nothing falls in between.
    let changes = app.turns.live.listen();
    let open = app.streams.open(session.0);
    let mut listener = Listener {
        app,
        member,
        session,
        changes,
        open,
        waiting: VecDeque::new(),
        checked: Instant::now(),
        over: false,
    };
    listener.count().await?;
    let events = stream::unfold(listener, |mut listener| async move {
        listener.next().await.map(|event| (Ok::<_, Infallible>(event), listener))
    });
    let events = Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT));
    // A proxy that gathers output would hold events back.
    Ok(([(HeaderName::from_static("x-accel-buffering"), "no")], events).into_response())
}

/// Somebody's open stream.
struct Listener {
    app: App,
    member: Member,
    session: session::Id,
    changes: Receiver<Change>,
    open: Open,
    waiting: VecDeque<Event>,
    checked: Instant,
    over: bool,
}

/// What has happened since the last event.
#[derive(Default)]
struct News {
    tickets: Vec<Uuid>,
    presences: Vec<Uuid>,
    notified: bool,
    again: bool,
}

impl Listener {
    /// The next event; `None` once it is over.
    async fn next(&mut self) -> Option<Event> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            if self.over {
                return None;
            }
            if self.step().await.is_err() {
                // The database is away: the browser comes again.
                return None;
            }
        }
    }

    /// Waits for something, and makes events of it.
    async fn step(&mut self) -> Result<(), Problem> {
        let until = self.checked + CHECK;
        let first = tokio::select! {
            () = self.open.ended.notified() => {
                self.over = true;
                return Ok(());
            }
            first = timeout_at(until, self.changes.recv()) => first,
        };
        if Instant::now() >= until && !self.is_still_in().await? {
            self.over = true;
            self.waiting.push_back(Event::default().event("ended").data("-"));
            return Ok(());
        }
        let Ok(first) = first else { return Ok(()) };
        let mut news = News::default();
        if self.note(&mut news, &first) {
            sleep(GATHER).await;
        }
        loop {
            match self.changes.try_recv() {
                Ok(change) => drop(self.note(&mut news, &Ok(change))),
                Err(TryRecvError::Lagged(missed)) => drop(self.note(&mut news, &Err(RecvError::Lagged(missed)))),
                Err(TryRecvError::Empty | TryRecvError::Closed) => break,
            }
        }
        self.tell(news).await
    }

    /// Whether it is anything for this person.
    fn note(&mut self, news: &mut News, change: &Result<Change, RecvError>) -> bool {
        let lists = self.member.role.may(Permission::ListTickets);
        match change {
            Ok(Change::Ticket(ticket)) if lists => push(&mut news.tickets, *ticket),
            Ok(Change::Presence(presence)) if lists && presence.staff != self.member.id => {
                push(&mut news.presences, presence.ticket);
            }
            Ok(Change::Notification(staff)) if *staff == self.member.id => news.notified = true,
            Ok(Change::Anything) | Err(RecvError::Lagged(_)) => news.again = true,
            Ok(_) => return false,
            Err(RecvError::Closed) => self.over = true,
        }
        true
    }

    async fn tell(&mut self, news: News) -> Result<(), Problem> {
        if news.again {
            self.waiting.push_back(Event::default().event("again").data("-"));
        }
        let viewer = self.member.sight();
        for (name, tickets) in [("tickets", news.tickets), ("presence", news.presences)] {
            if tickets.is_empty() {
                continue;
            }
            let mut reader = self.app.store.reader().await?;
            let seen = scope::visible(&mut reader, &viewer, &tickets).await?;
            if !seen.is_empty() {
                self.waiting.push_back(Event::default().event(name).json_data(seen)?);
            }
        }
        if news.notified || news.again {
            self.count().await?;
        }
        Ok(())
    }

    async fn count(&mut self) -> Result<(), Problem> {
        let mut reader = self.app.store.reader().await?;
        let unseen = notification::unseen(&mut reader, self.member.id).await?;
        self.waiting.push_back(Event::default().event("notifications").json_data(unseen)?);
        Ok(())
    }

    /// Whether the session and the account are still what they were; what the account may see is read anew.
    async fn is_still_in(&mut self) -> Result<bool, Problem> {
        self.checked = Instant::now();
        let sessions = Sessions::new(self.app.store.clone(), self.app.turns.clock().clone());
        if sessions.load(&self.session).await?.is_none() {
            return Ok(false);
        }
        let Some(member) = Accounts(self.app.store.clone()).get_user(&self.member.id).await? else { return Ok(false) };
        // Another password, another role: the page is loaded anew by whoever may.
        if member.session_auth_hash() != self.member.session_auth_hash() || member.role != self.member.role {
            return Ok(false);
        }
        self.member = member;
        Ok(true)
    }
}

fn push(tickets: &mut Vec<Uuid>, ticket: Uuid) {
    if !tickets.contains(&ticket) {
        tickets.push(ticket);
    }
}
