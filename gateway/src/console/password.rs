//! Passwords: argon2id with the crate's parameters (19 MiB, 2 passes; OWASP's first choice), away from the async
//! threads, and as slow for an account that does not exist as for one that does. Which new ones are taken says
//! NIST SP 800-63B-4, section 3.1.1.2; the list of those that are not is in [`blocklist`]. Who waits for one: [`queue`].

pub mod blocklist;
pub mod queue;

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use bot::{private::Private, text::Words};
use queue::Permit;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Characters a new password needs. The standard asks for 15 where a password is the only factor and for 8 where it never is
/// (3.1.1.2, requirement 1). Here there always is a second factor; 12, because the first log-in is by the password alone.
pub const SHORTEST: usize = 12;
/// More than this nobody types, and hashing it would only cost. The standard asks for at least 64 (requirement 2).
pub const LONGEST: usize = 256;

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
    /// Many people have chosen it, or one like it.
    Common,
    /// Hardly more than the service's name, or the person's own name or address.
    Expected,
}

impl Unfit {
    /// In the words of whoever chose it.
    pub fn text(self, words: Words) -> String {
        match self {
            Self::Short => words.console_error_short(SHORTEST),
            Self::Long => words.console_error_long(LONGEST),
            Self::Different => words.console_error_different(),
            Self::Common => words.console_access_password_common(),
            Self::Expected => words.console_access_password_expected(),
        }
    }
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

/// Whether a new password can be taken, whatever characters it is made of. `own`: name and address of whose it is.
pub fn check(password: &Private<String>, again: &Private<String>, own: &[&str]) -> Result<(), Unfit> {
    let (password, again) = (normal(password), normal(again));
    match password.expose().chars().count() {
        ..SHORTEST => Err(Unfit::Short),
        count if count > LONGEST => Err(Unfit::Long),
        _ if password != again => Err(Unfit::Different),
        _ => blocklist::check(password.expose(), own),
    }
}

/// The same password however a keyboard writes its letters: Unicode's form C (RFC 8265, section 4.2.2).
fn normal(typed: &Private<String>) -> Private<String> {
    Private::new(typed.expose().nfc().collect())
}

/// A new password's PHC string.
pub async fn hash(permit: Permit, password: Private<String>) -> Result<Private<String>, CannotHash> {
    let work = move || {
        // It goes on even where nobody waits for it any more, so the place is kept until then.
        let _permit = permit;
        hash_now(&normal(&password))
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| CannotHash)?.map(Private::new)
}

/// Whether a password is the one of this PHC string; without one it is not, after the same work.
pub async fn matches(permit: Permit, password: Private<String>, stored: Option<Private<String>>) -> bool {
    let work = move || {
        let _permit = permit;
        let known = stored.is_some();
        let password = normal(&password);
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

    async fn leave() -> Permit {
        queue::Queue::default().enter(queue::Lane::Everybody).await.unwrap()
    }

    #[tokio::test]
    async fn only_the_right_password_of_an_account_matches() {
        let stored = hash(leave().await, secret("una frase abbastanza lunga")).await.unwrap();
        assert!(stored.expose().starts_with("$argon2id$"));
        assert!(matches(leave().await, secret("una frase abbastanza lunga"), Some(stored.clone())).await);
        assert!(!matches(leave().await, secret("una frase abbastanza corta"), Some(stored)).await);
        assert!(!matches(leave().await, secret("una frase abbastanza lunga"), None).await);
    }

    #[tokio::test]
    async fn a_letter_is_the_same_however_a_keyboard_writes_it() {
        let stored = hash(leave().await, secret("perché no\u{300}n si sa")).await.unwrap();
        assert!(matches(leave().await, secret("perche\u{301} nòn si sa"), Some(stored)).await);
    }

    #[test]
    fn a_new_password_is_long_and_typed_twice() {
        let check = |password: &str, again: &str| check(&secret(password), &secret(again), &[]);
        assert_eq!(check("corta", "corta"), Err(Unfit::Short));
        assert_eq!(check("una frase lunga", "una frase lunghe"), Err(Unfit::Different));
        assert_eq!(check(&"è".repeat(257), ""), Err(Unfit::Long));
        // Characters, not bytes: a letter with its mark is one.
        assert_eq!(check("dodici lètte", "dodici le\u{300}tte"), Ok(()));
        assert_eq!(check("undici lèt\u{301}", "undici lèt\u{301}"), Err(Unfit::Short));
        assert_eq!(check("كلمة سر طويلة جدا", "كلمة سر طويلة جدا"), Ok(()));
        assert_eq!(check("🐑🐈🦊🐑🐈🦔🐝🐌🐙🦉🐢🐋", "🐑🐈🦊🐑🐈🦔🐝🐌🐙🦉🐢🐋"), Ok(()));
    }
}
