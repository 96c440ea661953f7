//! Who is warned, who hears of what is late, and the list of it.

use super::{Member, asked, due, hours, minutes, pairs, rome, round, ticket_page, told, words};
use bot::clock::ClockKind;
use gateway::{jobs::deadlines, live::Change, store::notification};
use reqwest::StatusCode;
use tests::{App, Engine};
use uuid::Uuid;

#[tokio::test]
async fn warned_once_late_once_raised_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_worker, ticket) = asked(&app, 1, "fr").await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let coordinator = Member::of(&app, "coordinator").await;
        Member::of(&app, "administrator").await;
        let late = "/console/deadlines/late";
        assert!(coordinator.page(late).await.contains(&words().console_deadlines_late_none()));

        // Nobody owns it; the mediator on duty speaks its language, the operator on duty does not.
        app.damage("UPDATE staff SET on_duty_since = 1 WHERE role IN ('operator', 'mediator', 'coordinator')").await;
        app.damage("UPDATE staff SET languages = 'ar,fr' WHERE role = 'mediator'").await;
        app.later(minutes(6 * 60 + 23)).await;
        round(&app).await;
        assert_eq!(told(&app).await, []);
        app.clock.advance(minutes(1));
        let mut live = app.turns.live.listen();
        // Two processes at the same moment.
        let (one, two) = tokio::join!(
            deadlines::run_once(&app.turns, app.clock.now()),
            deadlines::run_once(&app.turns, app.clock.now())
        );
        one.unwrap();
        two.unwrap();
        round(&app).await;
        assert_eq!(told(&app).await, pairs(&[("mediator", "deadline-near")]));
        let mut changes = Vec::new();
        while let Ok(change) = live.try_recv() {
            changes.push(change);
        }
        assert!(changes.contains(&Change::Ticket(ticket.id)));
        assert!(changes.iter().any(|change| matches!(change, Change::Notification(_))));
        let path = ticket_page(ticket.id);
        assert!(mediator.page(&path).await.contains("class=\"clock soon\""));
        assert!(coordinator.page(late).await.contains(&words().console_deadlines_late_none()));

        // Past: the one who was warned and all coordinators; the priority goes up.
        app.later(hours(2)).await;
        round(&app).await;
        round(&app).await;
        let all = [("mediator", "deadline-near"), ("coordinator", "deadline-passed"), ("mediator", "deadline-passed")];
        assert_eq!(told(&app).await, pairs(&all));
        let happened: Vec<(String,)> = app
            .rows("SELECT kind FROM ticket_event WHERE kind LIKE 'deadline%' OR kind = 'priority' ORDER BY id")
            .await;
        assert_eq!(
            happened.iter().map(|(kind,)| kind.as_str()).collect::<Vec<_>>(),
            ["deadline-near", "deadline-passed", "priority"]
        );
        let priority: Vec<(i32,)> = app.rows("SELECT priority FROM ticket").await;
        assert_eq!(priority, [(2,)]);
        // It is late since when it was, whatever its new priority allows.
        assert_eq!(due(&app).await, Some(rome("23 18:00")));

        let page = coordinator.page(late).await;
        assert!(page.contains(&ticket.reference) && page.contains("23/11/2026 18:00"), "{page}");
        assert!(page.contains(&words().console_deadlines_late_nobody()) && !page.contains(&format!("href=\"{path}\"")));
        assert!(operator.page(late).await.contains(&format!("href=\"{path}\"")));
        assert!(operator.page(&path).await.contains("class=\"clock late\""));

        // The solution is late much later: it is told, and the priority stays.
        app.later(hours(24 * 30)).await;
        round(&app).await;
        let priority: Vec<(i32,)> = app.rows("SELECT priority FROM ticket").await;
        assert_eq!(priority, [(2,)]);
        let passed: Vec<(String,)> =
            app.rows("SELECT detail FROM ticket_event WHERE kind = 'deadline-passed' ORDER BY id").await;
        assert!(passed.len() == 2 && passed[1].0.contains(ClockKind::Solution.name()));

        // Answered: nothing is late any more but the solution, which waits for the worker.
        operator.does(&path, &format!("{path}/answer"), &[("text", "Pardon")]).await;
        assert!(coordinator.page(late).await.contains(&words().console_deadlines_late_none()));
    }
}

#[tokio::test]
async fn the_owner_is_told_and_nobody_sees_what_is_not_theirs() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = asked(&app, 1, "fr").await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        app.damage("UPDATE staff SET on_duty_since = 1, languages = 'fr'").await;
        let path = ticket_page(ticket.id);
        operator.does(&path, &format!("{path}/take-over"), &[]).await;
        app.later(hours(7)).await;
        round(&app).await;
        assert_eq!(told(&app).await, pairs(&[("operator", "deadline-near")]));
        app.later(hours(2)).await;
        app.damage("UPDATE staff SET scope = 'own' WHERE role = 'mediator'").await;
        assert!(!mediator.page("/console/deadlines/late").await.contains(&ticket.reference));
        assert!(operator.page("/console/deadlines/late").await.contains(&ticket.reference));
        // While the worker has to answer nothing comes near and nothing is late.
        operator.does(&path, &format!("{path}/answer"), &[("text", "Quand ?")]).await;
        let before = told(&app).await;
        app.later(hours(24 * 40)).await;
        round(&app).await;
        assert_eq!(told(&app).await, before);
        worker.says("Demain").await;
        assert!(due(&app).await.is_some());
    }
}

/// A question to an expert, asked two days ago and due in an hour.
async fn question(app: &App, ticket: Uuid, asked_by: &str, expert: Option<&str>) -> Uuid {
    let id = Uuid::now_v7();
    let staff: Vec<(Uuid, String)> = app.rows("SELECT id, role FROM staff").await;
    let of = |role: &str| staff.iter().find(|(_, of)| of == role).unwrap().0;
    let now = app.clock.now().as_millisecond();
    let mut tx = app.database.store.begin().await.unwrap();
    gateway::sql!(Tx: &mut tx, c => sqlx::query(
        "INSERT INTO question (id, ticket_id, asked_by, expert_id, expertise, state, question_sealed, facts_sealed, version, due_at, asked_at)
         VALUES ($1, $2, $3, $4, 'labour', 'asked', $5, $5, 0, $6, $7)")
        .bind(id).bind(ticket).bind(of(asked_by)).bind(expert.map(of)).bind(vec![0_u8]).bind(now + 3_600_000).bind(now - 48 * 3_600_000)
        .execute(c).await.map(|_| ())).unwrap();
    tx.commit().await.unwrap();
    id
}

#[tokio::test]
async fn experts_are_warned_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_worker, ticket) = asked(&app, 1, "fr").await;
        Member::of(&app, "operator").await;
        let expert = Member::of(&app, "legal-expert").await;
        question(&app, ticket.id, "operator", None).await;
        round(&app).await;
        round(&app).await;
        let both = pairs(&[("legal-expert", "deadline-near"), ("operator", "deadline-near")]);
        assert_eq!(told(&app).await, both);
        // Whoever has seen it is told of the next one again; what is answered is nothing to warn of.
        app.damage("DELETE FROM notification").await;
        question(&app, ticket.id, "operator", Some("legal-expert")).await;
        app.damage("UPDATE question SET answered_at = 1, state = 'answered' WHERE warned_at IS NULL").await;
        round(&app).await;
        assert_eq!(told(&app).await, []);
        assert_eq!(expert.get("/console/deadlines/late").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(notification::Kind::DeadlineNear.name(), "deadline-near");
    }
}
