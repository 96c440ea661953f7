//! `[messenger]`: Messenger, and Instagram beside it.

use super::{one_of, variables::Variable};
use crate::channel::{
    Channel,
    messenger::{Accounts, Settings},
};
use anyhow::{Context, ensure};
use bot::private::Private;
use serde::Deserialize;
use std::path::PathBuf;

/// `[messenger]`.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MessengerConfig {
    token: Option<Private<String>>,
    token_file: Option<PathBuf>,
    app_secret: Option<Private<String>>,
    app_secret_file: Option<PathBuf>,
    verify_token: Option<Private<String>>,
    verify_token_file: Option<PathBuf>,
    page_id: Option<Id>,
    instagram_id: Option<Id>,
    instagram_token: Option<Private<String>>,
    instagram_token_file: Option<PathBuf>,
    api_url: String,
    messages_per_second: u32,
}

/// For `approdo variables`.
pub(super) const VARIABLES: &[Variable] = &[
    Variable::secret("token", "the page's access token; without it and the next three the channel is off"),
    Variable::secret("app_secret", "signs what comes to <public_url>/webhooks/messenger"),
    Variable::secret("verify_token", "of your choice, typed in the app's webhook settings, too"),
    Variable::new("page_id", "digits; other pages of the app are left alone"),
    Variable::new("instagram_id", "of the professional account linked with the page; turns Instagram on"),
    Variable::secret("instagram_token", "where the account is linked with another page").or_made("the page's"),
    Variable::new("api_url", "any compatible server; the version is part of it").or("https://graph.facebook.com/v25.0"),
    Variable::new("messages_per_second", "on each of the two; 0 = no limit").or("40"),
];

/// The environment makes a number of what looks like one.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Id {
    Number(u64),
    Text(String),
}

impl Default for MessengerConfig {
    fn default() -> Self {
        Self {
            token: None,
            token_file: None,
            app_secret: None,
            app_secret_file: None,
            verify_token: None,
            verify_token_file: None,
            page_id: None,
            instagram_id: None,
            instagram_token: None,
            instagram_token_file: None,
            api_url: "https://graph.facebook.com/v25.0".to_owned(),
            messages_per_second: Channel::Messenger.limits().per_second,
        }
    }
}

impl MessengerConfig {
    /// Who we are there; `None`: the channel is off.
    pub fn settings(&self) -> anyhow::Result<Option<Settings>> {
        let token = one_of("APPRODO_MESSENGER__TOKEN", self.token.as_ref(), self.token_file.as_ref())?;
        let app_secret =
            one_of("APPRODO_MESSENGER__APP_SECRET", self.app_secret.as_ref(), self.app_secret_file.as_ref())?;
        let verify_token =
            one_of("APPRODO_MESSENGER__VERIFY_TOKEN", self.verify_token.as_ref(), self.verify_token_file.as_ref())?;
        let instagram_token = one_of(
            "APPRODO_MESSENGER__INSTAGRAM_TOKEN",
            self.instagram_token.as_ref(),
            self.instagram_token_file.as_ref(),
        )?;
        let page = id("APPRODO_MESSENGER__PAGE_ID", self.page_id.as_ref())?;
        let instagram = id("APPRODO_MESSENGER__INSTAGRAM_ID", self.instagram_id.as_ref())?;
        let is_off = token.is_none() && app_secret.is_none() && verify_token.is_none() && page.is_none();
        if is_off && instagram.is_none() && instagram_token.is_none() {
            return Ok(None);
        }
        ensure!(
            instagram.is_some() || instagram_token.is_none(),
            "APPRODO_MESSENGER__INSTAGRAM_ID is missing: APPRODO_MESSENGER__INSTAGRAM_TOKEN is set"
        );
        let url = &self.api_url;
        ensure!(
            url.starts_with("http://") || url.starts_with("https://"),
            "APPRODO_MESSENGER__API_URL: must begin with http:// or https://"
        );
        for token in [&token, &instagram_token].into_iter().flatten() {
            // It stands in a header.
            ensure!(
                token.expose().bytes().all(|byte| byte.is_ascii_graphic()),
                "APPRODO_MESSENGER__TOKEN: this is not an access token"
            );
        }
        let missing =
            |name: &'static str| move || format!("APPRODO_MESSENGER__{name} is missing: Messenger is half configured");
        Ok(Some(Settings {
            api_url: url.clone(),
            token: token.with_context(missing("TOKEN"))?,
            app_secret: app_secret.with_context(missing("APP_SECRET"))?,
            verify_token: verify_token.with_context(missing("VERIFY_TOKEN"))?,
            accounts: Accounts { page: page.with_context(missing("PAGE_ID"))?, instagram },
            instagram_token,
            per_second: self.messages_per_second,
        }))
    }
}

fn id(name: &str, id: Option<&Id>) -> anyhow::Result<Option<String>> {
    let id = match id {
        Some(Id::Number(number)) => number.to_string(),
        Some(Id::Text(text)) if !text.is_empty() => text.clone(),
        _ => return Ok(None),
    };
    ensure!(id.bytes().all(|byte| byte.is_ascii_digit()), "{name}: digits only");
    Ok(Some(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use figment::{
        Figment,
        providers::{Format, Toml},
    };

    fn read(toml: &str) -> Result<Option<Settings>, String> {
        let config: MessengerConfig = Figment::from(Toml::string(toml)).extract().unwrap();
        config.settings().map_err(|error| error.to_string())
    }

    const WHOLE: &str = "token = 'EAAB1'\napp_secret = 's'\nverify_token = 'v'\npage_id = 100\n";

    #[test]
    fn nothing_is_off_and_a_half_names_the_rest() {
        assert!(read("").unwrap().is_none());
        let settings = read(WHOLE).unwrap().unwrap();
        assert_eq!((settings.accounts.page.as_str(), settings.accounts.instagram), ("100", None));
        for (line, name) in WHOLE.lines().zip(["TOKEN", "APP_SECRET", "VERIFY_TOKEN", "PAGE_ID"]) {
            let error = read(&WHOLE.replace(line, "")).err().unwrap();
            assert!(error.starts_with(&format!("APPRODO_MESSENGER__{name} is missing")), "{error}");
        }
    }

    #[test]
    fn instagram_is_beside_it() {
        let settings = read(&format!("{WHOLE}instagram_id = '17841400000000000'")).unwrap().unwrap();
        assert_eq!(settings.accounts.instagram.as_deref(), Some("17841400000000000"));
        assert!(read("instagram_id = '1'").is_err(), "it needs the page's app");
        let error = read(&format!("{WHOLE}instagram_token = 't'")).err().unwrap();
        assert!(error.contains("INSTAGRAM_ID is missing"), "{error}");
        for wrong in ["instagram_id = 'me'", "api_url = 'ftp://x'", "instagram_id = '1'\ninstagram_token = 'two words'"]
        {
            assert!(read(&format!("{WHOLE}{wrong}")).is_err(), "{wrong}");
        }
    }
}
