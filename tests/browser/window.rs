//! One window: going somewhere, waiting for something to appear, clicking, measuring, keeping a picture.

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
const PATIENCE: Duration = Duration::from_secs(20);
/// Smaller buttons are hard to hit with a thumb.
const LOWEST_BUTTON: f64 = 40.0;

pub struct Window {
    pub client: Client,
    look: Look,
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

    /// The page fits its window, and every button can be hit with a thumb.
    pub async fn assert_fits(&self) {
        let width = self.look.width;
        let at: String = self.ask("return location.pathname", vec![]).await;
        let widths: Vec<f64> = self.ask(WIDTHS, vec![]).await;
        let wide: Vec<String> = self.ask(TOO_WIDE, vec![json!(width)]).await;
        let fits = widths.iter().all(|found| *found <= f64::from(width));
        assert!(fits && wide.is_empty(), "{at} is wider than {width}: {widths:?}, {wide:#?}");
        let low: Vec<String> = self.ask(TOO_LOW, vec![json!(LOWEST_BUTTON)]).await;
        assert!(low.is_empty(), "{at} has buttons lower than {LOWEST_BUTTON}: {low:#?}");
    }

    /// Dark where dark was asked for, and light where it was not; and all text can be read.
    pub async fn assert_colours(&self) {
        let at: String = self.ask("return location.pathname", vec![]).await;
        let brightness: f64 = self.ask(&format!("{COLOURS} return brightness(ground(document.body));"), vec![]).await;
        let right = if self.look.dark { brightness < 0.1 } else { brightness > 0.8 };
        assert!(right, "{at}: the brightness of the background is {brightness}");
        let pale: Vec<String> = self.ask(&format!("{COLOURS} return pale();"), vec![]).await;
        assert!(pale.is_empty(), "{at}: too little contrast: {pale:#?}");
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

    async fn whole(&self) -> Vec<u8> {
        let size = "return {x: 0, y: 0, scale: 1, width: innerWidth, height: document.documentElement.scrollHeight}";
        let whole: Value = self.ask(size, vec![]).await;
        let shot = DevTools("Page.captureScreenshot", json!({ "captureBeyondViewport": true, "clip": whole }));
        let answer = self.client.issue_cmd(shot).await.unwrap();
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

const WIDTHS: &str = "
    var all = [innerWidth, document.documentElement.scrollWidth, document.body.scrollWidth];
    var log = document.getElementById('log');
    if (log) all.push(log.scrollWidth);
    return all;";

/// What hangs over an edge of the window. What stands outside altogether is there for screen readers.
const TOO_WIDE: &str = "
    var width = arguments[0];
    return [].filter.call(document.querySelectorAll('body *'), function (node) {
        var box = node.getBoundingClientRect();
        return box.width && box.height && (box.right > width + 1 || box.left < -1 && box.right > 0);
    }).map(function (node) { return node.outerHTML.slice(0, 200); });";

const TOO_LOW: &str = "
    var lowest = arguments[0];
    var all = document.querySelectorAll('button, [role=button], input[type=submit], select');
    return [].filter.call(all, function (node) {
        var box = node.getBoundingClientRect();
        return box.width && box.height < lowest;
    }).map(function (node) { return node.textContent.trim() + ': ' + node.getBoundingClientRect().height; });";

/// Contrast as WCAG 2.1 measures it (1.4.3): at least 4.5 to 1.
const COLOURS: &str = "
    function colour(text) {
        var parts = text.match(/[\\d.]+/g).map(Number);
        return { parts: parts, solid: parts.length < 4 || parts[3] > .5 };
    }
    function ground(node) {
        for (; node; node = node.parentElement) {
            var found = colour(getComputedStyle(node).backgroundColor);
            if (found.solid) return found;
        }
        return colour(matchMedia('(prefers-color-scheme: dark)').matches ? 'rgb(18, 18, 18)' : 'rgb(255, 255, 255)');
    }
    function brightness(of) {
        var linear = of.parts.slice(0, 3).map(function (part) {
            part /= 255;
            return part <= .04045 ? part / 12.92 : Math.pow((part + .055) / 1.055, 2.4);
        });
        return .2126 * linear[0] + .7152 * linear[1] + .0722 * linear[2];
    }
    function contrast(node) {
        var two = [brightness(colour(getComputedStyle(node).color)), brightness(ground(node))];
        return (Math.max(two[0], two[1]) + .05) / (Math.min(two[0], two[1]) + .05);
    }
    function pale() {
        return [].filter.call(document.querySelectorAll('body *'), function (node) {
            var own = [].some.call(node.childNodes, function (n) { return n.nodeType === 3 && n.data.trim(); });
            return own && node.getClientRects().length && contrast(node) < 4.5;
        }).map(function (node) { return contrast(node).toFixed(1) + ' ' + node.outerHTML.slice(0, 120); });
    }";
