//! A translation stands beside the original, never instead of it.

use super::*;
use gateway::channel::Channel::Whatsapp;

#[tokio::test]
async fn it_stands_beside_the_original_with_its_history() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        person.says("المدير لا يدفع").await;
        let (first, second) = (Member::of(&app, "mediator").await, Member::of(&app, "operator").await);
        let page = ticket_page(ticket.id);
        let to = format!("{page}/translation");
        let ids: Vec<(uuid::Uuid,)> = app.rows("SELECT id FROM message WHERE author = 'worker' ORDER BY id DESC").await;
        let message = ids[0].0.to_string();
        let fields = |text, over| [("message", message.as_str()), ("text", text), ("over", over)];
        let nil = uuid::Uuid::nil().to_string();
        let shown = first.does(&page, &to, &fields("Il capo <non> paga", &nil)).await;
        assert!(shown.contains(&words().console_answering_notice_translated()));
        let original = shown.find("المدير لا يدفع").unwrap();
        let translated =
            shown.find("<p class=\"words\" dir=\"auto\" lang=\"it\">Il capo &#60;non&#62; paga").expect("beside it");
        assert!(original < translated);

        // A colleague who had the page open sees it before theirs replaces it.
        let answer = second.send(&page, &to, &fields("Il padrone non paga", &nil)).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let conflict = html(answer).await;
        assert!(conflict.contains("Il capo &#60;non&#62; paga") && conflict.contains("Il padrone non paga"));
        let over = hidden(&conflict, "over").to_owned();
        let shown = second.does(&page, &to, &fields("Il padrone non paga", &over)).await;
        assert!(shown.find("Il padrone non paga") < shown.find("Il capo &#60;non&#62; paga"), "the latest first");
        assert_eq!((app.count("translation").await, audit(&app, "translate").await.len()), (2, 2));

        // Empty, too long, not of this ticket, not of the worker.
        for wrong in [String::new(), "à".repeat(4001)] {
            let sent = [("message", message.as_str()), ("text", wrong.as_str()), ("over", over.as_str())];
            let answer = first.send(&page, &to, &sent).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            assert!(html(answer).await.contains("المدير لا يدفع"));
        }
        let (_, other) = Person::asked(&app, Whatsapp, "+39 2").await;
        let elsewhere = format!("{}/translation", ticket_page(other.id));
        assert_eq!(first.send(&page, &elsewhere, &fields("x", &nil)).await.status(), StatusCode::NOT_FOUND);
        let bots: Vec<(uuid::Uuid,)> = app.rows("SELECT id FROM message WHERE author = 'bot' ORDER BY id").await;
        let bots = bots[0].0.to_string();
        let of_bot = [("message", bots.as_str()), ("text", "x"), ("over", nil.as_str())];
        assert_eq!(first.send(&page, &to, &of_bot).await.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_the_worker_sees_is_shown_with_its_buttons() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        person.says("menu").await;
        let operator = Member::of(&app, "operator").await;
        let page = operator.page(&ticket_page(ticket.id)).await;
        let (_, screen) = page.split_once("<details class=\"screen\">").expect("the screen");
        let screen = screen.split("</details>").next().unwrap();
        assert!(screen.contains("lang=\"fr\"") && screen.contains("<ul class=\"buttons\">"), "{screen}");
        let label = bot::text::choice_report().in_language(bot::language::Language::French);
        assert!(screen.contains(&label), "{label} is not in {screen}");
    }
}
