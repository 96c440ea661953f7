//! Workers who do the same things side by side, and the staff who answer them, on a database of their own. The provider is a
//! stand-in that takes everything at once: what is measured is the service's own work, from the update to the message that is
//! noted as sent.

use bot::{command::TicketCommand, private::Private};
use futures::future::BoxFuture;
use gateway::{
    channel::{Carrier, Channel, Delivery, Outgoing, SendError, telegram::parse},
    clock::Clock,
    outbound,
    turn::Turns,
};
use std::{sync::Arc, time::Duration};
use tests::{
    Engine,
    app::OPEN,
    dialogue::{
        REPORT,
        Step::{self, Presses, Says},
    },
    engine::Database,
};
use tokio::sync::watch;
use uuid::Uuid;

/// Stands in the query that only waits, so that it is not counted.
pub const WAITS: &str = "guard_waits";
/// No step takes longer, not even under valgrind.
const PATIENCE: Duration = Duration::from_secs(120);

/// Something that a worker comes for.
struct Dialogue {
    name: &'static str,
    /// The way there from the dialogue before, which is not measured.
    before: &'static [Step],
    steps: &'static [Step],
}

const DIALOGUES: [Dialogue; 4] = [
    Dialogue { name: "first-message", before: &[], steps: &[Says("/start"), Presses("language", "it")] },
    Dialogue {
        name: "information",
        before: &[],
        steps: &[
            Presses("menu", "information"),
            Presses("topics", "pay"),
            Presses("topic.pay.0", "continue"),
            Presses("topic.pay.1", "continue"),
            Presses("topic.pay.2", "yes"),
        ],
    },
    Dialogue {
        name: "question",
        before: &[Presses("topics", "menu")],
        steps: &[Presses("menu", "person"), Says("Il mio capo non mi paga da due mesi. Cosa posso fare?")],
    },
    Dialogue {
        name: "report",
        before: &[Says("menu"), Presses("menu", "report"), Presses("consent", "yes")],
        steps: &REPORT,
    },
];
/// The fifth: a person answers each report.
const ANSWER: &str = "answer";
const WORDS: &str = "Possiamo aiutarla. Venga domani mattina allo sportello, con i documenti che ha.";

/// What is done at both ends of what is measured.
pub trait Meter {
    fn begins(&mut self);
    /// So many turns later.
    fn ends(&mut self, dialogue: &'static str, turns: usize);
}

/// The service, its stand-in of a provider, and who has written so far.
pub struct Helpdesk {
    turns: Turns,
    database: Database,
    sent: watch::Sender<usize>,
    /// How many messages one person hears at each step, in their order; learned from the first person.
    hears: Vec<usize>,
    /// How many people have walked through.
    people: usize,
    /// The last number that an update or a chat has had.
    last: i64,
}

impl Helpdesk {
    /// A new one, through which one person has walked: its caches are filled.
    pub async fn open(engine: Engine) -> Self {
        let database = Database::new(engine).await;
        let turns = Turns::start(database.store.clone(), Clock::standing_at(OPEN.parse().unwrap()));
        let sent = watch::Sender::new(0);
        tokio::spawn(outbound::run(turns.clone(), Arc::new(Provider(sent.clone()))));
        let mut helpdesk = Self { turns, database, sent, hears: Vec::new(), people: 0, last: 0 };
        helpdesk.walk(1, &mut Unmeasured).await;
        helpdesk
    }

    /// So many new people go through all dialogues, step by step side by side.
    pub async fn walk(&mut self, people: usize, meter: &mut impl Meter) {
        self.people += people;
        let chats: Vec<i64> = (0..people).map(|_| self.number()).collect();
        let mut place = 0;
        for dialogue in DIALOGUES {
            for step in dialogue.before {
                self.step(&chats, *step, place).await;
                place += 1;
            }
            self.refresh().await;
            meter.begins();
            for step in dialogue.steps {
                self.step(&chats, *step, place).await;
                place += 1;
            }
            meter.ends(dialogue.name, dialogue.steps.len() * people);
        }
        // The dialogues say what the bot asks, or this fails.
        let asked = self.tickets("SELECT id FROM ticket WHERE kind = 'question' AND state = 'new'").await;
        let reported = self.tickets("SELECT id FROM ticket WHERE kind = 'report' AND state = 'new'").await;
        assert_eq!((asked.len(), reported.len()), (self.people, people), "everybody has asked and reported");
        self.refresh().await;
        meter.begins();
        let before = *self.sent.borrow();
        for ticket in reported {
            let act = TicketCommand::Answer { text: Private::new(WORDS.to_owned()) };
            self.turns.attend(Uuid::now_v7(), ticket, act).await.unwrap();
        }
        self.hear(before, people, place).await;
        meter.ends(ANSWER, people);
        let answered = self.tickets("SELECT id FROM ticket WHERE state = 'answered'").await;
        assert_eq!(answered.len(), self.people, "everybody has an answer");
    }

    /// One step of all of them, as one delivery; returns when what follows is noted as sent.
    async fn step(&mut self, chats: &[i64], step: Step, place: usize) {
        let before = *self.sent.borrow();
        let mut arrivals = Vec::with_capacity(chats.len());
        for chat in chats {
            let update = step.update(*chat, self.number(), "label").to_string();
            match parse(&update, &self.database.store.master).unwrap().delivery {
                Delivery::Arrival(arrival) => arrivals.push(*arrival),
                _ => panic!("{step:?} is something that a worker does"),
            }
        }
        self.turns.take_in_order(arrivals).await.unwrap();
        self.hear(before, chats.len(), place).await;
    }

    /// Waits for the messages that follow from a step, which the first person counts for all others.
    async fn hear(&mut self, before: usize, people: usize, place: usize) {
        if let Some(hears) = self.hears.get(place) {
            let all = before + hears * people;
            let sent = async { self.sent.subscribe().wait_for(|sent| *sent >= all).await.map(|_| ()) };
            tokio::time::timeout(PATIENCE, sent).await.expect("everybody hears what the first has heard").unwrap();
        }
        while self.waiting().await > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        if self.hears.len() == place {
            self.hears.push(*self.sent.borrow() - before);
        }
    }

    async fn waiting(&self) -> i64 {
        let mut reader = self.database.store.reader().await.unwrap();
        gateway::sql!(Reader: &mut reader, c => sqlx::query_scalar(
            "SELECT COUNT(*) AS guard_waits FROM outbox WHERE state = 'queued'").fetch_one(c).await)
        .unwrap()
    }

    async fn tickets(&self, query: &'static str) -> Vec<Uuid> {
        let mut reader = self.database.store.reader().await.unwrap();
        gateway::sql!(Reader: &mut reader, c => sqlx::query_scalar(query).fetch_all(c).await).unwrap()
    }

    /// What the staff edit is read now, and not somewhere in a dialogue because it has grown old.
    async fn refresh(&self) {
        self.turns.house_changed().await;
        self.turns.house().await.unwrap();
    }

    fn number(&mut self) -> i64 {
        self.last += 1;
        self.last
    }
}

struct Unmeasured;

impl Meter for Unmeasured {
    fn begins(&mut self) {}
    fn ends(&mut self, _: &'static str, _: usize) {}
}

/// Takes every message at once, and counts them.
struct Provider(watch::Sender<usize>);

impl Carrier for Provider {
    fn channel(&self) -> Channel {
        Channel::Telegram
    }

    fn per_second(&self) -> u32 {
        0
    }

    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        self.0.send_modify(|sent| *sent += 1);
        Box::pin(async { Ok(Some(message.id.to_string())) })
    }
}
