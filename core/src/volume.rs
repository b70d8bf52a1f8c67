//! Amounts of milk and weights, exact to what was typed.

use serde::{Deserialize, Serialize};

use crate::error::{JournalError, Result};

/// Microlitres in a US fluid ounce: 29.5735 ml (definition used throughout Relatch).
const OUNCE_UL_TIMES_10: i128 = 295_735;
/// Milligrams in an avoirdupois pound: 453.59237 g (exact by international agreement).
const POUND_MG_TIMES_100: i128 = 45_359_237;
/// Largest amount of milk in one entry: 1,000 ml.
pub(crate) const MAX_VOLUME_UL: i64 = 1_000_000;

/// How much milk: not measured, drops, or a number. These are three different facts, and none of them is 0 ml.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Volume {
    /// Nobody measured.
    Unmeasured,
    /// Drops: more than nothing, too little to measure.
    Drops,
    /// A measured amount; 0 is an amount.
    Measured {
        /// Whole microlitres, 0 to 1000000.
        microlitres: i64,
        /// The unit it was typed in.
        unit: VolumeUnit,
    },
}

/// Unit of an amount of milk.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VolumeUnit {
    /// Millilitres.
    #[default]
    Ml,
    /// US fluid ounces of 29.5735 ml.
    Oz,
}

/// A weight, with the unit it was typed in.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mass {
    /// Whole milligrams.
    pub milligrams: i64,
    /// The unit it was typed in.
    pub unit: MassUnit,
}

/// Unit of a weight.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MassUnit {
    /// Grams.
    #[default]
    G,
    /// Kilograms.
    Kg,
    /// Avoirdupois pounds.
    Lb,
}

/// A decimal number as typed: digits without a point, and how many of them stood behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Decimal {
    digits: i128,
    places: u32,
}

impl Decimal {
    /// Reads plain decimals such as "12", "0.5" or "1,25"; no sign but a leading minus, no exponent.
    fn parse(text: &str) -> Option<Self> {
        let (negative, body) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, part) = body.split_once(['.', ',']).unwrap_or((body, ""));
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(part) || (whole.is_empty() && part.is_empty()) {
            return None;
        }
        // What is longer than any limit is still a number, and for the limits to refuse.
        let whole = whole.trim_start_matches('0');
        let (whole, part) = if whole.len() > 12 { ("999999999999", "") } else { (whole, &part[..part.len().min(12)]) };
        let digits: i128 = format!("0{whole}{part}").parse().ok()?;
        Some(Self { digits: if negative { -digits } else { digits }, places: part.len() as u32 })
    }

    /// `self * numerator / denominator`, rounded half up.
    fn scaled(self, numerator: i128, denominator: i128) -> i64 {
        let divisor = denominator * 10_i128.pow(self.places);
        let rounded = (2 * self.digits * numerator + divisor).div_euclid(2 * divisor);
        i64::try_from(rounded).unwrap_or(if rounded < 0 { i64::MIN } else { i64::MAX })
    }
}

/// `value / unit`, rounded half up to `places`, without trailing zeros.
fn decimal_text(value: i64, numerator: i128, denominator: i128, places: u32) -> String {
    let scale = 10_i128.pow(places);
    let scaled = (2 * i128::from(value) * numerator * scale + denominator).div_euclid(2 * denominator);
    let (sign, abs) = if scaled < 0 { ("-", -scaled) } else { ("", scaled) };
    let text = format!("{sign}{}.{:0width$}", abs / scale, abs % scale, width = places as usize);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Splits "12.5ml" into its number and its unit.
fn split_unit(text: &str) -> (&str, &str) {
    let text = text.trim();
    let end = text.find(|c: char| c.is_alphabetic()).unwrap_or(text.len());
    (text[..end].trim(), text[end..].trim())
}

impl Volume {
    /// Reads "12ml", "0.5oz", "12" (in `unit`), "drops" or "unmeasured"; absent when it is none of these.
    ///
    /// A comma serves as well as a point. Limits are checked when the entry is logged, not here.
    pub fn parse(text: &str, unit: VolumeUnit) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        match lower.as_str() {
            "drops" => return Some(Self::Drops),
            "unmeasured" => return Some(Self::Unmeasured),
            _ => {}
        }
        let (number, suffix) = split_unit(&lower);
        let unit = match suffix {
            "" => unit,
            "ml" => VolumeUnit::Ml,
            "oz" => VolumeUnit::Oz,
            _ => return None,
        };
        let decimal = Decimal::parse(number)?;
        let microlitres = match unit {
            VolumeUnit::Ml => decimal.scaled(1_000, 1),
            VolumeUnit::Oz => decimal.scaled(OUNCE_UL_TIMES_10, 10),
        };
        Some(Self::Measured { microlitres, unit })
    }

    /// A measured amount in millilitres, rounded to whole microlitres.
    pub fn ml(ml: i64) -> Self {
        Self::Measured { microlitres: ml * 1_000, unit: VolumeUnit::Ml }
    }

    /// The amount in microlitres, absent for drops and unmeasured.
    pub fn microlitres(self) -> Option<i64> {
        match self {
            Self::Measured { microlitres, .. } => Some(microlitres),
            Self::Unmeasured | Self::Drops => None,
        }
    }

    /// The number as it was typed, in its own unit, such as "0.5"; absent for drops and unmeasured.
    pub fn typed(self) -> Option<String> {
        match self {
            Self::Measured { microlitres, unit } => Some(volume_number(microlitres, unit)),
            Self::Unmeasured | Self::Drops => None,
        }
    }

    pub(crate) fn check(self, field: &str) -> Result<()> {
        match self.microlitres() {
            Some(ul) if !(0..=MAX_VOLUME_UL).contains(&ul) => {
                Err(JournalError::invalid(field, "a volume must lie between 0 and 1000 ml"))
            }
            _ => Ok(()),
        }
    }
}

/// Microlitres as a decimal number in `unit`: millilitres to three places, ounces to two.
pub fn volume_number(microlitres: i64, unit: VolumeUnit) -> String {
    match unit {
        VolumeUnit::Ml => decimal_text(microlitres, 1, 1_000, 3),
        VolumeUnit::Oz => decimal_text(microlitres, 10, OUNCE_UL_TIMES_10, 2),
    }
}

impl VolumeUnit {
    /// "ml" or "oz".
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Ml => "ml",
            Self::Oz => "oz",
        }
    }
}

impl Mass {
    /// Reads "4200g", "4.2kg", "9.25lb" or a bare number in `unit`; absent when it is none of these.
    pub fn parse(text: &str, unit: MassUnit) -> Option<Self> {
        let lower = text.trim().to_lowercase();
        let (number, suffix) = split_unit(&lower);
        let unit = match suffix {
            "" => unit,
            "g" => MassUnit::G,
            "kg" => MassUnit::Kg,
            "lb" => MassUnit::Lb,
            _ => return None,
        };
        let decimal = Decimal::parse(number)?;
        let milligrams = match unit {
            MassUnit::G => decimal.scaled(1_000, 1),
            MassUnit::Kg => decimal.scaled(1_000_000, 1),
            MassUnit::Lb => decimal.scaled(POUND_MG_TIMES_100, 100),
        };
        Some(Self { milligrams, unit })
    }

    /// The number as it was typed, in its own unit, such as "9.25".
    pub fn typed(self) -> String {
        mass_number(self.milligrams, self.unit)
    }
}

/// Milligrams as a decimal number in `unit`: grams to three places, kilograms to five, pounds to four.
pub fn mass_number(milligrams: i64, unit: MassUnit) -> String {
    match unit {
        MassUnit::G => decimal_text(milligrams, 1, 1_000, 3),
        MassUnit::Kg => decimal_text(milligrams, 1, 1_000_000, 5),
        MassUnit::Lb => decimal_text(milligrams, 100, POUND_MG_TIMES_100, 4),
    }
}

impl MassUnit {
    /// "g", "kg" or "lb".
    pub fn symbol(self) -> &'static str {
        match self {
            Self::G => "g",
            Self::Kg => "kg",
            Self::Lb => "lb",
        }
    }
}

/// Reads a plain decimal number scaled to thousandths, such as 37.5 to 37500; absent when it is none.
pub fn parse_thousandths(text: &str) -> Option<i64> {
    Decimal::parse(text.trim()).map(|decimal| decimal.scaled(1_000, 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_millilitres_to_three_decimals_come_back_as_typed(ul in 0..=1_000_000_i64) {
            let typed = volume_number(ul, VolumeUnit::Ml);
            let read = Volume::parse(&typed, VolumeUnit::Ml).unwrap();
            prop_assert_eq!(read, Volume::Measured { microlitres: ul, unit: VolumeUnit::Ml });
        }

        #[test]
        fn any_ounces_to_two_decimals_come_back_as_typed(hundredths in 0..=3_381_i64) {
            let typed = decimal_text(hundredths, 1, 100, 2);
            let read = Volume::parse(&format!("{typed}oz"), VolumeUnit::Ml).unwrap();
            prop_assert_eq!(read.typed().unwrap(), typed);
        }

        #[test]
        fn any_pounds_to_three_decimals_come_back_as_typed(thousandths in 0..=66_000_i64) {
            let typed = decimal_text(thousandths, 1, 1_000, 3);
            prop_assert_eq!(Mass::parse(&typed, MassUnit::Lb).unwrap().typed(), typed);
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}") {
            let _ = (Volume::parse(&text, VolumeUnit::Oz), Mass::parse(&text, MassUnit::Lb), parse_thousandths(&text));
        }
    }

    #[test]
    fn half_a_microlitre_rounds_up() {
        assert_eq!(Volume::parse("0.0005", VolumeUnit::Ml).unwrap().microlitres(), Some(1));
        assert_eq!(Volume::parse("0.00049", VolumeUnit::Ml).unwrap().microlitres(), Some(0));
        assert_eq!(Volume::parse("1oz", VolumeUnit::Ml).unwrap().microlitres(), Some(29_574));
    }

    #[test]
    fn zero_drops_and_unmeasured_are_three_facts() {
        let read = |text| Volume::parse(text, VolumeUnit::Ml).unwrap();
        assert_eq!(read("0ml").microlitres(), Some(0));
        assert_eq!(read("drops"), Volume::Drops);
        assert_eq!(read("unmeasured"), Volume::Unmeasured);
    }

    #[test]
    fn a_number_of_any_length_is_a_number() {
        let huge = Volume::parse(&"9".repeat(400), VolumeUnit::Oz).unwrap();
        assert!(huge.microlitres().unwrap() > MAX_VOLUME_UL);
        let long = Volume::parse(&format!("{}12.{}", "0".repeat(40), "0".repeat(40)), VolumeUnit::Ml).unwrap();
        assert_eq!(long.microlitres(), Some(12_000));
    }

    #[test]
    fn what_is_no_volume_is_not_read() {
        for text in ["", "ml", "1e3", "NaN", "inf", "12 cups", "1.2.3", "+5", "--5", "1_000", "٣ml"] {
            assert_eq!(Volume::parse(text, VolumeUnit::Ml), None, "{text}");
        }
    }
}
