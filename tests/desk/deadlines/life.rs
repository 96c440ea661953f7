//! The clocks of one ticket, on its page and in the list's order.

use super::{Member, asked, day, due, hours, minutes, rome, round, ticket_page, words};
use bot::{command::TicketCommand, ticket::Priority};
use reqwest::StatusCode;
use tests::{App, Engine};

#[tokio::test]
async fn clocks_begin_stand_go_on_and_end() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = asked(&app, 1, "fr").await;
        let operator = Member::of(&app, "operator").await;
        let path = ticket_page(ticket.id);
        let monday = |time: &str| day(words().console_weekday_1(), &format!("23/11, {time}"));
        assert_eq!(due(&app).await, Some(rome("23 18:00")));
        let page = operator.page(&path).await;
        let first = words().console_deadlines_by(words().console_hours(8), monday("18:00"));
        assert!(
            page.contains(&format!("<strong>{}</strong>: {first}", words().console_deadlines_first_answer())),
            "{page}"
        );
        assert!(page.contains(&words().console_deadlines_solution()));
        assert!(!page.contains(&format!("<strong>{}", words().console_deadlines_next_answer())));

        // More words do not give more time, and taking it over is no answer.
        app.later(hours(2) + minutes(40)).await;
        worker.says("Encore").await;
        operator.does(&path, &format!("{path}/take-over"), &[]).await;
        let left = format!("{} {}", words().console_hours(5), words().console_minutes(20));
        assert!(operator.page(&path).await.contains(&words().console_deadlines_by(left, monday("18:00"))));

        // An answer: the first answer is done, the solution waits for the worker, nothing is due.
        operator.does(&path, &format!("{path}/answer"), &[("text", "Venez demain")]).await;
        let page = operator.page(&path).await;
        assert!(page.contains(&words().console_deadlines_met(monday("12:40"))), "{page}");
        let left = format!("{} {}", words().console_hours(77), words().console_minutes(20));
        assert!(page.contains(&words().console_deadlines_stands(left)), "{page}");
        assert_eq!(due(&app).await, None);

        // Thursday at 17:00 the worker writes: eight hours again, the solution goes on where it stood.
        app.later(hours(72) + minutes(4 * 60 + 20)).await;
        worker.says("Je ne peux pas").await;
        assert_eq!(due(&app).await, Some(rome("27 16:30")));
        let page = operator.page(&path).await;
        assert!(page.contains(&words().console_deadlines_next_answer()));
        let spent: Vec<(i64,)> = app.rows("SELECT spent FROM clock WHERE kind = 'solution'").await;
        assert_eq!(spent, [(minutes(160).as_millis() as i64,)]);

        // Late, though nobody has looked: the page says so, and an answer then is late.
        app.later(hours(24)).await;
        let friday = |time: &str| day(words().console_weekday_5(), &format!("27/11, {time}"));
        assert!(operator.page(&path).await.contains(&words().console_deadlines_late(friday("16:30"))));
        operator.does(&path, &format!("{path}/answer"), &[("text", "Alors lundi")]).await;
        assert!(operator.page(&path).await.contains(&words().console_deadlines_met_late(friday("17:00"))));

        // Closed: nothing is owed.
        operator.does(&path, &format!("{path}/close"), &[]).await;
        round(&app).await;
        assert_eq!(due(&app).await, None);
        let open: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM clock WHERE met_at IS NULL").await;
        assert_eq!(open, [(0,)]);

        // Who writes again on Monday at nine is owed an answer and, of what was left, a solution.
        app.later(hours(24 * 3 - 8)).await;
        worker.says("Encore une chose").await;
        assert_eq!(app.tickets().await[0].state, "open");
        assert_eq!(due(&app).await, Some(rome("30 17:30")));
        let left = words().console_deadlines_by(
            format!("{} {}", words().console_hours(68), words().console_minutes(50)),
            // The eighth is a holiday.
            day(words().console_weekday_5(), "11/12, 10:20"),
        );
        let page = operator.page(&path).await;
        assert!(page.contains(&left), "{page}");
    }
}

#[tokio::test]
async fn a_closed_ticket_that_opens_again_is_owed_again() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = asked(&app, 1, "fr").await;
        let operator = Member::of(&app, "operator").await;
        let path = ticket_page(ticket.id);
        operator.does(&path, &format!("{path}/close"), &[]).await;
        assert_eq!(due(&app).await, None);
        app.damage("UPDATE clock SET allowed = 1000").await;
        app.later(hours(1)).await;
        worker.says("Toujours rien").await;
        assert_eq!(app.tickets().await[0].state, "open");
        // An answer as always; for the solution at least a working day.
        assert_eq!(due(&app).await, Some(rome("24 10:30")));
        let solution: Vec<(Option<i64>,)> = app.rows("SELECT due_at FROM clock WHERE kind = 'solution'").await;
        assert_eq!(solution, [(Some(rome("24 10:30").as_millisecond()),)]);
        let kinds: Vec<(String,)> = app.rows("SELECT kind FROM clock WHERE since IS NOT NULL ORDER BY kind").await;
        assert_eq!(kinds.iter().map(|(kind,)| kind.as_str()).collect::<Vec<_>>(), ["next-answer", "solution"]);
    }
}

#[tokio::test]
async fn what_comes_at_night_is_owed_from_the_morning() {
    for engine in Engine::all() {
        // Sunday evening.
        let app = App::start_at(engine, "2026-11-22T20:00:00Z", false).await;
        let (_worker, _) = asked(&app, 1, "fr").await;
        assert_eq!(due(&app).await, Some(rome("23 17:30")));
        // The next one came at ten: it is due later, so the night comes first in the list by deadlines.
        app.later(hours(13)).await;
        let (_other, _) = asked(&app, 2, "fr").await;
        let dues: Vec<(i64,)> = app.rows("SELECT due_at FROM ticket ORDER BY id").await;
        assert!(dues[0] < dues[1]);
    }
}

#[tokio::test]
async fn danger_is_owed_sooner() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = asked(&app, 1, "fr").await;
        assert_eq!(due(&app).await, Some(rome("23 18:00")));
        app.attend(ticket.id, TicketCommand::Prioritise(Priority::Urgent)).await;
        assert_eq!(due(&app).await, Some(rome("23 10:30")));
        worker.says("sos").await;
        assert!(due(&app).await.unwrap() <= rome("23 10:30"));
    }
}

#[tokio::test]
async fn tickets_from_before_get_their_clocks() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        asked(&app, 1, "fr").await;
        app.damage("DELETE FROM clock").await;
        app.damage("UPDATE ticket SET due_at = NULL").await;
        let operator = Member::of(&app, "operator").await;
        let path = ticket_page(app.tickets().await[0].id);
        assert!(operator.page(&path).await.contains(&words().console_deadlines_clocks_none()));
        app.later(hours(1)).await;
        round(&app).await;
        assert_eq!(due(&app).await, Some(rome("24 10:30")));
        assert_eq!(operator.get("/console/deadlines").await.status(), StatusCode::NOT_FOUND);
    }
}
