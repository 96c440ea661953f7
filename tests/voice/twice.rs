//! A webhook that comes again, at once or late: the same answer, no second effect.

use super::{NUMBER, Row, callbacks};
use bot::{language::Language, text};
use reqwest::StatusCode;
use sqlx::{Connection, Executor, SqliteConnection};
use tests::{
    Engine,
    voice::{Answer, Caller, Then, post, start},
};

#[tokio::test]
async fn each_webhook_may_come_again() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::ring(&app, &exchange, NUMBER).await;
        assert_eq!(caller.comes_again().await, caller.answer.xml);
        for key in ["1", "7", "4", "*", "2", "3", "2"] {
            caller.presses(key).await;
            for _ in 0..2 {
                assert_eq!(caller.comes_again().await, caller.answer.xml, "{key}");
            }
        }
        assert!(caller.answer.is_over());
        assert_eq!((app.count("ticket").await, app.count("call").await), (1, 1));
        let steps: Vec<(i32,)> = app.rows("SELECT step FROM call").await;
        assert_eq!(steps, [(8,)]);
        caller.hangs_up().await;
        caller.hangs_up().await;
        assert_eq!(callbacks(&app).await, [Row { danger: true, ..Row::open("asked", Some("evening")) }]);
    }
}

#[tokio::test]
async fn the_same_webhook_at_the_same_moment_has_one_effect() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let caller = Caller::at(&app, &exchange, NUMBER, "123").await;
        let Then::Gather { action, .. } = &caller.answer.then else { panic!("no keys") };
        let fields = caller.fields(&[("Digits", "1")]);
        let answers = futures::future::join_all((0..8).map(|_| post(&app, action, &fields))).await;
        let mut texts = std::collections::BTreeSet::new();
        for answer in answers {
            assert_eq!(answer.status(), 200);
            texts.insert(answer.text().await.unwrap());
        }
        assert_eq!((texts.len(), app.count("ticket").await, app.count("callback").await), (1, 1, 1));

        // The telephone rings eight times at once: one call, one person.
        let fields: Vec<_> = (0..8)
            .map(|_| {
                let mut fields = caller.fields(&[]);
                fields.insert("CallSid".to_owned(), "CA7".to_owned());
                fields.insert("From".to_owned(), "+393330000007".to_owned());
                fields
            })
            .collect();
        let url = format!("{}/webhooks/voice", app.url);
        for answer in futures::future::join_all(fields.iter().map(|fields| post(&app, &url, fields))).await {
            assert_eq!(answer.status(), 200);
        }
        assert_eq!((app.count("call").await, app.count("contact").await), (2, 2));
    }
}

#[tokio::test]
async fn a_key_of_an_earlier_question_is_no_answer_to_this_one() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let mut caller = Caller::at(&app, &exchange, NUMBER, "1").await;
        let (menu, key) = caller.last.clone();
        caller.presses("2").await;
        caller.presses("3").await;
        let now = caller.answer.clone();
        // The menu's webhook, hours late: "may we leave a message?" is not answered by it.
        let late = post(&app, &menu, &key).await.text().await.unwrap();
        assert_eq!(Answer::read(&late), now);
        for step in ["0", "99", "-1", "x", ""] {
            let url = format!("{}/webhooks/voice/step?step={step}", app.url);
            assert_eq!(*caller.goes_on(&url, &[("Digits", "1")]).await, now, "{step}");
        }
        assert_eq!(app.count("callback").await, 0);
    }
}

#[tokio::test]
async fn a_call_that_began_long_ago_rings_without_effect() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let caller = Caller::ring(&app, &exchange, NUMBER).await;
        caller.hangs_up().await;
        app.clock.advance(jiff::SignedDuration::from_hours(24 * 7));
        assert!(Answer::read(&caller.comes_again().await).is_over());
        assert_eq!((app.count("call").await, app.count("callback").await), (1, 1));
    }
}

/// A turn that cannot be made is kept, and the caller is told.
#[tokio::test]
async fn what_fails_is_kept_and_the_call_ends_with_words() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        Caller::at(&app, &exchange, NUMBER, "1231").await.hangs_up().await;
        let digits = app.tickets().await[0].reference.replace('-', "");
        app.damage("UPDATE ticket SET state = 'of-tomorrow'").await;
        let mut caller = Caller::at(&app, &exchange, "+393330000002", "13").await;
        let sorry = text::something_wrong().in_language(Language::Italian);
        let answer = caller.presses(&digits).await;
        answer.has(&sorry);
        assert!(answer.is_over());
        let kept: Vec<(String, String)> = app.rows("SELECT channel, cause FROM quarantine").await;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].0, "voice");
        assert!(!kept[0].1.contains(&digits) && !kept[0].1.contains("393330000002"));
        // Their call ended without help.
        caller.hangs_up().await;
        assert_eq!(callbacks(&app).await.len(), 2);
    }
}

/// The provider is told to come again, and what it says then has its effect once.
#[tokio::test]
async fn a_locked_database_is_told_to_the_provider() {
    let (app, exchange) = start(Engine::Sqlite, None).await;
    let caller = Caller::at(&app, &exchange, NUMBER, "123").await;
    let Then::Gather { action, .. } = &caller.answer.then else { panic!("no keys") };
    let mut other = SqliteConnection::connect(&app.database.url).await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    let fields = caller.fields(&[("Digits", "1")]);
    assert_eq!(post(&app, action, &fields).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    other.execute("ROLLBACK").await.unwrap();
    assert_eq!(app.count("ticket").await, 0);
    for _ in 0..2 {
        assert_eq!(post(&app, action, &fields).await.status(), StatusCode::OK);
        assert_eq!((app.count("ticket").await, app.count("callback").await), (1, 1));
    }
}
