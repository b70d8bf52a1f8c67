//! `cargo xtask calls`: what a call costs in Rust, Swift and Kotlin, on a journal in memory with two weeks of sessions.

use std::path::Path;
use std::process::ExitCode;

use crate::bindings::{self, Library};
use crate::process;

const CALLS: [&str; 5] = ["noop", "tap", "home", "week", "100-entries"];
const LANGUAGES: [&str; 3] = ["rust", "swift", "kotlin"];

pub(crate) fn run(root: &Path) -> ExitCode {
    if let Err(reason) = bindings::generate(root, Library::Shipped) {
        eprintln!("calls: {reason}");
        return ExitCode::FAILURE;
    }
    let mut build = process::program(root, "cargo");
    build.args(["build", "--release", "--package", "relatch-bindings", "--lib", "--example", "calls"]);
    if !process::shown(&mut build).succeeded {
        return ExitCode::FAILURE;
    }
    let release = process::target(root).join("release");
    let mut rust = process::program(root, "cargo");
    rust.args(["run", "--release", "--quiet", "--package", "relatch-bindings", "--example", "calls"]);
    let mut swift = process::program(root, "tools/in-swift");
    swift.args(["swift", "run", "-c", "release", "--package-path", "bindings/swift", "--scratch-path"]);
    swift.arg(process::target(root).join("swift-release")).arg("Calls").env("RUST_LIB_DIR", &release);
    let mut kotlin = process::program(root, "mvn");
    kotlin.args(["-B", "-ntp", "-f", "bindings/kotlin/pom.xml", "surefire:test", "-Dtest=CallsTest"]);
    kotlin.args(["-DargLine=-Drelatch.calls=true", "-Dsurefire.failIfNoSpecifiedTests=true"]);
    kotlin.arg(format!("-Drelatch.library={}", release.display()));
    let mut found = Vec::new();
    let mut status = ExitCode::SUCCESS;
    let mut classes = process::program(root, "mvn");
    classes.args(["-B", "-ntp", "-q", "-f", "bindings/kotlin/pom.xml", "test-compile"]);
    let sources = Library::Shipped.sources(root);
    classes.arg(format!("-Drelatch.generated={}", sources.join("kotlin").display()));
    classes.arg(format!("-Drelatch.shapes={}", sources.join("kotlin-shapes").display()));
    for (mut first, mut command) in [(None, rust), (None, swift), (Some(classes), kotlin)] {
        let ready = first.as_mut().is_none_or(|command| process::shown(command).succeeded);
        let ran = process::shown(&mut command);
        if !ready || !ran.succeeded {
            status = ExitCode::FAILURE;
        }
        found.extend(ran.printed.lines().filter_map(measured));
    }
    println!("\nmicroseconds a call, best of 9 rounds{:>8}{:>8}{:>8}", LANGUAGES[0], LANGUAGES[1], LANGUAGES[2]);
    for call in CALLS {
        print!("{call:<37}");
        for language in LANGUAGES {
            let nanoseconds = found.iter().find(|(by, name, _)| by == language && name == call).map(|found| found.2);
            match nanoseconds {
                Some(nanoseconds) => print!("{:>8.1}", nanoseconds as f64 / 1_000.0),
                None => print!("{:>8}", "-"),
            }
        }
        println!();
    }
    status
}

/// `language name nanoseconds`, alone on a line or behind Maven's own words.
fn measured(line: &str) -> Option<(String, String, u64)> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let [.., language, name, nanoseconds] = words.as_slice() else { return None };
    let known = LANGUAGES.contains(language) && CALLS.contains(name);
    known.then(|| Some(((*language).to_owned(), (*name).to_owned(), nanoseconds.parse().ok()?))).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measured_line_is_told_from_all_else() {
        assert_eq!(measured("[INFO] kotlin tap 1234"), Some(("kotlin".into(), "tap".into(), 1_234)));
        assert_eq!(measured("kotlin tap fast"), None);
        assert_eq!(measured("Compiling kotlin stdlib 2"), None);
    }
}
