//! Canned answers: written, reviewed by somebody else, found, used; and macros, which do several things at once.

use super::{
    audit,
    member::{Member, html, ticket_page},
    words,
};
use gateway::store::draft;
use reqwest::StatusCode;
use serde_json::Value;
use tests::{App, Engine, Worker, app::Ticket};
use uuid::Uuid;

const LIST: &str = "/console/canned";
const FRENCH: &str = "Bonjour, ici {operator}. Votre demande {reference} est reçue. Danger : {emergency}.";
const ITALIAN: &str = "Buongiorno, sono {operator}. Perché la paga tarda? Chiami {helpdesk}.";

async fn asked(app: &App, chat: i64, language: &str) -> Ticket {
    let mut worker = Worker::at_menu(app, chat, language).await;
    worker.presses("person").await;
    worker.says("Bonjour").await;
    app.tickets().await.pop().unwrap()
}

/// A canned answer with these texts.
async fn canned(member: &Member, title: &str, texts: &[(&str, &str)]) -> Uuid {
    let new = format!("{LIST}/new");
    let made = member.send(&new, &new, &[("title", title), ("topic", "pay")]).await;
    let path = made.headers()["location"].to_str().unwrap().to_owned();
    for (language, text) in texts {
        let fields = [("language", *language), ("text", *text)];
        let page = member.does(&path, &format!("{path}/texts"), &fields).await;
        assert!(page.contains(&words().console_notice_saved()), "{page}");
    }
    path.rsplit('/').next().unwrap().parse().unwrap()
}

async fn reviews(member: &Member, canned: Uuid, language: &str, version: &str) -> StatusCode {
    let path = format!("{LIST}/{canned}");
    let fields = [("language", language), ("version", version)];
    member.send(&path, &format!("{path}/review"), &fields).await.status()
}

/// What somebody has in the box for the answer.
async fn drafted(app: &App, ticket: &Ticket) -> Value {
    let staff: Vec<(Uuid,)> = app.rows("SELECT staff_id FROM draft").await;
    let open = app.turns.open_ticket(staff[0].0, ticket.id).await.unwrap();
    let key = open.key.clone();
    drop(open);
    let mut reader = app.database.store.reader().await.unwrap();
    let master = &app.database.store.master;
    let drafts = draft::of_ticket(&mut reader, master, (ticket.id, &key), draft::ANSWER).await.unwrap();
    serde_json::to_value(&drafts[0].words).unwrap()
}

async fn uses(app: &App) -> i64 {
    let rows: Vec<(i64,)> = app.rows("SELECT uses FROM canned_answer").await;
    rows[0].0
}

#[track_caller]
fn has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}

#[tokio::test]
async fn written_reviewed_changed_and_retired() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        has(&operator.page(LIST).await, &[&words().console_canned_none_text()]);
        let untitled = operator.send(&format!("{LIST}/new"), &format!("{LIST}/new"), &[("title", " ")]).await;
        assert_eq!(untitled.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let id = canned(&operator, "Perché la paga tarda", &[("fr", FRENCH)]).await;
        let path = format!("{LIST}/{id}");
        let texts = format!("{path}/texts");

        let wrong = [("language", "it"), ("text", "Ciao {nome}, {reference}, {cognome}")];
        let answer = operator.send(&path, &texts, &wrong).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = html(answer).await;
        has(&page, &["{nome} {cognome}", "Ciao {nome}, {reference}"]);
        // Looked at as it arrives, nothing saved.
        let look = [("language", "it"), ("text", ITALIAN), ("do", "preview")];
        let page = html(operator.send(&path, &texts, &look).await).await;
        has(&page, &["sono Somebody. Perché la paga tarda? Chiami 800 939 000."]);
        assert_eq!(app.count("canned_text").await, 1);

        // Somebody else reviews it, at the version they have read.
        assert_eq!(reviews(&operator, id, "fr", "0").await, StatusCode::CONFLICT);
        assert_eq!(reviews(&mediator, id, "fr", "7").await, StatusCode::CONFLICT);
        assert_eq!(reviews(&mediator, id, "ar", "0").await, StatusCode::CONFLICT);
        assert_eq!(reviews(&mediator, id, "fr", "0").await, StatusCode::SEE_OTHER);
        let by: Vec<(String, bool)> =
            app.rows("SELECT state, reviewed_by <> updated_by FROM canned_text WHERE language = 'fr'").await;
        assert_eq!(by, [("reviewed".to_owned(), true)]);
        let same = [("language", "fr"), ("text", FRENCH), ("version", "1")];
        has(&operator.does(&path, &texts, &same).await, &[&words().console_notice_unchanged()]);
        let change = |text, version| [("language", "fr"), ("text", text), ("version", version)];
        operator.does(&path, &texts, &change("Bonjour à tous", "1")).await;
        let states: Vec<(String, Option<Uuid>)> = app.rows("SELECT state, reviewed_by FROM canned_text").await;
        assert_eq!(states, [("draft".to_owned(), None)], "what is changed is a draft again");

        // The second who saves sees the difference.
        let late = mediator.send(&path, &texts, &change("Bonjour à toutes", "1")).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        let page = html(late).await;
        has(&page, &["<mark>tous</mark>", "<mark>toutes</mark>", "name=\"version\" value=\"2\""]);
        let again = mediator.send(&path, &texts, &[("language", "fr"), ("text", "Salut")]).await;
        assert_eq!(again.status(), StatusCode::CONFLICT, "there is one already");
        let title = |title, version| [("title", title), ("version", version), ("topic", "hours")];
        operator.does(&path, &format!("{path}/title"), &title("Paga in ritardo", "0")).await;
        let late = mediator.send(&path, &format!("{path}/title"), &title("Ritardi", "0")).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        has(&html(late).await, &["Paga in ritardo · Orari e riposi", "value=\"Ritardi\""]);

        // Found without accents, in any language; by topic; retired it is elsewhere.
        for (query, found) in
            [("?q=PAGA", true), ("?q=a+tous", true), ("?q=%C3%A0+TOUS+ritardo", true), ("?q=zucca", false)]
        {
            assert_eq!(operator.page(&format!("{LIST}{query}")).await.contains(&path), found, "{query}");
        }
        assert!(operator.page(&format!("{LIST}?topic=hours")).await.contains(&path));
        assert!(!operator.page(&format!("{LIST}?topic=housing")).await.contains(&path));
        assert!(operator.page(&format!("{LIST}?show=review")).await.contains(&path));
        has(&operator.does(&path, &format!("{path}/retire"), &[]).await, &[&words().console_canned_notice_retired()]);
        assert!(!operator.page(LIST).await.contains(&path));
        assert!(operator.page(&format!("{LIST}?show=retired")).await.contains(&path));
        operator.does(&path, &format!("{path}/restore"), &[]).await;
        assert!(operator.page(LIST).await.contains(&path));
        let done: Vec<_> = ["add", "write", "review", "edit", "retire", "restore"].into();
        for action in done {
            assert!(audit(&app, action).await.iter().any(|(_, object)| object == "canned"), "{action}");
        }
        // The Focal Point reads them and changes none; administrators do neither.
        let point = Member::of(&app, "focal-point").await;
        assert!(!point.page(&path).await.contains("<textarea"));
        assert_eq!(point.send(LIST, &texts, &same).await.status(), StatusCode::NOT_FOUND);
        let administrator = Member::of(&app, "administrator").await;
        assert_eq!(administrator.get(LIST).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn used_for_a_ticket() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let ticket = asked(&app, 1, "fr").await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let id = canned(&operator, "Ricevuta", &[("fr", FRENCH), ("it", ITALIAN)]).await;
        let (page, found) = (ticket_page(ticket.id), format!("{}/canned", ticket_page(ticket.id)));
        let text = format!("Bonjour, ici Somebody. Votre demande {} est reçue. Danger : 112.", ticket.reference);
        has(&operator.page(&page).await, &["Ricevuta", &text, &words().console_canned_draft()]);
        has(&operator.page(&format!("{found}?q=recue")).await, &["Ricevuta"]);
        has(&operator.page(&format!("{found}?q=zucca")).await, &[&words().console_canned_none_found()]);

        // A text that nobody has reviewed takes a second press.
        let id_text = id.to_string();
        let fields = [("canned", id_text.as_str())];
        let asks = operator.send(&page, &found, &fields).await;
        assert_eq!(asks.status(), StatusCode::OK);
        has(&html(asks).await, &[&words().console_canned_unreviewed(), &text]);
        assert_eq!((app.count("draft").await, uses(&app).await), (0, 0));
        let sure = [fields[0], ("confirmed", "yes")];
        has(&operator.does(&page, &found, &sure).await, &[&words().console_canned_notice_taken()]);
        let draft = drafted(&app, &ticket).await;
        assert_eq!(draft["text"], text);
        assert_eq!(draft["italian"], "Buongiorno, sono Somebody. Perché la paga tarda? Chiami 800 939 000.");
        assert_eq!(uses(&app).await, 1);
        let sealed: Vec<(Vec<u8>,)> = app.rows("SELECT body_sealed FROM draft").await;
        assert!(!String::from_utf8_lossy(&sealed[0].0).contains("Bonjour"));

        // Reviewed, it goes in at once, below what is there; the script gets it as JSON.
        assert_eq!(reviews(&mediator, id, "fr", "0").await, StatusCode::SEE_OTHER);
        operator.does(&page, &found, &fields).await;
        // What stands there already is not repeated.
        assert_eq!(drafted(&app, &ticket).await["text"], text);
        let json = operator.send(&page, &found, &[fields[0], ("insert", "yes")]).await;
        let said: Value = serde_json::from_str(&json.text().await.unwrap()).unwrap();
        assert_eq!((said["text"].as_str(), uses(&app).await), (Some(text.as_str()), 3));
        assert_eq!(audit(&app, "use").await, vec![("use".to_owned(), "canned".to_owned()); 3]);

        // Who speaks another language gets what they read, or Italian, and it is said so.
        let urdu = asked(&app, 2, "ur").await;
        has(&operator.page(&ticket_page(urdu.id)).await, &[&words().console_canned_fit_other("italiano")]);
        let wolof = asked(&app, 3, "wo").await;
        has(
            &operator.page(&ticket_page(wolof.id)).await,
            &[&words().console_canned_fit_reading("francese"), "Bonjour, ici"],
        );
        for (ticket, id) in [(ticket.id, Uuid::now_v7()), (Uuid::now_v7(), id)] {
            let to = format!("{}/canned", ticket_page(ticket));
            let lost = operator.send(&page, &to, &[("canned", &id.to_string())]).await;
            assert_eq!(lost.status(), StatusCode::NOT_FOUND);
        }
    }
}

/// The number behind a name in a form.
fn number(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_macro_does_all_of_it_or_nothing() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        worker.says("Bonjour").await;
        let ticket = app.tickets().await.pop().unwrap();
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let answer = canned(&operator, "Ricevuta", &[("fr", FRENCH)]).await.to_string();
        let new = "/console/macros/new";
        let nothing = operator.send(new, new, &[("title", "Niente")]).await;
        assert_eq!(nothing.status(), StatusCode::UNPROCESSABLE_ENTITY);
        has(&html(nothing).await, &[&words().console_canned_error_nothing(), "Niente"]);
        let fields = [
            ("title", "Ricevuta e chiudi"),
            ("canned", answer.as_str()),
            ("state", "closed"),
            ("assign", "role/mediator"),
            ("topic", "pay"),
            ("priority", "low"),
        ];
        let list = operator.does(new, new, &fields).await;
        has(&list, &["Ricevuta e chiudi", "Mediazione", "Paga e contratto", &words().console_state_closed()]);
        let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM macro").await;
        let path = format!("{}/macros/{}", ticket_page(ticket.id), ids[0].0);
        has(&operator.page(&ticket_page(ticket.id)).await, &[&path]);

        // It says what will happen; the text is not reviewed, so it asks.
        let page = operator.page(&path).await;
        let text = format!("Votre demande {} est reçue.", ticket.reference);
        has(&page, &[&text, &words().console_canned_unreviewed(), &words().console_canned_does_priority("Bassa")]);
        let (seen, of) = (number(&page, "version"), number(&page, "macro"));
        let send = |version, macro_version| [("text", "Voilà, reçu."), ("version", version), ("macro", macro_version)];
        let unsure = operator.send(&path, &path, &send(&seen, &of)).await;
        assert_eq!(unsure.status(), StatusCode::UNPROCESSABLE_ENTITY);
        has(&html(unsure).await, &[&words().console_canned_error_sure(), "Voilà, reçu."]);
        let sure = |version, of| [&send(version, of)[..], &[("sure", "yes")]].concat();
        // The worker writes meanwhile: look again. So does a colleague who changes the macro.
        worker.says("Encore moi").await;
        let late = operator.send(&path, &path, &sure(&seen, &of)).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        let page = html(late).await;
        has(&page, &[&words().console_canned_apply_faster(), "Voilà, reçu."]);
        let seen = number(&page, "version");
        let old = operator.send(&path, &path, &sure(&seen, "9")).await;
        assert_eq!(old.status(), StatusCode::CONFLICT);
        worker.reads().await.has_not("Voilà");
        assert_eq!((uses(&app).await, audit(&app, "macro").await.len()), (0, 0));

        let page = operator.does(&path, &path, &sure(&seen, &of)).await;
        has(&page, &[&words().console_canned_notice_applied()]);
        worker.reads().await.has("Voilà, reçu.");
        let rows: Vec<(String, Option<String>, i32, String)> = app
            .rows("SELECT t.state, t.topic, t.priority, s.role FROM ticket t JOIN staff s ON s.id = t.owner_id")
            .await;
        assert_eq!(rows, [("closed".to_owned(), Some("pay".to_owned()), 0, "mediator".to_owned())]);
        let used: Vec<(i64,)> = app.rows("SELECT uses FROM macro").await;
        assert_eq!((uses(&app).await, used[0].0), (1, 1));
        let happened: Vec<(String,)> = app.rows("SELECT kind FROM ticket_event ORDER BY id").await;
        for kind in ["macro", "topic", "priority", "owner"] {
            assert!(happened.iter().any(|row| row.0 == kind), "{kind} in {happened:?}");
        }
        let told: Vec<(String,)> = app.rows("SELECT kind FROM notification").await;
        assert_eq!(told, [("assigned".to_owned(),)]);
        assert_eq!(audit(&app, "macro").await, [("macro".to_owned(), "ticket".to_owned())]);

        // Two change the macro: the second sees how it stands.
        let edit = format!("/console/macros/{}", ids[0].0);
        let change = |title| [("title", title), ("version", "0"), ("state", "open")];
        operator.does(&edit, &format!("{edit}/save"), &change("Riapri")).await;
        let late = mediator.send(&edit, &format!("{edit}/save"), &change("Apri")).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        has(&html(late).await, &["<li>Riapri</li>", "value=\"Apri\"", "name=\"version\" value=\"1\""]);
        // Without words it only moves the ticket; retired it is gone.
        let page = operator.page(&path).await;
        assert!(!page.contains("<textarea"));
        let fields = [("version", number(&page, "version")), ("macro", number(&page, "macro"))];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        operator.does(&path, &path, &fields).await;
        assert_eq!(app.tickets().await[0].state, "open");
        operator.does(&edit, &format!("{edit}/retire"), &[]).await;
        assert_eq!(operator.get(&path).await.status(), StatusCode::NOT_FOUND);
        operator.does(&edit, &format!("{edit}/restore"), &[]).await;
        // A macro whose answer is retired sends nothing.
        let with = [("title", "Solo testo"), ("canned", answer.as_str())];
        operator.does(new, new, &with).await;
        let retire = format!("{LIST}/{answer}");
        operator.does(&retire, &format!("{retire}/retire"), &[]).await;
        let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM macro WHERE title = 'Solo testo'").await;
        let path = format!("{}/macros/{}", ticket_page(ticket.id), ids[0].0);
        has(&operator.page(&path).await, &[&words().console_canned_apply_impossible()]);
    }
}
