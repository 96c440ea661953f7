//! Somebody who calls, and the other side of a Twilio-compatible API: it signs its webhooks, does what the answers tell it,
//! and hands out what was recorded.

mod answer;
mod exchange;

pub use answer::{Answer, Then};
pub use exchange::{Exchange, sound};

use crate::{App, Engine, app::OPEN};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use bot::private::Private;
use gateway::channel::{
    Carrier,
    twilio::Account,
    voice::{Settings, Voice},
};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::{Response, StatusCode};
use sha1::Sha1;
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

pub const SID: &str = "AC00000000000000000000000000000000";
pub const TOKEN: &str = "auth-token-of-the-tests";
pub const OUR_NUMBER: &str = "+390800000000";

/// The service with its telephone, and the provider.
pub async fn start(engine: Engine, recordings: Option<PathBuf>) -> (App, Exchange) {
    start_at(engine, OPEN, recordings).await
}

pub async fn start_at(engine: Engine, moment: &str, recordings: Option<PathBuf>) -> (App, Exchange) {
    let exchange = Exchange::start().await;
    let account = Account { api_url: exchange.url.clone(), sid: SID.to_owned(), token: Private::new(TOKEN.to_owned()) };
    let voice = Arc::new(Voice::new(&Settings { account, recordings }).unwrap());
    let app = App::with_channels(engine, moment, false, |webhooks, carriers| {
        webhooks.voice = Some(voice.clone());
        carriers.push(voice as Arc<dyn Carrier>);
    })
    .await;
    (app, exchange)
}

/// A form, by name.
pub type Fields = BTreeMap<String, String>;

/// `X-Twilio-Signature`, as the provider's page on security has it.
pub fn signature(token: &str, url: &str, fields: &Fields) -> String {
    let mut mac = Hmac::<Sha1>::new_from_slice(token.as_bytes()).unwrap();
    mac.update(url.as_bytes());
    for (name, value) in fields {
        mac.update(name.as_bytes());
        mac.update(value.as_bytes());
    }
    BASE64_STANDARD.encode(mac.finalize().into_bytes())
}

/// Posts a form with the provider's signature.
pub async fn post(app: &App, url: &str, fields: &Fields) -> Response {
    let signed = signature(TOKEN, url, fields);
    app.http.post(url).header("x-twilio-signature", signed).form(fields).send().await.unwrap()
}

/// A call.
pub struct Caller<'a> {
    pub app: &'a App,
    pub exchange: &'a Exchange,
    pub sid: String,
    pub from: String,
    /// What was answered last.
    pub answer: Answer,
    /// Address and form of the webhook that was answered last.
    pub last: (String, Fields),
}

impl<'a> Caller<'a> {
    /// Calls, and hears the first answer.
    pub async fn ring(app: &'a App, exchange: &'a Exchange, from: &str) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(1);
        let sid = format!("CA{:032}", NEXT.fetch_add(1, Ordering::SeqCst));
        let answer = Answer::default();
        let mut caller =
            Self { app, exchange, sid, from: from.to_owned(), answer, last: (String::new(), Fields::new()) };
        caller.goes_on(&format!("{}/webhooks/voice", app.url), &[("CallStatus", "ringing")]).await;
        caller
    }

    /// Calls and presses these keys, one after the other.
    pub async fn at(app: &'a App, exchange: &'a Exchange, from: &str, keys: &str) -> Self {
        let mut caller = Self::ring(app, exchange, from).await;
        for key in keys.chars() {
            caller.presses(&key.to_string()).await;
        }
        caller
    }

    /// What every webhook of this call carries.
    pub fn fields(&self, more: &[(&str, &str)]) -> Fields {
        let mut fields: Fields = [
            ("AccountSid", SID),
            ("ApiVersion", "2010-04-01"),
            ("CallSid", &self.sid),
            ("CallStatus", "in-progress"),
            ("Called", OUR_NUMBER),
            ("Caller", &self.from),
            ("Direction", "inbound"),
            ("From", &self.from),
            ("FromCountry", "IT"),
            ("To", OUR_NUMBER),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        fields.extend(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        fields
    }

    /// Types digits, as many as are waited for.
    pub async fn presses(&mut self, keys: &str) -> &Answer {
        let Then::Gather { action, most, .. } = &self.answer.then else { panic!("no keys now: {:?}", self.answer) };
        assert!(keys.len() <= *most, "{keys} are more than {most} keys");
        let url = action.clone();
        self.goes_on(&url, &[("Digits", keys), ("FinishedOnKey", ""), ("msg", "Gather End")]).await
    }

    /// What no telephone has on its keys.
    pub async fn presses_anything(&mut self, digits: &str) -> &Answer {
        let Then::Gather { action, .. } = &self.answer.then else { panic!("no keys now: {:?}", self.answer) };
        let url = action.clone();
        self.goes_on(&url, &[("Digits", digits)]).await
    }

    /// Presses nothing, or says nothing.
    pub async fn waits(&mut self) -> &Answer {
        let url = match &self.answer.then {
            Then::Gather { otherwise, .. } | Then::Record { otherwise, .. } => otherwise.clone(),
            Then::HangUp => panic!("the line is closed"),
        };
        self.goes_on(&url, &[]).await
    }

    /// Speaks and presses a key; returns the recording's id.
    pub async fn speaks(&mut self, seconds: u32) -> String {
        self.records(seconds, "#").await
    }

    /// Speaks and hangs up.
    pub async fn speaks_and_hangs_up(&mut self, seconds: u32) -> String {
        let recording = self.records(seconds, "hangup").await;
        self.hangs_up().await;
        recording
    }

    async fn records(&mut self, seconds: u32, digits: &str) -> String {
        let Then::Record { action, kept, .. } = &self.answer.then else { panic!("not now: {:?}", self.answer) };
        let (url, kept) = (action.clone(), kept.clone());
        let (id, recorded) = self.exchange.record(&self.sid);
        let seconds = seconds.to_string();
        let more =
            [("RecordingUrl", &*recorded), ("RecordingSid", &id), ("RecordingDuration", &seconds), ("Digits", digits)];
        self.goes_on(&url, &more).await;
        assert_eq!(self.tells_of_recording(&kept, &id, &recorded, &seconds).await, StatusCode::NO_CONTENT);
        id
    }

    /// `recordingStatusCallback`: without the numbers of the call.
    pub async fn tells_of_recording(&self, url: &str, id: &str, recorded: &str, seconds: &str) -> StatusCode {
        let fields = [
            ("AccountSid", SID),
            ("CallSid", &self.sid),
            ("RecordingSid", id),
            ("RecordingUrl", recorded),
            ("RecordingStatus", "completed"),
            ("RecordingDuration", seconds),
            ("RecordingChannels", "1"),
            ("RecordingSource", "RecordVerb"),
            ("ErrorCode", "0"),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        post(self.app, url, &fields).await.status()
    }

    /// The line is closed, by whomever.
    pub async fn hangs_up(&self) {
        assert_eq!(self.status("completed").await, StatusCode::NO_CONTENT);
    }

    pub async fn status(&self, status: &str) -> StatusCode {
        let fields = self.fields(&[("CallStatus", status), ("CallDuration", "12"), ("SequenceNumber", "0")]);
        post(self.app, &format!("{}/webhooks/voice/status", self.app.url), &fields).await.status()
    }

    /// The last webhook again, as it came.
    pub async fn comes_again(&self) -> String {
        let (url, fields) = &self.last;
        let answer = post(self.app, url, fields).await;
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.unwrap()
    }

    pub async fn goes_on(&mut self, url: &str, more: &[(&str, &str)]) -> &Answer {
        let fields = self.fields(more);
        let response = post(self.app, url, &fields).await;
        assert_eq!(response.status(), StatusCode::OK, "{url}");
        assert_eq!(response.headers()["content-type"], "text/xml; charset=utf-8");
        self.answer = Answer::read(&response.text().await.unwrap());
        self.last = (url.to_owned(), fields);
        &self.answer
    }
}
