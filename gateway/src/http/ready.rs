//! `/readyz`: whether messages can be taken and answered. The answer holds for a second: asking writes to the database.

use crate::turn::Turns;
use axum::{extract::State, http::StatusCode};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Mutex, time::Instant};

/// How long an answer is given again.
const FRESH: Duration = Duration::from_secs(1);

/// What is asked, and what was said last.
#[derive(Clone)]
pub(super) struct Ready {
    turns: Turns,
    said: Arc<Mutex<Option<(Instant, Answer)>>>,
}

type Answer = (StatusCode, String);

impl Ready {
    pub fn new(turns: Turns) -> Self {
        Self { turns, said: Arc::default() }
    }

    async fn look(&self) -> Answer {
        if let Err(cause) = self.turns.store().readiness().await {
            return (StatusCode::SERVICE_UNAVAILABLE, format!("{cause}\n"));
        }
        match self.turns.tasks.trouble() {
            Some(trouble) => (StatusCode::SERVICE_UNAVAILABLE, format!("{trouble}\n")),
            None => (StatusCode::OK, "ready\n".to_owned()),
        }
    }
}

/// `GET /readyz`: 200, or 503 with what is wrong. Whoever asks meanwhile waits for the same answer.
pub(super) async fn show(State(ready): State<Ready>) -> Answer {
    let mut said = ready.said.lock().await;
    if let Some((at, answer)) = &*said
        && at.elapsed() < FRESH
    {
        return answer.clone();
    }
    let answer = ready.look().await;
    *said = Some((Instant::now(), answer.clone()));
    answer
}
