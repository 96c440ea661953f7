//! What the rules decide is known by its digest, which stands beside their version: an assessment that was stored says by which
//! rules it came about, so a rule is not changed without a new version, nor the version without a rule.

use super::{combinations, exploited};
use bot::{
    eligibility::{Assessment, RULES, assess},
    report::{Answers, Question, options::Stay, slot::Answer::Given},
};
use sha2::{Digest, Sha256};

const FILE: &str = "bot/src/eligibility/versions.txt";
const VERSIONS: &str = include_str!("../../bot/src/eligibility/versions.txt");

/// Everything that was decided, but not under which name.
fn decided(answers: &Answers) -> Vec<u8> {
    serde_json::to_vec(&Assessment { rules: String::new(), ..assess(answers) }).unwrap()
}

/// What each option of each question changes, alone. One that decides nothing (another sector) is no rule.
fn options() -> Vec<(&'static str, &'static str, Vec<u8>)> {
    let mut all = Vec::new();
    for base in [Answers::default(), Answers { stay: Given(Stay::None), ..exploited() }] {
        let without = decided(&base);
        for question in Question::ALL {
            let ids = base.slot(question).options().into_iter().map(|(id, ..)| id);
            for id in ids.chain(["unknown", "skip"]) {
                let mut answers = base.clone();
                let slot = answers.slot_mut(question);
                slot.clear();
                match id {
                    "skip" => slot.skip(),
                    id if !slot.take(id) => slot.unknown(),
                    _ => {}
                }
                let with = decided(&answers);
                if with != without {
                    all.push((question.id(), id, with));
                }
            }
        }
    }
    all
}

/// A digest of all decisions.
fn digest() -> String {
    let mut hash = Sha256::new();
    for (question, option, decided) in options() {
        for part in [question.as_bytes(), option.as_bytes(), &decided] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
    }
    for answers in combinations() {
        hash.update(decided(&answers));
    }
    hex::encode(hash.finalize())
}

#[test]
fn a_rule_and_the_version_change_together() {
    let lines = VERSIONS.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let versions: Vec<_> = lines.map(|line| line.split_once(' ').expect("a version and its digest")).collect();
    let digest = digest();
    let same = versions.iter().find(|(_, known)| *known == digest);
    let (version, known) = *versions.last().expect("a version");
    assert_eq!(
        version, RULES,
        "eligibility::RULES is not the last version of {FILE}: give it the version there, or add the line `{RULES} {digest}`"
    );
    assert!(
        known == digest,
        "the rules decide otherwise than {version} did{}: give eligibility::RULES a new version and add the line \
         `<version> {digest}` at the end of {FILE}",
        same.map(|(version, _)| format!(" (they decide as {version} did)")).unwrap_or_default()
    );
    for (place, (version, digest)) in versions.iter().enumerate() {
        let twice = versions[..place].iter().any(|(earlier, _)| earlier == version);
        assert!(!twice, "{version} stands twice in {FILE}: one that was used is not changed, a new one is added");
        let unchanged = place > 0 && versions[place - 1].1 == *digest;
        assert!(!unchanged, "{version} decides as the one before it: no rule has changed, so neither does the version");
    }
}
