//! Somebody of the staff, over HTTP: in by a one-time link, then forms and pages.

use gateway::console::staff;
use reqwest::{Client, Response, StatusCode, redirect::Policy};
use tests::{App, second_factor};

const PASSWORD: &str = "un olivo, due fichi, tre viti";

pub struct Desk {
    url: String,
    http: Client,
}

impl Desk {
    pub async fn enter(app: &App, role: &str) -> Self {
        let email = format!("{role}@example.org");
        let said = staff::add(&app.database.store, &app.url, (&email, "Somebody of the staff"), role, app.clock.now())
            .await
            .unwrap();
        let link = said.split_whitespace().find(|word| word.contains("/console/set-up/")).unwrap();
        let http = Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
        let desk = Self { url: app.url.clone(), http };
        let path = &link[link.find("/console").unwrap()..];
        assert_eq!(desk.sends(path, path, &[("password", PASSWORD), ("again", PASSWORD)]).await, StatusCode::SEE_OTHER);
        let login = "/console/login";
        let entered = desk.sends(login, login, &[("email", &email), ("password", PASSWORD)]).await;
        assert_eq!(entered, StatusCode::SEE_OTHER);
        let code = "/console/login/code";
        let secret = second_factor::secret_on(&desk.page(code).await).expect("a second factor to set up");
        second_factor::learn(&desk.url, &email, &secret);
        let typed = second_factor::code(&desk.url, &email).await;
        assert_eq!(desk.sends(code, code, &[("code", &typed)]).await, StatusCode::SEE_OTHER);
        desk
    }

    pub async fn get(&self, path: &str) -> (StatusCode, String) {
        let answer = self.http.get(format!("{}{path}", self.url)).send().await.unwrap();
        read(answer).await
    }

    pub async fn page(&self, path: &str) -> String {
        let (status, html) = self.get(path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        html
    }

    /// Sends a form that stands on a page.
    pub async fn sends(&self, page: &str, to: &str, fields: &[(&str, &str)]) -> StatusCode {
        self.sends_and_reads(page, to, fields).await.0
    }

    pub async fn sends_and_reads(&self, page: &str, to: &str, fields: &[(&str, &str)]) -> (StatusCode, String) {
        let html = self.page(page).await;
        let (_, rest) = html.split_once("name=\"csrf\" value=\"").expect("a form");
        let csrf = rest.split('"').next().unwrap();
        let form = [fields, &[("csrf", csrf)]].concat();
        let answer = self.http.post(format!("{}{to}", self.url)).form(&form).send().await.unwrap();
        read(answer).await
    }
}

/// The page as a person reads it.
async fn read(answer: Response) -> (StatusCode, String) {
    (answer.status(), answer.text().await.unwrap().replace("&#39;", "'"))
}
