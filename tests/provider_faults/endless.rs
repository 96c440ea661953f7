//! Answers without end, whoever they come from: no more is read than was expected, and the line is closed.

use super::READ;
use bot::private::Private;
use gateway::{
    channel::{
        Carrier, Channel, Outgoing, SendError,
        download::{self, TOO_LARGE},
        email::{
            Security, Settings as Mail,
            mailbox::{Mailbox, MailboxError},
        },
        telegram::{Settings, Telegram},
        web::push::Push,
    },
    config::FilesConfig,
    seal::DataKey,
    store::{
        media::LARGEST,
        message::{Body, Kind},
    },
};
use jiff::Timestamp;
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tests::{app::TOKEN, faulty::pour};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use uuid::Uuid;

/// Somebody who answers whatever is asked with this head, then with these bytes without end.
async fn endless(head: &'static str, piece: &'static [u8]) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let poured = Arc::new(AtomicUsize::new(0));
    let shared = poured.clone();
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let shared = shared.clone();
            tokio::spawn(async move {
                let asks = !head.starts_with('*');
                if asks {
                    let _ = client.read(&mut [0; 64 * 1024]).await;
                }
                let _ = client.write_all(head.as_bytes()).await;
                shared.fetch_max(pour(&mut client, piece).await, Ordering::SeqCst);
            });
        }
    });
    (address, poured)
}

const PIECE: &[u8] = &[b' '; 0x10000];
/// Without a length it ends with the connection: never.
const NO_LENGTH: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n";
const LYING: &str = "HTTP/1.1 200 OK\r\ncontent-length: 20000000000\r\n\r\n";
const PACKED: &str = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close\r\n\r\n";

fn read(poured: &AtomicUsize, most: usize) {
    let poured = poured.load(Ordering::SeqCst);
    assert!(poured < most + READ, "{poured} bytes were read");
}

fn settings(api_url: String) -> Settings {
    Settings { api_url, token: Private::new(TOKEN.to_owned()), per_second: 0 }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_has_an_end() {
    for (head, most) in [(NO_LENGTH, LARGEST), (PACKED, LARGEST), (LYING, 0)] {
        let (address, poured) = endless(head, PIECE).await;
        let request = download::client().unwrap().get(format!("http://{address}/file"));
        assert_eq!(download::fetch(request, LARGEST).await, Err(TOO_LARGE), "{head}");
        read(&poured, most);
    }
}

/// Where a file is, and what is new: asked for again later, and nothing is held in memory.
#[tokio::test(flavor = "multi_thread")]
async fn a_call_that_tells_nothing_is_made_later() {
    for head in [NO_LENGTH, PACKED, LYING] {
        let (address, poured) = endless(head, PIECE).await;
        let telegram = Telegram::new(&settings(format!("http://{address}"))).unwrap();
        assert_eq!(telegram.fetch(&Private::new("file".to_owned()), LARGEST).await, Err(SendError::Later(None)));
        assert_eq!(telegram.get_updates(0).await.map(|updates| updates.len()), Err(SendError::Later(None)));
        read(&poured, 0);
    }
}

/// A hundred long updates are more than is read at once: fewer are asked for.
#[tokio::test(flavor = "multi_thread")]
async fn updates_that_are_too_many_come_in_smaller_answers() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = async |axum::Json(asked): axum::Json<serde_json::Value>| {
        let updates = asked["limit"].as_u64().unwrap();
        let one = json!({"update_id": 1, "message": "x".repeat(20_000)});
        axum::Json(json!({"ok": true, "result": vec![one; updates as usize]}))
    };
    let path = format!("/bot{TOKEN}/{{method}}");
    let router = axum::Router::new().route(&path, axum::routing::post(answer));
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let telegram = Telegram::new(&settings(url)).unwrap();
    assert_eq!(telegram.get_updates(0).await.map(|updates| updates.len()), Ok(10));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_service_is_not_listened_to() {
    let (address, poured) = endless("HTTP/1.1 201 Created\r\nconnection: close\r\n\r\n", PIECE).await;
    let folder = tempfile::tempdir().unwrap();
    let origin = format!("http://{address}");
    let push = Push::new(&folder.path().join("key"), "https://helpdesk.example", vec![origin.clone()]).unwrap();
    let message = Outgoing {
        id: Uuid::now_v7(),
        channel: Channel::Web,
        address: Private::new("visitor".to_owned()),
        route: Some(Private::new(format!("{origin}/send/1"))),
        body: Body::new(Kind::Text, String::new()),
        file: None,
        heard_at: Timestamp::UNIX_EPOCH,
        now: Timestamp::UNIX_EPOCH,
        by_person: false,
        house: Arc::default(),
    };
    assert_eq!(push.send(&message).await, Ok(None));
    read(&poured, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bucket_gives_no_more_than_a_file() {
    const HEAD: &str = "HTTP/1.1 200 OK\r\netag: \"1\"\r\nlast-modified: Mon, 23 Nov 2026 09:00:00 GMT\r\ncontent-length: 20000000000\r\n\r\n";
    let (address, poured) = endless(HEAD, PIECE).await;
    let config = json!({"bucket": "sealed", "endpoint": format!("http://{address}"), "region": "eu-south-1", "access_key": "AKIATEST", "secret_key": "secret"});
    let config: FilesConfig = serde_json::from_value(config).unwrap();
    let files = config.open(std::path::Path::new("/nowhere")).unwrap();
    files.read(Uuid::now_v7(), &DataKey::fresh()).await.unwrap_err();
    read(&poured, LARGEST);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_tells_no_more_than_a_message() {
    // A line that never ends, and the text of a message that is said to be larger than any.
    for piece in [PIECE, b"* 1 FETCH (UID 1 BODY[] {4000000000}\r\n".as_slice()] {
        let (address, poured) = endless("* OK hello\r\n", piece).await;
        let (host, port) = address.rsplit_once(':').unwrap();
        let server = gateway::channel::email::Server { host: host.to_owned(), port: port.parse().unwrap() };
        let mail = Mail {
            imap: server.clone(),
            smtp: server,
            security: Security::None,
            ca: None,
            user: "help".to_owned(),
            password: Private::new("secret".to_owned()),
            own: gateway::channel::email::Own { address: "help@mail.test".to_owned(), authserv_id: None },
            name: "help".to_owned(),
            folder: "INBOX".to_owned(),
            marks_seen: false,
            per_second: 0,
        };
        let opened = Mailbox::open(&mail).await.map(|_| ());
        assert_eq!(opened, Err(MailboxError::Away));
        read(&poured, 32 * 1024 * 1024);
    }
}
