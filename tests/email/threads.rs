//! Threads, files in both directions, pages, and each kind of line.

use super::service;
use bot::{language::Language, private::Private, text};
use gateway::{
    channel::{
        Carrier, Channel, Outgoing,
        email::{Email, Security},
    },
    store::{
        media::{File, FileKind},
        message::{Body, Kind},
    },
};
use mail_parser::{HeaderValue, MimeHeaders};
use std::{collections::HashSet, sync::Arc};
use tests::{
    Engine,
    mail::{Correspondent, Person, Servers, read, text as text_of},
};
use uuid::Uuid;

/// A picture that everybody recognises as one.
const PHOTO: &[u8] = b"\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xFF\xD9";

fn ids(value: &HeaderValue<'_>) -> Vec<String> {
    match value {
        HeaderValue::Text(one) => vec![one.to_string()],
        HeaderValue::TextList(list) => list.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

fn outgoing(to: &Person, language: Option<Language>) -> Outgoing {
    let body = Body { language, ..Body::new(Kind::Text, "Une réponse".to_owned()) };
    Outgoing {
        id: Uuid::now_v7(),
        channel: Channel::Email,
        address: Private::new(to.address.clone()),
        route: None,
        body,
        file: None,
        heard_at: tests::app::OPEN.parse().unwrap(),
        now: tests::app::OPEN.parse().unwrap(),
        by_person: true,
        house: std::sync::Arc::default(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_stand_in_the_persons_thread() {
    let Some(servers) = Servers::get() else { return };
    let settings = Arc::new(servers.settings());
    let (app, _reading) = service(Engine::Sqlite, &settings).await;
    let mut worker = Correspondent::new(&app, servers.person("worker"), &settings);
    let help = &settings.own.address;

    let first = worker.person.letter(help, "References: <before@mail.test> <start@mail.test>\r\n", "Hello");
    let first_id = read(first.as_bytes()).message_id().unwrap().to_owned();
    worker.talk.say("Hello");
    worker.sends(first).await;
    let letters = worker.letters().await;
    let answer = read(letters.last().unwrap());
    assert_eq!(ids(answer.in_reply_to()), std::slice::from_ref(&first_id));
    assert_eq!(ids(answer.references()), ["before@mail.test", "start@mail.test", &first_id]);
    let answer_id = answer.message_id().unwrap().to_owned();
    let stored: Vec<(Uuid,)> = app.rows("SELECT message_id FROM outbox").await;
    assert_eq!(answer_id, format!("{}@mail.test", stored[0].0), "what comes back is known by it");
    assert_eq!(answer.header_raw("Auto-Submitted").unwrap().trim(), "auto-replied");

    // Another thread: the answer moves with the person.
    let headers = format!("References: <{answer_id}>\r\nIn-Reply-To: <{answer_id}>\r\n");
    let second = worker.person.letter(help, &headers, &worker.talk.number("en"));
    let second_id = read(second.as_bytes()).message_id().unwrap().to_owned();
    worker.sends(second).await;
    let letters = worker.letters().await;
    let answer = read(letters.last().unwrap());
    assert_eq!(ids(answer.references()), [answer_id, second_id.clone()]);
    assert_eq!(ids(answer.in_reply_to()), [second_id]);
    assert_eq!(answer.subject(), Some("Messages"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_of_the_staff_is_no_machine() {
    let Some(servers) = Servers::get() else { return };
    let carrier = Email::new(Arc::new(servers.settings()));
    let to = servers.person("worker");
    carrier.send(&outgoing(&to, Some(Language::French))).await.unwrap();
    // Servers promise no order.
    to.waits_for(1).await;
    let bot = Outgoing { by_person: false, ..outgoing(&to, Some(Language::Arabic)) };
    carrier.send(&bot).await.unwrap();
    let letters = to.waits_for(2).await;
    assert_eq!(text_of(&letters[0]), "Une réponse");
    assert!(read(&letters[0]).header_raw("Auto-Submitted").is_none());
    let how = text::mail_how().in_language(Language::Arabic);
    assert_eq!(text_of(&letters[1]), format!("Une réponse\n\n{how}"));
    assert_eq!(read(&letters[1]).header_raw("Auto-Submitted").unwrap().trim(), "auto-replied");
    assert_eq!(read(&letters[1]).subject(), Some(text::mail_subject().in_language(Language::Arabic).as_str()));
    let letter = read(&letters[1]);
    let kind = letter.content_type().unwrap();
    assert_eq!((kind.ctype(), kind.subtype(), kind.attribute("charset")), ("text", Some("plain"), Some("utf-8")));
}

#[tokio::test(flavor = "multi_thread")]
async fn files_go_both_ways() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let settings = Arc::new(servers.settings());
        let (app, _reading) = service(engine, &settings).await;
        let mut worker = Correspondent::new(&app, servers.person("worker"), &settings);
        worker.says("Hello").await;
        worker.chooses("en").await;

        let base64 = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, PHOTO);
        let headers = "Content-Type: multipart/mixed; boundary=b\r\n";
        let body = format!(
            "--b\r\nContent-Type: image/jpeg; name=hand.jpg\r\nContent-Disposition: attachment; filename=hand.jpg\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{base64}\r\n--b--"
        );
        let letter = worker.person.letter(&settings.own.address, headers, &body);
        let heard = worker.sends(letter).await;
        assert!(heard.contains(&text::picture_kept().in_language(Language::English)), "{heard}");
        for _ in 0..200 {
            if app.rows::<(String,)>("SELECT state FROM media").await == [("kept".to_owned(),)] {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        type Kept = (String, Option<String>, Option<i64>);
        let kept: Vec<Kept> = app.rows("SELECT state, mime, size FROM media").await;
        assert_eq!(kept, [("kept".to_owned(), Some("image/jpeg".to_owned()), Some(PHOTO.len() as i64))]);

        let so_far = worker.letters().await.len();
        let file = File::new(FileKind::Image, Some("permesso di soggiorno negato.jpg".to_owned()));
        let message =
            Outgoing { file: Some((file, PHOTO.to_vec())), ..outgoing(&worker.person, Some(Language::English)) };
        Email::new(settings.clone()).send(&message).await.unwrap();
        let letters = worker.person.waits_for(so_far + 1).await;
        let letter = read(letters.last().unwrap());
        let [attached] = &letter.attachments().collect::<Vec<_>>()[..] else { panic!("one file") };
        assert_eq!((attached.contents(), attached.attachment_name()), (PHOTO, Some("file.jpg")));
        assert_eq!(text_of(letters.last().unwrap()), "Une réponse");
        assert!(!String::from_utf8_lossy(letters.last().unwrap()).contains("permesso"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_is_understood() {
    let Some(servers) = Servers::get() else { return };
    let settings = Arc::new(servers.settings());
    let (app, _reading) = service(Engine::Sqlite, &settings).await;
    let mut worker = Correspondent::new(&app, servers.person("worker"), &settings);
    worker.says("Hello").await;
    let page = format!(
        "<html><body><div dir=\"auto\">{}</div><blockquote type=\"cite\"><p>1 x</p></blockquote></body></html>",
        worker.talk.number("fr")
    );
    let letter = worker.person.letter(&settings.own.address, "Content-Type: text/html; charset=utf-8\r\n", &page);
    let heard = worker.sends(letter).await;
    assert!(heard.contains(&text::menu().in_language(Language::French)), "{heard}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_kind_of_line_works() {
    let Some(servers) = Servers::get() else { return };
    let mut answered = HashSet::new();
    for security in [Security::Tls, Security::Starttls, Security::None] {
        let settings = Arc::new(servers.settings_with(security));
        let (app, _reading) = service(Engine::Sqlite, &settings).await;
        let mut worker = Correspondent::new(&app, servers.person("worker"), &settings);
        answered.insert(worker.says("Hello").await);
        // The line is used again.
        worker.chooses("en").await;
    }
    assert_eq!(answered.len(), 1, "the same over each");
}
