//! Deliveries as the provider's documentation shows them, each read to the same few values.

use gateway::{
    channel::messenger::{Accounts, parse},
    seal::MasterKey,
};
use serde_json::Value;
use std::collections::BTreeMap;
use tests::{
    messenger::{INSTAGRAM, PAGE},
    payloads::{Payload, compare, in_json, master, recorded},
};

#[test]
fn recorded_deliveries_are_read() {
    let accounts = Accounts { page: PAGE.to_owned(), instagram: Some(INSTAGRAM.to_owned()) };
    let mut kinds = BTreeMap::<&str, usize>::new();
    compare("messenger", |_, raw| {
        let delivered = parse(raw, &accounts, master()).unwrap();
        let channel = delivered.channel;
        *kinds.entry(channel.name()).or_default() += 1;
        let ids = ["{}", "message:{}:{}", "postback:{}:{}", "referral:{}:{}", "edit:{}:{}"];
        let payload = Payload { channel, raw, words: in_json(raw), ids: &ids };
        let mut told: String =
            payload.describe(&delivered.events).lines().map(|line| format!("{}: {line}\n", channel.name())).collect();
        if delivered.elsewhere > 0 {
            told += &format!("{}: {} elsewhere\n", channel.name(), delivered.elsewhere);
        }
        told
    });
    assert!(kinds["messenger"] > 30 && kinds["instagram"] > 15, "{kinds:?}");
}

/// Whatever the provider leaves out, adds or turns into something else: no panic, and nothing of it is lost.
#[test]
fn damaged_deliveries_are_read_or_kept() {
    let accounts = Accounts { page: PAGE.to_owned(), instagram: Some(INSTAGRAM.to_owned()) };
    let master = MasterKey::ephemeral();
    for (_, raw) in recorded("messenger") {
        for end in 0..raw.len() {
            assert!(parse(&raw[..end], &accounts, &master).is_err() || raw[end..].trim_ascii().is_empty());
        }
        let Ok(whole) = serde_json::from_slice::<Value>(&raw) else { continue };
        for strange in
            [Value::Null, Value::Bool(true), 7.into(), "x".into(), Value::Array(vec![]), serde_json::json!({})]
        {
            for place in places(&whole, String::new()) {
                let mut damaged = whole.clone();
                *damaged.pointer_mut(&place).unwrap() = strange.clone();
                if let Ok(delivered) = parse(damaged.to_string().as_bytes(), &accounts, &master) {
                    let items = damaged["entry"].as_array().map_or(0, Vec::len);
                    assert!(delivered.events.len() + delivered.elsewhere as usize >= items.min(1), "{place} {damaged}");
                }
            }
        }
    }
}

/// JSON pointers to every value.
fn places(value: &Value, here: String) -> Vec<String> {
    let below: Vec<String> = match value {
        Value::Array(list) => {
            list.iter().enumerate().flat_map(|(i, value)| places(value, format!("{here}/{i}"))).collect()
        }
        Value::Object(map) => map.iter().flat_map(|(key, value)| places(value, format!("{here}/{key}"))).collect(),
        _ => Vec::new(),
    };
    [here].into_iter().chain(below).collect()
}
