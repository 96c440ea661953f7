//! Passwords: argon2id with the crate's parameters (19 MiB, 2 passes; OWASP's first choice), away from the async
//! threads, and as slow for an account that does not exist as for one that does.

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use bot::private::Private;
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Characters a new password needs; length is what counts (NIST SP 800-63B).
pub const SHORTEST: usize = 12;
/// More than this nobody types, and hashing it would only cost.
pub const LONGEST: usize = 256;

/// Each takes 19 MiB and a core for a while: so many at once, the others wait.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// What is compared when there is no account, so that the answer takes as long.
static NOBODY: LazyLock<Option<String>> =
    LazyLock::new(|| hash_now(&Private::new(hex::encode(crate::seal::random::<16>()))).ok());

/// Why a password cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Under [`SHORTEST`].
    Short,
    /// Over [`LONGEST`].
    Long,
    /// The second time it was typed differently.
    Different,
}

/// A password could not be hashed.
#[derive(Debug)]
pub struct CannotHash;

impl std::fmt::Display for CannotHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the password could not be hashed: is there enough memory (19 MiB)?")
    }
}

impl std::error::Error for CannotHash {}

/// Whether a new password can be taken.
pub fn check(password: &Private<String>, again: &Private<String>) -> Result<(), Unfit> {
    match password.expose().chars().count() {
        ..SHORTEST => Err(Unfit::Short),
        count if count > LONGEST => Err(Unfit::Long),
        _ if password != again => Err(Unfit::Different),
        _ => Ok(()),
    }
}

/// A new password's PHC string.
pub async fn hash(password: Private<String>) -> Result<Private<String>, CannotHash> {
    let _permit = AT_ONCE.acquire().await;
    tokio::task::spawn_blocking(move || hash_now(&password)).await.map_err(|_| CannotHash)?.map(Private::new)
}

/// Whether a password is the one of this PHC string; without one it is not, after the same work.
pub async fn matches(password: Private<String>, stored: Option<Private<String>>) -> bool {
    let _permit = AT_ONCE.acquire().await;
    let work = move || {
        let known = stored.is_some();
        let stored = stored.map(Private::into_exposed).or_else(|| NOBODY.clone());
        let right = stored.is_some_and(|stored| {
            PasswordHash::new(&stored)
                .is_ok_and(|hash| Argon2::default().verify_password(password.expose().as_bytes(), &hash).is_ok())
        });
        right && known
    };
    tokio::task::spawn_blocking(work).await.unwrap_or(false)
}

fn hash_now(password: &Private<String>) -> Result<String, CannotHash> {
    let hash: PasswordHash = Argon2::default().hash_password(password.expose().as_bytes()).map_err(|_| CannotHash)?;
    Ok(hash.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(text: &str) -> Private<String> {
        Private::new(text.to_owned())
    }

    #[tokio::test]
    async fn only_the_right_password_of_an_account_matches() {
        let stored = hash(secret("una frase abbastanza lunga")).await.unwrap();
        assert!(stored.expose().starts_with("$argon2id$"));
        assert!(matches(secret("una frase abbastanza lunga"), Some(stored.clone())).await);
        assert!(!matches(secret("una frase abbastanza corta"), Some(stored)).await);
        assert!(!matches(secret("una frase abbastanza lunga"), None).await);
    }

    #[test]
    fn a_new_password_is_long_and_typed_twice() {
        assert_eq!(check(&secret("corta"), &secret("corta")), Err(Unfit::Short));
        assert_eq!(check(&secret("una frase lunga"), &secret("una frase lunghe")), Err(Unfit::Different));
        assert_eq!(check(&secret(&"è".repeat(257)), &secret("")), Err(Unfit::Long));
        assert_eq!(check(&secret("dodici lètte"), &secret("dodici lètte")), Ok(()));
    }
}
