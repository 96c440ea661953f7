//! What the person wrote: the text, or the page turned into text, without what they quote and without their signature.

pub mod html;
pub mod quoted;

use bot::understand::clean;
use mail_parser::{
    Encoding, Message, MessagePart, MimeHeaders, PartType,
    decoders::{base64::base64_decode, charsets::map::charset_decoder, quoted_printable::quoted_printable_decode},
};

/// The person's own words, of any length.
pub fn of(message: &Message<'_>) -> String {
    let mut all = join(message, &message.text_body);
    // Some programs put an empty text beside the page.
    if all.trim().is_empty() {
        all = join(message, &message.html_body);
    }
    let stray: Vec<_> =
        message.attachments.iter().filter(|id| message.part(**id).is_some_and(is_stray)).copied().collect();
    all.push_str(&join(message, &stray));
    let subject = message.subject().unwrap_or_default();
    clean(&quoted::own(&all, quoted::is_forward(subject)))
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

fn join(message: &Message<'_>, parts: &[u32]) -> String {
    let text = |part: &MessagePart<'_>| match &part.body {
        PartType::Text(text) if part.is_content_type("text", "html") => Some(html::to_text(text)),
        PartType::Text(text) => Some(plain(part, text, message)),
        PartType::Binary(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
        PartType::Html(page) => Some(html::to_text(&decoded(part, page, message))),
        _ => None,
    };
    parts.iter().filter_map(|id| message.part(*id).and_then(text)).collect::<Vec<_>>().join("\n")
}

fn plain(part: &MessagePart<'_>, text: &str, message: &Message<'_>) -> String {
    let text = decoded(part, text, message).replace("\r\n", "\n").replace('\r', "\n");
    let says = |name: &str, value: &str| {
        part.content_type().and_then(|kind| kind.attribute(name)).is_some_and(|said| said.eq_ignore_ascii_case(value))
    };
    if says("format", "flowed") { unflow(&text, says("delsp", "yes")) } else { text }
}

/// The text of a part. Bytes that are not UTF-8 and say no charset that exists are, in what old programs send, Western letters.
fn decoded(part: &MessagePart<'_>, text: &str, message: &Message<'_>) -> String {
    if part.is_encoding_problem
        && part.content_transfer_encoding().is_some_and(|encoding| encoding.eq_ignore_ascii_case("base64"))
    {
        let letters: Vec<_> = text.bytes().filter(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'/')).collect();
        return base64_decode(&letters).map_or_else(String::new, |bytes| String::from_utf8_lossy(&bytes).into_owned());
    }
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let is_known = charset.is_some_and(|charset| charset_decoder(charset.as_bytes()).is_some());
    if is_known || !text.contains(char::REPLACEMENT_CHARACTER) {
        return text.to_owned();
    }
    let raw = message.raw_message().get(part.raw_body_offset() as usize..part.raw_end_offset() as usize);
    let bytes = raw.and_then(|raw| match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::Base64 => base64_decode(raw),
    });
    match (bytes, charset_decoder(b"windows-1252")) {
        (Some(bytes), Some(decode)) => decode(&bytes),
        _ => text.to_owned(),
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
