//! One's own account: sessions that are listed and ended, a password that is changed, another telephone.

use super::{account, is_in};
use crate::desk::{
    audit,
    member::{Member, PASSWORD, email, html},
    words,
};
use reqwest::StatusCode;
use tests::{App, Engine, second_factor};

const PATH: &str = "/console/account";
const NEW: &str = "cinque barche, sei remi, nessun porto";

/// The same person on another screen.
async fn again(app: &App, name: &str) -> Member {
    let member = Member::stranger(&app.url);
    member.log_in(&email(name)).await;
    member
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let first = Member::of(&app, "operator").await;
        let second = again(&app, "operator").await;
        let stranger = Member::of(&app, "mediator").await;
        let page = first.page(PATH).await;
        assert_eq!(page.matches("name=\"session\"").count(), 1, "the other one can be ended: {page}");
        assert!(page.contains(&words().console_access_this_session()), "{page}");
        let (_, rest) = page.split_once("name=\"session\" value=\"").unwrap();
        let id = rest.split('"').next().unwrap().to_owned();
        let to = "/console/account/sessions/end";
        assert!(stranger.does(PATH, to, &[("session", &id)]).await.contains(&words().console_notice_unchanged()));
        assert!(is_in(&second).await, "nobody ends somebody else's");
        assert!(first.does(PATH, to, &[("session", &id)]).await.contains(&words().console_access_notice_sessions()));
        assert!(!is_in(&second).await && is_in(&first).await);
        assert_eq!(first.send(PATH, to, &[("session", "nonsense")]).await.status(), StatusCode::NOT_FOUND);

        let third = again(&app, "operator").await;
        let all = "/console/account/sessions/end-others";
        assert!(first.does(PATH, all, &[]).await.contains(&words().console_access_notice_sessions()));
        assert!(!is_in(&third).await && is_in(&first).await && is_in(&stranger).await);
        assert!(first.does(PATH, all, &[]).await.contains(&words().console_notice_unchanged()));
        assert_eq!(audit(&app, "end-session").await.len(), 2);

        // However busy, a session ends after seven days.
        app.damage("UPDATE session SET created_at = created_at - 604700000").await;
        assert!(is_in(&first).await);
        app.damage("UPDATE session SET created_at = created_at - 200000").await;
        assert!(!is_in(&first).await);
        let agents: Vec<(Option<Vec<u8>>,)> =
            app.rows("SELECT agent_sealed FROM session WHERE staff_id IS NOT NULL").await;
        assert!(!agents.is_empty() && agents.iter().all(|(sealed,)| sealed.is_some()));
    }
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sessions() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let first = Member::of(&app, "focal-point").await;
        let second = again(&app, "focal-point").await;
        let to = "/console/account/password";
        for (current, chosen, again, error) in [
            ("sbagliata", NEW, NEW, words().console_access_current_wrong()),
            (PASSWORD, "corta", "corta", words().console_error_short(12)),
            (PASSWORD, "password1234", "password1234", words().console_access_password_common()),
            (PASSWORD, NEW, PASSWORD, words().console_error_different()),
        ] {
            let fields = [("current", current), ("password", chosen), ("again", again)];
            let answer = first.send(PATH, to, &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{chosen}");
            assert!(html(answer).await.contains(&error), "{error}");
        }
        assert!(is_in(&second).await);
        let page = first.does(PATH, to, &[("current", PASSWORD), ("password", NEW), ("again", NEW)]).await;
        assert!(page.contains(&words().console_access_notice_password()), "{page}");
        assert!(is_in(&first).await && !is_in(&second).await);
        let address = email("focal-point");
        assert_eq!(second.types_password(&address, PASSWORD).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(second.types_password(&address, NEW).await.status(), StatusCode::SEE_OTHER);

        let page = first.does(PATH, "/console/account/name", &[("name", "  Nome   Nuovo ")]).await;
        assert!(page.contains("value=\"Nome Nuovo\""), "{page}");
        let answer = first.send(PATH, "/console/account/name", &[("name", " ")]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(account(&app, "focal-point").await.name.expose(), "Nome Nuovo");
    }
}

#[tokio::test]
async fn another_telephone_needs_the_old_one_and_ends_the_other_sessions() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let first = Member::of(&app, "coordinator").await;
        let second = again(&app, "coordinator").await;
        let (path, address) = ("/console/account/second-factor", email("coordinator"));
        assert!(second_factor::secret_on(&first.page(path).await).is_none());
        assert_eq!(first.send(path, path, &[("code", "000000")]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let old = second_factor::code(&app.url, &address).await;
        let page = first.does(path, path, &[("code", &old)]).await;
        let secret = second_factor::secret_on(&page).expect("a new secret");
        assert_eq!(first.send(path, path, &[("new_code", "000000")]).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(is_in(&second).await, "nothing has changed yet");
        second_factor::learn(&app.url, &address, &secret);
        let new = second_factor::code(&app.url, &address).await;
        let page = first.does(path, path, &[("new_code", &new)]).await;
        assert_eq!(page.matches("<li><code>").count(), 10, "{page}");
        assert!(is_in(&first).await && !is_in(&second).await);
        second.log_in(&email("coordinator")).await;
        assert!(is_in(&second).await);
    }
}
