//! Reads `texts/*.toml`: tables of one-line strings, nothing else of TOML.

use std::collections::BTreeSet;

/// A sentence under its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sentence {
    pub(crate) key: String,
    pub(crate) form: Form,
    /// For translators; only the English file has it.
    pub(crate) context: String,
}

/// One text, or two that a number chooses between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    Plain { text: String },
    Counted { one: String, other: String },
}

impl Form {
    pub(crate) fn texts(&self) -> Vec<&str> {
        match self {
            Self::Plain { text } => vec![text],
            Self::Counted { one, other } => vec![one, other],
        }
    }

    /// The names in braces, whichever of the texts has them.
    pub(crate) fn placeholders(&self) -> BTreeSet<&str> {
        self.texts().into_iter().flat_map(placeholders).collect()
    }
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// A language file.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    pub(crate) sentences: Vec<Sentence>,
    /// What the number of a counted sentence is called; only in the English file.
    pub(crate) plurals: Vec<(String, String)>,
}

impl Catalogue {
    pub(crate) fn get(&self, key: &str) -> Option<&Sentence> {
        self.sentences.iter().find(|sentence| sentence.key == key)
    }

    /// Reads a file; the error names the line.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut catalogue = Self::default();
        let mut table: Option<(String, Vec<(String, String)>)> = None;
        for (number, line) in text.lines().enumerate() {
            let wrong = |what: &str| format!("line {}: {what}: {line}", number + 1);
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(key) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                catalogue.take(table.replace((key.to_owned(), Vec::new())))?;
                continue;
            }
            let (name, value) = line.split_once(" = ").ok_or_else(|| wrong("neither a table nor a string"))?;
            let value = unquoted(value).ok_or_else(|| wrong("no string on one line"))?;
            let (_, fields) = table.as_mut().ok_or_else(|| wrong("before the first table"))?;
            fields.push((name.to_owned(), value));
        }
        catalogue.take(table)?;
        Ok(catalogue)
    }

    fn take(&mut self, table: Option<(String, Vec<(String, String)>)>) -> Result<(), String> {
        let Some((key, mut fields)) = table else { return Ok(()) };
        if self.get(&key).is_some() {
            return Err(format!("{key}: there twice"));
        }
        let mut field = |name: &str| {
            let at = fields.iter().position(|(field, _)| field == name)?;
            Some(fields.remove(at).1)
        };
        let form = match (field("text"), field("one"), field("other")) {
            (Some(text), None, None) => Form::Plain { text },
            (None, Some(one), Some(other)) => Form::Counted { one, other },
            _ => return Err(format!("{key}: either a text, or one and other")),
        };
        if let Some(plural) = field("plural") {
            self.plurals.push((key.clone(), plural));
        }
        let context = field("context").unwrap_or_default();
        field("source");
        if let Some((name, _)) = fields.first() {
            return Err(format!("{key}: no field is called {name}"));
        }
        self.sentences.push(Sentence { key, form, context });
        Ok(())
    }
}

/// A basic string of TOML with the two escapes that are used.
fn unquoted(value: &str) -> Option<String> {
    let inner = value.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::new();
    let mut characters = inner.chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => return None,
            '\\' => match characters.next()? {
                escaped @ ('"' | '\\') => text.push(escaped),
                _ => return None,
            },
            other => text.push(other),
        }
    }
    Some(text)
}
