//! Anybody can write any sender on a mail: through both servers, a stranger in a worker's name reads and deletes nothing.

use super::service;
use bot::{command::TicketCommand, language::Language, private::Private, receipt::Code, text};
use std::sync::Arc;
use tests::{
    Engine,
    mail::{Correspondent, Servers, taken},
};

fn fr(text: &text::Text) -> String {
    text.in_language(Language::French)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stranger_in_a_workers_name_deletes_nothing_and_the_worker_does() {
    let Some(servers) = Servers::get() else { return };
    for engine in Engine::all() {
        let settings = Arc::new(servers.settings());
        let (app, _reading) = service(engine, &settings).await;
        let help = &settings.own.address;
        let mut worker = Correspondent::new(&app, servers.person("worker"), &settings);
        worker.says("Bonjour").await;
        worker.chooses("fr").await;
        worker.chooses("person").await;
        worker.says("Mon patron garde mon passeport.").await;
        let [ticket] = &app.tickets().await[..] else { panic!("one ticket") };
        app.attend(ticket.id, TicketCommand::Answer { text: Private::new("La reponse".to_owned()) }).await;
        app.attend(ticket.id, TicketCommand::HandBack).await;
        worker.reads().await;

        let stranger = servers.person("stranger");
        let mut posted = 4;
        for words in ["menu", "effacer mes données", "oui", "123456"] {
            stranger.posts(help, worker.person.letter(help, "", words)).await;
            posted += 1;
            taken(&app, posted).await;
        }
        assert_eq!((app.count("erasure").await, app.count("ticket").await), (0, 1), "{engine:?}");
        let heard = worker.reads().await;
        assert!(heard.contains(&fr(&text::erase_ask())) && heard.contains(&fr(&text::prove_wrong())), "{heard}");
        assert!(stranger.inbox().await.is_empty(), "what is asked back goes to the worker alone");

        worker.person.posts(help, worker.answer("effacer mes données")).await;
        taken(&app, posted + 1).await;
        let asked = worker.reads().await;
        let code = Code::read(&asked).unwrap_or_else(|| panic!("no code in {asked}")).to_string();
        worker.person.posts(help, worker.answer(&code)).await;
        taken(&app, posted + 2).await;
        assert_eq!(app.count("erasure").await, 1, "{engine:?}: {}", worker.reads().await);
        assert_eq!(app.count("quarantine").await, 0);
    }
}
