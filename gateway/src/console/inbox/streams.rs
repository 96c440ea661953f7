//! The open streams of each session: a browser that opens ever more of them ends its oldest.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use tokio::sync::Notify;

/// So many pages of one session may listen at once; the script of the console needs one for all of its pages.
pub const MOST: usize = 4;

/// All of them.
#[derive(Debug, Default)]
pub struct Streams(Mutex<HashMap<i128, Vec<Arc<Notify>>>>);

/// One of them; it is no more when this is dropped.
#[derive(Debug)]
pub struct Open {
    streams: Arc<Streams>,
    session: i128,
    /// Told when it has to end.
    pub ended: Arc<Notify>,
}

impl Streams {
    fn all(&self) -> MutexGuard<'_, HashMap<i128, Vec<Arc<Notify>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Opens one for a session, and ends the oldest if there are too many.
    pub fn open(self: &Arc<Self>, session: i128) -> Open {
        let ended = Arc::new(Notify::new());
        let mut all = self.all();
        let of_session = all.entry(session).or_default();
        of_session.push(ended.clone());
        if of_session.len() > MOST {
            of_session.remove(0).notify_one();
        }
        Open { streams: self.clone(), session, ended }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut all = self.streams.all();
        if let Some(of_session) = all.get_mut(&self.session) {
            of_session.retain(|other| !Arc::ptr_eq(other, &self.ended));
            if of_session.is_empty() {
                all.remove(&self.session);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn one_too_many_ends_the_oldest_of_its_own_session() {
        let streams = Arc::new(Streams::default());
        let other = streams.open(2);
        let mut open: Vec<_> = (0..=MOST).map(|_| streams.open(1)).collect();
        open[0].ended.notified().await;
        open.remove(0);
        for left in open.iter().chain([&other]) {
            let told = tokio::time::timeout(std::time::Duration::from_millis(5), left.ended.notified());
            assert!(told.await.is_err());
        }
        drop(open);
        drop(other);
        assert!(streams.all().is_empty());
    }
}
