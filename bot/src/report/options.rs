//! What can be chosen at each question: an identifier that is stored, a label, a pictogram that is the same in
//! every language. Identifiers stay as they are for good; an option that is no longer offered keeps its name.

use crate::{
    reply::Label,
    territory::{Province, Region},
    text,
};
use serde::{Deserialize, Serialize};

/// A closed set of answers to one question.
pub trait Choosable: Copy + Ord + 'static {
    /// In the order in which they are offered.
    fn all() -> Vec<Self>;
    /// Stored and sent in buttons.
    fn id(self) -> &'static str;
    /// Shown.
    fn label(self) -> Label;
    /// Shown beside the label; empty where a picture would say nothing.
    fn pictogram(self) -> &'static str;
}

macro_rules! options {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $id:literal $pictogram:literal $label:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[expect(missing_docs, reason = "the label in the texts is the documentation")]
        pub enum $name { $(#[serde(rename = $id)] $variant,)* }

        impl Choosable for $name {
            fn all() -> Vec<Self> { vec![$(Self::$variant),*] }
            fn id(self) -> &'static str { match self { $(Self::$variant => $id,)* } }
            fn label(self) -> Label { Label::Text(match self { $(Self::$variant => text::$label(),)* }) }
            fn pictogram(self) -> &'static str { match self { $(Self::$variant => $pictogram,)* } }
        }
    };
}

options! {
    /// Yes or no; "I don't know" is an answer of its own for every question.
    YesNo { Yes "yes" "👍" choice_yes, No "no" "👎" choice_no, }
}
options! {
    /// Whose situation it is.
    About { Me "me" "🙋" choice_about_me, Other "other" "👤" choice_about_other, Group "group" "👥" choice_about_group, }
}
options! {
    /// The kinds of work the programme meets (guidelines, presentation).
    Sector {
        Farm "farm" "🌾" choice_sector_farm,
        Food "food" "🥫" choice_sector_food,
        Building "building" "🧱" choice_sector_building,
        Transport "transport" "🚚" choice_sector_transport,
        Delivery "delivery" "🛵" choice_sector_delivery,
        Care "care" "🏠" choice_sector_care,
        Hotel "hotel" "🍽️" choice_sector_hotel,
        Beach "beach" "🏖️" choice_sector_beach,
        Textile "textile" "🧵" choice_sector_textile,
        Factory "factory" "🏭" choice_sector_factory,
        Other "other" "🔹" choice_other,
    }
}
options! {
    /// Art. 603-bis c.p., index 1: pay below the agreements or out of proportion, repeatedly.
    Pay {
        NonePaid "none-paid" "🚫" choice_pay_none_paid,
        Low "low" "💶" choice_pay_low,
        Late "late" "⏳" choice_pay_late,
        Slip "slip" "📄" choice_pay_slip,
        Taken "taken" "✂️" choice_pay_taken,
        None "none" "✅" choice_none,
    }
}
options! {
    /// Art. 603-bis c.p., index 2: working hours, rest, weekly rest, leave, holidays.
    Hours {
        Long "long" "🕙" choice_hours_long,
        NoDay "no-day" "📅" choice_hours_no_day,
        NoBreak "no-break" "⏱️" choice_hours_no_break,
        NoLeave "no-leave" "🤒" choice_hours_no_leave,
        None "none" "✅" choice_none,
    }
}
options! {
    /// Art. 603-bis c.p., index 3: health and safety at work.
    Safety {
        Gear "gear" "🧤" choice_safety_gear,
        Training "training" "❓" choice_safety_training,
        Chemicals "chemicals" "☠️" choice_safety_chemicals,
        Hurt "hurt" "🩹" choice_safety_hurt,
        Heat "heat" "🌡️" choice_safety_heat,
        None "none" "✅" choice_none,
    }
}
options! {
    /// Art. 603-bis c.p., index 4: degrading conditions, surveillance, housing.
    Housing {
        Bad "bad" "🏚️" choice_housing_bad,
        Water "water" "🚱" choice_housing_water,
        Rent "rent" "💰" choice_housing_rent,
        Watched "watched" "👁️" choice_housing_watched,
        Locked "locked" "🔒" choice_housing_locked,
        None "none" "✅" choice_none,
    }
}
options! {
    /// Violence and threat (art. 603-bis par. 2) and the ILO's indicators of forced labour.
    Threats {
        Threat "threat" "🗯️" choice_threats_threat,
        Violence "violence" "✊" choice_threats_violence,
        Papers "papers" "🛂" choice_threats_papers,
        Sexual "sexual" "🚷" choice_threats_sexual,
        Debt "debt" "⛓️" choice_threats_debt,
        Tricked "tricked" "🎭" choice_threats_tricked,
        None "none" "✅" choice_none,
    }
}
options! {
    /// Illegal intermediation: the *caporale*, fees, paid transport.
    Broker {
        Present "present" "🕴️" choice_broker_present,
        Fee "fee" "💸" choice_broker_fee,
        Ride "ride" "🚐" choice_broker_ride,
        Cut "cut" "✂️" choice_broker_cut,
        None "none" "✅" choice_none,
    }
}
options! {
    /// More than three workers is an aggravating circumstance (art. 603-bis par. 4).
    Workers { One "one" "1️⃣" choice_workers_one, Few "few" "2️⃣" choice_workers_few, Many "many" "4️⃣" choice_workers_many, }
}
options! {
    /// How long it has been going on.
    Since {
        Week "week" "🌱" choice_since_week,
        Month "month" "🌿" choice_since_month,
        Half "half" "🌳" choice_since_half,
        Year "year" "📆" choice_since_year,
        Over "over" "🏁" choice_since_over,
    }
}
options! {
    /// Residence situation, as far as the five cases need it (guidelines, table of protection paths).
    Stay {
        Valid "valid" "🟢" choice_stay_valid,
        Renewal "renewal" "🟡" choice_stay_renewal,
        Asylum "asylum" "🟡" choice_stay_asylum,
        Appeal "appeal" "🟡" choice_stay_appeal,
        Special "special" "🟡" choice_stay_special,
        Flows "flows" "✈️" choice_stay_flows,
        Expired "expired" "🔴" choice_stay_expired,
        None "none" "⚪" choice_stay_none,
        Citizen "citizen" "🇪🇺" choice_stay_citizen,
    }
}
options! {
    /// Willing to talk to the authorities (art. 18-ter par. 1 TUI asks for a contribution).
    Willing {
        Yes "yes" "👍" choice_yes,
        WithHelp "with-help" "🤝" choice_willing_help,
        Unsure "unsure" "🤔" choice_willing_unsure,
        No "no" "👎" choice_no,
    }
}
options! {
    /// How to reach the person without danger.
    Contact {
        Here "here" "💬" choice_contact_here,
        Call "call" "📞" choice_contact_call,
        Wait "wait" "🤫" choice_contact_wait,
    }
}
options! {
    /// When it is safe.
    SafeTime {
        Morning "morning" "🌅" choice_time_morning,
        Afternoon "afternoon" "☀️" choice_time_afternoon,
        Evening "evening" "🌙" choice_time_evening,
        Sunday "sunday" "📅" choice_time_sunday,
        Any "any" "🔁" choice_time_any,
    }
}

impl Choosable for Region {
    fn all() -> Vec<Self> {
        Self::ALL.to_vec()
    }
    fn id(self) -> &'static str {
        self.id()
    }
    fn label(self) -> Label {
        Label::Name(self.name())
    }
    fn pictogram(self) -> &'static str {
        ""
    }
}

impl Choosable for Province {
    fn all() -> Vec<Self> {
        Region::ALL.into_iter().flat_map(Region::provinces).collect()
    }
    fn id(self) -> &'static str {
        self.name()
    }
    fn label(self) -> Label {
        Label::Name(self.name())
    }
    fn pictogram(self) -> &'static str {
        ""
    }
}

/// The option that says "none of these"; it excludes the others.
pub(crate) const NONE: &str = "none";
