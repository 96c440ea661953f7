//! The line to a mail server: TLS from the first byte, TLS after STARTTLS, or plain to this machine.

use super::Settings;
use serde::Deserialize;
use std::{error::Error, fmt, io, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::{
    TlsConnector,
    rustls::{
        ClientConfig, RootCertStore,
        crypto::ring,
        pki_types::{CertificateDer, ServerName, pem::PemObject},
    },
};

/// How long a connection may take.
pub(super) const CONNECT: Duration = Duration::from_secs(15);

/// A host and its port.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Server {
    pub host: String,
    pub port: u16,
}

/// How a line is protected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// TLS from the first byte (RFC 8314).
    #[default]
    Tls,
    /// TLS after a plain greeting; without it nothing is said.
    Starttls,
    /// None: for a server on the same machine only.
    None,
}

/// Anything that bytes go through, in the clear or not.
pub trait Line: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send + fmt::Debug> Line for T {}

impl Server {
    /// Whether it is this machine, by its name.
    pub fn is_loopback(&self) -> bool {
        self.host == "localhost" || self.host.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback())
    }

    /// Connects, without TLS.
    pub(super) async fn connect(&self) -> io::Result<TcpStream> {
        tokio::time::timeout(CONNECT, TcpStream::connect((self.host.as_str(), self.port))).await?
    }
}

/// Protects a line, having looked who is at its other end.
pub(super) async fn protect(line: Box<dyn Line>, server: &Server, settings: &Settings) -> io::Result<Box<dyn Line>> {
    let name = ServerName::try_from(server.host.clone()).map_err(io::Error::other)?;
    let (config, _) = trust(settings.ca.as_deref())?;
    let connector = TlsConnector::from(Arc::new(config));
    let line = tokio::time::timeout(CONNECT, connector.connect(name, line)).await??;
    Ok(Box::new(line))
}

/// Whether TLS itself is the cause, a certificate or a server that speaks none: trying again does not help.
pub(super) fn is_untrusted(error: &(dyn Error + 'static)) -> bool {
    let mut cause = Some(error);
    while let Some(error) = cause {
        // What an io::Error wraps is not its source, but stands in its place.
        let wrapped =
            error.downcast_ref::<io::Error>().and_then(io::Error::get_ref).map(|inner| inner as &(dyn Error + 'static));
        if error.is::<tokio_rustls::rustls::Error>() {
            return true;
        }
        cause = wrapped.or_else(|| error.source());
    }
    false
}

/// The authorities that browsers trust, and ours, with the number of these.
pub fn trust(ca: Option<&[u8]>) -> io::Result<(ClientConfig, usize)> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    for certificate in CertificateDer::pem_slice_iter(ca.unwrap_or_default()) {
        roots.add(certificate.map_err(io::Error::other)?).map_err(io::Error::other)?;
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(io::Error::other)?;
    let ours = roots.len() - webpki_roots::TLS_SERVER_ROOTS.len();
    Ok((config.with_root_certificates(roots).with_no_client_auth(), ours))
}
