//! The way to the log-in page, and back to where somebody wanted to go.

use axum::http::Uri;

/// Where one logs in.
pub const PATH: &str = "/console/login";
/// Where the second factor is asked for, or set up.
pub const SECOND_STEP: &str = "/console/login/code";

/// The log-in page that leads back to where somebody wanted to go.
pub fn address(wanted: &Uri) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-');
    match wanted.path() {
        "/console" => PATH.to_owned(),
        path if path.chars().all(plain) => format!("{PATH}?next={path}"),
        _ => PATH.to_owned(),
    }
}

/// Where to go after logging in: a page of the console, nothing else.
pub fn local(path: &str) -> &str {
    let inside = path == "/console" || path.starts_with("/console/") || path.starts_with("/console?");
    let plain = path.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if inside && plain { path } else { "/console" }
}

/// The page of the second factor, and after it where somebody wanted to go.
pub fn second_step(next: &str) -> String {
    match local(next) {
        "/console" => SECOND_STEP.to_owned(),
        path => format!("{SECOND_STEP}?next={path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back_into_the_console_only() {
        assert_eq!(local("/console/tickets?state=new"), "/console/tickets?state=new");
        for elsewhere in ["https://example.org", "//example.org", "/consolex", "", "/console/\\evil", "/console/\nx"] {
            assert_eq!(local(elsewhere), "/console");
        }
    }

    #[test]
    fn remembers_a_page_but_no_query() {
        let uri: Uri = "/console/tickets/0190?after=1".parse().unwrap();
        assert_eq!(address(&uri), "/console/login?next=/console/tickets/0190");
        assert_eq!(address(&"/console".parse().unwrap()), PATH);
        assert_eq!(address(&"/console/%2F".parse().unwrap()), PATH);
    }
}
