//! The directory in Chromium: a file with mistakes, the same file corrected, its import, a second person who looks it through,
//! an entry, a change of its number, and the worker who finds it.

use super::{desk::Desk, worker::Worker};
use bot::{language::Language, text};
use fantoccini::Locator;
use gateway::console;
use std::fs;
use tests::{
    App, Engine,
    chromium::{Chromium, Look},
};

const WRONG: &str = "code;name;kind;province;municipality;address;hours;phone;languages\n\
                     P-1;Sportello di prova 1 per l'orientamento e l'assistenza legale di chi lavora in agricoltura;consigli;Foggia;San Giovanni Rotondo;Via di prova 1;lun-ven 9:30-13:00;+39 000 0000001;it en\n\
                     P-2;Sportello di prova 2;health;Dakar;;;;chiamaci;\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_corrected_and_the_bot_knows_it() {
    works_through(Look::DESK, ["8-directory-wide", "8-directory-wide-worker", "8-directory-wide-second"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_smallest_window_in_the_dark() {
    works_through(Look::SMALL.dark(), ["8-directory-dark", "8-directory-dark-worker", "8-directory-dark-second"]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_the_smallest_window() {
    let names = ["8-directory-small", "8-directory-small-worker", "8-directory-small-second"];
    works_through(Look::SMALL, names).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn at_a_desk_in_the_dark() {
    let names = ["8-directory-wide-dark", "8-directory-wide-dark-worker", "8-directory-wide-dark-second"];
    works_through(Look::DESK.dark(), names).await;
}

async fn works_through(look: Look, names: [&'static str; 3]) {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let desk = Desk::open(&chromium, look, names[0], &app.url).await;
    let link = console::staff::add(
        &app.database.store,
        &app.url,
        ("someone@example.org", "Operatrice"),
        "operator",
        app.clock.now(),
    );
    desk.enter(&link.await.unwrap(), "someone@example.org", None).await;
    let words = Desk::words();

    desk.go("/directory").await;
    assert!(desk.window.text().await.contains(&words.console_directory_none()));
    desk.looked_at("none").await;

    let file = app.database.folder.path().join("servizi.csv");
    desk.follow(&words.console_directory_import()).await;
    desk.window.wait_for_css("#file").await;
    sends(&desk, &file, WRONG).await;
    desk.window.wait_for_css("tr.wrong").await;
    let report = desk.window.text().await;
    assert!(report.contains(&words.console_directory_import_wrong(2)), "{report}");
    assert!(report.contains(&words.console_directory_wrong_province()), "{report}");
    desk.looked_at("wrong").await;

    let right = WRONG.replace("consigli", "legal").replace("Dakar", "Foggia").replace("chiamaci", "+39 000 0000002");
    sends(&desk, &file, &right).await;
    desk.window.wait_for_css("#yes").await;
    desk.looked_at("right").await;
    desk.send("#yes").await;
    desk.confirms(&words.console_directory_imported(0, 2)).await;
    desk.looked_at("proposed").await;

    let second = Desk::open(&chromium, look, names[2], &app.url).await;
    let link = console::staff::add(
        &app.database.store,
        &app.url,
        ("other@example.org", "Mediatrice"),
        "mediator",
        app.clock.now(),
    );
    second.enter(&link.await.unwrap(), "other@example.org", None).await;
    second.go("/directory").await;
    second.follow(&words.console_directory_proposals_waiting(2)).await;
    second.window.wait_for_css("table").await;
    second.looked_at("waiting").await;
    second.follow(&words.console_directory_proposal_file()).await;
    second.window.wait_for_css("#review").await;
    second.looked_at("file").await;
    second.window.click_css("[name=act][value=publish]").await;
    second.window.wait_for_css(".alert").await;
    second.looked_at("none-ticked").await;
    second.window.click_css("[name=row]").await;
    second.window.click_css("[name=act][value=publish]").await;
    second.confirms(&words.console_directory_notice_published(1)).await;
    second.window.click_css("[name=act][value=publish-all]").await;
    second.confirms(&words.console_directory_notice_published(1)).await;
    second.looked_at("all-decided").await;

    desk.go("/directory").await;
    desk.looked_at("list").await;

    desk.follow("Sportello di prova 2").await;
    desk.window.wait_for_css("[action$='/checked']").await;
    desk.send("[action$='/checked']").await;
    desk.confirms(&words.console_notice_saved()).await;
    desk.looked_at("entry").await;
    desk.follow(&words.console_directory_edit()).await;
    desk.window.wait_for_css("#phone").await;
    desk.fill("phone", "chiamaci").await;
    desk.fill("municipality", "San Giovanni Rotondo").await;
    desk.send("main form").await;
    desk.window.wait_for_css("#phone[aria-invalid]").await;
    desk.looked_at("form").await;
    desk.fill("phone", "+39 000 0000002").await;
    desk.send("main form").await;
    desk.confirms(&words.console_directory_notice_proposed()).await;
    second.go("/directory/proposals").await;
    second.follow("Sportello di prova 2").await;
    second.window.wait_for_css("#review").await;
    second.window.click_css("[name=act][value=publish]").await;
    second.confirms(&words.console_directory_notice_published(1)).await;
    desk.go("/directory").await;
    desk.follow("Sportello di prova 2").await;
    desk.window.wait_for_css("[action$='/checked']").await;

    // Another number: beside the one that is told, and the one who typed it is not asked.
    desk.follow(&words.console_directory_edit()).await;
    desk.window.wait_for_css("#phone").await;
    desk.fill("phone", "+39 333 333 3333").await;
    desk.send("main form").await;
    desk.confirms(&words.console_directory_notice_proposed()).await;
    desk.looked_at("waits").await;
    desk.follow(&words.console_directory_proposal_look()).await;
    desk.window.wait_for_css("[action$='/withdraw']").await;
    desk.looked_at("own").await;
    second.go("/directory/proposals").await;
    second.follow("Sportello di prova 2").await;
    second.window.wait_for_css("#review").await;
    let shown = second.window.text().await;
    assert!(shown.contains("+39 000 0000002") && shown.contains("+39 333 333 3333"), "{shown}");
    second.looked_at("review").await;
    second.window.click_css("[name=act][value=return]").await;
    second.window.wait_for_css("#reason-error").await;
    second.looked_at("no-reason").await;
    second.fill("reason", "Il numero non è dell'ente").await;
    second.window.click_css("[name=act][value=return]").await;
    second.confirms(&words.console_directory_notice_returned(1)).await;
    second.looked_at("returned").await;
    desk.go("/directory/proposals?show=decided").await;
    desk.window.wait_for_css("table").await;
    desk.looked_at("decided").await;

    let worker = Worker::arrive(&chromium, look, names[1], &app.url, Language::Wolof).await;
    worker.tap(&text::choice_services()).await;
    worker.hears(&text::services_ask()).await;
    worker.write("san giovanni rotondo").await;
    worker.hears(&text::services_found("Foggia (Puglia)")).await;
    worker.hears_words("Sportello di prova 2").await;
    worker.hears(&text::services_call()).await;
    worker.window.picture("found").await;
    worker.window.assert_fits().await;
    worker.tap(&text::choice_services_other()).await;
    worker.tap_label("Veneto").await;
    worker.tap_label("Rovigo").await;
    worker.hears(&text::services_none("Rovigo (Veneto)")).await;
    worker.window.picture("none").await;
}

/// Chooses a file and sends it.
async fn sends(desk: &Desk, file: &std::path::Path, content: &str) {
    fs::write(file, content).unwrap();
    let field = desk.window.client.find(Locator::Id("file")).await.unwrap();
    field.send_keys(file.to_str().unwrap()).await.unwrap();
    desk.send("#send").await;
}
