//! What happens to a ticket is said once: in its row, its history, the audit and every list.

use super::{asks, colleague, does};
use bot::{command::TicketCommand, private::Private, ticket::Priority};
use gateway::jobs::deadlines;
use jiff::SignedDuration;
use tests::{App, Engine};
use uuid::Uuid;

async fn kinds(app: &App, ticket: Uuid) -> Vec<String> {
    let rows: Vec<(Uuid, String)> = app.rows("SELECT ticket_id, kind FROM ticket_event ORDER BY id").await;
    rows.into_iter().filter(|(of, _)| *of == ticket).map(|(_, kind)| kind).collect()
}

async fn audited(app: &App, action: &str) -> usize {
    let rows: Vec<(String,)> = app.rows("SELECT action FROM audit WHERE object = 'ticket'").await;
    rows.iter().filter(|(of,)| of == action).count()
}

#[tokio::test]
async fn what_is_late_and_rises_to_urgent_is_urgent_in_every_list() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, staff) = colleague(&app, "operator", "Prima").await;
        let (late, other) = (asks(&app, 1, "Bonjour").await, asks(&app, 2, "Bonsoir").await);
        let high = TicketCommand::Prioritise(Priority::High);
        app.turns.attend(staff, late.id, high).await.unwrap();
        app.attend(other.id, TicketCommand::Answer { text: Private::new("Oui".to_owned()) }).await;
        app.later(SignedDuration::from_hours(30)).await;
        while deadlines::run_once(&app.turns, app.clock.now()).await.unwrap() {}
        let urgent = operator.page("/console/tickets?urgent=yes").await;
        assert!(urgent.contains(&late.reference) && !urgent.contains(&other.reference), "{engine:?}: {urgent}");
        assert!(app.tickets().await.iter().any(|ticket| ticket.id == late.id && ticket.urgent));
        // And lowered by hand it is nowhere.
        does(&operator, late.id, "priority", &[("priority", "low")]).await;
        assert!(!operator.page("/console/tickets?urgent=yes").await.contains(&late.reference), "{engine:?}");
    }
}

#[tokio::test]
async fn an_owner_is_noted_once_however_often_they_answer() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_, first) = colleague(&app, "operator", "Prima").await;
        let (_, second) = colleague(&app, "mediator", "Seconda").await;
        let id = asks(&app, 1, "Bonjour").await.id;
        let answer = |words: &str| TicketCommand::Answer { text: Private::new(words.to_owned()) };
        for words in ["Un", "Deux", "Trois"] {
            app.turns.attend(first, id, answer(words)).await.unwrap();
        }
        assert_eq!(kinds(&app, id).await, ["opened", "state", "owner"], "{engine:?}");
        assert_eq!((audited(&app, "answer").await, audited(&app, "take-over").await), (3, 1), "{engine:?}");
        app.turns.attend(second, id, TicketCommand::TakeOver).await.unwrap();
        app.turns.attend(second, id, answer("Quatre")).await.unwrap();
        assert_eq!(audited(&app, "take-over").await, 2, "{engine:?}: each change of owner once");
        let told: Vec<(Uuid, String)> = app.rows("SELECT staff_id, kind FROM notification").await;
        assert_eq!(told, [(first, "taken-over".to_owned())], "{engine:?}");
    }
}

#[tokio::test]
async fn a_macro_notes_only_what_it_changes() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, staff) = colleague(&app, "operator", "Prima").await;
        let id = asks(&app, 1, "Bonjour").await.id;
        let new = "/console/macros/new";
        let fields = [("title", "Paga"), ("state", "open"), ("assign", "me"), ("topic", "pay"), ("priority", "high")];
        operator.does(new, new, &fields).await;
        let one: Vec<(Uuid,)> = app.rows("SELECT id FROM macro").await;
        let mut reader = app.database.store.reader().await.unwrap();
        let one = gateway::store::macros::open(&mut reader, one[0].0).await.unwrap().unwrap();
        drop(reader);
        for _ in 0..2 {
            let mut open = app.turns.open_ticket(staff, id).await.unwrap();
            open.apply(&one, false).await.unwrap();
            open.unit.commit().await.unwrap();
        }
        let all = ["opened", "state", "owner", "topic", "priority", "macro", "macro"];
        assert_eq!(kinds(&app, id).await, all, "{engine:?}: the second time nothing but that it was used");
    }
}

#[tokio::test]
async fn a_macro_gives_to_one_after_the_other() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, staff) = colleague(&app, "operator", "Prima").await;
        let (_, one) = colleague(&app, "mediator", "Seconda").await;
        let (_, other) = colleague(&app, "mediator", "Terza").await;
        let new = "/console/macros/new";
        operator.does(new, new, &[("title", "Mediazione"), ("assign", "role/mediator")]).await;
        let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM macro").await;
        let mut reader = app.database.store.reader().await.unwrap();
        let role = gateway::store::macros::open(&mut reader, ids[0].0).await.unwrap().unwrap();
        drop(reader);
        let mut owners = Vec::new();
        for chat in 1..=4 {
            let id = asks(&app, chat, "Bonjour").await.id;
            let mut open = app.turns.open_ticket(staff, id).await.unwrap();
            open.apply(&role, false).await.unwrap();
            open.unit.commit().await.unwrap();
            owners.push(super::ticket(&app, id).await.owner_id.unwrap());
        }
        assert_eq!(owners, [one, other, one, other], "{engine:?}");
    }
}
