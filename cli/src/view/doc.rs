//! A JSON document whose names keep the order in which they were put.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// Names and values, in order.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Doc(pub(crate) Vec<(&'static str, Part)>);

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Part>),
    Doc(Doc),
}

/// `record! { "name": value, ... }`
macro_rules! record {
    ($($name:literal : $value:expr),* $(,)?) => {
        $crate::view::doc::Doc(vec![$(($name, $crate::view::doc::Part::from($value))),*])
    };
}
pub(crate) use record;

impl Doc {
    pub(crate) fn put(&mut self, name: &'static str, value: impl Into<Part>) {
        self.0.push((name, value.into()));
    }

    /// The document on one line.
    pub(crate) fn line(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The document as it is printed.
    pub(crate) fn pretty(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }
}

impl Serialize for Doc {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl Serialize for Part {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Int(value) => serializer.serialize_i64(*value),
            Self::Float(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(value) => serializer.collect_seq(value),
            Self::Doc(value) => value.serialize(serializer),
        }
    }
}

macro_rules! part_from {
    ($($type:ty => $variant:ident),*) => {
        $(impl From<$type> for Part {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        })*
    };
}
part_from!(bool => Bool, i32 => Int, i64 => Int, f64 => Float, String => Text, &str => Text, Doc => Doc);

impl<T: Into<Part>> From<Option<T>> for Part {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl<T: Into<Part>> From<Vec<T>> for Part {
    fn from(value: Vec<T>) -> Self {
        Self::List(value.into_iter().map(Into::into).collect())
    }
}
