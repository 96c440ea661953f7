//! What a member of the staff does beside reading and writing: plays a voice note, looks at a photo, answers with a file,
//! joins two channels of one person, sends a dead letter again, marks a failed turn as seen. In every look.

use super::desk::Desk;
use crate::desk::provider::{Person, Provider};
use bot::private::Private;
use fantoccini::Locator;
use gateway::{
    channel::{
        Channel::{Telegram, Whatsapp},
        ReceiptState, SendError,
    },
    console,
    store::{
        media::{FileKind, Source},
        outage,
    },
};
use jiff::SignedDuration;
use serde_json::json;
use std::sync::Arc;
use tests::{
    App, Engine,
    app::Ticket,
    chromium::{Chromium, Look},
};

const WORDS: &str = "Voici le formulaire. Demain à neuf heures, devant la gare.";

#[tokio::test(flavor = "multi_thread")]
async fn at_a_desk() {
    with_files(Look::DESK, "5-files-wide").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_smallest_window() {
    with_files(Look::SMALL, "5-files-small").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_dark() {
    with_files(Look::SMALL.dark(), "5-files-dark").await;
    with_files(Look::DESK.dark(), "5-files-wide-dark").await;
}

async fn with_files(look: Look, name: &'static str) {
    let Some(chromium) = Chromium::start().await else { return };
    let (provider, app): (Arc<Provider>, App) = Provider::start(Engine::Sqlite, Whatsapp).await;
    let (ticket, other) = two_people(&app).await;
    let desk = Desk::open(&chromium, look, name, &app.url).await;
    let add = |role| {
        console::staff::add(&app.database.store, &app.url, ("someone@example.org", "Operatrice"), role, app.clock.now())
    };
    desk.enter(&add("operator").await.unwrap(), "someone@example.org", None).await;
    let words = Desk::words();

    desk.go("/channels").await;
    desk.looked_at("channels-quiet").await;
    desk.go(&format!("/tickets/{}", ticket.id)).await;
    plays(&desk).await;
    shows(&desk).await;
    desk.looked_at("ticket").await;

    // An answer with a file, and how far it comes.
    let file = app.database.folder.path().join("modulo della richiesta.bmp");
    std::fs::write(&file, picture()).unwrap();
    desk.fill("text", WORDS).await;
    let field = desk.window.client.find(Locator::Id("file")).await.unwrap();
    field.send_keys(file.to_str().unwrap()).await.unwrap();
    desk.send("[action$='/answer']").await;
    desk.confirms(&words.console_notice_answered()).await;
    app.settled().await;
    let went = provider.went_to("+39 1");
    assert_eq!(went.last().unwrap().file.as_deref(), Some(&picture()[..]));
    provider.tells(&app, went[went.len() - 2].id, ReceiptState::Read).await;
    provider.tells(&app, went[went.len() - 1].id, ReceiptState::Delivered).await;

    // One that does not arrive.
    provider.fail_next(SendError::NeverThisMessage("131053 media upload error"));
    desk.fill("text", "Encore une chose.").await;
    desk.send("[action$='/answer']").await;
    desk.confirms(&words.console_notice_answered()).await;
    app.settled().await;
    desk.go(&format!("/tickets/{}", ticket.id)).await;
    let text = desk.window.text().await;
    for said in [words.console_delivery_read(), words.console_delivery_delivered(), words.console_delivery_failed()] {
        assert!(text.contains(&said), "{said} is not in {text}");
    }
    desk.looked_at("answered").await;

    desk.go("/channels").await;
    desk.looked_at("channels").await;
    desk.send("[action$='/resend']").await;
    desk.confirms(&words.console_notice_resent()).await;
    app.settled().await;
    assert!(provider.went_to("+39 1").last().unwrap().text.contains("Encore une chose."));

    // The same person on another channel.
    desk.go(&format!("/tickets/{}", ticket.id)).await;
    desk.window.click_css(".merge summary").await;
    desk.fill("other", &other.reference).await;
    desk.send("[action$='/merge']").await;
    desk.window.wait_for_css("[name=confirmed]").await;
    desk.looked_at("merge").await;
    desk.send("main [action$='/merge']").await;
    desk.confirms(&words.console_notice_merged()).await;
    desk.looked_at("merged").await;
    desk.send(".elsewhere li:last-child [action$='/split']").await;
    desk.window.wait_for_css("[name=confirmed]").await;
    desk.looked_at("split").await;
    desk.send("main [action$='/split']").await;
    desk.confirms(&words.console_notice_split()).await;

    // A day and a bit later the window is closed.
    app.later(SignedDuration::from_hours(25)).await;
    desk.go(&format!("/tickets/{}", ticket.id)).await;
    assert!(desk.window.text().await.contains(&words.console_window_closed_notice()));
    desk.looked_at("closed").await;
    desk.log_out().await;

    let coordinator =
        console::staff::add(&app.database.store, &app.url, ("c@example.org", "C"), "coordinator", app.clock.now());
    desk.enter(&coordinator.await.unwrap(), "c@example.org", None).await;
    app.deliver(&json!({"update_id": app.telegram.next_id(), "poll": {"id": "1"}})).await;
    desk.go("/quarantine").await;
    desk.looked_at("quarantine").await;
    desk.log_out().await;
    let operator =
        console::staff::add(&app.database.store, &app.url, ("o@example.org", "O"), "operator", app.clock.now());
    desk.enter(&operator.await.unwrap(), "o@example.org", None).await;
    desk.go("/quarantine").await;
    desk.window.click_css("main tbody a").await;
    desk.window.wait_for_css("#reason").await;
    desk.looked_at("quarantine-entry").await;
    desk.fill("reason", "A test of ours").await;
    desk.send("[action$='/discard']").await;
    desk.confirms(&words.console_quarantine_notice_discarded()).await;
    assert!(desk.window.text().await.contains(&words.console_quarantine_none()));
    desk.looked_at("quarantine-settled").await;
    desk.go("/channels").await;
    desk.looked_at("channels-broken").await;
}

/// Somebody on WhatsApp with every kind of file, somebody on Telegram, and a channel that does not work.
async fn two_people(app: &App) -> (Ticket, Ticket) {
    let (person, _) = Person::asked(app, Whatsapp, "+39 1").await;
    person.sends(FileKind::Voice, "", &sound()).await;
    person.sends(FileKind::Image, "notre logement 🏚.bmp", &picture()).await;
    person.sends(FileKind::Document, &format!("contrat{}.pdf", "-de-travail".repeat(6)), b"%PDF-1.7 contract").await;
    person.sends(FileKind::Document, "setup.exe", b"MZ\x90\0 a program").await;
    person.sends_source(FileKind::Video, "x", Source::Provider(Private::new("later".to_owned()))).await;
    Person::asked(app, Telegram, "77").await;
    let mut tx = app.database.store.begin().await.unwrap();
    let now = app.clock.now();
    let again = now + SignedDuration::from_mins(15);
    outage::begin(&mut tx, Telegram, "the provider does not answer", again, now).await.unwrap();
    tx.commit().await.unwrap();
    let [first, second]: [Ticket; 2] = app.tickets().await.try_into().unwrap();
    (first, second)
}

/// The voice note plays, and plays on from its middle.
async fn plays(desk: &Desk) {
    desk.window.wait_for_css("audio").await;
    // By keyboard, as everything here.
    let player = desk.window.client.find(Locator::Css("audio")).await.unwrap();
    player.send_keys(" ").await.unwrap();
    let begun = "
        var audio = document.querySelector('audio');
        return audio.error ? 'error ' + audio.error.message : audio.currentTime > 0 && 'plays';";
    let played: String = desk.window.wait("sound", begun, vec![]).await;
    assert_eq!(played, "plays");
    let length: f64 = desk.window.ask("return document.querySelector('audio').duration", vec![]).await;
    assert!((length - 2.0).abs() < 0.1, "{length} s");
    let moved = "
        var audio = document.querySelector('audio');
        if (!audio.moved) { audio.moved = true; audio.currentTime = 1.5; }
        return audio.currentTime >= 1.5 && !audio.seeking;";
    let _: bool = desk.window.wait("the middle", moved, vec![]).await;
}

/// The photo is seen when it is scrolled to, no larger than a thumbnail.
async fn shows(desk: &Desk) {
    let seen = "
        var image = document.querySelector('.picture img');
        image.scrollIntoView();
        return image.complete && image.naturalWidth && [image.naturalWidth, image.width];";
    let widths: Vec<f64> = desk.window.wait("photo", seen, vec![]).await;
    assert!(widths[0] == 640.0 && widths[1] <= 224.0 && widths[1] > 100.0, "{widths:?}");
    let _: bool = desk.window.ask("scrollTo(0, 0); return true", vec![]).await;
}

/// Two seconds of a low tone, as WAV (8 kHz, 8 bits).
fn sound() -> Vec<u8> {
    let samples: Vec<u8> = (0..16_000).map(|n| if n / 20 % 2 == 0 { 108 } else { 148 }).collect();
    let length = samples.len() as u32;
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((36 + length).to_le_bytes());
    bytes.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data");
    bytes.extend(length.to_le_bytes());
    bytes.extend(samples);
    bytes
}

/// 640 × 480 points from blue to green, as BMP (24 bits).
fn picture() -> Vec<u8> {
    let (width, height) = (640_u32, 480_u32);
    let mut bytes = b"BM".to_vec();
    for word in
        [54 + width * height * 3, 0, 54, 40, width, height, 1 | 24 << 16, 0, width * height * 3, 2835, 2835, 0, 0]
    {
        bytes.extend(word.to_le_bytes());
    }
    bytes.extend((0..width * height).flat_map(|n| [(n % width / 3) as u8, (n / width / 2) as u8, 60]));
    bytes
}
