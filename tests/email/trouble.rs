//! What goes wrong: lines that are cut, numberings that change, passwords, messages that nobody can use.

use super::service;
use bot::{language::Language, private::Private, text};
use gateway::channel::{
    Carrier, SendError,
    email::{Email, Security, Settings},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};
use tests::{
    Engine,
    mail::{Correspondent, Person, Servers, taken},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Puts messages into a folder of a mailbox, as another program of its owner would.
pub async fn put(mailbox: &Person, folder: &str, letters: &[String]) {
    let mut imap = mailbox.imap().await;
    for letter in letters {
        imap.append(folder, None, None, letter).await.unwrap();
    }
    imap.logout().await.unwrap();
}

async fn with_command(mailbox: &Person, command: &str) {
    let mut imap = mailbox.imap().await;
    imap.run_command_and_check_ok(command).await.unwrap();
    imap.logout().await.unwrap();
}

pub async fn eventually(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    for _ in 0..600 {
        if is_so().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {what}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_numbering_repeats_nothing_and_loses_nothing() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let settings = Arc::new(Settings { folder: "Requests".to_owned(), ..servers.settings() });
        let own = servers.mailbox(&settings.own.address);
        with_command(&own, "CREATE Requests").await;
        let people: Vec<_> = ["one", "two", "three"].map(|name| servers.person(name)).into();
        let letters: Vec<_> = people.iter().map(|person| person.letter(&settings.own.address, "", "Hello")).collect();
        put(&own, "Requests", &letters[..2]).await;
        let (app, reading) = service(engine, &settings).await;
        taken(&app, 2).await;
        assert_eq!(app.count("conversation").await, 2);
        let before: Vec<(i64,)> = app.rows("SELECT uid_validity FROM mailbox").await;
        drop(reading);

        // The folder is made anew, as after a restore: all numbers mean something else, and one more message is there.
        with_command(&own, "DELETE Requests").await;
        with_command(&own, "CREATE Requests").await;
        put(&own, "Requests", &[letters[2].clone(), letters[0].clone(), letters[1].clone()]).await;
        let _reading = tests::mail::Reading::start(&app, &settings);
        taken(&app, 3).await;
        let after: Vec<(i64,)> = app.rows("SELECT uid_validity FROM mailbox").await;
        assert_ne!(before, after, "the test has changed the numbering");
        assert_eq!(app.count("conversation").await, 3);
        for person in &people {
            assert_eq!(person.waits_for(1).await.len(), 1);
        }
        let from_workers: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM message WHERE author = 'worker'").await;
        assert_eq!(from_workers, [(3,)]);
    }
}

/// What somebody had read before the service came is settled; what nobody had read is not.
#[tokio::test(flavor = "multi_thread")]
async fn an_old_mailbox_is_taken_over() {
    let Some(servers) = Servers::get() else { return };
    let settings = Arc::new(servers.settings());
    let own = servers.mailbox(&settings.own.address);
    let (read, unread) = (servers.person("read"), servers.person("unread"));
    put(&own, "INBOX", &[read.letter(&own.address, "", "Hello")]).await;
    let mut imap = own.imap().await;
    imap.select("INBOX").await.unwrap();
    imap.run_command_and_check_ok("STORE 1 +FLAGS (\\Seen)").await.unwrap();
    imap.logout().await.unwrap();
    put(&own, "INBOX", &[unread.letter(&own.address, "", "Hello")]).await;
    let (app, _reading) = service(Engine::Sqlite, &settings).await;
    taken(&app, 2).await;
    unread.waits_for(1).await;
    assert_eq!(app.count("conversation").await, 1);
    eventually("taken messages are marked as read", async || {
        let mut imap = own.imap().await;
        imap.examine("INBOX").await.unwrap();
        imap.uid_search("UNSEEN").await.unwrap().is_empty()
    })
    .await;
    assert_eq!(own.inbox().await.len(), 2, "nothing is deleted");
}

/// Between the service and the server; cuts each line after so many bytes from the server, the next one after half as many
/// more if the line gets better.
async fn scissors(to: u16, after: usize, gets_better: bool) -> u16 {
    let after = AtomicUsize::new(after);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let mut server = TcpStream::connect(("127.0.0.1", to)).await.unwrap();
            let mut left = after.load(Ordering::SeqCst);
            if gets_better {
                after.fetch_add(left / 2, Ordering::SeqCst);
            }
            tokio::spawn(async move {
                let (mut client_in, mut client_out) = client.into_split();
                let (mut server_in, mut server_out) = server.split();
                let up = tokio::io::copy(&mut client_in, &mut server_out);
                let down = async {
                    let mut buffer = vec![0; 1024];
                    while left > 0 {
                        let room = left.min(buffer.len());
                        let Ok(read @ 1..) = server_in.read(&mut buffer[..room]).await else { return };
                        if client_out.write_all(&buffer[..read]).await.is_err() {
                            return;
                        }
                        left -= read;
                    }
                };
                tokio::select! { _ = up => {} () = down => {} }
            });
        }
    });
    port
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_cut_loses_nothing() {
    let Some(servers) = Servers::get() else { return };
    let mut settings = servers.settings_with(Security::None);
    let own = servers.mailbox(&settings.own.address);
    let people: Vec<_> = (0..5).map(|_| servers.person("worker")).collect();
    let letters: Vec<_> =
        people.iter().map(|person| person.letter(&own.address, "", &"Please help. ".repeat(300))).collect();
    put(&own, "INBOX", &letters).await;
    settings.imap.port = scissors(servers.imap, 3000, true).await;
    settings.marks_seen = false;
    let settings = Arc::new(settings);
    let (app, _reading) = service(Engine::Sqlite, &settings).await;
    eventually("all are taken", async || app.count("conversation").await == 5).await;
    for person in &people {
        person.waits_for(1).await;
    }
    let from_workers: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM message WHERE author = 'worker'").await;
    assert_eq!((from_workers, app.count("quarantine").await), (vec![(5,)], 0));
    let gone = app.rows::<(String,)>("SELECT state FROM outbox").await;
    assert!(gone.iter().all(|(state,)| state == "sent"), "{gone:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_password_is_an_outage_that_the_staff_see() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let right = servers.settings();
        let wrong = Arc::new(Settings { password: Private::new("wrong".to_owned()), ..right.clone() });
        let (app, reading) = service(engine, &wrong).await;
        let outage = async || app.rows::<(String, String)>("SELECT channel, cause FROM outage").await;
        eventually("an outage", async || !outage().await.is_empty()).await;
        let [(channel, cause)] = &outage().await[..] else { panic!("one outage") };
        assert!(channel == "email" && cause.contains("APPRODO_EMAIL__PASSWORD"), "{cause}");
        drop(reading);
        let to = servers.person("worker");
        let refused = Email::new(wrong.clone()).send(&letter_to(&to)).await;
        assert!(matches!(refused, Err(SendError::ChannelBroken(cause)) if cause.contains("APPRODO_EMAIL__PASSWORD")));
        assert!(to.inbox().await.is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn servers_that_cannot_be_trusted_hear_no_password() {
    let Some(servers) = Servers::get() else { return };
    for security in [Security::Tls, Security::Starttls] {
        let settings = Arc::new(Settings { ca: None, ..servers.settings_with(security) });
        let (app, _reading) = service(Engine::Sqlite, &settings).await;
        eventually("an outage", async || app.count("outage").await == 1).await;
        let causes: Vec<(String,)> = app.rows("SELECT cause FROM outage").await;
        assert!(causes[0].0.contains("APPRODO_EMAIL__IMAP_HOST"), "{causes:?}");
        let refused = Email::new(settings.clone()).send(&letter_to(&servers.person("worker"))).await;
        assert!(
            matches!(refused, Err(SendError::ChannelBroken(cause)) if cause.contains("APPRODO_EMAIL__SMTP_HOST")),
            "{refused:?}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_is_waited_for() {
    let Some(servers) = Servers::get() else { return };
    let mut settings = servers.settings();
    // Nobody listens there any more.
    settings.smtp.port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    let carrier = Email::new(Arc::new(settings.clone()));
    assert_eq!(carrier.send(&letter_to(&servers.person("worker"))).await, Err(SendError::Later(None)));
    settings.smtp.port = servers.smtps;
    settings.own.address = "sender-forbidden@mail.test".to_owned();
    let refused = Email::new(Arc::new(settings)).send(&letter_to(&servers.person("worker"))).await;
    assert!(
        matches!(refused, Err(SendError::ChannelBroken(cause)) if cause.contains("APPRODO_EMAIL__ADDRESS")),
        "{refused:?}"
    );
}

/// What nobody can use is kept, and what is too large says so; the next message is taken as ever.
#[tokio::test(flavor = "multi_thread")]
async fn one_bad_message_holds_nobody_up() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let settings = Arc::new(servers.settings());
        let (app, _reading) = service(engine, &settings).await;
        let help = &settings.own.address;
        let mut worker = Correspondent::new(&app, servers.person("worker"), &settings);
        let sender = &worker.person;
        let parts = "Content-Type: message/rfc822\r\n\r\n".repeat(20_000);
        sender.posts(help, format!("From: <{}>\r\n{parts}", sender.address)).await;
        sender.posts(help, "From: nobody at all\r\nMessage-ID: <x>\r\n\r\n\u{0}\r\n").await;
        let headers = "Content-Type: multipart/mixed; boundary=b\r\n";
        let file = "QUJD\r\n".repeat(26 * 1024 * 1024 / 6);
        let large = format!(
            "--b\r\n\r\nHello, look\r\n--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n{file}\r\n--b--"
        );
        sender.posts(help, sender.letter(help, headers, &large)).await;
        taken(&app, 3).await;
        assert_eq!(app.count("quarantine").await, 2);
        let words: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM message WHERE author = 'worker'").await;
        assert_eq!(words, [(1,)], "its words have come");
        eventually("its file is refused", async || {
            app.rows::<(String, Option<String>)>("SELECT state, error FROM media").await
                == [("refused".to_owned(), Some("too large".to_owned()))]
        })
        .await;
        worker.reads().await;
        let letter = worker.person.letter(help, "", "English");
        worker.person.posts(help, letter).await;
        taken(&app, 4).await;
        let heard = worker.reads().await;
        assert!(heard.contains(&text::menu().in_language(Language::English)), "{heard}");
    }
}

/// A message on which the line breaks each time is named to a person; the one behind it is taken.
#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_cannot_be_fetched_holds_nobody_up() {
    let Some(servers) = Servers::get() else { return };
    let mut settings = servers.settings_with(Security::None);
    let own = servers.mailbox(&settings.own.address);
    let (first, second) = (servers.person("first"), servers.person("second"));
    let long = first.letter(&own.address, "", &"Please help.\r\n".repeat(10_000));
    put(&own, "INBOX", &[long, second.letter(&own.address, "", "Hello")]).await;
    settings.imap.port = scissors(servers.imap, 30_000, false).await;
    let (app, _reading) = service(Engine::Sqlite, &Arc::new(settings)).await;
    second.waits_for(1).await;
    assert_eq!((app.count("quarantine").await, app.count("conversation").await), (1, 1));
    assert!(first.inbox().await.is_empty());
}

fn letter_to(person: &Person) -> gateway::channel::Outgoing {
    let moment = tests::app::OPEN.parse().unwrap();
    gateway::channel::Outgoing {
        id: uuid::Uuid::now_v7(),
        channel: gateway::channel::Channel::Email,
        address: Private::new(person.address.clone()),
        route: None,
        body: gateway::store::message::Body::new(gateway::store::message::Kind::Text, "Hello".to_owned()),
        file: None,
        heard_at: moment,
        now: moment,
        by_person: false,
        house: std::sync::Arc::default(),
    }
}
