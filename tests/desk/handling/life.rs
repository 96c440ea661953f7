//! The states of a ticket by hand and by the worker's words, conflicts, and taking over from a colleague.

use super::{asks, colleague, does, notified, post, refused, seen, ticket, words};
use crate::desk::member::ticket_page;
use bot::{language::Language, private::Private, text};
use gateway::store::ticket::notes;
use reqwest::StatusCode;
use tests::{App, Engine, Worker};

#[tokio::test]
async fn what_changed_is_shown_before_anything_is_overwritten() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        worker.says("Bonjour").await;
        let id = app.tickets().await[0].id;
        let (first, _) = colleague(&app, "operator", "Prima").await;
        let (second, _) = colleague(&app, "operator", "Seconda").await;
        let page = ticket_page(id);
        let old = seen(&second.page(&page).await);
        does(&first, id, "priority", &[("priority", "high"), ("seen", &old)]).await;
        let fields = [("priority", "low"), ("seen", old.as_str())];
        let said = refused(&second, id, "priority", &fields, StatusCode::CONFLICT).await;
        let changed = words().console_handling_did_priority(words().console_priority_high());
        assert!(said.contains(&changed) && said.contains("Prima"), "{said}");
        let stands: Vec<(i32, bool)> = app.rows("SELECT priority, priority = 3 FROM ticket").await;
        assert_eq!(stands, [(2, false)]);
        // The same form again, with what was shown: now it is meant.
        assert!(said.contains("name=\"priority\" value=\"low\""), "{said}");
        does(&second, id, "priority", &[("priority", "low"), ("seen", &seen(&said))]).await;
        let stands: Vec<(i32, bool)> = app.rows("SELECT priority, priority = 3 FROM ticket").await;
        assert_eq!(stands, [(0, false)]);

        // A message of the worker matters before a ticket is closed, not before it is sorted.
        let old = seen(&second.page(&page).await);
        worker.says("Encore une chose").await;
        does(&second, id, "topic", &[("topic", "pay"), ("seen", &old)]).await;
        let old = seen(&second.page(&page).await);
        worker.says("Et la dernière").await;
        let said = refused(&second, id, "close", &[("seen", &old)], StatusCode::CONFLICT).await;
        assert!(said.contains(&words().console_handling_conflict_wrote()), "{said}");
        assert_eq!(worker.unread(), 0, "nobody was told anything");
        let closed = does(&second, id, "close", &[("seen", &seen(&said))]).await;
        assert!(closed.contains(&words().console_notice_closed()), "{closed}");
        // Closed twice: the second sees that it is, and nothing else to do.
        let said = refused(&first, id, "close", &[("seen", &old)], StatusCode::CONFLICT).await;
        assert!(!said.contains(&words().console_handling_conflict_do()), "{said}");
    }
}

#[tokio::test]
async fn states_by_hand_and_a_message_that_opens_a_closed_ticket_again() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (first, a) = colleague(&app, "operator", "Prima").await;
        let (second, b) = colleague(&app, "mediator", "Seconda").await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        worker.says("Bonjour").await;
        let asked = app.tickets().await.pop().unwrap();
        let id = asked.id;
        does(&first, id, "take-over", &[]).await;
        does(&second, id, "follow", &[]).await;
        worker.reads().await;
        does(&first, id, "wait", &[]).await;
        assert_eq!(ticket(&app, id).await.state, "waiting-for-worker");
        does(&first, id, "close", &[("tell", "no")]).await;
        assert_eq!(ticket(&app, id).await.state, "closed");
        assert_eq!(worker.reads().await.text(), "", "neither tells the worker anything");
        does(&second, id, "reopen", &[]).await;
        assert_eq!(ticket(&app, id).await.state, "open");
        assert_eq!(post(&second, id, "reopen", &[]).await.status(), StatusCode::CONFLICT);
        let shown = does(&first, id, "close", &[]).await;
        worker.reads().await.has(&text::news_closed(asked.reference.clone()).in_language(Language::French));
        assert!(!shown.contains(&words().console_handling_reopened()), "closed is not reopened");
        let closed: Vec<(bool,)> = app.rows("SELECT closed_at IS NOT NULL FROM ticket").await;
        assert_eq!(closed, [(true,)]);

        app.damage("DELETE FROM notification").await;
        let mut told = app.turns.live.listen();
        worker.says("Il y a du nouveau").await;
        assert_eq!(ticket(&app, id).await.state, "open");
        let closed: Vec<(bool,)> = app.rows("SELECT closed_at IS NOT NULL FROM ticket").await;
        assert_eq!(closed, [(false,)]);
        let shown = first.page(&ticket_page(id)).await;
        assert!(shown.contains(&words().console_handling_reopened()), "{shown}");
        assert!(shown.contains(&words().console_handling_did_reopened()));
        // Who owns it and who follows it are told, on their open pages too.
        let mut watchers = notified(&app, "worker-wrote").await;
        watchers.sort_unstable();
        assert_eq!(watchers, [a, b]);
        let mut live = Vec::new();
        while let Ok(change) = told.try_recv() {
            live.push(change);
        }
        use gateway::live::Change;
        for expected in [Change::Ticket(id), Change::Notification(a), Change::Notification(b)] {
            assert!(live.contains(&expected), "{expected:?} is not in {live:?}");
        }
        // What a person then does to its state ends the sign.
        let shown = does(&first, id, "wait", &[]).await;
        assert!(!shown.contains(&words().console_handling_reopened()), "{shown}");
        does(&second, id, "unfollow", &[]).await;
        assert_eq!(app.count("ticket_follower").await, 0);
    }
}

#[tokio::test]
async fn a_colleague_is_named_before_a_ticket_is_taken_from_them_and_told_afterwards() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let id = asks(&app, 1, "Bonjour").await.id;
        let (first, a) = colleague(&app, "operator", "Prima").await;
        let (second, b) = colleague(&app, "operator", "Seconda").await;
        does(&first, id, "take-over", &[]).await;
        does(&first, id, "take-over", &[]).await;
        let asked = post(&second, id, "take-over", &[]).await;
        assert_eq!(asked.status(), StatusCode::OK);
        let asked = crate::desk::member::html(asked).await;
        assert!(asked.contains("<bdi>Prima</bdi></strong>"), "{asked}");
        assert!(asked.contains(&words().console_handling_take_over_no_draft()));
        assert_eq!(ticket(&app, id).await.owner_id, Some(a));
        app.damage(
            "INSERT INTO draft (id, ticket_id, staff_id, place, body_sealed, updated_at)
             SELECT t.id, t.id, t.owner_id, 'answer', c.key_sealed, 5 FROM ticket t JOIN contact_key c ON c.contact_id = t.contact_id",
        )
        .await;
        let asked = crate::desk::member::html(post(&second, id, "take-over", &[]).await).await;
        assert!(asked.contains(&words().console_handling_take_over_draft()), "{asked}");
        does(&second, id, "take-over", &[("confirmed", "yes"), ("seen", &seen(&asked))]).await;
        assert_eq!((ticket(&app, id).await.owner_id, notified(&app, "taken-over").await), (Some(b), vec![a]));
        // Somebody who looked at the old page, in the meantime.
        let before = seen(&asked);
        let fields = [("confirmed", "yes"), ("seen", before.as_str())];
        let late = refused(&first, id, "take-over", &fields, StatusCode::CONFLICT).await;
        assert!(late.contains("Seconda"));
        // Who answers has it, too, and whoever had it hears of that.
        does(&first, id, "answer", &[("text", "Bonjour")]).await;
        assert_eq!(ticket(&app, id).await.owner_id, Some(a));
        assert!(notified(&app, "taken-over").await.contains(&b));
    }
}

/// Whatever other areas and newer releases write has words, or none at all, but never fails.
#[tokio::test]
async fn the_history_shows_what_it_does_not_know() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let id = asks(&app, 1, "Bonjour").await.id;
        let (first, _) = colleague(&app, "operator", "Prima").await;
        app.damage(
            "INSERT INTO ticket_event (id, ticket_id, kind, detail, at)
             SELECT contact_id, id, 'of-tomorrow', '{\"kind\":\"of-tomorrow\"}', 1 FROM ticket",
        )
        .await;
        let shown = first.page(&format!("{}/history", ticket_page(id))).await;
        assert!(shown.contains(&words().console_handling_did_unknown()), "{shown}");
        assert!(shown.contains(&words().console_handling_did_opened()));
        // A note that cannot be opened is a fault of the store, not an empty note.
        let (key, _) = app.database.master.new_contact_key(id);
        let mut tx = app.database.store.begin().await.unwrap();
        let text = Private::new("Nota".to_owned());
        notes::add(&mut tx, id, id, (&text, &[]), &key, app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(first.get(&ticket_page(id)).await.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
