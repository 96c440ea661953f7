//! A member of the staff at the console.

use super::window::Window;
use bot::{language::Language, text::Words};
use fantoccini::Locator;
use serde_json::json;
use std::{
    collections::HashSet,
    sync::{LazyLock, Mutex},
};
use tests::{
    chromium::{Chromium, Look},
    second_factor,
};
use uuid::Uuid;

const PASSWORD: &str = "un olivo, due fichi, tre viti";

/// What a page says has just been done.
const NOTICE: &str = ".notice[role=status]";

pub struct Desk {
    pub window: Window,
    url: String,
}

impl Desk {
    pub async fn open(chromium: &Chromium, look: Look, name: &'static str, url: &str) -> Self {
        Self { window: Window::open(chromium, look, name).await, url: url.to_owned() }
    }

    /// What the console says to somebody who has chosen Italian.
    pub const fn words() -> Words {
        Words::new(Language::Italian)
    }

    pub async fn go(&self, path: &str) {
        self.window.go(&format!("{}/console{path}", self.url)).await;
    }

    /// Through a one-time link to a password, then in. The first administrator also says who they are.
    pub async fn enter(&self, link: &str, email: &str, first: Option<&str>) {
        let (_, path) = link.split_once("/console").expect("a link into the console");
        self.go(path).await;
        self.window.picture("set-up").await;
        if let Some(name) = first {
            self.fill("name", name).await;
            self.fill("email", email).await;
        }
        self.fill("password", PASSWORD).await;
        self.fill("again", PASSWORD).await;
        self.send("form[method=post]:not([action])").await;
        self.window.wait_for_css("#email[autocomplete=username]").await;
        self.log_in(email).await;
    }

    pub async fn log_in(&self, email: &str) {
        self.go("/login").await;
        self.fill("email", email).await;
        self.fill("password", PASSWORD).await;
        self.send("form[method=post]:not([action])").await;
        self.second_step(email).await;
    }

    /// The code of the telephone; the first time it is set up, and the recovery codes are put away.
    pub async fn second_step(&self, email: &str) {
        self.window.wait_for_css("#code[autocomplete=one-time-code]").await;
        let shown = "var shown = document.getElementById('secret'); return shown && shown.textContent";
        let secret: Option<String> = self.window.ask(shown, vec![]).await;
        if let Some(secret) = &secret {
            second_factor::learn(&self.url, email, secret);
            self.window.picture("second-factor").await;
        }
        self.fill("code", &second_factor::code(&self.url, email).await).await;
        self.send("form[method=post]:not([action])").await;
        if secret.is_some() {
            self.window.wait_for_css(".codes").await;
            self.window.picture("recovery-codes").await;
            self.window.click_css("#go-on").await;
            self.window.wait_for_css("body:not(:has(.codes))").await;
        }
        self.window.wait_for_css("[action='/console/logout']").await;
    }

    pub async fn log_out(&self) {
        self.send("[action='/console/logout']").await;
        self.window.wait_for_css("#password").await;
    }

    /// Invites a colleague; returns their link.
    pub async fn invite(&self, name: &str, email: &str, role: &str) -> String {
        self.go("/staff").await;
        self.fill("name", name).await;
        self.fill("email", email).await;
        let roles = self.window.client.find(Locator::Id("role")).await.unwrap();
        roles.select_by_value(role).await.unwrap();
        self.send("main [action='/console/staff']").await;
        self.window.wait("link", "var link = document.getElementById('link'); return link && link.value", vec![]).await
    }

    pub async fn fill(&self, id: &str, words: &str) {
        let field = self.window.client.find(Locator::Id(id)).await.unwrap();
        field.clear().await.unwrap();
        field.send_keys(words).await.unwrap();
    }

    /// Presses the button of a form.
    pub async fn send(&self, form: &str) {
        self.window.click_css(&format!("{form} button:not([type=button])")).await;
    }

    /// Follows a link by what it says.
    pub async fn follow(&self, link: &str) {
        let find = "
            var label = arguments[0];
            return [].filter.call(document.links, function (link) { return link.textContent.trim() === label; })[0];";
        self.window.click(&format!("link {link}"), find, vec![json!(link)]).await;
    }

    /// The page as it stands: it fits, it can be read, axe-core finds nothing. At a desk in the light the keyboard reaches
    /// everything, too: once on each page, however often one comes by. `of` is what its picture is called.
    pub async fn looked_at(&self, of: &str) {
        static TYPED: LazyLock<Mutex<HashSet<String>>> = LazyLock::new(Mutex::default);
        self.window.picture(of).await;
        self.window.assert_fits().await;
        self.window.assert_colours().await;
        self.window.assert_accessible().await;
        let look = self.window.look;
        let dialog: bool = self.window.ask("return !!document.querySelector('dialog[open]')", vec![]).await;
        if look.phone || look.dark || dialog {
            return;
        }
        let path: String = self.window.ask("return location.pathname", vec![]).await;
        let page = path.split('/').map(|part| if part.parse::<Uuid>().is_ok() { "{id}" } else { part });
        if TYPED.lock().unwrap().insert(page.collect::<Vec<_>>().join("/")) {
            self.window.assert_keyboard().await;
        }
    }

    /// Goes to a page of the menu, which is closed on a telephone.
    pub async fn chooses(&self, page: &str) {
        if self.window.ask("return !document.querySelector('.menu').open", vec![]).await {
            self.window.click_css(".menu > summary").await;
        }
        self.follow(page).await;
    }

    /// Waits until the page confirms what was done.
    pub async fn confirms(&self, words: &str) {
        let find = format!(
            "var said = document.querySelector('{NOTICE}'); return said && said.innerText.trim() === arguments[0]"
        );
        let _: bool = self.window.wait(words, &find, vec![json!(words)]).await;
    }

    /// The cells of the row of a table that begins with these words.
    pub async fn row(&self, begins: &str) -> Vec<String> {
        let find = "
            var words = arguments[0];
            var row = [].filter.call(document.querySelectorAll('tbody tr'), function (row) {
                return row.cells[0].innerText.trim().indexOf(words) === 0;
            })[0];
            return row && [].map.call(row.cells, function (cell) { return cell.innerText.trim(); });";
        self.window.wait(&format!("row {begins}"), find, vec![json!(begins)]).await
    }
}
