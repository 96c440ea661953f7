//! How fast the console's pages come with few tickets and with many.
//!
//! `cargo bench --workspace --bench console -- [few] [many] [requests]`: by default 10,000 and 1,000,000 tickets, ten messages
//! each. SQLite, and PostgreSQL where `APPRODO_TEST_POSTGRES` names a server. Both sizes are open at once and asked in turns, in
//! [`ROUNDS`] rounds of so many requests each, so that what else the machine does meets both. A measurement, not a test:
//! nothing fails.

#[path = "../desk/member.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod member;

use gateway::store::staff;
use member::Member;
use std::{env, time::Instant};
use tests::{
    App, Engine,
    app::OPEN,
    engine::Database,
    seed::{Seeded, seed},
};
use uuid::Uuid;

/// Rounds; the first ones fill the caches, and do not count.
const ROUNDS: usize = 5;
const WARM: usize = 1;

/// A service with so many tickets, and who looks at them.
struct Desk {
    operator: Member,
    coordinator: Member,
    seeded: Seeded,
    /// Keeps it alive.
    _app: App,
}

#[tokio::main]
async fn main() {
    let given: Vec<usize> = env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let argument = |place: usize, default: usize| given.get(place).copied().unwrap_or(default);
    let (few, many, requests) = (argument(0, 10_000), argument(1, 1_000_000), argument(2, 100));
    for engine in Engine::all() {
        let (small, large) = (desk(engine, few).await, desk(engine, many).await);
        println!(
            "\n{engine:?}, {ROUNDS} rounds of {requests} requests each, milliseconds; ratio of p95: all (least to most of a round)"
        );
        println!(
            "{:<24} {:>12} {:>8} {:>12} {:>8}  ratio",
            "",
            format!("{few} p50"),
            "p95",
            format!("{many} p50"),
            "p95"
        );
        for page in PAGES {
            let (mut both, mut ratios) = ([Vec::new(), Vec::new()], Vec::new());
            for round in 0..WARM + ROUNDS {
                let (one, other) = (measure(&small, page, requests).await, measure(&large, page, requests).await);
                if round >= WARM {
                    ratios.push(percentile(&other, 95) / percentile(&one, 95));
                    both[0].extend(one);
                    both[1].extend(other);
                }
            }
            let [p50, p95] = [50, 95].map(|p| both.each_ref().map(|took| percentile(took, p)));
            ratios.sort_unstable_by(f64::total_cmp);
            println!(
                "{:<24} {:>12.2} {:>8.2} {:>12.2} {:>8.2}  {:.2} ({:.2} to {:.2})",
                page.0,
                p50[0],
                p95[0],
                p50[1],
                p95[1],
                p95[1] / p95[0],
                ratios[0],
                ratios[ROUNDS - 1]
            );
        }
    }
}

async fn desk(engine: Engine, tickets: usize) -> Desk {
    let app = App::on(Database::new(engine).await, OPEN, false, |_, _| {}).await;
    let operator = Member::of(&app, "operator").await;
    let coordinator = Member::of(&app, "coordinator").await;
    let mut reader = app.database.store.reader().await.unwrap();
    let mut owners: Vec<Uuid> =
        staff::all(&mut reader, &app.database.store.master).await.unwrap().iter().map(|staff| staff.id).collect();
    drop(reader);
    owners.extend((0..8).map(|_| Uuid::now_v7()));
    let begun = Instant::now();
    let seeded = seed(&app.database, tickets, &owners, app.clock.now()).await;
    println!("{engine:?}: {tickets} tickets in {:.0?}", begun.elapsed());
    Desk { operator, coordinator, seeded, _app: app }
}

/// A page's name, and where it is for the n-th request.
type Page = (&'static str, fn(&Seeded, usize) -> String);

const PAGES: &[Page] = &[
    ("inbox", |_, _| "/console/tickets".to_owned()),
    ("inbox, closed too", |_, _| "/console/tickets?state=every".to_owned()),
    ("inbox, Wolof, WhatsApp", |_, _| "/console/tickets?language=wo&channel=whatsapp".to_owned()),
    ("inbox, mine", |_, _| "/console/tickets?owner=me".to_owned()),
    ("inbox, nobody's", |_, _| "/console/tickets?owner=nobody".to_owned()),
    ("inbox, overdue", |_, _| "/console/tickets?overdue=yes".to_owned()),
    ("inbox, by deadline", |_, _| "/console/tickets?sort=deadline".to_owned()),
    ("ticket", |seeded, n| format!("/console/tickets/{}", seeded.some[n * 7 % seeded.some.len()].0)),
    ("search by reference", |seeded, n| {
        format!("/console/tickets?reference={}", seeded.some[n * 7 % seeded.some.len()].1)
    }),
    ("figures", |_, _| "/console/figures".to_owned()),
];

/// How long each request took, in milliseconds.
async fn measure(desk: &Desk, (name, path): &Page, requests: usize) -> Vec<f64> {
    let member = if *name == "figures" { &desk.coordinator } else { &desk.operator };
    let mut took = Vec::with_capacity(requests);
    for n in 0..requests {
        let path = path(&desk.seeded, n);
        let begun = Instant::now();
        member.page(&path).await;
        took.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    took
}

fn percentile(took: &[f64], p: usize) -> f64 {
    let mut took = took.to_vec();
    took.sort_unstable_by(f64::total_cmp);
    took[(took.len() - 1) * p / 100]
}
