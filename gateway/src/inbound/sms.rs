//! The provider of text messages posts what came to [`sms_webhook`] and what became of ours to [`sms_status`].

use super::receive;
use crate::{
    channel::{Channel, Event, sms, twilio},
    http::state::Http,
    turn::Away,
};
use axum::{
    Form,
    extract::{OriginalUri, Query, State, rejection::FormRejection},
    http::{HeaderMap, StatusCode, Uri, header::CONTENT_TYPE},
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// What a form is made of, in its order.
type Pairs = Vec<(String, String)>;

/// `POST /webhooks/sms`. 401 unless signed, 400, 413 or 415 for what is no form, 503 while the database is away, so that the
/// provider sends it again; 200 means durable. The answer to the worker goes by the outbox, so nothing is said here.
pub async fn sms_webhook(
    State(http): State<Http>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    form: Result<Form<Pairs>, FormRejection>,
) -> Response {
    match proved(&http, &uri, &headers, form) {
        Ok((settings, form)) => take(&http, sms::parse(&form, &settings.sender, &http.turns.store().master)).await,
        Err(status) => status.into_response(),
    }
}

/// `POST /webhooks/sms/status?message=<our id>`. The same answers.
pub async fn sms_status(
    State(http): State<Http>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    form: Result<Form<Pairs>, FormRejection>,
) -> Response {
    match proved(&http, &uri, &headers, form) {
        Ok((_, form)) => {
            let ours = Query::<Pairs>::try_from_uri(&uri)
                .ok()
                .and_then(|Query(query)| twilio::value(&query, "message")?.parse().ok());
            take(&http, sms::parse_status(&form, ours, &http.turns.store().master)).await
        }
        Err(status) => status.into_response(),
    }
}

/// The form, if the provider has signed it together with the whole address at which we are known outside.
fn proved(
    http: &Http,
    uri: &Uri,
    headers: &HeaderMap,
    form: Result<Form<Pairs>, FormRejection>,
) -> Result<(Arc<sms::Settings>, Pairs), StatusCode> {
    let settings = http.webhooks.sms.clone().ok_or(StatusCode::NOT_FOUND)?;
    let Form(form) = form.map_err(|rejection| match rejection.status() {
        status @ (StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::PAYLOAD_TOO_LARGE) => status,
        _ => StatusCode::BAD_REQUEST,
    })?;
    let called = uri.path_and_query().map_or(uri.path(), |called| called.as_str());
    let url = format!("{}{called}", http.public_url.trim_end_matches('/'));
    let signature = headers.get("x-twilio-signature").map(|value| value.as_bytes());
    let is_signed = |url: &str| twilio::is_signed(&settings.account.token, signature, url, &form);
    if !is_signed(&url) && !is_signed(&format!("{url}{}", sms::REPEATED)) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    if form.is_empty() { Err(StatusCode::BAD_REQUEST) } else { Ok((settings, form)) }
}

async fn take(http: &Http, event: Event) -> Response {
    match receive(&http.turns, Channel::Sms, vec![event]).await {
        Ok(()) => ([(CONTENT_TYPE, "text/xml")], "<Response/>").into_response(),
        Err(Away) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}
