//! Meta asks [`whatsapp_handshake`] once whether the webhook is ours, and delivers to [`whatsapp_webhook`].

use super::receive;
use crate::{
    channel::{Channel, meta, whatsapp},
    http::state::Http,
    turn::Away,
};
use axum::{
    body::Bytes,
    extract::{Query, State, rejection::QueryRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use bot::private::Private;

/// The largest body: Meta names 3 MB for a delivery; one of ten thousand messages is more.
pub const LARGEST_BODY: usize = 8 * 1024 * 1024;

/// What proves WhatsApp's deliveries, and which of our numbers they are for.
pub struct Webhook {
    /// Signs each delivery.
    pub app_secret: Private<String>,
    /// What Meta has to know to be told that the webhook is ours.
    pub verify_token: Private<String>,
    /// The ids of our numbers.
    pub numbers: Vec<String>,
}

/// `GET /webhooks/whatsapp`: the challenge for who knows our token, 403 for others.
pub async fn whatsapp_handshake(
    State(http): State<Http>,
    asked: Result<Query<meta::Handshake>, QueryRejection>,
) -> Response {
    let Some(webhook) = &http.webhooks.whatsapp else { return StatusCode::NOT_FOUND.into_response() };
    // Its words repeat what was asked, a token perhaps.
    let Ok(Query(asked)) = asked else { return StatusCode::BAD_REQUEST.into_response() };
    asked
        .answer(&webhook.verify_token)
        .map_or_else(|| StatusCode::FORBIDDEN.into_response(), IntoResponse::into_response)
}

/// `POST /webhooks/whatsapp`. 401 without the app's signature of this very body, 400 for what is no delivery, 503 while the
/// database is away, so that Meta sends it again (for up to seven days); 200 means durable. What the body is called does
/// not count: who has signed it counts.
pub async fn whatsapp_webhook(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let Some(webhook) = &http.webhooks.whatsapp else { return StatusCode::NOT_FOUND };
    let signature = headers.get("x-hub-signature-256").map(|value| value.as_bytes());
    if !meta::is_signed(&webhook.app_secret, signature, &body) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(events) = whatsapp::parse(&body, &webhook.numbers, &http.turns.store().master) else {
        return StatusCode::BAD_REQUEST;
    };
    match receive(&http.turns, Channel::Whatsapp, events).await {
        Err(Away) => StatusCode::SERVICE_UNAVAILABLE,
        Ok(()) => StatusCode::OK,
    }
}
