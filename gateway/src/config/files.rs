//! `[files]`: a local folder, or a bucket of an S3-compatible store.

use super::{one_of, variables::Variable};
use crate::files::{Files, bucket::Connector};
use anyhow::Context;
use bot::private::Private;
use object_store::aws::AmazonS3Builder;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// `[files]`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FilesConfig {
    bucket: Option<String>,
    endpoint: Option<String>,
    region: Option<String>,
    access_key: Option<String>,
    secret_key: Option<Private<String>>,
    secret_key_file: Option<PathBuf>,
}

/// For `approdo variables`.
pub(super) const VARIABLES: &[Variable] = &[
    Variable::new("bucket", "an S3-compatible bucket for sealed files, with the next four").or_made("<data_dir>/files"),
    Variable::new("endpoint", "where the store is"),
    Variable::new("region", "of the bucket"),
    Variable::new("access_key", "its user"),
    Variable::secret("secret_key", "its password"),
];

impl FilesConfig {
    /// Opens the store: the bucket, or `<data_dir>/files`.
    pub fn open(&self, data_dir: &Path) -> anyhow::Result<Files> {
        let Some(bucket) = &self.bucket else {
            return Files::in_folder(&data_dir.join("files")).context("APPRODO_DATA_DIR: files");
        };
        // One by one: not every store knows how to delete many at once, and "not found" would look like "deleted".
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_http_connector(Connector)
            .with_disable_bulk_delete(true);
        if let Some(endpoint) = &self.endpoint {
            builder = builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        if let Some(region) = &self.region {
            builder = builder.with_region(region);
        }
        if let Some(key) = &self.access_key {
            builder = builder.with_access_key_id(key);
        }
        if let Some(secret) =
            one_of("APPRODO_FILES__SECRET_KEY", self.secret_key.as_ref(), self.secret_key_file.as_ref())?
        {
            builder = builder.with_secret_access_key(secret.expose());
        }
        // What the error quotes are names of settings, not their values.
        let store =
            builder.build().map_err(|_| anyhow::anyhow!("APPRODO_FILES__BUCKET: the store cannot be used so"))?;
        Ok(Files::in_bucket(store))
    }
}
