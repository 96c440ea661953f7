//! One person on two channels: an operator makes two contacts one, and one two. Everything stays readable.

use super::{
    ROLES, audit,
    files::{PHOTO, VOICE},
    member::{Member, html, ticket_page},
    provider::{Person, Provider},
    words,
};
use bot::{command::TicketCommand, language::Language, private::Private, reference::Reference, text};
use gateway::{channel::Channel::Whatsapp, store::media::FileKind};
use reqwest::StatusCode;
use std::sync::Arc;
use tests::{App, Engine, Worker, app::Ticket, reports::REGULAR};
use uuid::Uuid;

/// A report from Puglia, from the first question to the last.
fn report() -> impl Iterator<Item = (&'static str, &'static str)> {
    let place = [("danger", "no"), ("about", "me"), ("region", "puglia"), ("province", "Foggia")];
    place.into_iter().chain(REGULAR).chain([("summary", "send")])
}

/// Somebody with a half told report on Telegram and an answered request; somebody with a report that was decided on, an answered
/// request, a voice note and a photo on WhatsApp.
struct Two<'a> {
    telegram: Worker<'a>,
    whatsapp: Person<'a>,
    /// Telegram's, WhatsApp's, and WhatsApp's report.
    tickets: [Ticket; 3],
    files: [Uuid; 2],
    operator: Member,
}

impl<'a> Two<'a> {
    async fn set_up(app: &'a App) -> Self {
        let operator = Member::of(app, "operator").await;
        let mut telegram = Worker::at_menu(app, 1, "fr").await;
        telegram.presses("person").await;
        telegram.says("Bonjour de Telegram").await;
        telegram.says("menu").await;
        telegram.presses("report").await;
        telegram.presses("yes").await;
        telegram.answers(&[("danger", "no"), ("about", "me"), ("region", "puglia")]).await;
        let (whatsapp, _) = Person::asked(app, Whatsapp, "+39 1").await;
        let voice = whatsapp.sends(FileKind::Voice, "", VOICE).await;
        let photo = whatsapp.sends(FileKind::Image, "p.jpg", PHOTO).await;
        whatsapp.says("menu").await;
        whatsapp.presses("menu", "report").await;
        whatsapp.presses("consent", "yes").await;
        for (question, choice) in report() {
            whatsapp.presses(&format!("report.{question}"), choice).await;
        }
        let report = app.tickets().await.pop().unwrap();
        let reason = Private::new("Fuori dalla regione".to_owned());
        app.attend(report.id, TicketCommand::Orient { reason }).await;
        let tickets: [Ticket; 3] = app.tickets().await.try_into().unwrap();
        for ticket in &tickets[..2] {
            let page = ticket_page(ticket.id);
            let words = format!("Réponse à {}", ticket.reference);
            operator.does(&page, &format!("{page}/answer"), &[("text", &words)]).await;
            operator.does(&page, &format!("{page}/hand-back"), &[]).await;
        }
        app.settled().await;
        telegram.reads().await;
        Self { telegram, whatsapp, tickets, files: [voice, photo], operator }
    }

    /// Messages, answers, files and the draft of both can be read.
    async fn is_whole(&mut self, provider: &Provider, app: &App) {
        let [one, two, report] = &self.tickets;
        for (ticket, said) in [(one, "Bonjour de Telegram"), (two, "Bonjour de +39 1")] {
            let page = self.operator.page(&ticket_page(ticket.id)).await;
            assert!(page.contains(said) && page.contains(&format!("Réponse à {}", ticket.reference)), "{page}");
        }
        let page = self.operator.page(&ticket_page(report.id)).await;
        for part in ["Foggia", "Fuori dalla regione", &words().console_case_4()] {
            assert!(page.contains(part), "{part} is not in {page}");
        }
        for (id, bytes) in self.files.into_iter().zip([VOICE, PHOTO]) {
            let read = self.operator.get(&format!("/console/media/{id}")).await;
            assert_eq!(read.bytes().await.unwrap(), bytes);
        }
        // The draft goes on where it was.
        let heard = self.telegram.says("menu").await;
        heard.has_not(&text::restarted().in_language(Language::French));
        self.telegram.presses("report").await.has(&text::ask_province().in_language(Language::French));
        let before = provider.went_to("+39 1").len();
        self.whatsapp.says("menu").await;
        assert!(provider.went_to("+39 1").len() > before, "the bot answers");
        assert_eq!(app.count("quarantine").await, 0);
    }

    /// Whether "my requests" shows both, or each only its own.
    async fn sees(&mut self, provider: &Provider, both: bool) {
        let [one, two, _] = &self.tickets;
        self.telegram.says("menu").await;
        let heard = self.telegram.presses("requests").await.text();
        assert_eq!((heard.contains(&one.reference), heard.contains(&two.reference)), (true, both), "{heard}");
        assert_eq!(heard.contains(&format!("Réponse à {}", two.reference)), both);
        self.whatsapp.says("menu").await;
        self.whatsapp.presses("menu", "requests").await;
        let heard = provider.went_to("+39 1").pop().unwrap().text;
        assert_eq!((heard.contains(&two.reference), heard.contains(&one.reference)), (true, both), "{heard}");
    }
}

async fn whatsapp_conversation(app: &App) -> Uuid {
    let rows: Vec<(Uuid,)> = app.rows("SELECT id FROM conversation WHERE channel = 'whatsapp'").await;
    rows[0].0
}

#[tokio::test]
async fn merged_and_split_again() {
    for engine in Engine::all() {
        let (provider, app): (Arc<Provider>, App) = Provider::start(engine, Whatsapp).await;
        let mut two = Two::set_up(&app).await;
        two.sees(&provider, false).await;
        let page = ticket_page(two.tickets[0].id);
        let other = two.tickets[1].reference.replace('-', " ");
        let before = two.operator.page(&page).await;
        assert!(before.contains(&words().console_person_one()) && !before.contains(&ticket_page(two.tickets[1].id)));

        // First what will happen, then that it happens.
        let merge = format!("{page}/merge");
        let asked = two.operator.send(&page, &merge, &[("reference", &other)]).await;
        assert_eq!(asked.status(), StatusCode::OK);
        let asked = html(asked).await;
        for part in
            [words().console_merge_text(), words().console_merge_warning(), "WhatsApp".into(), "Telegram".into()]
        {
            assert!(asked.contains(&part), "{part} is not in {asked}");
        }
        two.sees(&provider, false).await;
        let contacts: Vec<(Uuid,)> = app.rows("SELECT id FROM contact ORDER BY id").await;
        let after = two.operator.does(&page, &merge, &[("reference", &other), ("confirmed", "yes")]).await;
        assert!(
            after.contains(&words().console_notice_merged()) && after.contains(&ticket_page(two.tickets[1].id)),
            "{after}"
        );
        let written: Vec<(String, Option<Uuid>)> =
            app.rows("SELECT object, object_id FROM audit WHERE action = 'merge' ORDER BY id").await;
        let expected =
            [("contact/from".to_owned(), Some(contacts[1].0)), ("contact/into".to_owned(), Some(contacts[0].0))];
        assert_eq!(written, expected);
        two.is_whole(&provider, &app).await;
        two.sees(&provider, true).await;
        let again = two.operator.send(&page, &merge, &[("reference", &other), ("confirmed", "yes")]).await;
        assert_eq!(again.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html(again).await.contains(&words().console_merge_already()));

        let conversation = whatsapp_conversation(&app).await.to_string();
        let split = format!("{page}/split");
        let asked = two.operator.send(&page, &split, &[("conversation", &conversation)]).await;
        assert!(html(asked).await.contains(&words().console_split_text()));
        two.sees(&provider, true).await;
        let fields = [("conversation", conversation.as_str()), ("confirmed", "yes")];
        let after = two.operator.does(&page, &split, &fields).await;
        assert!(after.contains(&words().console_notice_split()) && !after.contains(&ticket_page(two.tickets[1].id)));
        assert_eq!((audit(&app, "split").await.len(), app.count("contact").await), (2, 2));
        two.is_whole(&provider, &app).await;
        two.sees(&provider, false).await;
        // Nothing is left to be split.
        assert_eq!(two.operator.send(&page, &split, &fields).await.status(), StatusCode::CONFLICT);
        assert_eq!(audit(&app, "split").await.len(), 2);
    }
}

#[tokio::test]
async fn what_cannot_be_merged_or_split_says_why() {
    for engine in Engine::all() {
        let (_provider, app) = Provider::start(engine, Whatsapp).await;
        let two = Two::set_up(&app).await;
        let page = ticket_page(two.tickets[0].id);
        let (merge, split) = (format!("{page}/merge"), format!("{page}/split"));
        let nobodys = Reference::from_entropy(42).to_string();
        for (typed, error) in [
            ("", words().console_reference_mistyped()),
            ("12<b>", words().console_reference_mistyped()),
            (&two.tickets[0].reference, words().console_merge_already()),
            (&nobodys, words().console_merge_unknown()),
        ] {
            let answer = two.operator.send(&page, &merge, &[("reference", typed), ("confirmed", "yes")]).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            let answer = html(answer).await;
            assert!(answer.contains(&error) && !answer.contains("12<b>"), "{answer}");
        }
        for conversation in ["x", ""] {
            let answer = two.operator.send(&page, &split, &[("conversation", conversation)]).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        }
        let others = whatsapp_conversation(&app).await.to_string();
        let answer = two.operator.send(&page, &split, &[("conversation", &others), ("confirmed", "yes")]).await;
        assert_eq!(answer.status(), StatusCode::CONFLICT, "a conversation of somebody else");

        // Whoever reads no conversation merges none.
        for role in ROLES {
            let member = if role == "operator" { continue } else { Member::of(&app, role).await };
            let may = matches!(role, "mediator" | "focal-point");
            let csrf_page = match role {
                "administrator" => "/console/staff",
                "legal-expert" => "/console/questions",
                _ => "/console/tickets",
            };
            for to in [&merge, &split] {
                let status =
                    member.send(csrf_page, to, &[("reference", "1"), ("conversation", &others)]).await.status();
                assert_eq!(status != StatusCode::NOT_FOUND, may, "{role} {to}");
            }
        }

        // Erased while the page was being read.
        two.whatsapp.says("effacer mes données").await;
        two.whatsapp.presses("erase", "erase-yes").await;
        let fields = [("reference", two.tickets[1].reference.as_str()), ("confirmed", "yes")];
        let answer = two.operator.send(&page, &merge, &fields).await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(html(answer).await.contains(&words().console_merge_unknown()));
        let gone = ticket_page(two.tickets[1].id);
        let answer = two.operator.send(&page, &format!("{gone}/merge"), &[("reference", "1")]).await;
        assert_eq!(answer.status(), StatusCode::GONE);
        app.a_day_later().await;
        let answer = two.operator.send(&page, &format!("{gone}/merge"), &[("reference", "1")]).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND);
        assert!(audit(&app, "merge").await.is_empty() && audit(&app, "split").await.is_empty());
    }
}

/// Both at once, in both directions: one of them wins, nothing is lost, nobody sees an error page.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_operators_merge_the_same_two_people() {
    for engine in Engine::all() {
        let (provider, app) = Provider::start(engine, Whatsapp).await;
        let mut two = Two::set_up(&app).await;
        let colleague = Member::of(&app, "mediator").await;
        let [one, other] = [&two.tickets[0], &two.tickets[1]];
        let (first, second) = (ticket_page(one.id), ticket_page(other.id));
        let (to_first, to_second) = (format!("{first}/merge"), format!("{second}/merge"));
        let fields = [("reference", other.reference.as_str()), ("confirmed", "yes")];
        let reverse = [("reference", one.reference.as_str()), ("confirmed", "yes")];
        let (a, b) =
            tokio::join!(two.operator.send(&first, &to_first, &fields), colleague.send(&second, &to_second, &reverse),);
        let mut statuses = [a.status().as_u16(), b.status().as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses[0], 303, "{statuses:?}");
        assert!(matches!(statuses[1], 409 | 422), "{statuses:?}");
        assert_eq!((app.count("contact").await, audit(&app, "merge").await.len()), (1, 2));
        two.is_whole(&provider, &app).await;
        two.sees(&provider, true).await;
    }
}
