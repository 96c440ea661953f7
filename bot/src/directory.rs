//! The directory of services (*servizi sul territorio*): which body helps with what, where, and which are near a place.
//!
//! The data are the staff's, see the gateway's `store::service`; the search is here, for the bot's flow
//! ([`crate::flow::services`]). Kinds follow what the mapping of services in the programme's regions tells apart.

use crate::{
    inbound::Position,
    territory::{Province, Region},
    text::{self, Text},
    ticket::named,
    understand::plain,
};
use serde::{Deserialize, Serialize};
use std::str::FromStr;

named! {
    /// What a service does first of all: fifteen categories.
    Kind {
        /// *Polo Sociale Integrato*: the low-threshold hub.
        SocialHub "social-hub",
        /// Lawyers, legal desks.
        Legal "legal",
        /// Trade union.
        Union "union",
        /// Clinics, psychological help.
        Health "health",
        /// Bodies of the anti-trafficking system (art. 18 TUI).
        AntiTrafficking "anti-trafficking",
        /// *Centro antiviolenza*.
        WomensCentre "womens-centre",
        /// Reception, dormitories, help to find a house.
        Housing "housing",
        /// *Centro per l'impiego*.
        JobCentre "job-centre",
        /// *Ispettorato del lavoro*.
        LabourInspectorate "labour-inspectorate",
        /// *Servizio sociale* of a municipality.
        SocialService "social-service",
        /// Linguistic-cultural mediation, lessons of Italian.
        Mediation "mediation",
        /// *Unità di strada*: goes where people live and work.
        Outreach "outreach",
        /// *Patronato*, CAF: help with documents.
        Documents "documents",
        /// Food, clothes, showers.
        BasicNeeds "basic-needs",
        /// None of these.
        Other "other",
    }
}

named! {
    /// How people meet it.
    Mode {
        /// They go there.
        Office "office",
        /// It comes to them.
        Street "street",
        /// By telephone.
        Phone "phone",
        /// On the web.
        Online "online",
    }
}

impl Kind {
    /// For a worker, in a word or two: fifteen categories are for those who count, eight say what to expect.
    pub fn label(self) -> Text {
        match self {
            Self::Legal => text::label_service_legal(),
            Self::Union | Self::JobCentre | Self::LabourInspectorate => text::label_service_work(),
            Self::Health => text::choice_topic_health(),
            Self::AntiTrafficking | Self::WomensCentre => text::label_service_protection(),
            Self::Housing => text::choice_topic_housing(),
            Self::Documents => text::label_stay(),
            Self::Mediation => text::label_service_language(),
            Self::SocialHub | Self::SocialService | Self::Outreach | Self::BasicNeeds | Self::Other => {
                text::label_service_social()
            }
        }
    }
}

/// An active service as a worker gets to see it. Names, addresses and hours are Italian, as they stand on the door.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Service {
    pub name: String,
    pub kind: Kind,
    pub address: String,
    pub municipality: String,
    pub province: Province,
    pub position: Option<Position>,
    pub hours: String,
    pub phone: String,
    pub whatsapp: String,
}

/// Where somebody looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// `None`: somewhere in the region.
    pub province: Option<Province>,
    /// The region.
    pub region: Region,
    /// The exact spot, if it was shared.
    pub position: Option<Position>,
    /// The town that was written, in plain letters.
    pub town: Option<String>,
}

/// A service further away than this, in kilometres, is near only if it is in the same region.
const NEAR: f64 = 60.0;

impl Place {
    /// The province of a shared position; `None` outside Italy.
    pub fn at(position: Position) -> Option<Self> {
        let province = Province::nearest(position.latitude, position.longitude)?;
        Some(Self { position: Some(position), ..province.into() })
    }

    /// What somebody typed: a province, or a town in which there is a service.
    pub fn named(words: &str, services: &[Service]) -> Option<Self> {
        let town = || {
            let wanted = plain(words);
            let there = services.iter().find(|service| plain(&service.municipality) == wanted)?;
            (!wanted.is_empty()).then(|| Self { position: there.position, town: Some(wanted), ..there.province.into() })
        };
        Province::named(words).map(Self::from).or_else(town)
    }

    /// "Foggia (Puglia)", or the region alone.
    pub fn name(&self) -> String {
        match self.province {
            Some(province) => format!("{} ({})", province.name(), self.region.name()),
            None => self.region.name().to_owned(),
        }
    }

    /// How far a service is, in kilometres: from the spot or the province's main town, to the service or its province's.
    fn distance(&self, service: &Service) -> f64 {
        let Some(from) = self.position.or(self.province.map(Province::position)) else { return 0.0 };
        from.kilometres_to(service.position.unwrap_or(service.province.position()))
    }
}

impl From<Province> for Place {
    fn from(province: Province) -> Self {
        Self { province: Some(province), region: province.region(), position: None, town: None }
    }
}

impl From<Region> for Place {
    fn from(region: Region) -> Self {
        Self { province: None, region, position: None, town: None }
    }
}

/// The services to name to somebody at a place, at most `most`: those of the town and of the province, then what is near beyond its
/// border, then those of the region; in each the nearest first, and those whose position is known before the others.
pub fn near<'a>(services: &'a [Service], place: &Place, most: usize) -> Vec<&'a Service> {
    let in_town = |service: &Service| place.town.as_ref().is_some_and(|town| *town == plain(&service.municipality));
    let rank = |service: &Service, distance: f64| {
        if in_town(service) {
            Some(0)
        } else if place.province.is_none_or(|province| province == service.province)
            && place.region == service.province.region()
        {
            Some(1)
        } else if service.position.is_some() && place.province.is_some() && distance <= NEAR {
            Some(2)
        } else {
            (place.region == service.province.region()).then_some(3)
        }
    };
    let mut found: Vec<_> = services
        .iter()
        .filter_map(|service| {
            let distance = place.distance(service);
            Some((rank(service, distance)?, service.position.is_none(), distance, service))
        })
        .collect();
    found.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(a.2.total_cmp(&b.2)).then_with(|| a.3.name.cmp(&b.3.name)));
    found.into_iter().take(most).map(|(.., service)| service).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn service(name: &str, province: &str, position: Option<(f64, f64)>) -> Service {
        Service {
            name: name.to_owned(),
            kind: Kind::Legal,
            address: String::new(),
            municipality: format!("Comune di {name}"),
            province: Province::from_id(province).unwrap(),
            position: position.map(|(latitude, longitude)| Position { latitude, longitude }),
            hours: String::new(),
            phone: String::new(),
            whatsapp: String::new(),
        }
    }

    fn names(services: &[Service], place: &Place) -> String {
        near(services, place, 5).into_iter().map(|service| service.name.as_str()).collect()
    }

    #[test]
    fn the_province_first_then_what_is_near_then_the_region() {
        let services = [
            service("r", "Lecce", Some((40.35, 18.17))),
            service("b", "Foggia", None),
            service("a", "Foggia", Some((41.63, 15.91))),
            service("m", "Potenza", Some((40.93, 15.63))),
            service("x", "Milano", Some((45.46, 9.19))),
            service("y", "Potenza", None),
        ];
        let foggia = Place::from(Province::from_id("Foggia").unwrap());
        assert_eq!(names(&services, &foggia), "abmr");
        assert_eq!(names(&services, &Region::Puglia.into()), "arb");
        assert_eq!(names(&services, &Region::Veneto.into()), "");
        let brindisi = Place::at(Position { latitude: 40.63, longitude: 17.94 }).unwrap();
        assert_eq!(names(&services, &brindisi), "rab", "nothing in the province: what is 37 km away, then the region");
        assert_eq!(near(&services, &foggia, 2).len(), 2);
        assert_eq!(Place::at(Position { latitude: 0.0, longitude: 0.0 }), None);
    }

    #[test]
    fn a_town_with_a_service_is_a_place() {
        let services = [service("a", "Foggia", Some((41.63, 15.91)))];
        let place = Place::named("COMUNE di a", &services).unwrap();
        assert_eq!((place.name().as_str(), place.position.is_some()), ("Foggia (Puglia)", true));
        assert_eq!(Place::named("forli cesena", &services).unwrap().name(), "Forlì-Cesena (Emilia-Romagna)");
        let other = service("b", "Foggia", Some((41.63, 15.91)));
        assert_eq!(names(&[other, services[0].clone()], &place), "ab");
        assert_eq!(Place::named("", &[service("", "Foggia", None)]), None);
        assert_eq!(Place::named("Kaolack", &services), None);
    }

    #[test]
    fn a_kind_takes_few_letters_in_every_language() {
        for kind in Kind::ALL {
            for language in Language::ALL {
                assert!(kind.label().in_language(language).chars().count() <= 20, "{kind:?} in {language}");
            }
        }
    }
}
