//! The schema: two sequences of migrations that lead to the same tables, and what erasing a person has to reach in them.

mod erasing;

use std::{collections::BTreeSet, fs, path::Path};
use tests::{
    Engine,
    engine::{Database, POSTGRES},
};

/// Indexes that one engine needs and the other does not, each with its reason.
const OF_ONE_ENGINE: [(&str, &str); 0] = [];

/// (table, column, whether it may be NULL, type), as both engines can say it.
type Column = (String, String, bool, String);

/// Files of an engine's sequence, in their order.
fn sequence(engine: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations").join(engine);
    let mut names: Vec<_> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every column of every table.
async fn columns(database: &Database) -> BTreeSet<Column> {
    let query = if database.store.has_one_writer() {
        "SELECT m.name, p.name, p.\"notnull\" = 0 AND p.pk = 0, LOWER(p.type) FROM sqlite_master m JOIN pragma_table_info(m.name) p
         WHERE m.type = 'table'"
    } else {
        "SELECT table_name::text, column_name::text, is_nullable = 'YES', data_type::text FROM information_schema.columns
         WHERE table_schema = 'public'"
    };
    let rows: Vec<Column> = rows(database, query).await;
    let ours = |(table, ..): &Column| !table.starts_with("_sqlx") && !table.starts_with("sqlite_");
    let same = |(table, column, may_be_null, kind): Column| {
        // SQLite keeps identifiers as bytes, and its REAL has eight of them.
        let kind = match kind.as_str() {
            "uuid" | "bytea" => "blob",
            "double precision" => "real",
            kind => kind,
        };
        (table, column, may_be_null, kind.to_owned())
    };
    rows.into_iter().filter(ours).map(same).collect()
}

/// Every index that has a statement of its own, with its table.
async fn indexes(database: &Database) -> BTreeSet<(String, String)> {
    let query = if database.store.has_one_writer() {
        "SELECT name, tbl_name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    } else {
        "SELECT indexname::text, tablename::text FROM pg_indexes WHERE schemaname = 'public'
         AND indexname NOT IN (SELECT conname FROM pg_constraint)"
    };
    rows(database, query).await.into_iter().collect()
}

async fn rows<T>(database: &Database, query: &'static str) -> Vec<T>
where
    T: for<'r> sqlx::FromRow<'r, sqlx::sqlite::SqliteRow>
        + for<'r> sqlx::FromRow<'r, sqlx::postgres::PgRow>
        + Send
        + Unpin,
{
    let mut reader = database.store.reader().await.unwrap();
    gateway::sql!(Reader: &mut reader, c => sqlx::query_as(query).fetch_all(c).await).unwrap()
}

#[test]
fn a_number_means_the_same_step_on_both_engines() {
    let sqlite = sequence("sqlite");
    assert_eq!(
        sqlite,
        sequence("postgres"),
        "each step has a file of the same name in migrations/sqlite and /postgres"
    );
    assert!(!sqlite.is_empty());
    let numbers: Vec<u32> = sqlite.iter().map(|name| name.split('_').next().unwrap().parse().unwrap()).collect();
    assert!(numbers.is_sorted_by(|one, next| one < next), "each number once: {numbers:?}");
    assert!(sqlite.iter().all(|name| name.len() > 9 && name.ends_with(".sql")), "{sqlite:?}");
}

#[tokio::test]
async fn both_sequences_lead_to_the_same_tables() {
    let sqlite = Database::new(Engine::Sqlite).await;
    let of_sqlite = columns(&sqlite).await;
    assert!(of_sqlite.len() > 200, "{} columns", of_sqlite.len());
    // Says once that it is left out.
    if !Engine::all().contains(&Engine::Postgres) {
        return;
    }
    let postgres = Database::new(Engine::Postgres).await;
    let of_postgres = columns(&postgres).await;
    let only =
        |these: &BTreeSet<Column>, those: &BTreeSet<Column>| these.difference(those).cloned().collect::<Vec<_>>();
    let differences = (only(&of_sqlite, &of_postgres), only(&of_postgres, &of_sqlite));
    assert!(
        differences.0.is_empty() && differences.1.is_empty(),
        "only on SQLite, only on PostgreSQL: {differences:#?}"
    );

    let known: BTreeSet<_> = OF_ONE_ENGINE.iter().map(|(name, _)| (*name).to_owned()).collect();
    let (one, other) = (indexes(&sqlite).await, indexes(&postgres).await);
    let differ: BTreeSet<_> = one.symmetric_difference(&other).map(|(name, _)| name.clone()).collect();
    assert_eq!(differ, known, "indexes that only one engine has, beside those with a reason ({POSTGRES})");
}
