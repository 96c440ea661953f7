//! Chromium, driven over WebDriver: a chromedriver of its own for each test, on a free port, with private profiles.
//!
//! `tests/run` installs what it needs. Elsewhere [`Chromium::start`] says that the test is left out.

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::{
    env,
    io::{BufRead, BufReader, ErrorKind, Read, Write},
    net::{Ipv4Addr, TcpStream},
    os::unix::process::CommandExt,
    process::{Child, Command, Stdio},
    sync::{
        Once,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::sync::{Mutex, MutexGuard};

/// Set by `tests/run`, where everything is there: to leave something out is a failure then.
pub const ALL: &str = "APPRODO_TEST_ALL";

const OPTIONS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    // A microphone that beeps, and a person who allows it.
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
];

/// One browser at a time: two would slow each other down until both seem broken.
static TURN: Mutex<()> = Mutex::const_new(());

/// What a person looks with.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    pub width: u32,
    pub height: u32,
    /// A telephone: touch, a sharp screen, the page's own width.
    pub phone: bool,
    /// The system asks for dark colours.
    pub dark: bool,
    /// What the browser says it would like to read.
    pub languages: &'static str,
    /// JavaScript is on.
    pub scripts: bool,
}

impl Look {
    /// A cheap telephone of today.
    pub const PHONE: Self =
        Self { width: 360, height: 740, phone: true, dark: false, languages: "fr-SN,fr", scripts: true };
    /// The smallest window that pages have to fit (WCAG 2.1, 1.4.10).
    pub const SMALL: Self = Self { width: 320, height: 568, ..Self::PHONE };
    /// A computer in the office.
    pub const DESK: Self =
        Self { width: 1280, height: 900, phone: false, dark: false, languages: "it-IT,it", scripts: true };

    pub const fn dark(self) -> Self {
        Self { dark: true, ..self }
    }

    pub const fn without_scripts(self) -> Self {
        Self { scripts: false, ..self }
    }

    fn capabilities(self, profile: &str) -> Value {
        let mut options: Vec<_> = OPTIONS.map(str::to_owned).into();
        options.push(format!("--user-data-dir={profile}"));
        options.push(format!("--window-size={},{}", self.width, self.height));
        options.push(format!("--accept-lang={}", self.languages));
        options.extend(self.dark.then(|| "--force-dark-mode".to_owned()));
        let mut chrome = json!({ "args": options, "prefs": { "intl.accept_languages": self.languages } });
        if !self.scripts {
            chrome["prefs"]["profile.managed_default_content_settings.javascript"] = json!(2);
        }
        if self.phone {
            // A window of the browser itself is never narrower than 500 pixels.
            chrome["mobileEmulation"] = json!({ "deviceMetrics": {
                "width": self.width, "height": self.height, "pixelRatio": 2.0, "touch": true, "mobile": true,
            }});
        }
        json!({ "browserName": "chrome", "goog:chromeOptions": chrome })
    }
}

/// A running chromedriver. Dropping it ends it, with its browsers.
pub struct Chromium {
    driver: Child,
    port: u16,
    profiles: TempDir,
    opened: AtomicU32,
    _turn: MutexGuard<'static, ()>,
}

impl Chromium {
    /// `None`, said once, where chromedriver is not installed.
    pub async fn start() -> Option<Self> {
        let turn = TURN.lock().await;
        let profiles = tempfile::tempdir().unwrap();
        let mut command = Command::new("chromedriver");
        // A group of its own, so that its browsers can be ended with it.
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).process_group(0);
        let mut driver = match command.env("TMPDIR", profiles.path()).spawn() {
            Ok(driver) => driver,
            Err(error) if error.kind() == ErrorKind::NotFound => return left_out(),
            Err(error) => panic!("chromedriver does not start: {error}"),
        };
        let mut said = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = said
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.strip_suffix('.')?.rsplit_once("started successfully on port ")?.1.parse().ok());
        // Nobody reads on, and it must not stop when it has more to say.
        std::thread::spawn(move || said.for_each(drop));
        let Some(port) = port else { panic!("chromedriver did not say on which port it listens") };
        Some(Self { driver, port, profiles, opened: AtomicU32::new(0), _turn: turn })
    }

    /// A browser with an empty profile of its own: another person, or another telephone.
    pub async fn open(&self, look: Look) -> Client {
        let number = self.opened.fetch_add(1, Ordering::Relaxed);
        let profile = self.profiles.path().join(number.to_string());
        let Value::Object(capabilities) = look.capabilities(&profile.display().to_string()) else { unreachable!() };
        let mut browser = ClientBuilder::new(HttpConnector::new());
        browser.capabilities(capabilities).connect(&format!("http://127.0.0.1:{}", self.port)).await.unwrap()
    }

    /// Asks it to end its browsers and itself.
    fn shut_down(&self) -> std::io::Result<()> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read_to_end(&mut Vec::new()).map(|_| ())
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        let _ = self.shut_down();
        let until = Instant::now() + Duration::from_secs(5);
        while Instant::now() < until && matches!(self.driver.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let group = format!("-{}", self.driver.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ = self.driver.wait();
    }
}

fn left_out<T>() -> Option<T> {
    static SAID: Once = Once::new();
    let why = "LEFT OUT: browser tests, because chromedriver is not installed; tests/run installs it";
    assert!(env::var_os(ALL).is_none(), "{why}");
    // Not by a macro: the test harness would keep it for itself.
    SAID.call_once(|| drop(writeln!(std::io::stderr(), "{why}")));
    None
}
