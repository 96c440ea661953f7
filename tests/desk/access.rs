//! People and access: passwords, the second factor, sessions, scopes, identities behind four eyes, the register.

mod accounts;
mod attempts;
mod ends;
mod factor;
mod identity;
mod register;
mod requests;
mod routes;
mod scopes;
mod sessions;

use super::member::Member;
use bot::report::{Answers, slot::Slot};
use tests::App;
use uuid::Uuid;

/// A number that a worker leaves in a report.
const PHONE: &str = "+39 333 7654321";

/// Gives a ticket a report with nothing but a number in it.
async fn leaves_number(app: &App, ticket: Uuid) {
    let mut answers = Answers::default();
    assert!(answers.phone.take(PHONE));
    let store = &app.database.store;
    let mut reader = store.reader().await.unwrap();
    let key = gateway::store::unlock::key(&mut reader, &store.master, ticket).await.unwrap().unwrap();
    drop(reader);
    let sealed = key.seal(gateway::store::ticket::ANSWERS.of(ticket), &serde_json::to_vec(&answers).unwrap());
    let mut tx = store.begin().await.unwrap();
    gateway::sql!(Tx: &mut tx, c => sqlx::query("INSERT INTO report (ticket_id, answers_sealed, submitted_at) VALUES ($1, $2, 0)")
        .bind(ticket).bind(sealed).execute(c).await.map(|_| ()))
    .unwrap();
    tx.commit().await.unwrap();
}

/// The account of a member, by its address.
async fn account(app: &App, name: &str) -> gateway::store::staff::Staff {
    let store = &app.database.store;
    let email = bot::private::Private::new(super::member::email(name));
    let mut reader = store.reader().await.unwrap();
    gateway::store::staff::by_email(&mut reader, &store.master, &email).await.unwrap().unwrap()
}

/// Whether somebody is still in.
async fn is_in(member: &Member) -> bool {
    member.get("/console/account").await.status().is_success()
}
