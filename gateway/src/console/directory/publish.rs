//! What a second person makes of proposals, one or many: each alone is checked against what stands there in that moment, and a
//! proposal whose entry has changed since it was looked at goes on waiting, to be looked at again.

use super::{
    super::{member::Member, problem::Problem, state::App},
    check::{Faults, check},
    column::Column,
};
use crate::{
    live::Change,
    store::{
        Tx,
        audit::{self, Action, AuditEntry, AuditObject},
        notification::{self, Kind},
        service::{
            self, Content, Entry, Writer,
            proposal::{
                Proposal, State,
                deed::{self, Decision},
            },
        },
    },
};
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Proposals that are decided on in one transaction: many of them must not keep workers waiting.
const AT_ONCE: usize = 100;

/// What became of a proposal that was to be published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done.
    Done,
    /// It is the reviewer's own.
    Own,
    /// It does not wait any more.
    Gone,
    /// Its entry is another one than was looked at.
    Overtaken,
    /// It cannot be so any more.
    Unfit,
}

/// What is decided.
#[derive(Clone, Copy, Debug)]
pub enum Verdict<'a> {
    /// Workers are told this from now on.
    Publish,
    /// Not this, for a reason.
    Return(&'a str),
}

/// The entry as a proposal would have it; what it does not touch is as it is now.
pub fn wanted(proposal: &Proposal, entry: Option<&Entry>, now: Timestamp) -> Result<Content, Faults> {
    let proposed = |column: Column| proposal.fields.get(column.name()).cloned();
    let moved = proposed(Column::Province).is_some();
    let content = check(now, |column| match (proposed(column), entry) {
        (Some(cell), _) => cell,
        // It follows from the province.
        (None, _) if column == Column::Region && moved => String::new(),
        (None, Some(entry)) => column.of(&entry.content),
        (None, None) => String::new(),
    })?;
    let since = entry.and_then(|entry| entry.content.checked_at);
    let checked_at = if proposed(Column::CheckedAt).is_some() { content.checked_at.max(since) } else { since };
    Ok(Content { checked_at, ..content })
}

/// Decides on proposals, each with the version of its entry that was looked at (0: it is new), in their order.
pub async fn decide(
    app: &App,
    member: &Member,
    verdict: Verdict<'_>,
    looked: &[(Uuid, i64)],
) -> Result<Vec<Outcome>, Problem> {
    let mut outcomes = Vec::with_capacity(looked.len());
    for some in looked.chunks(AT_ONCE) {
        let mut tx = app.store.begin().await?;
        let mut authors = BTreeSet::new();
        for (id, version) in some {
            outcomes.push(one(&mut tx, app, member, verdict, *id, *version, &mut authors).await?);
        }
        for author in &authors {
            notification::add(&mut tx, *author, Kind::ServiceDecided, None, app.now()).await?;
        }
        tx.commit().await?;
        for author in authors {
            app.turns.live.tell(Change::Notification(author));
        }
    }
    if matches!(verdict, Verdict::Publish) && outcomes.contains(&Outcome::Done) {
        app.turns.house_changed().await;
    }
    Ok(outcomes)
}

/// Everything that can be in the way is asked before anything is written, so that the others of a transaction go on.
async fn one(
    tx: &mut Tx,
    app: &App,
    member: &Member,
    verdict: Verdict<'_>,
    id: Uuid,
    version: i64,
    authors: &mut BTreeSet<Uuid>,
) -> Result<Outcome, Problem> {
    let now = app.now();
    let Some(proposal) = deed::hold(tx, id).await? else { return Ok(Outcome::Gone) };
    if proposal.proposed_by == member.id {
        return Ok(Outcome::Own);
    }
    let (state, why, service) = match verdict {
        Verdict::Return(why) => (State::Returned, why, proposal.service),
        Verdict::Publish => {
            let entry = match proposal.service {
                Some(service) => service::held(tx, service).await?,
                None => None,
            };
            if entry.as_ref().map_or(0, |entry| entry.version) != version {
                return Ok(Outcome::Overtaken);
            }
            let Ok(content) = wanted(&proposal, entry.as_ref(), now) else { return Ok(Outcome::Unfit) };
            let writer = Writer { staff: member.id, now };
            let service = match entry {
                Some(entry) if service::update(tx, entry.id, version, &content, writer).await? => Some(entry.id),
                Some(_) => return Ok(Outcome::Overtaken),
                None => service::insert(tx, &content, writer).await?,
            };
            if service.is_none() {
                return Ok(Outcome::Unfit);
            }
            (State::Published, "", service)
        }
    };
    let decision = Decision { id, state, why, by: member.id, service };
    if !deed::decide(tx, decision, now).await? {
        // Held, and somebody else's: nothing else can have come between.
        return Err(Problem::Failed("a proposal that was held has gone".into()));
    }
    // One line of the register names both: who decided, and whose proposal it was.
    let object = AuditObject::ServiceProposedBy(proposal.proposed_by);
    let action = if state == State::Published { Action::Publish } else { Action::Return };
    let entry = AuditEntry { staff: Some(member.id), action, object, object_id: service.or(Some(id)) };
    audit::record(tx, entry, now).await?;
    authors.insert(proposal.proposed_by);
    Ok(Outcome::Done)
}
