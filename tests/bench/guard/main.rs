//! The guard of the speed: instructions a turn and statements a turn, which do not depend on what else the machine does.
//!
//! `cargo test --workspace --bench guard` measures and compares with `recorded.txt` beside this file; what is more than a tenth
//! above fails. `cargo test --workspace --bench guard -- record` writes that file anew. `tests/run` does the first.
//!
//! Instructions are those of the whole process, counted by callgrind in the profile of the tests, so that nothing has to be
//! built once more: unoptimised, they are a measure of work, not of time. valgrind is asked directly: a harness such as
//! gungraun counts what happens below one function of one thread, while here the store's threads do most of it; and it keeps
//! what it compares with in `target/`, where nobody reads it.
//!
//! Both are measured in a process of its own (`instructions`, `statements ENGINE`), which prints figures.

mod callgrind;
mod people;
mod statements;

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};
use tests::{engine::POSTGRES, recorded::Figures};

/// What stands at the head of the file.
const WORDS: &str =
    "Instructions a turn (callgrind, in the profile of the tests; four people side by side), and statements a turn.
Written by `cargo test --workspace --bench guard -- record`, checked by tests/run: more than a tenth above fails.";
/// What to do when something is above.
const NEXT: &str = "More than a tenth above what is recorded in tests/bench/guard/recorded.txt. Look at what the last changes do in each turn:
cargo test --workspace --bench guard -- show sqlite (or postgres) lists the statements of each dialogue, and
valgrind --tool=callgrind target/debug/deps/guard-… instructions, then callgrind_annotate, the functions.
If it is worth its price, or the compiler is another one, record it anew and say why in the commit:
cargo test --workspace --bench guard -- record";
/// Set by `tests/run`: whatever is left out has failed.
const ALL: &str = "APPRODO_TEST_ALL";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["instructions"] => callgrind::walk(),
        ["statements", engine] => statements::measure(engine),
        ["show", engine] => statements::show(engine),
        [] => return check(),
        ["record"] => record(),
        _ => {
            println!(
                "cargo test --workspace --bench guard [-- record | show sqlite | show postgres]; not cargo bench, which builds other code"
            );
            return ExitCode::from(2);
        }
    }
    ExitCode::SUCCESS
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("bench/guard/recorded.txt")
}

fn check() -> ExitCode {
    let (measured, left_out) = measure();
    let (wrong, table) = Figures::read(&file()).compare(&measured);
    println!("{:<46} {:>12} {:>12}\n{table}", "", "recorded", "now");
    for line in &wrong {
        println!("FAILED: {line}");
    }
    if !wrong.is_empty() {
        let with = fs::read_to_string(file()).unwrap_or_default();
        let with = with.lines().find(|line| line.contains("rustc ")).unwrap_or_default();
        println!("{NEXT}\nRecorded with {}, now {}.", with.trim_start_matches("# "), tools());
    }
    if wrong.is_empty() && !(left_out && env::var_os(ALL).is_some()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn record() {
    let (measured, _) = measure();
    let all = Figures::read(&file()).updated_by(measured);
    all.write(&file(), &format!("{WORDS}\n{}", tools()));
    println!("{} figures in {}", all.0.len(), file().display());
}

/// What the instructions depend on, beside the code.
fn tools() -> String {
    let version = |program: &str| {
        let said = Command::new(program).arg("--version").output().ok()?;
        Some(String::from_utf8_lossy(&said.stdout).trim().to_owned())
    };
    ["rustc", "valgrind"].into_iter().filter_map(version).collect::<Vec<_>>().join(", ")
}

/// Everything that this machine can measure, and whether something was left out.
fn measure() -> (Figures, bool) {
    let mut all = Figures::default();
    let mut left_out = false;
    match callgrind::measure() {
        Some(instructions) => all.0.extend(instructions.0),
        None => {
            println!("LEFT OUT: instructions a turn, because there is no valgrind");
            left_out = true;
        }
    }
    all.0.extend(child(&["statements", "sqlite"]).0);
    if env::var_os(POSTGRES).is_some() {
        all.0.extend(child(&["statements", "postgres"]).0);
    } else {
        println!("LEFT OUT: statements on PostgreSQL, because {POSTGRES} is not set; tests/run sets it");
        left_out = true;
    }
    (all, left_out)
}

/// What this program prints when it is started so.
fn child(arguments: &[&str]) -> Figures {
    let mut command = Command::new(env::current_exe().unwrap());
    let output = command.args(arguments).stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", output.status);
    Figures::parse(&String::from_utf8(output.stdout).unwrap())
}

/// Runs something on one thread, so that what is ready is taken in the same order each time.
fn on_one_thread(future: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future);
}
