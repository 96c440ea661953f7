//! One whole report as a worker gives it: what they press and what they write, step by step. It leads to case 2 and so
//! into the queue of the Focal Point.

use serde_json::{Value, json};

/// One thing that the worker does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Words.
    Says(&'static str),
    /// A button: question and choice.
    Presses(&'static str, &'static str),
}

use Step::{Presses, Says};

/// The way to the menu, and the consent that is asked for once.
pub const FIRST: [Step; 4] =
    [Says("/start"), Presses("language", "it"), Presses("menu", "report"), Presses("consent", "yes")];

/// Into the next report.
pub const AGAIN: [Step; 1] = [Presses("menu", "report")];

/// The report itself.
pub const REPORT: [Step; 26] = [
    Presses("report.danger", "no"),
    Presses("report.about", "me"),
    Presses("report.region", "puglia"),
    Presses("report.province", "Foggia"),
    Presses("report.sector", "farm"),
    Presses("report.pay", "low"),
    Presses("report.pay", "continue"),
    Presses("report.hours", "long"),
    Presses("report.hours", "continue"),
    Presses("report.safety", "none"),
    Presses("report.housing", "none"),
    Presses("report.threats", "none"),
    Presses("report.broker", "none"),
    Presses("report.workers", "few"),
    Presses("report.minors", "no"),
    Presses("report.since", "month"),
    Presses("report.stay", "none"),
    Presses("report.outside_eu", "yes"),
    Presses("report.inspected", "no"),
    Presses("report.willing", "yes"),
    Says("Lavoro dodici ore al giorno nei campi e mi pagano tre euro."),
    Presses("report.words", "continue"),
    Presses("report.contact", "here"),
    Presses("report.time", "any"),
    Presses("report.summary", "send"),
    Presses("menu", "requests"),
];

/// Back to the menu from where [`REPORT`] ends.
pub const BACK: Step = Presses("requests", "menu");

/// The updates of one dialogue after the other.
pub fn steps(first: bool) -> impl Iterator<Item = Step> {
    let begin: &[Step] = if first { &FIRST } else { &AGAIN };
    begin.iter().chain(&REPORT).chain([&BACK]).copied()
}

impl Step {
    /// Whether a report is sent with it.
    pub fn sends(self) -> bool {
        matches!(self, Presses("report.summary", _))
    }

    /// As Telegram delivers it. `id` is used once; `label` is what stands on the button that is pressed.
    pub fn update(self, chat: i64, id: i64, label: &str) -> Value {
        let from = json!({"id": chat, "is_bot": false, "first_name": "Worker", "language_code": "fr"});
        let message = json!({"message_id": id, "date": 1_795_424_400, "chat": {"id": chat, "type": "private", "first_name": "Worker"}});
        let with = |more: Value| {
            let mut message = message.clone();
            message.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            message
        };
        match self {
            Says(words) => json!({"update_id": id, "message": with(json!({"from": from, "text": words}))}),
            Presses(question, choice) => {
                let data = format!("1|{question}|{choice}");
                let keyboard = json!({"inline_keyboard": [[{"text": label, "callback_data": data}]]});
                json!({"update_id": id, "callback_query": {
                    "id": id.to_string(), "chat_instance": "1", "data": data, "from": from,
                    "message": with(json!({"text": "…", "reply_markup": keyboard})),
                }})
            }
        }
    }
}
