//! A session that ends while somebody writes: the words survive the log-in, and nothing is carried out.

use super::*;
use gateway::channel::Channel::Whatsapp;
use reqwest::Client;

const PASSWORD: &str = "un olivo, due fichi, tre viti";
const WORDS: &str = "Une longue réponse <b> que personne ne veut perdre";

async fn ended(app: &App) {
    app.damage("DELETE FROM session").await;
}

/// Logs in on the page that answered, as a browser would.
pub(super) async fn logs_in(member: &Member, page: &str, email: &str) -> reqwest::Response {
    let (_, rest) = page.split_once("action=\"/console/login").expect("the log-in form");
    let to = format!("/console/login{}", rest.split('"').next().unwrap());
    let fields =
        [("csrf", hidden(page, "csrf")), ("kept", hidden(page, "kept")), ("email", email), ("password", PASSWORD)];
    let half = member.http.post(format!("{}{to}", member.url)).form(&fields).send().await.unwrap();
    assert_eq!(half.status(), StatusCode::SEE_OTHER);
    member.types_code(half.headers()["location"].to_str().unwrap(), email).await
}

#[tokio::test]
async fn the_answer_is_a_draft_after_the_log_in() {
    for engine in Engine::all() {
        for with_file in [false, true] {
            let (_provider, app) = Provider::start(engine, Whatsapp).await;
            let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
            let operator = Member::of(&app, "operator").await;
            let page = ticket_page(ticket.id);
            let csrf = operator.csrf(&page).await;
            let before = (app.count("message").await, app.count("audit").await);
            ended(&app).await;
            let fields = [("csrf", csrf.as_str()), ("text", WORDS), ("italian", "Una lunga risposta")];
            let answer = if with_file {
                operator.posts_parts(ticket.id, &parts(&fields, Some(("foto.jpg", files::PHOTO)))).await
            } else {
                operator.http.post(format!("{}{page}/answer", app.url)).form(&fields).send().await.unwrap()
            };
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
            let shown = html(answer).await;
            assert!(shown.contains(&words().console_answering_ended()), "{shown}");
            assert!(!shown.contains("Une longue"), "sealed until somebody has logged in");
            assert_eq!((app.count("message").await, app.count("audit").await), before, "nothing is carried out");

            // A wrong password does not lose them either.
            let kept = hidden(&shown, "kept").to_owned();
            let wrong =
                [("csrf", hidden(&shown, "csrf")), ("kept", &kept), ("email", "x@example.org"), ("password", "no")];
            let wrong = operator.http.post(format!("{}/console/login", app.url)).form(&wrong).send().await.unwrap();
            assert_eq!(hidden(&html(wrong).await, "kept"), kept);

            let entered = logs_in(&operator, &shown, "operator@example.org").await;
            assert_eq!(entered.status(), StatusCode::SEE_OTHER);
            assert!(entered.headers()["location"].to_str().unwrap().starts_with(&page));
            let back = operator.page(&page).await;
            assert!(back.contains(&words().console_answering_notice_kept()));
            assert_eq!(boxed(&back), "Une longue réponse &#60;b&#62; que personne ne veut perdre");
            assert!(back.contains("Una lunga risposta"));
            assert_eq!((app.count("answer").await, app.count("media").await), (0, 0));
        }
    }
}

#[tokio::test]
async fn a_page_of_an_older_session_keeps_its_words_too() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(ticket.id);
        let old = operator.csrf(&page).await;
        ended(&app).await;
        // Logged in again in another window of the same browser.
        operator.log_in("operator@example.org").await;
        let fields = [("csrf", old.as_str()), ("text", WORDS)];
        let answer = operator.http.post(format!("{}{page}/answer", app.url)).form(&fields).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        assert_eq!(app.count("answer").await, 0);
        assert!(boxed(&operator.page(&page).await).starts_with("Une longue"));
    }
}

#[tokio::test]
async fn other_forms_are_shown_again_and_other_people_get_no_draft() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        Member::of(&app, "coordinator").await;
        let page = ticket_page(ticket.id);
        let csrf = operator.csrf(&page).await;
        ended(&app).await;
        let fields = [("csrf", csrf.as_str()), ("preferred", WORDS), ("version", "0")];
        let to = format!("{}{page}/safe-contact", app.url);
        let shown = html(operator.http.post(&to).form(&fields).send().await.unwrap()).await;
        let entered = logs_in(&operator, &shown, "operator@example.org").await;
        assert_eq!(entered.status(), StatusCode::OK);
        let again = html(entered).await;
        assert!(
            again.contains("Une longue réponse &#60;b&#62;") && again.contains(&format!("href=\"{page}\"")),
            "{again}"
        );
        assert_eq!(app.count("safe_contact").await, 0);

        // Somebody else logs in instead: the words are not theirs to see.
        ended(&app).await;
        let fields = [("csrf", csrf.as_str()), ("text", WORDS)];
        let shown =
            html(operator.http.post(format!("{}{page}/answer", app.url)).form(&fields).send().await.unwrap()).await;
        let entered = logs_in(&operator, &shown, "coordinator@example.org").await;
        assert_eq!(entered.status(), StatusCode::SEE_OTHER);
        let next = operator.get(entered.headers()["location"].to_str().unwrap()).await;
        assert!(!html(next).await.contains("Une longue"));
        assert_eq!(app.count("draft").await, 0);
        // Nor is an old page of one person's carried over into another's session.
        let answer = operator.http.post(format!("{}{page}/answer", app.url)).form(&fields).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        Member::of(&app, "mediator").await;
        operator.send("/console/tickets", "/console/logout", &[]).await;
        operator.log_in("mediator@example.org").await;
        let answer = operator.http.post(format!("{}{page}/answer", app.url)).form(&fields).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        assert_eq!((app.count("draft").await, app.count("answer").await), (0, 0));
    }
}

#[tokio::test]
async fn a_form_of_another_site_keeps_nothing() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let to = format!("{}{}/answer", app.url, ticket_page(ticket.id));
        let fields = [("csrf", "00"), ("text", WORDS)];
        // Without the cookies that only our own pages bring.
        let stranger = Client::new().post(&to).form(&fields).send().await.unwrap();
        assert_eq!(stranger.status(), StatusCode::FORBIDDEN);
        // With them, but the browser says where the form stood.
        let crossed =
            operator.http.post(&to).header("sec-fetch-site", "cross-site").form(&fields).send().await.unwrap();
        assert_eq!(crossed.status(), StatusCode::FORBIDDEN);
        ended(&app).await;
        let crossed = operator.http.post(&to).header("sec-fetch-site", "same-site").form(&fields).send().await.unwrap();
        assert_eq!(crossed.status(), StatusCode::FORBIDDEN);
        assert_eq!((app.count("draft").await, app.count("answer").await), (0, 0));
        // What somebody invents for the hidden field is nothing.
        let fields = [("email", "operator@example.org"), ("password", PASSWORD), ("kept", "bm90aGluZw")];
        operator.send("/console/login", "/console/login", &fields).await;
        let entered = operator.types_code("/console/login/code", "operator@example.org").await;
        assert_eq!(entered.headers()["location"], "/console");
    }
}
