//! How each channel does: what waits, what failed and why, without a word of any message; and the button that sends a dead
//! letter once more.

use super::{
    context::RequestContext,
    delivery::{self, Why},
    notice::{Notice, done},
    page::{Id, Page, html},
    problem::Problem,
    state::App,
    wording,
};
use crate::{
    channel::Channel,
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        desk::channels::{self, Traffic},
        outage::{self, Outage},
        outbox,
    },
};
use askama::Template;
use axum::{extract::State, response::Response};
use jiff::Timestamp;
use uuid::Uuid;

/// Dead letters on one page.
const LETTERS: i64 = 100;

struct ChannelRow {
    name: String,
    traffic: Traffic,
    /// The other side fetches: nothing is sent.
    fetched: bool,
    outage: Option<OutageShown>,
}

struct OutageShown {
    since: Timestamp,
    why: Why,
    retry_at: Timestamp,
}

struct Letter {
    id: Uuid,
    at: Timestamp,
    channel: String,
    why: Why,
    ticket: Option<Uuid>,
}

#[derive(Template)]
#[template(path = "console/channels.html")]
struct ChannelsPage {
    page: Page,
    channels: Vec<ChannelRow>,
    /// Names of those that nobody has used.
    unused: String,
    letters: Vec<Letter>,
    /// There are more than the page shows.
    more: bool,
}

/// `GET /console/channels`
pub async fn list(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let traffic = channels::traffic(&mut reader, app.now()).await?;
    let mut outages = outage::all(&mut reader).await?;
    let letters = outbox::dead_letters(&mut reader, LETTERS).await?;
    drop(reader);

    let words = page.words;
    let (mut used, mut unused) = (Vec::new(), Vec::new());
    for channel in Channel::ALL {
        let name = wording::channel(words, channel.name());
        let outage = outages.iter().position(|outage| outage.channel == channel.name());
        let outage = outage.map(|at| outage_shown(&page, &outages.swap_remove(at)));
        match traffic.get(&channel) {
            None if outage.is_none() && channel == Channel::Terminal => {}
            None if outage.is_none() => unused.push(name),
            found => used.push(ChannelRow {
                name,
                traffic: found.copied().unwrap_or_default(),
                fetched: channel.limits().fetched,
                outage,
            }),
        }
    }
    let more = letters.len() as i64 == LETTERS;
    let letters = letters.into_iter().map(|letter| Letter {
        id: letter.message_id,
        at: moment(letter.updated_at),
        channel: wording::channel(words, letter.channel.name()),
        why: delivery::why(words, &letter.error),
        ticket: letter.ticket_id,
    });
    html(&ChannelsPage { channels: used, unused: unused.join(", "), letters: letters.collect(), more, page })
}

fn outage_shown(page: &Page, outage: &Outage) -> OutageShown {
    OutageShown {
        since: moment(outage.since),
        why: delivery::why(page.words, &outage.cause),
        retry_at: moment(outage.retry_at),
    }
}

fn moment(milliseconds: i64) -> Timestamp {
    Timestamp::from_millisecond(milliseconds).unwrap_or_default()
}

/// `POST /console/channels/{id}/resend`
pub async fn resend(RequestContext { app, auth, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    let revived = outbox::resend(&app.store, &mut tx, id, app.now()).await?;
    if revived {
        let entry = AuditEntry {
            staff: Some(member.id),
            action: Action::Resend,
            object: AuditObject::Message,
            object_id: Some(id),
        };
        audit::record(&mut tx, entry, app.now()).await?;
    }
    tx.commit().await?;
    if revived {
        app.turns.outbox_filled.send_replace(());
    }
    done(&auth, if revived { Notice::Resent } else { Notice::Unchanged }, "/console/channels").await
}
