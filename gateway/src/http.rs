//! Every route of the service in one place.

pub mod app;
pub mod entry;
pub mod form;
pub mod limits;
pub mod media;
pub mod offline;
pub mod page;
pub mod peer;
mod ready;
pub mod server;
pub mod state;
pub mod work;

pub use state::Http;

use crate::{channel, console, inbound};
use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::{HeaderName, HeaderValue, header},
    middleware,
    response::Response,
    routing::{get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, set_header::SetResponseHeaderLayer};

/// The largest request body: more than any provider's webhook.
const LARGEST_BODY: usize = 1024 * 1024;

/// The worker's page asks nobody else for anything. `blob:` is what the person has just chosen, before it is sent.
const POLICY: &str = "default-src 'self'; img-src 'self' blob:; media-src 'self' blob:; object-src 'none'; \
                      base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

/// What our pages may use of a device: a voice message and a place, when somebody asks for it; nothing else, nobody else.
const PERMISSIONS: &str = "microphone=(self), geolocation=(self), accelerometer=(), bluetooth=(), browsing-topics=(), camera=(), \
                           display-capture=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), midi=(), \
                           payment=(), serial=(), usb=(), xr-spatial-tracking=()";
/// A year of https only (RFC 6797). Other hosts of the same domain decide for themselves.
const HTTPS_ONLY: &str = "max-age=31536000";

/// The whole service.
pub fn router(http: Http) -> Router {
    let console = console::routes(console::Console {
        store: http.turns.store().clone(),
        turns: http.turns.clone(),
        again: inbound::again::Again::new(http.webhooks.clone()),
        public_url: http.public_url.clone(),
    });
    let worker = Router::new()
        .route("/", get(page::show))
        .route("/assets/{name}", get(app::file))
        .route("/manifest.webmanifest", get(app::manifest))
        .route("/sw.js", get(app::worker))
        .route("/web/offline", get(offline::show))
        .route("/web/messages", get(page::messages).post(inbound::web::web_message))
        .route("/web/push", get(inbound::web::push_key).post(inbound::web::web_push).delete(inbound::web::no_push))
        .route("/web/media", post(inbound::web::web_media))
        .route("/form", get(form::show).post(form::take).layer(DefaultBodyLimit::max(form::LARGEST_FORM)))
        .layer(header("content-security-policy", POLICY))
        .layer(CompressionLayer::new())
        // Compressed already, and asked for in ranges.
        .route("/web/media/{id}", get(media::show));
    let service = Router::new()
        .route("/webhooks/telegram", post(inbound::telegram::telegram_webhook))
        .route("/webhooks/sms", post(inbound::sms::sms_webhook))
        .route(channel::sms::STATUS_PATH, post(inbound::sms::sms_status))
        .route(
            "/webhooks/whatsapp",
            get(inbound::whatsapp::whatsapp_handshake)
                .post(inbound::whatsapp::whatsapp_webhook)
                .layer(DefaultBodyLimit::max(inbound::whatsapp::LARGEST_BODY)),
        )
        .route(
            "/webhooks/messenger",
            get(inbound::messenger::messenger_handshake).post(inbound::messenger::messenger_webhook),
        )
        .route("/webhooks/voice", post(inbound::voice::call))
        .route("/webhooks/voice/step", post(inbound::voice::step))
        .route("/webhooks/voice/recorded", post(inbound::voice::recorded))
        .route("/webhooks/voice/recording", post(inbound::voice::recording))
        .route("/webhooks/voice/status", post(inbound::voice::status))
        .layer(middleware::map_response(count_refused))
        .route("/voice/recordings/{language}/{file}", get(inbound::voice::play))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready::show).with_state(ready::Ready::new(http.turns.clone())))
        .route("/metrics", get(metrics));
    let proxy_header = http.proxy_header.clone();
    // Over plain http, where somebody tries the service out, it must not be sent (RFC 6797, 7.2).
    let is_https = http.public_url.starts_with("https:");
    let all = Router::new()
        .merge(worker)
        .merge(service)
        .with_state(http)
        .merge(console)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(header("x-content-type-options", "nosniff"))
        .layer(header("referrer-policy", "no-referrer"))
        .layer(header("x-frame-options", "DENY"))
        .layer(header("permissions-policy", PERMISSIONS))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(proxy_header, peer::note));
    if is_https { all.layer(header("strict-transport-security", HTTPS_ONLY)) } else { all }
}

fn header(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value))
}

/// Counts the deliveries that were refused, also those that no handler has seen: too large a body, another method.
async fn count_refused(response: Response) -> Response {
    if response.status().is_client_error() {
        metrics::counter!("approdo_webhook_refused_total", "status" => response.status().as_str().to_owned())
            .increment(1);
    }
    response
}

async fn metrics(State(http): State<Http>) -> ([(HeaderName, &'static str); 1], String) {
    let rendered = http.metrics.map(|metrics| metrics.render()).unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], rendered)
}
