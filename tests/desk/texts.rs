//! Texts as the staff change them: a proposal, a second person, what workers then read and hear, and the way back.

mod hotlines;
mod refused;
mod said;

use super::{audit, member::Member, words};
use reqwest::StatusCode;
use tests::{App, Engine};

/// A page of the console: one text in one language.
fn page(key: &str, language: &str) -> String {
    format!("/console/texts/{key}/{language}")
}

/// The value of a hidden field.
fn hidden(html: &str, name: &str) -> String {
    let (_, rest) = html.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name}: {html}"));
    rest.split('"').next().unwrap().to_owned()
}

/// Proposes words as the page's form does.
async fn proposes(member: &Member, page: &str, new: &str, more: &[(&str, &str)]) {
    let base = hidden(&member.page(page).await, "base");
    let fields = [&[("act", "propose"), ("words", new), ("base", &base), ("reason", "Cambia la legge")], more].concat();
    let shown = member.does(page, page, &fields).await;
    assert!(shown.contains(&words().console_texts_notice_proposed()), "{shown}");
}

/// The id of the proposal that waits on a page.
async fn waiting(member: &Member, page: &str) -> String {
    hidden(&member.page(page).await, "id")
}

/// Publishes what waits.
async fn publishes(member: &Member, page: &str) {
    let id = waiting(member, page).await;
    let shown = member.does(page, &format!("{page}/review"), &[("act", "publish"), ("id", &id)]).await;
    assert!(shown.contains(&words().console_texts_notice_published()), "{shown}");
}

/// One who proposes, and one who speaks French, Arabic and Wolof.
async fn two(app: &App) -> (Member, Member) {
    let (operator, mediator) = (Member::of(app, "operator").await, Member::of(app, "mediator").await);
    app.damage("UPDATE staff SET languages = 'fr,ar,wo' WHERE role = 'mediator'").await;
    (operator, mediator)
}

async fn states(app: &App) -> Vec<String> {
    let rows: Vec<(String,)> = app.rows("SELECT state FROM wording ORDER BY id").await;
    rows.into_iter().map(|(state,)| state).collect()
}

#[tokio::test]
async fn whoever_proposes_does_not_publish() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let coordinator = Member::of(&app, "coordinator").await;
        let page = page("menu", "fr");
        proposes(&operator, &page, "Que cherches-tu ?", &[("trust", "reviewed")]).await;
        let told: Vec<(String, String)> = app
            .rows("SELECT s.role, n.kind FROM notification n JOIN staff s ON s.id = n.staff_id ORDER BY s.role")
            .await;
        let asked = |role: &str| (role.to_owned(), "review-asked".to_owned());
        assert_eq!(told, [asked("coordinator"), asked("mediator")]);

        let own = operator.page(&page).await;
        assert!(own.contains(&words().console_texts_own()) && !own.contains("value=\"publish\""), "{own}");
        let id = waiting(&operator, &page).await;
        let to = format!("{page}/review");
        let refused = operator.send(&page, &to, &[("act", "publish"), ("id", &id)]).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(super::member::html(refused).await.contains(&words().console_texts_error_own()));
        assert_eq!(states(&app).await, ["proposed"]);

        // Whoever may not review has no way there at all.
        let administrator = Member::of(&app, "administrator").await;
        let refused = administrator.send(&page, &to, &[("act", "publish"), ("id", &id)]).await;
        assert_eq!(refused.status(), StatusCode::NOT_FOUND);

        publishes(&mediator, &page).await;
        assert_eq!(states(&app).await, ["published"]);
        let late = coordinator.send(&page, &to, &[("act", "publish"), ("id", &id)]).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        let object = "text/menu/fr".to_owned();
        assert_eq!(audit(&app, "propose").await, [("propose".to_owned(), object.clone())]);
        assert_eq!(audit(&app, "publish").await, [("publish".to_owned(), object)]);
        let told = operator.page("/console/notifications").await;
        assert!(told.contains(&words().console_inbox_notified_review_decided()), "{told}");
        let list = coordinator.page("/console/texts?show=changed").await;
        assert!(list.contains("/console/texts/menu\"") && !list.contains("/console/texts/consent-1\""), "{list}");
        let found = coordinator.page("/console/texts?words=que+cherches").await;
        assert!(found.contains("/console/texts/menu\""), "found by its new words");
    }
}

#[tokio::test]
async fn the_second_proposal_sees_the_first() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let page = page("menu", "fr");
        let base = hidden(&mediator.page(&page).await, "base");
        proposes(&operator, &page, "Que cherches-tu ?", &[]).await;
        let fields = [("act", "propose"), ("words", "Tu veux quoi ?"), ("base", &*base), ("reason", "Plus court")];
        let second = mediator.send(&page, &page, &fields).await;
        assert_eq!(second.status(), StatusCode::CONFLICT);
        let shown = super::member::html(second).await;
        for part in [words().console_texts_conflict_proposed(), "Que cherches-tu ?".into(), "Tu veux quoi ?".into()] {
            assert!(shown.contains(&part), "{part}: {shown}");
        }
        assert_eq!(states(&app).await, ["proposed"]);

        // Published meanwhile: the form of before changes nothing either.
        publishes(&mediator, &page).await;
        let stale = operator.send(&page, &page, &fields).await;
        assert_eq!(stale.status(), StatusCode::CONFLICT);
        assert!(super::member::html(stale).await.contains(&words().console_texts_conflict_changed()));
        assert_eq!(states(&app).await, ["published"]);
    }
}

#[tokio::test]
async fn a_proposal_comes_back_with_a_reason_or_is_withdrawn() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let page = page("menu", "fr");
        let to = format!("{page}/review");
        proposes(&operator, &page, "Que cherches-tu ?", &[]).await;
        let id = waiting(&mediator, &page).await;
        let silent = mediator.send(&page, &to, &[("act", "return"), ("id", &id), ("reason", " ")]).await;
        assert_eq!(silent.status(), StatusCode::UNPROCESSABLE_ENTITY);
        mediator.does(&page, &to, &[("act", "return"), ("id", &id), ("reason", "Trop familier")]).await;
        let shown = operator.page(&page).await;
        assert!(shown.contains("Trop familier") && shown.contains(&words().console_texts_state_returned()), "{shown}");
        // Begun again from what came back.
        assert!(operator.page(&format!("{page}?from={id}")).await.contains("Que cherches-tu ?</textarea>"));

        proposes(&operator, &page, "Dis-moi ce que tu cherches.", &[]).await;
        let id = waiting(&operator, &page).await;
        let theirs = mediator.send(&page, &page, &[("act", "withdraw"), ("id", &id)]).await;
        assert_eq!(theirs.status(), StatusCode::CONFLICT, "only one's own");
        operator.does(&page, &page, &[("act", "withdraw"), ("id", &id)]).await;
        assert_eq!(states(&app).await, ["returned", "withdrawn"]);
    }
}

#[tokio::test]
async fn whoever_does_not_speak_it_needs_to_know_what_it_says() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let page = page("menu", "ar");
        proposes(&mediator, &page, "ماذا تريد الآن؟", &[("trust", "reviewed")]).await;
        let (id, to) = (waiting(&operator, &page).await, format!("{page}/review"));
        let blind = operator.send(&page, &to, &[("act", "publish"), ("id", &id)]).await;
        assert_eq!(blind.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(super::member::html(blind).await.contains(&words().console_texts_error_unread()));

        mediator.does(&page, &page, &[("act", "withdraw"), ("id", &id)]).await;
        proposes(&mediator, &page, "ماذا تريد الآن؟", &[("trust", "reviewed"), ("back", "Che cosa vuoi adesso?")]).await;
        let shown = operator.page(&page).await;
        assert!(shown.contains("Che cosa vuoi adesso?") && shown.contains(&words().console_texts_not_spoken()));
        publishes(&operator, &page).await;
        let trust: Vec<(String,)> = app.rows("SELECT trust FROM wording WHERE state = 'published'").await;
        assert_eq!(trust, [("draft".to_owned(),)], "who does not speak it cannot call it reviewed");
    }
}
