//! What is wrong with a proposed text, in plain words.

use bot::{
    sms::Encoding,
    text::{Words, check::Fault},
};

/// One sentence that says what to do.
pub fn told(words: Words, fault: &Fault) -> String {
    match fault {
        Fault::Empty => words.console_texts_fault_empty(),
        Fault::Lines => words.console_texts_fault_lines(),
        Fault::Invisible => words.console_texts_fault_invisible(),
        Fault::Braces => words.console_texts_fault_braces(),
        Fault::Missing(name) => words.console_texts_fault_missing(place(name)),
        Fault::Unknown(name) => words.console_texts_fault_unknown(place(name)),
        Fault::Label { length, limit } => words.console_texts_fault_label(length, limit),
        Fault::Segments { needed, budget, encoding } => {
            words.console_texts_fault_segments(alphabet(*encoding), budget, needed)
        }
        Fault::Spoken { length, limit } => words.console_texts_fault_spoken(length, limit),
        Fault::English => words.console_texts_fault_english(),
    }
}

/// A variable as it is written.
pub fn place(name: &str) -> String {
    format!("{{ ${name} }}")
}

/// The alphabet of a text message.
pub const fn alphabet(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Gsm7 => "GSM-7",
        Encoding::Ucs2 => "UCS-2",
    }
}
