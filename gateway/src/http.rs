//! Every route of the service in one place.

pub mod page;

use crate::{console, inbound, turn::Turns};
use axum::{
    Router,
    extract::{DefaultBodyLimit, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
    middleware,
    response::Response,
    routing::{get, post},
};
use bot::private::Private;
use metrics_exporter_prometheus::PrometheusHandle;
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, set_header::SetResponseHeaderLayer};

/// The largest request body: more than any provider's webhook.
const LARGEST_BODY: usize = 1024 * 1024;

/// What the handlers share.
#[derive(Clone)]
pub struct Http {
    /// Takes turns.
    pub turns: Turns,
    /// What Telegram has to send with each update; absent while its webhook is off.
    pub telegram_secret: Option<Private<String>>,
    /// How the outside reaches us.
    pub public_url: String,
    /// Renders `/metrics`; absent where nobody has installed a recorder.
    pub metrics: Option<PrometheusHandle>,
}

/// The whole service.
pub fn router(http: Http) -> Router {
    let console = console::routes(console::Console {
        store: http.turns.store().clone(),
        turns: http.turns.clone(),
        public_url: http.public_url.clone(),
    });
    let worker = Router::new()
        .route("/", get(page::show))
        .route("/assets/page.css", get(page::css))
        .route("/assets/page.js", get(page::js))
        .route("/web/messages", get(page::messages).post(inbound::web_message))
        .layer(header(
            "content-security-policy",
            "default-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
        ))
        .layer(CompressionLayer::new());
    let service = Router::new()
        .route("/webhooks/telegram", post(inbound::telegram_webhook))
        .layer(middleware::map_response(count_refused))
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics));
    Router::new()
        .merge(worker)
        .merge(service)
        .with_state(http)
        .merge(console)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(header("x-content-type-options", "nosniff"))
        .layer(header("referrer-policy", "no-referrer"))
        .layer(header("x-frame-options", "DENY"))
        .layer(CatchPanicLayer::new())
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

/// 200 while the database can be written, 503 otherwise.
async fn ready(State(http): State<Http>) -> (StatusCode, &'static str) {
    if http.turns.store().is_ready().await {
        (StatusCode::OK, "ready\n")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the database cannot be written\n")
    }
}

async fn metrics(State(http): State<Http>) -> ([(HeaderName, &'static str); 1], String) {
    let rendered = http.metrics.map(|metrics| metrics.render()).unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], rendered)
}
