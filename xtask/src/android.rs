//! `cargo xtask android`: every test of the Android app, and their sum on the last line.

use std::path::Path;
use std::process::ExitCode;

use crate::bindings::{self, Library};
use crate::counting::Counting;
use crate::process;

pub(crate) fn run(root: &Path) -> ExitCode {
    if let Err(reason) = bindings::generate(root, Library::Shipped) {
        eprintln!("{reason}");
        println!("0 passed, 1 failed");
        return ExitCode::FAILURE;
    }
    let mut maven = process::program(root, "mvn");
    maven.args(["-B", "-ntp", "-f", "android-demo/pom.xml", "verify"]);
    let folder = |name: &str, path: &Path| format!("-Drelatch.{name}={}", path.display());
    maven.arg(folder("generated", &Library::Shipped.sources(root).join("kotlin")));
    maven.arg(folder("library", &Library::Shipped.folder(root)));
    let ran = process::shown(&mut maven);
    let counts = Counting::Maven.of(&ran.printed, ran.succeeded);
    println!("{} passed, {} failed", counts.passed, counts.failed);
    if counts.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
