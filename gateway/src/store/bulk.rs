//! One statement for many rows, with a text that never changes, so that an engine reads and plans it once.
//!
//! Such a statement takes its rows from a table named `given`. PostgreSQL makes it of one array a column (`unnest`), SQLite of
//! a `VALUES` list of one of a few lengths whose last rows are empty and left out. The other ways on SQLite were measured,
//! too: a text with as many rows as there are is read anew each time, and JSON (`json_each`, `unhex`) is slower than that.

use super::{Reader, Tx};
use sqlx::{
    Arguments, FromRow, PgConnection, Postgres, Sqlite, SqliteConnection,
    postgres::{PgArguments, PgRow},
    sqlite::{SqliteArguments, SqliteRow},
};
use std::{borrow::Cow, fmt::Write, sync::OnceLock};
use uuid::Uuid;

/// How many rows a text for SQLite may have. Longer lists are written in parts.
const LENGTHS: [usize; 4] = [1, 4, 16, 64];
const LONGEST: usize = LENGTHS[LENGTHS.len() - 1];

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnType {
    Id,
    Bytes,
    Text,
    Number,
    Flag,
}

impl ColumnType {
    /// The type of an array of these.
    const fn array(self) -> &'static str {
        match self {
            Self::Id => "uuid[]",
            Self::Bytes => "bytea[]",
            Self::Text => "text[]",
            Self::Number => "bigint[]",
            Self::Flag => "boolean[]",
        }
    }
}

/// A value of a row, of the kind of its column or NULL.
pub(super) enum ColumnValue {
    Null,
    Id(Uuid),
    Bytes(Vec<u8>),
    Text(Cow<'static, str>),
    Number(i64),
    Flag(bool),
}

/// A statement that reads its rows from `given`. It is a `static`: the texts are made on first use and kept.
pub(super) struct Bulk<const COLUMNS: usize> {
    columns: [(&'static str, ColumnType); COLUMNS],
    statement: &'static str,
    /// How PostgreSQL locks what is read. On SQLite whoever writes is alone.
    lock: &'static str,
    postgres: OnceLock<String>,
    sqlite: [OnceLock<String>; LENGTHS.len()],
}

impl<const COLUMNS: usize> Bulk<COLUMNS> {
    /// The columns of `given`, and a statement after `WITH given AS (…)`. The first column is never NULL.
    pub const fn new(columns: [(&'static str, ColumnType); COLUMNS], statement: &'static str) -> Self {
        Self::locking(columns, statement, "")
    }

    /// The same with a locking clause at its end.
    pub const fn locking(
        columns: [(&'static str, ColumnType); COLUMNS],
        statement: &'static str,
        lock: &'static str,
    ) -> Self {
        let sqlite = [const { OnceLock::new() }; LENGTHS.len()];
        Self { columns, statement, lock, postgres: OnceLock::new(), sqlite }
    }

    /// Runs it; without rows nothing is asked of the database.
    pub async fn execute(&'static self, tx: &mut Tx, rows: Vec<[ColumnValue; COLUMNS]>) -> sqlx::Result<()> {
        match tx {
            Tx::Sqlite(open) => {
                let mut rows = rows.into_iter();
                while let Some((text, arguments)) = self.next_of_sqlite(&mut rows)? {
                    sqlx::query_with(text, arguments).execute(&mut **open).await?;
                }
            }
            Tx::Postgres(open) if !rows.is_empty() => {
                sqlx::query_with(self.postgres(), self.arrays(rows)?).execute(&mut **open).await?;
            }
            Tx::Postgres(_) => {}
        }
        Ok(())
    }

    /// Runs it and returns what it selects or gives back.
    pub async fn fetch<T>(&'static self, tx: &mut Tx, rows: Vec<[ColumnValue; COLUMNS]>) -> sqlx::Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        match tx {
            Tx::Sqlite(open) => self.fetch_sqlite(open, rows).await,
            Tx::Postgres(open) => self.fetch_postgres(open, rows).await,
        }
    }

    /// The same outside of any transaction.
    pub async fn read<T>(&'static self, reader: &mut Reader, rows: Vec<[ColumnValue; COLUMNS]>) -> sqlx::Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        match reader {
            Reader::Sqlite(connection) => self.fetch_sqlite(connection, rows).await,
            Reader::Postgres(connection) => self.fetch_postgres(connection, rows).await,
        }
    }

    async fn fetch_sqlite<T>(
        &'static self,
        connection: &mut SqliteConnection,
        rows: Vec<[ColumnValue; COLUMNS]>,
    ) -> sqlx::Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, SqliteRow> + Send + Unpin,
    {
        let (mut found, mut rows) = (Vec::new(), rows.into_iter());
        while let Some((text, arguments)) = self.next_of_sqlite(&mut rows)? {
            let query = sqlx::query_as_with::<Sqlite, T, _>(text, arguments);
            found.append(&mut query.fetch_all(&mut *connection).await?);
        }
        Ok(found)
    }

    async fn fetch_postgres<T>(
        &'static self,
        connection: &mut PgConnection,
        rows: Vec<[ColumnValue; COLUMNS]>,
    ) -> sqlx::Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        sqlx::query_as_with::<Postgres, T, _>(self.postgres(), self.arrays(rows)?).fetch_all(connection).await
    }

    fn names(&self) -> String {
        self.columns.map(|(name, _)| name).join(", ")
    }

    fn postgres(&'static self) -> &'static str {
        self.postgres.get_or_init(|| {
            let arrays = self.columns.iter().enumerate().map(|(i, (_, kind))| format!("${}::{}", i + 1, kind.array()));
            let (arrays, names) = (arrays.collect::<Vec<_>>().join(", "), self.names());
            let (statement, lock) = (self.statement, self.lock);
            format!("WITH given AS (SELECT * FROM unnest({arrays}) AS g ({names})) {statement}{lock}")
        })
    }

    /// The text for so many rows, as [`LENGTHS`] has them.
    pub(super) fn sqlite(&'static self, length: usize) -> &'static str {
        self.sqlite[length].get_or_init(|| {
            let row = format!("({})", ["?"; COLUMNS].join(", "));
            let mut text = format!("WITH given ({}) AS (SELECT * FROM (VALUES ", self.names());
            for i in 0..LENGTHS[length] {
                text += if i == 0 { "" } else { ", " };
                text += &row;
            }
            // Writing to a String does not fail.
            let _ = write!(text, ") WHERE column1 IS NOT NULL) {}", self.statement);
            text
        })
    }

    /// Takes the next rows; `None` where there are none.
    fn next_of_sqlite(
        &'static self,
        rows: &mut std::vec::IntoIter<[ColumnValue; COLUMNS]>,
    ) -> sqlx::Result<Option<(&'static str, SqliteArguments)>> {
        let count = rows.len().min(LONGEST);
        let Some(length) = LENGTHS.iter().position(|length| *length >= count).filter(|_| count > 0) else {
            return Ok(None);
        };
        let mut arguments = SqliteArguments::default();
        arguments.reserve(LENGTHS[length] * COLUMNS, 0);
        for row in rows.take(count) {
            for (value, (name, kind)) in row.into_iter().zip(&self.columns) {
                value.is_of(name, *kind)?;
                let added = match value {
                    ColumnValue::Null => Arguments::add(&mut arguments, None::<i64>),
                    ColumnValue::Id(id) => Arguments::add(&mut arguments, id),
                    ColumnValue::Bytes(bytes) => Arguments::add(&mut arguments, bytes),
                    ColumnValue::Text(text) => Arguments::add(&mut arguments, text),
                    ColumnValue::Number(number) => Arguments::add(&mut arguments, number),
                    ColumnValue::Flag(flag) => Arguments::add(&mut arguments, flag),
                };
                added.map_err(sqlx::Error::Encode)?;
            }
        }
        for _ in count * COLUMNS..LENGTHS[length] * COLUMNS {
            Arguments::add(&mut arguments, None::<i64>).map_err(sqlx::Error::Encode)?;
        }
        Ok(Some((self.sqlite(length), arguments)))
    }

    /// One array a column.
    fn arrays(&self, rows: Vec<[ColumnValue; COLUMNS]>) -> sqlx::Result<PgArguments> {
        let mut columns: [Vec<ColumnValue>; COLUMNS] = std::array::from_fn(|_| Vec::with_capacity(rows.len()));
        for row in rows {
            for ((value, column), (name, kind)) in row.into_iter().zip(&mut columns).zip(&self.columns) {
                value.is_of(name, *kind)?;
                column.push(value);
            }
        }
        let mut arguments = PgArguments::default();
        for ((_, kind), values) in self.columns.iter().zip(columns) {
            macro_rules! array {
                ($kind:ident) => {{
                    let array: Vec<_> = values
                        .into_iter()
                        .map(|value| match value {
                            ColumnValue::$kind(value) => Some(value),
                            _ => None,
                        })
                        .collect();
                    Arguments::add(&mut arguments, array)
                }};
            }
            let added = match kind {
                ColumnType::Id => array!(Id),
                ColumnType::Bytes => array!(Bytes),
                ColumnType::Text => array!(Text),
                ColumnType::Number => array!(Number),
                ColumnType::Flag => array!(Flag),
            };
            added.map_err(sqlx::Error::Encode)?;
        }
        Ok(arguments)
    }
}

impl ColumnValue {
    /// A value of another kind would be NULL on one engine and something on the other.
    fn is_of(&self, column: &str, wanted: ColumnType) -> sqlx::Result<()> {
        let kind = match self {
            Self::Null => return Ok(()),
            Self::Id(_) => ColumnType::Id,
            Self::Bytes(_) => ColumnType::Bytes,
            Self::Text(_) => ColumnType::Text,
            Self::Number(_) => ColumnType::Number,
            Self::Flag(_) => ColumnType::Flag,
        };
        if kind == wanted { Ok(()) } else { Err(sqlx::Error::Encode(format!("{column} is no {kind:?}").into())) }
    }
}

macro_rules! from {
    ($($type:ty => $value:ident $with:expr;)*) => {
        $(impl From<$type> for ColumnValue {
            fn from(value: $type) -> Self {
                Self::$value($with(value))
            }
        })*
    };
}

from! {
    Uuid => Id std::convert::identity;
    Vec<u8> => Bytes std::convert::identity;
    [u8; 32] => Bytes Vec::from;
    &'static str => Text Cow::Borrowed;
    String => Text Cow::Owned;
    i64 => Number std::convert::identity;
    i32 => Number i64::from;
    bool => Flag std::convert::identity;
}

impl<T: Into<Self>> From<Option<T>> for ColumnValue {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

#[cfg(test)]
mod tests {
    use super::{Bulk, ColumnType, ColumnValue, LENGTHS, LONGEST};
    use crate::{
        seal::MasterKey,
        store::{Store, Tx},
    };
    use uuid::Uuid;

    type Row = (Uuid, Option<Vec<u8>>, Option<String>, Option<i64>, bool);

    static ECHO: Bulk<5> = Bulk::new(
        [
            ("id", ColumnType::Id),
            ("bytes", ColumnType::Bytes),
            ("words", ColumnType::Text),
            ("number", ColumnType::Number),
            ("flag", ColumnType::Flag),
        ],
        "SELECT id, bytes, words, number, flag FROM given",
    );

    async fn transaction() -> Tx {
        Store::open("sqlite::memory:", MasterKey::ephemeral()).await.unwrap().begin().await.unwrap()
    }

    #[tokio::test]
    async fn every_value_comes_back_as_it_was_however_many_rows() {
        let mut tx = transaction().await;
        for count in [0, 1, 2, 4, 5, 17, LONGEST, LONGEST + 1, 3 * LONGEST + 2] {
            let rows: Vec<Row> = (0..count)
                .map(|i| {
                    let bytes = (i % 3 != 0).then(|| vec![0, 0xff, b'\'', i as u8]);
                    let words = (i % 2 == 0).then(|| format!("è \u{1f64f} '\" \\ {i}"));
                    (Uuid::from_u128(i as u128), bytes, words, (i % 5 != 0).then_some(i64::MIN + i as i64), i % 2 == 0)
                })
                .collect();
            let given = rows.iter().cloned().map(|(id, bytes, words, number, flag)| {
                [id.into(), bytes.into(), words.into(), number.into(), flag.into()]
            });
            let given = given.collect();
            let found: Vec<Row> = ECHO.fetch(&mut tx, given).await.unwrap();
            assert_eq!(found, rows);
        }
    }

    #[tokio::test]
    async fn a_value_of_another_kind_is_an_error() {
        let mut tx = transaction().await;
        let row = [ColumnValue::from("text"), ColumnValue::Null, ColumnValue::Null, ColumnValue::Null, true.into()];
        assert!(ECHO.execute(&mut tx, vec![row]).await.is_err());
    }

    /// A text is read and planned once: there are as many as lengths, whatever is written.
    #[test]
    fn texts_are_few_and_stay() {
        for (i, length) in LENGTHS.iter().enumerate() {
            let text = ECHO.sqlite(i);
            assert_eq!(text.matches('?').count(), length * 5);
            assert!(std::ptr::eq(text, ECHO.sqlite(i)));
        }
    }
}
