//! Somebody wants everything deleted: it is hidden at once, everywhere; it comes back with one word, or is destroyed after a
//! day. What they write meanwhile is neither lost nor destroyed.

use super::{
    audit,
    member::{Member, html, ticket_page},
    provider::{Person, Provider},
    words,
};
use bot::safe_contact::{SafeContact, Told};
use bot::{command::TicketCommand, language::Language, private::Private, text, text::Text};
use gateway::{
    channel::Channel::Whatsapp,
    jobs::deadlines,
    store::{contact, conversation, safe_contact},
};
use jiff::SignedDuration;
use reqwest::StatusCode;
use std::sync::Arc;
use tests::{App, Engine, Worker};
use uuid::Uuid;

fn fr(text: &Text) -> String {
    text.in_language(Language::French)
}

/// One person on Telegram and on WhatsApp, with a question on each; the first was answered.
async fn person(app: &App) -> (Worker<'_>, Person<'_>) {
    let mut telegram = Worker::at_menu(app, 1, "fr").await;
    telegram.presses("person").await;
    telegram.says("Bonjour de Telegram").await;
    app.attend(app.tickets().await[0].id, TicketCommand::Answer { text: Private::new("La réponse".to_owned()) }).await;
    app.attend(app.tickets().await[0].id, TicketCommand::HandBack).await;
    let (whatsapp, _) = Person::asked(app, Whatsapp, "+39 1").await;
    let contacts: Vec<(Uuid,)> = app.rows("SELECT contact_id FROM ticket ORDER BY id").await;
    let store = &app.database.store;
    let mut tx = store.begin().await.unwrap();
    contact::merge(store, &mut tx, contacts[1].0, contacts[0].0).await.unwrap();
    tx.commit().await.unwrap();
    telegram.reads().await;
    (telegram, whatsapp)
}

async fn erased(telegram: &mut Worker<'_>) {
    telegram.says("effacer mes données").await.has(&fr(&text::erase_ask()));
    telegram.presses("erase-yes").await.has(&fr(&text::erase_done("24/11", "10:00")));
}

async fn last_on_whatsapp(provider: &Provider) -> String {
    provider.went_to("+39 1").pop().unwrap().text
}

#[tokio::test]
async fn hidden_at_once_on_every_channel_and_for_the_staff() {
    for engine in Engine::all() {
        let (provider, app): (Arc<Provider>, App) = Provider::start(engine, Whatsapp).await;
        let (mut telegram, whatsapp) = person(&app).await;
        let operator = Member::of(&app, "operator").await;
        let tickets = app.tickets().await;
        let page = ticket_page(tickets[1].id);
        let list = operator.page("/console/tickets").await;
        assert!(list.contains(&tickets[0].reference) && list.contains(&tickets[1].reference));
        erased(&mut telegram).await;
        assert_eq!(last_on_whatsapp(&provider).await, fr(&text::erase_notice("24/11", "10:00")));

        // The staff see that it was asked, and nothing of what it said.
        let list = operator.page("/console/tickets").await;
        assert!(!list.contains(&tickets[0].reference) && !list.contains(&tickets[1].reference), "{list}");
        let asked = operator.page("/console/erasures").await;
        assert!(asked.contains(&tickets[0].reference) && asked.contains(&tickets[1].reference), "{asked}");
        for path in [page.clone(), format!("{page}/print"), ticket_page(tickets[0].id)] {
            let answer = operator.get(&path).await;
            assert_eq!(answer.status(), StatusCode::GONE, "{path}");
            let shown = html(answer).await;
            assert!(shown.contains(&words().console_problem_hidden()) && !shown.contains("Bonjour de"), "{shown}");
        }
        let refused =
            app.turns.attend(Uuid::now_v7(), tickets[1].id, TicketCommand::Answer { text: Private::new("?".into()) });
        assert!(refused.await.unwrap_err().to_string().contains("deleted"));

        // Both channels know nothing any more.
        telegram.says("bonjour").await.has(&text::language_choose().in_language(Language::Arabic));
        telegram.presses("fr").await.has(&fr(&text::welcome_1()));
        telegram.presses("requests").await.has(&fr(&text::requests_none()));
        whatsapp.says("bonjour").await;
        whatsapp.presses("language", "fr").await;
        whatsapp.presses("menu", "requests").await;
        assert!(last_on_whatsapp(&provider).await.contains(&fr(&text::requests_none())));
        assert_eq!((app.count("ticket").await, app.count("quarantine").await), (2, 0));
    }
}

#[tokio::test]
async fn one_word_on_any_channel_brings_everything_back_with_what_was_written_meanwhile() {
    for engine in Engine::all() {
        for by_button in [false, true] {
            let (provider, app) = Provider::start(engine, Whatsapp).await;
            let (mut telegram, whatsapp) = person(&app).await;
            erased(&mut telegram).await;
            if by_button {
                whatsapp.presses("erased", "keep").await;
            } else {
                whatsapp.says("bonjour").await;
                whatsapp.presses("language", "fr").await;
                whatsapp.presses("menu", "person").await;
                whatsapp.says("Un mot de ce jour").await;
                whatsapp.says("garder").await;
            }
            assert!(last_on_whatsapp(&provider).await.contains(&fr(&text::erase_kept())));
            assert_eq!(
                (app.count("erasure").await, app.count("contact").await, app.count("conversation").await),
                (0, 1, 2)
            );
            app.a_day_later().await;
            assert_eq!(app.count("ticket").await, if by_button { 2 } else { 3 });

            let operator = Member::of(&app, "operator").await;
            let tickets = app.tickets().await;
            assert!(operator.page(&ticket_page(tickets[0].id)).await.contains("La réponse"));
            let shown = operator.page(&ticket_page(tickets[1].id)).await;
            assert!(shown.contains("Bonjour de +39 1") && shown.contains(&tickets[0].reference), "{shown}");
            assert!(by_button || operator.page(&ticket_page(tickets[2].id)).await.contains("Un mot de ce jour"));
            telegram.says("menu").await.has(&fr(&text::menu()));
            telegram.presses("requests").await.has(&fr(&text::requests_answer("La réponse")));
            whatsapp.says("menu").await;
            whatsapp.presses("menu", "requests").await;
            assert!(last_on_whatsapp(&provider).await.contains(&tickets[1].reference));
            assert_eq!((audit(&app, "keep").await.len(), audit(&app, "erase").await.len()), (1, 0));
            assert_eq!(app.count("quarantine").await, 0);
        }
    }
}

#[tokio::test]
async fn asked_twice_and_kept_twice_is_whole_again() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (mut telegram, whatsapp) = person(&app).await;
        erased(&mut telegram).await;
        telegram.says("bonjour").await;
        telegram.presses("fr").await;
        telegram.presses("person").await;
        telegram.says("Encore").await;
        erased(&mut telegram).await;
        // From the other channel: what was hidden last comes back with what was hidden first.
        whatsapp.says("garder").await;
        assert_eq!(
            (app.count("erasure").await, app.count("contact").await, app.count("conversation").await),
            (0, 1, 2)
        );
        telegram.reads().await;
        telegram.says("menu").await;
        let requests = telegram.presses("requests").await;
        for ticket in app.tickets().await {
            requests.has(&ticket.reference);
        }
        assert_eq!((app.count("ticket").await, app.count("quarantine").await), (3, 0));
    }
}

#[tokio::test]
async fn after_the_day_everything_is_gone_but_what_was_written_since() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (mut telegram, whatsapp) = person(&app).await;
        erased(&mut telegram).await;
        whatsapp.says("bonjour").await;
        whatsapp.presses("language", "fr").await;
        whatsapp.presses("menu", "person").await;
        whatsapp.says("Un mot de ce jour").await;
        let old = app.tickets().await;
        app.a_day_later().await;
        let [left] = &app.tickets().await[..] else { panic!("one ticket is left") };
        assert!(old[..2].iter().all(|ticket| ticket.id != left.id));
        assert_eq!(
            (app.count("erasure").await, app.count("contact").await, app.count("conversation").await),
            (0, 1, 1)
        );
        let operator = Member::of(&app, "operator").await;
        assert!(operator.page(&ticket_page(left.id)).await.contains("Un mot de ce jour"));
        assert_eq!(operator.get(&ticket_page(old[0].id)).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(audit(&app, "erase").await.len(), 1);
        // Too late to keep it; whoever writes on the other is somebody new.
        whatsapp.says("menu").await;
        whatsapp.says("garder").await;
        assert!(last_on_whatsapp(&provider).await.contains(&fr(&text::not_understood())));
        telegram.says("garder").await.has(&text::language_choose().in_language(Language::Arabic));
        assert_eq!(app.count("quarantine").await, 0);
    }
}

#[tokio::test]
async fn a_notice_waits_where_somebody_else_may_hold_the_telephone() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (mut telegram, whatsapp) = person(&app).await;
        let store = &app.database.store;
        let mut tx = store.begin().await.unwrap();
        let loaded = conversation::load_of_ticket(store, &mut tx, app.tickets().await[0].id).await.unwrap().unwrap();
        let shared = SafeContact { shared: Told::Yes, ..SafeContact::default() };
        let whose = (loaded.contact_id, &loaded.key);
        assert!(safe_contact::save(&mut tx, whose, &shared, 0, None, app.clock.now()).await.unwrap());
        tx.commit().await.unwrap();
        app.later(jiff::SignedDuration::from_hours(1)).await;
        let before = provider.went_to("+39 1").len();
        telegram.says("effacer mes données").await;
        telegram.presses("erase-yes").await.has(&fr(&text::erase_done("24/11", "11:00")));
        assert_eq!(provider.went_to("+39 1").len(), before, "the gangmaster reads nothing of it");
        whatsapp.says("bonjour").await;
        let went = provider.went_to("+39 1");
        assert!(went.iter().any(|went| went.text == fr(&text::erase_notice("24/11", "11:00"))));
        app.a_day_later().await;
        assert_eq!((app.count("safe_contact").await, app.count("ticket").await), (0, 0));
    }
}

#[tokio::test]
async fn the_clocks_of_what_is_hidden_tell_nobody_until_it_is_brought_back() {
    for engine in Engine::all() {
        let (_provider, app): (Arc<Provider>, App) = Provider::start(engine, Whatsapp).await;
        let (mut telegram, whatsapp) = person(&app).await;
        Member::of(&app, "coordinator").await;
        erased(&mut telegram).await;
        app.later(SignedDuration::from_hours(23)).await;
        let before = app.count("notification").await;
        while deadlines::run_once(&app.turns, app.clock.now()).await.unwrap() {}
        assert_eq!(app.count("notification").await, before, "{engine:?}");
        whatsapp.presses("erased", "keep").await;
        while deadlines::run_once(&app.turns, app.clock.now()).await.unwrap() {}
        assert!(app.count("notification").await > before, "{engine:?}: late, and somebody waits again");
    }
}
