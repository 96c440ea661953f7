//! How soon a worker's message reaches the lists that operators have open.
//!
//! `cargo bench --workspace --bench live -- [operators] [workers] [seconds]`: by default 100 operators, each with the stream and the
//! list open as the page's script keeps them, and 50 workers on Telegram who write once a second. Measured from the moment
//! in which a message is handed to the webhook to the moment in which the new rows have reached the operator, over all of them.
//! The service, the workers and the pages share the machine. A measurement, not a test: nothing fails.

#[path = "../desk/member.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod member;

use futures::StreamExt;
use member::Member;
use std::{
    collections::HashMap,
    env,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};
use tests::{App, Engine, Worker};
use tokio::time::sleep;

/// Which message of a ticket was handed over when.
type Written = Arc<Mutex<HashMap<String, Instant>>>;
type Took = Arc<Mutex<Vec<Duration>>>;

#[tokio::main]
async fn main() {
    let given: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let argument = |place: usize, default: usize| given.get(place).copied().unwrap_or(default);
    let (operators, workers, seconds) = (argument(0, 100), argument(1, 50), argument(2, 20));
    for engine in Engine::all() {
        let mut took = run(engine, operators, workers, Duration::from_secs(seconds as u64)).await;
        took.sort_unstable();
        let percentile = |p: usize| took[(took.len() - 1) * p / 100].as_millis();
        println!(
            "{engine:?}: {operators} operators, {workers} workers, {} updates: p50 {} ms, p95 {} ms, p99 {} ms, longest {} ms",
            took.len(),
            percentile(50),
            percentile(95),
            percentile(99),
            percentile(100)
        );
    }
}

async fn run(engine: Engine, operators: usize, workers: usize, long: Duration) -> Vec<Duration> {
    let app: &'static App = Box::leak(Box::new(App::start(engine).await));
    let mut chats = Vec::new();
    for chat in 1..=workers as i64 {
        let mut worker = Worker::at_menu(app, chat, "fr").await;
        worker.presses("person").await;
        worker.says("bonjour").await;
        chats.push((chat, app.tickets().await.last().unwrap().id.to_string()));
    }
    let written = Written::default();
    let took = Took::default();
    let mut pages = Vec::new();
    for number in 0..operators {
        let email = format!("operator{number}@example.org");
        let operator = Member::named(app, "operator", &email, "Somebody").await;
        pages.push(tokio::spawn(page(operator, written.clone(), took.clone())));
    }
    sleep(Duration::from_secs(1)).await;
    took.lock().unwrap().clear();
    let writers = chats.into_iter().map(|(chat, ticket)| {
        let written = written.clone();
        tokio::spawn(async move {
            let until = Instant::now() + long;
            // Not all in the same moment.
            sleep(Duration::from_millis(chat as u64 * 1000 / 50)).await;
            while Instant::now() < until {
                written.lock().unwrap().insert(ticket.clone(), Instant::now());
                app.deliver(&app.telegram.text(chat, "encore un mot")).await;
                sleep(Duration::from_secs(1)).await;
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    sleep(Duration::from_secs(2)).await;
    for page in pages {
        page.abort();
    }
    took.lock().unwrap().clone()
}

/// One open list: hears what has changed, fetches its rows anew, no more often than the page's script does.
async fn page(operator: Member, written: Written, took: Took) {
    let stream = operator.get("/console/live").await;
    let mut stream = stream.bytes_stream();
    let (heard, mut waiting) = tokio::sync::mpsc::unbounded_channel::<Instant>();
    let http = operator.http.clone();
    let rows = format!("{}/console/tickets?part=rows", operator.url);
    tokio::spawn(async move {
        while let Some(first) = waiting.recv().await {
            sleep(Duration::from_millis(100)).await;
            let mut since = vec![first];
            while let Ok(more) = waiting.try_recv() {
                since.push(more);
            }
            let begun = Instant::now();
            http.get(&rows).header("x-approdo-live", "yes").send().await.unwrap().bytes().await.unwrap();
            let now = Instant::now();
            took.lock().unwrap().extend(since.iter().map(|since| now - *since));
            let pause = Duration::from_millis(500).max(begun.elapsed() * 4).saturating_sub(begun.elapsed());
            sleep(pause).await;
        }
    });
    let mut text = String::new();
    while let Some(Ok(bytes)) = stream.next().await {
        text.push_str(&String::from_utf8_lossy(&bytes));
        while let Some((event, rest)) = text.split_once("\n\n") {
            if event.contains("event: tickets") {
                let written = written.lock().unwrap();
                for (_, since) in written.iter().filter(|(ticket, _)| event.contains(ticket.as_str())) {
                    let _ = heard.send(*since);
                }
            }
            text = rest.to_owned();
        }
    }
}
