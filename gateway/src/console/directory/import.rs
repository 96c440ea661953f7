//! A CSV file in two steps: it is sent and checked whole, with a report line by line; then somebody says yes, and all of it is
//! imported in one transaction, or nothing. What workers would be told becomes proposals, one a line, which a second person
//! looks through ([`super::batch`]).
//!
//! Between the two the file waits sealed in a table ([`pending`]), not in the form: thousands of lines are more than a form may
//! carry, and what was checked cannot be changed on the way. What the yes was said to is named by the plan's mark: if the
//! directory is another one by then, the new report is shown instead.

use super::{
    super::{
        context::RequestContext,
        member::Member,
        notice::{Notice, done},
        page::{Id, Page, html},
        problem::Problem,
        upload::Sent,
    },
    column::Column,
    file::{File, MOST, Unreadable},
    paths::{self, PATH},
    plan::{Fate, Plan, Step},
    propose::{ask, tell},
    wording,
};
use crate::store::{
    Tx,
    audit::{self, Action, AuditEntry, AuditObject},
    service::{self, Writer, pending, proposal},
};
use askama::Template;
use axum::{
    Extension, Form,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use bot::text::Words;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// Lines of a report that are shown; those that need something done come first.
const SHOWN: usize = 1000;

#[derive(Template)]
#[template(path = "console/directory/import.html")]
struct ImportPage {
    page: Page,
    columns: Vec<(&'static str, String)>,
    kinds: String,
    error: Option<String>,
    report: Option<Report>,
}

/// What would be done.
struct Report {
    /// The sealed file and the mark of the plan, if it can be imported.
    yes: Option<(Uuid, String)>,
    right: bool,
    converted: bool,
    overtaken: bool,
    new: usize,
    changed: usize,
    unchanged: usize,
    wrong: usize,
    lines: Vec<ImportRow>,
    /// Lines that are not shown.
    hidden: usize,
}

/// A line of the report.
struct ImportRow {
    number: u64,
    code: String,
    name: String,
    class: &'static str,
    fate: String,
    /// Column, and what is wrong with it or that it changes.
    details: Vec<String>,
}

/// `GET /console/directory/import`
pub async fn show(page: Page) -> Result<Response, Problem> {
    html(&view(page, None, None))
}

/// `POST /console/directory/import`
pub async fn check(
    RequestContext { app, page, member, .. }: RequestContext,
    sent: Option<Extension<Sent>>,
) -> Result<Response, Problem> {
    let words = page.words;
    let refuse = |page: Page, why: String| {
        Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&view(page, Some(why), None))?).into_response())
    };
    let upload = sent.and_then(|Extension(mut sent)| sent.file());
    let Some(upload) = upload else { return refuse(page, words.console_directory_file_none()) };
    let Some(bytes) = upload.bytes() else { return refuse(page, words.console_directory_file_large()) };
    let file = match File::read(&bytes) {
        Ok(file) => file,
        Err(why) => return refuse(page, unreadable(words, &why)),
    };
    let mut tx = app.store.begin().await?;
    let plan = planned(&mut tx, &file, &member, app.now()).await?;
    let mut report = report(words, &file, &plan);
    if plan.is_right() && report.new + report.changed > 0 {
        let id = pending::keep(&mut tx, &app.store.master, member.id, &bytes, app.now()).await?;
        report.yes = Some((id, plan.mark()));
        tx.commit().await?;
    }
    let status = if plan.is_right() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, html(&view(page, None, Some(report)))?).into_response())
}

/// What somebody has said yes to.
#[derive(Deserialize)]
pub struct Yes {
    mark: String,
}

/// `POST /console/directory/import/{id}`
pub async fn confirm(
    RequestContext { app, auth, page, member }: RequestContext,
    Id(id): Id,
    Form(yes): Form<Yes>,
) -> Result<Response, Problem> {
    let now = app.now();
    let mut tx = app.store.begin().await?;
    let Some(bytes) = pending::take(&mut tx, &app.store.master, member.id, id).await? else {
        return Err(Problem::NotFound);
    };
    let Ok(file) = File::read(&bytes) else { return Err(Problem::NotFound) };
    let plan = planned(&mut tx, &file, &member, now).await?;
    let same = plan.mark() == yes.mark && plan.is_right();
    if same && plan.carry_out(&mut tx, id, Writer { staff: member.id, now }).await?.is_ok() {
        let entry = AuditEntry {
            staff: Some(member.id),
            action: Action::Import,
            object: AuditObject::Service,
            object_id: Some(id),
        };
        audit::record(&mut tx, entry, now).await?;
        let (waiting, changed) = plan.held();
        let asked = if waiting > 0 { ask(&app, &mut tx, &member).await? } else { Vec::new() };
        tx.commit().await?;
        tell(&app, asked);
        app.turns.house_changed().await;
        let next = if waiting > 0 { paths::import(id) } else { PATH.to_owned() };
        return done(&auth, Notice::Imported { waiting, changed }, &next).await;
    }
    // Nothing was done, so the file still waits; the report is made of what is there now.
    drop(tx);
    let mut tx = app.store.begin().await?;
    let plan = planned(&mut tx, &file, &member, now).await?;
    drop(tx);
    let mut report = report(page.words, &file, &plan);
    report.overtaken = true;
    report.yes = (plan.is_right() && report.new + report.changed > 0).then(|| (id, plan.mark()));
    Ok((StatusCode::CONFLICT, html(&view(page, None, Some(report)))?).into_response())
}

/// What the file would do now.
async fn planned(tx: &mut Tx, file: &File, member: &Member, now: Timestamp) -> sqlx::Result<Plan> {
    let waiting = proposal::proposers(tx).await?;
    Ok(Plan::of(file, service::all(tx).await?, &waiting, member.id, now))
}

fn view(page: Page, error: Option<String>, report: Option<Report>) -> ImportPage {
    let words = page.words;
    let kinds = bot::directory::Kind::ALL.map(|kind| format!("{} ({})", kind.name(), wording::kind(words, kind)));
    ImportPage {
        columns: Column::ALL.map(|column| (column.name(), column.label(words))).into(),
        kinds: kinds.join(", "),
        error,
        report,
        page,
    }
}

fn report(words: Words, file: &File, plan: &Plan) -> Report {
    let (new, changed, unchanged) = plan.counts();
    let wrong = plan.0.len() - new - changed - unchanged;
    // Where something is wrong, that is what has to be seen.
    let told = |step: &&Step| wrong == 0 || step.fate.is_wrong();
    let all = if wrong == 0 { plan.0.len() } else { wrong };
    Report {
        yes: None,
        right: wrong == 0,
        converted: file.converted,
        overtaken: false,
        new,
        changed,
        unchanged,
        wrong,
        lines: plan.0.iter().filter(told).take(SHOWN).map(|step| shown(words, step)).collect(),
        hidden: all.saturating_sub(SHOWN),
    }
}

fn shown(words: Words, step: &Step) -> ImportRow {
    let (class, fate, details) = match &step.fate {
        Fate::New(_) => ("new", words.console_directory_line_new(), vec![words.console_directory_line_second()]),
        Fate::Changed { columns, change, .. } => {
            let detail = |column: &Column| match change.fields.contains_key(column.name()) {
                true => format!("{} ({})", column.label(words), words.console_directory_line_second()),
                false => column.label(words),
            };
            ("changed", words.console_directory_line_changed(), columns.iter().map(detail).collect())
        }
        Fate::Waits => ("wrong", words.console_directory_line_wrong(), vec![words.console_directory_proposal_first()]),
        Fate::Unchanged => ("unchanged", words.console_directory_line_unchanged(), Vec::new()),
        Fate::Wrong(faults) => (
            "wrong",
            words.console_directory_line_wrong(),
            faults
                .iter()
                .map(|(column, wrong)| {
                    format!("{} ({}): {}", column.label(words), column.name(), wording::wrong(words, wrong))
                })
                .collect(),
        ),
        Fate::Uneven(found, wanted) => {
            ("wrong", words.console_directory_line_wrong(), vec![words.console_directory_line_cells(found, wanted)])
        }
        Fate::Again(earlier) => {
            ("wrong", words.console_directory_line_wrong(), vec![words.console_directory_line_again(earlier)])
        }
    };
    let short = |text: &str| text.chars().take(Column::Name.longest()).collect();
    ImportRow { number: step.number, code: short(&step.code), name: short(&step.name), class, fate, details }
}

fn unreadable(words: Words, why: &Unreadable) -> String {
    let names = |columns: &[Column]| columns.iter().map(|column| column.name()).collect::<Vec<_>>().join(", ");
    match why {
        Unreadable::Empty => words.console_directory_file_empty(),
        Unreadable::NoText => words.console_directory_file_no_text(),
        Unreadable::Lacks(columns) => words.console_directory_file_lacks(names(columns)),
        Unreadable::Unknown(head) => words.console_directory_file_unknown(head),
        Unreadable::Twice(column) => words.console_directory_file_twice(column.name()),
        Unreadable::TooMany => words.console_directory_file_many(MOST),
    }
}
