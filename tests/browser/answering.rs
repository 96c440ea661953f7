//! Writing to the worker in Chromium: two desks on one ticket, an answer undone within its ten seconds, a session that ends
//! while somebody writes, translations, safe contact, paper. In every look.

use super::desk::Desk;
use crate::desk::provider::{Person, Provider};
use gateway::{channel::Channel::Whatsapp, clock::Clock, console};
use serde_json::{Value, json};
use std::sync::Arc;
use tests::{
    App, Engine,
    app::Ticket,
    chromium::{Chromium, Look},
};

const WORDS: &str = "Bonjour, venez demain à neuf heures avec vos documents.";

#[tokio::test(flavor = "multi_thread")]
async fn two_desks_see_each_other_and_an_answer_is_undone() {
    let Some(chromium) = Chromium::start().await else { return };
    // By the real clock: ten seconds are ten seconds.
    let (provider, app): (Arc<Provider>, App) =
        Provider::start_undoing(Engine::Sqlite, Whatsapp, Clock::system()).await;
    let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
    let words = Desk::words();
    let first = enter(&chromium, &app, Look::DESK, "17-first", "operator").await;
    let second = enter(&chromium, &app, Look::SMALL, "17-second", "mediator").await;
    let page = format!("/tickets/{}", ticket.id);
    first.go(&page).await;
    second.go(&page).await;

    // The first writes; the script keeps it, and the second sees it before sending.
    first.fill("text", WORDS).await;
    let kept = "return document.querySelector('.draft-state').textContent.indexOf(arguments[0]) === 0";
    let _: bool = first.window.wait("draft", kept, vec![json!(words.console_answering_draft_saved())]).await;
    second.fill("text", "Deuxième réponse").await;
    second.send("#answer-form").await;
    second.window.wait_for_css("#meanwhile").await;
    let text = second.window.text().await;
    assert!(text.contains(WORDS), "{text}");
    assert_eq!(in_box(&second).await, "Deuxième réponse");
    second.looked_at("meanwhile").await;
    second.send("#answer-form").await;
    second.confirms(&words.console_answering_notice_waits()).await;
    second.looked_at("waiting").await;
    second.send(".waiting form").await;
    second.confirms(&words.console_answering_notice_undone()).await;
    assert_eq!(in_box(&second).await, "Deuxième réponse");

    // The first sends, sees the seconds run, and the answer in the conversation when they are over.
    first.send("#answer-form").await;
    first.window.wait_for_css("#meanwhile").await;
    first.send("#answer-form").await;
    first.confirms(&words.console_answering_notice_waits()).await;
    let runs = "var left = document.querySelector('.countdown'); return left && Number(left.textContent) > 0";
    let _: bool = first.window.wait("countdown", runs, vec![]).await;
    let went = || provider.went_to("+39 1").iter().any(|went| went.text.contains(WORDS));
    assert!(!went(), "it goes only after its seconds");
    first.looked_at("waiting").await;
    let sent = "
        var said = document.querySelectorAll('.conversation .message.staff .words');
        return !document.querySelector('.waiting') && said.length && said[said.length - 1].textContent.indexOf(arguments[0]) >= 0;";
    let _: bool = first.window.wait("the answer sent", sent, vec![json!(WORDS)]).await;
    assert!(went());
    assert!(!provider.went_to("+39 1").iter().any(|went| went.text.contains("Deuxième")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_while_a_session_ends_survives() {
    let Some(chromium) = Chromium::start().await else { return };
    let (_provider, app): (Arc<Provider>, App) = Provider::start(Engine::Sqlite, Whatsapp).await;
    let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
    let words = Desk::words();
    for (look, name) in [(Look::DESK, "17-session"), (Look::SMALL.dark(), "17-session-dark")] {
        let desk = enter(&chromium, &app, look, name, name).await;
        desk.go(&format!("/tickets/{}", ticket.id)).await;
        app.damage("DELETE FROM session").await;
        desk.fill("text", WORDS).await;
        desk.send("#answer-form").await;
        desk.window.wait_for_css("[name=kept]").await;
        desk.looked_at("ended").await;
        desk.fill("email", &format!("{name}@example.org")).await;
        desk.fill("password", "un olivo, due fichi, tre viti").await;
        desk.send("main form[method=post]").await;
        desk.second_step(&format!("{name}@example.org")).await;
        desk.confirms(&words.console_answering_notice_kept()).await;
        assert_eq!(in_box(&desk).await, WORDS);
        assert_eq!(app.count("answer").await, 0);
        app.damage("DELETE FROM draft").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn translations_safe_contact_and_paper_in_every_look() {
    let Some(chromium) = Chromium::start().await else { return };
    let (_provider, app): (Arc<Provider>, App) = Provider::start(Engine::Sqlite, Whatsapp).await;
    let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
    person.says("المدير لا يدفع الأجور منذ ثلاثة أشهر ولا نملك مكانا للنوم").await;
    let looks = [
        (Look::DESK, "17-wide"),
        (Look::SMALL, "17-small"),
        (Look::DESK.dark(), "17-wide-dark"),
        (Look::SMALL.dark(), "17-small-dark"),
    ];
    for (number, (look, name)) in looks.into_iter().enumerate() {
        let desk = enter(&chromium, &app, look, name, name).await;
        works_through(&desk, &ticket, number == 0).await;
    }
}

async fn works_through(desk: &Desk, ticket: &Ticket, is_first: bool) {
    let words = Desk::words();
    let page = format!("/tickets/{}", ticket.id);
    desk.go(&page).await;
    // The last message of the worker, by keyboard.
    let last = "
        var all = document.querySelectorAll('.translate'); var last = all[all.length - 1];
        last.querySelector('summary').focus(); return true;";
    let _: bool = desk.window.ask(last, vec![]).await;
    desk.window.client.active_element().await.unwrap().send_keys("\u{e007}").await.unwrap();
    let focus = "
        var open = document.querySelector('.translate[open] textarea');
        if (!open) return false; open.value = ''; open.focus(); return true;";
    let _: bool = desk.window.wait("the box of a translation", focus, vec![]).await;
    let italian = "Il capo non paga da tre mesi e non abbiamo un posto per dormire.";
    desk.window.client.active_element().await.unwrap().send_keys(italian).await.unwrap();
    desk.send(".translate[open] form").await;
    desk.confirms(&words.console_answering_notice_translated()).await;
    let beside = "
        var pair = document.querySelector('.beside');
        var original = pair.children[0].querySelector('.words'), other = pair.querySelector('.translation .words');
        var a = original.getBoundingClientRect(), b = other.getBoundingClientRect();
        return {rtl: getComputedStyle(original).direction, lang: other.lang, aside: b.left >= a.right, below: b.top >= a.bottom};";
    let found: Value = desk.window.ask(beside, vec![]).await;
    let wide = desk.window.look.width > 800;
    assert_eq!((found["rtl"].as_str(), found["lang"].as_str()), (Some("rtl"), Some("it")), "{found}");
    assert_eq!((found["aside"].as_bool(), found["below"].as_bool()), (Some(wide), Some(!wide)), "{found}");
    desk.window.click_css(".screen summary").await;
    desk.looked_at("ticket").await;

    desk.go(&format!("{page}/safe-contact")).await;
    if is_first {
        for id in ["within", "d-0-1", "d-0-2", "d-0-3", "d-0-4", "d-0-5"] {
            desk.window.click_css(&format!("#{id}")).await;
        }
        // As a script, because what keys do in a field for times hangs on the browser's language.
        let times = "
            document.getElementById('from-0').value = '18:00'; document.getElementById('until-0').value = '21:00';
            document.getElementById('shared').value = 'yes'; return true;";
        let _: bool = desk.window.ask(times, vec![]).await;
    }
    desk.looked_at("safe").await;
    desk.send("main form").await;
    desk.confirms(&words.console_answering_notice_safe()).await;
    desk.fill("text", WORDS).await;
    desk.send("#answer-form").await;
    desk.confirms(&words.console_answering_notice_held()).await;
    desk.looked_at("held").await;
    desk.send(".waiting form").await;
    desk.confirms(&words.console_answering_notice_undone()).await;
    desk.go(&format!("{page}/print")).await;
    desk.looked_at("print").await;
}

async fn enter(chromium: &Chromium, app: &App, look: Look, name: &'static str, account: &str) -> Desk {
    let desk = Desk::open(chromium, look, name, &app.url).await;
    let email = format!("{account}@example.org");
    let role = if account == "operator" { "operator" } else { "mediator" };
    let called = format!("Mediazione {account}");
    let link = console::staff::add(&app.database.store, &app.url, (&email, &called), role, app.clock.now());
    desk.enter(&link.await.unwrap(), &email, None).await;
    desk
}

async fn in_box(desk: &Desk) -> String {
    desk.window.ask("return document.getElementById('text').value", vec![]).await
}
