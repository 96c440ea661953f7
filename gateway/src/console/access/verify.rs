//! Whether somebody has their second factor at hand: a code of their telephone, or one of the recovery codes. Each counts
//! once, over all replicas, and failures are counted together with those of the password.

use super::totp::Shared;
use crate::{
    console::{attempts::Who, problem::Problem, state::App},
    store::{
        Store,
        audit::{self, Action, AuditEntry, AuditObject},
        recovery,
        staff::{self, Staff},
    },
};
use bot::private::Private;
use jiff::{SignedDuration, Timestamp};

/// What a code was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The telephone's, never used before.
    Code,
    /// A recovery code, used up now.
    Recovery,
    /// Neither.
    Wrong,
    /// Too many failures: wait.
    Wait(SignedDuration),
}

/// Looks at a code. A wrong one stays counted.
pub async fn verify(app: &App, who: &Who, staff: &Staff, typed: &Private<String>) -> Result<Verdict, Problem> {
    if let Err(wait) = who.begin(app).await? {
        return Ok(Verdict::Wait(wait));
    }
    let verdict = take(&app.store, staff, typed, app.now()).await?;
    if verdict != Verdict::Wrong {
        who.give_back(app).await?;
    }
    Ok(verdict)
}

async fn take(store: &Store, staff: &Staff, typed: &Private<String>, now: Timestamp) -> Result<Verdict, Problem> {
    let shared = staff.totp_sealed.as_deref().and_then(|sealed| Shared::open(&store.master, staff.id, sealed));
    let step = shared.and_then(|shared| shared.step(typed.expose(), now));
    let mut tx = store.begin().await?;
    let verdict = if let Some(step) = step {
        if staff::take_step(&mut tx, staff.id, step).await? { Verdict::Code } else { Verdict::Wrong }
    } else if recovery::take(&mut tx, &store.master, staff.id, typed, now).await? {
        let entry = AuditEntry {
            staff: Some(staff.id),
            action: Action::RecoveryCode,
            object: AuditObject::Staff,
            object_id: Some(staff.id),
        };
        audit::record(&mut tx, entry, now).await?;
        Verdict::Recovery
    } else {
        Verdict::Wrong
    };
    tx.commit().await?;
    Ok(verdict)
}
