//! An expert's answer becomes a canned answer, which somebody else has to review, or the beginning of an information text.
//! First a person reads it once more and says that nothing in it tells whom it was about.

use super::{of_ticket::on_ticket, question, shown};
use crate::{
    console::{
        act::{Field, LONGEST, answered, read},
        canned::{form, topics},
        context::RequestContext,
        form_fields::FormFields,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page},
        permission::Permission,
        problem::Problem,
        state::App,
    },
    store::{
        audit::{self, Action, AuditEntry, AuditObject},
        canned::{self, Topic},
        question::Question,
    },
};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use bot::language::Language;
use reqwest::Url;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "console/experts/propose.html")]
struct ProposePage {
    page: Page,
    id: Uuid,
    number: String,
    /// Where the reader came from.
    back: String,
    title: Field,
    text: Field,
    topics: Vec<topics::TopicChoice>,
    unsure: bool,
    may_edit_texts: bool,
    longest: usize,
    longest_title: usize,
}

/// The question, for an expert or for somebody who may read its ticket; only once it is answered.
async fn open(app: &App, page: &Page, member: &Member, id: Uuid) -> Result<Question, Problem> {
    let found = if page.may(Permission::AnswerQuestions) {
        question::open(app, member, id).await?
    } else if page.may(Permission::ReadTickets) {
        let mut reader = app.store.reader().await?;
        let found = crate::store::question::open(&mut reader, &app.store.master, id).await?.ok_or(Problem::NotFound)?;
        drop(reader);
        read(app, member, found.ticket, AuditObject::Ticket).await?;
        found
    } else {
        return Err(Problem::NotFound);
    };
    if found.answered_at.is_some() { Ok(found) } else { Err(Problem::NotFound) }
}

/// `GET /console/questions/{id}/propose`
pub async fn show(RequestContext { app, page, member, .. }: RequestContext, Id(id): Id) -> Result<Response, Problem> {
    let question = open(&app, &page, &member, id).await?;
    let answer = shown::shown(&page, &question, app.now()).answer.unwrap_or_default();
    let text = Field { text: answer, error: None };
    view(&app, page, &question, Field::default(), text, "", false).await
}

/// `POST /console/questions/{id}/propose`
pub async fn propose(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    fields: FormFields,
) -> Result<Response, Problem> {
    let question = open(&app, &page, &member, id).await?;
    let inform = fields.one("as") == "information" && page.may(Permission::EditTexts);
    let title = if inform { Ok(fields.one("title").to_owned()) } else { form::title(&fields, &page) };
    let text = form::body(&fields, &page);
    let sure = fields.one("sure") == "yes";
    let (Ok(name), Ok(body), true) = (&title, &text, sure) else {
        let title = title.map_or_else(|field| field, |text| Field { text, error: None });
        let text = text.map_or_else(|field| field, |text| Field { text, error: None });
        return view(&app, page, &question, title, text, fields.one("topic"), !sure).await;
    };
    if inform {
        // Somebody has just said that it is about nobody.
        let mut address = Url::parse("http://here/console/texts")?;
        address.query_pairs_mut().append_pair("text", body);
        let local = format!("{}?{}", address.path(), address.query().unwrap_or_default());
        return Ok(Redirect::to(&local).into_response());
    }
    let mut tx = app.store.begin().await?;
    let now = app.now();
    let topic = topics::known(&all_topics(&app).await?, fields.one("topic"));
    let canned = canned::insert(&mut tx, name, topic.as_deref(), Some(id), member.id, now).await?;
    canned::write(&mut tx, (canned, Language::Italian), None, body, member.id, now).await?;
    let entry = AuditEntry {
        staff: Some(member.id),
        action: Action::Propose,
        object: AuditObject::Canned,
        object_id: Some(canned),
    };
    audit::record(&mut tx, entry, now).await?;
    tx.commit().await?;
    done(&auth, Notice::CannedProposed, &format!("/console/canned/{canned}")).await
}

async fn all_topics(app: &App) -> Result<Vec<Topic>, Problem> {
    let mut reader = app.store.reader().await?;
    Ok(canned::topics(&mut reader).await?)
}

async fn view(
    app: &App,
    page: Page,
    question: &Question,
    title: Field,
    text: Field,
    topic: &str,
    unsure: bool,
) -> Result<Response, Problem> {
    let expert = page.may(Permission::AnswerQuestions);
    let template = ProposePage {
        id: question.id,
        number: shown::number(question.id),
        back: if expert { format!("/console/questions/{}", question.id) } else { on_ticket(question.ticket) },
        topics: topics::choices(&page, all_topics(app).await?, topic),
        title,
        text,
        unsure,
        may_edit_texts: page.may(Permission::EditTexts),
        longest: LONGEST,
        longest_title: form::LONGEST_TITLE,
        page,
    };
    let wrong = template.title.error.is_some() || template.text.error.is_some() || template.unsure;
    answered(&template, false, wrong)
}
