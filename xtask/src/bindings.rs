//! `cargo xtask bindings`: builds the library and writes the Swift and Kotlin sources from it.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::process;

/// Which library the sources are written from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Library {
    Shipped,
    /// With the echo and the panic of the crossing tests.
    Crossing,
}

impl Library {
    /// Where cargo puts it.
    pub(crate) fn folder(self, root: &Path) -> PathBuf {
        let target = process::target(root);
        match self {
            Self::Shipped => target.join("debug"),
            Self::Crossing => target.join("crossing/debug"),
        }
    }

    /// Where its sources are written before they are put in place.
    pub(crate) fn sources(self, root: &Path) -> PathBuf {
        process::target(root).join(match self {
            Self::Shipped => "bindings",
            Self::Crossing => "bindings-crossing",
        })
    }

    /// Which files go where in the checkout, from the folder of sources.
    fn places(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Shipped => &[
                ("swift/Relatch/Relatch.swift", "bindings/swift/Sources/Relatch/Relatch.swift"),
                ("swift/RelatchFFI/RelatchFFI.h", "bindings/swift/Sources/RelatchFFI/RelatchFFI.h"),
                ("swift/RelatchFFI/module.modulemap", "bindings/swift/Sources/RelatchFFI/module.modulemap"),
                ("swift/Shapes/Shapes.swift", "bindings/swift/Tests/RelatchKitTests/Shapes.swift"),
            ],
            Self::Crossing => &[
                ("swift/Relatch/Relatch.swift", "bindings/swift/Crossing/Sources/Relatch/Relatch.swift"),
                ("swift/RelatchFFI/RelatchFFI.h", "bindings/swift/Crossing/Sources/RelatchFFI/RelatchFFI.h"),
                ("swift/RelatchFFI/module.modulemap", "bindings/swift/Crossing/Sources/RelatchFFI/module.modulemap"),
                ("swift/Shapes/Shapes.swift", "bindings/swift/Crossing/Tests/CrossingTests/Shapes.swift"),
            ],
        }
    }
}

pub(crate) fn run(root: &Path) -> ExitCode {
    for library in [Library::Shipped, Library::Crossing] {
        if let Err(reason) = generate(root, library) {
            eprintln!("bindings: {reason}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Builds a library and writes its sources; what has not changed keeps its time, so that nothing is compiled anew.
pub(crate) fn generate(root: &Path, library: Library) -> Result<(), String> {
    let mut build = process::program(root, "cargo");
    build.args(["build", "--package", "relatch-bindings"]);
    if library == Library::Crossing {
        build.args(["--features", "crossing-faults", "--target-dir"]).arg(process::target(root).join("crossing"));
    }
    succeed(&mut build, "the library does not build")?;
    let fresh = library.sources(root).join("fresh");
    let mut write = process::program(root, "cargo");
    write.args(["run", "--quiet", "--package", "xtask", "--features", "bindgen", "--bin", "bindgen", "--"]);
    write
        .arg(library.folder(root).join(process::library_name()))
        .args(["bindings/uniffi.toml", "core/src"])
        .arg(&fresh);
    succeed(&mut write, "no sources could be written")?;
    let kept = library.sources(root);
    for file in ["kotlin/org/relatch/relatch.kt", "kotlin-shapes/org/relatch/Shapes.kt"] {
        put(&fresh.join(file), &kept.join(file))?;
    }
    library.places().iter().try_for_each(|(from, to)| put(&fresh.join(from), &root.join(to)))
}

fn succeed(command: &mut std::process::Command, what: &str) -> Result<(), String> {
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(what.into()),
        Err(error) => Err(format!("{what}: {error}")),
    }
}

fn put(from: &Path, to: &Path) -> Result<(), String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", to.display());
    let text = std::fs::read(from).map_err(wrong)?;
    if std::fs::read(to).is_ok_and(|there| there == text) {
        return Ok(());
    }
    to.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(to, text)).map_err(wrong)
}
