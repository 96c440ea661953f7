//! Hands messages over to the SMTP server, one attempt each; what to do after a failure is the outbox's business.

use super::{
    Security, Settings,
    compose::{self, Note, compose},
    line::{CONNECT, is_untrusted},
};
use crate::channel::{Carrier, Channel, Outgoing, SendError};
use bot::private::Private;
use futures::future::BoxFuture;
use lettre::{
    Address,
    transport::smtp::{
        self,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::{AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
    },
};
use std::{error::Error as _, sync::Arc, time::Duration};
use tokio::sync::{Mutex, Semaphore};

/// Longest time for one message; shorter than the outbox's claim.
const TIMEOUT: Duration = Duration::from_secs(80);
/// Connections at the same time: what servers allow one account.
const CONNECTIONS: usize = 4;

/// A client of the SMTP server.
#[derive(Clone)]
pub struct Email {
    settings: Arc<Settings>,
    room: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<AsyncSmtpConnection>>>,
}

/// How far the conversation with the server had come when something went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Connecting,
    LoggingIn,
    From,
    To,
    Content,
}

impl Carrier for Email {
    fn channel(&self) -> Channel {
        Channel::Email
    }

    fn per_second(&self) -> u32 {
        self.settings.per_second
    }

    fn send<'a>(&'a self, message: &'a Outgoing) -> BoxFuture<'a, Result<Option<String>, SendError>> {
        Box::pin(async {
            let sent = tokio::time::timeout(TIMEOUT, self.hand_over(message)).await;
            sent.unwrap_or(Err(SendError::Later(None)))?;
            Ok(Some(self.settings.own.message_id(message.id)))
        })
    }

    /// Files come with their message; only those of one that is too large stay behind.
    fn fetch<'a>(&'a self, _source: &'a Private<String>, _most: usize) -> BoxFuture<'a, Result<Vec<u8>, SendError>> {
        Box::pin(async { Err(SendError::NeverThisMessage("too large")) })
    }
}

impl Email {
    /// A client; nothing is connected yet.
    pub fn new(settings: Arc<Settings>) -> Self {
        Self { settings, room: Arc::new(Semaphore::new(CONNECTIONS)), idle: Arc::default() }
    }

    async fn hand_over(&self, message: &Outgoing) -> Result<(), SendError> {
        self.put_in(&message.address, &compose(message, &self.settings)?).await
    }

    /// Sends a note to somebody of the staff, one attempt.
    pub async fn tell(&self, address: &Private<String>, note: &Note) -> Result<(), SendError> {
        let bytes = compose::note(address, note, &self.settings)?;
        let sent = tokio::time::timeout(TIMEOUT, self.put_in(address, &bytes)).await;
        sent.unwrap_or(Err(SendError::Later(None)))
    }

    async fn put_in(&self, address: &Private<String>, bytes: &[u8]) -> Result<(), SendError> {
        let from = self.settings.own.address.parse().ok();
        let to: Address = address.expose().parse().map_err(|_| SendError::NeverThisMessage("address"))?;
        let _room = self.room.acquire().await.map_err(|_| SendError::Later(None))?;
        let mut connection = self.connection().await.map_err(|(stage, error)| refused(stage, &error))?;
        match deliver(&mut connection, from, to, bytes).await {
            Ok(()) => {
                self.idle.lock().await.push(connection);
                Ok(())
            }
            Err((stage, error)) => {
                // Whatever state it is in, the next message begins anew.
                connection.abort().await;
                Err(error.map_or(SendError::NeverThisMessage("the server cannot write to this address"), |error| {
                    refused(stage, &error)
                }))
            }
        }
    }

    /// One that waits and still works, or a new one.
    async fn connection(&self) -> Result<AsyncSmtpConnection, (Stage, smtp::Error)> {
        loop {
            let idle = self.idle.lock().await.pop();
            let Some(mut idle) = idle else { break };
            if idle.test_connected().await {
                return Ok(idle);
            }
        }
        let settings = &self.settings;
        let connecting = |error| (Stage::Connecting, error);
        let hello = ClientId::Domain(settings.own.domain().to_owned());
        let tls = match settings.security {
            Security::None => None,
            Security::Tls | Security::Starttls => Some(trust(settings).map_err(connecting)?),
        };
        let at_once = tls.clone().filter(|_| settings.security == Security::Tls);
        let server = (settings.smtp.host.as_str(), settings.smtp.port);
        let mut connection = AsyncSmtpConnection::connect_tokio1(server, Some(CONNECT), &hello, at_once, None)
            .await
            .map_err(connecting)?;
        if let Some(tls) = tls.filter(|_| settings.security == Security::Starttls) {
            connection.starttls(tls, &hello).await.map_err(connecting)?;
        }
        let credentials = Credentials::new(settings.user.clone(), settings.password.expose().clone());
        match connection.auth(DEFAULT_MECHANISMS, &credentials).await {
            Ok(_) => Ok(connection),
            Err(error) => {
                connection.abort().await;
                Err((Stage::LoggingIn, error))
            }
        }
    }
}

/// One message. An error without a cause: the server cannot write such an address.
async fn deliver(
    connection: &mut AsyncSmtpConnection,
    from: Option<Address>,
    to: Address,
    bytes: &[u8],
) -> Result<(), (Stage, Option<smtp::Error>)> {
    let at = |stage| move |error| (stage, Some(error));
    let mut parameters = Vec::new();
    if !AsRef::<str>::as_ref(&to).is_ascii() {
        if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
            return Err((Stage::To, None));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    connection.command(Mail::new(from, parameters)).await.map_err(at(Stage::From))?;
    connection.command(Rcpt::new(to, Vec::new())).await.map_err(at(Stage::To))?;
    connection.command(Data).await.map_err(at(Stage::Content))?;
    connection.message(bytes).await.map_err(at(Stage::Content))?;
    Ok(())
}

fn trust(settings: &Settings) -> Result<TlsParameters, smtp::Error> {
    let mut tls = TlsParameters::builder(settings.smtp.host.clone()).certificate_store(CertificateStore::WebpkiRoots);
    if let Some(ca) = &settings.ca {
        tls = tls.add_root_certificate(Certificate::from_pem(ca)?);
    }
    tls.build()
}

fn refused(stage: Stage, error: &smtp::Error) -> SendError {
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    match error.status() {
        Some(code) => answered(stage, code.into(), &said),
        None if stage == Stage::LoggingIn && error.is_client() => SendError::ChannelBroken(
            "the mail server offers no way to log in that we know: check APPRODO_EMAIL__SECURITY",
        ),
        None if stage == Stage::Connecting && (is_untrusted(error) || error.is_client()) => {
            SendError::ChannelBroken("no TLS that can be trusted: check APPRODO_EMAIL__SMTP_HOST and __SECURITY")
        }
        None => SendError::Later(None),
    }
}

/// What an answer of the server means for what to do next: RFC 5321, 4.2; the enhanced codes are those of RFC 3463.
fn answered(stage: Stage, code: u16, said: &str) -> SendError {
    let enhanced = said.split_whitespace().next().filter(|word| word.starts_with("5.")).unwrap_or_default();
    match (stage, code) {
        // "Service not available, closing transmission channel": too many connections, too many messages.
        (_, 421) => SendError::SlowDown(None),
        (_, 400..=499) => SendError::Later(None),
        (Stage::LoggingIn, _) => {
            SendError::ChannelBroken("the mail server refuses our password: check APPRODO_EMAIL__PASSWORD")
        }
        (Stage::Connecting, _) => {
            SendError::ChannelBroken("the mail server does not want us: check APPRODO_EMAIL__SMTP_HOST")
        }
        (Stage::From, _) => SendError::ChannelBroken(
            "the mail server does not let us send as this address: check APPRODO_EMAIL__ADDRESS",
        ),
        (Stage::To, 550 | 551 | 553) if enhanced.is_empty() || enhanced.starts_with("5.1.") || enhanced == "5.2.1" => {
            SendError::NeverThisPerson
        }
        (Stage::To, _) => SendError::NeverThisMessage("the mail server refuses this address"),
        (Stage::Content, _) => SendError::NeverThisMessage("the mail server refuses this message"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_answer_says_what_to_do_next() {
        let broken = |error| matches!(error, SendError::ChannelBroken(cause) if cause.contains("APPRODO_EMAIL__"));
        assert_eq!(answered(Stage::Connecting, 421, "4.7.0 too many connections"), SendError::SlowDown(None));
        for code in [450, 451, 452, 454] {
            assert_eq!(answered(Stage::To, code, "4.7.1 greylisted"), SendError::Later(None));
        }
        assert!(broken(answered(Stage::LoggingIn, 535, "5.7.8 authentication failed")));
        assert_eq!(answered(Stage::LoggingIn, 454, "4.7.0 temporary"), SendError::Later(None));
        assert!(broken(answered(Stage::From, 553, "5.7.1 not yours")));
        assert!(broken(answered(Stage::Connecting, 554, "no SMTP service here")));
        for said in ["5.1.1 no such user", "5.1.2 no such domain", "5.2.1 disabled", "No such user here"] {
            assert_eq!(answered(Stage::To, 550, said), SendError::NeverThisPerson, "{said}");
        }
        for (code, said) in [(550, "5.7.1 relaying denied"), (552, "5.2.2 mailbox full"), (554, "5.7.1 blocked")] {
            assert!(matches!(answered(Stage::To, code, said), SendError::NeverThisMessage(_)), "{said}");
        }
        assert!(matches!(answered(Stage::Content, 550, "5.7.1 looks like spam"), SendError::NeverThisMessage(_)));
    }
}
