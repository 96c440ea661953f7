//! From a message, as it lies in the mailbox, to what a person did.

use super::{automatic, bounce, thread::Thread, words};
use crate::{
    channel::{Arrival, Channel, Delivery, Event, Receipt, provider_id},
    seal::MasterKey,
    store::{
        inbound::ProviderId,
        media::{File, FileKind, Source},
        message::{Body, Kind},
    },
};
use bot::{
    inbound::{Content, Inbound},
    private::Private,
    understand::{clean, clip},
};
use mail_parser::{Addr, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use uuid::Uuid;

/// The most files of one message that are kept.
const MOST_FILES: usize = 100;
/// More parts than this are an attack on whoever takes them apart: mail-parser goes one call deeper for each message in a
/// message, and so does dropping them.
const MOST_PARTS: usize = 500;
/// So much of what cannot be used is kept; the message itself stays in the mailbox.
const KEPT: usize = 256 * 1024;
/// The longest address (RFC 5321, 4.5.3.1.3).
const LONGEST_ADDRESS: usize = 254;

/// Who we are, as far as reading needs it.
#[derive(Clone, Debug)]
pub struct Own {
    /// The address that people write to.
    pub address: String,
    /// How our own server signs its `Authentication-Results`; `None`: nobody looks at them.
    pub authserv_id: Option<String>,
}

impl Own {
    /// What stands behind the `@`.
    pub fn domain(&self) -> &str {
        self.address.rsplit('@').next().unwrap_or_default()
    }

    /// The `Message-ID` of a message of ours, without its brackets: what comes back is matched by it.
    pub fn message_id(&self, message: Uuid) -> String {
        format!("{message}@{}", self.domain())
    }
}

/// Reads one message from its bytes. `whole`: nothing of it was left on the server; of one that is too large only its beginning
/// comes, and its files are refused.
pub fn parse(raw: &[u8], whole: bool, own: &Own, master: &MasterKey) -> Event {
    let message = if is_takeable(raw) { MessageParser::default().parse(raw) } else { None };
    let Some(message) = message else {
        return Event { provider_id: unique(master, "", None, raw), delivery: unknown(None, raw) };
    };
    let from = message.from().and_then(|from| from.first());
    let address = from.and_then(address);
    let who = address.as_ref().map(|address| address.expose().as_str()).unwrap_or_default();
    let provider_id = unique(master, who, message.message_id(), raw);
    let delivery = match (automatic::reason(&message), address) {
        _ if bounce::is_report(&message) => report(&message, own, master),
        (Some(reason), _) => ignored(reason),
        (None, None) => unknown(None, raw),
        (None, Some(address)) if address.expose().eq_ignore_ascii_case(&own.address) => ignored("our own"),
        (None, Some(address)) if own.authserv_id.as_ref().is_some_and(|id| automatic::is_forged(&message, id)) => {
            unknown(Some(address), raw)
        }
        (None, Some(address)) => {
            let (body, files, inbound) = content(&message, whole);
            let route = Thread::of(&message).route();
            let channel = Channel::Email;
            Delivery::Arrival(Box::new(Arrival { channel, provider_id, address, route, inbound, body, files }))
        }
    };
    Event { provider_id, delivery }
}

/// What a person can read of a message: its subject and its words, not who sent it; of one that breaks the rules, nothing.
pub fn readable(raw: &[u8]) -> String {
    let message = if is_takeable(raw) { MessageParser::default().parse(raw) } else { None };
    let Some(message) = message else { return String::new() };
    let subject = message.subject().unwrap_or_default().trim().to_owned();
    format!("{}\n\n{}", clean(&subject), clip(&words::of(&message)).0).trim().to_owned()
}

/// Every part of a message names its type at the beginning of a line.
fn is_takeable(raw: &[u8]) -> bool {
    const FIELD: &[u8] = b"content-type";
    let names_type = |line: &[u8]| line.get(..FIELD.len()).is_some_and(|name| name.eq_ignore_ascii_case(FIELD));
    raw.split(|byte| *byte == b'\n').filter(|line| names_type(line.trim_ascii_start())).count() <= MOST_PARTS
}

/// What is kept of something that cannot be used.
pub fn unknown(address: Option<Private<String>>, raw: &[u8]) -> Delivery {
    Delivery::Unknown { address, raw: raw[..raw.len().min(KEPT)].to_vec() }
}

/// A message is known by its `Message-ID`, for each sender apart: nobody can use up the id of somebody else's. One without is
/// known by its bytes.
pub fn unique(master: &MasterKey, from: &str, message_id: Option<&str>, raw: &[u8]) -> ProviderId {
    let id = match message_id {
        Some(id) => format!("{from} {id}"),
        None => format!("{from} {}", hex::encode(master.hash("mail", raw))),
    };
    provider_id(master, Channel::Email, &id)
}

fn ignored(reason: &'static str) -> Delivery {
    metrics::counter!("approdo_mail_ignored_total", "reason" => reason).increment(1);
    Delivery::Unneeded
}

fn report(message: &Message<'_>, own: &Own, master: &MasterKey) -> Delivery {
    match bounce::read(message, own) {
        Some(bounce::Report { ours, state: Some(state) }) => {
            let id = own.message_id(ours);
            Delivery::Receipt(Receipt {
                provider_hash: provider_id(master, Channel::Email, &id),
                ours: Some(ours),
                state,
            })
        }
        Some(bounce::Report { state: None, .. }) => ignored("late"),
        None => ignored("a report on something else"),
    }
}

/// The sender's address, with its domain in small letters.
fn address(from: &Addr<'_>) -> Option<Private<String>> {
    let (local, domain) = from.address()?.trim().rsplit_once('@')?;
    let address = format!("{local}@{}", domain.to_lowercase());
    let fits = address.len() <= LONGEST_ADDRESS && address.parse::<lettre::Address>().is_ok();
    fits.then(|| Private::new(address))
}

/// What the person sent: words come first, since they are what the bot can understand.
fn content(message: &Message<'_>, whole: bool) -> (Body, Vec<Source>, Inbound) {
    let (files, sources): (Vec<_>, Vec<_>) = if whole {
        message
            .attachments()
            .filter(|part| !words::is_stray(part))
            .filter_map(|part| file(part, message))
            .take(MOST_FILES)
            .unzip()
    } else {
        // Refused when it is fetched, so that the staff see that there was something.
        vec![(File::new(FileKind::Document, None), Source::Provider(Private::new(String::new())))].into_iter().unzip()
    };
    let words = words::of(message);
    let subject =
        || message.subject().filter(|_| message.in_reply_to().is_empty()).unwrap_or_default().trim().to_owned();
    let is_voice = files.iter().any(|file| file.kind == FileKind::Voice);
    let (kind, words, inbound) = if !words.is_empty() {
        // The bot gets all of it, and tells the person what is cut.
        (Kind::Text, clip(&words).0, Inbound::text(&words))
    } else if is_voice {
        (Kind::Voice, words, Content::Voice.into())
    } else if !files.is_empty() {
        (Kind::Attachment, words, Content::Attachment.into())
    } else {
        let subject = clip(&subject()).0;
        (Kind::Text, subject.clone(), Inbound::text(&subject))
    };
    (Body { files, sent_at: sent_at(message), ..Body::new(kind, words) }, sources, inbound)
}

/// When the person's program says that they wrote it; its clock may be wrong.
fn sent_at(message: &Message<'_>) -> Option<i64> {
    message.date().filter(|date| date.is_valid())?.to_timestamp().checked_mul(1000)
}

/// A file in a message; a signature of a program is none.
fn file(part: &MessagePart<'_>, message: &Message<'_>) -> Option<(File, Source)> {
    let declared = part.content_type();
    let (family, subtype) = declared.map_or(("", ""), |kind| (kind.ctype(), kind.subtype().unwrap_or_default()));
    let (family, subtype) = (family.to_ascii_lowercase(), subtype.to_ascii_lowercase());
    if matches!(subtype.as_str(), "pkcs7-signature" | "x-pkcs7-signature" | "pgp-signature" | "pgp-keys") {
        return None;
    }
    let kind = match family.as_str() {
        "audio" => FileKind::Voice,
        "image" => FileKind::Image,
        "video" => FileKind::Video,
        _ => FileKind::Document,
    };
    let bytes = match &part.body {
        // Its own bytes are those of everything around it.
        PartType::Message(inner) if part.encoding != mail_parser::Encoding::None => inner.raw_message().to_vec(),
        PartType::Message(_) => {
            let raw = message.raw_message();
            let end = (part.raw_end_offset() as usize).min(raw.len());
            raw.get(part.raw_body_offset() as usize..end)?.to_vec()
        }
        _ => part.contents().to_vec(),
    };
    if bytes.is_empty() {
        return None;
    }
    let name = part.attachment_name().map(clean);
    Some((File::new(kind, name), Source::Bytes(Private::new(bytes))))
}
