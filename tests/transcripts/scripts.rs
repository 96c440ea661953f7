//! The scripts: what a worker does, by the choices' identifiers, so that one script serves all languages.

use bot::{
    conversation::Step,
    inbound::{Content, Inbound, Position},
    language::Language,
    private::Private,
    receipt::Proof,
    reference::Reference,
    text::{Key, Text},
    ticket::TicketState,
};
use tests::talk::Talk;

/// One thing a worker does.
#[derive(Clone, Copy)]
pub enum Turn {
    /// Types the number of a choice, in the digits of their script.
    Pick(&'static str),
    /// Types this.
    Type(&'static str),
    /// Types the first word that their language has for a command.
    Word(fn(Language) -> Text),
    /// Shares a position.
    Place(f64, f64),
    /// Sends a voice note.
    Voice,
    /// Sends a photo.
    Photo,
    /// Types the code that was just sent to this sender.
    Code,
    /// Lets days pass.
    Days(i64),
}

/// What the gateway would know at each turn.
#[derive(Clone, Copy, Default)]
pub struct Known {
    /// The channel is mail or SMS.
    pub forgeable: bool,
    /// A channel was added to this person's lately.
    pub newly_linked: bool,
    /// What the receipts that are typed are worth.
    pub proof: Proof,
}

use Turn::{Code, Days, Photo, Pick, Place, Type, Voice, Word};

/// A flow from the first word on.
pub struct Script {
    pub name: &'static str,
    turns: Vec<Turn>,
    pub known: Known,
}

impl Script {
    /// The turns, with the choice of a language, and of a reading language where there are two, in front.
    pub fn turns_in(&self, language: Language) -> Vec<Turn> {
        let mut turns = vec![Type("ciao"), Pick(language.tag())];
        if language.reading().len() > 1 {
            turns.push(Pick(language.reading()[0].tag()));
        }
        turns.extend(&self.turns);
        turns
    }

    /// Whether it is played to the bot alone: time stands still in the gateway, and it knows nothing beforehand.
    pub fn plays_alone(&self) -> bool {
        let Known { forgeable, newly_linked, proof } = self.known;
        self.turns.iter().any(|turn| matches!(turn, Days(_))) || forgeable || newly_linked || proof != Proof::NotGiven
    }

    fn knowing(self, known: Known) -> Self {
        Self { known, ..self }
    }
}

impl Turn {
    /// What is not words.
    pub fn content(self) -> Option<Content> {
        match self {
            Place(latitude, longitude) => Some(Content::Location(Private::new(Position { latitude, longitude }))),
            Voice => Some(Content::Voice),
            Photo => Some(Content::Attachment),
            Pick(_) | Type(_) | Word(_) | Code | Days(_) => None,
        }
    }

    /// What is typed or sent at this point of a talk.
    pub fn inbound(self, talk: &Talk, language: Language) -> (String, Inbound) {
        let typed = match self {
            Pick(choice) => in_digits_of(language, &talk.number(choice)),
            Type(words) => words.to_owned(),
            Word(text) => first(&text(language).in_language(language)),
            Place(..) => "[posizione]".to_owned(),
            Voice => "[voce]".to_owned(),
            Photo => "[foto]".to_owned(),
            Code => match &talk.state.step {
                Step::Prove { code, .. } => code.to_string(),
                step => panic!("no code was sent at {step:?}"),
            },
            Days(_) => String::new(),
        };
        let inbound = self.content().map_or_else(|| Inbound::text(&typed), Inbound::from);
        (typed, inbound)
    }
}

fn first(words: &str) -> String {
    words.split([',', '،']).next().unwrap_or_default().trim().to_owned()
}

fn in_digits_of(language: Language, number: &str) -> String {
    let zero = match language {
        Language::Arabic => '٠',
        Language::Urdu => '۰',
        _ => '0',
    };
    number.chars().filter_map(|c| char::from_u32(zero as u32 + c.to_digit(10)?)).collect()
}

macro_rules! word {
    ($function:ident) => {
        Word(|_| bot::text::$function())
    };
}

const REPORT: [Turn; 2] = [Pick("report"), Pick("yes")];

fn script(name: &'static str, parts: &[&[Turn]]) -> Script {
    Script { name, turns: parts.concat(), known: Known::default() }
}

pub fn scripts() -> Vec<Script> {
    let _ = Key::ALL;
    vec![
        script("welcome", &[&[word!(words_help), Type("blablabla"), Type("🙂🙂"), Type("1"), word!(words_menu)]]),
        script(
            "information",
            &[
                &[
                    Pick("information"),
                    Pick("pay"),
                    Pick("continue"),
                    Pick("back"),
                    Pick("continue"),
                    Pick("continue"),
                    Pick("yes"),
                ],
                &[
                    Pick("hours"),
                    Pick("continue"),
                    Pick("continue"),
                    Pick("yes"),
                    Pick("safety"),
                    Pick("continue"),
                    Pick("continue"),
                    Pick("yes"),
                ],
                &[
                    Pick("threats"),
                    Pick("continue"),
                    Pick("continue"),
                    Pick("yes"),
                    Pick("permits"),
                    Pick("continue"),
                    Pick("continue"),
                    Pick("yes"),
                ],
                &[
                    Pick("housing"),
                    Pick("continue"),
                    Pick("continue"),
                    Pick("yes"),
                    Pick("health"),
                    Pick("continue"),
                    Pick("continue"),
                    Pick("yes"),
                ],
                &[
                    Pick("transport"),
                    Pick("continue"),
                    Pick("yes"),
                    Pick("after"),
                    Pick("continue"),
                    Pick("continue"),
                    Pick("yes"),
                ],
                &[Pick("hotlines"), Pick("continue"), Pick("continue"), Pick("no"), Type("…?"), Pick("menu")],
            ],
        ),
        script(
            "report",
            &[
                &REPORT,
                &[Pick("no"), Pick("me"), Pick("puglia"), Pick("Foggia"), Pick("farm")],
                &[
                    Pick("low"),
                    Pick("late"),
                    Pick("continue"),
                    Type("1 2"),
                    Pick("none"),
                    Pick("bad"),
                    Pick("continue"),
                ],
                &[
                    Pick("none"),
                    Pick("present"),
                    Pick("continue"),
                    Pick("many"),
                    Pick("no"),
                    Pick("half"),
                    Pick("none"),
                ],
                &[
                    Pick("yes"),
                    Pick("no"),
                    Pick("with-help"),
                    Type("Lavoro nei campi."),
                    Type("Anche di notte."),
                    Pick("continue"),
                ],
                &[Pick("call"), Type("12"), Type("+39 333 000 0000"), Pick("evening"), Pick("send"), Pick("requests")],
            ],
        ),
        script(
            "report-danger",
            &[
                &REPORT,
                &[
                    Pick("yes"),
                    Pick("me"),
                    word!(words_emergency),
                    word!(words_later),
                    Pick("report"),
                    word!(words_skip),
                ],
                &[Pick("unknown"), Pick("low"), Pick("continue")],
            ],
        ),
        script("report-skipped", &[&REPORT, &[Pick("skip"); 3], &[Pick("skip"); 17], &[Pick("send")]]),
        script(
            "report-corrected",
            &[
                &REPORT,
                &[Pick("no"), Pick("me"), Place(41.46, 15.54), word!(words_back), Pick("Bari"), Pick("building")],
                &[Pick("skip"); 8],
                &[Pick("unknown"), Pick("citizen"), Pick("no"), Pick("no"), Pick("skip"), Pick("wait")],
                &[Pick("correct"), Pick("region"), Pick("calabria"), Pick("Cosenza")],
                &[Pick("correct"), Pick("stay"), Pick("valid"), Pick("yes"), Pick("discard")],
            ],
        ),
        script(
            "report-later",
            &[
                &[
                    Pick("report"),
                    Pick("no"),
                    Pick("report"),
                    Pick("yes"),
                    Pick("no"),
                    Pick("later"),
                    Days(5),
                    Pick("report"),
                ],
                &[
                    Pick("group"),
                    word!(words_stop),
                    Days(3),
                    Type("?"),
                    Pick("report"),
                    Type("Taranto"),
                    word!(words_dont_know),
                ],
            ],
        ),
        script(
            "person-open",
            &[&[Pick("person"), Type("Ho una domanda."), Type("Ancora una."), word!(words_menu), Pick("requests")]],
        ),
        script("person-closed", &[&[Days(6), Pick("person"), Type("Ho una domanda.")]]),
        script(
            "language",
            &[&[Pick("language"), Pick("back"), word!(words_language), Type("francais"), word!(words_menu)]],
        ),
        script(
            "emergency",
            &[&[Pick("emergency"), Pick("no"), word!(words_emergency), Pick("yes"), word!(words_menu)]],
        ),
        script(
            "services",
            &[
                &[Pick("services"), Voice, Pick("puglia"), Pick("Foggia"), Type("blablabla"), Type("taranto")],
                &[Pick("other"), Place(41.0, 15.0), Pick("other"), Pick("campania"), Pick("unknown")],
                &[Pick("other"), Pick("veneto"), word!(words_back), Place(0.0, 0.0), Pick("valle-d-aosta")],
                &[Type("Comune di prova"), Pick("person")],
            ],
        ),
        script("voice-and-photo", &[&[Voice, Photo, Place(41.0, 15.0)]]),
        script(
            "erase",
            &[&[
                Pick("person"),
                Type("Ho una domanda."),
                word!(words_erase),
                Pick("erase-no"),
                Pick("erase"),
                Pick("erase-yes"),
            ]],
        ),
        script(
            "link",
            &[&[
                Pick("requests"),
                Pick("link"),
                Type("ciao"),
                Type("482-913-570 123456"),
                word!(words_menu),
                Pick("requests"),
                Pick("menu"),
            ]],
        ),
        script(
            "erase-kept",
            &[&[Pick("erase"), Pick("erase-yes"), word!(words_keep), Pick("erase"), Pick("erase-yes"), Pick("keep")]],
        ),
        script(
            "link-state",
            &[&[Pick("requests"), Pick("link"), Type("482-913-570 123456"), Pick("yes"), Pick("requests")]],
        )
        .knowing(Known {
            proof: Proof::Proven {
                reference: Reference::from_entropy(42),
                state: TicketState::Answered,
                opened_at: "2026-11-20T09:00:00Z".parse().unwrap(),
            },
            ..Known::default()
        }),
        script("link-objection", &[&[word!(words_not_me), Pick("person"), word!(words_it_is_me)]])
            .knowing(Known { newly_linked: true, ..Known::default() }),
        script(
            "forgeable",
            &[
                &[Pick("person"), Type("Ho una domanda."), word!(words_menu), Pick("requests"), Type("000000"), Code],
                &[Pick("erase"), Pick("erase-no"), Pick("erase"), Code, word!(words_keep)],
            ],
        )
        .knowing(Known { forgeable: true, ..Known::default() }),
        script("stop", &[&[word!(words_stop), Type("ciao")]]),
    ]
}
