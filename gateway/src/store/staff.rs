//! People who work here: rows of `staff`. Names and addresses are sealed under the key derived for `staff`, and an
//! address is looked up by its keyed hash. What a role may do is in [`crate::console::permission`].

use crate::{
    seal::{CannotOpen, MasterKey},
    sql,
    store::{Reader, Tx, desk::moment},
};
use bot::{language::Language, private::Private};
use jiff::Timestamp;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// What a person does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Front office: legal operators and mediators.
    Operator,
    /// Back office: labour law and protection.
    LegalExpert,
    /// The team of the *Budget di Integrazione*.
    FocalPoint,
    /// Monitoring: figures and lists, no conversations.
    Coordinator,
    /// Accounts and settings, no conversations.
    Administrator,
}

impl Role {
    /// All roles.
    pub const ALL: [Self; 5] =
        [Self::Operator, Self::LegalExpert, Self::FocalPoint, Self::Coordinator, Self::Administrator];

    /// As it stands in SQL, in forms and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::LegalExpert => "legal-expert",
            Self::FocalPoint => "focal-point",
            Self::Coordinator => "coordinator",
            Self::Administrator => "administrator",
        }
    }
}

/// A role that does not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownRole;

impl fmt::Display for UnknownRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "roles are {}", Role::ALL.map(Role::name).join(", "))
    }
}

impl std::error::Error for UnknownRole {}

impl FromStr for Role {
    type Err = UnknownRole;
    fn from_str(name: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.name() == name).ok_or(UnknownRole)
    }
}

/// A person who works here.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Staff {
    pub id: Uuid,
    pub email: Private<String>,
    pub name: Private<String>,
    /// PHC string; absent until the invitation is taken up.
    pub password_hash: Option<Private<String>>,
    pub role: Role,
    /// Of the console: Italian or English.
    pub language: Language,
    pub disabled_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// What a new account begins with.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct NewStaff {
    pub email: Private<String>,
    pub name: Private<String>,
    pub role: Role,
    pub language: Language,
    pub password_hash: Option<Private<String>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    email_sealed: Vec<u8>,
    name_sealed: Vec<u8>,
    password_hash: Option<String>,
    role: String,
    language: String,
    disabled_at: Option<i64>,
    created_at: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, email_sealed, name_sealed, password_hash, role, language, disabled_at, created_at FROM staff ",
            $rest
        )
    };
}

impl Row {
    fn open(self, master: &MasterKey) -> sqlx::Result<Staff> {
        let key = master.derive("staff");
        Ok(Staff {
            id: self.id,
            email: key.open_text(&self.email_sealed).map_err(unreadable)?,
            name: key.open_text(&self.name_sealed).map_err(unreadable)?,
            password_hash: self.password_hash.map(Private::new),
            role: self.role.parse().map_err(|error: UnknownRole| sqlx::Error::Decode(error.into()))?,
            language: self.language.parse().unwrap_or(Language::Italian),
            disabled_at: self.disabled_at.map(moment),
            created_at: moment(self.created_at),
        })
    }
}

/// A sealed column that does not open, as the store's error.
pub(super) fn unreadable(error: CannotOpen) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}

/// The look-up hash of an address, however it is capitalised.
pub fn email_hash(master: &MasterKey, email: &Private<String>) -> [u8; 32] {
    master.hash("email", email.expose().trim().to_lowercase().as_bytes())
}

/// The account with this address.
pub async fn by_email(reader: &mut Reader, master: &MasterKey, email: &Private<String>) -> sqlx::Result<Option<Staff>> {
    let hash = email_hash(master, email).to_vec();
    let row: Option<Row> =
        sql!(Reader: reader, c => sqlx::query_as(select!("WHERE email_hash = $1")).bind(hash).fetch_optional(c).await)?;
    row.map(|row| row.open(master)).transpose()
}

/// The account with this id.
pub async fn by_id(reader: &mut Reader, master: &MasterKey, id: Uuid) -> sqlx::Result<Option<Staff>> {
    let row: Option<Row> =
        sql!(Reader: reader, c => sqlx::query_as(select!("WHERE id = $1")).bind(id).fetch_optional(c).await)?;
    row.map(|row| row.open(master)).transpose()
}

/// Everybody, in the order in which they came.
pub async fn all(reader: &mut Reader, master: &MasterKey) -> sqlx::Result<Vec<Staff>> {
    let rows: Vec<Row> = sql!(Reader: reader, c => sqlx::query_as(select!("ORDER BY id")).fetch_all(c).await)?;
    rows.into_iter().map(|row| row.open(master)).collect()
}

/// Whether anybody works here yet, as a transaction sees it.
pub async fn exists(tx: &mut Tx) -> sqlx::Result<bool> {
    let count: i64 = sql!(Tx: tx, c => sqlx::query_scalar("SELECT COUNT(*) FROM staff").fetch_one(c).await)?;
    Ok(count > 0)
}

/// Adds an account; `None` if the address has one already.
pub async fn insert(tx: &mut Tx, master: &MasterKey, new: &NewStaff, now: Timestamp) -> sqlx::Result<Option<Uuid>> {
    let (id, key) = (Uuid::now_v7(), master.derive("staff"));
    let added = sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO staff (id, email_hash, email_sealed, name_sealed, password_hash, role, language, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (email_hash) DO NOTHING")
        .bind(id)
        .bind(email_hash(master, &new.email).to_vec())
        .bind(key.seal_text(&new.email))
        .bind(key.seal_text(&new.name))
        .bind(new.password_hash.as_ref().map(|hash| hash.expose().clone()))
        .bind(new.role.name())
        .bind(new.language.tag())
        .bind(now.as_millisecond())
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok((added == 1).then_some(id))
}

/// Sets or, with `None`, takes away a password; `false` if there is no such account.
pub async fn set_password(tx: &mut Tx, id: Uuid, hash: Option<&Private<String>>) -> sqlx::Result<bool> {
    let hash = hash.map(|hash| hash.expose().clone());
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE staff SET password_hash = $2 WHERE id = $1")
        .bind(id).bind(hash).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Disables (with the moment) or enables an account; `false` if nothing changed.
pub async fn set_disabled(tx: &mut Tx, id: Uuid, at: Option<Timestamp>) -> sqlx::Result<bool> {
    let at = at.map(Timestamp::as_millisecond);
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE staff SET disabled_at = $2 WHERE id = $1 AND (disabled_at IS NULL) <> ($2 IS NULL)")
        .bind(id).bind(at).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// The language in which somebody sees the console.
pub async fn set_language(tx: &mut Tx, id: Uuid, language: Language) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE staff SET language = $2 WHERE id = $1")
        .bind(id).bind(language.tag()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
