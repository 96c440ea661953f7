//! The providers, one of them behind a line that can be bad, and people on each of them.

use bot::language::Language;
use gateway::channel::{
    Carrier, Channel,
    messenger::carriers,
    sms::Sms,
    telegram::{Settings, Telegram},
};
use gateway::inbound::messenger::Hook;
use serde_json::json;
use std::{sync::Arc, time::Duration};
use tests::{
    App, Engine, Worker,
    app::{OPEN, TOKEN},
    faulty::Line,
    messenger::{self, Call, Meta},
    sms::{PUBLIC, Phone, Provider, Sent as Text},
    telegram::StandIn,
    whatsapp::{self, Graph, Sent},
};
use tokio::time::{sleep, timeout};
use uuid::Uuid;

/// All providers but Telegram, which the service has with it.
pub struct Providers {
    graph: Graph,
    meta: Meta,
    sms: Provider,
}

impl Providers {
    /// The service with all of them; the line to this one is returned.
    pub async fn open(engine: Engine, bad: Channel) -> (App, Self, Line) {
        let (telegram, graph, meta, sms) =
            tokio::join!(StandIn::start(), Graph::start(), Meta::start(), Provider::start());
        let line = Line::to(match bad {
            Channel::Telegram => &telegram.url,
            Channel::Whatsapp => &graph.url,
            Channel::Sms => &sms.url,
            _ => &meta.url,
        })
        .await;
        let (mut to_telegram, mut to_graph, mut to_meta) = (telegram.clone(), graph.clone(), meta.clone());
        let mut to_sms = sms.settings();
        match bad {
            Channel::Telegram => to_telegram.url.clone_from(&line.url),
            Channel::Whatsapp => to_graph.url.clone_from(&line.url),
            Channel::Sms => to_sms.account.api_url.clone_from(&line.url),
            _ => to_meta.url.clone_from(&line.url),
        }
        let mut app = App::with_channels(engine, OPEN, false, |webhooks, open| {
            let token = bot::private::Private::new(TOKEN.to_owned());
            let settings = Settings { api_url: to_telegram.url.clone(), token, per_second: 0 };
            open[0] = Arc::new(Telegram::new(&settings).unwrap()) as Arc<dyn Carrier>;
            let (webhook, client) = to_graph.channel();
            webhooks.whatsapp = Some(Arc::new(webhook));
            open.push(Arc::new(client));
            webhooks.messenger = Some(Arc::new(Hook::new(&to_meta.settings())));
            open.extend(carriers(&to_meta.settings()).unwrap());
            webhooks.sms = Some(Arc::new(sms.settings()));
            open.push(Arc::new(Sms::new(to_sms, PUBLIC).unwrap()));
        })
        .await;
        app.telegram = telegram;
        (app, Self { graph, meta, sms }, line)
    }
}

/// Somebody with an open question to a person.
pub struct Person<'a> {
    on: On<'a>,
    pub ticket: Uuid,
    /// Of so many messages the provider has told that it has them.
    told: usize,
}

enum On<'a> {
    Telegram(Worker<'a>),
    Whatsapp(whatsapp::Person<'a>),
    Meta(messenger::Person<'a>),
    Sms(Box<Phone<'a>>),
}

impl<'a> Person<'a> {
    pub async fn asked(app: &'a App, providers: &'a Providers, channel: Channel, id: u64) -> Self {
        let on = match channel {
            Channel::Telegram => {
                let mut worker = Worker::at_menu(app, id as i64, "fr").await;
                worker.presses("person").await;
                worker.says("Bonjour").await;
                On::Telegram(worker)
            }
            Channel::Whatsapp => {
                let number = format!("1650555000{id}");
                let mut person = whatsapp::Person::at_menu(app, &providers.graph, &number).await;
                person.presses("person").await;
                person.says("Bonjour").await;
                On::Whatsapp(person)
            }
            Channel::Sms => {
                let number = format!("+39333000000{id}");
                let mut phone = Phone::at_menu(app, &providers.sms, &number, Language::French).await;
                phone.picks("person").await;
                phone.types("Bonjour").await;
                On::Sms(Box::new(phone))
            }
            _ => {
                let mut person = messenger::Person::at_menu(app, &providers.meta, channel, id).await;
                person.presses("person").await;
                person.says("Bonjour").await;
                On::Meta(person)
            }
        };
        let ticket = app.tickets().await.pop().expect("a question to a person").id;
        let mut person = Self { on, ticket, told: 0 };
        person.told = person.got().len();
        person
    }

    /// The staff's answers that have arrived, as often as they have.
    pub fn heard(&self) -> Vec<&'static str> {
        let word = |got: String| ["Un", "Deux", "Trois"].into_iter().find(|word| got.contains(&format!(": {word}\"")));
        self.got().into_iter().filter_map(word).collect()
    }

    pub async fn hears(&self, messages: usize) {
        let look = async {
            while self.heard().len() < messages {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(2), look).await.expect("one person's silence is not the other's");
    }

    /// Everything that has arrived, as JSON strings.
    fn got(&self) -> Vec<String> {
        match &self.on {
            On::Telegram(worker) => {
                worker.app.telegram.sent_to(worker.chat).iter().map(|it| it["text"].to_string()).collect()
            }
            On::Whatsapp(person) => person.got().iter().map(|sent| sent.body.to_string()).collect(),
            On::Meta(person) => person.sent().iter().map(|call| call.json["message"]["text"].to_string()).collect(),
            On::Sms(phone) => {
                phone.provider.sent_to(&phone.number).iter().map(|sent| json!(sent.body).to_string()).collect()
            }
        }
    }

    /// The provider tells what it has taken since the last time, with our id, where it does so at all; whether there was any.
    pub async fn tells_what_has_come(&mut self) -> bool {
        let come = self.got().len();
        let told = std::mem::replace(&mut self.told, come);
        match &self.on {
            On::Whatsapp(person) => {
                for sent in &person.got()[told..self.told] {
                    tell_status(person.app, sent).await;
                }
            }
            On::Meta(person) if person.channel == Channel::Messenger => {
                for call in &person.sent()[told..self.told] {
                    tell_echo(person, call).await;
                }
            }
            On::Sms(phone) => {
                for sent in &phone.provider.sent_to(&phone.number)[told..self.told] {
                    tell_report(phone, sent).await;
                }
            }
            On::Telegram(_) | On::Meta(_) => {}
        }
        come > told
    }

    /// Writes, and has an answer before anybody would look up.
    pub async fn is_answered_at_once(&self, row: &str) {
        let before = self.got().len();
        match &self.on {
            On::Telegram(worker) => {
                let text = worker.app.telegram.text(worker.chat, "menu");
                assert_eq!(worker.app.deliver(&text).await, 200);
            }
            On::Whatsapp(person) => {
                let text = whatsapp::delivery(&[person.text("menu")]);
                assert_eq!(whatsapp::deliver(person.app, &text).await, 200);
            }
            On::Meta(_) | On::Sms(_) => unreachable!("the other channel is one of the two"),
        }
        let look = async {
            while self.got().len() == before {
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(2), look).await.unwrap_or_else(|_| panic!("{row}: the other channel waits"));
    }
}

async fn tell_status(app: &App, sent: &Sent) {
    let told = whatsapp::value(&sent.number, &json!({"statuses": [whatsapp::status(sent, "sent")]}));
    assert_eq!(whatsapp::deliver(app, &whatsapp::delivery(&[told])).await, 200);
}

async fn tell_echo(person: &messenger::Person<'_>, call: &Call) {
    let echo = person.echo(call, call.json["message"]["metadata"].as_str());
    assert_eq!(messenger::deliver(person.app, &echo).await, 200);
}

async fn tell_report(phone: &Phone<'_>, sent: &Text) {
    assert_eq!(phone.provider.reports(phone.app, sent, "sent", None).await, 200);
}
