//! A bad line between the service and a provider: it forwards HTTP requests to the other side, or does to them what lines and
//! providers do. One request a connection.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::JoinHandle,
};

/// What happens to one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An answer with this status, and `Retry-After` in seconds, which Telegram has in its answer's body.
    Status(u16, Option<u32>),
    /// No answer for longer than anybody waits.
    Silence,
    /// The connection ends before the provider has seen the request.
    Reset,
    /// The provider takes the request, and the line breaks in the middle of its answer.
    HalfAnswer,
    /// The provider takes the request if this status says so, and its answer has no end.
    Endless(u16),
}

/// An answer without end ends here all the same: whoever has read so much would read anything.
const ENDLESS: usize = 64 * 1024 * 1024;

#[derive(Clone)]
pub struct Line {
    pub url: String,
    inner: Arc<Inner>,
    _serving: Arc<Serving>,
}

struct Serving(JoinHandle<()>);

impl Drop for Serving {
    fn drop(&mut self) {
        self.0.abort();
    }
}

#[derive(Default)]
struct Inner {
    next: Mutex<VecDeque<Fault>>,
    always: Mutex<Option<Fault>>,
    met: Mutex<usize>,
    poured: AtomicUsize,
}

impl Line {
    /// A line to `upstream` (`http://127.0.0.1:port`) that works.
    pub async fn to(upstream: &str) -> Self {
        let inner = Arc::new(Inner::default());
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let address = upstream.strip_prefix("http://").unwrap().split('/').next().unwrap().to_owned();
        let shared = inner.clone();
        let serving = tokio::spawn(async move {
            loop {
                let (client, _) = listener.accept().await.unwrap();
                // A connection that breaks is what this is for.
                let (shared, address) = (shared.clone(), address.clone());
                tokio::spawn(async move { carry(&shared, &address, client).await.ok() });
            }
        });
        Self { url, inner, _serving: Arc::new(Serving(serving)) }
    }

    /// The next request meets this fault.
    pub fn fail_next(&self, fault: Fault) {
        self.inner.next.lock().unwrap().push_back(fault);
    }

    /// Every request meets it from now on; `None`: the line works again.
    pub fn fail_always(&self, fault: Option<Fault>) {
        *self.inner.always.lock().unwrap() = fault;
    }

    /// The most bytes of an answer without end that were taken from here, those that wait in the line's buffers included.
    pub fn poured(&self) -> usize {
        self.inner.poured.load(Ordering::SeqCst)
    }

    /// How many requests have met a fault.
    pub fn met(&self) -> usize {
        *self.inner.met.lock().unwrap()
    }
}

async fn carry(inner: &Inner, upstream: &str, mut client: TcpStream) -> std::io::Result<()> {
    let request = read(&mut client).await?;
    let next = inner.next.lock().unwrap().pop_front();
    let fault = next.or(*inner.always.lock().unwrap());
    *inner.met.lock().unwrap() += usize::from(fault.is_some());
    match fault {
        Some(Fault::Status(status, after)) => {
            let (header, body) = match after {
                Some(seconds) => (
                    format!("retry-after: {seconds}\r\n"),
                    format!("{{\"ok\":false,\"error_code\":{status},\"parameters\":{{\"retry_after\":{seconds}}}}}"),
                ),
                None => (String::new(), "{}".to_owned()),
            };
            let length = body.len();
            let answer =
                format!("HTTP/1.1 {status} X\r\n{header}content-length: {length}\r\nconnection: close\r\n\r\n{body}");
            client.write_all(answer.as_bytes()).await
        }
        Some(Fault::Silence) => {
            tokio::time::sleep(Duration::from_secs(120)).await;
            Ok(())
        }
        Some(Fault::Reset) => Ok(()),
        Some(Fault::HalfAnswer) => {
            let answer = ask(upstream, &request).await?;
            client.write_all(&answer[..answer.len() - answer.len() / 4]).await
        }
        Some(Fault::Endless(status)) => {
            if status < 300 {
                ask(upstream, &request).await?;
            }
            let head =
                format!("HTTP/1.1 {status} X\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n");
            client.write_all(head.as_bytes()).await?;
            let poured = pour(&mut client, &[b"10000\r\n".as_slice(), &[b' '; 0x10000], b"\r\n"].concat()).await;
            inner.poured.fetch_max(poured, Ordering::SeqCst);
            Ok(())
        }
        None => {
            let answer = ask(upstream, &request).await?;
            client.write_all(&answer).await
        }
    }
}

/// Writes the same again and again until nobody reads any more; returns how many bytes went.
pub async fn pour(client: &mut TcpStream, piece: &[u8]) -> usize {
    let mut poured = 0;
    while poured < ENDLESS && client.write_all(piece).await.is_ok() {
        poured += piece.len();
    }
    poured
}

/// Forwards a request; the answer ends with its connection.
async fn ask(upstream: &str, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(upstream).await?;
    let line = request.windows(2).position(|two| two == b"\r\n").unwrap_or_default() + 2;
    stream.write_all(&request[..line]).await?;
    stream.write_all(b"connection: close\r\n").await?;
    stream.write_all(&request[line..]).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    Ok(answer)
}

/// One request: its head, and as much as its `content-length` says.
async fn read(client: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut request = Vec::new();
    loop {
        if let Some(head) = request.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&request[..head]).to_lowercase();
            let length = text.split("content-length:").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
            if request.len() >= head + 4 + length.unwrap_or(0_usize) {
                return Ok(request);
            }
        }
        let mut chunk = [0; 16 * 1024];
        let count = client.read(&mut chunk).await?;
        if count == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        request.extend_from_slice(&chunk[..count]);
    }
}
