//! Makes of a database what a release before the bound seals would have left: every value sealed as it was then, written here
//! anew from its description (`seal.rs` of 28 November), so that a change there does not go unnoticed.

use crate::engine::Database;
use chacha20poly1305::{
    XChaCha20Poly1305, XNonce,
    aead::{Aead, KeyInit, Payload},
};
use gateway::{
    files::Files,
    seal::{Column, MasterKey, random},
    store::{
        Store, contact,
        sealed::{self, Under, Value},
    },
};
use hmac::{Hmac, Mac};
use sha2::Sha256;
use uuid::Uuid;

type Key = [u8; 32];

/// The data with which a value is bound to a row.
pub fn place(column: Column, row: Uuid) -> Vec<u8> {
    [format!("approdo/2\0{}\0{}\0", column.table, column.name).as_bytes(), row.as_bytes()].concat()
}

fn derived(database: &Database, purpose: &str) -> Key {
    let text = std::fs::read_to_string(database.folder.path().join("master.key")).unwrap();
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(&hex::decode(text.trim()).unwrap()).unwrap();
    mac.update(&6_u64.to_le_bytes());
    mac.update(b"derive");
    mac.update(purpose.as_bytes());
    mac.finalize().into_bytes().into()
}

fn open(key: &Key, aad: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, msg) = sealed.split_first_chunk::<24>()?;
    XChaCha20Poly1305::new(&(*key).into()).decrypt(&XNonce::from(*nonce), Payload { msg, aad }).ok()
}

fn seal(key: &Key, msg: &[u8]) -> Vec<u8> {
    let nonce: [u8; 24] = random();
    let sealed = XChaCha20Poly1305::new(&(*key).into()).encrypt(&XNonce::from(nonce), Payload { msg, aad: b"approdo" });
    [&nonce[..], &sealed.unwrap()].concat()
}

fn key_of(database: &Database, under: Under, value: &Value) -> Key {
    match (&value.contact, under) {
        (Some((contact, sealed)), _) => {
            let plain = open(&derived(database, "contact"), &place(contact::KEY, *contact), sealed).unwrap();
            plain.try_into().unwrap()
        }
        (None, Under::Master(purpose)) => derived(database, purpose),
        (None, _) => unreachable!("a value under a contact's key without its contact"),
    }
}

/// Every value as an older release would have sealed it, and no note that there are bound ones. Returns how many there are.
pub async fn take_back(database: &Database) -> u64 {
    let store = &database.store;
    let mut all = 0;
    for sealed in sealed::walked() {
        let mut reader = store.reader().await.unwrap();
        let values = sealed::page(&mut reader, &sealed, Uuid::nil(), 100_000).await.unwrap();
        drop(reader);
        let mut tx = store.begin().await.unwrap();
        for value in values {
            let key = key_of(database, sealed.key, &value);
            let plain = open(&key, &place(sealed.column, value.row), &value.sealed);
            let old = seal(&key, &plain.unwrap_or_else(|| panic!("{:?} is not bound", sealed.column)));
            assert!(sealed::replace(&mut tx, &sealed, value.row, &value.sealed, &old).await.unwrap());
            all += 1;
        }
        tx.commit().await.unwrap();
    }
    let mut tx = store.begin().await.unwrap();
    gateway::sql!(Tx: &mut tx, c => sqlx::query("UPDATE seal_state SET state = 'new', proof = $1").bind(Vec::<u8>::new())
        .execute(c).await.map(|_| ()))
    .unwrap();
    tx.commit().await.unwrap();
    all
}

/// The same database as a process that starts now opens it. The first one keeps the folder.
pub async fn restarted(database: &Database) -> Database {
    let folder = tempfile::tempdir().unwrap();
    let key = folder.path().join("master.key");
    std::fs::copy(database.folder.path().join("master.key"), &key).unwrap();
    let master = MasterKey::read_or_create(&key).unwrap();
    let files = Files::in_folder(&database.folder.path().join("files")).unwrap();
    let store = Store::open(&database.url, master.clone()).await.unwrap().with_files(files);
    store.migrate().await.unwrap();
    Database { store, url: database.url.clone(), master, folder }
}
