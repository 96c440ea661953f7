//! Background tasks, watched: one that ends or panics is begun again after a pause that grows, counted
//! (`approdo_task_restarts_total`), and named in the log and in `/readyz`. What a task loses when it panics is what it held
//! in memory; whatever matters stands in the database, and the next round finds it there.

use futures::FutureExt;
use std::{
    collections::{BTreeMap, VecDeque},
    future::Future,
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    task::JoinHandle,
    time::{Instant, sleep},
};
use tokio_util::sync::CancellationToken;

/// The pause before the first restart; each next one is twice as long.
const PAUSE: Duration = Duration::from_millis(500);
/// The longest pause, and how long a task has to live for the pause to be short again.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);
/// So many deaths within [`LATELY`] are trouble, even while the task happens to run.
const OFTEN: usize = 3;
const LATELY: Duration = Duration::from_secs(120);

/// The tasks of one process.
#[derive(Clone)]
pub struct Tasks {
    watched: Arc<Mutex<BTreeMap<String, Watched>>>,
    stop: CancellationToken,
    pause: Duration,
}

/// One task.
#[derive(Clone, Debug, Default)]
struct Watched {
    running: bool,
    restarts: u64,
    /// When it died, the latest last.
    deaths: VecDeque<Instant>,
}

impl Tasks {
    /// No task yet. After `stop` nothing is begun again.
    pub fn new(stop: CancellationToken) -> Self {
        Self { watched: Arc::default(), stop, pause: PAUSE }
    }

    /// The same with another pause before the first restart.
    #[must_use]
    pub fn with_pause(self, pause: Duration) -> Self {
        Self { pause, ..self }
    }

    /// Runs a task for as long as the process lives: whatever ends it, it begins again.
    pub fn forever<F, R>(&self, name: impl Into<String>, task: F) -> JoinHandle<()>
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        tokio::spawn(self.clone().watch(name.into(), false, task))
    }

    /// Runs a task until it has ended by itself; one that panics begins again.
    pub fn until_done<F, R>(&self, name: impl Into<String>, task: F) -> JoinHandle<()>
    where
        F: Fn() -> R + Send + Sync + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        tokio::spawn(self.clone().watch(name.into(), true, task))
    }

    /// The task that does not run, or dies again and again, for `/readyz`.
    pub fn trouble(&self) -> Option<String> {
        let watched = self.lock();
        let often = |task: &Watched| task.deaths.iter().filter(|at| at.elapsed() < LATELY).count() >= OFTEN;
        let (name, task) = watched.iter().find(|(_, task)| !task.running || often(task))?;
        Some(format!("the task {name} {}", if task.running { "dies again and again" } else { "does not run" }))
    }

    /// How often a task was begun again; `None` if there is none of this name.
    pub fn restarts(&self, name: &str) -> Option<u64> {
        self.lock().get(name).map(|task| task.restarts)
    }

    async fn watch<F, R>(self, name: String, may_end: bool, task: F)
    where
        F: Fn() -> R,
        R: Future<Output = ()>,
    {
        let mut pause = self.pause;
        loop {
            let began = Instant::now();
            self.lock().entry(name.clone()).or_default().running = true;
            let ended = AssertUnwindSafe(async { task().await }).catch_unwind().await;
            if (may_end && ended.is_ok()) || self.stop.is_cancelled() {
                self.lock().remove(&name);
                return;
            }
            self.died(&name);
            // The words of a panic may hold anything; the name says where to look.
            let how = if ended.is_ok() { "ended" } else { "panicked" };
            if began.elapsed() > LONGEST_PAUSE {
                pause = self.pause;
            }
            tracing::error!(task = name, how, pause = ?pause, "a background task died, it begins again");
            metrics::counter!("approdo_task_restarts_total", "task" => name.clone()).increment(1);
            tokio::select! {
                () = sleep(pause) => {}
                () = self.stop.cancelled() => return,
            }
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    fn died(&self, name: &str) {
        let mut watched = self.lock();
        let task = watched.entry(name.to_owned()).or_default();
        task.running = false;
        task.restarts += 1;
        task.deaths.push_back(Instant::now());
        if task.deaths.len() > OFTEN {
            task.deaths.pop_front();
        }
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Watched>> {
        // It only counts: what another thread left half done is still a count.
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    const SHORT: Duration = Duration::from_millis(20);

    fn tasks() -> Tasks {
        Tasks::new(CancellationToken::new()).with_pause(SHORT)
    }

    async fn until(what: impl Fn() -> bool) {
        while !what() {
            sleep(Duration::from_millis(1)).await;
        }
    }

    #[tokio::test]
    async fn what_panics_or_ends_begins_again_and_what_is_done_is_done() {
        let tasks = tasks();
        let begun = Arc::new(AtomicUsize::new(0));
        let counted = begun.clone();
        tasks.forever("dying", move || {
            let nth = counted.fetch_add(1, Ordering::Relaxed);
            async move {
                assert!(nth > 0, "the first one panics");
                if nth > 1 {
                    std::future::pending::<()>().await;
                }
            }
        });
        tasks.until_done("done", || async {}).await.unwrap();
        until(|| begun.load(Ordering::Relaxed) == 3).await;
        assert_eq!(tasks.trouble(), None, "two deaths are no habit");
        assert_eq!((tasks.restarts("dying"), tasks.restarts("done")), (Some(2), None));
    }

    #[tokio::test]
    async fn what_dies_often_is_named_even_while_it_runs() {
        let tasks = tasks();
        tasks.forever("restless", || sleep(SHORT));
        until(|| tasks.trouble().as_deref() == Some("the task restless does not run")).await;
        until(|| tasks.trouble().as_deref() == Some("the task restless dies again and again")).await;
        tasks.stop.cancel();
        let begun = tasks.restarts("restless");
        sleep(SHORT * 20).await;
        // It may have ended since, and is forgotten then.
        assert!(tasks.restarts("restless").is_none_or(|now| Some(now) == begun), "after the end nothing begins");
    }
}
