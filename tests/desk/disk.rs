//! The console on a disk without room: what was typed is not lost, and all is well again without a restart.

use super::member::{Member, ticket_page};
use reqwest::StatusCode;
use tests::{App, Engine, Worker, app::OPEN, disk::SmallDisk, engine::Database};

#[tokio::test(flavor = "multi_thread")]
async fn a_note_on_a_full_disk_is_refused_with_its_words_and_taken_when_there_is_room() {
    let Some(disk) = SmallDisk::mount() else { return };
    let app = App::on(Database::in_folder(Engine::Sqlite, disk.folder()).await, OPEN, false, |_, _| {}).await;
    let mut worker = Worker::at_menu(&app, 1, "fr").await;
    worker.presses("person").await;
    worker.says("Bonjour").await;
    let page = ticket_page(app.tickets().await[0].id);
    let operator = Member::of(&app, "operator").await;
    let csrf = operator.csrf(&page).await;
    let notes = async |words: &str| {
        let form = operator.http.post(format!("{}{page}/notes", operator.url));
        form.form(&[("csrf", csrf.as_str()), ("note", words)]).send().await.unwrap()
    };
    let mut kept = 0;
    disk.fill();
    let refused = loop {
        assert!(kept < 2000, "the disk was never full");
        let words = format!("{kept} {}", "parole ".repeat(500));
        match notes(&words).await.status() {
            StatusCode::SEE_OTHER => kept += 1,
            StatusCode::SERVICE_UNAVAILABLE => break words,
            other => panic!("{other}"),
        }
        disk.fill();
    };
    assert_eq!(app.count("note").await, kept);
    let read = operator.get(&page).await.status();
    assert!(matches!(read, StatusCode::OK | StatusCode::SERVICE_UNAVAILABLE), "{read}");
    disk.free();
    assert_eq!(notes(&refused).await.status(), StatusCode::SEE_OTHER, "the same connection goes on");
    assert_eq!(app.count("note").await, kept + 1);
    assert!(operator.page(&page).await.contains(refused.trim()));
}
