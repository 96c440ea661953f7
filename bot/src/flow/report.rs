//! The report: consent, one question at a time, a summary to correct, and the rules' proposal when it is sent.
//!
//! The questions and what can be answered stand in [`crate::report`]; here is how they are asked.

use super::{emergency, to_back};
use crate::{
    command::TicketCommand,
    conversation::{Consent, Conversation, Step},
    effect::Effect,
    eligibility,
    hours::{self, Opening},
    inbound::Position,
    reference::Reference,
    reply::{Choice, Label, Paragraph},
    report::{
        Draft, Place, Question,
        options::YesNo,
        slot::{Answer, Kind},
    },
    scene::Scene,
    territory::Province,
    text,
    ticket::{Queue, TicketKind},
};

/// Wording of `consent-1` to `consent-3` in `safety.ftl`; raise it when they change in meaning.
const CONSENT_WORDING: u16 = 1;

/// Begins a report or takes up the one that waits; asks for consent first.
pub(super) fn begin(scene: &mut Scene<'_>) {
    if scene.state.consent.is_none() {
        return scene.state.leave(Step::Consent);
    }
    let draft = match scene.state.parked.take() {
        Some(draft) => draft,
        None => {
            scene.say(text::report_start());
            Box::default()
        }
    };
    scene.state.leave(Step::Report { draft });
}

pub(super) fn consent_prompt() -> Vec<Paragraph> {
    [text::consent_1(), text::consent_2(), text::consent_3(), text::consent_ask()].map(Paragraph::Text).into()
}

pub(super) fn consent_choices() -> Vec<Choice> {
    vec![
        Choice::answer("yes", Label::Text(text::choice_consent_yes()), "👍"),
        Choice::answer("no", Label::Text(text::choice_consent_no()), "👎"),
    ]
}

pub(super) fn choose_consent(scene: &mut Scene<'_>, id: &str) -> bool {
    match id {
        "yes" => {
            scene.state.consent = Some(Consent { version: CONSENT_WORDING, at: scene.context.now });
            begin(scene);
        }
        "no" => {
            scene.say(text::consent_refused());
            scene.state.leave(Step::Menu);
        }
        _ => return false,
    }
    true
}

pub(super) fn question(draft: &Draft) -> String {
    match draft.at {
        Place::Question(question) | Place::Correction(question) => format!("report.{}", question.id()),
        Place::Summary => "report.summary".into(),
        Place::Correcting => "report.correct".into(),
    }
}

pub(super) fn is_free(draft: &Draft) -> bool {
    draft.question().is_some_and(|question| matches!(draft.answers.slot(question).kind(), Kind::Words | Kind::Phone))
}

pub(super) fn prompt(draft: &Draft) -> Vec<Paragraph> {
    match draft.at {
        Place::Question(question) | Place::Correction(question) => {
            let begun = can_continue(draft, question);
            vec![Paragraph::Text(if begun { text::report_anything_else() } else { question.ask() })]
        }
        Place::Summary => {
            let line = |question: Question| {
                let slot = draft.answers.slot(question);
                slot.is_answered().then(|| Paragraph::Line(question.label(), slot.labels()))
            };
            let lines = Question::ALL.into_iter().filter_map(line);
            let title = Paragraph::Text(text::summary_title());
            [title].into_iter().chain(lines).chain([Paragraph::Text(text::summary_ask())]).collect()
        }
        Place::Correcting => vec![Paragraph::Text(text::correct_which())],
    }
}

pub(super) fn choices(draft: &Draft) -> Vec<Choice> {
    match draft.at {
        Place::Question(question) | Place::Correction(question) => {
            let mut choices = answers(draft, question);
            if can_continue(draft, question) {
                choices.push(Choice::answer("continue", Label::Text(text::choice_continue()), "▶️"));
            } else {
                if !matches!(draft.answers.slot(question).kind(), Kind::Words | Kind::Phone) {
                    choices.push(Choice::navigation("unknown", text::choice_dont_know(), "🤷"));
                }
                choices.push(Choice::navigation("skip", text::choice_skip(), "⏭️"));
            }
            choices.extend([to_back(), later()]);
            choices
        }
        Place::Summary => vec![
            Choice::answer("send", Label::Text(text::choice_send()), "📨"),
            Choice::answer("correct", Label::Text(text::choice_correct()), "✏️"),
            Choice::answer("discard", Label::Text(text::choice_discard()), "🗑️"),
            to_back(),
            later(),
        ],
        Place::Correcting => {
            let applies = Question::ALL.into_iter().filter(|question| question.applies(&draft.answers));
            let name = |question: Question| Choice::answer(question.id(), Label::Text(question.label()), "");
            applies.map(name).chain([to_back()]).collect()
        }
    }
}

fn later() -> Choice {
    Choice::navigation("later", text::choice_later(), "⏸️")
}

/// The options of a question that are still to be chosen.
fn answers(draft: &Draft, question: Question) -> Vec<Choice> {
    let slot = draft.answers.slot(question);
    let chosen = slot.chosen();
    // What was chosen from a list is not offered again, nor is "none of these" beside it.
    let begun = slot.kind() == Kind::Many && !chosen.is_empty();
    let region = draft.answers.region.given();
    slot.options()
        .into_iter()
        .filter(|(id, ..)| !begun || !chosen.contains(id) && *id != "none")
        .filter(|(id, ..)| {
            question != Question::Province || Province::from_id(id).map(Province::region).as_ref() == region
        })
        .map(|(id, label, pictogram)| Choice::answer(id, label, pictogram))
        .collect()
}

/// A list that was begun, or words that were written: more may follow.
fn can_continue(draft: &Draft, question: Question) -> bool {
    let slot = draft.answers.slot(question);
    match slot.kind() {
        Kind::Many => !slot.chosen().is_empty(),
        Kind::Words => slot.labels().iter().any(|label| *label == Label::Text(text::answer_written())),
        Kind::One | Kind::Phone => false,
    }
}

pub(super) fn choose(scene: &mut Scene<'_>, mut draft: Draft, id: &'static str) -> bool {
    match (draft.at, id) {
        (_, "later") => {
            scene.say(text::report_later());
            scene.state.leave(Step::Menu);
            return true;
        }
        (Place::Question(question) | Place::Correction(question), _) => return answer(scene, draft, question, id),
        (Place::Summary, "send") => send(scene, draft),
        (Place::Summary, "correct") => {
            draft.at = Place::Correcting;
            stay(scene, draft);
        }
        (Place::Summary, "discard") => {
            scene.say(text::report_discarded());
            // Left without being parked: the answers are gone, an urgent ticket stays with its person.
            scene.state.step = Step::Menu;
        }
        (Place::Correcting, _) => {
            let Some(question) = Question::from_id(id) else { return false };
            draft.answers.slot_mut(question).clear();
            draft.at = Place::Correction(question);
            stay(scene, draft);
        }
        _ => return false,
    }
    true
}

/// Several numbers at once answer a list completely.
pub(super) fn choose_several(scene: &mut Scene<'_>, mut draft: Draft, ids: &[&str]) -> bool {
    let Some(question) = draft.question() else { return false };
    let slot = draft.answers.slot_mut(question);
    if slot.kind() != Kind::Many || !ids.iter().all(|id| slot.options().iter().any(|(option, ..)| option == id)) {
        return false;
    }
    for id in ids {
        slot.take(id);
    }
    move_on(scene, draft);
    true
}

/// Own words, a number, or the name of a province typed where the region was asked.
pub(super) fn hear(scene: &mut Scene<'_>, mut draft: Draft, words: &str) -> bool {
    let Some(question) = draft.question() else { return false };
    match draft.answers.slot(question).kind() {
        Kind::Words if !words.is_empty() => {
            draft.answers.slot_mut(question).take(words);
            scene.say(text::words_kept());
            stay(scene, draft);
            true
        }
        Kind::Phone => {
            if draft.answers.slot_mut(question).take(words) {
                move_on(scene, draft);
            } else {
                scene.say(text::phone_unclear());
            }
            true
        }
        _ => match Province::named(words) {
            Some(province) if matches!(question, Question::Region | Question::Province) => {
                found(scene, draft, province);
                true
            }
            _ => false,
        },
    }
}

/// A voice message or a file in the place of words; its sign stands for it in the answers.
pub(super) fn receive(scene: &mut Scene<'_>, mut draft: Draft, sign: &str) -> bool {
    let Some(question) = draft.question() else { return false };
    let slot = draft.answers.slot_mut(question);
    if slot.kind() != Kind::Words {
        return false;
    }
    slot.take(sign);
    scene.say(text::media_added());
    stay(scene, draft);
    true
}

/// A shared position answers region and province. `false` where no place is asked for.
pub(crate) fn locate(scene: &mut Scene<'_>, position: Position) -> bool {
    let Step::Report { draft } = scene.state.step.clone() else { return false };
    if !matches!(draft.question(), Some(Question::Region | Question::Province)) {
        return false;
    }
    match Province::nearest(position.latitude, position.longitude) {
        Some(province) => found(scene, *draft, province),
        None => scene.say(text::place_unknown()),
    }
    true
}

fn found(scene: &mut Scene<'_>, mut draft: Draft, province: Province) {
    scene.say(text::place_found(format!("{} ({})", province.name(), province.region().name())));
    draft.answers.locate(province);
    if draft.at == Place::Question(Question::Region) {
        draft.at = Place::Question(Question::Province);
    }
    move_on(scene, draft);
}

fn answer(scene: &mut Scene<'_>, mut draft: Draft, question: Question, id: &str) -> bool {
    let slot = draft.answers.slot_mut(question);
    match id {
        "continue" => {}
        "unknown" => slot.unknown(),
        "skip" => slot.skip(),
        _ if !slot.take(id) => return false,
        // One of several: ask for more, unless it was "none of these".
        _ if slot.kind() == Kind::Many && id != "none" => {
            stay(scene, draft);
            return true;
        }
        _ => {}
    }
    let in_danger = question == Question::Danger && draft.answers.danger == Answer::Given(YesNo::Yes);
    move_on(scene, draft);
    if in_danger {
        emergency::raise(scene);
    }
    true
}

fn move_on(scene: &mut Scene<'_>, mut draft: Draft) {
    draft.answers.settle();
    draft.move_on();
    stay(scene, draft);
}

fn stay(scene: &mut Scene<'_>, draft: Draft) {
    scene.state.page = 0;
    scene.state.step = Step::Report { draft: Box::new(draft) };
}

/// Sends the report: its ticket, the assessment that the rules propose, and the queue it enters.
fn send(scene: &mut Scene<'_>, draft: Draft) {
    let assessment = eligibility::assess(&draft.answers);
    let free =
        |reference: &Reference| scene.context.request(*reference).is_some_and(|request| request.assessment.is_none());
    let reference = draft.ticket.filter(free).unwrap_or_else(|| {
        let reference = scene.mint();
        scene.effect(Effect::open_ticket(reference, TicketKind::Report, None));
        reference
    });
    if assessment.urgent {
        scene.ticket(reference, TicketCommand::MakeUrgent);
    }
    let queue = assessment.queue();
    scene.effect(Effect::add_message(reference));
    let (answers, assessment) = (Box::new(draft.answers), Box::new(assessment));
    scene.ticket(reference, TicketCommand::SubmitReport { answers, assessment, queue });
    scene.say(text::report_sent(reference.to_string()));
    scene.give_receipt(reference);
    scene.say(match queue {
        Queue::FocalPoint => text::report_next_focal(),
        Queue::FrontOffice => text::report_next_front(),
    });
    match hours::opening(&scene.context.house.calendar, scene.context.now) {
        Opening::Open => scene.say(text::report_when_open()),
        Opening::ClosedUntil(moment) => {
            scene.say(text::report_when_closed(hours::day_and_month(&moment), hours::hour_and_minute(&moment)));
        }
        // What nobody knows is not promised.
        Opening::Closed => {}
    }
    scene.end_message();
    scene.state = Conversation { step: Step::Menu, page: 0, ..std::mem::take(&mut scene.state) };
}
