//! One ticket: the conversation, the report, what the rules propose, the box for an answer, and what a person can do.

use super::{
    access::section as identity,
    act::{Outcome, answered, read, visible},
    answering::{letter::SentBack, section as answering},
    context::{RequestContext, TicketContext},
    conversation::{self, Part},
    deadlines::section as clocks,
    experts::section as questions,
    figures::gender,
    file::Show,
    handling::section as handling,
    inbox::section as presence,
    member::Member,
    notice::Notice,
    page::{Id, Page},
    person::{self, ElsewhereShown},
    problem::Problem,
    sheet::{self, Sheet, Told},
    state::App,
    unlink::{self, LinkShown},
    wording::{self, Tongue},
};
use crate::store::{
    audit::AuditObject,
    channel_link,
    desk::{
        self,
        ticket::{self, MESSAGES, Ticket},
    },
};
use askama::Template;
use axum::{extract::Query, response::Response};
use bot::command::TicketCommand;
use serde::Deserialize;
use uuid::Uuid;

/// Which page of the conversation.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct TicketQuery {
    before: String,
    after: String,
    /// A message that the page shows.
    around: String,
    /// `first`: its beginning.
    at: String,
}

impl TicketQuery {
    /// The part that is asked for; what makes no sense asks for the end.
    pub fn part(&self) -> ticket::Part {
        if let Ok(id) = self.around.parse::<Uuid>() {
            return ticket::Part::Around(id);
        }
        match (self.before.parse(), self.after.parse(), self.at.as_str()) {
            (Ok(id), _, _) => ticket::Part::Before(id),
            (_, Ok(id), _) => ticket::Part::After(id),
            (_, _, "first") => ticket::Part::First,
            _ => ticket::Part::Last,
        }
    }
}

#[derive(Template)]
#[template(path = "console/ticket.html")]
struct TicketPage {
    page: Page,
    kind: String,
    state: String,
    queue: String,
    channel: String,
    about: String,
    owner: String,
    tongue: Option<Tongue>,
    reading: Option<Tongue>,
    parts: Vec<Part>,
    /// The first message of the page, where others came before.
    older: Option<Uuid>,
    /// The last one, where others came after.
    newer: Option<Uuid>,
    told: Vec<Told>,
    sheet: Option<Sheet>,
    /// The channels of this person.
    person: Vec<ElsewhereShown>,
    /// Channels that were added with a receipt.
    links: Vec<LinkShown>,
    refused: Option<String>,
    presence: presence::InboxSection,
    handling: handling::HandlingSection,
    clocks: clocks::DeadlinesSection,
    answering: answering::AnsweringSection,
    questions: questions::ExpertsSection,
    identity: identity::AccessSection,
    gender: gender::GenderSection,
    ticket: Ticket,
}

/// `GET /console/tickets/{id}`
pub async fn show(
    RequestContext { app, page, member, .. }: RequestContext,
    Id(id): Id,
    Query(asked): Query<TicketQuery>,
) -> Result<Response, Problem> {
    view(&app, page, &member, id, asked, SentBack::default()).await
}

/// The page, as it is or as it comes back to who sent a form.
pub(super) async fn view(
    app: &App,
    page: Page,
    member: &Member,
    id: Uuid,
    asked: TicketQuery,
    mut shown: SentBack,
) -> Result<Response, Problem> {
    let ticket = read(app, member, id, AuditObject::Ticket).await?;
    let refused = shown.refused.take();
    let unseen = shown.unseen.is_some();
    // Before the conversation is read: what comes in between has not been seen.
    let answering = answering::load(app, &page, member, &ticket, shown).await?;
    let mut reader = app.store.reader().await?;
    let found = ticket::messages(&mut reader, &app.store.master, &ticket, asked.part(), MESSAGES).await?;
    let everywhere = desk::person::conversations(&mut reader, ticket.conversation).await?;
    let links = channel_link::of_contact(&mut reader, ticket.contact).await?;
    drop(reader);

    let words = page.words;
    let older = found.messages.first().map(|message| message.id).filter(|_| found.older);
    let newer = found.messages.last().map(|message| message.id).filter(|_| found.newer);
    let said = conversation::said_all(app, &page, &ticket, found).await?;
    let template = TicketPage {
        kind: wording::ticket_kind(words, &ticket.kind),
        state: wording::ticket_state(words, &ticket.state),
        queue: wording::queue(words, &ticket.queue),
        channel: wording::channel(words, &ticket.channel),
        about: ticket.about.as_deref().map(|name| wording::topic(page.language, name)).unwrap_or_default(),
        owner: ticket.owner.as_ref().map(|name| name.expose().clone()).unwrap_or_default(),
        tongue: ticket.language.map(|language| wording::tongue(words, language)),
        reading: ticket.reading.map(|language| wording::tongue(words, language)),
        parts: conversation::fold(said),
        older,
        newer,
        told: ticket.report.as_ref().map(|report| sheet::told(&report.answers, page.language)).unwrap_or_default(),
        sheet: ticket.assessment.as_ref().map(|assessment| sheet::sheet(&page, ticket.report.as_ref(), assessment)),
        person: person::shown(&page, ticket.conversation, everywhere),
        links: unlink::shown(&page, links),
        refused,
        presence: presence::load(app, &page, member, &ticket).await?,
        handling: handling::load(app, &page, member, &ticket).await?,
        clocks: clocks::load(app, &page, member, &ticket).await?,
        answering,
        questions: questions::load(app, &page, member, &ticket).await?,
        identity: identity::load(app, &page, member, &ticket).await?,
        gender: gender::load(app, &page, &ticket).await?,
        ticket,
        page,
    };
    let wrong = template.answering.boxes.is_wrong();
    answered(&template, template.refused.is_some() || unseen, wrong)
}

async fn carry_out(context: TicketContext, command: TicketCommand, notice: Notice) -> Result<Response, Problem> {
    visible(&context.app, &context.member, context.ticket).await?;
    let next = format!("/console/tickets/{}", context.ticket);
    match context.carry_out(command, notice, &next).await? {
        Outcome::Done(response) => Ok(response),
        Outcome::NotNow(context, words) => {
            let TicketContext { app, page, member, ticket, .. } = *context;
            let shown = SentBack { refused: Some(words), ..SentBack::default() };
            view(&app, page, &member, ticket, TicketQuery::default(), shown).await
        }
    }
}

/// `POST /console/tickets/{id}/hand-back`
pub async fn hand_back(context: TicketContext) -> Result<Response, Problem> {
    carry_out(context, TicketCommand::HandBack, Notice::HandedBack).await
}
