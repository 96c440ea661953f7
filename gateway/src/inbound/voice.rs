//! Telephone calls: each webhook is answered with what is said next. `/webhooks/voice` is called when the number rings,
//! `/webhooks/voice/status` when something has become of a call; the others stand in our own answers.

use crate::{
    channel::{
        Channel,
        twilio::is_signed,
        voice::{
            Ring, Told, Webhook, parse,
            studio::{Piece, voice},
            twiml,
        },
    },
    http::state::Http,
    turn::{Answered, Away},
};
use axum::{
    Form,
    extract::{Path, Query, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use bot::{house::House, language::Language, text};
use serde::Deserialize;

/// A form as it was posted: the signature is over all of it.
type Fields = Result<Form<Vec<(String, String)>>, FormRejection>;

/// Which answer of ours led here.
#[derive(Deserialize, Default)]
#[serde(default)]
struct At {
    step: i32,
}

impl At {
    /// What is missing or no number is no step of any call.
    fn of(uri: &Uri) -> Self {
        Query::try_from_uri(uri).map(|Query(at)| at).unwrap_or_default()
    }
}

/// `POST /webhooks/voice`. Like the others: 401 without the provider's signature, 400 for what is no call, 503 while the
/// database is away; 200 means that whatever followed is durable.
pub async fn call(State(http): State<Http>, uri: Uri, headers: HeaderMap, form: Fields) -> Response {
    take(&http, Webhook::Call, &uri, &headers, form).await
}

/// `POST /webhooks/voice/step?step=…`: keys, or none in time.
pub async fn step(State(http): State<Http>, uri: Uri, headers: HeaderMap, form: Fields) -> Response {
    take(&http, Webhook::Step(At::of(&uri).step), &uri, &headers, form).await
}

/// `POST /webhooks/voice/recorded?step=…`: a message was spoken, or not.
pub async fn recorded(State(http): State<Http>, uri: Uri, headers: HeaderMap, form: Fields) -> Response {
    take(&http, Webhook::Recorded(At::of(&uri).step), &uri, &headers, form).await
}

/// `POST /webhooks/voice/recording`: a recording can be fetched.
pub async fn recording(State(http): State<Http>, uri: Uri, headers: HeaderMap, form: Fields) -> Response {
    take(&http, Webhook::Recording, &uri, &headers, form).await
}

/// `POST /webhooks/voice/status`: what has become of a call.
pub async fn status(State(http): State<Http>, uri: Uri, headers: HeaderMap, form: Fields) -> Response {
    take(&http, Webhook::Status, &uri, &headers, form).await
}

async fn take(http: &Http, webhook: Webhook, uri: &Uri, headers: &HeaderMap, form: Fields) -> Response {
    let Some(line) = &http.webhooks.voice else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Its status, not its words: they repeat what was sent.
    let form = match form {
        Ok(Form(form)) => form,
        Err(rejection) => return rejection.status().into_response(),
    };
    let path = uri.path_and_query().map_or(uri.path(), |path| path.as_str());
    let url = format!("{}{path}", http.public_url.trim_end_matches('/'));
    let signature = headers.get("x-twilio-signature").map(|value| value.as_bytes());
    if !is_signed(&line.account.token, signature, &url, &form) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Some(ring) = parse(webhook, &form, &http.turns.store().master) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    metrics::counter!("approdo_inbound_total", "channel" => Channel::Voice.name()).increment(1);
    let is_heard = matches!(webhook, Webhook::Call | Webhook::Step(_) | Webhook::Recorded(_));
    match answer(http, &ring).await {
        Err(Away) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Ok(said) if is_heard => ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], said).into_response(),
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
    }
}

async fn answer(http: &Http, ring: &Ring) -> Result<String, Away> {
    let (Some(line), true) = (&http.webhooks.voice, ring.is_incoming && !matches!(ring.told, Told::Unneeded)) else {
        return Ok(twiml::HANG_UP.to_owned());
    };
    let render =
        |turn: &_, step, house: &House| twiml::render(turn, step, &line.studio, &http.public_url, &house.wording);
    Ok(match http.turns.take_call(ring, &render).await? {
        Answered::Said(said) => said,
        Answered::Gone => twiml::HANG_UP.to_owned(),
        Answered::Quarantined => {
            let house = http.turns.house().await.unwrap_or_default();
            let pieces = Language::WIDELY_READ.into_iter().filter_map(|language| {
                Some(Piece::Say(voice(language)?, house.wording.say(&text::something_wrong(), language)))
            });
            twiml::last_words(&pieces.collect::<Vec<_>>())
        }
    })
}

/// `GET /voice/recordings/{language}/{file}`: what `<Play>` plays. Only what was there when the service started.
pub async fn play(State(http): State<Http>, Path((language, file)): Path<(String, String)>) -> Response {
    let found = http.webhooks.voice.as_ref().and_then(|line| line.studio.file(&language, &file));
    let Some((path, mime)) = found else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match tokio::fs::read(path).await {
        Ok(bytes) => {
            ([(header::CONTENT_TYPE, mime), (header::CACHE_CONTROL, "public, max-age=3600")], bytes).into_response()
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}
