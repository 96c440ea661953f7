//! Who answers like a machine: RFC 3834 asks them to say so, and not all do. Two machines that answer each other must come to
//! rest, so one that is noticed is not answered any more until it has been silent for an hour; what it writes is kept.

use bot::private::Private;
use std::{
    collections::{
        HashMap,
        hash_map::{DefaultHasher, Entry},
    },
    hash::{Hash, Hasher},
};

/// Seconds of silence after which an address is forgotten.
const MEMORY: i64 = 60 * 60;
/// Messages of one address without an hour of silence between them. Twice a whole report, one message for each question.
const MOST: u32 = 100;
/// Times that somebody says the same long thing in a row…
const MOST_SAME: u32 = 4;
/// …long being more characters than this: numbers and short words are answers.
const LONG: usize = 20;

/// What is remembered of those who write.
#[derive(Default)]
pub struct Machines {
    known: HashMap<Private<String>, Known>,
}

struct Known {
    last: i64,
    messages: u32,
    words: u64,
    same: u32,
}

impl Machines {
    /// Whether this message, which came at `at` (seconds since 1970, by the mail server's clock, so that reading a folder anew
    /// makes nobody a machine), is one of a machine's.
    pub fn is_one(&mut self, address: &Private<String>, words: &str, at: i64) -> bool {
        let mut hasher = DefaultHasher::new();
        words.hash(&mut hasher);
        let hash = hasher.finish();
        let is_long = words.chars().nth(LONG).is_some();
        let known = match self.known.entry(address.clone()) {
            Entry::Occupied(entry) if at.abs_diff(entry.get().last) < MEMORY as u64 => entry.into_mut(),
            entry => entry.insert_entry(Known { last: at, messages: 0, words: hash, same: 0 }).into_mut(),
        };
        known.last = known.last.max(at);
        known.messages += 1;
        known.same = if is_long && known.words == hash { known.same + 1 } else { u32::from(is_long) };
        known.words = hash;
        // Once noticed, only silence helps.
        if known.same > MOST_SAME {
            known.messages = MOST + 1;
        }
        let is_one = known.messages > MOST;
        if self.known.len() > 10_000 {
            self.known.retain(|_, known| at.abs_diff(known.last) < MEMORY as u64);
        }
        is_one
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPLY: &str = "Thank you for your message, we will answer soon.";

    fn somebody() -> Private<String> {
        Private::new("somebody@example.org".to_owned())
    }

    #[test]
    fn a_machine_that_repeats_itself_is_noticed_and_forgiven() {
        let mut machines = Machines::default();
        let heard: Vec<_> = (0..8).map(|second| machines.is_one(&somebody(), REPLY, second)).collect();
        assert_eq!(heard, [false, false, false, false, true, true, true, true]);
        assert!(machines.is_one(&somebody(), "1", 8), "another word changes nothing");
        assert!(!machines.is_one(&Private::new("other@example.org".to_owned()), REPLY, 9));
        assert!(machines.is_one(&somebody(), REPLY, 8 + MEMORY - 1));
        assert!(!machines.is_one(&somebody(), REPLY, 8 + 2 * MEMORY), "an hour of silence");
    }

    #[test]
    fn a_machine_that_counts_is_noticed() {
        let mut machines = Machines::default();
        let answered = (0..1000).filter(|n| !machines.is_one(&somebody(), &format!("{REPLY} Number {n}"), *n)).count();
        assert_eq!(answered, MOST as usize);
    }

    #[test]
    fn a_person_is_no_machine() {
        let mut machines = Machines::default();
        for n in 0..60 {
            assert!(!machines.is_one(&somebody(), "1", n * 10), "a whole report in ten minutes, all answers the same");
        }
    }
}
