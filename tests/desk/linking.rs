//! A worker on a second chat: number and code of a request show its state there, and its answers after a day in which the
//! first chat can say no. How often codes are tried is in [`guesses`].

mod guesses;

use super::{
    audit,
    member::{Member, ticket_page},
    words,
};
use bot::{
    command::TicketCommand,
    flow::link::OBJECTION,
    hours::{day_and_month, hour_and_minute, in_rome},
    language::Language,
    private::Private,
    reference::Reference,
    text,
    text::Text,
};
use gateway::{
    channel::Channel,
    jobs::promised,
    store::{conversation::address_hash, message},
};
use jiff::SignedDuration;
use tests::{App, Engine, Worker};
use uuid::Uuid;

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
    app.attend(ticket.id, TicketCommand::Answer { text: Private::new("La réponse".to_owned()) }).await;
    app.attend(ticket.id, TicketCommand::HandBack).await;
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

/// A second chat that typed number and code and wants to see the answers.
async fn linked<'a>(app: &'a App, chat: i64, reference: &str, code: &str) -> Worker<'a> {
    let from = in_rome(app.clock.now().checked_add(OBJECTION).unwrap());
    let mut second = elsewhere(app, chat, reference).await;
    second.says(&format!("{reference} {code}")).await.has(&fr(&text::link_offer()));
    second.presses("yes").await.has(&fr(&text::link_waits(day_and_month(&from), hour_and_minute(&from))));
    second
}

async fn first(app: &App) -> Worker<'_> {
    let mut first = Worker::new(app, 1);
    first.reads().await;
    first
}

#[tokio::test]
async fn number_and_code_show_the_state_and_after_a_day_the_answers() {
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

        // The number alone, another's number, a wrong code: nothing is seen, and all are the same.
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

        let state = second.says(&format!("{reference} {code}")).await;
        state.has(&fr(&text::requests_one("23/11", reference.as_str(), text::state_answered())));
        state.has_not("La réponse");
        assert!(first(&app).await.reads().await.0.is_empty(), "a state is shown to whoever has the receipt");
        second.presses("yes").await.has(&fr(&text::link_waits("24/11", "10:00")));
        // The first chat is told, and the second sees nothing yet.
        let sent = app.telegram.sent_to(1).pop().unwrap();
        assert_eq!(sent["text"].as_str(), Some(fr(&text::link_notice(reference.as_str())).as_str()));
        let requests = second.presses("requests").await;
        requests.has(&fr(&text::link_waits("24/11", "10:00")));
        requests.has_not("La réponse");
        assert_eq!(app.count("contact").await, 2);
        let shown = operator.page(&page).await;
        assert!(shown.contains(&words().console_links_waiting()) && shown.contains("/take-away"), "{shown}");

        // What the second says meanwhile is its own, and joins with it.
        second.says("menu").await;
        second.presses("person").await;
        second.says("Encore moi").await;
        second.says("menu").await;
        let newer = app.tickets().await.pop().unwrap().reference;
        app.a_day_later().await;
        let requests = second.presses("requests").await;
        requests.has(&reference);
        requests.has(&fr(&text::requests_answer("La réponse")));
        assert_eq!((app.count("contact").await, app.count("conversation").await), (1, 2));
        let written: Vec<(String, bool)> =
            app.rows("SELECT object, staff_id IS NULL FROM audit WHERE action = 'add-channel'").await;
        assert_eq!(written, [("ticket".to_owned(), true)]);

        // The first chat goes on as it was, and sees what was asked on the second.
        let mut first = first(&app).await;
        first.says("menu").await;
        let requests = first.presses("requests").await;
        requests.has(&reference);
        requests.has(&newer);

        // A channel that is younger than a week deletes nothing.
        second.says("effacer mes données").await.has(&fr(&text::erase_young("30/11", "10:00")));
        assert_eq!((app.count("erasure").await, app.count("contact").await), (0, 1));
        app.later(SignedDuration::from_hours(6 * 24)).await;
        second.says("effacer mes données").await.has(&fr(&text::erase_ask()));
        assert_eq!(app.count("quarantine").await, 0);
    }
}

#[tokio::test]
async fn not_me_takes_the_new_channel_away_before_and_after_its_day() {
    for engine in Engine::all() {
        for days in [0, 1, 3] {
            let app = App::start(engine).await;
            let (reference, code) = asked(&app, 1).await;
            let mut second = linked(&app, 2, &reference, &code).await;
            for _ in 0..days {
                app.a_day_later().await;
            }
            assert_eq!(app.count("contact").await, if days == 0 { 2 } else { 1 });
            let mut first = first(&app).await;
            if days == 1 {
                first.presses("not-me").await.has(&fr(&text::link_undone()));
            } else {
                first.says("pas moi").await.has(&fr(&text::link_undone()));
            }
            assert_eq!(audit(&app, "remove-channel").await.len(), 1);
            app.a_day_later().await;
            second.says("menu").await;
            let requests = second.presses("requests").await;
            requests.has(&fr(&text::requests_none()));
            requests.has_not("La réponse");
            assert_eq!(app.count("contact").await, 2);
            // It is said once; afterwards it means nothing here.
            first.says("pas moi").await.has(&fr(&text::not_understood()));
        }
    }
}

#[tokio::test]
async fn it_is_me_opens_the_answers_at_once_and_the_new_channel_says_it_of_itself_in_vain() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (reference, code) = asked(&app, 1).await;
        let mut second = linked(&app, 2, &reference, &code).await;
        second.says("c'est moi").await.has(&fr(&text::not_understood()));
        second.presses("requests").await.has_not("La réponse");
        let mut first = first(&app).await;
        first.presses("it-is-me").await.has(&fr(&text::link_joined()));
        second.reads().await.has(&fr(&text::link_done()));
        second.says("menu").await;
        second.presses("requests").await.has(&fr(&text::requests_answer("La réponse")));
        // Nor does it throw out the one that was there before.
        second.says("pas moi").await.has(&fr(&text::not_understood()));
        assert_eq!(app.count("contact").await, 1);
    }
}

#[tokio::test]
async fn the_staff_take_a_channel_away_while_a_person_is_in_charge() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (reference, code) = asked(&app, 1).await;
        let mut second = linked(&app, 2, &reference, &code).await;
        app.a_day_later().await;
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(app.tickets().await[0].id);
        let link: Vec<(Uuid,)> = app.rows("SELECT id FROM channel_link").await;
        let fields = [("link", link[0].0.to_string())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let shown = operator.does(&page, &format!("{page}/take-away"), &fields).await;
        assert!(shown.contains(&words().console_notice_unlinked()) && !shown.contains("/take-away"), "{shown}");
        second.says("menu").await;
        second.presses("requests").await.has(&fr(&text::requests_none()));
        let again = operator.send(&page, &format!("{page}/take-away"), &[("link", &Uuid::now_v7().to_string())]).await;
        assert_eq!(again.status(), reqwest::StatusCode::NOT_FOUND);

        // The button works while a person writes, too.
        let mut third = linked(&app, 3, &reference, &code).await;
        app.attend(app.tickets().await[0].id, TicketCommand::TakeOver).await;
        let mut first = first(&app).await;
        first.says("pas moi").await.has(&fr(&text::link_undone()));
        app.a_day_later().await;
        third.says("menu").await;
        third.presses("requests").await.has(&fr(&text::requests_none()));
    }
}

/// Everything that one chat holds, as the store has it.
async fn kept(app: &App, chat: i64) -> String {
    let store = &app.database.store;
    let hash = address_hash(&store.master, Channel::Telegram, &Private::new(chat.to_string()));
    let mut reader = store.reader().await.unwrap();
    let kept = message::since(store, &mut reader, Channel::Telegram, &hash, Uuid::nil(), 1000).await.unwrap();
    kept.into_iter().map(|message| message.body.text + "\n").collect()
}

#[tokio::test]
async fn a_code_is_shown_once_and_then_covered_where_it_is_kept() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (reference, code) = asked(&app, 1).await;
        assert!(kept(&app, 1).await.contains(&code), "the page has not fetched it yet");
        app.clock.advance(SignedDuration::from_mins(10));
        promised::once(&app.turns).await.unwrap();
        let after = kept(&app, 1).await;
        assert!(after.contains(&reference) && after.contains("••••••") && !after.contains(&code), "{after}");
        assert_eq!(app.count("secret_message").await, 0);
        // What was typed is covered from the beginning, and is a proof all the same.
        linked(&app, 2, &reference, &code).await;
        assert!(!kept(&app, 2).await.contains(&code));
    }
}
