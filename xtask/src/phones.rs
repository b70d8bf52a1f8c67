//! `cargo xtask phones`: compiles core and bindings for both phones, from the standard library's sources.
//!
//! Nothing is linked for a phone here, let alone run: that needs Apple's SDK and the NDK. The C parts are compiled with
//! stand-in headers and must not be shipped.

use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use crate::process;

struct Phone {
    target: &'static str,
    zig: &'static str,
    /// Cargo's command: a static library where the headers are the right ones, else a check.
    build: &'static [&'static str],
    says: &'static str,
}

const PHONES: [Phone; 2] = [
    Phone {
        target: "aarch64-apple-ios",
        zig: "aarch64-ios.17.0",
        build: &["rustc", "--profile", "mobile", "--crate-type", "staticlib"],
        says: "iPhone: a static library, not linked, not run",
    },
    Phone {
        target: "aarch64-linux-android",
        zig: "aarch64-linux-musl",
        build: &["check"],
        says: "Android: checked, with musl's headers in place of bionic's",
    },
];

/// Where the iPhone's static library is put.
pub(crate) fn iphone_library(root: &Path) -> std::path::PathBuf {
    process::target(root).join("phones/aarch64-apple-ios/mobile/librelatch.a")
}

pub(crate) fn run(root: &Path) -> ExitCode {
    let sources = printed(&mut process::program(root, "tools/std-src"));
    let zig = printed(&mut process::program(root, "tools/zig"));
    let (Some(sources), Some(_)) = (sources, zig) else {
        // Loud, and no failure: elsewhere the sources come with rustup, and the SDKs build the real thing.
        println!(
            "SKIPPED: needs Debian's rust-src of this rustc's version and PyPI's ziglang (see tools/std-src, tools/zig)"
        );
        println!("0 passed, 0 failed, {} skipped", PHONES.len());
        return ExitCode::SUCCESS;
    };
    let empty = process::target(root).join("phones/no-sdk");
    if let Err(error) = std::fs::create_dir_all(&empty) {
        eprintln!("{}: {error}", empty.display());
        return ExitCode::FAILURE;
    }
    let mut failed = 0;
    for phone in &PHONES {
        println!("{}", phone.says);
        let name = phone.target.replace('-', "_");
        let mut command = process::program(root, "cargo");
        command.args(phone.build).args(["--package", "relatch-bindings", "--target", phone.target]);
        command
            .args(["-Z", "build-std=std,panic_unwind"])
            .arg("--target-dir")
            .arg(process::target(root).join("phones"));
        // Unlocks building the standard library, for this check only.
        command.env("RUSTC_BOOTSTRAP", "1").env("__CARGO_TESTS_ONLY_SRC_ROOT", &sources);
        command.env("SDKROOT", &empty).env("IPHONEOS_DEPLOYMENT_TARGET", "17.0").env("ZIG_TARGET", phone.zig);
        command.env(format!("CC_{name}"), root.join("tools/zigcc")).env(format!("AR_{name}"), root.join("tools/zigar"));
        failed += usize::from(!process::shown(&mut command).succeeded);
    }
    println!("{} passed, {failed} failed", PHONES.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The last line of what a program printed; absent when it failed.
fn printed(command: &mut Command) -> Option<String> {
    let ran = command.stderr(Stdio::inherit()).output().ok()?;
    let text = String::from_utf8(ran.stdout).ok()?;
    ran.status.success().then(|| text.lines().last().map(str::to_owned)).flatten()
}
