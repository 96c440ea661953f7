//! Cuts words into what a platform takes at once. A text of the bot fits as it was rendered; this is for scripts and
//! pictures that take more bytes than most.

/// Parts of at most `most`, measured by `size`; between words where there are some, never inside a character.
pub(super) fn cut(text: &str, most: usize, size: fn(char) -> usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let mut taken = 0;
        let end = rest.find(|c| {
            taken += size(c);
            taken > most
        });
        let at = match end {
            None => rest.len(),
            Some(end) => rest[..end].rfind(char::is_whitespace).filter(|&at| at > end / 4).unwrap_or(end),
        };
        parts.push(rest[..at].trim_end());
        rest = rest[at..].trim_start();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fit_and_nothing_is_lost() {
        assert!(cut("  \n ", 10, char::len_utf8).is_empty());
        assert_eq!(cut("short", 10, char::len_utf8), ["short"]);
        assert_eq!(cut("one two three", 8, char::len_utf8), ["one two", "three"]);
        let pictures = "🌾".repeat(600);
        for (size, most) in [(char::len_utf8 as fn(char) -> usize, 1000), (char::len_utf16, 2000)] {
            for text in [pictures.as_str(), &"میں ".repeat(700), &"x".repeat(2500)] {
                let parts = cut(text, most, size);
                assert!(parts.iter().all(|part| part.chars().map(size).sum::<usize>() <= most));
                assert_eq!(parts.concat().replace(' ', ""), text.replace(' ', ""));
            }
        }
    }
}
