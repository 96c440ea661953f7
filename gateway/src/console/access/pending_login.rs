//! Somebody whose password was right and whose second factor is still to come. They are nobody yet: their session holds who
//! they would be, for a few minutes, and every page but one is closed.

use crate::{
    console::{
        member::{self, Auth},
        problem::Problem,
        state::App,
    },
    store::staff::{self, Staff},
};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where the session keeps it.
const KEY: &str = "half";
/// How long the second factor is waited for.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

/// What the session holds, sealed like all of it.
#[derive(Clone, Serialize, Deserialize)]
pub struct PendingLogin {
    staff: Uuid,
    /// Password and second factor as they were: if they change meanwhile, this is worth nothing.
    mark: String,
    since: i64,
    /// The secret of a second factor that is being set up.
    pub secret: Option<String>,
}

/// Begins it, under a new identifier of the session.
pub async fn begin(app: &App, auth: &Auth, staff: &Staff) -> Result<(), Problem> {
    let mark = member::mark(&app.store.master, staff).map(hex::encode).ok_or(Problem::NotFound)?;
    auth.session.cycle_id().await?;
    keep(auth, &PendingLogin { staff: staff.id, mark, since: app.now().as_second(), secret: None }).await
}

/// Keeps what has changed.
pub async fn keep(auth: &Auth, pending: &PendingLogin) -> Result<(), Problem> {
    Ok(auth.session.insert(KEY, pending).await?)
}

/// Who it is, if they still may.
pub async fn found(app: &App, auth: &Auth) -> Result<Option<(PendingLogin, Staff)>, Problem> {
    let Some(pending) = auth.session.get::<PendingLogin>(KEY).await? else { return Ok(None) };
    if app.now().as_second() - pending.since > PATIENCE.as_secs() {
        return Ok(None);
    }
    let mut reader = app.store.reader().await?;
    let staff = staff::by_id(&mut reader, &app.store.master, pending.staff).await?;
    let same =
        |staff: &Staff| member::mark(&app.store.master, staff).is_some_and(|mark| hex::encode(mark) == pending.mark);
    Ok(staff.filter(same).map(|staff| (pending, staff)))
}

/// Ends it.
pub async fn end(auth: &Auth) -> Result<(), Problem> {
    auth.session.remove_value(KEY).await?;
    Ok(())
}
