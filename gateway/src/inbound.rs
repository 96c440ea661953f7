//! The way in: a delivery is proved, read, made a turn, and only then acknowledged.
//!
//! Telegram delivers to [`telegram_webhook`] or is asked by [`poll_telegram`]; the worker's page posts to
//! [`web_message`]. All of them end in [`Turns::take`].

use crate::{
    channel::{
        Channel, Delivery,
        telegram::{self, Telegram},
        web,
    },
    http::Http,
    turn::{Away, Turns},
};
use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use bot::private::Private;
use serde_json::json;
use std::time::Duration;
use subtle::ConstantTimeEq;

/// Pause after a poll or a commit that failed.
const PAUSE: Duration = Duration::from_secs(2);

/// `POST /webhooks/telegram`. 401 without the secret, 400 for what is no update, 503 while the database is away, so that
/// Telegram sends it again; 200 means durable.
pub async fn telegram_webhook(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(secret) = &http.telegram_secret else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let given = headers.get("x-telegram-bot-api-secret-token").map(|value| value.as_bytes()).unwrap_or_default();
    if !bool::from(given.ct_eq(secret.expose().as_bytes())) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let update = std::str::from_utf8(&body).ok().and_then(|raw| telegram::parse(raw, &http.turns.store().master).ok());
    let Some(update) = update else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    match receive(&http.turns, update.delivery, update.provider_id, &body).await {
        Err(Away) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        // The answer to the webhook may carry a call: it ends the clock on the pressed button without another request.
        Ok(()) => match update.callback_query {
            Some(id) => Json(json!({"method": "answerCallbackQuery", "callback_query_id": id})).into_response(),
            None => StatusCode::OK.into_response(),
        },
    }
}

/// Makes a turn of a delivery, or keeps it.
async fn receive(
    turns: &Turns,
    delivery: Delivery,
    id: crate::store::inbound::ProviderId,
    raw: &[u8],
) -> Result<(), Away> {
    metrics::counter!("approdo_inbound_total", "channel" => "telegram").increment(1);
    match delivery {
        Delivery::Arrival(arrival) => turns.take(*arrival).await.map(|_| ()),
        Delivery::Reach { address, blocked } => turns.reach(Channel::Telegram, &address, blocked).await,
        Delivery::Unneeded => Ok(()),
        Delivery::Unknown { address } => turns.keep_unknown(Channel::Telegram, address.as_ref(), id, raw).await,
    }
}

/// Asks Telegram for updates for as long as the process lives. The offset moves only past what is durable.
pub async fn poll_telegram(telegram: Telegram, turns: Turns) {
    while let Err(error) = telegram.delete_webhook().await {
        tracing::warn!(?error, "telegram: webhook not removed yet");
        tokio::time::sleep(PAUSE).await;
    }
    let mut offset = 0;
    loop {
        let raw = match telegram.get_updates(offset).await {
            Ok(raw) => raw,
            Err(error) => {
                tracing::warn!(?error, "telegram: no updates");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        match take_updates(&telegram, &turns, &raw).await {
            Ok(Some(last)) => offset = i64::from(last) + 1,
            // Nothing that could be confirmed: not at once again.
            Ok(None) if !raw.is_empty() => tokio::time::sleep(PAUSE).await,
            Ok(None) => {}
            Err(Away) => tokio::time::sleep(PAUSE).await,
        }
    }
}

/// Takes updates in their order; returns the id of the last one.
async fn take_updates(
    telegram: &Telegram,
    turns: &Turns,
    raw: &[Box<serde_json::value::RawValue>],
) -> Result<Option<u32>, Away> {
    let mut last = None;
    let mut arrivals = Vec::new();
    let mut pressed = Vec::new();
    for raw in raw {
        let Ok(update) = telegram::parse(raw.get(), &turns.store().master) else {
            // Without an update_id nobody can ask for the next one; Telegram never sends this.
            tracing::error!("telegram: an update without an id");
            continue;
        };
        last = Some(update.update_id);
        pressed.extend(update.callback_query);
        match update.delivery {
            Delivery::Arrival(arrival) => arrivals.push(*arrival),
            other => receive(turns, other, update.provider_id, raw.get().as_bytes()).await?,
        }
    }
    turns.take_in_order(arrivals).await?;
    for id in pressed {
        let telegram = telegram.clone();
        tokio::spawn(async move { telegram.answer_callback(id).await });
    }
    Ok(last)
}

/// `POST /web/messages`. 401 without a visitor's cookie, 413 or 422 for what cannot be taken, 503 while the database is
/// away; 200 means durable.
pub async fn web_message(
    State(http): State<Http>,
    headers: HeaderMap,
    posted: Result<Json<web::Posted>, JsonRejection>,
) -> Response {
    // A form on another site cannot set this header without being asked about it first (Fetch, CORS preflight).
    if !headers.contains_key("x-approdo") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let Some(visitor) = crate::http::page::visitor(&headers) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    // Its status, not its words: they repeat what was sent.
    let posted = match posted {
        Ok(Json(posted)) => posted,
        Err(rejection) => return rejection.status().into_response(),
    };
    let suggested = crate::http::page::suggested(&headers);
    let arrival = match web::parse(posted, &visitor, &http.turns.store().master, suggested) {
        Ok(arrival) => arrival,
        Err(web::Refused::TooLong) => return StatusCode::PAYLOAD_TOO_LARGE.into_response(),
        Err(web::Refused::Empty) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    };
    metrics::counter!("approdo_inbound_total", "channel" => "web").increment(1);
    match http.turns.take(arrival).await {
        Ok(_) => Json(json!({})).into_response(),
        Err(Away) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

/// The secret that Telegram has to send, made of the master key when none is configured.
pub fn telegram_secret(turns: &Turns, configured: Option<&Private<String>>) -> Private<String> {
    configured
        .cloned()
        .unwrap_or_else(|| Private::new(hex::encode(turns.store().master.hash("telegram-webhook", b"secret"))))
}
