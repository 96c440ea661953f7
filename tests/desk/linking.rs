//! A worker on a second chat: number and code of a request open the old requests there, and nothing else does.

use super::member::{Member, ticket_page};
use bot::{act::Act, language::Language, private::Private, reference::Reference, text, text::Text};
use jiff::SignedDuration;
use tests::{App, Engine, Worker};

fn fr(text: &Text) -> String {
    text.in_language(Language::French)
}

/// A worker with a question that was answered; what a person said is told to nobody else. Returns number and code.
async fn asked(app: &App, chat: i64) -> (String, String) {
    let mut worker = Worker::at_menu(app, chat, "fr").await;
    worker.presses("person").await;
    let told = worker.says("Bonjour").await;
    let ticket = app.tickets().await.pop().unwrap();
    let reference = ticket.reference.clone();
    let code: Vec<_> =
        told.text().split(|c: char| !c.is_ascii_digit()).filter(|d| d.len() == 6).map(str::to_owned).collect();
    let [code] = &code[..] else { panic!("no code in {}", told.text()) };
    app.attend(ticket.id, Act::Answer { text: Private::new("La réponse".to_owned()) }).await;
    app.attend(ticket.id, Act::HandBack).await;
    (reference, code.clone())
}

/// A worker on another chat who was asked for number and code.
async fn elsewhere<'a>(app: &'a App, chat: i64, old: &str) -> Worker<'a> {
    let mut worker = Worker::at_menu(app, chat, "fr").await;
    let none = worker.presses("requests").await;
    none.has(&fr(&text::requests_none()));
    none.has_not(old);
    worker.presses("link").await.has(&fr(&text::link_ask()));
    worker
}

fn other(code: &str) -> String {
    format!("{:06}", (code.parse::<u32>().unwrap() + 1) % 1_000_000)
}

#[tokio::test]
async fn number_and_code_open_the_old_requests() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (reference, code) = asked(&app, 1).await;
        // Whoever helps sees the number and not the code: on the page, on paper, where messages are moved.
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(app.tickets().await[0].id);
        for path in [page.clone(), format!("{page}/print"), format!("{page}/split-off")] {
            let shown = operator.page(&path).await;
            assert!(shown.contains(&reference) && !shown.contains(&code), "{path}: {shown}");
        }
        assert!(operator.page(&page).await.contains("••••••"));
        let mut second = elsewhere(&app, 2, &reference).await;
        assert_eq!(app.count("contact").await, 2);

        // The number alone, another's number, a wrong code: nothing is seen.
        for wrong in [
            reference.clone(),
            format!("{reference} {}", other(&code)),
            format!("{} {code}", Reference::from_entropy(42)),
        ] {
            let heard = second.says(&wrong).await;
            heard.has(&fr(&text::link_wrong()));
            heard.has_not("La réponse");
        }
        second.says("menu").await;
        second.presses("requests").await.has(&fr(&text::requests_none()));
        second.presses("link").await;

        second.says(&format!("{reference} {code}")).await.has(&fr(&text::link_done()));
        let requests = second.presses("requests").await;
        requests.has(&reference);
        requests.has(&fr(&text::requests_answer("La réponse")));
        assert_eq!((app.count("contact").await, app.count("conversation").await), (1, 2));
        let written: Vec<(String, bool)> =
            app.rows("SELECT object, staff_id IS NULL FROM audit WHERE action = 'link'").await;
        assert_eq!(written, [("ticket".to_owned(), true)]);

        // The first chat goes on as it was, and sees what is asked on the second.
        second.says("menu").await;
        second.presses("person").await;
        second.says("Encore moi").await;
        let newer = app.tickets().await.pop().unwrap().reference;
        let mut first = Worker::new(&app, 1);
        first.reads().await;
        first.says("menu").await;
        let requests = first.presses("requests").await;
        requests.has(&reference);
        requests.has(&newer);
        assert_eq!(app.count("quarantine").await, 0);
    }
}

#[tokio::test]
async fn ten_wrong_codes_lock_a_request_for_a_day() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (reference, code) = asked(&app, 1).await;
        let mut second = elsewhere(&app, 2, &reference).await;
        for _ in 0..10 {
            second.says(&format!("{reference} {}", other(&code))).await.has(&fr(&text::link_wrong()));
        }
        // Even the right one, and from everywhere.
        second.says(&format!("{reference} {code}")).await.has(&fr(&text::link_locked()));
        let mut third = elsewhere(&app, 3, &reference).await;
        third.says(&format!("{reference} {code}")).await.has(&fr(&text::link_locked()));
        app.clock.advance(SignedDuration::from_hours(24));
        third.presses("requests").await;
        third.presses("link").await;
        third.says(&format!("{reference} {code}")).await.has(&fr(&text::link_locked()));
        assert_eq!(app.count("contact").await, 3);

        app.clock.advance(SignedDuration::from_secs(1));
        third.presses("requests").await;
        third.presses("link").await;
        third.says(&format!("{reference} {code}")).await.has(&fr(&text::link_done()));
        third.presses("requests").await.has(&reference);
        assert_eq!(app.count("contact").await, 2);
    }
}
