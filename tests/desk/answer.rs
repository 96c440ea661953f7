//! Answers with a file, and how far an answer has come.

use super::{
    audit,
    files::{PHOTO, VOICE},
    member::{Member, html, parts, ticket_page},
    provider::{Person, Provider},
    words,
};
use bot::{language::Language, text};
use gateway::{
    channel::{
        Channel::{Web, Whatsapp},
        ReceiptState, SendError,
    },
    store::message::{self, Kind},
};
use reqwest::StatusCode;
use std::collections::HashMap;
use tests::{App, Engine};
use uuid::Uuid;

const WORDS: &str = "Voici <le> formulaire";
/// Larger than what a request of the service may be elsewhere, and what an answer may carry.
const MEGABYTE: usize = 1024 * 1024;

async fn rows_of(app: &App, table: &'static str) -> i64 {
    app.count(table).await
}

#[tokio::test]
async fn words_go_first_and_the_file_after_them() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let before = provider.went_to("+39 1").len();
        let photo = [PHOTO, &vec![7; 9 * MEGABYTE]].concat();
        for (name, bytes, kind) in [("modulo.exe", &photo[..], Kind::Attachment), ("", VOICE, Kind::Voice)] {
            let name = if name.is_empty() { "nota.html" } else { name };
            let answer = operator.answers_with(ticket.id, WORDS, (name, bytes)).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{}", answer.text().await.unwrap());
            app.settled().await;
            let went = provider.went_to("+39 1");
            let last = went.last().unwrap();
            assert_eq!((last.kind, last.file.as_deref()), (kind, Some(bytes)));
            assert_eq!(last.text, text::media_arrived().in_language(Language::French));
            let said = &went[went.len() - 2];
            assert!(said.text.contains(WORDS) && said.file.is_none(), "{}", said.text);
            let places: HashMap<Uuid, i64> = app.rows("SELECT id, place FROM message").await.into_iter().collect();
            let order: Vec<_> = went[before..].iter().map(|went| places[&went.id]).collect();
            assert!(order.is_sorted(), "in the order of the conversation: {order:?}");
        }
        let media: Vec<(String, Option<String>, Option<i64>)> =
            app.rows("SELECT state, mime, size FROM media ORDER BY id").await;
        assert_eq!(media[0], ("kept".into(), Some("image/jpeg".into()), Some(photo.len() as i64)));
        assert_eq!(media[1].1.as_deref(), Some("audio/ogg"));
        assert_eq!((audit(&app, "answer").await.len(), audit(&app, "send").await.len()), (2, 2));

        // Both stand in the conversation, and the staff can look at them again.
        let page = operator.page(&ticket_page(ticket.id)).await;
        let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM media ORDER BY id").await;
        assert!(page.contains(&format!("<img src=\"/console/media/{}\"", ids[0].0)), "{page}");
        assert!(page.contains("download=\"modulo.exe.jpg\"") && page.contains("<audio"), "{page}");
        let again = operator.get(&format!("/console/media/{}", ids[0].0)).await.bytes().await.unwrap();
        assert_eq!(again, photo);
    }
}

#[tokio::test]
async fn a_page_that_fetches_finds_the_file_in_its_place() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Web, "a visitor").await;
        let operator = Member::of(&app, "operator").await;
        let before = app.count("outbox").await;
        operator.answers_with(ticket.id, WORDS, ("foto.jpg", PHOTO)).await;
        person.says("Merci").await;
        let store = &app.database.store;
        let address = bot::private::Private::new("a visitor".to_owned());
        let hash = gateway::store::conversation::address_hash(&store.master, Web, &address);
        let mut reader = store.reader().await.unwrap();
        let shown = message::since(store, &mut reader, Web, &hash, Uuid::nil(), 100).await.unwrap();
        let tail: Vec<_> = shown.iter().rev().take(3).rev().collect();
        assert!(tail[0].body.text.contains(WORDS));
        assert_eq!((tail[1].body.kind, tail[1].body.files[0].id), (Kind::Attachment, tail[1].id));
        assert_eq!(tail[2].body.text, "Merci");
        assert_eq!(app.count("outbox").await, before, "nothing is to be sent to a page");
    }
}

#[tokio::test]
async fn who_said_stop_gets_words_and_file_when_they_write() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        person.says("stop").await;
        let operator = Member::of(&app, "operator").await;
        let before = provider.went_to("+39 1").len();
        operator.answers_with(ticket.id, WORDS, ("foto.jpg", PHOTO)).await;
        app.settled().await;
        assert_eq!(provider.went_to("+39 1").len(), before);
        person.says("Me voilà").await;
        let went = provider.went_to("+39 1");
        let at = went.iter().position(|went| went.text.contains(WORDS)).unwrap();
        assert_eq!(went[at + 1].file.as_deref(), Some(PHOTO));
    }
}

#[tokio::test]
async fn a_refused_file_sends_nothing_and_keeps_the_words() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let before = (rows_of(&app, "message").await, rows_of(&app, "audit").await);
        let too_large = words().console_error_file_size(10);
        let huge = vec![b'a'; 10 * MEGABYTE + 1];
        let larger = vec![b'a'; 40 * MEGABYTE];
        for (bytes, error) in [
            (&huge[..], &too_large),
            (&larger, &too_large),
            (b"", &too_large),
            (b"MZ\x90\0 a program", &words().console_error_file_kind()),
            (b"#!/bin/sh\n", &words().console_error_file_kind()),
        ] {
            let answer = operator.answers_with(ticket.id, WORDS, ("foto.jpg", bytes)).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{} bytes", bytes.len());
            let page = html(answer).await;
            assert!(page.contains(error.as_str()) && page.contains("Voici &#60;le&#62; formulaire"), "{page}");
        }
        // Without words there is nothing to answer with; the file has to be chosen again.
        let answer = operator.answers_with(ticket.id, "  ", ("foto.jpg", PHOTO)).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = html(answer).await;
        assert!(page.contains(&words().console_error_empty()) && page.contains(&words().console_file_again()));
        assert_eq!(rows_of(&app, "message").await, before.0);
        assert_eq!(app.count("media").await, 0);
        assert!(audit(&app, "answer").await.is_empty());

        // A browser sends an empty part where no file was chosen.
        let answer = operator.answers_with(ticket.id, WORDS, ("", b"")).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!((app.count("media").await, audit(&app, "send").await.len()), (0, 0));
    }
}

#[tokio::test]
async fn what_is_no_form_of_ours_is_refused() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(ticket.id);
        let csrf = operator.csrf(&page).await;
        let whole = parts(&[("csrf", &csrf), ("text", WORDS)], Some(("foto.jpg", PHOTO)));
        let no_token = parts(&[("text", WORDS)], Some(("foto.jpg", PHOTO)));
        let long = parts(&[("csrf", &csrf), ("text", &"a".repeat(300 * 1024))], None);
        let twice = parts(&[("csrf", &csrf), ("text", WORDS)], None);
        for (body, status) in [
            (&whole[..whole.len() - 60], StatusCode::BAD_REQUEST),
            (b"", StatusCode::BAD_REQUEST),
            (b"nothing of the kind", StatusCode::BAD_REQUEST),
            (&no_token, StatusCode::FORBIDDEN),
            (&long, StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            assert_eq!(operator.posts_parts(ticket.id, body).await.status(), status, "{} bytes", body.len());
        }
        // Another route takes no file, and a stranger none at all.
        let to = format!("{}{page}/close", app.url);
        let kind = "multipart/form-data; boundary=----the-border-of-a-part";
        let closed = operator.http.post(&to).header("content-type", kind).body(whole.clone()).send().await.unwrap();
        assert_eq!(closed.status(), StatusCode::SEE_OTHER, "a form without fields");
        let stranger = reqwest::Client::new().post(format!("{}{page}/answer", app.url));
        let answer = stranger.header("content-type", kind).body(whole).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        assert_eq!(app.count("media").await, 0);

        let coordinator = Member::of(&app, "coordinator").await;
        let csrf = coordinator.csrf("/console/tickets").await;
        let body = parts(&[("csrf", &csrf), ("text", WORDS)], Some(("foto.jpg", PHOTO)));
        assert_eq!(coordinator.posts_parts(ticket.id, &body).await.status(), StatusCode::NOT_FOUND);
        // Sent twice with the same token it is an answer twice: two people may say the same.
        assert_eq!(operator.posts_parts(ticket.id, &twice).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(app.count("media").await, 0);
    }
}

#[tokio::test]
async fn a_file_for_somebody_who_was_erased_is_not_kept() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let csrf = operator.csrf(&ticket_page(ticket.id)).await;
        person.says("menu").await;
        person.says("effacer mes données").await;
        person.presses("erase", "erase-yes").await;
        let body = parts(&[("csrf", &csrf), ("text", WORDS)], Some(("foto.jpg", PHOTO)));
        assert_eq!(operator.posts_parts(ticket.id, &body).await.status(), StatusCode::GONE, "with the reason");
        app.a_day_later().await;
        assert!(app.tickets().await.is_empty());
        let body = parts(&[("csrf", &csrf), ("text", WORDS)], Some(("foto.jpg", PHOTO)));
        assert_eq!(operator.posts_parts(ticket.id, &body).await.status(), StatusCode::NOT_FOUND);
        let folder = app.database.folder.path().join("files");
        let left =
            std::fs::read_dir(folder).unwrap().flatten().flat_map(|entry| std::fs::read_dir(entry.path()).unwrap());
        assert_eq!(left.count(), 0);
    }
}

#[tokio::test]
async fn the_ladder_is_shown_rung_by_rung() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let to = format!("{}/answer", ticket_page(ticket.id));
        operator.does(&ticket_page(ticket.id), &to, &[("text", WORDS)]).await;
        app.settled().await;
        let id = provider.went_to("+39 1").last().unwrap().id;
        // Of the last message: the words of the answer.
        let said = async || {
            let page = operator.page(&ticket_page(ticket.id)).await;
            let (_, last) = page.rsplit_once("class=\"delivery ").expect("a state");
            let (class, rest) = last.split_once('"').unwrap();
            (class.to_owned(), rest.split("</p>").next().unwrap().to_owned())
        };
        let (class, shown) = said().await;
        assert!(class == "sent" && shown.contains('✓') && shown.contains(&words().console_delivery_sent()), "{shown}");
        provider.tells(&app, id, ReceiptState::Delivered).await;
        assert_eq!(said().await.0, "delivered");
        provider.tells(&app, id, ReceiptState::Read).await;
        let (class, shown) = said().await;
        assert!(class == "read" && shown.contains(&words().console_delivery_read()), "{shown}");

        provider.fail_next(SendError::NeverThisMessage("131026 undeliverable"));
        operator.does(&ticket_page(ticket.id), &to, &[("text", WORDS)]).await;
        app.settled().await;
        let (class, shown) = said().await;
        assert!(class == "failed" && shown.contains("<span lang=\"en\">131026 undeliverable</span>"), "{shown}");
        provider.fail_next(SendError::NeverThisPerson);
        operator.does(&ticket_page(ticket.id), &to, &[("text", WORDS)]).await;
        app.settled().await;
        let (class, shown) = said().await;
        assert!(class == "failed" && shown.contains(&words().console_why_blocked()), "{shown}");
    }
}

/// The worker goes on writing while a file is being kept: nothing comes to stand before what a page has already shown.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_file_stands_where_it_was_sent() {
    let (_provider, app) = Provider::start(Engine::Sqlite, Whatsapp).await;
    let (person, ticket) = Person::asked(&app, Web, "a visitor").await;
    let operator = Member::of(&app, "operator").await;
    let photo = [PHOTO, &vec![7; 9 * MEGABYTE]].concat();
    let writes = async {
        for _ in 0..60 {
            person.says("Vous êtes là ?").await;
        }
    };
    let answers = async {
        for _ in 0..3 {
            let answer = operator.answers_with(ticket.id, WORDS, ("foto.jpg", &photo)).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        }
    };
    tokio::join!(writes, answers);
    // Each file and the words before it come after everything that was committed before them, and before what came later.
    let written: Vec<(i64, i64, String)> = app.rows("SELECT rowid, place, author FROM message ORDER BY place").await;
    let staff: Vec<_> = written.iter().filter(|(.., author)| author == "staff").collect();
    let others: Vec<_> = written.iter().filter(|(.., author)| author == "worker").collect();
    for (row, place, _) in staff {
        assert!(
            others.iter().all(|(other, before, _)| (other < row) == (before < place)),
            "in the order of the commits"
        );
    }
    assert_eq!(app.count("media").await, 3);
}
