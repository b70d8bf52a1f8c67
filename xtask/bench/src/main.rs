//! Relatch beside the bare SQLite C API: times interleaved in one run, and exact counts. `cargo xtask bench` runs it.
#![allow(clippy::print_stdout, reason = "its output is its purpose")]

mod bare;
mod contestants;
mod history;

use std::path::Path;

use bare::Failed;
use contestants::Operation;

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
    eprintln!("begin");
    for _ in 0..count {
        contestant.ready();
        measured_region(&mut || contestant.go())?;
    }
    eprintln!("end");
    Ok(())
}

/// Enough for a first checkpoint, so that the log file is overwritten from then on.
const WARM_UP: u32 = 60;

fn main() -> std::process::ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.split_first() {
        Some((first, rest)) if first == "run" => run(rest),
        Some((first, rest)) if first == "make" => make(rest),
        _ => Err("run or make".into()),
    };
    match done {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("bench: {reason}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn make(arguments: &[String]) -> Result<(), Failed> {
    let [folder, rows] = arguments else { return Err("make FOLDER ROWS".into()) };
    let (path, count) = history::make(Path::new(folder), rows.parse().map_err(|_| "ROWS is a number")?)?;
    println!("{} {count} rows, {} bytes", path.display(), history::size(&path)?);
    Ok(())
}
