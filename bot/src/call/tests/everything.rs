//! Every event at every state that can be reached.

use super::*;
use crate::command::TicketCommand;

use std::collections::HashSet;

/// Everything that can happen, at every state that can be reached by it.
#[test]
fn whatever_happens_it_says_something_or_hangs_up_and_a_call_leaves_one_thing_behind() {
    let keys = ["0", "1", "2", "3", "4", "5", "9", "*", "#", "", "12", "é", "482913570", "*#*"];
    let mut events: Vec<_> = keys.map(|keys| Event::Keys(keys.into())).into();
    events.push(Event::Keys(reference().to_string().replace('-', "")));
    events.extend([Caller::Known, Caller::Anonymous].map(|caller| Event::Began { caller }));
    events.extend([0, 1, u32::MAX].map(|seconds| Event::Recorded { seconds }));
    events.extend([Event::Silence, Event::NothingRecorded, Event::HungUp]);

    let mut seen = HashSet::new();
    let mut waiting = vec![Call::default()];
    while let Some(call) = waiting.pop() {
        // How long a call has lasted changes nothing but its end, see `a_stuck_key_does_not_hold_the_line`.
        let call = Call { turns: 0, ..call };
        if !seen.insert(call.save()) {
            continue;
        }
        assert_eq!(Call::restore(&call.save()), Restored::Whole(call.clone()));
        assert!(call.step == Step::Ended || call.language.is_none() == matches!(call.step, Step::Language { .. }));
        for event in &events {
            for looked_up in [None, Some(TicketState::Closed)] {
                for restarted in [false, true] {
                    let turn = step(call.clone(), event, looked_up, restarted);
                    check(&call, event, &turn);
                    // The others go the same ways; that each can be chosen is another test.
                    if matches!(turn.next.language, None | Some(Language::Italian)) {
                        waiting.push(turn.next);
                    }
                }
            }
        }
    }
    assert!(seen.len() > 300, "{} states", seen.len());
}

fn check(call: &Call, event: &Event, turn: &CallTurn) {
    let hangs_up = turn.then == Then::HangUp;
    assert!(hangs_up || !turn.say.is_empty(), "silent: {call:?} {event:?}");
    assert_eq!(hangs_up, turn.next.step == Step::Ended, "{call:?} {event:?}");
    if *event == Event::HungUp || call.step == Step::Ended {
        assert!(turn.say.is_empty() && hangs_up, "talks to nobody: {call:?} {event:?}");
    }
    if let Event::Recorded { seconds: 1.. } = event {
        let reference = turn.next.ticket.unwrap();
        assert!(turn.effects.contains(&Effect::add_message(reference)), "lost: {call:?}");
    }
    let opened = turn
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Ticket { command: TicketCommand::Open { .. }, .. }))
        .count();
    assert_eq!(opened == 1, call.ticket.is_none() && turn.next.ticket.is_some(), "{call:?} {event:?}");
    if let Some(callback) = turn.callback {
        assert!(call.caller == Some(Caller::Known), "nowhere to call: {call:?} {event:?}");
        let asked = callback.reason == CallbackReason::Asked;
        assert!(asked || callback.voicemail == Voicemail::Never, "{call:?} {event:?}");
        let decided = matches!(call.step, Step::Voicemail { .. }) && turn.next.left.is_none();
        assert_eq!(asked, decided, "{call:?} {event:?}");
    }
    for prompt in &turn.say {
        assert!(!prompt.words(&Overlay::default()).is_empty());
        let name = prompt.recording(&Overlay::default());
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
    }
}
