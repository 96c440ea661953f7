//! Proof of work: what a page pays for a new conversation while more begin than people could write. A few seconds of an old
//! telephone for one person are hours for somebody who wants a thousand; nobody else notices anything.
//!
//! The page looks for a number so that SHA-256 of `<what it was given>:<number>` begins with [`BITS`] zero bits. What it is
//! given hangs on the visitor and the hour, so nothing has to be remembered and a proof serves one visitor.

use crate::seal::MasterKey;
use bot::private::Private;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Zero bits; about 65,000 tries.
pub const BITS: u32 = 16;
/// The header in which the number comes.
pub const HEADER: &str = "x-work";
/// A proof is worth something for as long again after its own time.
const SECONDS: i64 = 600;
/// Digits of a number.
const LONGEST: usize = 20;

/// What a visitor has to work on now.
pub fn task(master: &MasterKey, visitor: &Private<String>, now: Timestamp) -> String {
    of(master, visitor, now.as_second() / SECONDS)
}

/// Whether a number proves it.
pub fn proves(master: &MasterKey, visitor: &Private<String>, number: &str, now: Timestamp) -> bool {
    let well_formed = number.len() <= LONGEST && number.bytes().all(|byte| byte.is_ascii_digit());
    let time = now.as_second() / SECONDS;
    well_formed && [time, time - 1].into_iter().any(|time| leads_to(&of(master, visitor, time), number))
}

fn of(master: &MasterKey, visitor: &Private<String>, time: i64) -> String {
    hex::encode(&master.hash("work", format!("{time}/{}", visitor.expose()).as_bytes())[..16])
}

fn leads_to(task: &str, number: &str) -> bool {
    let hash = Sha256::digest(format!("{task}:{number}"));
    let zeros: u32 = match hash.iter().position(|byte| *byte != 0) {
        Some(at) => at as u32 * 8 + hash[at].leading_zeros(),
        None => hash.len() as u32 * 8,
    };
    zeros >= BITS
}

/// Does the work, as a page does.
pub fn solve(task: &str) -> String {
    (0_u64..).map(|n| n.to_string()).find(|number| leads_to(task, number)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_proof_is_for_one_visitor_and_some_minutes() {
        let master = MasterKey::ephemeral();
        let [one, other] = ["a", "b"].map(|secret| Private::new(secret.to_owned()));
        let at = |seconds| Timestamp::from_second(1_800_000_000 + seconds).unwrap();
        let number = solve(&task(&master, &one, at(0)));
        assert!(proves(&master, &one, &number, at(0)) && proves(&master, &one, &number, at(SECONDS)));
        assert!(!proves(&master, &one, &number, at(2 * SECONDS)));
        assert!(!proves(&master, &other, &number, at(0)));
        for odd in ["", "-1", "1 ", "999999999999999999999", "x"] {
            assert!(!proves(&master, &one, odd, at(0)), "{odd}");
        }
    }
}
