//! Numbers that texts show: data, edited by the staff.

use super::Reader;
use crate::sql;
use bot::context::Hotlines;

/// All hotlines. One that is missing from the table shows as empty rather than stopping a turn.
pub async fn load(reader: &mut Reader) -> sqlx::Result<Hotlines> {
    let rows: Vec<(String, String)> =
        sql!(Reader: reader, c => sqlx::query_as("SELECT name, value FROM hotline").fetch_all(c).await)?;
    let value =
        |wanted: &str| rows.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone()).unwrap_or_default();
    Ok(Hotlines {
        emergency: value("emergency"),
        trafficking: value("trafficking"),
        violence: value("violence"),
        helpdesk: value("helpdesk"),
        whatsapp: value("whatsapp"),
        email: value("email"),
    })
}
