//! What a webhook tells of a call (<https://www.twilio.com/docs/voice/twiml#request-parameters>).

use crate::{
    channel::{Channel, provider_id},
    seal::MasterKey,
    store::inbound::ProviderId,
};
use bot::{call::Caller, private::Private};

/// Longest identifier of a call or a recording that is believed; the provider's have 34 characters.
const LONGEST_ID: usize = 64;
/// More keys than any question asks for: a number of a request and its end. The rest is a stuck key.
const MOST_KEYS: usize = 32;
/// What the provider writes where a caller hides: the word typed on a telephone's keys
/// (ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE, PRIVATE).
const HIDDEN: [&str; 6] = ["266696687", "7378742833", "2562533", "8656696", "86282452253", "7748283"];

/// Which address of ours was called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Webhook {
    /// Somebody calls.
    Call,
    /// Keys, or silence, at this step.
    Step(i32),
    /// A message was spoken, or not, at this step.
    Recorded(i32),
    /// A recording can be fetched (`recordingStatusCallback`): the second way in which we hear of it.
    Recording,
    /// What has become of the call.
    Status,
}

/// What a webhook told.
pub struct Ring {
    /// Keyed hash of the provider's id of the call.
    pub call: ProviderId,
    /// Where answers would go: a number or, where it is hidden, something of this call alone.
    pub address: Private<String>,
    /// Whether that is a number.
    pub caller: Caller,
    /// The person called us, not we them.
    pub is_incoming: bool,
    /// What happened.
    pub told: Told,
    /// As it came, for the case that no turn can be made of it.
    pub raw: Private<Vec<u8>>,
}

/// What happened on the line.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Told {
    Began,
    Keys {
        step: i32,
        keys: String,
    },
    Silence {
        step: i32,
    },
    /// Each recording once, whichever way it is heard of; without a step it is the second way.
    Recorded {
        step: Option<i32>,
        recording: Recording,
    },
    NothingRecorded {
        step: i32,
    },
    HungUp,
    /// It rings, it goes on: nothing follows.
    Unneeded,
}

/// What a caller said.
#[derive(Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Recording {
    /// What makes it unique, for good.
    pub id: ProviderId,
    /// Where it can be fetched.
    pub url: Private<String>,
    pub seconds: u32,
}

/// Reads a form. `None`: it is not about a call.
pub fn parse(webhook: Webhook, form: &[(String, String)], master: &MasterKey) -> Option<Ring> {
    let field = |name: &str| form.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let sid = field("CallSid").filter(|sid| is_id(sid))?;
    let from = field("From").unwrap_or_default().trim();
    let (caller, address) = if is_number(from) {
        (Caller::Known, from.to_owned())
    } else {
        (Caller::Anonymous, format!("anonymous:{sid}"))
    };
    let told = match webhook {
        Webhook::Call => Told::Began,
        Webhook::Step(step) => match field("Digits").unwrap_or_default() {
            "" => Told::Silence { step },
            keys => Told::Keys { step, keys: keys.chars().take(MOST_KEYS).collect() },
        },
        Webhook::Recorded(step) => match recording(field, master) {
            Some(recording) => Told::Recorded { step: Some(step), recording },
            None => Told::NothingRecorded { step },
        },
        Webhook::Recording => {
            match recording(field, master).filter(|_| field("RecordingStatus") == Some("completed")) {
                Some(recording) => Told::Recorded { step: None, recording },
                None => Told::Unneeded,
            }
        }
        Webhook::Status => match field("CallStatus").unwrap_or_default() {
            "completed" | "busy" | "no-answer" | "failed" | "canceled" => Told::HungUp,
            _ => Told::Unneeded,
        },
    };
    Some(Ring {
        call: provider_id(master, Channel::Voice, sid),
        address: Private::new(address),
        caller,
        is_incoming: field("Direction").is_none_or(|direction| direction == "inbound"),
        told,
        raw: Private::new(serde_json::to_vec(form).unwrap_or_default()),
    })
}

/// A recording, unless it is said to be shorter than a second: that holds no voice. One of unknown length is kept.
fn recording<'a>(field: impl Fn(&str) -> Option<&'a str>, master: &MasterKey) -> Option<Recording> {
    let url = field("RecordingUrl").filter(|url| !url.is_empty())?;
    let seconds = field("RecordingDuration").and_then(|seconds| seconds.trim().parse().ok()).unwrap_or(1);
    // The provider's id of it ends the address too: an action that leaves the id out names the same recording.
    let id = field("RecordingSid").or_else(|| url.rsplit('/').next()).filter(|id| is_id(id))?;
    (seconds > 0).then(|| Recording {
        id: provider_id(master, Channel::Voice, id),
        url: Private::new(url.to_owned()),
        seconds,
    })
}

fn is_id(id: &str) -> bool {
    (1..=LONGEST_ID).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether somebody can call there: E.164, with or without its plus.
pub fn is_number(from: &str) -> bool {
    let digits = from.strip_prefix('+').unwrap_or(from);
    (6..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()) && !HIDDEN.contains(&digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_hides_the_number_has_an_address_of_this_call_alone() {
        let master = MasterKey::ephemeral();
        let ring = |from: &str, sid: &str| {
            let form = [("From", from), ("CallSid", sid)].map(|(name, value)| (name.to_owned(), value.to_owned()));
            parse(Webhook::Call, &form, &master)
        };
        for hidden in
            ["", " ", "anonymous", "Restricted", "unknown", "+266696687", "266696687", "+86282452253", "client:x", "+1"]
        {
            let one = ring(hidden, "CA1").unwrap();
            assert_eq!(one.caller, Caller::Anonymous, "{hidden}");
            assert_ne!(one.address.expose(), ring(hidden, "CA2").unwrap().address.expose());
        }
        let known = ring("+390600000000", "CA1").unwrap();
        assert_eq!((known.caller, known.address.expose().as_str()), (Caller::Known, "+390600000000"));
        for nonsense in ["", "CA 1", "CA1/../..", "é", &"A".repeat(65)] {
            assert!(ring("+390600000000", nonsense).is_none(), "{nonsense}");
        }
    }
}
