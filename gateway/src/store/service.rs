//! The directory of services: rows of `service`, kept by the staff. [`list`] is what the console shows, [`known`] what the
//! bot knows, [`pending`] a file between its check and its import, [`proposal`] what waits for a second person.
//!
//! A row is never deleted, because a list that was exported names it: it is deactivated. Its `version` counts its changes.

mod known;
pub mod list;
pub mod pending;
pub mod proposal;

pub use known::{Known, known};

use crate::{
    sql,
    store::{Reader, Tx, desk},
};
use bot::{
    directory::{Kind, Mode},
    inbound::Position,
    territory::{Province, Region},
    understand::plain,
};
use jiff::Timestamp;
use uuid::Uuid;

/// What is known of a service.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Content {
    /// The house's own sign for it; an imported line finds its entry by it.
    pub code: String,
    pub name: String,
    pub kind: Kind,
    pub mode: Mode,
    pub address: String,
    pub municipality: String,
    pub province: Province,
    pub position: Option<Position>,
    pub hours: String,
    pub phone: String,
    pub whatsapp: String,
    pub email: String,
    pub website: String,
    /// Language tags with a space between them.
    pub languages: String,
    pub referent: String,
    pub professions: String,
    pub notes: String,
    pub active: bool,
    /// When somebody last made sure that all of this is so; `None`: never.
    pub checked_at: Option<Timestamp>,
}

/// A row.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Entry {
    pub id: Uuid,
    pub content: Content,
    pub version: i64,
    pub updated_at: Timestamp,
}

/// Who writes, and when.
#[derive(Clone, Copy, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Writer {
    pub staff: Uuid,
    pub now: Timestamp,
}

/// A service by its identifier.
pub async fn by_id(reader: &mut Reader, id: Uuid) -> sqlx::Result<Option<Entry>> {
    let row: Option<Row> = sql!(Reader: reader, c => sqlx::query_as("SELECT * FROM service WHERE id = $1")
        .bind(id).fetch_optional(c).await)?;
    row.map(Entry::try_from).transpose()
}

/// The same, as a transaction sees it.
pub async fn held(tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<Entry>> {
    let row: Option<Row> = sql!(Tx: tx, c => sqlx::query_as("SELECT * FROM service WHERE id = $1")
        .bind(id).fetch_optional(c).await)?;
    row.map(Entry::try_from).transpose()
}

/// Whether a code is taken, as a transaction sees it.
pub async fn has(tx: &mut Tx, code: &str) -> sqlx::Result<bool> {
    let found: Option<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar("SELECT id FROM service WHERE code = $1")
        .bind(code).fetch_optional(c).await)?;
    Ok(found.is_some())
}

/// All of them, active or not: what an import is compared with.
pub async fn all(tx: &mut Tx) -> sqlx::Result<Vec<Entry>> {
    let rows: Vec<Row> = sql!(Tx: tx, c => sqlx::query_as("SELECT * FROM service").fetch_all(c).await)?;
    rows.into_iter().map(Entry::try_from).collect()
}

/// Binds `$3` to `$25`, the same in both statements below.
macro_rules! bound {
    ($query:expr, $content:ident, $writer:ident) => {
        $query
            .bind(&$content.name)
            .bind($content.kind.name())
            .bind($content.mode.name())
            .bind(&$content.address)
            .bind(&$content.municipality)
            .bind($content.province.name())
            .bind($content.province.region().id())
            .bind($content.position.map(|position| position.latitude))
            .bind($content.position.map(|position| position.longitude))
            .bind(&$content.hours)
            .bind(&$content.phone)
            .bind(&$content.whatsapp)
            .bind(&$content.email)
            .bind(&$content.website)
            .bind(&$content.languages)
            .bind(&$content.referent)
            .bind(&$content.professions)
            .bind(&$content.notes)
            .bind($content.search())
            .bind($content.active)
            .bind($content.checked_at.map_or(0, Timestamp::as_millisecond))
            .bind($writer.staff)
            .bind($writer.now.as_millisecond())
    };
}

/// A new one; `None` if its code is taken.
pub async fn insert(tx: &mut Tx, content: &Content, writer: Writer) -> sqlx::Result<Option<Uuid>> {
    let id = Uuid::now_v7();
    let done = sql!(Tx: tx, c => bound!(sqlx::query(
        "INSERT INTO service (id, code, name, kind, mode, address, municipality, province, region, latitude, longitude,
                              hours, phone, whatsapp, email, website, languages, referent, professions, notes, search,
                              active, checked_at, version, updated_by, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
                 $23, 1, $24, $25)
         ON CONFLICT (code) DO NOTHING")
        .bind(id).bind(&content.code), content, writer)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok((done == 1).then_some(id))
}

/// Changes one, all but its code; `false` if it is no longer the version that was looked at.
pub async fn update(tx: &mut Tx, id: Uuid, version: i64, content: &Content, writer: Writer) -> sqlx::Result<bool> {
    let done = sql!(Tx: tx, c => bound!(sqlx::query(
        "UPDATE service SET name = $3, kind = $4, mode = $5, address = $6, municipality = $7, province = $8, region = $9,
                latitude = $10, longitude = $11, hours = $12, phone = $13, whatsapp = $14, email = $15, website = $16,
                languages = $17, referent = $18, professions = $19, notes = $20, search = $21, active = $22,
                checked_at = $23, version = version + 1, updated_by = $24, updated_at = $25
         WHERE id = $1 AND version = $2")
        .bind(id).bind(version), content, writer)
        .execute(c).await.map(|done| done.rows_affected()))?;
    Ok(done == 1)
}

impl Content {
    /// What a search in the list goes through.
    fn search(&self) -> String {
        let parts = [&self.code, &self.name, &self.municipality, &self.address, &self.referent, &self.professions];
        parts.map(|part| plain(part)).join(" ")
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    code: String,
    name: String,
    kind: String,
    mode: String,
    address: String,
    municipality: String,
    province: String,
    region: String,
    latitude: Option<f64>,
    longitude: Option<f64>,
    hours: String,
    phone: String,
    whatsapp: String,
    email: String,
    website: String,
    languages: String,
    referent: String,
    professions: String,
    notes: String,
    active: bool,
    checked_at: i64,
    version: i64,
    updated_at: i64,
}

impl TryFrom<Row> for Entry {
    type Error = sqlx::Error;
    fn try_from(row: Row) -> sqlx::Result<Self> {
        // A name that the table of provinces no longer has: one of its region, until somebody looks.
        let of_region = || Region::from_id(&row.region).and_then(|region| region.provinces().next());
        let province = Province::from_id(&row.province).or_else(of_region);
        let content = Content {
            code: row.code,
            name: row.name,
            kind: row.kind.parse().unwrap_or(Kind::Other),
            mode: row.mode.parse().unwrap_or(Mode::Office),
            address: row.address,
            municipality: row.municipality,
            province: province.ok_or_else(|| sqlx::Error::Decode("a service in no region".into()))?,
            position: row.latitude.zip(row.longitude).map(|(latitude, longitude)| Position { latitude, longitude }),
            hours: row.hours,
            phone: row.phone,
            whatsapp: row.whatsapp,
            email: row.email,
            website: row.website,
            languages: row.languages,
            referent: row.referent,
            professions: row.professions,
            notes: row.notes,
            active: row.active,
            checked_at: (row.checked_at > 0).then(|| desk::moment(row.checked_at)),
        };
        Ok(Self { id: row.id, content, version: row.version, updated_at: desk::moment(row.updated_at) })
    }
}
