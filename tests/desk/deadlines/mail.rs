//! Told by e-mail that something is new: who wants it, when, and that nothing stands in it.

use super::{Member, asked, hours, minutes, round, words};
use bot::private::Private;
use gateway::{
    channel::email::{Email, Own, Security, Server, Settings},
    jobs::{anchor, chain, notify},
};
use mail_parser::MessageParser;
use std::sync::{Arc, Mutex};
use tests::{App, Engine};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
};

const SETTINGS: &str = "/console/notifications/settings";
pub const URL: &str = "https://approdo.example.org/";

/// A mail server that takes everything, or nothing.
#[derive(Clone, Default)]
pub struct Post {
    letters: Arc<Mutex<Vec<String>>>,
    pub away: Arc<Mutex<bool>>,
}

impl Post {
    pub async fn open(&self) -> Email {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Server { host: "127.0.0.1".to_owned(), port: listener.local_addr().unwrap().port() };
        let post = self.clone();
        tokio::spawn(async move {
            while let Ok((line, _)) = listener.accept().await {
                tokio::spawn(post.clone().serve(line));
            }
        });
        Email::new(Arc::new(Settings {
            imap: server.clone(),
            smtp: server,
            security: Security::None,
            ca: None,
            user: "help".to_owned(),
            password: Private::new("secret".to_owned()),
            own: Own { address: "help@mail.test".to_owned(), authserv_id: None },
            name: "help".to_owned(),
            folder: "INBOX".to_owned(),
            marks_seen: true,
            per_second: 0,
        }))
    }

    async fn serve(self, line: TcpStream) {
        let (read, mut write) = line.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 mail.test ESMTP\r\n").await.unwrap();
        let mut letter: Option<String> = None;
        while let Ok(Some(said)) = lines.next_line().await {
            let answer = match &mut letter {
                Some(_) if said == "." => {
                    self.letters.lock().unwrap().extend(letter.take());
                    "250 taken"
                }
                Some(letter) => {
                    letter.push_str(&format!("{said}\n"));
                    continue;
                }
                None if said.starts_with("EHLO") => "250-mail.test\r\n250 AUTH PLAIN",
                None if said.starts_with("AUTH") => "235 in",
                None if said.starts_with("RCPT") && *self.away.lock().unwrap() => "451 later",
                None if said == "DATA" => {
                    letter = Some(String::new());
                    "354 go on"
                }
                None => "250 ok",
            };
            if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
                return;
            }
        }
    }

    pub fn letters(&self) -> Vec<String> {
        self.letters.lock().unwrap().clone()
    }
}

#[tokio::test]
async fn one_message_without_content_and_not_too_often() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let post = Post::default();
        let email = post.open().await;
        let tell = async || notify::run_once(&app.turns, &email, URL, app.clock.now()).await.unwrap();
        let (_worker, ticket) = asked(&app, 1, "fr").await;
        let operator = Member::of(&app, "operator").await;
        let coordinator = Member::of(&app, "coordinator").await;
        let page = operator.does(SETTINGS, SETTINGS, &[("email", "yes")]).await;
        assert!(page.contains(&words().console_notice_saved()) && page.contains("-hint\" checked"), "{page}");
        assert!(!coordinator.page(SETTINGS).await.contains("-hint\" checked"), "everybody chooses for themselves");
        app.damage("UPDATE staff SET on_duty_since = 1, language = 'en' WHERE role = 'operator'").await;
        assert_eq!(tell().await, 0, "nothing is new");

        app.later(hours(7)).await;
        round(&app).await;
        assert_eq!(app.count("notification").await, 1);
        assert_eq!(tell().await, 0, "who is at the console sees it within two minutes");
        app.clock.advance(minutes(2));
        // The server is away: the next round tries again.
        *post.away.lock().unwrap() = true;
        assert_eq!(tell().await, 0);
        *post.away.lock().unwrap() = false;
        let (one, two) = tokio::join!(tell(), tell());
        assert_eq!(one + two, 1, "two processes, one message");
        assert_eq!(tell().await, 0);
        let [letter] = &post.letters()[..] else { panic!("one letter") };
        assert!(letter.contains("To: operator@example.org") && letter.contains("Auto-Submitted: auto-generated"));
        let english = bot::text::Words::new(bot::language::Language::English);
        assert!(letter.contains(&format!("Subject: {}", english.console_deadlines_mail_subject())), "{letter}");
        let read = MessageParser::default().parse(letter).unwrap();
        let text = read.body_text(0).unwrap().into_owned();
        let link = "https://approdo.example.org/console";
        assert!(text.starts_with(&english.console_deadlines_mail_text(link)), "{text}");
        assert!(text.contains(&format!("{link}/notifications/settings")), "{text}");
        for told in [ticket.id.to_string().as_str(), &ticket.reference, "Somebody", "deadline", "telegram", "Bonjour"] {
            assert!(!letter.contains(told) && !text.contains(told), "{told} in {letter}");
        }

        // The same is not told again; something new is, but not within a quarter of an hour.
        app.clock.advance(minutes(10));
        app.damage(
            "INSERT INTO notification (id, staff_id, kind, ticket_id, at)
            SELECT id, id, 'assigned', NULL, notified_at + 1 FROM staff WHERE role = 'operator'",
        )
        .await;
        assert_eq!(tell().await, 0);
        app.clock.advance(minutes(5));
        assert_eq!(tell().await, 1);
        app.later(hours(5)).await;
        assert_eq!(tell().await, 0, "nothing new");

        // Who has seen it is not told, nor who does not want it any more.
        app.damage("UPDATE notification SET at = at + 7200000, seen_at = 1").await;
        assert_eq!(tell().await, 0);
        app.damage("UPDATE notification SET seen_at = NULL").await;
        operator.does(SETTINGS, SETTINGS, &[]).await;
        assert_eq!(tell().await, 0);
        assert_eq!(post.letters().len(), 2);
        let edits: Vec<(String,)> = app.rows("SELECT object FROM audit WHERE action = 'edit'").await;
        assert_eq!(edits.len(), 2);
    }
}

#[tokio::test]
async fn the_end_of_the_audit_is_sent_once_a_day() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let store = &app.database.store;
        let post = Post::default();
        let recipient = (Arc::new(post.open().await), Private::new("keeper@elsewhere.example.org".to_owned()));
        let mut logged = String::new();
        let mut round = async || anchor::run_once(store, app.clock.now(), Some(&recipient), &mut logged).await.unwrap();
        assert!(!round().await, "nothing is chained yet");
        Member::of(&app, "operator").await;
        chain::run_once(store).await.unwrap();
        let end = anchor::end(&mut store.reader().await.unwrap()).await.unwrap().unwrap();
        // The server is away: the next round tries again.
        *post.away.lock().unwrap() = true;
        assert!(!round().await);
        *post.away.lock().unwrap() = false;
        assert!(round().await);
        assert!(!round().await, "once a day");
        app.later(hours(24)).await;
        assert!(round().await);
        let letters = post.letters();
        assert_eq!(letters.len(), 2);
        let read = MessageParser::default().parse(&letters[0]).unwrap();
        assert!(read.body_text(0).unwrap().contains(&end.to_string()));
        assert!(letters[0].contains("To: keeper@elsewhere.example.org"));
        for told in ["operator@example.org", "Somebody", "log-in"] {
            assert!(!letters[0].contains(told), "{told}");
        }
        assert_eq!(logged, "2026-11-24");
    }
}
