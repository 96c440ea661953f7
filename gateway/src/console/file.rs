//! A file in a conversation as its page shows it: played, looked at, downloaded, still on its way, or refused.

use super::page::Page;
use crate::store::{
    desk::media::Stored,
    media::{File, FileKind},
};
use bot::text::Words;
use uuid::Uuid;

/// Where files are.
pub const FOLDER: &str = "/console/media/";

/// Characters of a name that is shown or downloaded.
const LONGEST: usize = 80;
/// Documents that nothing recognises by their bytes keep these endings; every other one gets an ending that opens nothing.
const DOCUMENTS: [&str; 13] =
    ["doc", "docx", "odt", "rtf", "txt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "odp", "vcf"];

/// One file.
#[expect(missing_docs, reason = "the names say it")]
pub struct FileShown {
    pub address: String,
    /// What it is, for those who do not see it.
    pub label: String,
    pub name: String,
    pub size: String,
    pub show: Show,
}

/// How it is shown.
#[expect(missing_docs, reason = "the names say it")]
pub enum Show {
    /// Not here yet.
    Waiting,
    /// Why it was not kept; `true` where the words are those of a log, in English.
    Refused(String, bool),
    Image,
    Audio,
    Video,
    Download,
}

/// How a browser shows a file of this type. A voice note recorded by a browser is a film without pictures.
pub fn show(kind: FileKind, mime: &str) -> Show {
    match mime.split_once('/') {
        Some(("image", "jpeg" | "png" | "gif" | "webp" | "avif" | "bmp")) => Show::Image,
        Some(("audio", _)) => Show::Audio,
        Some(("video", _)) if kind == FileKind::Voice => Show::Audio,
        Some(("video", _)) => Show::Video,
        _ => Show::Download,
    }
}

/// A file of a message; `stored` is its row.
pub fn shown(page: &Page, file: &File, stored: Option<&Stored>) -> FileShown {
    let words = page.words;
    let mime = stored.and_then(|stored| stored.mime.as_deref()).unwrap_or_default();
    let show = match stored.map(|stored| (stored.state.as_str(), stored.error.as_deref())) {
        Some(("wanted", _)) => Show::Waiting,
        Some(("refused", why)) => refused(words, why.unwrap_or_default()),
        Some(_) => show(file.kind, mime),
        None => Show::Refused(words.console_file_gone(), false),
    };
    FileShown {
        address: format!("{FOLDER}{}", file.id),
        label: match file.kind {
            FileKind::Voice => words.console_file_voice(),
            FileKind::Image => words.console_file_image(),
            FileKind::Video => words.console_file_video(),
            FileKind::Document => words.console_file_document(),
        },
        name: safe_name(file.name.as_ref().map(|name| name.expose().as_str()), file.kind, mime, file.id),
        size: stored.and_then(|stored| stored.size).map(|size| size_shown(page, size)).unwrap_or_default(),
        show,
    }
}

fn refused(words: Words, why: &str) -> Show {
    let said = match why {
        "too large or empty" => words.console_file_size(),
        "a program" => words.console_file_program(),
        "gave up" => words.console_file_gave_up(),
        "cannot be opened" => words.console_file_gone(),
        other => return Show::Refused(other.to_owned(), true),
    };
    Show::Refused(said, false)
}

/// Kilobytes or megabytes, with the comma that Italians write.
fn size_shown(page: &Page, bytes: i64) -> String {
    if bytes < 1_000_000 {
        return format!("{} kB", (bytes + 999) / 1000);
    }
    let size = format!("{:.1} MB", bytes as f64 / 1e6);
    if page.language == bot::language::Language::English { size } else { size.replace('.', ",") }
}

/// A name that can lie in a folder of downloads: no path, nothing invisible, and the ending of what its bytes are.
pub fn safe_name(name: Option<&str>, kind: FileKind, mime: &str, id: Uuid) -> String {
    let plain = |c: char| if c.is_alphanumeric() || " .-_()".contains(c) { c } else { '_' };
    let plain: String = name.unwrap_or_default().chars().map(plain).take(LONGEST).collect();
    let plain = plain.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let called = match kind {
        FileKind::Voice => "voice",
        FileKind::Image => "photo",
        FileKind::Video => "video",
        FileKind::Document => "file",
    };
    let plain =
        if plain.is_empty() { format!("{called}-{}", &id.simple().to_string()[26..]) } else { plain.to_owned() };
    let ending = plain.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let right: &[&str] = match mime {
        "application/pdf" => &["pdf"],
        "image/jpeg" => &["jpg", "jpeg"],
        "image/heif" => &["heic", "heif"],
        "audio/mpeg" => &["mp3"],
        "audio/m4a" | "audio/mp4" => &["m4a"],
        "audio/ogg" => &["ogg", "oga", "opus"],
        "video/quicktime" => &["mov"],
        "" | "application/octet-stream" => &[],
        other => {
            // `audio/x-wav` is a wav.
            let own = other.rsplit('/').next().unwrap_or_default().trim_start_matches("x-");
            let is_plain = own.chars().all(|c| c.is_ascii_alphanumeric());
            return if is_plain && ending != own { format!("{plain}.{own}") } else { plain };
        }
    };
    match right.first() {
        Some(_) if right.contains(&ending.as_str()) => plain,
        Some(first) => format!("{plain}.{first}"),
        None if DOCUMENTS.contains(&ending.as_str()) => plain,
        None => format!("{plain}.bin"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_as_its_bytes_say() {
        let named = |name: &str, mime: &str| safe_name(Some(name), FileKind::Document, mime, Uuid::nil());
        for (name, mime, safe) in [
            ("contratto.pdf", "application/pdf", "contratto.pdf"),
            ("contratto.exe", "application/pdf", "contratto.exe.pdf"),
            ("IMG 1.JPG", "image/jpeg", "IMG 1.JPG"),
            ("photo.jpg", "application/octet-stream", "photo.jpg.bin"),
            ("busta paga.docx", "application/octet-stream", "busta paga.docx"),
            ("run.bat", "application/octet-stream", "run.bat.bin"),
            ("../../etc/passwd", "application/octet-stream", "_.._etc_passwd.bin"),
            ("gpj.\u{202e}exe", "image/png", "gpj._exe.png"),
            ("\"; filename=\"x.html", "video/mp4", "__ filename__x.html.mp4"),
            ("clip.mp4", "video/mp4", "clip.mp4"),
            ("عقد.pdf", "application/pdf", "عقد.pdf"),
            ("...", "audio/x-wav", "file-000000.wav"),
        ] {
            assert_eq!(named(name, mime), safe, "{name}");
        }
        assert!(safe_name(Some(&"a".repeat(500)), FileKind::Image, "image/png", Uuid::nil()).len() < 100);
    }

    #[test]
    fn what_a_browser_does_not_show_is_a_download() {
        assert!(matches!(show(FileKind::Image, "image/heif"), Show::Download));
        assert!(matches!(show(FileKind::Image, "application/octet-stream"), Show::Download));
        assert!(matches!(show(FileKind::Voice, "video/webm"), Show::Audio));
        assert!(matches!(show(FileKind::Video, "video/webm"), Show::Video));
        assert!(matches!(show(FileKind::Document, "application/pdf"), Show::Download));
    }
}
