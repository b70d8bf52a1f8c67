//! Sentences by key, with their figures filled in.

use relatch_core::{Day, Figure, FigureUnit, MassUnit, Settings, VolumeUnit, mass_number};

use crate::texts::{LANGUAGES, SENTENCES, Sentence as Form};
use crate::words::{self, TIE};

/// The language of the command line.
const LANGUAGE: &str = "en";

/// A sentence in the making: its key, and what stands in its gaps.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence {
    key: String,
    /// Name, text, and the number behind it if it is one.
    gaps: Vec<(String, String, Option<f64>)>,
}

impl Sentence {
    pub(crate) fn of(key: impl Into<String>) -> Self {
        Self { key: key.into(), gaps: Vec::new() }
    }

    /// Fills the gaps that figures are for, in the parent's units.
    pub(crate) fn figures(mut self, figures: &[Figure], settings: &Settings) -> Self {
        let filled = figures.iter().map(|f| (f.name.clone(), figure(f, settings), Some(f.value)));
        self.gaps.extend(filled);
        self
    }

    pub(crate) fn with(mut self, name: &str, text: impl Into<String>) -> Self {
        self.gaps.push((name.to_owned(), text.into(), None));
        self
    }

    pub(crate) fn number(mut self, name: &str, number: i64) -> Self {
        self.gaps.push((name.to_owned(), number.to_string(), Some(number as f64)));
        self
    }

    pub(crate) fn day(self, name: &str, day: Day) -> Self {
        self.with(name, words::day_month(day))
    }

    /// The sentence. A key without a text shows as itself: it is never left out.
    pub(crate) fn text(&self) -> String {
        let Ok(row) = SENTENCES.binary_search_by_key(&self.key.as_str(), |(key, _)| key) else {
            return self.key.clone();
        };
        let form = match SENTENCES[row].1[LANGUAGES.iter().position(|code| *code == LANGUAGE).unwrap_or(0)] {
            Form::Plain(text) => text,
            Form::Counted { by, one, other } => {
                let number = self.gaps.iter().find(|(name, ..)| name == by).and_then(|(.., number)| *number);
                if number == Some(1.0) { one } else { other }
            }
        };
        let mut text = form.to_owned();
        for (name, filling, _) in &self.gaps {
            text = text.replace(&format!("{{{name}}}"), filling);
        }
        text
    }

    /// The sentence with a baby's name before it, where there is one to tell.
    pub(crate) fn about(&self, baby: Option<&str>) -> String {
        match baby {
            Some(baby) => Self::of("about.baby").with("text", self.text()).with("baby", baby).text(),
            None => self.text(),
        }
    }
}

/// A figure as a person reads it.
fn figure(figure: &Figure, settings: &Settings) -> String {
    let value = figure.value;
    match figure.unit {
        FigureUnit::Count | FigureUnit::Hours | FigureUnit::Days => words::tenth(value),
        FigureUnit::Minutes => words::long(value.round() as i64),
        FigureUnit::Microlitres => words::amount(value.round() as i64, settings.volume_unit),
        FigureUnit::Milligrams => mass(value.round() as i64, settings.mass_unit),
        FigureUnit::MilliCelsius => format!("{}{TIE}°C", words::tenth(value / 1_000.0)),
        FigureUnit::Day => words::day_month(Day::from_number(value as i32)),
        FigureUnit::Z => format!("{value:.2}"),
    }
}

/// A weight in the set unit; grams are whole.
pub(crate) fn mass(milligrams: i64, unit: MassUnit) -> String {
    let shown = if unit == MassUnit::G { (milligrams + 500).div_euclid(1_000) * 1_000 } else { milligrams };
    format!("{}{TIE}{}", mass_number(shown, unit), unit.symbol())
}

/// An amount of a day.
pub(crate) fn volume(microlitres: i64, unit: VolumeUnit) -> String {
    words::amount(microlitres, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_and_the_form_follows_the_number() {
        let settings = Settings::default();
        let wet = |number| {
            let figures = [
                Figure { name: "wet".into(), value: number, unit: FigureUnit::Count },
                Figure { name: "usual".into(), value: 6.0, unit: FigureUnit::Count },
                Figure { name: "day".into(), value: 20_000.0, unit: FigureUnit::Day },
            ];
            Sentence::of("flag.very_few_wet_diapers").figures(&figures, &settings).text()
        };
        assert!(wet(1.0).starts_with("1 wet diaper was logged on 4 Oct;"), "{}", wet(1.0));
        assert!(wet(2.0).starts_with("2 wet diapers were logged on 4 Oct;"), "{}", wet(2.0));
    }

    #[test]
    fn figures_have_the_parents_units() {
        let settings = Settings { mass_unit: MassUnit::Lb, volume_unit: VolumeUnit::Oz, ..Settings::default() };
        let shown = |value, unit| figure(&Figure { name: "x".into(), value, unit }, &settings);
        assert_eq!(shown(453_592.37, FigureUnit::Milligrams), format!("1{TIE}lb"));
        assert_eq!(shown(29_573.5, FigureUnit::Microlitres), format!("1{TIE}oz"));
        assert_eq!(shown(38_400.0, FigureUnit::MilliCelsius), format!("38.4{TIE}°C"));
    }
}
