//! What has just been done, said once at the top of the next page. It waits in the session, which is sealed.

use super::{member::Auth, problem::Problem};
use axum::response::{IntoResponse, Redirect, Response};
use bot::text::Words;
use serde::{Deserialize, Serialize};

/// What has been done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the texts are the documentation")]
pub enum Notice {
    TakenOver,
    HandedBack,
    Answered,
    Closed,
    Validated,
    MoreAsked,
    Oriented,
    Saved,
    Unchanged,
    Disabled,
    Enabled,
    Replayed,
    ReplayFailed,
    Discarded,
    CallNoted,
    CallbackClosed,
    CallbackOpened,
    NoNumber,
    Resent,
    Merged,
    Split,
    Unlinked,
    MarkedUnread,
    ViewSaved,
    ViewDeleted,
    NotificationsSeen,
    WordingProposed,
    WordingPublished,
    WordingReturned,
    WordingWithdrawn,
    WordingRestored,
    Assigned,
    Pooled,
    Waiting,
    ClosedQuietly,
    Reopened,
    Followed,
    Unfollowed,
    NoteAdded,
    TicketsLinked,
    TicketsUnlinked,
    TicketsMerged,
    TicketSplit,
    /// So many tickets were taken from the pool.
    OnDuty(usize),
    OffDuty,
    /// So many tickets were given back.
    HandedOver(usize),
    AnswerWaits,
    AnswerHeld,
    AnswerUndone,
    AnswerTooLate,
    DraftKept,
    WordsKept,
    Translated,
    SafeContactSaved,
    ExpertAsked,
    QuestionWithdrawn,
    QuestionTaken,
    FactsAsked,
    QuestionAnswered,
    CannedProposed,
    CannedAdded,
    CannedTaken,
    Retired,
    Restored,
    Reviewed,
    MacroApplied,
    /// A link that is shown this once.
    Link(String),
    PasswordChanged,
    SessionsEnded,
    RecoveryCodeUsed(i64),
    AccountAsked,
    AccountDone,
    AccountRefused,
    IdentityAsked,
    IdentityGranted,
    IdentityRefused,
    IdentityEnded,
    TeamAdded,
    /// Services, from a file: so many lines wait for a second person, so many hold at once.
    Imported {
        waiting: usize,
        changed: usize,
    },
    ServiceProposed,
    /// Some of what was ticked may still wait.
    ServicesPublished {
        done: usize,
        left: usize,
    },
    ServicesReturned(usize),
}

impl Notice {
    /// Where the session keeps it.
    pub const KEY: &str = "notice";

    /// In the words of whoever sees it.
    pub fn text(&self, words: &Words) -> String {
        match self {
            Self::TakenOver => words.console_notice_taken_over(),
            Self::HandedBack => words.console_notice_handed_back(),
            Self::Answered => words.console_notice_answered(),
            Self::Closed => words.console_notice_closed(),
            Self::Validated => words.console_notice_validated(),
            Self::MoreAsked => words.console_notice_more_asked(),
            Self::Oriented => words.console_notice_oriented(),
            Self::Saved => words.console_notice_saved(),
            Self::Unchanged => words.console_notice_unchanged(),
            Self::Disabled => words.console_notice_disabled(),
            Self::Enabled => words.console_notice_enabled(),
            Self::Replayed => words.console_quarantine_notice_replayed(),
            Self::ReplayFailed => words.console_quarantine_notice_failed(),
            Self::Discarded => words.console_quarantine_notice_discarded(),
            Self::CallNoted => words.console_notice_call_noted(),
            Self::CallbackClosed => words.console_notice_callback_closed(),
            Self::CallbackOpened => words.console_notice_callback_opened(),
            Self::NoNumber => words.console_notice_no_number(),
            Self::Resent => words.console_notice_resent(),
            Self::Merged => words.console_notice_merged(),
            Self::Split => words.console_notice_split(),
            Self::Unlinked => words.console_notice_unlinked(),
            Self::MarkedUnread => words.console_inbox_notice_unread(),
            Self::ViewSaved => words.console_inbox_notice_view_saved(),
            Self::ViewDeleted => words.console_inbox_notice_view_deleted(),
            Self::NotificationsSeen => words.console_inbox_notice_seen(),
            Self::WordingProposed => words.console_texts_notice_proposed(),
            Self::WordingPublished => words.console_texts_notice_published(),
            Self::WordingReturned => words.console_texts_notice_returned(),
            Self::WordingWithdrawn => words.console_texts_notice_withdrawn(),
            Self::WordingRestored => words.console_texts_notice_restored(),
            Self::Assigned => words.console_handling_notice_assigned(),
            Self::Pooled => words.console_handling_notice_pooled(),
            Self::Waiting => words.console_handling_notice_waiting(),
            Self::ClosedQuietly => words.console_handling_notice_closed_quietly(),
            Self::Reopened => words.console_handling_notice_reopened(),
            Self::Followed => words.console_handling_notice_followed(),
            Self::Unfollowed => words.console_handling_notice_unfollowed(),
            Self::NoteAdded => words.console_handling_notice_noted(),
            Self::TicketsLinked => words.console_handling_notice_linked(),
            Self::TicketsUnlinked => words.console_handling_notice_unlinked(),
            Self::TicketsMerged => words.console_handling_notice_merged(),
            Self::TicketSplit => words.console_handling_notice_split(),
            Self::OnDuty(count) => words.console_handling_notice_on_duty(*count),
            Self::OffDuty => words.console_handling_notice_off_duty(),
            Self::HandedOver(count) => words.console_handling_notice_handed_over(*count),
            Self::AnswerWaits => words.console_answering_notice_waits(),
            Self::AnswerHeld => words.console_answering_notice_held(),
            Self::AnswerUndone => words.console_answering_notice_undone(),
            Self::AnswerTooLate => words.console_answering_notice_too_late(),
            Self::DraftKept => words.console_answering_notice_draft(),
            Self::WordsKept => words.console_answering_notice_kept(),
            Self::Translated => words.console_answering_notice_translated(),
            Self::SafeContactSaved => words.console_answering_notice_safe(),
            Self::ExpertAsked => words.console_experts_notice_asked(),
            Self::QuestionWithdrawn => words.console_experts_notice_withdrawn(),
            Self::QuestionTaken => words.console_experts_notice_taken(),
            Self::FactsAsked => words.console_experts_notice_more(),
            Self::QuestionAnswered => words.console_experts_notice_answered(),
            Self::CannedProposed => words.console_experts_notice_proposed(),
            Self::CannedAdded => words.console_canned_notice_added(),
            Self::CannedTaken => words.console_canned_notice_taken(),
            Self::Retired => words.console_canned_notice_retired(),
            Self::Restored => words.console_canned_notice_restored(),
            Self::Reviewed => words.console_canned_notice_reviewed(),
            Self::MacroApplied => words.console_canned_notice_applied(),
            Self::Link(_) => words.console_notice_link(),
            Self::PasswordChanged => words.console_access_notice_password(),
            Self::SessionsEnded => words.console_access_notice_sessions(),
            Self::RecoveryCodeUsed(left) => words.console_access_notice_recovery(*left),
            Self::AccountAsked => words.console_accounts_notice_asked(),
            Self::AccountDone => words.console_accounts_notice_done(),
            Self::AccountRefused => words.console_accounts_notice_refused(),
            Self::IdentityAsked => words.console_access_notice_asked(),
            Self::IdentityGranted => words.console_access_notice_granted(),
            Self::IdentityRefused => words.console_access_notice_refused(),
            Self::IdentityEnded => words.console_access_notice_ended(),
            Self::TeamAdded => words.console_access_notice_team(),
            Self::Imported { waiting, changed } => words.console_directory_imported(changed, waiting),
            Self::ServiceProposed => words.console_directory_notice_proposed(),
            Self::ServicesPublished { done, left: 0 } => words.console_directory_notice_published(done),
            Self::ServicesPublished { done, left } => words.console_directory_notice_published_some(done, left),
            Self::ServicesReturned(count) => words.console_directory_notice_returned(count),
        }
    }

    /// The link to be shown.
    pub const fn link(&self) -> Option<&String> {
        match self {
            Self::Link(link) => Some(link),
            _ => None,
        }
    }
}

/// Goes on to another page, which says what has been done.
pub async fn done(auth: &Auth, notice: Notice, next: &str) -> Result<Response, Problem> {
    auth.session.insert(Notice::KEY, notice).await?;
    Ok(Redirect::to(next).into_response())
}
