//! What somebody typed, understood: a number in any script, a word in any of their languages, the label of a choice.

use crate::{
    language::Language,
    reply::{Choice, Label},
    text::{Key, Overlay, words},
};
use std::{collections::HashMap, sync::LazyLock};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Characters of one message that are kept; more than any channel but e-mail lets a person send.
pub const LONGEST_TEXT: usize = 10_000;

/// A word that works everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Danger: the hotlines at once.
    Emergency,
    /// Nothing more, please.
    Stop,
    /// Back to the menu.
    Menu,
    /// One step back.
    Back,
    /// A person.
    Person,
    /// Another day.
    Later,
    /// Skip this question.
    Skip,
    /// "I don't know".
    DontKnow,
    /// Help in context.
    Help,
    /// Another language.
    Language,
    /// Delete my data.
    Erase,
    /// Keep what was to be deleted.
    Keep,
    /// The new channel is not mine.
    NotMe,
    /// The new channel is mine.
    ItIsMe,
    /// Yes.
    Yes,
    /// No.
    No,
}

const COMMANDS: [(Command, Key); 16] = [
    (Command::Emergency, Key::WordsEmergency),
    (Command::Stop, Key::WordsStop),
    (Command::Menu, Key::WordsMenu),
    (Command::Back, Key::WordsBack),
    (Command::Person, Key::WordsPerson),
    (Command::Later, Key::WordsLater),
    (Command::Skip, Key::WordsSkip),
    (Command::DontKnow, Key::WordsDontKnow),
    (Command::Help, Key::WordsHelp),
    (Command::Language, Key::WordsLanguage),
    (Command::Erase, Key::WordsErase),
    (Command::Keep, Key::WordsKeep),
    (Command::NotMe, Key::WordsNotMe),
    (Command::ItIsMe, Key::WordsItIsMe),
    (Command::Yes, Key::WordsYes),
    (Command::No, Key::WordsNo),
];

/// What a text means at this point of the conversation.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// A word that works everywhere.
    Command(Command),
    /// One or more of the choices, by number or by name.
    Chosen(Vec<&'static str>),
    /// Words that are nothing of the above.
    Words,
}

/// Understands a text. `free` says that the question asks for the person's own words: then only a whole message
/// that is a command, or the number or name of a choice, is taken as such. A name is what a choice is called now and, if
/// no other is called that, what it was called when an older message was sent.
pub fn understand(text: &str, choices: &[Choice], languages: &[Language], free: bool, wording: &Overlay) -> Said {
    let said = plain(text);
    if let Some(command) = slash_command(text) {
        return Said::Command(command);
    }
    let called = |choice: &&Choice| labels(choice, languages, wording).any(|label| label == said);
    let was_called = |choice: &&Choice| former(choice, languages, wording).any(|label| label == said);
    if let Some(choice) = choices.iter().find(called).or_else(|| choices.iter().find(was_called)) {
        return Said::Chosen(vec![choice.id]);
    }
    if let Some(command) = command(&said, languages) {
        return Said::Command(command);
    }
    if let Some(numbers) = numbers(text) {
        return match numbers.iter().map(|&n| n.checked_sub(1).and_then(|i| choices.get(i))).collect::<Option<Vec<_>>>()
        {
            Some(chosen) => Said::Chosen(chosen.into_iter().map(|choice| choice.id).collect()),
            None if numbers == [0] => Said::Command(Command::Back),
            None => Said::Words,
        };
    }
    if free {
        return Said::Words;
    }
    match part_of_one_label(&said, choices, languages, wording) {
        Some(choice) => Said::Chosen(vec![choice.id]),
        None => Said::Words,
    }
}

/// Whether words that were not understood speak of danger: then the hotlines are shown, though no alarm is raised
/// ("no danger here" speaks of it too).
pub(crate) fn mentions_danger(text: &str, languages: &[Language]) -> bool {
    plain(text).split(' ').any(|word| command(word, languages) == Some(Command::Emergency))
}

/// Whether words speak of danger in any language at all: before anybody has said which one is theirs.
pub fn speaks_of_danger(text: &str) -> bool {
    let said = plain(text);
    let is_danger = |words: &str| {
        WORDS.get(words).is_some_and(|known| known.iter().any(|(command, _)| *command == Command::Emergency))
    };
    is_danger(&said) || said.split(' ').any(is_danger)
}

/// Telegram's and other platforms' commands: `/start`, with or without a payload or the bot's name.
fn slash_command(text: &str) -> Option<Command> {
    let name = text.trim().strip_prefix('/')?.split([' ', '@']).next()?;
    match name.to_ascii_lowercase().as_str() {
        "start" | "menu" => Some(Command::Menu),
        "help" => Some(Command::Help),
        "stop" => Some(Command::Stop),
        "language" | "lingua" => Some(Command::Language),
        "person" | "persona" => Some(Command::Person),
        "sos" => Some(Command::Emergency),
        _ => None,
    }
}

/// All command words of all languages, in plain letters.
static WORDS: LazyLock<HashMap<String, Vec<(Command, Language)>>> = LazyLock::new(|| {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for language in Language::ALL {
        for (command, key) in COMMANDS {
            for word in words(key, language) {
                found.entry(plain(&word)).or_default().push((command, language));
            }
        }
    }
    found
});

/// A command in one of the person's languages, in Italian or in English; the emergency words also in the other widely read ones.
fn command(said: &str, languages: &[Language]) -> Option<Command> {
    let known = WORDS.get(said)?;
    let own = languages.iter().find_map(|l| known.iter().find(|(_, language)| language == l));
    let shared = || {
        known.iter().find(|(command, language)| match command {
            Command::Emergency => Language::WIDELY_READ.contains(language),
            _ => matches!(language, Language::Italian | Language::English),
        })
    };
    own.or_else(shared).map(|(command, _)| *command)
}

fn labels<'a>(
    choice: &'a Choice,
    languages: &'a [Language],
    wording: &'a Overlay,
) -> impl Iterator<Item = String> + 'a {
    languages.iter().map(|&language| plain(&choice.label.said(language, wording)))
}

/// What it was called before the staff changed it.
fn former<'a>(
    choice: &'a Choice,
    languages: &'a [Language],
    wording: &'a Overlay,
) -> impl Iterator<Item = String> + 'a {
    let text = match &choice.label {
        Label::Text(text) => Some(text),
        Label::Name(_) | Label::Words(_) => None,
    };
    let said = move |text| languages.iter().flat_map(move |&language| wording.former(text, language));
    text.into_iter().flat_map(said).map(|label| plain(&label))
}

/// A word of at least three letters that stands in the label of exactly one choice.
fn part_of_one_label<'a>(
    said: &str,
    choices: &'a [Choice],
    languages: &[Language],
    wording: &Overlay,
) -> Option<&'a Choice> {
    if said.chars().count() < 3 {
        return None;
    }
    let fits = |choice: &&Choice| {
        labels(choice, languages, wording)
            .any(|label| label.split(' ').any(|word| word == said) || label.starts_with(said))
    };
    let mut found = choices.iter().filter(fits);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// "3", "1 4", "٢", "1️⃣": nothing but numbers.
fn numbers(text: &str) -> Option<Vec<usize>> {
    let western = western_digits(text);
    let parts: Vec<_> =
        western.split([' ', ',', ';', '.', '+', '\n', '،', '-', ')']).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.len() > 12 {
        return None;
    }
    parts.into_iter().map(|part| if part.len() <= 3 { part.parse().ok() } else { None }).collect()
}

/// The zero of each script of decimal digits that the users' phones offer.
const ZEROS: [char; 9] = ['٠', '۰', '०', '০', '੦', '߀', '０', '\u{1E950}', '௦'];

/// Writes the digits of any of the users' scripts, and keycap emoji, as 0–9.
pub fn western_digits(text: &str) -> String {
    let digit = |c: char| {
        ZEROS.iter().find_map(|&zero| {
            let distance = (c as u32).checked_sub(zero as u32).filter(|d| *d < 10)?;
            char::from_digit(distance, 10)
        })
    };
    text.chars().filter(|c| !matches!(c, '\u{FE0F}' | '\u{20E3}')).map(|c| digit(c).unwrap_or(c)).collect()
}

/// Letters as people without the right keyboard type them: lower case, no marks, no hooks, no punctuation.
pub fn plain(text: &str) -> String {
    let letters =
        text.nfkd().filter(|c| !is_combining_mark(*c) && *c != 'ـ').flat_map(char::to_lowercase).map(|c| match c {
            'ɓ' => 'b',
            'ɗ' => 'd',
            'ŋ' => 'n',
            'ƴ' | 'ɏ' => 'y',
            'ə' => 'e',
            '’' | '‘' | 'ʼ' => '\'',
            c => c,
        });
    let spaced: String = letters.map(|c| if c.is_alphanumeric() || c == '\'' { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Removes what cannot be seen and can only confuse or attack: control and direction characters, NUL.
pub fn clean(text: &str) -> String {
    let kept = |c: &char| match c {
        '\n' | '\t' => true,
        '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => false,
        c => !c.is_control(),
    };
    text.chars().filter(kept).collect::<String>().trim().to_owned()
}

/// The first [`LONGEST_TEXT`] characters, and whether anything was cut.
pub fn clip(text: &str) -> (String, bool) {
    match text.char_indices().nth(LONGEST_TEXT) {
        Some((end, _)) => (text[..end].to_owned(), true),
        None => (text.to_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{self, overlay::Wording};

    #[test]
    fn a_label_is_understood_as_it_is_called_now_and_as_it_was_called() {
        let choice = |id, text| Choice::answer(id, Label::Text(text), "");
        let choices = [choice("information", text::choice_information()), choice("report", text::choice_report())];
        let (mut wording, language) = (Overlay::default(), Language::Italian);
        let label = |key, words| Wording { key, language, words, draft: false, mark: "a1" };
        wording.publish(&label(Key::ChoiceReport, "Qualcosa non va")).unwrap();
        wording.remember(Key::ChoiceReport, language, "Lavoro difficile");
        let chosen = |words| understand(words, &choices, &[language], false, &wording);
        for words in ["Qualcosa non va", "qualcosa", "Problema al lavoro", "lavoro difficile"] {
            assert_eq!(chosen(words), Said::Chosen(vec!["report"]), "{words}");
        }
        // What is called so now comes before what was called so.
        wording.publish(&label(Key::ChoiceInformation, "Problema al lavoro")).unwrap();
        let said = understand("problema al lavoro", &choices, &[language], false, &wording);
        assert_eq!(said, Said::Chosen(vec!["information"]));
    }
}
