//! The command line of Approdo.

use anyhow::Context;
use bot::reference::Reference;
use clap::{Parser, Subcommand};
use gateway::{
    clock::Clock,
    config::{Config, variables},
    console,
    jobs::{self, anchor::Anchor},
    private_files,
    serve::{open_store, open_store_to_restore, serve},
    store::{Store, backup::copy_back, conversation, ticket},
    telemetry, terminal,
    turn::Turns,
};
use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

/// At the end of the help.
const CONFIGURATION: &str =
    "Configuration: approdo.toml in the working directory, and variables. `approdo variables` lists them.";

/// Multilingual helpdesk chatbot and messaging gateway for exploited workers.
#[derive(Parser)]
#[command(version, after_help = CONFIGURATION)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the worker's page, the console and the channels (the default).
    Serve,
    /// Bring the database up to date.
    Migrate,
    /// People who work here.
    Operator {
        #[command(subcommand)]
        command: Operator,
    },
    /// Say what can be configured, by which variables, and what holds otherwise.
    Variables,
    /// Check configuration and database.
    #[command(after_help = CONFIGURATION)]
    Check {
        /// Also whether every row of the audit is what it was.
        #[arg(long)]
        audit: bool,
        /// And whether it still has what the log or an e-mail said on some day: PLACE:HASH.
        #[arg(long, requires = "audit")]
        anchor: Option<Anchor>,
    },
    /// Talk to the bot in the terminal.
    Chat {
        /// A name of your own, to go on with the same conversation.
        #[arg(default_value = "terminal")]
        address: String,
    },
    /// Destroy everything known of the person behind a ticket.
    Erase {
        /// The number that the person was given.
        #[arg(required_unless_present = "without_key")]
        reference: Option<String>,
        /// Everybody whose key is gone: after a backup older than their erasing was put back.
        #[arg(long, conflicts_with = "reference")]
        without_key: bool,
    },
    /// Write the database and, apart, the keys of contacts into a new folder, while the service runs (SQLite).
    Backup {
        /// Made by this command.
        folder: PathBuf,
    },
    /// Put a backup back where no database is (SQLite). The master key is not part of it.
    Restore {
        /// With approdo.db and contact-keys.db.
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
enum Operator {
    /// Invite somebody; prints a link for choosing a password.
    Add {
        /// Their e-mail address, with which they log in.
        email: String,
        /// Their name, as colleagues see it.
        name: String,
        /// operator, mediator, legal-expert, focal-point, coordinator or administrator.
        role: String,
    },
    /// List everybody.
    List,
    /// Take password and second factor away, and print a link for choosing a new password.
    Reset {
        /// Their e-mail address.
        email: String,
    },
}

/// How long threads may finish what they do when everything else has ended.
const LAST_WORK: Duration = Duration::from_secs(2);

/// Exit codes: 0 done, 1 failed, 2 unusable configuration.
fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if matches!(arguments.command, Some(Command::Variables)) {
        // Also where what is configured cannot be used.
        say(variables::table().trim_end());
        return ExitCode::SUCCESS;
    }
    // Whatever this process makes is for its owner only: the log of SQLite, sealed files, backups.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::RWXG | rustix::fs::Mode::RWXO);
    telemetry::start_logs();
    telemetry::keep_panics_private();
    let config = match Config::read() {
        Ok(config) => config,
        Err(error) => return fail(&error, 2),
    };
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into(), 1),
    };
    let ended = runtime.block_on(run(arguments.command.unwrap_or(Command::Serve), &config));
    // What still computes for nobody must not hold the process.
    runtime.shutdown_timeout(LAST_WORK);
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let unusable = error.to_string().starts_with("APPRODO_");
            fail(&error, if unusable { 2 } else { 1 })
        }
    }
}

#[expect(clippy::print_stderr, reason = "one clear line for the person who started it")]
fn fail(error: &anyhow::Error, code: u8) -> ExitCode {
    eprintln!("approdo: {error:#}");
    ExitCode::from(code)
}

async fn run(command: Command, config: &Config) -> anyhow::Result<()> {
    if matches!(command, Command::Serve) {
        return serve(config).await;
    }
    match &command {
        Command::Restore { folder } => return restore(config, folder).await,
        Command::Erase { without_key: true, .. } => {
            return erase_without_key(&open_store_to_restore(config).await?).await;
        }
        _ => {}
    }
    let store = open_store(config).await?;
    match command {
        Command::Serve | Command::Migrate | Command::Variables | Command::Restore { .. } => Ok(()),
        Command::Check { audit, anchor } => check(&store, audit, anchor.as_ref()).await,
        Command::Chat { address } => {
            let turns = Turns::start(store, Clock::system());
            terminal::chat(&turns, &address, io::stdin().lock(), io::stdout()).await
        }
        Command::Erase { reference, .. } => erase(&store, &reference.unwrap_or_default()).await,
        Command::Backup { folder } => {
            store.backup(&folder).await?;
            say("written: approdo.db, and contact-keys.db, which is to be deleted much sooner");
            Ok(())
        }
        Command::Operator { command } => operator(&store, config, command).await,
    }
}

async fn check(store: &Store, audit: bool, anchor: Option<&Anchor>) -> anyhow::Result<()> {
    store.readiness().await.context("APPRODO_DATABASE_URL")?;
    say("configuration, texts and database are in order");
    if audit {
        say(&jobs::anchor::check(store, anchor).await?.to_string());
        if let Some(anchor) = anchor {
            say(&format!("it has the anchor {anchor}"));
        }
    }
    Ok(())
}

async fn erase(store: &Store, reference: &str) -> anyhow::Result<()> {
    let reference: Reference =
        reference.parse().map_err(|_| anyhow::anyhow!("{reference} is no number of a request"))?;
    let id = ticket::by_reference(store, reference).await?.context("no such request")?;
    let mut tx = store.begin().await?;
    let found = conversation::load_of_ticket(store, &mut tx, id).await?.context("no such request")?;
    conversation::erase(&mut tx, found.contact_id).await?;
    tx.commit().await?;
    settle(store).await;
    say("erased");
    Ok(())
}

/// Removes what is left of keys. Where somebody is reading, the service that runs, or its next start, does it.
async fn settle(store: &Store) {
    for _ in 0..5 {
        match store.settle().await {
            Ok(true) => return,
            Ok(false) => tokio::time::sleep(Duration::from_millis(500)).await,
            Err(error) => return tracing::warn!(%error, "what erased keys have left is not removed yet"),
        }
    }
}

async fn restore(config: &Config, folder: &Path) -> anyhow::Result<()> {
    let to = config.sqlite_file().context("on PostgreSQL use psql: see \"Backups\" in the README")?;
    private_files::folder(&config.data_dir).context("APPRODO_DATA_DIR")?;
    copy_back(folder, &to)?;
    let store = open_store_to_restore(config).await?;
    store.restore_keys(folder).await?;
    erase_without_key(&store).await?;
    say("restored");
    Ok(())
}

async fn erase_without_key(store: &Store) -> anyhow::Result<()> {
    let erased = store.erase_without_key().await?;
    settle(store).await;
    say(&format!("people without a key, erased for good: {erased}"));
    Ok(())
}

async fn operator(store: &Store, config: &Config, command: Operator) -> anyhow::Result<()> {
    let now = Clock::system().now();
    match command {
        Operator::Add { email, name, role } => {
            say(&console::staff::add(store, &config.public_url, (&email, &name), &role, now).await?)
        }
        Operator::Reset { email } => say(&console::staff::reset(store, &config.public_url, &email, now).await?),
        Operator::List => {
            for line in console::staff::list(store).await? {
                say(&line);
            }
        }
    }
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the answer to a command")]
fn say(line: &str) {
    println!("{line}");
}
