//! What machines write by themselves: it is never answered, or two of them would go on for ever (RFC 3834).

use mail_parser::Message;

/// Why a message is a machine's, as the metric counts it; `None` for a person's.
///
/// RFC 3834 (`Auto-Submitted`), RFC 2919 (`List-Id`), [MS-OXCMAIL] 2.2.3.2.14 (`X-Auto-Response-Suppress`); `Precedence` and
/// the other `X-` headers are what older programs say.
pub fn reason(message: &Message<'_>) -> Option<&'static str> {
    for (name, value) in message.headers_raw() {
        let value = value.trim();
        let says = |words: &[&str]| words.iter().any(|word| value.eq_ignore_ascii_case(word));
        let reason = match name.to_ascii_lowercase().as_str() {
            "auto-submitted" if !says(&["no"]) => "auto-submitted",
            "precedence" if says(&["bulk", "junk", "list", "auto_reply"]) => "precedence",
            "x-auto-response-suppress" if !says(&["none"]) => "auto-response-suppress",
            "x-autoreply" | "x-autorespond" | "x-autoresponder" if !says(&["no"]) => "auto-reply",
            "list-id" | "list-unsubscribe" => "list",
            "return-path" if value == "<>" => "no return path",
            _ => continue,
        };
        return Some(reason);
    }
    let from = message.from().and_then(|from| from.first()).and_then(|from| from.address()).unwrap_or_default();
    let local = from.split('@').next().unwrap_or_default();
    ["mailer-daemon", "mail-daemon", "postmaster"]
        .iter()
        .any(|daemon| local.eq_ignore_ascii_case(daemon))
        .then_some("mailer daemon")
}

/// Whether our own server has found that the sender is forged (RFC 8601, RFC 7489): `dmarc=fail` under its own name. What
/// other servers say in this header is hearsay.
pub fn is_forged(message: &Message<'_>, authserv_id: &str) -> bool {
    let results = message.headers_raw().filter(|(name, _)| name.eq_ignore_ascii_case("authentication-results"));
    results.into_iter().any(|(_, value)| {
        let mut parts = value.split(';').map(str::trim);
        let ours = parts.next().and_then(|first| first.split_whitespace().next());
        ours.is_some_and(|ours| ours.eq_ignore_ascii_case(authserv_id))
            && parts.any(|part| {
                let method: String = part.chars().take_while(|c| !c.is_whitespace() && *c != '(').collect();
                method.eq_ignore_ascii_case("dmarc=fail")
            })
    })
}
