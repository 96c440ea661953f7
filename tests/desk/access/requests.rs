//! What gives an account into other hands takes two people: one alone cannot, the asker is not the second in any session, nobody
//! decides on themselves, a day is the end of it, and the owner hears of it.

use super::{account, is_in};
use crate::desk::{
    audit,
    deadlines::mail::{Post, URL},
    member::{Member, PASSWORD, email, html},
    words,
};
use gateway::{console, jobs::notify};
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{App, Engine, second_factor};
use uuid::Uuid;

const PATH: &str = "/console/accounts";
const CODE: &str = "/console/login/code";

async fn asks(member: &Member, staff: Uuid, kind: &str) -> String {
    let staff = staff.to_string();
    member.does(PATH, PATH, &[("staff", &staff), ("kind", kind), ("reason", "The telephone is lost")]).await
}

async fn latest(app: &App) -> (Uuid, String) {
    let rows: Vec<(Uuid, String)> =
        app.rows("SELECT id, state FROM account_request ORDER BY asked_at DESC, id DESC").await;
    rows.into_iter().next().expect("a question")
}

async fn decides(member: &Member, id: Uuid, decision: &str) -> StatusCode {
    member.send(PATH, &format!("{PATH}/{id}"), &[("decision", decision)]).await.status()
}

#[tokio::test]
async fn one_person_alone_takes_no_second_factor_away_and_two_do() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let operator = Member::of(&app, "operator").await;
        let administrator = Member::of(&app, "administrator").await;
        let id = account(&app, "operator").await.id;
        for old in ["reset-second-factor", "link"] {
            let to = format!("/console/staff/{id}/{old}");
            assert_eq!(administrator.send("/console/staff", &to, &[]).await.status(), StatusCode::NOT_FOUND, "{old}");
        }
        let staff = id.to_string();
        let empty =
            administrator.send(PATH, PATH, &[("staff", &staff), ("kind", "second-factor"), ("reason", " ")]).await;
        assert_eq!(empty.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html(empty).await.contains(&words().console_accounts_error_reason()));

        assert!(asks(&administrator, id, "second-factor").await.contains(&words().console_accounts_notice_asked()));
        assert!(asks(&administrator, id, "second-factor").await.contains(&words().console_notice_unchanged()), "once");
        let (ask, _) = latest(&app).await;
        // The same person in another session, and the owner, who could not even come here.
        let again = Member::stranger(&app.url);
        again.log_in(&email("administrator")).await;
        for member in [&administrator, &again] {
            assert_eq!(decides(member, ask, "yes").await, StatusCode::CONFLICT);
        }
        let to = format!("{PATH}/{ask}");
        assert_eq!(
            operator.send("/console/account", &to, &[("decision", "yes")]).await.status(),
            StatusCode::NOT_FOUND
        );
        assert!(account(&app, "operator").await.totp_sealed.is_some() && is_in(&operator).await, "nothing is done");

        let coordinator = Member::of(&app, "coordinator").await;
        let page = coordinator.page(PATH).await;
        assert!(page.contains("The telephone is lost"), "{page}");
        let page = coordinator.does(PATH, &to, &[("decision", "yes")]).await;
        assert!(page.contains(&words().console_accounts_notice_done()), "{page}");
        assert!(account(&app, "operator").await.totp_sealed.is_none() && !is_in(&operator).await);
        assert_eq!(decides(&coordinator, ask, "yes").await, StatusCode::CONFLICT, "once");
        for (action, count) in [("ask-account", 1), ("grant-account", 1), ("reset-second-factor", 1)] {
            assert_eq!(audit(&app, action).await.len(), count, "{action}");
        }
        assert_eq!(app.count("known_browser").await, 3, "the operator's browser is a stranger's now");
        // The next log-in sets up another one, and tells what happened.
        operator.log_in(&email("operator")).await;
        let told = operator.page("/console/notifications").await;
        assert!(told.contains(&words().console_accounts_notified_own()), "{told}");
        assert!(told.contains(&words().console_inbox_notified_account_changed()), "{told}");
    }
}

#[tokio::test]
async fn a_new_link_is_given_by_the_second_person() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let operator = Member::of(&app, "operator").await;
        let administrator = Member::of(&app, "administrator").await;
        let second = Member::named(&app, "administrator", &email("second"), "Somebody else").await;
        let id = account(&app, "operator").await.id;
        assert!(!asks(&administrator, id, "link").await.contains("id=\"link\""));
        let (ask, _) = latest(&app).await;
        let page = second.does(PATH, &format!("{PATH}/{ask}"), &[("decision", "yes")]).await;
        let (_, rest) = page.split_once("/console/set-up/").unwrap_or_else(|| panic!("{page}"));
        let path = format!("/console/set-up/{}", &rest[..64]);
        assert!(!is_in(&operator).await);
        operator.send(&path, &path, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        operator.log_in(&email("operator")).await;

        // Nobody decides on their own account, whoever asks.
        let own = account(&app, "second").await.id;
        asks(&administrator, own, "second-factor").await;
        let (ask, _) = latest(&app).await;
        assert_eq!(decides(&second, ask, "yes").await, StatusCode::CONFLICT);
        // But its owner can stop it.
        let page = second.page("/console/account").await;
        assert!(page.contains(&words().console_accounts_about_you()), "{page}");
        let to = format!("/console/account/requests/{ask}");
        assert!(
            operator.does("/console/account", &to, &[]).await.contains(&words().console_notice_unchanged()),
            "somebody else's is not theirs to stop"
        );
        assert_eq!(latest(&app).await.1, "asked");
        assert!(second.does("/console/account", &to, &[]).await.contains(&words().console_accounts_notice_refused()));
        assert_eq!(latest(&app).await.1, "refused");
        let coordinator = Member::of(&app, "coordinator").await;
        assert_eq!(decides(&coordinator, ask, "yes").await, StatusCode::CONFLICT);
        assert!(account(&app, "second").await.totp_sealed.is_some());
    }
}

#[tokio::test]
async fn a_day_is_the_end_of_it_and_of_two_who_say_yes_one_does_it() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        Member::of(&app, "operator").await;
        let administrator = Member::of(&app, "administrator").await;
        let coordinator = Member::of(&app, "coordinator").await;
        let second = Member::named(&app, "coordinator", &email("second"), "Somebody else").await;
        let id = account(&app, "operator").await.id;
        asks(&administrator, id, "second-factor").await;
        let (ask, _) = latest(&app).await;
        app.later(SignedDuration::from_hours(24)).await;
        assert_eq!(decides(&coordinator, ask, "yes").await, StatusCode::CONFLICT);
        assert!(coordinator.page(PATH).await.contains(&words().console_accounts_none()));
        assert!(account(&app, "operator").await.totp_sealed.is_some());
        // It can be asked anew, by a coordinator too.
        asks(&coordinator, id, "second-factor").await;
        let (ask, _) = latest(&app).await;
        let (one, two) = tokio::join!(decides(&second, ask, "yes"), decides(&administrator, ask, "yes"));
        let mut both = [one.as_u16(), two.as_u16()];
        both.sort_unstable();
        assert_eq!(both, [303, 409]);
        assert_eq!(audit(&app, "reset-second-factor").await.len(), 1);
    }
}

#[tokio::test]
async fn the_owner_is_told_by_mail_without_content() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let post = Post::default();
        let mailbox = post.open().await;
        let tell = async || notify::tell_owners(&app.turns, &mailbox, URL, app.clock.now()).await.unwrap();
        Member::of(&app, "operator").await;
        let administrator = Member::of(&app, "administrator").await;
        let coordinator = Member::of(&app, "coordinator").await;
        asks(&administrator, account(&app, "operator").await.id, "second-factor").await;
        *post.away.lock().unwrap() = true;
        assert_eq!(tell().await, 0);
        *post.away.lock().unwrap() = false;
        app.clock.advance(SignedDuration::from_mins(5));
        assert_eq!(tell().await, 1, "without having asked for e-mail");
        assert_eq!(tell().await, 0, "once");
        decides(&coordinator, latest(&app).await.0, "yes").await;
        assert_eq!(tell().await, 1);
        // The command line is one person, and tells as well.
        console::staff::reset(&app.database.store, &app.url, &email("operator"), app.clock.now()).await.unwrap();
        app.damage("UPDATE account_mail SET due_at = 0").await;
        assert_eq!(tell().await, 1);
        let letters = post.letters();
        assert_eq!(letters.len(), 3);
        for letter in letters {
            assert!(letter.contains("To: operator@example.org") && !letter.contains("telephone"), "{letter}");
            assert!(!letter.contains("Somebody"), "who asked stands in the console: {letter}");
        }
        assert_eq!(app.count("account_mail").await, 0);
    }
}

#[tokio::test]
async fn showing_somebody_more_takes_two_as_well() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        Member::of(&app, "operator").await;
        let administrator = Member::of(&app, "administrator").await;
        let coordinator = Member::of(&app, "coordinator").await;
        let id = account(&app, "operator").await.id;
        let page = format!("/console/staff/{id}");
        let narrower = [("role", "operator"), ("scope", "own"), ("version", "0")];
        administrator.does(&page, &page, &narrower).await;
        assert_eq!(account(&app, "operator").await.scope.name(), "own", "less is one person's to give");
        for more in [("operator", "all"), ("focal-point", "own"), ("administrator", "own")] {
            let fields = [("role", more.0), ("scope", more.1), ("version", "1")];
            assert_eq!(administrator.send(&page, &page, &fields).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        }
        let fields = [("role", "focal-point"), ("scope", "all"), ("version", "1"), ("reason", "She has moved")];
        assert!(administrator.does(&page, &page, &fields).await.contains(&words().console_accounts_notice_asked()));
        assert_eq!(account(&app, "operator").await.role.name(), "operator");
        let (ask, _) = latest(&app).await;
        assert!(coordinator.page(PATH).await.contains(&words().console_role_focal_point()));
        assert_eq!(decides(&coordinator, ask, "yes").await, StatusCode::SEE_OTHER);
        let changed = account(&app, "operator").await;
        assert_eq!((changed.role.name(), changed.scope.name()), ("focal-point", "all"));
    }
}

#[tokio::test]
async fn an_invitation_takes_two_as_soon_as_there_are_two() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let administrator = Member::of(&app, "administrator").await;
        let invite = async |name: &str, role: &str| {
            let address = email(name);
            let fields = [("name", "New"), ("email", address.as_str()), ("role", role)];
            administrator.send("/console/staff", "/console/staff", &fields).await
        };
        // Alone: colleagues, but nobody who would be the second.
        assert_eq!(invite("first", "operator").await.status(), StatusCode::SEE_OTHER);
        assert!(administrator.page("/console/staff").await.contains("id=\"link\""));
        for role in ["administrator", "coordinator"] {
            let answer = invite("fake", role).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            assert!(html(answer).await.contains(&words().console_accounts_error_second()), "{role}");
        }
        assert_eq!(app.count("staff").await, 2, "nothing of it is left");
        let coordinator = Member::of(&app, "coordinator").await;
        assert_eq!(invite("third", "operator").await.status(), StatusCode::SEE_OTHER);
        assert!(!administrator.page("/console/staff").await.contains("id=\"link\""));
        let (ask, _) = latest(&app).await;
        let page = coordinator.does(PATH, &format!("{PATH}/{ask}"), &[("decision", "yes")]).await;
        let (_, rest) = page.split_once("/console/set-up/").unwrap_or_else(|| panic!("{page}"));
        let path = format!("/console/set-up/{}", &rest[..64]);
        let new = Member::stranger(&app.url);
        new.send(&path, &path, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        new.log_in(&email("third")).await;
        assert!(second_factor::secret_on(&new.page("/console/account").await).is_none() && is_in(&new).await);
        assert!(new.get(CODE).await.status().is_redirection());
    }
}
