//! A number of a fact.

use relatch_core::{Day, Figure, FigureUnit};

use super::doc::{Doc, Part, record};

/// The number in the unit that its name says.
pub(crate) fn document(figure: &Figure) -> Doc {
    let value = figure.value;
    let (unit, value): (&str, Part) = match figure.unit {
        FigureUnit::Count => ("count", value.into()),
        FigureUnit::Minutes => ("minutes", value.into()),
        FigureUnit::Hours => ("hours", value.into()),
        FigureUnit::Days => ("days", value.into()),
        FigureUnit::Microlitres => ("ml", (value / 1_000.0).into()),
        FigureUnit::Milligrams => ("g", (value / 1_000.0).into()),
        FigureUnit::MilliCelsius => ("celsius", (value / 1_000.0).into()),
        FigureUnit::Day => ("day", Day::from_number(value as i32).text().into()),
        FigureUnit::Z => ("z", value.into()),
    };
    record! { "name": figure.name.clone(), "value": value, "unit": unit }
}

pub(crate) fn documents(figures: &[Figure]) -> Vec<Doc> {
    figures.iter().map(document).collect()
}
