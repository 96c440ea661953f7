//! Administrators: roles, scopes, teams; two at once; the last one.

use super::{account, is_in};
use crate::desk::{
    audit,
    member::{Member, email, html},
    words,
};
use reqwest::StatusCode;
use tests::{App, Engine};
use uuid::Uuid;

fn page_of(id: Uuid) -> String {
    format!("/console/staff/{id}")
}

#[tokio::test]
async fn a_role_is_changed_and_the_sessions_end() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let administrator = Member::of(&app, "administrator").await;
        let operator = Member::of(&app, "operator").await;
        let id = account(&app, "operator").await.id;
        let page = page_of(id);
        let before = ("version", "0");
        for (fields, error) in [
            ([("role", "operator"), ("scope", "team"), before], words().console_access_error_team()),
            ([("role", "operator"), ("scope", "region"), before], words().console_access_error_region()),
        ] {
            let answer = administrator.send(&page, &page, &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            assert!(html(answer).await.contains(&error));
        }
        for nonsense in [[("role", "king"), ("scope", "all"), before], [("role", "operator"), ("scope", "x"), before]] {
            assert_eq!(administrator.send(&page, &page, &nonsense).await.status(), StatusCode::BAD_REQUEST);
        }
        assert!(is_in(&operator).await);
        let fields = [
            ("role", "mediator"),
            ("scope", "region"),
            ("region", "puglia"),
            ("languages", "wo"),
            ("languages", "fr"),
            ("expertise", "labour-law"),
            ("expertise", "permits"),
            ("expertise", "of-tomorrow"),
            before,
        ];
        administrator.does(&page, &page, &fields).await;
        assert!(!is_in(&operator).await);
        let changed = account(&app, "operator").await;
        let languages: Vec<_> = changed.languages.iter().map(|language| language.tag()).collect();
        assert_eq!(
            (changed.role.name(), changed.scope.name(), changed.region.as_deref()),
            ("mediator", "region", Some("puglia"))
        );
        assert_eq!(
            (languages, changed.expertise),
            (vec!["wo", "fr"], vec!["labour-law".to_owned(), "permits".to_owned()])
        );
        assert_eq!(audit(&app, "edit").await.len(), 1);

        // Nobody changes their own.
        let own = page_of(account(&app, "administrator").await.id);
        let fields = [("role", "operator"), ("scope", "all"), before];
        assert_eq!(administrator.send(&own, &own, &fields).await.status(), StatusCode::NOT_FOUND);
        assert!(!administrator.page(&own).await.contains("name=\"role\""));
    }
}

#[tokio::test]
async fn of_two_administrators_the_second_sees_the_difference() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let one = Member::named(&app, "administrator", &email("first"), "Somebody").await;
        let two = Member::named(&app, "administrator", &email("second"), "Somebody").await;
        Member::of(&app, "operator").await;
        let page = page_of(account(&app, "operator").await.id);
        let saved = [("role", "mediator"), ("scope", "all"), ("version", "0")];
        one.does(&page, &page, &saved).await;
        let answer = two.send(&page, &page, &[("role", "operator"), ("scope", "own"), ("version", "0")]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let shown = html(answer).await;
        for part in [
            words().console_access_error_changed(),
            words().console_role_mediator(),
            words().console_access_scope_own(),
            "value=\"own\" selected".to_owned(),
            "name=\"version\" value=\"1\"".to_owned(),
        ] {
            assert!(shown.contains(&part), "{part} is not in {shown}");
        }
        assert_eq!(account(&app, "operator").await.role.name(), "mediator", "nothing is overwritten");
    }
}

#[tokio::test]
async fn an_administrator_is_always_left() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        Member::named(&app, "administrator", &email("first"), "Somebody").await;
        Member::named(&app, "administrator", &email("second"), "Somebody").await;
        let (first, second) = (account(&app, "first").await, account(&app, "second").await);
        let store = &app.database.store;
        // Each loses their role at the same moment.
        let takes = async |of: &gateway::store::staff::Staff, by: Uuid| {
            let post = gateway::store::staff::Post { role: gateway::store::staff::Role::Operator, ..of.post() };
            gateway::console::staff::set_post(store, of.id, &post, 0, by, app.clock.now()).await
        };
        let (one, two) = tokio::join!(takes(&second, first.id), takes(&first, second.id));
        assert!(one.is_ok() != two.is_ok(), "{one:?} {two:?}");
        let left: Vec<(Uuid,)> = app.rows("SELECT id FROM staff WHERE role = 'administrator'").await;
        assert_eq!(left.len(), 1, "one of the two");
        // The one who is left disables nobody who is the last.
        let refused = gateway::console::staff::set_disabled(store, left[0].0, true, first.id, app.clock.now()).await;
        assert!(refused.is_err());
    }
}

#[tokio::test]
async fn teams_are_made_and_renamed() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let administrator = Member::of(&app, "administrator").await;
        let path = "/console/teams";
        assert!(administrator.page(path).await.contains(&words().console_access_teams_none()));
        let page = administrator.does(path, path, &[("name", "Sud <b>")]).await;
        assert!(page.contains("Sud &#60;b&#62;") && page.contains(&words().console_access_notice_team()), "{page}");
        for (name, error) in [("Sud <b>", words().console_access_team_taken()), (" ", words().console_error_name())] {
            let answer = administrator.send(path, path, &[("name", name)]).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            assert!(html(answer).await.contains(&error), "{error}");
        }
        let ids: Vec<(Uuid,)> = app.rows("SELECT id FROM team").await;
        let to = format!("{path}/{}", ids[0].0);
        administrator.does(path, &to, &[("name", "Foggia"), ("seen", "Sud <b>")]).await;
        let answer = administrator.send(path, &to, &[("name", "Bari"), ("seen", "Sud <b>")]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let shown = html(answer).await;
        assert!(shown.contains(&words().console_access_team_changed("Foggia")) && shown.contains("value=\"Bari\""));
        assert_eq!(
            administrator.send(path, &format!("{path}/{}", Uuid::now_v7()), &[("name", "x")]).await.status(),
            StatusCode::NOT_FOUND
        );
        let staff = administrator.page("/console/staff").await;
        assert!(staff.contains(&words().console_access_scope_all()) && staff.contains("data-label"), "{staff}");
    }
}
