//! `cargo xtask texts`: writes the sentences of `texts/` out for Android, Apple's systems and the command line.

use std::path::Path;
use std::process::ExitCode;

mod android;
mod apple;
mod catalogue;
mod command_line;

use catalogue::Catalogue;

/// Stands on top of what is written.
const HEADER: &str = "Written by `cargo xtask texts` from texts/*.toml; edit those.";

/// The language that has contexts and plurals, and the others.
const SOURCE: &str = "en";
const OTHERS: [&str; 1] = ["fr"];

/// Writes what is not current; with `check` it only says so, and fails.
pub(crate) fn run(root: &Path, check: bool) -> ExitCode {
    let files = match read(root).and_then(|languages| agree(&languages).map(|()| written(&languages))) {
        Ok(files) => files,
        Err(reason) => {
            eprintln!("texts: {reason}");
            return ExitCode::FAILURE;
        }
    };
    let mut status = ExitCode::SUCCESS;
    for (path, text) in files {
        let place = root.join(path);
        if std::fs::read_to_string(&place).is_ok_and(|found| found == text) {
            continue;
        }
        if check {
            eprintln!("texts: {path} is not current; run `cargo xtask texts`");
            status = ExitCode::FAILURE;
            continue;
        }
        let made = place.parent().map_or(Ok(()), std::fs::create_dir_all);
        match made.and_then(|()| std::fs::write(&place, text)) {
            Ok(()) => println!("wrote {path}"),
            Err(error) => {
                eprintln!("texts: {path}: {error}");
                status = ExitCode::FAILURE;
            }
        }
    }
    status
}

/// Every language, the source first.
fn read(root: &Path) -> Result<Vec<(&'static str, Catalogue)>, String> {
    [SOURCE]
        .into_iter()
        .chain(OTHERS)
        .map(|code| {
            let path = root.join("texts").join(format!("{code}.toml"));
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
            Ok((code, Catalogue::parse(&text).map_err(|reason| format!("{code}.toml: {reason}"))?))
        })
        .collect()
}

/// Same keys, same plurals and same placeholders in every language, and names that no two keys share.
fn agree(languages: &[(&str, Catalogue)]) -> Result<(), String> {
    let Some(((_, source), others)) = languages.split_first() else { return Ok(()) };
    let mut names = std::collections::BTreeSet::new();
    for sentence in &source.sentences {
        let key = &sentence.key;
        let counted = source.plurals.iter().find(|(counted, _)| counted == key);
        if sentence.context.is_empty() {
            return Err(format!("{key}: translators need a context"));
        }
        if !names.insert(android::name(key)) {
            return Err(format!("{key}: another key has the same resource name"));
        }
        if matches!(sentence.form, catalogue::Form::Counted { .. }) != counted.is_some() {
            return Err(format!("{key}: a sentence with one and other names its number in `plural`, no other does"));
        }
        for (code, other) in others {
            let there = other.get(key).ok_or_else(|| format!("{code}.toml has no {key}"))?;
            if std::mem::discriminant(&there.form) != std::mem::discriminant(&sentence.form) {
                return Err(format!("{key}: counted in one language and not in {code}"));
            }
            let (ours, theirs) = (sentence.form.placeholders(), there.form.placeholders());
            if ours != theirs {
                return Err(format!("{key}: placeholders {ours:?}, in {code} {theirs:?}"));
            }
        }
    }
    for (code, other) in others {
        if let Some(extra) = other.sentences.iter().find(|sentence| source.get(&sentence.key).is_none()) {
            return Err(format!("{code}.toml has {}, {SOURCE}.toml has not", extra.key));
        }
    }
    Ok(())
}

/// Every file that is written, with its text.
fn written(languages: &[(&str, Catalogue)]) -> Vec<(&'static str, String)> {
    let all: Vec<(&str, &Catalogue)> = languages.iter().map(|(code, catalogue)| (*code, catalogue)).collect();
    let one = |code: &str| {
        languages
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, catalogue)| android::resources(catalogue))
            .unwrap_or_default()
    };
    vec![
        ("bindings/kotlin/src/main/res/values/strings.xml", one("en")),
        ("bindings/kotlin/src/main/res/values-fr/strings.xml", one("fr")),
        ("bindings/swift/Sources/RelatchKit/Resources/Relatch.xcstrings", apple::catalogue(&all)),
        ("cli/src/texts.rs", command_line::table(&all)),
    ]
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn languages() -> Vec<(&'static str, Catalogue)> {
        read(&crate::process::root()).unwrap()
    }

    #[test]
    fn every_language_says_the_same_with_the_same_names() {
        agree(&languages()).unwrap();
    }

    #[test]
    fn what_is_written_is_current() {
        for (path, text) in written(&languages()) {
            let found = std::fs::read_to_string(crate::process::root().join(path)).unwrap_or_default();
            assert!(found == text, "{path} is not current; run `cargo xtask texts`");
        }
    }

    #[test]
    fn the_files_are_toml_and_read_as_toml_reads_them() {
        for (code, catalogue) in languages() {
            let text = std::fs::read_to_string(crate::process::root().join(format!("texts/{code}.toml"))).unwrap();
            let whole: toml::Table = toml::from_str(&text).unwrap();
            for sentence in &catalogue.sentences {
                let table =
                    sentence.key.split('.').try_fold(&whole, |table, part| table.get(part)?.as_table()).unwrap();
                let texts: Vec<&str> =
                    ["text", "one", "other"].iter().filter_map(|name| table.get(*name)?.as_str()).collect();
                assert_eq!(texts, sentence.form.texts(), "{}", sentence.key);
            }
        }
    }

    #[test]
    fn the_catalogue_for_apple_is_json_with_every_key() {
        let languages = languages();
        let (_, text) = written(&languages).into_iter().find(|(path, _)| path.ends_with(".xcstrings")).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let strings = json["strings"].as_object().unwrap();
        assert_eq!(strings.len(), languages[0].1.sentences.len());
        for (code, catalogue) in &languages {
            for sentence in &catalogue.sentences {
                let found = &strings[&sentence.key]["localizations"][code];
                let texts: Vec<String> = match &sentence.form {
                    catalogue::Form::Plain { text } => {
                        assert_eq!(found["stringUnit"]["value"], *text);
                        continue;
                    }
                    form @ catalogue::Form::Counted { .. } => {
                        form.texts().iter().map(|text| text.replace('%', "%%")).collect()
                    }
                };
                let plural = &found["substitutions"]["count"]["variations"]["plural"];
                let value = |category: &str| plural[category]["stringUnit"]["value"].as_str().unwrap().to_owned();
                assert_eq!([value("one"), value("other")].to_vec(), texts);
            }
        }
    }

    /// Keys are written in core as they stand here; a sentence that core names must be there.
    #[test]
    fn every_key_that_core_names_has_a_sentence() {
        let languages = languages();
        let (_, english) = &languages[0];
        let sections: std::collections::BTreeSet<&str> =
            english.sentences.iter().filter_map(|sentence| sentence.key.split('.').next()).collect();
        let mut named: BTreeMap<String, std::path::PathBuf> = BTreeMap::new();
        let mut folders = vec![crate::process::root().join("core/src")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if let Ok(source) = std::fs::read_to_string(&path) {
                    // Every second piece between quotation marks is a literal; those with escapes are no keys.
                    for literal in source.split('"') {
                        let is_key = literal.contains('.')
                            && literal.split('.').all(|part| {
                                !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
                            })
                            && literal.split('.').next().is_some_and(|section| sections.contains(section));
                        if is_key {
                            named.insert(literal.to_owned(), path.clone());
                        }
                    }
                }
            }
        }
        assert!(named.contains_key("reminder.session"), "{named:?}");
        for (key, path) in named {
            // A card is named as a whole: it has a title and a body.
            let card = || english.get(&format!("{key}.title")).and(english.get(&format!("{key}.body")));
            assert!(english.get(&key).or_else(card).is_some(), "{key}, named in {}, has no sentence", path.display());
        }
    }

    #[test]
    fn languages_that_differ_are_named() {
        let pair = |french: &str| {
            let english = "[a.b]\ntext = \"{n} \\\"x\\\"\"\ncontext = \"c\"\n";
            vec![("en", Catalogue::parse(english).unwrap()), ("fr", Catalogue::parse(french).unwrap())]
        };
        agree(&pair("[a.b]\ntext = \"{n}\"\n")).unwrap();
        assert!(agree(&pair("[a.b]\ntext = \"{m}\"\n")).unwrap_err().contains("placeholders"));
        assert!(agree(&pair("[a.c]\ntext = \"{n}\"\n")).unwrap_err().contains("fr.toml has no a.b"));
        assert!(agree(&pair("[a.b]\none = \"{n}\"\nother = \"{n}\"\n")).unwrap_err().contains("counted"));
        Catalogue::parse("[a]\ntext = 5\n").unwrap_err();
        Catalogue::parse("[a]\ntext = \"x\"\n[a]\ntext = \"y\"\n").unwrap_err();
        Catalogue::parse("[a]\ntxt = \"x\"\n").unwrap_err();
    }

    #[test]
    fn what_android_would_read_otherwise_is_escaped() {
        let catalogue = Catalogue::parse("[a.b]\ntext = \"@it's <b> & \\\"c\\\"\"\n").unwrap();
        let text = android::resources(&catalogue);
        assert!(text.contains(r#"<string name="a_b" formatted="false">\@it\'s &lt;b> &amp; \"c\"</string>"#), "{text}");
    }
}
