//! Exact counts: what a tap asks of the disk, by strace, and how many instructions it takes, by callgrind.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::bare::Failed;
use crate::contestants::Operation;

/// What one operation asked of the disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) flushes: u32,
    pub(crate) written: u64,
    /// Files created, removed or renamed.
    pub(crate) files: u32,
}

/// Whether a tool of that name runs here.
pub(crate) fn has(tool: &str) -> bool {
    Command::new(tool)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}

/// A copy of the history to work on, with nothing beside it.
fn fresh(history: &Path, name: &str) -> Result<std::path::PathBuf, Failed> {
    let path = history.with_file_name(name);
    for suffix in ["-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", path.display()));
    }
    std::fs::copy(history, &path).map_err(|error| error.to_string())?;
    Ok(path)
}

fn this_program() -> Result<std::path::PathBuf, Failed> {
    std::env::current_exe().map_err(|error| error.to_string())
}

/// Instructions of one operation: the mean over `count`, exact but for what a growing file changes.
pub(crate) fn instructions(side: &str, operation: Operation, history: &Path, count: u32) -> Result<f64, Failed> {
    let path = fresh(history, "counted.db")?;
    let out = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null", "--toggle-collect=*measured_region*"])
        .arg(this_program()?)
        .args(["run", side, operation.name()])
        .arg(&path)
        .arg(count.to_string())
        .output()
        .map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&out.stderr);
    let collected = text.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse::<f64>().ok());
    match collected {
        Some(collected) if out.status.success() && collected > 0.0 => Ok(collected / f64::from(count)),
        _ => Err(format!("callgrind counted nothing: {}", text.lines().last().unwrap_or_default())),
    }
}

/// What each of `count` operations asked of the disk.
pub(crate) fn asked(side: &str, operation: Operation, history: &Path, count: u32) -> Result<Vec<Asked>, Failed> {
    let path = fresh(history, "traced.db")?;
    let trace = history.with_file_name("trace.txt");
    let out = Command::new("strace")
        .args(["-f", "-o"])
        .arg(&trace)
        .arg("-e")
        .arg("trace=/^(f(data)?sync|sync_file_range|p?writev?(64)?2?|open(at)?|creat|unlink(at)?|rename(at2?)?)$")
        .arg(this_program()?)
        .args(["run", side, operation.name()])
        .arg(&path)
        .arg(count.to_string())
        .output()
        .map_err(|error| error.to_string())?;
    if !out.status.success() {
        return Err(format!("strace: {}", String::from_utf8_lossy(&out.stderr).trim()));
    }
    let text = std::fs::read_to_string(&trace).map_err(|error| error.to_string())?;
    let found = parse(&text);
    if found.len() == count as usize { Ok(found) } else { Err(format!("{} marks instead of {count}", found.len())) }
}

/// Counts between the marks that the measured program writes to its standard error.
fn parse(trace: &str) -> Vec<Asked> {
    let mut found = Vec::new();
    let mut present: Option<Asked> = None;
    for line in trace.lines() {
        // "123 fdatasync(4) = 0", the number being the thread's.
        let Some((_, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        let result = call.rsplit_once(" = ").map_or("", |(_, result)| result);
        if call.starts_with("write(2, \"begin") || call.starts_with("write(2, \"next") {
            present = Some(Asked::default());
        } else if call.starts_with("write(2, \"done") {
            found.extend(present.take());
        } else if let Some(asked) = &mut present {
            let name = call.split('(').next().unwrap_or_default();
            match name {
                "fsync" | "fdatasync" | "sync_file_range" => asked.flushes += 1,
                "write" | "writev" | "pwrite64" | "pwritev" | "pwritev2" => {
                    asked.written += result.split(' ').next().and_then(|bytes| bytes.parse().ok()).unwrap_or(0);
                }
                "open" | "openat" | "creat" if !call.contains("O_CREAT") && name != "creat" => {}
                _ => asked.files += 1,
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_is_counted_between_its_marks() {
        let trace = "\
7 openat(AT_FDCWD, \"t.db\", O_RDWR|O_CREAT, 0644) = 3
7 fdatasync(3) = 0
7 write(2, \"next\\n\", 5) = 5
7 openat(AT_FDCWD, \"/etc/localtime\", O_RDONLY) = 9
7 pwrite64(4, \"\"..., 24, 32) = 24
7 pwrite64(4, \"\"..., 4096, 56) = 4096
7 fdatasync(4) = 0
7 write(2, \"done\\n\", 5) = 5
7 fsync(3) = 0
7 write(2, \"next\\n\", 5) = 5
7 unlink(\"t.db-journal\") = 0
7 write(2, \"done\\n\", 5) = 5
";
        let first = Asked { flushes: 1, written: 4_120, files: 0 };
        assert_eq!(parse(trace), [first, Asked { flushes: 0, written: 0, files: 1 }]);
    }
}
