//! The contact form in a browser without JavaScript.

use super::window::Window;
use bot::{command::TicketCommand, language::Language, private::Private, text};
use fantoccini::Locator;
use serde_json::{Value, json};
use tests::{
    App, Engine,
    chromium::{Chromium, Look},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_question_without_javascript() {
    let Some(chromium) = Chromium::start().await else { return };
    let app = App::start(Engine::Sqlite).await;
    let window = Window::open(&chromium, Look::SMALL.dark().without_scripts(), "7-form").await;
    let say = |text: text::Text| text.in_language(Language::Urdu);
    window.go(&app.url).await;
    window.picture("no-script").await;
    press(&window, "noscript a[href='/form?language=fr']").await;
    window.wait_for_css("form.fields").await;
    press(&window, "summary").await;
    press(&window, "a[hreflang='ur']").await;
    window.wait_for_css("html[lang='ur'][dir='rtl'] form.fields").await;
    seen(&window, "empty").await;

    // Nothing written yet, but a way to be reached.
    write(&window, "#contact", "333 000 0000").await;
    press(&window, "form.fields button").await;
    window.wait_for_css("#message[aria-invalid]").await;
    assert!(window.text().await.contains(&say(text::form_empty())));
    seen(&window, "nothing-written").await;
    let contact: String = window.ask("return document.getElementById('contact').value", vec![]).await;
    assert_eq!(contact, "333 000 0000", "is kept");

    let photo = tempfile::Builder::new().suffix(".jpg").tempfile().unwrap();
    std::fs::write(&photo, b"\xFF\xD8\xFF\xE0 JFIF").unwrap();
    let file = window.client.find(Locator::Id("file")).await.unwrap();
    file.send_keys(photo.path().to_str().unwrap()).await.unwrap();
    write(&window, "#message", "مجھے تنخواہ نہیں ملی۔").await;
    press(&window, "form.fields button").await;
    window.wait_for_css("[role='status']").await;
    let ticket = app.tickets().await.pop().unwrap();
    let page = window.text().await;
    for said in [say(text::form_done()), say(text::form_no_answer()), ticket.reference.clone()] {
        assert!(page.contains(&said), "“{said}” is not on the page:\n{page}");
    }
    seen(&window, "sent").await;
    window.client.refresh().await.unwrap();
    assert_eq!((app.tickets().await.len(), app.count("media").await), (1, 1), "a reload sends nothing again");

    let answer = "ہم آپ کی مدد کریں گے۔";
    app.attend(ticket.id, TicketCommand::Answer { text: Private::new(answer.to_owned()) }).await;
    press(&window, ".look a").await;
    window.wait_for_css(".person").await;
    assert!(window.text().await.contains(answer));
    seen(&window, "answer").await;
}

/// A press of the mouse where the element is: chromedriver's own click waits for a script of the page, and there is none.
async fn press(window: &Window, selector: &str) {
    window.wait_for_css(selector).await;
    let middle = "
        var element = document.querySelector(arguments[0]);
        element.scrollIntoView({ block: 'center' });
        var box = element.getBoundingClientRect();
        return { x: box.left + box.width / 2, y: box.top + box.height / 2, button: 'left', clickCount: 1 };";
    let mut at: Value = window.ask(middle, vec![json!(selector)]).await;
    for kind in ["mousePressed", "mouseReleased"] {
        at["type"] = kind.into();
        window.devtools("Input.dispatchMouseEvent", at.clone()).await;
    }
}

async fn write(window: &Window, selector: &str, words: &str) {
    press(window, selector).await;
    window.devtools("Input.insertText", json!({ "text": words })).await;
}

async fn seen(window: &Window, of: &str) {
    window.picture(of).await;
    window.assert_fits().await;
    window.assert_colours().await;
}
