//! The command line's table, sorted by key.

use std::fmt::Write;

use super::HEADER;
use super::catalogue::{Catalogue, Form};

/// `languages` in the order of the columns.
pub(super) fn table(languages: &[(&str, &Catalogue)]) -> String {
    let mut out = format!(
        "//! {HEADER}\n\n\
         /// A sentence: one text, or a form for 1 and one for all else by a named number.\n\
         #[derive(Debug, Clone, Copy, PartialEq, Eq)]\n\
         pub(crate) enum Sentence {{\n    Plain(&'static str),\n    Counted {{ by: &'static str, one: &'static str, other: &'static str }},\n}}\n\n"
    );
    let codes: Vec<String> = languages.iter().map(|(code, _)| format!("\"{code}\"")).collect();
    let _ = writeln!(out, "/// The languages, in the order of the columns.");
    let _ = writeln!(out, "pub(crate) const LANGUAGES: [&str; {}] = [{}];\n", codes.len(), codes.join(", "));
    let _ = writeln!(out, "/// Every key with its sentences, sorted by key.");
    out.push_str("#[rustfmt::skip]\n");
    let _ = writeln!(out, "pub(crate) const SENTENCES: &[(&str, [Sentence; {}])] = &[", languages.len());
    let mut keys: Vec<&str> = languages
        .iter()
        .take(1)
        .flat_map(|(_, catalogue)| &catalogue.sentences)
        .map(|sentence| sentence.key.as_str())
        .collect();
    keys.sort_unstable();
    let plurals = languages.first().map(|(_, source)| source.plurals.as_slice()).unwrap_or_default();
    for key in keys {
        let columns: Vec<String> = languages
            .iter()
            .filter_map(|(_, catalogue)| catalogue.get(key))
            .map(|sentence| match &sentence.form {
                Form::Plain { text } => format!("Sentence::Plain({})", quoted(text)),
                Form::Counted { one, other } => {
                    let by = plurals.iter().find(|(counted, _)| counted == key).map_or("", |(_, by)| by.as_str());
                    format!(
                        "Sentence::Counted {{ by: {}, one: {}, other: {} }}",
                        quoted(by),
                        quoted(one),
                        quoted(other)
                    )
                }
            })
            .collect();
        let _ = writeln!(out, "    (\"{key}\", [{}]),", columns.join(", "));
    }
    out.push_str("];\n");
    out
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
