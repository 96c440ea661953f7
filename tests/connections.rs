//! Connections: a crowd of them costs little, keeps nobody out, and ends.

use axum::{
    Router,
    body::Bytes,
    routing::{get, post},
};
use gateway::http::server::{Bounds, serve};
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use tests::{Engine, process::Installation, telegram::StandIn};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

const SHORT: Duration = Duration::from_millis(200);
const LONG: Duration = Duration::from_secs(60);
/// A head that never ends.
const HALF: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ";
const WHOLE: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Memory of a process in kilobytes.
fn memory(process: u32) -> i64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[tokio::test]
async fn three_thousand_silent_and_slow_connections_cost_little_and_end() {
    // Here are the other ends of them.
    Bounds::of_this_machine(false);
    let telegram = StandIn::start().await;
    let installation = Installation::new(Engine::Sqlite, &telegram.url).await;
    let process = installation.start().await;
    let page = format!("{}/", installation.url);
    let address: SocketAddr = installation.url.trim_start_matches("http://").parse().unwrap();
    for _ in 0..20 {
        assert!(reqwest::get(&page).await.unwrap().status().is_success());
    }
    let before = memory(process.id());
    let (mut silent, mut slow) = (Vec::new(), Vec::new());
    for n in 0..3000 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        if n % 3 == 0 {
            stream.write_all(HALF).await.unwrap();
            slow.push(stream);
        } else {
            silent.push(stream);
        }
    }
    // Each a connection of its own.
    for _ in 0..20 {
        assert!(reqwest::get(&page).await.unwrap().status().is_success(), "everybody else is served");
    }
    let grown = memory(process.id()) - before;
    assert!(grown < 60 * 1024, "3,000 connections cost {grown} kB");
    // A byte now and then does not prolong a head.
    for mut stream in slow {
        tokio::spawn(async move {
            while stream.write_all(b"a").await.is_ok() {
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        });
    }
    for mut stream in silent {
        assert!(matches!(stream.read(&mut [0]).await, Ok(0) | Err(_)), "it ends by itself");
    }
    let gone = async {
        while descriptors(process.id()) > 1000 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    assert!(tokio::time::timeout(LONG, gone).await.is_ok(), "{} are left", descriptors(process.id()));
    assert!(process.stop().await.success());
}

fn descriptors(process: u32) -> usize {
    std::fs::read_dir(format!("/proc/{process}/fd")).unwrap().count()
}

/// A small server with a request that lasts until it is told, and one that reads its body.
struct Server {
    address: SocketAddr,
    go_on: Arc<Notify>,
    asked: Arc<Notify>,
    stop: CancellationToken,
    serving: JoinHandle<()>,
}

impl Server {
    async fn start(bounds: Bounds) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (go_on, asked) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (until, tell) = (go_on.clone(), asked.clone());
        let wait = move || {
            let (until, tell) = (until.clone(), tell.clone());
            async move {
                tell.notify_one();
                until.notified().await;
                "waited"
            }
        };
        let router = Router::new()
            .route("/", get(|| async { "here" }))
            .route("/wait", get(wait))
            .route("/body", post(|body: Bytes| async move { body.len().to_string() }));
        let stop = CancellationToken::new();
        let serving = tokio::spawn(serve(listener, router, bounds, stop.clone()));
        Self { address, go_on, asked, stop, serving }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }
}

/// What comes until it has these words, or until the end.
async fn hear(stream: &mut TcpStream, words: &str) -> String {
    let mut heard = String::new();
    let mut buffer = [0; 1024];
    let reading = async {
        while !heard.contains(words) {
            match stream.read(&mut buffer).await {
                Ok(0) | Err(_) => break,
                Ok(n) => heard.push_str(&String::from_utf8_lossy(&buffer[..n])),
            }
        }
    };
    assert!(tokio::time::timeout(LONG, reading).await.is_ok(), "neither words nor an end");
    heard
}

async fn ends(stream: &mut TcpStream) -> bool {
    !hear(stream, "HTTP/1.1 200").await.contains("200")
}

#[tokio::test]
async fn what_waits_has_an_end_and_what_is_answered_has_none() {
    let bounds = Bounds { head: SHORT, idle: SHORT, body: SHORT, ..Bounds::default() };
    let server = Server::start(bounds).await;
    for beginning in [&b""[..], HALF, b"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"] {
        let mut stream = server.connect().await;
        stream.write_all(beginning).await.unwrap();
        assert!(ends(&mut stream).await, "{}", String::from_utf8_lossy(beginning));
    }
    let mut stream = server.connect().await;
    for _ in 0..3 {
        stream.write_all(WHOLE).await.unwrap();
        assert!(hear(&mut stream, "here").await.contains("here"), "one after the other on the same connection");
    }
    assert!(ends(&mut stream).await, "idle");

    // A long poll outlives all of them.
    let mut stream = server.connect().await;
    stream.write_all(b"GET /wait HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    server.asked.notified().await;
    let mut other = server.connect().await;
    assert!(ends(&mut other).await);
    server.go_on.notify_one();
    assert!(hear(&mut stream, "waited").await.contains("waited"));

    // And so does a body that comes at the pace of a slow network.
    let server = Server::start(Bounds { body: SHORT, pace: 1, ..Bounds::default() }).await;
    let mut stream = server.connect().await;
    stream.write_all(b"POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 8\r\n\r\n").await.unwrap();
    let began = Instant::now();
    while began.elapsed() < SHORT * 2 {
        stream.write_all(b"ab").await.unwrap();
        tokio::time::sleep(SHORT / 2).await;
        if began.elapsed() >= SHORT {
            break;
        }
    }
    stream.write_all(b"abcdefgh").await.unwrap();
    assert!(hear(&mut stream, "\r\n\r\n8").await.contains("200"));
}

#[tokio::test]
async fn a_full_house_lets_somebody_in_for_whoever_only_waits() {
    let server = Server::start(Bounds { connections: 3, ..Bounds::default() }).await;
    let mut busy = server.connect().await;
    busy.write_all(b"GET /wait HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    server.asked.notified().await;
    let mut silent = server.connect().await;
    let mut half = server.connect().await;
    half.write_all(HALF).await.unwrap();
    let mut inside = Vec::new();
    for gone in [&mut silent, &mut half] {
        let mut late = server.connect().await;
        late.write_all(b"GET /wait HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        server.asked.notified().await;
        assert!(ends(gone).await, "the oldest first");
        inside.push(late);
    }
    // All have a request: one more waits until one of them is answered.
    let mut last = server.connect().await;
    last.write_all(WHOLE).await.unwrap();
    server.go_on.notify_one();
    assert!(hear(&mut busy, "waited").await.contains("waited"), "nobody takes the place of a request");
    assert!(hear(&mut last, "here").await.contains("here"));
}

#[tokio::test]
async fn the_end_waits_for_requests_and_for_nobody_else() {
    let server = Server::start(Bounds { farewell: LONG, ..Bounds::default() }).await;
    let mut busy = server.connect().await;
    busy.write_all(b"GET /wait HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    server.asked.notified().await;
    let mut silent = server.connect().await;
    let mut idle = server.connect().await;
    idle.write_all(WHOLE).await.unwrap();
    assert!(hear(&mut idle, "here").await.contains("here"));
    server.stop.cancel();
    assert!(ends(&mut silent).await && ends(&mut idle).await);
    assert!(!server.serving.is_finished());
    server.go_on.notify_one();
    assert!(hear(&mut busy, "waited").await.contains("waited"));
    server.serving.await.unwrap();
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody comes in any more");

    let server = Server::start(Bounds { farewell: SHORT, ..Bounds::default() }).await;
    let mut busy = server.connect().await;
    busy.write_all(b"GET /wait HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    server.asked.notified().await;
    server.stop.cancel();
    server.serving.await.unwrap();
    assert!(ends(&mut busy).await, "and not for ever");
}
