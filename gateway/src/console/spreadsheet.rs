//! Cells of a file that a spreadsheet opens: what it would take for a formula is guarded (OWASP, "CSV injection"), because names,
//! topics and campaigns are typed by people, some of them strangers.

/// With an apostrophe before what a spreadsheet would take for a formula, a telephone number with its plus among them. What
/// already looks guarded is guarded once more, so that [`unguarded`] gives back exactly what was there.
pub fn guarded(cell: impl Into<String>) -> String {
    let cell = cell.into();
    if is_formula(&cell) { format!("'{cell}") } else { cell }
}

/// Takes [`guarded`]'s apostrophe away.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

/// What a formula begins with, or what makes a spreadsheet begin a cell anew; the wide forms count for it, too.
const BEGINS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Blanks, quotation marks and signs without a width before it change nothing: a spreadsheet drops them.
fn is_formula(cell: &str) -> bool {
    let is_dropped = |c: char| {
        let is_blank = c.is_whitespace() && !BEGINS.contains(&c);
        is_blank || matches!(c, '\'' | '"' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let begun = cell.trim_start_matches(is_dropped);
    begun.starts_with(BEGINS) && !is_number(begun)
}

/// A number below zero stays one; a plus may be a telephone's, and would be lost.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix('-').unwrap_or_default();
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.parse::<f64>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_guarded_and_comes_back_as_it_was() {
        for cell in [
            "=1+1",
            "+39 350 000 0000",
            "+393500000000",
            "-",
            "-1+1",
            "@a",
            "\tx",
            "\rx",
            "\n=1",
            " =1",
            "\"=1",
            " \" '=1",
            "\u{A0}\u{200B}=1",
            "＝1",
            "＋1",
            "－1",
            " ＠a",
            "'=1",
            "''+39",
        ] {
            let sent = guarded(cell);
            assert_eq!(sent, format!("'{cell}"));
            assert_eq!(unguarded(&sent), cell);
        }
    }

    #[test]
    fn what_is_none_stays_as_it_is() {
        for cell in ["", "'", "'a", "a=1", "12", "-12", "-1.5", "'Ndrangheta", "Paga e contratto", "\"a\""] {
            assert_eq!(guarded(cell), cell);
            assert_eq!(unguarded(cell), cell);
        }
        assert_eq!(unguarded("+39 350"), "+39 350", "who writes a file by hand guards nothing");
    }
}
