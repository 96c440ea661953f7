//! What stands in braces in a canned answer, and is put in when it is used.

use bot::{context::Hotlines, language::Language};

/// The names that may stand in braces.
pub const NAMES: [&str; 9] =
    ["reference", "operator", "emergency", "trafficking", "violence", "helpdesk", "whatsapp", "email", "date"];

/// What is put in.
#[expect(missing_docs, reason = "the names say it")]
pub struct Values {
    /// The number of the ticket.
    pub reference: String,
    /// The first name of whoever writes.
    pub operator: String,
    pub hotlines: Hotlines,
    /// Today, as people in Italy write it.
    pub date: String,
}

impl Values {
    fn value(&self, name: &str) -> Option<&str> {
        Some(match name {
            "reference" => &self.reference,
            "operator" => &self.operator,
            "emergency" => &self.hotlines.emergency,
            "trafficking" => &self.hotlines.trafficking,
            "violence" => &self.hotlines.violence,
            "helpdesk" => &self.hotlines.helpdesk,
            "whatsapp" => &self.hotlines.whatsapp,
            "email" => &self.hotlines.email,
            "date" => &self.date,
            _ => return None,
        })
    }

    /// A text with its variables put in; what is none stays as it stands.
    pub fn fill(&self, body: &str, language: Language) -> String {
        let pieces = pieces(body).into_iter().map(|piece| match piece {
            Piece::Plain(text) => text.to_owned(),
            Piece::Braces(whole, name) => match self.value(name) {
                // A number keeps its place inside Arabic or Urdu, see the texts of the bot.
                Some(value) if language.is_right_to_left() => format!("\u{2068}{value}\u{2069}"),
                Some(value) => value.to_owned(),
                None => whole.to_owned(),
            },
        });
        pieces.collect()
    }
}

/// What stands in braces and is no variable, each once, as it was typed; a brace that nothing closes too.
pub fn unknown(body: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in pieces(body) {
        if let Piece::Braces(whole, name) = piece
            && !NAMES.contains(&name)
            && !found.iter().any(|known| known == whole)
        {
            found.push(whole.to_owned());
        }
    }
    found
}

enum Piece<'a> {
    Plain(&'a str),
    /// With its braces, and what stands between them.
    Braces(&'a str, &'a str),
}

fn pieces(body: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = body;
    while let Some(opens) = rest.find('{') {
        pieces.push(Piece::Plain(&rest[..opens]));
        rest = &rest[opens..];
        // A line break or another brace before the end: this one is never closed.
        let stops = rest[1..].find(['{', '}', '\n']).map(|at| at + 1);
        let (whole, name) = match stops {
            Some(at) if rest[at..].starts_with('}') => (&rest[..=at], rest[1..at].trim()),
            _ => (&rest[..1], ""),
        };
        pieces.push(Piece::Braces(whole, name));
        rest = &rest[whole.len()..];
    }
    pieces.push(Piece::Plain(rest));
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values() -> Values {
        let hotlines = Hotlines {
            emergency: "112".into(),
            trafficking: "800 290 290".into(),
            violence: "1522".into(),
            helpdesk: "800 939 000".into(),
            whatsapp: "+39 350 909 2008".into(),
            email: "info@example.org".into(),
        };
        Values { reference: "482-913-570".into(), operator: "Ada".into(), hotlines, date: "23/11/2026".into() }
    }

    #[test]
    fn every_variable_is_put_in() {
        let body = NAMES.map(|name| format!("{{{name}}}")).join(" · ");
        let filled = values().fill(&body, Language::French);
        assert_eq!(
            filled,
            "482-913-570 · Ada · 112 · 800 290 290 · 1522 · 800 939 000 · +39 350 909 2008 · info@example.org · 23/11/2026"
        );
        assert!(unknown(&body).is_empty() && unknown("{ date }, no braces").is_empty());
        assert_eq!(values().fill("{ date }", Language::Wolof), "23/11/2026");
    }

    #[test]
    fn a_number_keeps_its_place_in_arabic() {
        assert_eq!(values().fill("اتصل {emergency}", Language::Arabic), "اتصل \u{2068}112\u{2069}");
    }

    #[test]
    fn what_is_no_variable_is_named() {
        let body = "{name} {reference} {Reference} {name} { {\n} {}";
        assert_eq!(unknown(body), ["{name}", "{Reference}", "{", "{}"]);
        assert_eq!(values().fill("{name}: { 1 }", Language::English), "{name}: { 1 }");
        assert_eq!(values().fill("a } b", Language::English), "a } b");
    }
}
