//! Hotlines: the same life as a text, and every text that shows one.

use super::{super::member::html, audit, hidden, proposes, publishes, two, words};
use bot::{language::Language, text};
use reqwest::StatusCode;
use tests::{App, Engine, Worker};

const PAGE: &str = "/console/texts/hotline/trafficking";

#[tokio::test]
async fn a_number_changes_when_a_second_person_says_so() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let shown = operator.page(PAGE).await;
        assert!(shown.contains("/console/texts/info-threats-3\""), "the texts that show it: {shown}");
        for wrong in ["", "12", "call us", "800 290 290"] {
            let base = hidden(&operator.page(PAGE).await, "base");
            let fields = [("act", "propose"), ("words", wrong), ("base", &*base), ("reason", "Nuovo numero")];
            assert_eq!(operator.send(PAGE, PAGE, &fields).await.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        proposes(&operator, PAGE, "800 111 222", &[]).await;
        assert!(mediator.page(PAGE).await.contains("800 111 222"), "the texts with the new number");
        worker.says("sos").await.has("800 290 290");
        publishes(&mediator, PAGE).await;
        let heard = worker.says("sos").await;
        heard.has("800 111 222");
        heard.has(&text::emergency("112", "800 111 222").in_language(Language::French));
        assert_eq!(audit(&app, "publish").await, [("publish".to_owned(), "hotline/trafficking".to_owned())]);
        let stored: Vec<(String,)> = app.rows("SELECT value FROM hotline WHERE name = 'trafficking'").await;
        assert_eq!(stored, [("800 111 222".to_owned(),)]);

        // Back to the number of before: nobody does that alone.
        let alone = [("act", "restore"), ("reason", "Sbagliato")];
        let refused = mediator.send(PAGE, &format!("{PAGE}/review"), &alone).await;
        assert_eq!(refused.status(), StatusCode::NOT_FOUND);
        proposes(&mediator, PAGE, "800 290 290", &[]).await;
        publishes(&operator, PAGE).await;
        worker.says("sos").await.has("800 290 290");
    }
}

#[tokio::test]
async fn nobody_saves_a_number_directly() {
    let app = App::start(Engine::Sqlite).await;
    let (operator, _) = two(&app).await;
    let old = operator.get("/console/hotlines").await;
    assert_eq!(old.headers()["location"], "/console/texts?show=hotlines");
    let sent = operator.send("/console/texts", "/console/hotlines", &[("emergency", "113")]).await;
    assert_eq!(sent.status(), StatusCode::METHOD_NOT_ALLOWED);
    let list = operator.page("/console/texts?show=hotlines").await;
    assert!(list.contains("800 290 290") && list.contains(&words().console_hotline_trafficking()), "{list}");
    let unknown = operator.get("/console/texts/hotline/nobody").await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    assert!(html(unknown).await.contains(&words().console_problem_not_found()));
}
