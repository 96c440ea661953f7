//! Tells the staff by e-mail that something new waits for them in the console: that, and nothing else. Who wants it says so at
//! `/console/notifications/settings`; without a configured mailbox nobody is told.

use crate::{
    channel::{
        SendError,
        email::{Email, Note},
    },
    store::{
        account_mail::{self, Told},
        notification::mail::{self, Waiting},
    },
    turn::Turns,
};
use bot::text::Words;
use jiff::Timestamp;
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

const EVERY: Duration = Duration::from_secs(60);

/// Runs for as long as the process lives.
pub async fn run(turns: Turns, email: Arc<Email>, public_url: String) {
    loop {
        if let Err(error) = tell_owners(&turns, &email, &public_url, turns.clock().now()).await {
            tracing::error!(%error, "owners of accounts by e-mail: the database does not answer");
        }
        if let Err(error) = run_once(&turns, &email, &public_url, turns.clock().now()).await {
            tracing::error!(%error, "notifications by e-mail: the database does not answer");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// One round; returns how many were told.
pub async fn run_once(turns: &Turns, email: &Email, public_url: &str, now: Timestamp) -> anyhow::Result<usize> {
    let store = turns.store();
    let waiting = mail::waiting(&mut store.reader().await?, &store.master, now).await?;
    let mut told = 0;
    for person in waiting {
        // First the note, then the message: whatever happens between them, nobody gets it twice.
        let mut tx = store.begin().await?;
        let is_ours = mail::claim(&mut tx, &person, now).await?;
        tx.commit().await?;
        if !is_ours {
            continue;
        }
        match email.tell(&person.email, &note(&person, public_url, now)).await {
            Ok(()) => told += 1,
            Err(error @ (SendError::NeverThisPerson | SendError::NeverThisMessage(_))) => {
                tracing::warn!(staff = %person.staff, ?error, "notification by e-mail refused");
            }
            Err(error) => {
                tracing::warn!(staff = %person.staff, ?error, "notification by e-mail not sent yet");
                let mut tx = store.begin().await?;
                mail::give_back(&mut tx, &person, now).await?;
                tx.commit().await?;
            }
        }
    }
    Ok(told)
}

/// Tells the owners of accounts what was asked for or done, whether they want e-mail or not: it may be the only way in which
/// somebody whose account is being taken hears of it. Returns how many were told.
pub async fn tell_owners(turns: &Turns, email: &Email, public_url: &str, now: Timestamp) -> anyhow::Result<usize> {
    let store = turns.store();
    let due = account_mail::due(&mut store.reader().await?, &store.master, now).await?;
    let mut told = 0;
    for owner in due {
        let mut tx = store.begin().await?;
        let is_ours = account_mail::claim(&mut tx, &owner, now).await?;
        tx.commit().await?;
        if !is_ours {
            continue;
        }
        let words = Words::new(owner.language);
        let link = format!("{}/console/account", public_url.trim_end_matches('/'));
        let text = match owner.told {
            Told::Asked => words.console_accounts_mail_asked(link),
            Told::Done => words.console_accounts_mail_done(link),
        };
        let note = Note { id: Uuid::now_v7(), subject: words.console_accounts_mail_subject(), text, now };
        let sent = email.tell(&owner.email, &note).await;
        let mut tx = store.begin().await?;
        match sent {
            Ok(()) => told += 1,
            Err(error) => tracing::warn!(staff = %owner.staff, ?error, "the owner of an account was not told"),
        }
        match sent {
            Ok(()) | Err(SendError::NeverThisPerson | SendError::NeverThisMessage(_)) => {
                account_mail::done(&mut tx, &owner).await?;
            }
            Err(_) => account_mail::later(&mut tx, &owner, now).await?,
        }
        tx.commit().await?;
    }
    Ok(told)
}

fn note(person: &Waiting, public_url: &str, now: Timestamp) -> Note {
    let words = Words::new(person.language);
    let link = format!("{}/console", public_url.trim_end_matches('/'));
    Note {
        id: Uuid::now_v7(),
        subject: words.console_deadlines_mail_subject(),
        text: format!(
            "{}\n\n{}",
            words.console_deadlines_mail_text(link.as_str()),
            words.console_deadlines_mail_off(format!("{link}/notifications/settings"))
        ),
        now,
    }
}
