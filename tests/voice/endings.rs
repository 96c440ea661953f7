//! Calls that end too early, at each step; silence; calls that we hear of only when they are over; the same person twice.

use super::{NUMBER, Row, callbacks, it};
use bot::{callback::Voicemail, text};
use gateway::{
    jobs::forget,
    store::{callback::desk, contact, conversation, erasure},
};
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{
    Engine,
    voice::{Caller, Then, post, start},
};
use uuid::Uuid;

#[tokio::test]
async fn whoever_hangs_up_before_they_got_anything_is_called_back() {
    for engine in Engine::all() {
        let evening = || Row::open("abandoned", Some("evening"));
        for (keys, left) in [
            ("", Some(Row::open("missed", None))),
            ("9", Some(Row::open("missed", None))),
            ("1*", Some(Row::open("missed", None))),
            ("1", Some(Row::open("abandoned", None))),
            ("10", Some(Row::open("abandoned", None))),
            ("17", Some(Row::open("abandoned", None))),
            ("11", Some(Row::open("abandoned", None))),
            ("12", Some(Row::open("abandoned", None))),
            ("123", Some(evening())),
            ("123*", Some(Row::open("abandoned", None))),
            ("1231", Some(Row { voicemail: "allowed".to_owned(), ..Row::open("asked", Some("evening")) })),
            ("13", Some(Row::open("abandoned", None))),
            ("14", Some(Row { danger: true, ..Row::open("abandoned", None) })),
            ("141", Some(Row { danger: true, ..Row::open("abandoned", None) })),
        ] {
            for times in 1..=2 {
                let (app, exchange) = start(engine, None).await;
                let caller = Caller::at(&app, &exchange, NUMBER, keys).await;
                for _ in 0..times {
                    caller.hangs_up().await;
                }
                assert_eq!(
                    callbacks(&app).await,
                    Vec::from_iter(left.as_ref().map(|row| Row { ..copy(row) })),
                    "{keys}"
                );
            }
        }
    }
}

fn copy(row: &Row) -> Row {
    Row {
        reason: row.reason.clone(),
        safe_time: row.safe_time.clone(),
        voicemail: row.voicemail.clone(),
        state: row.state.clone(),
        ..*row
    }
}

#[tokio::test]
async fn a_message_is_kept_whichever_comes_first_the_recording_or_the_end() {
    for engine in Engine::all() {
        // Speaks and hangs up: the recording comes first.
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "11").await;
        caller.speaks_and_hangs_up(5).await;
        assert_eq!((app.count("ticket").await, app.count("message").await, app.count("media").await), (1, 1, 1));
        assert_eq!(callbacks(&app).await, []);

        // The end comes first.
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "11").await;
        caller.hangs_up().await;
        caller.speaks(5).await;
        assert!(caller.answer.is_over() && caller.answer.said.is_empty());
        assert_eq!((app.count("ticket").await, app.count("message").await, app.count("media").await), (1, 1, 1));
        let linked: Vec<(Uuid,)> = app.rows("SELECT ticket_id FROM callback WHERE state = 'open'").await;
        assert_eq!(linked, [(app.tickets().await[0].id,)], "who calls back knows that there is something to listen to");

        // Only the second way brings it.
        let (app, exchange) = start(engine, None).await;
        let caller = Caller::at(&app, &exchange, NUMBER, "11").await;
        let Then::Record { kept, .. } = &caller.answer.then else { panic!("no record") };
        let (id, recorded) = exchange.record(&caller.sid);
        for _ in 0..2 {
            assert_eq!(caller.tells_of_recording(kept, &id, &recorded, "5").await, StatusCode::NO_CONTENT);
        }
        assert_eq!((app.count("ticket").await, app.count("message").await, app.count("media").await), (1, 1, 1));
        caller.hangs_up().await;
        assert_eq!(callbacks(&app).await, []);
    }
}

#[tokio::test]
async fn silence_is_answered_twice_and_then_somebody_calls_back() {
    for engine in Engine::all() {
        for (keys, reason) in
            [("", "missed"), ("9", "missed"), ("1", "abandoned"), ("12", "abandoned"), ("13", "abandoned")]
        {
            let (app, exchange) = start(engine, None).await;
            let mut caller = Caller::at(&app, &exchange, NUMBER, keys).await;
            for _ in 0..2 {
                assert!(!caller.waits().await.is_over(), "{keys}");
            }
            assert!(caller.waits().await.is_over());
            caller.answer.has(&it(&text::call_goodbye()));
            caller.hangs_up().await;
            assert_eq!(callbacks(&app).await, [Row::open(reason, None)], "{keys}");
        }
    }
}

#[tokio::test]
async fn every_end_is_an_end_and_what_goes_on_is_none() {
    for engine in Engine::all() {
        for status in ["queued", "initiated", "ringing", "in-progress", "answered", "of-tomorrow", ""] {
            let (app, exchange) = start(engine, None).await;
            let caller = Caller::at(&app, &exchange, NUMBER, "1").await;
            assert_eq!(caller.status(status).await, StatusCode::NO_CONTENT);
            assert_eq!(app.count("callback").await, 0, "{status}");
        }
        for status in ["completed", "busy", "no-answer", "failed", "canceled"] {
            let (app, exchange) = start(engine, None).await;
            let caller = Caller::at(&app, &exchange, NUMBER, "1").await;
            assert_eq!(caller.status(status).await, StatusCode::NO_CONTENT);
            assert_eq!(callbacks(&app).await, [Row::open("abandoned", None)], "{status}");
        }
    }
}

/// The service was away while the telephone rang: the provider tells of the end alone.
#[tokio::test]
async fn a_call_that_never_reached_us_was_missed() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::ring(&app, &exchange, "").await;
        caller.from = NUMBER.to_owned();
        caller.sid = format!("CA{:032}", 4_000_000);
        for _ in 0..2 {
            caller.hangs_up().await;
        }
        assert_eq!(callbacks(&app).await, [Row::open("missed", None)]);
        // A person called somebody: that is no missed call.
        caller.sid = format!("CA{:032}", 4_000_001);
        caller.from = "+393330000009".to_owned();
        let fields = caller.fields(&[("CallStatus", "no-answer"), ("Direction", "outbound-api")]);
        post(&app, &format!("{}/webhooks/voice/status", app.url), &fields).await;
        assert_eq!(app.count("callback").await, 1);
        // It comes back in the middle of a call: what was pressed answers nothing that we asked.
        caller.sid = format!("CA{:032}", 4_000_002);
        let url = format!("{}/webhooks/voice/step?step=3", app.url);
        caller.goes_on(&url, &[("Digits", "4")]).await.has(&it(&text::call_key_language("1".to_owned())));
    }
}

#[tokio::test]
async fn who_calls_twice_stands_in_the_list_once() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        Caller::at(&app, &exchange, NUMBER, "").await.hangs_up().await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "121").await;
        caller.presses("1").await;
        let asked = Row { voicemail: "allowed".to_owned(), ..Row::open("asked", Some("morning")) };
        assert_eq!(callbacks(&app).await, [copy(&asked)]);
        // Gone once more: what was asked stays; in danger: that is added; another no: that counts.
        Caller::at(&app, &exchange, NUMBER, "1").await.hangs_up().await;
        assert_eq!(callbacks(&app).await, [copy(&asked)]);
        Caller::at(&app, &exchange, NUMBER, "14").await.hangs_up().await;
        assert_eq!(callbacks(&app).await, [Row { danger: true, ..copy(&asked) }]);
        Caller::at(&app, &exchange, NUMBER, "1242").await.hangs_up().await;
        let last = Row { danger: true, ..Row::open("asked", Some("sunday")) };
        assert_eq!(callbacks(&app).await, [last]);
        assert_eq!((app.count("contact").await, app.count("call").await, app.count("ticket").await), (1, 5, 2));
        // Two lines at once are two calls of one person.
        let one = Caller::at(&app, &exchange, NUMBER, "1").await;
        let mut other = Caller::at(&app, &exchange, NUMBER, "2").await;
        other.presses("0").await.has(&text::call_welcome().in_language(bot::language::Language::English));
        one.hangs_up().await;
        other.presses("1").await;
        assert_eq!(app.count("contact").await, 1);
    }
}

#[tokio::test]
async fn contacts_that_become_one_have_one_callback_and_their_calls_go_on() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        Caller::at(&app, &exchange, NUMBER, "").await.hangs_up().await;
        let mut other = Caller::at(&app, &exchange, "+393330000002", "1232").await;
        let mut talking = Caller::at(&app, &exchange, "+393330000002", "1").await;
        let contacts: Vec<(Uuid,)> = app.rows("SELECT contact_id FROM conversation ORDER BY id").await;
        let store = &app.database.store;
        let mut tx = store.begin().await.unwrap();
        contact::merge(store, &mut tx, contacts[1].0, contacts[0].0).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(callbacks(&app).await, [Row::open("asked", Some("evening"))]);
        talking.presses("2").await.has(&it(&text::call_time()));
        assert!(
            other.goes_on(&other.last.0.clone(), &[("Digits", "2")]).await.is_over(),
            "its last answer is readable"
        );

        // And apart again: the call-back goes with the number that it is for.
        let conversations: Vec<(Uuid,)> = app.rows("SELECT id FROM conversation ORDER BY id").await;
        let mut tx = store.begin().await.unwrap();
        let apart = contact::split(store, &mut tx, conversations[1].0, app.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        let of: Vec<(Uuid,)> = app.rows("SELECT contact_id FROM callback").await;
        assert_eq!(of, [(apart,)]);
        talking.presses("1").await.has(&it(&text::call_voicemail()));
    }
}

/// What somebody said of one telephone does not hold for another, which may lie in another hand.
#[tokio::test]
async fn a_yes_to_messages_belongs_to_the_telephone_that_said_it() {
    for engine in Engine::all() {
        for (keys, called) in [("1", NUMBER), ("", NUMBER), ("1232", "+393330000002")] {
            let (app, exchange) = start(engine, None).await;
            Caller::at(&app, &exchange, NUMBER, "1211").await.hangs_up().await;
            let mut other = Caller::at(&app, &exchange, "+393330000002", "13").await;
            let digits = app.tickets().await[0].reference.replace('-', "");
            other.presses(&digits).await;
            other.hangs_up().await;
            let contacts: Vec<(Uuid,)> = app.rows("SELECT contact_id FROM conversation ORDER BY id").await;
            let store = &app.database.store;
            let mut tx = store.begin().await.unwrap();
            contact::merge(store, &mut tx, contacts[1].0, contacts[0].0).await.unwrap();
            tx.commit().await.unwrap();
            Caller::at(&app, &exchange, "+393330000002", keys).await.hangs_up().await;

            let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM callback").await;
            let mut reader = store.reader().await.unwrap();
            let entry = desk::open(&mut reader, &store.master, ids[0].0).await.unwrap().unwrap();
            assert_eq!((ids.len(), entry.number.expose().as_str()), (1, called), "{keys}");
            let allowed = if called == NUMBER { Voicemail::Allowed } else { Voicemail::Never };
            assert_eq!(entry.voicemail, allowed, "{keys}");
        }
    }
}

/// Somebody on another channel of the same person has asked for everything to be deleted while the line was open.
#[tokio::test]
async fn a_call_does_not_go_on_in_what_was_hidden_and_loses_no_spoken_word() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut pressing = Caller::at(&app, &exchange, NUMBER, "12").await;
        let mut speaking = Caller::at(&app, &exchange, NUMBER, "11").await;
        let contacts: Vec<(Uuid,)> = app.rows("SELECT id FROM contact").await;
        let (store, now) = (&app.database.store, app.clock.now());
        let mut tx = store.begin().await.unwrap();
        erasure::hide(store, &mut tx, contacts[0].0, now).await.unwrap();
        tx.commit().await.unwrap();
        let before = (app.count("message").await, app.count("ticket").await, app.count("callback").await);
        let Then::Gather { action, .. } = pressing.answer.then.clone() else { panic!("no keys") };
        assert!(pressing.goes_on(&action, &[("Digits", "3")]).await.is_over());
        pressing.hangs_up().await;
        assert_eq!(app.count("quarantine").await, 0);
        speaking.speaks(5).await;
        assert_eq!(app.count("quarantine").await, 1, "{engine:?}: for a person to see");
        assert_eq!((app.count("message").await, app.count("ticket").await, app.count("callback").await), before);
    }
}

#[tokio::test]
async fn who_is_erased_leaves_no_call_behind() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "12").await;
        Caller::at(&app, &exchange, NUMBER, "1").await.hangs_up().await;
        let contacts: Vec<(Uuid,)> = app.rows("SELECT id FROM contact").await;
        let mut tx = app.database.store.begin().await.unwrap();
        conversation::erase(&mut tx, contacts[0].0).await.unwrap();
        tx.commit().await.unwrap();
        for table in ["call", "callback", "conversation", "contact", "ticket"] {
            assert_eq!(app.count(table).await, 0, "{table}");
        }
        // Whatever still comes of that call does not bring them back.
        let Then::Gather { action, .. } = caller.answer.then.clone() else { panic!("no keys") };
        assert!(caller.goes_on(&action, &[("Digits", "1")]).await.is_over());
        caller.hangs_up().await;
        assert_eq!((app.count("contact").await, app.count("callback").await), (0, 0));
    }
}

#[tokio::test]
async fn who_waits_for_a_call_is_not_forgotten() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        Caller::ring(&app, &exchange, NUMBER).await.hangs_up().await;
        Caller::ring(&app, &exchange, "anonymous").await.hangs_up().await;
        app.later(SignedDuration::from_hours(2)).await;
        assert_eq!(forget::once(&app.database.store, &app.clock).await.unwrap(), 1);
        assert_eq!((app.count("callback").await, app.count("contact").await), (1, 1));
    }
}
