//! One's own work: on duty or not, how much at once, which languages; and handing over everything.

use crate::console::form_fields::FormFields;
use crate::{
    console::{
        act::answered,
        context::RequestContext,
        member::Member,
        notice::{Notice, done},
        page::Page,
        problem::Problem,
        state::App,
        wording,
    },
    store::{
        Tx,
        audit::{self, Action, AuditEntry, AuditObject},
        duty::{self, Colleague},
        staff::Role,
    },
    turn::UnitOfWork,
};
use askama::Template;
use axum::response::Response;
use bot::{command::TicketCommand, language::Language};
use jiff::Timestamp;
use uuid::Uuid;

const PATH: &str = "/console/duty";

#[derive(Template)]
#[template(path = "console/handling/duty.html")]
struct DutyPage {
    page: Page,
    since: Option<Timestamp>,
    open: i64,
    waiting: i64,
    /// As typed.
    most: String,
    /// Tag, name, chosen.
    languages: Vec<(&'static str, String, bool)>,
    greatest: i32,
    first: i64,
    error: Option<String>,
}

/// `GET /console/duty`
pub(super) async fn show(RequestContext { app, page, member, .. }: RequestContext) -> Result<Response, Problem> {
    view(&app, page, &member, None).await
}

async fn view(app: &App, page: Page, member: &Member, typed: Option<(String, String)>) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let all = duty::colleagues(&mut reader, &app.store.master).await?;
    let own: Colleague = all.into_iter().find(|colleague| colleague.id == member.id).ok_or(Problem::NotFound)?;
    let waiting = duty::waiting(&mut reader, member.role == Role::FocalPoint).await?;
    drop(reader);
    let choice = |language: Language| {
        (language.tag(), wording::tongue(page.words, language).name, own.languages.contains(&language))
    };
    let (most, error) = typed.map_or_else(|| (own.most.to_string(), None), |(most, error)| (most, Some(error)));
    let template = DutyPage {
        since: own.on_duty_since,
        open: own.open,
        waiting,
        most,
        languages: Language::ALL.into_iter().map(choice).collect(),
        greatest: duty::MOST,
        first: duty::FIRST,
        error,
        page,
    };
    answered(&template, false, template.error.is_some())
}

/// `POST /console/duty`: how much at once, and which languages.
pub(super) async fn settle(
    RequestContext { app, auth, page, member }: RequestContext,
    fields: FormFields,
) -> Result<Response, Problem> {
    let typed = fields.one("most").to_owned();
    let Some(most) = typed.parse().ok().filter(|most| (1..=duty::MOST).contains(most)) else {
        let error = page.words.console_handling_duty_most_wrong(duty::MOST);
        return view(&app, page, &member, Some((typed, error))).await;
    };
    let chosen: Vec<_> = fields.every("language").filter_map(|tag| tag.parse::<Language>().ok()).collect();
    let mut tx = app.store.begin().await?;
    duty::settle(&mut tx, member.id, most, &chosen).await?;
    wrote(&mut tx, &app, &member, Action::DutySettings).await?;
    tx.commit().await?;
    done(&auth, Notice::Saved, PATH).await
}

/// `POST /console/duty/on`: goes on duty, and takes some of what waits; again: takes some more.
pub(super) async fn on(RequestContext { app, auth, member, .. }: RequestContext) -> Result<Response, Problem> {
    let mut unit = app.turns.begin(Some(member.id)).await?;
    if duty::set(&mut unit.tx, member.id, Some(unit.now)).await? {
        unit.audit(Action::DutyOn, AuditObject::Staff, member.id);
    }
    let taken = duty::waiting_for(&app.store, &mut unit.tx, member.id).await?;
    assign(&mut unit, &taken, Some(member.id)).await?;
    unit.commit().await?;
    done(&auth, Notice::OnDuty(taken.len()), PATH).await
}

/// `POST /console/duty/off`: gets nothing new; what one has stays.
pub(super) async fn off(RequestContext { app, auth, member, .. }: RequestContext) -> Result<Response, Problem> {
    let mut tx = app.store.begin().await?;
    if duty::set(&mut tx, member.id, None).await? {
        wrote(&mut tx, &app, &member, Action::DutyOff).await?;
    }
    tx.commit().await?;
    done(&auth, Notice::OffDuty, PATH).await
}

/// `POST /console/duty/hand-over`: off duty, and everything that is open goes back to the pool.
pub(super) async fn hand_over(RequestContext { app, auth, member, .. }: RequestContext) -> Result<Response, Problem> {
    let mut unit = app.turns.begin(Some(member.id)).await?;
    let given = duty::open_of(&mut unit.tx, member.id).await?;
    unit.hold_tickets(&given).await?;
    // What a colleague has taken a moment ago is theirs.
    let is_mine = |id: &Uuid| unit.ticket(*id).is_some_and(|ticket| ticket.owner_id == Some(member.id));
    let given: Vec<_> = given.into_iter().filter(is_mine).collect();
    assign(&mut unit, &given, None).await?;
    if duty::set(&mut unit.tx, member.id, None).await? {
        unit.audit(Action::DutyOff, AuditObject::Staff, member.id);
    }
    unit.commit().await?;
    done(&auth, Notice::HandedOver(given.len()), PATH).await
}

async fn assign(unit: &mut UnitOfWork, tickets: &[Uuid], owner: Option<Uuid>) -> Result<(), Problem> {
    unit.hold_tickets(tickets).await?;
    for ticket in tickets {
        let team = unit.ticket(*ticket).and_then(|ticket| ticket.team_id);
        unit.decide(*ticket, &TicketCommand::Assign { owner, team })?;
    }
    Ok(())
}

async fn wrote(tx: &mut Tx, app: &App, member: &Member, action: Action) -> Result<(), Problem> {
    let entry = AuditEntry { staff: Some(member.id), action, object: AuditObject::Staff, object_id: Some(member.id) };
    Ok(audit::record(tx, entry, app.now()).await?)
}
