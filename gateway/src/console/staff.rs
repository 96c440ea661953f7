//! Accounts of the staff: made by an invitation, shared by the page ([`super::accounts`]) and the command line.
//!
//! Nobody ever knows the password of somebody else: an account begins with a link, and so does a forgotten password.

use crate::store::{
    Store, Tx, audit, invitation,
    notification::{self, Kind},
    recovery, session,
    staff::{self, NewStaff, Post, Role, Staff, UnknownRole},
};
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
pub async fn add(store: &Store, public_url: &str, email: &str, name: &str, role: &str) -> Result<String, AccountError> {
    invite(store, public_url, email, name, role.parse()?, None, Timestamp::now()).await
}

/// [`add`], by a member of the staff.
pub async fn invite(
    store: &Store,
    public_url: &str,
    typed_email: &str,
    typed_name: &str,
    role: Role,
    by: Option<Uuid>,
    now: Timestamp,
) -> Result<String, AccountError> {
    let new = NewStaff {
        email: email(typed_email)?,
        name: name(typed_name)?,
        role,
        language: Language::Italian,
        password_hash: None,
    };
    let mut tx = store.begin().await?;
    let id = staff::insert(&mut tx, &store.master, &new, now).await?.ok_or(AccountError::Taken)?;
    let token = invitation::create(&mut tx, &store.master, Some(id), Timestamp::now()).await?;
    note(&mut tx, by, "invite", id, now).await?;
    tx.commit().await?;
    Ok(link(public_url, &token))
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

/// Takes password and second factor away, ends the sessions, and returns a link to choose another. For the command line.
pub async fn reset(store: &Store, public_url: &str, typed_email: &str) -> Result<String, AccountError> {
    let mut reader = store.reader().await?;
    let found =
        staff::by_email(&mut reader, &store.master, &email(typed_email)?).await?.ok_or(AccountError::Unknown)?;
    drop(reader);
    reset_second_factor(store, found.id, None, Timestamp::now()).await?;
    renew(store, public_url, found.id, None, Timestamp::now()).await
}

/// Takes the second factor away from somebody who has lost it, and ends their sessions; at the next log-in they set up
/// another one. They find a notification.
pub async fn reset_second_factor(
    store: &Store,
    id: Uuid,
    by: Option<Uuid>,
    now: Timestamp,
) -> Result<(), AccountError> {
    let mut tx = store.begin().await?;
    if !staff::set_totp(&mut tx, id, None, now).await? {
        return Err(AccountError::Unknown);
    }
    recovery::delete(&mut tx, id).await?;
    session::delete_of(&mut tx, id).await?;
    notification::add(&mut tx, id, Kind::AccountChanged, None, now).await?;
    note(&mut tx, by, "reset-second-factor", id, now).await?;
    Ok(tx.commit().await?)
}

/// Changes what the administrators set, which ends the sessions. Nobody does that to themselves.
pub async fn set_post(
    store: &Store,
    id: Uuid,
    post: &Post,
    version: i64,
    by: Uuid,
    now: Timestamp,
) -> Result<(), AccountError> {
    let mut tx = store.begin().await?;
    let others = staff::other_administrators(&mut tx, id).await?;
    if post.role != Role::Administrator && others == 0 {
        return Err(AccountError::Last);
    }
    if !staff::set_post(&mut tx, id, post, version).await? {
        return Err(AccountError::Changed);
    }
    session::delete_of(&mut tx, id).await?;
    notification::add(&mut tx, id, Kind::AccountChanged, None, now).await?;
    note(&mut tx, Some(by), "edit", id, now).await?;
    Ok(tx.commit().await?)
}

/// [`reset`], by a member of the staff.
pub async fn renew(
    store: &Store,
    public_url: &str,
    id: Uuid,
    by: Option<Uuid>,
    now: Timestamp,
) -> Result<String, AccountError> {
    let mut tx = store.begin().await?;
    if !staff::set_password(&mut tx, id, None).await? {
        return Err(AccountError::Unknown);
    }
    session::delete_of(&mut tx, id).await?;
    let token = invitation::create(&mut tx, &store.master, Some(id), Timestamp::now()).await?;
    note(&mut tx, by, "reset", id, now).await?;
    tx.commit().await?;
    Ok(link(public_url, &token))
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
    }
    note(&mut tx, Some(by), if disabled { "disable" } else { "enable" }, id, now).await?;
    tx.commit().await?;
    Ok(true)
}

async fn note(tx: &mut Tx, by: Option<Uuid>, action: &str, id: Uuid, now: Timestamp) -> sqlx::Result<()> {
    audit::record(tx, audit::Deed { staff: by, action, object: "staff", object_id: Some(id) }, now).await
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
