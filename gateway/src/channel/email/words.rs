//! What the person wrote: the text, or the page turned into text, without what they quote and without their signature. Of a
//! very long one only the beginning is looked at.

pub mod html;
pub mod quoted;

use bot::understand::{LONGEST_TEXT, clean};
use mail_parser::{
    Encoding, Message, MessagePart, MimeHeaders, PartType,
    decoders::{base64::base64_decode, charsets::map::charset_decoder, quoted_printable::quoted_printable_decode},
};
use std::borrow::Cow;

/// Bytes of text in which words are looked for: a long book. What is behind them is kept as a file.
const FIRST: usize = 256 * 1024;
/// Bytes of a page that are turned into text: markup takes more room than words.
const PAGE: usize = 1024 * 1024;

/// What a person wrote.
pub struct Words {
    /// Their own words, of the first part of the text.
    pub own: String,
    /// All that is written in the message, where it is longer than what was looked at: no word of it may be lost.
    pub all: Option<String>,
}

/// The person's own words.
pub fn of(message: &Message<'_>) -> Words {
    let mut text = Text::of(message, &message.text_body);
    // Some programs put an empty text beside the page.
    if text.shown.trim().is_empty() {
        text = Text::of(message, &message.html_body);
    }
    let stray: Vec<_> =
        message.attachments.iter().filter(|id| message.part(**id).is_some_and(is_stray)).copied().collect();
    text.read(message, &stray);
    let subject = message.subject().unwrap_or_default();
    let own = clean(&quoted::own(&text.shown, quoted::is_forward(subject)));
    let all = if text.is_cut {
        let ids = text.ids.iter().filter_map(|id| message.part(*id));
        Some(ids.map(|part| source(part, message)).collect::<Vec<_>>().join("\n\n"))
    } else {
        (own.chars().nth(LONGEST_TEXT).is_some()).then_some(text.shown)
    };
    Words { own, all }
}

/// Whether a part holds words though it is broken: multipart without boundary, base64 with other letters in it.
pub fn is_stray(part: &MessagePart<'_>) -> bool {
    let is_words = match part.content_type().map(|kind| (kind.ctype(), kind.subtype().unwrap_or_default())) {
        Some(("multipart", _)) => part.is_text() || part.is_binary(),
        None | Some(("text", "plain" | "html")) => part.is_text(),
        Some(_) => false,
    };
    let is_attached = part.content_disposition().is_some_and(|disposition| disposition.is_attachment());
    is_words && !is_attached && part.attachment_name().is_none()
}

/// The text of some parts, as far as it is looked at.
#[derive(Default)]
struct Text {
    ids: Vec<u32>,
    shown: String,
    is_cut: bool,
}

impl Text {
    fn of(message: &Message<'_>, parts: &[u32]) -> Self {
        let mut text = Self::default();
        text.read(message, parts);
        text
    }

    fn read(&mut self, message: &Message<'_>, parts: &[u32]) {
        let mut between = "";
        for id in parts {
            let Some(part) = message.part(*id).filter(|part| has_words(part)) else { continue };
            self.ids.push(*id);
            self.shown.push_str(std::mem::replace(&mut between, "\n"));
            let room = FIRST.saturating_sub(self.shown.len());
            let source = source(part, message);
            if room == 0 {
                self.is_cut |= !source.is_empty();
                continue;
            }
            let text = match &part.body {
                PartType::Binary(_) => self.first(&source, room).to_owned(),
                PartType::Text(_) if !part.is_content_type("text", "html") => plain(part, self.first(&source, room)),
                _ => self.page(&source),
            };
            let text = self.first(&text, room);
            self.shown.push_str(text);
        }
    }

    /// As much of a text as there is room for.
    fn first<'a>(&mut self, text: &'a str, room: usize) -> &'a str {
        let end = text.floor_char_boundary(room);
        self.is_cut |= end < text.len();
        &text[..end]
    }

    fn page(&mut self, page: &str) -> String {
        let first = self.first(page, PAGE);
        // A picture inside the page was cut, not words.
        let open = first.rfind('<').filter(|open| first.len() < page.len() && !first[*open..].contains('>'));
        html::to_text(open.map_or(first, |open| &first[..open]))
    }
}

const fn has_words(part: &MessagePart<'_>) -> bool {
    matches!(part.body, PartType::Text(_) | PartType::Binary(_) | PartType::Html(_))
}

/// What is written in a part, whole.
fn source<'a>(part: &'a MessagePart<'_>, message: &Message<'_>) -> Cow<'a, str> {
    match &part.body {
        PartType::Text(text) if part.is_content_type("text", "html") => Cow::Borrowed(text),
        PartType::Text(text) | PartType::Html(text) => decoded(part, text, message),
        PartType::Binary(bytes) => String::from_utf8_lossy(bytes),
        _ => Cow::Borrowed(""),
    }
}

fn plain(part: &MessagePart<'_>, text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let says = |name: &str, value: &str| {
        part.content_type().and_then(|kind| kind.attribute(name)).is_some_and(|said| said.eq_ignore_ascii_case(value))
    };
    if says("format", "flowed") { unflow(&text, says("delsp", "yes")) } else { text }
}

/// The text of a part. Bytes that are not UTF-8 and say no charset that exists are, in what old programs send, Western letters.
fn decoded<'a>(part: &MessagePart<'_>, text: &'a str, message: &Message<'_>) -> Cow<'a, str> {
    if part.is_encoding_problem
        && part.content_transfer_encoding().is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64"))
    {
        let letters: Vec<_> = text.bytes().filter(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/')).collect();
        return base64_decode(&letters)
            .map_or_else(String::new, |bytes| String::from_utf8_lossy(&bytes).into_owned())
            .into();
    }
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let is_known = charset.is_some_and(|charset| charset_decoder(charset.as_bytes()).is_some());
    if is_known || !text.contains(char::REPLACEMENT_CHARACTER) {
        return text.into();
    }
    let raw = message.raw_message().get(part.raw_body_offset() as usize..part.raw_end_offset() as usize);
    let bytes = raw.and_then(|raw| match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    });
    match (bytes, charset_decoder(b"windows-1252")) {
        (Some(bytes), Some(decode)) => decode(&bytes).into(),
        _ => text.into(),
    }
}

/// Joins the lines of a flowing text (RFC 3676): one that ends in a space goes on in the next of the same quotation.
fn unflow(text: &str, delsp: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Option<usize> = None;
    for line in text.split('\n') {
        let depth = line.chars().take_while(|c| *c == '>').count();
        let words = &line[depth..];
        let words = words.strip_prefix(' ').unwrap_or(words);
        if open != Some(depth) {
            if open.is_some() {
                out.push('\n');
            }
            out.push_str(&"> ".repeat(depth.min(1)));
        }
        let flows = words.ends_with(' ') && words != "-- ";
        out.push_str(if flows && delsp { &words[..words.len() - 1] } else { words });
        open = flows.then_some(depth);
        if !flows {
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_flow_are_joined() {
        assert_eq!(unflow("They do \nnot pay.\n\n-- \nName\n", false).trim_end(), "They do not pay.\n\n-- \nName");
        assert_eq!(unflow("> one \n> two\nthree", false).trim_end(), "> one two\nthree");
        assert_eq!(unflow("> one \nthree", false).trim_end(), "> one \nthree", "another quotation");
        assert_eq!(unflow("給料を \n払わない", true).trim_end(), "給料を払わない");
        assert_eq!(unflow(" >not quoted\n From here", false).trim_end(), ">not quoted\nFrom here", "space-stuffed");
    }
}
