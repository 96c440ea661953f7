//! What may be typed as a title and as a text.

use super::variables::{self, NAMES};
use crate::console::{act::Field, form_fields::FormFields, page::Page};

/// Characters of a title.
pub const LONGEST_TITLE: usize = 120;

/// A title: one line that is there.
pub fn title(fields: &FormFields, page: &Page) -> Result<String, Field> {
    let text = fields.one("title").split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Err(Field { text, error: Some(page.words.console_canned_error_title()) }),
        1..=LONGEST_TITLE => Ok(text),
        _ => Err(Field { text, error: Some(page.words.console_error_long(LONGEST_TITLE)) }),
    }
}

/// A text: there, and with no braces but those of variables.
pub fn body(fields: &FormFields, page: &Page) -> Result<String, Field> {
    let text = fields.words("text", page)?.into_exposed();
    let unknown = variables::unknown(&text);
    if unknown.is_empty() {
        return Ok(text);
    }
    let known = NAMES.map(|name| format!("{{{name}}}")).join(" ");
    Err(Field { text, error: Some(page.words.console_canned_error_variables(known, unknown.join(" "))) })
}
