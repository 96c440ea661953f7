//! What is worded: a text in a language, or a hotline.

use super::super::{page::Page, problem::Problem, wording};
use crate::store::{audit::AuditObject, wording::HOTLINE};
use axum::{
    extract::{FromRequestParts, Path},
    http::request::Parts,
};
use bot::{context::Hotlines, language::Language, text::Key};

/// In a path, what stands in the place of a key for a hotline.
const LINE: &str = "hotline";
/// The one that is an address, not a number.
const EMAIL: &str = "email";
/// The hotlines, as they stand in SQL and in the variables of texts.
pub const LINES: [&str; 6] = ["emergency", "trafficking", "violence", "helpdesk", "whatsapp", "email"];

/// Something that staff can word anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A text in a language.
    Text(Key, Language),
    /// A hotline.
    Line(&'static str),
}

impl Subject {
    fn named(item: &str, of: &str) -> Option<Self> {
        if item == LINE {
            return LINES.into_iter().find(|line| *line == of).map(Self::Line);
        }
        let key = Key::named(item).filter(|key| key.may_be_edited())?;
        Some(Self::Text(key, of.parse().ok()?))
    }

    /// As it stands in SQL.
    pub fn item(self) -> String {
        match self {
            Self::Text(key, _) => key.name().to_owned(),
            Self::Line(name) => format!("{HOTLINE}{name}"),
        }
    }

    /// As it stands in SQL; empty for a hotline.
    pub const fn language(self) -> &'static str {
        match self {
            Self::Text(_, language) => language.tag(),
            Self::Line(_) => "",
        }
    }

    /// What the audit calls it.
    pub const fn object(self) -> AuditObject<'static> {
        match self {
            Self::Text(key, language) => AuditObject::Text(key.name(), language),
            Self::Line(name) => AuditObject::Hotline(name),
        }
    }

    /// Its page.
    pub fn path(self) -> String {
        match self {
            Self::Text(key, language) => format!("/console/texts/{}/{language}", key.name()),
            Self::Line(name) => format!("/console/texts/{LINE}/{name}"),
        }
    }

    /// What its page is called.
    pub fn title(self, page: &Page) -> String {
        match self {
            Self::Text(key, language) => format!("{} · {}", key.name(), wording::tongue(page.words, language).name),
            Self::Line(name) => wording::hotline(page.words, name),
        }
    }

    /// Text about danger, consent or secrecy.
    pub const fn is_safety(self) -> bool {
        matches!(self, Self::Text(key, _) if key.is_safety())
    }

    /// The hotline that is an address.
    pub fn is_email(self) -> bool {
        self == Self::Line(EMAIL)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Subject {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let path: Path<(String, String)> =
            Path::from_request_parts(parts, state).await.map_err(|_| Problem::NotFound)?;
        Self::named(&path.0.0, &path.0.1).ok_or(Problem::NotFound)
    }
}

/// The value of a hotline.
pub fn value(lines: &Hotlines, name: &str) -> String {
    slot(&mut lines.clone(), name).clone()
}

/// Gives a hotline another value.
pub fn set(lines: &mut Hotlines, name: &str, value: String) {
    *slot(lines, name) = value;
}

fn slot<'a>(lines: &'a mut Hotlines, name: &str) -> &'a mut String {
    match name {
        "emergency" => &mut lines.emergency,
        "trafficking" => &mut lines.trafficking,
        "violence" => &mut lines.violence,
        "helpdesk" => &mut lines.helpdesk,
        "whatsapp" => &mut lines.whatsapp,
        _ => &mut lines.email,
    }
}

/// Whether a worker could dial it or write to it: digits and spaces, a plus only in front, at most 15 digits (E.164).
pub fn is_valid(name: &str, value: &str) -> bool {
    if name == EMAIL {
        return super::super::staff::email(value).is_ok();
    }
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let rest = value.strip_prefix('+').unwrap_or(value);
    (3..=15).contains(&digits) && value.len() <= 25 && rest.chars().all(|c| c.is_ascii_digit() || c == ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_can_be_dialled() {
        for right in ["112", "1522", "800 290 290", "+39 350 909 2008"] {
            assert!(is_valid("emergency", right), "{right}");
        }
        for wrong in
            ["", "12", "call us", "112;", "39+350", "+", "1234567890123456", "112 <b>", "1            1            2"]
        {
            assert!(!is_valid("emergency", wrong), "{wrong}");
        }
        assert!(is_valid("email", "info@example.org") && !is_valid("email", "112"));
    }

    #[test]
    fn only_what_may_be_edited_has_a_page() {
        assert_eq!(Subject::named("menu", "it"), Some(Subject::Text(Key::Menu, Language::Italian)));
        assert_eq!(Subject::named("hotline", "email"), Some(Subject::Line("email")));
        for (item, of) in
            [("menu", "de"), ("words-stop", "it"), ("notice-waiting", "it"), ("hotline", "it"), ("x", "it")]
        {
            assert_eq!(Subject::named(item, of), None, "{item}/{of}");
        }
    }
}
