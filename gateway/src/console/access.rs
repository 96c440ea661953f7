//! One's own account, second factors and sessions; whose tickets somebody sees; identities; the register.
//!
//! | what | where |
//! | --- | --- |
//! | between password and second factor, and setting one up | [`pending_login`], [`second_factor`], [`verify`], [`totp`] |
//! | one's own account | [`account`], [`change`], [`device`], [`codes`], [`browser`] |
//! | the accounts of others, for administrators | [`post`], [`teams`] |
//! | what takes two people to do to an account | [`requests`] |
//! | who a person is, behind four eyes | [`identity`], [`grant`], [`section`] |
//! | who did and who read what | [`register`], [`audit_words`] |

pub mod account;
pub mod audit_words;
pub mod browser;
pub mod change;
pub mod codes;
pub mod device;
pub mod grant;

pub mod identity;
pub mod pending_login;
pub mod post;
pub mod register;
pub mod requests;
pub mod second_factor;
pub mod section;
pub mod teams;
pub mod totp;
pub mod verify;

use super::{
    permission::Permission::{
        AnswerQuestions, AskIdentity, DecideAccounts, Enter, GrantIdentity, ManageStaff, SeeAudit,
    },
    route::Routes,
};

/// Its pages.
pub fn routes(routes: Routes) -> Routes {
    routes
        .get(Enter, account::PATH, account::show)
        .post(Enter, "/console/account/name", change::name)
        .post(Enter, "/console/account/password", change::password)
        .post(Enter, "/console/account/sessions/end", change::end_session)
        .post(Enter, "/console/account/sessions/end-others", change::end_others)
        .get(Enter, device::PATH, device::show)
        .post(Enter, device::PATH, device::accept)
        .get(Enter, codes::PATH, codes::show)
        .post(Enter, codes::PATH, codes::renew)
        .get(ManageStaff, "/console/staff/{id}", post::show)
        .post(ManageStaff, "/console/staff/{id}", post::save)
        .get(DecideAccounts, requests::PATH, requests::list)
        .post(DecideAccounts, requests::PATH, requests::ask)
        .post(DecideAccounts, "/console/accounts/{id}", requests::decide)
        .post(Enter, "/console/account/requests/{id}", requests::stop)
        .get(ManageStaff, teams::PATH, teams::show)
        .post(ManageStaff, teams::PATH, teams::add)
        .post(ManageStaff, "/console/teams/{id}", teams::rename)
        .post(AskIdentity, "/console/tickets/{id}/identity", identity::ask)
        .get(AnswerQuestions, "/console/questions/{id}/identity", identity::of_question)
        .post(AnswerQuestions, "/console/questions/{id}/identity", identity::ask_of_question)
        .get(GrantIdentity, grant::PATH, grant::list)
        .post(GrantIdentity, "/console/identity/{id}", grant::decide)
        .get(SeeAudit, register::PATH, register::list)
        .post(SeeAudit, register::PATH, register::check)
}
