//! Which facts of a report an expert gets to see. Each is chosen by hand; only region and sector are ticked before.

use crate::{
    console::{form_fields::FormFields, page::Page, sheet, wording},
    store::{desk::ticket::Ticket, question::Facts},
};
use bot::{
    reply::Label,
    report::{Answers, Question},
    text,
    understand::western_digits,
};

/// The name of the boxes.
const FIELD: &str = "fact";
/// The worker's language, which is no answer of the report.
const LANGUAGE: &str = "language";
/// How and when to reach the person: never a fact of a legal question.
const NEVER: [Question; 3] = [Question::Contact, Question::Phone, Question::Time];
/// Many people share these.
const HARMLESS: [Question; 2] = [Question::Region, Question::Sector];

/// A fact that can be chosen.
#[expect(missing_docs, reason = "the names say it")]
pub struct FactChoice {
    pub id: &'static str,
    pub label: String,
    pub answer: String,
    /// Words of the worker: who reads them may know who it is.
    pub may_identify: bool,
    pub chosen: bool,
}

/// What is ticked in a form.
#[derive(Clone, Copy)]
pub enum Ticked<'a> {
    /// Nobody has chosen yet.
    Usual,
    /// As somebody has sent it.
    Sent(&'a FormFields),
    /// As it was chosen before.
    Before(&'a Facts),
}

/// The facts of a ticket.
pub fn choices(page: &Page, ticket: &Ticket, ticked: Ticked<'_>) -> Vec<FactChoice> {
    let empty = Answers::default();
    let answers = ticket.report.as_ref().map_or(&empty, |report| &report.answers);
    let mut choices: Vec<_> = offered(answers)
        .map(|question| {
            let mut only = Answers::default();
            copy(answers, &mut only, question);
            let told = sheet::told(&only, page.language).into_iter().next();
            FactChoice {
                id: question.id(),
                label: question.label().in_language(page.language),
                answer: told.map(|told| told.answer).unwrap_or_default(),
                may_identify: question == Question::Words,
                chosen: match ticked {
                    Ticked::Usual => HARMLESS.contains(&question),
                    Ticked::Sent(fields) => fields.has(FIELD, question.id()),
                    Ticked::Before(facts) => facts.answers.slot(question).is_answered(),
                },
            }
        })
        .collect();
    choices.extend(ticket.language.map(|language| FactChoice {
        id: LANGUAGE,
        label: page.words.console_language(),
        answer: wording::tongue(page.words, language).name,
        may_identify: false,
        chosen: match ticked {
            Ticked::Usual => false,
            Ticked::Sent(fields) => fields.has(FIELD, LANGUAGE),
            Ticked::Before(facts) => facts.language.is_some(),
        },
    }));
    choices
}

/// The facts that were ticked, as the report has them now.
pub fn chosen(ticket: &Ticket, fields: &FormFields) -> Facts {
    let mut facts = Facts::default();
    if let Some(report) = &ticket.report {
        for question in offered(&report.answers).filter(|question| fields.has(FIELD, question.id())) {
            copy(&report.answers, &mut facts.answers, question);
        }
    }
    facts.language = ticket.language.filter(|_| fields.has(FIELD, LANGUAGE));
    facts
}

/// Whether words hold what an expert must not see: the number of the ticket, or the person's telephone.
pub fn gives_away(text: &str, ticket: &Ticket) -> bool {
    let digits = |text: &str| western_digits(text).chars().filter(char::is_ascii_digit).collect::<String>();
    let phone = ticket.report.as_ref().and_then(|report| report.answers.phone.given());
    let said = digits(text);
    let hides = [Some(digits(&ticket.reference)), phone.map(|phone| digits(phone.0.expose()))];
    // The national number is the end of the international one.
    hides.into_iter().flatten().any(|secret| said.contains(&secret[secret.len().saturating_sub(9)..]))
}

/// Facts are what was answered; "I don't know" is an answer, a question that was skipped is none.
fn offered(answers: &Answers) -> impl Iterator<Item = Question> {
    let is_fact = |question: &Question| {
        let labels = answers.slot(*question).labels();
        !labels.is_empty() && labels != [Label::Text(text::answer_skipped())]
    };
    Question::ALL.into_iter().filter(move |question| is_fact(question) && !NEVER.contains(question))
}

/// Copies one answer, of whatever type.
fn copy(from: &Answers, to: &mut Answers, question: Question) {
    match question {
        Question::Danger => to.danger = from.danger,
        Question::About => to.about = from.about,
        Question::Region => to.region = from.region,
        Question::Province => to.province = from.province,
        Question::Sector => to.sector = from.sector,
        Question::Pay => to.pay = from.pay.clone(),
        Question::Hours => to.hours = from.hours.clone(),
        Question::Safety => to.safety = from.safety.clone(),
        Question::Housing => to.housing = from.housing.clone(),
        Question::Threats => to.threats = from.threats.clone(),
        Question::Broker => to.broker = from.broker.clone(),
        Question::Workers => to.workers = from.workers,
        Question::Minors => to.minors = from.minors,
        Question::Since => to.since = from.since,
        Question::Stay => to.stay = from.stay,
        Question::OutsideEu => to.outside_eu = from.outside_eu,
        Question::Inspected => to.inspected = from.inspected,
        Question::Willing => to.willing = from.willing,
        Question::Words => to.words = from.words.clone(),
        Question::Contact | Question::Phone | Question::Time => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use bot::report::slot::Slot;

    #[test]
    fn each_answer_goes_alone_and_the_telephone_never() {
        let mut all = Answers::default();
        for question in Question::ALL {
            all.slot_mut(question).unknown();
        }
        assert!(all.phone.take("+39 333 1234567"));
        for question in Question::ALL {
            let mut only = Answers::default();
            copy(&all, &mut only, question);
            let answered: Vec<_> = Question::ALL.into_iter().filter(|q| only.slot(*q).is_answered()).collect();
            assert_eq!(answered, if NEVER.contains(&question) { vec![] } else { vec![question] });
        }
        assert_eq!(offered(&all).count(), Question::ALL.len() - NEVER.len());
        all.pay.skip();
        assert!(offered(&all).all(|question| question != Question::Pay), "what was skipped is no fact");
    }
}
