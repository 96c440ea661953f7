//! A message of ours as it goes out: plain text, in the person's thread, with nothing outside its body that tells what it is
//! about. The subject is always the same word; theirs may tell, so it is not taken up.

use super::{Settings, thread::Thread};
use crate::{
    channel::{Outgoing, SendError},
    store::message::Kind,
};
use bot::{language::Language, private::Private, text};
use jiff::Timestamp;
use lettre::{
    Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// The bytes of a message.
pub fn compose(outgoing: &Outgoing, settings: &Settings) -> Result<Vec<u8>, SendError> {
    let own = &settings.own;
    let ours = own.address.parse().map_err(|_| SendError::ChannelBroken("check APPRODO_EMAIL__ADDRESS"))?;
    let theirs = outgoing.address.expose().parse().map_err(|_| SendError::NeverThisMessage("address"))?;
    let language = outgoing.body.language;
    let wording = &outgoing.house.wording;
    let moment = Duration::from_millis(outgoing.now.as_millisecond().try_into().unwrap_or_default());
    let mut message = Message::builder()
        .from(Mailbox::new(Some(settings.name.clone()), ours))
        .to(Mailbox::new(None, theirs))
        .subject(wording.say(&text::mail_subject(), language.unwrap_or(Language::Italian)))
        .date(SystemTime::UNIX_EPOCH + moment)
        .message_id(Some(format!("<{}>", own.message_id(outgoing.id))));
    if let Some((id, references)) = Thread::read(outgoing.route.as_ref()).answer() {
        message = message.in_reply_to(id).references(references);
    }
    if !outgoing.by_person {
        // RFC 3834, 5; the second is what Exchange listens to.
        message = message.raw_header(header("Auto-Submitted", "auto-replied"));
        message = message.raw_header(header("X-Auto-Response-Suppress", "All"));
    }
    let text = SinglePart::plain(words(outgoing));
    let message = match &outgoing.file {
        None => message.singlepart(text),
        Some((_, bytes)) => message.multipart(MultiPart::mixed().singlepart(text).singlepart(attachment(bytes))),
    };
    message.map(|message| message.formatted()).map_err(|_| SendError::NeverThisMessage("cannot be written"))
}

/// A note to somebody of the staff. It lies in a mailbox that others may read: nothing in it is about a person.
#[expect(missing_docs, reason = "the names say it")]
pub struct Note {
    pub id: Uuid,
    pub subject: String,
    pub text: String,
    pub now: Timestamp,
}

/// The bytes of a note.
pub fn note(address: &Private<String>, note: &Note, settings: &Settings) -> Result<Vec<u8>, SendError> {
    let ours = settings.own.address.parse().map_err(|_| SendError::ChannelBroken("check APPRODO_EMAIL__ADDRESS"))?;
    let theirs = address.expose().parse().map_err(|_| SendError::NeverThisMessage("address"))?;
    let moment = Duration::from_millis(note.now.as_millisecond().try_into().unwrap_or_default());
    let message = Message::builder()
        .from(Mailbox::new(Some(settings.name.clone()), ours))
        .to(Mailbox::new(None, theirs))
        .subject(note.subject.clone())
        .date(SystemTime::UNIX_EPOCH + moment)
        .message_id(Some(format!("<{}>", settings.own.message_id(note.id))))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("X-Auto-Response-Suppress", "All"))
        .singlepart(SinglePart::plain(note.text.clone()));
    message.map(|message| message.formatted()).map_err(|_| SendError::NeverThisMessage("cannot be written"))
}

/// The words, and how to answer them.
fn words(outgoing: &Outgoing) -> String {
    let body = &outgoing.body;
    if outgoing.by_person || body.kind == Kind::Notice {
        return body.text.clone();
    }
    let how = |language| outgoing.house.wording.say(&text::mail_how(), language);
    let how = match body.language {
        Some(language) => how(language),
        None => Language::WIDELY_READ.map(how).join("\n"),
    };
    format!("{}\n\n{how}", body.text)
}

/// A file under a name that tells nothing.
fn attachment(bytes: &[u8]) -> SinglePart {
    let kind = infer::get(bytes);
    let known = kind.and_then(|kind| Some((kind.extension(), ContentType::parse(kind.mime_type()).ok()?)));
    let octets = || ContentType::parse("application/octet-stream").unwrap_or(ContentType::TEXT_PLAIN);
    let (name, kind) = known.map_or_else(|| ("file".to_owned(), octets()), |(end, kind)| (format!("file.{end}"), kind));
    Attachment::new(name).body(bytes.to_vec(), kind)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
