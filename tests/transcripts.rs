//! Every flow as a transcript, in all eleven languages, answered with numbers as on the poorest channel.
//!
//! The Italian transcripts stand in `tests/transcripts/` to be read; `APPRODO_UPDATE=1` writes them anew. In the other
//! languages the same script must lead to the same effects, through texts of that language. All of it runs on the bot
//! alone, with the state saved and restored between turns, and through the gateway on each engine.

mod scripts;

use bot::{
    command::TicketCommand,
    effect::Effect,
    inbound::Inbound,
    language::Language,
    private::Private,
    render::{Capabilities, POOREST},
};
use gateway::{
    channel::{Arrival, Channel, provider_id},
    clock::Clock,
    store::{
        conversation::address_hash,
        message::{self, Body, Kind},
    },
    turn::Turns,
};
use scripts::{Script, Turn, scripts};
use std::{fs, path::PathBuf};
use tests::{
    engine::{Database, Engine},
    talk::Talk,
};
use uuid::Uuid;

const TERMINAL: Capabilities = Channel::Terminal.limits().capabilities;

/// One exchange: what the worker typed, what the bot said.
struct Exchange {
    typed: String,
    said: Vec<String>,
}

/// Plays a script to the bot alone.
fn play(script: &Script, language: Language, capabilities: Capabilities) -> (Vec<Exchange>, Vec<Effect>) {
    let mut talk = Talk::new(capabilities);
    talk.forgeable = script.known.forgeable;
    talk.newly_linked = script.known.newly_linked;
    talk.proof = script.known.proof;
    let (mut exchanges, mut effects) = (Vec::new(), Vec::new());
    for turn in script.turns_in(language) {
        if let Turn::Days(days) = turn {
            talk.now = talk.now.checked_add(jiff::SignedDuration::from_hours(24 * days)).unwrap();
            continue;
        }
        let (typed, inbound) = turn.inbound(&talk, language);
        let answer = talk.take(&inbound);
        exchanges.push(Exchange { typed, said: answer.messages.iter().map(|m| m.text.clone()).collect() });
        effects.extend(answer.effects);
    }
    (exchanges, effects)
}

#[test]
fn italian_transcripts_read_as_they_stand() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("transcripts");
    for script in scripts() {
        let (exchanges, _) = play(&script, Language::Italian, TERMINAL);
        let found = show(&exchanges);
        let file = folder.join(format!("{}.txt", script.name));
        if std::env::var_os("APPRODO_UPDATE").is_some() {
            fs::write(&file, &found).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        assert!(expected == found, "{} has changed:\n{found}\nIf it should be so: APPRODO_UPDATE=1", file.display());
    }
}

#[test]
fn the_same_script_leads_to_the_same_in_every_language() {
    for script in scripts() {
        let (_, expected) = play(&script, Language::Italian, POOREST);
        let expected = kinds(&expected);
        for language in Language::ALL {
            let (exchanges, effects) = play(&script, language, POOREST);
            assert_eq!(kinds(&effects), expected, "{} in {language}", script.name);
            for said in exchanges.iter().flat_map(|exchange| &exchange.said) {
                assert!(!said.contains('{') && !said.contains('$'), "an unfilled variable in {language}: {said}");
            }
            if let Some(folder) = std::env::var_os("APPRODO_TRANSCRIPTS") {
                let (exchanges, _) = play(&script, language, TERMINAL);
                let file = PathBuf::from(folder).join(format!("{}.{language}.txt", script.name));
                fs::write(file, show(&exchanges)).unwrap();
            }
        }
    }
}

#[tokio::test]
async fn through_the_gateway_every_language_says_the_same_as_the_bot_alone() {
    for engine in Engine::all() {
        let database = Database::new(engine).await;
        let clock = Clock::standing_at(tests::app::OPEN.parse().unwrap());
        tests::services::add_to(&database.store).await;
        let turns = Turns::start(database.store.clone(), clock.clone());
        for script in scripts().into_iter().filter(|script| !script.plays_alone()) {
            for language in Language::ALL {
                let (expected, _) = play(&script, language, TERMINAL);
                let found = through(&turns, &expected, &script, language).await;
                for (expected, found) in expected.iter().zip(&found) {
                    assert_eq!(
                        expected.said.iter().map(|said| masked(said)).collect::<Vec<_>>(),
                        found.iter().map(|said| masked(said)).collect::<Vec<_>>(),
                        "{} in {language} on {engine:?} after {}",
                        script.name,
                        expected.typed
                    );
                }
            }
        }
    }
}

/// Sends what was typed through the gateway and reads what it stored.
async fn through(turns: &Turns, exchanges: &[Exchange], script: &Script, language: Language) -> Vec<Vec<String>> {
    let store = turns.store();
    let address = Private::new(format!("{}/{language}", script.name));
    let hash = address_hash(&store.master, Channel::Terminal, &address);
    let mut found = Vec::new();
    let mut seen = Uuid::nil();
    let contents = script.turns_in(language).into_iter().map(|turn| turn.content());
    for (exchange, content) in exchanges.iter().zip(contents) {
        let inbound = content.map_or_else(|| Inbound::text(&exchange.typed), Inbound::from);
        let id = provider_id(&store.master, Channel::Terminal, &Uuid::now_v7().to_string());
        let body = Body::new(Kind::Text, exchange.typed.clone());
        turns
            .take(Arrival {
                channel: Channel::Terminal,
                provider_id: id,
                address: address.clone(),
                inbound,
                body,
                route: None,
                files: Vec::new(),
            })
            .await
            .unwrap();
        let mut reader = store.reader().await.unwrap();
        let shown = message::since(store, &mut reader, Channel::Terminal, &hash, seen, 100).await.unwrap();
        seen = shown.last().map_or(seen, |last| last.id);
        found.push(shown.into_iter().filter(|shown| shown.author == "bot").map(|shown| shown.body.text).collect());
    }
    found
}

/// The effects without what chance decides.
fn kinds(effects: &[Effect]) -> Vec<String> {
    let kind = |effect: &Effect| match effect {
        Effect::Reply(reply) => {
            format!("reply {} {:?}", reply.question, reply.choices.iter().map(|c| c.id).collect::<Vec<_>>())
        }
        Effect::Ticket { command, .. } => match command {
            TicketCommand::Open { kind, about } => format!("open {kind:?} {about:?}"),
            TicketCommand::AddMessage => "add".into(),
            TicketCommand::MakeUrgent => "urgent".into(),
            TicketCommand::SubmitReport { assessment, queue, .. } => {
                format!("report {queue:?} {:?}", assessment.proposal)
            }
            other => panic!("the bot wants {other:?}"),
        },
        Effect::GiveReceipt { .. } => "receipt".into(),
        Effect::Link { only_confirmed, .. } => format!("link {only_confirmed}"),
        Effect::Unlink => "unlink".into(),
        Effect::ConfirmLink => "confirm".into(),
        Effect::Keep => "keep".into(),
        Effect::Feedback { topic, useful } => format!("feedback {topic:?} {useful}"),
        Effect::Erase => "erase".into(),
    };
    effects.iter().map(kind).filter(|kind| !kind.starts_with("reply reading")).collect()
}

/// References and their codes are chance.
fn masked(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((at, _)) = rest.char_indices().find(|(at, _)| is_reference(&rest[*at..])) {
        shown.push_str(&rest[..at]);
        shown.push_str("###-###-###");
        rest = &rest[at + 11..];
    }
    shown.push_str(rest);
    without_codes(&shown)
}

/// Exactly six digits in a row.
fn without_codes(text: &str) -> String {
    let mut shown = String::new();
    for run in text.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        let is_code = digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_digit());
        shown.push_str(if is_code { "######" } else { digits });
        shown.push_str(&run[digits.len()..]);
    }
    shown
}

fn is_reference(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 11 && (0..11).all(|i| if i % 4 == 3 { bytes[i] == b'-' } else { bytes[i].is_ascii_digit() })
}

fn show(exchanges: &[Exchange]) -> String {
    let one = |exchange: &Exchange| {
        let said = exchange.said.join("\n\n··\n\n");
        format!("> {}\n\n{}\n\n", exchange.typed, masked(&said))
    };
    exchanges.iter().map(one).collect()
}
