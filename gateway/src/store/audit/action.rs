//! What is written down: a closed list. Its words for the staff are chosen by an exhaustive match
//! ([`crate::console::access::audit_words`]), so that a new action does not compile without them.

macro_rules! actions {
    ($($variant:ident $name:literal,)*) => {
        /// What somebody did, as it stands in `audit.action`. A name is never given a second meaning and never taken away:
        /// databases hold it for as long as they live.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "the names say it")]
        pub enum Action { $($variant,)* }

        impl Action {
            /// All actions.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// As it stands in SQL and in addresses.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }
        }
    };
}

actions! {
    Add "add",
    AddChannel "add-channel",
    Answer "answer",
    AskAccount "ask-account",
    AskBack "ask-back",
    AskChannel "ask-channel",
    AskErase "ask-erase",
    AskExpert "ask-expert",
    AskIdentity "ask-identity",
    AskMore "ask-more",
    Assign "assign",
    BindSeals "bind-seals",
    CallBack "call-back",
    Carry "carry",
    Check "check",
    Close "close",
    CloseQuietly "close-quietly",
    Complete "complete",
    Deactivate "deactivate",
    Delete "delete",
    Despite "despite",
    Disable "disable",
    Discard "discard",
    Draft "draft",
    DutyOff "duty-off",
    DutyOn "duty-on",
    DutySettings "duty-settings",
    Edit "edit",
    Enable "enable",
    EndIdentity "end-identity",
    EndSession "end-session",
    Erase "erase",
    Export "export",
    Follow "follow",
    Gender "gender",
    GrantAccount "grant-account",
    GrantIdentity "grant-identity",
    HandBack "hand-back",
    Import "import",
    Invite "invite",
    Keep "keep",
    // Of older releases.
    LinkChannel "link",
    LinkTicket "link-ticket",
    LogIn "log-in",
    Macro "macro",
    Merge "merge",
    MergeTicket "merge-ticket",
    Name "name",
    Note "note",
    Orient "orient",
    Print "print",
    Priority "priority",
    Propose "propose",
    Publish "publish",
    Raise "raise",
    Read "read",
    RecoveryCode "recovery-code",
    RecoveryCodes "recovery-codes",
    RefuseAccount "refuse-account",
    RefuseIdentity "refuse-identity",
    RemoveChannel "remove-channel",
    Rename "rename",
    Reopen "reopen",
    Replay "replay",
    ReplayFailed "replay-failed",
    Resend "resend",
    Reset "reset",
    ResetSecondFactor "reset-second-factor",
    // Of older releases.
    Resolve "resolve",
    Restore "restore",
    RestoreAlone "restore-alone",
    Retire "retire",
    Return "return",
    Review "review",
    Save "save",
    SecondFactor "second-factor",
    See "see",
    SeeIdentity "see-identity",
    Send "send",
    SetPassword "set-password",
    Split "split",
    SplitTicket "split-ticket",
    Take "take",
    TakeOver "take-over",
    Topic "topic",
    Translate "translate",
    Undo "undo",
    Unfollow "unfollow",
    UnlinkTicket "unlink-ticket",
    Unread "unread",
    Use "use",
    Validate "validate",
    Wait "wait",
    Withdraw "withdraw",
    Write "write",
}

impl Action {
    /// The action of this name; none where a newer release wrote it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_parsed_back() {
        for action in Action::ALL {
            assert_eq!(Action::named(action.name()), Some(action));
        }
        assert_eq!(Action::named("of-a-newer-release"), None);
    }
}
