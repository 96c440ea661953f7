//! Bad input: each mistake is named beside its field, the typed words stay, nothing is kept.

use super::{super::member::html, hidden, page, proposes, publishes, states, two, words};
use bot::{
    language::Language,
    sms::{Letters, fit, segments},
    text::{Key, check::built_in},
};
use reqwest::StatusCode;
use tests::{App, Engine, Worker};

#[tokio::test]
async fn every_mistake_is_told_beside_its_field() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, _) = two(&app).await;
        let w = words();
        let (long, english) = ("a ".repeat(160), built_in(Key::InfoPay1, Language::English));
        let spoken = "a".repeat(401);
        let cases = [
            ("info-pay-1", "it", "", w.console_texts_fault_empty()),
            ("info-pay-1", "it", "uno\ndue", w.console_texts_fault_lines()),
            ("info-pay-1", "it", "uno\u{202E}due", w.console_texts_fault_invisible()),
            ("info-pay-1", "it", "uno\u{8}due", w.console_texts_fault_invisible()),
            ("info-pay-1", "it", "uno { due", w.console_texts_fault_braces()),
            ("info-pay-1", "it", "uno { -marca }", w.console_texts_fault_braces()),
            ("info-pay-1", "it", "uno { NUMBER(1) }", w.console_texts_fault_braces()),
            ("info-pay-1", "it", "uno { $due }", w.console_texts_fault_unknown("{ $due }")),
            ("info-safety-1", "it", "Chiama il 112.", w.console_texts_fault_missing("{ $emergency }")),
            ("choice-report", "it", "Un problema sul lavoro", w.console_texts_fault_label(22, 20)),
            ("info-pay-1", "it", &long, w.console_texts_fault_segments("GSM-7", 2, 3)),
            ("call-welcome", "it", &spoken, w.console_texts_fault_spoken(401, 400)),
            ("info-pay-1", "fr", &english, w.console_texts_fault_english()),
            ("consent-ask", "fr", "Tu veux bien ?", w.console_texts_error_back()),
            ("menu", "it", &built_in(Key::Menu, Language::Italian), w.console_texts_error_same()),
        ];
        for (key, language, typed, told) in cases {
            let path = page(key, language);
            let fields = [("act", "propose"), ("words", typed), ("base", ""), ("reason", "Perché")];
            let answer = operator.send(&path, &path, &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{typed:?}");
            let shown = html(answer).await;
            assert!(shown.contains(&told), "{typed:?}: {told} is not in {shown}");
            assert!(shown.contains(&format!(">{}</textarea>", typed.trim())), "what was typed stays: {typed:?}");
        }
        let path = page("menu", "it");
        let silent = operator.send(&path, &path, &[("act", "propose"), ("words", "Dimmi."), ("base", "")]).await;
        assert!(html(silent).await.contains(&words().console_texts_error_reason()));
        // Pasted HTML is text, on the page as in a message.
        let fields = [("act", "preview"), ("words", "<script>alert(1)</script>"), ("base", "")];
        let shown = operator.send(&path, &path, &fields).await.text().await.unwrap();
        assert!(!shown.contains("<script>alert") && shown.contains("&#60;script&#62;"), "{shown}");
        assert!(states(&app).await.is_empty());
        for nothing in ["/console/texts/words-stop", "/console/texts/words-stop/it", "/console/texts/menu/de"] {
            assert_eq!(operator.get(nothing).await.status(), StatusCode::NOT_FOUND, "{nothing}");
        }
    }
}

#[tokio::test]
async fn the_preview_of_a_text_message_counts_as_the_network_does() {
    let app = App::start(Engine::Sqlite).await;
    let (operator, _) = two(&app).await;
    let texts = [
        ("info-pay-1", "it", "Il lavoro si paga sempre: anche senza contratto, anche a giornata."),
        (
            "info-pay-1",
            "ar",
            "العمل يُدفع أجره دائما، حتى بدون عقد، وحتى إذا كان العمل باليوم الواحد أو بالساعة في الحقول.",
        ),
    ];
    for (key, language, typed) in texts {
        let path = page(key, language);
        let fields = [("act", "preview"), ("words", typed), ("trust", "reviewed"), ("base", "")];
        let answer = operator.send(&path, &path, &fields).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let spent = segments(&fit(typed, Letters::of(language)));
        let alphabet = if language == "it" { "GSM-7" } else { "UCS-2" };
        let told = words().console_texts_preview_segments(alphabet, spent.count, spent.units);
        let shown = html(answer).await;
        assert!(shown.contains(&told), "{told} is not in {shown}");
        assert!(shown.contains(&words().console_texts_preview_total(spent.count)));
        let direction = if language == "ar" { "rtl" } else { "ltr" };
        assert!(shown.contains(&format!("<div class=\"phone\" lang=\"{language}\" dir=\"{direction}\">")));
    }
    assert!(states(&app).await.is_empty(), "looking keeps nothing");
}

#[tokio::test]
async fn what_no_longer_fits_is_not_said_and_the_console_says_so() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let (operator, mediator) = two(&app).await;
        let path = page("menu", "fr");
        proposes(&operator, &path, "Que cherches-tu ?", &[("trust", "reviewed")]).await;
        publishes(&mediator, &path).await;
        // As after a release in which the text has lost a variable.
        app.damage("UPDATE wording SET body = 'Que cherches-tu { $name } ?'").await;
        app.turns.house_changed().await;
        let mut worker = Worker::new(&app, 1);
        worker.says("salut").await;
        let heard = worker.presses("fr").await;
        heard.has(&built_in(Key::Menu, Language::French));
        heard.has_not("Que cherches-tu");
        let shown = operator.page(&path).await;
        assert!(shown.contains(&words().console_texts_misfit()), "{shown}");
        assert!(shown.contains(&words().console_texts_fault_unknown("{ $name }")));
        assert!(operator.page("/console/texts?show=misfit").await.contains("/console/texts/menu\""));
        // As after a release that has dropped the key: nothing fails.
        app.damage("UPDATE wording SET item = 'no-such-key'").await;
        app.turns.house_changed().await;
        assert!(operator.page("/console/texts?show=waiting").await.contains(&words().console_texts_none_waiting()));
        worker.says("menu").await.has(&built_in(Key::Menu, Language::French));
        assert_eq!(hidden(&operator.page(&path).await, "base"), "");
    }
}
