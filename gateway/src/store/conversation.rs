//! Conversations and the contacts behind them.

use super::{
    Reader, Store, Tx,
    bulk::{Bulk, ColumnType},
    contact, destroyed_key,
    outbox::line,
    safe_contact,
};
use crate::{
    channel::Channel,
    seal::{CannotOpen, Column, DataKey, MasterKey},
    sql,
};
use bot::{
    conversation::{Conversation, Restored},
    language::Language,
    private::Private,
    safe_contact::{Allowed, SafeContact},
};
use jiff::Timestamp;
use sqlx::QueryBuilder;
use uuid::Uuid;

/// Where somebody is written to.
pub const ADDRESS: Column = Column::new("conversation", "address_sealed");
/// [`Conversation::save`].
pub const STATE: Column = Column::new("conversation", "state_sealed");
/// [`Loaded::route_sealed`].
pub const ROUTE: Column = Column::new("conversation", "route_sealed");

/// Keyed hash of a channel's address.
pub type AddressHash = [u8; 32];

/// A conversation as it is worked on inside a transaction.
pub struct Loaded {
    /// Its row.
    pub id: Uuid,
    /// The contact behind it.
    pub contact_id: Uuid,
    /// Opens and seals everything about the contact.
    pub key: DataKey,
    /// For the `contact_key` table, if the contact is new.
    pub new_contact: Option<Vec<u8>>,
    /// Which channel.
    pub channel: Channel,
    /// For look-ups.
    pub address_hash: AddressHash,
    /// Where answers go.
    pub address_sealed: Vec<u8>,
    /// The state.
    pub state: Conversation,
    /// The person had blocked us at this moment.
    pub blocked_at: Option<i64>,
    /// When they last wrote, in milliseconds since 1970; 0: never.
    pub heard_at: i64,
    /// What the channel needs beside the address, see [`crate::channel::Arrival::route`].
    pub route_sealed: Option<Vec<u8>>,
    /// The outreach campaign that brought them, for a conversation that is new.
    pub campaign: Option<String>,
    /// The state had been saved by another release and was restored in part.
    pub restarted: bool,
    /// When it is safe to write to them, if anybody knows.
    pub safe: Option<SafeContact>,
    /// The place of its last message.
    pub last_place: i64,
    /// It waits to be destroyed; another conversation has its address.
    pub hidden: bool,
    /// Until then a channel that was added lately may still be refused; milliseconds since 1970.
    pub linked_until: i64,
}

/// The address as it stands in the index: the same in every channel's row only if channel and address are the same.
pub fn address_hash(master: &MasterKey, channel: Channel, address: &Private<String>) -> AddressHash {
    master.hash(channel.name(), address.expose().as_bytes())
}

impl Loaded {
    /// Whether what the staff say may reach them now.
    pub fn may_write(&self, now: Timestamp) -> Allowed {
        let heard_at = Timestamp::from_millisecond(self.heard_at).ok().filter(|_| self.heard_at > 0);
        self.safe.as_ref().map_or(Allowed::Now, |safe| safe.may_write(now, heard_at))
    }

    /// Where answers go.
    pub fn address(&self) -> Result<Private<String>, CannotOpen> {
        self.key.open_text(ADDRESS.of(self.id), &self.address_sealed)
    }

    /// Notes what the channel needs beside the address.
    pub fn set_route(&mut self, route: &Private<String>) {
        self.route_sealed = Some(self.key.seal_text(ROUTE.of(self.id), route));
    }

    /// What takes the place of this conversation under the same address while it waits to be destroyed.
    pub fn shell(&self, store: &Store, state: Conversation) -> anyhow::Result<Self> {
        let mut shell = Self::new(store, self.channel, &self.address()?);
        if let Some(route) = self.route()? {
            shell.set_route(&route);
        }
        Ok(Self { state, blocked_at: self.blocked_at, heard_at: self.heard_at, ..shell })
    }

    /// What the channel needs beside the address.
    pub fn route(&self) -> Result<Option<Private<String>>, CannotOpen> {
        self.route_sealed.as_ref().map(|route| self.key.open_text(ROUTE.of(self.id), route)).transpose()
    }

    /// Somebody who has never written before.
    pub fn new(store: &Store, channel: Channel, address: &Private<String>) -> Self {
        let (id, contact_id) = (Uuid::now_v7(), Uuid::now_v7());
        let (key, key_sealed) = store.master.new_contact_key(contact_id);
        Self {
            id,
            contact_id,
            new_contact: Some(key_sealed),
            channel,
            address_hash: address_hash(&store.master, channel, address),
            address_sealed: key.seal_text(ADDRESS.of(id), address),
            state: Conversation::default(),
            blocked_at: None,
            heard_at: 0,
            route_sealed: None,
            campaign: None,
            restarted: false,
            safe: None,
            last_place: 0,
            hidden: false,
            linked_until: 0,
            key,
        }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    contact_id: Uuid,
    channel: String,
    address_hash: Vec<u8>,
    address_sealed: Vec<u8>,
    language: Option<String>,
    state_sealed: Vec<u8>,
    blocked_at: Option<i64>,
    heard_at: i64,
    route_sealed: Option<Vec<u8>>,
    last_place: i64,
    key_sealed: Vec<u8>,
    safe_sealed: Option<Vec<u8>>,
    hidden_at: Option<i64>,
    linked_until: i64,
}

macro_rules! select {
    ($from:literal) => {
        concat!(
            "SELECT v.id, v.contact_id, v.channel, v.address_hash, v.address_sealed, v.language, v.state_sealed,
             v.blocked_at, v.heard_at, v.route_sealed, v.last_place, v.hidden_at, k.key_sealed,
             (SELECT c.linked_until FROM contact c WHERE c.id = v.contact_id) AS linked_until,
             (SELECT s.profile_sealed FROM safe_contact s WHERE s.contact_id = v.contact_id) AS safe_sealed FROM ",
            $from
        )
    };
}

const SELECT: &str = select!("conversation v JOIN contact_key k ON k.contact_id = v.contact_id WHERE ");

/// By channel and hash, as the index has them: the hash alone would be looked for in the whole table.
static LOAD: Bulk<2> = Bulk::locking(
    [("channel", ColumnType::Text), ("address_hash", ColumnType::Bytes)],
    select!(
        "given g JOIN conversation v ON v.channel = g.channel AND v.address_hash = g.address_hash
         JOIN contact_key k ON k.contact_id = v.contact_id"
    ),
    " FOR UPDATE OF v",
);

/// Loads conversations by their addresses, locked until the transaction ends.
pub async fn load(store: &Store, tx: &mut Tx, addresses: &[(Channel, AddressHash)]) -> anyhow::Result<Vec<Loaded>> {
    let given = addresses.iter().map(|(channel, hash)| [channel.name().into(), (*hash).into()]).collect();
    let rows: Vec<Row> = LOAD.fetch(tx, given).await?;
    rows.into_iter().map(|row| open(&store.master, row)).collect()
}

/// Loads the conversation of a ticket, locked until the transaction ends.
pub async fn load_of_ticket(store: &Store, tx: &mut Tx, ticket: Uuid) -> anyhow::Result<Option<Loaded>> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF v" };
    let row: Option<Row> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("v.id = (SELECT conversation_id FROM ticket WHERE id = ").push_bind(ticket).push(")").push(lock);
        query.build_query_as().fetch_optional(c).await
    })?;
    row.map(|row| open(&store.master, row)).transpose()
}

/// Loads all of a contact, locked until the transaction ends.
pub async fn of_contact(store: &Store, tx: &mut Tx, contact: Uuid) -> anyhow::Result<Vec<Loaded>> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF v" };
    let rows: Vec<Row> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("v.contact_id = ").push_bind(contact).push(" ORDER BY v.id").push(lock);
        query.build_query_as().fetch_all(c).await
    })?;
    rows.into_iter().map(|row| open(&store.master, row)).collect()
}

/// Loads one by its row, locked until the transaction ends.
pub async fn load_one(store: &Store, tx: &mut Tx, id: Uuid) -> anyhow::Result<Option<Loaded>> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF v" };
    let row: Option<Row> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("v.id = ").push_bind(id).push(lock);
        query.build_query_as().fetch_optional(c).await
    })?;
    row.map(|row| open(&store.master, row)).transpose()
}

/// Loads the conversation of a call, locked until the transaction ends.
pub async fn load_of_call(store: &Store, tx: &mut Tx, call: &[u8; 32]) -> anyhow::Result<Option<Loaded>> {
    let lock = if store.has_one_writer() { "" } else { " FOR UPDATE OF v" };
    let row: Option<Row> = sql!(Tx: tx, c => {
        let mut query = QueryBuilder::new(SELECT);
        query.push("v.id = (SELECT conversation_id FROM call WHERE provider_hash = ").push_bind(call.to_vec()).push(")");
        query.push(lock);
        query.build_query_as().fetch_optional(c).await
    })?;
    row.map(|row| open(&store.master, row)).transpose()
}

fn open(master: &MasterKey, row: Row) -> anyhow::Result<Loaded> {
    let id = row.id;
    let key = master.open_contact_key(row.contact_id, &row.key_sealed)?;
    let (state, restarted) = match key.open(STATE.of(id), &row.state_sealed).map(|state| Conversation::restore(&state))
    {
        Ok(Restored::Whole(state)) => (state, false),
        Ok(Restored::InPart(state)) => (state, true),
        // Damaged, while the contact's key is whole: better to begin again in their language than to fall silent.
        Err(CannotOpen) => {
            tracing::error!(conversation = %id, "a damaged state was given up");
            (Conversation::begun_in(row.language.and_then(|tag| tag.parse().ok())), true)
        }
    };
    Ok(Loaded {
        id,
        contact_id: row.contact_id,
        new_contact: None,
        channel: row
            .channel
            .parse()
            .map_err(|()| anyhow::anyhow!("conversation {id} is on a channel this release does not know"))?,
        address_hash: row
            .address_hash
            .try_into()
            .map_err(|_| anyhow::anyhow!("conversation {id} has a damaged address"))?,
        address_sealed: row.address_sealed,
        state,
        blocked_at: row.blocked_at,
        heard_at: row.heard_at,
        route_sealed: row.route_sealed,
        campaign: None,
        restarted,
        last_place: row.last_place,
        hidden: row.hidden_at.is_some(),
        linked_until: row.linked_until,
        safe: row.safe_sealed.map(|sealed| safe_contact::opened(row.contact_id, &sealed, &key)),
        key,
    })
}

/// Writes contacts that are new and the states of all.
pub async fn save(tx: &mut Tx, conversations: &[&Loaded], now: Timestamp) -> sqlx::Result<()> {
    let contacts: Vec<_> = conversations.iter().filter_map(|v| Some((v.contact_id, v.new_contact.as_ref()?))).collect();
    contact::insert(tx, &contacts, now).await?;
    let given = conversations.iter().map(|v| {
        [
            v.id.into(),
            v.contact_id.into(),
            v.channel.name().into(),
            v.address_hash.into(),
            v.address_sealed.clone().into(),
            v.state.language.map(|language| language.tag()).into(),
            v.key.seal(STATE.of(v.id), &v.state.save()).into(),
            v.state.quiet.into(),
            v.blocked_at.into(),
            v.heard_at.into(),
            v.route_sealed.clone().into(),
            v.campaign.clone().into(),
            now.as_millisecond().into(),
            v.last_place.into(),
        ]
    });
    SAVE.execute(tx, given.collect()).await
}

static SAVE: Bulk<14> = Bulk::new(
    [
        ("id", ColumnType::Id),
        ("contact_id", ColumnType::Id),
        ("channel", ColumnType::Text),
        ("address_hash", ColumnType::Bytes),
        ("address_sealed", ColumnType::Bytes),
        ("language", ColumnType::Text),
        ("state_sealed", ColumnType::Bytes),
        ("quiet", ColumnType::Flag),
        ("blocked_at", ColumnType::Number),
        ("heard_at", ColumnType::Number),
        ("route_sealed", ColumnType::Bytes),
        ("campaign", ColumnType::Text),
        ("at", ColumnType::Number),
        ("last_place", ColumnType::Number),
    ],
    "INSERT INTO conversation (id, contact_id, channel, address_hash, address_sealed, language, state_sealed, quiet,
     blocked_at, heard_at, route_sealed, campaign, created_at, updated_at, last_place)
     SELECT id, contact_id, channel, address_hash, address_sealed, language, state_sealed, quiet,
     blocked_at, heard_at, route_sealed, campaign, at, at, last_place FROM given WHERE TRUE
     ON CONFLICT (id) DO UPDATE SET language = excluded.language, state_sealed = excluded.state_sealed,
     quiet = excluded.quiet, blocked_at = excluded.blocked_at, heard_at = excluded.heard_at,
     route_sealed = excluded.route_sealed, updated_at = excluded.updated_at,
     last_place = CASE WHEN excluded.last_place > conversation.last_place THEN excluded.last_place
                       ELSE conversation.last_place END",
);

/// Locks conversations until the transaction ends, in one order, so that two who lock several do not wait for each other for
/// ever. On SQLite whoever writes is alone.
pub async fn lock(store: &Store, tx: &mut Tx, ids: &[Uuid]) -> sqlx::Result<()> {
    if store.has_one_writer() || ids.is_empty() {
        return Ok(());
    }
    static LOCK: Bulk<1> = Bulk::locking(
        [("id", ColumnType::Id)],
        "SELECT 1 FROM conversation WHERE id IN (SELECT id FROM given) ORDER BY id",
        " FOR UPDATE",
    );
    LOCK.execute(tx, ids.iter().map(|id| [(*id).into()]).collect()).await
}

/// Notes that the person has blocked us, or, with `None`, that they write again. What waits for them goes no more, or goes.
pub async fn set_blocked(tx: &mut Tx, id: Uuid, at: Option<Timestamp>) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE conversation SET blocked_at = $2 WHERE id = $1")
        .bind(id)
        .bind(at.map(Timestamp::as_millisecond))
        .execute(c)
        .await
        .map(|_| ()))?;
    line::realign(tx, id).await
}

/// Notes what the channel needs beside the address, sealed under the contact's key, or forgets it.
pub async fn set_route(tx: &mut Tx, id: Uuid, route_sealed: Option<Vec<u8>>) -> sqlx::Result<()> {
    sql!(Tx: tx, c => sqlx::query("UPDATE conversation SET route_sealed = $2 WHERE id = $1")
        .bind(id)
        .bind(route_sealed)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Destroys a contact: the key first, then every row. What copies still hold stays sealed for ever. What is left of the key
/// beside its row follows after the commit, by itself, see [`destroyed_key`].
pub async fn erase(tx: &mut Tx, contact: Uuid) -> sqlx::Result<()> {
    const OF_TICKETS: &str = "ticket_id IN (SELECT id FROM ticket WHERE contact_id = ";
    const OF_CONVERSATIONS: &str = "conversation_id IN (SELECT id FROM conversation WHERE contact_id = ";
    const OF_CALLBACKS: &str = "callback_id IN (SELECT id FROM callback WHERE contact_id = ";
    const OF_LINKS: &str = "other_id IN (SELECT id FROM ticket WHERE contact_id = ";
    let gone: [(&str, &str); 27] = [
        ("channel_link", OF_TICKETS),
        ("channel_link", OF_CONVERSATIONS),
        ("secret_message", OF_CONVERSATIONS),
        ("erasure", "(contact_id = "),
        ("ticket_event", OF_TICKETS),
        ("ticket_seen", OF_TICKETS),
        ("ticket_follower", OF_TICKETS),
        ("ticket_link", OF_TICKETS),
        ("ticket_link", OF_LINKS),
        ("note", OF_TICKETS),
        ("draft", OF_TICKETS),
        ("answer", OF_TICKETS),
        ("question", OF_TICKETS),
        ("clock", OF_TICKETS),
        ("unlock", OF_TICKETS),
        ("notification", OF_TICKETS),
        ("translation", OF_CONVERSATIONS),
        ("safe_contact", "(contact_id = "),
        ("callback_attempt", OF_CALLBACKS),
        ("callback", "(contact_id = "),
        ("call", OF_CONVERSATIONS),
        ("assessment", OF_TICKETS),
        ("report", OF_TICKETS),
        ("outbox", OF_CONVERSATIONS),
        ("media", OF_CONVERSATIONS),
        ("message", OF_CONVERSATIONS),
        ("ticket", "(contact_id = "),
    ];
    sql!(Tx: tx, c => sqlx::query(
        "DELETE FROM quarantine WHERE address_hash IN (SELECT address_hash FROM conversation WHERE contact_id = $1)",
    )
    .bind(contact)
    .execute(c)
    .await
    .map(|_| ()))?;
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO litter (media_id, at) SELECT id, created_at FROM media
         WHERE conversation_id IN (SELECT id FROM conversation WHERE contact_id = $1)",
    )
    .bind(contact)
    .execute(c)
    .await
    .map(|_| ()))?;
    sql!(Tx: tx, c => sqlx::query(
        "INSERT INTO litter (media_id, at) SELECT file_id, created_at FROM answer WHERE state = 'waiting' AND file_id IS NOT NULL
         AND ticket_id IN (SELECT id FROM ticket WHERE contact_id = $1)",
    )
    .bind(contact)
    .execute(c)
    .await
    .map(|_| ()))?;
    destroyed_key::destroy(tx, contact).await?;
    for (table, condition) in gone {
        sql!(Tx: tx, c => {
            let mut query = QueryBuilder::new("DELETE FROM ");
            query.push(table).push(" WHERE ").push(condition).push_bind(contact).push(")");
            query.build().execute(c).await.map(|_| ())
        })?;
    }
    sql!(Tx: tx, c => sqlx::query("DELETE FROM conversation WHERE contact_id = $1").bind(contact).execute(c).await.map(|_| ()))?;
    sql!(Tx: tx, c => sqlx::query("DELETE FROM contact WHERE id = $1").bind(contact).execute(c).await.map(|_| ()))
}

/// Erases the shells that erasing has left: without a word of the worker, nothing waiting to go out, nobody to be called
/// back, older than `before`. A contact that has another channel is no shell. Returns how many.
pub async fn forget_shells(tx: &mut Tx, before: Timestamp) -> sqlx::Result<usize> {
    let shells: Vec<Uuid> = sql!(Tx: tx, c => sqlx::query_scalar(
        "SELECT v.contact_id FROM conversation v WHERE v.language IS NULL AND v.updated_at < $1
         AND NOT EXISTS (SELECT 1 FROM message m WHERE m.conversation_id = v.id AND m.author = 'worker')
         AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.conversation_id = v.id AND o.state = 'queued')
         AND NOT EXISTS (SELECT 1 FROM callback b WHERE b.contact_id = v.contact_id)
         AND v.hidden_at IS NULL AND NOT EXISTS (SELECT 1 FROM erasure e WHERE e.shell_id = v.id)
         AND NOT EXISTS (SELECT 1 FROM conversation w WHERE w.contact_id = v.contact_id AND w.id <> v.id) LIMIT 100",
    )
    .bind(before.as_millisecond())
    .fetch_all(c)
    .await)?;
    for contact in &shells {
        erase(tx, *contact).await?;
    }
    Ok(shells.len())
}

/// Whether an address has written.
pub async fn exists(reader: &mut Reader, channel: Channel, address: &AddressHash) -> sqlx::Result<bool> {
    let found: Option<i32> = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT 1 FROM conversation WHERE channel = $1 AND address_hash = $2",
    )
    .bind(channel.name())
    .bind(address.to_vec())
    .fetch_optional(c)
    .await)?;
    Ok(found.is_some())
}

/// The language that an address has chosen, if it has written at all.
pub async fn language(reader: &mut Reader, channel: Channel, address: &AddressHash) -> sqlx::Result<Option<Language>> {
    let tag: Option<Option<String>> = sql!(Reader: reader, c => sqlx::query_scalar(
        "SELECT language FROM conversation WHERE channel = $1 AND address_hash = $2",
    )
    .bind(channel.name())
    .bind(address.to_vec())
    .fetch_optional(c)
    .await)?;
    Ok(tag.flatten().and_then(|tag| tag.parse().ok()))
}

#[cfg(test)]
mod tests {
    use crate::store::SQLITE;
    use sqlx::{Connection, Row, SqliteConnection};

    /// A turn costs the same however many people have ever written.
    #[tokio::test]
    async fn nobody_is_looked_for_among_all() {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.unwrap();
        SQLITE.run(&mut connection).await.unwrap();
        let query = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", super::LOAD.sqlite(1)));
        let plan = sqlx::query(query).fetch_all(&mut connection).await.unwrap();
        let plan: Vec<String> = plan.iter().map(|row| row.get("detail")).collect();
        let index = "SEARCH v USING INDEX sqlite_autoindex_conversation_2 (channel=? AND address_hash=?)";
        assert!(plan.iter().any(|step| step == index), "{plan:#?}");
    }
}
