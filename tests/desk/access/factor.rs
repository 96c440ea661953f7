//! Passwords and the second factor: what is refused and why, codes that count once, recovery codes, waits that all replicas
//! share, a lost telephone.

use super::is_in;
use crate::desk::{
    audit,
    member::{Member, PASSWORD, email, header, html},
    words,
};
use gateway::{
    console::{self, Console},
    turn::Turns,
};
use reqwest::StatusCode;
use tests::{App, Engine, second_factor};

const CODE: &str = "/console/login/code";
const LOGIN: &str = "/console/login";

/// Somebody whose password was right.
async fn half_in(url: &str, name: &str) -> Member {
    let member = Member::stranger(url);
    let answer = member.types_password(&email(name), PASSWORD).await;
    assert_eq!((answer.status(), header(&answer, "location")), (StatusCode::SEE_OTHER, CODE.to_owned()));
    member
}

async fn types(member: &Member, code: &str) -> StatusCode {
    member.send(CODE, CODE, &[("code", code)]).await.status()
}

#[tokio::test]
async fn a_password_alone_opens_nothing_and_a_code_counts_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let first = Member::of(&app, "operator").await;
        assert!(is_in(&first).await);
        let half = half_in(&app.url, "operator").await;
        for closed in ["/console", "/console/tickets", "/console/account", "/console/account/codes"] {
            let answer = half.get(closed).await;
            assert!(header(&answer, "location").starts_with(LOGIN), "{closed}");
        }
        let page = half.page(CODE).await;
        assert!(second_factor::secret_on(&page).is_none(), "who has a second factor is not offered another one");
        assert_eq!(types(&half, "000000").await, StatusCode::FORBIDDEN);
        assert_eq!(types(&half, "").await, StatusCode::FORBIDDEN);
        assert!(!is_in(&half).await);

        let code = second_factor::code(&app.url, &email("operator")).await;
        assert_eq!(types(&half, &code).await, StatusCode::SEE_OTHER);
        assert!(is_in(&half).await && is_in(&first).await);
        // The same code, on another screen, within its time; and one of two steps ago, and of two ahead.
        let other = half_in(&app.url, "operator").await;
        assert_eq!(types(&other, &code).await, StatusCode::FORBIDDEN);
        for steps in [-3, 3] {
            assert_eq!(
                types(&other, &second_factor::code_at(&app.url, &email("operator"), steps)).await,
                StatusCode::FORBIDDEN
            );
        }
        assert!(!is_in(&other).await);
        let secrets: Vec<(Vec<u8>,)> = app.rows("SELECT totp_sealed FROM staff").await;
        assert!(secrets.iter().all(|(sealed,)| sealed.len() > 40), "sealed");
        assert_eq!(audit(&app, "log-in").await.len(), 2);
    }
}

#[tokio::test]
async fn of_two_who_send_the_same_code_at_once_one_gets_in() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        Member::of(&app, "operator").await;
        let (one, two) = (half_in(&app.url, "operator").await, half_in(&app.url, "operator").await);
        let code = second_factor::code(&app.url, &email("operator")).await;
        let (first, second) = tokio::join!(types(&one, &code), types(&two, &code));
        let mut both = [first.as_u16(), second.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [303, 403]);
    }
}

#[tokio::test]
async fn recovery_codes_are_shown_once_and_count_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let member = Member::of(&app, "mediator").await;
        let page = member.page("/console/account/codes").await;
        let codes: Vec<_> = page.split("<li><code>").skip(1).map(|rest| rest[..11].to_owned()).collect();
        assert_eq!(codes.len(), 10, "{page}");
        assert!(!member.page("/console/account/codes").await.contains(&codes[0]), "shown once");
        let stored: Vec<(Vec<u8>,)> = app.rows("SELECT code_hash FROM recovery_code").await;
        assert!(stored.len() == 10 && stored.iter().all(|(hash,)| hash.len() == 32));

        // Typed as people type: capitals, a letter for a digit, no hyphen.
        let typed = codes[0].to_uppercase().replace('-', " ").replace('0', "O").replace('1', "I");
        let other = half_in(&app.url, "mediator").await;
        assert_eq!(types(&other, &typed).await, StatusCode::SEE_OTHER);
        let page = other.page("/console/account").await;
        assert!(page.contains(&words().console_access_notice_recovery(9)), "{page}");
        let again = half_in(&app.url, "mediator").await;
        assert_eq!(types(&again, &codes[0]).await, StatusCode::FORBIDDEN);
        assert_eq!(audit(&app, "recovery-code").await.len(), 1);

        // Nobody uses somebody else's; new ones end the old ones.
        Member::of(&app, "operator").await;
        assert_eq!(types(&half_in(&app.url, "operator").await, &codes[1]).await, StatusCode::FORBIDDEN);
        let page = other.does("/console/account/codes", "/console/account/codes", &[("code", &codes[1])]).await;
        assert!(page.contains("<li><code>") && !page.contains(&codes[2]), "{page}");
        assert_eq!(types(&again, &codes[2]).await, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn failures_are_counted_over_replicas_and_by_both_factors() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        Member::of(&app, "operator").await;
        let other = replica(&app).await;
        let (here, there) = (Member::stranger(&app.url), Member::stranger(&other));
        let address = email("operator");
        for round in 0..5 {
            let member = if round % 2 == 0 { &here } else { &there };
            assert_eq!(member.types_password(&address, "sbagliata").await.status(), StatusCode::FORBIDDEN);
        }
        for member in [&here, &there] {
            let answer = member.types_password(&address, PASSWORD).await;
            assert_eq!(answer.status(), StatusCode::TOO_MANY_REQUESTS, "{}", member.url);
            let seconds: i64 = header(&answer, "retry-after").parse().unwrap();
            assert!((20..=30).contains(&seconds), "{seconds}");
        }
        assert_ne!(there.types_password("nobody@example.org", "x").await.status(), StatusCode::TOO_MANY_REQUESTS);

        // Whoever knows the password cannot try codes for ever by typing it again and again.
        app.damage("DELETE FROM login_failure").await;
        for round in 0..5 {
            let half = half_in(if round % 2 == 0 { &app.url } else { &other }, "operator").await;
            assert_eq!(types(&half, "123456").await, StatusCode::FORBIDDEN, "{round}");
        }
        assert_eq!(here.types_password(&address, PASSWORD).await.status(), StatusCode::TOO_MANY_REQUESTS);
        // Later; and a success forgets.
        app.damage("UPDATE login_failure SET last_at = last_at - 31000").await;
        here.log_in(&email("operator")).await;
        assert_eq!(app.count("login_failure").await, 0);
    }
}

/// The same service on another port, as a second process on the same database.
async fn replica(app: &App) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let store = app.database.store.clone();
    let turns = Turns::start(store.clone(), app.clock.clone());
    let routes = console::routes(Console { store, turns, again: Default::default(), public_url: url.clone() });
    tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
    url
}

#[tokio::test]
async fn a_weak_password_is_refused_with_its_reason() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let link = console::staff::add(
            &app.database.store,
            &app.url,
            ("g.serralunga@example.org", "Giovanna Serralunga"),
            "operator",
            app.clock.now(),
        );
        let link = link.await.unwrap();
        let path = link.strip_prefix(&app.url).unwrap();
        let member = Member::stranger(&app.url);
        for (chosen, again, reason) in [
            ("undici lett", "undici lett", words().console_error_short(12)),
            ("password1234", "password1234", words().console_access_password_common()),
            ("aaaaaaaaaaaa", "aaaaaaaaaaaa", words().console_access_password_common()),
            ("Serralunga-2026", "Serralunga-2026", words().console_access_password_expected()),
            ("approdo approdo", "approdo approdo", words().console_access_password_expected()),
            (PASSWORD, "un'altra frase lunga", words().console_error_different()),
        ] {
            let answer = member.send(path, path, &[("password", chosen), ("again", again)]).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{chosen}");
            let page = html(answer).await;
            assert!(page.contains(&reason) && !page.contains(chosen), "{chosen}: {page}");
        }
        // Any script, any length up to the longest, no rule about kinds of characters.
        let long = "كلمة مرور 🙏🏾 ".repeat(19);
        let answer = member.send(path, path, &[("password", &long), ("again", &long)]).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let answer = member.types_password("g.serralunga@example.org", &long).await;
        assert_eq!(header(&answer, "location"), CODE);
    }
}

/// The command line takes both factors; how two people of the staff do it is in `requests`.
#[tokio::test]
async fn a_lost_telephone_is_taken_away_on_the_server() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let operator = Member::of(&app, "operator").await;
        Member::of(&app, "administrator").await;
        let link =
            console::staff::reset(&app.database.store, &app.url, &email("operator"), app.clock.now()).await.unwrap();
        assert!(!is_in(&operator).await, "the sessions end");
        assert_eq!((audit(&app, "reset-second-factor").await.len(), audit(&app, "reset").await.len()), (1, 1));
        let told: Vec<(String,)> = app.rows("SELECT kind FROM notification").await;
        assert_eq!(told, [("account-changed".to_owned(),)]);
        assert_eq!(app.count("recovery_code").await, 10, "only the administrator's");
        let path = link.strip_prefix(&app.url).unwrap();
        operator.send(path, path, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        let half = half_in(&app.url, "operator").await;
        assert!(second_factor::secret_on(&half.page(CODE).await).is_some());
        let lines = console::staff::list(&app.database.store).await.unwrap();
        assert!(
            lines[0].ends_with("active\tno second factor") && lines[1].ends_with("active\tsecond factor"),
            "{lines:?}"
        );
    }
}
