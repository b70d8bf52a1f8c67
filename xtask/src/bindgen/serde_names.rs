//! How core's types are called in JSON, by their serde attributes: scenarios are written in these names.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use camino::Utf8Path;

/// The serde attributes of a type, and of its fields or variants by their Rust names (`Variant.field` in an enum).
#[derive(Debug, Default, Clone)]
pub(crate) struct Attributes {
    own: String,
    parts: BTreeMap<String, String>,
}

/// Attributes by the name of the type.
pub(crate) fn read(folder: &Utf8Path) -> Result<BTreeMap<String, Attributes>> {
    let mut found = BTreeMap::new();
    for entry in folder.read_dir_utf8().with_context(|| folder.to_string())? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            found.extend(read(entry.path())?);
        } else if entry.path().extension() == Some("rs") {
            scan(&std::fs::read_to_string(entry.path())?, &mut found);
        }
    }
    Ok(found)
}

/// Line by line: rustfmt puts every attribute, field and variant on a line of its own.
fn scan(source: &str, found: &mut BTreeMap<String, Attributes>) {
    let (mut pending, mut variant) = (String::new(), String::new());
    let mut inside: Option<(String, Attributes)> = None;
    for line in source.lines() {
        let indent = line.len() - line.trim_start().len();
        let line = line.trim();
        if let Some(attribute) = line.strip_prefix("#[serde(") {
            pending.push_str(attribute);
            continue;
        }
        if line.starts_with("#[") || line.starts_with("//") || line.is_empty() {
            continue;
        }
        let own = std::mem::take(&mut pending);
        if indent == 0 {
            if let Some((name, attributes)) = inside.take() {
                found.insert(name, attributes);
            }
            let after = |word: &str| line.strip_prefix("pub ").and_then(|rest| rest.strip_prefix(word));
            if let Some(rest) = after("struct ").or_else(|| after("enum ")) {
                let name = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
                inside = Some((name.to_owned(), Attributes { own, parts: BTreeMap::new() }));
            }
        } else if let Some((_, attributes)) = &mut inside {
            let name = line.trim_start_matches("pub ").split(|c: char| !(c.is_alphanumeric() || c == '_')).next();
            let name = name.unwrap_or_default();
            if indent == 4 {
                name.clone_into(&mut variant);
                attributes.parts.insert(name.to_owned(), own);
            } else {
                attributes.parts.insert(format!("{variant}.{name}"), own);
            }
        }
    }
    found.extend(inside);
}

/// The value of `name = "value"` in an attribute.
fn value<'t>(attribute: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = attribute.split_once(&format!("{name} = \""))?;
    rest.split_once('"').map(|(value, _)| value)
}

impl Attributes {
    fn part(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", String::as_str)
    }

    /// The field that tells which variant an object is; without one, the variant is a text or an object with one key.
    pub(crate) fn tag(&self) -> Option<String> {
        value(&self.own, "tag").map(str::to_owned)
    }

    pub(crate) fn field(&self, name: &str) -> String {
        value(self.part(name), "rename").unwrap_or(name.rsplit('.').next().unwrap_or(name)).to_owned()
    }

    /// Whether the fields of this one stand among those of the record.
    pub(crate) fn is_flat(&self, name: &str) -> bool {
        self.part(name).contains("flatten")
    }

    pub(crate) fn variant(&self, name: &str) -> String {
        if let Some(renamed) = value(self.part(name), "rename") {
            return renamed.to_owned();
        }
        let separator = match value(&self.own, "rename_all") {
            Some("kebab-case") => '-',
            _ => '_',
        };
        let mut text = String::new();
        for (index, character) in name.char_indices() {
            if character.is_uppercase() && index > 0 {
                text.push(separator);
            }
            text.extend(character.to_lowercase());
        }
        text
    }
}
