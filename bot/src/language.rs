//! The eleven languages. A twelfth is one folder under `locales/` and one line here.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

macro_rules! languages {
    ($($name:ident $tag:literal $endonym:literal $also:expr;)*) => {
        /// A language the service speaks with workers.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Language { $(#[doc = $endonym] #[serde(rename = $tag)] $name,)* }

        impl Language {
            /// In the order in which they are offered.
            pub const ALL: [Self; [$($tag),*].len()] = [$(Self::$name),*];

            /// BCP 47 tag, also the folder under `locales/`.
            pub const fn tag(self) -> &'static str {
                match self { $(Self::$name => $tag,)* }
            }

            /// The language's name in itself. Never inferred from a nationality, always chosen.
            pub const fn endonym(self) -> &'static str {
                match self { $(Self::$name => $endonym,)* }
            }

            /// What its speakers read when a text is only a draft; more than one: the worker chooses.
            pub const fn reading(self) -> &'static [Self] {
                match self { $(Self::$name => &$also,)* }
            }
        }
    };
}

languages! {
    Italian  "it"  "Italiano"  [];
    English  "en"  "English"   [];
    French   "fr"  "Français"  [];
    Arabic   "ar"  "العربية"   [];
    Naija    "pcm" "Naijá"     [Self::English];
    Edo      "bin" "Ẹ̀dó"       [Self::English];
    Wolof    "wo"  "Wolof"     [Self::French];
    Mandinka "mnk" "Mandinka"  [Self::English, Self::French];
    Pulaar   "ff"  "Pulaar"    [Self::French];
    Pular    "fuf" "Pular"     [Self::French];
    Urdu     "ur"  "اردو"      [Self::English];
}

impl Language {
    /// Shown side by side while nobody has chosen yet.
    pub const WIDELY_READ: [Self; 4] = [Self::Italian, Self::English, Self::French, Self::Arabic];

    /// Arabic and Urdu are written from right to left.
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Arabic | Self::Urdu)
    }

    /// What a platform's language code (`fr-SN`, `pt_BR`, `ar`) suggests. Only ever a suggestion.
    pub fn suggested_by(code: &str) -> Option<Self> {
        code.split(['-', '_']).next()?.to_ascii_lowercase().parse().ok()
    }
}

/// A tag that is none of the service's languages.
#[derive(Debug, PartialEq, Eq)]
pub struct UnknownLanguage;

impl FromStr for Language {
    type Err = UnknownLanguage;
    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        Self::ALL.into_iter().find(|l| l.tag() == tag).ok_or(UnknownLanguage)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}
