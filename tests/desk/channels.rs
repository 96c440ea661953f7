//! The page of the channels, and the dead letters on it.

use super::{
    ROLES, audit,
    member::{Member, ticket_page},
    provider::{Person, Provider},
    words,
};
use gateway::{
    channel::{Channel::Whatsapp, SendError},
    store::outage,
};
use jiff::SignedDuration;
use reqwest::StatusCode;
use std::time::Duration;
use tests::Engine;
use uuid::Uuid;

const PATH: &str = "/console/channels";

#[tokio::test]
async fn a_dead_letter_is_sent_again_by_those_who_answer() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        provider.fail_next(SendError::NeverThisMessage("131053 media upload error"));
        let path = ticket_page(ticket.id);
        operator.does(&path, &format!("{path}/answer"), &[("text", "Une réponse privée")]).await;
        app.settled().await;
        let letters: Vec<(Uuid,)> = app.rows("SELECT message_id FROM outbox WHERE state = 'failed'").await;
        let [(letter,)] = letters[..] else { panic!("{letters:?}") };
        let to = format!("{PATH}/{letter}/resend");

        for role in ROLES {
            let member = if role == "operator" { continue } else { Member::of(&app, role).await };
            if role == "legal-expert" {
                assert_eq!(member.get(PATH).await.status(), StatusCode::NOT_FOUND);
                continue;
            }
            let page = member.page(PATH).await;
            assert!(page.contains("131053 media upload error") && page.contains("WhatsApp"), "{role}: {page}");
            assert!(!page.contains("privée"), "no content");
            let answers = !matches!(role, "coordinator" | "administrator");
            assert_eq!(page.contains(&to), answers, "{role}");
            assert_eq!(page.contains(&path), answers, "{role}");
            if !answers {
                assert_eq!(member.send(PATH, &to, &[]).await.status(), StatusCode::NOT_FOUND, "{role}");
            }
        }
        assert!(audit(&app, "resend").await.is_empty());

        let page = operator.does(PATH, &to, &[]).await;
        assert!(page.contains(&words().console_notice_resent()), "{page}");
        app.settled().await;
        assert!(provider.went_to("+39 1").iter().any(|went| went.id == letter));
        let written: Vec<(String, Option<Uuid>)> =
            app.rows("SELECT object, object_id FROM audit WHERE action = 'resend'").await;
        assert_eq!(written, [("message".to_owned(), Some(letter))]);
        let page = operator.does(PATH, &to, &[]).await;
        assert!(page.contains(&words().console_notice_unchanged()) && page.contains(&words().console_letters_none()));
        assert_eq!(audit(&app, "resend").await.len(), 1);
        let unknown = format!("{PATH}/{}/resend", Uuid::now_v7());
        assert!(operator.does(PATH, &unknown, &[]).await.contains(&words().console_notice_unchanged()));
    }
}

#[tokio::test]
async fn an_outage_is_told_with_its_reason_and_the_next_try() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let operator = Member::of(&app, "operator").await;
        let page = operator.page(PATH).await;
        assert!(page.contains(&words().console_channels_none()) && page.contains(&words().console_letters_none()));
        assert!(page.contains(&words().console_channels_unused()) && page.contains("Telegram, WhatsApp"), "{page}");

        let mut tx = app.database.store.begin().await.unwrap();
        let now = app.clock.now();
        let again = now + SignedDuration::from_mins(15);
        outage::begin(&mut tx, Whatsapp, "the provider does not answer", again, now).await.unwrap();
        tx.commit().await.unwrap();
        let page = operator.page(PATH).await;
        for part in [
            words().console_channel_down("23/11/2026 10:00"),
            words().console_why_silent(),
            words().console_channel_retry("23/11/2026 10:15"),
        ] {
            assert!(page.contains(&part), "{part} is not in {page}");
        }
        assert!(!page.contains(&words().console_channels_none()));
    }
}

#[tokio::test]
async fn what_waits_is_counted_by_channel() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        person.says("stop").await;
        let path = ticket_page(ticket.id);
        operator.does(&path, &format!("{path}/answer"), &[("text", "Un")]).await;
        let page = operator.page(PATH).await;
        let (_, row) = page.split_once("scope=\"row\">WhatsApp").expect("a row");
        let cell = |label: String| {
            let (_, rest) = row.split_once(&format!("data-label=\"{label}\">")).expect("a cell");
            rest.split("</td>").next().unwrap().to_owned()
        };
        assert_eq!(cell(words().console_channel_held()), "1");
        assert_eq!(cell(words().console_channel_queued()), "0");
        assert!(cell(words().console_channel_last_in()).contains("23/11/2026 10:00"));
        assert!(cell(words().console_channel_last_out()).contains("23/11/2026 10:00"));
        assert!(!provider.went_to("+39 1").is_empty());
    }
}

/// Years are not believed; what is believed is shown: since when, until when, and why.
#[tokio::test]
async fn a_pause_that_a_provider_names_is_bounded_and_shown() {
    const YEARS: Option<Duration> = Some(Duration::from_secs(1_000_000_000));
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let path = ticket_page(ticket.id);
        provider.fail_next(SendError::Later(YEARS));
        operator.does(&path, &format!("{path}/answer"), &[("text", "Voici")]).await;
        app.settled().await;
        let paused = words().console_channel_paused("23/11/2026 10:45", 1, "23/11/2026 10:00");
        let page = operator.page(PATH).await;
        assert!(page.contains(&paused), "{engine:?}: {paused} is not in {page}");

        provider.fail_next(SendError::SlowDown(YEARS));
        app.clock.advance(SignedDuration::from_mins(45));
        app.turns.outbox_filled.send_replace(());
        while app.count("outage").await == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        let page = operator.page(PATH).await;
        for shown in [
            words().console_channel_down("23/11/2026 10:45"),
            words().console_channel_retry("23/11/2026 11:30"),
            words().console_channel_paused("23/11/2026 11:30", 1, "23/11/2026 10:45"),
        ] {
            assert!(page.contains(&shown), "{engine:?}: {shown} is not in {page}");
        }
        app.clock.advance(SignedDuration::from_mins(45));
        app.turns.outbox_filled.send_replace(());
        app.settled().await;
        let page = operator.page(PATH).await;
        assert!(!page.contains("11:30") || page.contains(&words().console_channel_up()), "{page}");
        assert!(provider.went_to("+39 1").iter().any(|went| went.text.contains("Voici")));
    }
}
