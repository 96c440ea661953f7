//! What an error of the provider means for what to do next (<https://www.twilio.com/docs/api/errors>).

use crate::channel::SendError;
use std::time::Duration;

const BROKEN: SendError = SendError::ChannelBroken(
    "the provider does not know this account: check APPRODO_SMS__ACCOUNT_SID, APPRODO_SMS__AUTH_TOKEN and APPRODO_SMS__API_URL",
);
const SENDER: SendError = SendError::ChannelBroken(
    "the provider does not let this account send so: check APPRODO_SMS__FROM or APPRODO_SMS__MESSAGING_SERVICE_SID",
);

/// What was answered to the attempt to send.
pub fn of_answer(status: u16, code: Option<u32>, retry_after: Option<Duration>) -> SendError {
    if status >= 500 {
        return SendError::Later(None);
    }
    match (code.and_then(of_code), status) {
        (Some(SendError::SlowDown(_)), _) | (None, 429) => SendError::SlowDown(retry_after),
        (Some(error), _) => error,
        (None, 401 | 403 | 404) => BROKEN,
        (None, 400..=499) if status != 408 => SendError::NeverThisMessage("refused by the provider"),
        // Neither taken nor refused: a redirection, or a page of something in between.
        (None, _) => SendError::Later(None),
    }
}

/// What was told later of a message that had been taken.
pub fn of_delivery(code: Option<u32>) -> SendError {
    code.and_then(of_code).unwrap_or(SendError::NeverThisMessage("not delivered"))
}

fn of_code(code: u32) -> Option<SendError> {
    Some(match code {
        // Authentication failed; account not active; account not found; account suspended.
        20003 | 20005 | 20404 | 30002 => BROKEN,
        // Invalid sender; sender missing; another account's number; service not found, or without senders.
        21212 | 21603 | 21660 | 21701 | 21703 => SENDER,
        // Too many requests; the queue of our number or of our account is full.
        20429 | 21611 | 30001 => SendError::SlowDown(None),
        // Stopped by the person; no number; not reachable; not from here; no mobile telephone.
        21610 | 21211 | 21214 | 21612 | 21614 => SendError::NeverThisPerson,
        // Switched off, or abroad without a network.
        30003 => SendError::Later(None),
        // Blocked by the person or their network; a number that does not exist (any more); a landline.
        30004..=30006 => SendError::NeverThisPerson,
        21408 => SendError::NeverThisMessage("this country is not enabled in the account"),
        21617 => SendError::NeverThisMessage("too long"),
        30007 => SendError::NeverThisMessage("filtered by the network"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_says_what_to_do_next() {
        let after = Some(Duration::from_secs(7));
        let refused = SendError::NeverThisMessage("refused by the provider");
        let table = [
            ((400, Some(21610), None), SendError::NeverThisPerson),
            ((400, Some(21211), None), SendError::NeverThisPerson),
            ((400, Some(21214), None), SendError::NeverThisPerson),
            ((400, Some(21612), None), SendError::NeverThisPerson),
            ((400, Some(21614), None), SendError::NeverThisPerson),
            ((400, Some(21602), None), refused),
            ((400, Some(21617), None), SendError::NeverThisMessage("too long")),
            ((400, Some(21408), after), SendError::NeverThisMessage("this country is not enabled in the account")),
            ((400, Some(99999), None), refused),
            ((400, None, None), refused),
            ((429, Some(20429), after), SendError::SlowDown(after)),
            ((429, Some(20429), None), SendError::SlowDown(None)),
            ((429, None, after), SendError::SlowDown(after)),
            ((429, Some(99999), after), SendError::SlowDown(after)),
            ((400, Some(21611), after), SendError::SlowDown(after)),
            ((401, Some(20003), None), BROKEN),
            ((401, None, None), BROKEN),
            ((403, None, None), BROKEN),
            ((404, Some(20404), None), BROKEN),
            ((404, None, None), BROKEN),
            ((400, Some(21212), None), SENDER),
            ((400, Some(21660), None), SENDER),
            ((500, Some(20500), None), SendError::Later(None)),
            ((503, Some(20503), after), SendError::Later(None)),
            ((502, None, None), SendError::Later(None)),
            ((408, None, None), SendError::Later(None)),
            ((302, None, None), SendError::Later(None)),
        ];
        for ((status, code, after), expected) in table {
            assert_eq!(of_answer(status, code, after), expected, "{status} {code:?}");
        }
    }

    #[test]
    fn each_failed_delivery_says_what_to_do_next() {
        let table = [
            (Some(30001), SendError::SlowDown(None)),
            (Some(30002), BROKEN),
            (Some(30003), SendError::Later(None)),
            (Some(30004), SendError::NeverThisPerson),
            (Some(30005), SendError::NeverThisPerson),
            (Some(30006), SendError::NeverThisPerson),
            (Some(30007), SendError::NeverThisMessage("filtered by the network")),
            (Some(30008), SendError::NeverThisMessage("not delivered")),
            (Some(21610), SendError::NeverThisPerson),
            (None, SendError::NeverThisMessage("not delivered")),
        ];
        for (code, expected) in table {
            assert_eq!(of_delivery(code), expected, "{code:?}");
        }
    }
}
