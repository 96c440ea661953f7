//! The built program, as a person starts it for the first time: a port, an empty folder, nothing else.

use std::{
    net::{Ipv4Addr, TcpListener},
    path::PathBuf,
    process::Stdio,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

pub struct Service {
    pub url: String,
    /// Where the first administrator chooses a password.
    pub set_up_link: String,
    _process: Child,
    _data: TempDir,
}

impl Service {
    pub async fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        // Held only for a moment; the program says so if somebody else was faster.
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let mut process = Command::new(program())
            .env("APPRODO_LISTEN", address.to_string())
            .env("APPRODO_DATA_DIR", data.path().join("data"))
            .current_dir(data.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .expect("the program is built: cargo build --workspace");
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let link = async {
            while let Some(line) = said.next_line().await.unwrap() {
                if let Some((_, link)) = line.split_once("http").filter(|(_, link)| link.contains("/console/set-up/")) {
                    return format!("http{link}");
                }
            }
            panic!("the program ended without printing a set-up link");
        };
        let set_up_link = timeout(Duration::from_secs(20), link).await.expect("a set-up link on the standard output");
        tokio::spawn(async move { while let Ok(Some(_)) = said.next_line().await {} });
        Self { url: format!("http://{address}"), set_up_link, _process: process, _data: data }
    }
}

/// Beside the folder of the test binary.
fn program() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    tests.parent().and_then(|deps| deps.parent()).unwrap().join("approdo")
}
