//! What comes back: reports on messages that we sent (RFC 3464), matched by our own `Message-ID`, `<id of the message@domain>`.

use super::parse::Own;
use crate::channel::{ReceiptState, SendError};
use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders, PartType};
use uuid::Uuid;

/// A report on one of our messages.
pub struct Report {
    /// Our message.
    pub ours: Uuid,
    /// What became of it; `None`: it is late, and the other server goes on trying.
    pub state: Option<ReceiptState>,
}

/// Whether it is a report on the delivery of something.
pub fn is_report(message: &Message<'_>) -> bool {
    message.content_type().is_some_and(|kind| {
        let report = kind.attribute("report-type").unwrap_or_default();
        kind.ctype().eq_ignore_ascii_case("multipart")
            && kind.subtype().is_some_and(|subtype| subtype.eq_ignore_ascii_case("report"))
            && !report.eq_ignore_ascii_case("disposition-notification")
    })
}

/// Reads it; `None` where it is not about a message of ours.
pub fn read(message: &Message<'_>, own: &Own) -> Option<Report> {
    let ours = message.parts.iter().find_map(|part| original(part, own))?;
    let status = message.parts.iter().find(|part| is(part, "message", "delivery-status"))?;
    Some(Report { ours, state: state(&String::from_utf8_lossy(status.contents())) })
}

/// Our id in the message that was sent back, or in what was left of it.
fn original(part: &MessagePart<'_>, own: &Own) -> Option<Uuid> {
    let id = match &part.body {
        PartType::Message(message) => message.message_id().map(str::to_owned),
        _ if is(part, "text", "rfc822-headers") || is(part, "message", "rfc822") => {
            let headers = MessageParser::default().parse_headers(part.contents())?;
            headers.message_id().map(str::to_owned)
        }
        _ => None,
    }?;
    let (local, domain) = id.split_once('@')?;
    domain.eq_ignore_ascii_case(own.domain()).then(|| local.parse().ok()).flatten()
}

fn is(part: &MessagePart<'_>, kind: &str, subtype: &str) -> bool {
    part.content_type().is_some_and(|ct| {
        ct.ctype().eq_ignore_ascii_case(kind) && ct.subtype().is_some_and(|name| name.eq_ignore_ascii_case(subtype))
    })
}

/// `5.1.1` and its like.
fn is_status(word: &str) -> bool {
    let mut parts = word.split('.');
    matches!(parts.next(), Some("4" | "5"))
        && parts.all(|part| part.parse::<u16>().is_ok())
        && word.split('.').count() == 3
}

/// Action and status of the recipient (RFC 3464, 2.3.3 and 2.3.4); each of our messages has one.
fn state(report: &str) -> Option<ReceiptState> {
    let field = |name: &str| {
        let mut lines = report.lines().filter_map(|line| line.split_once(':'));
        lines.find(|(field, _)| field.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let action = field("Action").unwrap_or_default().to_ascii_lowercase();
    // Exim says 5.0.0 whatever it was, and quotes the other server: "smtp; 550 5.1.1 …".
    let quoted = || field("Diagnostic-Code").and_then(|said| said.split([' ', '-', ';']).find(|word| is_status(word)));
    let status = field("Status").and_then(|status| status.split_whitespace().next()).unwrap_or_default();
    let status = quoted().filter(|_| !is_status(status) || status.ends_with(".0.0")).unwrap_or(status);
    match action.as_str() {
        // RFC 3463: X.1.* is the address, 2.1 a mailbox that was disabled: whoever had it is not there any more.
        "failed" if status.starts_with("5.1.") || status == "5.2.1" => {
            Some(ReceiptState::Failed(SendError::NeverThisPerson))
        }
        "failed" if status.starts_with('4') => Some(ReceiptState::Failed(SendError::NeverThisMessage("gave up"))),
        "failed" => Some(ReceiptState::Failed(SendError::NeverThisMessage("sent back"))),
        "delivered" => Some(ReceiptState::Delivered),
        "relayed" | "expanded" => Some(ReceiptState::Sent),
        _ => None,
    }
}
