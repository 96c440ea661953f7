//! Who somebody is, behind four eyes: hidden, asked for with a reason, granted by another person, for a time, written down.

use super::{PHONE, account, leaves_number};
use crate::desk::{
    audit,
    member::{Member, email, html, ticket_page},
    provider::{Person, Provider},
    words,
};
use gateway::channel::Channel::Whatsapp;
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{App, Engine};
use uuid::Uuid;

const ADDRESS: &str = "+39 3311223344";
const REASON: &str = "L'ospedale chiede <chi> è";
const LIST: &str = "/console/identity";

/// The number as a report keeps it.
fn number() -> String {
    PHONE.replace(' ', "")
}

async fn asked(app: &App) -> Uuid {
    let unlocks: Vec<(Uuid,)> = app.rows("SELECT id FROM unlock ORDER BY id DESC").await;
    unlocks[0].0
}

async fn kinds(app: &App) -> Vec<(String, String)> {
    app.rows("SELECT s.role, n.kind FROM notification n JOIN staff s ON s.id = n.staff_id ORDER BY n.id").await
}

#[tokio::test]
async fn an_identity_is_seen_after_somebody_elses_yes_and_for_a_time() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, ADDRESS).await;
        leaves_number(&app, ticket.id).await;
        let operator = Member::of(&app, "operator").await;
        let colleague = Member::of(&app, "mediator").await;
        let coordinator = Member::of(&app, "coordinator").await;
        let page = ticket_page(ticket.id);
        let to = format!("{page}/identity");
        let hidden = async |member: &Member| {
            let shown = member.page(&page).await;
            assert!(!shown.contains(&number()) && !shown.contains(PHONE), "{shown}");
            // The person themselves has written their address in a message; nowhere else does it stand.
            assert_eq!(shown.matches(ADDRESS).count(), 1, "{shown}");
            shown
        };
        let shown = hidden(&operator).await;
        assert!(shown.contains(&words().console_access_hidden()), "{shown}");
        let answer = operator.send(&page, &to, &[("reason", " ")]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html(answer).await.contains(&words().console_access_error_reason()));

        operator.does(&page, &to, &[("reason", REASON)]).await;
        assert!(operator.does(&page, &to, &[("reason", REASON)]).await.contains(&words().console_notice_unchanged()));
        assert_eq!(kinds(&app).await, [("coordinator".to_owned(), "identity-asked".to_owned())]);
        let sealed: Vec<(Vec<u8>,)> = app.rows("SELECT reason_sealed FROM unlock").await;
        assert!(sealed.len() == 1 && !String::from_utf8_lossy(&sealed[0].0).contains("ospedale"));
        hidden(&operator).await;

        let list = coordinator.page(LIST).await;
        assert!(list.contains("L'ospedale chiede &#60;chi&#62; è") && list.contains(&ticket.reference), "{list}");
        assert!(!list.contains(&page), "a coordinator reads no conversation");
        let decide = format!("{LIST}/{}", asked(&app).await);
        assert_eq!(
            operator.send("/console/account", &decide, &[("decision", "1")]).await.status(),
            StatusCode::NOT_FOUND
        );
        assert_eq!(coordinator.send(LIST, &decide, &[("decision", "9000")]).await.status(), StatusCode::BAD_REQUEST);
        coordinator.does(LIST, &decide, &[("decision", "8")]).await;
        assert_eq!(coordinator.send(LIST, &decide, &[("decision", "24")]).await.status(), StatusCode::CONFLICT);

        for showing in 1..=2 {
            let shown = operator.page(&page).await;
            assert!(shown.contains(&number()) && shown.matches(ADDRESS).count() == 2, "{shown}");
            let seen = audit(&app, "see-identity").await;
            assert_eq!(seen.iter().filter(|(_, object)| object == "ticket").count(), showing);
        }
        hidden(&colleague).await;
        app.clock.advance(SignedDuration::from_hours(8));
        let shown = hidden(&operator).await;
        assert!(shown.contains(&words().console_access_identity_over("23/11/2026 18:00")), "{shown}");
        assert_eq!(audit(&app, "see-identity").await.len(), 2);
        assert_eq!(kinds(&app).await[1], ("operator".to_owned(), "identity-decided".to_owned()));
        let happened: Vec<(String,)> =
            app.rows("SELECT kind FROM ticket_event WHERE kind LIKE 'identity%' ORDER BY id").await;
        assert_eq!(happened, [("identity-asked".to_owned(),), ("identity-granted".to_owned(),)]);

        // Asked once more: refused; once more: ended before its time.
        operator.does(&page, &to, &[("reason", REASON)]).await;
        coordinator.does(LIST, &format!("{LIST}/{}", asked(&app).await), &[("decision", "refuse")]).await;
        let shown = hidden(&operator).await;
        assert!(shown.contains(&words().console_access_identity_refused("23/11/2026 18:00")), "{shown}");
        operator.does(&page, &to, &[("reason", REASON)]).await;
        let decide = format!("{LIST}/{}", asked(&app).await);
        coordinator.does(LIST, &decide, &[("decision", "1")]).await;
        assert!(operator.page(&page).await.contains(&number()));
        coordinator.does(LIST, &decide, &[("decision", "end")]).await;
        hidden(&operator).await;
    }
}

#[tokio::test]
async fn nobody_decides_on_their_own_question() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, ADDRESS).await;
        let point = Member::of(&app, "focal-point").await;
        let other = Member::named(&app, "focal-point", &email("second"), "Somebody").await;
        let page = ticket_page(ticket.id);
        point.does(&page, &format!("{page}/identity"), &[("reason", REASON)]).await;
        let own = point.page(LIST).await;
        assert!(own.contains(&words().console_access_grants_own()), "{own}");
        let decide = format!("{LIST}/{}", asked(&app).await);
        for decision in ["1", "refuse"] {
            assert_eq!(point.send(LIST, &decide, &[("decision", decision)]).await.status(), StatusCode::CONFLICT);
        }
        assert!(point.page(&page).await.contains(&words().console_access_identity_waiting("23/11/2026 10:00")));
        other.does(LIST, &decide, &[("decision", "1")]).await;
        assert_eq!(point.page(&page).await.matches(ADDRESS).count(), 2);
        let told: Vec<(Uuid,)> = app.rows("SELECT staff_id FROM notification WHERE kind = 'identity-asked'").await;
        assert_eq!(told, [(account(&app, "second").await.id,)], "the other one only");
    }
}

#[tokio::test]
async fn an_expert_asks_by_the_question() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, ADDRESS).await;
        app.damage(
            "INSERT INTO question (id, ticket_id, asked_by, expertise, state, question_sealed, facts_sealed, version, due_at, asked_at)
             SELECT t.id, t.id, t.id, 'work', 'asked', c.address_sealed, c.address_sealed, 0, 0, 0
             FROM ticket t JOIN conversation c ON c.id = t.conversation_id",
        )
        .await;
        let expert = Member::of(&app, "legal-expert").await;
        let coordinator = Member::of(&app, "coordinator").await;
        let path = format!("/console/questions/{}/identity", ticket.id);
        let shown = expert.page(&path).await;
        assert!(shown.contains(&words().console_access_identity_hidden()) && !shown.contains(ADDRESS), "{shown}");
        assert!(!shown.contains(&ticket.reference), "nor the ticket");
        // By the ticket's own address there is nothing for them.
        let to = format!("{}/identity", ticket_page(ticket.id));
        assert_eq!(expert.send(&path, &to, &[("reason", REASON)]).await.status(), StatusCode::NOT_FOUND);
        let shown = expert.does(&path, &path, &[("reason", REASON)]).await;
        assert!(shown.contains(&words().console_access_notice_asked()), "{shown}");
        coordinator.does(LIST, &format!("{LIST}/{}", asked(&app).await), &[("decision", "24")]).await;
        let shown = expert.page(&path).await;
        assert!(shown.contains(ADDRESS), "{shown}");
        assert!(!audit(&app, "see-identity").await.is_empty());
        assert_eq!(
            expert.get(&format!("/console/questions/{}/identity", Uuid::now_v7())).await.status(),
            StatusCode::NOT_FOUND
        );
        assert_eq!(coordinator.get(&path).await.status(), StatusCode::NOT_FOUND);
    }
}
