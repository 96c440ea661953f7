//! Until when one may write: the ticket's page says so, before and after.

use super::{
    member::{Member, ticket_page},
    provider::{Person, Provider},
    words,
};
use gateway::{
    channel::Channel::{Messenger, Telegram, Whatsapp},
    store::message::Kind,
};
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{Engine, Worker};

#[tokio::test]
async fn an_answer_after_the_window_waits_and_a_notice_goes() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let path = ticket_page(ticket.id);
        // Asked on Monday at ten in Rome.
        let until = format!("{} 24/11, 10:00", words().console_weekday_2());
        assert!(operator.page(&path).await.contains(&words().console_window_open(until.as_str())));
        app.later(SignedDuration::from_hours(24) - SignedDuration::from_millis(1)).await;
        assert!(operator.page(&path).await.contains(&words().console_window_open(until.as_str())));
        app.clock.advance(SignedDuration::from_millis(1));
        let closed = words().console_window_closed_notice();
        assert!(operator.page(&path).await.contains(&closed));

        let page = operator.does(&path, &format!("{path}/answer"), &[("text", "Venez demain")]).await;
        assert!(page.contains(&words().console_notice_answered()));
        for _ in 0..200 {
            app.settled().await;
            if provider.went_to("+39 1").last().unwrap().kind == Kind::Notice {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        let last = provider.went_to("+39 1").pop().unwrap();
        assert!(last.kind == Kind::Notice && !last.text.contains("demain"));
        let page = operator.page(&path).await;
        assert!(page.contains("class=\"delivery held\"") && page.contains(&words().console_why_window()), "{page}");
        assert!(page.contains(&words().console_message_notice()));

        person.says("Oui ?").await;
        assert!(provider.went_to("+39 1").iter().any(|went| went.text.contains("Venez demain")));
        let page = operator.page(&path).await;
        assert!(!page.contains("class=\"delivery held\"") && !page.contains(&closed), "{page}");
    }
}

#[tokio::test]
async fn a_person_has_seven_days_on_messenger() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Messenger).await;
        let (_person, ticket) = Person::asked(&app, Messenger, "psid").await;
        let operator = Member::of(&app, "operator").await;
        let path = ticket_page(ticket.id);
        app.later(SignedDuration::from_hours(6 * 24)).await;
        let until = format!("{} 30/11, 10:00", words().console_weekday_1());
        assert!(operator.page(&path).await.contains(&words().console_window_person(7, until.as_str())));
        let answer = operator.send(&path, &format!("{path}/answer"), &[("text", "Venez demain")]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        app.settled().await;
        assert!(provider.went_to("psid").last().unwrap().text.contains("Venez demain"));
        app.later(SignedDuration::from_hours(24)).await;
        assert!(operator.page(&path).await.contains(&words().console_window_closed()));
    }
}

#[tokio::test]
async fn where_there_is_no_window_nothing_is_said() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        worker.says("Bonjour").await;
        let ticket = app.tickets().await.pop().unwrap();
        let operator = Member::of(&app, "operator").await;
        assert!(!operator.page(&ticket_page(ticket.id)).await.contains("class=\"window"));
        // The list shows and filters channels by their names.
        let list = operator.page("/console/tickets?channel=telegram").await;
        assert!(list.contains(&ticket.reference) && list.contains("value=\"telegram\" selected"));
        assert!(!operator.page("/console/tickets?channel=whatsapp").await.contains(&ticket.reference));
        assert!(list.contains(&words().console_channel_instagram()) && Telegram.name() == "telegram");
    }
}
