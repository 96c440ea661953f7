//! Who is logged in, and how axum-login finds out: an account with a password and a second factor that is not disabled.
//! Between the two factors nobody is logged in yet, see [`super::access::pending_login`].

use super::{
    password::{self, queue::Permit},
    problem::Problem,
    state::App,
};
use crate::{
    seal::MasterKey,
    store::{
        Store,
        sight::Sight,
        staff::{self, Role, Scope, Staff},
    },
};
use axum_login::{AuthSession, AuthUser, AuthnBackend};
use bot::{language::Language, private::Private};
use uuid::Uuid;

/// The session of a request, and who it belongs to.
pub type Auth = AuthSession<Accounts>;

/// Somebody who is logged in.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Member {
    pub id: Uuid,
    pub name: Private<String>,
    pub role: Role,
    pub language: Language,
    /// Whose tickets they see.
    pub scope: Scope,
    pub team: Option<Uuid>,
    pub region: Option<String>,
    /// The workers' languages that they speak.
    pub languages: Vec<Language>,
    /// Changes with the password and with the second factor, so that older sessions end.
    password_mark: Vec<u8>,
}

impl Member {
    /// Which tickets they see; what they may do with them is in [`super::permission`].
    pub fn sight(&self) -> Sight {
        Sight { staff: self.id, scope: self.scope, team: self.team, region: self.region.clone() }
    }
}

impl AuthUser for Member {
    type Id = Uuid;
    fn id(&self) -> Uuid {
        self.id
    }
    fn session_auth_hash(&self) -> &[u8] {
        &self.password_mark
    }
}

/// The account of somebody who is logged in.
pub async fn account_of(app: &App, member: &Member) -> Result<Staff, Problem> {
    let mut reader = app.store.reader().await?;
    staff::by_id(&mut reader, &app.store.master, member.id).await?.ok_or(Problem::NotFound)
}

/// What stands for somebody's password and second factor; `None` where they cannot log in.
pub fn mark(master: &MasterKey, staff: &Staff) -> Option<Vec<u8>> {
    let hash = staff.password_hash.as_ref().filter(|_| staff.disabled_at.is_none())?.expose().as_bytes();
    let second = staff.totp_sealed.as_deref().unwrap_or_default();
    let length = (hash.len() as u64).to_le_bytes();
    Some(master.hash("login-mark", &[&length, hash, second].concat()).to_vec())
}

/// Looks accounts up for axum-login.
#[derive(Clone, Debug)]
pub struct Accounts(pub Store);

impl Accounts {
    /// A person who may work now: with a password, and not disabled.
    pub fn member(&self, staff: Staff) -> Option<Member> {
        let password_mark = mark(&self.0.master, &staff)?;
        Some(Member {
            id: staff.id,
            name: staff.name,
            role: staff.role,
            language: staff.language,
            scope: staff.scope,
            team: staff.team,
            region: staff.region,
            languages: staff.languages,
            password_mark,
        })
    }
}

/// What is typed to log in, by somebody whose turn it is.
#[expect(missing_docs, reason = "the names say it")]
pub struct Credentials {
    /// The account with the address that was typed, if there is one.
    pub found: Option<Staff>,
    pub password: Private<String>,
    pub permit: Permit,
}

impl AuthnBackend for Accounts {
    type User = Member;
    type Credentials = Credentials;
    type Error = sqlx::Error;

    async fn authenticate(&self, typed: Credentials) -> Result<Option<Member>, sqlx::Error> {
        let found = typed.found;
        let hash =
            found.as_ref().filter(|staff| staff.disabled_at.is_none()).and_then(|staff| staff.password_hash.clone());
        let right = password::matches(typed.permit, typed.password, hash).await;
        Ok(found.filter(|_| right).and_then(|staff| self.member(staff)))
    }

    async fn get_user(&self, id: &Uuid) -> Result<Option<Member>, sqlx::Error> {
        let mut reader = self.0.reader().await?;
        let found = staff::by_id(&mut reader, &self.0.master, *id).await?;
        Ok(found.filter(|staff| staff.totp_sealed.is_some()).and_then(|staff| self.member(staff)))
    }
}

/// Somebody for the tests of what a member asks for.
#[cfg(test)]
pub fn somebody() -> Member {
    Member {
        id: Uuid::from_u128(1),
        name: Private::new("Somebody".to_owned()),
        role: Role::Operator,
        language: Language::Italian,
        scope: Scope::All,
        team: None,
        region: None,
        languages: Vec::new(),
        password_mark: Vec::new(),
    }
}
