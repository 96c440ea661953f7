//! TwiML (<https://www.twilio.com/docs/voice/twiml>): what is said, and what the telephone does then.

use super::studio::{Piece, Studio};
use bot::{
    call::{CallTurn, Prompt, Then},
    text::Overlay,
};
use std::fmt::Write;

/// Where our addresses begin, as the provider reaches them.
pub const PATH: &str = "/webhooks/voice";
/// Where recordings are served.
pub const RECORDINGS: &str = "/voice/recordings";
/// Seconds without a voice that end a message: somebody who cries or thinks is still there.
const QUIET: u8 = 10;
/// Keys that end a message.
const ANY_KEY: &str = "1234567890*#";

/// Answers with nothing but the end of the call.
pub const HANG_UP: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response><Hangup/></Response>";

/// Writes the answer. `base` is how the outside reaches us; `step` stands in the addresses that are called next.
pub fn render(turn: &CallTurn, step: i32, studio: &Studio, base: &str, wording: &Overlay) -> String {
    let base = base.trim_end_matches('/');
    let said = said(&turn.say, studio, base, wording);
    let then = match turn.then {
        Then::Gather { most, finish, seconds } => {
            let next = escape(&format!("{base}{PATH}/step?step={step}"));
            let finish = finish.map(String::from).unwrap_or_default();
            // Without a key the next verb is carried out: the same address, with no digits.
            format!(
                "<Gather input=\"dtmf\" action=\"{next}\" method=\"POST\" numDigits=\"{most}\" finishOnKey=\"{finish}\" \
                 timeout=\"{seconds}\">{said}</Gather><Redirect method=\"POST\">{next}</Redirect>"
            )
        }
        Then::Record { most_seconds } => {
            let next = escape(&format!("{base}{PATH}/recorded?step={step}"));
            let kept = escape(&format!("{base}{PATH}/recording"));
            // An empty recording calls no action: the next verb is carried out.
            format!(
                "{said}<Record action=\"{next}\" method=\"POST\" maxLength=\"{most_seconds}\" timeout=\"{QUIET}\" \
                 finishOnKey=\"{ANY_KEY}\" playBeep=\"true\" recordingStatusCallback=\"{kept}\" \
                 recordingStatusCallbackMethod=\"POST\"/><Redirect method=\"POST\">{next}</Redirect>"
            )
        }
        Then::HangUp => format!("{said}<Hangup/>"),
    };
    document(&then)
}

/// Says these words in turn and ends the call.
pub fn last_words(pieces: &[Piece]) -> String {
    let mut said = String::new();
    for piece in pieces {
        say(&mut said, piece, "");
    }
    document(&format!("{said}<Hangup/>"))
}

fn document(verbs: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>{verbs}</Response>")
}

fn said(prompts: &[Prompt], studio: &Studio, base: &str, wording: &Overlay) -> String {
    let mut out = String::new();
    for piece in prompts.iter().flat_map(|prompt| studio.say(prompt, wording)) {
        say(&mut out, &piece, base);
    }
    out
}

fn say(out: &mut String, piece: &Piece, base: &str) {
    // Writing into a string does not fail.
    let _ = match piece {
        Piece::Play(path) => write!(out, "<Play>{}</Play>", escape(&format!("{base}{RECORDINGS}/{path}"))),
        Piece::Say(voice, words) => {
            let name = voice.name.map(|name| format!(" voice=\"{name}\"")).unwrap_or_default();
            write!(out, "<Say language=\"{}\"{name}>{}</Say>", voice.language, escape(words))
        }
    };
}

/// Text for an element or an attribute; characters that XML 1.0 cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_cannot_become_verbs() {
        assert_eq!(
            escape("</Say><Dial>\"1\" & '2'\0\u{1}\n"),
            "&lt;/Say&gt;&lt;Dial&gt;&quot;1&quot; &amp; &apos;2&apos; "
        );
    }
}
