//! The README's three examples are the files that are compiled and run: this one here, the others by their suites.

/// The example in Rust, as an app's file would hold it.
mod example {
    include!("../../bindings/readme/snippet.rs");

    #[test]
    fn the_example_in_rust_runs() {
        main().unwrap();
    }
}

#[test]
fn the_readme_shows_what_is_compiled() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path: &str| std::fs::read_to_string(root.join(path));
    let readme = read("README.md").unwrap();
    for (language, file) in [("rust", "snippet.rs"), ("swift", "snippet.swift"), ("kotlin", "Snippet.kt")] {
        let example = read(&format!("bindings/readme/{file}")).unwrap();
        assert!(example.lines().count() <= 32, "{file} is no longer short");
        assert!(readme.contains(&format!("```{language}\n{example}```\n")), "the README's {language} is not {file}");
    }
}
