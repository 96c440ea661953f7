//! Telegram delivers to [`telegram_webhook`] or is asked by [`poll_telegram`].

use super::{PAUSE, receive};
use crate::{
    channel::{
        Channel, Event,
        telegram::{self, Telegram},
    },
    http::state::Http,
    turn::{Away, Turns},
};
use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use bot::private::Private;
use serde_json::json;
use subtle::ConstantTimeEq;

/// `POST /webhooks/telegram`. 401 without the secret, 400 for what is no update, 503 while the database is away, so that
/// Telegram sends it again; 200 means durable.
pub async fn telegram_webhook(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(secret) = &http.webhooks.telegram else {
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
    match receive(
        &http.turns,
        Channel::Telegram,
        vec![Event { provider_id: update.provider_id, delivery: update.delivery }],
    )
    .await
    {
        Err(Away) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        // The answer to the webhook may carry a call: it ends the clock on the pressed button without another request.
        Ok(()) => match update.callback_query {
            Some(id) => Json(json!({"method": "answerCallbackQuery", "callback_query_id": id})).into_response(),
            None => StatusCode::OK.into_response(),
        },
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
    let mut events = Vec::new();
    let mut pressed = Vec::new();
    for raw in raw {
        let Ok(update) = telegram::parse(raw.get(), &turns.store().master) else {
            // Without an update_id nobody can ask for the next one; Telegram never sends this.
            tracing::error!("telegram: an update without an id");
            continue;
        };
        last = Some(update.update_id);
        pressed.extend(update.callback_query);
        events.push(Event { provider_id: update.provider_id, delivery: update.delivery });
    }
    receive(turns, Channel::Telegram, events).await?;
    for id in pressed {
        let telegram = telegram.clone();
        tokio::spawn(async move { telegram.answer_callback(id).await });
    }
    Ok(last)
}

/// The secret that Telegram has to send, made of the master key when none is configured.
pub fn telegram_secret(turns: &Turns, configured: Option<&Private<String>>) -> Private<String> {
    configured
        .cloned()
        .unwrap_or_else(|| Private::new(hex::encode(turns.store().master.hash("telegram-webhook", b"secret"))))
}
