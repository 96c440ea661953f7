//! Messages as programs and servers write them, in `tests/payloads/email`; what each is stands in `expected.txt`.

use gateway::channel::{
    Channel, Delivery,
    email::{Own, parse},
};
use mail_parser::MessageParser;
use tests::payloads::{Payload, compare, master, recorded};

fn own() -> Own {
    Own { address: "help@mail.test".to_owned(), authserv_id: Some("mx.mail.test".to_owned()) }
}

#[test]
fn each_message_is_what_it_is() {
    compare("email", |_, raw| {
        let event = parse(raw, true, &own(), master());
        // Of a message: whose, and its `Message-ID`. Of a report: which message of ours it is on.
        let message = MessageParser::default().parse_headers(raw);
        let of = |message: &mail_parser::Message<'_>| {
            let (local, domain) = message.from().and_then(|from| from.first()?.address()?.rsplit_once('@'))?;
            Some([format!("{local}@{}", domain.to_lowercase()), message.message_id()?.to_owned()])
        };
        let mut words: Vec<String> = message.as_ref().and_then(of).into_iter().flatten().collect();
        if let Delivery::Receipt(receipt) = &event.delivery {
            words.extend(receipt.ours.map(|ours| ours.to_string()));
        }
        Payload { channel: Channel::Email, raw, words, ids: &["{} {}", "{}@mail.test"] }.describe(&[event])
    });
}

/// Cut anywhere, a message is still something, and never a panic.
#[test]
fn a_message_may_end_anywhere() {
    for (_, raw) in recorded("email") {
        for end in (0..raw.len()).step_by(raw.len() / 150 + 1) {
            parse(&raw[..end], end % 2 == 0, &own(), master());
        }
    }
}
