//! The directory of services: its pages, its file in and out ([`import`]), and what the bot makes of it.

mod files;
mod import;
mod second;

use super::{
    ROLES,
    member::{Member, html},
    words,
};
use bot::language::Language;
use gateway::store::service::list::{Filter, Wanted, list};
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{App, Engine, Worker, services::add_to};
use uuid::Uuid;

const PATH: &str = "/console/directory";

/// Proposals that wait, with the version of their entries (0: new), those of a file in its order.
async fn waiting(app: &App) -> Vec<(Uuid, i64)> {
    app.rows(
        "SELECT p.id, COALESCE(s.version, 0) FROM service_proposal p LEFT JOIN service s ON s.id = p.service_id
         WHERE p.state = 'proposed' ORDER BY p.proposed_at, p.line, p.id",
    )
    .await
}

fn proposal(id: Uuid) -> String {
    format!("{PATH}/proposals/{id}")
}

/// A second person says yes to everything that waits.
async fn publishes(app: &App, member: &Member) {
    for (id, version) in waiting(app).await {
        let here = proposal(id);
        let page = member.does(&here, &here, &[("act", "publish"), ("version", &version.to_string())]).await;
        assert!(page.contains(&words().console_directory_notice_published(1)), "{page}");
    }
}

/// A second person says yes to all lines of the only file that waits.
async fn publishes_file(app: &App, member: &Member) {
    let file: Vec<(Uuid,)> = app.rows("SELECT DISTINCT import_id FROM service_proposal WHERE state = 'proposed'").await;
    let here = format!("{PATH}/proposals/import/{}", file[0].0);
    let mark = hidden(&member.page(&here).await, "mark");
    member.does(&here, &here, &[("act", "publish-all"), ("mark", &mark)]).await;
    assert_eq!(waiting(app).await, []);
}

/// The value of a hidden field.
fn hidden(html: &str, name: &str) -> String {
    let (_, rest) = html.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name}: {html}"));
    rest.split('"').next().unwrap().to_owned()
}

async fn ids(app: &App) -> Vec<(Uuid, String, i64)> {
    app.rows("SELECT id, code, version FROM service ORDER BY code").await
}

#[tokio::test]
async fn an_entry_is_written_corrected_checked_and_deactivated() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        assert!(operator.page(PATH).await.contains(&words().console_directory_none()));

        let bad = [
            ("name", "Sportello di prova"),
            ("kind", "legal"),
            ("province", "Foggia"),
            ("latitude", "15,54"),
            ("phone", "chiamaci <b>"),
            ("languages", "it"),
            ("languages", "bn english"),
        ];
        let answer = operator.send("/console/directory/new", PATH, &bad).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let page = html(answer).await;
        for part in [
            words().console_directory_form_wrong(),
            words().console_directory_wrong_number(),
            words().console_directory_wrong_coordinate(),
            words().console_directory_wrong_languages(),
            "value=\"Sportello di prova\"".to_owned(),
            "value=\"chiamaci &#60;b&#62;\"".to_owned(),
            "value=\"it\" checked".to_owned(),
            "value=\"bn english\"".to_owned(),
        ] {
            assert!(page.contains(&part), "{part} is not in {page}");
        }
        assert_eq!(app.count("service").await, 0);

        let right = [
            ("name", "Sportello di prova"),
            ("kind", "legal"),
            ("province", "Foggia"),
            ("latitude", "41,46"),
            ("longitude", "15,54"),
            ("phone", "+39 0881 000000"),
            ("languages", "it"),
            ("languages", "bn"),
            ("checked", "yes"),
            ("notes", "<script>alert(1)</script>"),
        ];
        let page = operator.does("/console/directory/new", PATH, &right).await;
        assert!(page.contains(&words().console_directory_notice_proposed()), "{page}");
        assert!(page.contains("23/11/2026") && !page.contains("<script>alert"), "{page}");
        assert_eq!(app.count("service").await, 0, "nobody is told of it yet");
        publishes(&app, &mediator).await;
        let (id, code, version) = ids(&app).await.remove(0);
        assert!(operator.page(&format!("{PATH}/{id}")).await.contains("Puglia"));
        assert!(code.starts_with("S-") && version == 1, "{code}");
        let here = format!("{PATH}/{id}");
        let edit = format!("{here}/edit");

        // Half a year and a day later it is stale, until somebody has looked at it.
        app.later(SignedDuration::from_hours(24 * 181)).await;
        let list = operator.page(PATH).await;
        assert!(
            list.contains(&words().console_directory_stale_count(1)) && list.contains("service-mark stale"),
            "{list}"
        );
        let page = operator.does(&here, &format!("{here}/checked"), &[("version", "1")]).await;
        assert!(!page.contains("service-mark stale"), "{page}");
        let list = operator.page(PATH).await;
        assert!(list.contains(&words().console_directory_stale_count(0)) && !list.contains("service-mark stale"));

        let page = operator.does(&here, &format!("{here}/active"), &[("version", "2"), ("active", "no")]).await;
        assert!(page.contains(&words().console_directory_inactive()), "{page}");
        assert!(!operator.page(PATH).await.contains(&here));
        assert!(operator.page(&format!("{PATH}?state=inactive")).await.contains(&here));

        // Who saves without a change has changed nothing.
        let same = [right[0], right[1], right[2], right[3], right[4], right[5], right[6], right[7], right[9]];
        let same = [&same[..], &[("mode", "office"), ("version", "3")]].concat();
        assert!(operator.does(&edit, &edit, &same).await.contains(&words().console_notice_unchanged()));
        let taken = [&right[..], &[("code", code.as_str())]].concat();
        let answer = operator.send("/console/directory/new", PATH, &taken).await;
        assert!(html(answer).await.contains(&words().console_directory_wrong_taken()));

        let done: Vec<(String,)> = app.rows("SELECT action FROM audit WHERE object LIKE 'service%' ORDER BY id").await;
        let done: Vec<_> = done.iter().map(|(action,)| action.as_str()).collect();
        assert_eq!(done, ["propose", "publish", "check", "deactivate"]);
        assert_eq!(operator.get(&format!("{PATH}/{}", Uuid::now_v7())).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn two_who_save_the_same_entry_see_the_difference() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let (one, other) = (Member::of(&app, "operator").await, Member::of(&app, "coordinator").await);
        let (id, ..) = ids(&app).await.remove(0);
        let here = format!("{PATH}/{id}");
        let edit = format!("{here}/edit");
        let form = |hours: &'static str| {
            [
                ("version", "1"),
                ("name", "Sportello di prova 1"),
                ("kind", "social-hub"),
                ("province", "Foggia"),
                ("address", "Via di prova 1"),
                ("municipality", "Foggia"),
                ("latitude", "41.46"),
                ("longitude", "15.54"),
                ("phone", "+39 000 000 0001"),
                ("whatsapp", "+39 300 000 0001"),
                ("email", "sportello1@example.org"),
                ("hours", hours),
            ]
        };
        one.does(&edit, &edit, &form("lun 9-10")).await;
        let answer = other.send(&edit, &edit, &form("mar 15-16")).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let page = html(answer).await;
        assert!(page.contains(&words().console_directory_conflict()), "{page}");
        assert!(page.contains("lun 9-10</bdi>") && page.contains("mar 15-16</bdi>"), "{page}");
        assert!(page.contains("value=\"mar 15-16\"") && page.contains("name=\"version\" value=\"2\""), "{page}");
        let hours: Vec<(String,)> = app.rows("SELECT hours FROM service WHERE code = 'P-1'").await;
        assert_eq!(hours[0].0, "lun 9-10");
        for (to, field) in [("checked", ("x", "")), ("active", ("active", "no"))] {
            let answer = other.send(&here, &format!("{here}/{to}"), &[("version", "1"), field]).await;
            assert_eq!(answer.status(), StatusCode::CONFLICT);
            assert!(html(answer).await.contains(&words().console_directory_overtaken()));
        }
        let again = [&[("version", "2")][..], &form("mar 15-16")[1..]].concat();
        other.does(&edit, &edit, &again).await;
        let rows: Vec<(String, bool, i64)> =
            app.rows("SELECT hours, active, version FROM service WHERE code = 'P-1'").await;
        assert_eq!(rows, [("mar 15-16".to_owned(), true, 3)]);
    }
}

#[tokio::test]
async fn the_list_is_filtered_and_paged_and_quick_with_five_thousand() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let operator = Member::of(&app, "operator").await;
        for (query, codes) in [
            ("text=PROVA+4", "4"),
            ("text=cento%25", ""),
            ("text=p-1+via", ""),
            ("text=%25%25", "12345"),
            ("region=campania", "5"),
            ("province=Foggia", "123"),
            ("province=Foggia&kind=legal", "2"),
            ("language=fr", "12345"),
            ("language=wo", ""),
            ("state=stale", "12345"),
            ("state=inactive", ""),
            ("kind=nonsense&state=nonsense&region=nonsense", "12345"),
        ] {
            let page = operator.page(&format!("{PATH}?{query}")).await;
            let found: String = (1..=5)
                .filter(|n| page.contains(&format!("<span class=\"hint\">P-{n}</span>")))
                .map(|n| n.to_string())
                .collect();
            assert_eq!(found, codes, "{query}");
        }

        let head = "code,name,kind,province,municipality,languages\n";
        let line = |n: usize| format!("Q-{n},Servizio di prova {n:04},health,Forlì-Cesena,Forlì,wo\n");
        let file: String = std::iter::once(head.to_owned()).chain((0..5000).map(line)).collect();
        let (_, to, mark) = import::checked(&operator, file.as_bytes()).await;
        operator.does(import::PATH, &to, &[("mark", &mark)]).await;
        publishes_file(&app, &Member::of(&app, "mediator").await).await;
        let (mut next, mut seen) = (format!("{PATH}?text=forli&language=wo"), 0);
        let before = std::time::Instant::now();
        loop {
            let page = operator.page(&next).await;
            let lines = page.matches("<span class=\"hint\">Q-").count();
            assert!(page.contains(&format!("Q-{seen}</span>")), "page after {seen}");
            seen += lines;
            let Some((_, rest)) = page.split_once("<p class=\"more\"><a href=\"") else { break };
            next = rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        }
        assert_eq!(seen, 5000);
        let each = before.elapsed() / 100;
        assert!(each < std::time::Duration::from_millis(300), "{each:?} a page on {engine:?}");
        let mut reader = app.database.store.reader().await.unwrap();
        let every = Filter { state: Wanted::Every, ..Filter::default() };
        let (found, more) = list(&mut reader, &every, None, 10_000, app.clock.now()).await.unwrap();
        assert_eq!((found.len(), more), (5005, false));
    }
}

#[tokio::test]
async fn everybody_sees_it_and_experts_and_administrators_change_nothing() {
    let app = App::start(Engine::Sqlite).await;
    add_to(&app.database.store).await;
    let (id, ..) = ids(&app).await.remove(0);
    let here = format!("{PATH}/{id}");
    for role in ROLES {
        let member = Member::of(&app, role).await;
        let edits = !matches!(role, "legal-expert" | "administrator");
        assert_eq!(member.page(PATH).await.contains(import::PATH), edits, "{role}");
        assert_eq!(member.page(&here).await.contains("/edit\""), edits, "{role}");
        for path in [format!("{here}/edit"), import::PATH.to_owned(), format!("{PATH}/new")] {
            let found = member.get(&path).await.status();
            assert_eq!(found, if edits { StatusCode::OK } else { StatusCode::NOT_FOUND }, "{role} {path}");
        }
        if !edits {
            let refused = member.send(&here, &format!("{here}/checked"), &[("version", "1")]).await;
            assert_eq!(refused.status(), StatusCode::NOT_FOUND, "{role}");
        }
    }
}

#[tokio::test]
async fn the_bot_names_what_is_near_and_hears_of_a_change_at_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let operator = Member::of(&app, "operator").await;
        let mut worker = Worker::at_menu(&app, 1, "en").await;
        let english = |text: bot::text::Text| text.in_language(Language::English);
        worker.presses("services").await.has(&english(bot::text::services_ask()));
        let mut location = app.telegram.text(1, "");
        location["message"]["location"] = serde_json::json!({"latitude": 41.46, "longitude": 15.54});
        location["message"].as_object_mut().unwrap().remove("text");
        let said = worker.does(&location).await;
        said.has(&english(bot::text::services_found("Foggia (Puglia)")));
        said.has("Help, information: Sportello di prova 1\nVia di prova 1, Foggia\nlun-ven 9:30-13:00\n+39 000 000 0001\nWhatsApp +39 300 000 0001");
        said.has_not("Referente");
        said.has_not("example.org");

        let (id, ..) = ids(&app).await.remove(0);
        let here = format!("{PATH}/{id}");
        operator.does(&here, &format!("{here}/active"), &[("version", "1"), ("active", "no")]).await;
        let said = worker.says("foggia").await;
        said.has_not("Sportello di prova 1");
        said.has("Sportello di prova 2");
        worker.says("Aosta").await.has(&english(bot::text::services_none("Aosta (Valle d'Aosta)")));
    }
}
