//! Who may tell us anything: signatures, forms, senders that are no people, and the same thing twice.

use super::{WORKER, start, words};
use bot::{command::TicketCommand, language::Language, receipt::Code, text};
use reqwest::{RequestBuilder, StatusCode};
use sqlx::{Connection, Executor, SqliteConnection};
use tests::{
    App, Engine,
    sms::{NUMBER, Phone, TOKEN, post_signed, signature},
};

const PATH: &str = "/webhooks/sms";

async fn nothing_is_stored(app: &App) {
    for table in ["inbound", "contact", "conversation", "message", "outbox", "quarantine", "early_receipt"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
}

async fn status(request: RequestBuilder) -> u16 {
    request.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn without_the_signature_nothing_is_processed() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let form = provider.message(WORKER, "0");
        let url = |path: &str| format!("{}{path}", app.url);
        let post = |path: &str, signature: Option<String>| {
            let request = app.http.post(url(path)).form(&form);
            match signature {
                Some(signature) => request.header("x-twilio-signature", signature),
                None => request,
            }
        };
        let right = signature(TOKEN, &url(PATH), &form);
        let mut cut = right.clone();
        cut.truncate(20);
        let mut tampered = form.clone();
        tampered[10].1 = "1".to_owned();
        let forged = [
            None,
            Some(String::new()),
            Some("?".to_owned()),
            Some(cut),
            Some(signature("another-token", &url(PATH), &form)),
            Some(signature("", &url(PATH), &form)),
            Some(signature(TOKEN, &url(PATH), &tampered)),
            Some(signature(TOKEN, &url(PATH), &form[1..])),
            Some(signature(TOKEN, &url("/webhooks/sms/status"), &form)),
            Some(signature(TOKEN, &url("/webhooks/sms?a=1"), &form)),
            Some(signature(TOKEN, "https://approdo.example/webhooks/sms", &form)),
            Some(signature(TOKEN, &url("/webhooks/sms#rc=1"), &form)),
        ];
        for given in forged {
            assert_eq!(status(post(PATH, given.clone())).await, 401, "{given:?}");
        }
        // The whole address is signed, the query included.
        for path in ["/webhooks/sms?a=1", "/webhooks/sms?", "/webhooks/sms/status", "/webhooks/sms/status?message=1"] {
            assert_eq!(status(post(path, Some(right.clone()))).await, 401, "{path}");
        }
        nothing_is_stored(&app).await;

        // In which order the parameters come is the network's business.
        let mut reordered = form.clone();
        reordered.reverse();
        assert_eq!(post_signed(&app, "/webhooks/sms?a=1", &reordered).await, StatusCode::OK);
        assert_eq!(app.count("conversation").await, 1);
        // How often to repeat may be signed with it or not.
        let repeated = signature(TOKEN, &url("/webhooks/sms#rc=5&rp=all"), &form);
        assert_eq!(status(post(PATH, Some(repeated))).await, 200);
    }
}

#[tokio::test]
async fn what_is_no_form_is_refused() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let url = format!("{}{PATH}", app.url);
        let post = |kind: Option<&str>, body: Vec<u8>| {
            let signed = app.http.post(&url).header("x-twilio-signature", signature(TOKEN, &url, &[])).body(body);
            match kind {
                Some(kind) => signed.header("content-type", kind),
                None => signed,
            }
        };
        let form = "application/x-www-form-urlencoded";
        for path in [PATH, "/webhooks/sms/status"] {
            assert_eq!(status(app.http.get(format!("{}{path}", app.url))).await, 405);
        }
        for kind in
            [None, Some("application/json"), Some("multipart/form-data; boundary=x"), Some("text/plain"), Some("?")]
        {
            assert_eq!(status(post(kind, b"From=%2B393330000001".to_vec())).await, 415, "{kind:?}");
        }
        assert_eq!(status(post(Some(form), Vec::new())).await, 400, "signed, and empty");
        assert_eq!(status(post(Some(form), vec![b'a'; 1024 * 1024 + 1])).await, 413);
        let noise: [&[u8]; 4] = [b"\xFF\xFE", b"%FF%00=&&&==", br#"{"From":"+393330000001"}"#, b"From"];
        for body in noise {
            assert_eq!(status(post(Some(form), body.to_vec())).await, 401, "{body:?}");
        }
        nothing_is_stored(&app).await;
        assert_eq!(app.telegram.calls().len() + provider.sent_to(WORKER).len(), 0);
    }
}

/// What the provider has signed and we cannot use is kept, and never a failure.
#[tokio::test]
async fn strange_forms_are_kept_once() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let form = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
        };
        let strange = [
            form(&[("Body", "0")]),
            form(&[("From", WORKER), ("Body", "no id")]),
            form(&[("MessageSid", ""), ("From", WORKER)]),
            form(&[("MessageSid", "SM-1"), ("Body", "nobody")]),
            form(&[("MessageSid", "SM-2"), ("From", "\u{0}"), ("Body", "\u{0}")]),
            form(&[("MessageSid", "SM-3"), ("From", &"9".repeat(9000))]),
        ];
        for form in strange.iter().chain(&strange) {
            assert_eq!(post_signed(&app, PATH, form).await, StatusCode::OK, "{form:?}");
            assert_eq!(post_signed(&app, "/webhooks/sms/status?message=x", form).await, StatusCode::OK, "{form:?}");
        }
        // Three have an id of their own, by which a message and its status differ.
        assert_eq!(app.count("quarantine").await, 3 + 2 * 3, "each once");
        assert_eq!(app.count("conversation").await, 0);

        // Counts that are none, files that are not named, words without end: still somebody who writes.
        let mut odd = provider.message(WORKER, &"ɗ".repeat(20_000));
        odd.retain(|(name, _)| name != "NumMedia");
        for count in ["-1", "99999999999999999999", "3", "x"] {
            odd.push(("NumMedia".to_owned(), count.to_owned()));
            let sid = provider.next_sid();
            odd.iter_mut().filter(|(name, _)| name == "MessageSid").for_each(|(_, value)| value.clone_from(&sid));
            assert_eq!(post_signed(&app, PATH, &odd).await, StatusCode::OK);
        }
        app.settled().await;
        assert_eq!((app.count("conversation").await, app.count("media").await), (1, 0));
        assert!(provider.sent_to(WORKER).len() >= 4);
    }
}

/// Parcels, banks and lotteries: what they write is kept, and nobody answers.
#[tokio::test]
async fn names_and_short_codes_are_never_answered() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let senders = ["INPS", "40404", "whatsapp:+393330000001", "Poste It", "+39INPS", "", "+1"];
        for sender in senders.iter().chain(&senders[..2]) {
            assert_eq!(post_signed(&app, PATH, &provider.message(sender, "0")).await, StatusCode::OK);
        }
        app.settled().await;
        assert_eq!(app.count("quarantine").await, 9, "kept");
        assert_eq!(app.count("conversation").await, 0);
        assert!(senders.iter().all(|sender| provider.attempts(sender) == 0), "and never answered");

        // Our own number: a conversation with ourselves would never end.
        assert_eq!(post_signed(&app, PATH, &provider.message(NUMBER, "0")).await, StatusCode::OK);
        let mut pooled = provider.message("+39 399 000 0001", "0");
        pooled.iter_mut().filter(|(name, _)| name == "To").for_each(|(_, to)| *to = "+393990000001".to_owned());
        assert_eq!(post_signed(&app, PATH, &pooled).await, StatusCode::OK);
        app.settled().await;
        assert_eq!((app.count("quarantine").await, app.count("conversation").await), (9, 0));
    }
}

#[tokio::test]
async fn one_number_is_one_person_however_it_is_written() {
    let (app, provider) = start(Engine::Sqlite).await;
    for written in [WORKER, "00393330000001", "+39 333 000 0001"] {
        assert_eq!(post_signed(&app, PATH, &provider.message(written, "0")).await, StatusCode::OK);
    }
    app.settled().await;
    assert_eq!((app.count("conversation").await, provider.sent_to(WORKER).len()), (1, 3));
}

#[tokio::test]
async fn the_same_message_again_has_no_effect() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::French).await;
        let form = provider.message(WORKER, "1");
        assert_eq!(post_signed(&app, PATH, &form).await, StatusCode::OK);
        let sent = phone.reads().await;
        sent.has(&text::information_choose(), Language::French);
        let before = (app.count("message").await, provider.attempts(WORKER));
        app.clock.advance(jiff::SignedDuration::from_hours(7 * 24));
        for _ in 0..3 {
            assert_eq!(post_signed(&app, PATH, &form).await, StatusCode::OK);
        }
        app.settled().await;
        assert_eq!((app.count("message").await, provider.attempts(WORKER)), before);
    }
}

/// The answer is for the provider, not for the worker: theirs goes by the outbox.
#[tokio::test]
async fn the_provider_hears_an_empty_answer() {
    let (app, provider) = start(Engine::Sqlite).await;
    let form = provider.message(WORKER, "0");
    let url = format!("{}{PATH}", app.url);
    let request = app.http.post(&url).header("x-twilio-signature", signature(TOKEN, &url, &form)).form(&form);
    let response = request.send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/xml");
    assert_eq!(response.text().await.unwrap(), "<Response/>");
}

/// A number can be written by anybody, and the provider signs it all the same.
#[tokio::test]
async fn a_forged_number_deletes_nothing_and_the_code_does() {
    for engine in Engine::all() {
        let (app, provider) = start(engine).await;
        let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::French).await;
        phone.picks("person").await;
        phone.types("Mon patron garde mon passeport.").await;
        let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
        app.attend(ticket.id, TicketCommand::Answer { text: words("La reponse") }).await;
        app.attend(ticket.id, TicketCommand::HandBack).await;
        phone.reads().await;
        phone.types("effacer mes donnees").await.has(&text::erase_ask(), Language::French);
        for forged in ["1", "oui", "000000"] {
            phone.types(forged).await;
        }
        assert_eq!((app.count("erasure").await, app.count("ticket").await), (0, 1), "{engine:?}");
        phone.types("menu").await;
        let asked = phone.types("effacer mes donnees").await.text();
        let code = Code::read(&asked).unwrap_or_else(|| panic!("no code in {asked}")).to_string();
        phone.types(&code).await;
        assert_eq!((app.count("erasure").await, app.count("quarantine").await), (1, 0), "{engine:?}");
    }
}

#[tokio::test]
async fn a_database_that_is_away_is_told_to_the_provider() {
    let (app, provider) = start(Engine::Sqlite).await;
    let mut phone = Phone::at_menu(&app, &provider, WORKER, Language::French).await;
    let form = provider.message(WORKER, "menu");
    let mut other = SqliteConnection::connect(&app.database.url).await.unwrap();
    other.execute("BEGIN IMMEDIATE").await.unwrap();
    assert_eq!(post_signed(&app, PATH, &form).await, StatusCode::SERVICE_UNAVAILABLE);
    let sent = provider.sent_to(WORKER).pop().unwrap();
    assert_eq!(provider.reports(&app, &sent, "delivered", None).await, StatusCode::SERVICE_UNAVAILABLE);
    other.execute("ROLLBACK").await.unwrap();
    assert_eq!(post_signed(&app, PATH, &form).await, StatusCode::OK);
    phone.reads().await.has(&text::menu(), Language::French);
}

#[tokio::test]
async fn a_channel_that_is_off_is_not_there() {
    let app = App::start(Engine::Sqlite).await;
    let form = [("From".to_owned(), WORKER.to_owned())];
    for path in [PATH, "/webhooks/sms/status"] {
        assert_eq!(post_signed(&app, path, &form).await, StatusCode::NOT_FOUND);
    }
}
