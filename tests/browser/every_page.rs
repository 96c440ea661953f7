//! Every page of the console's table of routes as a role that may open it: it fits, it can be read, axe-core finds
//! nothing, the keyboard reaches everything. In the smallest window and at a desk, light and dark.

use super::desk::Desk;
use gateway::{
    console::{self, route::Asking, routes::table},
    store::staff::Role,
};
use std::collections::BTreeSet;
use tests::{
    App, Engine, Worker,
    chromium::{Chromium, Look},
};

/// Not pages: files, streams, and what leads on.
const NO_PAGES: [&str; 6] = [
    "/console/tickets/{id}/presence",
    "/console",
    "/console/live",
    "/console/figures/csv",
    "/console/figures/xlsx",
    "/console/directory/export",
];

#[tokio::test(flavor = "multi_thread")]
async fn light_and_small() {
    every_page(Look::SMALL, "every-small").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dark_and_small() {
    every_page(Look::SMALL.dark(), "every-small-dark").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn light_and_wide() {
    every_page(Look::DESK, "every-wide").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn dark_and_wide() {
    every_page(Look::DESK.dark(), "every-wide-dark").await;
}

async fn every_page(look: Look, name: &'static str) {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let mut worker = Worker::at_menu(&app, 1, "ar").await;
    worker.presses("person").await;
    worker.says("صاحب العمل لا يدفع الأجر منذ ثلاثة أشهر").await;
    let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
    let pages = pages(&ticket.id.to_string());
    let mut seen = BTreeSet::new();
    for role in Role::ALL {
        let email = format!("{}@helpdesk-anticaporalato.example.org", role.name());
        let who = "Collaboratrice con un nome molto lungo di Montecorvino Pugliano";
        let link = console::staff::add(&app.database.store, &app.url, (&email, who), role.name(), app.clock.now())
            .await
            .unwrap();
        let desk = Desk::open(&chromium, look, name, &app.url).await;
        desk.enter(&link, &email, None).await;
        // Each page once: what another role sees of it differs by a button.
        let new: Vec<_> = pages.iter().filter(|page| role.may(page.1) && !seen.contains(&page.0)).cloned().collect();
        for page in new {
            desk.go(page.0.strip_prefix("/console").unwrap()).await;
            desk.window.wait_for_css("main h1").await;
            let open = "document.querySelectorAll('main details').forEach(function (details) { details.open = true; })";
            desk.window.ask::<Option<bool>>(open, vec![]).await;
            desk.looked_at(&format!("{}{}", role.name(), page.0.replace('/', "-"))).await;
            seen.insert(page.0);
        }
        desk.log_out().await;
    }
    assert_eq!(seen.len(), pages.len(), "{seen:#?}");
}

/// The pages of the table, with the identifier of a ticket where one belongs.
fn pages(ticket: &str) -> Vec<(String, console::permission::Permission)> {
    let pages = table().into_iter().filter(|route| route.asking == Asking::Get && !NO_PAGES.contains(&route.path));
    let of_ticket = |path: &str| path.replace("/console/tickets/{id}", &format!("/console/tickets/{ticket}"));
    pages
        .filter_map(|route| Some((of_ticket(route.path), route.needs?)))
        .filter(|(path, _)| !path.contains('{'))
        .collect()
}
