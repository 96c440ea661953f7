//! A question to a legal expert, from the ticket to the worker: what each side sees, and what neither does.

mod trouble;

use super::{
    audit,
    member::{Member, html, ticket_page},
    words,
};
use gateway::{console::experts::shown, store::contact};
use reqwest::StatusCode;
use tests::{App, Engine, Worker, app::Ticket, reports::REGULAR};
use uuid::Uuid;

const TOLD: &str = "Le caporal Brizzolanti garde mon passeport";
const ASKED: &str = "Il lavoratore ha un permesso valido ed è pagato sotto il contratto. Può chiedere le differenze?";
const ANSWER: &str = "Sì: art. 36 Cost. Le differenze si prescrivono in cinque anni dalla fine del rapporto.";
const SENT: &str = "Oui, vous pouvez demander la différence.";

/// Somebody with a report from Puglia, in French.
async fn reported(app: &App, chat: i64) -> (Worker<'_>, Ticket) {
    let mut worker = Worker::at_menu(app, chat, "fr").await;
    worker.presses("report").await;
    worker.presses("yes").await;
    worker.answers(&[("danger", "no"), ("about", "me"), ("region", "puglia"), ("province", "Foggia")]).await;
    worker.answers(&REGULAR[..15]).await;
    worker.says(TOLD).await;
    worker.answers(&[("words", "continue"), ("contact", "wait"), ("summary", "send")]).await;
    (worker, app.tickets().await.pop().unwrap())
}

fn questions(ticket: &Ticket) -> String {
    format!("{}/questions", ticket_page(ticket.id))
}

/// Asks about region, sector and pay; due on Wednesday at ten.
async fn ask(member: &Member, ticket: &Ticket, text: &str) -> Uuid {
    let new = format!("{}/new", questions(ticket));
    let fields = [
        ("text", text),
        ("expertise", "pay"),
        ("day", "2026-11-25"),
        ("time", "10:00"),
        ("fact", "region"),
        ("fact", "sector"),
        ("fact", "pay"),
    ];
    let page = member.does(&new, &new, &fields).await;
    assert!(page.contains(&words().console_experts_notice_asked()), "{page}");
    let (_, rest) = page.rsplit_once("id=\"question-").unwrap();
    rest[..36].parse().unwrap()
}

fn version(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"version\" value=\"").expect("a form with a version");
    rest.split('"').next().unwrap().to_owned()
}

async fn state(app: &App, ticket: &Ticket) -> String {
    app.tickets().await.into_iter().find(|found| found.id == ticket.id).unwrap().state
}

/// An expert answers a question.
async fn answers(expert: &Member, question: Uuid, text: &str) -> String {
    let page = format!("/console/questions/{question}");
    let seen = version(&expert.page(&page).await);
    expert.does(&page, &format!("{page}/answer"), &[("text", text), ("version", &seen), ("do", "send")]).await
}

#[track_caller]
fn lacks(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(!page.contains(part), "{part} is in {page}");
    }
}

#[track_caller]
fn has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}

#[tokio::test]
async fn from_the_ticket_to_the_worker() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = reported(&app, 1).await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let expert = Member::of(&app, "legal-expert").await;
        let secret = [ticket.reference.as_str(), "Brizzolanti", "Foggia", "francese", "telegram", "Telegram"];

        // The form offers what was told, and only region and sector are ticked.
        let form = operator.page(&format!("{}/new", questions(&ticket))).await;
        for (fact, ticked) in
            [("region", true), ("sector", true), ("pay", false), ("words", false), ("language", false)]
        {
            let (_, rest) = form.split_once(&format!("value=\"{fact}\"")).unwrap_or_else(|| panic!("no {fact}"));
            assert_eq!(rest.starts_with(" checked"), ticked, "{fact}");
        }
        has(&form, &["value=\"2026-11-25\"", "value=\"10:00\"", &words().console_experts_identifies()]);
        lacks(&form, &["value=\"phone\"", "value=\"contact\"", "value=\"housing\""]);

        let question = ask(&operator, &ticket, ASKED).await;
        assert_eq!(state(&app, &ticket).await, "waiting-for-expert");
        let told: Vec<(String, String)> =
            app.rows("SELECT s.role, n.kind FROM notification n JOIN staff s ON s.id = n.staff_id").await;
        assert_eq!(told, [("legal-expert".to_owned(), "question-asked".to_owned())]);

        // The expert sees it on the list, with no word of it, and opens it: that is written down.
        let list = expert.page("/console/questions").await;
        has(&list, &[&shown::number(question), &words().console_experts_pay()]);
        lacks(&list, &secret);
        lacks(&list, &["Puglia", "differenze"]);
        let path = format!("/console/questions/{question}");
        let page = expert.page(&path).await;
        has(&page, &["Puglia", "Può chiedere le differenze?", "25/11, 10:00", &format!("{path}/identity")]);
        lacks(&page, &secret);
        assert_eq!(audit(&app, "read").await.last().unwrap().1, "question");
        // Nothing leads from there to the ticket.
        for gone in [ticket_page(ticket.id), "/console/tickets".to_owned(), format!("{}/new", questions(&ticket))] {
            assert_eq!(expert.get(&gone).await.status(), StatusCode::NOT_FOUND, "{gone}");
            lacks(&page, &[&gone]);
        }

        // Taken, then more facts are asked for: the ticket is the front office's again.
        let taken = expert.does(&path, &format!("{path}/take"), &[("version", &version(&page))]).await;
        has(&taken, &[&words().console_experts_notice_taken()]);
        let fields = [("more", "Che permesso ha?"), ("version", &version(&taken))];
        let asked = expert.does(&path, &format!("{path}/more"), &fields).await;
        has(&asked, &[&words().console_experts_wants_more()]);
        assert_eq!(state(&app, &ticket).await, "open");
        has(&operator.page(&ticket_page(ticket.id)).await, &["Che permesso ha?"]);
        let complete = format!("{}/{question}/complete", questions(&ticket));
        let form = operator.page(&complete).await;
        let fields = [
            ("text", "Valido fino a marzo."),
            ("version", &version(&form)),
            ("day", "2026-11-26"),
            ("time", "12:00"),
            ("fact", "region"),
            ("fact", "stay"),
        ];
        operator.does(&complete, &complete, &fields).await;
        assert_eq!(state(&app, &ticket).await, "waiting-for-expert");
        let page = expert.page(&path).await;
        has(&page, &["Valido fino a marzo.", "26/11, 12:00", "Puglia"]);
        lacks(&page, &secret);

        // A draft stays the expert's; an answer reaches the ticket.
        let fields = [("text", "Sì, ma"), ("version", &version(&page)), ("do", "keep")];
        expert.does(&path, &format!("{path}/answer"), &fields).await;
        assert_eq!(state(&app, &ticket).await, "waiting-for-expert");
        lacks(&operator.page(&ticket_page(ticket.id)).await, &["Sì, ma"]);
        let page = answers(&expert, question, ANSWER).await;
        has(&page, &[ANSWER, &words().console_experts_not_sent()]);
        assert_eq!(state(&app, &ticket).await, "open");
        let told: Vec<(String,)> = app
            .rows("SELECT n.kind FROM notification n JOIN staff s ON s.id = n.staff_id WHERE s.role = 'operator'")
            .await;
        // Once for the facts that were asked for, which opening the ticket has seen, and once for the answer.
        assert_eq!(told, [("question-answered".to_owned(),), ("question-answered".to_owned(),)]);

        // Somebody else of the front office carries it over.
        let carry = format!("{}/{question}/carry", questions(&ticket));
        has(&mediator.page(&ticket_page(ticket.id)).await, &[ANSWER, &carry]);
        let form = mediator.page(&carry).await;
        let sent = format!("{SENT} ({})", ticket.reference);
        let fields = [("text", sent.as_str()), ("italian", "Sì, può."), ("version", &version(&form))];
        let page = mediator.does(&carry, &carry, &fields).await;
        has(&page, &[&words().console_notice_answered(), &words().console_experts_sent(), SENT]);
        worker.reads().await.has(SENT);
        assert_eq!(state(&app, &ticket).await, "answered");
        let page = expert.page(&path).await;
        has(&page, &[SENT, "Sì, può.", &words().console_experts_sent()]);
        lacks(&page, &secret);
        has(&expert.page("/console/questions?show=answered").await, &[&shown::number(question)]);
        lacks(&expert.page("/console/questions").await, &[&shown::number(question)]);

        let happened: Vec<(String,)> =
            app.rows("SELECT kind FROM ticket_event WHERE kind LIKE 'question%' ORDER BY id").await;
        let happened: Vec<_> = happened.iter().map(|row| row.0.as_str()).collect();
        assert_eq!(happened, ["question-asked", "question-answered", "question-carried"]);
        for action in ["ask-expert", "take", "ask-back", "complete", "draft", "carry"] {
            assert_eq!(audit(&app, action).await, [(action.to_owned(), "question".to_owned())]);
        }
        is_sealed(&app).await;
    }
}

type Sealed = (Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>, Vec<u8>);

async fn is_sealed(app: &App) {
    let rows: Vec<Sealed> = app
        .rows("SELECT question_sealed, facts_sealed, thread_sealed, answer_sealed, carried_sealed FROM question")
        .await;
    let (question, facts, thread, answer, carried) = &rows[0];
    for (sealed, word) in
        [(question, "differenze"), (facts, "puglia"), (thread, "marzo"), (answer, "Cost"), (carried, "vous")]
    {
        assert!(sealed.len() > 40 && !String::from_utf8_lossy(sealed).contains(word), "{word}");
    }
}

#[tokio::test]
async fn the_question_reaches_whoever_knows_about_it() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_worker, ticket) = reported(&app, 1).await;
        let operator = Member::of(&app, "operator").await;
        let add = async |email: &str| {
            gateway::console::staff::add(&app.database.store, &app.url, (email, "E"), "legal-expert", app.clock.now())
                .await
                .unwrap();
        };
        for email in ["a@example.org", "b@example.org", "c@example.org"] {
            add(email).await;
        }
        let first = "UPDATE staff SET expertise = 'permits,pay' WHERE id IN
             (SELECT id FROM staff WHERE role = 'legal-expert' ORDER BY created_at, id LIMIT 1)";
        app.damage(first).await;
        ask(&operator, &ticket, ASKED).await;
        let told: Vec<(String,)> =
            app.rows("SELECT s.expertise FROM notification n JOIN staff s ON s.id = n.staff_id").await;
        assert_eq!(told, [("permits,pay".to_owned(),)]);
        app.damage("UPDATE staff SET expertise = 'asylum'").await;
        app.damage("DELETE FROM notification").await;
        ask(&operator, &ticket, ASKED).await;
        assert_eq!(app.count("notification").await, 3, "nobody says that they know: all of them");
    }
}

#[tokio::test]
async fn an_answer_becomes_a_canned_answer_or_the_beginning_of_a_text() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_worker, ticket) = reported(&app, 1).await;
        let (operator, expert) = (Member::of(&app, "operator").await, Member::of(&app, "legal-expert").await);
        let question = ask(&operator, &ticket, ASKED).await;
        answers(&expert, question, ANSWER).await;
        let propose = format!("/console/questions/{question}/propose");
        has(&expert.page(&propose).await, &[ANSWER]);
        let fields = [("title", "Differenze di paga"), ("topic", "pay"), ("text", ANSWER), ("as", "canned")];
        let unsure = operator.send(&propose, &propose, &fields).await;
        assert_eq!(unsure.status(), StatusCode::UNPROCESSABLE_ENTITY);
        has(&html(unsure).await, &[&words().console_experts_error_sure(), "Differenze di paga"]);
        assert_eq!(app.count("canned_answer").await, 0);

        let sure = [&fields[..], &[("sure", "yes")]].concat();
        let page = operator.does(&propose, &propose, &sure).await;
        has(&page, &[ANSWER, &words().console_canned_draft(), &words().console_canned_own()]);
        let from: Vec<(Option<Uuid>, Option<String>)> = app.rows("SELECT question_id, topic FROM canned_answer").await;
        assert_eq!(from, [(Some(question), Some("pay".to_owned()))]);
        // Whoever proposed it does not review it; the expert may.
        let canned: Vec<(Uuid,)> = app.rows("SELECT id FROM canned_answer").await;
        let path = format!("/console/canned/{}", canned[0].0);
        let review = [("language", "it"), ("version", "0")];
        let own = operator.send(&path, &format!("{path}/review"), &review).await;
        assert_eq!(own.status(), StatusCode::CONFLICT);
        has(&html(own).await, &[&words().console_canned_error_own()]);
        has(
            &expert.does(&path, &format!("{path}/review"), &review).await,
            &[&words().console_canned_notice_reviewed(), &words().console_canned_reviewed()],
        );

        let fields = [("text", "Paga & orari"), ("sure", "yes"), ("as", "information")];
        let leads = expert.send(&propose, &propose, &fields).await;
        assert_eq!(leads.headers()["location"], "/console/texts?text=Paga+%26+orari");
    }
}

#[tokio::test]
async fn a_question_stays_readable_when_contacts_become_one_and_goes_with_the_person() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = reported(&app, 1).await;
        reported(&app, 2).await;
        let (operator, expert) = (Member::of(&app, "operator").await, Member::of(&app, "legal-expert").await);
        let question = ask(&operator, &ticket, ASKED).await;
        let path = format!("/console/questions/{question}");
        let fields = [("more", "Che permesso ha?"), ("version", "0")];
        expert.does(&path, &format!("{path}/more"), &fields).await;
        let contacts: Vec<(Uuid,)> = app.rows("SELECT contact_id FROM ticket ORDER BY id").await;
        let store = &app.database.store;
        let mut tx = store.begin().await.unwrap();
        contact::merge(store, &mut tx, contacts[0].0, contacts[1].0).await.unwrap();
        tx.commit().await.unwrap();
        has(&expert.page(&path).await, &[ASKED, "Puglia", "Che permesso ha?"]);
        worker.says("effacer mes données").await;
        worker.presses("erase-yes").await;
        // Hidden at once, destroyed after a day.
        assert_eq!(expert.get(&path).await.status(), StatusCode::NOT_FOUND);
        app.a_day_later().await;
        assert_eq!(expert.get(&path).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(app.count("question").await, 0);
    }
}
