//! How a bucket is reached: over the same client as everything else, and with an end to what it answers.

use crate::store::media::LARGEST;
use axum::http::Response;
use futures::future::BoxFuture;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use object_store::{
    ClientOptions,
    client::{
        HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody, HttpService,
    },
};
use reqwest::{Body, Client, Request};
use std::{error::Error, io, time::Duration};

/// The longest wait for a connection, and for a whole file.
const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(90);
/// A sealed file, with its nonce and tag, and room for what a store says of itself.
const MOST: usize = LARGEST + 64 * 1024;

/// Makes the client of a bucket.
#[derive(Debug)]
pub struct Connector;

impl HttpConnector for Connector {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        let client = Client::builder().connect_timeout(CONNECT).timeout(WHOLE).build();
        let failed = |error| object_store::Error::Generic { store: "S3", source: Box::new(error) };
        Ok(HttpClient::new(Bounded(client.map_err(failed)?)))
    }
}

/// Reads no answer beyond [`MOST`].
#[derive(Debug)]
struct Bounded(Client);

impl HttpService for Bounded {
    fn call<'a, 'b>(&'a self, request: HttpRequest) -> BoxFuture<'b, Result<HttpResponse, HttpError>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = parts.uri.to_string().parse().map_err(|error| HttpError::new(HttpErrorKind::Request, error))?;
            let mut request = Request::new(parts.method, url);
            *request.headers_mut() = parts.headers;
            *request.body_mut() = Some(Body::wrap(body));
            let answer: Response<Body> = self.0.execute(request).await.map_err(failed)?.into();
            let (parts, body) = answer.into_parts();
            let cut = |error: Box<dyn Error + Send + Sync>| {
                // What has no end has none the second time either.
                let is_endless = error.is::<LengthLimitError>();
                let kind = if is_endless { HttpErrorKind::Decode } else { HttpErrorKind::Interrupted };
                HttpError::new(kind, io::Error::other(error))
            };
            Ok(HttpResponse::from_parts(parts, HttpResponseBody::new(Limited::new(body, MOST).map_err(cut))))
        })
    }
}

/// The URL names the bucket and the file; the store adds it where it may be seen.
fn failed(error: reqwest::Error) -> HttpError {
    let kind = if error.is_timeout() {
        HttpErrorKind::Timeout
    } else if error.is_connect() {
        HttpErrorKind::Connect
    } else {
        HttpErrorKind::Interrupted
    };
    HttpError::new(kind, error.without_url())
}
