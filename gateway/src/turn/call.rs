//! One webhook of a telephone call: like any other turn, one transaction, and the answer is part of it.

use super::{Away, TRIES, Turns, is_away, unit_of_work::UnitOfWork};
use crate::{
    channel::{
        Arrival, Channel,
        voice::{Recording, Ring, Told, twiml},
    },
    seal,
    store::{
        Tx,
        call::{self, Known},
        callback::{self, Wanted},
        conversation::{self, AddressHash, Loaded},
        inbound,
        media::{File, FileKind, Source},
        message::{Body, Kind},
        quarantine,
    },
};
use bot::{
    call::{Call, CallTurn, Event, Restored, advance, wanted_reference},
    context::Context,
    effect::Turn,
    house::House,
    inbound::Content,
    receipt::Proof,
};
use jiff::Timestamp;
use std::panic::{AssertUnwindSafe, catch_unwind};
use uuid::Uuid;

/// What a webhook of a call is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    /// This; the same webhook again hears the same again.
    Said(String),
    /// Nothing: the person has had everything erased, this call too.
    Gone,
    /// The turn failed: it is kept with its cause for a person to see.
    Quarantined,
}

/// Makes an answer of a turn, and of its number, which stands in the addresses of the next webhooks.
pub type Render<'a> = dyn Fn(&CallTurn, i32, &House) -> String + Send + Sync + 'a;

/// A call that this webhook is news of.
struct News<'a> {
    /// Its row.
    id: Uuid,
    /// Answers before this one.
    step: i32,
    call: Call,
    restarted: bool,
    /// In their order; more than one where the first webhook has not reached us.
    events: Vec<Event>,
    /// The last event is this.
    recording: Option<&'a Recording>,
}

impl Turns {
    /// Takes one webhook of a call. When this returns `Ok`, whatever it caused is durable.
    pub async fn take_call(&self, ring: &Ring, render: &Render<'_>) -> Result<Answered, Away> {
        let mut cause = String::new();
        for _ in 0..TRIES {
            match self.try_call(ring, render).await {
                Ok(answered) => return Ok(answered),
                Err(error) if is_away(&error) => {
                    tracing::error!(%error, "a call's turn was not committed");
                    return Err(Away);
                }
                Err(error) => cause = error.to_string(),
            }
        }
        tracing::error!(cause, "a call's turn failed, kept for a person");
        metrics::counter!("approdo_turns_quarantined_total").increment(1);
        self.keep_call(ring, &cause).await.map(|()| Answered::Quarantined).map_err(|_| Away)
    }

    async fn keep_call(&self, ring: &Ring, cause: &str) -> anyhow::Result<()> {
        let address = conversation::address_hash(&self.store.master, Channel::Voice, &ring.address);
        let mut tx = self.store.begin().await?;
        // Two webhooks tell of the same recording: it is kept once.
        if let Told::Recorded { recording, .. } = &ring.told
            && inbound::note(&mut tx, &[(Channel::Voice, recording.id)], self.clock.now()).await?.is_empty()
        {
            return Ok(());
        }
        let from = (Channel::Voice, Some(address));
        let raw = (quarantine::Form::Call, ring.raw.expose().as_slice());
        quarantine::keep(&self.store, &mut tx, from, raw, cause, self.clock.now()).await?;
        Ok(tx.commit().await?)
    }

    async fn try_call(&self, ring: &Ring, render: &Render<'_>) -> anyhow::Result<Answered> {
        let mut unit = UnitOfWork::begin(self, None).await?;
        let (now, house) = (unit.now, unit.house.clone());
        let caller = self.caller(&mut unit.tx, ring).await?;
        if caller.hidden {
            // What was asked on another channel is true of this call as well; but words that were spoken since are not lost.
            anyhow::ensure!(!matches!(ring.told, Told::Recorded { .. }), "spoken after everything was to be deleted");
            return Ok(Answered::Gone);
        }
        let (address, conversation_id, contact_id, key) =
            (caller.address_hash, caller.id, caller.contact_id, caller.key.clone());
        let known = call::find(&mut unit.tx, &ring.call, &key).await?;
        let news = match news(&mut unit.tx, ring, known, now).await? {
            Ok(news) => news,
            Err(answered) => return Ok(answered),
        };
        let (id, step, recording) = (news.id, news.step + 1, news.recording);
        let turn = speak(&mut unit.tx, news, now, &house).await?;
        let answer = render(&turn, step, &house);

        unit.take_up_or_meet(caller).await?;
        note(&mut unit, &address, &turn, recording, ring)?;
        let wanted = turn.callback.map(|callback| Wanted {
            contact_id,
            conversation_id,
            ticket_id: callback.ticket.and_then(|reference| unit.ticket_of(&address, reference)),
            callback,
        });
        unit.write().await?;
        let row =
            call::Answered { id, provider_hash: ring.call, conversation_id, step, call: &turn.next, answer: &answer };
        call::save(&mut unit.tx, &row, &key, now).await?;
        if let Some(wanted) = &wanted {
            callback::join(&self.store, &mut unit.tx, wanted, now).await?;
        }
        unit.finish().await?;
        if recording.is_some() {
            self.files_wanted.notify_one();
        }
        Ok(Answered::Said(answer))
    }

    /// The conversation of the call or, for a new one, of its number; locked until the transaction ends.
    async fn caller(&self, tx: &mut Tx, ring: &Ring) -> anyhow::Result<Loaded> {
        if let Some(loaded) = conversation::load_of_call(&self.store, tx, &ring.call).await? {
            return Ok(loaded);
        }
        let hash = conversation::address_hash(&self.store.master, Channel::Voice, &ring.address);
        let known = conversation::load(&self.store, tx, &[(Channel::Voice, hash)]).await?.pop();
        Ok(known.unwrap_or_else(|| Loaded::new(&self.store, Channel::Voice, &ring.address)))
    }
}

/// What is new in this webhook, or what is answered because nothing is.
async fn news<'a>(
    tx: &mut Tx,
    ring: &'a Ring,
    known: Option<Known>,
    now: Timestamp,
) -> anyhow::Result<Result<News<'a>, Answered>> {
    let again = |known: Known| Answered::Said(known.answer.unwrap_or_else(|| twiml::HANG_UP.to_owned()));
    let is_repeated = |known: &Known| match &ring.told {
        Told::Began | Told::Unneeded => true,
        Told::Keys { step, .. } | Told::Silence { step } | Told::NothingRecorded { step } => *step != known.step,
        // A recording is known by its own id, a closed line by the call itself.
        Told::Recorded { .. } | Told::HungUp => false,
    };
    let known = match known {
        Some(known) if is_repeated(&known) => return Ok(Err(again(known))),
        // What is noted and no longer known has been erased.
        None if inbound::note(tx, &[(Channel::Voice, ring.call)], now).await?.is_empty() => {
            return Ok(Err(Answered::Gone));
        }
        known => known,
    };
    let (event, recording) = match &ring.told {
        Told::Recorded { recording, .. } => {
            let is_new = !inbound::note(tx, &[(Channel::Voice, recording.id)], now).await?.is_empty();
            match known {
                Some(known) if !is_new => return Ok(Err(again(known))),
                _ => (Some(Event::Recorded { seconds: recording.seconds }), Some(recording)),
            }
        }
        Told::Keys { keys, .. } => (Some(Event::Keys(keys.clone())), None),
        Told::Silence { .. } => (Some(Event::Silence), None),
        Told::NothingRecorded { .. } => (Some(Event::NothingRecorded), None),
        Told::HungUp => (Some(Event::HungUp), None),
        Told::Began | Told::Unneeded => (None, None),
    };
    Ok(Ok(News { recording, ..begin(ring, known, event) }))
}

fn begin<'a>(ring: &Ring, known: Option<Known>, event: Option<Event>) -> News<'a> {
    let Some(known) = known else {
        let began = Event::Began { caller: ring.caller };
        // The call's first webhook has not reached us, so nobody asked what a key would answer; but who has spoken or
        // given up has done so.
        let told = event.filter(|event| matches!(event, Event::Recorded { .. } | Event::HungUp));
        let events = [Some(began), told].into_iter().flatten().collect();
        return News { id: Uuid::now_v7(), step: 0, call: Call::default(), restarted: false, events, recording: None };
    };
    let (mut call, restarted) = match known.call {
        Restored::Whole(call) => (call, false),
        Restored::InPart(call) => (call, true),
    };
    call.caller.get_or_insert(ring.caller);
    News { id: known.id, step: known.step, call, restarted, events: event.into_iter().collect(), recording: None }
}

/// Asks the bot what follows, event by event; only the last can have effects.
async fn speak(tx: &mut Tx, news: News<'_>, now: Timestamp, house: &House) -> anyhow::Result<CallTurn> {
    let mut call = news.call;
    let mut last = None;
    for event in news.events {
        let looked_up = match wanted_reference(&call, &event) {
            Some(reference) => call::state_of_request(tx, reference).await?,
            None => None,
        };
        let entropy = u64::from_le_bytes(seal::random());
        let (restarted, proof) = (news.restarted, Proof::NotGiven);
        let (forgeable, newly_linked) = (false, false);
        let context = Context { now, entropy, requests: &[], restarted, proof, forgeable, newly_linked, house };
        // A defect in the flow must not take the connection with it: it becomes this turn's error.
        let turn = catch_unwind(AssertUnwindSafe(|| advance(call, &event, looked_up, &context)))
            .map_err(|_| anyhow::anyhow!("the call panicked"))?;
        call = turn.next.clone();
        last = Some(turn);
    }
    last.ok_or_else(|| anyhow::anyhow!("a webhook of a call without an event"))
}

/// Hands the turn's effects over; a recording is what the worker said.
fn note(
    unit: &mut UnitOfWork,
    address: &AddressHash,
    turn: &CallTurn,
    recording: Option<&Recording>,
    ring: &Ring,
) -> anyhow::Result<()> {
    let v = unit.conversation(address)?;
    let number = v.address()?;
    let (mut next, ..) = unit.before(address)?;
    next.language = turn.next.language.or(next.language);
    let effects = Turn { next, effects: turn.effects.clone() };
    let Some(recording) = recording else { return unit.apply(address, effects) };
    let mut body = Body::new(Kind::Voice, String::new());
    body.files.push(File::new(FileKind::Voice, None));
    let arrival = Arrival {
        channel: Channel::Voice,
        provider_id: ring.call,
        address: number,
        route: None,
        inbound: Content::Voice.into(),
        body,
        files: vec![Source::Provider(recording.url.clone())],
    };
    unit.worker_turn(&arrival, |_, _, _| Ok(effects))
}
