//! A file that somebody sent, unsealed for a person who may read it. A browser shows or plays what is a picture, a sound or
//! a film by its bytes; everything else it saves. Whatever the file holds, nothing in it may run or load anything.

use super::{
    file::{Show, safe_name, show},
    member::Member,
    page::Id,
    problem::Problem,
    state::App,
};
use crate::store::{
    audit::{self, Action, AuditEntry, AuditObject},
    desk::media::named,
    media::{self, FileKind},
};
use axum::{
    extract::State,
    http::{
        HeaderMap, StatusCode,
        header::{
            ACCEPT_RANGES, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
            RANGE,
        },
    },
    response::{IntoResponse, Response},
};
use std::{fmt::Write, ops::Range};

/// `GET /console/media/{id}`
pub async fn fetch(State(app): State<App>, member: Member, Id(id): Id, asked: HeaderMap) -> Result<Response, Problem> {
    let mut reader = app.store.reader().await?;
    let found = media::find(&app.store, &mut reader, id).await.map_err(unless_away)?.ok_or(Problem::NotFound)?;
    if found.state != "kept" {
        return Err(Problem::NotFound);
    }
    let file = named(&mut reader, &app.store.master, found.conversation_id, id).await?;
    drop(reader);
    let bytes = app.store.files.read(id, &found.key).await.map_err(|error| {
        tracing::error!(file = %id, %error, "a file cannot be read");
        Problem::NotFound
    })?;
    let mut tx = app.store.begin().await?;
    let entry =
        AuditEntry { staff: Some(member.id), action: Action::Read, object: AuditObject::Media, object_id: Some(id) };
    audit::record(&mut tx, entry, app.now()).await?;
    tx.commit().await?;

    let kind = file.as_ref().map_or(FileKind::Document, |file| file.kind);
    let mime = found.mime.unwrap_or_else(|| "application/octet-stream".to_owned());
    let name = file.as_ref().and_then(|file| file.name.as_ref()).map(|name| name.expose().as_str());
    let how = if matches!(show(kind, &mime), Show::Download) { "attachment" } else { "inline" };
    let disposition = disposition(how, &safe_name(name, kind, &mime, id));
    let told = [
        (CONTENT_TYPE, mime),
        (CONTENT_DISPOSITION, disposition),
        (CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (ACCEPT_RANGES, "bytes".to_owned()),
    ];
    let whole = bytes.len();
    Ok(match asked.get(RANGE).and_then(|range| part(range.to_str().ok()?, whole)) {
        None => (told, bytes).into_response(),
        Some(part) if part.is_empty() => {
            (StatusCode::RANGE_NOT_SATISFIABLE, [(CONTENT_RANGE, format!("bytes */{whole}"))]).into_response()
        }
        Some(part) => {
            let range = format!("bytes {}-{}/{whole}", part.start, part.end - 1);
            let bytes = bytes.get(part).unwrap_or_default().to_vec();
            (StatusCode::PARTIAL_CONTENT, [(CONTENT_RANGE, range)], told, bytes).into_response()
        }
    })
}

/// A key that opens nothing is no file; a database that is away is a problem.
fn unless_away(error: anyhow::Error) -> Problem {
    error.downcast::<sqlx::Error>().map_or(Problem::NotFound, Problem::from)
}

/// The part that a player asks for when somebody moves to the middle (RFC 9110, section 14); `None`: all of it. One that
/// begins behind the end is empty.
fn part(asked: &str, whole: usize) -> Option<Range<usize>> {
    let (first, last) = asked.trim().strip_prefix("bytes=")?.split_once('-')?;
    if first.is_empty() {
        let last: usize = last.parse().ok()?;
        return Some(whole.saturating_sub(last)..if last == 0 { 0 } else { whole });
    }
    let first: usize = first.parse().ok()?;
    let end = if last.is_empty() { whole } else { last.parse::<usize>().ok()?.saturating_add(1).min(whole) };
    if first >= whole {
        return Some(whole..whole);
    }
    (first < end).then_some(first..end)
}

/// RFC 6266: the name in letters that every browser reads, and in its own.
fn disposition(how: &str, name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_ascii() { c } else { '_' }).collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b".-_".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_and_nonsense_is_the_whole() {
        for (asked, expected) in [
            ("bytes=0-", Some(0..10)),
            ("bytes=2-4", Some(2..5)),
            ("bytes=8-99", Some(8..10)),
            ("bytes=-3", Some(7..10)),
            ("bytes=-99", Some(0..10)),
            ("bytes=10-", Some(10..10)),
            ("bytes=5-2", None),
            ("bytes=0-1,4-5", None),
            ("bytes=x-", None),
            ("lines=1-2", None),
            ("bytes=0-18446744073709551615", Some(0..10)),
        ] {
            assert_eq!(part(asked, 10), expected, "{asked}");
        }
        assert!(part("bytes=-0", 10).is_some_and(|part| part.is_empty()));
    }

    #[test]
    fn a_name_in_any_script_is_a_header() {
        assert_eq!(
            disposition("attachment", "عقد 1.pdf"),
            "attachment; filename=\"___ 1.pdf\"; filename*=UTF-8''%D8%B9%D9%82%D8%AF%201.pdf"
        );
    }
}
