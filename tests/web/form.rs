//! The contact form, as a browser without JavaScript uses it.

use super::{Page, app::readable, list, plain};
use bot::{command::TicketCommand, language::Language, private::Private, text};
use reqwest::{Client, Response, StatusCode, header};
use tests::{App, Engine};

pub const BOUNDARY: &str = "----a-boundary-of-the-tests";

/// A form as a browser sends it: fields, and a file with its name.
pub fn filled(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(head.into_bytes());
    }
    if let Some((name, bytes)) = file {
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
    body
}

async fn post(app: &App, client: &Client, body: Vec<u8>) -> Response {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    client.post(format!("{}/form", app.url)).header(header::CONTENT_TYPE, kind).body(body).send().await.unwrap()
}

/// The hidden field of a form.
fn hidden(html: &str) -> String {
    html.split_once(r#"name="id" value=""#).unwrap().1.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_message_on_the_form_is_answered_there_and_in_the_chat() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::open(&app).await;
        let say = |text: text::Text| text.in_language(Language::French);
        let empty = page.get("/form?language=fr").await.text().await.unwrap();
        assert!(!empty.contains("<script") && empty.contains(&say(text::form_message())));
        assert!(!empty.contains(&say(text::form_no_answer())), "nobody has asked anything yet");
        let id = hidden(&empty);
        let fields = [
            ("id", id.as_str()),
            ("language", "fr"),
            ("message", "On ne me paie pas.\r\nDepuis mars."),
            ("contact", "333 000 0000"),
        ];
        let mut places = Vec::new();
        for _ in 0..2 {
            let answer = post(&app, &page.http, filled(&fields, Some(("", b"")))).await;
            assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{engine:?}");
            places.push(answer.headers()[header::LOCATION].to_str().unwrap().to_owned());
        }
        assert_eq!(places[0], places[1]);
        let tickets = app.tickets().await;
        let [ticket] = &tickets[..] else { panic!("the same form twice is one request: {tickets:?}") };
        assert_eq!(ticket.kind, "question");

        let done = readable(&page.get(&places[0]).await.text().await.unwrap());
        for said in
            [say(text::form_done()), say(text::person_open(ticket.reference.as_str())), say(text::form_no_answer())]
        {
            assert!(done.contains(&readable(&said)), "“{said}” is not in: {done}");
        }
        let is_code = |word: &str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
        assert!(done.split([' ', '.']).any(is_code), "no code in: {done}");

        let fetched = page.fetch("").await;
        let own = &list(&fetched)[0];
        assert_eq!(own["text"], "On ne me paie pas.\nDepuis mars.\n\n333 000 0000", "what the staff read");
        assert_eq!(fetched["language"], "fr", "the chat goes on in it");

        app.attend(ticket.id, TicketCommand::Answer { text: Private::new("Nous vous <b>appelons</b>.".to_owned()) })
            .await;
        let html = page.get("/form").await.text().await.unwrap();
        assert!(html.contains(r#"<html lang="fr""#), "chosen once");
        assert!(readable(&html).contains("Nous vous <b>appelons</b>.") && !html.contains("<b>"), "as it was written");
        assert!(list(&page.fetch("").await).iter().any(|message| message["from"] == "person"), "and in the chat");
        let next = [("id", "another"), ("language", "fr"), ("message", "Merci"), ("contact", "")];
        assert_eq!(post(&app, &page.http, filled(&next, None)).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(app.tickets().await.len(), 1, "more words join the question that is open");

        let stranger = Page::open(&app).await;
        let theirs = stranger.get(&places[0]).await.text().await.unwrap();
        assert!(!theirs.contains(&ticket.reference) && !theirs.contains("appelons"), "the address alone shows nothing");
    }
}

#[tokio::test]
async fn the_form_speaks_every_language() {
    let app = App::start(Engine::Sqlite).await;
    for language in Language::ALL {
        let html =
            plain().get(format!("{}/form?language={language}", app.url)).send().await.unwrap().text().await.unwrap();
        let direction = if language.is_right_to_left() { "rtl" } else { "ltr" };
        assert!(html.contains(&format!(r#"<html lang="{language}" dir="{direction}">"#)), "{language}");
        let words = readable(&html);
        let wanted = [
            text::page_title(),
            text::page_send(),
            text::form_language(),
            text::form_message(),
            text::form_contact(),
            text::form_photo(),
        ];
        for wanted in wanted {
            assert!(words.contains(&readable(&wanted.in_language(language))), "{wanted:?} in {language}");
        }
        for other in Language::ALL {
            assert!(html.contains(&format!(r#"href="/form?language={other}""#)), "from {language} to {other}");
        }
    }
    for odd in ["xx", "%3Cscript%3E", ""] {
        let page = plain().get(format!("{}/form?language={odd}", app.url)).send().await.unwrap();
        assert_eq!((page.status().as_u16(), page.text().await.unwrap().contains(r#"<html lang="it""#)), (200, true));
    }
    let policy =
        plain().get(format!("{}/form", app.url)).send().await.unwrap().headers()["content-security-policy"].clone();
    assert!(
        policy.to_str().unwrap().contains("form-action 'self'") && !policy.to_str().unwrap().contains("script-src")
    );
    assert_eq!(app.count("contact").await, 0, "looking leaves nothing behind");
}

#[tokio::test]
async fn what_cannot_be_taken_comes_back_with_its_words() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let page = Page::open(&app).await;
        let say = |text: text::Text| readable(&text.in_language(Language::Wolof));
        let form = async |message: &str, contact: &str, file: Option<(&str, &[u8])>| {
            let fields = [("id", "1"), ("language", "wo"), ("message", message), ("contact", contact)];
            let answer = post(&app, &page.http, filled(&fields, file)).await;
            let status = answer.status().as_u16();
            let html = answer.text().await.unwrap();
            assert!(html.contains(r#"<html lang="wo""#) && hidden(&html) == "1", "the same form again");
            (status, html)
        };
        let (status, html) = form(" \r\n\t\u{202E}", "</textarea><b>\"'", None).await;
        assert_eq!(status, 422);
        assert!(readable(&html).contains(&say(text::form_empty())) && !html.contains("<b>"));
        assert!(html.contains("value=\"&#60;/textarea&#62;&#60;b&#62;&#34;&#39;\""), "the contact is kept: {html}");

        let large = vec![b'x'; 11 * 1024 * 1024];
        let (status, html) = form("Nanga </textarea><b>def", "", Some(("film.bin", &large))).await;
        assert_eq!(status, 413);
        assert!(readable(&html).contains(&say(text::page_too_big())));
        assert!(html.contains("Nanga &#60;/textarea&#62;&#60;b&#62;def"), "the words are kept");

        let (status, html) = form("Nanga def", "", Some(("a.exe", b"MZ\x90\0"))).await;
        assert_eq!(status, 415);
        assert!(readable(&html).contains(&say(text::media_refused())) && html.contains("Nanga def"));

        let (status, _) = form(&"ɗ".repeat(10_001), "", None).await;
        assert_eq!(status, 413);
        let (status, _) = form("Nanga def", &"1".repeat(201), None).await;
        assert_eq!(status, 413);
        assert_eq!((app.count("inbound").await, app.count("contact").await), (0, 0));

        let without_id = post(&app, &page.http, filled(&[("message", "hello")], None)).await;
        assert_eq!(without_id.status(), 422);
        assert_eq!(hidden(&without_id.text().await.unwrap()).len(), 32, "the next time it has one");
    }
}

#[tokio::test]
async fn forms_of_no_browser_are_no_trouble() {
    let app = App::start(Engine::Sqlite).await;
    let page = Page::open(&app).await;
    let whole = filled(&[("id", "1"), ("message", "hello")], None);
    let send = async |kind: &str, body: &[u8]| {
        let request = page.http.post(format!("{}/form", app.url)).header(header::CONTENT_TYPE, kind);
        request.body(body.to_vec()).send().await.unwrap().status().as_u16()
    };
    let multipart = format!("multipart/form-data; boundary={BOUNDARY}");
    for (kind, body) in [
        ("text/plain", &whole[..]),
        ("multipart/form-data", &whole[..]),
        ("application/x-www-form-urlencoded", b"id=1&message=hello"),
        (&multipart, &whole[..whole.len() / 2]),
        (&multipart, &whole[..whole.len() - 4]),
        (&multipart, b""),
        (&multipart, b"\0\xFF\xFE"),
        ("multipart/form-data; boundary=other", &whole[..]),
    ] {
        let status = send(kind, body).await;
        assert!([400, 413, 415, 422].contains(&status), "{kind}, {} bytes: {status}", body.len());
    }
    assert_eq!(app.count("inbound").await, 0);

    let foreign = page.http.post(format!("{}/form", app.url)).header("sec-fetch-site", "cross-site");
    let foreign = foreign.header(header::CONTENT_TYPE, &multipart).body(whole.clone()).send().await.unwrap();
    assert_eq!(foreign.status(), 403, "another site does not write in this visitor's name");

    // Unknown fields, fields twice, bytes that are no letters, an unknown language, an id that would be an address.
    let odd = [
        ("id", "x&language=ur#/../"),
        ("language", "tlh"),
        ("other", "x"),
        ("message", "first"),
        ("message", "\u{0}second\u{202E}"),
        ("file", "not a file"),
    ];
    let answer = post(&app, &page.http, filled(&odd, None)).await;
    assert_eq!(answer.status(), 303);
    assert_eq!(answer.headers()[header::LOCATION], "/form?language=it&done=xlanguageur");
    let mut broken = filled(&[("id", "2"), ("language", "it"), ("message", "?")], None);
    let at = broken.iter().position(|byte| *byte == b'?').unwrap();
    broken[at] = 0xFF;
    assert_eq!(post(&app, &page.http, broken).await.status(), 303);
}

#[tokio::test]
async fn without_cookies_a_message_arrives_once_and_opens_no_door() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let fields =
            [("id", "0123456789abcdef"), ("language", "en"), ("message", "Help me"), ("contact", "me@example.org")];
        for _ in 0..2 {
            let answer = post(&app, &plain(), filled(&fields, Some(("photo.jpg", b"\xFF\xD8\xFF\xE0 JFIF")))).await;
            assert_eq!(answer.status(), 200);
            assert!(answer.headers().get(header::SET_COOKIE).is_none(), "nobody is led into a conversation");
            let words = readable(&answer.text().await.unwrap());
            let ticket = app.tickets().await.pop().unwrap();
            for said in [text::form_done(), text::person_open(ticket.reference.as_str())] {
                assert!(words.contains(&readable(&said.in_language(Language::English))), "{said:?}: {words}");
            }
        }
        assert_eq!((app.tickets().await.len(), app.count("media").await), (1, 1));
    }
}

#[tokio::test]
async fn a_photo_alone_is_a_message() {
    let app = App::start(Engine::Sqlite).await;
    let page = Page::open(&app).await;
    let fields = [("id", "1"), ("language", "en"), ("message", ""), ("contact", "")];
    assert_eq!(post(&app, &page.http, filled(&fields, Some(("a.jpg", b"\xFF\xD8\xFF\xE0 JFIF")))).await.status(), 303);
    assert_eq!(app.tickets().await.len(), 1);
    let fetched = page.fetch("").await;
    assert_eq!(list(&fetched)[0]["media"]["kind"], "image", "by its bytes");
    assert_eq!(list(&fetched)[0]["media"]["name"], "a.jpg");
}
