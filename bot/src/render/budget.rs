//! What whole messages cost as text messages, in every language: each prompt that can be reached, after each thing that
//! may stand above it ("not understood", the hotlines).

use super::{POOREST, render};
use crate::{
    context::{Context, Hotlines},
    conversation::Conversation,
    directory::{Kind, Service},
    effect::Effect,
    house::House,
    inbound::{Inbound, Pressed},
    language::Language,
    receipt::Proof,
    reply::Reply,
    sms::{Encoding, Letters, segments},
    territory::Province,
    text::Overlay,
    turn::advance,
};
use std::collections::HashSet;

/// Segments of the dearest message, and of the summary of a report in which everything was answered and every item of
/// every list chosen. Little above what is needed, so that a text that grows is noticed.
fn budget(language: Language) -> (usize, usize) {
    // A draft is followed by the same in the reading language.
    let twice = !language.reading().is_empty();
    match (Letters::of(language.tag()), twice) {
        (Letters::Plain | Letters::Apostrophe, false) => (6, 12),
        (Letters::Plain | Letters::Apostrophe, true) => (10, 24),
        (Letters::Kept, false) => (10, 22),
        (Letters::Kept, true) => (24, 42),
    }
}

/// Every reply in the language of the beginning that differs in question, texts or number of choices, found by pressing
/// every choice and by writing.
fn replies(begin: Conversation) -> Vec<Reply> {
    let hotlines = Hotlines {
        emergency: "112".into(),
        trafficking: "800 290 290".into(),
        violence: "1522".into(),
        helpdesk: "800 939 000".into(),
        whatsapp: "+39 350 909 2008".into(),
        email: "info@helpdeskanticaporalato.org".into(),
    };
    let context = Context {
        now: "2026-03-04T10:00:00Z".parse().unwrap(),
        entropy: 0x9E37_79B9_7F4A_7C15,
        requests: &[],
        restarted: false,
        proof: Proof::NotGiven,
        forgeable: false,
        newly_linked: false,
        house: &House { services: longest_services(), ..House { hotlines, ..House::default() } },
    };
    let (language, mut met, mut found) = (begin.language, HashSet::new(), Vec::new());
    let mut waiting = vec![(begin, Inbound::text("ciao"))];
    while let Some((state, inbound)) = waiting.pop() {
        let turn = advance(state, &inbound, &context);
        for effect in turn.effects {
            let Effect::Reply(reply) = effect else { continue };
            let texts = format!("{:?}", reply.paragraphs);
            let is_new = met.insert((reply.question.clone(), texts, reply.choices.len()));
            if !is_new || reply.language != language {
                continue;
            }
            if !reply.choices.is_empty() {
                waiting.push((turn.next.clone(), Inbound::text("+39 333 123 4567")));
            }
            // The first choice is tried first: what is met only once, the summary, is then met at its fullest.
            for choice in reply.choices.iter().rev() {
                let data = Pressed::to_data(&reply.question, choice.id);
                waiting.push((turn.next.clone(), Inbound::button(&data)));
            }
            found.push(reply);
        }
    }
    found
}

/// Six in one province, and everything that is known of each as long as it may be.
fn longest_services() -> std::sync::Arc<[Service]> {
    let service = |kind| Service {
        name: "Sportello di ascolto e di orientamento per chi lavora, di prova 1".repeat(2),
        kind,
        address: "Strada provinciale della Capitanata e del Tavoliere 1000, interno 12".repeat(2),
        municipality: "Presicce-Acquarica".to_owned(),
        province: Province::from_id("Barletta-Andria-Trani").unwrap(),
        position: None,
        hours: "lunedì, mercoledì e venerdì 9:30-13:00; martedì e giovedì 15:00-18:30".repeat(2),
        phone: "+39 0883 000 000".to_owned(),
        whatsapp: "+39 333 000 0000".to_owned(),
    };
    [Kind::Legal, Kind::Health, Kind::AntiTrafficking, Kind::SocialHub, Kind::Union, Kind::Housing].map(service).into()
}

fn spent(reply: &Reply) -> usize {
    render(reply, POOREST, &Overlay::default()).iter().map(|message| segments(&message.text).count).sum()
}

#[test]
fn every_message_keeps_within_its_budget() {
    for language in Language::ALL {
        let replies = replies(Conversation::begun_in(Some(language)));
        let (summaries, others): (Vec<_>, Vec<_>) =
            replies.iter().partition(|reply| reply.question == "report.summary");
        for question in [
            "menu",
            "topics",
            "consent",
            "report.region",
            "report.time",
            "requests",
            "link",
            "erase",
            "services",
            "services.puglia",
            "services.shown",
        ] {
            assert!(others.iter().any(|reply| reply.question == question), "{question} was not reached in {language}");
        }
        let (message, summary) = budget(language);
        for (replies, budget) in [(others, message), (summaries, summary)] {
            let dearest = replies.into_iter().max_by_key(|reply| spent(reply)).unwrap();
            let needed = spent(dearest);
            assert!(needed <= budget, "{needed} segments, {budget} may be spent, in {language}: {dearest:?}");
        }
    }
}

#[test]
fn the_first_question_is_asked_in_all_scripts_at_once() {
    let first = replies(Conversation::default()).remove(0);
    assert_eq!((first.question.as_str(), first.language), ("language", None));
    assert!(spent(&first) <= 3, "{} segments", spent(&first));
}

#[test]
fn a_language_that_can_do_without_its_letters_is_sent_in_seven_bits() {
    for language in Language::ALL {
        if Letters::of(language.tag()) == Letters::Kept {
            continue;
        }
        for reply in replies(Conversation::begun_in(Some(language))) {
            // The list of languages has each in its own script.
            if reply.question == "language" {
                continue;
            }
            for message in render(&reply, POOREST, &Overlay::default()) {
                assert_eq!(segments(&message.text).encoding, Encoding::Gsm7, "{language}: {}", message.text);
            }
        }
    }
}

#[test]
fn a_text_message_has_numbers_and_nothing_an_old_telephone_cannot_show() {
    for language in Language::ALL {
        for reply in replies(Conversation::begun_in(Some(language))) {
            let messages = render(&reply, POOREST, &Overlay::default());
            let text = messages.iter().map(|message| message.text.as_str()).collect::<Vec<_>>().join("\n");
            for (number, choice) in reply.choices.iter().enumerate() {
                let line = format!("{} ", number + 1);
                assert!(text.lines().any(|shown| shown.starts_with(&line)), "{language}: no {} in {text}", choice.id);
            }
            let odd = text.chars().find(|c| matches!(c, '\u{2066}'..='\u{2069}' | '’' | '—' | '\u{1F000}'..));
            assert_eq!(odd, None, "{language}: {text}");
            for message in messages {
                assert!(message.text.chars().count() <= POOREST.text && message.buttons.is_empty());
            }
        }
    }
}
