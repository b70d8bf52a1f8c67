//! Every file under `tests/scenarios` is a test of its own.

use std::path::Path;

use libtest_mimic::{Arguments, Trial};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<_> = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>).map_or_else(
        |error| panic!("the scenarios cannot be read: {error}"),
        |entries| entries.into_iter().map(|entry| entry.path()).collect(),
    );
    files.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    assert!(!files.is_empty(), "there are no scenarios");
    let trials = files
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            Trial::test(name, move || {
                let text = std::fs::read_to_string(&path)?;
                Ok(relatch_tests::scenario::run(&text)?)
            })
        })
        .collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
