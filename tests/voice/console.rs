//! The list of call-backs as the staff work through it.

use super::{NUMBER, desk::Desk};
use bot::{language::Language, text::Words};
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{
    App, Engine,
    voice::{Caller, start, start_at},
};
use uuid::Uuid;

const LIST: &str = "/console/call-backs";
const WORDS: Words = Words::new(Language::Italian);

/// Entries of the list, from the top.
fn entries(html: &str) -> Vec<String> {
    html.split(&format!("href=\"{LIST}/")).skip(1).map(|rest| rest[..36].to_owned()).collect()
}

async fn only_entry(app: &App) -> String {
    let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM callback").await;
    assert_eq!(ids.len(), 1);
    format!("{LIST}/{}", ids[0].0)
}

/// What came of an attempt, as the page's button says it.
async fn notes(desk: &Desk, entry: &str, outcome: &str) -> StatusCode {
    let html = desk.page(entry).await;
    let (_, rest) = html.split_once("name=\"seen\" value=\"").expect("the form of an open call-back");
    let seen = rest.split('"').next().unwrap();
    desk.sends(entry, &format!("{entry}/outcome"), &[("outcome", outcome), ("seen", seen)]).await
}

#[tokio::test]
async fn danger_comes_first_then_whom_it_is_safe_to_call_now() {
    for engine in Engine::all() {
        // A Monday, ten o'clock: morning and any time are safe, evening and sunday are not.
        let (app, exchange) = start(engine, None).await;
        let calls = [("1231", "evening"), ("1", ""), ("1212", "morning"), ("1242", "sunday"), ("14", ""), ("", "")];
        for (place, (keys, _)) in calls.iter().enumerate() {
            let number = format!("+39333000010{place}");
            Caller::at(&app, &exchange, &number, keys).await.hangs_up().await;
            app.clock.advance(SignedDuration::from_secs(60));
        }
        let made: Vec<(Uuid,)> = app.rows("SELECT id FROM callback ORDER BY id").await;
        let desk = Desk::enter(&app, "operator").await;
        let html = desk.page(LIST).await;
        let order: Vec<_> = [4, 1, 2, 5, 0, 3].map(|place: usize| made[place].0.to_string()).into();
        assert_eq!(entries(&html), order);
        assert_eq!(html.matches(&WORDS.console_callback_now_no()).count(), 2);
        // Where nobody has asked, nobody says that it is safe.
        assert_eq!(html.matches(&format!("<strong>{}</strong>", WORDS.console_callback_now_yes())).count(), 1);
        assert_eq!(html.matches(&WORDS.console_callback_now_unknown()).count(), 3);
        assert_eq!(html.matches(&WORDS.console_callback_danger()).count(), 1);
        assert!(!html.contains("39333"), "the list shows no number");
        let reads: Vec<(String,)> = app.rows("SELECT action FROM audit WHERE object = 'callback'").await;
        assert!(reads.is_empty());
        // Seven in the evening.
        app.later(SignedDuration::from_hours(9)).await;
        let evening: Vec<_> = [4, 0, 1, 2, 3, 5].map(|place: usize| made[place].0.to_string()).into();
        assert_eq!(entries(&desk.page(LIST).await), evening);
    }
}

#[tokio::test]
async fn from_a_safe_time_to_a_conversation() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        Caller::at(&app, &exchange, NUMBER, "1232").await.hangs_up().await;
        let ticket = app.tickets().await.pop().unwrap();
        let desk = Desk::enter(&app, "operator").await;
        let entry = only_entry(&app).await;

        let html = desk.page(&entry).await;
        for shown in [
            format!("href=\"tel:{NUMBER}\""),
            WORDS.console_callback_not_now(),
            WORDS.console_callback_asked(),
            "Italiano".to_owned(),
            format!("/console/tickets/{}", ticket.id),
            ticket.reference.clone(),
        ] {
            assert!(html.contains(&shown), "{shown}");
        }
        let read: Vec<(String, Option<Uuid>, Option<Uuid>)> =
            app.rows("SELECT action, object_id, staff_id FROM audit WHERE object = 'callback'").await;
        let staff: Vec<(Uuid,)> = app.rows("SELECT id FROM staff").await;
        assert_eq!(read, [("read".to_owned(), Some(entry[LIST.len() + 1..].parse().unwrap()), Some(staff[0].0))]);

        app.later(SignedDuration::from_hours(9)).await;
        assert!(!desk.page(&entry).await.contains(&WORDS.console_callback_not_now()));
        assert_eq!(notes(&desk, &entry, "busy").await, StatusCode::SEE_OTHER);
        assert!(desk.page(LIST).await.contains(&WORDS.console_notice_call_noted()));
        assert_eq!(notes(&desk, &entry, "no-answer").await, StatusCode::SEE_OTHER);
        let html = desk.page(&entry).await;
        for shown in [WORDS.console_outcome_busy(), "Somebody of the staff".to_owned(), "23/11/2026 19:00".to_owned()] {
            assert!(html.contains(&shown), "{shown}");
        }
        assert_eq!(notes(&desk, &entry, "reached").await, StatusCode::SEE_OTHER);
        let list = desk.page(LIST).await;
        assert!(
            list.contains(&WORDS.console_notice_callback_closed()) && list.contains(&WORDS.console_callbacks_none())
        );
        let html = desk.page(&entry).await;
        assert!(html.contains(&WORDS.console_callback_done()) && !html.contains("name=\"outcome\""));
        let outcomes: Vec<(String,)> = app.rows("SELECT outcome FROM callback_attempt ORDER BY id").await;
        assert_eq!(outcomes.into_iter().map(|row| row.0).collect::<Vec<_>>(), ["busy", "no-answer", "reached"]);
        // Who calls again is called again.
        Caller::at(&app, &exchange, NUMBER, "1").await.hangs_up().await;
        assert_eq!(entries(&desk.page(LIST).await).len(), 1);
    }
}

#[tokio::test]
async fn do_not_leave_a_message_is_a_rule() {
    for engine in Engine::all() {
        for (keys, allowed) in [("1232", false), ("1231", true), ("1", false)] {
            let (app, exchange) = start(engine, None).await;
            Caller::at(&app, &exchange, NUMBER, keys).await.hangs_up().await;
            let desk = Desk::enter(&app, "operator").await;
            let entry = only_entry(&app).await;
            let html = desk.page(&entry).await;
            assert_eq!(html.contains(&WORDS.console_callback_message_no()), !allowed, "{keys}");
            assert_eq!(html.contains(&WORDS.console_callback_message_yes()), allowed, "{keys}");
            assert_eq!(html.contains("value=\"message-left\""), allowed, "{keys}");
            // Also of a form that was not on the page.
            let expected = if allowed { StatusCode::SEE_OTHER } else { StatusCode::CONFLICT };
            assert_eq!(notes(&desk, &entry, "message-left").await, expected, "{keys}");
            let left: Vec<(bool, String)> = app.rows("SELECT message_left, outcome FROM callback_attempt").await;
            assert_eq!(left, if allowed { vec![(true, "no-answer".to_owned())] } else { vec![] });
            let html = desk.page(&entry).await;
            assert_eq!(html.contains(&format!("· {}", WORDS.console_outcome_message())), allowed);
        }
        // A no takes back an earlier yes, while the page of before is still open.
        let (app, exchange) = start(engine, None).await;
        Caller::at(&app, &exchange, NUMBER, "1231").await.hangs_up().await;
        let desk = Desk::enter(&app, "operator").await;
        let entry = only_entry(&app).await;
        assert!(desk.page(&entry).await.contains("value=\"message-left\""));
        Caller::at(&app, &exchange, NUMBER, "1232").await.hangs_up().await;
        let fields = [("outcome", "message-left"), ("seen", "0")];
        let (status, html) = desk.sends_and_reads(&entry, &format!("{entry}/outcome"), &fields).await;
        assert_eq!(status, StatusCode::CONFLICT);
        assert!(html.contains(&WORDS.console_error_faster()) && html.contains(&WORDS.console_callback_message_no()));
    }
}

#[tokio::test]
async fn five_attempts_and_no_more_and_a_form_counts_once() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        Caller::at(&app, &exchange, NUMBER, "1").await.hangs_up().await;
        let desk = Desk::enter(&app, "focal-point").await;
        let entry = only_entry(&app).await;
        let to = format!("{entry}/outcome");
        assert_eq!(notes(&desk, &entry, "no-answer").await, StatusCode::SEE_OTHER);
        // Twice the same form; nonsense; what a newer page would say.
        let again = desk.sends(&entry, &to, &[("outcome", "no-answer"), ("seen", "0")]).await;
        assert_eq!(again, StatusCode::CONFLICT);
        for fields in [
            &[("outcome", "sang"), ("seen", "1")][..],
            &[("outcome", "reached")],
            &[("seen", "1")],
            &[("outcome", "reached"), ("seen", "-x")],
        ] {
            assert_eq!(desk.sends(&entry, &to, fields).await, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        }
        // A call in between begins the count anew.
        Caller::at(&app, &exchange, NUMBER, "1").await.hangs_up().await;
        for attempt in 1..=5 {
            assert_eq!(entries(&desk.page(LIST).await).len(), 1, "{attempt}");
            assert_eq!(notes(&desk, &entry, if attempt % 2 == 0 { "busy" } else { "no-answer" }).await, 303);
        }
        assert!(entries(&desk.page(LIST).await).is_empty());
        assert!(desk.page(&entry).await.contains(&WORDS.console_callback_given_up()));
        assert_eq!(app.count("callback_attempt").await, 6);
        let late = desk.sends(&entry, &to, &[("outcome", "reached"), ("seen", "6")]).await;
        assert_eq!(late, StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn who_does_not_answer_tickets_sees_no_numbers() {
    let (app, exchange) = start(Engine::Sqlite, None).await;
    Caller::at(&app, &exchange, NUMBER, "1").await.hangs_up().await;
    let entry = only_entry(&app).await;
    for role in ["legal-expert", "coordinator", "administrator"] {
        let desk = Desk::enter(&app, role).await;
        for path in [LIST, &entry] {
            let (status, html) = desk.get(path).await;
            assert_eq!(status, StatusCode::NOT_FOUND, "{role} {path}");
            assert!(!html.contains(NUMBER));
        }
        assert!(!desk.page("/console/texts").await.contains(LIST));
    }
    for role in ["operator", "mediator", "focal-point"] {
        let desk = Desk::enter(&app, role).await;
        assert!(desk.page("/console/tickets").await.contains(&format!("href=\"{LIST}\"")), "{role}");
        desk.page(&entry).await;
        assert_eq!(desk.get(&format!("{LIST}/{}", Uuid::now_v7())).await.0, StatusCode::NOT_FOUND);
        assert_eq!(desk.get(&format!("{LIST}?page=-7")).await.0, StatusCode::OK);
    }
    for path in [LIST, &entry] {
        assert_eq!(app.http.get(format!("{}{path}", app.url)).send().await.unwrap().status(), StatusCode::SEE_OTHER);
    }
    assert_eq!(app.http.post(format!("{}{entry}/outcome", app.url)).send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn a_message_can_be_answered_by_a_call() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "11").await;
        caller.speaks_and_hangs_up(9).await;
        let hidden = Caller::at(&app, &exchange, "anonymous", "11").await;
        let mut hidden = hidden;
        hidden.speaks_and_hangs_up(9).await;
        let tickets = app.tickets().await;
        let desk = Desk::enter(&app, "operator").await;
        let list = desk.page("/console/tickets").await;
        assert!(tickets.iter().all(|ticket| list.contains(&ticket.reference)));

        for (ticket, said) in
            [(&tickets[1], WORDS.console_notice_no_number()), (&tickets[0], WORDS.console_notice_callback_opened())]
        {
            let page = format!("/console/tickets/{}", ticket.id);
            assert!(desk.page(&page).await.contains(&WORDS.console_file_voice()));
            assert_eq!(desk.sends(&page, &format!("{page}/call-back"), &[]).await, StatusCode::SEE_OTHER);
            let next = if ticket.id == tickets[0].id { LIST } else { &page };
            assert!(desk.page(next).await.contains(&said), "{said}");
        }
        let html = desk.page(&only_entry(&app).await).await;
        assert!(html.contains(NUMBER) && html.contains(&tickets[0].reference));
        assert!(html.contains(&WORDS.console_callback_message_no()), "nobody has asked them");
    }
}

#[tokio::test]
async fn the_list_has_pages_and_speaks_english() {
    let (app, exchange) = start_at(Engine::Sqlite, "2026-11-22T11:00:00Z", None).await;
    for place in 0..51 {
        Caller::ring(&app, &exchange, &format!("+3933300002{place:02}")).await.hangs_up().await;
    }
    let desk = Desk::enter(&app, "operator").await;
    let choice = [("language", "en"), ("back", LIST)];
    assert_eq!(desk.sends(LIST, "/console/language", &choice).await, StatusCode::SEE_OTHER);
    let (first, second) = (desk.page(LIST).await, desk.page(&format!("{LIST}?page=1")).await);
    assert_eq!((entries(&first).len(), entries(&second).len()), (50, 1));
    assert!(first.contains(&format!("{LIST}?page=1")) && !second.contains("page=2"));
    assert!(first.contains(&Words::new(Language::English).console_callbacks_caption()));
}
