//! How fast whole report dialogues go over the Telegram webhook, every answer durable (SQLite, synchronous=FULL).
//!
//! `cargo bench --workspace --bench dialogues -- [chats] [dialogues] [rounds] [waiting]`. With `waiting`, so many messages of
//! other people wait in the outbox, eight a person: a provider has asked for a pause, and what waits must cost a turn nothing. The program runs as a process of its own;
//! here are the chats, which wait for each 200 before they go on, and the other side of the Bot API. Both are bare HTTP
//! on one thread, so that they take little from the program they measure. A measurement, not a test: nothing fails.

use sqlx::{Connection, SqliteConnection};
use std::{
    cell::Cell,
    env, fs,
    path::Path,
    rc::Rc,
    time::{Duration, Instant},
};
use tests::{Engine, app::SECRET, dialogue::steps, process::Installation};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    task::{LocalSet, spawn_local},
};

/// The kernel's USER_HZ, in which `/proc/<pid>/stat` counts.
const TICKS: f64 = 100.0;
const MEBIBYTE: f64 = 1024.0 * 1024.0;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    // cargo adds `--bench`.
    let given: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let argument = |place: usize, default: usize| given.get(place).copied().unwrap_or(default);
    let (chats, dialogues, rounds, waiting) = (argument(0, 64), argument(1, 640), argument(2, 5), argument(3, 0));
    let each = dialogues.div_ceil(chats);
    println!(
        "{chats} chats, {each} dialogues each, {rounds} rounds, each on a new database, {waiting} messages waiting"
    );
    let mut all = Vec::new();
    for number in 1..=rounds {
        let round = LocalSet::new().run_until(run(chats, each, waiting)).await;
        let line: Vec<_> = round.iter().map(|(name, value)| format!("{name} {value:.3}")).collect();
        println!("round {number}: {}", line.join(", "));
        all.push(round);
    }
    println!("\n{:<38} {:>10} {:>10} {:>10}", "", "min", "median", "max");
    for (i, (name, _)) in all[0].iter().enumerate() {
        let mut values: Vec<_> = all.iter().map(|round| round[i].1).collect();
        values.sort_by(f64::total_cmp);
        println!("{name:<38} {:>10.3} {:>10.3} {:>10.3}", values[0], values[rounds / 2], values[rounds - 1]);
    }
}

/// One round: (what was measured, its value).
async fn run(chats: usize, each: usize, waiting: usize) -> Vec<(&'static str, f64)> {
    let sent = Rc::new(Cell::new(0_u64));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let telegram = format!("http://{}", listener.local_addr().unwrap());
    let other_side = spawn_local(stand_in(listener, sent.clone()));
    let installation = Installation::new(Engine::Sqlite, &telegram).await;
    let process = installation.start().await;
    wait_in_the_outbox(&installation.database_url, waiting).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let idle = Usage::of(process.id());

    let address = installation.url.trim_start_matches("http://");
    let talks: Vec<_> = (1..=chats).map(|chat| requests(address, chat, each)).collect();
    let messages: usize = talks.iter().map(Vec::len).sum();
    let begun = Instant::now();
    let talks: Vec<_> = talks.into_iter().map(|requests| spawn_local(talk(address.to_owned(), requests))).collect();
    let mut answers = Vec::with_capacity(messages);
    for talk in talks {
        answers.extend(talk.await.unwrap());
    }
    let seconds = begun.elapsed().as_secs_f64();
    drain(&installation.database_url).await;
    let drained = begun.elapsed().as_secs_f64();
    let end = Usage::of(process.id());
    let bytes = size(&installation.data());
    process.stop().await;
    other_side.abort();

    answers.sort_unstable();
    let percentile = |p: usize| answers[(answers.len() - 1) * p / 100].as_secs_f64() * 1000.0;
    let messages = messages as f64;
    vec![
        ("dialogues/s", (chats * each) as f64 / seconds),
        ("messages/s", messages / seconds),
        ("answer of the webhook, p50 ms", percentile(50)),
        ("answer of the webhook, p99 ms", percentile(99)),
        ("CPU of the server, ms a message", (end.cpu - idle.cpu) * 1000.0 / messages),
        ("outbox empty after the last, s", drained - seconds),
        ("sent for a message", sent.get() as f64 / messages),
        ("RSS idle, MiB", idle.memory),
        ("RSS at the end, MiB", end.memory),
        ("database, KiB a dialogue", bytes / 1024.0 / (chats * each) as f64),
    ]
}

/// Everything that one chat is going to send.
fn requests(address: &str, chat: usize, dialogues: usize) -> Vec<Vec<u8>> {
    let steps = (0..dialogues).flat_map(|dialogue| steps(dialogue == 0)).enumerate();
    let request = |(i, step): (usize, tests::dialogue::Step)| {
        let body = step.update(chat as i64, (chat * 1_000_000 + i) as i64, "label").to_string();
        let length = body.len();
        let head = format!("POST /webhooks/telegram HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\n");
        format!("{head}x-telegram-bot-api-secret-token: {SECRET}\r\ncontent-length: {length}\r\n\r\n{body}")
            .into_bytes()
    };
    steps.map(request).collect()
}

/// One chat: the next message when the one before is acknowledged. Returns how long each took.
async fn talk(address: String, requests: Vec<Vec<u8>>) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let mut answers = Vec::with_capacity(requests.len());
    let mut buffer = Vec::new();
    for request in requests {
        let begun = Instant::now();
        stream.write_all(&request).await.unwrap();
        let answer = read(&mut stream, &mut buffer).await.expect("an answer");
        answers.push(begun.elapsed());
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
    answers
}

/// The Bot API: every message is taken.
async fn stand_in(listener: TcpListener, sent: Rc<Cell<u64>>) {
    while let Ok((mut stream, _)) = listener.accept().await {
        let sent = sent.clone();
        spawn_local(async move {
            let mut buffer = Vec::new();
            while let Some(request) = read(&mut stream, &mut buffer).await {
                let body = if request.contains("/sendMessage ") {
                    sent.set(sent.get() + 1);
                    r#"{"ok":true,"result":{"message_id":1,"date":0,"chat":{"id":1,"type":"private"},"text":""}}"#
                } else {
                    r#"{"ok":true,"result":true}"#
                };
                let head = format!(
                    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                    body.len()
                );
                if stream.write_all(format!("{head}{body}").as_bytes()).await.is_err() {
                    return;
                }
            }
        });
    }
}

/// Reads one request or answer with a length; returns its head. What follows it stays in the buffer.
async fn read(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<String> {
    loop {
        if let Some(end) = buffer.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            let head = String::from_utf8(buffer[..end].to_ascii_lowercase()).ok()?;
            let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
            let whole = end + 4 + length.map_or(0, |length| length.trim().parse().unwrap());
            while buffer.len() < whole {
                more(stream, buffer).await?;
            }
            let head = String::from_utf8(buffer[..end].to_vec()).ok();
            buffer.drain(..whole);
            return head;
        }
        more(stream, buffer).await?;
    }
}

async fn more(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<()> {
    stream.read_buf(buffer).await.ok().filter(|read| *read > 0).map(|_| ())
}

/// Waits until everything that was queued has been sent.
async fn drain(database: &str) {
    let mut connection = SqliteConnection::connect(database).await.unwrap();
    let query = "SELECT EXISTS (SELECT 1 FROM outbox WHERE channel = 'telegram' AND state = 'queued' AND attempts = 0)";
    while sqlx::query_scalar::<_, bool>(query).fetch_one(&mut connection).await.unwrap() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    connection.close().await.unwrap();
}

/// Messages of people whose provider asks for a pause: the first of each is put off for half an hour, the others wait behind it.
async fn wait_in_the_outbox(database: &str, waiting: usize) {
    const EACH: usize = 8;
    const PEOPLE: &str = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1) INSERT INTO ";
    const LINES: &str =
        "WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < $1 * 8 - 1) INSERT INTO ";
    if waiting == 0 {
        return;
    }
    let now = jiff::Timestamp::now().as_millisecond();
    let mut connection = SqliteConnection::connect(database).await.unwrap();
    for (numbers, insert) in [
        (PEOPLE, "contact (id, created_at) SELECT CAST(printf('%016d', i) AS BLOB), $2 FROM n"),
        (PEOPLE, "contact_key (contact_id, key_sealed) SELECT CAST(printf('%016d', i) AS BLOB), x'00' FROM n"),
        (
            PEOPLE,
            "conversation (id, contact_id, channel, address_hash, address_sealed, language, state_sealed, quiet, created_at,
             updated_at, last_place) SELECT CAST(printf('%016d', i) AS BLOB), CAST(printf('%016d', i) AS BLOB), 'telegram',
             CAST(printf('%032d', i) AS BLOB), x'00', 'it', x'00', FALSE, $2, $2, 8 FROM n",
        ),
        (
            LINES,
            "message (id, conversation_id, author, body_sealed, at, place) SELECT CAST(printf('%016d', i) AS BLOB),
             CAST(printf('%016d', i / 8 + 1) AS BLOB), 'bot', zeroblob(400), $2, i % 8 + 1 FROM n",
        ),
        (
            LINES,
            "outbox (message_id, conversation_id, channel, state, attempts, due_at, claimed_until, updated_at, place, ready_at)
             SELECT CAST(printf('%016d', i) AS BLOB), CAST(printf('%016d', i / 8 + 1) AS BLOB), 'telegram', 'queued', 1,
             CASE WHEN i % 8 = 0 THEN $2 + 1800000 ELSE $2 END, 0, $2, i % 8 + 1, CASE WHEN i % 8 = 0 THEN $2 + 1800000 END FROM n",
        ),
    ] {
        let query = sqlx::AssertSqlSafe(format!("{numbers}{insert}"));
        sqlx::query(query).bind(waiting.div_ceil(EACH) as i64).bind(now).execute(&mut connection).await.unwrap();
    }
    connection.close().await.unwrap();
}

/// What a process has used so far.
struct Usage {
    /// Seconds, user and system.
    cpu: f64,
    /// VmRSS in MiB.
    memory: f64,
}

impl Usage {
    fn of(process: u32) -> Self {
        let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
        // proc_pid_stat(5): after the name, which may hold anything, utime is the 12th and stime the 13th.
        let (_, fields) = stat.rsplit_once(')').unwrap();
        let cpu =
            fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<f64>().unwrap()).sum::<f64>() / TICKS;
        let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
        let rss = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kibibytes: f64 = rss.trim().trim_end_matches(" kB").parse().unwrap();
        Self { cpu, memory: kibibytes * 1024.0 / MEBIBYTE }
    }
}

/// Bytes of the database with its log.
fn size(folder: &Path) -> f64 {
    let files = fs::read_dir(folder).unwrap().map(Result::unwrap);
    files.filter(|file| file.file_name() != "master.key").map(|file| file.metadata().unwrap().len() as f64).sum()
}
