//! What is late: whose, which ticket, since when. Numbers of tickets only.

use super::places;
use crate::{
    console::{
        context::RequestContext,
        page::{Page, Place, html},
        problem::Problem,
        wording,
    },
    store::clock::late::{self, Late, Whose},
};
use askama::Template;
use axum::response::Response;
use bot::ticket::Priority;
use jiff::Timestamp;

const MOST: i64 = 200;

struct LateTicketView {
    late: Late,
    what: String,
    state: String,
    priority: String,
    owner: String,
    team: String,
    waiting: String,
}

/// What is late of one person or team.
struct Sum {
    owner: String,
    team: String,
    count: usize,
    oldest: Timestamp,
}

#[derive(Template)]
#[template(path = "console/deadlines/late.html")]
struct LatePage {
    places: Vec<Place>,
    sums: Vec<Sum>,
    late: Vec<LateTicketView>,
    more: bool,
    page: Page,
}

/// `GET /console/deadlines/late`
pub async fn list(RequestContext { app, page, member, .. }: RequestContext) -> Result<Response, Problem> {
    let now = app.now();
    let whose = Whose { staff: member.id, scope: member.scope, team: member.team, region: member.region.as_deref() };
    let mut reader = app.store.reader().await?;
    let (late, more) = late::all(&mut reader, &app.store.master, whose, now, MOST).await?;
    drop(reader);
    let late: Vec<_> = late.into_iter().map(|late| shown(&page, late, now)).collect();
    html(&LatePage { places: places::places(&page), sums: sums(&late), late, more, page })
}

fn shown(page: &Page, late: Late, now: Timestamp) -> LateTicketView {
    let words = page.words;
    let nobody = || words.console_deadlines_late_nobody();
    LateTicketView {
        what: super::section::kind(words, &late.clock),
        state: wording::ticket_state(words, &late.state),
        priority: Priority::of_rank(late.priority).map(|of| wording::priority(words, of)).unwrap_or_default(),
        owner: late.owner.as_ref().map_or_else(nobody, |name| name.expose().clone()),
        team: late.team.clone().unwrap_or_else(|| "–".to_owned()),
        waiting: wording::waiting(words, late.since, now),
        late,
    }
}

/// In the order of their oldest.
fn sums(late: &[LateTicketView]) -> Vec<Sum> {
    let mut sums: Vec<Sum> = Vec::new();
    for one in late {
        match sums.iter_mut().find(|sum| sum.owner == one.owner && sum.team == one.team) {
            Some(sum) => sum.count += 1,
            None => {
                sums.push(Sum { owner: one.owner.clone(), team: one.team.clone(), count: 1, oldest: one.late.since })
            }
        }
    }
    sums
}
