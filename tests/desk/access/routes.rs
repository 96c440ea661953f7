//! Every route × every role, generated from the table: whoever may not come is told that nothing is there, whatever they
//! send; and no route stands outside the table.

use crate::desk::{
    ROLES,
    member::{Member, header},
    provider::{Person, Provider},
};
use gateway::{
    channel::Channel::Whatsapp,
    console::{
        route::{Asking, Route, leads_to},
        routes::table,
    },
    store::{media::FileKind, staff::Role},
};
use reqwest::StatusCode;
use std::{path::Path, time::Duration};
use tests::Engine;
use uuid::Uuid;

/// The address of a route with these in place of its parameters.
fn address(route: &Route, id: Uuid) -> String {
    let part = |part: &str| if part.starts_with('{') { id.to_string() } else { part.to_owned() };
    route.path.split('/').map(part).collect::<Vec<_>>().join("/")
}

async fn ask(member: &Member, route: &Route, id: Uuid) -> reqwest::Response {
    let url = format!("{}{}", member.url, address(route, id));
    let request = match route.asking {
        Asking::Get => member.http.get(url),
        // Without a token: whoever may come this far hears that the form was too old.
        Asking::Post => member.http.post(url).form(&[("text", "x")]),
    };
    request.send().await.unwrap()
}

#[tokio::test]
async fn every_route_is_open_to_the_roles_of_the_table_and_to_nobody_else() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let stranger = Member::stranger(&app.url);
        for route in table() {
            let answer = ask(&stranger, &route, Uuid::now_v7()).await;
            let (status, to) = (answer.status(), header(&answer, "location"));
            match (route.needs, route.asking) {
                (Some(_), Asking::Get) => {
                    assert_eq!(status, StatusCode::SEE_OTHER, "{route:?}");
                    assert!(to.starts_with("/console/login"), "{route:?} leads a stranger to {to}");
                }
                (_, Asking::Post) => assert_eq!(status, StatusCode::FORBIDDEN, "{route:?}"),
                (None, Asking::Get) => assert!(!status.is_server_error(), "{route:?}"),
            }
        }
        for name in ROLES {
            let role: Role = name.parse().unwrap();
            let member = Member::of(&app, name).await;
            let (mut open, mut closed) = (0, 0);
            for route in table() {
                let Some(needs) = route.needs else { continue };
                let status = ask(&member, &route, Uuid::now_v7()).await.status();
                if !role.may(needs) {
                    closed += 1;
                    assert_eq!(status, StatusCode::NOT_FOUND, "{name}: {route:?}");
                    continue;
                }
                open += 1;
                match route.asking {
                    Asking::Post => assert_eq!(status, StatusCode::FORBIDDEN, "{name}: {route:?}"),
                    // Nothing has this identifier.
                    Asking::Get if route.path.contains('{') => {
                        assert!(
                            !status.is_server_error() && status != StatusCode::FORBIDDEN,
                            "{name}: {route:?} {status}"
                        )
                    }
                    Asking::Get => {
                        assert!(status.is_success() || status.is_redirection(), "{name}: {route:?} {status}")
                    }
                }
            }
            assert!(open > 10 && closed > 10, "{name}: {open} open, {closed} closed");
            assert!(super::is_in(&member).await, "{name} is still there");
        }
    }
}

/// Accounts and settings, and no word of anybody: over all pages that administrators may open, and all that they may not.
#[tokio::test]
async fn an_administrator_reads_no_conversation_anywhere() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 3311223344").await;
        super::leaves_number(&app, ticket.id).await;
        let file = person.sends(FileKind::Image, "p.jpg", crate::desk::files::PHOTO).await;
        app.damage(
            "INSERT INTO callback (id, contact_id, conversation_id, ticket_id, reason, voicemail, danger, state, attempts, opened_at, updated_at)
             SELECT id, contact_id, conversation_id, id, 'asked', 'never', FALSE, 'open', 0, 0, 0 FROM ticket",
        )
        .await;
        let messages: Vec<(Uuid, Uuid)> = app.rows("SELECT id, conversation_id FROM message ORDER BY id").await;
        let mut ids = vec![ticket.id, file, messages[0].1];
        ids.extend(messages.iter().map(|(id, _)| *id));
        let operator = Member::of(&app, "operator").await;
        let administrator = Member::of(&app, "administrator").await;
        let told = ["Bonjour de", "3311223344", "7654321"];
        let mut found = 0;
        for route in table().into_iter().filter(|route| route.asking == Asking::Get) {
            for id in if route.path.contains('{') { &ids[..] } else { &ids[..1] } {
                for (member, may) in [(&operator, true), (&administrator, false)] {
                    // A page that goes on telling what is new has no end.
                    let answer = ask(member, &route, *id).await;
                    let body = tokio::time::timeout(Duration::from_secs(2), answer.bytes()).await;
                    let Ok(Ok(body)) = body else { continue };
                    let body = String::from_utf8_lossy(&body);
                    let said = told.into_iter().find(|said| body.contains(said));
                    assert!(may || said.is_none(), "an administrator reads {said:?} on {}", address(&route, *id));
                    found += usize::from(said.is_some());
                }
            }
        }
        assert!(found >= 2, "an operator reads the conversation and the number");
        let read: Vec<(String,)> =
            app.rows("SELECT a.object FROM audit a JOIN staff s ON s.id = a.staff_id WHERE s.role = 'administrator' AND a.action IN ('read', 'see-identity')").await;
        assert!(
            read.iter().all(|(object,)| object != "ticket" && object != "media" && object != "callback"),
            "{read:?}"
        );
    }
}

/// What has an identifier in its address is within somebody's scope, or is none of a ticket's.
#[test]
fn an_identifier_leads_within_somebodys_scope_or_to_no_ticket() {
    const NO_TICKET: [&str; 16] = [
        "/console/set-up/",
        "/console/staff/",
        "/console/account",
        "/console/teams/",
        // An expert's reach is the question, never the ticket.
        "/console/questions/",
        "/console/canned",
        "/console/macros",
        "/console/deadlines",
        "/console/calendar",
        "/console/directory",
        "/console/texts",
        "/console/topics",
        "/console/figures",
        "/console/views",
        "/console/notifications",
        "/console/duty",
    ];
    for route in table().into_iter().filter(|route| route.path.contains('{')) {
        let none = NO_TICKET.iter().any(|begin| route.path.starts_with(begin));
        assert!(leads_to(route.path).is_some() != none, "{}: whose is it? See route::leads_to", route.path);
    }
}

#[test]
fn no_route_of_the_console_stands_outside_the_table() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../gateway/src");
    let mut folders = vec![source.clone()];
    let mut looked = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let name = path.strip_prefix(&source).unwrap().display().to_string();
            let text = std::fs::read_to_string(&path).unwrap();
            looked += 1;
            let routes = text
                .lines()
                .filter(|line| line.contains(".route(") || line.contains(".nest(") || line.contains(".fallback("));
            for line in routes {
                match name.as_str() {
                    "console/route.rs" | "console/routes.rs" => {}
                    // Style and script, which are everybody's.
                    "console.rs" => assert!(line.contains("\"/console/assets/"), "{name}: {line}"),
                    _ if name.starts_with("console") => panic!("{name}: {line}"),
                    _ => assert!(!line.contains("/console"), "{name}: {line}"),
                }
            }
        }
    }
    assert!(looked > 100, "the source is there");
    // Where whatever is not in the table ends.
    let read = |file: &str| std::fs::read_to_string(source.join(file)).unwrap();
    let text = read("console/route.rs") + &read("console/routes.rs");
    let routes: Vec<_> = text.lines().filter(|line| line.contains(".route(")).map(str::trim).collect();
    assert_eq!(routes.len(), 3, "{routes:?}");
    assert!(routes[0].contains("route.path") && routes[1].contains("Redirect") && routes[2].contains("any(elsewhere)"));
}
