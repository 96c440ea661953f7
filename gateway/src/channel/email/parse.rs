//! From a message, as it lies in the mailbox, to what a person did.

use super::{automatic, bounce, shape::is_takeable, thread::Thread, words};
use crate::{
    channel::{Arrival, Channel, Delivery, Event, Receipt, provider_id},
    seal::MasterKey,
    store::{
        inbound::ProviderId,
        media::{File, FileKind, LARGEST, Source},
        message::{Body, Kind},
    },
};
use bot::{
    inbound::{Content, Inbound},
    private::Private,
    understand::{clean, clip},
};
use mail_parser::{Addr, Encoding, Message, MessageParser, MimeHeaders, PartType};
use uuid::Uuid;
use words::Words;

/// The most files of one message that are kept.
const MOST_FILES: usize = 100;
/// What a text is called whose beginning is all that is shown.
const WHOLE: &str = "message.txt";
/// What is shown where the words go on in that file: the same in every language.
const GOES_ON: &str = "\n\n[…] 📎 message.txt";
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
            let route = Thread::of(&message).route();
            let (body, files, inbound) = content(message, whole);
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
    format!("{}\n\n{}", clean(&subject), clip(&words::of(&message).own).0).trim().to_owned()
}

/// What becomes of something that cannot be used.
pub fn unknown(address: Option<Private<String>>, raw: &[u8]) -> Delivery {
    Delivery::Unknown { address, raw: kept(raw).to_vec() }
}

/// What is kept of something that cannot be used.
pub fn kept(raw: &[u8]) -> &[u8] {
    &raw[..raw.len().min(KEPT)]
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
fn content(mut message: Message<'_>, whole: bool) -> (Body, Vec<Source>, Inbound) {
    let Words { own: words, all } = words::of(&message);
    let subject = message.subject().filter(|_| message.in_reply_to().is_empty()).unwrap_or_default().trim().to_owned();
    let sent_at = sent_at(&message);
    let goes_on = if all.is_some() { GOES_ON } else { "" };
    let all = all.map(|all| (File::new(FileKind::Document, Some(WHOLE.to_owned())), bytes(all.into_bytes())));
    let (files, sources): (Vec<_>, Vec<_>) = if whole {
        let ids = std::mem::take(&mut message.attachments);
        let is_file = |id: &u32| message.part(*id).is_some_and(|part| !words::is_stray(part));
        let ids: Vec<_> = ids.into_iter().filter(is_file).collect();
        all.into_iter().chain(ids.into_iter().filter_map(|id| file(&mut message, id))).take(MOST_FILES).unzip()
    } else {
        all.into_iter().chain([(File::new(FileKind::Document, None), too_large())]).unzip()
    };
    let is_voice = files.iter().any(|file| file.kind == FileKind::Voice);
    let (kind, words, inbound) = if !words.is_empty() {
        // All of it is kept, so the bot need not ask for the rest.
        let first = clip(&words).0;
        let inbound = Inbound::text(&first);
        (Kind::Text, first + goes_on, inbound)
    } else if is_voice {
        (Kind::Voice, words, Content::Voice.into())
    } else if !files.is_empty() {
        (Kind::Attachment, words, Content::Attachment.into())
    } else {
        let subject = clip(&subject).0;
        (Kind::Text, subject.clone(), Inbound::text(&subject))
    };
    (Body { files, sent_at, ..Body::new(kind, words) }, sources, inbound)
}

/// When the person's program says that they wrote it; its clock may be wrong.
fn sent_at(message: &Message<'_>) -> Option<i64> {
    message.date().filter(|date| date.is_valid())?.to_timestamp().checked_mul(1000)
}

/// Too much for the turn, which holds it: it is refused when it is fetched, so that the staff see that there was something. It
/// stays in the mailbox.
fn too_large() -> Source {
    Source::Provider(Private::new(String::new()))
}

fn bytes(bytes: Vec<u8>) -> Source {
    if bytes.len() > LARGEST { too_large() } else { Source::Bytes(Private::new(bytes)) }
}

/// A file in a message, taken out of it; a signature of a program is none.
fn file(message: &mut Message<'_>, id: u32) -> Option<(File, Source)> {
    let part = message.parts.get_mut(usize::try_from(id).ok()?)?;
    let body = std::mem::take(&mut part.body);
    let part = message.part(id)?;
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
    let contents = match body {
        // Its own bytes are those of everything around it.
        PartType::Message(inner) if part.encoding != Encoding::None => inner.raw_message.into_owned(),
        PartType::Message(_) => {
            let raw = message.raw_message();
            let end = (part.raw_end_offset() as usize).min(raw.len());
            raw.get(part.raw_body_offset() as usize..end)?.to_vec()
        }
        PartType::Text(text) | PartType::Html(text) => text.into_owned().into_bytes(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => bytes.into_owned(),
        PartType::Multipart(_) => Vec::new(),
    };
    if contents.is_empty() {
        return None;
    }
    let name = part.attachment_name().map(clean);
    Some((File::new(kind, name), bytes(contents)))
}
