//! An entry of the Focal Point queue: the sheet filled in, with the three decisions on it.
//!
//! The machine proposes; here a person decides. The worker hears little of it, because somebody else may look at the
//! telephone (see [`bot::command::tell`]).

use super::{
    act::{Field, LONGEST, Outcome, answered, read},
    context::{RequestContext, TicketContext},
    form_fields::FormFields,
    member::Member,
    notice::Notice,
    page::{Id, Page},
    problem::Problem,
    sheet::{self, Sheet, Told},
    state::App,
    wording::{self, Tongue},
};
use crate::store::audit::AuditObject;
use askama::Template;
use axum::{Form, response::Response};
use bot::command::TicketCommand;
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/entry.html")]
struct EntryPage {
    page: Page,
    id: Uuid,
    reference: String,
    region: String,
    tongue: Option<Tongue>,
    reading: Option<Tongue>,
    told: Vec<Told>,
    sheet: Sheet,
    forms: Forms,
    longest: usize,
}

/// The three decisions as they were last filled in.
#[derive(Default)]
struct Forms {
    unchecked: bool,
    question: Field,
    reason: Field,
    /// A colleague was faster.
    refused: Option<String>,
}

async fn view(app: &App, page: Page, member: &Member, id: Uuid, forms: Forms) -> Result<Response, Problem> {
    let ticket = read(app, member, id, AuditObject::Assessment).await?;
    let assessment = ticket.assessment.as_ref().ok_or(Problem::NotFound)?;
    let sheet = sheet::sheet(&page, ticket.report.as_ref(), assessment);
    if !sheet.is_queued {
        return Err(Problem::NotFound);
    }
    let answers = ticket.report.as_ref().map(|report| &report.answers);
    let region = answers.and_then(|answers| answers.region.given());
    let template = EntryPage {
        id,
        region: region.map(|region| region.name().to_owned()).unwrap_or_default(),
        tongue: ticket.language.map(|language| wording::tongue(page.words, language)),
        reading: ticket.reading.map(|language| wording::tongue(page.words, language)),
        told: answers.map(|answers| sheet::told(answers, page.language)).unwrap_or_default(),
        sheet,
        forms,
        longest: LONGEST,
        reference: ticket.reference,
        page,
    };
    let Forms { unchecked, question, reason, refused } = &template.forms;
    answered(&template, refused.is_some(), *unchecked || question.error.is_some() || reason.error.is_some())
}

async fn carry_out(
    context: TicketContext,
    command: TicketCommand,
    notice: Notice,
    forms: Forms,
) -> Result<Response, Problem> {
    let next = format!("/console/focal-point/{}", context.ticket);
    match context.carry_out(command, notice, &next).await? {
        Outcome::Done(response) => Ok(response),
        Outcome::NotNow(context, words) => {
            let TicketContext { app, page, member, ticket, .. } = *context;
            view(&app, page, &member, ticket, Forms { refused: Some(words), ..forms }).await
        }
    }
}

/// `GET /console/focal-point/{id}`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    view(&app, page, &member, id, Forms::default()).await
}

/// What the form of a validation sends.
#[derive(Deserialize)]
pub struct Checked {
    /// `yes`: a person has looked at the sheet.
    #[serde(default)]
    checked: String,
}

/// `POST /console/focal-point/{id}/validate`
pub async fn validate(context: TicketContext, Form(form): Form<Checked>) -> Result<Response, Problem> {
    if form.checked != "yes" {
        return view(
            &context.app,
            context.page,
            &context.member,
            context.ticket,
            Forms { unchecked: true, ..Forms::default() },
        )
        .await;
    }
    carry_out(context, TicketCommand::Validate, Notice::Validated, Forms::default()).await
}

/// `POST /console/focal-point/{id}/ask-more`
pub async fn ask_more(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    match fields.words("text", &context.page) {
        Err(question) => {
            view(&context.app, context.page, &context.member, context.ticket, Forms { question, ..Forms::default() })
                .await
        }
        Ok(question) => {
            let forms = Forms { question: Field { text: question.expose().clone(), error: None }, ..Forms::default() };
            carry_out(context, TicketCommand::AskMore { question }, Notice::MoreAsked, forms).await
        }
    }
}

/// `POST /console/focal-point/{id}/orient`
pub async fn orient(context: TicketContext, fields: FormFields) -> Result<Response, Problem> {
    match fields.words("text", &context.page) {
        Err(reason) => {
            view(&context.app, context.page, &context.member, context.ticket, Forms { reason, ..Forms::default() })
                .await
        }
        Ok(reason) => {
            let forms = Forms { reason: Field { text: reason.expose().clone(), error: None }, ..Forms::default() };
            carry_out(context, TicketCommand::Orient { reason }, Notice::Oriented, forms).await
        }
    }
}
