//! How many tickets a view has, up to a limit: beyond it nobody counts, neither the person nor the database.

use super::{Filter, bound, query};
use crate::{
    sql,
    store::{Reader, sight::Sight},
};

/// "99+".
pub const MOST: i64 = 100;

/// How many tickets each of these lists has, [`MOST`] at the most.
pub async fn count(reader: &mut Reader, viewer: &Sight, filters: &[Filter]) -> sqlx::Result<Vec<i64>> {
    let mut text = query::Text::default();
    for (number, filter) in filters.iter().enumerate() {
        text.push(if number == 0 { "SELECT (" } else { " UNION ALL SELECT (" });
        query::count(&mut text, viewer, filter, MOST);
        text.push(")");
    }
    sql!(Reader: reader, c => bound!(query_scalar, &text).fetch_all(c).await)
}
