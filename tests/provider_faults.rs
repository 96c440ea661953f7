//! What every provider reached over HTTP does to us sooner or later: "too many requests" with and without a time, an hour of
//! errors, silence, half an answer, broken connections. Afterwards each message has arrived once and in order for its
//! person, and nobody on another channel has waited. One table: providers and people are in `people`.

mod endless;
mod people;

use bot::{command::TicketCommand, private::Private};
use futures::future::join_all;
use gateway::channel::Channel;
use jiff::SignedDuration;
use people::{Person, Providers};
use std::time::Duration;
use tests::{
    App, Engine,
    faulty::{Fault, Line},
};
use tokio::time::{sleep, timeout};
use uuid::Uuid;

const PROVIDERS: [Channel; 5] =
    [Channel::Telegram, Channel::Whatsapp, Channel::Messenger, Channel::Instagram, Channel::Sms];

/// How long a line is bad.
#[derive(Clone, Copy, Debug)]
enum Lasts {
    Times(usize),
    AnHour,
}

use Fault::{Endless, HalfAnswer, Reset, Silence, Status};
use Lasts::{AnHour, Times};

const TABLE: [(Fault, Lasts); 16] = [
    (Status(429, None), Times(1)),
    (Status(429, None), Times(3)),
    (Status(429, None), AnHour),
    (Status(429, Some(30)), Times(1)),
    (Status(429, Some(30)), Times(3)),
    (Status(429, Some(30)), AnHour),
    (Status(500, None), Times(1)),
    (Status(500, None), Times(3)),
    (Status(500, None), AnHour),
    (Reset, Times(1)),
    (Reset, Times(3)),
    (HalfAnswer, Times(1)),
    (HalfAnswer, Times(3)),
    (Endless(200), Times(1)),
    (Endless(200), Times(3)),
    (Endless(500), Times(3)),
];

/// Of an answer without end so much goes into the buffers of the line and of the service, at most.
const READ: usize = 24 * 1024 * 1024;

#[tokio::test(flavor = "multi_thread")]
async fn after_every_fault_each_message_has_arrived_once_and_in_order() {
    for engine in Engine::all() {
        all_meet(engine, &TABLE).await;
    }
}

/// The service itself decides after 20 seconds that nobody will answer; these are real.
#[tokio::test(flavor = "multi_thread")]
async fn silence_is_waited_for_by_nobody_else() {
    all_meet(Engine::Sqlite, &[(Silence, Times(1))]).await;
}

/// All providers side by side.
async fn all_meet(engine: Engine, table: &'static [(Fault, Lasts)]) {
    for met in join_all(PROVIDERS.map(|channel| tokio::spawn(meets(engine, channel, table)))).await {
        met.unwrap();
    }
}

/// Two people on this channel, one on another, and one row of the table after the other.
async fn meets(engine: Engine, channel: Channel, table: &'static [(Fault, Lasts)]) {
    let (app, providers, line) = Providers::open(engine, channel).await;
    let other = if channel == Channel::Telegram { Channel::Whatsapp } else { Channel::Telegram };
    let mut people =
        [Person::asked(&app, &providers, channel, 1).await, Person::asked(&app, &providers, channel, 2).await];
    let mut elsewhere = Person::asked(&app, &providers, other, 3).await;
    for (fault, lasts) in table {
        Row { app: &app, line: &line, channel, fault: *fault, lasts: *lasts }.holds(&mut people, &mut elsewhere).await;
    }
    assert_eq!((app.count("outage").await, app.count("quarantine").await), (0, 0), "{channel:?}");
}

struct Row<'a> {
    app: &'a App,
    line: &'a Line,
    channel: Channel,
    fault: Fault,
    lasts: Lasts,
}

impl Row<'_> {
    async fn holds(&self, people: &mut [Person<'_>; 2], elsewhere: &mut Person<'_>) {
        let Self { app, channel, fault, lasts, .. } = *self;
        let row = format!("{channel:?} {fault:?} {lasts:?}");
        let before = people.each_ref().map(|person| person.heard().len());
        let (met, mut seen) = (self.line.met(), self.line.met());
        let end = app.clock.now() + SignedDuration::from_hours(1);
        match lasts {
            Times(times) => (0..times).for_each(|_| self.line.fail_next(fault)),
            AnHour => self.line.fail_always(Some(fault)),
        }
        self.staff_answers(people, met).await;
        if fault == Silence {
            // One person's message hangs; the other's on the same channel does not.
            people[1].hears(before[1] + 1).await;
        }
        for step in 0.. {
            if step < 3 || step % 20 == 0 {
                elsewhere.is_answered_at_once(&row).await;
            }
            let Some(pause) = self.quiet_and_told(people, &row).await else { break };
            if let (Status(_, Some(seconds)), Times(_), true) = (fault, lasts, self.line.met() > seen) {
                assert!(pause >= i64::from(seconds) * 1000, "{row}: again after {pause} ms");
            }
            seen = self.line.met();
            if app.clock.now() + SignedDuration::from_millis(pause) >= end {
                self.line.fail_always(None);
            }
            assert!(step < 1000, "{row}: no end");
            app.clock.advance(SignedDuration::from_millis(pause));
            app.turns.outbox_filled.send_replace(());
        }

        let met = self.line.met() - met;
        match lasts {
            Times(times) => assert_eq!(met, times, "{row}"),
            AnHour => assert!(app.clock.now() >= end && met > 5, "{row}: met {met}"),
        }
        assert!(self.line.poured() < READ, "{row}: {} bytes were read", self.line.poured());
        // The provider has taken what it half answered. Where nothing tells us so, twice is better than never.
        let twice = if fault == HalfAnswer && !channel.limits().echoes { met } else { 0 };
        let heard = [0, 1].map(|which: usize| people[which].heard().split_off(before[which]));
        assert_eq!(heard.iter().map(Vec::len).sum::<usize>(), 4 + twice, "{row}: {heard:?}");
        let [mut first, mut second] = heard;
        first.dedup();
        second.dedup();
        assert_eq!((first, second), (vec!["Un", "Deux", "Trois"], vec!["Un"]), "{row}");
    }

    /// Three times to the first person, who meets the fault, and once to the second.
    async fn staff_answers(&self, people: &[Person<'_>; 2], met: usize) {
        for (person, words) in [(0, "Un"), (1, "Un"), (0, "Deux"), (0, "Trois")] {
            let answer = TicketCommand::Answer { text: Private::new(words.to_owned()) };
            self.app.turns.attend(Uuid::now_v7(), people[person].ticket, answer).await.unwrap();
            while self.line.met() == met {
                sleep(Duration::from_millis(5)).await;
            }
        }
    }

    /// Waits until nothing is under way or may go out now; milliseconds until something may, or `None` if nothing waits.
    async fn quiet(&self, row: &str) -> Option<i64> {
        let look = async {
            loop {
                // A person's oldest message stands before the others; a channel that is stopped stops them all.
                let rows: Vec<(i64, Option<i64>)> = self
                    .app
                    .rows(
                        "SELECT COUNT(CASE WHEN o.claimed_until > 0 THEN 1 END),
                         MIN(CASE WHEN s.retry_at > o.due_at THEN s.retry_at ELSE o.due_at END)
                         FROM outbox o LEFT JOIN outage s ON s.channel = o.channel
                         WHERE o.state = 'queued' AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.state = 'queued'
                         AND e.conversation_id = o.conversation_id AND e.place < o.place)",
                    )
                    .await;
                let (under_way, due) = rows[0];
                let pause = due.map(|due| due - self.app.clock.now().as_millisecond());
                if under_way == 0 && pause.is_none_or(|pause| pause > 0) {
                    return pause;
                }
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(40), look).await.unwrap_or_else(|_| panic!("{row}: the outbox stands still"))
    }

    /// The same when the provider has told all that it has taken, and nothing followed from that.
    async fn quiet_and_told(&self, people: &mut [Person<'_>; 2], row: &str) -> Option<i64> {
        loop {
            let mut pause = self.quiet(row).await;
            if self.fault == HalfAnswer {
                // Receipts take their time; a message in doubt has to wait for them.
                self.app.clock.advance(SignedDuration::from_secs(30));
                self.app.turns.outbox_filled.send_replace(());
                pause = self.quiet(row).await;
            }
            let [first, second] = people.each_mut();
            if !first.tells_what_has_come().await & !second.tells_what_has_come().await {
                return pause;
            }
            self.app.turns.outbox_filled.send_replace(());
        }
    }
}
