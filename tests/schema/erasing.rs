//! Erasing a person, against the schema and not against a list: every table that can belong to somebody gets a row of theirs,
//! whatever it is, and after [`gateway::store::conversation::erase`] nothing is left that names them.

use super::{Column, columns, rows};
use gateway::store::conversation;
use sqlx::{Connection, PgConnection, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{collections::BTreeSet, str::FromStr};
use tests::{Engine, engine::Database};
use uuid::Uuid;

/// Columns that say whose a row is, beside those that the schema calls references.
const OWNERS: [&str; 6] = ["contact_id", "conversation_id", "ticket_id", "message_id", "callback_id", "media_id"];
/// Tables with identifiers to which those point.
const OWNED: [&str; 6] = ["contact", "conversation", "ticket", "message", "callback", "media"];
/// What names something of the person afterwards and because of it, each with its reason.
const STAYS: [(&str, &str, &str); 1] =
    [("litter", "media_id", "the number of a sealed file without a key, until its bytes are removed from the store")];

/// The schema, with one identifier for each kind of thing that a person can have.
struct Somebody {
    engine: Engine,
    columns: BTreeSet<Column>,
    /// (table, column, the table it points to).
    owners: BTreeSet<(String, String, String)>,
    ids: Vec<(&'static str, Uuid)>,
}

impl Somebody {
    /// `more`: tables beside the schema's own.
    async fn new(engine: Engine, more: &[String]) -> Self {
        // What refers to what is asked of SQLite; the tables are the same.
        let sqlite = Database::new(Engine::Sqlite).await;
        unchecked(Engine::Sqlite, &sqlite.url, more).await;
        let columns = columns(&sqlite).await;
        let query = "SELECT m.name, f.\"from\", f.\"table\" FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f
                     WHERE m.type = 'table'";
        let references: Vec<(String, String, String)> = rows(&sqlite, query).await;
        let named = columns.iter().filter(|(_, column, ..)| OWNERS.contains(&column.as_str()));
        let named =
            named.map(|(table, column, ..)| (table.clone(), column.clone(), column.trim_end_matches("_id").to_owned()));
        let owners = references.into_iter().chain(named).filter(|(.., to)| OWNED.contains(&to.as_str())).collect();
        Self { engine, columns, owners, ids: OWNED.map(|table| (table, Uuid::now_v7())).into() }
    }

    fn id(&self, table: &str) -> Option<Uuid> {
        self.ids.iter().find(|(known, _)| *known == table).map(|(_, id)| *id)
    }

    /// Whom a column names, if it names somebody.
    fn named(&self, table: &str, column: &str) -> Option<Uuid> {
        let owner = self.owners.iter().find(|(t, c, _)| t == table && c == column);
        owner.and_then(|(.., to)| self.id(to)).or_else(|| (column == "id").then(|| self.id(table)).flatten())
    }

    fn tables(&self) -> BTreeSet<&str> {
        self.owners.iter().map(|(table, ..)| table.as_str()).chain(OWNED).collect()
    }

    /// A row of theirs in a table: what names them, and of the rest only what must be there.
    fn row(&self, table: &str) -> String {
        let (mut names, mut values) = (Vec::new(), Vec::new());
        for (_, column, may_be_null, kind) in self.columns.iter().filter(|(of, ..)| of == table) {
            let value = match self.named(table, column) {
                Some(id) => self.bytes(id),
                None if *may_be_null => continue,
                None => self.something(kind, column),
            };
            names.push(format!("\"{column}\""));
            values.push(value);
        }
        format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), values.join(", "))
    }

    fn bytes(&self, id: Uuid) -> String {
        match self.engine {
            Engine::Sqlite => format!("x'{}'", id.simple()),
            // Takes the type of its column, UUID or BYTEA.
            Engine::Postgres => format!("'{id}'"),
        }
    }

    fn something(&self, kind: &str, column: &str) -> String {
        match kind {
            "blob" if self.engine == Engine::Postgres && !column.ends_with("id") && !column.ends_with("_by") => {
                format!("'\\x{}'", Uuid::now_v7().simple())
            }
            "blob" => self.bytes(Uuid::now_v7()),
            "text" => "'telegram'".to_owned(),
            "boolean" => "FALSE".to_owned(),
            _ => "1".to_owned(),
        }
    }
}

/// Carries out statements, in any order, as if nothing referred to anything.
async fn unchecked(engine: Engine, url: &str, statements: &[String]) {
    if engine == Engine::Sqlite {
        let options = SqliteConnectOptions::from_str(url).unwrap().foreign_keys(false);
        let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
        for statement in statements {
            let done = sqlx::query(sqlx::AssertSqlSafe(statement.clone())).execute(&mut connection).await;
            done.unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
        connection.close().await.unwrap();
    } else {
        let mut connection = PgConnection::connect(url).await.unwrap();
        sqlx::query("SET session_replication_role = replica").execute(&mut connection).await.unwrap();
        for statement in statements {
            let done = sqlx::query(sqlx::AssertSqlSafe(statement.clone())).execute(&mut connection).await;
            done.unwrap_or_else(|error| panic!("{statement}: {error}"));
        }
        connection.close().await.unwrap();
    }
}

/// Fills every table with what belongs to somebody, erases them, and says which columns still name them.
async fn left(engine: Engine, more: &[String]) -> BTreeSet<(String, String)> {
    let somebody = Somebody::new(engine, more).await;
    assert!(somebody.tables().len() > 25, "{:?}", somebody.tables());
    let database = Database::new(engine).await;
    unchecked(engine, &database.url, more).await;
    let before = somebody.tables().into_iter().filter(|table| STAYS.iter().all(|(stays, ..)| stays != table));
    let rows: Vec<_> = before.map(|table| somebody.row(table)).collect();
    unchecked(engine, &database.url, &rows).await;

    let mut tx = database.store.begin().await.unwrap();
    conversation::erase(&mut tx, somebody.id("contact").unwrap()).await.unwrap();
    tx.commit().await.unwrap();

    let mut left = BTreeSet::new();
    let own = OWNED.map(|table| (table.to_owned(), "id".to_owned(), String::new()));
    for (table, column, _) in somebody.owners.iter().chain(&own) {
        let id = somebody.named(table, column).unwrap();
        let query = format!("SELECT COUNT(*) FROM {table} WHERE \"{column}\" = $1");
        let mut reader = database.store.reader().await.unwrap();
        let count: i64 = gateway::sql!(Reader: &mut reader, c => sqlx::query_scalar(sqlx::AssertSqlSafe(query))
            .bind(id).fetch_one(c).await)
        .unwrap();
        if count > 0 {
            left.insert((table.clone(), column.clone()));
        }
    }
    left
}

#[tokio::test]
async fn nothing_that_names_somebody_is_left() {
    let stays: BTreeSet<_> =
        STAYS.iter().map(|(table, column, _)| ((*table).to_owned(), (*column).to_owned())).collect();
    for engine in Engine::all() {
        assert_eq!(
            left(engine, &[]).await,
            stays,
            "a table that names somebody is deleted from in store/conversation.rs, erase, or stays with its reason here"
        );
        // The next table, which erasing has forgotten.
        let kind = if engine == Engine::Sqlite { "BLOB" } else { "UUID" };
        let table = format!("CREATE TABLE forgotten (id {kind} PRIMARY KEY, ticket_id {kind} NOT NULL)");
        assert!(left(engine, &[table]).await.contains(&("forgotten".to_owned(), "ticket_id".to_owned())));
    }
}
