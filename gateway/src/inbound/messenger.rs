//! Messenger and Instagram deliver to [`messenger_webhook`].

use super::receive;
use crate::{
    channel::{
        messenger::{Accounts, Settings, parse},
        meta::{Handshake, is_signed},
    },
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

/// What proves deliveries, and whose they are.
pub struct Hook {
    app_secret: Private<String>,
    verify_token: Private<String>,
    pub(super) accounts: Accounts,
}

impl Hook {
    /// From what is configured.
    pub fn new(settings: &Settings) -> Self {
        Self {
            app_secret: settings.app_secret.clone(),
            verify_token: settings.verify_token.clone(),
            accounts: settings.accounts.clone(),
        }
    }
}

/// `GET /webhooks/messenger`: the handshake. 403 without our token.
pub async fn messenger_handshake(
    State(http): State<Http>,
    query: Result<Query<Handshake>, QueryRejection>,
) -> Response {
    let Some(hook) = &http.webhooks.messenger else { return StatusCode::NOT_FOUND.into_response() };
    // Not the rejection's words: they repeat what was sent.
    let Ok(Query(handshake)) = query else { return StatusCode::BAD_REQUEST.into_response() };
    match handshake.answer(&hook.verify_token) {
        Some(challenge) => challenge.into_response(),
        None => StatusCode::FORBIDDEN.into_response(),
    }
}

/// `POST /webhooks/messenger`. 401 without the app's signature, 400 for what is no delivery, 503 while the database is away,
/// so that it is sent again; 200 means durable.
pub async fn messenger_webhook(State(http): State<Http>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let Some(hook) = &http.webhooks.messenger else { return StatusCode::NOT_FOUND };
    let signature = headers.get("x-hub-signature-256").map(|value| value.as_bytes());
    if !is_signed(&hook.app_secret, signature, &body) {
        return StatusCode::UNAUTHORIZED;
    }
    let Ok(delivered) = parse(&body, &hook.accounts, &http.turns.store().master) else {
        return StatusCode::BAD_REQUEST;
    };
    if delivered.elsewhere > 0 {
        metrics::counter!("approdo_inbound_elsewhere_total", "channel" => delivered.channel.name())
            .increment(delivered.elsewhere);
    }
    match receive(&http.turns, delivered.channel, delivered.events).await {
        Ok(()) => StatusCode::OK,
        Err(Away) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
