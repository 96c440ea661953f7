//! The way through a call: where each key leads, and silence, and a closed line. What each step says is in `ask.rs`.

use super::{
    Call, CallTurn, Caller, Event, Prompt, Step,
    ask::{AGAIN, BACK, LANGUAGES, LANGUAGES_AT_A_TIME, OTHERS, ask, has_others, knows_requests},
    line::Line,
};
use crate::{
    callback::{Callback, CallbackReason, Voicemail},
    context::Context,
    reference::Reference,
    report::options::{Choosable, SafeTime, YesNo},
    text,
    ticket::TicketState,
};

/// How often a question is repeated to somebody who presses nothing.
const REPEATS: u8 = 2;
/// So many answers in one call: a stuck key must not hold the line.
const MOST_TURNS: u8 = 60;

/// Takes one event of a call. Always says something or hangs up.
///
/// `looked_up` is the state of the request that [`wanted_reference`] names, if there is one.
pub fn advance(call: Call, event: &Event, looked_up: Option<TicketState>, context: &Context<'_>) -> CallTurn {
    let mut line = Line::new(call, context);
    match event {
        Event::HungUp => {
            if line.call.step != Step::Ended {
                line.leave_behind();
                line.call.step = Step::Ended;
            }
        }
        Event::Recorded { seconds: 1.. } => recorded(&mut line),
        _ if line.call.step == Step::Ended => {}
        Event::Began { caller } => {
            line.call.caller.get_or_insert(*caller);
            ask(&mut line);
        }
        Event::Keys(_) | Event::Silence | Event::Recorded { .. } | Event::NothingRecorded => {
            line.call.turns = line.call.turns.saturating_add(1);
            if line.call.turns > MOST_TURNS {
                line.leave_behind();
                line.say_goodbye();
            } else if context.restarted {
                ask(&mut line);
            } else {
                answer(&mut line, event, looked_up);
            }
        }
    }
    line.finish()
}

/// The request whose state [`advance`] will need for this event, to be looked up before.
pub fn wanted_reference(call: &Call, event: &Event) -> Option<Reference> {
    match (call.step, event) {
        (Step::Reference, Event::Keys(keys)) => typed(keys),
        _ => None,
    }
}

fn answer(line: &mut Line<'_>, event: &Event, looked_up: Option<TicketState>) {
    match event {
        Event::Keys(keys) if !keys.is_empty() => press(line, keys, looked_up),
        Event::NothingRecorded | Event::Recorded { .. } => heard_nothing(line),
        _ => silence(line),
    }
}

/// What a key chooses among the options of a question.
fn chosen<C: Choosable>(key: char) -> Option<C> {
    let place = key.to_digit(10)?.checked_sub(1)?;
    C::all().into_iter().nth(place as usize)
}

fn press(line: &mut Line<'_>, keys: &str, looked_up: Option<TicketState>) {
    line.call.silences = 0;
    if keys.contains(BACK) {
        back(line);
    } else if line.call.step == Step::Reference {
        take_reference(line, keys, looked_up);
    } else {
        let mut keys = keys.chars();
        let understood = match (keys.next(), keys.next()) {
            (Some(AGAIN), None) => {
                again(line);
                true
            }
            (Some(key), None) => choose(line, key),
            _ => false,
        };
        if !understood {
            line.say(text::call_wrong_key);
        }
    }
    ask(line);
}

fn again(line: &mut Line<'_>) {
    if line.call.step == Step::Menu {
        line.say(text::call_welcome);
    }
}

/// One key that answers the question of the step. `false` if it does not.
fn choose(line: &mut Line<'_>, key: char) -> bool {
    match (line.call.step, key) {
        (Step::Language { page }, OTHERS) if has_others(page) => line.call.step = Step::Language { page: page + 1 },
        (Step::Language { page }, '1'..='8') => {
            let place = usize::from(page) * LANGUAGES_AT_A_TIME + (key as usize - '1' as usize);
            let Some(&language) = LANGUAGES.get(place) else { return false };
            line.call.language = Some(language);
            line.call.step = Step::Menu;
            line.say(text::call_welcome);
        }
        (Step::Menu | Step::Danger, '1') => line.call.step = Step::Message { again: false },
        (Step::Menu, '2') if line.call.caller != Some(Caller::Known) => {
            line.say(text::call_no_number);
            line.call.step = Step::Message { again: false };
        }
        (Step::Menu, '2') => line.call.step = Step::Time,
        (Step::Menu, '3') if knows_requests(&line.call) => line.call.step = Step::Reference,
        (Step::Menu, '4') => {
            line.call.danger = true;
            line.call.step = Step::Danger;
        }
        (Step::Time, key) => {
            let Some(safe_time) = chosen(key) else { return false };
            line.call.step = Step::Voicemail { safe_time };
        }
        (Step::Voicemail { safe_time }, key) => {
            let Some(answer) = chosen(key) else { return false };
            keep_callback(line, safe_time, answer);
        }
        _ => return false,
    }
    true
}

fn back(line: &mut Line<'_>) {
    line.call.step = match line.call.step {
        Step::Language { page } => Step::Language { page: page.saturating_sub(1) },
        Step::Menu => {
            // Whoever goes back from here has pressed the key of a language that is not theirs.
            line.call.language = None;
            Step::Language { page: 0 }
        }
        Step::Voicemail { .. } => Step::Time,
        Step::Message { .. } | Step::Danger | Step::Time | Step::Reference => Step::Menu,
        Step::Ended => Step::Ended,
    };
}

fn silence(line: &mut Line<'_>) {
    line.call.silences = line.call.silences.saturating_add(1);
    if line.call.silences > REPEATS {
        line.leave_behind();
        line.say_goodbye();
    } else {
        ask(line);
    }
}

/// A message is kept whenever it arrives, be it after the line was closed.
fn recorded(line: &mut Line<'_>) {
    let reference = line.add_recording();
    if line.call.step != Step::Ended {
        line.say_reference(text::call_recorded, reference);
        line.say_goodbye();
    }
}

fn heard_nothing(line: &mut Line<'_>) {
    match &mut line.call.step {
        Step::Message { again: again @ false } => *again = true,
        Step::Message { .. } => line.call.step = Step::Menu,
        // Nothing was to be recorded here.
        _ => return silence(line),
    }
    line.say(text::call_no_voice);
    ask(line);
}

fn keep_callback(line: &mut Line<'_>, safe_time: SafeTime, answer: YesNo) {
    let reference = line.open_ticket();
    let voicemail = match answer {
        YesNo::Yes => Voicemail::Allowed,
        YesNo::No => Voicemail::Never,
    };
    line.call_back(Callback {
        reason: CallbackReason::Asked,
        safe_time: Some(safe_time),
        voicemail,
        danger: line.call.danger,
        ticket: Some(reference),
    });
    line.say_reference(text::call_kept, reference);
    line.say_goodbye();
}

/// The state of the request, and nothing else of it: whoever knows the number may not be its worker.
fn take_reference(line: &mut Line<'_>, keys: &str, looked_up: Option<TicketState>) {
    match typed(keys).and(looked_up) {
        Some(state) => {
            let told = state.told();
            line.prompt(|language| Prompt::new(text::call_state(told.clone()), language).detail(told.key().name()));
            line.call.useful = true;
            line.call.step = Step::Menu;
        }
        None => {
            // A mistyped number and one that does not exist sound the same.
            line.say(text::call_reference_wrong);
            line.call.wrong_references = line.call.wrong_references.saturating_add(1);
            if !knows_requests(&line.call) {
                line.call.step = Step::Menu;
            }
        }
    }
}

fn typed(keys: &str) -> Option<Reference> {
    keys.trim_end_matches('#').parse().ok()
}
