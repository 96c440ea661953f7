//! What was kept aside is read again: by the same parsers as if the provider had delivered it anew, with today's configuration.
//! What a person of the staff sees of it is in [`shown`].

pub mod shown;

use super::Webhooks;
use crate::{
    channel::{Channel, Delivery, Event, email, messenger, sms, telegram, twilio, whatsapp},
    seal::MasterKey,
    store::quarantine::{Entry, Form},
    turn::again::{can_be_again, event, read as arrival},
};
use std::sync::Arc;

/// Longer ones were cut when they were kept.
const LONGEST_MAIL: usize = 256 * 1024;

/// Reads what was kept aside.
#[derive(Clone, Default)]
pub struct Again(Arc<Webhooks>);

impl Again {
    /// With the configuration of the channels.
    pub fn new(webhooks: Webhooks) -> Self {
        Self(Arc::new(webhooks))
    }

    /// Whether anything could follow from reading it again.
    pub const fn is_possible(entry: &Entry) -> bool {
        can_be_again(entry.channel, entry.form)
    }

    /// What an entry tells; nothing where its channel is off now, or where it is a call. A message keeps one processor busy for
    /// as long as reading takes, so it is read beside the others.
    pub async fn read(&self, entry: Arc<Entry>, master: MasterKey) -> Vec<Event> {
        let again = self.clone();
        tokio::task::spawn_blocking(move || again.events(&entry, &master)).await.unwrap_or_default()
    }

    fn events(&self, entry: &Entry, master: &MasterKey) -> Vec<Event> {
        if !Self::is_possible(entry) {
            return Vec::new();
        }
        if let Some(arrival) = arrival(entry, master) {
            return vec![event(arrival)];
        }
        let raw = entry.raw.expose();
        let Ok(text) = std::str::from_utf8(raw) else { return self.mail(entry, raw, master) };
        match (entry.channel, entry.form) {
            (_, Form::Arrival | Form::Call) | (Channel::Voice | Channel::Web | Channel::Terminal, _) => Vec::new(),
            (Channel::Telegram, _) => telegram::parse(text, master)
                .map(|update| vec![Event { provider_id: update.provider_id, delivery: update.delivery }])
                .unwrap_or_default(),
            (Channel::Whatsapp, _) => self.whatsapp(text, master),
            (Channel::Messenger, _) => self.messenger("page", text, master),
            (Channel::Instagram, _) => self.messenger("instagram", text, master),
            (Channel::Sms, _) => self.sms(raw, master),
            (Channel::Email, _) => self.mail(entry, raw, master),
        }
    }

    /// A part of a delivery: which one is not noted, so it is tried as each.
    fn whatsapp(&self, part: &str, master: &MasterKey) -> Vec<Event> {
        let Some(webhook) = &self.0.whatsapp else { return Vec::new() };
        let number = serde_json::json!(webhook.numbers.first());
        let value = |list: &str| {
            let value = format!(r#"{{"metadata":{{"phone_number_id":{number}}},"{list}":[{part}]}}"#);
            format!(r#"{{"changes":[{{"field":"messages","value":{value}}}]}}"#)
        };
        let entries = [value("messages"), value("statuses"), format!(r#"{{"changes":[{part}]}}"#), part.to_owned()];
        first_known(entries.into_iter().map(|entry| {
            let whole = format!(r#"{{"object":"whatsapp_business_account","entry":[{entry}]}}"#);
            whatsapp::parse(whole.as_bytes(), &webhook.numbers, master).unwrap_or_default()
        }))
    }

    fn messenger(&self, object: &str, part: &str, master: &MasterKey) -> Vec<Event> {
        let Some(hook) = &self.0.messenger else { return Vec::new() };
        let entries = [format!(r#"{{"messaging":[{part}]}}"#), part.to_owned()];
        first_known(entries.into_iter().map(|entry| {
            let whole = format!(r#"{{"object":"{object}","entry":[{entry}]}}"#);
            messenger::parse(whole.as_bytes(), &hook.accounts, master).map(|found| found.events).unwrap_or_default()
        }))
    }

    fn sms(&self, raw: &[u8], master: &MasterKey) -> Vec<Event> {
        let Some(settings) = &self.0.sms else { return Vec::new() };
        let Ok(form) = serde_json::from_slice::<Vec<(String, String)>>(raw) else { return Vec::new() };
        let is_status = ["MessageStatus", "SmsStatus"].iter().any(|name| twilio::value(&form, name).is_some());
        let is_message = twilio::value(&form, "Body").is_some();
        vec![if is_status && !is_message {
            sms::parse_status(&form, None, master)
        } else {
            sms::parse(&form, &settings.sender, master)
        }]
    }

    fn mail(&self, entry: &Entry, raw: &[u8], master: &MasterKey) -> Vec<Event> {
        match &self.0.mailbox {
            Some(settings) if entry.channel == Channel::Email && entry.form == Form::Delivery => {
                vec![email::parse(raw, raw.len() < LONGEST_MAIL, &settings.own, master)]
            }
            _ => Vec::new(),
        }
    }
}

/// The first reading in which everything is known; else the first.
fn first_known(readings: impl Iterator<Item = Vec<Event>>) -> Vec<Event> {
    let is_known = |events: &[Event]| {
        !events.is_empty() && !events.iter().any(|it| matches!(it.delivery, Delivery::Unknown { .. }))
    };
    let mut first = None;
    for events in readings {
        if is_known(&events) {
            return events;
        }
        first.get_or_insert(events);
    }
    first.unwrap_or_default()
}
