//! Who is logged in, and how axum-login finds out: an account with a password that is not disabled.

use super::password;
use crate::store::{
    Store,
    staff::{self, Role, Staff},
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
    /// Changes with the password, so that older sessions end.
    password_mark: Vec<u8>,
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

/// Looks accounts up for axum-login.
#[derive(Clone, Debug)]
pub struct Accounts(pub Store);

impl Accounts {
    /// A person who may work now: with a password, and not disabled.
    fn member(&self, staff: Staff) -> Option<Member> {
        let hash = staff.password_hash.filter(|_| staff.disabled_at.is_none())?;
        let password_mark = self.0.master.hash("password-mark", hash.expose().as_bytes()).to_vec();
        Some(Member { id: staff.id, name: staff.name, role: staff.role, language: staff.language, password_mark })
    }
}

/// What is typed to log in.
#[derive(Clone)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Credentials {
    pub email: Private<String>,
    pub password: Private<String>,
}

impl AuthnBackend for Accounts {
    type User = Member;
    type Credentials = Credentials;
    type Error = sqlx::Error;

    async fn authenticate(&self, typed: Credentials) -> Result<Option<Member>, sqlx::Error> {
        let found = {
            let mut reader = self.0.reader().await?;
            staff::by_email(&mut reader, &self.0.master, &typed.email).await?
        };
        let hash =
            found.as_ref().filter(|staff| staff.disabled_at.is_none()).and_then(|staff| staff.password_hash.clone());
        let right = password::matches(typed.password, hash).await;
        Ok(found.filter(|_| right).and_then(|staff| self.member(staff)))
    }

    async fn get_user(&self, id: &Uuid) -> Result<Option<Member>, sqlx::Error> {
        let mut reader = self.0.reader().await?;
        Ok(staff::by_id(&mut reader, &self.0.master, *id).await?.and_then(|staff| self.member(staff)))
    }
}
