//! Tickets that belong together, become one, or become two, and what their worker sees afterwards.

use super::{asks, colleague, does, html, post, refused, seen, ticket, words};
use crate::desk::member::ticket_page;
use bot::{language::Language, text};
use reqwest::StatusCode;
use tests::{App, Engine, Worker, app::Ticket};
use uuid::Uuid;

/// A worker with two questions.
async fn two_questions(app: &App) -> (Worker<'_>, [Ticket; 2]) {
    let mut worker = Worker::at_menu(app, 1, "fr").await;
    for said in ["Le premier", "Le second"] {
        worker.presses("person").await;
        worker.says(said).await;
        worker.says("menu").await;
    }
    (worker, app.tickets().await.try_into().unwrap())
}

/// What "my requests" says.
async fn requests(worker: &mut Worker<'_>) -> String {
    worker.says("menu").await;
    worker.presses("requests").await.text()
}

fn state(of: &Ticket, told: text::Text) -> String {
    text::requests_one("23/11", of.reference.clone(), told).in_language(Language::French)
}

#[tokio::test]
async fn a_merged_number_goes_on_answering_for_the_ticket_it_is_part_of() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, [one, two]) = two_questions(&app).await;
        let (first, a) = colleague(&app, "operator", "Prima").await;
        does(&first, two.id, "notes", &[("note", "Nota della seconda")]).await;
        does(&first, two.id, "follow", &[]).await;

        let asked = html(post(&first, one.id, "absorb", &[("reference", &two.reference)]).await).await;
        assert!(asked.contains(&words().console_handling_merge_text()), "{asked}");
        assert_eq!(ticket(&app, two.id).await.state, "new", "a page says it before it is done");
        let fields = [("reference", two.reference.as_str()), ("confirmed", "yes"), ("seen", &seen(&asked))];
        let shown = does(&first, one.id, "absorb", &fields).await;
        assert!(
            shown.contains(&words().console_handling_notice_merged()) && shown.contains("Nota della seconda"),
            "{shown}"
        );
        assert_eq!(ticket(&app, two.id).await.state, "closed");
        let belongs: Vec<(Uuid,)> = app.rows("SELECT ticket_id FROM message WHERE ticket_id IS NOT NULL").await;
        assert_eq!(belongs, [(one.id,), (one.id,)]);
        let followers: Vec<(Uuid, Uuid)> = app.rows("SELECT ticket_id, staff_id FROM ticket_follower").await;
        assert_eq!(followers, [(one.id, a)]);
        let other = first.page(&ticket_page(two.id)).await;
        assert!(
            other.contains(&words().console_handling_is_merged()) && other.contains(&ticket_page(one.id)),
            "{other}"
        );
        assert_eq!(post(&first, two.id, "priority", &[("priority", "high")]).await.status(), StatusCode::CONFLICT);
        refused(&first, one.id, "absorb", &[("reference", &two.reference)], StatusCode::UNPROCESSABLE_ENTITY).await;

        // Both numbers are there, and say the same.
        let heard = requests(&mut worker).await;
        assert!(
            heard.contains(&state(&one, text::state_new())) && heard.contains(&state(&two, text::state_new())),
            "{heard}"
        );
        does(&first, one.id, "answer", &[("text", "Réponse commune")]).await;
        does(&first, one.id, "hand-back", &[]).await;
        let heard = requests(&mut worker).await;
        assert!(heard.contains(&state(&two, text::state_answered())), "{heard}");
        assert_eq!(heard.matches("Réponse commune").count(), 2, "{heard}");
        // On the page of the merged one an answer goes on where it belongs.
        does(&first, two.id, "answer", &[("text", "Encore")]).await;
        assert_eq!(ticket(&app, one.id).await.owner_id, Some(a));
        assert_eq!(ticket(&app, two.id).await.state, "closed");
        worker.says("Merci").await;
        assert_eq!(ticket(&app, one.id).await.state, "open");
        let belongs: Vec<(Uuid,)> = app.rows("SELECT ticket_id FROM message WHERE ticket_id IS NOT NULL").await;
        assert_eq!(belongs, [(one.id,), (one.id,), (one.id,)]);
        does(&first, one.id, "close", &[]).await;
        let heard = requests(&mut worker).await;
        assert!(heard.contains(&state(&two, text::state_closed())), "{heard}");
        assert_eq!(app.count("quarantine").await, 0);
    }
}

#[tokio::test]
async fn words_after_a_merge_open_the_ticket_that_stayed() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        for said in ["Le premier", "Le second"] {
            worker.says("menu").await;
            worker.presses("person").await;
            worker.says(said).await;
        }
        let [one, two]: [Ticket; 2] = app.tickets().await.try_into().unwrap();
        let (first, _) = colleague(&app, "operator", "Prima").await;
        does(&first, one.id, "absorb", &[("reference", &two.reference), ("confirmed", "yes")]).await;
        does(&first, one.id, "close", &[("tell", "no")]).await;
        // The bot is still at the second question; the worker goes on there.
        worker.reads().await;
        worker.says("J'ai oublié ceci").await.has(&two.reference);
        assert_eq!(
            (ticket(&app, one.id).await.state, ticket(&app, two.id).await.state),
            ("open".into(), "closed".into())
        );
        assert!(first.page(&ticket_page(one.id)).await.contains(&words().console_handling_reopened()));
    }
}

#[tokio::test]
async fn what_cannot_be_merged_says_why_and_linking_is_always_possible() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_, [one, two]) = two_questions(&app).await;
        let other = asks(&app, 2, "Quelqu'un d'autre").await;
        let (first, _) = colleague(&app, "operator", "Prima").await;
        for (typed, error) in [
            ("1<b>", words().console_reference_mistyped()),
            (&one.reference, words().console_handling_merge_itself()),
            (&bot::reference::Reference::from_entropy(42).to_string(), words().console_merge_unknown()),
            (&other.reference, words().console_handling_merge_two_people()),
        ] {
            let fields = [("reference", typed), ("confirmed", "yes")];
            let said = refused(&first, one.id, "absorb", &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
            assert!(said.contains(&error) && !said.contains("1<b>"), "{said}");
        }
        app.damage(
            "INSERT INTO report (ticket_id, answers_sealed, submitted_at) SELECT t.id, c.key_sealed, 1 FROM ticket t
             JOIN contact_key c ON c.contact_id = t.contact_id WHERE t.reference = (SELECT b.reference FROM ticket b ORDER BY b.id LIMIT 1)",
        )
        .await;
        let fields = [("reference", one.reference.as_str()), ("confirmed", "yes")];
        let said = refused(&first, two.id, "absorb", &fields, StatusCode::UNPROCESSABLE_ENTITY).await;
        assert!(said.contains(&words().console_handling_merge_report()), "{said}");
        app.damage("DELETE FROM report").await;

        let shown = does(&first, one.id, "link", &[("reference", &other.reference)]).await;
        assert!(shown.contains(&ticket_page(other.id)), "{shown}");
        assert!(first.page(&ticket_page(other.id)).await.contains(&ticket_page(one.id)), "both know it");
        does(&first, other.id, "link", &[("reference", &one.reference)]).await;
        assert_eq!(app.count("ticket_link").await, 1, "a pair is one");
        does(&first, other.id, "unlink", &[("other", &one.id.to_string())]).await;
        assert_eq!(app.count("ticket_link").await, 0);
        let kinds: Vec<(String,)> =
            app.rows("SELECT kind FROM ticket_event WHERE kind IN ('linked', 'unlinked') ORDER BY id").await;
        assert_eq!(kinds.len(), 4);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_merge_the_same_two_tickets_both_ways_end_with_one() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_, [one, two]) = two_questions(&app).await;
        let (first, _) = colleague(&app, "operator", "Prima").await;
        let (second, _) = colleague(&app, "operator", "Seconda").await;
        let there = [("reference", two.reference.as_str()), ("confirmed", "yes")];
        let back = [("reference", one.reference.as_str()), ("confirmed", "yes")];
        let (a, b) = tokio::join!(post(&first, one.id, "absorb", &there), post(&second, two.id, "absorb", &back));
        let mut statuses = [a.status().as_u16(), b.status().as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 303, "{statuses:?}");
        assert!(matches!(statuses[1], 409 | 422), "{statuses:?}");
        let merged: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM ticket WHERE merged_into IS NOT NULL").await;
        assert_eq!(merged, [(1,)]);
    }
}

#[tokio::test]
async fn chosen_messages_become_a_ticket_of_their_own() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        worker.says("Mon salaire").await;
        worker.says("Et ma maison").await;
        let one = app.tickets().await.pop().unwrap();
        let other = asks(&app, 2, "Quelqu'un d'autre").await;
        let (first, a) = colleague(&app, "operator", "Prima").await;
        let page = format!("{}/split-off", ticket_page(one.id));
        let shown = first.page(&page).await;
        assert!(shown.contains("Et ma maison"), "{shown}");
        let said: Vec<(Uuid, Option<Uuid>)> =
            app.rows("SELECT id, ticket_id FROM message WHERE ticket_id IS NOT NULL ORDER BY id").await;
        let none = first.send(&page, &page, &[]).await;
        assert_eq!(none.status(), StatusCode::UNPROCESSABLE_ENTITY);
        // A message of somebody else is not one of this conversation.
        let foreign = first.send(&page, &page, &[("message", &said[2].0.to_string())]).await;
        assert_eq!((foreign.status(), said[2].1), (StatusCode::CONFLICT, Some(other.id)));
        assert_eq!(app.count("ticket").await, 2);
        let house = said[1].0.to_string();
        let after = first.does(&page, &page, &[("message", &house), ("seen", &seen(&shown))]).await;
        let new = app.tickets().await.pop().unwrap();
        assert!(after.contains(&new.reference) && after.contains(&ticket_page(one.id)), "{after}");
        assert_eq!(new.owner_id, Some(a));
        let said: Vec<(Option<Uuid>,)> =
            app.rows("SELECT ticket_id FROM message WHERE ticket_id IS NOT NULL ORDER BY id").await;
        assert_eq!(said, [(Some(one.id),), (Some(new.id),), (Some(other.id),)]);
        let heard = requests(&mut worker).await;
        assert!(heard.contains(&one.reference) && heard.contains(&new.reference), "{heard}");
        let audited: Vec<(String,)> = app.rows("SELECT action FROM audit WHERE action = 'split-ticket'").await;
        assert_eq!(audited.len(), 2);
    }
}
