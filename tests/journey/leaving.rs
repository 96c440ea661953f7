//! Workers who go away: stop, come back days later to a report that is not finished, have everything erased.

use super::{fr, in_report, reported, words};
use bot::{command::TicketCommand, language::Language, text};
use jiff::SignedDuration;
use tests::{App, Engine, Worker};
use uuid::Uuid;

#[tokio::test]
async fn stop_holds_what_a_person_answers() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, ticket) = reported(&app, 1).await;
        let reference = ticket.reference.as_str();
        assert_eq!(worker.says("stop").await.text(), fr(&text::stopped()), "and no question under it");

        app.attend(ticket.id, TicketCommand::Answer { text: words("Premier") }).await;
        app.attend(ticket.id, TicketCommand::Answer { text: words("Second") }).await;
        assert!(worker.reads().await.0.is_empty(), "nothing appears on the screen");
        let held: Vec<(i64,)> = app.rows("SELECT COUNT(*) FROM outbox WHERE state = 'held'").await;
        assert_eq!(held, [(2,)]);

        let heard = worker.says("Me voilà").await.text();
        let at = |part: &str| heard.find(part).unwrap_or_else(|| panic!("{part} is not in {heard}"));
        assert!(at(&fr(&text::answer_frame("Premier", reference))) < at(&fr(&text::answer_frame("Second", reference))));

        // The same while a person is in charge.
        assert_eq!(worker.says("stop").await.text(), fr(&text::stopped()));
        app.attend(ticket.id, TicketCommand::Answer { text: words("Troisième") }).await;
        assert!(worker.reads().await.0.is_empty());
        worker.says("oui").await.has(&fr(&text::answer_frame("Troisième", reference)));
    }
}

#[tokio::test]
async fn a_draft_waits_for_days() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = in_report(&app, 1).await;
        worker.answers(&[("danger", "no"), ("about", "me"), ("region", "campania"), ("province", "Caserta")]).await;
        worker.answers(&[("sector", "building")]).await.has(&fr(&text::ask_pay()));

        app.clock.advance(SignedDuration::from_hours(5 * 24));
        worker.says("bonjour").await.has(&fr(&text::ask_pay()));
        let later = worker.answers(&[("pay", "late"), ("pay", "later")]).await;
        later.has(&fr(&text::report_later()));
        later.has(&fr(&text::menu_draft()));

        app.clock.advance(SignedDuration::from_hours(5 * 24));
        let resumed = worker.presses("report").await;
        resumed.has(&fr(&text::report_anything_else()));
        resumed.has_not(&fr(&text::report_start()));
        worker.answers(&[("pay", "continue")]).await.has(&fr(&text::ask_hours()));
        let rest =
            ["hours", "safety", "housing", "threats", "broker", "workers", "minors", "since", "stay", "outside_eu"];
        worker.answers(&rest.map(|question| (question, "skip"))).await;
        worker.answers(&[("inspected", "skip"), ("willing", "skip"), ("words", "skip")]).await;
        let summary = worker.answers(&[("contact", "wait")]).await;
        for kept in ["Campania", "Caserta", &fr(&text::choice_sector_building()), &fr(&text::choice_pay_late())] {
            summary.has(kept);
        }
    }
}

#[tokio::test]
async fn erasing_leaves_nothing_of_one_person() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_other, _) = reported(&app, 2).await;
        let counts = async || {
            let mut counts = Vec::new();
            for table in ["contact", "conversation", "ticket", "report", "assessment", "message", "outbox"] {
                counts.push((table, app.count(table).await));
            }
            counts
        };
        let before = counts().await;

        let (mut worker, ticket) = reported(&app, 1).await;
        app.attend(ticket.id, TicketCommand::Answer { text: words("Une réponse") }).await;
        worker.reads().await;
        worker.says("menu").await;
        worker.presses("erase").await.has(&fr(&text::erase_ask()));
        let theirs: Vec<(Uuid, Uuid)> =
            app.rows("SELECT contact_id, id FROM conversation ORDER BY id DESC LIMIT 1").await;
        let last = worker.presses("erase-yes").await;
        let done = fr(&text::erase_done("24/11", "10:00"));
        assert_eq!(last.text(), done, "hidden now, and until when it can be kept");
        let now: Vec<(Uuid, Uuid)> = app.rows("SELECT contact_id, id FROM conversation ORDER BY id DESC LIMIT 1").await;
        assert!(now[0].0 != theirs[0].0 && now[0].1 != theirs[0].1, "the shell is not the person that was");
        app.turns.attend(Uuid::now_v7(), ticket.id, TicketCommand::TakeOver).await.unwrap_err();

        // After its day nothing is left, not even the shell that could have kept it.
        app.a_day_later().await;
        assert_eq!(counts().await, before);
        assert_eq!((app.count("erasure").await, app.count("secret_message").await), (0, 0));

        let again = worker.says("bonjour").await;
        again.has(&text::language_choose().in_language(Language::Arabic));
        assert_eq!(worker.offered().len(), Language::ALL.len(), "somebody new");
        worker.presses("fr").await.has(&fr(&text::welcome_1()));
        worker.presses("requests").await.has(&fr(&text::requests_none()));
    }
}

#[tokio::test]
async fn erasing_can_be_thought_over() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        worker.presses("erase").await;
        worker.presses("erase-no").await.has(&fr(&text::erase_kept()));
        let ours: Vec<(Option<String>,)> = app.rows("SELECT language FROM conversation").await;
        assert_eq!(ours, [(Some("fr".to_owned()),)]);
    }
}

#[tokio::test]
async fn erasing_reaches_what_was_kept_for_a_person_to_see() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        // While their key cannot be opened, nothing can be made of what they say.
        app.damage("INSERT INTO installation (name, value) SELECT 'aside', key_sealed FROM contact_key").await;
        app.damage("UPDATE contact_key SET key_sealed = (SELECT address_hash FROM conversation)").await;
        worker.says("Je travaille chez…").await;
        assert_eq!(app.count("quarantine").await, 1);
        app.damage("UPDATE contact_key SET key_sealed = (SELECT value FROM installation WHERE name = 'aside')").await;
        worker.says("menu").await;
        worker.presses("erase").await;
        worker.presses("erase-yes").await;
        app.a_day_later().await;
        assert_eq!(app.count("quarantine").await, 0);
    }
}

/// A kind of message that this release cannot read is kept whole, words and address included.
#[tokio::test]
async fn erasing_reaches_what_nobody_could_read() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let mut update = app.telegram.text(1, "Je travaille chez…");
        update["message"]["date"] = "a format of tomorrow".into();
        assert!(worker.does(&update).await.0.is_empty());
        assert_eq!(app.count("quarantine").await, 1);
        worker.presses("erase").await;
        worker.presses("erase-yes").await;
        app.a_day_later().await;
        assert_eq!(app.count("quarantine").await, 0);
    }
}
