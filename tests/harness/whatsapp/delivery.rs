//! Deliveries as Meta makes and signs them.

use super::{APP_SECRET, Sent};
use crate::App;
use axum::http::StatusCode;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

/// `X-Hub-Signature-256` of a body.
pub fn signature(secret: &str, body: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
    mac.update(body);
    let digits: String = mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={digits}")
}

/// Posts a body with a header of this name and value, or without one.
pub async fn post_raw(app: &App, body: Vec<u8>, signature: Option<&str>) -> StatusCode {
    let mut request = app.http.post(format!("{}/webhooks/whatsapp", app.url)).body(body);
    if let Some(signature) = signature {
        request = request.header("x-hub-signature-256", signature).header("content-type", "application/json");
    }
    request.send().await.unwrap().status()
}

/// Delivers as Meta does.
pub async fn deliver(app: &App, delivery: &Value) -> StatusCode {
    let body = delivery.to_string().into_bytes();
    let signature = signature(APP_SECRET, &body);
    post_raw(app, body, Some(&signature)).await
}

/// A delivery of these values.
pub fn delivery(values: &[Value]) -> Value {
    let changes: Vec<_> = values.iter().map(|value| json!({"value": value, "field": "messages"})).collect();
    json!({"object": "whatsapp_business_account", "entry": [{"id": "102290129340398", "changes": changes}]})
}

/// What happened at a number.
pub fn value(number: &str, more: &Value) -> Value {
    let metadata = json!({"display_phone_number": "15550783881", "phone_number_id": number});
    let mut value = json!({"messaging_product": "whatsapp", "metadata": metadata});
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

/// What became of a message.
pub fn status(sent: &Sent, state: &str) -> Value {
    json!({"id": sent.wamid, "status": state, "timestamp": "1795424400", "recipient_id": "16505551234",
           "biz_opaque_callback_data": sent.body["biz_opaque_callback_data"]})
}
