//! `[web]`.

use super::variables::Variable;
use crate::channel::web::push::{Push, SERVICES};
use anyhow::Context;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// `[web]`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebConfig {
    /// The key pair of web push; gateways beside each other share one.
    push_key_file: Option<PathBuf>,
    /// Other push services than those of the browsers, separated by commas.
    push_services: Option<String>,
}

/// For `approdo variables`.
pub(super) const VARIABLES: &[Variable] = &[
    Variable::new("push_key_file", "signs the wordless notices of the page; made on the first start")
        .or_made("<data_dir>/push.key"),
    Variable::new("push_services", "hosts of push services whose addresses are taken instead, separated by commas")
        .or_made("the browsers' own"),
];

impl WebConfig {
    /// The sender of signs; its key is made on the first start.
    pub fn push(&self, data_dir: &Path, public_url: &str) -> anyhow::Result<Push> {
        let file = self.push_key_file.clone().unwrap_or_else(|| data_dir.join("push.key"));
        let services = match &self.push_services {
            Some(list) => list.split(',').map(|service| service.trim().to_owned()).collect(),
            None => SERVICES.map(str::to_owned).into(),
        };
        Push::new(&file, public_url, services).context("APPRODO_WEB__PUSH_KEY_FILE")
    }
}
