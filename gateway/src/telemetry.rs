//! Logs and metrics. Both carry ids only: what could name a person is `Private<T>`, which cannot be printed.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use std::io::IsTerminal;
use tracing::{Level, Metadata};
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{FilterExt, filter_fn},
    fmt,
    layer::SubscriberExt,
    util::SubscriberInitExt,
};

/// The crates whose words are known to name nobody.
const OURS: [&str; 3] = ["approdo", "gateway", "bot"];

/// Starts logging to standard error, at `info` unless `RUST_LOG` says otherwise.
///
/// Libraries log what they transport (axum the body it refuses, hyper its headers), so whatever `RUST_LOG` says, only our
/// own crates are heard below a warning.
pub fn start_logs() {
    let wanted = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let logs = fmt::layer()
        .with_writer(std::io::stderr)
        // A file keeps the colours as rubbish.
        .with_ansi(std::io::stderr().is_terminal())
        .with_filter(wanted.and(filter_fn(may_be_heard)));
    // Another subscriber may stand already, in a test.
    let _ = tracing_subscriber::registry().with(logs).try_init();
}

/// A panic's message may quote what somebody wrote ("… is not a char boundary; it is inside … of `…`"): only where it was is
/// logged.
pub fn keep_panics_private() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "a thread panicked");
    }));
}

fn may_be_heard(metadata: &Metadata<'_>) -> bool {
    let of = metadata.target().split("::").next().unwrap_or_default();
    OURS.contains(&of) || *metadata.level() <= Level::WARN
}

/// Starts counting; `None` if something else counts already.
pub fn start_metrics() -> Option<PrometheusHandle> {
    PrometheusBuilder::new().install_recorder().ok()
}
