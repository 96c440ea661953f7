//! Names that stand in SQL, in the words of the staff. What a newer release wrote shows as it stands.

use crate::{
    channel::Channel,
    store::staff::{Role, Scope},
};
use bot::{
    assessment::AssessmentState,
    eligibility::{Case, Matching},
    flow::information::Topic,
    language::Language,
    territory::Region,
    text::{self, Words},
    ticket::{Priority, Queue, TicketKind, TicketState},
};
use jiff::{Timestamp, civil::Weekday};

/// A language for somebody who does not speak it: its own name, and the staff's name for it.
#[expect(missing_docs, reason = "the names say it")]
pub struct Tongue {
    pub tag: &'static str,
    pub endonym: &'static str,
    pub name: String,
}

impl Tongue {
    /// Whether the two names are the same.
    pub fn is_theirs(&self) -> bool {
        self.endonym.eq_ignore_ascii_case(&self.name)
    }
}

/// How the staff calls a language.
pub fn tongue(words: Words, language: Language) -> Tongue {
    let name = match language {
        Language::Italian => words.console_language_it(),
        Language::English => words.console_language_en(),
        Language::French => words.console_language_fr(),
        Language::Arabic => words.console_language_ar(),
        Language::Naija => words.console_language_pcm(),
        Language::Edo => words.console_language_bin(),
        Language::Wolof => words.console_language_wo(),
        Language::Mandinka => words.console_language_mnk(),
        Language::Pulaar => words.console_language_ff(),
        Language::Pular => words.console_language_fuf(),
        Language::Urdu => words.console_language_ur(),
    };
    Tongue { tag: language.tag(), endonym: language.endonym(), name }
}

/// A role.
pub fn role(words: Words, role: Role) -> String {
    match role {
        Role::Operator => words.console_role_operator(),
        Role::Mediator => words.console_role_mediator(),
        Role::LegalExpert => words.console_role_legal_expert(),
        Role::FocalPoint => words.console_role_focal_point(),
        Role::Coordinator => words.console_role_coordinator(),
        Role::Administrator => words.console_role_administrator(),
    }
}

/// Whose tickets somebody sees.
pub fn scope(words: Words, scope: Scope) -> String {
    match scope {
        Scope::Own => words.console_access_scope_own(),
        Scope::Team => words.console_access_scope_team(),
        Scope::Region => words.console_access_scope_region(),
        Scope::All => words.console_access_scope_all(),
    }
}

/// The state of a ticket.
pub fn ticket_state(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(TicketState::New) => words.console_state_new(),
        Ok(TicketState::Open) => words.console_state_open(),
        Ok(TicketState::WaitingForWorker) => words.console_state_waiting(),
        Ok(TicketState::WaitingForExpert) => words.console_state_waiting_expert(),
        Ok(TicketState::Answered) => words.console_state_answered(),
        Ok(TicketState::Closed) => words.console_state_closed(),
        Err(_) => name.to_owned(),
    }
}

/// How soon a ticket has to be looked at.
pub fn priority(words: Words, priority: Priority) -> String {
    match priority {
        Priority::Low => words.console_priority_low(),
        Priority::Normal => words.console_priority_normal(),
        Priority::High => words.console_priority_high(),
        Priority::Urgent => words.console_priority_urgent(),
    }
}

/// Why there is a ticket.
pub fn ticket_kind(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(TicketKind::Question) => words.console_kind_question(),
        Ok(TicketKind::Report) => words.console_kind_report(),
        Ok(TicketKind::Urgent) => words.console_kind_urgent(),
        Err(_) => name.to_owned(),
    }
}

/// Who looks at it first.
pub fn queue(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(Queue::FrontOffice) => words.console_queue_front_office(),
        Ok(Queue::FocalPoint) => words.console_queue_focal_point(),
        Err(_) => name.to_owned(),
    }
}

/// The state of an assessment.
pub fn assessment_state(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(AssessmentState::Proposed) => words.console_assessment_proposed(),
        Ok(AssessmentState::MoreAsked) => words.console_assessment_more_asked(),
        Ok(AssessmentState::Validated) => words.console_assessment_validated(),
        Ok(AssessmentState::Oriented) => words.console_assessment_oriented(),
        Err(_) => name.to_owned(),
    }
}

/// Who matches.
pub fn matching(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(Matching::FocalPoint) => words.console_matching_focal_point(),
        Ok(Matching::AccessPoint) => words.console_matching_access_point(),
        Err(_) => name.to_owned(),
    }
}

/// A row of the table of protection paths.
pub fn case(words: Words, case: Case) -> String {
    match case {
        Case::Danger => words.console_case_1(),
        Case::Cooperates => words.console_case_2(),
        Case::Inspected => words.console_case_3(),
        Case::Regular => words.console_case_4(),
        Case::NoProof => words.console_case_5(),
    }
}

/// What a row of the table leads to.
pub fn path(words: Words, case: Case) -> String {
    match case {
        Case::Danger => words.console_path_1(),
        Case::Cooperates => words.console_path_2(),
        Case::Inspected => words.console_path_3(),
        Case::Regular => words.console_path_4(),
        Case::NoProof => words.console_path_5(),
    }
}

/// A region by its official name.
pub fn region(id: &str) -> String {
    Region::from_id(id).map_or_else(|| id.to_owned(), |region| region.name().to_owned())
}

/// A channel.
pub fn channel(words: Words, name: &str) -> String {
    match name.parse() {
        Ok(Channel::Telegram) => words.console_channel_telegram(),
        Ok(Channel::Whatsapp) => words.console_channel_whatsapp(),
        Ok(Channel::Messenger) => words.console_channel_messenger(),
        Ok(Channel::Instagram) => words.console_channel_instagram(),
        Ok(Channel::Sms) => words.console_channel_sms(),
        Ok(Channel::Voice) => words.console_channel_voice(),
        Ok(Channel::Email) => words.console_channel_email(),
        Ok(Channel::Web) => words.console_channel_web(),
        Ok(Channel::Terminal) => words.console_channel_terminal(),
        Err(()) => name.to_owned(),
    }
}

/// A day of the week.
pub fn weekday(words: Words, day: Weekday) -> String {
    match day {
        Weekday::Monday => words.console_weekday_1(),
        Weekday::Tuesday => words.console_weekday_2(),
        Weekday::Wednesday => words.console_weekday_3(),
        Weekday::Thursday => words.console_weekday_4(),
        Weekday::Friday => words.console_weekday_5(),
        Weekday::Saturday => words.console_weekday_6(),
        Weekday::Sunday => words.console_weekday_7(),
    }
}

/// The topic a worker was reading.
pub fn topic(language: Language, name: &str) -> String {
    let Ok(topic) = name.parse() else { return name.to_owned() };
    let label = match topic {
        Topic::Pay => text::choice_topic_pay(),
        Topic::Hours => text::choice_topic_hours(),
        Topic::Safety => text::choice_topic_safety(),
        Topic::Threats => text::choice_topic_threats(),
        Topic::Permits => text::choice_topic_permits(),
        Topic::Housing => text::choice_topic_housing(),
        Topic::Health => text::choice_topic_health(),
        Topic::Transport => text::choice_topic_transport(),
        Topic::After => text::choice_topic_after(),
        Topic::Hotlines => text::choice_topic_hotlines(),
    };
    label.in_language(language)
}

/// What a hotline is for.
pub fn hotline(words: Words, name: &str) -> String {
    match name {
        "emergency" => words.console_hotline_emergency(),
        "trafficking" => words.console_hotline_trafficking(),
        "violence" => words.console_hotline_violence(),
        "helpdesk" => words.console_hotline_helpdesk(),
        "whatsapp" => words.console_hotline_whatsapp(),
        "email" => words.console_hotline_email(),
        other => other.to_owned(),
    }
}

/// How long something has been waiting, in its largest unit: "3 d", "5 h", "10 min".
pub fn waiting(words: Words, since: Timestamp, now: Timestamp) -> String {
    let minutes = now.duration_since(since).as_mins().max(0);
    match minutes {
        0..60 => words.console_minutes(minutes),
        60..1440 => words.console_hours(minutes / 60),
        _ => words.console_days(minutes / 1440),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_has_words_in_both_languages() {
        for words in [Words::new(Language::Italian), Words::new(Language::English)] {
            for state in TicketState::ALL {
                assert_ne!(ticket_state(words, state.name()), state.name());
            }
            for state in AssessmentState::ALL {
                assert_ne!(assessment_state(words, state.name()), state.name());
            }
            for language in Language::ALL {
                assert!(!tongue(words, language).name.starts_with("console-"));
            }
            for of_role in Role::ALL {
                assert_ne!(role(words, of_role), of_role.name());
            }
            for of_channel in Channel::ALL {
                assert_ne!(channel(words, of_channel.name()), of_channel.name());
            }
        }
        assert_eq!(ticket_state(Words::new(Language::Italian), "of-tomorrow"), "of-tomorrow");
    }

    #[test]
    fn waiting_counts_in_the_largest_unit() {
        let words = Words::new(Language::English);
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(waiting(words, at(0), at(59 * 60)), words.console_minutes(59));
        assert_eq!(waiting(words, at(0), at(23 * 3600)), words.console_hours(23));
        assert_eq!(waiting(words, at(0), at(50 * 3600)), words.console_days(2));
        assert_eq!(waiting(words, at(60), at(0)), words.console_minutes(0));
    }
}
