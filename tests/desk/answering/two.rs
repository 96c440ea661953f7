//! Two who write on one ticket: the second sees the first's answer or draft before their own goes. And drafts.

use super::*;
use gateway::channel::Channel::Whatsapp;

#[tokio::test]
async fn nobody_answers_what_a_colleague_has_answered_without_seeing_it() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let (person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let (first, second) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let page = ticket_page(ticket.id);
        let to = format!("{page}/answer");
        let opened = second.page(&page).await;
        let old = hidden(&opened, "seen").to_owned();
        first.does(&page, &to, &[("text", "Réponse de la première")]).await;

        let answer = second.send(&page, &to, &[("text", "Réponse <b> de la seconde"), ("seen", &old)]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let shown = html(answer).await;
        let (_, meanwhile) = shown.split_once("id=\"meanwhile\"").expect("what happened meanwhile");
        assert!(meanwhile.contains("Réponse de la première"), "{meanwhile}");
        assert_eq!(boxed(&shown), "Réponse &#60;b&#62; de la seconde");
        assert!(shown.contains(&words().console_answering_anyway()));
        let said = |provider: &Provider| {
            provider.went_to("+39 1").iter().filter(|went| went.text.contains("de la seconde")).count()
        };
        app.settled().await;
        assert_eq!(said(&provider), 0);

        // The worker writes before the second button is pressed: that is new again.
        let seen = hidden(&shown, "seen").to_owned();
        person.says("Encore une question").await;
        let answer = second.send(&page, &to, &[("text", "Réponse de la seconde"), ("seen", &seen)]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let shown = html(answer).await;
        let (_, meanwhile) = shown.split_once("id=\"meanwhile\"").unwrap();
        assert!(meanwhile.contains("Encore une question") && !meanwhile.contains("Réponse de la première"));
        let seen = hidden(&shown, "seen").to_owned();
        second.does(&page, &to, &[("text", "Réponse de la seconde"), ("seen", &seen)]).await;
        app.settled().await;
        assert_eq!(said(&provider), 1);
        // What one said oneself is no news, nor is what the bot says.
        second.does(&page, &to, &[("text", "Suite de la seconde"), ("seen", &seen)]).await;
    }
}

#[tokio::test]
async fn an_answer_that_waits_and_a_draft_are_seen_first_too() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start_undoing(engine, Whatsapp, monday()).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let (first, second) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let page = ticket_page(ticket.id);
        let (to, keep) = (format!("{page}/answer"), format!("{page}/draft"));
        let opened = second.page(&page).await;
        let old = hidden(&opened, "seen").to_owned();

        // A draft of which the second does not know yet.
        let mine = [("text", "Brouillon de la première"), ("italian", "Bozza"), ("by", "script")];
        assert_eq!(first.send(&page, &keep, &mine).await.status(), StatusCode::NO_CONTENT);
        let theirs = [("text", "Deux"), ("seen", old.as_str()), ("by", "script")];
        let told = second.send(&page, &keep, &theirs).await;
        assert_eq!(told.status(), StatusCode::OK);
        assert_eq!(html(told).await, words().console_answering_moved());
        let answer = second.send(&page, &to, &[("text", "Deux"), ("seen", &old)]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let shown = html(answer).await;
        assert!(shown.contains("Brouillon de la première") && boxed(&shown) == "Deux", "{shown}");
        let seen = hidden(&shown, "seen").to_owned();
        // Going on with the same draft is nothing new.
        first.send(&page, &keep, &[("text", "Brouillon de la première, suite"), ("by", "script")]).await;
        second.does(&page, &to, &[("text", "Deux"), ("seen", &seen)]).await;

        // Now an answer waits, and the first has not seen it.
        let answer = first.send(&page, &to, &[("text", "Un"), ("seen", &seen)]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT);
        let shown = html(answer).await;
        let (_, meanwhile) = shown.split_once("id=\"meanwhile\"").unwrap();
        assert!(meanwhile.contains("Deux"), "{meanwhile}");
        app.clock.advance(SignedDuration::from_secs(10));
        carried_out(&app).await;
        let went = provider.went_to("+39 1");
        assert!(
            went.iter().any(|went| went.text.contains("Deux")) && !went.iter().any(|went| went.text.contains("Un\n"))
        );
    }
}

/// Both press at the same moment: one of them gets to look first.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_at_the_same_moment_one_is_asked_to_look() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start_undoing(engine, Whatsapp, monday()).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let (first, second) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let page = ticket_page(ticket.id);
        let to = format!("{page}/answer");
        let opened = first.page(&page).await;
        let seen = hidden(&opened, "seen");
        let fields = [("text", "Réponse"), ("seen", seen)];
        let (one, other) = tokio::join!(first.send(&page, &to, &fields), second.send(&page, &to, &fields));
        let mut both = [one.status(), other.status()];
        both.sort_unstable();
        assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::CONFLICT]);
        assert_eq!(app.count("answer").await, 1);
    }
}

#[tokio::test]
async fn a_draft_is_found_again_on_another_device_and_goes_when_it_is_sent() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let (_person, ticket) = Person::asked(&app, Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(ticket.id);
        let keep = format!("{page}/draft");
        let kept = operator.does(&page, &keep, &[("text", "Demi-phrase <"), ("italian", "Mezza frase")]).await;
        assert!(kept.contains(&words().console_answering_notice_draft()));
        // Its words are sealed.
        let sealed: Vec<(Vec<u8>,)> = app.rows("SELECT body_sealed FROM draft").await;
        assert!(!sealed[0].0.windows(5).any(|part| part == b"Demi-"));
        let again = operator.page(&page).await;
        assert_eq!(boxed(&again), "Demi-phrase &#60;");
        assert!(again.contains("Mezza frase"));
        let colleague = Member::of(&app, "mediator").await;
        let seen = colleague.page(&page).await;
        assert!(seen.contains("Demi-phrase") && boxed(&seen).is_empty(), "shown, but not in their own box");
        let said = words().console_answering_colleague("23/11/2026 10:00", "Somebody");
        assert!(seen.contains(&said), "{said} is not in {seen}");
        // Every few seconds is one deed.
        for words in ["Demi-phrase e", "Demi-phrase et"] {
            operator.send(&page, &keep, &[("text", words), ("by", "script")]).await;
        }
        assert_eq!((audit(&app, "draft").await.len(), app.count("draft").await), (1, 1));
        operator.does(&page, &format!("{page}/answer"), &[("text", "Phrase")]).await;
        assert_eq!(app.count("draft").await, 0);
        operator.send(&page, &keep, &[("text", "x"), ("by", "script")]).await;
        operator.send(&page, &keep, &[("text", " "), ("by", "script")]).await;
        assert_eq!(app.count("draft").await, 0, "an empty box is no draft");
        let coordinator = Member::of(&app, "coordinator").await;
        let refused = coordinator.send("/console/tickets", &keep, &[("text", "x")]).await;
        assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    }
}
