//! What every page needs: the database, the turns, who waits for a password, who listens.

use super::{inbox::streams::Streams, password::queue::Queue, problem::Problem};
use crate::{inbound::again::Again, store::Store, turn::Turns};
use bot::house::House;
use jiff::Timestamp;
use std::sync::Arc;

/// What the console needs of the rest.
#[derive(Clone)]
pub struct Console {
    /// The database.
    pub store: Store,
    /// Carries out what a person does.
    pub turns: Turns,
    /// Reads what was kept aside.
    pub again: Again,
    /// How the outside reaches the service: with `https` cookies are for https only.
    pub public_url: String,
}

/// [`Console`] while it serves.
#[derive(Clone)]
pub struct App {
    pub(super) store: Store,
    pub(super) turns: Turns,
    pub(super) again: Again,
    pub(super) public_url: Arc<str>,
    pub(super) secure: bool,
    /// Who waits for a password to be hashed.
    pub(super) hashing: Queue,
    /// Pages that are told what changes.
    pub(super) streams: Arc<Streams>,
}

impl App {
    pub(super) fn new(state: Console) -> Self {
        Self {
            secure: state.public_url.starts_with("https:"),
            store: state.store,
            turns: state.turns,
            again: state.again,
            public_url: state.public_url.into(),
            hashing: Queue::default(),
            streams: Arc::default(),
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.turns.clock().now()
    }

    /// What the staff keep up to date.
    pub(super) async fn house(&self) -> Result<Arc<House>, Problem> {
        self.turns.house().await.map_err(|error| Problem::Failed(error.into()))
    }
}
