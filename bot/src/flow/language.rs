//! Language: eleven names, each in itself; changeable at any time; a platform's setting only suggests.

use crate::{
    conversation::{Conversation, Step},
    language::Language,
    reply::{Choice, Label},
    scene::Scene,
    text,
    understand::plain,
};

pub(super) fn choices(state: &Conversation) -> Vec<Choice> {
    let name = |language: Language| Choice::answer(language.tag(), Label::Name(language.endonym()), "");
    let mut choices: Vec<_> = Language::ALL.into_iter().map(name).collect();
    if state.language.is_none()
        && let Some(place) =
            state.suggested.and_then(|suggested| Language::ALL.into_iter().position(|l| l == suggested))
    {
        choices[..=place].rotate_right(1);
    }
    if state.language.is_some() {
        choices.push(super::to_back());
    }
    choices
}

pub(super) fn choose(scene: &mut Scene<'_>, tag: &str) -> bool {
    let Ok(language) = tag.parse::<Language>() else { return false };
    scene.state.language = Some(language);
    scene.state.reading = language.reading().first().copied();
    if scene.wording().is_draft(&text::welcome_1(), language) {
        scene.say(text::draft_language_note());
    }
    match language.reading() {
        [_, _, ..] => scene.state.leave(Step::ChooseReading),
        _ => greet(scene),
    }
    true
}

pub(super) fn reading_choices(state: &Conversation) -> Vec<Choice> {
    let readable = state.language.map(Language::reading).unwrap_or_default();
    readable.iter().map(|language| Choice::answer(language.tag(), Label::Name(language.endonym()), "")).collect()
}

pub(super) fn choose_reading(scene: &mut Scene<'_>, tag: &str) -> bool {
    let Ok(reading) = tag.parse() else { return false };
    scene.state.reading = Some(reading);
    greet(scene);
    true
}

/// A name typed with or without its marks, or its beginning.
pub(super) fn hear(scene: &mut Scene<'_>, words: &str) -> bool {
    let said = plain(words);
    let named =
        Language::ALL.into_iter().find(|l| said.split(' ').any(|word| word == plain(l.endonym()) || word == l.tag()));
    named.is_some_and(|language| choose(scene, language.tag()))
}

fn greet(scene: &mut Scene<'_>) {
    if scene.state.welcomed {
        scene.say(text::language_set());
    } else {
        scene.say(text::welcome_1());
        scene.say(text::welcome_2());
        scene.say(text::welcome_3());
        scene.end_message();
        scene.state.welcomed = true;
    }
    scene.state.leave(Step::Menu);
}
