//! Deliveries as Meta's documentation and public SDKs show them, each with what it is read as.

use gateway::channel::{Channel, whatsapp::parse};
use tests::{
    payloads::{Payload, compare, in_json, master},
    whatsapp::{NUMBER, OTHER_NUMBER},
};

#[test]
fn each_delivery_is_read_to_the_same_few_values() {
    let mut count = 0;
    compare("whatsapp", |_, raw| {
        count += 1;
        let events = parse(raw, &[NUMBER.to_owned(), OTHER_NUMBER.to_owned()], master()).unwrap();
        Payload { channel: Channel::Whatsapp, raw, words: in_json(raw), ids: &["{}"] }.describe(&events)
    });
    assert!(count > 50, "the recorded payloads are there");
}
