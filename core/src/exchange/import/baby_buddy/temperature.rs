//! Body temperature, in degrees Celsius or Fahrenheit, told apart by range.

use super::row::Row;
use crate::entry::EntryKind;
use crate::volume::parse_thousandths;

/// 30 to 45 degrees Celsius are 86 to 113 degrees Fahrenheit: the two never overlap.
const MILLI_CELSIUS: std::ops::RangeInclusive<i64> = 30_000..=45_000;
const MILLI_FAHRENHEIT: std::ops::RangeInclusive<i64> = 86_000..=113_000;

/// A temperature as written.
#[derive(Debug)]
pub(super) struct Temperature {
    thousandths: i64,
}

impl Temperature {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, String> {
        let text = row.needed_number("temperature")?;
        Ok(Self { thousandths: parse_thousandths(&text).ok_or("temperature is no number")? })
    }

    pub(super) fn entry_kind(&self) -> Result<EntryKind, String> {
        let milli_celsius = if MILLI_CELSIUS.contains(&self.thousandths) {
            self.thousandths
        } else if MILLI_FAHRENHEIT.contains(&self.thousandths) {
            // 5/9, rounded half up.
            ((self.thousandths - 32_000) * 10 + 9).div_euclid(18)
        } else {
            return Err("temperature: it lies neither between 30 and 45 C nor between 86 and 113 F".into());
        };
        Ok(EntryKind::Temperature { milli_celsius, of_parent: false })
    }
}
