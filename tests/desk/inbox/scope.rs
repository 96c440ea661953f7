//! Whose tickets somebody sees: in the list, on the page, in the stream, among those who are there.

use super::*;
use gateway::channel::Channel::Web;
use reqwest::StatusCode;

#[tokio::test]
async fn a_scope_holds_in_every_list_and_on_every_page() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let operator = Member::of(&app, "operator").await;
        let me = account(&app, "operator@example.org").await;
        let [mine, followed, other, nobodys] = [
            question(&app, Web, "1").await,
            question(&app, Web, "2").await,
            question(&app, Web, "3").await,
            question(&app, Web, "4").await,
        ];
        let id = |id: Uuid| match engine {
            Engine::Sqlite => format!("x'{}'", id.simple()),
            Engine::Postgres => format!("'{id}'"),
        };
        let (team, stranger) = (Uuid::now_v7(), Uuid::now_v7());
        let given =
            [(mine, me, team, "puglia"), (followed, stranger, team, "sicilia"), (other, stranger, stranger, "sicilia")];
        for (ticket, owner, team, region) in given {
            set(&app, ticket, &format!("owner_id = {}, team_id = {}, region = '{region}'", id(owner), id(team))).await;
        }
        let follows = format!("INSERT INTO ticket_follower (ticket_id, staff_id) VALUES ({}, $1)", id(followed));
        run(&app, &follows, me).await;
        let all = [mine, followed, other, nobodys];

        for (scope, expected) in [
            ("scope = 'all'".to_owned(), vec![mine, followed, other, nobodys]),
            ("scope = 'own'".to_owned(), vec![mine, followed, nobodys]),
            (format!("scope = 'team', team_id = {}", id(team)), vec![mine, followed, nobodys]),
            ("scope = 'team', team_id = NULL".to_owned(), vec![nobodys]),
            ("scope = 'region', region = 'puglia'".to_owned(), vec![mine, nobodys]),
            ("scope = 'region', region = 'sicilia'".to_owned(), vec![followed, other, nobodys]),
            ("scope = 'region', region = NULL".to_owned(), vec![nobodys]),
            ("scope = 'of-tomorrow'".to_owned(), vec![mine, followed, nobodys]),
        ] {
            run(&app, &format!("UPDATE staff SET {scope} WHERE id = $1"), me).await;
            for query in ["", "state=every", "sort=deadline", "state=new"] {
                let mut found = listed(&operator, query).await;
                found.sort_unstable();
                let mut expected = expected.clone();
                expected.sort_unstable();
                assert_eq!(found, expected, "{engine:?} {scope} {query}");
            }
            let tab = operator.page(&format!("{PATH}?part=views")).await;
            assert!(
                tab.contains(&format!("<span class=\"count\">{}</span></a></li>\n</ul>", expected.len())),
                "{scope}: {tab}"
            );
            for ticket in all {
                let status = if expected.contains(&ticket) { StatusCode::OK } else { StatusCode::NOT_FOUND };
                for path in [ticket_page(ticket), format!("{}/presence", ticket_page(ticket))] {
                    assert_eq!(operator.get(&path).await.status(), status, "{engine:?} {scope} {path}");
                }
                let said =
                    operator.send(PATH, &format!("{}/presence", ticket_page(ticket)), &[("doing", "looking")]).await;
                let sees = expected.contains(&ticket);
                assert_eq!(said.status(), if sees { StatusCode::NO_CONTENT } else { StatusCode::NOT_FOUND }, "{scope}");
                let unread = operator.send(PATH, &format!("{}/unread", ticket_page(ticket)), &[]).await;
                assert_eq!(
                    unread.status(),
                    if sees { StatusCode::SEE_OTHER } else { StatusCode::NOT_FOUND },
                    "{scope}"
                );
            }
        }
        // With the narrowest scope an owner is asked for one by one.
        run(&app, "UPDATE staff SET scope = 'own' WHERE id = $1", me).await;
        assert_eq!(listed(&operator, &format!("owner={stranger}")).await, [followed]);
        assert_eq!(listed(&operator, "owner=me").await, [mine]);
        assert_eq!(listed(&operator, "owner=none").await, [nobodys]);
    }
}
