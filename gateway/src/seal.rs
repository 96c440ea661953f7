//! Seals: personal data at rest, and keyed hashes for look-ups.
//!
//! XChaCha20-Poly1305 with a random nonce in front of the ciphertext. The master key seals one key per contact; that
//! key seals everything about the contact, so destroying it erases the person from every copy (GDPR art. 17).

use bot::private::Private;
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use std::{fmt, io::Write, path::Path};

const KEY: usize = 32;
const NONCE: usize = 24;

/// The one key of an installation. It never enters the database.
#[derive(Clone)]
pub struct MasterKey([u8; KEY]);

/// The key of one contact, or of one purpose.
#[derive(Clone)]
pub struct DataKey([u8; KEY]);

/// A sealed value could not be opened: another master key, or damage.
#[derive(Debug, PartialEq, Eq)]
pub struct CannotOpen;

impl fmt::Display for CannotOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("sealed data cannot be opened: is APPRODO_MASTER_KEY_FILE the key this database was made with?")
    }
}

impl std::error::Error for CannotOpen {}

impl MasterKey {
    /// Reads the key file (64 hexadecimal digits), or makes it on the first start, readable by its owner only.
    pub fn read_or_create(file: &Path) -> anyhow::Result<Self> {
        match std::fs::read_to_string(file) {
            Ok(text) => {
                let mut key = [0; KEY];
                hex::decode_to_slice(text.trim(), &mut key).map_err(|_| {
                    anyhow::anyhow!("{} is not a master key: 64 hexadecimal digits are expected", file.display())
                })?;
                Ok(Self(key))
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key = random();
                let mut options = std::fs::OpenOptions::new();
                options.write(true).create_new(true);
                #[cfg(unix)]
                std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
                let mut created = options.open(file)?;
                created.write_all(hex::encode(key).as_bytes())?;
                created.sync_all()?;
                Ok(Self(key))
            }
            Err(error) => Err(anyhow::anyhow!("{}: {error}", file.display())),
        }
    }

    /// A key that lives as long as the process, for tests and for a database in memory.
    pub fn ephemeral() -> Self {
        Self(random())
    }

    /// A key of its own for one purpose (`staff`, `session`, `quarantine`…).
    pub fn derive(&self, purpose: &str) -> DataKey {
        DataKey(self.hash("derive", purpose.as_bytes()))
    }

    /// Keyed hash of something to be looked up; `kind` keeps equal bytes of different meaning apart.
    pub fn hash(&self, kind: &str, value: &[u8]) -> [u8; 32] {
        let mut mac = self.mac(kind);
        mac.update(value);
        mac.finalize().into_bytes().into()
    }

    fn mac(&self, kind: &str) -> Hmac<Sha256> {
        // HMAC takes a key of any length, so this cannot fail.
        let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&self.0).unwrap_or_else(|_| unreachable!());
        mac.update(&(kind.len() as u64).to_le_bytes());
        mac.update(kind.as_bytes());
        mac
    }

    /// A fresh key for a contact, and the same key sealed for the `contact` table.
    pub fn new_contact_key(&self) -> (DataKey, Vec<u8>) {
        let key = DataKey(random());
        let sealed = self.derive("contact").seal(&key.0);
        (key, sealed)
    }

    /// Opens `contact.key_sealed`.
    pub fn open_contact_key(&self, sealed: &[u8]) -> Result<DataKey, CannotOpen> {
        self.derive("contact").open_key(sealed)
    }
}

impl DataKey {
    /// A key for one file.
    pub fn fresh() -> Self {
        Self(random())
    }

    /// Seals another key under this one.
    pub fn seal_key(&self, key: &Self) -> Vec<u8> {
        self.seal(&key.0)
    }

    /// Opens what [`DataKey::seal_key`] made.
    pub fn open_key(&self, sealed: &[u8]) -> Result<Self, CannotOpen> {
        Ok(Self(self.open(sealed)?.try_into().map_err(|_| CannotOpen)?))
    }

    /// Seals bytes: nonce, ciphertext, tag.
    pub fn seal(&self, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] = random();
        let mut sealed = nonce.to_vec();
        // Encryption fails only beyond 256 GiB.
        sealed.extend(
            self.cipher().encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: b"approdo" }).unwrap_or_default(),
        );
        sealed
    }

    /// Opens what [`DataKey::seal`] made.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        let (nonce, ciphertext) = sealed.split_first_chunk::<NONCE>().ok_or(CannotOpen)?;
        self.cipher()
            .decrypt(&XNonce::from(*nonce), Payload { msg: ciphertext, aad: b"approdo" })
            .map_err(|_| CannotOpen)
    }

    /// Seals a text.
    pub fn seal_text(&self, text: &Private<String>) -> Vec<u8> {
        self.seal(text.expose().as_bytes())
    }

    /// Opens a text.
    pub fn open_text(&self, sealed: &[u8]) -> Result<Private<String>, CannotOpen> {
        let text = String::from_utf8(self.open(sealed)?).map_err(|_| CannotOpen)?;
        Ok(Private::new(text))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.0.into())
    }
}

impl fmt::Debug for MasterKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[master key]")
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[key]")
    }
}

/// Bytes of the operating system's generator. Without it nothing here is safe, so the process ends.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    #[expect(clippy::expect_used, reason = "without randomness no key is a key")]
    getrandom::fill(&mut bytes).expect("the operating system's random generator");
    bytes
}
