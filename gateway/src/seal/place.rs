//! The place of a sealed value. The columns stand as constants beside the statements of their noun (`gateway/src/store/`);
//! [`crate::store::sealed::ALL`] lists them.

use uuid::Uuid;

/// A column of sealed values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its table, or the purpose of what stands in none.
    pub table: &'static str,
    /// Its name.
    pub name: &'static str,
}

/// A column and the row in it.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    column: Column,
    row: Row<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Row<'a> {
    Id(Uuid),
    Hash(&'a [u8]),
    Alone,
}

impl Column {
    /// Of a table.
    pub const fn new(table: &'static str, name: &'static str) -> Self {
        Self { table, name }
    }

    /// The row with this id.
    pub const fn of(self, id: Uuid) -> Place<'static> {
        Place { column: self, row: Row::Id(id) }
    }

    /// The row with this hash.
    pub const fn of_hash(self, hash: &[u8]) -> Place<'_> {
        Place { column: self, row: Row::Hash(hash) }
    }

    /// What stands in no row.
    pub const fn alone(self) -> Place<'static> {
        Place { column: self, row: Row::Alone }
    }
}

impl Place<'_> {
    /// The associated data. No two places have the same: names hold no zero byte, and the row comes last.
    pub(super) fn bytes(&self) -> Vec<u8> {
        let row = match &self.row {
            Row::Id(id) => id.as_bytes(),
            Row::Hash(hash) => *hash,
            Row::Alone => &[][..],
        };
        [b"approdo/2", &b"\0"[..], self.column.table.as_bytes(), b"\0", self.column.name.as_bytes(), b"\0", row]
            .concat()
    }
}
