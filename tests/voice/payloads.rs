//! Forms as the provider posts them (<https://www.twilio.com/docs/voice/twiml#request-parameters>, and each verb's page),
//! read to the same few values. Numbers and identifiers are made up.

use bot::call::Caller;
use gateway::channel::{
    Channel, provider_id,
    voice::{Told, Webhook, parse},
};
use tests::payloads::{compare, form, master};

const CALL: &str = "CA10000000000000000000000000000001";
const RECORDING: &str = "RE10000000000000000000000000000001";

#[test]
fn each_recorded_form_is_read_to_the_same_few_values() {
    let master = master();
    compare("voice", |name, raw| {
        let webhook = match name.split('-').next().unwrap() {
            "call" => Webhook::Call,
            "step" => Webhook::Step(2),
            "recorded" => Webhook::Recorded(3),
            "recording" => Webhook::Recording,
            "status" => Webhook::Status,
            other => panic!("{other} is no webhook"),
        };
        let ring = parse(webhook, &form(raw), master).unwrap();
        assert_eq!(ring.call, provider_id(master, Channel::Voice, CALL), "{name}");
        let told = match ring.told {
            Told::Began => "began".to_owned(),
            Told::Keys { step, keys } => format!("keys {keys} at {step}"),
            Told::Silence { step } => format!("silence at {step}"),
            Told::NothingRecorded { step } => format!("nothing recorded at {step}"),
            Told::HungUp => "hung up".to_owned(),
            Told::Unneeded => "unneeded".to_owned(),
            Told::Recorded { step, recording } => {
                assert_eq!(recording.id, provider_id(master, Channel::Voice, RECORDING), "{name}");
                let at = step.map(|step| format!(" at {step}")).unwrap_or_default();
                format!("recorded {} s{at}: {}", recording.seconds, recording.url.expose())
            }
        };
        let known = if ring.caller == Caller::Known { "known" } else { "hidden" };
        let way = if ring.is_incoming { "in" } else { "out" };
        format!("{} {known} {way} {told}", ring.address.expose())
    });
}
