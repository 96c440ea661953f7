//! A conversation of ten thousand messages comes in pages that stay light; and on paper.

use super::*;
use gateway::{
    channel::Channel::Whatsapp,
    store::message::{self, Author, Body, Kind, NewMessage},
};
use uuid::Uuid;

const MANY: usize = 10_000;

/// Messages numbered from 0, the worker's and the staff's in turn.
async fn talk(app: &App, ticket: Uuid) {
    let store = &app.database.store;
    let mut tx = store.begin().await.unwrap();
    let loaded = gateway::store::conversation::load_of_ticket(store, &mut tx, ticket).await.unwrap().unwrap();
    let staff = Uuid::now_v7();
    let message = |number: usize, id: Uuid| NewMessage {
        id,
        conversation_id: loaded.id,
        ticket_id: None,
        author: if number.is_multiple_of(2) { Author::Worker } else { Author::Staff(staff) },
        body_sealed: Body::new(Kind::Text, format!("message №{number}.")).seal(&loaded.key, id),
    };
    for start in (0..MANY).step_by(500) {
        let some: Vec<_> = (start..start + 500).map(|number| message(number, Uuid::now_v7())).collect();
        message::insert(&mut tx, &some, app.clock.now()).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// The numbers on a page, in the order in which they stand in the conversation.
fn numbers(page: &str) -> Vec<usize> {
    let (_, conversation) = page.split_once("<ol class=\"conversation\">").expect("a conversation");
    let conversation = conversation.split("id=\"answering\"").next().unwrap();
    let number = |rest: &str| rest.split('.').next().unwrap().parse().ok();
    conversation.split("message №").skip(1).filter_map(number).collect()
}

/// The address behind a link.
fn link(page: &str, label: &str) -> String {
    let (before, _) = page.split_once(&format!(">{label}</a>")).unwrap_or_else(|| panic!("no {label}"));
    before.rsplit_once("href=\"").unwrap().1.trim_end_matches('"').replace("&#38;", "&")
}

#[tokio::test]
async fn two_hundred_pages_are_pages() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        talk(&app, ticket.id).await;
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(ticket.id);
        let last = operator.page(&page).await;
        assert!(last.len() < 250_000, "{} bytes", last.len());
        let shown = numbers(&last);
        assert_eq!((shown.first(), shown.last(), shown.len()), (Some(&(MANY - 80)), Some(&(MANY - 1)), 80));
        assert!(!last.contains(&words().console_answering_newer()), "it is the end");

        let older = operator.page(&link(&last, &words().console_older())).await;
        let shown = numbers(&older);
        assert_eq!((shown.first(), shown.last()), (Some(&(MANY - 160)), Some(&(MANY - 81))));
        let newer = operator.page(&link(&older, &words().console_answering_newer())).await;
        assert_eq!(numbers(&newer), numbers(&last));
        let first = operator.page(&link(&older, &words().console_answering_first())).await;
        assert_eq!(numbers(&first).first(), Some(&0));
        assert!(!first.contains(&words().console_older()));
        let back = operator.page(&link(&first, &words().console_answering_last())).await;
        assert_eq!(numbers(&back), numbers(&last));
        // Nonsense is the end.
        assert_eq!(numbers(&operator.page(&format!("{page}?before=x&after=y&at=z")).await), numbers(&last));

        // From a translation in the middle one comes back to the middle.
        let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM message WHERE author = 'worker' ORDER BY id").await;
        let middle = ids[ids.len() / 2].0;
        let (message, nil) = (middle.to_string(), Uuid::nil().to_string());
        let fields = [("message", message.as_str()), ("text", "A metà"), ("over", nil.as_str())];
        let shown = operator.does(&page, &format!("{page}/translation"), &fields).await;
        assert!(shown.contains("A metà") && shown.contains(&format!("id=\"m-{}\"", middle.simple())), "{shown}");
    }
}

#[tokio::test]
async fn on_paper_it_warns_and_is_written_down() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        talk(&app, ticket.id).await;
        let operator = Member::of(&app, "operator").await;
        let page = format!("{}/print", ticket_page(ticket.id));
        let paper = operator.page(&page).await;
        assert!(paper.contains(&words().console_answering_print_warning()) && !paper.contains("<nav"), "{paper}");
        assert!(!paper.contains("<form") && !paper.contains("<script"));
        // 500 to a sheaf, from the beginning.
        let count = numbers(&paper);
        assert!(count.first() == Some(&0) && (490..=500).contains(&count.len()), "{}", count.len());
        let next = operator.page(&link(&paper, &words().console_answering_newer())).await;
        assert_eq!(numbers(&next).first(), Some(&count.len()));
        assert_eq!(audit(&app, "print").await, vec![("print".to_owned(), "ticket".to_owned()); 2]);
        let coordinator = Member::of(&app, "coordinator").await;
        assert_eq!(coordinator.get(&page).await.status(), StatusCode::NOT_FOUND);
    }
}
