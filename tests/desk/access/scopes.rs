//! Whose tickets somebody sees: a guessed identifier of any other leads nowhere, by whatever address.

use super::account;
use crate::desk::{
    files::PHOTO,
    member::{Member, email, html, ticket_page},
    provider::{Person, Provider},
    words,
};
use gateway::{
    channel::Channel::{self, Whatsapp},
    console::{
        route::{Asking, leads_to},
        routes::table,
    },
    store::{
        media::FileKind,
        sight::{Object, Sight},
    },
};
use reqwest::StatusCode;
use tests::{App, Engine};
use uuid::Uuid;

/// Gives a member a scope as an administrator would, and logs them in again.
async fn sees(app: &App, member: &Member, name: &str, scope: &str) {
    let store = &app.database.store;
    let account = account(app, name).await;
    let mut post = account.post();
    post.scope = scope.parse().unwrap();
    post.region = Some("puglia".to_owned());
    let mut reader = store.reader().await.unwrap();
    post.team = gateway::store::team::all(&mut reader).await.unwrap().first().map(|team| team.id);
    drop(reader);
    let by = Uuid::now_v7();
    // Somebody has to be left who could change it back.
    gateway::console::staff::set_post(store, account.id, &post, account.version, by, app.clock.now()).await.unwrap();
    member.log_in(&email(name)).await;
}

#[tokio::test]
async fn a_ticket_out_of_scope_is_not_there() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let photo = person.sends(FileKind::Image, "p.jpg", PHOTO).await;
        app.damage(
            "INSERT INTO callback (id, contact_id, conversation_id, ticket_id, reason, voicemail, danger, state, attempts, opened_at, updated_at)
             SELECT id, contact_id, conversation_id, id, 'asked', 'never', FALSE, 'open', 0, 0, 0 FROM ticket",
        )
        .await;
        let (_other, theirs) = Person::asked(&app, Channel::Web, "a visitor").await;
        let administrator = Member::of(&app, "administrator").await;
        administrator.does("/console/teams", "/console/teams", &[("name", "Foggia")]).await;
        let member = Member::of(&app, "operator").await;
        let (page, file, call) =
            (ticket_page(ticket.id), format!("/console/media/{photo}"), format!("/console/call-backs/{}", ticket.id));
        let reached = async |expected: bool, why: &str| {
            for path in [&page, &format!("{page}/assign"), &file, &call] {
                assert_eq!(member.get(path).await.status().is_success(), expected, "{engine:?} {why}: {path}");
            }
            let list = member.page("/console/call-backs").await;
            assert_eq!(list.contains(&call), expected, "{why}: {list}");
            let merged = [("reference", ticket.reference.as_str())];
            let merge = member.send("/console/account", &format!("{}/merge", ticket_page(theirs.id)), &merged).await;
            let merge = html(merge).await;
            assert_eq!(!merge.contains(&words().console_merge_unknown()), expected, "{why}: {merge}");
            // The rule without SQL says the same; it does not know who follows.
            let who = account(&app, "operator").await;
            let sight = Sight { staff: who.id, scope: who.scope, team: who.team, region: who.region };
            let of = "SELECT owner_id, team_id, region FROM ticket WHERE channel = 'whatsapp'";
            let (owner, team, region): (_, _, Option<String>) = app.rows(of).await.remove(0);
            assert_eq!(sight.covers(owner, team, region.as_deref()), expected && why != "followed", "{why}");
        };
        reached(true, "all").await;

        sees(&app, &member, "operator", "region").await;
        reached(true, "of no region").await;
        app.damage("UPDATE ticket SET region = 'veneto' WHERE channel = 'whatsapp'").await;
        reached(false, "of another region").await;
        app.damage("UPDATE ticket SET region = 'puglia'").await;
        reached(true, "of the region").await;

        sees(&app, &member, "operator", "team").await;
        reached(true, "of no team").await;
        app.damage("UPDATE ticket SET team_id = id WHERE channel = 'whatsapp'").await;
        reached(false, "of another team").await;
        app.damage("UPDATE ticket SET team_id = (SELECT id FROM team)").await;
        reached(true, "of the team").await;

        sees(&app, &member, "operator", "own").await;
        reached(true, "nobody's").await;
        app.damage("UPDATE ticket SET owner_id = id WHERE channel = 'whatsapp'").await;
        reached(false, "somebody else's").await;

        // Every deed on it, and every page of it, is refused before anything is done.
        let before = (app.count("audit").await, app.count("message").await);
        let csrf = member.csrf("/console/account").await;
        let mut tried = 0;
        for route in table() {
            let id = match leads_to(route.path) {
                Some(Object::Ticket | Object::Callback) => ticket.id,
                Some(Object::Media) => photo,
                _ => continue,
            };
            let url = format!("{}{}", app.url, route.path.replace("{id}", &id.to_string()));
            let answer = match route.asking {
                Asking::Get => member.http.get(url).send().await.unwrap(),
                Asking::Post => member
                    .http
                    .post(url)
                    .form(&[("csrf", csrf.as_str()), ("text", "x"), ("reason", "x")])
                    .send()
                    .await
                    .unwrap(),
            };
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{route:?}");
            tried += 1;
        }
        assert!(tried > 10, "{tried}");
        assert_eq!((app.count("audit").await, app.count("message").await), before, "nothing was done");

        app.damage("INSERT INTO ticket_follower (ticket_id, staff_id) SELECT t.id, s.id FROM ticket t, staff s WHERE s.role = 'operator' AND t.channel = 'whatsapp'").await;
        reached(true, "followed").await;
        app.damage("DELETE FROM ticket_follower").await;
        app.damage("UPDATE ticket SET owner_id = (SELECT id FROM staff WHERE role = 'operator')").await;
        reached(true, "one's own").await;
    }
}
