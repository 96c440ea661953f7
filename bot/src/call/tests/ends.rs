//! Calls that end early or go wrong: hung up, silent, a wrong key, a webhook twice, another release.

use super::*;

#[test]
fn whoever_hangs_up_too_early_is_called_back() {
    let evening = Callback { safe_time: Some(SafeTime::Evening), ..abandoned(CallbackReason::Abandoned) };
    for (keys, left) in [
        ("", abandoned(CallbackReason::Missed)),
        ("9", abandoned(CallbackReason::Missed)),
        ("1*", abandoned(CallbackReason::Missed)),
        ("1", abandoned(CallbackReason::Abandoned)),
        ("11", abandoned(CallbackReason::Abandoned)),
        ("12", abandoned(CallbackReason::Abandoned)),
        ("123", evening),
        ("123*", abandoned(CallbackReason::Abandoned)),
        ("13", abandoned(CallbackReason::Abandoned)),
    ] {
        let mut line = Line::at(Caller::Known, keys);
        line.meet(&Event::HungUp);
        assert_eq!(line.turn.callback, Some(left), "{keys}");
        assert!(line.is_over() && line.turn.say.is_empty());
        // The provider says it twice.
        assert_eq!(line.meet(&Event::HungUp).turn.callback, None, "{keys}");
        assert_eq!(Line::at(Caller::Anonymous, keys).meet(&Event::HungUp).turn.callback, None, "{keys}");
    }
    assert_eq!(step(Call::default(), &Event::HungUp, None, false).callback, None, "no call had begun");
}

#[test]
fn a_message_that_arrives_after_the_line_was_closed_is_kept() {
    let mut line = Line::at(Caller::Known, "11");
    line.meet(&Event::HungUp).meet(&SPOKEN);
    assert_eq!(line.turn.effects.len(), 2);
    let left = Callback { ticket: Some(reference()), ..abandoned(CallbackReason::Abandoned) };
    assert_eq!(line.turn.callback, Some(left));
    assert!(line.is_over() && line.turn.say.is_empty());
    // A second recording joins the ticket.
    line.meet(&SPOKEN);
    assert_eq!(line.turn.effects, [Effect::add_message(reference())]);
}

#[test]
fn silence_is_answered_twice_and_then_somebody_calls_back() {
    for keys in ["", "9", "1", "12", "121", "13", "14"] {
        let mut line = Line::at(Caller::Known, keys);
        // Without the answer to the last key, which is not repeated.
        let question = |said: Vec<Key>| said.into_iter().filter(|&key| key != Key::CallWelcome).collect::<Vec<_>>();
        let asked = question(line.said());
        assert_eq!(line.meet(&Event::Silence).said(), asked, "{keys}");
        assert_eq!(line.meet(&Event::Keys(String::new())).said(), asked, "{keys}");
        line.meet(&Event::Silence);
        assert!(line.is_over() && line.said().iter().all(|&key| key == Key::CallGoodbye), "{keys}");
        let reason = if line.turn.next.language.is_some() { CallbackReason::Abandoned } else { CallbackReason::Missed };
        assert_eq!(line.turn.callback.map(|left| left.reason), Some(reason), "{keys}");
        assert_eq!(line.meet(&Event::HungUp).turn.callback, None, "{keys}");
    }
}

#[test]
fn a_key_ends_the_silence() {
    let mut line = Line::at(Caller::Known, "1");
    for _ in 0..5 {
        line.meet(&Event::Silence).meet(&Event::Silence).press("0");
        assert_eq!(line.said()[0], Key::CallWelcome);
        assert_eq!(line.said()[1..], MENU);
    }
}

#[test]
fn a_wrong_key_is_said_and_the_question_comes_again() {
    for (keys, wrong) in [("", "#"), ("9", "4"), ("9", "9"), ("1", "5"), ("1", "11"), ("12", "6"), ("121", "3")] {
        let mut line = Line::at(Caller::Known, keys);
        let before = line.turn.next.step;
        line.press(wrong);
        assert_eq!(line.said()[0], Key::CallWrongKey, "{keys} {wrong}");
        assert_eq!(line.turn.next.step, before, "{keys} {wrong}");
        assert!(line.said().len() > 1);
    }
}

#[test]
fn a_stuck_key_does_not_hold_the_line() {
    let mut line = Line::at(Caller::Known, "1");
    let turns = (0..200).take_while(|_| !line.press("7").is_over()).count();
    assert!(turns < 60, "{turns}");
    assert_eq!(line.turn.callback, Some(abandoned(CallbackReason::Abandoned)));
}

#[test]
fn a_webhook_that_comes_twice_asks_again() {
    let mut line = Line::at(Caller::Known, "12");
    let asked = line.said();
    assert_eq!(line.meet(&Event::Began { caller: Caller::Known }).said(), asked);
}

#[test]
fn a_call_of_another_release_goes_on_from_its_menu_and_takes_no_key_for_an_answer() {
    let mut line = Line::at(Caller::Known, "241");
    let saved = String::from_utf8(line.meet(&Event::HungUp).turn.next.save()).unwrap();
    let Restored::InPart(ended) = Call::restore(saved.replace("\"version\":1", "\"version\":9").as_bytes()) else {
        panic!("of another release")
    };
    assert_eq!((ended.step, ended.left), (Step::Ended, line.turn.next.left));

    let saved = r#"{"version":2,"caller":"known","language":"fr","step":{"karaoke":3},"danger":true,"ticket":null}"#;
    let Restored::InPart(call) = Call::restore(saved.as_bytes()) else { panic!("of another release") };
    assert_eq!((call.caller, call.language, call.step), (Some(Caller::Known), Some(Language::French), Step::Menu));
    assert!(call.danger);
    let turn = step(call, &Event::Keys("1".into()), None, true);
    assert_eq!(turn.next.step, Step::Menu);
    assert_eq!(turn.say.len(), MENU.len());

    for garbage in ["", "null", "[]", "{", "\u{0}", r#"{"language":7,"step":[]}"#] {
        assert_eq!(Call::restore(garbage.as_bytes()), Restored::InPart(Call::default()));
    }
}
