//! What goes wrong with a question: forms that are not right, two people at once, a question that nobody needs any more.

use super::{ANSWER, ASKED, SENT, answers, ask, has, lacks, questions, reported, state, version};
use crate::desk::{
    audit,
    member::{Member, html, ticket_page},
    words,
};
use bot::question::QuestionState;
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{App, Engine};
use uuid::Uuid;

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_is_done() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_worker, ticket) = reported(&app, 1).await;
        let operator = Member::of(&app, "operator").await;
        let new = format!("{}/new", questions(&ticket));
        let bare = ticket.reference.replace('-', " ");
        let hidden = format!("Richiesta {bare}: può?");
        let right = [("text", "Può?"), ("expertise", "pay"), ("day", "2026-11-25"), ("time", "10:00")];
        for (name, value, error) in [
            ("text", "  ", words().console_error_empty()),
            ("text", &hidden, words().console_experts_error_identity()),
            ("expertise", "astrology", words().console_experts_error_expertise()),
            ("day", "2026-11-20", words().console_experts_error_past()),
            ("time", "later", words().console_experts_error_moment()),
        ] {
            let fields = right.map(|(field, usual)| (field, if field == name { value } else { usual }));
            let answer = operator.send(&new, &new, &[&fields[..], &[("fact", "pay")]].concat()).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{name} {value}");
            let page = html(answer).await;
            has(&page, &[&error, "value=\"pay\" checked"]);
            lacks(&page, &["value=\"region\" checked"]);
            assert!(page.contains(if name == "text" { value.trim() } else { "Può?" }), "{page}");
        }
        assert_eq!((app.count("question").await, state(&app, &ticket).await), (0, "new".to_owned()));

        // A question under another ticket, one that is nobody's, one that has no answer yet.
        let question = ask(&operator, &ticket, ASKED).await;
        let (_other, other) = reported(&app, 2).await;
        for nowhere in [
            format!("{}/{question}/withdraw", questions(&other)),
            format!("{}/{}/withdraw", questions(&ticket), Uuid::now_v7()),
            format!("{}/{question}/carry", questions(&ticket)),
            format!("/console/questions/{question}/propose"),
            format!("/console/questions/{question}"),
        ] {
            assert_eq!(operator.get(&nowhere).await.status(), StatusCode::NOT_FOUND, "{nowhere}");
        }
        // Who reads no conversation reads no question either, whatever else they may edit.
        let expert = Member::of(&app, "legal-expert").await;
        answers(&expert, question, ANSWER).await;
        let coordinator = Member::of(&app, "coordinator").await;
        let propose = format!("/console/questions/{question}/propose");
        assert_eq!(coordinator.get(&propose).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(operator.get(&propose).await.status(), StatusCode::OK);
        let none = Uuid::now_v7();
        assert_eq!(expert.get(&format!("/console/questions/{none}")).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn of_two_at_once_one_sees_the_difference() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = reported(&app, 1).await;
        let (operator, expert) = (Member::of(&app, "operator").await, Member::of(&app, "legal-expert").await);
        let question = ask(&operator, &ticket, ASKED).await;
        let path = format!("/console/questions/{question}");
        let seen = version(&expert.page(&path).await);
        let send = |text, version| [("text", text), ("version", version), ("do", "keep")];
        expert.does(&path, &format!("{path}/answer"), &send("Sì, in cinque anni.", &seen)).await;
        let late = expert.send(&path, &format!("{path}/answer"), &send("Sì, in dieci anni.", &seen)).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        let page = html(late).await;
        has(&page, &["<mark>cinque ", "<mark>dieci ", &words().console_experts_faster()]);
        // Who has seen the difference may go on.
        let saved = expert.send(&path, &format!("{path}/answer"), &send("Sì, in dieci anni.", &version(&page))).await;
        assert_eq!(saved.status(), StatusCode::SEE_OTHER);
        answers(&expert, question, ANSWER).await;

        // Two carry it over: it goes out once.
        let carry = format!("{}/{question}/carry", questions(&ticket));
        let seen = version(&operator.page(&carry).await);
        let empty = operator.send(&carry, &carry, &[("text", " "), ("italian", "Sì"), ("version", &seen)]).await;
        assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
        has(&html(empty).await, &["Sì</textarea>"]);
        operator.does(&carry, &carry, &[("text", SENT), ("version", &seen)]).await;
        worker.reads().await.has(SENT);
        let late = operator.send(&carry, &carry, &[("text", "Encore une fois"), ("version", &seen)]).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        has(&html(late).await, &["Encore une fois", SENT, &words().console_experts_faster_carry()]);
        worker.reads().await.has_not("Encore une fois");
        assert_eq!(audit(&app, "carry").await.len(), 1);
        // Nor is it withdrawn any more.
        let withdraw = format!("{}/{question}/withdraw", questions(&ticket));
        let late = operator.send(&withdraw, &withdraw, &[("text", "Non serve"), ("version", "9")]).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
    }
}

#[tokio::test]
async fn withdrawn_overdue_and_several_at_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_worker, ticket) = reported(&app, 1).await;
        let (operator, expert) = (Member::of(&app, "operator").await, Member::of(&app, "legal-expert").await);
        let (first, second) = (ask(&operator, &ticket, ASKED).await, ask(&operator, &ticket, "E il TFR?").await);
        let withdraw = |question| format!("{}/{question}/withdraw", questions(&ticket));
        let no_reason = operator.send(&withdraw(first), &withdraw(first), &[("text", ""), ("version", "0")]).await;
        assert_eq!(no_reason.status(), StatusCode::UNPROCESSABLE_ENTITY);
        operator.does(&withdraw(first), &withdraw(first), &[("text", "Ha già un avvocato."), ("version", "0")]).await;
        assert_eq!(state(&app, &ticket).await, "waiting-for-expert", "the other one waits");
        has(&expert.page(&format!("/console/questions/{first}")).await, &["Ha già un avvocato."]);
        let take = format!("/console/questions/{first}/take");
        let late = expert.send("/console/questions", &take, &[("version", "1")]).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);

        let overdue = words().console_experts_overdue();
        lacks(&expert.page("/console/questions").await, &[&overdue]);
        app.later(SignedDuration::from_hours(49)).await;
        assert_eq!(expert.page("/console/questions").await.matches(&overdue).count(), 1);
        has(&operator.page(&ticket_page(ticket.id)).await, &[&overdue]);
        operator.does(&withdraw(second), &withdraw(second), &[("text", "Non serve più."), ("version", "0")]).await;
        assert_eq!(state(&app, &ticket).await, "open");
        lacks(&expert.page("/console/questions").await, &[&overdue]);
        let states: Vec<(String,)> = app.rows("SELECT state FROM question").await;
        assert!(states.iter().all(|row| row.0 == QuestionState::Withdrawn.name()));
    }
}
