//! Whether a message can be taken apart without harm: mail-parser takes a little time, memory and stack for each part, field
//! and boundary, without a limit of its own, and goes through what is left of the message for each boundary that never comes.
//!
//! This look at the outside is linear, and finds at least as many parts as mail-parser does. Real messages, forwarded ten
//! times, are far below these limits; what is above is kept as it came, for a person.

use super::mailbox::LARGEST;
use mail_parser::{
    ContentType, GetHeader, HeaderName, HeaderValue, MessageParser, decoders::base64::base64_decode,
    parsers::MessageStream,
};
use memchr::memmem;
use std::collections::HashSet;

/// Parts, those in messages in a message included: each message in a message is a call deeper, and so is dropping it.
const MOST_PARTS: usize = 500;
/// Bytes of all headers.
const MOST_HEADERS: usize = 512 * 1024;
/// Bytes of one field: words in another charset that never end are sought to the end of the field, each of them.
const LONGEST_FIELD: usize = 32 * 1024;
/// Bytes of a field that describes a part: its attributes are compared with each other.
const LONGEST_TYPE: usize = 4096;
/// RFC 2046, 5.1.1 allows 70.
const LONGEST_BOUNDARY: usize = 100;
/// Bytes gone through for all boundaries together: a boundary in each of 40 messages of the largest size, more in smaller ones.
const MOST_SEARCHED: usize = 1_000_000_000;
/// Parts times bytes: room for what is decoded is set aside for each part, as large as all that is behind it.
const MOST_ROOM: usize = 100 * LARGEST as usize;
/// mail-parser opens so many encoded messages in each other.
const DEEPEST: usize = 3;

const TYPE: &[u8] = b"content-type:";

/// Whether it has few enough of everything.
pub fn is_takeable(raw: &[u8]) -> bool {
    Survey { parts: 0, headers: 0 }.takes(raw, DEEPEST).is_some()
}

/// What was found so far. Each step ends with `None` when it is too much.
struct Survey {
    parts: usize,
    headers: usize,
}

impl Survey {
    fn takes(&mut self, raw: &[u8], depth: usize) -> Option<()> {
        let types = types(raw)?;
        let boundaries: Vec<_> = types.iter().filter_map(|kind| kind.attribute("boundary")).collect();
        let is_too_long = |boundary: &&str| boundary.len() > LONGEST_BOUNDARY;
        if boundaries.len().checked_mul(raw.len())? > MOST_SEARCHED || boundaries.iter().any(is_too_long) {
            return None;
        }
        let is_digest = types.iter().any(|kind| kind.subtype() == Some("digest"));
        self.part(raw, 0, is_digest, depth)?;
        for boundary in boundaries.into_iter().filter(|boundary| !boundary.is_empty()).collect::<HashSet<_>>() {
            let line = [b"--", boundary.as_bytes()].concat();
            for at in memmem::find_iter(raw, &line) {
                let behind = &raw[at + line.len()..];
                let blank = behind.iter().take_while(|byte| matches!(byte, b'\r' | b' ' | b'\t')).count();
                let begins = raw.len() - behind.len() + blank;
                self.part(raw, begins + usize::from(raw.get(begins) == Some(&b'\n')), is_digest, depth)?;
            }
        }
        (self.parts.checked_mul(raw.len())? <= MOST_ROOM).then_some(())
    }

    /// A part whose header begins here; of a message the headers of what is in it follow at once.
    fn part(&mut self, raw: &[u8], mut at: usize, is_digest: bool, depth: usize) -> Option<()> {
        loop {
            self.parts += 1;
            if self.parts > MOST_PARTS {
                return None;
            }
            let header = &raw[at..at + self.header(&raw[at..])?];
            let mut stream = MessageStream::new(header);
            let mut fields = Vec::new();
            if !stream.parse_headers(&MessageParser::default(), &mut fields) {
                return Some(());
            }
            at += stream.offset();
            let kind = fields.header_value(&HeaderName::ContentType).and_then(HeaderValue::as_content_type);
            if !kind.map_or(is_digest, is_message) {
                return Some(());
            }
            let encoding = fields.header_value(&HeaderName::ContentTransferEncoding).and_then(HeaderValue::as_text);
            match encoding.map(str::to_ascii_lowercase).as_deref() {
                Some("base64") => return self.encoded(&raw[at..], depth),
                // Not allowed for messages (RFC 2046, 5.2.1), and where it ends cannot be told from here.
                Some("quoted-printable") => return None,
                _ => {}
            }
        }
    }

    /// The length of a header, or more; never less.
    fn header(&mut self, raw: &[u8]) -> Option<usize> {
        let (mut length, mut field) = (0, 0);
        for line in raw.split_inclusive(|byte| *byte == b'\n') {
            let continues = length > 0 && matches!(line.first(), Some(b' ' | b'\t'));
            field = if continues { field + line.len() } else { line.len() };
            length += line.len();
            self.headers += line.len();
            if field > LONGEST_FIELD || self.headers > MOST_HEADERS {
                return None;
            }
            if !continues && line.iter().all(u8::is_ascii_whitespace) {
                break;
            }
        }
        Some(length)
    }

    /// What is in an encoded message counts, too.
    fn encoded(&mut self, body: &[u8], depth: usize) -> Option<()> {
        if depth == 0 {
            return Some(());
        }
        let is_letter = |byte: &&u8| {
            byte.is_ascii_alphanumeric() || byte.is_ascii_whitespace() || matches!(byte, b'+' | b'/' | b'=')
        };
        let length = body.iter().take_while(is_letter).count();
        match base64_decode(&body[..length]) {
            Some(message) => self.takes(&message, depth - 1),
            None => Some(()),
        }
    }
}

/// What mail-parser opens.
fn is_message(kind: &ContentType<'_>) -> bool {
    kind.ctype() == "message" && matches!(kind.subtype(), Some("rfc822" | "global"))
}

/// What describes a part, wherever it stands: mail-parser takes blanks in a field's name for nothing.
fn types(raw: &[u8]) -> Option<Vec<ContentType<'_>>> {
    let mut found = Vec::new();
    let (mut known, mut count) = (0, 0);
    for (at, byte) in raw.iter().enumerate() {
        if *byte != b'\n' && byte.is_ascii_whitespace() {
            continue;
        }
        let fits = |place: usize| TYPE.get(place).is_some_and(|expected| byte.eq_ignore_ascii_case(expected));
        known = if fits(known) { known + 1 } else { usize::from(fits(0)) };
        if known == TYPE.len() {
            known = 0;
            count += 1;
            if count > MOST_PARTS {
                return None;
            }
            let value = &raw[at + 1..];
            let end = value
                .iter()
                .take(LONGEST_TYPE + 1)
                .enumerate()
                .position(|(at, byte)| *byte == b'\n' && !matches!(value.get(at + 1), Some(b' ' | b'\t')));
            let end = end.map_or(value.len(), |end| end + 1);
            if end > LONGEST_TYPE {
                return None;
            }
            if let HeaderValue::ContentType(kind) = MessageStream::new(&value[..end]).parse_content_type() {
                found.push(kind);
            }
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use base64::{Engine, prelude::BASE64_STANDARD};

    const MESSAGE: &str = "Content-Type: message/rfc822\r\n";
    const MIXED: &str = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";

    fn encoded(message: &str) -> String {
        format!("{MESSAGE}Content-Transfer-Encoding: base64\r\n\r\n{}\r\n", BASE64_STANDARD.encode(message))
    }

    #[test]
    fn what_people_send_can_be_taken_apart() {
        let words = "Content-Type: text/plain\r\n\r\nHelp\r\n";
        let forwarded = (0..30).fold(words.to_owned(), |inner, n| {
            format!("From: a@b\r\nContent-Type: multipart/mixed; boundary=\"{n}\"\r\n\r\n--{n}\r\n{words}--{n}\r\n{MESSAGE}\r\n{inner}\r\n--{n}--\r\n")
        });
        let photo = format!(
            "--b\r\nContent-Type: image/jpeg\r\nContent-Transfer-Encoding: base64\r\n\r\n{}\r\n",
            "QUJD".repeat(50_000)
        );
        for message in [
            words.to_owned(),
            String::new(),
            "nothing at all".to_owned(),
            forwarded.clone(),
            format!("{MIXED}{}--b--\r\n", photo.repeat(90)),
            encoded(&encoded(&forwarded)),
            format!("From: a@b\r\n\r\n{}", "-----\r\nA: b\r\n\r\n".repeat(100_000)),
        ] {
            assert!(is_takeable(message.as_bytes()), "{}", &message[..message.len().min(200)]);
        }
    }

    #[test]
    fn what_is_meant_to_break_the_parser_is_not() {
        let multipart = |n| format!("--b\r\nContent-Type: multipart/mixed; boundary=never-{n}\r\n\r\n");
        let words = "Subject: ".to_owned() + &"=?aa?q?".repeat(10_000) + "\r\n\r\n";
        for message in [
            format!("{MESSAGE}\r\n").repeat(501),
            format!("{}\r\n", "Con tent\t-Type : message/rfc822\r\n\r\n".repeat(501)),
            format!("{MIXED}{}", "--b content-type: message/global\r\n\r\n".repeat(501)),
            encoded(&format!("{MESSAGE}\r\n").repeat(501)),
            encoded(&encoded(&format!("{MESSAGE}\r\n").repeat(501))),
            encoded(&format!("{MESSAGE}\r\n").repeat(501)).replacen("\r\n\r\n", "\r\nx\r\n \r\n", 1),
            format!("{MESSAGE}Content-Transfer-Encoding: quoted-printable\r\n\r\n=43ontent-Type: message/rfc822\r\n"),
            format!("{MIXED}{}", "--b\r\n\r\n".repeat(501)),
            format!("Content-Type: multipart/digest; boundary=b\r\n\r\n{}", "--b\r\n\r\nA: b\r\n\r\n".repeat(501)),
            format!("{MIXED}{}{}", (0..450).map(multipart).collect::<String>(), "x".repeat(3_000_000)),
            "a:\r\n".repeat(200_000),
            format!("{MIXED}--b\r\n{}", "a:\r\n".repeat(200_000)),
            words,
            format!("Content-Type: a/b{}\r\n\r\n", "; a=b".repeat(1000)),
            format!("Content-Type: multipart/mixed; boundary=\"{}x\"\r\n\r\n", "-".repeat(101)),
        ] {
            assert!(!is_takeable(message.as_bytes()), "{}", &message[..message.len().min(100)]);
        }
    }
}
