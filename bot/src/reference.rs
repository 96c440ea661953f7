//! The number a worker keeps: nine digits, the last one checks the others.
//!
//! Digits, because they can be said in every language, typed in every script and on a telephone's keys. They are
//! random and reveal nothing. The check digit is Damm's: it finds every wrong digit and every pair that was
//! swapped (H. M. Damm, *Total anti-symmetrische Quasigruppen*, 2004).

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A ticket's public number, shown as `482-913-570`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Reference(u32);

/// Not a reference: wrong length or a mistyped digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidReference;

const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

impl Reference {
    /// Makes a number out of chance; the store asks again if it is taken.
    pub const fn from_entropy(entropy: u64) -> Self {
        let digits = 10_000_000 + (entropy % 90_000_000) as u32;
        Self(digits * 10 + check(digits) as u32)
    }
}

/// The digit that brings Damm's quasigroup back to zero.
const fn check(mut digits: u32) -> u8 {
    let (mut state, mut scale) = (0_u8, 1);
    while digits / scale >= 10 {
        scale *= 10;
    }
    while scale > 0 {
        state = DAMM[state as usize][(digits / scale) as usize];
        digits %= scale;
        scale /= 10;
    }
    state
}

impl FromStr for Reference {
    type Err = InvalidReference;
    /// Reads it as people write it: with spaces or hyphens, in the digits of any of the users' scripts.
    fn from_str(text: &str) -> Result<Self, InvalidReference> {
        let digits: String =
            crate::understand::western_digits(text).chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        if digits.len() != 9 || digits.starts_with('0') {
            return Err(InvalidReference);
        }
        let number: u32 = digits.parse().map_err(|_| InvalidReference)?;
        if check(number / 10) as u32 == number % 10 { Ok(Self(number)) } else { Err(InvalidReference) }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:03}-{:03}", self.0 / 1_000_000, self.0 / 1000 % 1000, self.0 % 1000)
    }
}

impl fmt::Debug for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.to_string()
    }
}

impl TryFrom<String> for Reference {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, &'static str> {
        text.parse().map_err(|_| "not a reference")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn survives_being_spoken_and_typed() {
        let reference = Reference::from_entropy(0x5eed);
        let shown = reference.to_string();
        assert_eq!(shown.parse(), Ok(reference));
        assert_eq!(shown.replace('-', " ").parse(), Ok(reference));
        let urdu: String =
            shown.chars().map(|c| c.to_digit(10).map_or(c, |d| char::from_u32('۰' as u32 + d).unwrap())).collect();
        assert_eq!(urdu.parse(), Ok(reference));
    }

    #[test]
    fn every_wrong_digit_and_every_swap_is_found() {
        for entropy in (0..2000).map(|i| i * 7919) {
            let digits: Vec<u8> = Reference::from_entropy(entropy).0.to_string().into_bytes();
            for i in 0..digits.len() {
                for d in b'0'..=b'9' {
                    let mut wrong = digits.clone();
                    wrong[i] = d;
                    if wrong != digits {
                        assert!(String::from_utf8(wrong).unwrap().parse::<Reference>().is_err());
                    }
                }
                if i + 1 < digits.len() && digits[i] != digits[i + 1] {
                    let mut swapped = digits.clone();
                    swapped.swap(i, i + 1);
                    assert!(String::from_utf8(swapped).unwrap().parse::<Reference>().is_err());
                }
            }
        }
    }
}
