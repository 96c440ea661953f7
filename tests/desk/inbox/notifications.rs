//! The bell and the page behind it.

use super::*;
use gateway::{
    channel::Channel::Web,
    store::notification::{self, Kind},
};

const NOTIFICATIONS: &str = "/console/notifications";

async fn notify(app: &App, staff: Uuid, kind: Kind, ticket: Option<Uuid>) {
    let mut tx = app.database.store.begin().await.unwrap();
    notification::add(&mut tx, staff, kind, ticket, app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

fn bell(page: &str) -> &str {
    page.split("id=\"unseen\">").nth(1).unwrap().split('<').next().unwrap()
}

#[tokio::test]
async fn a_notification_says_of_what_kind_and_leads_there() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let operator = Member::of(&app, "operator").await;
        let me = account(&app, "operator@example.org").await;
        let (_, ticket) = Person::asked(&app, Web, "1").await;
        let page = operator.page(NOTIFICATIONS).await;
        assert!(page.contains(&words().console_inbox_notifications_none()));
        for kind in Kind::ALL {
            notify(&app, me, kind, Some(ticket.id)).await;
        }
        // The same again is the same.
        notify(&app, me, Kind::Assigned, Some(ticket.id)).await;
        let page = operator.page(NOTIFICATIONS).await;
        assert_eq!(bell(&page), Kind::ALL.len().to_string());
        for kind in Kind::ALL {
            assert!(!page.contains(&format!(">{}<", kind.name())), "{kind:?} has no words");
        }
        let link = format!("href=\"/console/tickets/{}\">{}", ticket.id, words().console_inbox_notified_worker_wrote());
        assert!(page.contains(&link) && page.contains(&ticket.reference), "{page}");
        assert!(!page.contains("Bonjour"), "no word of the person");

        // One that comes while the page is read stays new.
        let until = page.split("name=\"until\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        notify(&app, me, Kind::Mentioned, None).await;
        let page = operator.does(NOTIFICATIONS, "/console/notifications/seen", &[("until", &until)]).await;
        assert!(page.contains(&words().console_inbox_notice_seen()));
        assert_eq!(bell(&page), "1");
        assert_eq!(page.matches("class=\"unseen\"").count(), 1);
        assert_eq!(audit(&app, "see").await.len(), 1);

        // Opening the ticket is having seen it; what is about nothing stays.
        notify(&app, me, Kind::WorkerWrote, Some(ticket.id)).await;
        assert_eq!(bell(&operator.page(PATH).await), "2");
        operator.page(&ticket_page(ticket.id)).await;
        assert_eq!(bell(&operator.page(PATH).await), "1");

        // More than a page; and a hundred are enough to count.
        for _ in 0..110 {
            run(&app, "INSERT INTO notification (id, staff_id, kind, at) SELECT $1, staff_id, kind, at FROM notification WHERE ticket_id IS NULL AND kind = 'mentioned' AND seen_at IS NULL LIMIT 1", Uuid::now_v7()).await;
        }
        let page = operator.page(NOTIFICATIONS).await;
        assert_eq!(bell(&page), "99+");
        let older = page.split("?before=").nth(1).unwrap().split('"').next().unwrap();
        assert!(operator.page(&format!("{NOTIFICATIONS}?before={older}")).await.contains("class=\"notifications\""));
    }
}

#[tokio::test]
async fn everybody_has_a_bell_and_nobody_rings_for_another() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_, ticket) = Person::asked(&app, Web, "1").await;
        for role in ROLES {
            let member = Member::of(&app, role).await;
            let staff = account(&app, &format!("{role}@example.org")).await;
            assert_eq!(bell(&member.page(NOTIFICATIONS).await), "0", "{role}");
            notify(&app, staff, Kind::DeadlinePassed, Some(ticket.id)).await;
            let page = member.page(NOTIFICATIONS).await;
            assert_eq!(bell(&page), "1", "{role}");
            // A reference is for those who see tickets.
            let knows = !matches!(role, "legal-expert" | "administrator");
            assert_eq!(page.contains(&ticket.reference), knows, "{role}");
            assert_eq!(
                page.contains(&format!("/console/tickets/{}", ticket.id)),
                knows && role != "coordinator",
                "{role}"
            );
        }
    }
}
