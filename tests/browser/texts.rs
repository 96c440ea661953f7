//! Two desks and one Arabic text: one proposes, the other reviews; before, in between and after, in every look.

use super::desk::Desk;
use gateway::console;
use serde_json::json;
use tests::{
    App, Engine,
    chromium::{Chromium, Look},
};

const PAGE: &str = "/texts/emergency-safe-phone/ar";
const NEW: &str = "هل ينظر شخص آخر إلى هاتفك؟ يمكنك حذف هذه المحادثة الآن.";
const BACK: &str = "Qualcun altro guarda il tuo telefono? Puoi cancellare questa conversazione adesso.";

#[tokio::test(flavor = "multi_thread")]
async fn at_two_desks() {
    works(Look::DESK, ["texts-wide-proposer", "texts-wide-reviewer"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_smallest_window_and_the_dark() {
    works(Look::SMALL.dark(), ["texts-small-proposer", "texts-small-reviewer"]).await;
}

async fn works(look: Look, names: [&'static str; 2]) {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let words = Desk::words();
    let mut desks = Vec::new();
    for (name, role) in names.into_iter().zip(["mediator", "operator"]) {
        let desk = Desk::open(&chromium, look, name, &app.url).await;
        let email = format!("{role}@example.org");
        let link = console::staff::add(&app.database.store, &app.url, (&email, "Una persona"), role, app.clock.now())
            .await
            .unwrap();
        desk.enter(&link, &email, None).await;
        desks.push(desk);
    }
    let [proposer, reviewer] = &desks[..] else { panic!("two desks") };

    proposer.go("/texts").await;
    proposer.looked_at("list").await;
    proposer.go("/texts?words=telefono&topic=safety").await;
    proposer.looked_at("found").await;
    proposer.go("/texts/emergency-safe-phone").await;
    proposer.looked_at("languages").await;

    // Refused first: a safety text without its translation, and without a reason.
    proposer.go(PAGE).await;
    set(proposer, "words", NEW).await;
    proposer.looked_at("form").await;
    proposer.window.click_css("[name=act][value=propose]").await;
    proposer.window.wait_for_css("#back-error").await;
    assert!(proposer.window.text().await.contains(&words.console_texts_error_reason()));
    proposer.looked_at("refused").await;
    proposer.fill("back", BACK).await;
    proposer.fill("reason", "Più chiaro").await;
    proposer.window.click_css("[name=act][value=preview]").await;
    proposer.window.wait_for_css(".previews").await;
    let said = "return [].map.call(document.querySelectorAll('.phone .said'), function (p) { return p.innerText; })";
    let previews: Vec<String> = proposer.window.ask(said, vec![]).await;
    assert!(previews.len() >= 4 && previews.iter().all(|said| said.contains("المحادثة الآن")), "{previews:?}");
    let turned = "return getComputedStyle(document.querySelector('.phone')).direction";
    assert_eq!(proposer.window.ask::<String>(turned, vec![]).await, "rtl");
    proposer.looked_at("preview").await;
    proposer.window.click_css("[name=act][value=propose]").await;
    proposer.confirms(&words.console_texts_notice_proposed()).await;
    proposer.looked_at("proposed").await;

    reviewer.go("/texts?show=waiting").await;
    reviewer.looked_at("waiting").await;
    reviewer.go(PAGE).await;
    assert!(reviewer.window.text().await.contains(BACK));
    reviewer.looked_at("review").await;
    reviewer.window.click_css("[name=act][value=publish]").await;
    reviewer.confirms(&words.console_texts_notice_published()).await;
    reviewer.looked_at("published").await;

    reviewer.go("/texts/choice-report/it").await;
    reviewer.looked_at("label").await;
    reviewer.go("/texts/hotline/trafficking").await;
    reviewer.looked_at("hotline").await;
    reviewer.go("/texts?show=misfit").await;
    reviewer.looked_at("none").await;
}

/// A driver does not type from right to left.
async fn set(desk: &Desk, id: &str, words: &str) {
    let set = "document.getElementById(arguments[0]).value = arguments[1]; return true;";
    assert!(desk.window.ask::<bool>(set, vec![json!(id), json!(words)]).await);
}
