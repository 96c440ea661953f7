//! Lists that somebody saved.

use super::*;
use reqwest::StatusCode;

const VIEWS: &str = "/console/views";

async fn saved(app: &App) -> Vec<(Uuid, String, String)> {
    app.rows("SELECT id, name, query FROM saved_view ORDER BY position").await
}

#[tokio::test]
async fn a_list_is_saved_renamed_moved_and_deleted() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, other) = (Member::of(&app, "operator").await, Member::of(&app, "coordinator").await);
        assert!(operator.page(VIEWS).await.contains(&words().console_inbox_views_none()));
        let query = "state=every&language=wo&urgent=yes";
        let fields = [("name", "  Wolof <b>urgenti</b> "), ("query", &format!("{query}&after=1.2.3&reference=9&x=y"))];
        let page = operator.does(&format!("{PATH}?{query}"), VIEWS, &fields).await;
        assert!(page.contains(&words().console_inbox_notice_view_saved()));
        assert!(page.contains("Wolof &#60;b&#62;urgenti&#60;/b&#62;") && !page.contains("<b>urgenti"), "{page}");
        assert_eq!(saved(&app).await[0].1, "Wolof <b>urgenti</b>");
        assert_eq!(saved(&app).await[0].2, query, "only filters are kept");

        operator.does(PATH, VIEWS, &[("name", "Zwei"), ("query", "owner=me")]).await;
        let [first, second] = [saved(&app).await[0].0, saved(&app).await[1].0];
        operator.does(VIEWS, &format!("{VIEWS}/{second}/raise"), &[]).await;
        operator.does(VIEWS, &format!("{VIEWS}/{second}/raise"), &[]).await;
        operator.does(VIEWS, &format!("{VIEWS}/{second}/rename"), &[("name", "Mie")]).await;
        let names: Vec<_> = saved(&app).await.into_iter().map(|(_, name, _)| name).collect();
        assert_eq!(names, ["Mie", "Wolof <b>urgenti</b>"]);

        // What is wrong is said, and what was typed stays.
        for (name, kept) in [("  ", ""), (&*"x".repeat(61), &*"x".repeat(61))] {
            let answer = operator.send(VIEWS, VIEWS, &[("name", name), ("query", query)]).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let page = super::super::member::html(answer).await;
            assert!(page.contains(&words().console_inbox_view_error_name(60)) && page.contains(kept), "{page}");
            assert!(page.contains(&query.replace('&', "&#38;")), "{page}");
            let answer = operator.send(VIEWS, &format!("{VIEWS}/{first}/rename"), &[("name", name)]).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        }
        assert_eq!(saved(&app).await.len(), 2);

        // Nobody else sees or changes them.
        assert!(!other.page(PATH).await.contains("Mie</bdi>"));
        for deed in ["rename", "raise", "delete"] {
            let answer = other.send(VIEWS, &format!("{VIEWS}/{first}/{deed}"), &[("name", "x")]).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{deed}");
        }
        operator.does(VIEWS, &format!("{VIEWS}/{first}/delete"), &[]).await;
        assert_eq!(saved(&app).await.len(), 1);
        for _ in 0..29 {
            operator.send(VIEWS, VIEWS, &[("name", "noch eine"), ("query", "")]).await;
        }
        let many = operator.send(VIEWS, VIEWS, &[("name", "zu viel"), ("query", "")]).await;
        assert_eq!(many.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(saved(&app).await.len(), 30);
        assert_eq!((audit(&app, "raise").await.len(), audit(&app, "delete").await.len()), (2, 1));
        for role in ["legal-expert", "administrator"] {
            assert_eq!(Member::of(&app, role).await.get(VIEWS).await.status(), StatusCode::NOT_FOUND, "{role}");
        }
    }
}
