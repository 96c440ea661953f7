//! Counts that may be shown: a group so small that somebody in it could be recognised is not.
//!
//! Rule of the service: fewer than five people are a small group. As the sum of a breakdown is shown beside it, one hidden
//! count alone could be worked out from the others; so the next smallest are hidden with it (secondary suppression, as in
//! the *Handbook on Statistical Disclosure Control*, ESSnet, chapter 4).

/// A group of so many, or more, may be shown.
pub const SMALLEST: i64 = 5;
/// What is hidden must together be at least so many, so that it cannot be guessed either.
const HIDDEN: i64 = 10;

/// A count as it may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// This many.
    Known(i64),
    /// Somebody, but too few to say, or hidden so that nobody can work out another one.
    Few,
}

impl Count {
    /// One count that stands alone.
    pub const fn of(count: i64) -> Self {
        match count {
            ..=0 => Self::Known(0),
            1..SMALLEST => Self::Few,
            _ => Self::Known(count),
        }
    }

    /// The count, where it may be said.
    pub const fn known(self) -> Option<i64> {
        match self {
            Self::Known(count) => Some(count),
            Self::Few => None,
        }
    }
}

/// The counts of one breakdown, whose sum is shown too, in the same order. Corrections may make a count negative: it is none.
pub fn breakdown(counts: &[i64]) -> Vec<Count> {
    let mut shown: Vec<_> = counts.iter().map(|count| Count::of(*count)).collect();
    let mut by_size: Vec<_> = (0..counts.len()).filter(|at| counts[*at] >= SMALLEST).collect();
    by_size.sort_by_key(|at| counts[*at]);
    for at in by_size {
        let hidden: Vec<_> = counts.iter().zip(&shown).filter(|(_, shown)| **shown == Count::Few).collect();
        let together: i64 = hidden.iter().map(|(count, _)| **count).sum();
        if hidden.is_empty() || hidden.len() > 1 && together >= HIDDEN {
            break;
        }
        shown[at] = Count::Few;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_are_hidden_and_never_alone() {
        use Count::{Few, Known};
        assert_eq!(breakdown(&[0, -2, 5, 100]), [Known(0), Known(0), Known(5), Known(100)]);
        assert_eq!(breakdown(&[3, 8, 100]), [Few, Few, Known(100)]);
        assert_eq!(breakdown(&[1, 1, 6, 7, 100]), [Few, Few, Few, Few, Known(100)]);
        assert_eq!(breakdown(&[4, 4, 4, 20]), [Few, Few, Few, Known(20)]);
        assert_eq!(breakdown(&[2]), [Few]);
        assert_eq!(breakdown(&[]), []);
    }

    /// Whoever knows the sum and what is shown knows no hidden count, whatever the counts are.
    #[test]
    fn nothing_hidden_can_be_worked_out() {
        for a in 0..13 {
            for b in 0..13 {
                for c in [0, 1, 4, 5, 9, 40] {
                    let counts = [a, b, c];
                    let shown = breakdown(&counts);
                    let hidden: Vec<_> = (0..3).filter(|at| shown[*at] == Count::Few).collect();
                    let rest: i64 = hidden.iter().map(|at| counts[*at]).sum();
                    let everybody = counts.iter().all(|count| *count < SMALLEST);
                    if !hidden.is_empty() && hidden.len() < counts.iter().filter(|count| **count > 0).count() {
                        assert!(hidden.len() > 1 && rest >= HIDDEN || everybody, "{counts:?} {shown:?}");
                    }
                }
            }
        }
    }
}
