//! What an error of the Cloud API means for what to do next, by its code: the codes of a refused call and of a receipt
//! `failed` are the same (<https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes>).

use crate::channel::SendError::{
    self, ChannelBroken, Later, NeverThisMessage, NeverThisPerson, OutsideWindow, SlowDown,
};
use std::time::Duration;

const TOKEN: SendError = ChannelBroken("WhatsApp refuses this token: check APPRODO_WHATSAPP__TOKEN");
const NUMBER: SendError = ChannelBroken("WhatsApp does not know this number: check APPRODO_WHATSAPP__PHONE_NUMBER_ID");
const STOPPED: SendError = ChannelBroken("WhatsApp has stopped this account or number: see the WhatsApp Manager");

/// What a refused call means: its code, or its status where there is none or nobody knows it.
pub fn refused(status: u16, code: Option<i64>, subcode: Option<i64>, after: Option<Duration>) -> SendError {
    // "Object with ID does not exist, cannot be loaded due to missing permissions": the number in the URL.
    let known = if (code, subcode) == (Some(100), Some(33)) { Some(NUMBER) } else { code.and_then(meaning) };
    match (known, status) {
        (Some(SlowDown(_)), _) | (None, 429) => SlowDown(after),
        (Some(Later(pause)), _) => Later(after.or(pause)),
        (Some(known), _) => known,
        (None, 401 | 403) => TOKEN,
        (None, 404) => NUMBER,
        (None, 400..=499) => NeverThisMessage("refused by WhatsApp"),
        (None, _) => Later(after),
    }
}

/// What a code means; `None` where nobody knows it.
///
/// A template that is missing, paused or of another shape (132…) ends its notice alone: answers inside the window go on,
/// the notice is a dead letter that an operator sees and can resend when the template is there.
pub const fn meaning(code: i64) -> Option<SendError> {
    Some(match code {
        0 | 3 | 10 | 190 | 200..=299 | 131005 => TOKEN,
        33 | 131045 | 133000..=133003 | 133005..=133015 => NUMBER,
        368 | 131031 | 131037 | 131042 => STOPPED,
        // Of the app, of the account, of the number, of a number that people report.
        4 | 80007 | 130429 | 131048 | 133016 => SlowDown(None),
        // Too fast to this person alone: about one in six seconds.
        131056 => Later(Some(Duration::from_secs(30))),
        // "Invalid request or possible server error": again, but not as a sign that the provider is away.
        1 => Later(Some(Duration::from_secs(60))),
        2 | 131000 | 131016 | 131057 | 133004 => Later(None),
        470 | 131047 => OutsideWindow,
        // Not on WhatsApp, has blocked us, or is ourselves.
        131021 | 131026 => NeverThisPerson,
        130472 | 131049 | 131050 => NeverThisMessage("WhatsApp chose not to deliver it"),
        130497 => NeverThisMessage("WhatsApp does not carry it to this country"),
        131030 => NeverThisMessage("a test number writes to its own list only"),
        131051 => NeverThisMessage("WhatsApp has no such kind of message"),
        131052 | 131053 => NeverThisMessage("WhatsApp does not take this file"),
        132000..=132999 => NeverThisMessage("the template is not there or paused: check APPRODO_WHATSAPP__TEMPLATE"),
        100 | 131008 | 131009 | 131062 => NeverThisMessage("refused by WhatsApp"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_code_says_what_to_do_next() {
        let later = |seconds| Later(Some(Duration::from_secs(seconds)));
        let table = [
            (&[0, 3, 10, 190, 200, 299, 131005][..], TOKEN),
            (&[33, 133010], NUMBER),
            (&[368, 131031, 131042], STOPPED),
            (&[4, 80007, 130429, 131048, 133016], SlowDown(None)),
            (&[131056], later(30)),
            (&[1], later(60)),
            (&[2, 131000, 131016, 131057, 133004], Later(None)),
            (&[470, 131047], OutsideWindow),
            (&[131021, 131026], NeverThisPerson),
            (&[131051], NeverThisMessage("WhatsApp has no such kind of message")),
            (
                &[132001, 132015],
                NeverThisMessage("the template is not there or paused: check APPRODO_WHATSAPP__TEMPLATE"),
            ),
            (&[100, 131009], NeverThisMessage("refused by WhatsApp")),
        ];
        for (codes, expected) in table {
            for code in codes {
                assert_eq!(meaning(*code), Some(expected), "{code}");
            }
        }
        assert_eq!(meaning(999_999), None);
    }

    #[test]
    fn a_time_that_is_named_is_kept_and_the_status_counts_where_no_code_does() {
        let after = Some(Duration::from_secs(7));
        let table = [
            ((429, Some(130429), None, after), SlowDown(after)),
            ((429, None, None, after), SlowDown(after)),
            ((429, None, None, None), SlowDown(None)),
            ((400, Some(131056), None, after), Later(after)),
            ((503, None, None, after), Later(after)),
            ((500, None, None, None), Later(None)),
            ((502, Some(999_999), None, None), Later(None)),
            ((401, None, None, None), TOKEN),
            ((404, None, None, None), NUMBER),
            ((400, Some(100), Some(33), None), NUMBER),
            ((400, Some(100), None, None), NeverThisMessage("refused by WhatsApp")),
            ((400, Some(999_999), None, None), NeverThisMessage("refused by WhatsApp")),
            ((400, Some(131047), None, None), OutsideWindow),
        ];
        for ((status, code, subcode, after), expected) in table {
            assert_eq!(refused(status, code, subcode, after), expected, "{status} {code:?}");
        }
    }
}
