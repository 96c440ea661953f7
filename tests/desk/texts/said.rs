//! What workers read and hear once a text is published, on Telegram, on the page and on the telephone.

use super::{audit, hidden, page, proposes, publishes, states, two, waiting, words};
use bot::{
    language::Language::{French, Italian, Wolof},
    text,
};
use reqwest::StatusCode;
use tests::{
    App, Engine, Worker,
    voice::{Caller, start},
};

#[tokio::test]
async fn new_words_in_one_language_and_the_old_ones_in_the_others() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let page = page("menu", "fr");
        let mut french = Worker::at_menu(&app, 1, "fr").await;
        let mut italian = Worker::at_menu(&app, 2, "it").await;
        proposes(&operator, &page, "Que cherches-tu ?", &[("trust", "reviewed")]).await;
        french.says("menu").await.has(&text::menu().in_language(French));

        publishes(&mediator, &page).await;
        let heard = french.says("menu").await;
        heard.has("Que cherches-tu ?");
        heard.has_not(&text::menu().in_language(French));
        italian.says("menu").await.has(&text::menu().in_language(Italian));

        // Back to the built-in text, by two people as well.
        let base = hidden(&mediator.page(&page).await, "base");
        let fields = [("act", "built-in"), ("base", &*base), ("reason", "Non era chiaro")];
        mediator.does(&page, &page, &fields).await;
        french.says("menu").await.has("Que cherches-tu ?");
        publishes(&operator, &page).await;
        french.says("menu").await.has(&text::menu().in_language(French));
        assert_eq!(states(&app).await, ["replaced", "published"]);

        // And to an earlier version.
        let shown = mediator.page(&page).await;
        let (_, rest) = shown.split_once("?from=").expect("an earlier version");
        let again = mediator.page(&format!("{page}?from={}", &rest[..36])).await;
        assert!(again.contains("Que cherches-tu ?</textarea>"));
        proposes(&operator, &page, "Que cherches-tu ?", &[("trust", "reviewed")]).await;
        publishes(&mediator, &page).await;
        french.says("menu").await.has("Que cherches-tu ?");
    }
}

#[tokio::test]
async fn one_person_alone_puts_the_built_in_text_back() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let page = page("menu", "fr");
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        proposes(&operator, &page, "Que cherches-tu ?", &[]).await;
        publishes(&mediator, &page).await;
        let to = format!("{page}/review");
        let silent = operator.send(&page, &to, &[("act", "restore")]).await;
        assert_eq!(silent.status(), StatusCode::UNPROCESSABLE_ENTITY, "never without a reason");
        worker.says("menu").await.has("Que cherches-tu ?");
        let shown = operator.does(&page, &to, &[("act", "restore"), ("reason", "Fa danno")]).await;
        assert!(shown.contains(&words().console_texts_notice_restored()) && shown.contains("Fa danno"), "{shown}");
        worker.says("menu").await.has(&text::menu().in_language(French));
        assert_eq!(audit(&app, "restore-alone").await.len(), 1);
        assert_eq!(states(&app).await, ["replaced", "published"]);
        let again = operator.send(&page, &to, &[("act", "restore"), ("reason", "Fa danno")]).await;
        assert_eq!(again.status(), StatusCode::CONFLICT, "there is nothing to put back");
    }
}

#[tokio::test]
async fn a_label_is_understood_as_it_was_and_as_it_is() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let page = page("choice-report", "fr");
        let mut worker = Worker::at_menu(&app, 1, "fr").await;
        let old = worker.offered().into_iter().find(|(_, data)| data.ends_with("|report")).unwrap();
        for label in ["Ça va mal", "Je suis exploité·e"] {
            proposes(&operator, &page, label, &[("trust", "reviewed")]).await;
            publishes(&mediator, &page).await;
        }
        worker.says("menu").await;
        let offered = worker.offered();
        let (label, data) = offered.iter().find(|(_, data)| data.ends_with("|report")).unwrap();
        assert!(label.contains("Je suis exploité·e"), "{offered:?}");
        assert_eq!(data, &old.1, "the button is the same one");

        // The button of before, the words of now, those of an hour ago and those that were built in.
        let built_in = text::choice_report().in_language(French);
        let consent = text::consent_ask().in_language(French);
        worker.does(&app.telegram.press_data(1, &old.1)).await.has(&consent);
        for typed in ["je suis exploité·e", "ca va mal", built_in.as_str()] {
            worker.says("menu").await;
            worker.says(typed).await.has(&consent);
        }
    }
}

#[tokio::test]
async fn a_draft_is_followed_by_the_reading_language_and_a_reviewed_text_is_not() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let page = page("menu", "wo");
        let french = text::menu().in_language(French);
        let mut worker = Worker::at_menu(&app, 1, "wo").await;
        worker.says("menu").await.has(&french);
        let back = ("back", "Che cosa ti serve oggi?");
        proposes(&operator, &page, "Lan nga soxla tey?", &[("trust", "reviewed"), back]).await;
        publishes(&mediator, &page).await;
        let heard = worker.says("menu").await;
        heard.has("Lan nga soxla tey?");
        heard.has_not(&french);
        heard.has_not(&text::menu().in_language(Wolof));
        proposes(&operator, &page, "Lan nga bëgg tey?", &[("trust", "draft"), back]).await;
        publishes(&mediator, &page).await;
        let heard = worker.says("menu").await;
        heard.has("Lan nga bëgg tey?");
        heard.has(&french);
    }
}

#[tokio::test]
async fn the_page_and_the_telephone_say_it_too() {
    for engine in Engine::all() {
        let (app, exchange) = start(engine, None).await;
        let (operator, mediator) = two(&app).await;
        for (key, new) in [
            ("page-write", "Scrivi proprio qui"),
            ("info-pay-1", "Ogni ora di lavoro va pagata."),
            ("call-welcome", "Questo è il telefono dell'helpdesk, gratis."),
        ] {
            let page = page(key, "it");
            proposes(&operator, &page, new, &[("trust", "reviewed")]).await;
            publishes(&mediator, &page).await;
        }
        let html = |path: &'static str| {
            let request = app.http.get(format!("{}{path}", app.url));
            async { request.send().await.unwrap().text().await.unwrap() }
        };
        assert!(html("/").await.contains("Scrivi proprio qui"));
        assert!(html("/web/offline?language=it").await.contains("Ogni ora di lavoro va pagata."));
        let caller = Caller::at(&app, &exchange, "+393330000100", "1").await;
        caller.answer.has("Questo è il telefono dell'helpdesk, gratis.");
    }
}

#[tokio::test]
async fn another_process_hears_of_it_within_seconds() {
    let app = App::start(Engine::Sqlite).await;
    let (operator, mediator) = two(&app).await;
    let other = gateway::turn::Turns::start(app.database.store.clone(), app.clock.clone());
    let say = |house: &bot::house::House| house.wording.say(&text::menu(), French);
    assert_eq!(say(&other.house().await.unwrap()), text::menu().in_language(French));
    let page = page("menu", "fr");
    proposes(&operator, &page, "Que cherches-tu ?", &[]).await;
    assert_eq!(waiting(&operator, &page).await.len(), 36);
    publishes(&mediator, &page).await;
    for _ in 0..120 {
        if say(&other.house().await.unwrap()) == "Que cherches-tu ?" {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("after twelve seconds the other process still says the old words");
}
