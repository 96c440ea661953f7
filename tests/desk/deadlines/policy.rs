//! How long answers may take: changed, mistyped, saved by two at once.

use super::{Member, asked, audit, due, html, rome, words};
use reqwest::StatusCode;
use tests::{App, Engine};

const PAGE: &str = "/console/deadlines/answers";
const NAMES: [&str; 5] = ["first", "next", "solution", "warn", "tell"];

/// The form with these values for the normal priority, and as it is for the others.
fn form(version: &str, normal: [&str; 5]) -> Vec<(String, String)> {
    let rows = [
        ("low", ["16:00", "16:00", "160:00", "80", "coordinator"]),
        ("normal", normal),
        ("high", ["4:00", "4:00", "40:00", "75", "coordinator"]),
        ("urgent", ["0:30", "1:00", "16:00", "50", "coordinator"]),
    ];
    let fields = rows.iter().flat_map(|(priority, values)| {
        NAMES.iter().zip(values).map(move |(name, value)| (format!("{name}-{priority}"), (*value).to_owned()))
    });
    fields.chain([("version".to_owned(), version.to_owned())]).collect()
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn new_times_hold_from_now_on() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        asked(&app, 1, "fr").await;
        let (first, second) = (Member::of(&app, "coordinator").await, Member::of(&app, "administrator").await);
        let same = form("0", ["8:00", "8:00", "80:00", "80", "coordinator"]);
        assert!(first.does(PAGE, PAGE, &borrowed(&same)).await.contains(&words().console_notice_unchanged()));
        let new = form("0", ["2", "3:00", "20:00", "60", "administrator"]);
        let page = first.does(PAGE, PAGE, &borrowed(&new)).await;
        assert!(page.contains("value=\"2:00\"") && page.contains(&words().console_notice_saved()), "{page}");
        assert_eq!(audit(&app, "edit").await, [("edit".to_owned(), "deadlines/normal".to_owned())]);
        assert_eq!(due(&app).await, Some(rome("23 18:00")), "what runs goes on");
        asked(&app, 2, "fr").await;
        let dues: Vec<(i64,)> = app.rows("SELECT due_at FROM ticket ORDER BY id").await;
        assert_eq!(dues[1].0, rome("23 12:00").as_millisecond());

        // The second has seen the page before.
        let theirs = form("0", ["8:00", "3:00", "20:00", "60", "coordinator"]);
        let answer = second.send(PAGE, PAGE, &borrowed(&theirs)).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let page = html(answer).await;
        assert!(page.contains(&words().console_deadlines_now("2:00")), "{page}");
        assert!(page.contains(&words().console_deadlines_now(words().console_role_administrator())), "{page}");
        assert_eq!(page.matches("class=\"differs\"").count(), 2);
        let kept: Vec<(i64,)> = app.rows("SELECT first_answer FROM deadline_policy WHERE priority = 1").await;
        assert_eq!(kept, [(120,)]);
        second.does(PAGE, PAGE, &borrowed(&form("1", ["8:00", "3:00", "20:00", "60", "coordinator"]))).await;
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_it() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let coordinator = Member::of(&app, "coordinator").await;
        for (place, values, error) in [
            ("first", ["eight", "8", "80", "80", "coordinator"], words().console_deadlines_error_time()),
            ("next", ["8", "0:00", "80", "80", "coordinator"], words().console_deadlines_error_time()),
            ("solution", ["8", "8", "9999", "80", "coordinator"], words().console_deadlines_error_time()),
            ("solution", ["8", "8", "7:59", "80", "coordinator"], words().console_deadlines_error_order()),
            ("warn", ["8", "8", "80", "100", "coordinator"], words().console_deadlines_error_percent()),
        ] {
            let answer = coordinator.send(PAGE, PAGE, &borrowed(&form("0", values))).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{place}");
            let page = html(answer).await;
            assert!(page.contains(&format!("id=\"{place}-normal-error\">{error}")), "{page}");
            assert!(page.contains(&format!("value=\"{}\"", values[0])), "what was typed stays");
        }
        assert_eq!(audit(&app, "edit").await, []);
    }
}
