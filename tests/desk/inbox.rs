//! The inbox: which tickets the lists show to whom, what is unread, what pages are told while they are open, notifications.

mod list;
mod live;
mod notifications;
mod paging;
mod scope;
mod views;

use super::{
    ROLES, audit,
    member::{Member, ticket_page},
    provider::Person,
    words,
};
use gateway::channel::Channel;
use std::time::Duration;
use tests::{App, Engine};
use uuid::Uuid;

const PATH: &str = "/console/tickets";

/// A question of somebody new on a channel.
async fn question(app: &App, channel: Channel, address: &'static str) -> Uuid {
    Person::asked(app, channel, address).await.1.id
}

/// Changes a ticket behind the service's back.
async fn set(app: &App, ticket: Uuid, change: &str) {
    run(app, &format!("UPDATE ticket SET {change} WHERE id = $1"), ticket).await;
}

/// A statement about one thing.
async fn run(app: &App, statement: &str, id: Uuid) {
    let mut tx = app.database.store.begin().await.unwrap();
    let statement = statement.to_owned();
    gateway::sql!(Tx: &mut tx, c => sqlx::query(sqlx::AssertSqlSafe(statement)).bind(id).execute(c).await.map(|_| ()))
        .unwrap();
    tx.commit().await.unwrap();
}

/// The account behind an address.
async fn account(app: &App, email: &str) -> Uuid {
    let mut reader = app.database.store.reader().await.unwrap();
    let email = bot::private::Private::new(email.to_owned());
    gateway::store::staff::by_email(&mut reader, &app.database.master, &email).await.unwrap().unwrap().id
}

/// The tickets of a list, in its order.
async fn listed(member: &Member, query: &str) -> Vec<Uuid> {
    ids(&member.page(&format!("{PATH}?{query}")).await)
}

fn ids(page: &str) -> Vec<Uuid> {
    page.split("data-id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

/// The row of a ticket.
fn row(page: &str, ticket: Uuid) -> String {
    let (_, rest) = page.split_once(&format!("data-id=\"{ticket}\"")).expect("the ticket is in the list");
    rest.split("</tr>").next().unwrap().to_owned()
}

async fn until<T>(what: &str, within: Duration, wanted: impl Future<Output = T>) -> T {
    tokio::time::timeout(within, wanted).await.unwrap_or_else(|_| panic!("no {what} within {within:?}"))
}
