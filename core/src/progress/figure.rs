//! A number that a sentence shows, with the unit it is counted in.

use serde::{Deserialize, Serialize};

use crate::day::Day;

/// What a figure counts. The app writes it in the parent's own unit.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FigureUnit {
    /// Things, such as diapers or sessions; a mean may have decimals.
    Count,
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days.
    Days,
    /// Microlitres of milk.
    Microlitres,
    /// Milligrams of weight.
    Milligrams,
    /// Thousandths of a degree Celsius.
    MilliCelsius,
    /// A calendar day, as days since 1970-01-01.
    Day,
    /// A z-score.
    Z,
}

/// One number of a fact.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Placeholder in the sentence that it fills, such as "wet".
    pub name: String,
    /// The number, in `unit`.
    pub value: f64,
    /// What it counts.
    pub unit: FigureUnit,
}

impl Figure {
    pub(crate) fn new(name: &str, value: f64, unit: FigureUnit) -> Self {
        Self { name: name.into(), value, unit }
    }

    pub(crate) fn count(name: &str, value: i32) -> Self {
        Self::new(name, f64::from(value), FigureUnit::Count)
    }

    pub(crate) fn days(name: &str, value: i32) -> Self {
        Self::new(name, f64::from(value), FigureUnit::Days)
    }

    pub(crate) fn milligrams(name: &str, value: i64) -> Self {
        Self::new(name, value as f64, FigureUnit::Milligrams)
    }

    pub(crate) fn microlitres(name: &str, value: i64) -> Self {
        Self::new(name, value as f64, FigureUnit::Microlitres)
    }

    pub(crate) fn day(name: &str, value: Day) -> Self {
        Self::new(name, f64::from(value.number()), FigureUnit::Day)
    }
}
