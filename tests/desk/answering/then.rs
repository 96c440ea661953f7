//! What belongs to an answer happens when it goes: the question whose answer it carries over, the rest of a macro.

use super::*;
use gateway::channel::Channel::Whatsapp;
use uuid::Uuid;

const LEGAL: &str = "Sì: art. 36 Cost.";
const WORDS: &str = "Oui, c'est possible.";

fn version(page: &str) -> String {
    hidden(page, "version").to_owned()
}

/// A question that an expert has answered; the page on which its answer is carried over.
async fn answered(app: &App, operator: &Member, ticket: Uuid) -> (Member, String, String) {
    let expert = Member::of(app, "legal-expert").await;
    let questions = format!("{}/questions", ticket_page(ticket));
    let fields = [("text", "È possibile?"), ("expertise", "pay"), ("day", "2026-11-25"), ("time", "10:00")];
    operator.does(&format!("{questions}/new"), &format!("{questions}/new"), &fields).await;
    let id: (Uuid,) = app.rows("SELECT id FROM question").await[0];
    let path = format!("/console/questions/{}", id.0);
    expert.does(&path, &format!("{path}/answer"), &[("text", LEGAL), ("version", "0"), ("do", "send")]).await;
    (expert, path, format!("{questions}/{}/carry", id.0))
}

#[tokio::test]
async fn a_question_is_carried_over_when_its_answer_goes_and_not_before() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start_undoing(engine, Whatsapp, monday()).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let (expert, question, carry) = answered(&app, &operator, ticket.id).await;
        let page = ticket_page(ticket.id);
        let states = async || app.rows::<(String,)>("SELECT state FROM question").await[0].0.clone();
        let went = || provider.went_to("+39 1").iter().filter(|went| went.text.contains(WORDS)).count();

        // What is being typed is kept, in a box of its own.
        let form = operator.page(&carry).await;
        assert!(boxed(&form).is_empty() && form.contains(&format!("{LEGAL}</textarea>")));
        let id = hidden(&form, "question").to_owned();
        let draft = [("text", "Oui, c'est"), ("italian", LEGAL), ("question", &id), ("seen", hidden(&form, "seen"))];
        let kept = operator.does(&carry, &format!("{page}/draft"), &draft).await;
        assert_eq!(boxed(&kept), "Oui, c'est");
        assert_eq!(boxed(&operator.page(&page).await), "");

        // So it is where the session ends before it is sent.
        let csrf = operator.csrf(&carry).await;
        app.damage("DELETE FROM session WHERE staff_id = (SELECT id FROM staff WHERE role = 'operator')").await;
        let fields = [("csrf", csrf.as_str()), ("text", "Oui, c'est possible"), ("italian", LEGAL)];
        let ended = operator.http.post(format!("{}{carry}", app.url)).form(&fields).send().await.unwrap();
        assert_eq!(ended.status(), StatusCode::UNAUTHORIZED);
        let entered = super::session::logs_in(&operator, &html(ended).await, "operator@example.org").await;
        assert_eq!(entered.headers()["location"].to_str().unwrap(), carry);
        assert_eq!(boxed(&operator.page(&carry).await), "Oui, c'est possible");

        // The worker writes meanwhile: that is seen first.
        person.says("et mon passeport ?").await;
        let seen = hidden(&form, "seen");
        let fields = [("text", WORDS), ("italian", LEGAL), ("version", &version(&form)), ("seen", seen)];
        let late = operator.send(&carry, &carry, &fields).await;
        assert_eq!(late.status(), StatusCode::CONFLICT);
        let form = html(late).await;
        assert!(form.contains("et mon passeport ?") && boxed(&form) == "Oui, c'est possible.", "{form}");

        // Within the ten seconds it is undone: the question is as it was, and the words are where they were typed.
        let fields =
            [("text", WORDS), ("italian", LEGAL), ("version", &version(&form)), ("seen", hidden(&form, "seen"))];
        let waits = operator.does(&carry, &carry, &fields).await;
        operator.does(&carry, &carry, &fields).await;
        assert_eq!(app.count("answer").await, 1, "a button that was pressed twice");
        assert!(waits.contains(&words().console_answering_waits_carry()));
        assert_eq!((states().await, went()), ("answered".to_owned(), 0));
        let colleague = mediator.page(&carry).await;
        assert!(colleague.contains(&words().console_experts_carry_waits()));
        let twice = [("text", "Moi aussi"), ("version", &version(&form))];
        assert_eq!(mediator.send(&carry, &carry, &twice).await.status(), StatusCode::CONFLICT);
        let id: (Uuid,) = app.rows("SELECT id FROM answer").await[0];
        operator.does(&page, &format!("{page}/answers/{}/undo", id.0), &[]).await;
        app.clock.advance(SignedDuration::from_secs(60));
        carried_out(&app).await;
        assert_eq!((states().await, went()), ("answered".to_owned(), 0));
        let form = operator.page(&carry).await;
        assert_eq!(boxed(&form), "Oui, c'est possible.");

        // Again, and it goes: once, with the Italian beside it, and the expert sees what was sent.
        let fields =
            [("text", WORDS), ("italian", LEGAL), ("version", &version(&form)), ("seen", hidden(&form, "seen"))];
        operator.does(&carry, &carry, &fields).await;
        app.clock.advance(SignedDuration::from_secs(10));
        carried_out(&app).await;
        app.settled().await;
        assert_eq!((states().await, went()), ("carried".to_owned(), 1));
        assert!(expert.page(&question).await.contains("Oui, c'est possible."));
        assert!(operator.page(&page).await.contains("<div class=\"beside\">"));
        assert_eq!(app.count("draft").await, 0);
        assert_eq!(audit(&app, "carry").await.len(), 1);
    }
}

#[tokio::test]
async fn an_answer_whose_question_was_taken_back_does_not_go() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start_undoing(engine, Whatsapp, monday()).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let (_, _, carry) = answered(&app, &operator, ticket.id).await;
        let form = operator.page(&carry).await;
        operator.does(&carry, &carry, &[("text", WORDS), ("version", &version(&form))]).await;
        let withdraw = carry.replace("/carry", "/withdraw");
        let seen = version(&mediator.page(&withdraw).await);
        mediator.does(&withdraw, &withdraw, &[("text", "Ha un avvocato."), ("version", &seen)]).await;
        app.clock.advance(SignedDuration::from_secs(10));
        carried_out(&app).await;
        app.settled().await;
        assert!(provider.went_to("+39 1").iter().all(|went| !went.text.contains(WORDS)));
        let told: Vec<(String,)> = app.rows("SELECT kind FROM notification").await;
        assert!(told.contains(&("answer-refused".to_owned(),)));
        assert_eq!(boxed(&operator.page(&ticket_page(ticket.id)).await), WORDS, "its author finds the words");
    }
}

#[tokio::test]
async fn a_macro_waits_with_its_answer_and_is_undone_with_it() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start_undoing(engine, Whatsapp, monday()).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let (new, canned) = ("/console/canned/new", "/console/canned");
        operator.does(new, new, &[("title", "Ricevuto"), ("topic", "pay")]).await;
        let id: (Uuid,) = app.rows("SELECT id FROM canned_answer").await[0];
        let (path, id) = (format!("{canned}/{}", id.0), id.0.to_string());
        operator.does(&path, &format!("{path}/texts"), &[("language", "fr"), ("text", "Bien reçu.")]).await;
        let new = "/console/macros/new";
        let what = [("title", "Fine"), ("canned", &id), ("assign", "me"), ("priority", "urgent")];
        operator.does(new, new, &[&what[..], &[("state", "closed")]].concat()).await;
        let id: (Uuid,) = app.rows("SELECT id FROM macro").await[0];
        let page = ticket_page(ticket.id);
        let path = format!("{page}/macros/{}", id.0);
        let apply = async || {
            let form = operator.page(&path).await;
            let (seen, of) = (version(&form), hidden(&form, "macro").to_owned());
            let fields = [("text", WORDS), ("sure", "yes"), ("version", &seen), ("macro", &of)];
            operator.does(&path, &path, &fields).await
        };
        let stands = async || {
            let row: (String, bool) = app.rows("SELECT state, priority = 3 FROM ticket").await.remove(0);
            let uses: (i64,) = app.rows("SELECT uses FROM macro").await[0];
            (row.0, row.1, uses.0)
        };
        let went = || provider.went_to("+39 1").iter().filter(|went| went.text.contains(WORDS)).count();
        let before = stands().await;

        assert!(apply().await.contains(&words().console_answering_waits_macro()));
        assert_eq!((stands().await, went()), (before.clone(), 0));
        let answer: (Uuid,) = app.rows("SELECT id FROM answer").await[0];
        let undone = operator.does(&page, &format!("{page}/answers/{}/undo", answer.0), &[]).await;
        assert_eq!(boxed(&undone), "Oui, c'est possible.");
        app.clock.advance(SignedDuration::from_secs(60));
        carried_out(&app).await;
        assert_eq!((stands().await, went()), (before, 0));

        operator.does(&page, &format!("{page}/draft"), &[("text", "Autre chose")]).await;
        apply().await;
        assert_eq!(boxed(&apply().await), "Autre chose", "what stands in the box is not the macro's");
        app.clock.advance(SignedDuration::from_secs(10));
        carried_out(&app).await;
        app.settled().await;
        assert_eq!((stands().await, went()), (("closed".to_owned(), true, 1), 1));

        // Changed in between, it is not what its page said: nothing of it happens.
        operator.does(&page, &format!("{page}/reopen"), &[]).await;
        apply().await;
        let edit = format!("/console/macros/{}", id.0);
        let seen = version(&operator.page(&edit).await);
        operator.does(&edit, &format!("{edit}/save"), &[&what[..], &[("version", &seen)]].concat()).await;
        app.clock.advance(SignedDuration::from_secs(10));
        carried_out(&app).await;
        let (state, _, uses) = stands().await;
        assert_eq!((state.as_str() == "closed", uses, went()), (false, 1, 1));

        // Where it is not safe now, only what it says waits: colleagues have the ticket at once, and its team keeps it.
        super::safe::saves(&operator, ticket.id, &super::safe::EVENINGS).await;
        app.damage("UPDATE ticket SET team_id = id, owner_id = NULL").await;
        apply().await;
        app.clock.advance(SignedDuration::from_secs(10));
        carried_out(&app).await;
        let given: (bool, bool) = app.rows("SELECT owner_id IS NULL, team_id IS NULL FROM ticket").await[0];
        assert_eq!((stands().await.2, given, went()), (2, (false, false), 1));
        app.later(SignedDuration::from_hours(8)).await;
        for _ in 0..3 {
            carried_out(&app).await;
        }
        assert_eq!(went(), 2);
    }
}
