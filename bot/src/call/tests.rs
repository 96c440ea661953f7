//! Calls, walked key by key; the call is saved and read back between two webhooks, as the gateway does.

mod ends;
mod everything;

use super::{Call, CallTurn, Caller, Event, Restored, Step, Then, advance, prompt::spoken, wanted_reference};
use crate::{
    callback::{Callback, CallbackReason, Voicemail},
    context::{Context, Hotlines},
    effect::Effect,
    language::Language,
    receipt::Proof,
    reference::Reference,
    report::options::{Choosable, SafeTime},
    text::{Key, Overlay},
    ticket::{TicketKind, TicketState},
};
use jiff::Timestamp;

const ENTROPY: u64 = 0x5eed;
const SPOKEN: Event = Event::Recorded { seconds: 12 };

fn reference() -> Reference {
    Reference::from_entropy(ENTROPY)
}

fn hotlines() -> Hotlines {
    Hotlines {
        emergency: "112".into(),
        trafficking: "800 290 290".into(),
        violence: "1522".into(),
        helpdesk: "800 939 000".into(),
        whatsapp: "+39 000 000 0000".into(),
        email: "helpdesk@example.org".into(),
    }
}

fn step(call: Call, event: &Event, looked_up: Option<TicketState>, restarted: bool) -> CallTurn {
    let hotlines = hotlines();
    let context = Context {
        now: Timestamp::UNIX_EPOCH,
        entropy: ENTROPY,
        requests: &[],
        restarted,
        proof: Proof::NotGiven,
        forgeable: false,
        newly_linked: false,
        house: &crate::house::House { hotlines, ..Default::default() },
    };
    advance(call, event, looked_up, &context)
}

/// A caller and what happened last.
struct Line {
    turn: CallTurn,
}

impl Line {
    fn ring(caller: Caller) -> Self {
        Self { turn: step(Call::default(), &Event::Began { caller }, None, false) }
    }

    /// A call with these keys pressed one after the other.
    fn at(caller: Caller, keys: &str) -> Self {
        let mut line = Self::ring(caller);
        for key in keys.chars() {
            line.press(&key.to_string());
        }
        line
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        self.meet(&Event::Keys(keys.into()))
    }

    fn meet(&mut self, event: &Event) -> &mut Self {
        let known = |wanted| (wanted == reference()).then_some(TicketState::Open);
        let Restored::Whole(call) = Call::restore(&self.turn.next.save()) else { panic!("read only in part") };
        let looked_up = wanted_reference(&call, event).and_then(known);
        self.turn = step(call, event, looked_up, false);
        self
    }

    fn said(&self) -> Vec<Key> {
        self.turn.say.iter().map(|prompt| prompt.text.key()).collect()
    }

    fn says(&self, key: Key) -> bool {
        self.said().contains(&key)
    }

    fn is_over(&self) -> bool {
        self.turn.then == Then::HangUp && self.turn.next.step == Step::Ended
    }
}

const MENU: [Key; 5] =
    [Key::CallKeyMessage, Key::CallKeyCallback, Key::CallKeyRequest, Key::CallKeyDanger, Key::CallKeyAgain];

fn abandoned(reason: CallbackReason) -> Callback {
    Callback { reason, safe_time: None, voicemail: Voicemail::Never, danger: false, ticket: None }
}

#[test]
fn each_language_names_its_key_in_itself() {
    let mut line = Line::ring(Caller::Known);
    let keys: Vec<_> =
        line.turn.say.iter().map(|prompt| (prompt.language, prompt.recording(&Overlay::default()))).collect();
    let expected: Vec<_> =
        Language::ALL.into_iter().zip(1..=8).map(|(l, key)| (l, format!("call-key-language-{key}"))).collect();
    assert_eq!(keys[..8], expected);
    let others: Vec<_> = Language::WIDELY_READ.map(|l| (l, "call-key-other-9".to_owned())).into();
    assert_eq!(keys[8..], others);
    assert_eq!(line.turn.then, Then::Gather { most: 1, finish: None, seconds: 8 });

    line.press("9");
    let rest: Vec<_> = line.turn.say.iter().filter(|p| p.text.key() == Key::CallKeyLanguage).collect();
    assert_eq!(rest.iter().map(|p| p.language).collect::<Vec<_>>(), Language::ALL[8..]);
    assert!(line.says(Key::CallKeyBack) && !line.says(Key::CallKeyOther));
}

#[test]
fn every_language_can_be_chosen_and_everything_is_said_in_it() {
    for (place, language) in Language::ALL.into_iter().enumerate() {
        let keys = if place < 8 { format!("{}", place + 1) } else { format!("9{}", place - 7) };
        let line = Line::at(Caller::Known, &keys);
        assert_eq!(line.turn.next.language, Some(language));
        assert_eq!(line.said()[0], Key::CallWelcome);
        assert_eq!(line.said()[1..], MENU);
        assert!(line.turn.say.iter().all(|prompt| prompt.language == language));
    }
}

#[test]
fn a_message_becomes_a_question_with_a_number_that_can_be_heard() {
    let mut line = Line::at(Caller::Known, "21");
    assert_eq!(line.said(), [Key::CallRecord]);
    assert_eq!(line.turn.then, Then::Record { most_seconds: 180 });

    line.meet(&SPOKEN);
    let reference = reference();
    let open = Effect::open_ticket(reference, TicketKind::Question, None);
    assert_eq!(line.turn.effects, [open, Effect::add_message(reference)]);
    assert_eq!(line.turn.callback, None);
    assert_eq!(line.said(), [Key::CallRecorded, Key::CallGoodbye]);
    let number = spoken(&reference.to_string());
    assert_eq!(line.turn.say[0].words(&Overlay::default()).matches(&number).count(), 2);
    assert_eq!(line.turn.say[0].numbers, [number]);
    assert!(line.is_over());

    line.meet(&Event::HungUp);
    assert_eq!((line.turn.callback, line.turn.effects.len()), (None, 0));
}

#[test]
fn who_says_nothing_twice_is_back_in_the_menu() {
    for nothing in [Event::NothingRecorded, Event::Recorded { seconds: 0 }] {
        let mut line = Line::at(Caller::Known, "21");
        assert_eq!(line.meet(&nothing).said(), [Key::CallNoVoice, Key::CallRecord]);
        assert_eq!(line.meet(&nothing).said()[1..], MENU);
        assert_eq!(line.said()[0], Key::CallNoVoice);
        assert_eq!(line.turn.effects, []);
    }
}

#[test]
fn a_call_back_asks_when_it_is_safe_and_whether_a_message_may_be_left() {
    for (key, voicemail) in [("1", Voicemail::Allowed), ("2", Voicemail::Never)] {
        let mut line = Line::at(Caller::Known, "12");
        assert_eq!(line.said()[0], Key::CallTime);
        assert_eq!(line.turn.say[3].recording(&Overlay::default()), "call-key-choice-choice-time-evening-3");
        assert_eq!(line.turn.say[3].words(&Overlay::default()), "Sera: premi 3.");
        line.press("3");
        assert_eq!(line.said()[0], Key::CallVoicemail);
        assert_eq!(line.turn.say[2].recording(&Overlay::default()), "call-key-choice-choice-no-2");

        line.press(key);
        let reference = reference();
        let open = Effect::open_ticket(reference, TicketKind::Question, None);
        assert_eq!(line.turn.effects, [open]);
        let asked = Callback {
            reason: CallbackReason::Asked,
            safe_time: Some(SafeTime::Evening),
            voicemail,
            danger: false,
            ticket: Some(reference),
        };
        assert_eq!(line.turn.callback, Some(asked));
        assert_eq!(line.said(), [Key::CallKept, Key::CallGoodbye]);
        assert!(line.is_over());
        assert_eq!(line.meet(&Event::HungUp).turn.callback, None);
    }
}

#[test]
fn every_safe_time_has_its_key() {
    for (place, safe_time) in SafeTime::all().into_iter().enumerate() {
        let line = Line::at(Caller::Known, &format!("12{}", place + 1));
        assert_eq!(line.turn.next.step, Step::Voicemail { safe_time });
    }
}

#[test]
fn nobody_calls_an_unknown_number_back() {
    let mut line = Line::at(Caller::Anonymous, "12");
    assert_eq!(line.said(), [Key::CallNoNumber, Key::CallRecord]);
    line.meet(&SPOKEN);
    assert!(line.turn.callback.is_none() && line.is_over());
    assert_eq!(line.turn.effects.len(), 2);
}

#[test]
fn a_request_tells_its_state_and_nothing_else() {
    let mut line = Line::at(Caller::Known, "23");
    assert_eq!(line.turn.then, Then::Gather { most: 9, finish: Some('#'), seconds: 12 });
    let digits = reference().to_string().replace('-', "");
    line.press(&digits);
    assert_eq!(line.said()[0], Key::CallState);
    assert_eq!(line.turn.say[0].recording(&Overlay::default()), "call-state-state-open");
    assert_eq!(line.turn.say[0].words(&Overlay::default()), "Your request: a person is working on it.");
    assert_eq!(line.said()[1..], MENU);
    assert!(line.turn.effects.is_empty() && line.turn.callback.is_none());
    // They got what they called for.
    assert_eq!(line.meet(&Event::HungUp).turn.callback, None);
}

#[test]
fn a_reference_is_looked_up_only_where_it_is_asked_for() {
    let digits = Event::Keys(reference().to_string().replace('-', "") + "#");
    assert_eq!(wanted_reference(&Line::at(Caller::Known, "13").turn.next, &digits), Some(reference()));
    for keys in ["", "1", "11", "12", "14"] {
        assert_eq!(wanted_reference(&Line::at(Caller::Known, keys).turn.next, &digits), None, "{keys}");
    }
    for wrong in ["", "#", "48291357", "000000000", "482913571", "9".repeat(4000).as_str()] {
        let line = Line::at(Caller::Known, "13");
        assert_eq!(wanted_reference(&line.turn.next, &Event::Keys(wrong.into())), None);
    }
}

#[test]
fn three_unknown_references_are_enough_for_one_call() {
    let mut line = Line::at(Caller::Known, "13");
    // Mistyped, unknown, too short: all sound the same.
    let unknown = Reference::from_entropy(7).to_string().replace('-', "");
    assert_eq!(line.press("123456789").said()[..2], [Key::CallReferenceWrong, Key::CallReference]);
    assert_eq!(line.press(&unknown).said()[..2], [Key::CallReferenceWrong, Key::CallReference]);
    assert_eq!(line.press("12").said()[..2], [Key::CallReferenceWrong, Key::CallKeyMessage]);
    assert!(!line.says(Key::CallKeyRequest));
    assert_eq!(line.press("3").said()[0], Key::CallWrongKey);
    assert_eq!(line.turn.next.step, Step::Menu);
}

#[test]
fn danger_names_the_hotlines_first_and_what_follows_is_urgent() {
    let mut line = Line::at(Caller::Known, "24");
    assert_eq!(line.said(), [Key::Emergency, Key::CallKeyMessage, Key::CallKeyAgain, Key::CallKeyBack]);
    assert_eq!(line.turn.say[0].numbers, ["1 1 2", "8 0 0, 2 9 0, 2 9 0"]);
    assert!(line.turn.say[0].words(&Overlay::default()).contains("call 1 1 2."));
    line.press("1").meet(&SPOKEN);
    let open = Effect::open_ticket(reference(), TicketKind::Urgent, None);
    assert_eq!(line.turn.effects[0], open);

    let gone = Line::at(Caller::Known, "24").meet(&Event::HungUp).turn.callback;
    assert_eq!(gone, Some(Callback { danger: true, ..abandoned(CallbackReason::Abandoned) }));
}

#[test]
fn the_star_goes_back_everywhere() {
    for (keys, to) in [
        ("", Step::Language { page: 0 }),
        ("9", Step::Language { page: 0 }),
        ("1", Step::Language { page: 0 }),
        ("11", Step::Menu),
        ("12", Step::Menu),
        ("121", Step::Time),
        ("13", Step::Menu),
        ("14", Step::Menu),
    ] {
        assert_eq!(Line::at(Caller::Known, &format!("{keys}*")).turn.next.step, to, "{keys}");
    }
    assert_eq!(Line::at(Caller::Known, "13").press("48*").turn.next.step, Step::Menu);
}

#[test]
fn numbers_are_said_digit_by_digit() {
    for (written, said) in [
        ("482-913-570", "4 8 2, 9 1 3, 5 7 0"),
        ("112", "1 1 2"),
        ("1522", "1 5 2 2"),
        ("800290290", "8 0 0, 2 9 0, 2 9 0"),
        (" +39 06 1234", "0 0, 3 9, 0 6, 1 2 3 4"),
        ("", ""),
        ("nessuno", ""),
    ] {
        assert_eq!(spoken(written), said);
    }
}

#[test]
fn a_voice_gets_no_marks_and_a_draft_about_danger_is_said_twice() {
    let line = Line::at(Caller::Known, "44");
    assert!(line.turn.say.iter().all(|prompt| !prompt.words(&Overlay::default()).contains(['\u{2068}', '\u{2069}'])));
    assert!(line.turn.say[0].text.in_language(Language::Arabic).contains('\u{2068}'), "there are marks to remove");
    for (key, language) in Language::ALL.into_iter().zip(1..=8).map(|(l, key)| (key, l)) {
        let line = Line::at(Caller::Known, &format!("{key}4"));
        let is_draft = line.turn.say[0].text.is_draft(language);
        assert_eq!(line.turn.say[0].is_said_again(&Overlay::default()), is_draft, "{language}");
        assert!(!line.turn.say[1].is_said_again(&Overlay::default()));
        assert_eq!(line.turn.say[1].readings(), language.reading());
    }
}
