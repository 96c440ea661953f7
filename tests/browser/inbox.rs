//! Two desks at once: what one does reaches the other's pages without reloading them, and nothing that is typed is lost. And the
//! inbox by keyboard alone, and in every look.

use super::desk::Desk;
use crate::desk::provider::Person;
use bot::private::Private;
use gateway::{
    channel::Channel::Web,
    console,
    live::Change,
    store::{notification, staff},
};
use serde_json::json;
use tests::{
    App, Engine,
    chromium::{Chromium, Look},
};
use uuid::Uuid;

const ENTER: &str = "\u{E007}";
const ESCAPE: &str = "\u{E00C}";
const DOWN: &str = "\u{E015}";
const ANSWER: &str = "Bonjour, je vous lis.";

async fn enters(chromium: &Chromium, app: &App, look: Look, name: &'static str, role: &str, who: &str) -> Desk {
    let desk = Desk::open(chromium, look, name, &app.url).await;
    let email = format!("{role}@example.org");
    let link = console::staff::add(&app.database.store, &app.url, (&email, who), role, app.clock.now()).await.unwrap();
    desk.enter(&link, &email, None).await;
    desk
}

async fn presses(desk: &Desk, key: &str) {
    desk.window.client.active_element().await.unwrap().send_keys(key).await.unwrap();
}

/// Waits until words stand somewhere.
async fn says(desk: &Desk, css: &str, words: &str) {
    let find = "
        var words = arguments[1];
        return [].some.call(document.querySelectorAll(arguments[0]), function (node) {
            return node.textContent.indexOf(words) >= 0;
        });";
    let _: bool = desk.window.wait(&format!("{words} in {css}"), find, vec![json!(css), json!(words)]).await;
}

/// The page is marked; a page that is loaded anew has lost the mark.
async fn stays(desk: &Desk) {
    desk.window.ask::<Option<bool>>("window.stays = true;", vec![]).await;
}

async fn has_stayed(desk: &Desk) {
    assert!(desk.window.ask::<bool>("return window.stays === true", vec![]).await, "it was not loaded anew");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_desks_meet_at_a_ticket() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let words = Desk::words();
    let (_, first) = Person::asked(&app, Web, "1").await;
    let one = enters(&chromium, &app, Look::DESK, "6-inbox-one", "operator", "Prima Persona").await;
    let two = enters(&chromium, &app, Look::DESK, "6-inbox-two", "mediator", "Seconda Persona").await;
    one.go("/tickets").await;
    two.go("/tickets").await;
    for desk in [&one, &two] {
        stays(desk).await;
    }

    // Somebody else writes: both lists have them, and say so.
    app.clock.advance(jiff::SignedDuration::from_secs(1));
    let (person, second) = Person::asked(&app, Web, "2").await;
    for desk in [&one, &two] {
        says(desk, "#rows", &second.reference).await;
        says(desk, "#news[role=status]", &words.console_inbox_news_new()).await;
        says(desk, "tr.changed .mark.changed", &words.console_inbox_changed()).await;
        has_stayed(desk).await;
    }
    one.window.picture("list").await;

    // By keyboard: down the list, up again, and in. The focus stays on its row while the list moves under it.
    presses(&one, "j").await;
    presses(&one, "j").await;
    presses(&one, DOWN).await;
    let focused = "return document.activeElement.textContent";
    assert_eq!(one.window.ask::<String>(focused, vec![]).await, first.reference);
    app.clock.advance(jiff::SignedDuration::from_secs(1));
    person.says("Vous êtes là ?").await;
    Person::asked(&app, Web, "3").await;
    let _: bool = one
        .window
        .wait("three rows", "return document.querySelectorAll('#rows tr[data-id]').length === 3", vec![])
        .await;
    assert_eq!(one.window.ask::<String>(focused, vec![]).await, first.reference, "the focus is where it was");
    presses(&one, "k").await;
    assert_eq!(one.window.ask::<String>(focused, vec![]).await, second.reference);
    presses(&one, ENTER).await;
    one.window.wait_for_css("#at-ticket").await;

    // The other list shows who is there, and that they write.
    says(&two, ".mark.present", "Prima Persona").await;
    says(&two, ".mark.present", &words.console_inbox_looking()).await;
    presses(&one, "a").await;
    assert_eq!(one.window.ask::<String>("return document.activeElement.id", vec![]).await, "text");
    presses(&one, ANSWER).await;
    says(&two, ".mark.present", &words.console_inbox_typing()).await;
    two.window.picture("list-typing").await;
    has_stayed(&two).await;

    // Both at the ticket: each sees the other; what the second types stays when the first answers.
    two.go(&format!("/tickets/{}", second.id)).await;
    says(&two, "#presence", "Prima Persona").await;
    says(&one, "#presence", "Seconda Persona").await;
    two.fill("text", "Moi aussi").await;
    stays(&two).await;
    one.send("[action$='/answer']").await;
    one.confirms(&words.console_notice_answered()).await;
    says(&two, "#newer", &words.console_inbox_newer()).await;
    two.window.picture("newer").await;
    two.window.click_css("#newer button").await;
    says(&two, ".conversation", ANSWER).await;
    says(&two, ".facts", "Prima Persona").await;
    let typed: String = two.window.ask("return document.getElementById('text').value", vec![]).await;
    assert_eq!(typed, "Moi aussi");
    has_stayed(&two).await;

    // Where nobody types, what the person writes is there by itself.
    stays(&one).await;
    one.window.ask::<Option<bool>>("document.activeElement.blur();", vec![]).await;
    person.says("Merci beaucoup").await;
    says(&one, ".conversation", "Merci beaucoup").await;
    has_stayed(&one).await;
    one.window.picture("ticket").await;

    // Back to the list; who leaves is no longer there.
    presses(&one, "u").await;
    one.window.wait_for_css("#rows").await;
    let _: bool =
        two.window.wait("nobody else", "return !document.getElementById('presence').textContent.trim()", vec![]).await;
    keys(&one).await;
    rings(&app, &one).await;
}

/// The help, places by letter, and turning it all off.
async fn keys(desk: &Desk) {
    presses(desk, "/").await;
    assert_eq!(desk.window.ask::<String>("return document.activeElement.id", vec![]).await, "reference");
    // In a field a letter is a letter.
    presses(desk, "g").await;
    presses(desk, "n").await;
    assert_eq!(desk.window.ask::<String>("return document.getElementById('reference').value", vec![]).await, "gn");
    desk.window.ask::<Option<bool>>("document.activeElement.blur();", vec![]).await;
    presses(desk, "?").await;
    desk.window.wait_for_css("dialog[open]").await;
    desk.window.picture("keys").await;
    desk.window.click_css("#keys-on").await;
    presses(desk, ESCAPE).await;
    let _: bool = desk.window.wait("no dialog", "return !document.querySelector('dialog[open]')", vec![]).await;
    desk.go("/tickets").await;
    presses(desk, "j").await;
    let body: String = desk.window.ask("return document.activeElement.tagName", vec![]).await;
    assert_eq!(body, "BODY", "turned off, also on the next page");
    desk.window.click_css("#keys-open").await;
    desk.window.wait_for_css("dialog[open]").await;
    desk.window.click_css("#keys-on").await;
    presses(desk, ESCAPE).await;
    desk.window.ask::<Option<bool>>("document.activeElement.blur();", vec![]).await;
    presses(desk, "g").await;
    presses(desk, "n").await;
    desk.window.wait_for_css("#browser-notifications:not([hidden])").await;
}

/// The bell counts by itself, and the browser's notification has no content.
async fn rings(app: &App, desk: &Desk) {
    let kept = "
        window.shown = [];
        window.Notification = function (title, options) { window.shown.push(title + '|' + (options.body || '')); };
        window.Notification.permission = 'granted';
        localStorage.setItem('approdo-notify', 'yes');";
    desk.window.ask::<Option<bool>>(kept, vec![]).await;
    notify(app, "operator@example.org").await;
    says(desk, "#unseen", "1").await;
    let _: bool = desk.window.wait("a notification", "return window.shown.length > 0", vec![]).await;
    let shown: Vec<String> = desk.window.ask("return window.shown", vec![]).await;
    assert_eq!(shown, [format!("{}|", Desk::words().console_inbox_something())]);
}

async fn notify(app: &App, email: &str) {
    let mut reader = app.database.store.reader().await.unwrap();
    let email = Private::new(email.to_owned());
    let staff = staff::by_email(&mut reader, &app.database.master, &email).await.unwrap().unwrap().id;
    drop(reader);
    let ticket: Option<Uuid> = app.tickets().await.first().map(|ticket| ticket.id);
    let mut tx = app.database.store.begin().await.unwrap();
    notification::add(&mut tx, staff, notification::Kind::WorkerWrote, ticket, app.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    app.turns.live.tell(Change::Notification(staff));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_inbox_in_every_look() {
    let Some(chromium) = Chromium::start().await else { return };
    for (look, name) in [
        (Look::DESK, "6-look-wide"),
        (Look::SMALL, "6-look-small"),
        (Look::DESK.dark(), "6-look-wide-dark"),
        (Look::SMALL.dark(), "6-look-small-dark"),
    ] {
        let app = App::start(Engine::Sqlite).await;
        let (_, ticket) = Person::asked(&app, Web, "1").await;
        Person::asked(&app, Web, "2").await;
        app.damage("UPDATE ticket SET due_at = 1, topic = 'violence', region = 'friuli-venezia-giulia', priority = 2")
            .await;
        let who = "Operatrice con un nome molto lungo di Montecorvino Pugliano";
        let desk = enters(&chromium, &app, look, name, "operator", who).await;
        app.damage("UPDATE staff SET languages = 'fr,wo'").await;
        notify(&app, "operator@example.org").await;
        desk.go("/tickets?overdue=yes").await;
        open_all(&desk).await;
        desk.looked_at("list").await;
        desk.fill("view-name", "Quelle scadute della provincia di Barletta-Andria-Trani").await;
        desk.send("form.save").await;
        desk.confirms(&Desk::words().console_inbox_notice_view_saved()).await;
        desk.go("/views").await;
        desk.looked_at("views").await;
        desk.go("/notifications").await;
        desk.looked_at("notifications").await;
        desk.window.click_css("#keys-open").await;
        desk.window.wait_for_css("dialog[open]").await;
        desk.looked_at("keys").await;
        desk.window.ask::<Option<bool>>("document.getElementById('keys').close();", vec![]).await;
        desk.go(&format!("/tickets/{}", ticket.id)).await;
        desk.looked_at("ticket").await;
        desk.send("#at-ticket form").await;
        desk.confirms(&Desk::words().console_inbox_notice_unread()).await;
        desk.looked_at("unread").await;
    }
}

async fn open_all(desk: &Desk) {
    let open = "document.querySelectorAll('details').forEach(function (details) { details.open = true; })";
    desk.window.ask::<Option<bool>>(open, vec![]).await;
}
