//! What each step of a call says.

use super::{
    Call, Prompt, Step,
    line::{Line, key_name},
    prompt::spoken,
};
use crate::{
    language::Language,
    reply::Label,
    report::options::{Choosable, SafeTime, YesNo},
    text,
};

/// The languages in the order of their keys, the widely read ones first.
pub(super) static LANGUAGES: &[Language] = &Language::ALL;
/// Keys 1 to 8; 9 leads to the others.
pub(super) const LANGUAGES_AT_A_TIME: usize = 8;
pub(super) const OTHERS: char = '9';
pub(super) const AGAIN: char = '0';
pub(super) const BACK: char = '*';

/// So many unknown references in one call, then no more: a call is no way to try them all.
const MOST_REFERENCES: u8 = 3;

/// What a step says.
pub(super) fn ask(line: &mut Line<'_>) {
    match line.call.step {
        Step::Language { page } => ask_language(line, page),
        Step::Menu => {
            line.say_key(text::call_key_message, '1');
            line.say_key(text::call_key_callback, '2');
            if knows_requests(&line.call) {
                line.say_key(text::call_key_request, '3');
            }
            line.say_key(text::call_key_danger, '4');
            line.say_key(text::call_key_again, AGAIN);
        }
        Step::Message { .. } => line.say(text::call_record),
        Step::Danger => {
            let (emergency, trafficking) =
                (spoken(&line.context.house.hotlines.emergency), spoken(&line.context.house.hotlines.trafficking));
            line.prompt(|language| {
                Prompt::new(text::emergency(emergency.as_str(), trafficking.as_str()), language)
                    .number(emergency.clone())
                    .number(trafficking.clone())
            });
            line.say_key(text::call_key_message, '1');
            line.say_key(text::call_key_again, AGAIN);
            line.say_key(text::call_key_back, BACK);
        }
        Step::Time => {
            line.say(text::call_time);
            ask_choices::<SafeTime>(line);
        }
        Step::Voicemail { .. } => {
            line.say(text::call_voicemail);
            ask_choices::<YesNo>(line);
        }
        Step::Reference => {
            line.say(text::call_reference);
            line.say_key(text::call_key_back, BACK);
        }
        Step::Ended => {}
    }
}

fn ask_language(line: &mut Line<'_>, page: u8) {
    let first = usize::from(page) * LANGUAGES_AT_A_TIME;
    for (&language, key) in LANGUAGES.iter().skip(first).take(LANGUAGES_AT_A_TIME).zip('1'..) {
        line.say_key_in(language, text::call_key_language, key);
    }
    if has_others(page) {
        line.say_key(text::call_key_other, OTHERS);
    }
    if page > 0 {
        line.say_key(text::call_key_back, BACK);
    }
}

/// Whether more languages follow those of this page.
pub(super) fn has_others(page: u8) -> bool {
    LANGUAGES.len() > (usize::from(page) + 1) * LANGUAGES_AT_A_TIME
}

/// "Morning: press 1." and the way back.
fn ask_choices<C: Choosable>(line: &mut Line<'_>) {
    for (choice, key) in C::all().into_iter().zip('1'..='9') {
        let Label::Text(label) = choice.label() else { continue };
        line.prompt(|language| {
            Prompt::new(text::call_key_choice(label.clone(), key.to_string()), language)
                .detail(label.key().name())
                .detail(key_name(key))
        });
    }
    line.say_key(text::call_key_back, BACK);
}

/// Whether a reference may still be typed in this call.
pub(super) const fn knows_requests(call: &Call) -> bool {
    call.wrong_references < MOST_REFERENCES
}
