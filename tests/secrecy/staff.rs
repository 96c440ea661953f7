//! Somebody of the staff: takes up a one-time link, logs in, and answers.

use super::search::Marks;
use reqwest::{
    Client, StatusCode,
    header::{LOCATION, SET_COOKIE},
    redirect::Policy,
};
use std::sync::Mutex;
use tests::{process::Installation, second_factor};

pub const ANSWER: &str = "L'avvocata Melagranati la chiama domani alle nove";
const NAME: &str = "Wilhelmaria Oppenradi";
const EMAIL: &str = "wilhelmaria.oppenradi@sportello.example";
const PASSWORD: &str = "quaranta-lampade-violette";

pub struct Team {
    /// One-time links, as they were printed: the first administrator's, and hers.
    pub links: [String; 2],
    url: String,
    http: Client,
    /// Values of all cookies that were set.
    cookies: Mutex<Vec<String>>,
    /// Of the second factor, in groups of letters.
    secret: Mutex<String>,
    /// The recovery codes.
    codes: Mutex<Vec<String>>,
}

impl Team {
    pub async fn set_up(installation: &Installation) -> Self {
        let link = |printed: &str| {
            let mut words = printed.split_whitespace();
            words.find(|word| word.contains("/console/set-up/")).expect("a one-time link").to_owned()
        };
        let invited = installation.run(&["operator", "add", EMAIL, NAME, "focal-point"]).await;
        let links = [link(&installation.stdout()), link(&invited)];
        let http = Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
        let team = Self {
            links,
            url: installation.url.clone(),
            http,
            cookies: Mutex::default(),
            secret: Mutex::default(),
            codes: Mutex::default(),
        };
        team.sends(&team.links[1], &team.links[1], &[("password", PASSWORD), ("again", PASSWORD)]).await;
        let login = format!("{}/console/login", team.url);
        // Once with a mistake.
        let wrong = team.posts(&login, &login, &[("email", EMAIL), ("password", "quaranta")]).await;
        assert_eq!(wrong, StatusCode::FORBIDDEN);
        team.sends(&login, &login, &[("email", EMAIL), ("password", PASSWORD)]).await;
        let code = format!("{login}/code");
        let secret = second_factor::secret_on(&team.page(&code).await).expect("a second factor to set up");
        second_factor::learn(&team.url, EMAIL, &secret);
        *team.secret.lock().unwrap() = secret;
        team.sends(&code, &code, &[("code", &second_factor::code(&team.url, EMAIL).await)]).await;
        let codes = team.page(&format!("{}/console/account/codes", team.url)).await;
        *team.codes.lock().unwrap() = codes.split("<li><code>").skip(1).map(|rest| rest[..11].to_owned()).collect();
        assert_eq!(team.codes.lock().unwrap().len(), 10, "{codes}");
        team
    }

    pub async fn answers_every_ticket(&self) {
        let list = self.page(&format!("{}/console/tickets", self.url)).await;
        let mut tickets: Vec<_> = list.split("href=\"/console/tickets/").skip(1).map(|rest| &rest[..36]).collect();
        tickets.sort_unstable();
        tickets.dedup();
        assert!(tickets.len() >= 2, "{list}");
        for ticket in tickets {
            let page = format!("{}/console/tickets/{ticket}", self.url);
            self.sends(&page, &format!("{page}/answer"), &[("text", ANSWER)]).await;
        }
    }

    /// What is secret about the staff.
    pub fn marks(&self, marks: &mut Marks) {
        for (what, words) in [
            ("answer", ANSWER),
            ("lawyer", "Melagranati"),
            ("colleague", NAME),
            ("surname", "Oppenradi"),
            ("e-mail", EMAIL),
            ("password", PASSWORD),
        ] {
            marks.word(what, words);
        }
        for link in &self.links {
            marks.word("one-time link", link.rsplit('/').next().unwrap());
        }
        let secret = self.secret.lock().unwrap();
        marks.word("second factor, as typed", &secret);
        marks.word("second factor", &secret.replace(' ', ""));
        self.codes.lock().unwrap().iter().for_each(|code| marks.word("recovery code", code));
        self.cookies.lock().unwrap().iter().for_each(|cookie| marks.word("staff cookie", cookie));
    }

    /// Sends the form on a page, which leads on.
    async fn sends(&self, page: &str, to: &str, fields: &[(&str, &str)]) {
        let status = self.posts(page, to, fields).await;
        assert_eq!(status, StatusCode::SEE_OTHER, "{to}");
    }

    async fn posts(&self, page: &str, to: &str, fields: &[(&str, &str)]) -> StatusCode {
        let html = self.page(page).await;
        let (_, rest) = html.split_once("name=\"csrf\" value=\"").expect("a form");
        let csrf = rest.split('"').next().unwrap();
        let answer = self.http.post(to).form(&[fields, &[("csrf", csrf)]].concat()).send().await.unwrap();
        self.note(&answer);
        answer.status()
    }

    async fn page(&self, url: &str) -> String {
        let answer = self.http.get(url).send().await.unwrap();
        self.note(&answer);
        assert_eq!(answer.status(), StatusCode::OK, "{url} leads to {:?}", answer.headers().get(LOCATION));
        answer.text().await.unwrap()
    }

    fn note(&self, answer: &reqwest::Response) {
        let set = answer.headers().get_all(SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
        let values = set.filter_map(|cookie| Some(cookie.split(';').next()?.split_once('=')?.1.to_owned()));
        self.cookies.lock().unwrap().extend(values.filter(|value| value.len() >= 16));
    }
}
