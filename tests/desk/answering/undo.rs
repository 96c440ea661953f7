//! Ten seconds in which an answer can be undone, and what becomes of it afterwards.

use super::*;
use files::PHOTO;
use uuid::Uuid;

const WORDS: &str = "Voici <la> réponse";

#[tokio::test]
async fn an_answer_waits_ten_seconds_and_comes_back_when_it_is_undone() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start_undoing(engine, gateway::channel::Channel::Whatsapp, monday()).await;
        let (_person, ticket) = Person::asked(&app, gateway::channel::Channel::Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(ticket.id);
        let before = provider.went_to("+39 1").len();
        let fields = [("text", WORDS), ("italian", "Ecco la risposta")];
        let after = operator.does(&page, &format!("{page}/answer"), &fields).await;
        let has = |part: &str| assert!(after.contains(part), "{part} is not in {after}");
        has(&words().console_answering_notice_waits());
        has("data-left=\"10\"");
        has("Voici &#60;la&#62; réponse");
        has("Ecco la risposta");
        assert_eq!(boxed(&after), "");
        // A button that was pressed twice sends once.
        operator.does(&page, &format!("{page}/answer"), &fields).await;
        assert_eq!(app.count("answer").await, 1);
        app.clock.advance(SignedDuration::from_secs(9));
        carried_out(&app).await;
        assert_eq!(provider.went_to("+39 1").len(), before, "nothing goes before its time");

        let id: (Uuid,) = app.rows("SELECT id FROM answer").await[0];
        let undone = operator.does(&page, &format!("{page}/answers/{}/undo", id.0), &[]).await;
        assert!(undone.contains(&words().console_answering_notice_undone()));
        assert_eq!(boxed(&undone), "Voici &#60;la&#62; réponse");
        assert!(undone.contains("Ecco la risposta"));
        app.clock.advance(SignedDuration::from_secs(60));
        carried_out(&app).await;
        assert_eq!(provider.went_to("+39 1").len(), before);
        assert_eq!(audit(&app, "undo").await, [("undo".to_owned(), "answer".to_owned())]);

        // Sent again it goes, and then it is too late.
        operator.does(&page, &format!("{page}/answer"), &fields).await;
        app.clock.advance(SignedDuration::from_secs(10));
        carried_out(&app).await;
        assert!(provider.went_to("+39 1").last().unwrap().text.contains(WORDS));
        let id: (Uuid,) = app.rows("SELECT id FROM answer WHERE state = 'sent'").await[0];
        let late = operator.does(&page, &format!("{page}/answers/{}/undo", id.0), &[]).await;
        assert!(late.contains(&words().console_answering_notice_too_late()));
        assert_eq!(boxed(&late), "");
        // The Italian version stands beside what was sent, the original first.
        let (original, italian) = (late.find("Voici &#60;la&#62;").unwrap(), late.find("Ecco la risposta").unwrap());
        assert!(original < italian && late.contains("<div class=\"beside\">"));
        assert_eq!(app.count("draft").await, 0);

        // Guessed ids, and another ticket's page.
        let guessed = operator.send(&page, &format!("{page}/answers/{}/undo", Uuid::now_v7()), &[]).await;
        assert_eq!(guessed.status(), StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_file_waits_with_its_answer_and_goes_once_however_many_carry_it_out() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start_undoing(engine, gateway::channel::Channel::Whatsapp, monday()).await;
        let (_person, ticket) = Person::asked(&app, gateway::channel::Channel::Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        let answer = operator.answers_with(ticket.id, WORDS, ("foto.jpg", PHOTO)).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        let twice = operator.answers_with(ticket.id, WORDS, ("foto.jpg", PHOTO)).await;
        assert_eq!((twice.status(), files_in(&app)), (StatusCode::SEE_OTHER, 1));
        assert!(operator.page(&ticket_page(ticket.id)).await.contains("foto.jpg"));
        assert_eq!(app.count("media").await, 0);
        let before = provider.went_to("+39 1").len();
        app.clock.advance(SignedDuration::from_secs(10));
        let id: (Uuid,) = app.rows("SELECT id FROM answer").await[0];
        let all = futures::future::join_all((0..4).map(|_| app.turns.carry_out(id.0))).await;
        carried_out(&app).await;
        assert!(all.into_iter().all(|carried| carried.is_ok()));
        let went = &provider.went_to("+39 1")[before..];
        assert_eq!(went.iter().filter(|went| went.text.contains(WORDS)).count(), 1);
        assert_eq!(went.iter().filter(|went| went.file.as_deref() == Some(PHOTO)).count(), 1);
        // The copy that waited is litter, and gone.
        for _ in 0..200 {
            if app.count("litter").await == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert_eq!(files_in(&app), 1);
    }
}

fn files_in(app: &App) -> usize {
    let folder = app.database.folder.path().join("files");
    std::fs::read_dir(folder).unwrap().flatten().flat_map(|entry| std::fs::read_dir(entry.path()).unwrap()).count()
}

#[tokio::test]
async fn what_cannot_be_carried_out_comes_back_and_its_author_is_told() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start_undoing(engine, gateway::channel::Channel::Whatsapp, monday()).await;
        let (_person, ticket) = Person::asked(&app, gateway::channel::Channel::Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        operator.answers_with(ticket.id, WORDS, ("foto.jpg", PHOTO)).await;
        // The store of files has lost it.
        let file: (Option<Uuid>,) = app.rows("SELECT file_id FROM answer").await[0];
        app.database.store.files.remove(file.0.unwrap()).await.unwrap();
        // Meanwhile something else is being typed.
        let page = ticket_page(ticket.id);
        operator.does(&page, &format!("{page}/draft"), &[("text", "Autre chose")]).await;
        let before = provider.went_to("+39 1").len();
        app.clock.advance(SignedDuration::from_secs(10));
        carried_out(&app).await;
        assert_eq!(provider.went_to("+39 1").len(), before);
        let state: (String, Option<String>) = app.rows("SELECT state, error FROM answer").await.remove(0);
        assert_eq!(state, ("refused".to_owned(), Some("its file cannot be read".to_owned())));
        let told: Vec<(String,)> = app.rows("SELECT kind FROM notification").await;
        assert!(told.contains(&("answer-refused".to_owned(),)));
        let shown = operator.page(&page).await;
        assert_eq!(boxed(&shown), "Voici &#60;la&#62; réponse\n\nAutre chose", "nothing is lost");
    }
}

#[tokio::test]
async fn who_is_erased_takes_the_waiting_answer_and_its_file_along() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start_undoing(engine, gateway::channel::Channel::Whatsapp, monday()).await;
        let (person, ticket) = Person::asked(&app, gateway::channel::Channel::Whatsapp, "+39 1").await;
        let operator = Member::of(&app, "operator").await;
        operator.answers_with(ticket.id, WORDS, ("foto.jpg", PHOTO)).await;
        assert_eq!(files_in(&app), 1);
        person.says("menu").await;
        person.says("effacer mes données").await;
        person.presses("erase", "erase-yes").await;
        app.a_day_later().await;
        let before = provider.went_to("+39 1").len();
        app.clock.advance(SignedDuration::from_secs(10));
        carried_out(&app).await;
        assert_eq!((app.count("answer").await, provider.went_to("+39 1").len()), (0, before));
        jobs::fetch::round(&app.turns, &jobs::fetch::Carriers::new()).await.unwrap();
        assert_eq!(files_in(&app), 0);
    }
}

#[tokio::test]
async fn what_is_too_long_or_hostile_stays_in_its_box() {
    for engine in Engine::all() {
        let app = App::start(engine).await;
        let mut worker = tests::Worker::at_menu(&app, 1, "fr").await;
        worker.presses("person").await;
        worker.says("<img src=x onerror=alert(1)> aidez-moi").await;
        let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
        let operator = Member::of(&app, "operator").await;
        let page = ticket_page(ticket.id);
        let long = format!("</textarea><script>alert(1)</script>{}", "à".repeat(4001));
        for field in ["text", "italian"] {
            let mut fields = vec![("text", "D'accord"), (field, long.as_str())];
            fields.dedup_by_key(|field| field.0);
            if field == "text" {
                fields = vec![("text", long.as_str())];
            }
            let answer = operator.send(&page, &format!("{page}/answer"), &fields).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let shown = html(answer).await;
            assert!(shown.contains(&words().console_error_long(4000)) && shown.contains("àààà"));
            assert!(!shown.contains("<script>alert") && !shown.contains("<img src=x"), "{shown}");
        }
        assert_eq!(app.count("answer").await, 0);
        // It is kept for another day, too.
        assert!(operator.page(&page).await.contains("àààà"));
    }
}

#[tokio::test]
async fn closing_comes_after_ones_own_answer_and_stays_after_a_colleagues() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start_undoing(engine, gateway::channel::Channel::Whatsapp, monday()).await;
        let (_person, ticket) = Person::asked(&app, gateway::channel::Channel::Whatsapp, "+39 1").await;
        let (operator, mediator) = (Member::of(&app, "operator").await, Member::of(&app, "mediator").await);
        let (page, close) = (ticket_page(ticket.id), format!("{}/close", ticket_page(ticket.id)));
        let state = async || app.tickets().await[0].state.clone();
        let place = |words: &str| provider.went_to("+39 1").iter().position(|went| went.text.contains(words));

        // Within the ten seconds: the answer goes first, then the news that the ticket is closed.
        operator.does(&page, &format!("{page}/answer"), &[("text", WORDS)]).await;
        let shown = operator.page(&page).await;
        let (_, form) = shown.split_once(&format!("{close}\"")).expect("a form to close it");
        operator.does(&page, &close, &[("seen", hidden(form, "seen"))]).await;
        app.settled().await;
        let news = bot::text::news_closed(ticket.reference().to_string()).in_language(bot::language::Language::French);
        assert!(place(WORDS).unwrap() < place(&news).unwrap());
        app.clock.advance(SignedDuration::from_secs(60));
        carried_out(&app).await;
        assert_eq!(state().await, "closed");
        assert_eq!(provider.went_to("+39 1").iter().filter(|went| went.text.contains(WORDS)).count(), 1);

        // A colleague's answer can still be undone; it goes, and what was closed stays closed.
        mediator.does(&page, &format!("{page}/reopen"), &[]).await;
        operator.does(&page, &format!("{page}/answer"), &[("text", "Encore un mot")]).await;
        app.clock.advance(SignedDuration::from_secs(1));
        mediator.does(&page, &close, &[("tell", "no")]).await;
        app.settled().await;
        assert_eq!(place("Encore un mot"), None);
        app.clock.advance(SignedDuration::from_secs(60));
        carried_out(&app).await;
        assert!(place("Encore un mot").is_some());
        assert_eq!(state().await, "closed");
        // To answer what is closed opens it, as ever.
        operator.does(&page, &format!("{page}/answer"), &[("text", "Et encore")]).await;
        app.clock.advance(SignedDuration::from_secs(60));
        carried_out(&app).await;
        assert_eq!(state().await, "answered");
    }
}
