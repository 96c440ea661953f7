//! Two people for what workers are told of a service: one alone changes nothing of it, whichever way they try.

use super::{
    super::{
        member::{Member, email, html},
        words,
    },
    PATH, hidden, ids, proposal, publishes, waiting,
};
use bot::language::Language;
use reqwest::{Response, StatusCode};
use tests::{App, Engine, Worker, services::add_to};
use uuid::Uuid;

const OLD: &str = "+39 000 000 0001";
const NEW: &str = "+39 333 333 3333";

/// The form of the first entry as it stands, with some fields changed.
async fn saves(app: &App, member: &Member, changes: &[(&str, &str)]) -> Response {
    let (id, _, version) = ids(app).await.remove(0);
    let edit = format!("{PATH}/{id}/edit");
    let version = version.to_string();
    let fields = [
        ("version", version.as_str()),
        ("name", "Sportello di prova 1"),
        ("kind", "social-hub"),
        ("mode", "office"),
        ("address", "Via di prova 1"),
        ("municipality", "Foggia"),
        ("province", "Foggia"),
        ("latitude", "41.46"),
        ("longitude", "15.54"),
        ("hours", "lun-ven 9:30-13:00"),
        ("phone", OLD),
        ("whatsapp", "+39 300 000 0001"),
        ("email", "sportello1@example.org"),
        ("website", ""),
        ("languages", "it en fr"),
        ("referent", "Referente di prova"),
        ("professions", "mediazione, diritto"),
        ("notes", ""),
    ];
    let change = |(name, value)| changes.iter().find(|(changed, _)| *changed == name).copied().unwrap_or((name, value));
    let fields: Vec<_> = fields.into_iter().map(change).collect();
    member.send(&edit, &edit, &fields).await
}

async fn saved(app: &App, member: &Member, changes: &[(&str, &str)]) {
    let answer = saves(app, member, changes).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{changes:?}: {}", answer.text().await.unwrap());
}

async fn version(app: &App) -> i64 {
    ids(app).await[0].2
}

async fn states(app: &App) -> Vec<String> {
    let rows: Vec<(String,)> = app.rows("SELECT state FROM service_proposal ORDER BY id").await;
    rows.into_iter().map(|(state,)| state).collect()
}

async fn who(app: &App, role: &str) -> Uuid {
    let rows: Vec<(Uuid, String)> = app.rows("SELECT id, role FROM staff").await;
    rows.into_iter().find(|(_, known)| known == role).unwrap().0
}

/// A worker who looks for help and asks for a place.
async fn looking(app: &App) -> Worker<'_> {
    let mut worker = Worker::at_menu(app, 1, "en").await;
    worker.presses("services").await;
    worker
}

#[tokio::test]
async fn a_number_is_told_when_a_second_person_has_said_yes() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let mut worker = looking(&app).await;
        worker.says("foggia").await.has(OLD);

        saved(&app, &operator, &[("phone", NEW), ("notes", "Chiedere a voce")]).await;
        let said = worker.says("foggia").await;
        said.has(OLD);
        said.has_not(NEW);
        let (id, version) = waiting(&app).await[0];
        let entry = operator.page(&format!("{PATH}/{}", ids(&app).await[0].0)).await;
        assert!(entry.contains(&proposal(id)) && entry.contains("Chiedere a voce"), "{entry}");
        assert!(entry.contains(OLD) && !entry.contains(NEW), "{entry}");
        let told: Vec<(Uuid, String)> = app.rows("SELECT staff_id, kind FROM notification").await;
        assert_eq!(told, [(who(&app, "mediator").await, "service-asked".to_owned())]);
        assert!(mediator.page("/console/notifications").await.contains("/console/directory/proposals\""));

        // Not by the proposer: not here, not in another session, not with the form of somebody else.
        let (here, at) = (proposal(id), version.to_string());
        let again = Member::stranger(&app.url);
        again.log_in(&email("operator")).await;
        for own in [&operator, &again] {
            let page = own.page(&here).await;
            assert!(page.contains(&words().console_texts_own()) && !page.contains("value=\"publish\""), "{page}");
            let refused = own.send(&here, &here, &[("act", "publish"), ("version", &at)]).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
            assert!(html(refused).await.contains(&words().console_texts_error_own()));
        }
        worker.says("foggia").await.has(OLD);

        let page = mediator.page(&here).await;
        assert!(page.contains(&format!("{OLD}</bdi>")) && page.contains(&format!("{NEW}</bdi>")), "{page}");
        publishes(&app, &mediator).await;
        let said = worker.says("foggia").await;
        said.has(NEW);
        said.has_not(OLD);
        let by = who(&app, "operator").await;
        let deeds: Vec<(Uuid, String)> = app.rows("SELECT staff_id, object FROM audit WHERE action = 'publish'").await;
        assert_eq!(deeds, [(who(&app, "mediator").await, format!("service/proposed-by/{by}"))]);
        let late = mediator.send(&here, &here, &[("act", "publish"), ("version", &at)]).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        let decided = operator.page(&format!("{PATH}/proposals?show=decided")).await;
        assert!(decided.contains(&here) && decided.contains(&words().console_texts_state_published()), "{decided}");
        assert!(operator.page("/console/notifications").await.contains("proposals?show=decided"));
    }
}

#[tokio::test]
async fn whatever_leads_somewhere_waits_and_the_rest_holds_at_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let operator = Member::of(&app, "operator").await;
        let waits = [
            ("name", "Sindacato degli amici"),
            ("kind", "union"),
            ("address", "Via del caporale 1"),
            ("municipality", "Rignano"),
            ("province", "Bari"),
            ("latitude", "41.5"),
            ("longitude", "15.6"),
            ("phone", NEW),
            ("phone", ""),
            ("whatsapp", NEW),
            ("email", "amico@example.org"),
            ("website", "https://example.org"),
            ("hours", "lun 9-13, oppure 333 3333333"),
        ];
        for change in waits {
            saved(&app, &operator, &[change]).await;
            assert_eq!(version(&app).await, 1, "{change:?} holds at once");
            assert_eq!(waiting(&app).await.len(), 1, "one's own proposals are one");
        }
        let fields: Vec<(String,)> = app.rows("SELECT fields FROM service_proposal WHERE state = 'proposed'").await;
        for (column, _) in waits {
            assert!(fields[0].0.contains(&format!("\"{column}\"")), "{column} is not in {}", fields[0].0);
        }
        for (n, change) in [
            ("hours", "lun-gio 9-13, 15-18"),
            ("notes", "x"),
            ("mode", "street"),
            ("languages", "it wo"),
            ("referent", "Un'altra"),
            ("professions", "medicina"),
        ]
        .into_iter()
        .enumerate()
        {
            // What was saved before goes back to what the form says, which holds at once as well.
            saved(&app, &operator, &[change]).await;
            assert_eq!(version(&app).await, 2 + n as i64, "{change:?} waits");
        }
        assert_eq!(waiting(&app).await.len(), 1);
        let told: Vec<(String, String)> = app.rows("SELECT name, phone FROM service WHERE code = 'P-1'").await;
        assert_eq!(told, [("Sportello di prova 1".to_owned(), OLD.to_owned())]);
    }
}

#[tokio::test]
async fn a_new_service_and_one_that_comes_back_wait_and_taking_one_away_does_not() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let mut worker = looking(&app).await;
        let none = bot::text::services_none("Foggia (Puglia)").in_language(Language::English);
        let form = [("code", "X-1"), ("name", "Nuovo"), ("kind", "legal"), ("province", "Foggia"), ("phone", NEW)];
        let page = operator.does(&format!("{PATH}/new"), PATH, &form).await;
        assert!(page.contains(&words().console_directory_notice_proposed()) && page.contains(NEW), "{page}");
        worker.says("foggia").await.has(&none);
        assert!(!operator.page(&format!("{PATH}?state=every")).await.contains("X-1"));
        let twice = mediator.send(&format!("{PATH}/new"), PATH, &form).await;
        assert_eq!(twice.status(), StatusCode::UNPROCESSABLE_ENTITY, "its code is taken");
        publishes(&app, &mediator).await;
        worker.says("foggia").await.has(NEW);

        let (id, ..) = ids(&app).await.remove(0);
        let here = format!("{PATH}/{id}");
        let to = format!("{here}/active");
        operator.does(&here, &to, &[("version", "1"), ("active", "no")]).await;
        worker.says("foggia").await.has(&none);
        let page = operator.does(&here, &to, &[("version", "2"), ("active", "yes")]).await;
        assert!(page.contains(&words().console_directory_notice_proposed()), "{page}");
        worker.says("foggia").await.has(&none);
        let second = mediator.send(&here, &to, &[("version", "2"), ("active", "yes")]).await;
        assert_eq!(second.status(), StatusCode::CONFLICT);
        assert!(html(second).await.contains(&words().console_directory_proposal_first()));
        // Whoever says yes sees all that would be told.
        let page = mediator.page(&proposal(waiting(&app).await[0].0)).await;
        assert!(page.contains(&words().console_directory_proposal_whole()) && page.contains(NEW), "{page}");
        publishes(&app, &mediator).await;
        worker.says("foggia").await.has(NEW);
    }
}

#[tokio::test]
async fn a_proposal_comes_back_with_a_reason_or_is_withdrawn() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        // Reviewed as well when whoever proposed it has left.
        saved(&app, &operator, &[("phone", NEW)]).await;
        app.damage("UPDATE staff SET disabled_at = 1 WHERE role = 'operator'").await;
        let here = proposal(waiting(&app).await[0].0);
        let silent = mediator.send(&here, &here, &[("act", "return"), ("version", "1"), ("reason", " ")]).await;
        assert_eq!(silent.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html(silent).await.contains(&words().console_texts_error_reason()));
        let page = mediator.does(&here, &here, &[("act", "return"), ("reason", "Il numero è di un altro")]).await;
        assert!(page.contains("Il numero è di un altro"), "{page}");
        app.damage("UPDATE staff SET disabled_at = NULL").await;
        let operator_again = Member::stranger(&app.url);
        operator_again.log_in(&email("operator")).await;
        let operator = operator_again;
        let decided = operator.page(&format!("{PATH}/proposals?show=decided")).await;
        assert!(decided.contains("Il numero è di un altro"), "{decided}");
        assert!(operator.page("/console/notifications").await.contains("proposals?show=decided"));

        saved(&app, &operator, &[("phone", NEW)]).await;
        let here = proposal(waiting(&app).await[0].0);
        let to = format!("{here}/withdraw");
        mediator.does(&here, &to, &[]).await;
        assert_eq!(states(&app).await, ["returned", "proposed"], "only one's own");
        operator.does(&here, &to, &[]).await;
        let late = mediator.send(&here, &here, &[("act", "publish"), ("version", "1")]).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        assert!(html(late).await.contains(&words().console_texts_conflict_decided()));
        assert_eq!(states(&app).await, ["returned", "withdrawn"]);
        let phone: Vec<(String,)> = app.rows("SELECT phone FROM service WHERE code = 'P-1'").await;
        assert_eq!(phone[0].0, OLD);
    }
}

#[tokio::test]
async fn an_entry_that_changed_meanwhile_is_looked_at_again() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        saved(&app, &operator, &[("phone", NEW)]).await;
        let here = proposal(waiting(&app).await[0].0);
        let looked = hidden(&mediator.page(&here).await, "version");
        // Something that holds at once, and a second proposal by somebody else, which has to wait for the first.
        saved(&app, &mediator, &[("notes", "Nel frattempo")]).await;
        let other = saves(&app, &mediator, &[("phone", "+39 311 111 1111"), ("notes", "Nel frattempo")]).await;
        assert_eq!(other.status(), StatusCode::CONFLICT);
        let page = html(other).await;
        assert!(page.contains(&words().console_directory_proposal_first()), "{page}");
        assert!(page.contains("value=\"+39 311 111 1111\""), "what was typed is kept: {page}");

        let answer = mediator.send(&here, &here, &[("act", "publish"), ("version", &looked)]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let page = html(answer).await;
        assert!(page.contains(&words().console_directory_proposal_overtaken()), "{page}");
        assert_eq!(hidden(&page, "version"), "2");
        // The number as it stands there now, beside what it was.
        app.damage("UPDATE service SET phone = '+39 322 222 2222', version = 3 WHERE code = 'P-1'").await;
        let page = mediator.page(&here).await;
        for number in ["+39 322 222 2222", OLD, NEW] {
            assert!(page.contains(number), "{number} is not in {page}");
        }
        publishes(&app, &mediator).await;
        let rows: Vec<(String, String)> = app.rows("SELECT phone, notes FROM service WHERE code = 'P-1'").await;
        assert_eq!(rows, [(NEW.to_owned(), "Nel frattempo".to_owned())]);
    }
}
