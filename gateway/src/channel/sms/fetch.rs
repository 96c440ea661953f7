//! Fetches the files of multimedia messages, from the provider's own hosts only
//! (<https://www.twilio.com/docs/messaging/api/media-resource>).
//!
//! The account's password goes to the API's host and nowhere else. That host answers with a redirection to the provider's
//! store, which is followed once, by hand, without the password.

use super::Sms;
use crate::channel::{
    SendError,
    download::{FOREIGN, ask, fetch, is_api, is_at, read, sent_on},
};
use bot::private::Private;
use reqwest::Url;

/// Where the API sends whoever asks for a file, and names below it.
const STORE: [&str; 1] = ["twiliocdn.com"];

impl Sms {
    pub(super) async fn fetch_media(&self, source: &Private<String>, most: usize) -> Result<Vec<u8>, SendError> {
        let account = &self.settings.account;
        let api = Url::parse(&account.api_url).map_err(|_| SendError::Later(None))?;
        let url = Url::parse(source.expose()).ok().filter(|url| is_api(url, &api)).ok_or(FOREIGN)?;
        let request = self.files.get(url.clone()).basic_auth(&account.sid, Some(account.token.expose()));
        let answer = ask(request).await?;
        if !answer.status().is_redirection() {
            return read(answer, most).await;
        }
        let store = sent_on(&url, &answer).filter(|url| is_api(url, &api) || is_at(url, &STORE)).ok_or(FOREIGN)?;
        fetch(self.files.get(store), most).await
    }
}
