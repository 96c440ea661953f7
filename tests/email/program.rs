//! The program itself with a mailbox, and what half a configuration gets.

use super::trouble::{eventually, put};
use bot::language::Language;
use gateway::{channel::email::Settings, config::EmailConfig};
use serde_json::json;
use std::time::Duration;
use tempfile::NamedTempFile;
use tests::{
    mail::{Servers, text},
    process::Installation,
};

/// The program, configured as an operator would, and files that it reads.
fn installation(servers: &Servers, settings: &Settings) -> (Installation, [NamedTempFile; 2]) {
    let ca = NamedTempFile::new().unwrap();
    std::fs::write(&ca, &servers.ca).unwrap();
    let password = NamedTempFile::new().unwrap();
    std::fs::write(&password, format!("{}\n", servers.password)).unwrap();
    let installation = Installation::bare()
        .with("APPRODO_EMAIL__IMAP_HOST", "localhost")
        .with("APPRODO_EMAIL__IMAP_PORT", &servers.imaps.to_string())
        .with("APPRODO_EMAIL__SMTP_HOST", "localhost")
        .with("APPRODO_EMAIL__SMTP_PORT", &servers.smtps.to_string())
        .with("APPRODO_EMAIL__CA_FILE", ca.path().to_str().unwrap())
        .with("APPRODO_EMAIL__USER", &settings.user)
        .with("APPRODO_EMAIL__PASSWORD_FILE", password.path().to_str().unwrap())
        .with("APPRODO_EMAIL__ADDRESS", &settings.own.address);
    (installation, [ca, password])
}

/// The program itself, configured as an operator would.
#[tokio::test(flavor = "multi_thread")]
async fn the_program_reads_and_answers() {
    let Some(servers) = Servers::get() else { return };
    let settings = servers.settings();
    let (installation, _files) = installation(&servers, &settings);
    let installation = installation.with("RUST_LOG", "trace");
    let process = installation.start().await;
    let worker = servers.person("worker");
    worker
        .posts(&settings.own.address, worker.letter(&settings.own.address, "", "Bonjour, je m'appelle Personne"))
        .await;
    let letters = worker.waits_for(1).await;
    assert!(text(&letters[0]).contains(Language::Wolof.endonym()));
    assert!(process.stop().await.success());
    let logs = installation.stderr();
    for private in [worker.address.as_str(), "Personne", "Bonjour", servers.password.as_str()] {
        assert!(!logs.contains(private) && !installation.stdout().contains(private), "{private} is in the logs");
    }
}

/// Told to stop while it reads what keeps it busy, it stops; started again, it goes on behind that.
#[tokio::test(flavor = "multi_thread")]
async fn the_program_stops_whatever_it_reads_and_goes_on_behind_it() {
    let Some(servers) = Servers::get() else { return };
    let settings = servers.settings();
    let (installation, _files) = installation(&servers, &settings);
    let (hostile, worker, help) = (servers.person("hostile"), servers.person("worker"), &settings.own.address);
    let page = "Content-Type: text/html\r\n";
    let letter = hostile.letter(help, page, &format!("{}\r\n", "<a ".repeat(300)).repeat(25_000));
    put(&servers.mailbox(help), "INBOX", &[letter]).await;
    let process = installation.start().await;
    let store = installation.store().await;
    let begun = async || {
        let query = "SELECT (SELECT COUNT(*) FROM mail_attempt) + (SELECT COUNT(*) FROM mailbox)";
        let mut reader = store.reader().await.unwrap();
        let count: i64 = gateway::sql!(Reader: &mut reader, c => sqlx::query_scalar(query).fetch_one(c).await).unwrap();
        count > 0
    };
    while !begun().await {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let stopped = tokio::time::timeout(Duration::from_secs(60), process.stop()).await;
    assert!(stopped.expect("it stops").success());
    worker.posts(help, worker.letter(help, "", "Hello")).await;
    let process = installation.start().await;
    eventually("the worker is answered", async || !worker.inbox().await.is_empty()).await;
    assert!(process.stop().await.success());
}

/// Half a configuration is told, by the name of what is missing.
#[test]
fn half_a_configuration_is_refused() {
    let whole = [
        ("IMAP_HOST", "mail.example.org"),
        ("SMTP_HOST", "mail.example.org"),
        ("USER", "help"),
        ("PASSWORD", "secret"),
        ("ADDRESS", "help@example.org"),
    ];
    let told = |variables: &[(&str, &str)]| {
        let section: serde_json::Value =
            variables.iter().map(|(name, value)| (name.to_lowercase(), json!(value))).collect();
        let config: Result<EmailConfig, _> = serde_json::from_value(section);
        match config.map(|config| config.settings()) {
            Ok(Ok(settings)) => settings.map_or_else(|| "off".to_owned(), |_| "on".to_owned()),
            Ok(Err(error)) => format!("{error:#}"),
            Err(error) => error.to_string(),
        }
    };
    assert_eq!((told(&[]).as_str(), told(&whole).as_str()), ("off", "on"));
    for missing in 0..whole.len() {
        let mut variables = whole.to_vec();
        let (name, _) = variables.remove(missing);
        assert_eq!(told(&variables), format!("APPRODO_EMAIL__{name}: missing, though e-mail is configured"));
    }
    let table = [
        ("SECURITY", "none", "APPRODO_EMAIL__SECURITY: none only with servers on this machine"),
        ("ADDRESS", "nobody", "APPRODO_EMAIL__ADDRESS: this is no e-mail address"),
        ("CA_FILE", "/nowhere", "APPRODO_EMAIL__CA_FILE: No such file or directory (os error 2)"),
        ("CA_FILE", "/dev/null", "APPRODO_EMAIL__CA_FILE: no certificate in PEM"),
        ("AFTER", "delete", "unknown variant `delete`, expected `keep` or `seen`"),
        ("DELETE", "yes", "unknown field `delete`"),
    ];
    for (name, value, expected) in table {
        let mut variables: Vec<_> = whole.iter().filter(|(known, _)| *known != name).copied().collect();
        variables.push((name, value));
        assert!(told(&variables).starts_with(expected), "{}", told(&variables));
    }
}
