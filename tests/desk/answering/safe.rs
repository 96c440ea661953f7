//! The safe-contact profile holds messages back.

use super::*;
use gateway::channel::Channel::{Web, Whatsapp};

pub(super) const EVENINGS: [(&str, &str); 9] = [
    ("hours", "within"),
    ("days-0", "1"),
    ("days-0", "2"),
    ("from-0", "18:00"),
    ("until-0", "21:00"),
    ("shared", "no"),
    ("voicemail", "no"),
    ("preferred", "WhatsApp <b>"),
    ("version", "0"),
];
const SHARED: [(&str, &str); 3] = [("hours", "any"), ("shared", "yes"), ("version", "0")];

pub(super) async fn saves(member: &Member, ticket: uuid::Uuid, fields: &[(&str, &str)]) -> String {
    let page = format!("{}/safe-contact", ticket_page(ticket));
    member.does(&page, &page, fields).await
}

#[tokio::test]
async fn outside_the_hours_everything_the_staff_say_waits() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(ticket.id);
        let shown = saves(&operator, ticket.id, &EVENINGS).await;
        let until = format!("{} 23/11, 18:00", words().console_weekday_1());
        let unsafe_now = words().console_answering_unsafe_until(until.as_str());
        assert!(
            shown.contains(&unsafe_now) && shown.contains("18:00–21:00") && shown.contains("&#60;b&#62;"),
            "{shown}"
        );

        let before = provider.went_to("+39 1").len();
        let held = operator.does(&page, &format!("{page}/answer"), &[("text", "Venez demain")]).await;
        assert!(held.contains(&words().console_answering_notice_held()));
        assert!(held.contains(&words().console_answering_waits_hours(until.as_str())), "{held}");
        // A deed is done at once; what it tells the worker waits.
        let closed = operator.does(&page, &format!("{page}/close"), &[]).await;
        assert!(closed.contains(&words().console_answering_why_hours()), "{closed}");
        assert_eq!(app.tickets().await[0].state, "closed");
        app.settled().await;
        assert_eq!(provider.went_to("+39 1").len(), before);
        // The worker's own talk goes on, and frees nothing of it.
        person.says("menu").await;
        let talked = provider.went_to("+39 1");
        assert!(talked.len() > before && !talked.iter().any(|went| went.text.contains("Venez demain")));
        let quiet = talked.len();
        app.later(SignedDuration::from_hours(8) - SignedDuration::from_secs(1)).await;
        carried_out(&app).await;
        assert_eq!(provider.went_to("+39 1").len(), quiet);
        app.clock.advance(SignedDuration::from_secs(1));
        for _ in 0..3 {
            carried_out(&app).await;
        }
        let went: Vec<_> = provider.went_to("+39 1")[quiet..].iter().map(|went| went.text.clone()).collect();
        assert!(went.iter().any(|text| text.contains("Venez demain")), "{went:?}");
        let news = bot::text::news_closed(ticket.reference().to_string()).in_language(bot::language::Language::French);
        assert!(went.iter().any(|text| text.contains(&news)), "{went:?}");
    }
}

#[tokio::test]
async fn an_answer_that_waits_can_be_undone_and_goes_at_once_with_a_reason() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(ticket.id);
        saves(&operator, ticket.id, &EVENINGS).await;
        operator.does(&page, &format!("{page}/answer"), &[("text", "Attendez")]).await;
        let id: (uuid::Uuid,) = app.rows("SELECT id FROM answer WHERE state = 'waiting'").await[0];
        let undone = operator.does(&page, &format!("{page}/answers/{}/undo", id.0), &[]).await;
        assert_eq!(boxed(&undone), "Attendez");

        let fields = [("text", "Partez maintenant"), ("despite", "Danger de mort")];
        operator.does(&page, &format!("{page}/answer"), &fields).await;
        app.settled().await;
        assert!(provider.went_to("+39 1").last().unwrap().text.contains("Partez maintenant"));
        assert_eq!(audit(&app, "despite").await, [("despite".to_owned(), "safe-contact".to_owned())]);
        let sealed: Vec<(Vec<u8>,)> = app.rows("SELECT body_sealed FROM answer").await;
        assert!(!sealed.iter().any(|(body,)| body.windows(6).any(|part| part == b"Danger")));
        assert!(!provider.went_to("+39 1").iter().any(|went| went.text.contains("Attendez")));
    }
}

#[tokio::test]
async fn a_provider_that_comes_back_at_night_gets_nothing_of_the_staff() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        saves(&operator, ticket.id, &EVENINGS).await;
        app.later(SignedDuration::from_hours(10) + SignedDuration::from_mins(59)).await;
        provider.fail_next(gateway::channel::SendError::Later(Some(std::time::Duration::from_secs(3600))));
        let page = ticket_page(ticket.id);
        operator.does(&page, &format!("{page}/answer"), &[("text", "Bonsoir")]).await;
        app.settled().await;
        app.later(SignedDuration::from_hours(2)).await;
        app.turns.outbox_filled.send_replace(());
        let held = async || -> Vec<(String, Option<String>)> {
            app.rows("SELECT state, error FROM outbox ORDER BY message_id DESC LIMIT 1").await
        };
        for _ in 0..300 {
            if held().await[0].0 == "held" {
                break;
            }
            app.turns.outbox_filled.send_replace(());
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert_eq!(held().await[0], ("held".to_owned(), Some("safe-hours".to_owned())));
        assert!(!provider.went_to("+39 1").iter().any(|went| went.text.contains("Bonsoir")));
    }
}

#[tokio::test]
async fn on_a_shared_telephone_an_answer_goes_when_they_write() {
    for engine in Engine::all() {
        for channel in [Whatsapp, Web] {
            let (provider, app) = Provider::start(engine, Whatsapp).await;
            let (person, ticket) = Person::asked(&app, channel, "+39 1").await;
            let operator = Member::of(&app, "operator").await;
            let page = ticket_page(ticket.id);
            saves(&operator, ticket.id, &SHARED).await;
            app.clock.advance(SignedDuration::from_mins(31));
            let held = operator.does(&page, &format!("{page}/answer"), &[("text", "Avec prudence")]).await;
            assert!(held.contains(&words().console_answering_waits_shared()), "{held}");
            app.later(SignedDuration::from_hours(20)).await;
            carried_out(&app).await;
            let sent =
                async || -> i64 { app.rows::<(i64,)>("SELECT COUNT(*) FROM answer WHERE state = 'sent'").await[0].0 };
            assert_eq!(sent().await, 0);
            person.says("Oui ?").await;
            carried_out(&app).await;
            assert_eq!(sent().await, 1);
            if channel == Whatsapp {
                assert!(provider.went_to("+39 1").iter().any(|went| went.text.contains("Avec prudence")));
            }
            // While they hold it, answers go at once.
            operator.does(&page, &format!("{page}/answer"), &[("text", "Et encore")]).await;
            assert_eq!(sent().await, 2);
        }
    }
}

#[tokio::test]
async fn a_page_that_fetches_sees_nothing_before_it_is_safe() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Web, "a visitor").await;
        let operator = Member::of(&app, "operator").await;
        saves(&operator, ticket.id, &EVENINGS).await;
        let page = ticket_page(ticket.id);
        operator.does(&page, &format!("{page}/take-over"), &[]).await;
        let store = &app.database.store;
        let address = bot::private::Private::new("a visitor".to_owned());
        let hash = gateway::store::conversation::address_hash(&store.master, Web, &address);
        let of_staff = async || {
            let mut reader = store.reader().await.unwrap();
            let nil = uuid::Uuid::nil();
            let shown = gateway::store::message::since(store, &mut reader, Web, &hash, nil, 100).await.unwrap();
            shown.iter().filter(|shown| shown.author == "staff").count()
        };
        assert_eq!(of_staff().await, 0);
        app.later(SignedDuration::from_hours(8)).await;
        carried_out(&app).await;
        assert_eq!(of_staff().await, 1);
    }
}

#[tokio::test]
async fn two_who_save_the_profile_see_each_other_and_mistakes_stay() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let (first, second) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let page = format!("{}/safe-contact", ticket_page(ticket.id));
        saves(&first, ticket.id, &EVENINGS).await;
        let answer = second.send(&page, &page, &SHARED).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let shown = html(answer).await;
        assert!(shown.contains(&words().console_answering_safe_faster()) && shown.contains("18:00–21:00"));
        assert_eq!(hidden(&shown, "version"), "1");
        let again: Vec<(&str, &str)> = SHARED.iter().copied().filter(|(name, _)| *name != "version").collect();
        saves(&second, ticket.id, &[&again[..], &[("version", "1")]].concat()).await;
        let version: (i64,) = app.rows("SELECT version FROM safe_contact").await[0];
        assert_eq!(version.0, 2);
        for wrong in [
            vec![("hours", "within")],
            vec![("hours", "within"), ("days-0", "1"), ("from-0", "10:00")],
            vec![("hours", "within"), ("days-0", "1"), ("from-0", "10:00"), ("until-0", "10:00")],
            vec![("hours", "within"), ("days-0", "9"), ("from-0", "10:00"), ("until-0", "25:00")],
        ] {
            let fields = [&wrong[..], &[("version", "2"), ("preferred", "parole scritte")]].concat();
            let answer = first.send(&page, &page, &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
            let shown = html(answer).await;
            assert!(shown.contains(&words().console_answering_safe_hours_wrong()) && shown.contains("parole scritte"));
        }
        assert_eq!(audit(&app, "save").await.len(), 2);
        let coordinator = Member::of(&app, "coordinator").await;
        assert_eq!(coordinator.get(&page).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn merged_the_stricter_profile_counts_and_split_both_keep_it() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_one, first) = Person::asked(&app, Whatsapp, "+39 1").await;
        let (_two, second) = Person::asked(&app, Web, "a visitor").await;
        let operator = Member::of(&app, "operator").await;
        saves(&operator, first.id, &EVENINGS).await;
        saves(&operator, second.id, &SHARED).await;
        let page = ticket_page(first.id);
        let fields = [("reference", second.reference.as_str()), ("confirmed", "yes")];
        operator.does(&page, &format!("{page}/merge"), &fields).await;
        assert_eq!(app.count("safe_contact").await, 1);
        for ticket in [first.id, second.id] {
            let shown = operator.page(&ticket_page(ticket)).await;
            let shared = format!(
                "<dt>{}</dt><dd>{}",
                words().console_answering_safe_shared(),
                words().console_answering_told_yes()
            );
            assert!(shown.contains("18:00–21:00") && shown.contains(&shared), "{shown}");
        }
        let conversation: (uuid::Uuid,) = app.rows("SELECT id FROM conversation ORDER BY id DESC").await[0];
        let id = conversation.0.to_string();
        operator.does(&page, &format!("{page}/split"), &[("conversation", &id), ("confirmed", "yes")]).await;
        assert_eq!(app.count("safe_contact").await, 2);
        for ticket in [first.id, second.id] {
            assert!(operator.page(&ticket_page(ticket)).await.contains("18:00–21:00"));
        }
    }
}
