//! `[email]`.

use super::{one_of, variables::Variable};
use crate::channel::{
    Channel,
    email::{Own, Security, Server, Settings, line},
};
use anyhow::{Context, bail, ensure};
use bot::private::Private;
use serde::Deserialize;
use std::path::PathBuf;

/// `[email]`.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmailConfig {
    imap_host: Option<String>,
    imap_port: Option<u16>,
    smtp_host: Option<String>,
    smtp_port: Option<u16>,
    security: Security,
    ca_file: Option<PathBuf>,
    user: Option<String>,
    password: Option<Private<String>>,
    password_file: Option<PathBuf>,
    address: Option<String>,
    name: Option<String>,
    folder: String,
    after: After,
    authserv_id: Option<String>,
    messages_per_second: u32,
}

/// For `approdo variables`.
pub(super) const VARIABLES: &[Variable] = &[
    Variable::new("imap_host", "the mailbox; without it the channel is off. Nothing is ever deleted in it"),
    Variable::new("imap_port", "its port").or_made("993, or 143 without tls from the start"),
    Variable::new("smtp_host", "the way out"),
    Variable::new("smtp_port", "its port").or_made("465, or 587 with starttls"),
    Variable::new("security", "or starttls, or none: only for servers on the same machine").or("tls"),
    Variable::new("ca_file", "an authority of your own, PEM, beside those that browsers trust"),
    Variable::new("user", "the same account on both"),
    Variable::secret("password", "of that account"),
    Variable::new("address", "the sender"),
    Variable::new("name", "the sender's name, which may be seen over a shoulder").or_made("what stands before the @"),
    Variable::new("folder", "what is read").or("INBOX"),
    Variable::new("after", "messages that were taken are marked as read, or not (keep)").or("seen"),
    Variable::new(
        "authserv_id",
        "how your server signs Authentication-Results; with it, senders that fail DMARC get no answer",
    ),
    Variable::new("messages_per_second", "0 = no limit").or("5"),
];

/// What happens to a message that was taken. It is never deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum After {
    /// Nothing.
    Keep,
    /// It is marked as read.
    Seen,
}

impl Default for EmailConfig {
    fn default() -> Self {
        Self {
            imap_host: None,
            imap_port: None,
            smtp_host: None,
            smtp_port: None,
            security: Security::default(),
            ca_file: None,
            user: None,
            password: None,
            password_file: None,
            address: None,
            name: None,
            folder: "INBOX".to_owned(),
            after: After::Seen,
            authserv_id: None,
            messages_per_second: Channel::Email.limits().per_second,
        }
    }
}

impl EmailConfig {
    /// Where the mailbox is; `None`: the channel is off.
    pub fn settings(&self) -> anyhow::Result<Option<Settings>> {
        let password = one_of("APPRODO_EMAIL__PASSWORD", self.password.as_ref(), self.password_file.as_ref())?;
        let given = [&self.imap_host, &self.smtp_host, &self.user, &self.address];
        if password.is_none() && given.iter().all(|value| value.is_none()) {
            return Ok(None);
        }
        let need = |name: &str, value: &Option<String>| {
            let value = value.clone().filter(|value| !value.is_empty());
            value.with_context(|| format!("APPRODO_EMAIL__{name}: missing, though e-mail is configured"))
        };
        let (imap_port, smtp_port) = match self.security {
            Security::Tls => (993, 465),
            Security::Starttls => (143, 587),
            Security::None => (143, 25),
        };
        let imap = Server { host: need("IMAP_HOST", &self.imap_host)?, port: self.imap_port.unwrap_or(imap_port) };
        let smtp = Server { host: need("SMTP_HOST", &self.smtp_host)?, port: self.smtp_port.unwrap_or(smtp_port) };
        let address = need("ADDRESS", &self.address)?;
        ensure!(address.parse::<lettre::Address>().is_ok(), "APPRODO_EMAIL__ADDRESS: this is no e-mail address");
        let user = need("USER", &self.user)?;
        let Some(password) = password else {
            bail!("APPRODO_EMAIL__PASSWORD: missing, though e-mail is configured");
        };
        ensure!(
            self.security != Security::None || imap.is_loopback() && smtp.is_loopback(),
            "APPRODO_EMAIL__SECURITY: none only with servers on this machine"
        );
        let ca = self.ca_file.as_ref().map(std::fs::read).transpose().context("APPRODO_EMAIL__CA_FILE")?;
        let authorities = line::trust(ca.as_deref()).map_or(0, |(_, ours)| ours);
        ensure!(ca.is_none() || authorities > 0, "APPRODO_EMAIL__CA_FILE: no certificate in PEM");
        // The address says it anyway; anything else could be read over somebody's shoulder.
        let local = address.split('@').next().unwrap_or_default().to_owned();
        Ok(Some(Settings {
            imap,
            smtp,
            security: self.security,
            ca,
            user,
            password,
            name: self.name.clone().unwrap_or(local),
            own: Own { address, authserv_id: self.authserv_id.clone() },
            folder: self.folder.clone(),
            marks_seen: self.after == After::Seen,
            per_second: self.messages_per_second,
        }))
    }
}
