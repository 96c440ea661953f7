//! How fast the console's pages come with few tickets and with many.
//!
//! `cargo bench --workspace --bench console -- [few] [many] [requests]`: by default 10,000 and 1,000,000 tickets, ten messages
//! each. SQLite, and PostgreSQL where `APPRODO_TEST_POSTGRES` names a server. A measurement, not a test: nothing fails.

#[path = "../desk/member.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod member;

use gateway::store::staff;
use member::Member;
use std::{
    env,
    time::{Duration, Instant},
};
use tests::{
    App, Engine,
    app::OPEN,
    engine::Database,
    seed::{Seeded, seed},
};
use uuid::Uuid;

/// (page, p50, p95)
type Measured = Vec<(&'static str, Duration, Duration)>;

#[tokio::main]
async fn main() {
    let given: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let argument = |place: usize, default: usize| given.get(place).copied().unwrap_or(default);
    let (few, many, requests) = (argument(0, 10_000), argument(1, 1_000_000), argument(2, 200));
    for engine in Engine::all() {
        let small = run(engine, few, requests).await;
        let large = run(engine, many, requests).await;
        println!("\n{engine:?}, {requests} requests each, milliseconds");
        println!(
            "{:<28} {:>10} {:>10} {:>10} {:>10} {:>8}",
            "",
            format!("{few} p50"),
            "p95",
            format!("{many} p50"),
            "p95",
            "ratio"
        );
        for ((page, p50, p95), (_, large_p50, large_p95)) in small.iter().zip(&large) {
            let ratio = large_p95.as_secs_f64() / p95.as_secs_f64();
            let ms = |duration: &Duration| duration.as_secs_f64() * 1000.0;
            println!(
                "{page:<28} {:>10.2} {:>10.2} {:>10.2} {:>10.2} {ratio:>8.2}",
                ms(p50),
                ms(p95),
                ms(large_p50),
                ms(large_p95)
            );
        }
    }
}

async fn run(engine: Engine, tickets: usize, requests: usize) -> Measured {
    let database = Database::new(engine).await;
    let app = App::on(database, OPEN, false, |_, _| {}).await;
    let operator = Member::of(&app, "operator").await;
    let coordinator = Member::of(&app, "coordinator").await;
    let mut reader = app.database.store.reader().await.unwrap();
    let mut owners: Vec<Uuid> =
        staff::all(&mut reader, &app.database.store.master).await.unwrap().iter().map(|staff| staff.id).collect();
    drop(reader);
    owners.extend((0..8).map(|_| Uuid::now_v7()));
    let begun = Instant::now();
    let seeded = seed(&app.database.store, tickets, &owners, app.clock.now()).await;
    println!("{engine:?}: {tickets} tickets in {:.0?}", begun.elapsed());
    pages(&operator, &coordinator, &seeded, requests).await
}

async fn pages(operator: &Member, coordinator: &Member, seeded: &Seeded, requests: usize) -> Measured {
    let fixed = [
        ("inbox", "/console/tickets"),
        ("inbox, closed too", "/console/tickets?state=every"),
        ("inbox, Wolof, WhatsApp", "/console/tickets?language=wo&channel=whatsapp"),
        ("inbox, mine", "/console/tickets?owner=me"),
        ("inbox, nobody's", "/console/tickets?owner=nobody"),
        ("inbox, overdue", "/console/tickets?overdue=yes"),
        ("inbox, by deadline", "/console/tickets?sort=deadline"),
    ];
    let mut all = Vec::new();
    for (name, path) in fixed {
        all.push(measure(name, operator, requests, |_| path.to_owned()).await);
    }
    let some = &seeded.some;
    all.push(
        measure("ticket", operator, requests, |n| format!("/console/tickets/{}", some[n * 7 % some.len()].0)).await,
    );
    let by_reference = |n: usize| format!("/console/tickets?reference={}", some[n * 7 % some.len()].1);
    all.push(measure("search by reference", operator, requests, by_reference).await);
    all.push(measure("figures", coordinator, requests, |_| "/console/figures".to_owned()).await);
    all
}

async fn measure(
    name: &'static str,
    member: &Member,
    requests: usize,
    path: impl Fn(usize) -> String,
) -> (&'static str, Duration, Duration) {
    let mut took = Vec::with_capacity(requests);
    // The first ones fill the caches.
    for n in 0..requests + 20 {
        let path = path(n);
        let begun = Instant::now();
        member.page(&path).await;
        if n >= 20 {
            took.push(begun.elapsed());
        }
    }
    took.sort_unstable();
    let percentile = |p: usize| took[(took.len() - 1) * p / 100];
    (name, percentile(50), percentile(95))
}
