//! Apple's string catalogue: one file with every language. Keys are ours; placeholders keep their names.

use std::fmt::Write;

use super::catalogue::{Catalogue, Form};

/// `languages` by code; the first one is the source and has the contexts.
pub(super) fn catalogue(languages: &[(&str, &Catalogue)]) -> String {
    let Some((source, first)) = languages.first() else { return String::new() };
    let mut out = format!("{{\n  \"sourceLanguage\" : {},\n  \"strings\" : {{", quoted(source));
    let mut keys: Vec<&str> = first.sentences.iter().map(|sentence| sentence.key.as_str()).collect();
    keys.sort_unstable();
    for (number, key) in keys.iter().enumerate() {
        let context = first.get(key).map_or("", |sentence| &sentence.context);
        let comma = if number == 0 { "" } else { "," };
        let _ = write!(out, "{comma}\n    {} : {{\n", quoted(key));
        let _ = writeln!(out, "      \"comment\" : {},", quoted(context));
        out.push_str("      \"extractionState\" : \"manual\",\n      \"localizations\" : {\n");
        let localizations: Vec<String> = languages
            .iter()
            .filter_map(|(code, catalogue)| {
                catalogue
                    .get(key)
                    .map(|sentence| format!("        {} : {}", quoted(code), localization(&sentence.form)))
            })
            .collect();
        out.push_str(&localizations.join(",\n"));
        out.push_str("\n      }\n    }");
    }
    out.push_str("\n  },\n  \"version\" : \"1.0\"\n}\n");
    out
}

fn localization(form: &Form) -> String {
    match form {
        Form::Plain { text } => format!("{{ {} }}", unit(text)),
        // A number chooses the variant without having to stand in it.
        Form::Counted { one, other } => {
            let variants = [("one", one), ("other", other)]
                .map(|(category, text)| format!("\"{category}\" : {{ {} }}", unit(&text.replace('%', "%%"))))
                .join(", ");
            format!(
                "{{ {}, \"substitutions\" : {{ \"count\" : {{ \"argNum\" : 1, \"formatSpecifier\" : \"lld\", \
                 \"variations\" : {{ \"plural\" : {{ {variants} }} }} }} }} }}",
                unit("%#@count@")
            )
        }
    }
}

fn unit(text: &str) -> String {
    format!("\"stringUnit\" : {{ \"state\" : \"translated\", \"value\" : {} }}", quoted(text))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
