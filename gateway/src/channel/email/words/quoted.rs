//! What a person wrote themselves in an answer: without the message that they answer, without signature.
//!
//! Nothing marks these for certain: `>` is old habit (RFC 3676 names it), the line above it and Outlook's block of
//! headers are in the language of each program. Where no sign is sure the words stay.

/// Subjects of what is passed on: all of it is meant to be read.
const FORWARDS: [&str; 9] = ["fwd:", "fw:", "i:", "tr:", "wg:", "rv:", "enc:", "إعادة توجيه:", "آگے:"];
/// The line above a message that is passed on.
const FORWARDED: [&str; 7] = [
    "forwarded message",
    "messaggio inoltrato",
    "message transféré",
    "begin forwarded message",
    "mensaje reenviado",
    "weitergeleitete nachricht",
    "رسالة معاد توجيهها",
];
/// The line above a message that is answered, in some programs.
const ORIGINALS: [&str; 8] = [
    "original message",
    "messaggio originale",
    "message d'origine",
    "message d’origine",
    "message original",
    "mensaje original",
    "nachricht",
    "الرسالة الأصلية",
];
/// The ends of the line above a quotation: "On Monday … wrote:".
const WROTE: [&str; 11] = [
    "wrote:",
    "ha scritto:",
    "a écrit :",
    "a écrit\u{A0}:",
    "a écrit:",
    "schrieb:",
    "escribió:",
    "escreveu:",
    "a scris:",
    "كتب:",
    "لکھا:",
];
/// Fields of Outlook's block of headers, in their order.
const FROM: [&str; 7] = ["from:", "da:", "de:", "de :", "von:", "من:", "منجانب:"];
const SENT: [&str; 12] = [
    "sent:",
    "date:",
    "inviato:",
    "data:",
    "envoyé:",
    "envoyé :",
    "gesendet:",
    "enviado:",
    "fecha:",
    "تم الإرسال:",
    "التاريخ:",
    "تاريخ الإرسال:",
];
const SUBJECT: [&str; 9] =
    ["subject:", "oggetto:", "objet:", "objet :", "betreff:", "asunto:", "assunto:", "الموضوع:", "موضوع:"];
/// What telephones write under a message.
const PHONES: [&str; 14] = [
    "sent from my ",
    "sent from outlook",
    "sent from yahoo",
    "sent from samsung",
    "get outlook for ",
    "scarica outlook per ",
    "ottieni outlook per ",
    "inviato da ",
    "inviato dal mio ",
    "envoyé de mon ",
    "envoyé depuis mon ",
    "télécharger outlook pour ",
    "von meinem ",
    "أرسلت من ",
];
/// So many blank lines at most stand between an introduction and its quotation.
const MOST_BLANK: usize = 10;
/// A signature has few lines; what is longer after two dashes is text.
const LONGEST_SIGNATURE: usize = 12;
/// A phone's line is short.
const LONGEST_PHONE_LINE: usize = 80;

/// Whether a subject says that the message is passed on.
pub fn is_forward(subject: &str) -> bool {
    let subject = subject.trim().to_lowercase();
    FORWARDS.iter().any(|prefix| subject.starts_with(prefix))
}

/// The person's own words; of a message that is passed on, all of them.
pub fn own(text: &str, is_forward: bool) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    if is_forward || lines.iter().any(|line| is_marked(line, &FORWARDED)) {
        return tidy(lines.iter().map(|line| line.trim_start_matches(['>', ' '])));
    }
    let lines = &lines[..original(&lines)];
    let mut own: Vec<&str> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        let begins_quotation =
            line.starts_with('>') && !at.checked_sub(1).is_some_and(|above| lines[above].starts_with('>'));
        if begins_quotation {
            own.truncate(own.len() - introduction(&own));
        }
        if !line.starts_with('>') {
            own.push(line);
        }
    }
    own.truncate(signature(&own));
    tidy(own.into_iter())
}

/// Where the answered message begins for good: under its block of headers, or its line.
fn original(lines: &[&str]) -> usize {
    let begins = |at: usize| {
        let line = lines[at];
        let follows = |within, names: &[&str]| lines[at + 1..].iter().take(within).any(|next| starts(next, names));
        let is_headers = starts(line, &FROM) && follows(3, &SENT) && follows(6, &SUBJECT);
        let is_introduction = is_dated(line) && ends_an_introduction(&lines[at..]).is_some();
        is_headers || is_marked(line, &ORIGINALS) || is_introduction
    };
    let Some(at) = (0..lines.len()).find(|at| begins(*at)) else { return lines.len() };
    // Where quoted lines follow, own ones may follow these: the signs of the quotation decide.
    if !is_marked(lines[at], &ORIGINALS) && lines[at..].iter().any(|line| line.starts_with('>')) {
        return lines.len();
    }
    let is_rule =
        |line: &str| line.is_empty() || line.len() > 4 && line.chars().all(|c| matches!(c, '_' | '-' | '*' | '='));
    lines[..at].iter().rposition(|line| !is_rule(line)).map_or(0, |last| last + 1)
}

/// How many of the last lines introduce the quotation that follows: a paragraph of at most three lines with a date or an
/// address in it, whose last one ends in a colon. In no language: there are more of them than lists.
fn introduction(own: &[&str]) -> usize {
    let blank = own.iter().rev().take(MOST_BLANK).take_while(|line| line.is_empty()).count();
    let above = &own[..own.len() - blank];
    let paragraph: Vec<_> = above.iter().rev().take_while(|line| !line.is_empty()).take(4).collect();
    let ends = paragraph.first().is_some_and(|last| last.ends_with([':', '：']));
    let lines = (1..=paragraph.len().min(3)).find(|count| {
        let first = paragraph[count - 1];
        ends && (is_dated(first) || first.contains('@'))
    });
    lines.map_or(0, |lines| lines + blank)
}

/// How many lines it takes to "wrote:", three at most.
fn ends_an_introduction(lines: &[&str]) -> Option<usize> {
    let ends = |line: &&str| {
        let line = line.to_lowercase();
        WROTE.iter().any(|wrote| line.ends_with(wrote))
    };
    lines.iter().take(3).take_while(|line| !line.is_empty()).position(ends)
}

/// Where the signature begins: two dashes (RFC 3676, 4.3) near the end, or what a phone adds.
fn signature(own: &[&str]) -> usize {
    let mut end = own.len();
    if let Some(dashes) = own.iter().rposition(|line| *line == "--")
        && own.len() - dashes <= LONGEST_SIGNATURE
    {
        end = dashes;
    }
    while let Some(last) = own[..end].iter().rposition(|line| !line.is_empty()) {
        if !(starts(own[last], &PHONES) && own[last].chars().count() <= LONGEST_PHONE_LINE) {
            break;
        }
        end = last;
    }
    end
}

fn starts(line: &str, with: &[&str]) -> bool {
    let line = line.trim_start_matches(['*', ' ', '\u{200F}', '\u{200E}']).replace("*", "").to_lowercase();
    with.iter().any(|prefix| line.starts_with(prefix))
}

/// A line of dashes around one of these.
fn is_marked(line: &str, names: &[&str]) -> bool {
    let line = line.trim_start_matches(['>', ' ']);
    let inside = line.trim_matches(['-', '_', ' ', ':']).to_lowercase();
    let is_rule = line.starts_with("--") || line.ends_with(':');
    is_rule && names.iter().any(|name| inside == *name || name.contains(' ') && inside.starts_with(name))
}

/// A date has figures, in some script.
fn is_dated(line: &str) -> bool {
    line.chars().filter(|c| c.is_numeric()).count() >= 3
}

/// Without blank lines at the ends, and never more than one between.
fn tidy<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    let mut blank = false;
    for line in lines {
        if line.trim().is_empty() {
            blank = !out.is_empty();
            continue;
        }
        if !out.is_empty() {
            out.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_persons_own_words_are_left() {
        let table = [
            ("2", "2"),
            ("2\n\nOn Mon, 23 Nov 2026 at 10:00, Help <help@example.org> wrote:\n> 1 Menu\n> 2 Report\n", "2"),
            ("2\n\nIl giorno lun 23 nov 2026 alle ore 10:00 Help <help@\nexample.org> ha scritto:\n\n> 1 Menu\n", "2"),
            ("> 1 Menu\n> 2 Report\n\n2\n", "2"),
            (
                "Le 23 nov. 2026 à 10:00, Help a écrit :\n> Depuis quand ?\nDepuis mars\n> Où ?\nFoggia",
                "Depuis mars\nFoggia",
            ),
            ("2\n\nLe lun. 23 nov. 2026 à 10:00, Help <h@example.org> a écrit :\n\n1 Menu\n2 Report", "2"),
            (
                "2\n\n________________________________\nDa: Help <h@example.org>\nInviato: lunedì\nA: x\nOggetto: Messaggi\n\n1 Menu",
                "2",
            ),
            ("2\n\n-----Original Message-----\nFrom: x\n> 1 Menu", "2"),
            ("They do not pay.\n\n-- \nName\n+39 333", "They do not pay."),
            ("They do not pay.\n\nSent from my iPhone", "They do not pay."),
            ("٢\n\nفي الاثنين ٢٣ نوفمبر ٢٠٢٦ كتب Help:\n> ١", "٢"),
            ("> 1 Menu\n> 2 Report", ""),
        ];
        for (text, expected) in table {
            assert_eq!(own(text, false), expected, "{text}");
        }
    }

    #[test]
    fn what_is_not_quoted_stays() {
        for text in [
            "Name: X\nPhone: 333 123\nPlace: Foggia",
            "From Monday on:\nthey pay 3 euro",
            "Da: Senegal\nData: 2024\nLavoro: campagna",
            "They said:\n\nno money before 2027\n\nand nothing else",
            "I worked there -- they did not pay\n\n--\na\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\nm",
            "1\n2\n3",
            "Sent from my village to Foggia by a man who took 500 euro from me and who keeps my passport in his house",
        ] {
            assert_eq!(own(text, false), text);
        }
    }

    #[test]
    fn what_is_passed_on_is_kept_whole() {
        let text = "Look\n\n---------- Forwarded message ---------\nFrom: boss@example.org\n\n> Come at 5\n";
        assert!(own(text, false).ends_with("Come at 5"));
        assert!(own("FYI\n\nDa: x\nInviato: oggi\n\nCome at 5", true).ends_with("Come at 5"));
        assert!(is_forward("I: contratto") && is_forward("Fwd: x") && !is_forward("Re: Messaggi"));
    }

    /// Each of these took hours where all lines above were looked at again for each quotation.
    #[test]
    fn many_quotations_are_looked_at_once() {
        const MANY: usize = 200_000;
        let long = format!("{}:\n", "x".repeat(MANY));
        for text in [
            format!("{}{}", "\n".repeat(MANY), ">\n\n".repeat(MANY)),
            format!("{long}{}", "> x\n\n".repeat(MANY)),
            "On 2026 x wrote:\n> x\n".repeat(MANY),
            "On 2026 x\n".repeat(MANY),
            "From: x\n".repeat(MANY),
            "Sent from my \n".repeat(MANY),
            "--\n".repeat(MANY),
            ">".repeat(MANY),
        ] {
            own(&text, false);
        }
    }
}
