//! How the staff share out and handle tickets: on duty and by hand, conflicts, states, merging and splitting, notes.

mod duty;
mod life;
mod notes;
mod once;
mod together;

use super::{
    member::{Member, html, ticket_page},
    words,
};
use gateway::turn::Seen;
use reqwest::{Response, StatusCode};
use tests::{App, Worker, app::Ticket};
use uuid::Uuid;

/// A member of the staff with a name of their own.
async fn colleague(app: &App, role: &str, name: &str) -> (Member, Uuid) {
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    let member = Member::named(app, role, &email, name).await;
    let all: Vec<(Uuid,)> = app.rows("SELECT id FROM staff ORDER BY id").await;
    (member, all.last().unwrap().0)
}

/// Goes on duty with these languages and at most so many tickets.
async fn on_duty(member: &Member, most: &str, languages: &[&str]) {
    let mut fields = vec![("most", most)];
    fields.extend(languages.iter().map(|tag| ("language", *tag)));
    member.does("/console/duty", "/console/duty", &fields).await;
    member.does("/console/duty", "/console/duty/on", &[]).await;
}

/// Somebody who asks for a person in French; returns their ticket.
async fn asks(app: &App, chat: i64, said: &str) -> Ticket {
    let mut worker = Worker::at_menu(app, chat, "fr").await;
    worker.presses("person").await;
    worker.says(said).await;
    app.tickets().await.pop().unwrap()
}

async fn ticket(app: &App, id: Uuid) -> Ticket {
    app.tickets().await.into_iter().find(|ticket| ticket.id == id).unwrap()
}

/// Who was notified of what kind of thing, in this order.
async fn notified(app: &App, kind: &str) -> Vec<Uuid> {
    let rows: Vec<(Uuid, String)> = app.rows("SELECT staff_id, kind FROM notification ORDER BY id").await;
    rows.into_iter().filter(|(_, of)| of == kind).map(|(staff, _)| staff).collect()
}

/// What the page of a ticket says that it has seen.
fn seen(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"seen\" value=\"").expect("a form with what it has seen");
    let seen = rest.split('"').next().unwrap().to_owned();
    seen.parse::<Seen>().expect("a version");
    seen
}

/// Sends a form of the page of a ticket.
async fn post(member: &Member, id: Uuid, to: &str, fields: &[(&str, &str)]) -> Response {
    let page = ticket_page(id);
    member.send(&page, &format!("{page}/{to}"), fields).await
}

/// The same, which leads on to a page.
async fn does(member: &Member, id: Uuid, to: &str, fields: &[(&str, &str)]) -> String {
    let page = ticket_page(id);
    member.does(&page, &format!("{page}/{to}"), fields).await
}

/// A form that is refused with a page that says why.
async fn refused(member: &Member, id: Uuid, to: &str, fields: &[(&str, &str)], status: StatusCode) -> String {
    let answer = post(member, id, to, fields).await;
    assert_eq!(answer.status(), status, "{to}");
    html(answer).await
}
