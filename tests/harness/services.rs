//! A directory of services for tests: neutral names in true provinces.

use bot::{
    directory::{Kind, Mode, Service},
    inbound::Position,
    territory::Province,
};
use gateway::store::{
    Store,
    service::{self, Content, Writer},
};
use std::sync::Arc;
use uuid::Uuid;

/// As the staff keep them.
pub fn all() -> Vec<Content> {
    let service = |number: u32, province: &str, kind, position: Option<(f64, f64)>| Content {
        code: format!("P-{number}"),
        name: format!("Sportello di prova {number}"),
        kind,
        mode: Mode::Office,
        address: format!("Via di prova {number}"),
        municipality: if number == 3 { "Comune di prova".to_owned() } else { province.to_owned() },
        province: Province::from_id(province).unwrap(),
        position: position.map(|(latitude, longitude)| Position { latitude, longitude }),
        hours: "lun-ven 9:30-13:00".to_owned(),
        phone: format!("+39 000 000 000{number}"),
        whatsapp: if number == 1 { "+39 300 000 0001".to_owned() } else { String::new() },
        email: format!("sportello{number}@example.org"),
        website: String::new(),
        languages: "it en fr".to_owned(),
        referent: "Referente di prova".to_owned(),
        professions: "mediazione, diritto".to_owned(),
        notes: String::new(),
        active: true,
        checked_at: None,
    };
    vec![
        service(1, "Foggia", Kind::SocialHub, Some((41.46, 15.54))),
        service(2, "Foggia", Kind::Legal, Some((41.88, 15.18))),
        service(3, "Foggia", Kind::AntiTrafficking, None),
        service(4, "Taranto", Kind::Union, Some((40.47, 17.24))),
        service(5, "Avellino", Kind::Health, Some((40.97, 15.17))),
    ]
}

/// As the bot knows them.
pub fn known() -> Arc<[Service]> {
    all().into_iter().map(Service::from).collect()
}

/// Writes them into a database.
pub async fn add_to(store: &Store) {
    let mut tx = store.begin().await.unwrap();
    let writer = Writer { staff: Uuid::nil(), now: crate::app::OPEN.parse().unwrap() };
    for content in all() {
        service::insert(&mut tx, &content, writer).await.unwrap().expect("a code of its own");
    }
    tx.commit().await.unwrap();
}
