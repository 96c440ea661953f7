//! A mediator and a legal expert at once, in two windows: the question, the facts that were chosen, the answer, what was sent.

use super::desk::Desk;
use fantoccini::Locator;
use gateway::console;
use tests::{
    App, Engine, Worker,
    chromium::{Chromium, Look},
    reports::REGULAR,
};
use uuid::Uuid;

const TOLD: &str = "صاحب العمل زعفرانكوري يأخذ نصف أجرتي كل أسبوع ولا يعطيني ورقة الراتب منذ ثلاثة أشهر";
const ASKED: &str = "Chi ha un permesso valido ed è pagato meno del contratto può chiedere le differenze, e fino a quando? Il datore \
                     trattiene una parte della paga ogni settimana, senza busta.";
const SENT: &str = "نعم، يمكنك أن تطلب الفرق خلال خمس سنوات.";

#[tokio::test(flavor = "multi_thread")]
async fn at_two_desks() {
    between_two(Look::DESK, ["10-question-desk", "10-expert-desk"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_two_small_windows() {
    between_two(Look::SMALL, ["10-question-small", "10-expert-small"]).await;
    between_two(Look::SMALL.dark(), ["10-question-dark", "10-expert-dark"]).await;
}

async fn between_two(look: Look, names: [&'static str; 2]) {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let mut worker = reported(&app).await;
    let ticket = app.tickets().await.pop().unwrap();
    let words = Desk::words();
    let (mediator, expert) =
        (Desk::open(&chromium, look, names[0], &app.url).await, Desk::open(&chromium, look, names[1], &app.url).await);
    enter(&app, &mediator, "mediator").await;
    enter(&app, &expert, "legal-expert").await;
    expert.looked_at("none").await;

    mediator.go(&format!("/tickets/{}", ticket.id)).await;
    mediator.follow(&words.console_experts_ask()).await;
    mediator.window.wait_for_css("#question").await;
    mediator.fill("question", ASKED).await;
    let list = mediator.window.client.find(Locator::Id("expertise")).await.unwrap();
    list.select_by_value("pay").await.unwrap();
    for fact in ["pay", "stay"] {
        mediator.window.click_css(&format!("#fact-{fact}")).await;
    }
    mediator.looked_at("ask").await;
    mediator.send("main form").await;
    mediator.confirms(&words.console_experts_notice_asked()).await;
    mediator.looked_at("asked").await;

    // The expert finds it, asks back, and sees nothing of the person.
    expert.go("/questions").await;
    expert.looked_at("list").await;
    expert.window.click_css("tbody a").await;
    expert.window.wait_for_css("#more").await;
    let page = expert.window.text().await;
    assert!(page.contains("Puglia") && page.contains(&words.console_experts_pay()), "{page}");
    for hidden in [ticket.reference.as_str(), "زعفرانكوري", "Foggia", "arabo"] {
        assert!(!page.contains(hidden), "{hidden} is in {page}");
    }
    expert.looked_at("question").await;
    expert.fill("more", "Da quanto tempo lavora lì?").await;
    expert.send("[action$='/more']").await;
    expert.confirms(&words.console_experts_notice_more()).await;

    mediator.go(&format!("/tickets/{}", ticket.id)).await;
    mediator.follow(&words.console_experts_complete()).await;
    mediator.window.wait_for_css("#question").await;
    mediator.fill("question", "Da tre mesi.").await;
    mediator.looked_at("complete").await;
    mediator.send("main form").await;
    mediator.confirms(&words.console_experts_notice_asked()).await;

    // Two windows of the expert on one question: the second one sees the difference.
    let question: Vec<(Uuid,)> = app.rows("SELECT id FROM question").await;
    let path = format!("/questions/{}", question[0].0);
    expert.go(&path).await;
    let old = "document.querySelector(\"[action$='/answer'] [name=version]\").value = '0'; return true";
    expert.fill("text", "Sì, entro cinque anni dalla fine del rapporto.").await;
    expert.window.click_css("[value=keep]").await;
    expert.confirms(&words.console_notice_saved()).await;
    expert.fill("text", "Sì, entro dieci anni dalla fine del rapporto.").await;
    let _: bool = expert.window.ask(old, vec![]).await;
    expert.window.click_css("[value=send]").await;
    expert.window.wait_for_css(".difference mark").await;
    expert.looked_at("difference").await;
    expert.fill("text", "Sì, entro cinque anni dalla fine del rapporto (art. 36 Cost.).").await;
    expert.window.click_css("[value=send]").await;
    expert.confirms(&words.console_experts_notice_answered()).await;
    expert.looked_at("answered").await;

    mediator.go(&format!("/tickets/{}", ticket.id)).await;
    mediator.looked_at("answered").await;
    mediator.follow(&words.console_experts_carry()).await;
    mediator.window.wait_for_css("#text").await;
    mediator.fill("text", SENT).await;
    mediator.looked_at("carry").await;
    mediator.send("main form").await;
    mediator.confirms(&words.console_notice_answered()).await;
    worker.reads().await.has(SENT);
    mediator.looked_at("carried").await;

    expert.go(&path).await;
    assert!(expert.window.text().await.contains(SENT));
    expert.looked_at("carried").await;
    expert.follow(&words.console_experts_propose()).await;
    expert.window.wait_for_css("#sure").await;
    expert.fill("title", "Differenze di paga").await;
    expert.window.click_css("#sure").await;
    expert.looked_at("propose").await;
    expert.window.click_css("[value=canned]").await;
    expert.confirms(&words.console_experts_notice_proposed()).await;
}

async fn enter(app: &App, desk: &Desk, role: &str) {
    let email = format!("{role}@example.org");
    let name = "Operatrice con un nome lungo di Montecorvino Pugliano";
    let link = console::staff::add(&app.database.store, &app.url, (&email, name), role, app.clock.now()).await.unwrap();
    desk.enter(&link, &email, None).await;
}

async fn reported(app: &App) -> Worker<'_> {
    let mut worker = Worker::at_menu(app, 1, "ar").await;
    worker.presses("report").await;
    worker.presses("yes").await;
    worker.answers(&[("danger", "no"), ("about", "me"), ("region", "puglia"), ("province", "Foggia")]).await;
    worker.answers(&REGULAR[..15]).await;
    worker.says(TOLD).await;
    worker.answers(&[("words", "continue"), ("contact", "wait"), ("summary", "send")]).await;
    worker
}
