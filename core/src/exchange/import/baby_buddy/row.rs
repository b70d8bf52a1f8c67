//! One row of a sheet, by the names of its columns.

use std::collections::HashMap;

use crate::day::Day;
use crate::time::{ClockTime, LocalTime};
use crate::volume::parse_thousandths;

/// Which column stands where. Case, spaces and underscores of the header do not matter.
#[derive(Debug)]
pub(super) struct Columns {
    at: HashMap<String, usize>,
    names: Vec<String>,
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Columns {
    pub(super) fn of(header: &::csv::StringRecord) -> Self {
        let names: Vec<String> = header.iter().map(plain).collect();
        let at = names.iter().enumerate().rev().map(|(index, name)| (name.clone(), index)).collect();
        Self { at, names }
    }

    pub(super) fn has(&self, column: &str) -> bool {
        self.at.contains_key(&plain(column))
    }

    /// The first of these columns that the header names twice.
    pub(super) fn twice(&self, columns: &[&'static str]) -> Option<&'static str> {
        columns.iter().find(|column| self.names.iter().filter(|name| **name == plain(column)).count() > 1).copied()
    }

    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    fn index(&self, column: &str) -> Option<usize> {
        // Most headers are written as they are asked for; only underscores have gone.
        if column.contains('_') { self.at.get(&plain(column)).copied() } else { self.at.get(column).copied() }
    }
}

/// One row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) columns: &'a Columns,
    pub(super) record: &'a ::csv::StringRecord,
}

impl Row<'_> {
    /// A cell as it is written; empty where the file has no such column.
    pub(super) fn raw(&self, column: &str) -> &str {
        self.columns.index(column).and_then(|index| self.record.get(index)).unwrap_or_default()
    }

    /// A cell without the spaces around it.
    pub(super) fn get(&self, column: &str) -> &str {
        self.raw(column).trim()
    }

    /// A text, or nothing where the cell is empty.
    pub(super) fn text(&self, column: &str) -> Option<String> {
        let text = self.get(column);
        (!text.is_empty()).then(|| text.to_owned())
    }

    pub(super) fn id(&self) -> Result<u64, String> {
        let text = self.get("id");
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok()).flatten().ok_or_else(|| "id is no whole number".to_owned())
    }

    pub(super) fn time(&self, column: &str) -> Result<LocalTime, String> {
        LocalTime::parse(self.get(column)).ok_or_else(|| unreadable(column, self.get(column), "date and time"))
    }

    /// Noon of a date; a time of day behind it does not matter.
    pub(super) fn noon(&self, column: &str) -> Result<LocalTime, String> {
        let date = self.date(column).ok_or_else(|| unreadable(column, self.get(column), "date"))?;
        Ok(LocalTime::on(date, ClockTime::from_minute(12 * 60)))
    }

    pub(super) fn date(&self, column: &str) -> Option<Day> {
        let text = self.get(column);
        Day::parse(text).or_else(|| LocalTime::parse(text).map(|local| local.date))
    }

    pub(super) fn flag(&self, column: &str) -> Result<bool, String> {
        match self.get(column).to_ascii_lowercase().as_str() {
            "1" | "true" | "yes" => Ok(true),
            "0" | "false" | "no" => Ok(false),
            _ => Err(unreadable(column, self.get(column), "yes or no")),
        }
    }

    /// A decimal number as written, or nothing where the cell is empty.
    pub(super) fn number(&self, column: &str) -> Result<Option<String>, String> {
        match self.get(column) {
            "" => Ok(None),
            text if parse_thousandths(text).is_some() => Ok(Some(text.to_owned())),
            text => Err(unreadable(column, text, "number")),
        }
    }

    pub(super) fn needed_number(&self, column: &str) -> Result<String, String> {
        self.number(column)?.ok_or_else(|| unreadable(column, "", "number"))
    }

    /// The cells of some columns in words, such as "color: green, amount: 2".
    pub(super) fn details(&self, columns: &[&str]) -> Option<String> {
        let told: Vec<String> = columns
            .iter()
            .filter(|column| !self.get(column).is_empty())
            .map(|column| format!("{}: {}", column.replace('_', " "), self.get(column)))
            .collect();
        (!told.is_empty()).then(|| told.join(", "))
    }
}

fn unreadable(column: &str, text: &str, wanted: &str) -> String {
    if text.is_empty() { format!("{column} is empty") } else { format!("{column} is no {wanted}") }
}
