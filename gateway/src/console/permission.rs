//! Who may do what: one table, and the gate that every route stands behind. What one may not see does not exist: 404.

use super::{member::Auth, problem::Problem};
use crate::store::staff::Role;
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};

/// Something that can be done in the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    /// What everybody who is logged in may do: leave, choose a language.
    Enter,
    /// The list of tickets, without a word of a conversation.
    ListTickets,
    /// Conversations and reports.
    ReadTickets,
    /// Take over, answer, hand back, close.
    AnswerTickets,
    /// The list of those who are to be called back, and their numbers.
    CallBack,
    /// The Focal Point queue, without the sheets.
    ListQueue,
    /// The sheets, and the decision on them.
    Decide,
    /// Numbers that texts show.
    EditHotlines,
    /// How each channel does, and what it did not deliver, without content.
    SeeChannels,
    /// Turns that failed, without their content.
    SeeQuarantine,
    /// Accounts.
    ManageStaff,
}

use Permission::{
    AnswerTickets, CallBack, Decide, EditHotlines, Enter, ListQueue, ListTickets, ManageStaff, ReadTickets,
    SeeChannels, SeeQuarantine,
};

/// The table. Who keeps the accounts reads no conversation, and who counts reads none either.
const fn permissions(role: Role) -> &'static [Permission] {
    match role {
        Role::Operator => &[Enter, ListTickets, ReadTickets, AnswerTickets, CallBack, SeeChannels],
        Role::LegalExpert => &[Enter, ListTickets, ReadTickets, AnswerTickets, CallBack, SeeChannels],
        Role::FocalPoint => &[Enter, ListTickets, ReadTickets, AnswerTickets, CallBack, SeeChannels, ListQueue, Decide],
        Role::Coordinator => &[Enter, ListTickets, SeeChannels, ListQueue, EditHotlines, SeeQuarantine],
        Role::Administrator => &[Enter, ManageStaff, SeeChannels, EditHotlines, SeeQuarantine],
    }
}

impl Role {
    /// Whether the table allows it.
    pub fn may(self, permission: Permission) -> bool {
        permissions(self).contains(&permission)
    }
}

/// Lets a request through to a route that needs `permission`.
pub async fn gate(State(permission): State<Permission>, auth: Auth, request: Request, next: Next) -> Response {
    match auth.user {
        Some(member) if member.role.may(permission) => next.run(request).await,
        Some(_) => Problem::NotFound.into_response(),
        None if request.method() == Method::GET => Redirect::to(&super::login::address(request.uri())).into_response(),
        None => Redirect::to(super::login::PATH).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversations_are_for_those_who_answer_them() {
        let readers: Vec<_> = Role::ALL.into_iter().filter(|role| role.may(ReadTickets)).collect();
        assert_eq!(readers, [Role::Operator, Role::LegalExpert, Role::FocalPoint]);
        for role in Role::ALL {
            assert_eq!(role.may(ReadTickets), role.may(AnswerTickets));
            assert_eq!(role.may(ReadTickets), role.may(CallBack));
            assert!(role.may(Enter));
        }
    }

    #[test]
    fn only_the_focal_point_decides_and_only_the_administrator_keeps_accounts() {
        assert!(Role::ALL.into_iter().all(|role| role.may(Decide) == (role == Role::FocalPoint)));
        assert!(Role::ALL.into_iter().all(|role| role.may(ManageStaff) == (role == Role::Administrator)));
    }
}
