//! The questions in their order, and the typed answers to them.

use super::{
    options::{
        About, Broker, Contact, Hours, Housing, Pay, SafeTime, Safety, Sector, Since, Stay, Threats, Willing, Workers,
        YesNo,
    },
    slot::{Answer, Phone, Slot, Words},
};
use crate::{
    territory::{Province, Region},
    text::{self, Text},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

macro_rules! questions {
    ($($question:ident $field:ident: $value:ty, $ask:ident, $label:ident;)*) => {
        /// A question of the report, in the order in which it is asked.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        #[expect(missing_docs, reason = "the question itself, in the texts, is the documentation")]
        pub enum Question { $($question,)* }

        /// Everything a worker has told. A missing field reads as not asked, so an older report still opens.
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        #[expect(missing_docs, reason = "one field a question")]
        pub struct Answers { $(pub $field: Answer<$value>,)* }

        impl Question {
            /// All questions in their order.
            pub const ALL: [Self; [$(stringify!($field)),*].len()] = [$(Self::$question),*];

            /// Short name for buttons' data and logs.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$question => stringify!($field),)* }
            }

            /// The question as it is asked.
            pub fn ask(self) -> Text {
                match self { $(Self::$question => text::$ask(),)* }
            }

            /// The name of the answer, for the summary and the sheet.
            pub fn label(self) -> Text {
                match self { $(Self::$question => text::$label(),)* }
            }
        }

        impl Answers {
            /// The answer to one question.
            pub fn slot(&self, question: Question) -> &dyn Slot {
                match question { $(Question::$question => &self.$field,)* }
            }

            /// The answer to one question, to be changed.
            pub fn slot_mut(&mut self, question: Question) -> &mut dyn Slot {
                match question { $(Question::$question => &mut self.$field,)* }
            }
        }
    };
}

questions! {
    Danger danger: YesNo, ask_danger, label_danger;
    About about: About, ask_about, label_about;
    Region region: Region, ask_region, label_region;
    Province province: Province, ask_province, label_province;
    Sector sector: Sector, ask_sector, label_sector;
    Pay pay: BTreeSet<Pay>, ask_pay, label_pay;
    Hours hours: BTreeSet<Hours>, ask_hours, label_hours;
    Safety safety: BTreeSet<Safety>, ask_safety, label_safety;
    Housing housing: BTreeSet<Housing>, ask_housing, label_housing;
    Threats threats: BTreeSet<Threats>, ask_threats, label_threats;
    Broker broker: BTreeSet<Broker>, ask_broker, label_broker;
    Workers workers: Workers, ask_workers, label_workers;
    Minors minors: YesNo, ask_minors, label_minors;
    Since since: Since, ask_since, label_since;
    Stay stay: Stay, ask_stay, label_stay;
    OutsideEu outside_eu: YesNo, ask_outside_eu, label_outside_eu;
    Inspected inspected: YesNo, ask_inspected, label_inspected;
    Willing willing: Willing, ask_willing, label_willing;
    Words words: Words, ask_words, label_words;
    Contact contact: Contact, ask_contact, label_contact;
    Phone phone: Phone, ask_phone, label_phone;
    Time time: SafeTime, ask_time, label_time;
}

impl Question {
    /// Where a report begins.
    pub const FIRST: Self = Self::ALL[0];
    /// Where it ends.
    pub const LAST: Self = Self::ALL[Self::ALL.len() - 1];

    /// From [`Question::id`].
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|question| question.id() == id)
    }

    /// Whether it makes sense after what was told.
    pub fn applies(self, answers: &Answers) -> bool {
        match self {
            Self::Province => answers.region.given().is_some(),
            // A citizen of the Union has already said that they do not come from outside it.
            Self::OutsideEu => answers.stay.given() != Some(&Stay::Citizen),
            Self::Phone => answers.contact.given() == Some(&Contact::Call),
            Self::Time => answers.contact.given() != Some(&Contact::Wait),
            _ => true,
        }
    }

    /// Whether a changed answer to `other` makes this one worth asking.
    pub const fn depends_on(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Province, Self::Region) | (Self::OutsideEu, Self::Stay) | (Self::Phone | Self::Time, Self::Contact)
        )
    }

    /// The next question that applies.
    pub fn next(self, answers: &Answers) -> Option<Self> {
        Self::ALL.into_iter().find(|&question| question > self && question.applies(answers))
    }

    /// The question before, of those that apply.
    pub fn previous(self, answers: &Answers) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|&question| question < self && question.applies(answers))
    }

    /// This question if it applies, else the one before.
    pub fn or_previous(self, answers: &Answers) -> Option<Self> {
        if self.applies(answers) { Some(self) } else { self.previous(answers) }
    }
}

impl Answers {
    /// Notes a place; another region makes an older province void.
    pub fn locate(&mut self, province: Province) {
        self.region = Answer::Given(province.region());
        self.province = Answer::Given(province);
    }

    /// Drops answers that no longer apply after another one changed.
    pub fn settle(&mut self) {
        if let Some(province) = self.province.given()
            && self.region.given() != Some(&province.region())
        {
            self.province = Answer::Open;
        }
        for question in Question::ALL {
            if !question.applies(self) {
                self.slot_mut(question).clear();
            }
        }
    }

    /// Whether nothing at all has been answered.
    pub fn is_empty(&self) -> bool {
        Question::ALL.into_iter().all(|question| !self.slot(question).is_answered())
    }
}
