//! A file that a person of the staff sends: looked at, sealed, kept, and written as a message of its own after the words.

use super::unit_of_work::UnitOfWork;
use crate::{
    files::{Refused, examine},
    seal::DataKey,
    store::{
        Store,
        conversation::AddressHash,
        media::{self, File, FileKind, Kept, NewMedia},
        message::{Author, Body, Kind, NewMessage},
    },
};
use bot::{
    private::Private,
    render::render,
    reply::{Paragraph, Reply},
    text,
};
use uuid::Uuid;

/// The largest file that the staff can send, in bytes: every channel takes it.
pub const LARGEST: usize = 10 * 1024 * 1024;

/// A file as somebody of the staff chose it. It is personal data: no `Debug`.
pub struct NewFile {
    name: Option<String>,
    bytes: Private<Vec<u8>>,
    kept: Kept,
}

impl NewFile {
    /// Takes a file for what its bytes are.
    pub fn new(name: Option<String>, bytes: Vec<u8>) -> Result<Self, Refused> {
        if bytes.len() > LARGEST {
            return Err(Refused::Size);
        }
        let kept = examine(&bytes)?;
        Ok(Self { name, bytes: Private::new(bytes), kept })
    }

    /// What its sender called it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// What is in it.
    pub const fn bytes(&self) -> &Vec<u8> {
        self.bytes.expose()
    }

    /// What it is by its bytes.
    pub fn kind(&self) -> FileKind {
        match self.kept.mime.split_once('/') {
            Some(("audio", _)) => FileKind::Voice,
            Some(("image", _)) => FileKind::Image,
            Some(("video", _)) => FileKind::Video,
            _ => FileKind::Document,
        }
    }
}

/// A file in the store that no row names yet.
pub(super) struct Enclosed {
    /// Of the file, and of the message that it comes with.
    pub id: Uuid,
    file: File,
    key: DataKey,
    kept: Kept,
}

impl Enclosed {
    /// Seals the file under a key of its own and keeps it.
    pub async fn keep(store: &Store, new: &NewFile) -> anyhow::Result<Self> {
        let (file, key) = (File::new(new.kind(), new.name.clone()), DataKey::fresh());
        store.files.keep(file.id, &key, new.bytes.expose()).await?;
        Ok(Self { id: file.id, file, key, kept: new.kept.clone() })
    }
}

impl UnitOfWork {
    /// Notes the message of a file.
    pub(super) fn enclose(&mut self, address: &AddressHash, staff: Uuid, enclosed: Enclosed) -> anyhow::Result<()> {
        let v = self.conversation(address)?;
        let reply = Reply {
            language: v.state.language,
            reading: v.state.reading,
            paragraphs: vec![Paragraph::Text(text::media_arrived())],
            choices: Vec::new(),
            page: 0,
            question: String::new(),
        };
        let caption = render(&reply, v.channel.limits().capabilities, &self.house.wording).into_iter().next();
        let kind = if enclosed.file.kind == FileKind::Voice { Kind::Voice } else { Kind::Attachment };
        let body = Body {
            language: caption.as_ref().and_then(|caption| caption.language),
            files: vec![enclosed.file],
            ..Body::new(kind, caption.map(|caption| caption.text).unwrap_or_default())
        };
        let (conversation_id, channel, quiet) = (v.id, v.channel, v.state.quiet);
        let (id, author) = (enclosed.id, Author::Staff(staff));
        let (key_sealed, body_sealed) = (v.key.seal_key(media::KEY.of(id), &enclosed.key), body.seal(&v.key, id));
        self.queue(address, id, author, quiet)?;
        self.messages.push(NewMessage { id, conversation_id, ticket_id: None, author, body_sealed });
        self.media.push(NewMedia {
            id,
            conversation_id,
            channel,
            key_sealed,
            source_sealed: None,
            kept: Some(enclosed.kept),
        });
        Ok(())
    }
}
