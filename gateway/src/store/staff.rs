//! People who work here: rows of `staff`. Names and addresses are sealed under the key derived for `staff`, and an
//! address is looked up by its keyed hash. What a role may do is in [`crate::console::permission`].

use crate::{
    seal::{CannotOpen, Column, MasterKey},
    sql,
    store::{Reader, Tx, desk::moment},
};
use bot::{language::Language, private::Private};
use jiff::Timestamp;
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// Their address.
pub const EMAIL: Column = Column::new("staff", "email_sealed");
/// Their name.
pub const NAME: Column = Column::new("staff", "name_sealed");
/// The secret of the second factor, under a key of its own.
pub const TOTP: Column = Column::new("staff", "totp_sealed");

/// What a person does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Front office: legal operators.
    Operator,
    /// Front office: linguistic-cultural mediators.
    Mediator,
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
    pub const ALL: [Self; 6] =
        [Self::Operator, Self::Mediator, Self::LegalExpert, Self::FocalPoint, Self::Coordinator, Self::Administrator];

    /// As it stands in SQL, in forms and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Operator => "operator",
            Self::Mediator => "mediator",
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

/// Whose tickets somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those they own or follow, and those that nobody owns.
    Own,
    /// Those of their team, and those of none.
    Team,
    /// Those of their region, and those of none.
    Region,
    /// All.
    All,
}

impl Scope {
    /// All scopes, the narrowest first.
    pub const ALL: [Self; 4] = [Self::Own, Self::Team, Self::Region, Self::All];

    /// As it stands in SQL and in forms.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Team => "team",
            Self::Region => "region",
            Self::All => "all",
        }
    }
}

impl FromStr for Scope {
    type Err = bot::ticket::UnknownName;
    fn from_str(name: &str) -> Result<Self, bot::ticket::UnknownName> {
        Self::ALL.into_iter().find(|scope| scope.name() == name).ok_or(bot::ticket::UnknownName)
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
    /// Whose tickets they see; with `Team` and `Region` those of `team` and `region`.
    pub scope: Scope,
    pub team: Option<Uuid>,
    /// An id of `bot::territory::Region`.
    pub region: Option<String>,
    /// The workers' languages that they speak.
    pub languages: Vec<Language>,
    /// What a legal expert knows, by the names that questions use.
    pub expertise: Vec<String>,
    /// The secret of the second factor, sealed; absent until it is set up. [`crate::console::access::totp`] opens it.
    pub totp_sealed: Option<Vec<u8>>,
    /// Goes up whenever an administrator changes the account.
    pub version: i64,
    pub disabled_at: Option<Timestamp>,
    pub created_at: Timestamp,
}

/// What an administrator sets.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Post {
    pub role: Role,
    pub scope: Scope,
    pub team: Option<Uuid>,
    pub region: Option<String>,
    pub languages: Vec<Language>,
    pub expertise: Vec<String>,
}

impl Staff {
    /// What the administrators have set.
    pub fn post(&self) -> Post {
        Post {
            role: self.role,
            scope: self.scope,
            team: self.team,
            region: self.region.clone(),
            languages: self.languages.clone(),
            expertise: self.expertise.clone(),
        }
    }
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
    scope: String,
    team_id: Option<Uuid>,
    region: Option<String>,
    languages: String,
    expertise: String,
    totp_sealed: Option<Vec<u8>>,
    version: i64,
    disabled_at: Option<i64>,
    created_at: i64,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT id, email_sealed, name_sealed, password_hash, role, language, scope, team_id, region, languages,
             expertise, totp_sealed, version, disabled_at, created_at FROM staff ",
            $rest
        )
    };
}

impl Row {
    fn open(self, master: &MasterKey) -> sqlx::Result<Staff> {
        let key = master.derive("staff");
        Ok(Staff {
            id: self.id,
            email: key.open_text(EMAIL.of(self.id), &self.email_sealed).map_err(unreadable)?,
            name: key.open_text(NAME.of(self.id), &self.name_sealed).map_err(unreadable)?,
            password_hash: self.password_hash.map(Private::new),
            role: self.role.parse().map_err(|error: UnknownRole| sqlx::Error::Decode(error.into()))?,
            language: self.language.parse().unwrap_or(Language::Italian),
            // A scope of a newer release shows no more than the narrowest.
            scope: self.scope.parse().unwrap_or(Scope::Own),
            team: self.team_id,
            region: self.region,
            languages: self.languages.split(',').filter_map(|tag| tag.parse().ok()).collect(),
            expertise: list(&self.expertise),
            totp_sealed: self.totp_sealed,
            version: self.version,
            disabled_at: self.disabled_at.map(moment),
            created_at: moment(self.created_at),
        })
    }
}

/// The names in a list with commas.
fn list(names: &str) -> Vec<String> {
    names.split(',').filter(|name| !name.is_empty()).map(ToOwned::to_owned).collect()
}

/// A sealed column that does not open, as the store's error.
pub(crate) fn unreadable(error: CannotOpen) -> sqlx::Error {
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

/// Everybody, as a transaction sees it.
pub async fn everybody(tx: &mut Tx, master: &MasterKey) -> sqlx::Result<Vec<Staff>> {
    let rows: Vec<Row> = sql!(Tx: tx, c => sqlx::query_as(select!("ORDER BY id")).fetch_all(c).await)?;
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
        .bind(key.seal_text(EMAIL.of(id), &new.email))
        .bind(key.seal_text(NAME.of(id), &new.name))
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
        "UPDATE staff SET disabled_at = $2, version = version + 1 WHERE id = $1 AND (disabled_at IS NULL) <> ($2 IS NULL)")
        .bind(id).bind(at).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// The language in which somebody sees the console.
pub async fn set_language(tx: &mut Tx, id: Uuid, language: Language) -> sqlx::Result<bool> {
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE staff SET language = $2 WHERE id = $1")
        .bind(id).bind(language.tag()).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// The names of some of them.
pub async fn names(
    reader: &mut Reader,
    master: &MasterKey,
    ids: &[Uuid],
) -> sqlx::Result<std::collections::HashMap<Uuid, Private<String>>> {
    if ids.is_empty() {
        return Ok(std::collections::HashMap::new());
    }
    let rows: Vec<(Uuid, Vec<u8>)> = sql!(Reader: reader, c => {
        let mut query = sqlx::QueryBuilder::new("SELECT id, name_sealed FROM staff WHERE id IN (");
        let mut list = query.separated(", ");
        for id in ids {
            list.push_bind(*id);
        }
        query.push(")");
        query.build_query_as().persistent(false).fetch_all(c).await
    })?;
    let key = master.derive("staff");
    rows.into_iter().map(|(id, sealed)| Ok((id, key.open_text(NAME.of(id), &sealed).map_err(unreadable)?))).collect()
}

/// Changes what an administrator sets; `false` if somebody has changed the account since `version`.
pub async fn set_post(tx: &mut Tx, id: Uuid, post: &Post, version: i64) -> sqlx::Result<bool> {
    let languages: Vec<_> = post.languages.iter().map(|language| language.tag()).collect();
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE staff SET role = $3, scope = $4, team_id = $5, region = $6, languages = $7, expertise = $8, version = version + 1
         WHERE id = $1 AND version = $2")
        .bind(id).bind(version).bind(post.role.name()).bind(post.scope.name()).bind(post.team).bind(post.region.clone())
        .bind(languages.join(",")).bind(post.expertise.join(","))
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Holds the administrators' rows until the transaction ends, and counts those who can log in beside `but`: of two who take
/// each other's role away at once, the second sees that nobody would be left.
pub async fn other_administrators(tx: &mut Tx, but: Uuid) -> sqlx::Result<i64> {
    sql!(Tx: tx, c => {
        sqlx::query("UPDATE staff SET version = version WHERE role = 'administrator'").execute(&mut *c).await?;
        sqlx::query_scalar(
            "SELECT COUNT(*) FROM staff
             WHERE role = 'administrator' AND disabled_at IS NULL AND password_hash IS NOT NULL AND id <> $1")
            .bind(but).fetch_one(c).await
    })
}

/// Sets or, with `None`, takes away the second factor; `false` if there is no such account.
pub async fn set_totp(tx: &mut Tx, id: Uuid, sealed: Option<Vec<u8>>, now: Timestamp) -> sqlx::Result<bool> {
    let confirmed = sealed.is_some().then(|| now.as_millisecond());
    let changed = sql!(Tx: tx, c => sqlx::query(
        "UPDATE staff SET totp_sealed = $2, totp_confirmed_at = $3, totp_last_step = 0 WHERE id = $1")
        .bind(id).bind(sealed).bind(confirmed).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}

/// Uses a step of the second factor up; `false` if it, or a later one, was used before: a code counts once, over all replicas.
pub async fn take_step(tx: &mut Tx, id: Uuid, step: i64) -> sqlx::Result<bool> {
    let taken = sql!(Tx: tx, c => sqlx::query("UPDATE staff SET totp_last_step = $2 WHERE id = $1 AND totp_last_step < $2")
        .bind(id).bind(step).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(taken == 1)
}

/// The name by which colleagues know somebody.
pub async fn set_name(tx: &mut Tx, master: &MasterKey, id: Uuid, name: &Private<String>) -> sqlx::Result<bool> {
    let sealed = master.derive("staff").seal_text(NAME.of(id), name);
    let changed = sql!(Tx: tx, c => sqlx::query("UPDATE staff SET name_sealed = $2 WHERE id = $1")
        .bind(id).bind(sealed).execute(c).await.map(|done| done.rows_affected()))?;
    Ok(changed == 1)
}
