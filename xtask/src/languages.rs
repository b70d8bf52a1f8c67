//! `cargo xtask kotlin` and `cargo xtask swift`: every test of a language, and the sum of them on the last line.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::bindings::{self, Library};
use crate::counting::{Counting, Counts};
use crate::process;

pub(crate) fn kotlin(root: &Path) -> ExitCode {
    let tests = |library: Library, goal: &str| {
        let mut command = process::program(root, "mvn");
        command.args(["-B", "-ntp", "-f", "bindings/kotlin/pom.xml", goal]);
        let sources = library.sources(root);
        let folder = |name: &str, path: &Path| format!("-Drelatch.{name}={}", path.display());
        command.arg(folder("generated", &sources.join("kotlin")));
        command.arg(folder("shapes", &sources.join("kotlin-shapes")));
        command.arg(folder("library", &library.folder(root)));
        command.arg(folder("zones", &process::target(root).join("zones/java.txt")));
        if library == Library::Crossing {
            command.args(["-Drelatch.tests=src/crossing/kotlin", "-Drelatch.target=target/crossing"]);
        }
        command
    };
    every(root, |library| match library {
        // With style and what Android 8 has.
        Library::Shipped => vec![(tests(library, "verify"), Counting::Maven)],
        Library::Crossing => vec![(tests(library, "test"), Counting::Maven)],
    })
}

pub(crate) fn swift(root: &Path) -> ExitCode {
    let swift = |library: Library, arguments: &[&str]| {
        let mut command = process::program(root, "tools/in-swift");
        command.arg("swift").args(arguments);
        command.env("RUST_LIB_DIR", library.folder(root));
        command.env("RELATCH_SCENARIOS", root.join("tests/scenarios"));
        command.env("RELATCH_ZONES", process::target(root).join("zones/foundation.txt"));
        command
    };
    let tests = |library: Library, package: &str, scratch: &str| {
        let scratch = process::target(root).join(scratch).display().to_string();
        swift(
            library,
            &["test", "--package-path", package, "--scratch-path", &scratch, "-Xswiftc", "-warnings-as-errors"],
        )
    };
    if let Err(error) = std::fs::create_dir_all(process::target(root).join("zones")) {
        eprintln!("swift: {error}");
    }
    every(root, |library| match library {
        Library::Shipped => {
            let style = ["format", "lint", "--strict", "--recursive", "bindings/swift/Package.swift"];
            let written = [
                "bindings/swift/Calls/main.swift",
                "bindings/readme/snippet.swift",
                "bindings/swift/Sources/RelatchKit",
                "bindings/swift/Crossing/Tests/CrossingTests/CrossingTests.swift",
            ];
            let mut style = swift(library, &style);
            style.args(written);
            for entry in
                std::fs::read_dir(root.join("bindings/swift/Tests/RelatchKitTests")).into_iter().flatten().flatten()
            {
                // All but what the generator writes.
                if entry.file_name() != "Shapes.swift" {
                    style.arg(Path::new("bindings/swift/Tests/RelatchKitTests").join(entry.file_name()));
                }
            }
            let scratch = process::target(root).join("swift").display().to_string();
            let example =
                swift(library, &["run", "--package-path", "bindings/swift", "--scratch-path", &scratch, "Snippet"]);
            vec![
                (style, Counting::Whole),
                (tests(library, "bindings/swift", "swift"), Counting::Swift),
                (example, Counting::Whole),
            ]
        }
        Library::Crossing => vec![(tests(library, "bindings/swift/Crossing", "swift-crossing"), Counting::Swift)],
    })
}

fn every(root: &Path, commands: impl Fn(Library) -> Vec<(Command, Counting)>) -> ExitCode {
    let mut sum = Counts::default();
    for library in [Library::Shipped, Library::Crossing] {
        if let Err(reason) = bindings::generate(root, library) {
            eprintln!("{reason}");
            sum += Counts { failed: 1, ..Counts::default() };
            continue;
        }
        for (mut command, counting) in commands(library) {
            let ran = process::shown(&mut command);
            sum += counting.of(&ran.printed, ran.succeeded);
        }
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
