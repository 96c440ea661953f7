//! The figures of a period in the order in which they are read: what is counted, by what, and the same of the period before.

use crate::{
    console::wording,
    store::tally::{self, Figure, Measure},
};
use bot::{
    figures::{Count, breakdown},
    language::Language,
    report::{
        Question,
        options::{Choosable, Sector},
    },
    text::Words,
};

/// One breakdown.
pub struct Table {
    /// For the address of its heading.
    pub id: &'static str,
    pub title: String,
    /// What its values are: "Channel".
    pub of: String,
    pub lines: Vec<FiguresLine>,
    /// What is true now has no period before.
    pub compared: bool,
}

/// One value of it.
pub struct FiguresLine {
    pub label: String,
    pub count: Count,
    pub before: Count,
}

impl FiguresLine {
    /// The change, where both counts may be said.
    pub fn change(&self) -> Option<i64> {
        Some(self.count.known()? - self.before.known()?)
    }

    /// The count in words.
    pub fn count_in(&self, words: &Words) -> String {
        say(*words, self.count)
    }

    /// The count of the period before, in words.
    pub fn before_in(&self, words: &Words) -> String {
        say(*words, self.before)
    }
}

/// A count in words.
pub fn say(words: Words, count: Count) -> String {
    count.known().map_or_else(|| words.console_figures_few(), |count| count.to_string())
}

/// Which breakdowns there are.
#[derive(Clone, Copy)]
struct Kind {
    id: &'static str,
    measure: Measure,
    dimension: &'static str,
    /// Values in their own order; empty: the largest first.
    order: &'static [&'static str],
}

const KINDS: [Kind; 14] = [
    Kind { id: "contacts-channel", measure: Measure::Contacts, dimension: "channel", order: &[] },
    Kind { id: "contacts-language", measure: Measure::Contacts, dimension: "language", order: &[] },
    Kind { id: "tickets-kind", measure: Measure::Tickets, dimension: "kind", order: &[] },
    Kind { id: "tickets-channel", measure: Measure::Tickets, dimension: "channel", order: &[] },
    Kind { id: "tickets-language", measure: Measure::Tickets, dimension: "language", order: &[] },
    Kind { id: "tickets-topic", measure: Measure::Tickets, dimension: "topic", order: &[] },
    Kind { id: "tickets-gender", measure: Measure::Tickets, dimension: "gender", order: &[] },
    Kind { id: "reports-region", measure: Measure::Reports, dimension: "region", order: &[] },
    Kind { id: "reports-sector", measure: Measure::Reports, dimension: "sector", order: &[] },
    Kind {
        id: "first-answers",
        measure: Measure::FirstAnswers,
        dimension: "within",
        order: &["hour", "four-hours", "day", "three-days", "later"],
    },
    Kind {
        id: "unfinished",
        measure: Measure::Unfinished,
        dimension: "age",
        order: &["day", "three-days", "week", "month", "older"],
    },
    Kind { id: "outcomes-ticket", measure: Measure::Outcomes, dimension: "ticket", order: &["closed", "reopened"] },
    Kind {
        id: "outcomes-assessment",
        measure: Measure::Outcomes,
        dimension: "assessment",
        order: &["validated", "more-asked", "oriented"],
    },
    Kind { id: "steps", measure: Measure::Steps, dimension: "question", order: &[] },
];

/// Names of topics that the staff gave: (name, label).
pub type Topics = [(String, String)];

/// All breakdowns that have anything to say.
pub fn tables(words: Words, language: Language, topics: &Topics, now: &[Figure], before: &[Figure]) -> Vec<Table> {
    let mut tables: Vec<_> =
        KINDS.iter().filter_map(|kind| table(words, language, topics, *kind, now, before)).collect();
    tables.extend(useful(words, language, now, before));
    tables
}

fn counted(figures: &[Figure], measure: Measure, dimension: &str, value: &str) -> i64 {
    let of =
        |figure: &&Figure| figure.measure == measure.name() && figure.dimension == dimension && figure.value == value;
    figures.iter().filter(of).map(|figure| figure.count).sum()
}

fn table(
    words: Words,
    language: Language,
    topics: &Topics,
    kind: Kind,
    now: &[Figure],
    before: &[Figure],
) -> Option<Table> {
    let steps: Vec<_> = Question::ALL.iter().map(|question| question.id()).chain(["sent"]).collect();
    let order = if kind.measure == Measure::Steps { &steps } else { kind.order };
    let of = |figure: &&Figure| figure.measure == kind.measure.name() && figure.dimension == kind.dimension;
    let mut values: Vec<&str> = now.iter().chain(before).filter(of).map(|figure| figure.value.as_str()).collect();
    let count = |figures: &[Figure], value: &str| counted(figures, kind.measure, kind.dimension, value);
    values.sort_unstable();
    values.dedup();
    if order.is_empty() {
        values.sort_by_key(|value| -count(now, value));
    } else {
        values.sort_by_key(|value| order.iter().position(|known| known == value));
    }
    if values.iter().all(|value| count(now, value) == 0 && count(before, value) == 0) {
        return None;
    }
    let label = |value: &str| label(words, language, topics, kind, value);
    Some(Table {
        id: kind.id,
        title: title(words, kind.id),
        of: of_what(words, kind),
        compared: kind.measure != Measure::Unfinished,
        lines: lines(&values, label, |value| count(now, value), |value| count(before, value)),
    })
}

fn lines(
    values: &[&str],
    label: impl Fn(&str) -> String,
    now: impl Fn(&str) -> i64,
    before: impl Fn(&str) -> i64,
) -> Vec<FiguresLine> {
    let counts = breakdown(&values.iter().map(|value| now(value)).collect::<Vec<_>>());
    let befores = breakdown(&values.iter().map(|value| before(value)).collect::<Vec<_>>());
    let lines = values.iter().zip(counts.into_iter().zip(befores));
    lines.map(|(value, (count, before))| FiguresLine { label: label(value), count, before }).collect()
}

/// Two answers for each information text.
fn useful(words: Words, language: Language, now: &[Figure], before: &[Figure]) -> Option<Table> {
    let of = |figure: &&Figure| figure.measure == Measure::Useful.name();
    let mut pairs: Vec<String> = now
        .iter()
        .chain(before)
        .filter(of)
        .flat_map(|figure| [format!("{} yes", figure.value), format!("{} no", figure.value)])
        .collect();
    pairs.sort_by(|a, b| b.cmp(a));
    pairs.dedup();
    if pairs.is_empty() {
        return None;
    }
    let count = |figures: &[Figure], pair: &str| {
        let (topic, answer) = pair.split_once(' ').unwrap_or((pair, ""));
        counted(figures, Measure::Useful, answer, topic)
    };
    let label = |pair: &str| {
        let (topic, answer) = pair.split_once(' ').unwrap_or((pair, ""));
        let merged = topic == tally::MERGED;
        let topic = if merged { words.console_figures_merged() } else { wording::topic(language, topic) };
        if answer == "yes" { words.console_figures_useful_yes(topic) } else { words.console_figures_useful_no(topic) }
    };
    let values: Vec<_> = pairs.iter().map(String::as_str).collect();
    Some(Table {
        id: "useful",
        title: words.console_figures_useful(),
        of: words.console_figures_text(),
        compared: true,
        lines: lines(&values, label, |pair| count(now, pair), |pair| count(before, pair)),
    })
}

fn title(words: Words, id: &str) -> String {
    match id {
        "contacts-channel" => words.console_figures_contacts_channel(),
        "contacts-language" => words.console_figures_contacts_language(),
        "tickets-kind" => words.console_figures_tickets_kind(),
        "tickets-channel" => words.console_figures_tickets_channel(),
        "tickets-language" => words.console_figures_tickets_language(),
        "tickets-topic" => words.console_figures_tickets_topic(),
        "tickets-gender" => words.console_figures_tickets_gender(),
        "reports-region" => words.console_figures_reports_region(),
        "reports-sector" => words.console_figures_reports_sector(),
        "first-answers" => words.console_figures_first_answers(),
        "unfinished" => words.console_figures_unfinished(),
        "outcomes-ticket" => words.console_figures_outcomes_ticket(),
        "outcomes-assessment" => words.console_figures_outcomes_assessment(),
        _ => words.console_figures_steps(),
    }
}

fn of_what(words: Words, kind: Kind) -> String {
    match kind.dimension {
        "channel" => words.console_channel(),
        "language" => words.console_language(),
        "region" => words.console_region(),
        "kind" => words.console_kind(),
        "topic" => words.console_figures_topic(),
        "gender" => words.console_figures_gender(),
        "sector" => words.console_figures_sector(),
        "within" => words.console_figures_within(),
        "age" => words.console_figures_age(),
        "question" => words.console_figures_question(),
        _ => words.console_figures_outcome(),
    }
}

fn label(words: Words, language: Language, topics: &Topics, kind: Kind, value: &str) -> String {
    if value == tally::UNKNOWN {
        return words.console_figures_unknown();
    }
    if value == tally::MERGED {
        return words.console_figures_merged();
    }
    match (kind.dimension, value) {
        ("channel", _) => wording::channel(words, value),
        ("language", _) => {
            value.parse().map_or_else(|_| value.to_owned(), |language| wording::tongue(words, language).name)
        }
        ("region", _) => wording::region(value),
        ("kind", _) => wording::ticket_kind(words, value),
        ("topic", _) => {
            topics.iter().find(|(name, _)| name == value).map_or_else(|| value.to_owned(), |(_, label)| label.clone())
        }
        ("sector", _) => Sector::all()
            .into_iter()
            .find(|sector| sector.id() == value)
            .map_or_else(|| value.to_owned(), |sector| sector.label().in_language(language)),
        ("gender", "woman") => words.console_figures_woman(),
        ("gender", "man") => words.console_figures_man(),
        ("gender", _) => words.console_figures_other(),
        ("within", "hour") => words.console_figures_within_hour(),
        ("within", "four-hours") => words.console_figures_within_four_hours(),
        ("within", "day") => words.console_figures_within_day(),
        ("within", "three-days") => words.console_figures_within_three_days(),
        ("within", _) => words.console_figures_within_later(),
        ("age", "day") => words.console_figures_age_day(),
        ("age", "three-days") => words.console_figures_age_three_days(),
        ("age", "week") => words.console_figures_age_week(),
        ("age", "month") => words.console_figures_age_month(),
        ("age", _) => words.console_figures_age_older(),
        ("ticket", "closed") => words.console_figures_closed(),
        ("ticket", _) => words.console_figures_reopened(),
        ("assessment", _) => wording::assessment_state(words, value),
        ("question", "sent") => words.console_figures_sent(),
        ("question", _) => {
            Question::from_id(value).map_or_else(|| value.to_owned(), |question| question.label().in_language(language))
        }
        _ => value.to_owned(),
    }
}
