//! A file of one person, looked through by a second: thousands of lines, by row, all at once, back, withdrawn.

use super::{
    super::{
        audit,
        member::{Member, html},
        words,
    },
    PATH, hidden, ids, import, waiting,
};
use reqwest::StatusCode;
use tests::{App, Engine, Worker, services::add_to};
use uuid::Uuid;

/// Sends a file, confirms it; returns where its lines are reviewed.
async fn imports(app: &App, member: &Member, file: &str) -> String {
    let (_, to, mark) = import::checked(member, file.as_bytes()).await;
    member.does(import::PATH, &to, &[("mark", &mark)]).await;
    let files: Vec<(Uuid,)> =
        app.rows("SELECT import_id FROM service_proposal WHERE state = 'proposed' GROUP BY import_id").await;
    assert_eq!(files.len(), 1);
    format!("{PATH}/proposals/import/{}", files[0].0)
}

/// The boxes of a page.
fn rows(page: &str) -> Vec<String> {
    let box_of = |part: &str| part.split_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    page.split("name=\"row\"").skip(1).map(box_of).collect()
}

#[tokio::test]
async fn two_thousand_lines_wait_and_are_looked_through() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let mut worker = Worker::at_menu(&app, 1, "en").await;
        worker.presses("services").await;
        // One that changes its number and its notes, and two thousand new ones.
        let head = "code,name,kind,province,municipality,phone,notes,hours\n".to_owned();
        let changed =
            "P-1,Sportello di prova 1,social-hub,Foggia,Foggia,+39 333 333 3333,Note nuove,lun 9-13\n".to_owned();
        let new = |n: usize| format!("Q-{n},Servizio {n:04},health,Rovigo,Rovigo,+39 0425 {n:06},,lun 9-13\n");
        let file: String = [head, changed].into_iter().chain((0..2000).map(new)).collect();
        let here = imports(&app, &operator, &file).await;
        assert_eq!((app.count("service").await, waiting(&app).await.len()), (5, 2001));
        let at_once: Vec<(String, String, String)> =
            app.rows("SELECT phone, notes, hours FROM service WHERE code = 'P-1'").await;
        assert_eq!(at_once[0], ("+39 000 000 0001".to_owned(), "Note nuove".to_owned(), "lun 9-13".to_owned()));
        worker.says("foggia").await.has("+39 000 000 0001");
        worker.says("rovigo").await.has_not("Servizio");
        assert_eq!(audit(&app, "import").await.len(), 1);

        // Every page is bounded, and all lines are on one of them.
        let (mut next, mut seen, mut pages) = (here.clone(), 0, 0);
        loop {
            let page = mediator.page(&next).await;
            let found = rows(&page).len();
            assert!(found <= 50 && page.len() < 400_000, "{found} lines, {} bytes", page.len());
            (seen, pages) = (seen + found, pages + 1);
            let Some((_, rest)) = page.split_once("<p class=\"more\"><a href=\"") else { break };
            next = rest.split('"').next().unwrap().to_owned();
        }
        assert_eq!((seen, pages), (2001, 41));

        // The one who sent it: nothing. Nobody: without a tick.
        let own = operator.page(&here).await;
        assert!(own.contains(&words().console_texts_own()) && rows(&own).is_empty(), "no box for the proposer");
        let first = mediator.page(&here).await;
        let mark = hidden(&first, "mark");
        for fields in [vec![("act", "publish-all"), ("mark", mark.as_str())], vec![("act", "publish")]] {
            let refused = operator.send(&here, &here, &fields).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        }
        let none = mediator.send(&here, &here, &[("act", "publish")]).await;
        assert_eq!(none.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(waiting(&app).await.len(), 2001);

        // By row: two yes, one no, which needs its reason.
        let ticked = rows(&first);
        let fields = [("act", "publish"), ("row", ticked[0].as_str()), ("row", ticked[1].as_str())];
        let page = mediator.does(&here, &here, &fields).await;
        assert!(page.contains(&words().console_directory_notice_published(2)), "{page}");
        worker.says("foggia").await.has("+39 333 333 3333");
        let silent = mediator.send(&here, &here, &[("act", "return"), ("row", &ticked[2])]).await;
        assert_eq!(silent.status(), StatusCode::UNPROCESSABLE_ENTITY);
        mediator.does(&here, &here, &[("act", "return"), ("row", &ticked[2]), ("reason", "Non esiste")]).await;

        // All the rest: not under the mark of before, and then in one go.
        let stale = mediator.send(&here, &here, &[("act", "publish-all"), ("mark", &mark)]).await;
        assert_eq!(stale.status(), StatusCode::CONFLICT);
        let page = html(stale).await;
        assert!(page.contains(&words().console_directory_proposal_overtaken()), "{page}");
        let mark = hidden(&page, "mark");
        let page = mediator.does(&here, &here, &[("act", "publish-all"), ("mark", &mark)]).await;
        assert!(page.contains(&words().console_directory_notice_published(1998)), "{page}");
        assert_eq!((app.count("service").await, waiting(&app).await.len()), (5 + 1999, 0));
        worker.says("rovigo").await.has("Servizio ");
        assert!(ids(&app).await.iter().all(|(_, code, _)| code != "Q-1"), "the one that was sent back");
        assert_eq!(audit(&app, "return").await.len(), 1);
        let published: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM audit WHERE action = 'publish'").await;
        assert_eq!(published, [(2000,)]);
    }
}

#[tokio::test]
async fn a_file_meets_what_waits_and_what_changes() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let file = |number: &str| {
            format!(
                "code;name;kind;province;phone;active\nP-1;Sportello di prova 1;social-hub;Foggia;{number};si\n\
                 P-2;Sportello di prova 2;legal;Foggia;{number};si\nP-3;Sportello di prova 3;anti-trafficking;Foggia;;no\n"
            )
        };
        let here = imports(&app, &operator, &file("+39 333 333 3333")).await;
        // Taking one off the bot has held at once.
        let active: Vec<(bool, String)> = app.rows("SELECT active, phone FROM service WHERE code = 'P-3'").await;
        assert_eq!(active, [(false, "+39 000 000 0003".to_owned())]);
        assert_eq!(waiting(&app).await.len(), 3);

        // Somebody else's file has to wait, one's own takes the place of the first.
        let other = import::sends_file(&mediator, file("+39 344 444 4444").as_bytes()).await;
        assert_eq!(other.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html(other).await.contains(&words().console_directory_proposal_first()));
        let again = imports(&app, &operator, &file("+39 355 555 5555")).await;
        assert!(here != again && waiting(&app).await.len() == 3, "{again}");

        // One of two lines has changed since the page was made: it goes on waiting, the other is told.
        let ticked = rows(&mediator.page(&again).await);
        app.damage("UPDATE service SET notes = 'x', version = version + 1 WHERE code = 'P-1'").await;
        let fields = [("act", "publish"), ("row", ticked[0].as_str()), ("row", ticked[1].as_str())];
        let page = mediator.does(&again, &again, &fields).await;
        assert!(page.contains(&words().console_directory_notice_published_some(1, 1)), "{page}");
        let told: Vec<(String, String)> =
            app.rows("SELECT code, phone FROM service WHERE code IN ('P-1', 'P-2') ORDER BY code").await;
        assert_eq!((told[0].1.as_str(), told[1].1.as_str()), ("+39 000 000 0001", "+39 355 555 5555"));

        mediator.send(&again, &format!("{again}/withdraw"), &[]).await;
        assert_eq!(waiting(&app).await.len(), 2, "only one's own");
        operator.does(&again, &format!("{again}/withdraw"), &[]).await;
        assert_eq!(waiting(&app).await.len(), 0);
        for role in ["legal-expert", "administrator"] {
            let member = Member::of(&app, role).await;
            for path in [again.clone(), format!("{PATH}/proposals")] {
                assert_eq!(member.get(&path).await.status(), StatusCode::NOT_FOUND, "{role} {path}");
            }
        }
    }
}
