//! A line that says no more than is expected of it: a server that sends without end would fill the machine.

use super::line::Line;
use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, ready},
};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

/// Bytes of the answers to one command: a message of the largest size, or a list of some hundred thousand messages.
const MOST: usize = 32 * 1024 * 1024;

/// What may still be read.
#[derive(Clone, Debug)]
pub struct Meter(Arc<AtomicUsize>);

impl Meter {
    /// A meter, and the line that it stands in.
    pub fn new(line: Box<dyn Line>) -> (Self, Box<dyn Line>) {
        let meter = Self(Arc::new(AtomicUsize::new(MOST)));
        (meter.clone(), Box::new(Metered { line, meter }))
    }

    /// For the next command.
    pub fn refill(&self) {
        self.0.store(MOST, Ordering::Relaxed);
    }
}

#[derive(Debug)]
struct Metered {
    line: Box<dyn Line>,
    meter: Meter,
}

impl AsyncRead for Metered {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.line).poll_read(cx, buffer))?;
        let read = buffer.filled().len() - before;
        let room = self.meter.0.load(Ordering::Relaxed);
        self.meter.0.store(room.saturating_sub(read), Ordering::Relaxed);
        Poll::Ready(if read > room { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) })
    }
}

impl AsyncWrite for Metered {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.line).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.line).poll_shutdown(cx)
    }
}
