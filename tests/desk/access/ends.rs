//! What ends by itself, by the clock: sessions, the wait for a second factor, links, waits after failures.

use super::is_in;
use crate::desk::member::{Member, PASSWORD, email, header};
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{App, Engine, second_factor};

const LOGIN: &str = "/console/login";
const CODE: &str = "/console/login/code";
/// `gateway::console::session::IDLE`, and a moment less.
const IDLE: SignedDuration = SignedDuration::from_hours(12);
const MOMENT: SignedDuration = SignedDuration::from_secs(1);

/// Somebody whose page asks for news by itself.
async fn asks_by_itself(member: &Member) -> StatusCode {
    let request = member.http.get(format!("{}/console/account", member.url)).header("x-approdo-live", "1");
    request.send().await.unwrap().status()
}

#[tokio::test]
async fn a_session_ends_twelve_hours_after_somebody_was_there() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let member = Member::of(&app, "operator").await;
        for _ in 0..2 {
            app.clock.advance(IDLE - MOMENT);
            assert!(is_in(&member).await, "looking at a page keeps it");
        }
        app.clock.advance(IDLE - MOMENT);
        assert_eq!(asks_by_itself(&member).await, StatusCode::OK, "it is still there");
        app.clock.advance(MOMENT);
        assert_eq!(asks_by_itself(&member).await, StatusCode::SEE_OTHER, "an open page does not keep it");
        assert!(!is_in(&member).await);
        // The next log-in clears it away.
        member.log_in(&email("operator")).await;
        assert!(is_in(&member).await);
        let owned: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM session WHERE staff_id IS NOT NULL").await;
        assert_eq!(owned, [(1,)]);
    }
}

#[tokio::test]
async fn a_session_ends_after_seven_days_however_busy() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let member = Member::of(&app, "operator").await;
        for _ in 0..14 {
            app.clock.advance(IDLE - MOMENT);
            assert!(is_in(&member).await);
        }
        app.clock.advance(MOMENT * 13);
        assert!(is_in(&member).await);
        app.clock.advance(MOMENT);
        assert!(!is_in(&member).await);
    }
}

#[tokio::test]
async fn a_second_factor_is_waited_for_ten_minutes() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        Member::of(&app, "operator").await;
        let patience = SignedDuration::from_mins(10);
        for (later, to) in [(patience, "/console"), (patience + MOMENT, LOGIN)] {
            let member = Member::stranger(&app.url);
            let asked = member.types_password(&email("operator"), PASSWORD).await;
            assert_eq!(header(&asked, "location"), CODE);
            let csrf = member.csrf(CODE).await;
            app.clock.advance(later);
            let code = second_factor::code(&app.url, &email("operator")).await;
            let form = [("csrf", csrf.as_str()), ("code", code.as_str())];
            let entered = member.http.post(format!("{}{CODE}", app.url)).form(&form).send().await.unwrap();
            assert_eq!(header(&entered, "location"), to, "after {later:#}");
            assert_eq!(is_in(&member).await, to == "/console");
        }
    }
}

#[tokio::test]
async fn a_link_works_for_a_day() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (store, day) = (&app.database.store, SignedDuration::from_hours(24));
        let stranger = Member::stranger(&app.url);
        let path = |link: String| link.strip_prefix(&app.url).unwrap().to_owned();
        let first = gateway::console::set_up_link(store, &app.url, app.clock.now()).await.unwrap().map(path).unwrap();
        let late = email("late");
        let add = gateway::console::staff::add(store, &app.url, (&late, "Late"), "operator", app.clock.now());
        let invited = path(add.await.unwrap());
        app.clock.advance(day - MOMENT);
        for link in [&first, &invited] {
            assert_eq!(stranger.get(link).await.status(), StatusCode::OK);
        }
        let csrf = stranger.csrf(&invited).await;
        app.clock.advance(MOMENT);
        for link in [&first, &invited] {
            assert_eq!(stranger.get(link).await.status(), StatusCode::NOT_FOUND);
        }
        // A page that was open before is no way around it.
        let form = [("csrf", csrf.as_str()), ("password", PASSWORD), ("again", PASSWORD)];
        let sent = stranger.http.post(format!("{}{invited}", app.url)).form(&form).send().await.unwrap();
        assert_eq!(sent.status(), StatusCode::NOT_FOUND);
        let again = gateway::console::staff::reset(store, &app.url, &late, app.clock.now()).await.unwrap();
        assert_eq!(stranger.get(&path(again)).await.status(), StatusCode::OK, "a new one works");
    }
}

#[tokio::test]
async fn a_wait_after_failures_ends_and_an_hour_forgets_them() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        Member::of(&app, "operator").await;
        let stranger = Member::stranger(&app.url);
        let tries = async |password: &str| stranger.types_password(&email("operator"), password).await.status();
        for _ in 0..5 {
            assert_eq!(tries("sbagliata").await, StatusCode::FORBIDDEN);
        }
        // Each failure doubles the wait; whoever waits is not counted.
        for seconds in [30, 60, 120] {
            app.clock.advance(SignedDuration::from_secs(seconds) - MOMENT);
            assert_eq!(tries(PASSWORD).await, StatusCode::TOO_MANY_REQUESTS, "{seconds}");
            app.clock.advance(MOMENT);
            assert_eq!(tries("sbagliata").await, StatusCode::FORBIDDEN, "{seconds}");
        }
        app.clock.advance(SignedDuration::from_hours(1));
        for _ in 0..5 {
            assert_eq!(tries("sbagliata").await, StatusCode::FORBIDDEN, "an hour later all five are there again");
        }
        assert_eq!(tries(PASSWORD).await, StatusCode::TOO_MANY_REQUESTS);
        app.clock.advance(SignedDuration::from_secs(30));
        assert_eq!(tries(PASSWORD).await, StatusCode::SEE_OTHER, "it opens again");
    }
}
