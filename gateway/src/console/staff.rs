//! Accounts of the staff: made by an invitation, shared by the pages ([`super::accounts`], [`super::access::requests`]) and the
//! command line.
//!
//! What gives an account into other hands, or shows its owner more, takes two people: [`ask`] and [`grant`]. Whoever can use the
//! command line has the server and its key, so there one is enough; the owner is told all the same.
//!
//! Nobody ever knows the password of somebody else: an account begins with a link, and so does a forgotten password.

use super::permission::{PERSONAL, Permission::DecideAccounts};
use crate::store::{
    Store, Tx,
    account_mail::{self, Told},
    account_request::{self, Granted, Kind as Asks, Question},
    audit::{self, Action, AuditEntry, AuditObject},
    invitation, known_browser,
    notification::{self, Kind},
    recovery, session,
    staff::{self, NewStaff, Post, Role, Scope, Staff, UnknownRole},
};

/// What is asked for, see [`account_request`].
pub use crate::store::account_request::Question as Wish;
use bot::{language::Language, private::Private};
use jiff::Timestamp;
use uuid::Uuid;

/// Characters of a name.
const LONGEST_NAME: usize = 100;
/// RFC 5321 allows no longer address.
const LONGEST_EMAIL: usize = 254;

/// Why an account could not be made or changed.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Not an address.
    #[error("this is not an e-mail address: write it like name@example.org")]
    Email,
    /// No name, or too long a one.
    #[error("write a name of 1 to 100 characters")]
    Name,
    /// No such role.
    #[error(transparent)]
    Role(#[from] UnknownRole),
    /// There is one already.
    #[error("there is an account with this address already: use reset for a new link")]
    Taken,
    /// There is none.
    #[error("there is no account with this address: use add to make one")]
    Unknown,
    /// Nobody would be left who could invite anybody.
    #[error("this is the last administrator: make somebody else one first")]
    Last,
    /// Somebody else has changed the account since it was looked at.
    #[error("somebody else has changed this account: look at it again")]
    Changed,
    /// Nobody is there who could say yes.
    #[error("this takes two people: add the second one on the server, with approdo operator add")]
    Second,
    /// The database.
    #[error("the database does not answer: try again")]
    Store(#[from] sqlx::Error),
}

/// An address as it is kept.
pub fn email(typed: &str) -> Result<Private<String>, AccountError> {
    let email = typed.trim();
    let plain = email.chars().all(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>' | ',' | ';'));
    let parts =
        email.rsplit_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty() && !name.contains('@'));
    if plain && parts && email.len() <= LONGEST_EMAIL {
        Ok(Private::new(email.to_owned()))
    } else {
        Err(AccountError::Email)
    }
}

/// A name as it is kept.
pub fn name(typed: &str) -> Result<Private<String>, AccountError> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if (1..=LONGEST_NAME).contains(&name.chars().count()) { Ok(Private::new(name)) } else { Err(AccountError::Name) }
}

/// The link to the page where somebody chooses a password. It is a secret: shown once, never logged.
pub fn link(public_url: &str, token: &Private<String>) -> String {
    format!("{}/console/set-up/{}", public_url.trim_end_matches('/'), token.expose())
}

/// Makes an account and returns the link that its owner needs. For the command line; nobody is named in the audit.
pub async fn add(
    store: &Store,
    public_url: &str,
    (email, name): (&str, &str),
    role: &str,
    now: Timestamp,
) -> Result<String, AccountError> {
    let mut tx = store.begin().await?;
    let id = insert(&mut tx, store, (email, name), role.parse()?, None, now).await?;
    let token = invitation::create(&mut tx, &store.master, Some(id), now).await?;
    tx.commit().await?;
    Ok(link(public_url, &token))
}

async fn insert(
    tx: &mut Tx,
    store: &Store,
    (typed_email, typed_name): (&str, &str),
    role: Role,
    by: Option<Uuid>,
    now: Timestamp,
) -> Result<Uuid, AccountError> {
    let new = NewStaff {
        email: email(typed_email)?,
        name: name(typed_name)?,
        role,
        language: Language::Italian,
        password_hash: None,
    };
    let id = staff::insert(tx, &store.master, &new, now).await?.ok_or(AccountError::Taken)?;
    note(tx, by, Action::Invite, id, now).await?;
    Ok(id)
}

/// What became of an invitation.
#[derive(Debug)]
pub enum Invited {
    /// Nobody else works here yet who could say yes: the link.
    Now(String),
    /// A second person has to say yes, and gets the link; these were told.
    Waits(Vec<Uuid>),
}

/// Makes an account whose owner needs a link, which a second person gives. Whoever is alone gives it themselves, but not to
/// somebody who would be the second: those are added on the command line, or one person could be both.
pub async fn invite(
    store: &Store,
    public_url: &str,
    typed: (&str, &str),
    role: Role,
    (by, reason): (Uuid, &Private<String>),
    now: Timestamp,
) -> Result<Invited, AccountError> {
    let mut tx = store.begin().await?;
    let id = insert(&mut tx, store, typed, role, Some(by), now).await?;
    if deciders(&mut tx, &[by, id]).await?.is_empty() {
        if role.may(DecideAccounts) {
            return Err(AccountError::Second);
        }
        let token = invitation::create(&mut tx, &store.master, Some(id), now).await?;
        tx.commit().await?;
        return Ok(Invited::Now(link(public_url, &token)));
    }
    let wish = Question { staff: id, kind: Asks::Link, by, reason, post: None };
    let told = ask_in(&mut tx, store, &wish, now).await?.unwrap_or_default();
    tx.commit().await?;
    Ok(Invited::Waits(told))
}

/// Everybody who could say yes, but those.
async fn deciders(tx: &mut Tx, but: &[Uuid]) -> sqlx::Result<Vec<Uuid>> {
    let roles: Vec<_> = Role::ALL.into_iter().filter(|role| role.may(DecideAccounts)).collect();
    account_request::deciders(tx, &roles, but).await
}

/// Asks, and tells the owner and all who could say yes: who was told. `None` where the same waits already.
pub async fn ask(store: &Store, wish: &Wish<'_>, now: Timestamp) -> Result<Option<Vec<Uuid>>, AccountError> {
    let known = staff::by_id(&mut store.reader().await?, &store.master, wish.staff).await?;
    known.ok_or(AccountError::Unknown)?;
    let mut tx = store.begin().await?;
    let Some(mut told) = ask_in(&mut tx, store, wish, now).await? else { return Ok(None) };
    notification::add(&mut tx, wish.staff, Kind::OwnAccountAsked, None, now).await?;
    account_mail::add(&mut tx, wish.staff, Told::Asked, now).await?;
    told.push(wish.staff);
    tx.commit().await?;
    Ok(Some(told))
}

async fn ask_in(tx: &mut Tx, store: &Store, wish: &Wish<'_>, now: Timestamp) -> sqlx::Result<Option<Vec<Uuid>>> {
    if account_request::ask(tx, &store.master, wish, now).await?.is_none() {
        return Ok(None);
    }
    note(tx, Some(wish.by), Action::AskAccount, wish.staff, now).await?;
    let deciders = deciders(tx, &[wish.by, wish.staff]).await?;
    for decider in &deciders {
        notification::add(tx, *decider, Kind::AccountAsked, None, now).await?;
    }
    Ok(Some(deciders))
}

/// Says yes and does it; whose account it is and, if that was asked for, the link. `None` where it was decided already, is too
/// old, or where whoever says yes is not a second person.
pub async fn grant(
    store: &Store,
    public_url: &str,
    id: Uuid,
    by: Uuid,
    now: Timestamp,
) -> Result<Option<(Uuid, Option<String>)>, AccountError> {
    let mut tx = store.begin().await?;
    let Some(granted) = account_request::grant(&mut tx, &store.master, id, by, now).await? else { return Ok(None) };
    note(&mut tx, Some(by), Action::GrantAccount, granted.staff, now).await?;
    match carry_out(&mut tx, store, &granted, by, now).await {
        Ok(token) => {
            account_mail::add(&mut tx, granted.staff, Told::Done, now).await?;
            tx.commit().await?;
            Ok(Some((granted.staff, token.map(|token| link(public_url, &token)))))
        }
        Err(AccountError::Changed) => {
            // What was asked for was asked of another account, so to say: nobody can say yes to it any more.
            drop(tx);
            refuse(store, id, by, None, now).await?;
            Err(AccountError::Changed)
        }
        Err(error) => Err(error),
    }
}

async fn carry_out(
    tx: &mut Tx,
    store: &Store,
    granted: &Granted,
    by: Uuid,
    now: Timestamp,
) -> Result<Option<Private<String>>, AccountError> {
    match (granted.kind, &granted.post) {
        (Asks::SecondFactor, _) => take_second_factor(tx, granted.staff, Some(by), now).await.map(|()| None),
        (Asks::Link, _) => new_link(tx, store, granted.staff, Some(by), now).await.map(Some),
        (Asks::Post, Some((post, version))) => {
            set_post_in(tx, granted.staff, post, *version, by, now).await.map(|()| None)
        }
        (Asks::Post, None) => Err(AccountError::Changed),
    }
}

/// Says no, or takes it back; `owner`: only of their own account. `false` if it was decided already.
pub async fn refuse(
    store: &Store,
    id: Uuid,
    by: Uuid,
    owner: Option<Uuid>,
    now: Timestamp,
) -> Result<bool, AccountError> {
    let mut tx = store.begin().await?;
    let Some((staff, _)) = account_request::refuse(&mut tx, id, by, now).await? else { return Ok(false) };
    if owner.is_some_and(|owner| owner != staff) {
        return Ok(false);
    }
    note(&mut tx, Some(by), Action::RefuseAccount, staff, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Whether somebody would see, or could do, anything of what is personal that they cannot now.
pub fn widens(from: &Post, to: &Post) -> bool {
    let more = PERSONAL.into_iter().any(|what| to.role.may(what) && !from.role.may(what));
    let same = to.scope == from.scope && to.team == from.team && to.region == from.region;
    more || !(to.scope == Scope::Own || from.scope == Scope::All || same)
}

/// Everybody who has an account.
pub async fn all(store: &Store) -> Result<Vec<Staff>, AccountError> {
    let mut reader = store.reader().await?;
    Ok(staff::all(&mut reader, &store.master).await?)
}

/// [`all`], a line each, with tabs between address, name, role, state and second factor. For the command line.
pub async fn list(store: &Store) -> Result<Vec<String>, AccountError> {
    let line = |staff: Staff| {
        let state = match (staff.disabled_at, staff.password_hash) {
            (Some(_), _) => "disabled",
            (None, None) => "invited",
            (None, Some(_)) => "active",
        };
        let second = if staff.totp_sealed.is_some() { "second factor" } else { "no second factor" };
        [staff.email.expose(), staff.name.expose(), staff.role.name(), state, second].join("\t")
    };
    Ok(all(store).await?.into_iter().map(line).collect())
}

/// Takes password and second factor away, ends the sessions, and returns a link to choose another. For the command line: one
/// person is enough, or an installation with a single administrator could be locked out for good. The owner is told.
pub async fn reset(store: &Store, public_url: &str, typed_email: &str, now: Timestamp) -> Result<String, AccountError> {
    let mut reader = store.reader().await?;
    let found =
        staff::by_email(&mut reader, &store.master, &email(typed_email)?).await?.ok_or(AccountError::Unknown)?;
    drop(reader);
    let mut tx = store.begin().await?;
    take_second_factor(&mut tx, found.id, None, now).await?;
    let token = new_link(&mut tx, store, found.id, None, now).await?;
    account_mail::add(&mut tx, found.id, Told::Done, now).await?;
    tx.commit().await?;
    Ok(link(public_url, &token))
}

/// Takes the second factor away from somebody who has lost it, and ends their sessions; at the next log-in they set up
/// another one. They find a notification.
async fn take_second_factor(tx: &mut Tx, id: Uuid, by: Option<Uuid>, now: Timestamp) -> Result<(), AccountError> {
    if !staff::set_totp(tx, id, None, now).await? {
        return Err(AccountError::Unknown);
    }
    recovery::delete(tx, id).await?;
    session::delete_of(tx, id).await?;
    known_browser::forget(tx, id).await?;
    notification::add(tx, id, Kind::AccountChanged, None, now).await?;
    Ok(note(tx, by, Action::ResetSecondFactor, id, now).await?)
}

/// Takes a password away and makes the link with which another one is chosen.
async fn new_link(
    tx: &mut Tx,
    store: &Store,
    id: Uuid,
    by: Option<Uuid>,
    now: Timestamp,
) -> Result<Private<String>, AccountError> {
    if !staff::set_password(tx, id, None).await? {
        return Err(AccountError::Unknown);
    }
    session::delete_of(tx, id).await?;
    known_browser::forget(tx, id).await?;
    note(tx, by, Action::Reset, id, now).await?;
    Ok(invitation::create(tx, &store.master, Some(id), now).await?)
}

/// Changes what the administrators set, which ends the sessions. Nobody does that to themselves, and what [`widens`] takes two.
pub async fn set_post(
    store: &Store,
    id: Uuid,
    post: &Post,
    version: i64,
    by: Uuid,
    now: Timestamp,
) -> Result<(), AccountError> {
    let mut tx = store.begin().await?;
    set_post_in(&mut tx, id, post, version, by, now).await?;
    Ok(tx.commit().await?)
}

async fn set_post_in(
    tx: &mut Tx,
    id: Uuid,
    post: &Post,
    version: i64,
    by: Uuid,
    now: Timestamp,
) -> Result<(), AccountError> {
    let others = staff::other_administrators(tx, id).await?;
    if post.role != Role::Administrator && others == 0 {
        return Err(AccountError::Last);
    }
    if !staff::set_post(tx, id, post, version).await? {
        return Err(AccountError::Changed);
    }
    session::delete_of(tx, id).await?;
    notification::add(tx, id, Kind::AccountChanged, None, now).await?;
    Ok(note(tx, Some(by), Action::Edit, id, now).await?)
}

/// Disables an account, which ends its sessions and links, or enables it. `false` if it was so already.
pub async fn set_disabled(
    store: &Store,
    id: Uuid,
    disabled: bool,
    by: Uuid,
    now: Timestamp,
) -> Result<bool, AccountError> {
    let mut tx = store.begin().await?;
    if disabled && staff::other_administrators(&mut tx, id).await? == 0 {
        return Err(AccountError::Last);
    }
    if !staff::set_disabled(&mut tx, id, disabled.then_some(now)).await? {
        return Ok(false);
    }
    if disabled {
        session::delete_of(&mut tx, id).await?;
        invitation::revoke(&mut tx, Some(id)).await?;
        known_browser::forget(&mut tx, id).await?;
    }
    note(&mut tx, Some(by), if disabled { Action::Disable } else { Action::Enable }, id, now).await?;
    tx.commit().await?;
    Ok(true)
}

async fn note(tx: &mut Tx, by: Option<Uuid>, action: Action, id: Uuid, now: Timestamp) -> sqlx::Result<()> {
    audit::record(tx, AuditEntry { staff: by, action, object: AuditObject::Staff, object_id: Some(id) }, now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_names_are_kept_plain() {
        assert_eq!(email(" name@example.org ").unwrap().expose(), "name@example.org");
        for wrong in ["name", "@example.org", "name@", "a@b@c", "name @example.org", "name@example.org\r\nBcc: x"] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
        assert_eq!(name("  Focal   Point ").unwrap().expose(), "Focal Point");
        assert!(name(" ").is_err() && name(&"a".repeat(101)).is_err());
    }

    #[test]
    fn a_link_is_built_whatever_the_address_ends_in() {
        let token = Private::new("abc".to_owned());
        assert_eq!(link("https://example.org/", &token), "https://example.org/console/set-up/abc");
    }
}
