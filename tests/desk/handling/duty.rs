//! Who gets a new ticket, and what comes and goes with being on duty.

use super::{asks, colleague, notified, on_duty, seen, ticket, words};
use crate::desk::member::ticket_page;
use reqwest::StatusCode;
use std::collections::HashMap;
use tests::{App, Engine, Worker};
use uuid::Uuid;

async fn owners(app: &App) -> HashMap<Option<Uuid>, usize> {
    let mut owners = HashMap::new();
    for ticket in app.tickets().await {
        *owners.entry(ticket.owner_id).or_default() += 1;
    }
    owners
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn new_tickets_go_round_among_those_who_speak_the_language_and_never_above_the_cap() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        assert_eq!(asks(&app, 1, "Personne ici").await.owner_id, None, "nobody is on duty");
        let (first, a) = colleague(&app, "operator", "Prima").await;
        let (second, b) = colleague(&app, "mediator", "Seconda").await;
        let (third, c) = colleague(&app, "operator", "Terza").await;
        let (focal, _) = colleague(&app, "focal-point", "Quarta").await;
        app.damage("UPDATE ticket SET state = 'closed'").await;
        on_duty(&first, "3", &["fr", "fuf"]).await;
        on_duty(&second, "8", &["it", "fr"]).await;
        on_duty(&third, "20", &["ff"]).await;
        on_duty(&focal, "20", &["fr"]).await;
        // One after the other, although the clock stands still.
        let mut got = Vec::new();
        for chat in 2..=5 {
            got.push(asks(&app, chat, "Bonjour").await.owner_id);
        }
        assert_eq!(got, [Some(a), Some(b), Some(a), Some(b)], "{engine:?}");
        assert_eq!(notified(&app, "assigned").await, [a, b, a, b]);
        assert!(notified(&app, "worker-wrote").await.is_empty(), "one notification a ticket is enough");

        // All at once: whoever is full gets no more, then those who do not speak it.
        let mut updates = Vec::new();
        for chat in 10..26 {
            let mut worker = Worker::at_menu(&app, chat, "fr").await;
            worker.presses("person").await;
            updates.push(app.telegram.text(chat, "Bonjour"));
        }
        let all = futures::future::join_all(updates.iter().map(|update| app.deliver(update))).await;
        assert!(all.iter().all(|status| *status == StatusCode::OK), "{all:?}");
        let now = owners(&app).await;
        assert_eq!((now[&Some(a)], now[&Some(b)], now[&Some(c)]), (3, 8, 9), "{engine:?} {now:?}");
        assert_eq!(now.len(), 4, "{now:?}");

        // What was handed out is in the history, and nobody did it.
        let page = first.page(&format!("{}/history", ticket_page(app.tickets().await[1].id))).await;
        assert!(page.contains(&words().console_handling_did_owner("Prima")), "{page}");
        assert!(page.contains(&words().console_handling_by_itself()));
        third.does("/console/duty", "/console/duty/off", &[]).await;
        assert_eq!(asks(&app, 30, "Encore").await.owner_id, None, "everybody is full");
        assert_eq!(owners(&app).await[&Some(c)], 9, "what one has stays");
    }
}

#[tokio::test]
async fn hands_over_everything_and_takes_the_nearest_deadline_first() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (first, a) = colleague(&app, "operator", "Prima").await;
        on_duty(&first, "20", &["fr"]).await;
        for chat in 1..=5 {
            assert_eq!(asks(&app, chat, "Bonjour").await.owner_id, Some(a));
        }
        let wrong = first.send("/console/duty", "/console/duty", &[("most", "0")]).await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = first.does("/console/duty", "/console/duty/hand-over", &[]).await;
        assert!(page.contains(&words().console_handling_notice_handed_over(5_usize)), "{page}");
        assert!(app.tickets().await.iter().all(|ticket| ticket.owner_id.is_none()));

        app.damage("UPDATE ticket SET due_at = 1000 - CAST(SUBSTR(reference, 1, 3) AS INTEGER)").await;
        let (second, b) = colleague(&app, "mediator", "Seconda").await;
        on_duty(&second, "2", &["fr"]).await;
        let order: Vec<(Option<Uuid>,)> = app.rows("SELECT owner_id FROM ticket ORDER BY due_at, opened_at, id").await;
        assert_eq!(order.into_iter().map(|(owner,)| owner).collect::<Vec<_>>(), [Some(b), Some(b), None, None, None]);
        // Another language waits for whoever speaks it, or for somebody who comes while nobody does.
        let (third, c) = colleague(&app, "operator", "Terza").await;
        on_duty(&third, "20", &["it"]).await;
        assert_eq!(owners(&app).await.get(&Some(c)), None);
        second.does("/console/duty", "/console/duty/off", &[]).await;
        third.does("/console/duty", "/console/duty/on", &[]).await;
        assert_eq!(owners(&app).await[&Some(c)], 3);
        let audit: Vec<(String,)> = app.rows("SELECT action FROM audit WHERE action = 'assign'").await;
        assert_eq!(audit.len(), 10);
    }
}

#[tokio::test]
async fn coordinators_share_out_the_work_without_a_word_of_the_conversation() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let asked = asks(&app, 1, "Mon patron garde mes papiers").await;
        let (first, a) = colleague(&app, "operator", "Prima").await;
        let (_, b) = colleague(&app, "operator", "Seconda").await;
        let (coordinator, _) = colleague(&app, "coordinator", "Terza").await;
        app.damage("INSERT INTO team (id, name) SELECT id, 'Nord' FROM contact").await;
        let page = format!("{}/assign", ticket_page(asked.id));
        let shown = coordinator.page(&page).await;
        assert!(shown.contains("Prima") && shown.contains("Seconda") && shown.contains("Nord"), "{shown}");
        assert!(!shown.contains("Terza</bdi></strong> (") && !shown.contains("Mon patron"), "{shown}");
        assert_eq!(coordinator.get(&ticket_page(asked.id)).await.status(), StatusCode::NOT_FOUND);
        assert!(shown.contains(&format!("/console/audit?reference={}\"", asked.reference)), "{shown}");
        let before = seen(&shown);
        let to = format!("staff:{a}");
        let after = coordinator.does(&page, &page, &[("to", &to), ("seen", &before)]).await;
        assert!(after.contains(&words().console_handling_notice_assigned()));
        assert_eq!((ticket(&app, asked.id).await.owner_id, notified(&app, "assigned").await), (Some(a), vec![a]));
        // A colleague who is still looking at the page as it was hears of it first.
        let to = format!("staff:{b}");
        let refused = coordinator.send(&page, &page, &[("to", &to), ("seen", &before)]).await;
        assert_eq!(refused.status(), StatusCode::CONFLICT);
        let refused = crate::desk::member::html(refused).await;
        assert!(refused.contains(&words().console_handling_did_owner("Prima")), "{refused}");
        assert_eq!(ticket(&app, asked.id).await.owner_id, Some(a));
        coordinator.does(&page, &page, &[("to", &to), ("seen", &seen(&refused))]).await;
        assert_eq!((ticket(&app, asked.id).await.owner_id, notified(&app, "taken-over").await), (Some(b), vec![a]));
        let nobody = Uuid::now_v7();
        for wrong in [format!("staff:{nobody}"), format!("team:{nobody}"), "x".to_owned(), String::new()] {
            assert_eq!(coordinator.send(&page, &page, &[("to", &wrong)]).await.status(), StatusCode::NOT_FOUND);
        }
        // Whoever sees only their own does not see it any more.
        app.damage("UPDATE staff SET scope = 'own' WHERE role = 'operator'").await;
        assert_eq!(first.get(&page).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(first.get(&format!("{}/history", ticket_page(asked.id))).await.status(), StatusCode::NOT_FOUND);
        coordinator.does(&page, &page, &[("to", "nobody")]).await;
        assert_eq!(first.get(&page).await.status(), StatusCode::OK);
        let team: Vec<(Uuid,)> = app.rows("SELECT id FROM team").await;
        coordinator.does(&page, &page, &[("to", &format!("team:{}", team[0].0))]).await;
        let history = coordinator.page(&format!("{}/history", ticket_page(asked.id))).await;
        assert!(history.contains(&words().console_handling_did_team("Nord")), "{history}");
        // Those of another team are not offered, nor taken.
        app.damage("UPDATE staff SET scope = 'team' WHERE role = 'operator'").await;
        assert!(!coordinator.page(&page).await.contains(&a.to_string()));
        let to = format!("staff:{a}");
        assert_eq!(coordinator.send(&page, &page, &[("to", &to)]).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn topics_are_kept_by_those_who_keep_the_deadlines() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let asked = asks(&app, 1, "Bonjour").await;
        let (coordinator, _) = colleague(&app, "coordinator", "Terza").await;
        let (first, _) = colleague(&app, "operator", "Prima").await;
        assert_eq!(first.get("/console/topics").await.status(), StatusCode::NOT_FOUND);
        let topics = "/console/topics";
        let add = [("act", "add"), ("italian", "Trasporti"), ("english", "Transport <b>")];
        assert!(coordinator.does(topics, topics, &add).await.contains("Trasporti"));
        let twice = coordinator.send(topics, topics, &add).await;
        assert_eq!(twice.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let twice = crate::desk::member::html(twice).await;
        assert!(twice.contains(&words().console_handling_topic_taken()) && !twice.contains("<b>"), "{twice}");
        let page = ticket_page(asked.id);
        let shown = first.does(&page, &format!("{page}/topic"), &[("topic", "transport-b")]).await;
        assert!(shown.contains("<dd>Trasporti</dd>"), "{shown}");
        let rename = [
            ("act", "rename"),
            ("name", "transport-b"),
            ("was-italian", "Trasporti"),
            ("was-english", "Transport <b>"),
            ("italian", "Trasporti e furgoni"),
            ("english", "Transport"),
        ];
        coordinator.does(topics, topics, &rename).await;
        let late = coordinator.send(topics, topics, &rename).await;
        assert_eq!(late.status(), StatusCode::CONFLICT, "somebody else has renamed it");
        coordinator.does(topics, topics, &[("act", "retire"), ("name", "transport-b")]).await;
        let shown = first.page(&page).await;
        assert!(shown.contains("<dd>Trasporti e furgoni</dd>"), "a retired topic stays: {shown}");
        first.does(&page, &format!("{page}/topic"), &[("topic", "pay")]).await;
        assert!(!first.page(&page).await.contains("Trasporti e furgoni</option>"));
        let nonsense = first.send(&page, &format!("{page}/topic"), &[("topic", "nonsense")]).await;
        assert_eq!(nonsense.status(), StatusCode::NOT_FOUND);
        let written: Vec<(String, String)> =
            app.rows("SELECT action, object FROM audit WHERE object LIKE 'topic/%' ORDER BY id").await;
        let actions: Vec<_> = written.iter().map(|(action, _)| action.as_str()).collect();
        assert_eq!(actions, ["add", "rename", "retire"]);
    }
}
