//! Recorded forms (`tests/payloads/sms/`), each parsed to the same few values.

use gateway::channel::{
    Channel,
    sms::{Sender, parse, parse_status},
};
use tests::{
    payloads::{Payload, compare, form, master},
    sms::NUMBER,
};

#[test]
fn recorded_payloads_are_read_as_they_stand() {
    compare("sms", |name, raw| {
        let form = form(raw);
        let event = match name.starts_with("status") {
            true => parse_status(&form, None, master()),
            false => parse(&form, &Sender::Number(NUMBER.to_owned()), master()),
        };
        let words = form.into_iter().map(|(_, value)| value).collect();
        Payload { channel: Channel::Sms, raw, words, ids: &["{}", "{}:{}"] }.describe(&[event])
    });
}
