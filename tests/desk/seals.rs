//! Sealed values are bound to their place: what somebody moves from one row to another in the database is not opened there,
//! and values of older releases are sealed anew, after which they are refused.

use super::member::{Member, email, ticket_page};
use bot::{command::TicketCommand, private::Private};
use gateway::{
    jobs::reseal,
    store::{
        contact,
        sealed::{self, Sealed},
    },
};
use reqwest::StatusCode;
use std::collections::BTreeSet;
use tests::{
    App, Engine, Worker,
    app::OPEN,
    old_seals::{restarted, take_back},
    second_factor,
};
use uuid::Uuid;

fn column(table: &str, name: &str) -> Sealed {
    let found = sealed::walked().find(|sealed| sealed.column.table == table && sealed.column.name == name);
    found.unwrap_or_else(|| panic!("{table}.{name}"))
}

/// The values of a column, by their rows.
async fn values(app: &App, table: &str, name: &str) -> Vec<(Uuid, Vec<u8>)> {
    let mut reader = app.database.store.reader().await.unwrap();
    let found = sealed::page(&mut reader, &column(table, name), Uuid::nil(), 1000).await.unwrap();
    found.into_iter().map(|value| (value.row, value.sealed)).collect()
}

/// Puts bytes into a row, as somebody who writes to the database does.
async fn put(app: &App, table: &str, name: &str, row: Uuid, bytes: &[u8]) {
    let sealed = column(table, name);
    let mut tx = app.database.store.begin().await.unwrap();
    let query = format!("UPDATE {table} SET {name} = $2 WHERE {} = $1", sealed.row);
    gateway::sql!(Tx: &mut tx, c => sqlx::query(sqlx::AssertSqlSafe(query)).bind(row).bind(bytes.to_vec())
        .execute(c).await.map(|_| ()))
    .unwrap();
    tx.commit().await.unwrap();
}

/// A worker with a ticket and words in it.
async fn asks<'a>(app: &'a App, chat: i64, said: &[&str]) -> (Worker<'a>, Uuid) {
    let mut worker = Worker::at_menu(app, chat, "fr").await;
    worker.presses("person").await;
    for words in said {
        worker.says(words).await;
    }
    let ticket = app.tickets().await.pop().unwrap();
    (worker, ticket.id)
}

async fn answered(app: &App, ticket: Uuid, words: &str) {
    app.attend(ticket, TicketCommand::Answer { text: Private::new(words.to_owned()) }).await;
}

#[tokio::test]
async fn words_of_another_row_are_not_shown() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_worker, ticket) = asks(&app, 1, &["quatre euros", "douze heures"]).await;
        let operator = Member::of(&app, "operator").await;
        let page = operator.page(&ticket_page(ticket)).await;
        assert!(page.contains("quatre euros") && page.contains("douze heures"));
        let bodies = values(&app, "message", "body_sealed").await;
        // Each in the place of the next, all under one key.
        for (n, (row, _)) in bodies.iter().enumerate() {
            put(&app, "message", "body_sealed", *row, &bodies[(n + 1) % bodies.len()].1).await;
        }
        let page = operator.page(&ticket_page(ticket)).await;
        assert!(!page.contains("quatre euros") && !page.contains("douze heures"), "{page}");
        // In their own places they are read again.
        for (row, bytes) in &bodies {
            put(&app, "message", "body_sealed", *row, bytes).await;
        }
        assert!(operator.page(&ticket_page(ticket)).await.contains("quatre euros"));
    }
}

#[tokio::test]
async fn an_answer_of_another_ticket_is_not_told() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, first) = asks(&app, 1, &["une"]).await;
        answered(&app, first, "la première réponse").await;
        app.attend(first, TicketCommand::Close).await;
        worker.reads().await;
        worker.says("menu").await;
        worker.presses("person").await;
        worker.says("deux").await;
        let second = app.tickets().await.pop().unwrap().id;
        assert_ne!(first, second);
        answered(&app, second, "la seconde réponse").await;
        app.attend(second, TicketCommand::HandBack).await;
        worker.reads().await;
        let answers = values(&app, "ticket", "answer_sealed").await;
        let [(one, _), (two, sealed)] = &answers[..] else { panic!("two answers") };
        assert_eq!((*one, *two), (first, second));
        put(&app, "ticket", "answer_sealed", first, sealed).await;
        worker.says("menu").await;
        let told = worker.presses("requests").await.text();
        assert!(told.matches("la seconde réponse").count() <= 1 && !told.contains("la première réponse"), "{told}");
    }
}

#[tokio::test]
async fn an_answer_does_not_go_to_another_address() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_one, ticket) = asks(&app, 1, &["bonjour"]).await;
        let _two = asks(&app, 2, &["ciao"]).await;
        let store = &app.database.store;
        let people: Vec<(Uuid,)> = app.rows("SELECT id FROM contact ORDER BY id").await;
        let mut tx = store.begin().await.unwrap();
        contact::merge(store, &mut tx, people[1].0, people[0].0).await.unwrap();
        tx.commit().await.unwrap();
        let addresses = values(&app, "conversation", "address_sealed").await;
        put(&app, "conversation", "address_sealed", addresses[0].0, &addresses[1].1).await;
        put(&app, "conversation", "address_sealed", addresses[1].0, &addresses[0].1).await;
        answered(&app, ticket, "pour toi seule").await;
        for chat in [1, 2] {
            assert!(
                app.telegram.sent_to(chat).iter().all(|sent| !sent.to_string().contains("pour toi seule")),
                "{chat}"
            );
        }
        let failed: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM outbox WHERE state = 'failed'").await;
        assert!(failed[0].0 > 0, "the staff see that it did not go");
    }
}

#[tokio::test]
async fn the_second_factor_of_another_lets_nobody_in() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (one, two) = (email("operator"), email("mediator"));
        Member::of(&app, "operator").await;
        Member::of(&app, "mediator").await;
        let secrets = values(&app, "staff", "totp_sealed").await;
        let [(operator, _), (mediator, of_mediator)] = &secrets[..] else { panic!("two of them") };
        assert_ne!(operator, mediator);
        put(&app, "staff", "totp_sealed", *operator, of_mediator).await;
        let thief = Member::stranger(&app.url);
        assert_eq!(thief.types_password(&one, super::member::PASSWORD).await.status(), StatusCode::SEE_OTHER);
        let code = second_factor::code(&app.url, &two).await;
        let page = "/console/login/code";
        assert_eq!(thief.send(page, page, &[("code", &code)]).await.status(), StatusCode::FORBIDDEN);
    }
}

/// Until nothing is left to do; returns how many values were sealed anew.
async fn all_resealed(app: &App) -> u64 {
    let mut resealed = 0;
    while let Some(pass) = reseal::round(&app.database.store, &app.clock).await.unwrap() {
        resealed += pass.resealed;
    }
    resealed
}

async fn on(database: tests::engine::Database) -> App {
    App::on(database, OPEN, false, |_, _| {}).await
}

#[tokio::test]
async fn a_database_of_an_older_release_works_and_is_sealed_anew() {
    for engine in Engine::all() {
        let before = App::start(engine).await;
        let (_worker, ticket) = asks(&before, 1, &["trois euros", "la nuit"]).await;
        answered(&before, ticket, "on vous écoute").await;
        Member::of(&before, "operator").await;
        before.halt();
        let all = take_back(&before.database).await;
        let old = values(&before, "message", "body_sealed").await;

        // The new release reads it, and goes on with it.
        let app = on(restarted(&before.database).await).await;
        app.telegram.goes_on_from(&before.telegram);
        let operator = Member::named(&app, "operator", &email("other"), "Altra").await;
        let page = operator.page(&ticket_page(ticket)).await;
        assert!(page.contains("trois euros") && page.contains("on vous écoute"), "{page}");
        let mut worker = Worker::new(&app, 1);
        worker.says("encore").await;
        answered(&app, ticket, "nous sommes là").await;
        worker.reads().await.has("nous sommes là");
        let unbound: Vec<(String, Vec<u8>)> = app.rows("SELECT state, proof FROM seal_state").await;

        // One pass, then the process ends: the next one goes on.
        let first = reseal::pass(&app.database.store).await.unwrap();
        assert!(first.resealed > 0 && first.left == 0, "{first:?}");
        app.halt();
        let last = app.telegram.clone();
        let app = on(restarted(&before.database).await).await;
        app.telegram.goes_on_from(&last);
        assert!(app.database.master.opens_unbound(), "keys of contacts are still unbound");
        let resealed = first.resealed + all_resealed(&app).await;
        // What was written meanwhile is bound already, in new rows or over old ones.
        assert!(resealed <= all && resealed + 3 >= all, "{resealed} of {all}");
        assert!(!app.database.master.opens_unbound());
        assert_eq!(all_resealed(&app).await, 0);
        let operator = Member::named(&app, "operator", &email("third"), "Terza").await;
        let page = operator.page(&ticket_page(ticket)).await;
        assert!(page.contains("trois euros") && page.contains("nous sommes là"), "{page}");
        let heard = Worker::new(&app, 1).says("menu").await;
        assert!(!heard.0.is_empty());

        // From now on an old copy is refused, in its own place, too.
        for (row, bytes) in &old {
            put(&app, "message", "body_sealed", *row, bytes).await;
        }
        assert!(!operator.page(&ticket_page(ticket)).await.contains("trois euros"));
        // Whatever somebody writes about it: nothing, something forged, a copy of what stood there.
        let (state, proof) = unbound[0].clone();
        assert_eq!(state, "unbound");
        for (state, proof) in [("new".to_owned(), Vec::new()), ("unbound".to_owned(), vec![7; 32]), (state, proof)] {
            let mut tx = app.database.store.begin().await.unwrap();
            gateway::sql!(Tx: &mut tx, c => sqlx::query("UPDATE seal_state SET state = $1, proof = $2").bind(state).bind(proof)
                .execute(c).await.map(|_| ()))
            .unwrap();
            tx.commit().await.unwrap();
            let again = restarted(&before.database).await;
            assert!(!again.master.opens_unbound());
        }
        app.damage("DELETE FROM seal_state").await;
        assert!(!restarted(&before.database).await.master.opens_unbound());
    }
}

#[tokio::test]
async fn contacts_of_an_older_release_are_merged_split_and_erased() {
    for engine in Engine::all() {
        let before = App::start(engine).await;
        asks(&before, 1, &["la première"]).await;
        asks(&before, 2, &["la seconde"]).await;
        before.halt();
        take_back(&before.database).await;
        let app = on(restarted(&before.database).await).await;
        app.telegram.goes_on_from(&before.telegram);
        let store = &app.database.store;
        let people: Vec<(Uuid,)> = app.rows("SELECT id FROM contact ORDER BY id").await;
        let conversations: Vec<(Uuid,)> = app.rows("SELECT id FROM conversation ORDER BY id").await;
        let mut tx = store.begin().await.unwrap();
        contact::merge(store, &mut tx, people[1].0, people[0].0).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = store.begin().await.unwrap();
        contact::split(store, &mut tx, conversations[1].0, app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        all_resealed(&app).await;
        let operator = Member::of(&app, "operator").await;
        let tickets = app.tickets().await;
        assert!(operator.page(&ticket_page(tickets[0].id)).await.contains("la première"));
        assert!(operator.page(&ticket_page(tickets[1].id)).await.contains("la seconde"));
        let mut worker = Worker::new(&app, 2);
        worker.says("menu").await;
        worker.presses("erase").await;
        worker.presses("erase-yes").await;
        assert_eq!(operator.get(&ticket_page(tickets[1].id)).await.status(), StatusCode::GONE);
        app.a_day_later().await;
        let operator = Member::of(&app, "mediator").await;
        assert_eq!(operator.get(&ticket_page(tickets[1].id)).await.status(), StatusCode::NOT_FOUND);
        assert!(operator.page(&ticket_page(tickets[0].id)).await.contains("la première"));
    }
}

#[tokio::test]
async fn every_sealed_column_is_in_the_list() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let query = match engine {
            Engine::Sqlite => {
                "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p
                 WHERE m.type = 'table' AND p.name LIKE '%!_sealed' ESCAPE '!'"
            }
            Engine::Postgres => {
                "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT) FROM information_schema.columns
                 WHERE table_schema = 'public' AND column_name LIKE '%!_sealed' ESCAPE '!'"
            }
        };
        let schema: BTreeSet<(String, String)> = app.rows(query).await.into_iter().collect();
        let listed = sealed::ALL.iter().map(|sealed| (sealed.column.table.to_owned(), sealed.column.name.to_owned()));
        assert_eq!(listed.collect::<BTreeSet<_>>(), schema);
        assert_eq!(sealed::ALL.len(), schema.len(), "each of them once");
    }
}
