//! Who may do what: one table. Every route names the permission it needs ([`super::routes`](mod@super::routes)); [`super::gate`] asks.

use crate::store::staff::Role;

/// Something that can be done in the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Permission {
    /// What everybody who is logged in may do: leave, choose a language.
    Enter,
    /// The list of tickets, without a word of a conversation.
    ListTickets,
    /// Conversations and reports.
    ReadTickets,
    /// Take over, answer, hand back, close, ask an expert.
    AnswerTickets,
    /// Give a ticket to somebody else, choose its priority and topic.
    AssignTickets,
    /// Questions to legal experts: the question and its facts, never who it is about.
    AnswerQuestions,
    /// The list of those who are to be called back, and their numbers.
    CallBack,
    /// The Focal Point queue, without the sheets.
    ListQueue,
    /// The sheets, and the decision on them.
    Decide,
    /// Ask to see who somebody is.
    AskIdentity,
    /// Say yes or no to somebody else who asked.
    GrantIdentity,
    /// Canned answers and macros.
    SeeCanned,
    /// Write canned answers and macros.
    EditCanned,
    /// Review what somebody else wrote: canned answers, texts, hotlines.
    Review,
    /// Services near the worker.
    SeeDirectory,
    /// Change them, import them.
    EditDirectory,
    /// Say yes or no to what somebody else would have workers told of a service.
    ReviewDirectory,
    /// Propose other words for the bot, an information text, a hotline.
    EditTexts,
    /// Opening hours and deadlines.
    EditDeadlines,
    /// Counts, with nobody in them.
    SeeFigures,
    /// Who did and who read what.
    SeeAudit,
    /// How each channel does, and what it did not deliver, without content.
    SeeChannels,
    /// Turns that failed, without their content.
    SeeQuarantine,
    /// Their content; carry them out again, discard them.
    OpenQuarantine,
    /// Accounts.
    ManageStaff,
    /// Ask for what gives an account into other hands, or say yes when somebody else has asked.
    DecideAccounts,
}

use Permission::{
    AnswerQuestions, AnswerTickets, AskIdentity, AssignTickets, CallBack, Decide, DecideAccounts, EditCanned,
    EditDeadlines, EditDirectory, EditTexts, Enter, GrantIdentity, ListQueue, ListTickets, ManageStaff, OpenQuarantine,
    ReadTickets, Review, ReviewDirectory, SeeAudit, SeeCanned, SeeChannels, SeeDirectory, SeeFigures, SeeQuarantine,
};

impl Permission {
    /// All permissions.
    pub const ALL: [Self; 26] = [
        Enter,
        ListTickets,
        ReadTickets,
        AnswerTickets,
        AssignTickets,
        AnswerQuestions,
        CallBack,
        ListQueue,
        Decide,
        AskIdentity,
        GrantIdentity,
        SeeCanned,
        EditCanned,
        Review,
        SeeDirectory,
        EditDirectory,
        ReviewDirectory,
        EditTexts,
        EditDeadlines,
        SeeFigures,
        SeeAudit,
        SeeChannels,
        SeeQuarantine,
        OpenQuarantine,
        ManageStaff,
        DecideAccounts,
    ];
}

/// What shows something of a person, or gives power over those who see it: nobody gives it to anybody alone.
pub const PERSONAL: [Permission; 10] = [
    ReadTickets,
    AnswerQuestions,
    CallBack,
    ListQueue,
    Decide,
    GrantIdentity,
    SeeAudit,
    OpenQuarantine,
    ManageStaff,
    DecideAccounts,
];

/// What both halves of the front office may do: they differ in what they know, not in what they see.
const FRONT_OFFICE: &[Permission] = &[
    Enter,
    ListTickets,
    ReadTickets,
    AnswerTickets,
    AssignTickets,
    CallBack,
    AskIdentity,
    SeeCanned,
    EditCanned,
    Review,
    SeeDirectory,
    EditDirectory,
    ReviewDirectory,
    EditTexts,
    SeeChannels,
    SeeQuarantine,
    OpenQuarantine,
];

/// The table. Who keeps the accounts reads no conversation, who counts reads none either, and an expert does not know
/// whom a question is about.
const fn permissions(role: Role) -> &'static [Permission] {
    match role {
        Role::Operator | Role::Mediator => FRONT_OFFICE,
        Role::LegalExpert => {
            &[Enter, AnswerQuestions, AskIdentity, SeeCanned, EditCanned, Review, SeeDirectory, EditTexts]
        }
        Role::FocalPoint => &[
            Enter,
            ListTickets,
            ReadTickets,
            AnswerTickets,
            AssignTickets,
            CallBack,
            ListQueue,
            Decide,
            AskIdentity,
            GrantIdentity,
            SeeCanned,
            SeeDirectory,
            EditDirectory,
            ReviewDirectory,
            SeeFigures,
            SeeChannels,
            SeeQuarantine,
            OpenQuarantine,
        ],
        Role::Coordinator => &[
            Enter,
            ListTickets,
            AssignTickets,
            ListQueue,
            GrantIdentity,
            SeeCanned,
            EditCanned,
            Review,
            SeeDirectory,
            EditDirectory,
            ReviewDirectory,
            EditTexts,
            EditDeadlines,
            SeeFigures,
            SeeAudit,
            SeeChannels,
            SeeQuarantine,
            DecideAccounts,
        ],
        Role::Administrator => {
            &[Enter, ManageStaff, SeeDirectory, EditTexts, EditDeadlines, SeeChannels, SeeQuarantine, DecideAccounts]
        }
    }
}

impl Role {
    /// Whether the table allows it.
    pub fn may(self, permission: Permission) -> bool {
        permissions(self).contains(&permission)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversations_are_for_those_who_answer_them() {
        let readers: Vec<_> = Role::ALL.into_iter().filter(|role| role.may(ReadTickets)).collect();
        assert_eq!(readers, [Role::Operator, Role::Mediator, Role::FocalPoint]);
        for role in Role::ALL {
            assert_eq!(role.may(ReadTickets), role.may(AnswerTickets));
            assert_eq!(role.may(ReadTickets), role.may(CallBack));
            assert_eq!(role.may(ReadTickets), role.may(OpenQuarantine));
            assert!(role.may(Enter));
        }
    }

    #[test]
    fn only_the_focal_point_decides_and_only_the_administrator_keeps_accounts() {
        assert!(Role::ALL.into_iter().all(|role| role.may(Decide) == (role == Role::FocalPoint)));
        assert!(Role::ALL.into_iter().all(|role| role.may(ManageStaff) == (role == Role::Administrator)));
        assert!(Role::ALL.into_iter().all(|role| role.may(AnswerQuestions) == (role == Role::LegalExpert)));
    }

    /// Whoever reads personal data needs a second factor. That is everybody, so logging in knows no exception; a role that
    /// reads none would be the first.
    #[test]
    fn every_role_reads_personal_data() {
        for role in Role::ALL {
            assert!(PERSONAL.into_iter().any(|permission| role.may(permission)), "{role:?}");
        }
    }

    /// A second person has to be found wherever a first one is: whoever may propose may review what others propose.
    #[test]
    fn whoever_edits_the_directory_reviews_it() {
        for role in Role::ALL {
            assert_eq!(role.may(EditDirectory), role.may(ReviewDirectory), "{role:?}");
        }
    }

    #[test]
    fn everything_may_be_done_by_somebody() {
        for permission in Permission::ALL {
            assert!(Role::ALL.into_iter().any(|role| role.may(permission)), "{permission:?}");
        }
    }
}
