//! The way from the first message to the last on both platforms: report, queue of the Focal Point, answer, decision.

use super::{BOTH, answer, asked, fr};
use bot::{command::TicketCommand, language::Language, text};
use gateway::channel::Channel;
use serde_json::json;
use tests::{
    Engine,
    messenger::{Meta, PAGE, Person, TOKEN},
    reports::CALABRIA,
};
use uuid::Uuid;

#[tokio::test]
async fn from_the_first_message_to_the_last() {
    for engine in Engine::all() {
        for channel in BOTH {
            let (app, meta) = Meta::with_app(engine).await;
            let mut person = Person::new(&app, &meta, channel, 1);
            let first = person.says("salaam").await;
            for language in Language::WIDELY_READ {
                first.has(&text::language_choose().in_language(language));
            }
            let offered: Vec<_> = person.offered().into_iter().map(|(title, _)| title).collect();
            assert_eq!(offered, Language::ALL.map(Language::endonym), "all eleven beside each other");

            person.presses("fr").await.has(&fr(&text::menu()));
            person.presses("report").await.has(&fr(&text::consent_1()));
            person.presses("yes").await.has(&fr(&text::ask_danger()));
            person.answers(&CALABRIA).await.has(&fr(&text::ask_words()));
            person.says("On m'a pris mes papiers.").await.has(&fr(&text::words_kept()));
            let summary = person.answers(&[("words", "continue"), ("contact", "here"), ("time", "evening")]).await;
            summary.has("Reggio Calabria");
            summary.has_not("papiers");
            let sent = person.answers(&[("summary", "send")]).await;

            let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
            let reference = ticket.reference.as_str();
            sent.has(&fr(&text::report_sent(reference)));
            sent.has(&fr(&text::report_next_focal()));
            let queue: Vec<(Uuid, String, Option<i32>)> =
                app.rows("SELECT ticket_id, queue, proposed_case FROM assessment").await;
            assert_eq!(queue, [(ticket.id, "focal-point".to_owned(), Some(2))]);

            app.attend(ticket.id, answer("Venez demain.")).await;
            let read = person.reads().await;
            read.has(&fr(&text::answer_frame("Venez demain.", reference)));
            assert!(person.says("Merci").await.0.is_empty(), "the bot stays out");
            app.attend(ticket.id, TicketCommand::HandBack).await;
            person.reads().await.has(&fr(&text::person_gone()));
            app.attend(ticket.id, TicketCommand::Close).await;
            person.reads().await.has(&fr(&text::news_closed(reference)));

            let conversations: Vec<(String,)> = app.rows("SELECT channel FROM conversation").await;
            assert_eq!(conversations, [(channel.name().to_owned(),)]);
            assert_eq!(app.count("quarantine").await, 0);
            within_the_limits(&person);
        }
    }
}

/// Every call of a whole journey is one that the platform takes.
fn within_the_limits(person: &Person<'_>) {
    let sent = person.sent();
    assert!(sent.len() > CALABRIA.len());
    for call in sent {
        let account = if person.channel == Channel::Instagram { "me" } else { PAGE };
        assert_eq!((call.account.as_str(), call.authorization), (account, format!("Bearer {TOKEN}")));
        let message = &call.json["message"];
        assert_eq!((&call.json["messaging_type"], &call.json["tag"]), (&json!("RESPONSE"), &json!(null)));
        Uuid::try_parse(message["metadata"].as_str().unwrap()).unwrap();
        let text = message["text"].as_str().unwrap();
        match person.channel {
            Channel::Instagram => assert!((1..=1000).contains(&text.len()), "{} bytes: {text}", text.len()),
            _ => assert!((1..=2000).contains(&text.encode_utf16().count()), "{text}"),
        }
        let replies = message["quick_replies"].as_array().cloned().unwrap_or_default();
        assert!(replies.len() <= 13 && message.get("quick_replies").is_none_or(|_| !replies.is_empty()));
        for reply in replies {
            assert_eq!(reply["content_type"], "text");
            assert!((1..=20).contains(&reply["title"].as_str().unwrap().chars().count()), "{reply}");
            assert!((1..=1000).contains(&reply["payload"].as_str().unwrap().len()), "{reply}");
        }
    }
}

#[tokio::test]
async fn more_leads_through_all_choices_and_back() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let mut person = Person::at_menu(&app, &meta, Channel::Messenger, 1).await;
        person.presses("report").await;
        person.presses("yes").await;
        person.answers(&CALABRIA[..2]).await.has(&fr(&text::ask_region()));
        let first = person.offered();
        let mut seen = Vec::new();
        for _ in 0..10 {
            let offered = person.offered();
            assert!(offered.len() <= 13);
            seen.extend(offered);
            person.presses("more").await;
            if person.offered() == first {
                break;
            }
        }
        for region in ["abruzzo", "puglia", "veneto", "valle-d-aosta", "back"] {
            let data = format!("1|report.region|{region}");
            assert_eq!(seen.iter().filter(|(_, seen)| *seen == data).count(), 1, "{region} in {seen:?}");
        }
        person.presses("veneto").await.has(&fr(&text::ask_province()));
        assert!(person.turned > 0, "it is not on the first page");
    }
}

/// A number in place of a button, a button of last week, a place, a thumb: each is understood.
#[tokio::test]
async fn whatever_a_person_does_is_answered() {
    for engine in Engine::all() {
        for channel in BOTH {
            let (app, meta) = Meta::with_app(engine).await;
            let mut person = Person::at_menu(&app, &meta, channel, 1).await;
            let old = person.quick_reply("…", "1|report.danger|yes");
            person.does(&old).await.has(&fr(&text::old_button()));
            let foreign = person.quick_reply("…", "<DEVELOPER_DEFINED_PAYLOAD>");
            person.does(&foreign).await.has(&fr(&text::old_button()));
            person.presses("report").await;
            person.says("1").await.has(&fr(&text::ask_danger()));
            person.answers(&CALABRIA[..2]).await;
            let place = json!([{"type": "location", "payload": {"coordinates": {"lat": 41.46, "long": 15.54}}}]);
            let place = person.attachments(&place);
            person.does(&place).await.has(&fr(&text::place_found("Foggia (Puglia)")));
            let edit = person.delivery(json!({"message_edit": {"mid": "m_in-1", "text": "autre", "num_edit": 1}}));
            person.does(&edit).await.has(&fr(&text::edited_note()));
            let start =
                person.delivery(json!({"postback": {"mid": "m_p-1", "title": "Start", "payload": "GET_STARTED"}}));
            person.does(&start).await.has(&fr(&text::menu_draft()));
            let ours = person.delivery(json!({"postback": {"title": "…", "payload": "1|menu|language"}}));
            person.does(&ours).await.has(&text::language_choose().in_language(Language::French));
            assert_eq!(app.count("quarantine").await, 0);
        }
    }
}

/// The same number on the two platforms is two people, until they link themselves.
#[tokio::test]
async fn two_platforms_are_two_addresses() {
    for engine in Engine::all() {
        let (app, meta) = Meta::with_app(engine).await;
        let _messenger = asked(&app, &meta, Channel::Messenger, 1).await;
        let mut instagram = Person::new(&app, &meta, Channel::Instagram, 1);
        let words = instagram.text("hello");
        app.settled().await;
        let before = meta.sent_to(&instagram.id).len();
        instagram.does(&words).await;
        let accounts: Vec<_> = instagram.sent()[before..].iter().map(|call| call.account.clone()).collect();
        assert_eq!(accounts, ["me"], "the answer goes by Instagram");
        assert_eq!((app.count("conversation").await, app.count("contact").await), (2, 2));
    }
}
