//! Every filter and every view, and what is unread.

use super::*;
use gateway::channel::Channel::Web;
use jiff::SignedDuration;
use reqwest::StatusCode;

#[tokio::test]
async fn every_filter_shows_what_it_says_and_nothing_else() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let operator = Member::of(&app, "operator").await;
        let (me, colleague) = (account(&app, "operator@example.org").await, Uuid::now_v7());
        let [mine, theirs, nobodys, closed] = [
            question(&app, Web, "1").await,
            question(&app, Web, "2").await,
            question(&app, Web, "3").await,
            question(&app, Web, "4").await,
        ];
        let id = |id: Uuid| match engine {
            Engine::Sqlite => format!("x'{}'", id.simple()),
            Engine::Postgres => format!("'{id}'"),
        };
        let now = app.clock.now().as_millisecond();
        set(&app, mine, &format!("owner_id = {}, language = 'wo', region = 'puglia', topic = 'pay'", id(me))).await;
        set(&app, mine, &format!("updated_at = {}, state = 'waiting-for-worker'", now + 3)).await;
        set(
            &app,
            theirs,
            &format!(
                "owner_id = {}, language = 'ur', channel = 'sms', priority = 2, due_at = {}",
                id(colleague),
                now - 1
            ),
        )
        .await;
        set(&app, theirs, &format!("state = 'waiting-for-expert', updated_at = {}", now + 2)).await;
        set(&app, nobodys, &format!("queue = 'focal-point', priority = 3, due_at = {}", now + 9)).await;
        set(
            &app,
            nobodys,
            &format!("region = 'sicilia', channel = 'telegram', language = 'fr', updated_at = {}", now + 1),
        )
        .await;
        set(&app, closed, &format!("state = 'closed', language = 'wo', owner_id = {}, due_at = {}", id(me), now - 9))
            .await;
        let follows = format!("INSERT INTO ticket_follower (ticket_id, staff_id) VALUES ({}, $1)", id(theirs));
        run(&app, &follows, me).await;
        app.damage("UPDATE staff SET languages = 'wo,fr'").await;

        for (query, expected) in [
            ("", vec![nobodys, theirs, mine]),
            ("state=every", vec![nobodys, theirs, mine, closed]),
            ("state=closed", vec![closed]),
            ("state=waiting-for-worker", vec![mine]),
            ("state=waiting-for-expert", vec![theirs]),
            ("state=new", vec![nobodys]),
            ("state=nonsense", vec![nobodys, theirs, mine]),
            ("queue=focal-point", vec![nobodys]),
            ("language=wo", vec![mine]),
            ("language=wo&state=every", vec![mine, closed]),
            ("language=mine", vec![nobodys, mine]),
            ("channel=sms", vec![theirs]),
            ("channel=web", vec![mine]),
            ("region=puglia", vec![mine]),
            ("topic=pay", vec![mine]),
            ("topic=housing", vec![]),
            ("owner=me", vec![mine]),
            ("owner=me&state=every", vec![mine, closed]),
            ("owner=none", vec![nobodys]),
            (&format!("owner={colleague}"), vec![theirs]),
            ("priority=high", vec![theirs]),
            ("priority=urgent", vec![nobodys]),
            ("urgent=yes", vec![nobodys]),
            ("overdue=yes", vec![theirs]),
            ("overdue=yes&state=closed", vec![closed]),
            ("followed=yes", vec![theirs]),
            ("followed=yes&owner=me", vec![]),
            ("sort=deadline", vec![theirs, nobodys, mine]),
            ("sort=deadline&state=every", vec![closed, theirs, nobodys, mine]),
            ("language=mine&region=sicilia&channel=telegram&queue=focal-point&urgent=yes", vec![nobodys]),
        ] {
            assert_eq!(listed(&operator, query).await, expected, "{engine:?}: {query}");
            let rows = operator.page(&format!("{PATH}?part=rows&{query}")).await;
            assert_eq!(ids(&rows), expected, "the rows alone");
            assert!(!rows.contains("<html") && rows.starts_with("<div id=\"rows\""), "{rows}");
        }

        // The views are these filters, with their numbers.
        let page = operator.page(PATH).await;
        let all: String = page.split("id=\"views\"").nth(1).unwrap().split("</ul>").next().unwrap().to_owned();
        for (query, count) in [
            ("?owner=me", 1),
            ("?owner=none", 1),
            ("?language=mine", 2),
            ("?urgent=yes", 1),
            ("?state=waiting-for-worker", 1),
            ("?state=waiting-for-expert", 1),
            ("?overdue=yes", 1),
            ("?followed=yes", 1),
            ("", 3),
        ] {
            let tab = all.split("<li>").find(|tab| tab.contains(&format!("href=\"/console/tickets{query}\""))).unwrap();
            assert!(tab.contains(&format!(">{count}</span>")), "{engine:?} {query}: {tab}");
            assert_eq!(tab.contains("aria-current"), query.is_empty(), "{query}");
        }
        let chosen = operator.page(&format!("{PATH}?urgent=1")).await;
        assert!(chosen.contains("?urgent=yes\" aria-current=\"page\""), "the view that is shown");

        // A number is found whatever has become of the ticket, and parts of one are not searched.
        let tickets = app.tickets().await;
        let found = &tickets.iter().find(|ticket| ticket.id == closed).unwrap().reference;
        assert_eq!(listed(&operator, &format!("reference={found}")).await, [closed]);
        let part = operator.page(&format!("{PATH}?reference={}", &found[..7])).await;
        assert!(part.contains(&words().console_reference_mistyped()) && ids(&part).is_empty());
    }
}

#[tokio::test]
async fn what_the_worker_writes_is_unread_until_it_is_opened() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, other) = (Member::of(&app, "operator").await, Member::of(&app, "focal-point").await);
        let (person, ticket) = Person::asked(&app, Web, "1").await;
        let is_unread =
            async |member: &Member| row(&member.page(PATH).await, ticket.id).contains(&words().console_inbox_unread());
        assert!(is_unread(&operator).await && is_unread(&other).await);
        operator.page(&ticket_page(ticket.id)).await;
        assert!(!is_unread(&operator).await, "opened");
        assert!(is_unread(&other).await, "each for themselves");

        app.clock.advance(SignedDuration::from_secs(1));
        person.says("Vous êtes là ?").await;
        assert!(is_unread(&operator).await, "written again");
        operator.page(&ticket_page(ticket.id)).await;
        assert!(!is_unread(&operator).await);
        let path = ticket_page(ticket.id);
        let list = operator.does(&path, &format!("{path}/unread"), &[]).await;
        assert!(list.contains(&words().console_inbox_notice_unread()));
        assert!(is_unread(&operator).await, "marked");
        assert_eq!(audit(&app, "unread").await, [("unread".to_owned(), "ticket".to_owned())]);

        let coordinator = Member::of(&app, "coordinator").await;
        let list = coordinator.page(PATH).await;
        assert!(list.contains(&ticket.reference) && !row(&list, ticket.id).contains("mark unread"), "never opened");
        assert_eq!(coordinator.send(PATH, &format!("{path}/unread"), &[]).await.status(), StatusCode::NOT_FOUND);
    }
}
