//! Two people who typed into the same box.

/// What a colleague has saved meanwhile, beside what one has typed: the same at both ends, different between them.
pub struct Difference {
    /// The same in both.
    pub begins: String,
    /// As it stands now.
    pub theirs: String,
    /// As one has typed it.
    pub yours: String,
    /// The same in both.
    pub ends: String,
}

impl Difference {
    /// Of two texts, word by word.
    pub fn of(theirs: &str, yours: &str) -> Self {
        let split = |text: &str| text.split_inclusive(char::is_whitespace).map(str::to_owned).collect::<Vec<_>>();
        let (a, b) = (split(theirs), split(yours));
        let begins = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
        let (rest_a, rest_b) = (&a[begins..], &b[begins..]);
        let ends = rest_a.iter().rev().zip(rest_b.iter().rev()).take_while(|(a, b)| a == b).count();
        Self {
            begins: a[..begins].concat(),
            theirs: rest_a[..rest_a.len() - ends].concat(),
            yours: rest_b[..rest_b.len() - ends].concat(),
            ends: rest_a[rest_a.len() - ends..].concat(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_stands_between_what_is_the_same() {
        let found = Difference::of("The pay is late by a month", "The pay was late by two months by a month");
        let parts = [&found.begins, &found.theirs, &found.yours, &found.ends].map(|part| part.trim());
        assert_eq!(parts, ["The pay", "is late", "was late by two months", "by a month"]);
    }

    #[test]
    fn nothing_is_lost_of_either() {
        for (theirs, yours) in [("", "a"), ("a", ""), ("a a a", "a a"), ("x y", "x y"), ("أجر قليل", "أجر متأخر")]
        {
            let found = Difference::of(theirs, yours);
            assert_eq!(format!("{}{}{}", found.begins, found.theirs, found.ends), theirs);
            assert_eq!(format!("{}{}{}", found.begins, found.yours, found.ends), yours);
        }
    }
}
