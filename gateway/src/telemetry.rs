//! Logs and metrics. Both carry ids only: what could name a person is `Private<T>`, which cannot be printed.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tracing_subscriber::EnvFilter;

/// Libraries whose debug logs hold what they transport; they stay at `warn`, whatever `RUST_LOG` says.
const TALKATIVE: [&str; 8] = ["hyper", "hyper_util", "reqwest", "rustls", "sqlx", "h2", "tower", "teloxide_core"];

/// Starts logging to standard error, at `info` unless `RUST_LOG` says otherwise.
pub fn start_logs() {
    let mut filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    for name in TALKATIVE {
        if let Ok(directive) = format!("{name}=warn").parse() {
            filter = filter.add_directive(directive);
        }
    }
    // Another subscriber may stand already, in a test.
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}

/// Starts counting; `None` if something else counts already.
pub fn start_metrics() -> Option<PrometheusHandle> {
    PrometheusBuilder::new().install_recorder().ok()
}
