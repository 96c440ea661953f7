//! What the handlers of webhooks and of the worker's page share.

use super::limits::Limits;
use crate::{inbound::Webhooks, turn::Turns};
use axum::http::HeaderName;
use metrics_exporter_prometheus::PrometheusHandle;

/// What the handlers share.
#[derive(Clone)]
pub struct Http {
    /// Takes turns.
    pub turns: Turns,
    /// What proves each channel's deliveries.
    pub webhooks: Webhooks,
    /// How the outside reaches us.
    pub public_url: String,
    /// Renders `/metrics`; absent where nobody has installed a recorder.
    pub metrics: Option<PrometheusHandle>,
    /// The header in which our own proxy says who asks; `None`: nobody stands before us.
    pub proxy_header: Option<HeaderName>,
    /// What strangers may ask for.
    pub limits: Limits,
}
