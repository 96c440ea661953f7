//! What a text message on the telephone network costs, and how it is made to cost less.
//!
//! A message is paid by the segment. In the 7-bit alphabet of 3GPP TS 23.038 (clauses 6.2.1 and 6.2.1.1) a segment
//! holds 160 characters, in UCS-2 only 70, and one letter that the alphabet lacks moves the whole message to UCS-2.
//! In a longer message each segment gives up six octets to the header that joins them (3GPP TS 23.040, 9.2.3.24.1).
//!
//! The build script includes this file to count the texts of `locales/`: it uses nothing but the standard library.

/// How a message is written on the air.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    /// The default alphabet with its extension table; units are septets.
    Gsm7,
    /// UTF-16 in practice; units are its code units.
    Ucs2,
}

/// What one message needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segments {
    /// The cheapest encoding that has all its characters.
    pub encoding: Encoding,
    /// Septets or UTF-16 code units.
    pub units: usize,
    /// What is paid. An empty message is one, too.
    pub count: usize,
}

/// What may happen to letters that the 7-bit alphabet lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Letters {
    /// They stay: without their marks and hooks they are other letters.
    Kept,
    /// They lose their marks, as people write them in text messages: "meme", "ca va", "A bientot".
    Plain,
    /// The same, but a capital keeps its accent as an apostrophe: "E' gratis".
    Apostrophe,
}

impl Letters {
    /// What readers of a language (the tag of its folder under `locales/`) take for granted.
    ///
    /// Only where plain letters are an everyday spelling and no word turns into another one by it; a language that is
    /// not named here keeps its letters and costs UCS-2.
    pub fn of(tag: &str) -> Self {
        match tag {
            "it" => Self::Apostrophe,
            "en" | "fr" | "pcm" => Self::Plain,
            _ => Self::Kept,
        }
    }
}

/// Counts a message as the network does: a character is never cut in two by the end of a segment.
pub fn segments(text: &str) -> Segments {
    let encoding = if text.chars().all(|c| septets(c).is_some()) { Encoding::Gsm7 } else { Encoding::Ucs2 };
    let (alone, joined) = match encoding {
        Encoding::Gsm7 => (160, 153),
        Encoding::Ucs2 => (70, 67),
    };
    let mut units = 0;
    let mut full = 0;
    let mut begun = 0;
    for c in text.chars() {
        let width = match encoding {
            Encoding::Gsm7 => septets(c).unwrap_or_default(),
            Encoding::Ucs2 => c.len_utf16(),
        };
        units += width;
        begun += width;
        if begun > joined {
            full += 1;
            begun = width;
        }
    }
    Segments { encoding, units, count: if units <= alone { 1 } else { full + 1 } }
}

/// The same words in characters that cost less and that every telephone can show: plain typography, no pictures, and,
/// where `letters` allows it and it saves anything, letters of the 7-bit alphabet alone.
///
/// What consists of nothing but pictures stays as it is: an empty message says less than a dear one.
pub fn fit(text: &str, letters: Letters) -> String {
    let simple = simple(text);
    if simple.is_empty() {
        return text.to_owned();
    }
    let unmarked = unmarked(&simple, letters);
    // Accents are given up for the price of a message, never for nothing.
    if segments(&unmarked).encoding == Encoding::Gsm7 { unmarked } else { simple }
}

/// Septets of a character in the 7-bit alphabet: one, or two with the escape of the extension table.
fn septets(c: char) -> Option<usize> {
    match c {
        'a'..='z' | 'A'..='Z' | ' '..='?' => Some(1),
        '@' | '£' | '¥' | 'è' | 'é' | 'ù' | 'ì' | 'ò' | 'Ç' | '\n' | 'Ø' | 'ø' | '\r' | 'Å' | 'å' => {
            Some(1)
        }
        'Δ' | '_' | 'Φ' | 'Γ' | 'Λ' | 'Ω' | 'Π' | 'Ψ' | 'Σ' | 'Θ' | 'Ξ' | 'Æ' | 'æ' | 'ß' | 'É' => {
            Some(1)
        }
        '¤' | '¡' | 'Ä' | 'Ö' | 'Ñ' | 'Ü' | '§' | '¿' | 'ä' | 'ö' | 'ñ' | 'ü' | 'à' => Some(1),
        '\u{000C}' | '^' | '{' | '}' | '\\' | '[' | '~' | ']' | '|' | '€' => Some(2),
        _ => None,
    }
}

/// Typography in plain characters, pictures and invisible marks dropped.
fn simple(text: &str) -> String {
    let mut simple = String::with_capacity(text.len());
    let mut after_picture = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '’' | '‘' | '‚' | '‛' | 'ʼ' | 'ʻ' | '′' | '´' | '`' => simple.push('\''),
            '“' | '”' | '„' | '‟' | '«' | '»' | '″' => simple.push('"'),
            '‹' | '›' => simple.push('\''),
            '‐'..='―' | '−' | '•' | '·' | '◦' | '▪' | '●' => simple.push('-'),
            '…' => simple.push_str("..."),
            '\u{00A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\t' => simple.push(' '),
            '\u{2028}' | '\u{2029}' => simple.push('\n'),
            '→' => simple.push_str("->"),
            // A number among letters written from the right is read in its own direction; its isolation is too young
            // for old telephones, which show a box, but the mark of 1993 does the same before a number.
            '\u{2068}' if characters.peek().is_some_and(|next| next.is_ascii_digit() || *next == '+') => {
                simple.push('\u{200E}');
            }
            '\u{2066}'..='\u{2069}' | '\u{00AD}' | '\u{200B}' | '\u{200D}' | '\u{2060}' | '\u{FEFF}' => {}
            c if is_picture(c) => after_picture = true,
            '\n' => {
                simple.truncate(simple.trim_end_matches(' ').len());
                simple.push('\n');
            }
            // The space that stood between a picture and its word.
            ' ' if after_picture && (simple.is_empty() || simple.ends_with([' ', '\n'])) => after_picture = false,
            c => {
                after_picture = false;
                simple.push(c);
            }
        }
    }
    simple.truncate(simple.trim_end().len());
    simple
}

/// Pictures and what only changes their looks: variation selectors, keycaps, flags' letters.
const fn is_picture(c: char) -> bool {
    matches!(c,
        '\u{FE00}'..='\u{FE0F}' | '\u{20E3}' | '\u{E0020}'..='\u{E007F}' | 'ℹ'
        | '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}'
        | '\u{1F000}'..='\u{1FAFF}')
}

/// The Latin letters of Italian, French and Naijá that the alphabet lacks, without their marks.
fn unmarked(text: &str, letters: Letters) -> String {
    if letters == Letters::Kept {
        return text.to_owned();
    }
    let mut unmarked = String::with_capacity(text.len());
    for c in text.chars() {
        unmarked.push_str(match c {
            'À' | 'Á' | 'Â' | 'Ã' => "A",
            'È' | 'Ê' | 'Ë' => "E",
            'Ì' | 'Í' | 'Î' | 'Ï' => "I",
            'Ò' | 'Ó' | 'Ô' | 'Õ' => "O",
            'Ù' | 'Ú' | 'Û' => "U",
            'á' | 'â' | 'ã' => "a",
            'ç' => "c",
            'ê' | 'ë' => "e",
            'í' | 'î' | 'ï' => "i",
            'ó' | 'ô' | 'õ' => "o",
            'ú' | 'û' => "u",
            'ý' | 'ÿ' => "y",
            'œ' => "oe",
            'Œ' => "OE",
            // Marks that stand as characters of their own.
            '\u{0300}'..='\u{036F}' => "",
            c => {
                unmarked.push(c);
                continue;
            }
        });
        if letters == Letters::Apostrophe && matches!(c, 'À' | 'È' | 'Ì' | 'Ò' | 'Ù') {
            unmarked.push('\'');
        }
    }
    unmarked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        language::Language,
        territory::{Province, Region},
        text::{Key, Text},
    };

    fn counted(text: &str) -> (Encoding, usize, usize) {
        let Segments { encoding, units, count } = segments(text);
        (encoding, units, count)
    }

    #[test]
    fn lengths_at_the_borders() {
        use Encoding::{Gsm7, Ucs2};
        assert_eq!(counted(""), (Gsm7, 0, 1));
        for (length, count) in [(1, 1), (160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (460, 4)] {
            assert_eq!(counted(&"a".repeat(length)), (Gsm7, length, count));
        }
        for letter in ["ë", "ɓ", "ŋ", "ẹ", "ع", "ٹ", "ç", "á"] {
            for (length, count) in [(70, 1), (71, 2), (134, 2), (135, 3)] {
                assert_eq!(counted(&letter.repeat(length)), (Ucs2, length, count), "{letter}");
            }
        }
    }

    #[test]
    fn the_alphabet_is_that_of_the_standard() {
        // 3GPP TS 23.038, 6.2.1, column by column; 0x1B is the escape.
        let basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿\
                     abcdefghijklmnopqrstuvwxyzäöñüà";
        let extension = "\u{000C}^{}\\[~]|€";
        for code in 0..=0x2FFF {
            let Some(c) = char::from_u32(code) else { continue };
            let expected = if basic.contains(c) { Some(1) } else { extension.contains(c).then_some(2) };
            assert_eq!(septets(c), expected, "{c:?}");
        }
        assert_eq!(basic.chars().count(), 127);
    }

    #[test]
    fn nothing_is_cut_in_two() {
        use Encoding::{Gsm7, Ucs2};
        assert_eq!(counted(&"€".repeat(80)), (Gsm7, 160, 1));
        assert_eq!(counted(&"€".repeat(81)), (Gsm7, 162, 2));
        // 153 is odd: the escape would be the last septet of each segment, so each holds 76 of them.
        assert_eq!(counted(&"€".repeat(153)), (Gsm7, 306, 3));
        assert_eq!(counted(&format!("{}€{}", "a".repeat(152), "a".repeat(152))), (Gsm7, 306, 3));
        assert_eq!(counted(&format!("{}€{}", "a".repeat(151), "a".repeat(153))), (Gsm7, 306, 2));
        // 67 is odd, too.
        assert_eq!(counted(&"😀".repeat(35)), (Ucs2, 70, 1));
        assert_eq!(counted(&"😀".repeat(67)), (Ucs2, 134, 3));
        assert_eq!(counted(&format!("{}😀{}", "ë".repeat(66), "ë".repeat(66))), (Ucs2, 134, 3));
        assert_eq!(counted(&format!("{}😀{}", "ë".repeat(65), "ë".repeat(67))), (Ucs2, 134, 2));
    }

    #[test]
    fn typography_becomes_plain() {
        for letters in [Letters::Kept, Letters::Plain, Letters::Apostrophe] {
            assert_eq!(fit("l’ora – “sì”… «no» • 9\u{202F}€", letters), "l'ora - \"sì\"... \"no\" - 9 €");
            assert_eq!(fit("🌍 Lingua\n1️⃣ Sì 👍🏽\n⏭️ No, ❤️ no", letters), "Lingua\n1 Sì\nNo, no");
            assert_eq!(fit("a\u{200B}b\u{FEFF}c", letters), "abc");
            assert_eq!(fit("👍🏽", letters), "👍🏽", "an empty message says nothing");
            assert_eq!(fit("", letters), "");
        }
    }

    #[test]
    fn letters_are_given_up_only_where_a_language_allows_it_and_it_pays() {
        assert_eq!(fit("È gratis, LIBERTÀ", Letters::Apostrophe), "E' gratis, LIBERTA'");
        assert_eq!(fit("À bientôt, même ça, œuvre, é è à ù", Letters::Plain), "A bientot, meme ca, oeuvre, é è à ù");
        assert_eq!(fit("Naijá", Letters::Plain), "Naija");
        assert_eq!(fit("e\u{300} o\u{302}", Letters::Plain), "e o");
        assert_eq!(fit("dëkk, ɓesngu, ŋaa, Ẹ̀dó", Letters::Kept), "dëkk, ɓesngu, ŋaa, Ẹ̀dó");
        assert_eq!(fit("même العربية", Letters::Plain), "même العربية");
        assert_eq!(Letters::of("fr"), Letters::Plain);
        assert_eq!(Letters::of("wo"), Letters::Kept);
        assert_eq!(Letters::of("a twelfth"), Letters::Kept);
    }

    #[test]
    fn a_number_keeps_its_direction_without_isolation() {
        assert_eq!(fit("رقم \u{2068}482-913-570\u{2069}.", Letters::Kept), "رقم \u{200E}482-913-570.");
        assert_eq!(fit("\u{2068}+39 350\u{2069}", Letters::Kept), "\u{200E}+39 350");
        assert_eq!(fit("\u{2068}مغلق\u{2069}", Letters::Kept), "مغلق");
    }

    #[test]
    fn languages_that_allow_it_fit_the_alphabet() {
        for language in Language::ALL {
            let letters = Letters::of(language.tag());
            if letters == Letters::Kept {
                continue;
            }
            let texts = Key::ALL.map(|key| Text::new(key, Vec::new()).in_language(language));
            let names = Region::ALL.into_iter().flat_map(|r| r.provinces().map(Province::name).chain([r.name()]));
            for text in texts.into_iter().chain(names.map(str::to_owned)) {
                let fitted = fit(&text, letters);
                assert_eq!(segments(&fitted).encoding, Encoding::Gsm7, "{language}: {fitted}");
            }
        }
    }
}
