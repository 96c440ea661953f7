//! What proves a delivery, and what bad input gets: a refusal with nothing stored, or it is kept, never a failure.

use super::{SECOND, WORKER, asked, fr, has};
use bot::text;
use jiff::SignedDuration;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::{
    App, Engine,
    whatsapp::{
        APP_SECRET, Graph, NUMBER, OTHER_NUMBER, Person, VERIFY_TOKEN, deliver, delivery, post_raw, signature, value,
    },
};

async fn nothing_is_stored(app: &App) {
    for table in ["inbound", "contact", "conversation", "message", "outbox", "quarantine"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn the_handshake_is_answered_to_who_knows_the_token() {
    let (app, _graph) = Graph::with_app(Engine::Sqlite).await;
    let ask = async |query: &str| {
        let answer = app.http.get(format!("{}/webhooks/whatsapp{query}", app.url)).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    };
    let right = format!("?hub.mode=subscribe&hub.verify_token={VERIFY_TOKEN}&hub.challenge=1158201444");
    assert_eq!(ask(&right).await, (200, "1158201444".to_owned()));
    let wrong = right.replace(VERIFY_TOKEN, "another");
    for query in [wrong.as_str(), "", "?hub.mode=subscribe", &right.replace("=subscribe", "=unsubscribe")] {
        assert_eq!(ask(query).await, (403, String::new()), "{query}");
    }
    let twice = format!("{right}&hub.verify_token=another");
    assert_eq!(ask(&twice).await, (400, String::new()), "nothing of what was asked is repeated");
    // Where the channel is off there is nothing.
    let off = App::start(Engine::Sqlite).await;
    for request in [
        off.http.get(format!("{}/webhooks/whatsapp", off.url)),
        off.http.post(format!("{}/webhooks/whatsapp", off.url)),
    ] {
        assert_eq!(request.send().await.unwrap().status(), 404);
    }
}

#[tokio::test]
async fn without_the_signature_of_this_body_nothing_is_processed() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let body = delivery(&[Person::new(&app, &graph, WORKER).text("hello")]).to_string().into_bytes();
        let right = signature(APP_SECRET, &body);
        let other_body = signature(APP_SECRET, b"{}");
        let other_secret = signature("another secret", &body);
        let cut = &right[..right.len() - 2];
        for wrong in
            [None, Some(""), Some("sha256="), Some(&right[7..]), Some(cut), Some(&other_body), Some(&other_secret)]
        {
            assert_eq!(post_raw(&app, body.clone(), wrong).await, StatusCode::UNAUTHORIZED, "{wrong:?}");
        }
        let mut changed = body.clone();
        let last = changed.len() - 3;
        changed[last] ^= 1;
        assert_eq!(post_raw(&app, changed, Some(&right)).await, StatusCode::UNAUTHORIZED, "another body");
        nothing_is_stored(&app).await;
        assert_eq!(post_raw(&app, body, Some(&right)).await, StatusCode::OK);
        assert_eq!(app.count("conversation").await, 1);
    }
}

#[tokio::test]
async fn what_is_no_delivery_is_refused() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let whole = delivery(&[Person::new(&app, &graph, WORKER).text("hello")]).to_string();
        let page = whole.replace("whatsapp_business_account", "page");
        let mut bodies: Vec<Vec<u8>> = [
            "",
            "hello",
            "{",
            "null",
            "[]",
            "{}",
            r#"{"object":"whatsapp_business_account"}"#,
            r#"{"object":"whatsapp_business_account","entry":{}}"#,
            "From=%2B39&Body=hello",
            &page,
        ]
        .map(|body| body.as_bytes().to_vec())
        .into();
        bodies.push(b"\xFF\xFE{}".to_vec());
        bodies.push([whole.as_bytes(), b"\xFF"].concat());
        bodies.extend((1..whole.len()).step_by(37).map(|end| whole.as_bytes()[..end].to_vec()));
        for body in bodies {
            let signed = signature(APP_SECRET, &body);
            let status = post_raw(&app, body.clone(), Some(&signed)).await;
            assert_eq!(status, StatusCode::BAD_REQUEST, "{}", String::from_utf8_lossy(&body));
        }
        let large = vec![b' '; 8 * 1024 * 1024 + 1];
        let signed = signature(APP_SECRET, &large);
        assert_eq!(post_raw(&app, large, Some(&signed)).await, StatusCode::PAYLOAD_TOO_LARGE);
        nothing_is_stored(&app).await;
        assert_eq!(app.http.put(format!("{}/webhooks/whatsapp", app.url)).send().await.unwrap().status(), 405);
    }
}

/// Who has signed a body counts, not what the body is called.
#[tokio::test]
async fn the_content_type_does_not_count() {
    let (app, graph) = Graph::with_app(Engine::Sqlite).await;
    for (i, kind) in
        ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "\u{1}"].iter().enumerate()
    {
        let body = delivery(&[Person::new(&app, &graph, WORKER).text("hello")]).to_string();
        let signed = signature(APP_SECRET, body.as_bytes());
        let mut request = app.http.post(format!("{}/webhooks/whatsapp", app.url)).header("x-hub-signature-256", signed);
        if let Ok(kind) = reqwest::header::HeaderValue::from_str(kind) {
            request = request.header("content-type", kind);
        }
        assert_eq!(request.body(body).send().await.unwrap().status(), StatusCode::OK, "{kind}");
        assert_eq!(app.count("inbound").await, i as i64 + 1);
    }
}

/// Everything that the documentation shows and more, through the real webhook: kept or understood, each answered 200.
#[tokio::test]
async fn what_nobody_knows_is_kept_once() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let mut person = Person::at_menu(&app, &graph, WORKER).await;
        let strange = [
            person.message(&json!({"type": "hologram", "hologram": {"depth": 3}})),
            person.message(&json!({"type": "text", "text": "words without a body"})),
            person.message(&json!({"type": "text", "text": {"body": 5}})),
            person.message(&json!({"type": ["text"]})),
            person.message(&json!({"type": "image"})),
            person.message(&json!({"type": "unsupported", "errors": [{"code": 131_051}]})),
            person.message(&json!({"id": 7, "type": "text", "text": {"body": "hello"}})),
            value(NUMBER, &json!({"messages": ["\u{0}", null, 4, [], {}]})),
            value(NUMBER, &json!({"messages": {"id": "wamid.1"}})),
            value(NUMBER, &json!({"statuses": [{"id": "wamid.1", "status": "warning"}, "x"]})),
            value(NUMBER, &json!({"errors": [{"code": 130_429}]})),
            json!({"threads": []}),
            json!("value"),
            Value::Null,
        ];
        for value in strange.iter().chain(&strange) {
            assert_eq!(deliver(&app, &delivery(std::slice::from_ref(value))).await, StatusCode::OK, "{value}");
        }
        let entries =
            json!({"object": "whatsapp_business_account", "entry": [1, {"changes": 2}, {"changes": [{"field": 1}]}]});
        assert_eq!(deliver(&app, &entries).await, StatusCode::OK);
        assert!(person.reads().await.is_empty());
        assert_eq!(app.count("quarantine").await, strange.len() as i64 + 4 + 1 + 3, "each part once");
        // The others in the same delivery are not held up.
        let mixed = delivery(&[strange[0].clone(), person.text("menu"), json!(3)]);
        assert_eq!(deliver(&app, &mixed).await, StatusCode::OK);
        has(&person.reads().await, &fr(&text::menu()));
    }
}

#[tokio::test]
async fn reactions_groups_and_numbers_of_others_are_left_alone() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let mut person = Person::new(&app, &graph, WORKER);
        let reaction =
            person.message(&json!({"type": "reaction", "reaction": {"message_id": "wamid.1", "emoji": "👍"}}));
        let mut foreign = person.text("hello");
        foreign["metadata"]["phone_number_id"] = json!("999");
        let group = person.message(&json!({"type": "text", "text": {"body": "danger"}, "group_id": "Y2FwaV9"}));
        for value in [reaction, foreign, group] {
            assert_eq!(deliver(&app, &delivery(&[value])).await, StatusCode::OK);
        }
        assert!(person.reads().await.is_empty());
        assert_eq!(
            (app.count("conversation").await, app.count("quarantine").await),
            (0, 0),
            "nothing of a group is kept"
        );
        let mut told = graph.sent_to("Y2FwaV9");
        for _ in 0..400 {
            if !told.is_empty() {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            told = graph.sent_to("Y2FwaV9");
        }
        assert_eq!(told.len(), 1, "the group is told once");
        assert_eq!(told[0].body["recipient_type"], "group");
        assert_eq!(told[0].body["text"]["body"], gateway::jobs::groups::WORDS);
    }
}

/// Meta tries for seven days; a message stays known for good.
#[tokio::test]
async fn the_same_message_seven_days_later_has_no_effect() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let (mut person, _) = asked(&app, &graph).await;
        let again = delivery(&[person.text("encore une chose")]);
        assert_eq!(deliver(&app, &again).await, StatusCode::OK);
        assert_eq!(person.reads().await.len(), 1);
        let before = (app.count("message").await, app.count("outbox").await, graph.attempts());
        for _ in 0..2 {
            assert_eq!(deliver(&app, &again).await, StatusCode::OK, "a replay is no offence");
        }
        app.clock.advance(SignedDuration::from_hours(7 * 24));
        assert_eq!(deliver(&app, &again).await, StatusCode::OK);
        let twice = delivery(&[
            again["entry"][0]["changes"][0]["value"].clone(),
            again["entry"][0]["changes"][0]["value"].clone(),
        ]);
        assert_eq!(deliver(&app, &twice).await, StatusCode::OK);
        assert!(person.reads().await.is_empty());
        assert_eq!((app.count("message").await, app.count("outbox").await, graph.attempts()), before);
        assert_eq!(app.tickets().await.len(), 1);
    }
}

#[tokio::test]
async fn several_numbers_and_messages_in_one_delivery() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let first = Person::at_menu(&app, &graph, WORKER).await;
        let mut second = Person::new(&app, &graph, SECOND);
        second.number = OTHER_NUMBER;
        let before = first.got().len();
        let values = [first.text("menu"), second.text("hello"), first.text("menu"), second.text("hello again")];
        assert_eq!(deliver(&app, &delivery(&values)).await, StatusCode::OK);
        app.settled().await;
        assert_eq!((first.got().len(), second.got().len()), (before + 2, 2));
        let by = |person: &Person<'_>| person.got().last().unwrap().number.clone();
        assert_eq!(
            (by(&first), by(&second)),
            (NUMBER.to_owned(), OTHER_NUMBER.to_owned()),
            "from the number they wrote to"
        );
        // Who writes to another of our numbers stays the same person and is answered there.
        second.number = NUMBER;
        second.says("menu").await;
        assert_eq!(by(&second), NUMBER);
        assert_eq!(app.count("conversation").await, 2);
    }
}

#[tokio::test]
async fn who_shows_no_telephone_number_is_answered_by_user_id() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let id = "SN.13491208655302741918";
        let mut person = Person::unnumbered(&app, &graph, id);
        person.says("hello").await;
        person.presses("fr").await;
        let sent = person.got().pop().unwrap().body;
        assert_eq!(
            (sent["recipient"].as_str(), &sent["to"]),
            (Some(id), &Value::Null),
            "a user id in `to` would be lost"
        );
        // One day they show their number, the next day not: it is the same conversation.
        let mut shown = Person::new(&app, &graph, WORKER);
        shown.user_id = Some(id.to_owned());
        has(&shown.says("menu").await, &fr(&text::menu()));
        let sent = shown.got().pop().unwrap().body;
        assert_eq!((sent["to"].as_str(), &sent["recipient"]), (Some(WORKER), &Value::Null));
        has(&person.says("menu").await, &fr(&text::menu()));
        assert_eq!(app.count("conversation").await, 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_events_in_one_delivery() {
    for engine in Engine::all() {
        let (app, graph) = Graph::with_app(engine).await;
        let mut values = Vec::new();
        for i in 0..10_000 {
            let person = Person::new(&app, &graph, &format!("1650600{:04}", i % 500));
            let status = json!({"id": graph.wamid(), "status": "delivered", "timestamp": "1"});
            let listed = json!({"type": "list_reply", "list_reply": {"id": "1|language|fr", "title": "Français"}});
            values.push(match i % 10 {
                0 => person.text("hello"),
                1 => person.message(&json!({"type": "interactive", "interactive": listed})),
                2 => person.message(&json!({"type": "reaction", "reaction": {"message_id": "wamid.1"}})),
                // Three for each message that is sent, and more.
                _ => value(NUMBER, &json!({"statuses": [status]})),
            });
        }
        let all = delivery(&values);
        assert_eq!(deliver(&app, &all).await, StatusCode::OK, "{engine:?}");
        assert_eq!(deliver(&app, &all).await, StatusCode::OK, "and again");
        let kept: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM message WHERE author = 'worker'").await;
        assert_eq!((app.count("inbound").await, kept[0].0), (2000, 2000));
        assert_eq!((app.count("early_receipt").await, app.count("quarantine").await), (7000, 0));
    }
}
