//! What makes an app of the page: how little it weighs, the manifest, the service worker, the texts without network.

use super::{Page, plain};
use bot::{
    context::Context,
    flow::information::Topic,
    language::Language,
    receipt::Proof,
    text::{self, Text},
};
use gateway::store::hotline;
use reqwest::{Response, header};
use serde_json::Value;
use tests::{App, Engine};

/// What the issue allows is 60 kB; this is what the page keeps to.
const FIRST_LOAD: usize = 25_000;

/// Everything between two quotation marks that is an address of ours.
fn addresses(source: &str) -> Vec<String> {
    let quoted = source.split(['"', '\'', '`']);
    quoted.filter(|part| part.starts_with('/') && !part.contains([' ', '\n', '<'])).map(str::to_owned).collect()
}

async fn compressed(app: &App, path: &str) -> Response {
    // This client does not uncompress.
    plain().get(format!("{}{path}", app.url)).header("accept-encoding", "gzip").send().await.unwrap()
}

async fn weight(app: &App, path: &str) -> usize {
    let answer = compressed(app, path).await;
    assert_eq!(answer.headers()[header::CONTENT_ENCODING], "gzip", "{path}");
    let headers: usize = answer.headers().iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    headers + answer.bytes().await.unwrap().len()
}

#[tokio::test]
async fn the_first_load_is_light() {
    let app = App::start(Engine::Sqlite).await;
    let html = app.http.get(&app.url).send().await.unwrap().text().await.unwrap();
    let mut weights = vec![("/".to_owned(), weight(&app, "/").await)];
    for path in addresses(&html).into_iter().filter(|path| path.contains(".css") || path.contains(".js")) {
        let weight = weight(&app, &path).await;
        weights.push((path, weight));
    }
    assert_eq!(weights.len(), 3, "the page, its style, its script: {weights:?}");
    let total: usize = weights.iter().map(|(_, weight)| weight).sum();
    assert!(total < FIRST_LOAD, "{total}: {weights:?}");
}

#[tokio::test]
async fn nothing_that_is_served_names_anybody_else() {
    let app = App::start(Engine::Sqlite).await;
    let page = Page::at_menu(&app, "ur").await;
    let manifest = page.get("/manifest.webmanifest").await.text().await.unwrap();
    let worker = page.get("/sw.js").await.text().await.unwrap();
    let mut paths: Vec<_> =
        ["/", "/form", "/web/offline", "/sw.js", "/manifest.webmanifest", "/web/messages", "/web/push"]
            .map(str::to_owned)
            .into();
    for source in [&page.get("/").await.text().await.unwrap(), &manifest, &worker] {
        paths.extend(addresses(source).into_iter().filter(|path| path.starts_with("/assets/") && path.contains('.')));
    }
    assert!(paths.iter().any(|path| path.contains("icon-maskable")), "{paths:?}");
    for path in paths {
        let answer = page.get(&path).await;
        assert!(answer.status().is_success() || path == "/web/push", "{path}: {}", answer.status());
        let bytes = answer.bytes().await.unwrap();
        let words = String::from_utf8_lossy(&bytes);
        for foreign in ["http:", "https:", "\"//", "'//", "(//", "wss:", "@import"] {
            assert!(!words.contains(foreign), "{foreign} is in {path}");
        }
    }
}

#[tokio::test]
async fn the_manifest_is_whole_and_says_nothing() {
    let app = App::start(Engine::Sqlite).await;
    let page = Page::at_menu(&app, "ar").await;
    let html = page.get("/").await.text().await.unwrap();
    assert!(html.contains(r#"<link rel="manifest" href="/manifest.webmanifest" crossorigin="use-credentials">"#));
    let answer = page.get("/manifest.webmanifest").await;
    assert_eq!(answer.headers()[header::CONTENT_TYPE], "application/manifest+json");
    let manifest: Value = answer.json().await.unwrap();
    let title = text::page_title().in_language(Language::Arabic);
    assert_eq!((&manifest["name"], &manifest["short_name"]), (&title.clone().into(), &title.into()));
    assert_eq!((manifest["lang"].as_str(), manifest["dir"].as_str()), (Some("ar"), Some("rtl")));
    assert_eq!((manifest["start_url"].as_str(), manifest["scope"].as_str()), (Some("/"), Some("/")));
    assert_eq!(manifest["display"], "standalone");
    assert!(manifest.get("description").is_none() && manifest.get("screenshots").is_none());
    let mut found = Vec::new();
    for icon in manifest["icons"].as_array().unwrap() {
        let answer = page.get(icon["src"].as_str().unwrap()).await;
        assert_eq!(
            (answer.status().as_u16(), &answer.headers()[header::CONTENT_TYPE]),
            (200, &"image/png".parse().unwrap())
        );
        let png = answer.bytes().await.unwrap();
        assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && png.len() < 8_000, "small");
        let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
        assert_eq!(icon["sizes"], format!("{}x{}", side(16), side(20)));
        found.push(format!("{} {}", icon["sizes"].as_str().unwrap(), icon["purpose"].as_str().unwrap()));
    }
    assert_eq!(found, ["192x192 any", "512x512 any", "512x512 maskable"]);
}

#[tokio::test]
async fn one_version_names_everything() {
    let app = App::start(Engine::Sqlite).await;
    let worker = app.http.get(format!("{}/sw.js", app.url)).send().await.unwrap();
    assert!(worker.headers()[header::CONTENT_TYPE].to_str().unwrap().starts_with("text/javascript"));
    assert_eq!(worker.headers()[header::CACHE_CONTROL], "no-cache", "another release must be found at once");
    let worker = worker.text().await.unwrap();
    let version = worker.split_once("VERSION = '").unwrap().1.split_once('\'').unwrap().0.to_owned();
    assert!(version.len() == 16 && version.bytes().all(|byte| byte.is_ascii_hexdigit()), "{version}");
    let html = app.http.get(&app.url).send().await.unwrap().text().await.unwrap();
    let assets: Vec<_> = addresses(&html).into_iter().filter(|path| path.starts_with("/assets/")).collect();
    assert!(assets.len() >= 3);
    for path in assets {
        assert!(path.ends_with(&format!("?v={version}")), "{path}");
        let answer = app.http.get(format!("{}{path}", app.url)).send().await.unwrap();
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        let bare = path.split_once('?').unwrap().0;
        for other in [bare.to_owned(), format!("{bare}?v=other")] {
            let answer = app.http.get(format!("{}{other}", app.url)).send().await.unwrap();
            assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-cache", "{other} may be of another version");
        }
    }
    for path in ["/assets/", "/assets/sw.js", "/assets/..%2Fpage.html", "/assets/page.js/", "/assets/%ff"] {
        let status = app.http.get(format!("{}{path}", app.url)).send().await.unwrap().status().as_u16();
        assert!([400, 404].contains(&status), "{path}: {status}");
    }
}

#[tokio::test]
async fn the_texts_without_network_are_all_there_in_every_language() {
    let app = App::start(Engine::Sqlite).await;
    let hotlines = hotline::load(&mut app.database.store.reader().await.unwrap()).await.unwrap();
    let now = app.clock.now();
    let context = Context {
        now,
        entropy: 0,
        requests: &[],
        restarted: false,
        proof: Proof::NotGiven,
        forgeable: false,
        newly_linked: false,
        house: &bot::house::House { hotlines: hotlines.clone(), ..Default::default() },
    };
    let texts: Vec<Text> =
        Topic::ALL.into_iter().flat_map(|topic| topic.screens(&context).into_iter().chain([topic.label().0])).collect();
    for language in Language::ALL {
        let page = Page::at_menu(&app, language.tag()).await;
        let html = page.get("/web/offline").await.text().await.unwrap();
        let direction = if language.is_right_to_left() { "rtl" } else { "ltr" };
        assert!(html.contains(&format!(r#"<html lang="{language}" dir="{direction}">"#)), "{language}");
        let words = readable(&html);
        for said in &texts {
            let said_in = |language| readable(&said.in_language(language));
            assert!(words.contains(&said_in(language)), "{said:?} in {language}");
            let reading = language
                .reading()
                .first()
                .filter(|_| said.is_draft(language) && !format!("{said:?}").starts_with("choice"));
            if let Some(reading) = reading {
                assert!(words.contains(&said_in(*reading)), "{said:?}, a draft in {language}, in {reading}");
            }
        }
        for number in [&hotlines.emergency, &hotlines.trafficking, &hotlines.violence, &hotlines.whatsapp] {
            let link = format!(r#"href="tel:{}">{number}</a>"#, number.replace(' ', ""));
            assert!(html.contains(&link), "{link} in {language}");
        }
        assert!(html.find("tel:112") < html.find("<details class=\"topic\">"), "hotlines come first in {language}");
    }
    let asked = plain().get(format!("{}/web/offline?language=wo", app.url)).send().await.unwrap().text().await.unwrap();
    assert!(asked.contains(r#"<html lang="wo""#), "asked for in the address");
    let nonsense = plain().get(format!("{}/web/offline?language=%3Cb%3E", app.url)).send().await.unwrap();
    assert!(nonsense.text().await.unwrap().contains(r#"<html lang="it""#));
}

/// Words without elements, entities and marks of direction.
pub fn readable(html: &str) -> String {
    let mut words = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            '\u{2066}'..='\u{2069}' => {}
            c if !inside => words.push(c),
            _ => {}
        }
    }
    let words = words.replace("&#39;", "'").replace("&#34;", "\"").replace("&#60;", "<").replace("&#62;", ">");
    words.replace("&#38;", "&").split_whitespace().collect::<Vec<_>>().join(" ")
}
