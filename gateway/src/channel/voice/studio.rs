//! Who says a sentence: a recorded voice, a synthetic one, or the synthetic voice of a language that is read instead.

use bot::{
    call::Prompt,
    language::Language,
    text::{Key, Overlay},
};
use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

/// A piece of what is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Of the recordings, by its path under `/voice/recordings/`.
    Play(String),
    /// By a synthetic voice.
    Say(Voice, String),
}

/// A synthetic voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voice {
    /// `language` of `<Say>`.
    pub language: &'static str,
    /// `voice` of `<Say>`, where the default voice does not speak it.
    pub name: Option<&'static str>,
}

/// Which recordings there are. Read once: what is not in it does not exist.
#[derive(Clone, Debug, Default)]
pub struct Studio(HashMap<(Language, String), Recorded>);

#[derive(Clone, Debug)]
struct Recorded {
    file: PathBuf,
    ending: Ending,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Mp3,
    Wav,
}

impl Ending {
    const fn name(self) -> &'static str {
        match self {
            Self::Mp3 => "mp3",
            Self::Wav => "wav",
        }
    }

    const fn mime(self) -> &'static str {
        match self {
            Self::Mp3 => "audio/mpeg",
            Self::Wav => "audio/wav",
        }
    }
}

/// The synthetic voice of a language (<https://www.twilio.com/docs/voice/twiml/say/text-speech>). For Arabic the default
/// voice is silent, so one is named.
pub const fn voice(language: Language) -> Option<Voice> {
    match language {
        Language::Italian => Some(Voice { language: "it-IT", name: None }),
        Language::English => Some(Voice { language: "en-GB", name: None }),
        Language::French => Some(Voice { language: "fr-FR", name: None }),
        Language::Arabic => Some(Voice { language: "arb", name: Some("Polly.Zeina") }),
        Language::Naija
        | Language::Edo
        | Language::Wolof
        | Language::Mandinka
        | Language::Pulaar
        | Language::Pular
        | Language::Urdu => None,
    }
}

impl Studio {
    /// Looks into a folder: `<language>/<recording>.mp3` or `.wav`, where the recording is [`Prompt::recording`], or a
    /// digit. Other files are left alone.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let mut found = HashMap::new();
        for language in Language::ALL {
            let Ok(files) = fs::read_dir(folder.join(language.tag())) else { continue };
            for file in files {
                let file = file?.path();
                let ending = match file.extension().and_then(|ending| ending.to_str()) {
                    Some("mp3") => Ending::Mp3,
                    Some("wav") => Ending::Wav,
                    _ => continue,
                };
                let name = file.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
                if is_name(name) && file.is_file() {
                    found.insert((language, name.to_owned()), Recorded { file: file.clone(), ending });
                }
            }
        }
        anyhow::ensure!(folder.is_dir(), "APPRODO_VOICE__RECORDINGS: {} is no folder", folder.display());
        Ok(Self(found))
    }

    /// The file that stands under `<language>/<name>`, and its type.
    pub fn file(&self, language: &str, name: &str) -> Option<(&Path, &'static str)> {
        let (name, ending) = name.rsplit_once('.')?;
        let recorded = self.0.get(&(language.parse().ok()?, name.to_owned()))?;
        (recorded.ending.name() == ending).then(|| (recorded.file.as_path(), recorded.ending.mime()))
    }

    /// Says a sentence.
    pub fn say(&self, prompt: &Prompt, wording: &Overlay) -> Vec<Piece> {
        let own = voice(prompt.language);
        let mut pieces = Vec::new();
        let is_own = match self.recorded(prompt, wording) {
            Some(recorded) => {
                pieces.extend(recorded);
                true
            }
            None => {
                pieces.extend(own.map(|voice| Piece::Say(voice, prompt.words(wording))));
                own.is_some()
            }
        };
        if !is_own || prompt.is_said_again(wording) {
            let readings = prompt.readings().iter().filter_map(|reading| Some((*reading, voice(*reading)?)));
            pieces.extend(readings.map(|(reading, voice)| Piece::Say(voice, borrowed(prompt, reading, wording))));
        }
        pieces
    }

    /// A recording, and after it the numbers that it cannot hold; `None` where they cannot be said.
    fn recorded(&self, prompt: &Prompt, wording: &Overlay) -> Option<Vec<Piece>> {
        let mut pieces = vec![self.play(prompt.language, &prompt.recording(wording))?];
        for number in &prompt.numbers {
            let digits: Option<Vec<_>> = number
                .chars()
                .filter(char::is_ascii_digit)
                .map(|digit| self.play(prompt.language, &digit.to_string()))
                .collect();
            match digits {
                Some(digits) => pieces.extend(digits),
                None => {
                    let mut tongues = [prompt.language].into_iter().chain(prompt.readings().iter().copied());
                    pieces.push(Piece::Say(tongues.find_map(voice)?, number.clone()));
                }
            }
        }
        Some(pieces)
    }

    fn play(&self, language: Language, name: &str) -> Option<Piece> {
        let recorded = self.0.get(&(language, name.to_owned()))?;
        Some(Piece::Play(format!("{language}/{name}.{}", recorded.ending.name())))
    }
}

/// What another language's voice says in the place of a sentence.
fn borrowed(prompt: &Prompt, reading: Language, wording: &Overlay) -> String {
    match prompt.text.key() {
        // Each language offers itself: in French this would offer French.
        Key::CallKeyLanguage => prompt.words(wording),
        _ => prompt.words_in(reading, wording),
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 100
        && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}
