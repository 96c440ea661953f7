//! Files: to WhatsApp's store before a message names them, and from there ("Media").

use super::client::Whatsapp;
use crate::{
    channel::{
        SendError,
        download::{FOREIGN, GONE, TOO_LARGE, fetch, is_at},
    },
    store::media::FileKind,
};
use bot::private::Private;
use reqwest::{
    Url,
    multipart::{Form, Part},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// How long a file may take on its way up.
const TIMEOUT: Duration = Duration::from_secs(100);
/// The largest files that can be shown or played ("Supported media types"); larger ones go as documents.
const LARGEST_IMAGE: usize = 5 * 1024 * 1024;
const LARGEST_SOUND: usize = 16 * 1024 * 1024;

/// Where Meta keeps files, and names below it.
const HOSTS: [&str; 3] = ["lookaside.fbsbx.com", "whatsapp.net", "fbcdn.net"];

/// A file in WhatsApp's store.
pub struct Uploaded {
    id: String,
    kind: &'static str,
    /// A voice note rather than a recording.
    voice: bool,
    name: Option<String>,
}

impl Uploaded {
    /// Sound has no caption.
    pub fn takes_caption(&self) -> bool {
        self.kind != "audio"
    }

    /// The message that shows it.
    pub fn part(&self, caption: Option<&str>) -> Value {
        let mut file = json!({"id": self.id});
        if let Some(caption) = caption {
            file["caption"] = json!(caption);
        }
        if self.voice {
            file["voice"] = json!(true);
        }
        if let (Some(name), "document") = (&self.name, self.kind) {
            file["filename"] = json!(name);
        }
        json!({"type": self.kind, self.kind: file})
    }
}

/// How WhatsApp shows a file, and what it is told that it is: by its bytes.
fn looks(kind: FileKind, bytes: &[u8]) -> (&'static str, &'static str) {
    let known = infer::get(bytes).map(|found| found.mime_type());
    let text = || if std::str::from_utf8(bytes).is_ok() { "text/plain" } else { "application/octet-stream" };
    let mime = known.unwrap_or_else(text);
    match mime {
        "image/jpeg" | "image/png" if bytes.len() <= LARGEST_IMAGE => ("image", mime),
        "video/mp4" | "audio/mp4" | "audio/m4a" if kind == FileKind::Voice && bytes.len() <= LARGEST_SOUND => {
            ("audio", "audio/mp4")
        }
        "video/mp4" | "video/3gpp" if bytes.len() <= LARGEST_SOUND => ("video", mime),
        // Of OGG nothing but Opus is taken, and it must be said.
        "audio/ogg" | "audio/opus" if bytes.len() <= LARGEST_SOUND => ("audio", "audio/ogg; codecs=opus"),
        "audio/m4a" | "audio/mp4" if bytes.len() <= LARGEST_SOUND => ("audio", "audio/mp4"),
        "audio/aac" | "audio/amr" | "audio/mpeg" if bytes.len() <= LARGEST_SOUND => ("audio", mime),
        _ => ("document", mime),
    }
}

#[derive(Deserialize)]
struct Kept {
    id: String,
}

#[derive(Deserialize)]
struct Found {
    url: String,
    file_size: Option<usize>,
}

impl Whatsapp {
    /// Puts a file where a message can name it.
    pub(super) async fn upload(
        &self,
        number: &str,
        (kind, name): (FileKind, Option<&Private<String>>),
        bytes: &[u8],
    ) -> Result<Uploaded, SendError> {
        let (shown, mime) = looks(kind, bytes);
        let name = name.map(|name| name.expose().clone());
        let part = Part::bytes(bytes.to_vec()).file_name(name.clone().unwrap_or_else(|| "file".to_owned()));
        let part = part.mime_str(mime).map_err(|_| SendError::NeverThisMessage("its type has no name"))?;
        let form = Form::new().text("messaging_product", "whatsapp").text("type", mime).part("file", part);
        let request = self.http.post(self.url(&[number, "media"])).multipart(form).timeout(TIMEOUT);
        let kept: Kept = self.call(request).await?.ok_or(SendError::Later(None))?;
        let voice = kind == FileKind::Voice && mime == "audio/ogg; codecs=opus";
        Ok(Uploaded { id: kept.id, kind: shown, voice, name })
    }

    /// Fetches a file that somebody sent, by its id: first where it is, then itself.
    pub(super) async fn download(&self, id: &str, most: usize) -> Result<Vec<u8>, SendError> {
        if id.is_empty() || !id.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"._-".contains(&letter)) {
            return Err(SendError::NeverThisMessage("its id is none of WhatsApp's"));
        }
        // The link lives five minutes, so it is asked for each time.
        let found: Option<Found> = self.call(self.http.get(self.url(&[id]))).await.map_err(|error| match error {
            SendError::ChannelBroken(_) | SendError::NeverThisMessage(_) => gone(error),
            error => error,
        })?;
        let found = found.ok_or(SendError::Later(None))?;
        if found.file_size.is_some_and(|size| size > most) {
            return Err(TOO_LARGE);
        }
        let url: Url = found.url.parse().map_err(|_| FOREIGN)?;
        let client = match &url {
            url if self.is_own(url) => &self.http,
            url if is_at(url, &HOSTS) => &self.guarded,
            _ => return Err(FOREIGN),
        };
        fetch(client.get(url).bearer_auth(self.token()), most).await
    }
}

/// A file that is not there (any more) looks like a number that is not there; a wrong token is a wrong token.
fn gone(error: SendError) -> SendError {
    match error {
        SendError::ChannelBroken(cause) if cause.contains("TOKEN") => error,
        _ => GONE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_goes_as_what_its_bytes_say() {
        let looks = |kind, bytes: &[u8]| looks(kind, bytes);
        assert_eq!(looks(FileKind::Voice, b"OggS\0\x02............OpusHead").0, "audio");
        assert_eq!(looks(FileKind::Document, b"\xFF\xD8\xFF\xE0 JFIF"), ("image", "image/jpeg"));
        assert_eq!(looks(FileKind::Image, b"%PDF-1.7"), ("document", "application/pdf"));
        assert_eq!(looks(FileKind::Image, b"words"), ("document", "text/plain"));
        let mut large = b"\xFF\xD8\xFF\xE0".to_vec();
        large.resize(LARGEST_IMAGE + 1, 0);
        assert_eq!(looks(FileKind::Image, &large), ("document", "image/jpeg"));
    }

    #[test]
    fn only_metas_own_hosts_are_asked() {
        let allowed = |url: &str| is_at(&url.parse().unwrap(), &HOSTS);
        for url in [
            "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=1",
            "https://mmg.whatsapp.net/v/t62",
            "https://scontent.xx.fbcdn.net/v/1",
        ] {
            assert!(allowed(url), "{url}");
        }
        for url in [
            "http://lookaside.fbsbx.com/x",
            "https://lookaside.fbsbx.com:8443/x",
            "https://fbsbx.com/x",
            "https://evil-whatsapp.net/x",
            "https://whatsapp.net.example.org/x",
            "https://user@example.org/whatsapp.net",
            "https://127.0.0.1/x",
            "http://127.0.0.1:4001/x",
            "https://127.0.0.1:4000/x",
            "http://localhost:4000/x",
            "http://169.254.169.254/latest/meta-data/",
            "http://[::1]/x",
            "http://2130706433/x",
            "file:///etc/passwd",
        ] {
            assert!(!allowed(url), "{url}");
        }
    }
}
