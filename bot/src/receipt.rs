//! What a worker keeps of a request: its number and a secret code. Whoever knows both may go on from another channel.
//!
//! Six digits beside a number that nobody can guess; every try is counted before it is looked at (see the gateway's
//! `store::receipt`), so that trying them all is no way in.

use crate::{reference::Reference, ticket::TicketState, understand::western_digits};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Digits of a code.
const DIGITS: usize = 6;
/// Digits of a reference.
const REFERENCE: usize = 9;

/// The secret beside a reference. It is said once and kept only as a keyed hash.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code(u32);

/// A number with its code, as somebody typed them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The request.
    pub reference: Reference,
    /// Its code.
    pub code: Code,
}

/// What the receipt in a message was worth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Proof {
    /// There was none in it.
    #[default]
    NotGiven,
    /// Number and code belong together.
    Proven {
        /// Of this request.
        reference: Reference,
        /// Its state.
        state: TicketState,
        /// When it was opened.
        opened_at: Timestamp,
    },
    /// They belong together, but so many codes were tried for this request that chance may have hit: somebody who was there
    /// before has to say yes. Whoever typed it hears the same as for a wrong code.
    Doubtful(Reference),
    /// They do not belong together, there is no such request, or this one has tried too often: nobody learns which.
    Wrong,
}

impl Code {
    /// Makes a code out of chance; of other bits than [`Reference::from_entropy`] leans on.
    pub const fn from_entropy(entropy: u64) -> Self {
        Self(((entropy >> 36) % 10_u64.pow(DIGITS as u32)) as u32)
    }

    /// The one code in a message. Two of them are a guess and not an answer.
    pub fn read(text: &str) -> Option<Self> {
        let digits: Vec<(usize, char)> =
            text.chars().enumerate().filter_map(|(place, c)| Some((place, digit(c)?))).collect();
        let mut codes = digits.chunk_by(|before, next| next.0 - before.0 <= 2).filter(|run| run.len() == DIGITS);
        let code: String = codes.next()?.iter().map(|(_, digit)| digit).collect();
        codes.next().is_none().then(|| code.parse().ok().map(Self))?
    }
}

impl Receipt {
    /// Finds the nine and the six digits in a message, whatever stands around them, in any of the users' scripts.
    pub fn read(text: &str) -> Option<Self> {
        let digits: String = western_digits(text).chars().filter(char::is_ascii_digit).collect();
        let (reference, code) = digits.split_at_checked(digits.len().checked_sub(DIGITS)?)?;
        Some(Self { reference: reference.parse().ok()?, code: Code(code.parse().ok()?) })
    }
}

/// A text with dots in place of the code beside a number, as those may see it who only help the worker: with both
/// somebody could go on in the worker's place.
pub fn without_code(text: &str) -> String {
    let mut shown: Vec<char> = text.chars().collect();
    let digits: Vec<(usize, char)> =
        shown.iter().enumerate().filter_map(|(place, c)| Some((place, digit(*c)?))).collect();
    let number = digits.windows(REFERENCE).find(|window| {
        let near = window.windows(2).all(|pair| pair[1].0 - pair[0].0 <= 2);
        let text: String = window.iter().map(|(_, digit)| digit).collect();
        near && text.parse::<Reference>().is_ok()
    });
    let Some(number) = number.map(|window| (window[0].0, window[REFERENCE - 1].0)) else { return text.to_owned() };
    let rest: Vec<usize> =
        digits.iter().map(|(place, _)| *place).filter(|place| !(number.0..=number.1).contains(place)).collect();
    let runs = rest.chunk_by(|before, place| place - before <= 2);
    for place in runs.filter(|run| run.len() == DIGITS).flatten() {
        shown[*place] = '•';
    }
    shown.into_iter().collect()
}

/// A digit of any of the users' scripts as 0–9.
fn digit(c: char) -> Option<char> {
    western_digits(c.encode_utf8(&mut [0; 4])).chars().next().filter(char::is_ascii_digit)
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:0width$}", self.0, width = DIGITS)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[private]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn who_helps_sees_the_number_without_its_code() {
        let reference = Reference::from_entropy(42);
        let code = "••••••";
        for between in [" ", ": ", ", codice ", "\n"] {
            let shown = without_code(&format!("Numero {reference}{between}123456. Chiama il 1522."));
            assert_eq!(shown, format!("Numero {reference}{between}{code}. Chiama il 1522."));
        }
        for language in Language::ALL {
            let said = crate::text::receipt_code("123456", reference.to_string()).in_language(language);
            let shown = without_code(&said);
            assert!(shown.contains(&reference.to_string()) && shown.contains(code), "{said}");
            assert!(!shown.contains("123456"), "{said}");
        }
        assert_eq!(without_code(&format!("123456 / {reference}")), format!("{code} / {reference}"));
        assert_eq!(without_code(&format!("{reference} ١٢٣ ٤٥٦")), format!("{reference} ••• •••"));
        // No number, no code: a telephone number stays, and so does a reference alone.
        for other in ["+39 06 123456", "08-123456", &format!("Numero {reference}."), "", "123456"] {
            assert_eq!(without_code(other), other);
        }
    }

    #[test]
    fn one_code_is_an_answer_and_two_are_a_guess() {
        for typed in ["012345", " 012 345.", "codice: ٠١٢٣٤٥", "> ciao\n012345"] {
            assert_eq!(Code::read(typed).map(|code| code.to_string()), Some("012345".to_owned()), "{typed}");
        }
        for other in ["", "12345", "1234567", "012345 oppure 012346", "012345\n\n\n999999"] {
            assert_eq!(Code::read(other), None, "{other}");
        }
    }

    #[test]
    fn a_receipt_is_read_however_it_is_typed() {
        let reference = Reference::from_entropy(42);
        let code = Code::from_entropy(7 << 50);
        for typed in [format!("{reference} {code}"), format!("number {reference}, code: {code}."), {
            format!("{reference}\n{code}")
        }] {
            assert_eq!(Receipt::read(&typed), Some(Receipt { reference, code }), "{typed}");
        }
        for other in ["", "12", "482-913-570", "menu", "1234567890123456789"] {
            assert_eq!(Receipt::read(other), None, "{other}");
        }
    }
}
