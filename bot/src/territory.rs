//! Regions and provinces of Italy, and which province a shared location is nearest to.
//!
//! Names are the official ones (ISTAT, provinces as of 2026); they are not translated. The table is in `provinces.rs`.

mod provinces;

use crate::{inbound::Position, understand::plain};
use provinces::{PROVINCES, Row};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

macro_rules! regions {
    ($($name:ident $id:literal $label:literal;)*) => {
        /// One of the twenty regions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Region { $(#[doc = $label] $name,)* }
        impl Region {
            /// The five of the programme first, then by the alphabet.
            pub const ALL: [Self; 20] = [$(Self::$name),*];
            /// Short name for buttons' data and SQL.
            pub const fn id(self) -> &'static str { match self { $(Self::$name => $id,)* } }
            /// The Italian name.
            pub const fn name(self) -> &'static str { match self { $(Self::$name => $label,)* } }
        }
    };
}

regions! {
    Basilicata "basilicata" "Basilicata";
    Calabria "calabria" "Calabria";
    Campania "campania" "Campania";
    Puglia "puglia" "Puglia";
    Sicilia "sicilia" "Sicilia";
    Abruzzo "abruzzo" "Abruzzo";
    EmiliaRomagna "emilia-romagna" "Emilia-Romagna";
    FriuliVeneziaGiulia "friuli-venezia-giulia" "Friuli-Venezia G.";
    Lazio "lazio" "Lazio";
    Liguria "liguria" "Liguria";
    Lombardia "lombardia" "Lombardia";
    Marche "marche" "Marche";
    Molise "molise" "Molise";
    Piemonte "piemonte" "Piemonte";
    Sardegna "sardegna" "Sardegna";
    Toscana "toscana" "Toscana";
    TrentinoAltoAdige "trentino-alto-adige" "Trentino-Alto Adige";
    Umbria "umbria" "Umbria";
    ValleDAosta "valle-d-aosta" "Valle d'Aosta";
    Veneto "veneto" "Veneto";
}

impl Region {
    /// Its provinces, by the alphabet.
    pub fn provinces(self) -> impl Iterator<Item = Province> {
        (0..PROVINCES.len()).filter(move |&i| PROVINCES[i].region == self).map(|i| Province(i as u8))
    }

    /// From [`Region::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.id() == id)
    }
}

/// A province: a row of the table. Stored by its name, so that the table may change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Province(u8);

impl Province {
    /// The Italian name, also its identifier.
    pub fn name(self) -> &'static str {
        PROVINCES[self.0 as usize].name
    }

    /// The region it belongs to.
    pub fn region(self) -> Region {
        PROVINCES[self.0 as usize].region
    }

    /// Its main town.
    pub fn position(self) -> Position {
        let Row { latitude, longitude, .. } = PROVINCES[self.0 as usize];
        Position { latitude, longitude }
    }

    /// By its official name, as it is stored.
    pub fn from_id(name: &str) -> Option<Self> {
        PROVINCES.iter().position(|row| row.name == name).map(|i| Self(i as u8))
    }

    /// By its name as a person types it: any case, with or without accents.
    pub fn named(name: &str) -> Option<Self> {
        static PLAIN: LazyLock<Vec<String>> = LazyLock::new(|| PROVINCES.iter().map(|row| plain(row.name)).collect());
        let name = plain(name);
        PLAIN.iter().position(|known| *known == name).map(|i| Self(i as u8))
    }

    /// The province whose main town is nearest, if the place is in or near Italy (within 100 km of one).
    ///
    /// Degrees, WGS 84. Near a border the neighbour may be named: the worker is shown the result and can correct it.
    pub fn nearest(latitude: f64, longitude: f64) -> Option<Self> {
        let here = Position { latitude, longitude };
        let towns = (0..PROVINCES.len()).map(|i| Self(i as u8));
        let (distance, nearest) =
            towns.map(|town| (town.position().kilometres_to(here), town)).min_by(|a, b| a.0.total_cmp(&b.0))?;
        (distance <= 100.0).then_some(nearest)
    }
}

impl From<Province> for String {
    fn from(province: Province) -> Self {
        province.name().to_owned()
    }
}

impl TryFrom<String> for Province {
    type Error = String;
    fn try_from(name: String) -> Result<Self, String> {
        // The exact name first: a report is read back at every turn.
        Self::from_id(&name).or_else(|| Self::named(&name)).ok_or_else(|| format!("no province {name}"))
    }
}
