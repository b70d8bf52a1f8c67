//! Running other programs: what they print is shown as it comes, and kept to be counted.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}

/// Where cargo builds: in the checkout, unless the environment says otherwise.
pub(crate) fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |folder| root.join(folder))
}

/// What the system calls a shared library of ours.
pub(crate) fn library_name() -> &'static str {
    if cfg!(target_os = "macos") { "librelatch.dylib" } else { "librelatch.so" }
}

/// A program to be run in the root; `cargo` is the one that runs us.
pub(crate) fn program(root: &Path, name: &str) -> Command {
    let cargo = std::env::var_os("CARGO").filter(|_| name == "cargo");
    let mut command = Command::new(cargo.unwrap_or_else(|| name.into()));
    command.current_dir(root).stdin(Stdio::null());
    // Set for us by the cargo that runs us; they are not meant for the one we run.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy().into_owned();
        if name.starts_with("CARGO_PKG_") || ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH"].contains(&name.as_str()) {
            command.env_remove(name);
        }
    }
    command
}

/// The benchmark, built for speed.
pub(crate) fn bench(root: &Path) -> Command {
    let mut command = program(root, "cargo");
    command.args(["run", "--release", "--quiet", "--package", "relatch-bench", "--"]);
    command
}

/// The forecast bench, built for speed.
pub(crate) fn forecast_bench(root: &Path) -> Command {
    let mut command = program(root, "cargo");
    command.args(["run", "--release", "--quiet", "--package", "relatch-forecast-bench", "--"]);
    command
}

/// Runs to the end and passes its exit status on.
pub(crate) fn exit_like(command: &mut Command) -> ExitCode {
    match command.status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(error) => {
            eprintln!("{}: {error}", command.get_program().to_string_lossy());
            ExitCode::FAILURE
        }
    }
}

/// What a program printed, and whether it succeeded.
pub(crate) struct Ran {
    pub(crate) printed: String,
    pub(crate) succeeded: bool,
}

/// Runs to the end, showing and keeping what it prints.
pub(crate) fn shown(command: &mut Command) -> Ran {
    let failed = |reason: String| {
        eprintln!("{reason}");
        Ran { printed: String::new(), succeeded: false }
    };
    let mut child = match command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return failed(format!("{}: {error}", command.get_program().to_string_lossy())),
    };
    let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
    let beside = std::thread::spawn(move || stderr.map(|stream| pass_on(stream, std::io::stderr())));
    let mut printed = stdout.map(|stream| pass_on(stream, std::io::stdout())).unwrap_or_default();
    if let Ok(Some(more)) = beside.join() {
        printed.push_str(&more);
    }
    match child.wait() {
        Ok(status) => Ran { printed, succeeded: status.success() },
        Err(error) => failed(error.to_string()),
    }
}

fn pass_on(from: impl Read, mut to: impl Write) -> String {
    let mut kept = String::new();
    let mut reader = BufReader::new(from);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        let _ = to.write_all(&line);
        let _ = to.flush();
        kept.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    kept
}
