//! Values as they are typed: read here by core's own parsers, judged by core.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use relatch_core::{ClockTime, ClockWindow, Day, EntryId, Mass, MassUnit, Sign, Volume, VolumeUnit, parse_thousandths};
use serde::de::DeserializeOwned;

type Read<T> = std::result::Result<T, String>;

/// An amount of milk; a bare number waits for the set unit.
#[derive(Debug, Clone)]
pub(crate) struct VolumeText(String);

/// A weight; a bare number waits for its unit.
#[derive(Debug, Clone)]
pub(crate) struct MassText(String);

/// Milliseconds, typed as minutes ("12", "7.5") or as a duration ("1h10m").
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Minutes(pub(crate) i64);

/// Milliseconds, typed as a duration: "2.5h", "2h30m", "150m".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Duration(pub(crate) i64);

/// What stands beside `--left` or `--right` where the kind is not known yet: minutes or an amount.
#[derive(Debug, Clone)]
pub(crate) struct SideText(String);

/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Yes(pub(crate) bool);

/// "off", or something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OrOff<T> {
    Off,
    On(T),
}

/// "none", or something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum OrNone<T> {
    None,
    Is(T),
}

/// Microlitres of a day, typed as an amount; a bare number is millilitres.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Amount(pub(crate) i64);

/// A number with up to three decimals, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Thousandths(pub(crate) i64);

impl Amount {
    pub(crate) fn read(text: &str) -> Read<Self> {
        let volume = Volume::parse(text, VolumeUnit::Ml).and_then(Volume::microlitres);
        volume.map(Self).ok_or_else(|| "an amount is written 600, 600ml or 20oz".to_owned())
    }
}

impl Thousandths {
    pub(crate) fn read(text: &str) -> Read<Self> {
        parse_thousandths(text).map(Self).ok_or_else(|| "give a number such as 5.2".to_owned())
    }
}

impl VolumeText {
    pub(crate) fn read(text: &str) -> Read<Self> {
        match Volume::parse(text, VolumeUnit::Ml) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err("an amount is written 12ml, 0.5oz, 0ml, drops or unmeasured".to_owned()),
        }
    }

    /// The amount; `unit` is that of a bare number.
    pub(crate) fn volume(&self, unit: VolumeUnit) -> Volume {
        // Read once already: whether it can be read does not depend on the unit.
        Volume::parse(&self.0, unit).unwrap_or(Volume::Unmeasured)
    }
}

impl MassText {
    pub(crate) fn read(text: &str) -> Read<Self> {
        match Mass::parse(text, MassUnit::G) {
            Some(_) => Ok(Self(text.to_owned())),
            None => Err("a weight is written 4200g, 4.2kg or 9.25lb".to_owned()),
        }
    }

    /// The weight; `unit` is that of a bare number.
    pub(crate) fn mass(&self, unit: MassUnit) -> Mass {
        Mass::parse(&self.0, unit).unwrap_or(Mass { milligrams: 0, unit })
    }
}

impl Minutes {
    pub(crate) fn read(text: &str) -> Read<Self> {
        let bare = parse_thousandths(text).map(|thousandths| thousandths.saturating_mul(60));
        bare.or_else(|| duration_ms(text))
            .map(Self)
            .ok_or_else(|| "minutes are written 12 or 7.5, or as 1h10m".to_owned())
    }
}

impl Duration {
    pub(crate) fn read(text: &str) -> Read<Self> {
        duration_ms(text).map(Self).ok_or_else(|| "a duration is written 2.5h, 2h30m or 150m".to_owned())
    }
}

impl SideText {
    pub(crate) fn read(text: &str) -> Read<Self> {
        if VolumeText::read(text).is_ok() || Minutes::read(text).is_ok() {
            return Ok(Self(text.to_owned()));
        }
        Err("give minutes for a nursing, an amount for an expression".to_owned())
    }

    pub(crate) fn minutes(&self) -> Read<Minutes> {
        Minutes::read(&self.0)
    }

    pub(crate) fn volume(&self) -> Read<VolumeText> {
        VolumeText::read(&self.0)
    }
}

/// Hours before minutes, each once: "2.5h", "2h30m", "150m", "-5m".
fn duration_ms(text: &str) -> Option<i64> {
    const HOUR_MS: i64 = 3_600_000;
    const MINUTE_MS: i64 = 60_000;
    let text = text.trim();
    let (sign, body) = text.strip_prefix('-').map_or((1, text), |body| (-1, body));
    let scaled = |number: &str, unit_ms: i64| {
        let thousandths = (!number.starts_with('-')).then(|| parse_thousandths(number)).flatten()?;
        Some((i128::from(thousandths) * i128::from(unit_ms) / 1_000).min(i128::from(i64::MAX / 4)) as i64)
    };
    let (hours, minutes) = match body.split_once('h') {
        Some((hours, "")) => (Some(hours), None),
        Some((hours, minutes)) => (Some(hours), Some(minutes.strip_suffix('m')?)),
        None => (None, Some(body.strip_suffix('m')?)),
    };
    let hours_ms = hours.map_or(Some(0), |number| scaled(number, HOUR_MS))?;
    let minutes_ms = minutes.map_or(Some(0), |number| scaled(number, MINUTE_MS))?;
    Some(sign * (hours_ms + minutes_ms))
}

/// A whole number; one that is too long for the machine is as good as the longest.
pub(crate) fn whole(text: &str) -> Read<i32> {
    let text = text.trim();
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("give a whole number".to_owned());
    }
    Ok(text.parse().unwrap_or(if text.starts_with('-') { i32::MIN } else { i32::MAX }))
}

/// Thousandths of a degree Celsius.
pub(crate) fn celsius(text: &str) -> Read<i64> {
    let number = text.trim().trim_end_matches(['c', 'C']).trim_end_matches('°').trim_end();
    parse_thousandths(number).ok_or_else(|| "a temperature is written 37.5, in degrees Celsius".to_owned())
}

pub(crate) fn id(text: &str) -> Read<EntryId> {
    EntryId::parse(text).map_err(|_| "an id is a UUID such as 0190a6ee-7e1c-7cc3-98c4-dc0c0c07398f".to_owned())
}

pub(crate) fn day(text: &str) -> Read<Day> {
    Day::parse(text).ok_or_else(|| "a day is written 2026-11-01".to_owned())
}

pub(crate) fn clock(text: &str) -> Read<ClockTime> {
    ClockTime::parse(text).ok_or_else(|| "a time of day is written 05:00".to_owned())
}

pub(crate) fn window(text: &str) -> Read<ClockWindow> {
    let read = || {
        let (from, to) = text.split_once('-')?;
        Some(ClockWindow { from: ClockTime::parse(from.trim())?, to: ClockTime::parse(to.trim())? })
    };
    read().ok_or_else(|| "a window is written 23:00-05:00".to_owned())
}

/// "off", or what `read` reads.
pub(crate) fn or_off<T>(text: &str, read: impl Fn(&str) -> Read<T>) -> Read<OrOff<T>> {
    if text == "off" { Ok(OrOff::Off) } else { read(text).map(OrOff::On) }
}

/// "none", or what `read` reads.
pub(crate) fn or_none<T>(text: &str, read: impl Fn(&str) -> Read<T>) -> Read<OrNone<T>> {
    if text == "none" { Ok(OrNone::None) } else { read(text).map(OrNone::Is) }
}

/// A core value by the name it has in JSON.
pub(crate) fn by_name<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

/// For clap: one of these names, as the core value of that name.
pub(crate) fn one_of<T>(names: &'static [&'static str]) -> impl TypedValueParser<Value = T>
where
    T: DeserializeOwned + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(names).try_map(|name| by_name(&name).ok_or("not in the list"))
}

pub(crate) fn yes_no() -> impl TypedValueParser<Value = Yes> {
    PossibleValuesParser::new(["yes", "no"]).map(|word| Yes(word == "yes"))
}

pub(crate) const MILKS: &[&str] = &["own", "own-fortified", "donor", "formula"];
pub(crate) const LATCHES: &[&str] = &["offered", "licked", "latched", "swallowed", "refused"];
pub(crate) const WAYS: &[&str] = &["bottle", "cup", "spoon", "syringe", "paladai", "finger", "other"];
pub(crate) const SIDES: &[&str] = &["left", "right"];
pub(crate) const SESSIONS: &[&str] = &["nursing", "pump", "hand"];

/// For clap: a sign by its name.
pub(crate) fn sign() -> impl TypedValueParser<Value = Sign> {
    let names: Vec<&'static str> = Sign::ALL.iter().map(|(_, name)| *name).collect();
    PossibleValuesParser::new(names).try_map(|name| by_name(&name).ok_or("not in the list"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_hours_minutes_or_both() {
        for (text, minutes) in [("2.5h", 150), ("2h30m", 150), ("150m", 150), ("-5m", -5), ("0m", 0), ("1h", 60)] {
            assert_eq!(Duration::read(text), Ok(Duration(minutes * 60_000)), "{text}");
        }
        for text in ["", "150", "h", "m", "2h30", "30m2h", "2h-30m", "1d", "--5m", "2hm", "1e3m", "NaNh"] {
            assert!(Duration::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn minutes_may_be_bare() {
        assert_eq!(Minutes::read("7.5"), Ok(Minutes(450_000)));
        assert_eq!(Minutes::read("-5"), Ok(Minutes(-300_000)));
        assert_eq!(Minutes::read("1h10m"), Ok(Minutes(70 * 60_000)));
    }

    #[test]
    fn numbers_longer_than_the_machine_are_still_numbers() {
        assert_eq!(whole("99999999999999999999"), Ok(i32::MAX));
        assert_eq!(whole("-99999999999999999999"), Ok(i32::MIN));
        assert!(whole("1.5").is_err() && whole("+1").is_err() && whole("").is_err());
        for text in ["99999999999999999999999999999999h", "999999999999999999999999999999999999999999m"] {
            assert!(Duration::read(text).is_ok(), "{text}");
        }
    }
}
