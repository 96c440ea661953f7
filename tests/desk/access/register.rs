//! The register for coordinators, and the chain that shows what was done to it.

use super::account;
use crate::desk::{
    audit,
    files::PHOTO,
    member::{Member, ticket_page},
    provider::{Person, Provider},
    words,
};
use bot::{language::Language, text::Words, ticket::Priority};
use gateway::{
    channel::Channel::Whatsapp,
    jobs::{
        anchor::{self, Anchor},
        chain::{self, Verdict},
    },
    store::{
        audit::{self as audits, Action, AuditEntry, AuditObject},
        media::FileKind,
    },
};
use reqwest::StatusCode;
use tests::{App, Engine};
use uuid::Uuid;

const PATH: &str = "/console/audit";

/// So many entries, each of its own.
async fn entries(app: &App, count: usize) {
    let mut tx = app.database.store.begin().await.unwrap();
    for _ in 0..count {
        let entry = AuditEntry {
            staff: Some(Uuid::now_v7()),
            action: Action::Read,
            object: AuditObject::Ticket,
            object_id: Some(Uuid::now_v7()),
        };
        audits::record(&mut tx, entry, app.clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_coordinator_finds_who_has_read_a_ticket() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let photo = person.sends(FileKind::Image, "p.jpg", PHOTO).await;
        let operator = Member::of(&app, "operator").await;
        let coordinator = Member::of(&app, "coordinator").await;
        operator.page(&ticket_page(ticket.id)).await;
        operator.get(&format!("/console/media/{photo}")).await;
        entries(&app, 60).await;

        let all = coordinator.page(PATH).await;
        assert!(all.contains("after=") && all.contains(&words().console_access_did_read()), "{all}");
        assert!(!all.contains("Bonjour"), "no word");
        let rows = |page: &str| page.matches("scope=\"row\"").count();
        assert_eq!(rows(&all), 50);
        let of_ticket = coordinator.page(&format!("{PATH}?reference={}", ticket.reference)).await;
        for part in [words().console_ticket(), words().console_access_object_media(), ticket.reference.clone()] {
            assert!(of_ticket.contains(&part), "{part} is not in {of_ticket}");
        }
        // The ticket, its file, and the coordinator who is looking.
        assert_eq!(rows(&of_ticket), 3, "{of_ticket}");
        let who = account(&app, "operator").await.id;
        let of_operator = coordinator.page(&format!("{PATH}?person={who}&action=log-in")).await;
        assert_eq!(rows(&of_operator), 1, "{of_operator}");
        for (query, count) in [
            ("from=2026-11-23&to=2026-11-23&action=log-in", 2),
            ("from=2026-11-24&action=read", 0),
            ("to=2026-11-22&action=read", 0),
            ("from=nonsense&action=log-in", 2),
            ("reference=482-913-570", 0),
        ] {
            assert_eq!(rows(&coordinator.page(&format!("{PATH}?{query}")).await), count, "{query}");
        }
        assert!(
            coordinator.page(&format!("{PATH}?reference=12")).await.contains(&words().console_reference_mistyped())
        );
        // The next page begins where the first ended, whatever has come meanwhile.
        assert!(rows(&coordinator.page(next(&all)).await) > 10);

        // To look is written down, and only coordinators look.
        let looked = audit(&app, "read").await.into_iter().filter(|(_, object)| object == "audit").count();
        assert!(looked >= 9, "{looked}");
        assert_eq!(operator.get(PATH).await.status(), StatusCode::NOT_FOUND);
    }
}

/// Where the page leads on to.
fn next(page: &str) -> &str {
    let (_, rest) = page.split_once("class=\"more\"><a href=\"").unwrap();
    rest.split('"').next().unwrap()
}

/// What stands in a column of the register.
fn column(page: &str, heading: &str) -> Vec<String> {
    let cell = format!("data-label=\"{heading}\">");
    page.split(&cell).skip(1).filter_map(|rest| rest.split("</td>").next()).map(str::to_owned).collect()
}

/// The actions that the filter offers: name and words.
fn offered(page: &str) -> Vec<(String, String)> {
    let (_, rest) = page.split_once("name=\"action\"").unwrap();
    let options = rest.split("</select>").next().unwrap().split("<option value=\"").skip(2);
    options
        .map(|option| {
            let (name, rest) = option.split_once('"').unwrap();
            let (_, rest) = rest.split_once('>').unwrap();
            (name.to_owned(), rest.split('<').next().unwrap().to_owned())
        })
        .collect()
}

/// One entry of every action, then one on every kind of thing.
async fn all_of_them(app: &App, who: Uuid) -> Vec<String> {
    let details = [
        AuditObject::CalendarDay(jiff::civil::date(2026, 12, 25)),
        AuditObject::Deadlines(Priority::Urgent),
        AuditObject::Hotline("trafficking"),
        AuditObject::ServiceProposedBy(who),
        AuditObject::Text("menu-title", Language::Wolof),
        AuditObject::Topic("pay-contract"),
    ];
    let objects: Vec<_> = AuditObject::PLAIN.into_iter().chain(details).collect();
    let mut tx = app.database.store.begin().await.unwrap();
    let each = Action::ALL.map(|action| (action, AuditObject::Ticket)).into_iter();
    for (action, object) in each.chain(objects.iter().map(|object| (Action::Read, *object))) {
        let entry = AuditEntry { staff: Some(who), action, object, object_id: None };
        audits::record(&mut tx, entry, app.clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
    objects.iter().rev().map(ToString::to_string).collect()
}

#[tokio::test]
async fn every_action_has_words_in_both_languages_and_is_filtered_by() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let coordinator = Member::of(&app, "coordinator").await;
        let who = Uuid::now_v7();
        let objects = all_of_them(&app, who).await;
        let mut said = Vec::new();
        for language in [Language::Italian, Language::English] {
            let words = Words::new(language);
            let chosen = [("language", language.tag()), ("back", PATH)];
            let mut actions = offered(&coordinator.does(PATH, "/console/language", &chosen).await);
            assert!(actions.is_sorted_by_key(|(_, words)| words.to_lowercase()), "{actions:?}");
            for (name, label) in &actions {
                let rows = coordinator.page(&format!("{PATH}?person={who}&action={name}")).await;
                let rows = column(&rows, &words.console_access_action());
                assert!(!label.is_empty() && label != name && rows.iter().all(|row| row == label), "{name}: {rows:?}");
                assert_eq!(rows.len(), if name == "read" { 1 + objects.len() } else { 1 }, "{name}");
            }
            let read = coordinator.page(&format!("{PATH}?person={who}&action=read")).await;
            for (shown, name) in column(&read, &words.console_access_object()).iter().zip(&objects) {
                assert!(!shown.is_empty() && shown != name, "{name}: {shown}");
                said.push(shown.clone());
            }
            let mut labels: Vec<_> = actions.iter().map(|(_, label)| label.clone()).collect();
            labels.dedup();
            assert_eq!(labels.len(), Action::ALL.len(), "two actions with the same words");
            said.append(&mut labels);
            actions.sort_unstable();
            let mut all = Action::ALL.map(|action| action.name().to_owned());
            all.sort_unstable();
            assert_eq!(actions.into_iter().map(|(name, _)| name).collect::<Vec<_>>(), all);
        }
        let half = said.len() / 2;
        let same = said[..half].iter().filter(|words| said[half..].contains(words)).count();
        // "File", "Macro", "Account" are.
        assert!(same <= 3, "not translated: {same}");

        // A row of a newer release has words, too, and its name.
        app.damage("UPDATE audit SET action = 'bless', object = 'house/mouse' WHERE action = 'wait'").await;
        let page = coordinator.page(&format!("{PATH}?person={who}")).await;
        let words = Words::new(Language::English);
        let unknown = (words.console_access_did_unknown("bless"), words.console_access_object_unknown("house/mouse"));
        assert!(column(&page, &words.console_access_action()).contains(&unknown.0), "{page}");
        assert!(column(&page, &words.console_access_object()).contains(&unknown.1), "{page}");
    }
}

#[tokio::test]
async fn the_chain_is_made_once_and_is_whole() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let store = &app.database.store;
        assert_eq!(chain::check(store).await.unwrap(), Verdict::Whole { rows: 0 });
        entries(&app, 1200).await;
        // Two processes at once.
        let mut made = 0;
        while made < 1200 {
            let (one, two) = tokio::join!(chain::run_once(store), chain::run_once(store));
            made += one.unwrap() + two.unwrap();
        }
        assert_eq!((made, chain::run_once(store).await.unwrap()), (1200, 0));
        assert_eq!(chain::check(store).await.unwrap(), Verdict::Whole { rows: 1200 });
        assert_eq!(chain::check_end(store).await.unwrap(), Verdict::Whole { rows: 1000 });
        let coordinator = Member::of(&app, "coordinator").await;
        assert!(coordinator.page(PATH).await.contains(&words().console_access_chain_whole(1000)));
        let answer = coordinator.send(PATH, PATH, &[]).await.text().await.unwrap();
        assert!(answer.contains(&words().console_access_chain_whole(1200)), "{answer}");
        assert_eq!(audit(&app, "check").await.len(), 1);
    }
}

#[tokio::test]
async fn every_break_is_found_and_named() {
    type Break = (&'static [&'static str], Verdict);
    // The places of a row that is put in between are those of the rows behind it, one on.
    const BREAKS: [Break; 8] = [
        (&["UPDATE audit SET action = 'answer' WHERE place = 7"], Verdict::Changed { place: 7 }),
        (&["UPDATE audit SET staff_id = NULL WHERE place = 1"], Verdict::Changed { place: 1 }),
        (&["UPDATE audit SET chain_hash = NULL WHERE place = 9"], Verdict::Changed { place: 9 }),
        (&["DELETE FROM audit WHERE place = 5"], Verdict::Missing { place: 5 }),
        (&["DELETE FROM audit WHERE place = 20"], Verdict::Missing { place: 20 }),
        (
            &[
                "UPDATE audit SET place = 1000 WHERE place = 3",
                "UPDATE audit SET place = 3 WHERE place = 4",
                "UPDATE audit SET place = 4 WHERE place = 1000",
            ],
            Verdict::Changed { place: 3 },
        ),
        (
            &["INSERT INTO audit (id, at, action, object, object_id, place, chain_hash)
               SELECT object_id, at, action, object, object_id, 21, chain_hash FROM audit WHERE place = 2"],
            Verdict::Added { place: 21 },
        ),
        (&["UPDATE audit_head SET place = 19", "DELETE FROM audit WHERE place = 20"], Verdict::Head),
    ];
    for engine in Engine::all() {
        for (statements, expected) in BREAKS {
            let app = App::start(engine).await;
            let store = &app.database.store;
            entries(&app, 20).await;
            chain::run_once(store).await.unwrap();
            assert_eq!(chain::check(store).await.unwrap(), Verdict::Whole { rows: 20 });
            for statement in statements {
                app.damage(statement).await;
            }
            assert_eq!(chain::check(store).await.unwrap(), expected, "{statements:?}");
            // What comes after does not heal it.
            entries(&app, 3).await;
            chain::run_once(store).await.unwrap();
            let later = chain::check(store).await.unwrap();
            assert!(!later.is_whole(), "{statements:?}: {later:?}");
        }
        // A row between others, with those behind it moved on.
        let app = App::start(engine).await;
        let store = &app.database.store;
        entries(&app, 20).await;
        chain::run_once(store).await.unwrap();
        app.damage("UPDATE audit SET place = -place WHERE place > 10").await;
        app.damage("UPDATE audit SET place = 1 - place WHERE place < 0").await;
        app.damage(
            "INSERT INTO audit (id, at, action, object, object_id, place, chain_hash)
             SELECT object_id, at, action, object, object_id, 11, chain_hash FROM audit WHERE place = 10",
        )
        .await;
        assert_eq!(chain::check(store).await.unwrap(), Verdict::Changed { place: 11 });
        let coordinator = Member::of(&app, "coordinator").await;
        let page = coordinator.page(PATH).await;
        assert!(page.contains(&words().console_access_chain_changed(11)), "{page}");
    }
}

/// The end of the chain, as the log has it.
async fn end(app: &App) -> Anchor {
    let end = anchor::end(&mut app.database.store.reader().await.unwrap()).await.unwrap();
    end.expect("a chain").to_string().parse().unwrap()
}

#[tokio::test]
async fn an_anchor_outside_misses_an_end_that_was_cut_off() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let store = &app.database.store;
        entries(&app, 20).await;
        chain::run_once(store).await.unwrap();
        let at_twenty = end(&app).await;
        entries(&app, 5).await;
        chain::run_once(store).await.unwrap();
        let at_the_end = end(&app).await;
        for anchor in [None, Some(&at_twenty), Some(&at_the_end)] {
            assert_eq!(anchor::check(store, anchor).await.unwrap(), Verdict::Whole { rows: 25 }, "{anchor:?}");
        }
        // Whoever has the key, too, cuts the end off and lets the service prove what is left.
        app.damage("DELETE FROM audit WHERE place > 3").await;
        app.damage("UPDATE audit SET place = NULL, chain_hash = NULL").await;
        app.damage("DELETE FROM audit_head").await;
        chain::run_once(store).await.unwrap();
        assert_eq!(anchor::check(store, None).await.unwrap(), Verdict::Whole { rows: 3 }, "nothing shows inside");
        for anchor in [&at_twenty, &at_the_end] {
            let said = anchor::check(store, Some(anchor)).await.unwrap_err().to_string();
            assert!(said.contains("cut off"), "{said}");
        }
        // Nor does it help to fill the places again.
        entries(&app, 30).await;
        chain::run_once(store).await.unwrap();
        assert_eq!(anchor::check(store, None).await.unwrap(), Verdict::Whole { rows: 33 });
        anchor::check(store, Some(&at_twenty)).await.unwrap_err();
    }
}
