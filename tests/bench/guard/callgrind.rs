//! Instructions a turn: this program under callgrind, which writes its counts down at each call of a function that does nothing.

use super::{
    on_one_thread,
    people::{Helpdesk, Meter},
};
use std::{
    env, fs,
    hint::black_box,
    path::Path,
    process::{Command, Stdio},
};
use tests::{Engine, recorded::Figures};

/// People side by side.
const PEOPLE: usize = 4;

/// Where callgrind writes down what happened since the last time; it knows it by its name.
#[inline(never)]
fn approdo_guard_mark() {
    black_box(());
}

/// Inside: one walk, with a mark at both ends of each dialogue. Prints name and turns of each.
pub fn walk() {
    on_one_thread(async { Helpdesk::open(Engine::Sqlite).await.walk(PEOPLE, &mut Marks).await });
}

struct Marks;

impl Meter for Marks {
    fn begins(&mut self) {
        approdo_guard_mark();
    }

    fn ends(&mut self, dialogue: &'static str, turns: usize) {
        approdo_guard_mark();
        println!("{dialogue} {turns}");
    }
}

/// Outside: instructions a turn, by dialogue; `None` without valgrind.
pub fn measure() -> Option<Figures> {
    Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().ok().filter(|status| status.success())?;
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("out");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--quiet", "--dump-line=no", "--dump-before=*approdo_guard_mark*"])
        .arg(format!("--callgrind-out-file={}", out.display()))
        .arg(env::current_exe().unwrap())
        .arg("instructions")
        .output()
        .unwrap();
    assert!(output.status.success(), "under callgrind: {}", String::from_utf8_lossy(&output.stderr));
    let dialogues = Figures::parse(&String::from_utf8(output.stdout).unwrap()).0;
    let dumps: Vec<_> = (1..).map_while(|number| instructions(&folder.path().join(format!("out.{number}")))).collect();
    // One before each dialogue, one after it; what comes then is in a file without a number.
    assert_eq!(dumps.len(), dialogues.len() * 2, "callgrind has found the marks");
    let a_turn = dialogues.iter().enumerate().map(|(place, (name, turns))| {
        (format!("instructions sqlite {name}"), (dumps[place * 2 + 1] as f64 / turns).round())
    });
    Some(Figures(a_turn.collect()))
}

/// What one of callgrind's files says of all threads together.
fn instructions(file: &Path) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    text.lines().find_map(|line| line.strip_prefix("totals: ")).map(|count| count.trim().parse().unwrap())
}
