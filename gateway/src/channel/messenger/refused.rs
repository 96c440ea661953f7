//! What an error of the Graph API means for what to do next
//! (<https://developers.facebook.com/docs/messenger-platform/error-codes>,
//! <https://developers.facebook.com/docs/graph-api/guides/error-handling>).

use crate::channel::SendError;
use serde::Deserialize;
use std::time::Duration;

/// `error` in an answer.
#[derive(Clone, Copy, Deserialize)]
pub(super) struct Refusal {
    #[serde(default)]
    pub code: i64,
    #[serde(default)]
    pub error_subcode: i64,
}

pub(super) const BROKEN: SendError =
    SendError::ChannelBroken("Meta does not accept this token or permission: check APPRODO_MESSENGER__TOKEN");

/// Not even the shape of an answer: a proxy's page, half an answer, or a wrong address.
pub(super) const fn unreadable(status: u16, retry_after: Option<Duration>) -> SendError {
    match status {
        404 => SendError::ChannelBroken("there is no Graph API: check APPRODO_MESSENGER__API_URL"),
        429 => SendError::SlowDown(retry_after),
        // Half an answer: it was taken, perhaps.
        200 => SendError::InDoubt,
        _ => SendError::Later(retry_after),
    }
}

impl Refusal {
    /// What to do next. `tagged`: it was sent as a person's answer (HUMAN_AGENT).
    pub fn means(self, status: u16, retry_after: Option<Duration>, tagged: bool) -> SendError {
        match (self.code, self.error_subcode) {
            // Limits of the app, the user, the page, the two platforms, and "custom-level throttling".
            (4 | 17 | 32 | 613 | 80_002 | 80_006, _) => SendError::SlowDown(retry_after),
            // "This message is sent outside of allowed window", Messenger's and Instagram's.
            (10, 2_018_065 | 2_018_278 | 2_534_022) => SendError::OutsideWindow,
            // "This person isn't available right now", "No matching user found", "… isn't receiving messages from you".
            (551, _) | (100, 2_018_001 | 2_534_014) | (10 | 200, 1_545_041 | 2_018_108) => SendError::NeverThisPerson,
            // The app was not granted the tag: then the window is as long as the bot's, and the channel is not broken.
            (10 | 200, _) if tagged => SendError::OutsideWindow,
            (3 | 10 | 102 | 190 | 200 | 230 | 10_904, _) => BROKEN,
            // "Temporary send message failure", "Service temporarily unavailable".
            (1 | 2 | 1200, _) => SendError::Later(retry_after),
            _ if status == 429 => SendError::SlowDown(retry_after),
            _ if (400..500).contains(&status) => SendError::NeverThisMessage("refused by Meta"),
            _ => SendError::Later(retry_after),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_says_what_to_do_next() {
        const LATER: SendError = SendError::Later(None);
        const SLOW: SendError = SendError::SlowDown(None);
        const WINDOW: SendError = SendError::OutsideWindow;
        const PERSON: SendError = SendError::NeverThisPerson;
        const MESSAGE: SendError = SendError::NeverThisMessage("refused by Meta");
        let table = [
            ((400, 613, 0), SLOW),
            ((400, 613, 1_893_063), SLOW),
            ((400, 4, 0), SLOW),
            ((400, 80_006, 2_446_079), SLOW),
            ((400, 80_002, 0), SLOW),
            ((400, 32, 0), SLOW),
            ((400, 17, 0), SLOW),
            ((429, 0, 0), SLOW),
            ((429, 131, 0), SLOW),
            ((400, 10, 2_018_278), WINDOW),
            ((403, 10, 2_018_065), WINDOW),
            ((400, 10, 2_534_022), WINDOW),
            ((400, 551, 1_545_041), PERSON),
            ((400, 551, 0), PERSON),
            ((400, 100, 2_018_001), PERSON),
            ((400, 100, 2_534_014), PERSON),
            ((403, 200, 1_545_041), PERSON),
            ((403, 200, 2_018_108), PERSON),
            ((400, 190, 463), BROKEN),
            ((401, 190, 0), BROKEN),
            ((400, 102, 0), BROKEN),
            ((403, 10, 0), BROKEN),
            ((403, 200, 0), BROKEN),
            ((403, 230, 0), BROKEN),
            ((400, 1, 99), LATER),
            ((500, 2, 0), LATER),
            ((400, 2, 1_545_133), LATER),
            ((400, 1200, 0), LATER),
            ((500, 0, 0), LATER),
            ((503, 100, 0), LATER),
            ((200, 0, 0), LATER),
            ((400, 100, 0), MESSAGE),
            ((400, 100, 2_018_109), MESSAGE),
            ((400, 368, 0), MESSAGE),
            ((404, 803, 0), MESSAGE),
        ];
        for ((status, code, error_subcode), expected) in table {
            let refusal = Refusal { code, error_subcode };
            assert_eq!(refusal.means(status, None, false), expected, "{status} {code}/{error_subcode}");
        }
    }

    #[test]
    fn a_tag_that_was_not_granted_breaks_nothing_else() {
        for code in [10, 200] {
            let refusal = Refusal { code, error_subcode: 0 };
            assert_eq!(refusal.means(403, None, true), SendError::OutsideWindow);
        }
        assert_eq!(Refusal { code: 190, error_subcode: 0 }.means(401, None, true), BROKEN);
    }

    #[test]
    fn a_time_that_is_named_is_kept() {
        let after = Some(Duration::from_secs(7));
        let limit = Refusal { code: 613, error_subcode: 0 };
        assert_eq!(limit.means(400, after, false), SendError::SlowDown(after));
        assert_eq!(unreadable(429, after), SendError::SlowDown(after));
        assert_eq!(unreadable(503, after), SendError::Later(after));
        assert_eq!(unreadable(200, None), SendError::InDoubt);
        assert!(matches!(unreadable(404, None), SendError::ChannelBroken(_)));
    }
}
