//! Whether a text is a translation at all. The build script includes this file, too.

/// Whether a sentence is word for word the English one, so that it was never translated; names and loans are shorter.
pub fn is_still_english(plain: &str, english: &str) -> bool {
    plain.split(' ').count() >= 4 && plain == english
}
