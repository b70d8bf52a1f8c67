//! Writes the Swift and Kotlin sources of a built library: `bindgen LIBRARY CONFIG SWIFT_DIR KOTLIN_DIR`.
use std::process::ExitCode;

use anyhow::{Context, Result};
use camino::Utf8PathBuf;
use uniffi_bindgen::bindings::{
    GenerateOptions, SwiftBindingsOptions, TargetLanguage, generate, generate_swift_bindings,
};

fn main() -> ExitCode {
    let [library, config, swift, kotlin] = match <[String; 4]>::try_from(std::env::args().skip(1).collect::<Vec<_>>()) {
        Ok(args) => args.map(Utf8PathBuf::from),
        Err(_) => {
            eprintln!("usage: bindgen LIBRARY CONFIG SWIFT_SOURCES KOTLIN_SOURCES");
            return ExitCode::from(2);
        }
    };
    match write(&library, &config, &swift, &kotlin) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn write(library: &Utf8PathBuf, config: &Utf8PathBuf, swift: &Utf8PathBuf, kotlin: &Utf8PathBuf) -> Result<()> {
    generate(GenerateOptions {
        languages: vec![TargetLanguage::Kotlin],
        source: library.clone(),
        out_dir: kotlin.clone(),
        config_override: Some(config.clone()),
        format: false,
        ..GenerateOptions::default()
    })
    .context("Kotlin")?;
    let swift_part = |folder: &str, options: SwiftBindingsOptions| {
        generate_swift_bindings(SwiftBindingsOptions {
            source: library.clone(),
            out_dir: swift.join(folder),
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
    .context("Swift header")
}
