//! The figures: what conversations count for, and that nobody can be recognised in them.

use super::{
    member::{Member, ticket_page},
    words,
};
use bot::{command::TicketCommand, private::Private};
use gateway::{jobs, store::tally};
use reqwest::StatusCode;
use tests::{App, Engine, Worker, reports::CALABRIA};

async fn counted(app: &App) {
    jobs::figures::once(&app.database.store, &app.clock).await.unwrap();
}

/// The exported lines, without the mark and the heads.
async fn lines(member: &Member, query: &str) -> Vec<String> {
    let csv = member.get(&format!("/console/figures/csv?{query}")).await.text().await.unwrap();
    let csv = csv.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    csv.lines().skip(1).map(str::to_owned).collect()
}

fn line(title: &str, value: &str, count: &str, before: &str) -> String {
    let title = if title.contains(',') { format!("\"{title}\"") } else { title.to_owned() };
    format!("{title},{value},{count},{before}")
}

#[tokio::test]
async fn conversations_count_and_few_are_hidden() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let coordinator = Member::of(&app, "coordinator").await;
        counted(&app).await;
        assert!(coordinator.page("/console/figures").await.contains(&words().console_figures_none()));

        for chat in 1..=12 {
            let language = if chat <= 10 { "fr" } else { "wo" };
            let mut worker = Worker::at_menu(&app, chat, language).await;
            if chat <= 6 {
                worker.presses("person").await;
                worker.says("bonjour").await;
            }
        }
        for ticket in app.tickets().await {
            let text = Private::new("Buongiorno".to_owned());
            app.attend(ticket.id, TicketCommand::Answer { text }).await;
            app.attend(ticket.id, TicketCommand::Close).await;
        }
        counted(&app).await;
        let w = words();
        let found = lines(&coordinator, "").await;
        let expected = [
            line(&w.console_figures_contacts(), "", "12", "0"),
            line(&w.console_figures_contacts_channel(), "Telegram", "12", "0"),
            // Two speak Wolof: too few to say, and French would give them away.
            line(&w.console_figures_contacts_language(), &w.console_language_fr(), &w.console_figures_few(), "0"),
            line(&w.console_figures_contacts_language(), &w.console_language_wo(), &w.console_figures_few(), "0"),
            line(&w.console_figures_tickets(), "", "6", "0"),
            line(&w.console_figures_tickets_language(), &w.console_language_fr(), "6", "0"),
            line(&w.console_figures_first_answers(), &w.console_figures_within_hour(), "6", "0"),
            line(&w.console_figures_outcomes_ticket(), &w.console_figures_closed(), "6", "0"),
        ];
        for wanted in expected {
            assert!(found.contains(&wanted), "{wanted} is not in {found:#?}");
        }
        let page = coordinator.page("/console/figures").await;
        assert!(page.contains("<svg") && page.contains(&format!("{}: 12", w.console_figures_contacts())), "{page}");
        assert!(!page.contains(&format!(">{}: 2<", w.console_language_wo())), "two people are too few");

        // A month later they stand in the period before.
        app.later(jiff::SignedDuration::from_hours(24 * 31)).await;
        let later = lines(&coordinator, "from=2026-12&to=2026-12").await;
        assert!(later.contains(&line(&w.console_figures_contacts(), "", "0", "12")), "{later:#?}");
    }
}

#[tokio::test]
async fn what_is_erased_stays_counted_and_is_counted_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        for chat in 1..=5 {
            let mut worker = Worker::at_menu(&app, chat, "it").await;
            worker.presses("person").await;
            worker.presses("menu").await;
            worker.presses("erase").await;
            worker.presses("erase-yes").await;
        }
        app.a_day_later().await;
        counted(&app).await;
        counted(&app).await;
        let left: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM tally").await;
        assert_eq!(left, [(0,)]);
        let mut reader = app.database.store.reader().await.unwrap();
        let sums = tally::sums(&mut reader, "2026-11-01", "2026-12-01").await.unwrap();
        let contacts: i64 = sums
            .iter()
            .filter(|figure| figure.measure == "contacts" && figure.dimension == tally::WHOLE)
            .map(|figure| figure.count)
            .sum();
        assert_eq!(contacts, 5, "{sums:?}");
    }
}

#[tokio::test]
async fn every_question_that_is_reached_counts_and_so_does_the_report() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        for chat in 1..=5 {
            let mut worker = Worker::at_menu(&app, chat, "it").await;
            worker.presses("report").await;
            worker.presses("yes").await;
            worker.answers(&CALABRIA[..if chat == 1 { 3 } else { 5 }]).await;
            worker.presses("back").await;
        }
        counted(&app).await;
        let steps: Vec<(String, i64)> =
            app.rows("SELECT value, count FROM figure WHERE measure = 'steps' ORDER BY value").await;
        let count = |question: &str| steps.iter().find(|(value, _)| value == question).map(|(_, count)| *count);
        assert_eq!((count("danger"), count("province"), count("sector")), (Some(5), Some(5), Some(4)), "{steps:?}");
        // Who goes back comes to nothing new.
        assert_eq!(count("pay"), Some(4));
        assert_eq!(count("sent"), None);
    }
}

#[tokio::test]
async fn gender_is_noted_by_staff_and_moves_its_count() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let operator = Member::of(&app, "operator").await;
        let mut worker = Worker::at_menu(&app, 1, "it").await;
        worker.presses("person").await;
        worker.says("ciao").await;
        let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
        let (page, form) = (ticket_page(ticket.id), format!("{}/gender", ticket_page(ticket.id)));
        for told in ["man", "woman", "woman"] {
            let next = operator.does(&page, &form, &[("gender", told)]).await;
            assert!(next.contains(&format!("<option value=\"{told}\" selected>")));
        }
        assert_eq!(operator.send(&page, &form, &[("gender", "x")]).await.status(), StatusCode::BAD_REQUEST);
        counted(&app).await;
        let genders: Vec<(String, i64)> =
            app.rows("SELECT value, count FROM figure WHERE dimension = 'gender' ORDER BY value").await;
        assert_eq!(genders, [("man".to_owned(), 0), ("woman".to_owned(), 1)]);
    }
}

#[tokio::test]
async fn the_workbook_opens_and_its_numbers_are_numbers() {
    let app = App::start(Engine::Sqlite).await;
    let coordinator = Member::of(&app, "coordinator").await;
    for chat in 1..=7 {
        Worker::at_menu(&app, chat, "it").await;
    }
    counted(&app).await;
    let answer = coordinator.get("/console/figures/xlsx").await;
    assert_eq!(answer.headers()["content-disposition"], "attachment; filename=\"approdo-2026-09-2026-11.xlsx\"");
    let bytes = answer.bytes().await.unwrap();
    // A ZIP archive (APPNOTE.TXT, 4.3.7).
    assert_eq!(&bytes[..4], b"PK\x03\x04");
    assert_eq!(super::audit(&app, "export").await, [("export".to_owned(), "figures".to_owned())]);
    let operator = Member::of(&app, "operator").await;
    for path in ["/console/figures", "/console/figures/csv", "/console/figures/xlsx"] {
        assert_eq!(operator.get(path).await.status(), StatusCode::NOT_FOUND);
    }
}

/// A coordinator types the label of a topic, somebody else opens the file with a spreadsheet.
#[tokio::test]
async fn a_label_is_no_formula_in_the_file() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let coordinator = Member::of(&app, "coordinator").await;
        let topics = "/console/topics";
        let labels = ["=HYPERLINK(A1)", "+39", "-2+3", "@SUM(A1)", "＝1+1", "\"=1+1"];
        for (label, english) in labels.into_iter().zip(["One", "Two", "Three", "Four", "Five", "Six"]) {
            coordinator.does(topics, topics, &[("act", "add"), ("italian", label), ("english", english)]).await;
        }
        app.damage(
            "INSERT INTO figure (day, measure, dimension, value, count)
             SELECT '2026-11-20', 'tickets', 'topic', name, 50 FROM topic",
        )
        .await;
        app.damage(
            "INSERT INTO figure (day, measure, dimension, value, count) VALUES ('2026-11-20', 'tickets', '', 'x', 900)",
        )
        .await;
        let found = lines(&coordinator, "").await;
        for label in labels {
            let label = label.replace('"', "\"\"");
            let (plain, quoted) = (format!(",'{label},50,"), format!(",\"'{label}\",50,"));
            assert!(
                found.iter().any(|line| line.contains(&plain) || line.contains(&quoted)),
                "{label} is not guarded in {found:#?}"
            );
        }
    }
}

/// Adds a row as an older release has left it, or a year has.
async fn was_counted(app: &App, day: &str, dimension: &str, value: &str, count: i64) {
    let mut tx = app.database.store.begin().await.unwrap();
    gateway::sql!(Tx: &mut tx, c => sqlx::query(
        "INSERT INTO figure (measure, dimension, day, value, count) VALUES ('reports', $1, $2, $3, $4)")
        .bind(dimension).bind(day).bind(value).bind(count).execute(c).await.map(|_| ()))
    .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn days_and_small_groups_do_not_stay_in_the_database() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        // In November 2026: of this month and the one before days stay for the whole, and for nothing else.
        for day in ["2026-11-03", "2026-11-04", "2026-10-01", "2026-09-07", "2026-09-08"] {
            was_counted(&app, day, "", "", 2).await;
            was_counted(&app, day, "region", "calabria", 2).await;
        }
        // More than a year ago: one person in Molise, nine in Puglia.
        for (value, count) in [("molise", 1), ("umbria", 3), ("puglia", 9)] {
            was_counted(&app, "2025-10-12", "region", value, count).await;
        }
        was_counted(&app, "2025-10-12", "", "", 13).await;
        let sums = async || {
            let mut reader = app.database.store.reader().await.unwrap();
            let sums = tally::sums(&mut reader, "2025-01-01", "2027-01-01").await.unwrap();
            let of = |dimension: &str| {
                let all = sums.iter().filter(|figure| figure.measure == "reports" && figure.dimension == dimension);
                all.map(|figure| figure.count).sum::<i64>()
            };
            (of(""), of("region"))
        };
        let before = sums().await;
        assert_eq!(before, (23, 23));
        counted(&app).await;
        counted(&app).await;
        assert_eq!(sums().await, before, "the sums stay");
        let rows: Vec<(String, String, i64)> =
            app.rows("SELECT day, value, count FROM figure WHERE dimension = 'region' ORDER BY day, value").await;
        let row = |day: &str, value: &str, count| (day.to_owned(), value.to_owned(), count);
        let expected = [
            row("2025-10-01", "few", 4),
            row("2025-10-01", "puglia", 9),
            row("2026-09-01", "calabria", 4),
            row("2026-10-01", "calabria", 2),
            row("2026-11-01", "calabria", 4),
        ];
        assert_eq!(rows, expected);
        let days: Vec<(String, i64)> =
            app.rows("SELECT day, count FROM figure WHERE measure = 'reports' AND dimension = '' ORDER BY day").await;
        let expected = [("2025-10-01", 13), ("2026-09-01", 4), ("2026-10-01", 2), ("2026-11-03", 2), ("2026-11-04", 2)];
        assert_eq!(days, expected.map(|(day, count)| (day.to_owned(), count)));
        let coordinator = Member::of(&app, "coordinator").await;
        let found = lines(&coordinator, "from=2025-10&to=2025-10").await;
        let w = words();
        assert!(found.contains(&line(&w.console_figures_reports(), "", "13", "0")), "{found:#?}");
        assert!(found.iter().any(|line| line.contains(&w.console_figures_merged())), "{found:#?}");
        assert!(!found.iter().any(|line| line.contains("Molise")), "{found:#?}");
        // A month without days is shown as one.
        let page = coordinator.page("/console/figures?from=2026-09&to=2026-09").await;
        assert!(page.contains("09/2026") && !page.contains("01/09"), "{page}");
        // What is counted today stands under its month where it is told apart.
        Worker::at_menu(&app, 1, "fr").await;
        counted(&app).await;
        let today: Vec<(String,)> =
            app.rows("SELECT day FROM figure WHERE measure = 'contacts' AND dimension <> ''").await;
        assert!(today.iter().all(|(day,)| day == "2026-11-01"), "{today:?}");
    }
}
