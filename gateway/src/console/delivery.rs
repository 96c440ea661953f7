//! How far a message of the service has come, in words and with a sign that is not its colour alone.

use crate::store::desk::ticket::Delivery;
use bot::text::Words;

/// A rung of the ladder.
#[expect(missing_docs, reason = "the names say it")]
pub struct DeliveryShown {
    /// The class of its element in the page, and the state in SQL.
    pub class: &'static str,
    pub sign: &'static str,
    pub text: String,
    pub why: Option<Why>,
    /// Somebody has to see it.
    pub is_stuck: bool,
    pub is_waiting: bool,
}

/// Why it is no further.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Why {
    /// The words.
    pub text: String,
    /// They are the provider's, in English.
    pub is_raw: bool,
}

/// A row of the outbox in words; `None` for a state that only a newer release knows.
pub fn shown(words: Words, delivery: &Delivery) -> Option<DeliveryShown> {
    let (class, sign, text) = match delivery.state.as_str() {
        "queued" => ("queued", "…", words.console_delivery_queued()),
        "sent" => ("sent", "✓", words.console_delivery_sent()),
        "delivered" => ("delivered", "✓✓", words.console_delivery_delivered()),
        "read" => ("read", "✓✓✓", words.console_delivery_read()),
        "failed" => ("failed", "✕", words.console_delivery_failed()),
        "held" => ("held", "‖", words.console_delivery_held()),
        _ => return None,
    };
    let why = delivery.error.as_deref().filter(|_| matches!(class, "queued" | "failed" | "held"));
    Some(DeliveryShown {
        why: why.map(|why| self::why(words, why)),
        is_stuck: matches!(class, "failed" | "held"),
        is_waiting: class == "queued",
        class,
        sign,
        text,
    })
}

/// What stands in `outbox.error` or `outage.cause`, in words.
pub fn why(words: Words, name: &str) -> Why {
    let text = match name {
        "stop" => words.console_why_stop(),
        "safe-hours" => words.console_answering_why_hours(),
        "shared-phone" => words.console_answering_why_shared(),
        "window" => words.console_why_window(),
        "later" => words.console_why_later(),
        "blocked" => words.console_why_blocked(),
        "gave up" => words.console_why_gave_up(),
        "cannot be opened" => words.console_why_damaged(),
        "its file cannot be read" => words.console_why_file(),
        "address" => words.console_why_address(),
        "the provider asks to slow down" => words.console_why_slow(),
        "the provider does not answer" => words.console_why_silent(),
        raw => return Why { text: raw.to_owned(), is_raw: true },
    };
    Why { text, is_raw: false }
}
