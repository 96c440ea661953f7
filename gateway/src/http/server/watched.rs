//! What a connection reads and writes, and when: the socket, the body of a request, that of its answer.

use super::{Bounds, connection::Connection};
use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};
use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::Instant,
};

/// The socket.
pub(super) struct Watched {
    stream: TcpStream,
    connection: Arc<Connection>,
    stall: Duration,
}

impl Watched {
    pub const fn new(stream: TcpStream, connection: Arc<Connection>, stall: Duration) -> Self {
        Self { stream, connection, stall }
    }

    fn note(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        self.connection.takes(written.is_pending().then(|| Instant::now() + self.stall));
        written
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = ready!(Pin::new(&mut self.stream).poll_read(context, buffer));
        if buffer.filled().len() > before {
            self.connection.heard();
        }
        Poll::Ready(read)
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.note(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.note(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

/// The body of a request. It has a time to be there wholly, which grows with what has come; while nobody here wants it, no
/// time passes. What is late ends the connection, so that a page sees no answer and tries again.
pub(super) struct Asked {
    body: Incoming,
    connection: Arc<Connection>,
    begun: Option<Instant>,
    received: usize,
    time: Duration,
    pace: usize,
}

impl Asked {
    pub fn new(body: Incoming, connection: Arc<Connection>, bounds: &Bounds) -> Self {
        Self { body, connection, begun: None, received: 0, time: bounds.body, pace: bounds.pace.max(1) }
    }
}

impl HttpBody for Asked {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(context);
        match &polled {
            Poll::Pending => {
                let begun = *self.begun.get_or_insert_with(Instant::now);
                let until = begun + self.time + Duration::from_secs((self.received / self.pace) as u64);
                self.connection.expects_body(Some(until));
            }
            Poll::Ready(frame) => {
                if let Some(Ok(frame)) = frame {
                    self.received += frame.data_ref().map_or(0, Bytes::len);
                }
                self.connection.expects_body(None);
            }
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.connection.expects_body(None);
    }
}

/// The body of an answer; when it is dropped, all of it was handed over.
pub(super) struct Answered {
    body: Body,
    connection: Arc<Connection>,
}

impl Answered {
    /// Not there yet. A handler that is dropped half way ends its request as well.
    pub fn expected(connection: Arc<Connection>) -> Self {
        Self { body: Body::empty(), connection }
    }

    /// There.
    pub fn with(mut self, body: Body) -> Self {
        self.body = body;
        self
    }
}

impl HttpBody for Answered {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Answered {
    fn drop(&mut self) {
        self.connection.answered();
    }
}
