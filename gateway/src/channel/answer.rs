//! What a provider answers to a call, read to an end of ours: one that never ends would fill the machine.

use super::{Channel, SendError};
use reqwest::Response;
use serde::de::DeserializeOwned;

/// The most bytes of an answer that are read. Real ones have a few hundred; of files see [`super::download`].
pub const MOST: usize = 1024 * 1024;

/// An answer, or its beginning.
pub struct Answer {
    /// The status.
    pub status: u16,
    bytes: Vec<u8>,
    /// It had an end within [`MOST`] bytes.
    is_whole: bool,
}

impl Answer {
    /// Reads it. Whatever size was named is not believed, and nothing is unpacked: the clients ask for no compression. What is
    /// behind the first [`MOST`] bytes is left in the line, which is closed.
    pub async fn read(mut response: Response, channel: Channel) -> Result<Self, SendError> {
        let status = response.status().as_u16();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| SendError::of_line(&error))? {
            let room = MOST - bytes.len();
            if chunk.len() > room {
                bytes.extend_from_slice(&chunk[..room]);
                metrics::counter!("approdo_answers_too_large_total", "channel" => channel.name()).increment(1);
                tracing::warn!(channel = channel.name(), status, "an answer of more than 1 MB was left unread");
                return Ok(Self { status, bytes, is_whole: false });
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(Self { status, bytes, is_whole: true })
    }

    /// The status says that the call was carried out.
    pub const fn is_success(&self) -> bool {
        matches!(self.status, 200..=299)
    }

    /// The call was carried out, and what was said of it has no end. To make it once more would be to make it twice.
    pub const fn is_endless_success(&self) -> bool {
        self.is_success() && !self.is_whole
    }

    /// What it says; of one that is too large, if its beginning says it.
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        if self.is_whole {
            return serde_json::from_slice(&self.bytes).ok();
        }
        serde_json::Deserializer::from_slice(&self.bytes).into_iter().next()?.ok()
    }
}
