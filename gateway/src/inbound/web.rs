//! The worker's page posts words to [`web_message`], recordings and photos to [`web_media`], and asks for signs at
//! [`web_push`].

use crate::{
    channel::{Arrival, Channel, web},
    http::{
        entry::{self, Received, Refused, admit, announce},
        page::{suggested, visitor},
        peer::Peer,
        state::Http,
    },
    store::conversation,
    turn::Away,
};
use axum::{
    Json,
    body::Body,
    extract::{
        Query, State,
        rejection::{JsonRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use bot::private::Private;
use serde::Deserialize;
use serde_json::json;

/// `POST /web/messages`. 401 without a visitor's cookie, 413 or 422 for what cannot be taken, 503 while the database is
/// away; 200 means durable. 429 with `retry-after` for somebody new while too many begin; `work` in it may be done instead of
/// waiting (see [`crate::http::work`]).
pub async fn web_message(
    State(http): State<Http>,
    peer: Peer,
    headers: HeaderMap,
    posted: Result<Json<web::Posted>, JsonRejection>,
) -> Result<Response, Refused> {
    let secret = allowed(&headers)?;
    // Its status, not its words: they repeat what was sent.
    let Json(posted) = posted.map_err(|rejection| rejection.status())?;
    let arrival = web::parse(posted, visiting(&http, &headers, &secret)).map_err(web::Refused::status)?;
    admit(&http, peer, &headers, &secret, &arrival.body.text).await?;
    take(&http, arrival).await
}

/// What stands in the address of an upload: nothing that says anything.
#[derive(Deserialize)]
pub struct Uploaded {
    id: String,
    kind: String,
}

/// `POST /web/media?id=…&kind=voice|image|file`, the bytes as they are, the name percent-encoded in `x-name` because
/// addresses are written into logs. As [`web_message`], and 415 for what is not what it is said to be, or a program.
pub async fn web_media(
    State(http): State<Http>,
    peer: Peer,
    headers: HeaderMap,
    uploaded: Result<Query<Uploaded>, QueryRejection>,
    body: Body,
) -> Result<Response, Refused> {
    let secret = allowed(&headers)?;
    let Query(Uploaded { id, kind }) = uploaded.map_err(|_| StatusCode::UNPROCESSABLE_ENTITY)?;
    // Before anything is sent in vain: it costs the worker money.
    let admitted = admit(&http, peer, &headers, &secret, "").await;
    if let Err(refused) = admitted.and_then(|()| announce(&http, peer, &secret, &headers)) {
        entry::drain(body).await;
        return Err(refused);
    }
    let mut received = Received::new(&http, peer, web::LARGEST_FILE);
    entry::receive(&mut received, body).await?;
    // Its place among the uploads is held until it is kept.
    let (bytes, _held) = received.take();
    let name = headers.get("x-name").and_then(|name| decoded(name.to_str().ok()?));
    let upload = web::Upload { id, kind, name, bytes };
    let arrival = web::receive(upload, visiting(&http, &headers, &secret)).map_err(web::Refused::status)?;
    take(&http, arrival).await
}

/// `PushSubscription.toJSON()`; its keys would be for content, and there is none.
#[derive(Deserialize)]
pub struct Subscription {
    endpoint: String,
}

/// `GET /web/push`: the key with which a browser subscribes. 404 where signs are off.
pub async fn push_key(State(http): State<Http>) -> Response {
    match &http.webhooks.push {
        Some(push) => Json(json!({ "key": push.public_key() })).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// `POST /web/push`: from now on a sign goes there when a person answers. 404 to somebody who has not written, 422 for an
/// address that is not a push service's, 429 where it is asked for too often.
pub async fn web_push(
    State(http): State<Http>,
    peer: Peer,
    headers: HeaderMap,
    posted: Result<Json<Subscription>, JsonRejection>,
) -> Result<Response, Refused> {
    let secret = allowed(&headers)?;
    let Some(push) = &http.webhooks.push else { return Err(StatusCode::NOT_FOUND.into()) };
    let Json(Subscription { endpoint }) = posted.map_err(|rejection| rejection.status())?;
    if !push.accepts(&endpoint) {
        return Err(StatusCode::UNPROCESSABLE_ENTITY.into());
    }
    http.limits.sign_of_address(peer)?;
    let visitor = conversation::address_hash(&http.turns.store().master, Channel::Web, &secret);
    if !entry::is_known(&http, &visitor).await? {
        return Err(StatusCode::NOT_FOUND.into());
    }
    http.limits.sign(&visitor)?;
    Ok(route(&http, &secret, Some(Private::new(endpoint))).await?)
}

/// `DELETE /web/push`: no more signs.
pub async fn no_push(State(http): State<Http>, headers: HeaderMap) -> Result<Response, StatusCode> {
    let secret = allowed(&headers)?;
    route(&http, &secret, None).await
}

async fn route(http: &Http, secret: &Private<String>, route: Option<Private<String>>) -> Result<Response, StatusCode> {
    match http.turns.set_route(Channel::Web, secret, route).await {
        Ok(true) => Ok(Json(json!({})).into_response()),
        Ok(false) => Err(StatusCode::NOT_FOUND),
        Err(Away) => Err(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// The visitor's secret of a request that comes from our page.
fn allowed(headers: &HeaderMap) -> Result<Private<String>, StatusCode> {
    // A form on another site cannot set this header without being asked about it first (Fetch, CORS preflight).
    if !headers.contains_key("x-approdo") {
        return Err(StatusCode::FORBIDDEN);
    }
    visitor(headers).ok_or(StatusCode::UNAUTHORIZED)
}

fn visiting<'a>(http: &'a Http, headers: &HeaderMap, secret: &'a Private<String>) -> web::Visitor<'a> {
    web::Visitor { secret, master: &http.turns.store().master, suggested: suggested(headers) }
}

async fn take(http: &Http, arrival: Arrival) -> Result<Response, Refused> {
    metrics::counter!("approdo_inbound_total", "channel" => "web").increment(1);
    match http.turns.take_with_files(arrival).await {
        Ok(_) => Ok(Json(json!({})).into_response()),
        Err(Away) => Err(StatusCode::SERVICE_UNAVAILABLE.into()),
    }
}

/// `encodeURIComponent` undone; `None` for what it cannot have made.
fn decoded(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, others @ ..] = rest {
        rest = others;
        bytes.push(match (first, others) {
            (b'%', [high, low, others @ ..]) => {
                rest = others;
                let digit = |byte: u8| char::from(byte).to_digit(16);
                (digit(*high)? * 16 + digit(*low)?) as u8
            }
            (b'%', _) => return None,
            (byte, _) => *byte,
        });
    }
    String::from_utf8(bytes).ok().map(|name| bot::understand::clean(&name))
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn a_name_is_read_or_left_out() {
        assert_eq!(decoded("busta%20paga%20%D8%A3.pdf").as_deref(), Some("busta paga أ.pdf"));
        for broken in ["%", "%4", "%zz", "%+1", "%ff"] {
            assert_eq!(decoded(broken), None, "{broken}");
        }
    }
}
