//! Fetches what a person sent. The delivery names a URL, which is not believed: only hosts that keep files for Meta, only
//! https, no redirects, no private addresses, and no more bytes than were asked for.

use crate::channel::{
    SendError,
    download::{self, FOREIGN, GONE, ask, is_api, is_at, read},
};
use reqwest::Url;

/// Where files of both platforms are kept, or a name below it.
const HOSTS: [&str; 3] = ["fbcdn.net", "fbsbx.com", "cdninstagram.com"];

/// Fetches files.
pub(super) struct Fetcher {
    http: reqwest::Client,
    /// The API itself is trusted as configured: a compatible server may keep the files, too.
    api: Url,
}

impl Fetcher {
    pub fn new(api: Url) -> reqwest::Result<Self> {
        Ok(Self { http: download::guarded(api.domain())?, api })
    }

    /// The whole file, if it has at most `most` bytes.
    pub async fn fetch(&self, source: &str, most: usize) -> Result<Vec<u8>, SendError> {
        let answer = ask(self.http.get(self.allowed(source).ok_or(FOREIGN)?)).await?;
        match answer.status().as_u16() {
            // No token goes with it: the URL's own signature has run out.
            401 | 403 => Err(GONE),
            _ => read(answer, most).await,
        }
    }

    fn allowed(&self, source: &str) -> Option<Url> {
        Url::parse(source).ok().filter(|url| is_at(url, &HOSTS) || is_api(url, &self.api))
    }
}

/// Whether this is a file that Meta keeps, and not a page.
pub(super) fn is_theirs(source: &str) -> bool {
    Url::parse(source).is_ok_and(|url| is_at(&url, &HOSTS))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hosts_of_meta_are_asked() {
        let fetcher = Fetcher::new("http://127.0.0.1:4000".parse().unwrap()).unwrap();
        for good in [
            "https://scontent.xx.fbcdn.net/v/t1.15752-9/a.jpg?_nc_cat=1",
            "https://cdn.fbsbx.com/v/t59.3654-21/audioclip.mp4",
            "https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=a",
            "https://SCONTENT.cdninstagram.com/a",
            "https://cdn.fbsbx.com:443/a",
            "http://127.0.0.1:4000/files/1",
        ] {
            assert!(fetcher.allowed(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "files/1",
            "http://scontent.xx.fbcdn.net/a",
            "https://scontent.xx.fbcdn.net:8443/a",
            "https://user@scontent.xx.fbcdn.net/a",
            "https://scontent.xx.fbcdn.net@169.254.169.254/a",
            "https://fbcdn.net.example.org/a",
            "https://notfbcdn.net/a",
            "https://www.facebook.com/a",
            "https://127.0.0.1/a",
            "https://169.254.169.254/latest/meta-data/",
            "http://127.0.0.1:4001/files/1",
            "https://127.0.0.1:4000/files/1",
            "http://2130706433:4001/",
            "https://[::1]/a",
            "https://localhost/a",
            "file:///etc/passwd",
            "data:image/png;base64,AAAA",
            "ftp://scontent.xx.fbcdn.net/a",
        ] {
            assert!(fetcher.allowed(bad).is_none(), "{bad}");
        }
    }
}
