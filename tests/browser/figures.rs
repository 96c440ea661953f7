//! A coordinator reads the figures: charts, the tables behind them, at a desk and on a telephone, light and dark.

use super::desk::Desk;
use gateway::{console, jobs};
use tests::{
    App, Engine, Worker,
    chromium::{Chromium, Look},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_coordinator_reads_the_figures() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    for chat in 1..=20 {
        let language = if chat < 10 { "it" } else { "ur" };
        let mut worker = Worker::at_menu(&app, chat, language).await;
        if chat % 2 == 0 {
            worker.presses("person").await;
            worker.says("buongiorno").await;
        }
        if chat % 5 == 0 {
            app.later(jiff::SignedDuration::from_hours(24)).await;
        }
    }
    jobs::figures::once(&app.database.store, &app.clock).await.unwrap();
    for (look, name) in [
        (Look::DESK, "figures-wide"),
        (Look::DESK.dark(), "figures-wide-dark"),
        (Look::SMALL, "figures-small"),
        (Look::SMALL.dark(), "figures-small-dark"),
    ] {
        // Each look has an account of its own: a fourth code of one telephone would have to wait for its time.
        let email = format!("{name}@example.org");
        let store = &app.database.store;
        let link = console::staff::add(store, &app.url, (&email, "Coordinamento"), "coordinator", app.clock.now())
            .await
            .unwrap();
        let desk = Desk::open(&chromium, look, name, &app.url).await;
        desk.enter(&link, &email, None).await;
        desk.go("/figures").await;
        desk.window.wait_for_css("section.chart svg rect").await;
        desk.window.picture("charts").await;
        desk.window.click_css("section.chart details summary").await;
        desk.window
            .ask::<Option<bool>>(
                "document.querySelectorAll('details').forEach(function (d) { d.open = true; })",
                vec![],
            )
            .await;
        desk.looked_at("tables").await;
    }
}
