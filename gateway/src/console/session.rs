//! Sessions for tower-sessions on our own table: the identifier hashed, the data sealed ([`crate::store::session`]).

use crate::{
    clock::Clock,
    seal::MasterKey,
    store::{
        Store,
        session::{self, AGENT, DATA},
    },
};
use axum_login::tower_sessions::{
    SessionStore,
    cookie::time::{Duration, OffsetDateTime},
    session::{Id, Record},
    session_store::{Error, Result},
};
use futures::future::BoxFuture;
use serde_json::Value;
use std::collections::HashMap;

/// A session ends after so long without a request.
pub const IDLE: Duration = Duration::hours(12);

/// Where the session keeps with what its owner came, see [`super::access::browser`].
pub const BROWSER: &str = "browser";

/// Where axum-login keeps who is logged in, inside the session's data.
pub const LOGIN: &str = "login";

/// The table `session`. When a session ends is said by the service's clock, and not by tower-sessions, which looks at the
/// system's.
#[derive(Clone, Debug)]
pub struct Sessions {
    store: Store,
    clock: Clock,
}

/// The identifier as it is stored.
pub fn hash(master: &MasterKey, id: Id) -> Vec<u8> {
    master.hash("session", &id.0.to_le_bytes()).to_vec()
}

impl Sessions {
    /// Those of a store, by this clock.
    pub const fn new(store: Store, clock: Clock) -> Self {
        Self { store, clock }
    }

    fn hash(&self, id: Id) -> Vec<u8> {
        hash(&self.store.master, id)
    }

    async fn write(&self, record: &Record, is_new: bool) -> Result<()> {
        let data = serde_json::to_vec(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
        let key = self.store.master.derive("session");
        let browser = record.data.get(BROWSER).and_then(Value::as_str);
        let id_hash = self.hash(record.id);
        let now = self.clock.now();
        let session = session::Session {
            staff_id: record.data.get(LOGIN).and_then(|login| login["user_id"].as_str()?.parse().ok()),
            data_sealed: key.seal(DATA.of_hash(&id_hash), &data),
            agent_sealed: browser.map(|browser| key.seal(AGENT.of_hash(&id_hash), browser.as_bytes())),
            id_hash,
            expires_at: now.as_millisecond() + IDLE.whole_milliseconds() as i64,
        };
        let mut tx = self.store.begin().await.map_err(backend)?;
        if is_new {
            session::insert(&mut tx, &session, now).await.map_err(backend)?;
        } else {
            session::update(&mut tx, &session, now).await.map_err(backend)?;
        }
        tx.commit().await.map_err(backend)
    }

    async fn read(&self, id: Id) -> Result<Option<Record>> {
        let mut reader = self.store.reader().await.map_err(backend)?;
        let id_hash = self.hash(id);
        let found = session::load(&mut reader, &id_hash, self.clock.now()).await.map_err(backend)?;
        let Some((data_sealed, expires_at)) = found else { return Ok(None) };
        // What does not open or parse is of another key or release: logging in again is all it takes.
        let Ok(bytes) = self.store.master.derive("session").open(DATA.of_hash(&id_hash), &data_sealed) else {
            return Ok(None);
        };
        let Ok(data) = serde_json::from_slice::<HashMap<String, Value>>(&bytes) else { return Ok(None) };
        let expiry_date =
            OffsetDateTime::from_unix_timestamp(expires_at / 1000).map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id, data, expiry_date }))
    }

    async fn remove(&self, id: Id) -> Result<()> {
        let mut tx = self.store.begin().await.map_err(backend)?;
        session::delete(&mut tx, &self.hash(id)).await.map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn backend(error: sqlx::Error) -> Error {
    Error::Backend(error.to_string())
}

// The trait is written for `#[async_trait]`: a method is a function that returns a boxed future. Identifiers are 128
// bits of chance, so a new one needs no check for collisions.
impl SessionStore for Sessions {
    fn create<'a, 'b, 'c>(&'a self, record: &'b mut Record) -> BoxFuture<'c, Result<()>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        Box::pin(self.write(record, true))
    }

    fn save<'a, 'b, 'c>(&'a self, record: &'b Record) -> BoxFuture<'c, Result<()>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        Box::pin(self.write(record, false))
    }

    fn load<'a, 'b, 'c>(&'a self, id: &'b Id) -> BoxFuture<'c, Result<Option<Record>>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        Box::pin(self.read(*id))
    }

    fn delete<'a, 'b, 'c>(&'a self, id: &'b Id) -> BoxFuture<'c, Result<()>>
    where
        'a: 'c,
        'b: 'c,
        Self: 'c,
    {
        Box::pin(self.remove(*id))
    }
}
