//! What crosses, as the test code of both languages is written from it: records, enums, errors and calls.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Result, bail};
use camino::Utf8Path;
use uniffi_bindgen::interface::{AsType, ComponentInterface, Enum, Field, Type};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, GlobalConfig};

use crate::serde_names::{self, Attributes};

pub(crate) struct Api {
    pub(crate) records: Vec<Record>,
    pub(crate) choices: Vec<Choice>,
    pub(crate) calls: Vec<Call>,
}

pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) fields: Vec<Part>,
}

/// A field of a record or of a variant.
pub(crate) struct Part {
    pub(crate) rust: String,
    pub(crate) json: String,
    /// Its own fields stand among those of the record.
    pub(crate) flat: bool,
    pub(crate) kind: Kind,
}

/// An enum or an error.
pub(crate) struct Choice {
    pub(crate) name: String,
    pub(crate) is_error: bool,
    /// No variant has a field.
    pub(crate) plain: bool,
    /// The JSON field that names the variant.
    pub(crate) tag: Option<String>,
    pub(crate) variants: Vec<Variant>,
}

pub(crate) struct Variant {
    pub(crate) rust: String,
    pub(crate) json: String,
    pub(crate) fields: Vec<Part>,
}

/// A method of the journal, or a function beside it.
pub(crate) struct Call {
    pub(crate) of_journal: bool,
    pub(crate) rust: String,
    pub(crate) arguments: Vec<(String, Kind)>,
    /// What it gives back.
    pub(crate) answer: Option<Kind>,
}

/// A type, under the name it has in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    Int32,
    UInt32,
    Int64,
    Double,
    Bool,
    Text,
    Bytes,
    /// A text that core reads: a day, a time of day, an id.
    Read(String),
    Named(String),
    Maybe(Box<Kind>),
    Many(Box<Kind>),
}

impl Kind {
    /// The type that the two languages write for it, which they call the same but for lists and options.
    fn names(&self, into: &mut BTreeSet<String>) {
        match self {
            Self::Named(name) => {
                into.insert(name.clone());
            }
            Self::Maybe(inner) | Self::Many(inner) => inner.names(into),
            _ => {}
        }
    }
}

struct Reader {
    renames: BTreeMap<String, String>,
    attributes: BTreeMap<String, Attributes>,
}

impl Api {
    pub(crate) fn read(library: &Utf8Path, config: &Utf8Path, core: &Utf8Path) -> Result<Self> {
        let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::from_file(config)?.0);
        let cis = loader.load_cis(loader.load_metadata(library)?)?;
        let Some(ci) = cis.iter().find(|ci| ci.namespace() == "relatch") else { bail!("no namespace relatch") };
        let reader =
            Reader { renames: renames(&std::fs::read_to_string(config)?), attributes: serde_names::read(core)? };
        let api = reader.api(ci)?;
        api.check_samples()?;
        Ok(api)
    }

    pub(crate) fn find(&self, name: &str) -> bool {
        self.choices.iter().any(|choice| choice.name == name)
    }

    /// The crossing tests send whatever `CrossingSample` can hold; then nothing may be out of its reach.
    fn check_samples(&self) -> Result<()> {
        if !self.find("CrossingSample") {
            return Ok(());
        }
        let mut reached = BTreeSet::from(["CrossingSample".to_owned()]);
        loop {
            let before = reached.len();
            for record in self.records.iter().filter(|record| reached.contains(&record.name)).collect::<Vec<_>>() {
                record.fields.iter().for_each(|field| field.kind.names(&mut reached));
            }
            for choice in self.choices.iter().filter(|choice| reached.contains(&choice.name)).collect::<Vec<_>>() {
                choice
                    .variants
                    .iter()
                    .flat_map(|variant| &variant.fields)
                    .for_each(|field| field.kind.names(&mut reached));
            }
            if reached.len() == before {
                break;
            }
        }
        let records = self.records.iter().map(|record| &record.name);
        let choices = self.choices.iter().filter(|choice| !choice.is_error).map(|choice| &choice.name);
        let missing: Vec<&String> = records.chain(choices).filter(|name| !reached.contains(*name)).collect();
        if missing.is_empty() { Ok(()) } else { bail!("CrossingSample does not reach {missing:?}") }
    }
}

/// `Rust = "Other"` below `[defaults.bindings.swift.rename]`; the Kotlin names are the same.
fn renames(config: &str) -> BTreeMap<String, String> {
    let mut inside = false;
    let mut found = BTreeMap::new();
    for line in config.lines() {
        if line.starts_with('[') {
            inside = line == "[defaults.bindings.swift.rename]";
        } else if let Some((name, other)) = line.split_once(" = ").filter(|_| inside) {
            found.insert(name.to_owned(), other.trim_matches('"').to_owned());
        }
    }
    found
}

impl Reader {
    fn api(&self, ci: &ComponentInterface) -> Result<Api> {
        let records = ci.record_definitions().iter().map(|record| {
            let attributes = self.attributes.get(record.name()).cloned().unwrap_or_default();
            let fields =
                record.fields().iter().map(|field| self.part(&attributes, "", field)).collect::<Result<_>>()?;
            Ok(Record { name: self.named(record.name()), fields })
        });
        let records = records.collect::<Result<_>>()?;
        let choices = ci.enum_definitions().iter().map(|choice| self.choice(ci, choice)).collect::<Result<_>>()?;
        let mut calls = Vec::new();
        for method in ci.object_definitions().iter().flat_map(uniffi_bindgen::interface::Object::methods) {
            if !method.throws() {
                bail!("{}: a call that cannot throw turns a bug into a crash", method.name());
            }
            let argument = |argument: &&uniffi_bindgen::interface::Argument| {
                Ok((argument.name().to_owned(), self.kind(&argument.as_type())?))
            };
            calls.push(Call {
                of_journal: true,
                rust: method.name().to_owned(),
                arguments: method.arguments().iter().map(argument).collect::<Result<_>>()?,
                answer: method.return_type().map(|kind| self.kind(kind)).transpose()?,
            });
        }
        for function in ci.function_definitions() {
            if !function.throws() {
                bail!("{}: a call that cannot throw turns a bug into a crash", function.name());
            }
            let argument = |argument: &&uniffi_bindgen::interface::Argument| {
                Ok((argument.name().to_owned(), self.kind(&argument.as_type())?))
            };
            calls.push(Call {
                of_journal: false,
                rust: function.name().to_owned(),
                arguments: function.arguments().iter().map(argument).collect::<Result<_>>()?,
                answer: function.return_type().map(|kind| self.kind(kind)).transpose()?,
            });
        }
        Ok(Api { records, choices, calls })
    }

    fn choice(&self, ci: &ComponentInterface, choice: &Enum) -> Result<Choice> {
        let attributes = self.attributes.get(choice.name()).cloned().unwrap_or_default();
        let is_error = ci.is_name_used_as_error(choice.name());
        let variants = choice.variants().iter().map(|variant| {
            let prefix = format!("{}.", variant.name());
            let fields = variant.fields().iter().map(|field| self.part(&attributes, &prefix, field));
            Ok(Variant {
                rust: variant.name().to_owned(),
                json: attributes.variant(variant.name()),
                fields: fields.collect::<Result<_>>()?,
            })
        });
        Ok(Choice {
            name: self.named(choice.name()),
            is_error,
            plain: choice.is_flat() && !is_error,
            // A refusal is written like one of the command line.
            tag: if is_error { Some("kind".to_owned()) } else { attributes.tag() },
            variants: variants.collect::<Result<_>>()?,
        })
    }

    fn part(&self, attributes: &Attributes, prefix: &str, field: &Field) -> Result<Part> {
        let path = format!("{prefix}{}", field.name());
        Ok(Part {
            rust: field.name().to_owned(),
            json: attributes.field(&path),
            flat: attributes.is_flat(&path),
            kind: self.kind(&field.as_type())?,
        })
    }

    fn named(&self, name: &str) -> String {
        self.renames.get(name).map_or(name, String::as_str).to_owned()
    }

    fn kind(&self, kind: &Type) -> Result<Kind> {
        Ok(match kind {
            Type::Int32 => Kind::Int32,
            Type::UInt32 => Kind::UInt32,
            Type::Int64 => Kind::Int64,
            Type::Float64 => Kind::Double,
            Type::Boolean => Kind::Bool,
            Type::String => Kind::Text,
            Type::Bytes => Kind::Bytes,
            Type::Custom { name, .. } => Kind::Read(name.clone()),
            Type::Record { name, .. } | Type::Enum { name, .. } => Kind::Named(self.named(name)),
            Type::Box { inner_type } => self.kind(inner_type)?,
            Type::Optional { inner_type } => Kind::Maybe(Box::new(self.kind(inner_type)?)),
            Type::Sequence { inner_type } => Kind::Many(Box::new(self.kind(inner_type)?)),
            other => bail!("no type of this kind crosses yet: {other:?}"),
        })
    }
}

/// `left_ms` as `leftMs`.
pub(crate) fn camel(snake: &str) -> String {
    let mut parts = snake.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |mut text, part| {
        let mut characters = part.chars();
        text.extend(characters.next().into_iter().flat_map(char::to_uppercase));
        text.push_str(characters.as_str());
        text
    })
}

/// `HardToWake` as `hardToWake`.
pub(crate) fn lower_first(name: &str) -> String {
    let mut characters = name.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_lowercase).collect();
    first + characters.as_str()
}

/// `HardToWake` as `HARD_TO_WAKE`.
pub(crate) fn shouty(name: &str) -> String {
    let mut text = String::new();
    for (index, character) in name.char_indices() {
        if character.is_uppercase() && index > 0 {
            text.push('_');
        }
        text.extend(character.to_uppercase());
    }
    text
}
