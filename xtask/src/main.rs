//! The commands of the README: `cargo xtask test`, `cargo xtask bench`, `cargo xtask soak`.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "it runs other programs, times them and says how they went; nothing of this is in the library"
)]

mod android;
mod apk;
mod bindings;
mod calls;
mod counting;
mod languages;
mod mutants;
mod package;
mod phones;
mod process;
mod size;
mod soak;
mod suite;
mod suites;
mod test;
mod texts;
mod tool;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask test [--install] [--all]   every test; a suite whose tools are missing is skipped loudly
    --install                          first installs what is missing (Debian, root)
    --all                              a skipped suite is a failure
cargo xtask bench [--gates]            Relatch beside the bare SQLite C API; --gates: the exact counts alone
cargo xtask forecast-bench [OPTIONS]   the outlook beside simple forecasts, on journeys of our own making
cargo xtask soak [NAME] [--minutes N]  a long search; without a name, lists them
cargo xtask mutants [--shard K/N ...]  cargo-mutants on planner, diff and time code; survivors need a reason
cargo xtask bindings                   builds the library and writes the Swift and Kotlin sources from it
cargo xtask kotlin | swift             every test of a language
cargo xtask android                    every test of the Android app
cargo xtask apk                        a package of the Android app without the native library: a check, not a release
cargo xtask size                       what the library costs in an app, and which parts cost most
cargo xtask phones                     compiles core and bindings for both phones; links and runs nothing
cargo xtask package                    XCFramework, AAR and jar, laid out from what was built
cargo xtask calls                      what a call costs in Rust, Swift and Kotlin
cargo xtask texts [--check]            writes texts/*.toml out for both phones and the command line";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let root = process::root();
    match words.as_slice() {
        ["test", flags @ ..] if flags.iter().all(|flag| ["--install", "--all"].contains(flag)) => {
            test::run(&root, flags.contains(&"--install"), flags.contains(&"--all"))
        }
        ["bench", rest @ ..] => process::exit_like(process::bench(&root).args(rest)),
        ["forecast-bench", rest @ ..] => process::exit_like(process::forecast_bench(&root).args(rest)),
        ["soak", rest @ ..] => soak::run(&root, rest),
        ["mutants", rest @ ..] => mutants::run(&root, rest),
        ["bindings"] => bindings::run(&root),
        ["kotlin"] => languages::kotlin(&root),
        ["android"] => android::run(&root),
        ["apk"] => apk::run(&root),
        ["swift"] => languages::swift(&root),
        ["size"] => size::run(&root),
        ["phones"] => phones::run(&root),
        ["package"] => package::run(&root),
        ["calls"] => calls::run(&root),
        ["texts"] => texts::run(&root, false),
        ["texts", "--check"] => texts::run(&root, true),
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}
