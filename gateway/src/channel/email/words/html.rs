//! A page turned into text: what is quoted in it gets the `>` that a quoted text has, so that [`super::quoted`] finds it.

use mail_parser::decoders::html::add_html_token;

/// Elements that begin and end a line.
const BLOCKS: [&str; 21] = [
    "address",
    "article",
    "blockquote",
    "br",
    "div",
    "dl",
    "dt",
    "fieldset",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "header",
    "hr",
    "li",
    "ol",
    "section",
    "table",
    "ul",
];
/// Elements whose content nobody sees.
const UNSEEN: [&str; 5] = ["script", "style", "template", "title", "noscript"];
/// What mail programs call what they quote: Gmail, Yahoo, Thunderbird, Proton, Zimbra, GMX.
const QUOTES: [&str; 7] =
    ["gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote", "zmail_extra", "gmx-quote"];
/// What Outlook puts before what it quotes: everything behind it is.
const ALL_BEHIND: [&str; 3] = ["divrplyfwdmsg", "appendonsend", "mail-editor-reference-message-container"];
/// The longest name of an entity, with its `&` and `;`.
const LONGEST_ENTITY: usize = 34;

/// The text of a page.
pub fn to_text(page: &str) -> String {
    // Lower-casing ASCII keeps every position.
    let lower = page.to_ascii_lowercase();
    let mut out = Out::default();
    let mut at = 0;
    while let Some(found) = lower[at..].find('<') {
        let start = at + found;
        out.words(&page[at..start]);
        at = start + skip(&lower[start..], &page[start..], &mut out);
    }
    out.words(&page[at..]);
    out.finish()
}

/// Takes what begins with `<`; returns its length.
fn skip(lower: &str, page: &str, out: &mut Out) -> usize {
    if let Some(comment) = lower.strip_prefix("<!--") {
        return comment.find("-->").map_or(lower.len(), |end| end + 7);
    }
    let is_tag = lower[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    let Some(end) = is_tag.then(|| end_of_tag(lower)).flatten() else {
        out.words("<");
        return 1;
    };
    let tag = &lower[1..end];
    let closes = tag.starts_with('/');
    let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    if !closes && UNSEEN.contains(&name.as_str()) {
        let close = format!("</{name}");
        return lower[end..].find(&close).map_or(page.len(), |found| end + found);
    }
    out.tag(&name, closes, tag);
    end + 1
}

/// Where a tag ends: a `>` inside quotation marks does not.
fn end_of_tag(lower: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in lower.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    // A quotation mark that is never closed.
    lower.find('>')
}

/// The text so far.
#[derive(Default)]
struct Out {
    lines: Vec<String>,
    line: String,
    space: bool,
    kept: bool,
    /// Open elements that may quote, and whether they do.
    open: Vec<(&'static str, bool)>,
    all_behind: bool,
    in_head: bool,
}

impl Out {
    fn words(&mut self, text: &str) {
        if self.in_head {
            return;
        }
        for c in unescape(text).chars() {
            if self.kept && c == '\n' {
                self.end();
            } else if c.is_whitespace() || c == '\u{A0}' {
                self.space = true;
            } else {
                if std::mem::take(&mut self.space) && !self.line.is_empty() {
                    self.line.push(' ');
                }
                self.line.push(c);
            }
        }
    }

    fn tag(&mut self, name: &str, closes: bool, tag: &str) {
        match name {
            "head" => self.in_head = !closes,
            "body" => self.in_head = false,
            "pre" => self.kept = !closes,
            "p" | "tr" => self.end(),
            "td" | "th" => self.space = true,
            _ if BLOCKS.contains(&name) => self.end(),
            _ => {}
        }
        // A paragraph stands apart from the next.
        if name == "p" && closes {
            self.lines.push(self.mark().trim_end().to_owned());
        }
        let container = ["div", "blockquote", "p", "span", "table"].into_iter().find(|known| *known == name);
        let Some(container) = container else { return };
        if closes {
            if let Some(at) = self.open.iter().rposition(|(open, _)| *open == container) {
                self.open.truncate(at);
            }
        } else {
            let quotes = QUOTES.iter().any(|class| tag.contains(class)) || name == "blockquote" && is_cited(tag);
            // Elements that are never closed must not grow without end.
            if self.open.len() < 1000 {
                self.open.push((container, quotes));
            }
            self.all_behind |= ALL_BEHIND.iter().any(|id| tag.contains(id));
        }
    }

    fn mark(&self) -> &'static str {
        if self.all_behind || self.open.iter().any(|(_, quotes)| *quotes) { "> " } else { "" }
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.space = false;
        if !line.is_empty() || self.kept {
            self.lines.push(format!("{}{line}", self.mark()));
        }
    }

    fn finish(mut self) -> String {
        self.end();
        self.lines.join("\n")
    }
}

/// A quotation of the message that is answered; without this it is an indented paragraph.
fn is_cited(tag: &str) -> bool {
    ["cite", "quote"].iter().any(|word| tag["blockquote".len()..].contains(word))
}

/// `&amp;` and its like.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let within = rest.bytes().take(LONGEST_ENTITY).enumerate().skip(1);
        let end = within.take_while(|(_, byte)| *byte != b'&').find(|(_, byte)| *byte == b';').map(|(end, _)| end);
        let (entity, behind) = rest.split_at(end.map_or(1, |end| end + 1));
        add_html_token(&mut out, entity.as_bytes(), false);
        rest = behind;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_lines() {
        let page = "<html><head><title>x</title><style>p{}</style></head><body><p>Non&nbsp;mi <b>pagano</b> &amp; &egrave; &#1605;</p>\
                    <div>1 &lt; 2<br>tre</div><script>alert(1)</script><ul><li>a</li><li>b</li></ul></body></html>";
        assert_eq!(to_text(page), "Non mi pagano & è م\n\n1 < 2\ntre\na\nb");
    }

    #[test]
    fn what_is_quoted_is_marked() {
        let gmail = "<div>2</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">On x wrote:<br></div><blockquote class=\"gmail_quote\">old</blockquote></div>";
        assert_eq!(to_text(gmail), "2\n> On x wrote:\n> old");
        let apple = "<blockquote type=\"cite\"><div>old</div></blockquote><div>below</div>";
        assert_eq!(to_text(apple), "> old\nbelow");
        let outlook =
            "<div>3</div><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\">From: x</div><div>old</div>";
        assert_eq!(to_text(outlook), "3\n> From: x\n> old");
        assert_eq!(to_text("<blockquote style=\"margin-left:40px\">mine</blockquote>"), "mine");
    }

    #[test]
    fn a_broken_page_loses_no_words() {
        assert_eq!(to_text("a < b and <c"), "a < b and <c");
        assert_eq!(to_text("<a href=\"x>link</a> more"), "link more");
        assert_eq!(to_text("&&nbsp;&bogus; &#xFFFFFFFF;;&#0;").trim(), "& &bogus; \u{FFFD};\0");
        assert_eq!(to_text("<!-- never closed"), "");
        assert_eq!(to_text(&"<div>".repeat(100_000)), "");
    }
}
