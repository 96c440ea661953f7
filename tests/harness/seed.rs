//! Many tickets at once, written straight into the tables as the service would have written them: for measurements.

use crate::engine::Database;
use bot::{
    language::Language,
    reference::Reference,
    territory::Region,
    ticket::{Priority, Queue, TicketKind, TicketState},
};
use gateway::{
    channel::Channel,
    store::{
        Store, Tx,
        message::{Body, Kind},
        tally::Measure,
    },
};
use jiff::{SignedDuration, Timestamp};
use sqlx::{Connection, PgConnection, QueryBuilder};
use std::collections::HashSet;
use uuid::{NoContext, Uuid};

/// Messages of a ticket.
pub const MESSAGES: usize = 10;
/// Tickets of a commit.
const AT_ONCE: usize = 2000;
/// Three years of tickets.
const DAYS: i64 = 3 * 365;
/// One of so many tickets is not closed yet.
const UNFINISHED: usize = 33;

/// What was written.
pub struct Seeded {
    /// Some of the tickets, spread over all: id and reference.
    pub some: Vec<(Uuid, String)>,
}

struct Seed {
    ticket: Uuid,
    reference: String,
    contact: Uuid,
    key_sealed: Vec<u8>,
    conversation: Uuid,
    address_hash: Vec<u8>,
    state_sealed: Vec<u8>,
    messages: Vec<(Uuid, &'static str, Vec<u8>, i64)>,
    channel: &'static str,
    language: &'static str,
    region: &'static str,
    state: TicketState,
    priority: i32,
    owner: Option<Uuid>,
    opened: i64,
    updated: i64,
    due: Option<i64>,
}

/// Writes `tickets` tickets with [`MESSAGES`] messages each, which `owners` share, up to `now`.
pub async fn seed(database: &Database, tickets: usize, owners: &[Uuid], now: Timestamp) -> Seeded {
    let store = &database.store;
    let mut some = Vec::new();
    let mut taken = HashSet::new();
    for first in (0..tickets).step_by(AT_ONCE) {
        let part: Vec<_> =
            (first..(first + AT_ONCE).min(tickets)).map(|n| make(store, n, tickets, owners, now, &mut taken)).collect();
        let mut tx = store.begin().await.unwrap();
        write(&mut tx, &part).await.unwrap();
        tx.commit().await.unwrap();
        if some.len() < 500 {
            some.extend(part.iter().step_by(40).map(|seed| (seed.ticket, seed.reference.clone())));
        }
    }
    figures(store, now).await;
    settle(database).await;
    Seeded { some }
}

/// As a database is that has grown over years: its statistics fresh, and nothing left to tidy while somebody measures.
async fn settle(database: &Database) {
    if database.store.has_one_writer() {
        let mut tx = database.store.begin().await.unwrap();
        gateway::sql!(Tx: &mut tx, c => sqlx::query("ANALYZE").execute(c).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
    } else {
        let mut server = PgConnection::connect(&database.url).await.unwrap();
        for statement in ["VACUUM ANALYZE", "CHECKPOINT"] {
            sqlx::query(statement).execute(&mut server).await.unwrap();
        }
    }
}

fn at(milliseconds: i64) -> Uuid {
    let (seconds, rest) = (milliseconds / 1000, milliseconds % 1000);
    Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, seconds as u64, rest as u32 * 1_000_000))
}

/// The same numbers for the same ticket, spread as if by chance.
const fn mix(n: usize, salt: u64) -> usize {
    ((n as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15 ^ salt.wrapping_mul(0xD1B5_4A32_D192_ED03)) >> 33) as usize
}

fn make(store: &Store, n: usize, of: usize, owners: &[Uuid], now: Timestamp, taken: &mut HashSet<String>) -> Seed {
    const DAY: i64 = 24 * 60 * 60 * 1000;
    const CHANNELS: [Channel; 4] = [Channel::Whatsapp, Channel::Messenger, Channel::Telegram, Channel::Web];
    const UNFINISHED_STATES: [TicketState; 5] = [
        TicketState::New,
        TicketState::Open,
        TicketState::WaitingForWorker,
        TicketState::WaitingForExpert,
        TicketState::Answered,
    ];
    let opened = now.as_millisecond() - DAYS * DAY * (of - n) as i64 / of as i64;
    let updated = (opened + mix(n, 1) as i64 % (5 * DAY)).min(now.as_millisecond());
    let unfinished = mix(n, 2).is_multiple_of(UNFINISHED);
    let state = if unfinished { UNFINISHED_STATES[mix(n, 3) % 5] } else { TicketState::Closed };
    let (contact, conversation) = (at(opened), at(opened));
    let (key, key_sealed) = store.master.new_contact_key(contact);
    let language = Language::ALL[mix(n, 4) % Language::ALL.len()];
    let mut chance = mix(n, 5) as u64;
    let reference = loop {
        let reference = Reference::from_entropy(chance).to_string();
        if taken.insert(reference.clone()) {
            break reference;
        }
        chance += 0x1_0000_0001;
    };
    let messages = (0..MESSAGES).map(|m| {
        let author = ["worker", "bot", "staff"][m % 3];
        let sent = opened + m as i64 * 60_000;
        let text = format!("Messaggio {m} di {n}: le ore sono molte e la paga è poca.");
        let id = at(sent);
        (id, author, Body::new(Kind::Text, text).seal(&key, id), sent)
    });
    let state_sealed = bot::conversation::Conversation::begun_in(Some(language)).save();
    Seed {
        ticket: at(opened + 1),
        reference,
        contact,
        address_hash: store.master.hash("seed", &n.to_le_bytes()).to_vec(),
        state_sealed: key.seal(gateway::store::conversation::STATE.of(conversation), &state_sealed),
        messages: messages.collect(),
        key_sealed,
        conversation,
        channel: CHANNELS[mix(n, 6) % 4].name(),
        language: language.tag(),
        region: Region::ALL[mix(n, 7) % Region::ALL.len()].id(),
        state,
        priority: if mix(n, 8).is_multiple_of(50) { Priority::Urgent } else { Priority::Normal }.rank(),
        owner: (!mix(n, 9).is_multiple_of(4)).then(|| owners[mix(n, 10) % owners.len()]),
        opened,
        updated,
        due: (unfinished && mix(n, 11).is_multiple_of(2)).then_some(updated + DAY),
    }
}

macro_rules! insert {
    ($tx:expr, $into:literal, $rows:expr, $each:literal, |$row:ident, $item:ident| $push:expr) => {{
        // SQLite takes 32,766 variables in a statement.
        let rows: Vec<_> = $rows.collect();
        for part in rows.chunks(32_000 / $each) {
            gateway::sql!(Tx: $tx, c => {
                let mut query = QueryBuilder::new(concat!("INSERT INTO ", $into, " "));
                query.push_values(part, |mut $row, $item| { $push; });
                query.build().execute(c).await.map(|_| ())
            })?;
        }
    }};
}

async fn write(tx: &mut Tx, part: &[Seed]) -> sqlx::Result<()> {
    insert!(tx, "contact (id, created_at)", part.iter(), 2, |row, seed| row
        .push_bind(seed.contact)
        .push_bind(seed.opened));
    insert!(tx, "contact_key (contact_id, key_sealed)", part.iter(), 2, |row, seed| row
        .push_bind(seed.contact)
        .push_bind(seed.key_sealed.clone()));
    insert!(
        tx,
        "conversation (id, contact_id, channel, address_hash, address_sealed, language, state_sealed, quiet, created_at,
         updated_at, heard_at, last_place)",
        part.iter(),
        12,
        |row, seed| row
            .push_bind(seed.conversation)
            .push_bind(seed.contact)
            .push_bind(seed.channel)
            .push_bind(seed.address_hash.clone())
            .push_bind(seed.address_hash.clone())
            .push_bind(seed.language)
            .push_bind(seed.state_sealed.clone())
            .push_bind(false)
            .push_bind(seed.opened)
            .push_bind(seed.updated)
            .push_bind(seed.updated)
            .push_bind(MESSAGES as i64)
    );
    insert!(
        tx,
        "ticket (id, reference, contact_id, conversation_id, kind, state, queue, language, owner_id, opened_at,
         updated_at, region, channel, priority, worker_wrote_at, due_at)",
        part.iter(),
        16,
        |row, seed| row
            .push_bind(seed.ticket)
            .push_bind(seed.reference.clone())
            .push_bind(seed.contact)
            .push_bind(seed.conversation)
            .push_bind(TicketKind::Question.name())
            .push_bind(seed.state.name())
            .push_bind(Queue::FrontOffice.name())
            .push_bind(seed.language)
            .push_bind(seed.owner)
            .push_bind(seed.opened)
            .push_bind(seed.updated)
            .push_bind(seed.region)
            .push_bind(seed.channel)
            .push_bind(seed.priority)
            .push_bind(seed.updated)
            .push_bind(seed.due)
    );
    let messages = part.iter().flat_map(|seed| seed.messages.iter().map(move |message| (seed, message)));
    insert!(
        tx,
        "message (id, conversation_id, ticket_id, author, body_sealed, at, place)",
        messages,
        7,
        |row, item| row
            .push_bind(item.1.0)
            .push_bind(item.0.conversation)
            .push_bind(item.0.ticket)
            .push_bind(item.1.1)
            .push_bind(item.1.2.clone())
            .push_bind(item.1.3)
            .push_bind((item.1.3 - item.0.opened) / 60_000 + 1)
    );
    let sent = part.iter().flat_map(|seed| {
        seed.messages.iter().filter(|message| message.1 != "worker").map(move |message| (seed, message))
    });
    insert!(
        tx,
        "outbox (message_id, conversation_id, channel, state, attempts, due_at, claimed_until, updated_at)",
        sent,
        8,
        |row, item| row
            .push_bind(item.1.0)
            .push_bind(item.0.conversation)
            .push_bind(item.0.channel)
            .push_bind("delivered")
            .push_bind(1)
            .push_bind(item.1.3)
            .push_bind(0_i64)
            .push_bind(item.1.3)
    );
    let events = part.iter().flat_map(|seed| [(seed, "opened"), (seed, "owner")]);
    insert!(tx, "ticket_event (id, ticket_id, staff_id, kind, detail, at)", events, 6, |row, item| row
        .push_bind(Uuid::now_v7())
        .push_bind(item.0.ticket)
        .push_bind(item.0.owner)
        .push_bind(item.1)
        .push_bind(format!("{{\"kind\":\"{}\"}}", item.1))
        .push_bind(item.0.opened));
    Ok(())
}

/// Three years of figures, as many lines for few tickets as for many.
async fn figures(store: &Store, now: Timestamp) {
    let dimensions: [(Measure, &str, Vec<&str>); 5] = [
        (Measure::Contacts, "", vec![""]),
        (Measure::Contacts, "channel", Channel::ALL.map(Channel::name).to_vec()),
        (Measure::Tickets, "", vec![""]),
        (Measure::Tickets, "language", Language::ALL.map(Language::tag).to_vec()),
        (Measure::Reports, "region", Region::ALL.iter().map(|region| region.id()).collect()),
    ];
    let mut tx = store.begin().await.unwrap();
    for day in 0..DAYS {
        let day = gateway::store::tally::day(now.saturating_sub(SignedDuration::from_hours(24 * day)).unwrap());
        let rows = dimensions.iter().flat_map(|(measure, dimension, values)| {
            values.iter().map(move |value| (measure.name(), *dimension, *value))
        });
        let rows: Vec<_> = rows.collect();
        gateway::sql!(Tx: &mut tx, c => {
            let mut query = QueryBuilder::new("INSERT INTO figure (measure, dimension, day, value, count) ");
            query.push_values(&rows, |mut row, (measure, dimension, value)| {
                row.push_bind(*measure).push_bind(*dimension).push_bind(day.clone()).push_bind(*value).push_bind(7_i64);
            });
            query.build().execute(c).await.map(|_| ())
        })
        .unwrap();
    }
    tx.commit().await.unwrap();
}
