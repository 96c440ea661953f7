//! `[sms]`.

use super::{one_of, variables::Variable};
use crate::channel::{
    Channel,
    sms::{Sender, Settings, number},
    twilio::Account,
};
use anyhow::{Context, bail, ensure};
use bot::private::Private;
use serde::Deserialize;
use std::path::PathBuf;

/// `[sms]`.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SmsConfig {
    account_sid: Option<String>,
    auth_token: Option<Private<String>>,
    auth_token_file: Option<PathBuf>,
    from: Option<Written>,
    messaging_service_sid: Option<String>,
    api_url: String,
    /// To all people together; 0 = no limit.
    pub messages_per_second: u32,
}

/// For `approdo variables`.
pub(super) const VARIABLES: &[Variable] = &[
    Variable::new("account_sid", "of a Twilio-compatible provider; without it the channel is off"),
    Variable::secret(
        "auth_token",
        "its password; the provider posts to <public_url>/webhooks/sms#rc=5&rp=all (the end asks it to repeat what failed) and signs with it",
    ),
    Variable::new("from", "our number"),
    Variable::new("messaging_service_sid", "instead of it, for a pool of numbers"),
    Variable::new("api_url", "any compatible server").or("https://api.twilio.com"),
    Variable::new("messages_per_second", "to all people together; 0 = no limit").or("10"),
];

/// A number as the environment gives it: what looks like a whole number arrives as one, without its plus or zeros.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Written {
    Digits(u64),
    Words(String),
}

impl Default for SmsConfig {
    fn default() -> Self {
        Self {
            account_sid: None,
            auth_token: None,
            auth_token_file: None,
            from: None,
            messaging_service_sid: None,
            api_url: "https://api.twilio.com".to_owned(),
            messages_per_second: Channel::Sms.limits().per_second,
        }
    }
}

impl SmsConfig {
    /// Who we are at the provider; `None`: the channel is off. The error names what is missing.
    pub fn settings(&self) -> anyhow::Result<Option<Settings>> {
        let given = |value: &Option<String>| value.clone().filter(|value| !value.is_empty());
        let token = one_of("APPRODO_SMS__AUTH_TOKEN", self.auth_token.as_ref(), self.auth_token_file.as_ref())?;
        let from = self.from.as_ref().map(|from| match from {
            Written::Digits(digits) => format!("+{digits}"),
            Written::Words(words) => words.clone(),
        });
        let (sid, from, service) = (given(&self.account_sid), given(&from), given(&self.messaging_service_sid));
        if token.is_none() && sid.is_none() && from.is_none() && service.is_none() {
            return Ok(None);
        }
        let sid = sid.context("APPRODO_SMS__ACCOUNT_SID: missing")?;
        // It stands in the URL.
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-';
        ensure!(sid.chars().all(fits), "APPRODO_SMS__ACCOUNT_SID: this is no account's SID");
        let token = token.context("APPRODO_SMS__AUTH_TOKEN: missing")?;
        let sender = match (from, service) {
            (Some(_), Some(_)) => {
                bail!("APPRODO_SMS__FROM and APPRODO_SMS__MESSAGING_SERVICE_SID: set only one of them")
            }
            (Some(from), None) => Sender::Number(number(&from).context(
                "APPRODO_SMS__FROM: must be a number with + and the country's code; nobody can answer a name",
            )?),
            (None, Some(service)) => Sender::Service(service),
            (None, None) => bail!("APPRODO_SMS__FROM or APPRODO_SMS__MESSAGING_SERVICE_SID: missing"),
        };
        let is_url = ["https://", "http://"].iter().any(|scheme| self.api_url.starts_with(scheme));
        ensure!(is_url, "APPRODO_SMS__API_URL: must begin with http:// or https://");
        let account = Account { api_url: self.api_url.clone(), sid, token };
        Ok(Some(Settings { account, sender, per_second: self.messages_per_second }))
    }

    pub(super) fn check(&self) -> anyhow::Result<()> {
        self.settings().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(toml: &str) -> Result<Option<Settings>, String> {
        use figment::{
            Figment,
            providers::{Format, Toml},
        };
        let config: SmsConfig = Figment::from(Toml::string(toml)).extract().map_err(|error| error.to_string())?;
        config.settings().map_err(|error| error.to_string())
    }

    #[test]
    fn half_a_channel_names_what_is_missing() {
        let whole = "account_sid = 'AC0'\nauth_token = 'token'\n";
        assert!(matches!(read(""), Ok(None)));
        let ready = read(&format!("{whole}from = '+39 333 000 0000'")).unwrap().unwrap();
        assert_eq!(ready.sender, Sender::Number("+393330000000".to_owned()));
        assert_eq!((ready.account.api_url.as_str(), ready.per_second), ("https://api.twilio.com", 10));
        let digits = read(&format!("{whole}from = 393330000000")).unwrap().unwrap();
        assert_eq!(digits.sender, ready.sender);
        let pooled = read(&format!("{whole}messaging_service_sid = 'MG0'\nmessages_per_second = 0")).unwrap().unwrap();
        assert_eq!((pooled.sender, pooled.per_second), (Sender::Service("MG0".to_owned()), 0));
        for (toml, name) in [
            ("auth_token = 'token'", "APPRODO_SMS__ACCOUNT_SID"),
            ("account_sid = 'AC0'", "APPRODO_SMS__AUTH_TOKEN"),
            ("from = '+393330000000'", "APPRODO_SMS__ACCOUNT_SID"),
            (whole, "APPRODO_SMS__FROM"),
            (&format!("{whole}from = 'HELPDESK'"), "APPRODO_SMS__FROM"),
            (&format!("{whole}from = '+393330000000'\nmessaging_service_sid = 'MG0'"), "APPRODO_SMS__MESSAGING"),
            (&format!("{whole}from = '+393330000000'\napi_url = 'api'"), "APPRODO_SMS__API_URL"),
            ("account_sid = '../x'\nauth_token = 'token'", "APPRODO_SMS__ACCOUNT_SID"),
            ("token = 'x'", "unknown field"),
        ] {
            let error = read(toml).err().unwrap();
            assert!(error.contains(name), "{error}");
        }
    }
}
