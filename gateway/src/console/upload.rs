//! A form with a file in it: read as it comes in, so that a file that is too large costs neither memory nor the words that
//! were typed beside it.

use super::problem::Problem;
use crate::{files::Refused, turn};
use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::Field},
    http::{StatusCode, header::CONTENT_TYPE},
};

/// What the fields beside the file may hold together.
const FIELDS: usize = 256 * 1024;
/// What is read at all, and thrown away beyond a file's size, so that the browser gets to see the answer.
const PATIENCE: usize = 256 * 1024 * 1024;

/// A form as it was sent; in the request's extensions once its token was checked.
#[derive(Clone, Default)]
pub struct Sent {
    fields: Vec<(String, String)>,
    file: Option<Upload>,
}

/// The file in it.
#[derive(Clone)]
pub struct Upload {
    name: String,
    bytes: Vec<u8>,
    cut: bool,
}

impl Sent {
    /// A field by its name.
    pub fn field(&self, name: &str) -> &str {
        self.fields.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
    }

    /// All fields.
    pub fn fields(self) -> Vec<(String, String)> {
        self.fields
    }

    /// The file, if one was chosen.
    pub fn file(&mut self) -> Option<Upload> {
        self.file.take()
    }
}

impl Upload {
    /// Its bytes as they came, for a page that reads them itself; `None` if they are too many.
    pub fn bytes(self) -> Option<Vec<u8>> {
        (!self.cut).then_some(self.bytes)
    }

    /// Takes it for what its bytes are.
    pub fn examine(self) -> Result<turn::NewFile, Refused> {
        if self.cut { Err(Refused::Size) } else { turn::NewFile::new(Some(self.name), self.bytes) }
    }
}

/// Whether the request carries such a form.
pub fn is_one(request: &Request) -> bool {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with("multipart/form-data")
}

/// Reads it to its end. What is cut off or malformed is refused whole: half a file helps nobody. Without `keep` a file is
/// thrown away as it comes.
pub async fn read(mut request: Request, keep: bool) -> Result<Sent, Problem> {
    DefaultBodyLimit::disable().apply(&mut request);
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| Problem::Unclear)?;
    let mut sent = Sent::default();
    let (mut fields, mut all) = (0, 0);
    while let Some(mut field) = form.next_field().await.map_err(|error| problem(error.status()))? {
        let name = field.name().unwrap_or_default().to_owned();
        if let Some(file) = field.file_name().map(ToOwned::to_owned) {
            let mut upload = Upload { name: file, bytes: Vec::new(), cut: false };
            while let Some(chunk) = next(&mut field, &mut all).await? {
                upload.cut |= !keep || upload.bytes.len() + chunk.len() > turn::LARGEST;
                if upload.cut {
                    upload.bytes = Vec::new();
                } else {
                    upload.bytes.extend_from_slice(&chunk);
                }
            }
            // A browser sends an empty one where none was chosen.
            if !upload.name.is_empty() && sent.file.is_none() {
                sent.file = Some(upload);
            }
            continue;
        }
        let mut value = Vec::new();
        while let Some(chunk) = next(&mut field, &mut all).await? {
            fields += chunk.len();
            if fields > FIELDS {
                return Err(Problem::TooLarge);
            }
            value.extend_from_slice(&chunk);
        }
        sent.fields.push((name, String::from_utf8_lossy(&value).into_owned()));
    }
    Ok(sent)
}

async fn next(field: &mut Field<'_>, all: &mut usize) -> Result<Option<Bytes>, Problem> {
    let chunk = field.chunk().await.map_err(|error| problem(error.status()))?;
    *all += chunk.as_ref().map_or(0, Bytes::len);
    if *all > PATIENCE { Err(Problem::TooLarge) } else { Ok(chunk) }
}

fn problem(status: StatusCode) -> Problem {
    if status == StatusCode::PAYLOAD_TOO_LARGE { Problem::TooLarge } else { Problem::Unclear }
}
