//! Nobody locks anybody out: failures are counted by account and by where they come from, and whoever has logged in with a
//! browser before is let in there whatever happens elsewhere.

use super::is_in;
use crate::desk::member::{Member, PASSWORD, email, header};
use futures::future::join_all;
use gateway::http::{Http, router};
use reqwest::{Client, StatusCode, header::HeaderMap, redirect::Policy};
use std::net::SocketAddr;
use tests::{App, Engine};

const LOGIN: &str = "/console/login";

/// Somebody at an address, as the proxy tells it.
fn at(url: &str, address: &str) -> Member {
    let mut headers = HeaderMap::new();
    headers.insert("x-forwarded-for", address.parse().unwrap());
    let client = Client::builder().cookie_store(true).redirect(Policy::none()).default_headers(headers);
    Member { url: url.to_owned(), http: client.build().unwrap() }
}

async fn types(member: &Member, csrf: &str, email: &str, password: &str) -> StatusCode {
    let fields = [("email", email), ("password", password), ("csrf", csrf)];
    member.http.post(format!("{}{LOGIN}", member.url)).form(&fields).send().await.unwrap().status()
}

/// So many wrong log-ins on an account, all at once.
async fn guesses(member: &Member, email: &str, count: usize) -> Vec<StatusCode> {
    let csrf = member.csrf(LOGIN).await;
    join_all((0..count).map(|_| types(member, &csrf, email, "sbagliata"))).await
}

#[tokio::test]
async fn six_hundred_wrong_log_ins_from_one_address_lock_nobody_else_out() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let colleague = Member::of(&app, "mediator").await;
        let attacker = at(&app.url, "203.0.113.9");
        let flood = async {
            let csrf = attacker.csrf(LOGIN).await;
            let mut statuses = Vec::new();
            for round in 0..12 {
                let names: Vec<_> = (0..50).map(|n| email(&format!("somebody{}", round * 50 + n))).collect();
                statuses.extend(join_all(names.iter().map(|name| types(&attacker, &csrf, name, "x"))).await);
            }
            statuses
        };
        let elsewhere = at(&app.url, "198.51.100.7");
        let name = email("mediator");
        let (statuses, entered) = tokio::join!(flood, elsewhere.types_password(&name, PASSWORD));
        assert_eq!(header(&entered, "location"), "/console/login/code", "a colleague is let in meanwhile");
        let of = |status: StatusCode| statuses.iter().filter(|seen| **seen == status).count();
        let (wrong, wait) = (of(StatusCode::FORBIDDEN), of(StatusCode::TOO_MANY_REQUESTS));
        assert_eq!(statuses.len(), wrong + wait + of(StatusCode::SERVICE_UNAVAILABLE), "{statuses:?}");
        assert!(wrong <= 20 && wait > 500, "{wrong} were looked at, {wait} have to wait");
        // Who sits there and is known is let in; who is not waits, and not for ever.
        let home = at(&app.url, "203.0.113.9");
        assert_eq!(home.types_password(&email("mediator"), PASSWORD).await.status(), StatusCode::TOO_MANY_REQUESTS);
        assert!(is_in(&colleague).await);
        app.clock.advance(jiff::SignedDuration::from_mins(15));
        assert_eq!(home.types_password(&email("mediator"), PASSWORD).await.status(), StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn an_account_under_attack_lets_its_owner_in_where_they_have_been_before() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let owner = Member::of(&app, "operator").await;
        owner.does("/console/account", "/console/logout", &[]).await;
        // From one network only five are looked at; from many the account itself has to wait.
        for network in 1..=6 {
            let statuses = guesses(&at(&app.url, &format!("203.0.113.{network}")), &email("operator"), 6).await;
            assert!(!statuses.iter().all(|status| *status == StatusCode::FORBIDDEN), "{statuses:?}");
        }
        let stranger = at(&app.url, "198.51.100.7");
        assert_eq!(stranger.types_password(&email("operator"), PASSWORD).await.status(), StatusCode::TOO_MANY_REQUESTS);
        owner.log_in(&email("operator")).await;
        assert!(is_in(&owner).await);
        // The browser is known for this account alone, and its own failures count.
        assert_eq!(app.count("known_browser").await, 1);
        Member::named(&app, "mediator", &email("mediator"), "Somebody").await;
        owner.does("/console/account", "/console/logout", &[]).await;
        let csrf = owner.csrf(LOGIN).await;
        for _ in 0..5 {
            assert_eq!(types(&owner, &csrf, &email("operator"), "sbagliata").await, StatusCode::FORBIDDEN);
        }
        assert_eq!(types(&owner, &csrf, &email("operator"), PASSWORD).await, StatusCode::TOO_MANY_REQUESTS);
        app.clock.advance(jiff::SignedDuration::from_mins(1));
        assert_eq!(types(&owner, &csrf, &email("operator"), PASSWORD).await, StatusCode::SEE_OTHER);
    }
}

#[tokio::test]
async fn codes_are_guessed_no_faster_from_many_networks() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let owner = Member::of(&app, "operator").await;
        let mut looked_at = 0;
        for network in 1..=8 {
            let thief = at(&app.url, &format!("203.0.113.{network}"));
            for _ in 0..4 {
                if thief.types_password(&email("operator"), PASSWORD).await.status() != StatusCode::SEE_OTHER {
                    break;
                }
                let code = "/console/login/code";
                let status = thief.send(code, code, &[("code", "000000")]).await.status();
                looked_at += usize::from(status == StatusCode::FORBIDDEN);
            }
        }
        assert_eq!(looked_at, 20, "the account counts them together");
        assert!(is_in(&owner).await);
    }
}

#[tokio::test]
async fn a_header_that_nobody_has_configured_changes_nothing() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let http = Http {
            turns: app.turns.clone(),
            webhooks: Default::default(),
            public_url: app.url.clone(),
            metrics: None,
            proxy_header: None,
            limits: Default::default(),
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = router(http).into_make_service_with_connect_info::<SocketAddr>();
        let serving = tokio::spawn(async move { axum::serve(listener, service).await.unwrap() });
        for network in 1..=6 {
            let status = guesses(&at(&url, &format!("203.0.113.{network}")), &email("operator"), 1).await[0];
            let expected = if network < 6 { StatusCode::FORBIDDEN } else { StatusCode::TOO_MANY_REQUESTS };
            assert_eq!(status, expected, "{network}");
        }
        serving.abort();
    }
}
