//! Files that workers send: in the conversation, and each by its address.

use super::{
    ROLES, audit,
    member::{Member, ticket_page},
    provider::{Person, Provider},
    words,
};
use bot::private::Private;
use gateway::{
    channel::Channel::Whatsapp,
    store::media::{FileKind, Source},
};
use reqwest::{Response, StatusCode};
use tests::Engine;
use uuid::Uuid;

pub const VOICE: &[u8] = b"OggS\0\x02............................OpusHead and what was said";
pub const PHOTO: &[u8] = b"\xFF\xD8\xFF\xE0\0\x10JFIF and what was seen";
const PAGE: &[u8] = b"<html><script>alert(document.cookie)</script>";

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
}

fn path(id: Uuid) -> String {
    format!("/console/media/{id}")
}

#[tokio::test]
async fn each_is_shown_as_what_its_bytes_are() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let voice = person.sends(FileKind::Voice, "", VOICE).await;
        let photo = person.sends(FileKind::Image, "ma photo.jpeg", PHOTO).await;
        let film = person.sends(FileKind::Video, "x", b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom").await;
        let contract = person.sends(FileKind::Document, "contrat <b>.pdf", b"%PDF-1.7 contract").await;
        let hostile = person.sends(FileKind::Image, "photo.jpg", PAGE).await;
        let program = person.sends(FileKind::Document, "setup.exe", b"MZ\x90\0 a program").await;
        let later = person.sends_source(FileKind::Image, "p", Source::Provider(Private::new("later".to_owned()))).await;
        person.sends_source(FileKind::Image, "p", Source::Provider(Private::new("gone".to_owned()))).await;
        let operator = Member::of(&app, "operator").await;

        let page = operator.page(&ticket_page(ticket.id)).await;
        let has = |part: &str| assert!(page.contains(part), "{part} is not in {page}");
        has(&format!("<audio controls preload=\"none\" src=\"{}\"", path(voice)));
        has(&format!("<img src=\"{}\" loading=\"lazy\"", path(photo)));
        has(&format!("<video controls preload=\"none\" src=\"{}\"", path(film)));
        has(&format!("href=\"{}\" download=\"contrat _b_.pdf\"", path(contract)));
        has(&format!("href=\"{}\" download=\"photo.jpg.bin\"", path(hostile)));
        assert!(!page.contains(&format!("src=\"{}\"", path(hostile))), "a page is no picture");
        has(&words().console_file_program());
        has(&words().console_file_waiting());
        assert!(!page.contains(&path(program)) && !page.contains(&path(later)));
        assert_eq!(audit(&app, "read").await, [("read".to_owned(), "ticket".to_owned())]);

        for (id, bytes, kind, how) in [
            (voice, VOICE, "audio/ogg", "inline; filename=\"voice-"),
            (photo, PHOTO, "image/jpeg", "inline; filename=\"ma photo.jpeg\""),
            (contract, b"%PDF-1.7 contract", "application/pdf", "attachment; filename=\"contrat _b_.pdf\""),
            (hostile, PAGE, "application/octet-stream", "attachment; filename=\"photo.jpg.bin\""),
        ] {
            let answer = operator.get(&path(id)).await;
            assert_eq!(answer.status(), StatusCode::OK, "{kind}");
            assert_eq!(header(&answer, "content-type"), kind);
            assert!(header(&answer, "content-disposition").starts_with(how), "{answer:?}");
            assert_eq!(header(&answer, "content-security-policy"), "sandbox; default-src 'none'");
            assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
            assert_eq!(header(&answer, "cache-control"), "private, no-store");
            assert_eq!(answer.bytes().await.unwrap(), bytes);
        }
        let read: Vec<(String, Option<Uuid>)> =
            app.rows("SELECT object, object_id FROM audit WHERE object = 'media' ORDER BY id").await;
        assert_eq!(read, [voice, photo, contract, hostile].map(|id| ("media".to_owned(), Some(id))));

        // What is not here, was refused, never was, or is no id.
        for nothing in [path(later), path(program), path(Uuid::now_v7()), "/console/media/x".to_owned()] {
            assert_eq!(operator.get(&nothing).await.status(), StatusCode::NOT_FOUND, "{nothing}");
        }
        let stranger = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = stranger.get(format!("{}{}", app.url, path(voice))).send().await.unwrap();
        assert!(header(&answer, "location").starts_with("/console/login"));
        for role in ROLES {
            let member = if role == "operator" { continue } else { Member::of(&app, role).await };
            let may = matches!(role, "mediator" | "focal-point");
            assert_eq!(member.get(&path(voice)).await.status().is_success(), may, "{role}");
        }
    }
}

#[tokio::test]
async fn a_player_moves_to_the_middle() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, _) = Person::asked(&app, Whatsapp, "+39 1").await;
        let voice = person.sends(FileKind::Voice, "", VOICE).await;
        let operator = Member::of(&app, "operator").await;
        let ask = async |range: &str| {
            operator.http.get(format!("{}{}", app.url, path(voice))).header("range", range).send().await.unwrap()
        };
        let answer = ask("bytes=4-9").await;
        assert_eq!(answer.status(), StatusCode::PARTIAL_CONTENT);
        assert_eq!(header(&answer, "content-range"), format!("bytes 4-9/{}", VOICE.len()));
        assert_eq!(header(&answer, "content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!(answer.bytes().await.unwrap(), VOICE[4..10]);
        assert_eq!(ask("bytes=9999-").await.status(), StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(ask("bytes=1-2,5-6").await.bytes().await.unwrap(), VOICE, "several parts are the whole");
    }
}

/// What lies in the store was damaged or lost: no page of the console fails for it.
#[tokio::test]
async fn a_lost_file_is_not_found() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let voice = person.sends(FileKind::Voice, "", VOICE).await;
        let photo = person.sends(FileKind::Image, "p.jpg", PHOTO).await;
        app.database.store.files.remove(voice).await.unwrap();
        let operator = Member::of(&app, "operator").await;
        assert_eq!(operator.get(&path(voice)).await.status(), StatusCode::NOT_FOUND);
        app.damage("UPDATE media SET key_sealed = source_sealed WHERE source_sealed IS NOT NULL").await;
        app.damage("UPDATE media SET key_sealed = (SELECT key_sealed FROM contact_key)").await;
        assert_eq!(operator.get(&path(photo)).await.status(), StatusCode::NOT_FOUND);
        operator.page(&ticket_page(ticket.id)).await;
    }
}
