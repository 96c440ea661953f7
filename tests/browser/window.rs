//! One window: going somewhere, waiting for something to appear, clicking, keeping a picture.

use axum::http::Method;
use base64::{Engine, prelude::BASE64_STANDARD as BASE64};
use fantoccini::{
    Client,
    elements::{Element, ElementRef},
    wd::WebDriverCompatibleCommand,
};
use reqwest::Url;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::{env, fs, path::Path, time::Duration};
use tests::chromium::{Chromium, Look};
use tokio::time::{Instant, sleep};

/// A folder for the pictures of every step, if set.
const SCREENSHOTS: &str = "APPRODO_SCREENSHOTS";
/// For anything that has to appear.
const PATIENCE: Duration = Duration::from_secs(60);

pub struct Window {
    pub client: Client,
    pub look: Look,
    name: &'static str,
}

impl Window {
    /// `name` begins the names of its pictures.
    pub async fn open(chromium: &Chromium, look: Look, name: &'static str) -> Self {
        Self { client: chromium.open(look).await, look, name }
    }

    pub async fn go(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Runs a script that returns something.
    pub async fn ask<T: DeserializeOwned>(&self, script: &str, arguments: Vec<Value>) -> T {
        let answer = self.client.execute(script, arguments).await.unwrap_or_else(|error| panic!("{script}: {error}"));
        serde_json::from_value(answer.clone()).unwrap_or_else(|error| panic!("{script} returned {answer}: {error}"))
    }

    /// Asks again and again until the answer is neither null nor false.
    pub async fn wait<T: DeserializeOwned>(&self, for_what: &str, script: &str, arguments: Vec<Value>) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            // A page that is being left answers nothing.
            let answer = self.client.execute(script, arguments.clone()).await.unwrap_or_default();
            if !matches!(answer, Value::Null | Value::Bool(false)) {
                return serde_json::from_value(answer).unwrap();
            }
            if Instant::now() > until {
                self.picture("missing").await;
                let text: String = self.ask("return document.body.innerText", vec![]).await;
                panic!("{}: no {for_what} in {PATIENCE:?}; the page says:\n{text}", self.name);
            }
            sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits for the element that a script returns, and clicks it as a person would: where it is, if nothing covers it.
    pub async fn click(&self, what: &str, script: &str, arguments: Vec<Value>) {
        let until = Instant::now() + PATIENCE;
        loop {
            let found: Value = self.wait(what, script, arguments.clone()).await;
            let id =
                found.as_object().and_then(|found| found.values().next()?.as_str()).expect("an element").to_owned();
            let element = Element::from_element_id(self.client.clone(), ElementRef::from(id));
            match element.click().await {
                Ok(()) => return,
                // It moved, because something new came in at the same moment.
                Err(_) if Instant::now() < until => sleep(Duration::from_millis(50)).await,
                Err(error) => panic!("{}: {what} cannot be clicked: {error}", self.name),
            }
        }
    }

    pub async fn click_css(&self, selector: &str) {
        self.click(selector, "return document.querySelector(arguments[0])", vec![json!(selector)]).await;
    }

    pub async fn wait_for_css(&self, selector: &str) {
        let _: Value = self.wait(selector, "return document.querySelector(arguments[0])", vec![json!(selector)]).await;
    }

    /// What can be read on the page.
    pub async fn text(&self) -> String {
        self.ask("return document.body.innerText", vec![]).await
    }

    /// Keeps a picture of the page, if pictures are wanted.
    pub async fn picture(&self, of: &str) {
        let Some(folder) = env::var_os(SCREENSHOTS) else { return };
        // A page that is longer than its window is wanted whole; to stretch the window for another one would scroll it.
        let long: bool = self.ask("return document.documentElement.scrollHeight > innerHeight", vec![]).await;
        let image = if long { self.whole().await } else { self.client.screenshot().await.unwrap() };
        fs::create_dir_all(&folder).unwrap();
        fs::write(Path::new(&folder).join(format!("{}-{of}.png", self.name)), image).unwrap();
    }

    /// A command of the DevTools protocol.
    pub async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        self.client.issue_cmd(DevTools(command, parameters)).await.unwrap()
    }

    async fn whole(&self) -> Vec<u8> {
        let size = "return {x: 0, y: 0, scale: 1, width: innerWidth, height: document.documentElement.scrollHeight}";
        let whole: Value = self.ask(size, vec![]).await;
        let shot = json!({ "captureBeyondViewport": true, "clip": whole });
        let answer = self.devtools("Page.captureScreenshot", shot).await;
        BASE64.decode(answer["data"].as_str().unwrap()).unwrap()
    }
}

/// A command of the DevTools protocol, through chromedriver.
#[derive(Debug)]
struct DevTools(&'static str, Value);

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as std::str::FromStr>::Err> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}
