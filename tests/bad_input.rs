//! What bad input gets at the Telegram webhook: a refusal with nothing stored, or a sensible answer, never silence and never
//! a damaged conversation. Pictures and places are in `media`, duplicates and disorder in `repeated`, a database that is away in
//! `away`.

mod away;
mod full;
mod media;
mod repeated;

use bot::{language::Language, text, text::Text};
use gateway::http::{Http, router};
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::{App, Engine, Worker, app::SECRET};

fn fr(text: &Text) -> String {
    text.in_language(Language::French)
}

async fn ready(app: &App) -> StatusCode {
    app.http.get(format!("{}/readyz", app.url)).send().await.unwrap().status()
}

async fn nothing_is_stored(app: &App) {
    for table in ["inbound", "contact", "conversation", "message", "outbox", "quarantine"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn without_the_secret_nothing_is_processed() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let update = app.telegram.text(1, "hello").to_string();
        for secret in [None, Some(""), Some("wrong"), Some(&SECRET[1..]), Some("a-secret-of-the-tests-and-more")] {
            assert_eq!(app.deliver_raw(update.clone(), secret).await, StatusCode::UNAUTHORIZED, "{secret:?}");
        }
        nothing_is_stored(&app).await;
        assert_eq!(app.deliver_raw(update, Some(SECRET)).await, StatusCode::OK);
        assert_eq!(app.count("conversation").await, 1);
    }
}

#[tokio::test]
async fn what_is_no_update_is_refused() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let bodies: [&[u8]; 9] = [
            b"",
            b"hello",
            b"{",
            b"null",
            b"[]",
            br#"{"hello":1}"#,
            br#"{"update_id":"x"}"#,
            b"\xFF\xFE{}",
            br#"{"message":{"text":"hello"}}"#,
        ];
        for body in bodies {
            let status = app.deliver_raw(body.to_vec(), Some(SECRET)).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{}", String::from_utf8_lossy(body));
        }
        let mut large = app.telegram.text(1, "hello").to_string();
        large.push_str(&" ".repeat(1024 * 1024));
        assert_eq!(app.deliver_raw(large, Some(SECRET)).await, StatusCode::PAYLOAD_TOO_LARGE);
        nothing_is_stored(&app).await;
        assert_eq!(app.http.get(format!("{}/webhooks/telegram", app.url)).send().await.unwrap().status(), 405);
    }
}

/// The counters belong to the process, in which other tests are refused as well: they only ever grow.
#[tokio::test]
async fn refusals_are_counted() {
    let app = App::start(Engine::Sqlite).await;
    let metrics = gateway::telemetry::start_metrics();
    assert!(metrics.is_some(), "no other test of this process may start counting");
    let counting = Http {
        turns: app.turns.clone(),
        webhooks: Default::default(),
        public_url: app.url.clone(),
        metrics,
        proxy_header: None,
        limits: Default::default(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/metrics", listener.local_addr().unwrap());
    let serving = tokio::spawn(async move { axum::serve(listener, router(counting)).await.unwrap() });
    let refused = async |status: u16| -> u64 {
        let shown = app.http.get(&url).send().await.unwrap().text().await.unwrap();
        let name = format!("approdo_webhook_refused_total{{status=\"{status}\"}} ");
        shown.lines().find_map(|line| line.strip_prefix(&name)).map_or(0, |count| count.parse().unwrap())
    };
    let large = " ".repeat(1024 * 1024 + 1);
    for (status, body, secret) in [(401, "hello", None), (400, "hello", Some(SECRET)), (413, &large, Some(SECRET))] {
        let before = refused(status).await;
        assert_eq!(app.deliver_raw(body.to_owned(), secret).await.as_u16(), status);
        assert!(refused(status).await > before, "{status}");
    }
    serving.abort();
}

#[tokio::test]
async fn unknown_updates_are_kept() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let id = || app.telegram.next_id();
        let unknown = [
            json!({"update_id": id(), "poll": {"id": "1"}}),
            json!({"update_id": id(), "a_kind_of_tomorrow": {"text": "\u{0}"}}),
            json!({"update_id": id(), "message": {"nothing": "of what a message needs"}}),
            json!({"update_id": id()}),
        ];
        for update in unknown.iter().chain(&unknown) {
            assert_eq!(app.deliver(update).await, StatusCode::OK, "{update}");
        }
        assert_eq!(app.count("quarantine").await, unknown.len() as i64, "each once");
        assert_eq!(app.count("conversation").await, 0);
    }
}

/// A group is told once, in words that say nothing of what the service is for, and left; nothing of it is kept.
#[tokio::test]
async fn groups_are_told_once_and_left() {
    for engine in Engine::all() {
        for polling in [false, true] {
            let app = if polling { App::polling(engine).await } else { App::start(engine).await };
            let deliver = async |update: Value| {
                if polling {
                    app.telegram.push(update);
                    app.telegram.wait_until_confirmed().await;
                } else {
                    assert_eq!(app.deliver(&update).await, StatusCode::OK);
                }
            };
            let group = json!({"id": -100, "type": "group", "title": "Housing"});
            let member = |status: &str| {
                let user = json!({"id": 99, "is_bot": true, "first_name": "Bot"});
                json!({"update_id": app.telegram.next_id(), "my_chat_member": {
                    "chat": group, "from": {"id": 1, "is_bot": false, "first_name": "Worker"}, "date": 1_795_424_400,
                    "old_chat_member": {"user": user, "status": "left"}, "new_chat_member": {"user": user, "status": status},
                }})
            };
            deliver(member("member")).await;
            for _ in 0..10 {
                let mut message = app.telegram.text(1, "danger");
                message["message"]["chat"] = group.clone();
                let mut edited = app.telegram.text(1, "danger");
                edited["edited_message"] = edited["message"].take();
                edited["edited_message"]["chat"] = group.clone();
                let mut pressed = app.telegram.press_data(1, "1|language|fr");
                pressed["callback_query"]["message"]["chat"] = group.clone();
                let mut odd = app.telegram.text(1, "danger");
                odd["message"]["chat"] = json!({"id": -100, "type": "group"});
                odd["message"]["date"] = "a format of tomorrow".into();
                for update in [message, edited, pressed, odd] {
                    deliver(update).await;
                }
            }
            deliver(member("left")).await;
            let left = async |chat: i64, count: usize| {
                for _ in 0..400 {
                    let calls = app.telegram.calls();
                    if calls.iter().filter(|(name, of)| name == "leaveChat" && of["chat_id"] == chat).count() == count {
                        return;
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(10)).await;
                }
                panic!("{chat} is not left: {:?}", app.telegram.calls());
            };
            left(-100, 1).await;
            let said = app.telegram.sent_to(-100);
            assert_eq!(said.len(), 1, "once: {said:?}");
            assert_eq!(said[0]["text"], gateway::jobs::groups::WORDS);
            // Brought there again, it leaves without a word.
            app.clock.advance(jiff::SignedDuration::from_mins(11));
            deliver(member("member")).await;
            left(-100, 2).await;
            assert_eq!(app.telegram.sent_to(-100).len(), 1);
            assert!(app.telegram.sent_to(1).is_empty());
            for table in ["inbound", "contact", "conversation", "message", "ticket", "quarantine"] {
                assert_eq!(app.count(table).await, 0, "{table}");
            }
            assert_eq!(app.count("left_group").await, 1);
        }
    }
}

#[tokio::test]
async fn strange_words_get_help_then_a_person() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("report").await;
        let consent = |worker: &Worker<'_>| worker.offered().iter().any(|(_, data)| data == "1|consent|person");
        for (i, strange) in
            ["🙂🙃👍🏿", "নমস্কার, কেমন আছেন", "\u{0}\u{202E}\u{2066}", "<b>&amp;</b> '; DROP TABLE ticket; --"]
                .iter()
                .enumerate()
        {
            let heard = worker.says(strange).await;
            heard.has(&fr(&if i == 0 { text::not_understood() } else { text::not_understood_again() }));
            heard.has(&fr(&text::consent_ask()));
            assert_eq!(consent(&worker), i > 0, "a person is offered from the second time on");
        }
        // Invisible characters around a number are no obstacle, nor are the digits of another script.
        worker.says("\u{202E}\u{0}৫\u{2069}").await.has(&fr(&text::consent_ask()));
        worker.says("\u{202E}\u{0}১\u{2069}").await.has(&fr(&text::ask_danger()));
        worker.says("danger ?? je ne suis pas sûr").await.has(&fr(&text::emergency("112", "800 290 290")));
        assert_eq!(app.count("ticket").await, 0, "words that speak of danger raise no alarm by themselves");
    }
}

#[tokio::test]
async fn very_long_words_are_kept_as_far_as_promised() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.says(&"long ".repeat(2000)).await.has(&fr(&text::not_understood()));
        worker.presses("person").await;
        let whole = "ɗ".repeat(10_000);
        let heard = worker.says(&whole).await;
        heard.has_not(&fr(&text::too_long()));
        heard.has(&fr(&text::person_open(app.tickets().await[0].reference.as_str())));
        let heard = worker.says(&format!("{whole}é")).await;
        heard.has(&fr(&text::too_long()));
        heard.has(&fr(&text::person_added(app.tickets().await[0].reference.as_str())));
    }
}

#[tokio::test]
async fn old_and_garbled_buttons_lead_to_the_question_of_now() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("report").await;
        worker.presses("yes").await.has(&fr(&text::ask_danger()));
        let garbled = [
            "",
            "zzz",
            "1",
            "1|",
            "1|||",
            "2|report.danger|yes",
            "1|report.danger|maybe",
            "1|report.danger|yes|",
            "\u{0}",
            "…|…|…",
        ];
        let old = ["1|language|ar", "1|consent|no", "1|menu|erase", "1|report.summary|send", "1|erase|erase-yes"];
        for data in garbled.into_iter().chain(old).chain([&"x".repeat(64)[..]]) {
            let heard = worker.does(&app.telegram.press_data(1, data)).await;
            heard.has(&fr(&text::old_button()));
            heard.has(&fr(&text::ask_danger()));
        }
        assert_eq!(app.count("ticket").await, 0);

        // After 48 hours Telegram no longer says what the message was; later it may say nothing at all.
        let mut inaccessible = app.telegram.press_data(1, "1|report.danger|no");
        inaccessible["callback_query"]["message"] =
            json!({"message_id": 5, "date": 0, "chat": {"id": 1, "type": "private"}});
        worker.does(&inaccessible).await.has(&fr(&text::ask_about()));
        let mut bare = app.telegram.press_data(1, "1|menu|menu");
        bare["callback_query"].as_object_mut().unwrap().remove("message");
        worker.does(&bare).await.has(&fr(&text::menu_draft()));
        // A game's button carries no data: kept for a person, and not a failure.
        let mut game = app.telegram.press_data(1, "");
        let query = game["callback_query"].as_object_mut().unwrap();
        query.remove("data");
        query.insert("game_short_name".into(), "game".into());
        assert_eq!(app.deliver(&game).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_webhooks_reply_answers_the_button() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let reply = async |update: &Value| {
            let url = format!("{}/webhooks/telegram", app.url);
            let request = app.http.post(url).header("x-telegram-bot-api-secret-token", SECRET).body(update.to_string());
            request.send().await.unwrap().text().await.unwrap()
        };
        assert_eq!(reply(&app.telegram.text(1, "hello")).await, "");
        let pressed = app.telegram.press_data(1, "1|language|fr");
        let expected = json!({"method": "answerCallbackQuery", "callback_query_id": pressed["callback_query"]["id"]});
        assert_eq!(serde_json::from_str::<Value>(&reply(&pressed).await).unwrap(), expected);
        assert_eq!(
            serde_json::from_str::<Value>(&reply(&pressed).await).unwrap(),
            expected,
            "again, for the one sent again"
        );
    }
}
