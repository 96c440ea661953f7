//! The telephone of a member of the staff: it learns the secret from the page that sets it up, and says codes.
//!
//! Each code is of another step, because one counts once. Without waiting there are three: the step before, the present one
//! and the next. The telephone goes by the clock of the service; where that stands still, half a minute goes by for the fourth.

use gateway::clock::Clock;
use jiff::SignedDuration;
use std::{
    collections::HashMap,
    sync::{LazyLock, Mutex},
    time::Duration,
};
use totp_rs::{Builder, Secret, Totp};

const STEP: u64 = 30;

/// Clocks that a test moves, by the service's address; every other service goes by the system's.
static CLOCKS: LazyLock<Mutex<HashMap<String, Clock>>> = LazyLock::new(Mutex::default);

/// By the service's address and the account's, so that the same person finds it again in another window.
static TELEPHONES: LazyLock<Mutex<HashMap<(String, String), Telephone>>> = LazyLock::new(Mutex::default);

struct Telephone {
    totp: Totp,
    last: u64,
}

/// Telephones of the people at this service go by this clock.
pub fn goes_by(url: &str, clock: &Clock) {
    CLOCKS.lock().unwrap().insert(url.to_owned(), clock.clone());
}

fn clock(url: &str) -> Option<Clock> {
    CLOCKS.lock().unwrap().get(url).cloned()
}

fn now(url: &str) -> u64 {
    clock(url).unwrap_or_default().now().as_second().try_into().unwrap()
}

/// The secret on a page that sets up a second factor, if it is one.
pub fn secret_on(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("id=\"secret\"")?;
    let (_, rest) = rest.split_once('>')?;
    Some(rest.split('<').next()?.to_owned())
}

/// Gives somebody's telephone the secret that a page shows.
pub fn learn(url: &str, email: &str, secret: &str) {
    let plain: String = secret.chars().filter(|c| !c.is_whitespace()).collect();
    let totp = Builder::new().with_secret(Secret::try_from_base32(plain).unwrap()).build().unwrap();
    TELEPHONES.lock().unwrap().insert((url.to_owned(), email.to_owned()), Telephone { totp, last: 0 });
}

/// A code that was not used yet, of the earliest step that still counts.
pub async fn code(url: &str, email: &str) -> String {
    loop {
        {
            let mut telephones = TELEPHONES.lock().unwrap();
            let telephone = telephones.get_mut(&(url.to_owned(), email.to_owned())).expect("a second factor");
            let (present, standing) = (now(url) / STEP, clock(url).is_some());
            // Half a step is enough for a page to come back.
            let early = if now(url) % STEP > STEP / 2 && !standing { present } else { present - 1 };
            let step = early.max(telephone.last + 1);
            if step <= present + 1 {
                telephone.last = step;
                return telephone.totp.generate(step * STEP).to_string();
            }
        }
        match clock(url) {
            Some(clock) => clock.advance(SignedDuration::from_secs(STEP as i64)),
            None => tokio::time::sleep(Duration::from_millis(200)).await,
        }
    }
}

/// The code of a step, counted from the present one.
pub fn code_at(url: &str, email: &str, steps: i64) -> String {
    let telephones = TELEPHONES.lock().unwrap();
    let telephone = &telephones[&(url.to_owned(), email.to_owned())];
    telephone.totp.generate(now(url).saturating_add_signed(steps * STEP as i64)).to_string()
}
