//! People and access in Chromium: two people and four eyes, one's own account, the accounts of others, the register. In the
//! widest and the smallest window, in the light and in the dark.

use super::desk::Desk;
use gateway::console;
use serde_json::json;
use tests::{
    App, Engine, Worker,
    chromium::{Chromium, Look},
    second_factor,
};

const REASON: &str = "L'ospedale chiede chi è questa persona";

#[tokio::test(flavor = "multi_thread")]
async fn people_and_access_at_a_desk() {
    works_through(Look::DESK, ["access-wide", "access-wide-second"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn people_and_access_in_the_smallest_window_and_the_dark() {
    works_through(Look::SMALL.dark(), ["access-dark", "access-dark-second"]).await;
}

async fn link(app: &App, name: &str, role: &str) -> (String, String) {
    let email = format!("{role}@example.org");
    (console::staff::add(&app.database.store, &app.url, (&email, name), role, app.clock.now()).await.unwrap(), email)
}

async fn works_through(look: Look, names: [&'static str; 2]) {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let words = Desk::words();
    let mut worker = Worker::at_menu(&app, 7_391_846, "fr").await;
    worker.presses("person").await;
    worker.says("Bonjour").await;
    let ticket = app.tickets().await.pop().unwrap();

    // A weak password is refused in words, and can be looked at.
    let desk = Desk::open(&chromium, look, names[0], &app.url).await;
    let (invited, email) = link(&app, "Operatrice dal nome piuttosto lungo", "operator").await;
    desk.go(invited.split_once("/console").unwrap().1).await;
    for id in ["password", "again"] {
        desk.fill(id, "Approdo-2026!").await;
    }
    desk.window.click_css("button.reveal").await;
    let _: bool =
        desk.window.wait("the password", "return document.getElementById('password').type === 'text'", vec![]).await;
    desk.looked_at("revealed").await;
    desk.window.click_css("button.primary").await;
    desk.window.wait_for_css(".alert").await;
    assert!(desk.window.text().await.contains(&words.console_access_password_expected()));
    desk.looked_at("refused").await;
    desk.enter(&invited, &email, None).await;

    // Her account: a session from elsewhere, which she ends.
    let second = Desk::open(&chromium, look, names[1], &app.url).await;
    second.log_in(&email).await;
    desk.go("/account").await;
    assert!(desk.window.text().await.contains("Chrome, Linux"));
    desk.looked_at("account").await;
    desk.send("[action$='/sessions/end-others']").await;
    desk.confirms(&words.console_access_notice_sessions()).await;
    second.go("/tickets").await;
    second.window.wait_for_css("#email").await;
    desk.go("/account/second-factor").await;
    desk.looked_at("device").await;
    desk.fill("code", "000000").await;
    desk.window.click_css("button.primary").await;
    desk.window.wait_for_css("#code-error").await;
    desk.looked_at("device-wrong").await;

    // Four eyes: she asks, somebody else says yes, she sees it.
    desk.go(&format!("/tickets/{}", ticket.id)).await;
    assert!(!desk.window.text().await.contains("7391846"));
    desk.looked_at("hidden").await;
    desk.window.click_css(".identity summary").await;
    desk.fill("reason", REASON).await;
    desk.send(".identity form").await;
    desk.confirms(&words.console_access_notice_asked()).await;
    let (invited, coordinator) = link(&app, "Coordinatore", "coordinator").await;
    second.enter(&invited, &coordinator, None).await;
    second.go("/identity").await;
    assert!(second.window.text().await.contains(REASON));
    second.looked_at("grants").await;
    second.window.click_css("[name=decision][value='8']").await;
    second.confirms(&words.console_access_notice_granted()).await;
    second.looked_at("granted").await;
    desk.go(&format!("/tickets/{}", ticket.id)).await;
    assert!(desk.window.text().await.contains("7391846"));
    desk.looked_at("shown").await;

    // Who has seen it: by its number.
    while gateway::jobs::chain::run_once(&app.database.store).await.unwrap() > 0 {}
    second.go("/audit").await;
    second.looked_at("register").await;
    second.fill("reference", &ticket.reference).await;
    second.send("form.filters").await;
    let _: bool = second
        .window
        .wait(
            "the deed",
            "return document.body.innerText.indexOf(arguments[0]) > 0",
            vec![json!(words.console_access_did_see_identity())],
        )
        .await;
    second.send("#chain form").await;
    second.window.wait_for_css("#chain.notice").await;

    // Accounts: a team, a scope, a second factor taken away.
    let (invited, administrator) = link(&app, "Amministrazione", "administrator").await;
    second.log_out().await;
    second.enter(&invited, &administrator, None).await;
    second.go("/teams").await;
    second.fill("name", "Foggia e provincia").await;
    second.window.click_css("button.primary").await;
    second.confirms(&words.console_access_notice_team()).await;
    second.looked_at("teams").await;
    second.go("/staff").await;
    second.looked_at("staff").await;
    second.follow("Operatrice dal nome piuttosto lungo").await;
    second.window.wait_for_css("#scope").await;
    second.looked_at("post").await;
    second.window.click_css("a.button[href^='/console/accounts']").await;
    second.window.wait_for_css("#kind").await;
    second.fill("reason", "She has lost it").await;
    second.send("[action='/console/accounts']").await;
    second.confirms(&words.console_accounts_notice_asked()).await;
    second.looked_at("account-requests").await;
    second.log_out().await;
    second.log_in(&coordinator).await;
    second.go("/accounts").await;
    second.window.click_css("button[value=yes]").await;
    second.confirms(&words.console_accounts_notice_done()).await;
    desk.go("/tickets").await;
    desk.window.wait_for_css("#email").await;
    // She sets up another telephone, as at the first log-in.
    desk.log_in(&email).await;
    assert!(!second_factor::code_at(&app.url, &email, 0).is_empty());
}
