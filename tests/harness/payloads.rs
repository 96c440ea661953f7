//! Recorded payloads: each file of `tests/payloads/<channel>/`, parsed, is a line or more of `expected.txt` beside it: who,
//! what, which files, when, which id. `APPRODO_UPDATE=1` writes the lines anew, to be read before they are committed.

use bot::inbound::Content;
use gateway::{
    channel::{Arrival, Channel, Delivery, Event, provider_id},
    seal::MasterKey,
    store::{inbound::ProviderId, media::Source, message::Kind},
};
use jiff::Timestamp;
use reqwest::Url;
use serde_json::Value;
use std::{env, fs, path::PathBuf, sync::LazyLock};

/// Characters of a text that are shown.
const SHOWN: usize = 100;

/// Where the payloads of a channel are.
pub fn folder(channel: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("payloads").join(channel)
}

/// The payloads of a channel, by name.
pub fn recorded(channel: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder(channel)).unwrap().map(|entry| entry.unwrap().path()).collect();
    let is_payload = |name: &str| name != "expected.txt" && !name.starts_with('.');
    files.retain(|file| file.file_name().and_then(|name| name.to_str()).is_some_and(is_payload));
    files.sort();
    assert!(!files.is_empty(), "{channel}");
    let named = |file: PathBuf| (file.file_stem().unwrap().to_string_lossy().into_owned(), fs::read(&file).unwrap());
    files.into_iter().map(named).collect()
}

/// Compares all payloads of a channel with what they were read as before. `read` gets a file's name and bytes, and tells a
/// line for each thing in it.
#[track_caller]
pub fn compare(channel: &str, mut read: impl FnMut(&str, &[u8]) -> String) {
    let mut found = String::new();
    for (name, raw) in recorded(channel) {
        let told = read(&name, &raw);
        assert!(!told.is_empty(), "{name}: nothing was read");
        found.extend(told.lines().map(|line| format!("{name}: {line}\n")));
    }
    let golden = folder(channel).join("expected.txt");
    if env::var_os("APPRODO_UPDATE").is_some() {
        fs::write(&golden, &found).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap_or_default();
    assert!(found == expected, "{}:\n{found}", golden.display());
}

/// A payload that was read.
pub struct Payload<'a> {
    pub channel: Channel,
    pub raw: &'a [u8],
    /// What in it may be an id, see [`in_json`].
    pub words: Vec<String>,
    /// What ids are made of: each `{}` stands for one of the words.
    pub ids: &'a [&'a str],
}

impl Payload<'_> {
    /// One line an event: the same few values on every channel.
    pub fn describe(&self, events: &[Event]) -> String {
        events.iter().map(|event| self.event(event) + "\n").collect()
    }

    fn event(&self, event: &Event) -> String {
        let what = match &event.delivery {
            Delivery::Arrival(arrival) => {
                assert_eq!((arrival.channel, arrival.provider_id), (self.channel, event.provider_id));
                arrived(arrival)
            }
            Delivery::Receipt(receipt) => {
                let ours = receipt.ours.map(|ours| format!(" ours {ours}")).unwrap_or_default();
                let of = Some(receipt.provider_hash).filter(|hash| *hash != event.provider_id);
                let of = of.map(|hash| format!(" of {}", self.id(&hash))).unwrap_or_default();
                format!("receipt {:?}{ours}{of}", receipt.state)
            }
            Delivery::Reach { address, blocked } => format!("{} blocked {blocked}", address.expose()),
            Delivery::ReadUntil { address, at } => format!("{} read until{}", address.expose(), moment(Some(*at))),
            Delivery::Group { address, .. } => format!("group {}", address.expose()),
            Delivery::Unneeded => "unneeded".to_owned(),
            Delivery::Unknown { address, raw } => {
                let whole = if raw == self.raw { "all of it".to_owned() } else { format!("{} bytes", raw.len()) };
                let is_part = raw.is_empty() || self.raw.windows(raw.len()).any(|part| part == raw);
                assert!(is_part || serde_json::from_slice::<Value>(raw).is_ok(), "kept as it came");
                format!("unknown of {}, {whole}", address.as_ref().map_or("nobody", |address| address.expose()))
            }
        };
        // Of what is not written down nothing has to be unique.
        if event.provider_id == [0; 32] { what } else { format!("{what} {}", self.id(&event.provider_id)) }
    }

    /// What a hash was made of; else enough of it to see whether two are the same.
    fn id(&self, hash: &ProviderId) -> String {
        let mut made = self.ids.iter().flat_map(|shape| filled(shape, &self.words));
        let named = made.find(|id| provider_id(master(), self.channel, id) == *hash);
        named.map_or_else(|| format!("#hash:{}", hex::encode(&hash[..3])), |id| format!("#{id}"))
    }
}

/// Every way to fill the places of `shape`.
fn filled(shape: &str, words: &[String]) -> Vec<String> {
    if !shape.contains("{}") {
        return vec![shape.to_owned()];
    }
    words.iter().flat_map(|word| filled(&shape.replacen("{}", word, 1), words)).collect()
}

fn arrived(arrival: &Arrival) -> String {
    let body = &arrival.body;
    let (kind, said, what) = match &arrival.inbound.content {
        Content::Text(words) => (Kind::Text, words.expose().as_str(), format!("text {}", shown(words.expose()))),
        Content::Button(pressed) => (Kind::Button, "", format!("button {}|{}", pressed.question, pressed.choice)),
        Content::Location(place) => {
            (Kind::Location, "", format!("place {},{}", place.expose().latitude, place.expose().longitude))
        }
        Content::Voice => (Kind::Voice, "", "voice".to_owned()),
        Content::Attachment => (Kind::Attachment, "", "attachment".to_owned()),
        Content::Edited => (Kind::Edited, "", "edited".to_owned()),
        other => panic!("no channel delivers {other:?}"),
    };
    let mut line = format!("{} {what}", arrival.address.expose());
    if body.kind != kind {
        line += &format!(" kept as {:?}", body.kind).to_lowercase();
    } else if body.text != said {
        line += " kept";
    }
    if body.text != said {
        line += &format!(" {}", shown(&body.text));
    }
    assert_eq!(body.files.len(), arrival.files.len());
    for (file, source) in body.files.iter().zip(&arrival.files) {
        line += &format!(" + {:?}", file.kind).to_lowercase();
        line += &file.name.as_ref().map(|name| format!(" {:?}", name.expose())).unwrap_or_default();
        line += &match source {
            Source::Provider(at) => format!(" at {}", at.expose()),
            Source::Kept(..) => panic!("no payload is kept before its turn"),
            Source::Bytes(bytes) => format!(" of {} bytes", bytes.expose().len()),
        };
    }
    line += &arrival.inbound.campaign.as_ref().map(|name| format!(" campaign {name}")).unwrap_or_default();
    line += &arrival.inbound.suggested.map(|language| format!(" [{language}]")).unwrap_or_default();
    line += &arrival.route.as_ref().map(|route| format!(" by {}", route.expose())).unwrap_or_default();
    line + &moment(body.sent_at)
}

/// A moment as a provider says it, in milliseconds since 1970.
fn moment(at: Option<i64>) -> String {
    let shown = |at| Timestamp::from_millisecond(at).map_or_else(|_| format!(" @{at} ms"), |at| format!(" @{at}"));
    at.map(shown).unwrap_or_default()
}

/// A text, of a long one the beginning and how long it is.
fn shown(text: &str) -> String {
    match text.chars().count() {
        length if length > SHOWN => {
            format!("{:?} ({length} characters)", text.chars().take(SHOWN).collect::<String>())
        }
        _ => format!("{text:?}"),
    }
}

/// All words and numbers of a JSON payload, each once.
pub fn in_json(raw: &[u8]) -> Vec<String> {
    fn collect(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::String(word) => found.push(word.clone()),
            Value::Number(number) => found.push(number.to_string()),
            Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
            Value::Object(map) => map.values().for_each(|value| collect(value, found)),
            Value::Null | Value::Bool(_) => {}
        }
    }
    let mut found = Vec::new();
    collect(&serde_json::from_slice(raw).unwrap(), &mut found);
    found.sort();
    found.dedup();
    found
}

/// The fields of a form.
pub fn form(raw: &[u8]) -> Vec<(String, String)> {
    let body = std::str::from_utf8(raw).unwrap().trim_end();
    Url::parse(&format!("form:?{body}")).unwrap().query_pairs().into_owned().collect()
}

/// A key that is the same at every run, so that hashes are.
pub fn master() -> &'static MasterKey {
    static MASTER: LazyLock<MasterKey> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("master.key");
        fs::write(&file, "00".repeat(32)).unwrap();
        fs::set_permissions(&file, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
        MasterKey::read_or_create(&file).unwrap()
    });
    &MASTER
}
