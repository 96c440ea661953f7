//! To what kind of thing something was done, as it stands in `audit.object`: a closed list, some of them with a detail that is
//! nobody's word (`hotline/emergency`, `calendar/2026-12-25`). Which one it is stands in `audit.object_id`.

use bot::{language::Language, ticket::Priority};
use jiff::civil::Date;
use std::fmt;
use uuid::Uuid;

macro_rules! objects {
    ($($plain:ident $name:literal,)*) => {
        /// A kind of thing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the names say it")]
        pub enum AuditObject<'a> {
            $($plain,)*
            CalendarDay(Date),
            Deadlines(Priority),
            /// By its name in the variables of texts.
            Hotline(&'a str),
            /// What was decided on in the directory, and who had proposed it.
            ServiceProposedBy(Uuid),
            /// By its key.
            Text(&'a str, Language),
            /// By its name in SQL.
            Topic(&'a str),
        }

        impl AuditObject<'static> {
            /// Those without a detail.
            pub const PLAIN: [Self; [$($name),*].len()] = [$(Self::$plain),*];
        }

        /// As it stands in SQL.
        impl fmt::Display for AuditObject<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$plain => f.write_str($name),)*
                    Self::CalendarDay(day) => write!(f, "calendar/{day}"),
                    Self::Deadlines(priority) => write!(f, "deadlines/{}", priority.name()),
                    Self::Hotline(name) => write!(f, "hotline/{name}"),
                    Self::ServiceProposedBy(staff) => write!(f, "service/proposed-by/{staff}"),
                    Self::Text(key, language) => write!(f, "text/{key}/{language}"),
                    Self::Topic(name) => write!(f, "topic/{name}"),
                }
            }
        }

        impl<'a> AuditObject<'a> {
            /// The kind of this name; none where a newer release wrote it.
            pub fn named(name: &'a str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$plain),)*
                    _ => Self::with_detail(name),
                }
            }
        }
    };
}

objects! {
    Answer "answer",
    Assessment "assessment",
    Audit "audit",
    CalendarWeek "calendar/week",
    Callback "callback",
    Canned "canned",
    Contact "contact",
    // Whose channel, or all of whom, went to somebody else; and to whom.
    ContactFrom "contact/from",
    ContactInto "contact/into",
    Database "database",
    Figures "figures",
    Macro "macro",
    Media "media",
    Message "message",
    Notifications "notifications",
    NotifyByEmail "staff/notify-by-email",
    Quarantine "quarantine",
    Question "question",
    SafeContact "safe-contact",
    SavedView "saved-view",
    Service "service",
    Staff "staff",
    Team "team",
    Ticket "ticket",
    Unlock "unlock",
}

impl<'a> AuditObject<'a> {
    fn with_detail(name: &'a str) -> Option<Self> {
        let (kind, detail) = name.split_once('/')?;
        match kind {
            "calendar" => detail.parse().ok().map(Self::CalendarDay),
            "deadlines" => detail.parse().ok().map(Self::Deadlines),
            "hotline" => Some(Self::Hotline(detail)),
            "service" => detail.strip_prefix("proposed-by/")?.parse().ok().map(Self::ServiceProposedBy),
            "text" => {
                let (key, language) = detail.split_once('/')?;
                Some(Self::Text(key, language.parse().ok()?))
            }
            "topic" => Some(Self::Topic(detail)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_parsed_back() {
        let details = [
            "calendar/2026-12-25",
            "deadlines/urgent",
            "hotline/trafficking",
            "service/proposed-by/0190163d-8694-739b-aea5-966c26f8ad91",
            "text/menu-title/it",
            "topic/pay-contract",
        ];
        for name in AuditObject::PLAIN.map(|plain| plain.to_string()).iter().map(String::as_str).chain(details) {
            assert_eq!(AuditObject::named(name).map(|object| object.to_string()).as_deref(), Some(name));
        }
        for name in ["of-a-newer-release", "calendar/someday", "service/proposed-by/somebody", "text/menu-title", ""] {
            assert_eq!(AuditObject::named(name), None, "{name}");
        }
    }
}
