//! A folder of one's own, a fixed present, and the binary.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// Tuesday, in the zone of the sample.
pub(crate) const NOW: &str = "2026-11-24T13:00:00-05:00[America/New_York]";

pub(crate) struct Desk {
    pub(crate) folder: TempDir,
    pub(crate) now: String,
}

#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { folder: TempDir::new().unwrap(), now: NOW.to_owned() }
    }

    pub(crate) fn at(now: &str) -> Self {
        Self { now: now.to_owned(), ..Self::new() }
    }

    pub(crate) fn db(&self) -> PathBuf {
        self.folder.path().join("journal.relatch")
    }

    pub(crate) fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, name: &str, contents: &[u8]) -> String {
        std::fs::write(self.folder.path().join(name), contents).unwrap();
        self.path(name)
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = bare();
        command.arg("--db").arg(self.db()).arg("--now").arg(&self.now);
        command
    }

    /// Text for people.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run(self.command().args(args))
    }

    /// The one JSON document of a command that is done.
    pub(crate) fn ok(&self, args: &[&str]) -> Value {
        let run = run(self.command().arg("--json").args(args));
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{args:?}: {run:?}");
        document(&run.out)
    }

    /// Kind and field of a refusal; nothing may stand on stdout.
    pub(crate) fn refused(&self, args: &[&str]) -> (String, String) {
        let run = run(self.command().arg("--json").args(args));
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{args:?}: {run:?}");
        error(&run.err)
    }

    pub(crate) fn invalid(&self, args: &[&str], field: &str) {
        assert_eq!(self.refused(args), ("invalid".to_owned(), field.to_owned()), "{args:?}");
        let text = self.run(args);
        assert_eq!((text.code, text.out.as_str(), text.err.trim_end().lines().count()), (1, "", 1), "{text:?}");
        assert!(text.err.starts_with("relatch: "), "{text:?}");
    }

    pub(crate) fn usage(&self, args: &[&str]) {
        for json in [true, false] {
            let mut command = self.command();
            if json {
                command.arg("--json");
            }
            let run = run(command.args(args));
            assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {run:?}");
            assert!(run.err.starts_with("error: ") && !run.err.starts_with('{'), "{run:?}");
        }
    }

    /// The id of a new entry.
    pub(crate) fn log(&self, args: &[&str]) -> String {
        let mut all = vec!["log"];
        all.extend_from_slice(args);
        self.ok(&all)["entry"]["id"].as_str().unwrap().to_owned()
    }

    /// All entries, to see that nothing has changed.
    pub(crate) fn entries(&self) -> Value {
        self.ok(&["list", "--limit", "1000"])
    }
}

pub(crate) fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relatch"));
    for name in ["COLUMNS", "NO_COLOR", "TZ", "XDG_DATA_HOME", "TERM"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::null());
    command
}

pub(crate) fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        code: output.status.code().expect("no signal ends it"),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Reads exactly one JSON document.
pub(crate) fn document(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

pub(crate) fn error(text: &str) -> (String, String) {
    assert_eq!(text.trim_end().lines().count(), 1, "{text}");
    let error = &document(text)["error"];
    let word = |name: &str| error[name].as_str().unwrap_or_default().to_owned();
    assert!(!word("reason").is_empty(), "{text}");
    (word("kind"), word("field"))
}

pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/baby-buddy")
}

/// Nothing may be left open: a large file without its bytes on the disk.
pub(crate) fn sparse(path: &Path, bytes: u64) {
    let mut file = std::fs::File::create(path).unwrap();
    file.write_all(b"id,time,wet\n").unwrap();
    file.set_len(bytes).unwrap();
}
