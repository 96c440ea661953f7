//! The page of the opening hours, and what the bot says of them.

use super::{Member, asked, audit, due, hours, html, rome, round, words};
use bot::{language::Language, text};
use reqwest::StatusCode;
use tests::{App, Engine, Worker};

const PAGE: &str = "/console/deadlines";
const WEEK: [(&str, &str); 7] = [
    ("day-1", "9:00-13:00, 14:00-18:30"),
    ("day-2", "9-13"),
    ("day-3", "9:30-18:00"),
    ("day-4", "9:30-18:00"),
    ("day-5", "9:30-18:00"),
    ("day-6", "10:00-12:00"),
    ("day-7", ""),
];

fn week<'a>(version: &'a str, changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let value = |day: &str| changes.iter().find(|(changed, _)| *changed == day).map(|(_, value)| *value);
    let days = WEEK.map(|(day, periods)| (day, value(day).unwrap_or(periods)));
    days.into_iter().chain([("version", version), ("do", "save")]).collect()
}

/// Of the latest ticket.
async fn reference(app: &App) -> String {
    app.tickets().await.pop().unwrap().reference
}

#[tokio::test]
async fn what_the_staff_write_is_what_the_bot_says() {
    for engine in Engine::all() {
        // Monday, 10:00.
        let app = App::start(engine).await;
        let coordinator = Member::of(&app, "coordinator").await;
        let said = |text: bot::text::Text| text.in_language(Language::Italian);
        let mut worker = Worker::at_menu(&app, 1, "it").await;
        worker.presses("person").await;
        let heard = worker.says("Buongiorno").await;
        heard.has(&said(text::person_open(reference(&app).await)));
        assert_eq!(due(&app).await, Some(rome("23 18:00")));

        // A patron saint: closed today, from now on. What was due today is due tomorrow.
        let fields = [("day", "2026-11-23"), ("hours", ""), ("why", "Santo <patrono>")];
        let page = coordinator.does(PAGE, "/console/deadlines/exceptions", &fields).await;
        assert!(page.contains(&words().console_notice_saved()));
        assert!(page.contains("Santo &#60;patrono&#62;") && !page.contains("<patrono>"), "{page}");
        round(&app).await;
        assert_eq!(due(&app).await, Some(rome("24 17:30")));
        let mut other = Worker::at_menu(&app, 2, "it").await;
        other.presses("person").await;
        let heard = other.says("Buongiorno").await;
        heard.has(&said(text::person_closed("24/11", reference(&app).await, "9:30")));

        // Other hours on Tuesday; a national holiday stays one.
        let page = coordinator.does(PAGE, PAGE, &week("0", &[("day-2", "11:15-13")])).await;
        assert!(page.contains("value=\"11:15-13:00\""), "{page}");
        let mut third = Worker::at_menu(&app, 3, "it").await;
        third.presses("person").await;
        third.says("Buongiorno").await.has(&said(text::person_closed("24/11", reference(&app).await, "11:15")));
        assert_eq!(audit(&app, "edit").await.len(), 2);

        // The saint is taken away again, once.
        let gone = [("day", "2026-11-23")];
        coordinator.does(PAGE, "/console/deadlines/exceptions/remove", &gone).await;
        let page = coordinator.does(PAGE, "/console/deadlines/exceptions/remove", &gone).await;
        assert!(page.contains(&words().console_notice_unchanged()));
        let mut fourth = Worker::at_menu(&app, 4, "it").await;
        fourth.presses("person").await;
        fourth.says("Buongiorno").await.has(&said(text::person_open(reference(&app).await)));
        assert_eq!(audit(&app, "edit").await.len(), 3);
    }
}

#[tokio::test]
async fn where_nobody_ever_opens_nothing_is_promised() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        app.damage("INSERT INTO calendar_week (weekday, periods) VALUES (1, ''), (2, 'at noon')").await;
        let mut worker = Worker::at_menu(&app, 1, "it").await;
        worker.presses("person").await;
        let heard = worker.says("Buongiorno").await;
        let reference = app.tickets().await.pop().unwrap().reference;
        heard.has(&text::person_added(reference).in_language(Language::Italian));
        assert_eq!(due(&app).await, None);
        let operator = Member::of(&app, "operator").await;
        let page = operator.page(&super::ticket_page(app.tickets().await[0].id)).await;
        assert!(page.contains(&words().console_deadlines_unknown()));
        round(&app).await;
        // The office opens after all.
        app.damage("DELETE FROM calendar_week").await;
        app.damage("UPDATE calendar_edition SET version = 7 WHERE part = 'week'").await;
        round(&app).await;
        assert_eq!(due(&app).await, Some(rome("23 18:00")));
    }
}

#[tokio::test]
async fn the_next_days_are_shown() {
    for engine in Engine::all() {
        // The eighth of December is among them.
        let app = App::start_at(engine, "2026-12-01T09:00:00Z", false).await;
        let coordinator = Member::of(&app, "coordinator").await;
        let page = coordinator.page(PAGE).await;
        let row = |page: &str, day: &str| {
            let (_, rest) = page.split_once(&format!("{day}</th>")).unwrap_or_else(|| panic!("no {day}"));
            rest.split_once("</tr>").unwrap().0.to_owned()
        };
        assert!(row(&page, "01/12/2026").contains("9:30-18:00"));
        let holiday = row(&page, "08/12/2026");
        assert!(
            holiday.contains(&words().console_deadlines_holiday())
                && holiday.contains(&words().console_deadlines_closed())
        );
        assert!(page.contains("14/12/2026") && !page.contains("15/12/2026"));
        // What is typed can be looked at before it is saved.
        let fields: Vec<_> =
            week("0", &[]).into_iter().filter(|(name, _)| *name != "do").chain([("do", "preview")]).collect();
        let answer = coordinator.send(PAGE, PAGE, &fields).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let page = html(answer).await;
        assert!(
            page.contains(&words().console_deadlines_preview_unsaved())
                && row(&page, "01/12/2026").contains("9:00-13:00")
        );
        assert_eq!(app.count("calendar_week").await, 0);
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_beside_it_and_nothing_is_saved() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let coordinator = Member::of(&app, "coordinator").await;
        let times = |part: &str| words().console_deadlines_error_times(part);
        for (typed, error) in [
            ("9:30", times("9:30")),
            ("<b>nine</b>-18", times("<b>nine</b>-18").replace('<', "&#60;").replace('>', "&#62;")),
            ("18:00-9:30", words().console_deadlines_error_backwards("18:00-9:30")),
            ("9-13, 12-18", words().console_deadlines_error_overlap("12:00-18:00")),
            ("1-2,3-4,5-6,7-8,9-10,11-12,13-14", words().console_deadlines_error_many()),
        ] {
            let answer = coordinator.send(PAGE, PAGE, &week("0", &[("day-3", typed)])).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            let page = html(answer).await;
            assert!(page.contains(&format!("id=\"day-3-error\">{error}")), "{page}");
            assert!(page.contains("value=\"9:00-13:00, 14:00-18:30\""), "the other fields are as they were typed");
            assert_eq!(page.matches("aria-invalid").count(), 1);
        }
        let none: Vec<_> = (1..=7).map(|day| (format!("day-{day}"), "")).collect();
        let none: Vec<_> = none.iter().map(|(day, typed)| (day.as_str(), *typed)).chain([("version", "0")]).collect();
        let answer = coordinator.send(PAGE, PAGE, &none).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html(answer).await.contains(&words().console_deadlines_error_empty_week()));
        assert_eq!(app.count("calendar_week").await, 0);

        let long = "x".repeat(81);
        for (day, periods, why, place) in [
            ("2026-11-22", "", "Ieri", "day-error"),
            ("2026-13-01", "", "Mai", "day-error"),
            ("", "", "Mai", "day-error"),
            ("2026-12-24", "10", "Vigilia", "hours-error"),
            ("2026-12-24", "", " ", "why-error"),
            ("2026-12-24", "", &long, "why-error"),
        ] {
            let fields = [("day", day), ("hours", periods), ("why", why)];
            let answer = coordinator.send(PAGE, "/console/deadlines/exceptions", &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            let page = html(answer).await;
            assert!(page.contains(&format!("id=\"{place}\"")) && page.contains(&format!("value=\"{why}\"")), "{page}");
        }
        assert_eq!(app.count("calendar_exception").await, 0);
        assert_eq!(audit(&app, "edit").await, []);
    }
}

#[tokio::test]
async fn who_saves_second_sees_the_difference() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (first, second) = (Member::of(&app, "coordinator").await, Member::of(&app, "administrator").await);
        first.does(PAGE, PAGE, &week("0", &[])).await;
        // The second has seen the page before.
        let theirs = week("0", &[("day-6", "8:00-9:00")]);
        let answer = second.send(PAGE, PAGE, &theirs).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let page = html(answer).await;
        assert!(page.contains(&words().console_deadlines_changed()) && page.contains("value=\"8:00-9:00\""), "{page}");
        assert!(page.contains(&words().console_deadlines_now("10:00-12:00")), "{page}");
        assert_eq!(page.matches("class=\"differs\"").count(), 2, "one field, and the preview of what is typed: {page}");
        let kept: Vec<(String,)> = app.rows("SELECT periods FROM calendar_week WHERE weekday = 6").await;
        assert_eq!(kept[0].0, "10:00-12:00");
        // Who has seen it may save it.
        second.does(PAGE, PAGE, &week("1", &[("day-6", "8:00-9:00")])).await;
        // Two exceptions for one day.
        let fields = [("day", "2026-12-24"), ("hours", "9-12"), ("why", "Vigilia")];
        first.does(PAGE, "/console/deadlines/exceptions", &fields).await;
        let fields = [("day", "2026-12-24"), ("hours", ""), ("why", "Chiusi")];
        let answer = second.send(PAGE, "/console/deadlines/exceptions", &fields).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let page = html(answer).await;
        assert!(page.contains(&words().console_deadlines_error_day_taken("9:00-12:00 (Vigilia)")), "{page}");
        assert!(page.contains("value=\"Chiusi\""));
    }
}

#[tokio::test]
async fn the_list_of_call_backs_goes_by_the_calendar() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let calendar = app.turns.house().await.unwrap().calendar.clone();
        assert!(bot::callback::is_good_time(&calendar, None, app.clock.now()));
        let coordinator = Member::of(&app, "coordinator").await;
        let fields = [("day", "2026-11-23"), ("hours", "15-16"), ("why", "Riunione")];
        coordinator.does(PAGE, "/console/deadlines/exceptions", &fields).await;
        let calendar = app.turns.house().await.unwrap().calendar.clone();
        assert!(!bot::callback::is_good_time(&calendar, None, app.clock.now()));
        app.later(hours(5)).await;
        assert!(bot::callback::is_good_time(&calendar, None, app.clock.now()));
        let (_worker, _) = asked(&app, 1, "it").await;
        assert!(due(&app).await.unwrap() > rome("24 16:00"));
    }
}
