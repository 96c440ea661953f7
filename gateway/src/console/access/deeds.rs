//! What the register says of a deed, in the words of the staff. What a newer release wrote shows as it stands.

use crate::store::staff::Scope;
use bot::text::Words;

/// Everything that is written down, as it stands in SQL.
pub const ACTIONS: [&str; 46] = [
    "read",
    "see-identity",
    "ask-identity",
    "grant-identity",
    "refuse-identity",
    "end-identity",
    "take-over",
    "hand-back",
    "answer",
    "send",
    "close",
    "validate",
    "ask-more",
    "orient",
    "call-back",
    "merge",
    "split",
    "ask-erase",
    "erase",
    "keep",
    "ask-channel",
    "add-channel",
    "remove-channel",
    "resend",
    "resolve",
    "replay",
    "replay-failed",
    "discard",
    "log-in",
    "recovery-code",
    "set-password",
    "second-factor",
    "recovery-codes",
    "reset-second-factor",
    "ask-account",
    "grant-account",
    "refuse-account",
    "end-session",
    "invite",
    "reset",
    "disable",
    "enable",
    "edit",
    "add",
    "name",
    "check",
];

/// What was done.
pub fn action(words: Words, name: &str) -> String {
    match name {
        "read" => words.console_access_did_read(),
        "see-identity" => words.console_access_did_see_identity(),
        "ask-identity" => words.console_access_did_ask_identity(),
        "grant-identity" => words.console_access_did_grant_identity(),
        "refuse-identity" => words.console_access_did_refuse_identity(),
        "end-identity" => words.console_access_did_end_identity(),
        "take-over" => words.console_access_did_take_over(),
        "hand-back" => words.console_access_did_hand_back(),
        "answer" => words.console_access_did_answer(),
        "send" => words.console_access_did_send(),
        "close" => words.console_access_did_close(),
        "validate" => words.console_access_did_validate(),
        "ask-more" => words.console_access_did_ask_more(),
        "orient" => words.console_access_did_orient(),
        "call-back" => words.console_access_did_call_back(),
        "merge" => words.console_access_did_merge(),
        "split" => words.console_access_did_split(),
        "ask-erase" => words.console_access_did_ask_erase(),
        "erase" => words.console_access_did_erase(),
        "keep" => words.console_access_did_keep(),
        "ask-channel" => words.console_access_did_ask_channel(),
        "add-channel" => words.console_access_did_add_channel(),
        "remove-channel" => words.console_access_did_remove_channel(),
        "resend" => words.console_access_did_resend(),
        "resolve" => words.console_access_did_resolve(),
        "replay" => words.console_quarantine_did_replay(),
        "replay-failed" => words.console_quarantine_did_replay_failed(),
        "discard" => words.console_quarantine_did_discard(),
        "log-in" => words.console_access_did_log_in(),
        "recovery-code" => words.console_access_did_recovery_code(),
        "set-password" => words.console_access_did_set_password(),
        "second-factor" => words.console_access_did_second_factor(),
        "recovery-codes" => words.console_access_did_recovery_codes(),
        "reset-second-factor" => words.console_access_did_reset_second_factor(),
        "ask-account" => words.console_accounts_did_ask(),
        "grant-account" => words.console_accounts_did_grant(),
        "refuse-account" => words.console_accounts_did_refuse(),
        "end-session" => words.console_access_did_end_session(),
        "invite" => words.console_access_did_invite(),
        "reset" => words.console_access_did_reset(),
        "disable" => words.console_access_did_disable(),
        "enable" => words.console_access_did_enable(),
        "edit" => words.console_access_did_edit(),
        "add" => words.console_access_did_add(),
        "name" => words.console_access_did_name(),
        "check" => words.console_access_did_check(),
        other => other.to_owned(),
    }
}

/// To what kind of thing.
pub fn object(words: Words, name: &str) -> String {
    let (kind, rest) = name.split_once('/').unwrap_or((name, ""));
    match kind {
        "ticket" => words.console_ticket(),
        "assessment" => words.console_sheet(),
        "media" => words.console_access_object_media(),
        "message" => words.console_access_object_message(),
        "callback" => words.console_callback(),
        "contact" => words.console_access_object_contact(),
        "staff" => words.console_access_object_staff(),
        "team" => words.console_access_team(),
        "unlock" => words.console_access_object_unlock(),
        "question" => words.console_access_object_question(),
        "quarantine" => words.console_access_object_quarantine(),
        "audit" => words.console_audit(),
        "service" => words.console_access_object_service(),
        "hotline" => crate::console::wording::hotline(words, rest),
        _ => name.to_owned(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use bot::language::Language;

    #[test]
    fn every_deed_has_words() {
        for language in [Language::Italian, Language::English] {
            let words = Words::new(language);
            for name in ACTIONS {
                assert_ne!(action(words, name), name);
            }
            assert_eq!(action(words, "of-a-newer-release"), "of-a-newer-release");
            assert_eq!(object(words, "of/a-newer-release"), "of/a-newer-release");
        }
    }
}
