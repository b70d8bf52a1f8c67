//! Android's string resources. A key's dots become underscores; placeholders keep their names.

use std::fmt::Write;

use super::HEADER;
use super::catalogue::{Catalogue, Form};

/// The resource name of a key.
pub(super) fn name(key: &str) -> String {
    key.replace('.', "_")
}

pub(super) fn resources(catalogue: &Catalogue) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- {HEADER} -->\n<resources>\n");
    for sentence in &catalogue.sentences {
        let name = name(&sentence.key);
        match &sentence.form {
            Form::Plain { text } => {
                // A percent sign is one: nothing here is a format string.
                let _ = writeln!(out, "    <string name=\"{name}\" formatted=\"false\">{}</string>", escaped(text));
            }
            Form::Counted { one, other } => {
                let _ = writeln!(out, "    <plurals name=\"{name}\">");
                for (quantity, text) in [("one", one), ("other", other)] {
                    let _ = writeln!(out, "        <item quantity=\"{quantity}\">{}</item>", escaped(text));
                }
                out.push_str("    </plurals>\n");
            }
        }
    }
    out.push_str("</resources>\n");
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    if text.starts_with(['@', '?']) {
        out.push('\\');
    }
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '\'' => out.push_str("\\'"),
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            other => out.push(other),
        }
    }
    out
}
