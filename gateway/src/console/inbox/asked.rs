//! The address bar of the list: names as they stand in SQL and ids, never words of a person.

use crate::{
    console::member::Member,
    store::desk::tickets::{Filter, Owner, Place, Sort, Wanted},
};
use bot::territory::Region;
use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// What is asked for, as it is written.
#[derive(Clone, Debug, Deserialize, Default, PartialEq, Eq)]
#[serde(default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct TicketListQuery {
    /// `every`, a state, or empty: what is not closed.
    pub state: String,
    pub queue: String,
    /// A tag, or `mine`.
    pub language: String,
    pub channel: String,
    pub region: String,
    pub topic: String,
    /// `me`, `none`, or the id of a colleague.
    pub owner: String,
    pub priority: String,
    pub urgent: String,
    pub overdue: String,
    pub followed: String,
    pub sort: String,
    pub reference: String,
    pub after: String,
    /// What of the page is wanted: `rows`, `views`, or empty: all of it.
    pub part: String,
}

impl TicketListQuery {
    /// What was saved or linked to: the part of an address behind the question mark.
    pub fn of(query: &str) -> Self {
        let uri = axum::http::Uri::builder().path_and_query(format!("/?{query}")).build().unwrap_or_default();
        axum::extract::Query::<Self>::try_from_uri(&uri).map(|asked| asked.0).unwrap_or_default()
    }

    /// The filters as an address, in one order, so that two that mean the same are the same. What makes no sense is left out.
    pub fn query(&self) -> String {
        let pairs = self.pairs().into_iter().filter(|(_, value)| !value.is_empty());
        pairs.map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    }

    /// Whether anything is filtered.
    pub fn is_filtered(&self) -> bool {
        !self.query().is_empty() || !self.reference.trim().is_empty()
    }

    fn pairs(&self) -> [(&'static str, &str); 12] {
        [
            (
                "state",
                if self.state == "every" || is::<bot::ticket::TicketState>(&self.state) { &self.state } else { "" },
            ),
            ("queue", known::<bot::ticket::Queue>(&self.queue)),
            (
                "language",
                if self.language == "mine" { "mine" } else { known::<bot::language::Language>(&self.language) },
            ),
            ("channel", known::<crate::channel::Channel>(&self.channel)),
            ("region", if Region::from_id(&self.region).is_some() { &self.region } else { "" }),
            ("topic", if is_topic(&self.topic) { &self.topic } else { "" }),
            (
                "owner",
                if matches!(self.owner.as_str(), "me" | "none") { &self.owner } else { known::<Uuid>(&self.owner) },
            ),
            ("priority", known::<bot::ticket::Priority>(&self.priority)),
            ("urgent", yes(&self.urgent)),
            ("overdue", yes(&self.overdue)),
            ("followed", yes(&self.followed)),
            ("sort", if sort(&self.sort).is_some() { &self.sort } else { "" }),
        ]
    }

    /// What is asked for, and whether the reference is mistyped. Anything else that makes no sense filters nothing.
    pub fn filter(&self, member: &Member, now: Timestamp) -> (Filter, bool) {
        let reference = self.reference.trim();
        let filter = Filter {
            state: match self.state.as_str() {
                "every" => Wanted::Every,
                name => name.parse().map_or(Wanted::Unfinished, Wanted::Only),
            },
            queue: self.queue.parse().ok(),
            languages: match self.language.as_str() {
                "mine" => member.languages.clone(),
                tag => tag.parse().into_iter().collect(),
            },
            channel: self.channel.parse().ok(),
            region: Region::from_id(&self.region),
            topic: is_topic(&self.topic).then(|| self.topic.clone()),
            owner: match self.owner.as_str() {
                "me" => Owner::One(member.id),
                "none" => Owner::Nobody,
                id => id.parse().map_or(Owner::Any, Owner::One),
            },
            priority: self.priority.parse().ok(),
            urgent: !self.urgent.is_empty(),
            overdue: (!self.overdue.is_empty()).then_some(now),
            followed_by: (!self.followed.is_empty()).then_some(member.id),
            reference: reference.parse().ok(),
            sort: sort(&self.sort),
        };
        let mistyped = filter.reference.is_none() && !reference.is_empty();
        // Somebody on the telephone reads a number out: it is found whatever has become of it.
        let everywhere = filter.reference.is_some() && self.state.is_empty();
        (if everywhere { Filter { state: Wanted::Every, ..filter } } else { filter }, mistyped)
    }

    /// Where the page before ended.
    pub fn place(&self) -> Option<Place> {
        self.after.parse().ok()
    }
}

fn is<T: std::str::FromStr>(value: &str) -> bool {
    value.parse::<T>().is_ok()
}

fn known<T: std::str::FromStr>(value: &str) -> &str {
    if is::<T>(value) { value } else { "" }
}

const fn yes(value: &str) -> &'static str {
    if value.is_empty() { "" } else { "yes" }
}

fn sort(name: &str) -> Option<Sort> {
    [Sort::Activity, Sort::Deadline].into_iter().find(|sort| sort.name() == name)
}

/// Topics are rows that staff add: what stands in an address must at least look like one.
fn is_topic(name: &str) -> bool {
    (1..=40).contains(&name.len()) && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use bot::reference::Reference;

    #[test]
    fn nonsense_filters_nothing_and_is_not_kept() {
        let nonsense = "state=x&queue=y&channel=z&region=a&topic=%3Cb%3E&owner=c&priority=d&sort=e&language=f";
        assert_eq!(TicketListQuery::of(nonsense).query(), "");
        let sense = "state=every&queue=front-office&language=wo&channel=web&region=puglia&topic=pay&owner=none&priority=high&urgent=yes\
                     &overdue=yes&followed=yes&sort=deadline";
        assert_eq!(TicketListQuery::of(sense).query(), sense);
        assert_eq!(TicketListQuery::of("owner=me&urgent=1&after=x&reference=1").query(), "owner=me&urgent=yes");
    }

    #[test]
    fn a_reference_is_found_in_every_state_and_a_mistyped_one_is_said_so() {
        let (member, reference) = (crate::console::member::somebody(), Reference::from_entropy(77));
        let asked = TicketListQuery { reference: format!(" {reference} "), ..TicketListQuery::default() };
        let (filter, mistyped) = asked.filter(&member, Timestamp::UNIX_EPOCH);
        assert_eq!((filter.reference, filter.state, mistyped), (Some(reference), Wanted::Every, false));
        assert!(
            TicketListQuery { reference: "123".to_owned(), ..TicketListQuery::default() }
                .filter(&member, Timestamp::UNIX_EPOCH)
                .1
        );
    }
}
