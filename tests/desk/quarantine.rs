//! Messages that could not be processed: who opens them, carrying one out again, discarding, and when they are deleted.

use super::{
    ROLES, audit,
    member::{Member, html},
    words,
};
use gateway::jobs::expire;
use jiff::SignedDuration;
use reqwest::StatusCode;
use tests::{App, Engine, Worker};
use uuid::Uuid;

const PATH: &str = "/console/quarantine";
const SAID: &str = "Le chef garde mon passeport <b>à Foggia</b>";

/// Somebody whose message fails while the database is damaged: their key cannot be opened.
async fn failed(app: &App) -> (Worker<'_>, Uuid) {
    let mut worker = Worker::at_menu(app, 7_654_321, "fr").await;
    app.damage("INSERT INTO installation (name, value) SELECT 'aside', key_sealed FROM contact_key").await;
    app.damage("UPDATE contact_key SET key_sealed = (SELECT address_hash FROM conversation)").await;
    worker.says(SAID).await;
    let kept: Vec<(Uuid,)> = app.rows("SELECT id FROM quarantine").await;
    let [(id,)] = kept[..] else { panic!("{kept:?}") };
    (worker, id)
}

async fn heal(app: &App) {
    app.damage("UPDATE contact_key SET key_sealed = (SELECT value FROM installation WHERE name = 'aside')").await;
}

async fn of_worker(app: &App) -> usize {
    app.rows::<(Uuid,)>("SELECT id FROM message WHERE author = 'worker'").await.len()
}

#[tokio::test]
async fn who_reads_conversations_opens_a_failed_message_and_nobody_else() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_worker, id) = failed(&app).await;
        let entry = format!("{PATH}/{id}");
        for role in ROLES {
            let member = Member::of(&app, role).await;
            let opens = matches!(role, "operator" | "mediator" | "focal-point");
            if role == "legal-expert" {
                assert_eq!(member.get(PATH).await.status(), StatusCode::NOT_FOUND);
            } else {
                let list = member.page(PATH).await;
                assert_eq!(list.contains(&entry), opens, "{role}");
                assert!(list.contains("Telegram"), "{list}");
                assert!(!list.contains("passeport"), "no content in the list");
            }
            if !opens {
                assert_eq!(member.get(&entry).await.status(), StatusCode::NOT_FOUND, "{role}");
                assert_eq!(member.send("/console/account", &format!("{entry}/replay"), &[]).await.status(), 404);
                continue;
            }
            let page = member.page(&entry).await;
            assert!(page.contains("Le chef garde mon passeport &#60;b&#62;à Foggia"), "{page}");
            assert!(!page.contains("7654321"), "who it is stays hidden");
        }
        let opened: Vec<(String, Option<Uuid>)> =
            app.rows("SELECT object, object_id FROM audit WHERE action = 'read'").await;
        assert_eq!(opened, vec![("quarantine".to_owned(), Some(id)); 3], "each opening is written down");
    }
}

#[tokio::test]
async fn a_failed_message_is_carried_out_again_once() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (mut worker, id) = failed(&app).await;
        let operator = Member::of(&app, "operator").await;
        let (entry, to) = (format!("{PATH}/{id}"), format!("{PATH}/{id}/replay"));
        // The cause is still there: it stays, with what went wrong now.
        let page = operator.does(&entry, &to, &[]).await;
        assert!(page.contains(&words().console_quarantine_notice_failed()), "{page}");
        let kept: Vec<(i64, Option<i64>)> = app.rows("SELECT tries, resolved_at FROM quarantine").await;
        assert_eq!(kept, [(1, None)]);

        heal(&app).await;
        let (before, heard_at) = (of_worker(&app).await, app.clock.now().as_millisecond());
        app.later(SignedDuration::from_hours(3)).await;
        worker.reads().await;
        let (one, two) = tokio::join!(operator.send(&entry, &to, &[]), operator.send(&entry, &to, &[]));
        assert_eq!((one.status(), two.status()), (StatusCode::SEE_OTHER, StatusCode::SEE_OTHER));
        assert!(!worker.reads().await.0.is_empty(), "the bot answers");
        assert_eq!(of_worker(&app).await, before + 1, "once, though its id had come before");
        let page = operator.does(PATH, &to, &[]).await;
        assert!(
            page.contains(&words().console_notice_unchanged()) && page.contains(&words().console_quarantine_none())
        );
        assert_eq!(of_worker(&app).await, before + 1);
        let heard: Vec<(i64,)> = app.rows("SELECT heard_at FROM conversation").await;
        assert_eq!(heard, [(heard_at,)], "nobody has written now: no window is opened");
        assert_eq!((audit(&app, "replay").await.len(), audit(&app, "replay-failed").await.len()), (1, 1));
        let settled: Vec<(String,)> = app.rows("SELECT outcome FROM quarantine").await;
        assert_eq!(settled, [("replayed".to_owned(),)]);
    }
}

#[tokio::test]
async fn what_is_still_unknown_stays_with_its_cause() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let update = serde_json::json!({"update_id": app.telegram.next_id(), "poll": {"question": "\u{202e}why?"}});
        app.deliver(&update).await;
        let kept: Vec<(Uuid,)> = app.rows("SELECT id FROM quarantine").await;
        let (entry, to) = (format!("{PATH}/{}", kept[0].0), format!("{PATH}/{}/replay", kept[0].0));
        let mediator = Member::of(&app, "mediator").await;
        let page = mediator.page(&entry).await;
        assert!(page.contains("question") && page.contains("\u{fffd}why?"), "{page}");
        for tries in 1..3 {
            assert!(mediator.does(&entry, &to, &[]).await.contains(&words().console_quarantine_notice_failed()));
            let kept: Vec<(String, i64, Option<i64>)> =
                app.rows("SELECT cause, tries, resolved_at FROM quarantine").await;
            assert_eq!(kept, [("unknown kind of update".to_owned(), tries, None)]);
        }
        // Without a token nothing is carried out.
        let forged = mediator.http.post(format!("{}{to}", app.url)).send().await.unwrap();
        assert_eq!(forged.status(), StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_failed_message_is_discarded_with_a_reason_and_deleted_in_time() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (_worker, id) = failed(&app).await;
        let operator = Member::of(&app, "operator").await;
        let (entry, to) = (format!("{PATH}/{id}"), format!("{PATH}/{id}/discard"));
        let answer = operator.send(&entry, &to, &[("reason", "  ")]).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html(answer).await.contains(&words().console_quarantine_error_reason()));
        let page = operator.does(&entry, &to, &[("reason", "A test of ours")]).await;
        assert!(page.contains(&words().console_quarantine_notice_discarded()), "{page}");
        assert!(
            page.contains(&words().console_quarantine_none()) && page.contains(&entry),
            "it can still be looked at"
        );
        assert!(operator.does(PATH, &to, &[("reason", "again")]).await.contains(&words().console_notice_unchanged()));
        assert_eq!(audit(&app, "discard").await, [("discard".to_owned(), "quarantine".to_owned())]);
        let sealed: Vec<(Vec<u8>,)> = app.rows("SELECT reason_sealed FROM quarantine").await;
        assert!(!String::from_utf8_lossy(&sealed[0].0).contains("test of ours"));

        let days = |days: i64| SignedDuration::from_hours(24 * days);
        app.deliver(&serde_json::json!({"update_id": app.telegram.next_id(), "poll": {"id": "1"}})).await;
        app.later(days(29)).await;
        assert_eq!(expire::once(&app.turns).await.unwrap(), 0);
        app.later(days(1)).await;
        assert_eq!(expire::once(&app.turns).await.unwrap(), 1, "30 days after it was discarded");
        let coordinator = Member::of(&app, "coordinator").await;
        assert!(!coordinator.page(PATH).await.contains(&words().console_quarantine_ending(1)));
        app.later(days(50)).await;
        assert!(coordinator.page(PATH).await.contains(&words().console_quarantine_ending(1)), "the list warns");
        assert_eq!(expire::once(&app.turns).await.unwrap(), 0);
        app.later(days(10)).await;
        assert_eq!(expire::once(&app.turns).await.unwrap(), 1, "90 days after it came");
        assert_eq!(app.count("quarantine").await, 0);
    }
}

/// What another release has kept, and whose address is not the one it was kept for.
#[tokio::test]
async fn what_an_older_release_has_kept_is_read_and_nothing_is_put_into_another_mouth() {
    use gateway::{
        channel::Channel,
        store::{conversation::address_hash, quarantine},
    };
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let operator = Member::of(&app, "operator").await;
        let body = serde_json::json!(["1", {"kind": "text", "text": "menu"}, []]).to_string();
        for (address, answers) in [("1", true), ("2", false)] {
            let store = &app.database.store;
            let hash = address_hash(&store.master, Channel::Telegram, &bot::private::Private::new(address.to_owned()));
            let mut tx = store.begin().await.unwrap();
            let raw = (quarantine::Form::Arrival, body.as_bytes());
            let of = (Channel::Telegram, Some(hash));
            quarantine::keep(store, &mut tx, of, raw, "then", app.clock.now()).await.unwrap();
            tx.commit().await.unwrap();
            let kept: Vec<(Uuid,)> = app.rows("SELECT id FROM quarantine WHERE resolved_at IS NULL").await;
            let (entry, to) = (format!("{PATH}/{}", kept[0].0), format!("{PATH}/{}/replay", kept[0].0));
            operator.does(&entry, &to, &[]).await;
            assert_eq!(!worker.reads().await.0.is_empty(), answers);
        }
    }
}
