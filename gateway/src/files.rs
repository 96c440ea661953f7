//! Where files are kept: a local folder or an S3-compatible store. Nothing enters it unsealed.

pub mod bucket;

use crate::{
    private_files,
    seal::{CannotOpen, Column, DataKey},
    store::media::{Kept, LARGEST},
};
use object_store::{ObjectStore, ObjectStoreExt, path::Path};
use std::{fmt, sync::Arc};
use uuid::Uuid;

/// A file in the store.
pub const FILE: Column = Column::new("file", "content");

/// The store of sealed files.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

/// Why a file is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// More than [`LARGEST`] bytes, or none.
    Size,
    /// A program.
    Kind,
}

impl Refused {
    /// As it stands in SQL, for the staff.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Size => "too large or empty",
            Self::Kind => "a program",
        }
    }
}

/// What a file is by its bytes, whatever its sender calls it. What nobody knows is a download, and a program is refused.
pub fn examine(bytes: &[u8]) -> Result<Kept, Refused> {
    if bytes.is_empty() || bytes.len() > LARGEST {
        return Err(Refused::Size);
    }
    let is_program =
        infer::is_app(bytes) || [&b"MZ"[..], b"\x7FELF", b"#!/"].iter().any(|sign| bytes.starts_with(sign));
    if is_program {
        return Err(Refused::Kind);
    }
    // Only what a browser plays or shows without running anything keeps its name; a page or a drawing with scripts is bytes.
    let known = infer::get(bytes).map(|kind| kind.mime_type());
    let shown = known.filter(|mime| {
        let (family, _) = mime.split_once('/').unwrap_or_default();
        matches!(family, "image" | "audio" | "video") && *mime != "image/svg+xml" || *mime == "application/pdf"
    });
    // Voice notes: no browser plays Opus under its own name.
    let mime = shown.map(|mime| if mime == "audio/opus" { "audio/ogg" } else { mime });
    let mime = mime.unwrap_or("application/octet-stream").to_owned();
    Ok(Kept { mime, size: bytes.len() as i64 })
}

impl Files {
    /// In this folder, made where it is missing.
    pub fn in_folder(folder: &std::path::Path) -> anyhow::Result<Self> {
        private_files::folder(folder)?;
        Ok(Self(Arc::new(object_store::local::LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// In memory, for `approdo check` and the like.
    pub fn in_memory() -> Self {
        Self(Arc::new(object_store::memory::InMemory::new()))
    }

    /// In a bucket.
    pub fn in_bucket(bucket: object_store::aws::AmazonS3) -> Self {
        Self(Arc::new(bucket))
    }

    /// Seals and keeps a file. Safe to do twice.
    pub async fn keep(&self, id: Uuid, key: &DataKey, bytes: &[u8]) -> anyhow::Result<()> {
        self.0.put(&path(id), key.seal(FILE.of(id), bytes).into()).await?;
        Ok(())
    }

    /// Reads and opens a file.
    pub async fn read(&self, id: Uuid, key: &DataKey) -> anyhow::Result<Vec<u8>> {
        let sealed = self.0.get(&path(id)).await?.bytes().await?;
        // Nothing else is sealed under this key.
        key.open_of_any_release(FILE.of(id), &sealed).map_err(|error: CannotOpen| error.into())
    }

    /// Removes a file; one that is not there is removed already.
    pub async fn remove(&self, id: Uuid) -> anyhow::Result<()> {
        match self.0.delete(&path(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl fmt::Debug for Files {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[files]")
    }
}

fn path(id: Uuid) -> Path {
    let name = id.simple().to_string();
    // The last digits are chance: no folder grows too large.
    Path::from_iter([&name[30..], &name])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_bytes_say() {
        let mime = |bytes: &[u8]| examine(bytes).map(|kept| kept.mime);
        assert_eq!(mime(b"\xFF\xD8\xFF\xE0 JFIF").as_deref(), Ok("image/jpeg"));
        assert_eq!(mime(b"OggS\0\x02............OpusHead").as_deref(), Ok("audio/ogg"));
        assert_eq!(mime(b"%PDF-1.7").as_deref(), Ok("application/pdf"));
        for download in
            [&b"<html><script>alert(1)</script>"[..], b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"words"]
        {
            assert_eq!(mime(download).as_deref(), Ok("application/octet-stream"));
        }
        assert_eq!(mime(b"MZ\x90\0 a program"), Err(Refused::Kind));
        assert_eq!(mime(b"\x7FELF\x02\x01\x01"), Err(Refused::Kind));
        assert_eq!(mime(b""), Err(Refused::Size));
        assert_eq!(mime(&vec![b'a'; LARGEST + 1]), Err(Refused::Size));
    }
}
