//! Figures that are recorded in the repository, so that a loss is seen where it happens: a line each, `name value`.

use std::{fmt::Write, fs, path::Path};

/// What may be lost before it has to be looked at: a tenth.
const MAY_GROW: f64 = 1.1;

/// Figures by their names, in the order in which they were measured. Less is better.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures(pub Vec<(String, f64)>);

impl Figures {
    /// From a file; a line that begins with `#` explains.
    ///
    /// # Panics
    /// On a line that is no figure.
    pub fn read(path: &Path) -> Self {
        Self::parse(&fs::read_to_string(path).unwrap_or_default())
    }

    /// From the words of a file, see [`Figures::read`].
    pub fn parse(text: &str) -> Self {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let figure = |line: &str| {
            let (name, value) = line.rsplit_once(' ')?;
            Some((name.trim().to_owned(), value.parse().ok()?))
        };
        Self(lines.map(|line| figure(line).unwrap_or_else(|| panic!("no figure: {line}"))).collect())
    }

    /// Writes them under some words that explain them.
    pub fn write(&self, path: &Path, words: &str) {
        let mut text: String = words.lines().map(|line| format!("# {line}\n")).collect();
        for (name, value) in &self.0 {
            writeln!(text, "{name:<46} {value:>12}").unwrap();
        }
        fs::write(path, text).unwrap();
    }

    fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    }

    /// All of the other one, and what only this one has.
    pub fn updated_by(&self, measured: Self) -> Self {
        let kept = self.0.iter().filter(|(name, _)| measured.get(name).is_none() && !measured.has_kind_of(name));
        let kept: Vec<_> = kept.cloned().collect();
        Self(measured.0.into_iter().chain(kept).collect())
    }

    /// Whether something of the same kind, its first two words, was measured.
    fn has_kind_of(&self, name: &str) -> bool {
        let kind = |name: &str| name.split(' ').take(2).map(str::to_owned).collect::<Vec<_>>();
        self.0.iter().any(|(other, _)| kind(other) == kind(name))
    }

    /// What is wrong with what was measured, a sentence each: more than a tenth above what is recorded, not recorded, or no
    /// longer measured. And how far each is from its record.
    pub fn compare(&self, measured: &Self) -> (Vec<String>, String) {
        let (mut wrong, mut table) = (Vec::new(), String::new());
        for (name, value) in &measured.0 {
            let Some(before) = self.get(name) else {
                wrong.push(format!("{name} is not recorded: {value}"));
                continue;
            };
            let percent = (value / before - 1.0) * 100.0;
            writeln!(table, "{name:<46} {before:>12} {value:>12} {percent:>+7.1} %").unwrap();
            if *value > before * MAY_GROW {
                wrong.push(format!("{name} was {before} and is {value}, {percent:+.1} %"));
            }
        }
        let lost = self.0.iter().filter(|(name, _)| measured.get(name).is_none() && measured.has_kind_of(name));
        wrong.extend(lost.map(|(name, _)| format!("{name} is recorded and no longer measured")));
        (wrong, table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str = "# words\ninstructions sqlite report      1000\nstatements sqlite report        10.5\n";

    #[test]
    fn a_tenth_more_passes_and_what_is_above_fails() {
        let recorded = Figures::parse(RECORD);
        let compared = |text: &str| recorded.compare(&Figures::parse(text)).0;
        assert!(compared(RECORD).is_empty());
        assert!(compared("instructions sqlite report 1100\nstatements sqlite report 1").is_empty());
        let grown = compared("instructions sqlite report 1101");
        assert_eq!(grown, ["instructions sqlite report was 1000 and is 1101, +10.1 %"]);
        assert_eq!(compared("instructions sqlite answer 1").len(), 2, "a new one, and one that went");
        assert!(compared("statements postgres report 1")[0].contains("not recorded"));
    }

    #[test]
    fn what_could_not_be_measured_stays_recorded() {
        let recorded = Figures::parse(RECORD);
        let updated = recorded.updated_by(Figures::parse("statements sqlite answer 2"));
        assert_eq!(updated, Figures::parse("statements sqlite answer 2\ninstructions sqlite report 1000"));
        let file = tempfile::NamedTempFile::new().unwrap();
        updated.write(file.path(), "two\nlines");
        assert_eq!(Figures::read(file.path()), updated);
    }
}
