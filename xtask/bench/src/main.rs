//! Relatch beside the bare SQLite C API: times interleaved in one run, and exact counts. `cargo xtask bench` runs it.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it measures time, watches itself by other programs, and prints what it found"
)]

mod bare;
mod contestants;
mod counts;
mod gates;
mod history;
mod timing;

use std::path::{Path, PathBuf};

use bare::Failed;
use contestants::Operation;

const METHOD: &str = "\
Relatch beside the bare SQLite C API (same library, schema, pragmas and rows; statements prepared once and held).
Contestants take turns in blocks within one run; each figure is the median of five rounds, each round's the median of its
operations; in brackets the lowest and highest ratio of a round. Trust exact counts first, then ratios (about 5 %, 10 %
where a flush is in it), times in microseconds last: they are this machine's, back to back, while it does other things.
The histories span ten years, 12 entries a day in the last 120 days. The bare trend sums the same 14 days (a week and the
one it is compared with) by day; Relatch also tells sessions, gaps, nights and babies apart, and keeps the last weeks in
memory, so a second line shows it with nothing in memory, as after another process has written. \"Cold\" means a new
connection, not a new process; it is held against a connection that makes the same reads (settings, babies, reminders,
marks, every column of the rows), and, beside, against one that only asks for the bare trend.
";

/// Work between the two marks, for tools that watch the process from outside.
#[inline(never)]
fn measured_region(work: &mut dyn FnMut() -> Result<(), Failed>) -> Result<(), Failed> {
    work()
}

/// `run SIDE OPERATION FILE COUNT`: the operation alone, to be watched by callgrind or strace.
fn run(arguments: &[String]) -> Result<(), Failed> {
    let [side, operation, file, count] = arguments else { return Err("run SIDE OPERATION FILE COUNT".into()) };
    let operation = Operation::parse(operation).ok_or("no such operation")?;
    let count: u32 = count.parse().map_err(|_| "COUNT is a number")?;
    let mut contestant = match side.as_str() {
        "ours" => contestants::ours(operation, Path::new(file))?,
        "bare" => contestants::bare(operation, Path::new(file))?,
        _ => return Err("SIDE is ours or bare".into()),
    };
    // Statements are prepared and the log file is grown before anything counts.
    for _ in 0..WARM_UP {
        contestant.ready();
        contestant.go()?;
    }
    for _ in 0..count {
        contestant.ready();
        // strace sees these; callgrind counts the region alone.
        eprintln!("next");
        measured_region(&mut || contestant.go())?;
        eprintln!("done");
    }
    Ok(())
}

/// Enough for a first checkpoint, so that the log file is overwritten from then on.
const WARM_UP: u32 = 60;

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["run", ..] => run(&arguments[1..]),
        ["--gates"] => hold_gates(),
        [] => everything(),
        _ => Err("usage: cargo xtask bench [--gates]".into()),
    };
    match done {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("bench: {reason}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// An empty folder of ours, removed when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn on_disk() -> Result<Self, Failed> {
        let beside = std::env::current_exe().map_err(|error| error.to_string())?;
        Self::make(beside.with_file_name(format!("bench-{}", std::process::id())))
    }

    fn in_memory() -> Result<Self, Failed> {
        Self::make(format!("/dev/shm/relatch-bench-{}", std::process::id()).into())
    }

    fn make(path: PathBuf) -> Result<Self, Failed> {
        std::fs::create_dir_all(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The exact counts as tests, closing as cargo's runner does.
fn hold_gates() -> Result<(), Failed> {
    let folder = Folder::on_disk()?;
    let (history, _) = history::make(&folder.0, 44_000)?;
    let counted = gates::count(&history)?;
    for line in &counted.lines {
        println!("{line}");
    }
    for gate in &counted.gates {
        println!("test {} ... {} ({})", gate.name, if gate.passed { "ok" } else { "FAILED" }, gate.seen);
    }
    for tool in &counted.missing {
        println!("no gate was held for want of {tool}");
    }
    let failed = counted.gates.iter().filter(|gate| !gate.passed).count();
    let word = if failed == 0 { "ok" } else { "FAILED" };
    println!("test result: {word}. {} passed; {failed} failed; 0 ignored", counted.gates.len() - failed);
    if failed == 0 && counted.missing.is_empty() { Ok(()) } else { Err("not every gate was passed".into()) }
}

fn everything() -> Result<(), Failed> {
    println!("{METHOD}");
    let disk = Folder::on_disk()?;
    let (small, small_rows) = history::make(&disk.0, 44_000)?;
    let (large, large_rows) = history::make(&disk.0, 1_000_000)?;
    for (path, rows) in [(&small, small_rows), (&large, large_rows)] {
        let bytes = history::size(path)?;
        println!("file: {rows} rows, {bytes} bytes, {:.1} a row (expected <= 110)", bytes as f64 / rows as f64);
    }
    println!("file: {:.1} bytes a tap, revision included", timing::bytes_a_tap(&disk.0, &small)?);
    let counted = gates::count(&small)?;
    for line in &counted.lines {
        println!("{line}");
    }
    for tool in &counted.missing {
        println!("not counted for want of {tool}");
    }
    println!("\non the disk");
    println!("{}", timing::table(&timing::all(&disk.0, &small, &large)?));
    match Folder::in_memory() {
        Ok(memory) => {
            println!("on tmpfs, where a flush costs nothing");
            println!("{}", timing::table(&timing::all(&memory.0, &small, &large)?));
        }
        Err(reason) => println!("no tmpfs: {reason}"),
    }
    Ok(())
}
