//! The directory as a file: out and back, with mistakes, whole or not at all.

use super::{
    super::{
        audit,
        member::{Member, html, parts},
        words,
    },
    ids, publishes_file,
};
use reqwest::{Response, StatusCode};
use tests::{
    App, Engine,
    services::{add_to, all},
};

const DIRECTORY: &str = super::PATH;
pub const PATH: &str = "/console/directory/import";

pub async fn sends_file(member: &Member, bytes: &[u8]) -> Response {
    let csrf = member.csrf(PATH).await;
    let kind = "multipart/form-data; boundary=----the-border-of-a-part";
    let body = parts(&[("csrf", &csrf)], Some(("servizi.csv", bytes)));
    member.http.post(format!("{}{PATH}", member.url)).header("content-type", kind).body(body).send().await.unwrap()
}

/// The report on a file that can be imported, and the form that says yes.
pub async fn checked(member: &Member, bytes: &[u8]) -> (String, String, String) {
    let answer = sends_file(member, bytes).await;
    assert_eq!(answer.status(), StatusCode::OK);
    let report = html(answer).await;
    let (to, mark) = yes(&report);
    (report, to, mark)
}

fn yes(report: &str) -> (String, String) {
    let after = |text: &str, mark: &str| {
        let (_, rest) = text.split_once(mark).unwrap_or_else(|| panic!("no {mark} in {text}"));
        rest.split('"').next().unwrap().to_owned()
    };
    (
        format!("{PATH}/{}", after(report, "action=\"/console/directory/import/")),
        after(report, "name=\"mark\" value=\""),
    )
}

#[tokio::test]
async fn a_file_goes_out_and_comes_back_as_it_was() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        app.damage("UPDATE service SET name = '=CMD|'' /C calc''!A0', notes = 'una \"nota\";\nsu due righe, con virgola', hours = '''+1' WHERE code = 'P-2'").await;
        app.damage("UPDATE service SET address = '＝1+1' WHERE code = 'P-4'").await;
        app.damage("UPDATE service SET active = (1 = 0), checked_at = 1763856000000 WHERE code = 'P-3'").await;
        let operator = Member::of(&app, "operator").await;
        let answer = operator.get(&format!("{DIRECTORY}/export?state=every")).await;
        assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8; header=present");
        assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"services-2026-11-23.csv\"");
        let file = answer.bytes().await.unwrap();
        let text = String::from_utf8(file.to_vec()).unwrap();
        assert!(text.starts_with("\u{FEFF}code;name;kind;mode;") && text.contains(";'+39 000 000 0001;"), "{text}");
        assert!(
            text.contains(";'=CMD|")
                && text.contains(";'＝1+1;")
                && text.contains(";''+1;")
                && text.contains("\"una \"\"nota\"\";\nsu"),
            "{text}"
        );
        assert_eq!(audit(&app, "export").await.len(), 1);

        let answer = sends_file(&operator, &file).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let report = html(answer).await;
        assert!(
            report.contains(&words().console_directory_import_same()) && !report.contains("name=\"mark\""),
            "{report}"
        );

        // Into an empty directory, and out again.
        let before: Vec<(String, String, String, String)> =
            app.rows("SELECT code, name, notes, phone FROM service ORDER BY code").await;
        app.damage("DELETE FROM service").await;
        let (_, to, mark) = checked(&operator, &file).await;
        let page = operator.does(PATH, &to, &[("mark", &mark)]).await;
        assert!(page.contains(&words().console_directory_imported(0, 5)), "{page}");
        assert_eq!(app.count("service").await, 0);
        publishes_file(&app, &Member::of(&app, "mediator").await).await;
        let after: Vec<(String, String, String, String)> =
            app.rows("SELECT code, name, notes, phone FROM service ORDER BY code").await;
        assert_eq!(before, after);
        let again = operator.get(&format!("{DIRECTORY}/export?state=every")).await.bytes().await.unwrap();
        assert_eq!(again, file);
        assert!(!operator.get(&format!("{DIRECTORY}/export?kind=union")).await.text().await.unwrap().contains("P-1"));
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_line_by_line_and_nothing_is_imported() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let coordinator = Member::of(&app, "coordinator").await;
        let before = ids(&app).await;
        let file = "code;name;kind;province;region;phone;checked_at\r\n\
                    N-1;Nuovo;legal;Lecce;;+39 0832 000000;\r\n\
                    N-2;\"Due\r\nrighe\";bakery;Lecce;Lazio;800;\r\n\
                    N-1;Di nuovo;legal;Lecce;;;\r\n\
                    N-3;Troppo;legal\r\n\
                    ;Senza;Sindacato;Parigi;;abc;2030-01-01\r\n";
        let answer = sends_file(&coordinator, file.as_bytes()).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let report = html(answer).await;
        let rows: Vec<&str> = report.split("<tr role=\"row\" class=\"wrong\">").skip(1).collect();
        assert_eq!(rows.len(), 4, "{report}");
        let kind = words().console_directory_kind();
        for (row, line, parts) in [
            (
                rows[0],
                3,
                vec![
                    format!("{kind} (kind): "),
                    "(region): ".to_owned(),
                    words().console_directory_wrong_region("Puglia"),
                ],
            ),
            (rows[1], 5, vec![words().console_directory_line_again(2)]),
            (rows[2], 6, vec![words().console_directory_line_cells(3, 7)]),
            (
                rows[3],
                7,
                vec![
                    "(code): ".to_owned(),
                    "(province): ".to_owned(),
                    "(phone): ".to_owned(),
                    "(checked_at): ".to_owned(),
                ],
            ),
        ] {
            assert!(row.contains(&format!("scope=\"row\">{line}</th>")), "{row}");
            for part in parts {
                assert!(row.contains(&part), "{part} is not in {row}");
            }
        }
        assert!(!report.contains("name=\"mark\""), "what is wrong cannot be imported");

        for (file, why) in [
            (&b""[..], words().console_directory_file_empty()),
            (b"code;name\n1;2\n", words().console_directory_file_lacks("kind, province")),
            (b"code;name;kind;province;<b>\n", words().console_directory_file_unknown("&#60;b&#62;")),
            (b"code;name;kind;province;Nome\n", words().console_directory_file_twice("name")),
            (b"PK\x03\x04\0\0", words().console_directory_file_no_text()),
        ] {
            let answer = sends_file(&coordinator, file).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let page = html(answer).await;
            assert!(page.contains(&why), "{why} is not in {page}");
        }
        let large = vec![b'x'; 11 * 1024 * 1024];
        assert!(html(sends_file(&coordinator, &large).await).await.contains(&words().console_directory_file_large()));
        assert_eq!(ids(&app).await, before);
        assert_eq!((app.count("service_import").await, audit(&app, "import").await.len()), (0, 0));
    }
}

#[tokio::test]
async fn a_file_is_imported_whole_by_the_one_who_sent_it_or_not_at_all() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        add_to(&app.database.store).await;
        let operator = Member::of(&app, "operator").await;
        let coordinator = Member::of(&app, "coordinator").await;
        // As Windows writes it; with the columns that are there, the others stay as they are.
        let file = b"Codice;Nome;Tipo di servizio;Provincia\r\nP-4;Citt\xE0 di prova;Sindacato;Taranto\r\nN-1;Nuovo;health;Lecce\r\nP-5;Sportello di prova 5;health;Avellino\r\n";
        let (report, to, mark) = checked(&operator, file).await;
        assert!(
            report.contains(&words().console_directory_import_converted()) && report.contains("Città di prova"),
            "{report}"
        );
        let fates = [
            words().console_directory_line_changed(),
            words().console_directory_line_new(),
            words().console_directory_line_unchanged(),
        ];
        for fate in fates {
            assert!(report.contains(&format!("<span class=\"state\">{fate}</span>")), "{fate} is not in {report}");
        }
        let sealed: Vec<(Vec<u8>,)> = app.rows("SELECT body_sealed FROM service_import").await;
        assert!(!sealed[0].0.windows(5).any(|bytes| bytes == b"Nuovo"), "sealed");

        // Not by somebody else, not under another plan, and not over what has changed since.
        assert_eq!(coordinator.send(PATH, &to, &[("mark", &mark)]).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(operator.send(PATH, &to, &[("mark", "x")]).await.status(), StatusCode::CONFLICT);
        let (id, ..) = ids(&app).await.into_iter().find(|(_, code, _)| code == "P-4").unwrap();
        let here = format!("{DIRECTORY}/{id}");
        coordinator.does(&here, &format!("{here}/checked"), &[("version", "1")]).await;
        let answer = operator.send(PATH, &to, &[("mark", &mark)]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let report = html(answer).await;
        assert!(report.contains(&words().console_directory_import_overtaken()), "{report}");
        assert_eq!((app.count("service").await, audit(&app, "import").await.len()), (5, 0));

        let (to, mark) = yes(&report);
        let page = operator.does(PATH, &to, &[("mark", &mark)]).await;
        assert!(page.contains(&words().console_directory_imported(0, 2)), "{page}");
        assert_eq!((app.count("service").await, app.count("service_import").await), (5, 0));
        publishes_file(&app, &coordinator).await;
        let rows: Vec<(String, String, i64)> =
            app.rows("SELECT name, phone, version FROM service WHERE code IN ('P-4', 'P-5') ORDER BY code").await;
        assert_eq!(rows[0], ("Città di prova".to_owned(), all()[3].phone.clone(), 3));
        assert_eq!((rows[1].2, app.count("service").await, app.count("service_import").await), (1, 6, 0));
        assert_eq!(audit(&app, "import").await, [("import".to_owned(), "service".to_owned())]);
        assert_eq!(operator.send(PATH, &to, &[("mark", &mark)]).await.status(), StatusCode::NOT_FOUND);
    }
}
