//! Other machines: what they write by themselves is not answered, and what comes back is understood.

use super::service;
use std::{sync::Arc, time::Duration};
use tests::{
    Engine,
    mail::{Servers, read, taken, text},
};

#[tokio::test(flavor = "multi_thread")]
async fn machines_get_no_answer() {
    let Some(servers) = Servers::get() else { return };
    let settings = Arc::new(servers.settings());
    let (app, _reading) = service(Engine::Sqlite, &settings).await;
    let help = &settings.own.address;
    let machine = servers.person("machine");
    let says = [
        "Auto-Submitted: auto-replied (vacation)",
        "Precedence: bulk",
        "X-Auto-Response-Suppress: All",
        "List-Id: <news.mail.test>",
    ];
    for header in says {
        machine.posts(help, machine.letter(help, &format!("{header}\r\n"), "I am away.")).await;
    }
    // Ourselves, and somebody who is not who they say.
    let own = servers.mailbox(help);
    own.posts(help, own.letter(help, "", "Menu")).await;
    let forged = machine.letter(help, "", "Hello");
    machine
        .posts(help, format!("Authentication-Results: mx.mail.test; dmarc=fail header.from=mail.test\r\n{forged}"))
        .await;
    taken(&app, 6).await;
    assert_eq!((app.count("conversation").await, app.count("outbox").await), (0, 0));
    assert_eq!(app.count("quarantine").await, 1, "the forged one, for a person to see");
    assert!(machine.inbox().await.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_back_marks_its_message() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let settings = Arc::new(servers.settings());
        let (app, _reading) = service(engine, &settings).await;
        let help = &settings.own.address;
        // Taken by the server, and sent back as a report a moment later.
        let gone = servers.person("gone");
        gone.posts(help, gone.letter(help, "", "Hello")).await;
        taken(&app, 2).await;
        let failed: Vec<(String, Option<String>)> = app.rows("SELECT state, error FROM outbox").await;
        assert_eq!(failed, [("failed".to_owned(), Some("sent back".to_owned()))]);
        // Refused at once: nothing more is written to them.
        let nobody = servers.person("nobody");
        let sender = servers.person("sender");
        sender.posts(help, nobody.letter(help, "", "Hello")).await;
        taken(&app, 3).await;
        let failed: Vec<(String, Option<String>)> =
            app.rows("SELECT state, error FROM outbox ORDER BY message_id DESC LIMIT 1").await;
        assert_eq!(failed, [("failed".to_owned(), Some("blocked".to_owned()))]);
        let blocked: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM conversation WHERE blocked_at IS NOT NULL").await;
        assert_eq!(blocked, [(1,)]);
        // Put off: it stays in the outbox, and nobody else waits for it.
        let later = servers.person("later");
        sender.posts(help, later.letter(help, "", "Hello")).await;
        taken_and_tried(&app).await;
        sender.posts(help, sender.letter(help, "", "Hello")).await;
        assert_eq!(sender.waits_for(1).await.len(), 1);
        assert_eq!(app.count("quarantine").await, 0);
    }
}

async fn taken_and_tried(app: &tests::App) {
    for _ in 0..400 {
        let waiting: Vec<(i64,)> =
            app.rows("SELECT COUNT(*) FROM outbox WHERE state = 'queued' AND attempts > 0").await;
        if waiting == [(1,)] {
            return;
        }
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    panic!("{:?}", app.rows::<(String, i32)>("SELECT state, attempts FROM outbox").await);
}

/// A machine that answers everything and does not say that it is one.
#[tokio::test(flavor = "multi_thread")]
async fn two_machines_come_to_rest() {
    let Some(servers) = Servers::get() else { return };
    let settings = Arc::new(servers.settings());
    let (app, _reading) = service(Engine::Sqlite, &settings).await;
    let help = settings.own.address.clone();
    let machine = servers.person("machine");
    machine.posts(&help, machine.letter(&help, "", "We have received your message and will answer soon.")).await;
    let mut answered = 0;
    let mut quiet = 0;
    while quiet < 40 {
        let inbox = machine.inbox().await;
        quiet = if inbox.len() > answered { 0 } else { quiet + 1 };
        for letter in &inbox[answered..] {
            let headers = format!("In-Reply-To: <{}>\r\n", read(letter).message_id().unwrap());
            let words = "We have received your message and will answer soon.";
            machine.posts(&help, machine.letter(&help, &headers, words)).await;
        }
        answered = inbox.len();
        assert!(answered < 30, "they go on and on");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert_eq!(answered, 4, "and then silence");
    assert_eq!(app.count("quarantine").await, 1, "what came after that is kept");

    // Somebody else is answered as ever.
    let worker = servers.person("worker");
    worker.posts(&help, worker.letter(&help, "", "Hello")).await;
    assert!(!text(&worker.waits_for(1).await[0]).is_empty());
}
