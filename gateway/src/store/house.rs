//! What the staff keep up to date, for turns: read whole, because it is small.

use super::{Store, calendar, hotline, service, wording};
use bot::house::House;

/// Everything of [`House`].
pub async fn load(store: &Store) -> anyhow::Result<House> {
    let mut reader = store.reader().await?;
    Ok(House {
        hotlines: hotline::load(&mut reader).await?,
        wording: wording::overlay(&mut reader).await?,
        services: service::known(&store.services, &mut reader).await?,
        calendar: calendar::load(&mut reader).await?,
    })
}
