//! Pages of a long list, while it changes.

use super::*;
use gateway::channel::Channel::Web;

/// So many in all; a page has 50.
const MANY: i64 = 130;

/// People who write while somebody reads the list.
const ADDRESSES: [&str; 20] =
    ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"];

/// Copies of a ticket, each a little younger and due a little later; every third has no deadline.
async fn copies(app: &App, of: Uuid) {
    let mut tx = app.database.store.begin().await.unwrap();
    for number in 1..MANY {
        let due = (number % 3 != 0).then_some(1_000_000 + number);
        gateway::sql!(Tx: &mut tx, c => sqlx::query(
            "INSERT INTO ticket (id, reference, contact_id, conversation_id, kind, state, queue, language, opened_at, updated_at, channel,
             priority, worker_wrote_at, due_at)
             SELECT $2, $3, contact_id, conversation_id, kind, state, queue, language, opened_at, updated_at - $4, channel, priority,
             worker_wrote_at, $5 FROM ticket WHERE id = $1")
            .bind(of).bind(Uuid::now_v7()).bind(format!("copy {number}")).bind(number).bind(due).execute(c).await.map(|_| ()))
        .unwrap();
    }
    tx.commit().await.unwrap();
}

fn next(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("class=\"more\"><a href=\"")?;
    Some(rest.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&"))
}

#[tokio::test]
async fn nothing_is_missed_and_nothing_comes_twice_while_the_list_moves() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let operator = Member::of(&app, "operator").await;
        let first = question(&app, Web, "1").await;
        copies(&app, first).await;
        let every: Vec<(Uuid,)> = app.rows("SELECT id FROM ticket").await;
        assert_eq!(every.len() as i64, MANY);
        let mut came = 0;
        for query in ["", "sort=deadline", "language=fr", "owner=none", "state=new&sort=activity"] {
            let mut page = operator.page(&format!("{PATH}?{query}")).await;
            let mut seen = ids(&page);
            assert_eq!(seen.len(), 50, "{query}");
            assert!(page.contains("99+"), "nobody counts further");
            let moved = seen[3];
            while let Some(address) = next(&page) {
                // One that was seen goes up and down again, and one comes in on top.
                set(&app, moved, "updated_at = updated_at + 100000, due_at = 1").await;
                question(&app, Web, ADDRESSES[came]).await;
                came += 1;
                page = operator.page(&address).await;
                let found = ids(&page);
                assert!(found.iter().all(|id| !seen.contains(id)), "{engine:?} {query}: twice");
                seen.extend(found);
            }
            for (id,) in &every {
                assert!(seen.contains(id), "{engine:?} {query}: missed");
            }
        }
        // A place of another order, or none at all, begins at the beginning.
        for nonsense in ["after=1.2", "after=x", "sort=deadline&after=1.2.00000000000000000000000000000001"] {
            assert_eq!(listed(&operator, nonsense).await.len(), 50, "{nonsense}");
        }
    }
}
