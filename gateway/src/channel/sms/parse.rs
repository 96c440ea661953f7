//! From a form, as the provider posted it, to what a worker did or what became of a message
//! (<https://www.twilio.com/docs/messaging/guides/webhook-request>,
//! <https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks>).

use super::{Sender, errors};
use crate::{
    channel::{Arrival, Channel, Delivery, Event, Receipt, ReceiptState, provider_id, twilio::value},
    seal::MasterKey,
    store::{
        media::{File, FileKind, Source},
        message::{Body, Kind},
    },
};
use bot::{
    inbound::{Content, Inbound},
    private::Private,
};
use uuid::Uuid;

/// The route of somebody whom the provider refuses to write to…
pub(super) const OPTED_OUT: &str = "opted-out";
/// …and of somebody who has taken that back.
const OPTED_IN: &str = "opted-in";
/// "NumMedia" is ten at most.
const MOST_FILES: usize = 10;

/// Reads a message that came in.
///
/// Names and short codes are no people ("Your parcel is waiting…"): kept, and never answered. Our own number as the sender
/// would be a conversation with ourselves.
pub fn parse(form: &[(String, String)], own: &Sender, master: &MasterKey) -> Event {
    let id = value(form, "MessageSid").or_else(|| value(form, "SmsSid")).filter(|id| !id.is_empty());
    let Some(id) = id else { return unknown(form, "From", None, master) };
    let provider_id = provider_id(master, Channel::Sms, id);
    let Some(from) = value(form, "From").and_then(number) else {
        return Event { provider_id, ..unknown(form, "From", None, master) };
    };
    let is_own = Some(&from) == value(form, "To").and_then(number).as_ref() || *own == Sender::Number(from.clone());
    if is_own {
        return Event { provider_id, delivery: Delivery::Unneeded };
    }
    let words = value(form, "Body").unwrap_or_default().to_owned();
    let (files, sources): (Vec<_>, Vec<_>) = media(form).unzip();
    let (inbound, kind) = if !words.trim().is_empty() || files.is_empty() {
        (Inbound::text(&words), Kind::Text)
    } else if files.iter().all(|file| file.kind == FileKind::Voice) {
        (Content::Voice.into(), Kind::Voice)
    } else {
        (Content::Attachment.into(), Kind::Attachment)
    };
    let route = match value(form, "OptOutType") {
        Some(kind) if kind.eq_ignore_ascii_case("STOP") => Some(OPTED_OUT),
        Some(kind) if kind.eq_ignore_ascii_case("START") => Some(OPTED_IN),
        _ => None,
    };
    let delivery = Delivery::Arrival(Box::new(Arrival {
        channel: Channel::Sms,
        provider_id,
        address: Private::new(from),
        route: route.map(|route| Private::new(route.to_owned())),
        inbound,
        body: Body { files, ..Body::new(kind, words) },
        files: sources,
    }));
    Event { provider_id, delivery }
}

/// Reads what became of a message that we sent; `ours` is the id that we had put into the callback's URL.
///
/// That the provider has queued it says that it has taken it: a message whose sending was not recorded is not sent again.
pub fn parse_status(form: &[(String, String)], ours: Option<Uuid>, master: &MasterKey) -> Event {
    let id = value(form, "MessageSid").or_else(|| value(form, "SmsSid")).filter(|id| !id.is_empty());
    let status = value(form, "MessageStatus").or_else(|| value(form, "SmsStatus"));
    let (Some(id), Some(status)) = (id, status) else { return unknown(form, "To", ours, master) };
    let state = match status {
        "accepted" | "scheduled" | "queued" | "sending" | "sent" => ReceiptState::Sent,
        "delivered" => ReceiptState::Delivered,
        "read" => ReceiptState::Read,
        "undelivered" | "failed" | "canceled" => {
            let code = value(form, "ErrorCode").and_then(|code| code.parse().ok());
            ReceiptState::Failed(errors::of_delivery(code))
        }
        _ => return unknown(form, "To", ours, master),
    };
    let receipt = Receipt { provider_hash: provider_id(master, Channel::Sms, id), ours, state };
    let event = provider_id(master, Channel::Sms, &format!("{id}:{status}"));
    Event { provider_id: event, delivery: Delivery::Receipt(receipt) }
}

/// A number as E.164 writes it, "+" and 7 to 15 digits; `None` for names, short codes and other networks (`whatsapp:+39…`).
pub fn number(raw: &str) -> Option<String> {
    let plain: String = raw.chars().filter(|c| !matches!(c, ' ' | '\u{A0}' | '-' | '.' | '/' | '(' | ')')).collect();
    let digits = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00"))?;
    let is_number = (7..=15).contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
    (is_number && !digits.starts_with('0')).then(|| format!("+{digits}"))
}

/// The files of a multimedia message: what the sender's telephone says they are, and where they wait.
fn media(form: &[(String, String)]) -> impl Iterator<Item = (File, Source)> {
    let count = value(form, "NumMedia").and_then(|count| count.parse().ok()).unwrap_or(0_usize);
    (0..count.min(MOST_FILES)).filter_map(move |i| {
        let url = value(form, &format!("MediaUrl{i}"))?;
        let kind = match value(form, &format!("MediaContentType{i}")).and_then(|kind| kind.split('/').next()) {
            Some("audio") => FileKind::Voice,
            Some("image") => FileKind::Image,
            Some("video") => FileKind::Video,
            _ => FileKind::Document,
        };
        Some((File::new(kind, None), Source::Provider(Private::new(url.to_owned()))))
    })
}

/// Kept as it came, each once: what has no id is known by all of it. `whose` is the parameter that names the person.
fn unknown(form: &[(String, String)], whose: &str, ours: Option<Uuid>, master: &MasterKey) -> Event {
    let raw = serde_json::to_vec(form).unwrap_or_default();
    let unique = format!("form:{ours:?}:{}", String::from_utf8_lossy(&raw));
    let address = value(form, whose).and_then(number).map(Private::new);
    Event { provider_id: provider_id(master, Channel::Sms, &unique), delivery: Delivery::Unknown { address, raw } }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_written_one_way() {
        for raw in ["+393330000001", "00393330000001", "+39 333 000 0001", "+39-333.000/0001", " +39 (333) 0000001 "] {
            assert_eq!(number(raw).as_deref(), Some("+393330000001"), "{raw}");
        }
        let others = ["", "+", "40404", "393330000001", "INPS", "+39333x000001", "whatsapp:+393330000001", "+123456"];
        for raw in others.into_iter().chain([
            "+1234567890123456",
            "+0393330000001",
            "+٣٩٣٣٣٠٠٠٠٠٠١",
            "rcs:agent",
            "+39\u{0}3330000001",
        ]) {
            assert_eq!(number(raw), None, "{raw}");
        }
    }
}
