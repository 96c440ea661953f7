//! The front office asks a legal expert: the question in Italian, what it takes to answer it, until when, and the facts that
//! matter. The ticket waits for the expert from then on.

use super::{
    facts::{self, FactChoice, Ticked},
    of_ticket::on_ticket,
    shown,
};
use crate::console::{act::failed, context::RequestContext};
use crate::{
    console::{
        act::{Field, LONGEST, answered, read},
        form_fields::{FormFields, field},
        notice::{Notice, done},
        page::{Choice, Id, Page},
        problem::Problem,
    },
    store::{
        audit::AuditObject,
        desk::ticket::Ticket,
        notification::Kind,
        question::{self, NewQuestion},
    },
};
use askama::Template;
use axum::response::Response;
use bot::{
    command::TicketCommand,
    event::Event,
    hours,
    private::Private,
    question::{Expertise, usual_deadline},
};
use jiff::{Timestamp, Zoned, civil::DateTime};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/experts/ask.html")]
struct AskPage {
    page: Page,
    ticket: Uuid,
    reference: String,
    text: Field,
    expertise: Vec<Choice>,
    no_expertise: bool,
    due: Due,
    facts: Vec<FactChoice>,
    longest: usize,
}

/// Day and time until when, as they are typed.
#[expect(missing_docs, reason = "the names say it")]
pub struct Due {
    pub day: String,
    pub time: String,
    pub error: Option<String>,
}

impl Due {
    /// A moment in Rome.
    pub fn at(moment: &Zoned) -> Self {
        Self { day: moment.strftime("%Y-%m-%d").to_string(), time: moment.strftime("%H:%M").to_string(), error: None }
    }

    /// What was typed: a moment that is still to come, or the fields with what is wrong.
    pub fn typed(fields: &FormFields, page: &Page, now: Timestamp) -> Result<Timestamp, Self> {
        let (day, time) = (fields.one("day").to_owned(), fields.one("time").to_owned());
        let typed = format!("{day}T{time}").parse::<DateTime>().ok();
        let due = typed.and_then(|typed| typed.to_zoned(hours::in_rome(now).time_zone().clone()).ok());
        let error = match due {
            Some(due) if due.timestamp() > now => return Ok(due.timestamp()),
            Some(_) => page.words.console_experts_error_past(),
            None => page.words.console_experts_error_moment(),
        };
        Err(Self { day, time, error: Some(error) })
    }
}

/// `GET /console/tickets/{id}/questions/new`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let ticket = read(&app, &member, id, AuditObject::Ticket).await?;
    let due = Due::at(&usual_deadline(app.now()));
    view(page, &ticket, Field::default(), None, due, Ticked::Usual)
}

/// `POST /console/tickets/{id}/questions/new`
pub async fn ask(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let ticket = read(&app, &member, id, AuditObject::Ticket).await?;
    let text = safe_words(&fields, "text", &page, &ticket);
    let expertise = fields.one("expertise").parse::<Expertise>().ok();
    let due = Due::typed(&fields, &page, app.now());
    let (Ok(text), Some(expertise), Ok(due_at)) = (&text, expertise, &due) else {
        let due = due.map_or_else(|due| due, |at| Due::at(&hours::in_rome(at)));
        return view(page, &ticket, field(&text), Some(expertise), due, Ticked::Sent(&fields));
    };
    let facts = facts::chosen(&ticket, &fields);
    let mut open = app.turns.open_ticket(member.id, id).await.map_err(failed)?;
    let new = NewQuestion { ticket: id, asked_by: member.id, expertise, text, facts: &facts, due_at: *due_at };
    let question = question::ask(&mut open.unit.tx, &open.key, &new, open.unit.now).await?;
    open.decide(&TicketCommand::AskExpert).map_err(failed)?;
    open.record(Event::QuestionAsked { question });
    for expert in question::experts(&mut open.unit.tx, expertise.name()).await? {
        open.notify(expert, Kind::QuestionAsked);
    }
    open.unit.commit().await?;
    done(&auth, Notice::ExpertAsked, &on_ticket(id)).await
}

/// Words for an expert: there, and without what says whom they are about.
pub fn safe_words(fields: &FormFields, name: &str, page: &Page, ticket: &Ticket) -> Result<Private<String>, Field> {
    let words = fields.words(name, page)?;
    if facts::gives_away(words.expose(), ticket) {
        return Err(Field { text: words.into_exposed(), error: Some(page.words.console_experts_error_identity()) });
    }
    Ok(words)
}

fn view(
    page: Page,
    ticket: &Ticket,
    text: Field,
    // `None`: nobody has been asked to choose yet.
    expertise: Option<Option<Expertise>>,
    due: Due,
    ticked: Ticked<'_>,
) -> Result<Response, Problem> {
    let choice = |one: Expertise| Choice {
        value: one.name(),
        label: shown::expertise(page.words, one.name()),
        chosen: expertise == Some(Some(one)),
    };
    let template = AskPage {
        ticket: ticket.id,
        reference: ticket.reference.clone(),
        text,
        expertise: Expertise::ALL.map(choice).into(),
        no_expertise: expertise == Some(None),
        due,
        facts: facts::choices(&page, ticket, ticked),
        longest: LONGEST,
        page,
    };
    let wrong = template.text.error.is_some() || template.no_expertise || template.due.error.is_some();
    // Only what was sent can be wrong.
    answered(&template, false, wrong || expertise.is_some())
}
