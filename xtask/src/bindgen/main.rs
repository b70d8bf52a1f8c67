//! Writes the Swift and Kotlin sources of a built library, and the test code that turns its values into JSON and back:
//! `bindgen LIBRARY CONFIG CORE_SOURCES OUT_DIR`.
#![allow(clippy::print_stderr, reason = "a program of the build")]

use std::process::ExitCode;

use anyhow::{Context, Result};
use camino::Utf8PathBuf;
use uniffi_bindgen::bindings::{
    GenerateOptions, SwiftBindingsOptions, TargetLanguage, generate, generate_swift_bindings,
};

mod kotlin_shapes;
mod serde_names;
mod shapes;
mod swift_shapes;

fn main() -> ExitCode {
    let Ok(arguments) = <[String; 4]>::try_from(std::env::args().skip(1).collect::<Vec<_>>()) else {
        eprintln!("usage: bindgen LIBRARY CONFIG CORE_SOURCES OUT_DIR");
        return ExitCode::from(2);
    };
    let [library, config, core, out] = arguments.map(Utf8PathBuf::from);
    match write(&library, &config, &core, &out) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn write(library: &Utf8PathBuf, config: &Utf8PathBuf, core: &Utf8PathBuf, out: &Utf8PathBuf) -> Result<()> {
    generate(GenerateOptions {
        languages: vec![TargetLanguage::Kotlin],
        source: library.clone(),
        out_dir: out.join("kotlin"),
        config_override: Some(config.clone()),
        format: false,
        ..GenerateOptions::default()
    })
    .context("Kotlin")?;
    let swift_part = |folder: &str, options: SwiftBindingsOptions| {
        generate_swift_bindings(SwiftBindingsOptions {
            source: library.clone(),
            out_dir: out.join("swift").join(folder),
            config: Some(config.clone()),
            ..options
        })
    };
    swift_part("Relatch", SwiftBindingsOptions { generate_swift_sources: true, ..Default::default() })
        .context("Swift")?;
    swift_part(
        "RelatchFFI",
        SwiftBindingsOptions {
            generate_headers: true,
            generate_modulemap: true,
            module_name: Some("RelatchFFI".into()),
            modulemap_filename: Some("module.modulemap".into()),
            ..Default::default()
        },
    )
    .context("Swift header")?;
    let api = shapes::Api::read(library, config, core).context("shapes")?;
    put(&out.join("swift/Shapes/Shapes.swift"), &swift_shapes::source(&api))?;
    put(&out.join("kotlin-shapes/org/relatch/Shapes.kt"), &kotlin_shapes::source(&api))
}

fn put(path: &Utf8PathBuf, text: &str) -> Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text).with_context(|| path.to_string())
}
