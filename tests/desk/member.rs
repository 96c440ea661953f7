//! A member of the staff with an HTTP client: takes up an invitation, logs in, looks at pages, sends forms.

use gateway::console;
use reqwest::{Client, Response, StatusCode, redirect::Policy};
use tests::{App, second_factor};
use uuid::Uuid;

pub const PASSWORD: &str = "un olivo, due fichi, tre viti";
const BOUNDARY: &str = "----the-border-of-a-part";

pub struct Member {
    pub url: String,
    pub http: Client,
}

impl Member {
    /// Somebody new of this role.
    pub async fn of(app: &App, role: &str) -> Self {
        Self::named(app, role, &email(role), "Somebody").await
    }

    /// The same under an address and a name of their own: there may be two of one role.
    pub async fn named(app: &App, role: &str, email: &str, name: &str) -> Self {
        let link =
            console::staff::add(&app.database.store, &app.url, (email, name), role, app.clock.now()).await.unwrap();
        let member = Self::stranger(&app.url);
        let path = link.strip_prefix(&app.url).unwrap();
        let taken = member.send(path, path, &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!(taken.status(), StatusCode::SEE_OTHER);
        member.log_in(email).await;
        member
    }

    /// Somebody who is not logged in.
    pub fn stranger(url: &str) -> Self {
        let http = Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
        Self { url: url.to_owned(), http }
    }

    /// With password and second factor, which is set up the first time.
    pub async fn log_in(&self, email: &str) {
        let code = "/console/login/code";
        let asked = self.types_password(email, PASSWORD).await;
        assert_eq!((asked.status(), header(&asked, "location")), (StatusCode::SEE_OTHER, code.to_owned()));
        if let Some(secret) = second_factor::secret_on(&self.page(code).await) {
            second_factor::learn(&self.url, email, &secret);
        }
        let entered = self.types_code(code, email).await;
        assert_eq!(entered.status(), StatusCode::SEE_OTHER, "{}", entered.text().await.unwrap());
    }

    /// The second step, on the page that the first led to.
    pub async fn types_code(&self, page: &str, email: &str) -> Response {
        self.send(page, page, &[("code", &second_factor::code(&self.url, email).await)]).await
    }

    pub async fn types_password(&self, email: &str, password: &str) -> Response {
        let login = "/console/login";
        self.send(login, login, &[("email", email), ("password", password)]).await
    }

    pub async fn get(&self, path: &str) -> Response {
        self.http.get(format!("{}{path}", self.url)).send().await.unwrap()
    }

    /// A page that is there.
    pub async fn page(&self, path: &str) -> String {
        let answer = self.get(path).await;
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        html(answer).await
    }

    pub async fn csrf(&self, page: &str) -> String {
        let html = self.page(page).await;
        let (_, rest) = html.split_once("name=\"csrf\" value=\"").expect("a form");
        rest.split('"').next().unwrap().to_owned()
    }

    /// Sends a form of a page.
    pub async fn send(&self, page: &str, to: &str, fields: &[(&str, &str)]) -> Response {
        let csrf = self.csrf(page).await;
        let fields = [fields, &[("csrf", &csrf)]].concat();
        self.http.post(format!("{}{to}", self.url)).form(&fields).send().await.unwrap()
    }

    /// Does something that leads on to a page; returns that page.
    pub async fn does(&self, page: &str, to: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.send(page, to, fields).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER, "{to}: {}", answer.text().await.unwrap());
        self.page(answer.headers()["location"].to_str().unwrap()).await
    }

    /// Answers a ticket with words and a file.
    pub async fn answers_with(&self, ticket: Uuid, words: &str, file: (&str, &[u8])) -> Response {
        let csrf = self.csrf(&ticket_page(ticket)).await;
        self.posts_parts(ticket, &parts(&[("csrf", &csrf), ("text", words)], Some(file))).await
    }

    pub async fn posts_parts(&self, ticket: Uuid, body: &[u8]) -> Response {
        let request = self.http.post(format!("{}{}/answer", self.url, ticket_page(ticket)));
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        request.header("content-type", kind).body(body.to_vec()).send().await.unwrap()
    }
}

pub fn email(name: &str) -> String {
    format!("{name}@example.org")
}

pub fn header(answer: &Response, name: &str) -> String {
    answer.headers().get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
}

/// A page, with the quotation marks in its words as they are read.
pub async fn html(answer: Response) -> String {
    answer.text().await.unwrap().replace("&#39;", "'").replace("&#34;", "\"")
}

pub fn ticket_page(ticket: Uuid) -> String {
    format!("/console/tickets/{ticket}")
}

/// A form as a browser sends it (RFC 7578).
pub fn parts(fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let part = format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        body.extend(part.as_bytes());
    }
    if let Some((name, bytes)) = file {
        let head = format!("Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"");
        body.extend(format!("--{BOUNDARY}\r\n{head}\r\nContent-Type: text/html\r\n\r\n").as_bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}
