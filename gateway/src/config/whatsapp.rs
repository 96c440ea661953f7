//! `[whatsapp]`.

use super::{one_of, variables::Variable};
use crate::{
    channel::{Channel, whatsapp},
    inbound::whatsapp::Webhook,
};
use anyhow::{Context, ensure};
use bot::private::Private;
use serde::{Deserialize, Deserializer};
use std::path::PathBuf;

/// `[whatsapp]`.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WhatsappConfig {
    #[serde(deserialize_with = "words")]
    token: Option<Private<String>>,
    token_file: Option<PathBuf>,
    #[serde(deserialize_with = "words")]
    app_secret: Option<Private<String>>,
    app_secret_file: Option<PathBuf>,
    #[serde(deserialize_with = "words")]
    verify_token: Option<Private<String>>,
    verify_token_file: Option<PathBuf>,
    #[serde(deserialize_with = "words")]
    phone_number_id: Option<Private<String>>,
    api_url: String,
    template: String,
    /// The provider's limit for all people together; 0 = no limit.
    pub messages_per_second: u32,
}

/// For `approdo variables`.
pub(super) const VARIABLES: &[Variable] = &[
    Variable::secret(
        "token",
        "of a system user with whatsapp_business_messaging; this and the next three, or the channel is off",
    ),
    Variable::secret(
        "app_secret",
        "signs what Meta delivers to <public_url>/webhooks/whatsapp (subscribe to the field messages)",
    ),
    Variable::secret("verify_token", "a word of your choice, given to Meta with that address"),
    Variable::new(
        "phone_number_id",
        "the id of our number, several separated by commas; the first writes where nothing else is known",
    ),
    Variable::new("api_url", "any compatible server; the version is part of it").or("https://graph.facebook.com/v26.0"),
    Variable::new(
        "template",
        "approved template without variables, in it, en, fr, ar, ur: \"there is a message for you, write to read it\"",
    )
    .or("answer_waiting"),
    Variable::new("messages_per_second", "to all people together; 0 = no limit").or("80"),
];

impl Default for WhatsappConfig {
    fn default() -> Self {
        Self {
            token: None,
            token_file: None,
            app_secret: None,
            app_secret_file: None,
            verify_token: None,
            verify_token_file: None,
            phone_number_id: None,
            api_url: "https://graph.facebook.com/v26.0".to_owned(),
            template: "answer_waiting".to_owned(),
            messages_per_second: Channel::Whatsapp.limits().per_second,
        }
    }
}

impl WhatsappConfig {
    /// Who we are at WhatsApp, and what proves its deliveries; `None`: the channel is off.
    pub fn settings(&self) -> anyhow::Result<Option<(whatsapp::Settings, Webhook)>> {
        let token = one_of("APPRODO_WHATSAPP__TOKEN", self.token.as_ref(), self.token_file.as_ref())?;
        let app_secret =
            one_of("APPRODO_WHATSAPP__APP_SECRET", self.app_secret.as_ref(), self.app_secret_file.as_ref())?;
        let verify_token =
            one_of("APPRODO_WHATSAPP__VERIFY_TOKEN", self.verify_token.as_ref(), self.verify_token_file.as_ref())?;
        let numbers = self.numbers()?;
        if token.is_none() && app_secret.is_none() && verify_token.is_none() && numbers.is_empty() {
            return Ok(None);
        }
        let missing = |name: &str| format!("APPRODO_WHATSAPP__{name}: missing, the channel needs it");
        let token = token.with_context(|| missing("TOKEN"))?;
        let fits = |c: char| c.is_ascii_graphic();
        ensure!(token.expose().chars().all(fits), "APPRODO_WHATSAPP__TOKEN: this is not a token of Meta");
        let app_secret = app_secret.with_context(|| missing("APP_SECRET"))?;
        let verify_token = verify_token.with_context(|| missing("VERIFY_TOKEN"))?;
        ensure!(!numbers.is_empty(), missing("PHONE_NUMBER_ID"));
        ensure!(!self.template.is_empty(), "APPRODO_WHATSAPP__TEMPLATE: must name a template");
        ensure!(
            reqwest::Url::parse(&self.api_url).is_ok_and(|url| matches!(url.scheme(), "http" | "https")),
            "APPRODO_WHATSAPP__API_URL: must begin with http:// or https://"
        );
        let webhook = Webhook { app_secret, verify_token, numbers: numbers.clone() };
        let settings = whatsapp::Settings {
            api_url: self.api_url.clone(),
            token,
            numbers,
            template: self.template.clone(),
            per_second: self.messages_per_second,
        };
        Ok(Some((settings, webhook)))
    }

    /// Our numbers by their ids, which stand in URLs.
    fn numbers(&self) -> anyhow::Result<Vec<String>> {
        let listed = self.phone_number_id.as_ref().map(|ids| ids.expose().as_str()).unwrap_or_default();
        let numbers: Vec<_> = listed.split(',').map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned).collect();
        let is_id = |id: &String| id.bytes().all(|digit| digit.is_ascii_digit());
        ensure!(
            numbers.iter().all(is_id),
            "APPRODO_WHATSAPP__PHONE_NUMBER_ID: digits, several separated by commas (the id, not the number itself)"
        );
        Ok(numbers)
    }

    pub(super) fn check(&self) -> anyhow::Result<()> {
        self.settings().map(|_| ())
    }
}

/// Words, also where they look like a number: a variable's value that is all digits comes as one.
fn words<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Private<String>>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Given {
        Words(Private<String>),
        Number(u64),
    }
    Ok(Option::<Given>::deserialize(value)?.map(|given| match given {
        Given::Words(words) => words,
        Given::Number(number) => Private::new(number.to_string()),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use figment::{
        Figment,
        providers::{Format, Toml},
    };

    fn read(toml: &str) -> WhatsappConfig {
        Figment::from(Toml::string(toml)).extract().unwrap()
    }

    #[test]
    fn it_is_off_or_whole() {
        assert!(read("").settings().unwrap().is_none());
        let lines =
            ["token = 'EAAJB'", "app_secret = 'secret'", "verify_token = 12345", "phone_number_id = 106540352242922"];
        let (settings, webhook) = read(&lines.join("\n")).settings().unwrap().unwrap();
        assert_eq!(
            (settings.numbers, webhook.verify_token.expose().as_str()),
            (vec!["106540352242922".to_owned()], "12345")
        );
        for (i, name) in ["TOKEN", "APP_SECRET", "VERIFY_TOKEN", "PHONE_NUMBER_ID"].iter().enumerate() {
            let mut half = lines.to_vec();
            half.remove(i);
            let error = read(&half.join("\n")).settings().err().unwrap().to_string();
            assert!(error.starts_with(&format!("APPRODO_WHATSAPP__{name}: missing")), "{error}");
        }
    }

    #[test]
    fn several_numbers_are_separated_by_commas() {
        let config = read("phone_number_id = ' 1, 22 ,333,'");
        assert_eq!(config.numbers().unwrap(), ["1", "22", "333"]);
        for wrong in ["+39 350", "1/../2", "abc"] {
            read(&format!("phone_number_id = '{wrong}'")).numbers().unwrap_err();
        }
    }
}
