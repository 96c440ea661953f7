//! The program itself: `approdo` as a child process with a data folder, a port and logs of its own, to be started,
//! stopped and killed. Everything about it is given by the environment, as an operator would.

use crate::{
    app::{SECRET, TOKEN},
    engine::{Database, Engine},
};
use gateway::{seal::MasterKey, store::Store};
use jiff::Timestamp;
use std::{
    collections::BTreeMap,
    env,
    fs::{File, OpenOptions},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command as Build, ExitStatus, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicU16, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// How long a start may take: a debug build on a busy machine.
const START: Duration = Duration::from_secs(60);

/// One installation: what stays when its process dies.
pub struct Installation {
    /// How the outside reaches it.
    pub url: String,
    /// What a URL of the database would be for another client.
    pub database_url: String,
    folder: TempDir,
    environment: BTreeMap<String, String>,
}

/// The running program. Dropped, it is killed.
pub struct Process {
    /// When it was started.
    pub since: Timestamp,
    child: Child,
}

impl Installation {
    /// Telegram by webhook, with its other side at `telegram`, and a new database.
    pub async fn new(engine: Engine, telegram: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = match engine {
            Engine::Sqlite => format!("sqlite://{}", folder.path().join("data/approdo.db").display()),
            Engine::Postgres => Database::new(engine).await.url,
        };
        let port = free_port();
        let url = format!("http://127.0.0.1:{port}");
        let environment = [
            ("APPRODO_LISTEN", format!("127.0.0.1:{port}")),
            ("APPRODO_PUBLIC_URL", url.clone()),
            ("APPRODO_DATA_DIR", "data".to_owned()),
            ("APPRODO_DATABASE_URL", database_url.clone()),
            ("APPRODO_TELEGRAM__TOKEN", TOKEN.to_owned()),
            ("APPRODO_TELEGRAM__API_URL", telegram.to_owned()),
            ("APPRODO_TELEGRAM__MODE", "webhook".to_owned()),
            ("APPRODO_TELEGRAM__SECRET", SECRET.to_owned()),
            ("APPRODO_TELEGRAM__MESSAGES_PER_SECOND", "0".to_owned()),
            ("RUST_LOG", "warn".to_owned()),
            ("APPRODO_CONSOLE__UNDO_SECONDS", "0".to_owned()),
        ];
        let environment = environment.map(|(name, value)| (name.to_owned(), value)).into();
        Self { url, database_url, folder, environment }
    }

    /// As somebody starts it for the first time: a port, an empty folder, nothing else.
    pub fn bare() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database_url = format!("sqlite://{}", folder.path().join("data/approdo.db").display());
        let address = format!("127.0.0.1:{}", free_port());
        let environment = [("APPRODO_LISTEN", address.clone()), ("APPRODO_DATA_DIR", "data".to_owned())];
        let environment = environment.map(|(name, value)| (name.to_owned(), value)).into();
        Self { url: format!("http://{address}"), database_url, folder, environment }
    }

    /// With another variable in its environment.
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Database, key.
    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// What all its processes have printed.
    pub fn stdout(&self) -> String {
        self.printed("stdout")
    }

    /// What all its processes have logged.
    pub fn stderr(&self) -> String {
        self.printed("stderr")
    }

    /// Opens its database beside the program.
    pub async fn store(&self) -> Store {
        let master = MasterKey::read_or_create(&self.data().join("master.key")).unwrap();
        Store::open(&self.database_url, master).await.unwrap()
    }

    /// Starts the program and waits until it answers.
    pub async fn start(&self) -> Process {
        let mut process = self.launch();
        let health = format!("{}/healthz", self.url);
        let answers = async {
            while reqwest::get(&health).await.is_err() {
                if let Some(status) = process.child.try_wait().unwrap() {
                    panic!("approdo ended at its start, {status}: {}", self.stderr());
                }
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        let answered = tokio::time::timeout(START, answers).await;
        assert!(answered.is_ok(), "approdo does not answer: {}", self.stderr());
        process
    }

    /// Starts the program, however far it may get.
    pub fn launch(&self) -> Process {
        Process { since: Timestamp::now(), child: self.command().stdout(self.file("stdout")).spawn().unwrap() }
    }

    /// Runs another command of the program; returns what it printed.
    pub async fn run(&self, arguments: &[&str]) -> String {
        let output = self.command().args(arguments).stdout(Stdio::piped()).output().await.unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", self.stderr());
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that cannot be done; returns what it said.
    pub async fn fails(&self, arguments: &[&str]) -> String {
        self.ends(arguments, 1).await
    }

    /// Runs a command that the configuration does not allow; returns what it said.
    pub async fn refuses(&self, arguments: &[&str]) -> String {
        self.ends(arguments, 2).await
    }

    async fn ends(&self, arguments: &[&str], code: i32) -> String {
        let output = self.command().args(arguments).stderr(Stdio::piped()).stdout(Stdio::null()).output();
        // What ought to end at once and serves instead must not hold the test.
        let output = tokio::time::timeout(START, output).await.expect("an end").unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        said
    }

    fn command(&self) -> Command {
        let ours = env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("APPRODO_"));
        let mut command = Command::new(&*PROGRAM);
        for (name, _) in ours {
            command.env_remove(name);
        }
        command.envs(&self.environment).current_dir(self.folder.path()).kill_on_drop(true);
        command.stdin(Stdio::null()).stderr(self.file("stderr"));
        command
    }

    fn printed(&self, name: &str) -> String {
        String::from_utf8(std::fs::read(self.folder.path().join(name)).unwrap()).expect("UTF-8")
    }

    fn file(&self, name: &str) -> File {
        OpenOptions::new().create(true).append(true).open(self.folder.path().join(name)).unwrap()
    }
}

impl Process {
    /// Its number, for `/proc`.
    pub fn id(&self) -> u32 {
        self.child.id().expect("a process that was not waited for")
    }

    /// SIGKILL: it gets no chance to put anything in order.
    pub async fn kill(mut self) {
        self.child.start_kill().unwrap();
        let status = self.child.wait().await.unwrap();
        assert_eq!(std::os::unix::process::ExitStatusExt::signal(&status), Some(9), "it had ended by itself: {status}");
    }

    /// Waits until it ends by itself.
    pub async fn ended(mut self) -> ExitStatus {
        let ended = tokio::time::timeout(START, self.child.wait()).await;
        ended.expect("approdo does not end").unwrap()
    }

    /// SIGTERM, as a service manager does; returns how it ended.
    pub async fn stop(mut self) -> ExitStatus {
        let sent = Command::new("kill").args(["-TERM", &self.id().to_string()]).status().await.unwrap();
        assert!(sent.success());
        self.child.wait().await.unwrap()
    }
}

/// The program beside this test, brought up to date first: cargo makes it for the tests of its own package only.
static PROGRAM: LazyLock<PathBuf> = LazyLock::new(|| {
    let test = env::current_exe().unwrap();
    let profile = test.parent().and_then(Path::parent).expect("target/<profile>/deps/<test>");
    if let (Some(cargo), Some(target), Some(name)) = (env::var_os("CARGO"), profile.parent(), profile.file_name()) {
        // The folder of the profile "dev" has another name. The whole workspace, so that no feature changes.
        let name = if name == "debug" { "dev".as_ref() } else { name };
        let mut build = Build::new(cargo);
        build
            .args(["build", "--quiet", "--workspace", "--bin", "approdo", "--target-dir"])
            .arg(target)
            .arg("--profile")
            .arg(name);
        // What cargo told this test about itself would make ring, and all that stands on it, build anew.
        let told = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_CRATE_", "CARGO_BIN_", "CARGO_PRIMARY_"];
        for (name, _) in env::vars_os() {
            if name.to_str().is_some_and(|name| told.iter().any(|prefix| name.starts_with(prefix))) {
                build.env_remove(name);
            }
        }
        let built = build.current_dir(env!("CARGO_MANIFEST_DIR")).status().unwrap();
        assert!(built.success(), "approdo does not build");
    }
    let program = profile.join("approdo");
    assert!(program.is_file(), "{} is missing: cargo build --workspace", program.display());
    program
});

/// A port below those that the system gives away by itself, so that it is still free after a restart.
fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + (std::process::id() % 1000) as u16 * 10;
    (0..1000)
        .map(|_| first + NEXT.fetch_add(1, Ordering::Relaxed))
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .expect("a free port")
}
