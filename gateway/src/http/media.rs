//! Files that belong to a visitor's conversation, to that visitor only.

use super::{
    page::{Trouble, visitor},
    state::Http,
};
use crate::{
    channel::Channel,
    store::{conversation, media},
};
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// Nothing in a file may run or load anything, whatever it is.
const POLICY: &str = "default-src 'none'; frame-ancestors 'none'; sandbox";

/// `GET /web/media/{id}`: 404 for whatever is not there, not kept yet, or another visitor's. Pictures, recordings and films are
/// shown, everything else is a download. One range may be asked for, without which some phones play no sound.
pub async fn show(State(http): State<Http>, headers: HeaderMap, Path(id): Path<String>) -> Result<Response, Trouble> {
    let Some(visitor) = visitor(&headers) else {
        return Ok(StatusCode::UNAUTHORIZED.into_response());
    };
    let Ok(id) = id.parse::<Uuid>() else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let store = http.turns.store();
    let address = conversation::address_hash(&store.master, Channel::Web, &visitor);
    let found = media::find(store, &mut store.reader().await?, id).await?;
    let theirs = found.filter(|found| found.state == "kept" && bool::from(found.address_hash.ct_eq(&address)));
    let Some(found) = theirs else {
        return Ok(StatusCode::NOT_FOUND.into_response());
    };
    let bytes = store.files.read(id, &found.key).await?;
    let mime = found.mime.unwrap_or_else(|| "application/octet-stream".to_owned());
    let shown = ["image/", "audio/", "video/"].iter().any(|family| mime.starts_with(family));
    let headers_out = [
        (header::CONTENT_TYPE, mime),
        (header::CONTENT_DISPOSITION, if shown { "inline" } else { "attachment" }.to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::CONTENT_SECURITY_POLICY, POLICY.to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
    ];
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    Ok(match asked.and_then(|asked| range(asked, bytes.len())) {
        Some((first, last)) => {
            let part = [(header::CONTENT_RANGE, format!("bytes {first}-{last}/{}", bytes.len()))];
            (StatusCode::PARTIAL_CONTENT, headers_out, part, bytes[first..=last].to_vec()).into_response()
        }
        None => (headers_out, bytes).into_response(),
    })
}

/// The first and the last byte of a single range (RFC 9110, 14.1.2). What cannot be read or met is as if not asked for.
fn range(asked: &str, length: usize) -> Option<(usize, usize)> {
    let (first, last) = asked.strip_prefix("bytes=")?.split_once('-')?;
    let end = length.checked_sub(1)?;
    let (first, last) = if first.is_empty() {
        (length.saturating_sub(last.parse().ok().filter(|wanted| *wanted > 0)?), end)
    } else {
        let last = if last.is_empty() { end } else { last.parse::<usize>().ok()?.min(end) };
        (first.parse().ok()?, last)
    };
    (first <= last).then_some((first, last))
}

#[cfg(test)]
mod tests {
    use super::range;

    #[test]
    fn ranges_stay_inside_the_file() {
        for (asked, expected) in [
            ("bytes=0-1", Some((0, 1))),
            ("bytes=5-", Some((5, 9))),
            ("bytes=5-99999999", Some((5, 9))),
            ("bytes=-3", Some((7, 9))),
            ("bytes=-99", Some((0, 9))),
            ("bytes=-0", None),
            ("bytes=10-", None),
            ("bytes=3-2", None),
            ("bytes=0-1,4-5", None),
            ("bytes=-", None),
            ("bytes=99999999999999999999-", None),
            ("lines=1-2", None),
        ] {
            assert_eq!(range(asked, 10), expected, "{asked}");
        }
        assert_eq!(range("bytes=0-", 0), None);
    }
}
