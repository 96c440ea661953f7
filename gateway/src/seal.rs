//! Seals: personal data at rest, and keyed hashes for look-ups.
//!
//! XChaCha20-Poly1305 with a random nonce in front of the ciphertext. The master key seals one key per contact; that
//! key seals everything about the contact, so destroying it erases the person from every copy (GDPR art. 17).
//!
//! A value is bound to its place: table, column and row are its associated data, so whoever writes to the database cannot
//! show the words of one row in another. Values of releases before this one were not bound; until [`crate::jobs::reseal`] has
//! sealed them anew ([`crate::store::sealed`] knows) they are opened, too.

mod place;

pub use place::{Column, Place};

use crate::{private_files, store::contact};
use anyhow::Context as _;
use bot::private::Private;
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use hmac::{Hmac, Mac};
use rand::Rng;
use sha2::Sha256;
use std::{
    fmt,
    io::Write,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};
use uuid::Uuid;

const KEY: usize = 32;
const NONCE: usize = 24;
/// Associated data of everything that releases before 2026-12 have sealed.
const UNBOUND: &[u8] = b"approdo";

/// The one key of an installation. It never enters the database.
#[derive(Clone)]
pub struct MasterKey {
    key: [u8; KEY],
    /// Each keyed hash begins with a copy of this.
    keyed: Hmac<Sha256>,
    /// What seals the keys of contacts: each turn opens one.
    contacts: [u8; KEY],
    unbound: Unbound,
}

/// The key of one contact, or of one purpose.
#[derive(Clone)]
pub struct DataKey {
    key: [u8; KEY],
    /// Absent where this key has never sealed a value without its place.
    unbound: Option<Unbound>,
}

/// Whether values that are bound to no place are still opened: one answer for a master key and all keys under it.
#[derive(Clone, Default)]
struct Unbound(Arc<AtomicBool>);

impl Unbound {
    fn is_open(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

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
    /// Reads the key file (64 hexadecimal digits), or makes it: where nothing has been sealed yet.
    pub fn read_or_create(file: &Path) -> anyhow::Result<Self> {
        if let Some(key) = Self::read(file)? {
            return Ok(key);
        }
        let made = Self::of(random());
        made.keep(file)?;
        Ok(made)
    }

    /// Reads the key file, if it is there. One that others than its owner can read is refused: they may have read it.
    pub fn read(file: &Path) -> anyhow::Result<Option<Self>> {
        let text = match std::fs::read_to_string(file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(anyhow::anyhow!("{}: {error}", file.display())),
        };
        anyhow::ensure!(
            !private_files::is_open_to_others(file)?,
            "others than its owner can read the master key: chmod 600 {}",
            file.display()
        );
        let mut key = [0; KEY];
        hex::decode_to_slice(text.trim(), &mut key).map_err(|_| {
            anyhow::anyhow!("{} is not a master key: 64 hexadecimal digits are expected", file.display())
        })?;
        Ok(Some(Self::of(key)))
    }

    /// Writes the key into a new file, readable by its owner only, durably.
    pub fn keep(&self, file: &Path) -> anyhow::Result<()> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut created = options.open(file).with_context(|| file.display().to_string())?;
        created.write_all(hex::encode(self.key).as_bytes())?;
        created.sync_all()?;
        // The name, too, has to outlive a power cut.
        if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::File::open(folder)?.sync_all()?;
        }
        Ok(())
    }

    fn of(key: [u8; KEY]) -> Self {
        // HMAC takes a key of any length, so this cannot fail.
        let keyed = <Hmac<Sha256> as KeyInit>::new_from_slice(&key).unwrap_or_else(|_| unreachable!());
        let mut master = Self { key, keyed, contacts: [0; KEY], unbound: Unbound::default() };
        master.contacts = master.derive("contact").key;
        master
    }

    /// From now on opens, or refuses, values that are bound to no place; with it all keys that were derived or opened.
    pub fn open_unbound(&self, open: bool) {
        self.unbound.0.store(open, Ordering::Release);
    }

    /// Whether values that are bound to no place are opened.
    pub fn opens_unbound(&self) -> bool {
        self.unbound.is_open()
    }

    /// A key that lives as long as the process, for tests and for a database in memory.
    pub fn ephemeral() -> Self {
        Self::of(random())
    }

    /// A key of its own for one purpose (`staff`, `session`, `quarantine`…).
    pub fn derive(&self, purpose: &str) -> DataKey {
        DataKey { key: self.hash("derive", purpose.as_bytes()), unbound: Some(self.unbound.clone()) }
    }

    /// Keyed hash of something to be looked up; `kind` keeps equal bytes of different meaning apart.
    pub fn hash(&self, kind: &str, value: &[u8]) -> [u8; 32] {
        let mut mac = self.mac(kind);
        mac.update(value);
        mac.finalize().into_bytes().into()
    }

    fn mac(&self, kind: &str) -> Hmac<Sha256> {
        let mut mac = self.keyed.clone();
        mac.update(&(kind.len() as u64).to_le_bytes());
        mac.update(kind.as_bytes());
        mac
    }

    /// A fresh key for a contact, and the same key sealed for its row.
    pub fn new_contact_key(&self, contact: Uuid) -> (DataKey, Vec<u8>) {
        let key = DataKey::fresh();
        let sealed = self.contacts().seal_key(contact::KEY.of(contact), &key);
        (key, sealed)
    }

    /// Opens the key of a contact.
    pub fn open_contact_key(&self, contact: Uuid, sealed: &[u8]) -> Result<DataKey, CannotOpen> {
        self.contacts().open_key(contact::KEY.of(contact), sealed)
    }

    /// The same as `derive("contact")`.
    fn contacts(&self) -> DataKey {
        DataKey { key: self.contacts, unbound: Some(self.unbound.clone()) }
    }
}

impl DataKey {
    /// A key for one contact or one file.
    pub fn fresh() -> Self {
        Self { key: random(), unbound: None }
    }

    /// As text, for what is sealed whole.
    pub fn to_hex(&self) -> Private<String> {
        Private::new(hex::encode(self.key))
    }

    /// Reads what [`DataKey::to_hex`] made.
    pub fn from_hex(text: &Private<String>) -> Result<Self, CannotOpen> {
        let mut key = [0; KEY];
        hex::decode_to_slice(text.expose(), &mut key).map_err(|_| CannotOpen)?;
        Ok(Self { key, unbound: None })
    }

    /// Seals another key under this one.
    pub fn seal_key(&self, place: Place<'_>, key: &Self) -> Vec<u8> {
        self.seal(place, &key.key)
    }

    /// Opens what [`DataKey::seal_key`] made. A key that is itself bound to its place has nothing left under it that is not:
    /// it is sealed anew last.
    pub fn open_key(&self, place: Place<'_>, sealed: &[u8]) -> Result<Self, CannotOpen> {
        let key = |plain: Vec<u8>| plain.try_into().map_err(|_| CannotOpen);
        match self.open_bound(place, sealed) {
            Ok(plain) => Ok(Self { key: key(plain)?, unbound: None }),
            Err(CannotOpen) => Ok(Self { key: key(self.open_unbound(sealed)?)?, unbound: self.unbound.clone() }),
        }
    }

    /// [`DataKey::open_of_any_release`] for a key.
    pub fn open_key_of_any_release(&self, place: Place<'_>, sealed: &[u8]) -> Result<Self, CannotOpen> {
        let key = self.open_of_any_release(place, sealed)?.try_into().map_err(|_| CannotOpen)?;
        Ok(Self { key, unbound: None })
    }

    /// Seals bytes for a place: nonce, ciphertext, tag.
    pub fn seal(&self, place: Place<'_>, plain: &[u8]) -> Vec<u8> {
        let nonce: [u8; NONCE] = random();
        let mut sealed = nonce.to_vec();
        // Encryption fails only beyond 256 GiB.
        sealed.extend(
            self.cipher()
                .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: &place.bytes() })
                .unwrap_or_default(),
        );
        sealed
    }

    /// Opens what [`DataKey::seal`] made for this place.
    pub fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        self.open_bound(place, sealed).or_else(|_| self.open_unbound(sealed))
    }

    /// The same for what stands alone under its key, or inside another sealed value: as nothing could be put in its place,
    /// it is not sealed anew, and what older releases have sealed is opened for good.
    pub fn open_of_any_release(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        self.open_bound(place, sealed).or_else(|_| self.decrypt(UNBOUND, sealed))
    }

    /// The value anew and bound to its place; `None` where it is bound already.
    pub fn reseal(&self, place: Place<'_>, sealed: &[u8]) -> Result<Option<Vec<u8>>, CannotOpen> {
        if self.is_bound(place, sealed) {
            return Ok(None);
        }
        Ok(Some(self.seal(place, &self.open_unbound(sealed)?)))
    }

    /// Whether a value is bound to this place.
    pub fn is_bound(&self, place: Place<'_>, sealed: &[u8]) -> bool {
        self.open_bound(place, sealed).is_ok()
    }

    fn open_bound(&self, place: Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        self.decrypt(&place.bytes(), sealed)
    }

    fn open_unbound(&self, sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        match &self.unbound {
            Some(unbound) if unbound.is_open() => self.decrypt(UNBOUND, sealed),
            Some(_) | None => Err(CannotOpen),
        }
    }

    fn decrypt(&self, aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CannotOpen> {
        let (nonce, msg) = sealed.split_first_chunk::<NONCE>().ok_or(CannotOpen)?;
        self.cipher().decrypt(&XNonce::from(*nonce), Payload { msg, aad }).map_err(|_| CannotOpen)
    }

    /// Seals a text.
    pub fn seal_text(&self, place: Place<'_>, text: &Private<String>) -> Vec<u8> {
        self.seal(place, text.expose().as_bytes())
    }

    /// Opens a text.
    pub fn open_text(&self, place: Place<'_>, sealed: &[u8]) -> Result<Private<String>, CannotOpen> {
        let text = String::from_utf8(self.open(place, sealed)?).map_err(|_| CannotOpen)?;
        Ok(Private::new(text))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.key.into())
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

/// Bytes that nobody can foresee: of a ChaCha12 generator in each thread, seeded by the operating system and again after each
/// 64 KiB, so that a nonce needs no call of the system. Without a seed nothing here is safe, so the thread ends.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}
