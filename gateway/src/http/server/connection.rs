//! The life of one connection: silent, a head, a request, idle, a head… Each stage but the request has an end of its own.

use super::{
    Bounds, Entered, Service,
    watched::{Answered, Asked, Watched},
};
use axum::{body::Body, extract::ConnectInfo};
use hyper::{Request, body::Incoming, server::conn::http1, service::Service as _};
use hyper_util::rt::TokioIo;
use std::{
    future::{Future, poll_fn},
    net::SocketAddr,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
};
use tokio::{
    net::TcpStream,
    sync::Notify,
    time::{Instant, sleep_until, timeout},
};
use tokio_util::sync::CancellationToken;

/// What is known of a connection while it is open.
pub(super) struct Connection {
    pub address: SocketAddr,
    closed: CancellationToken,
    /// Told when it could give up its place.
    room: Arc<Notify>,
    state: Mutex<State>,
    head: std::time::Duration,
    idle: std::time::Duration,
}

struct State {
    stage: Stage,
    /// Until when the rest of a request's body has to be there.
    body: Option<Instant>,
    /// Until when the other side has to take something of an answer.
    answer: Option<Instant>,
}

/// Where it is in its life.
#[derive(Clone, Copy)]
enum Stage {
    /// A head is expected, wholly until then.
    Head(Instant),
    /// A request is being answered.
    Request,
    /// Nothing is expected; it ends then.
    Idle(Instant),
}

impl Connection {
    pub fn new(address: SocketAddr, bounds: &Bounds, room: Arc<Notify>) -> Self {
        let stage = Stage::Head(Instant::now() + bounds.head);
        let state = Mutex::new(State { stage, body: None, answer: None });
        Self { address, closed: CancellationToken::new(), room, state, head: bounds.head, idle: bounds.idle }
    }

    /// Whether nothing is lost with it: no request, and no answer on the way.
    pub fn is_waiting(&self) -> bool {
        let state = self.state();
        !self.closed.is_cancelled() && !matches!(state.stage, Stage::Request) && state.answer.is_none()
    }

    /// Ends it.
    pub fn close(&self) {
        self.closed.cancel();
    }

    /// The first bytes of a next request have come.
    pub fn heard(&self) {
        let mut state = self.state();
        if matches!(state.stage, Stage::Idle(_)) {
            state.stage = Stage::Head(Instant::now() + self.head);
        }
    }

    /// The head is there.
    pub fn asked(&self) {
        self.state().stage = Stage::Request;
    }

    /// All of the answer was handed over.
    pub fn answered(&self) {
        let mut state = self.state();
        state.stage = Stage::Idle(Instant::now() + self.idle);
        state.body = None;
        drop(state);
        self.room.notify_waiters();
    }

    /// The rest of a body has to be there until then; `None`: it is there.
    pub fn expects_body(&self, until: Option<Instant>) {
        self.state().body = until;
    }

    /// The other side takes nothing (for so long at most), or has taken something again.
    pub fn takes(&self, nothing_until: Option<Instant>) {
        let mut state = self.state();
        state.answer = nothing_until.map(|until| state.answer.unwrap_or(until));
    }

    /// When it is over unless something happens.
    fn deadline(&self) -> Option<Instant> {
        let state = self.state();
        let stage = match state.stage {
            Stage::Head(until) | Stage::Idle(until) => Some(until),
            Stage::Request => None,
        };
        [stage, state.body, state.answer].into_iter().flatten().min()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Serves one connection to its end.
pub(super) async fn run(
    stream: TcpStream,
    entered: Entered,
    service: Service,
    bounds: Arc<Bounds>,
    stop: CancellationToken,
) {
    let connection = entered.connection.clone();
    // Whoever says nothing gets no buffers.
    let begins = async {
        tokio::select! {
            begun = timeout(bounds.head, stream.readable()) => matches!(begun, Ok(Ok(()))),
            () = connection.closed.cancelled() => false,
            () = stop.cancelled() => false,
        }
    };
    if begins.await {
        Box::pin(speak(stream, connection, service, bounds, stop)).await;
    }
}

async fn speak(
    stream: TcpStream,
    connection: Arc<Connection>,
    service: Service,
    bounds: Arc<Bounds>,
    stop: CancellationToken,
) {
    // What is small goes at once; it only costs speed where it fails.
    let _ = stream.set_nodelay(true);
    let io = TokioIo::new(Watched::new(stream, connection.clone(), bounds.stall));
    let of = connection.clone();
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        of.asked();
        let mut request = request.map(|body| Body::new(Asked::new(body, of.clone(), &bounds)));
        request.extensions_mut().insert(ConnectInfo(of.address));
        let answered = Answered::expected(of.clone());
        let answer = service.call(request);
        async move { answer.await.map(|response| response.map(|body| answered.with(body))) }
    });
    let mut serving = pin!(http1::Builder::new().header_read_timeout(None).serve_connection(io, service));
    let mut closed = pin!(connection.closed.cancelled());
    let mut stopped = pin!(stop.cancelled());
    let mut over = pin!(sleep_until(Instant::now() + connection.head));
    let mut stopping = false;
    poll_fn(|context| {
        if !stopping && stopped.as_mut().poll(context).is_ready() {
            stopping = true;
            serving.as_mut().graceful_shutdown();
        }
        // An error is the other side's: nobody here has to do anything about it.
        if serving.as_mut().poll(context).is_ready() || closed.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        // All stages change while `serving` is polled, so the next deadline is known here.
        let Some(deadline) = connection.deadline() else { return Poll::Pending };
        if over.deadline() != deadline {
            over.as_mut().reset(deadline);
        }
        over.as_mut().poll(context)
    })
    .await;
}
