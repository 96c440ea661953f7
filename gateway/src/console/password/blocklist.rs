//! Passwords that are guessed first: those that many have chosen, and what anybody would try here (NIST SP 800-63B-4,
//! section 3.1.1.2, blocklists). The whole password counts, never a part of it: a common word in a long sentence is fine.
//!
//! `whole.txt` has common passwords of the length that is asked for, `words.txt` common shorter ones: one or two of them
//! with digits and signs around are no password either.

use super::Unfit;
use std::{collections::HashSet, sync::LazyLock};

static WHOLE: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("whole.txt").lines().collect());
static WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("words.txt").lines().collect());

/// What this place is called.
const HERE: [&str; 8] =
    ["approdo", "helpdesk", "anticaporalato", "interistituzionale", "sportello", "console", "operatore", "caporalato"];
/// The longest period of a row that repeats itself.
const PERIOD: usize = 4;
/// The longest entry that words are made of.
const LONGEST_WORD: usize = 16;

/// Whether nobody would guess it. `own`: name and address of whose it is.
pub fn check(password: &str, own: &[&str]) -> Result<(), Unfit> {
    let lower = password.to_lowercase();
    if WHOLE.contains(lower.as_str()) || repeats(&lower) || counts(&lower) {
        return Err(Unfit::Common);
    }
    let own: HashSet<String> = own.iter().flat_map(|own| parts(own)).chain(HERE.map(ToOwned::to_owned)).collect();
    // Digits and signs around it change no word.
    let inside = lower.trim_matches(|c: char| !c.is_alphabetic());
    for plain in [letters(inside), letters(&unmasked(inside))] {
        if plain.is_empty() {
            continue;
        }
        match (Search { plain: &plain, own: &own, dead: HashSet::new() }).from(0, None, None) {
            Some(true) => return Err(Unfit::Expected),
            Some(false) => return Err(Unfit::Common),
            None => {}
        }
    }
    Ok(())
}

/// The words of a name or an address, three letters or longer.
fn parts(own: &str) -> impl Iterator<Item = String> {
    let lower = own.to_lowercase();
    let parts: Vec<_> = lower.split(|c: char| !c.is_alphabetic()).map(ToOwned::to_owned).collect();
    parts.into_iter().filter(|part| part.chars().count() >= 3)
}

fn letters(lower: &str) -> Vec<char> {
    lower.chars().filter(|c| c.is_alphabetic()).collect()
}

/// Letters for the signs that stand for them.
fn unmasked(lower: &str) -> String {
    let letter = |c| match c {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    };
    lower.chars().map(letter).collect()
}

/// A few characters again and again.
fn repeats(lower: &str) -> bool {
    let all: Vec<_> = lower.chars().collect();
    (1..=PERIOD).any(|period| all.iter().zip(all.iter().skip(period)).all(|(one, next)| one == next))
}

/// Up or down by one, all the way; after 9 comes 0.
fn counts(lower: &str) -> bool {
    let all: Vec<_> = lower.chars().map(u32::from).collect();
    let step = |up: bool| {
        all.windows(2).all(|pair| {
            let (one, next) = if up { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
            next == one + 1 || (one, next) == (u32::from('9'), u32::from('0'))
        })
    };
    step(true) || step(false)
}

/// Whether letters are nothing but entries of the lists: at most two different common words, any of one's own.
struct Search<'a> {
    plain: &'a [char],
    own: &'a HashSet<String>,
    /// Where the rest has been found to be something else.
    dead: HashSet<(usize, Option<String>, Option<String>)>,
}

impl Search<'_> {
    /// `Some(true)` if a word of one's own is among them.
    fn from(&mut self, at: usize, first: Option<&str>, second: Option<&str>) -> Option<bool> {
        if at == self.plain.len() {
            return Some(false);
        }
        let state = (at, first.map(ToOwned::to_owned), second.map(ToOwned::to_owned));
        if self.dead.contains(&state) {
            return None;
        }
        for end in (at + 3..=self.plain.len()).rev() {
            let word: String = self.plain[at..end].iter().collect();
            let found = if self.own.contains(&word) {
                self.from(end, first, second).map(|_| true)
            } else if end - at > LONGEST_WORD || !WORDS.contains(word.as_str()) {
                None
            } else {
                match (first, second) {
                    (None, _) => self.from(end, Some(&word), None),
                    (Some(one), _) if one == word => self.from(end, first, second),
                    (Some(_), None) => self.from(end, first, Some(&word)),
                    (Some(_), Some(two)) if two == word => self.from(end, first, second),
                    _ => None,
                }
            };
            if found.is_some() {
                return found;
            }
        }
        self.dead.insert(state);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: [&str; 2] = ["Giovanna Serralunga", "g.serralunga@example.org"];

    #[test]
    fn what_many_have_chosen_is_refused() {
        for common in [
            "password1234",
            "PasswordPassword",
            "P@ssw0rd!!!2026",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "123456789012",
            "987654321098",
            "qwertyuiop123",
            "1q2w3e4r5t6y",
            "forzanapoli1926",
            "Juventus-2026-Juventus",
            "tiamotantissimo",
            "Correct Horse Battery Staple",
            "sunshine princess 7",
        ] {
            assert_eq!(check(common, &OWN), Err(Unfit::Common), "{common}");
        }
    }

    #[test]
    fn what_anybody_would_try_here_is_refused() {
        for expected in
            ["Approdo-2026!", "giovanna.serralunga", "SerralungaGiovanna1985", "helpdesk@approdo", "Giovanna password1"]
        {
            assert_eq!(check(expected, &OWN), Err(Unfit::Expected), "{expected}");
        }
    }

    #[test]
    fn a_sentence_is_fine_whatever_words_it_has() {
        for fine in [
            "un olivo, due fichi, tre viti",
            "Giovanna va al mare il martedì",
            "quaranta-lampade-violette",
            "la password del gatto è miao",
            "dragon baseball sunshine princess",
            "4821 0957 3318 6620",
            "kR7#vq2LmZ!p",
        ] {
            assert_eq!(check(fine, &OWN), Ok(()), "{fine}");
        }
    }

    #[test]
    fn the_lists_are_long_and_in_small_letters() {
        assert!(WHOLE.len() > 250 && WORDS.len() > 1000, "{} {}", WHOLE.len(), WORDS.len());
        for entry in WHOLE.iter().chain(WORDS.iter()) {
            assert_eq!(entry.to_lowercase(), *entry);
        }
        assert!(WHOLE.iter().all(|entry| entry.chars().count() >= super::super::SHORTEST));
        assert!(WORDS.iter().all(|entry| (4..=LONGEST_WORD).contains(&entry.len())), "a word");
    }

    #[test]
    fn the_longest_password_is_looked_at_at_once() {
        let long = "amore".repeat(51);
        assert_eq!(check(&format!("{long}z"), &OWN), Ok(()));
        assert_eq!(check(&"amorevita".repeat(28), &OWN), Err(Unfit::Common));
    }
}
