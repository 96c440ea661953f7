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
/// Elements that may quote.
const CONTAINERS: [&str; 5] = ["div", "blockquote", "p", "span", "table"];
/// So many of them are remembered.
const MOST_OPEN: usize = 1000;
/// The longest name of an entity, with its `&` and `;`.
const LONGEST_ENTITY: usize = 34;

/// The text of a page, in a time that grows as the page does.
pub fn to_text(page: &str) -> String {
    // Lower-casing ASCII keeps every position.
    let lower = page.to_ascii_lowercase();
    let mut out = Out::default();
    let mut at = 0;
    for (start, end) in tags(page).into_iter().rev() {
        if start < at {
            continue;
        }
        let next = page[start + 1..].chars().next();
        if next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            out.words(&page[at..start]);
            at = skip(&lower, start, end, &mut out);
        }
    }
    out.words(&page[at..]);
    out.finish()
}

/// Every `<` behind which a tag may end, and where it does, the last one first. A `>` inside quotation marks ends none, unless
/// one of these is never closed. Looked for from the end, so that each byte is seen once, however many tags never end.
fn tags(page: &str) -> Vec<(usize, usize)> {
    let mut tags = Vec::new();
    // Where a tag ends that has come to this byte outside quotation marks, inside double ones, inside single ones.
    let (mut outside, mut double, mut single) = (None, None, None);
    let mut nearest = None;
    for (at, byte) in page.bytes().enumerate().rev() {
        match byte {
            b'>' => (outside, nearest) = (Some(at), Some(at)),
            b'"' => std::mem::swap(&mut outside, &mut double),
            b'\'' => std::mem::swap(&mut outside, &mut single),
            // A comment ends elsewhere.
            b'<' if page[at..].starts_with("<!--") => tags.push((at, at)),
            b'<' => tags.extend(outside.or(nearest).map(|end| (at, end))),
            _ => {}
        }
    }
    tags
}

/// Takes the tag from `start` to its `>` at `end`, with all that nobody sees; returns where the page goes on.
fn skip(lower: &str, start: usize, end: usize, out: &mut Out) -> usize {
    if let Some(comment) = lower[start..].strip_prefix("<!--") {
        return comment.find("-->").map_or(lower.len(), |end| start + end + 7);
    }
    let tag = &lower[start + 1..end];
    let closes = tag.starts_with('/');
    let name = tag.trim_start_matches('/');
    let name = &name[..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())];
    if !closes && UNSEEN.contains(&name) {
        let close = format!("</{name}");
        return lower[end..].find(&close).map_or(lower.len(), |found| end + found);
    }
    out.tag(name, closes, tag);
    end + 1
}

/// The text so far.
#[derive(Default)]
struct Out {
    lines: Vec<String>,
    line: String,
    space: bool,
    kept: bool,
    /// Open elements that may quote, and whether they do…
    open: Vec<(usize, bool)>,
    /// …how many there are of each, and how many quote.
    count: [usize; CONTAINERS.len()],
    quoting: usize,
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
        let Some(container) = CONTAINERS.iter().position(|known| *known == name) else { return };
        if closes {
            self.close(container);
        } else {
            let quotes = QUOTES.iter().any(|class| tag.contains(class)) || name == "blockquote" && is_cited(tag);
            // Elements that are never closed must not grow without end.
            if self.open.len() < MOST_OPEN {
                self.open.push((container, quotes));
                self.count[container] += 1;
                self.quoting += usize::from(quotes);
            }
            self.all_behind |= ALL_BEHIND.iter().any(|id| tag.contains(id));
        }
    }

    /// Closes the last such element with all that is open in it; one that was never opened closes nothing.
    fn close(&mut self, container: usize) {
        if self.count[container] == 0 {
            return;
        }
        while let Some((open, quotes)) = self.open.pop() {
            self.count[open] -= 1;
            self.quoting -= usize::from(quotes);
            if open == container {
                return;
            }
        }
    }

    fn mark(&self) -> &'static str {
        if self.all_behind || self.quoting > 0 { "> " } else { "" }
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

    /// Each of these took hours where what never ends was sought again behind each of its beginnings.
    #[test]
    fn what_never_ends_is_looked_for_once() {
        const MANY: usize = 300_000;
        for (piece, end) in [
            ("<a", ""),
            ("<a ", ""),
            ("<a \"", ""),
            ("<a '\">", ""),
            ("<a \">x\"", "<a '"),
            ("<a '>x'", "<a \""),
            ("<!--", ""),
            ("<script>", ""),
            ("<div><p>", "</span>"),
            ("</div>", ""),
            ("<blockquote cite>x<br>", ""),
            ("&", ""),
            ("&amp", ""),
            ("<pre>\n", ""),
        ] {
            let page = format!("before {}{end}", piece.repeat(MANY));
            assert!(to_text(&page).trim_start_matches("> ").starts_with("before"), "{piece}");
        }
    }

    #[test]
    fn tags_end_where_their_quotation_marks_let_them() {
        assert_eq!(to_text("<a title=\"1 > 0\">one</a>"), "one");
        assert_eq!(to_text("<a title='\"'>one</a> <b title='>'>two</b>"), "one two");
        assert_eq!(to_text("it's 5 > 3 <b>and \"so\"</b>"), "it's 5 > 3 and \"so\"");
        assert_eq!(to_text("<div><span><div>x</div></span></div></div>y"), "x\ny");
    }
}
