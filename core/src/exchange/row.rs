//! A row of our own exports on its way back to an entry.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::day::DayStart;
use crate::entry::{Diaper, Entry, EntryId, EntryKind, Expression, Nursing, Supplement, Supplementer, Transfer};
use crate::time::{LocalTime, Stamp};
use crate::volume::{Mass, MassUnit, Volume, VolumeUnit, parse_thousandths};

/// The fields of a row on its way in.
pub(super) enum Row<'a> {
    /// A row of our CSV.
    Csv {
        /// Where each column stands.
        columns: &'a HashMap<&'static str, usize>,
        /// The cells.
        record: &'a ::csv::StringRecord,
    },
    /// A line of our JSON Lines.
    Json(&'a Map<String, Value>),
}

/// Why a row cannot be read.
pub(super) type Unreadable = String;

impl Row<'_> {
    fn get(&self, field: &str) -> Option<Cow<'_, str>> {
        match self {
            Self::Csv { columns, record } => {
                let text = record.get(*columns.get(field)?)?;
                (!text.is_empty()).then(|| super::csv::unescape(text))
            }
            Self::Json(map) => match map.get(field)? {
                Value::String(text) => Some(Cow::Borrowed(text)),
                Value::Number(number) => Some(Cow::Owned(number.to_string())),
                Value::Bool(flag) => Some(Cow::Borrowed(if *flag { "true" } else { "false" })),
                _ => None,
            },
        }
    }

    fn text(&self, field: &str) -> Option<String> {
        self.get(field).map(Cow::into_owned)
    }

    fn need(&self, field: &str) -> Result<Cow<'_, str>, Unreadable> {
        self.get(field).ok_or_else(|| format!("{field} is missing"))
    }

    fn read<T>(&self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Unreadable> {
        match self.get(field) {
            None => Ok(None),
            Some(text) => parse(&text).map(Some).ok_or_else(|| format!("{field} cannot be read")),
        }
    }

    fn word<T: DeserializeOwned>(&self, field: &str) -> Result<Option<T>, Unreadable> {
        self.read(field, |text| serde_json::from_value(Value::String(text.to_owned())).ok())
    }

    fn need_word<T: DeserializeOwned>(&self, field: &str) -> Result<T, Unreadable> {
        self.word(field)?.ok_or_else(|| format!("{field} is missing"))
    }

    fn number(&self, field: &str) -> Result<Option<i32>, Unreadable> {
        self.read(field, |text| text.parse().ok())
    }

    fn thousandths(&self, field: &str) -> Result<Option<i64>, Unreadable> {
        self.read(field, parse_thousandths)
    }

    fn flag(&self, field: &str) -> Result<Option<bool>, Unreadable> {
        self.read(field, |text| text.to_ascii_lowercase().parse().ok())
    }

    fn volume(&self, [field, unit_field]: [&str; 2]) -> Result<Option<Volume>, Unreadable> {
        let volume = self.read(field, |text| Volume::parse(text, VolumeUnit::Ml))?;
        let typed = self.word(unit_field)?;
        Ok(volume.map(|volume| match (volume, typed) {
            (Volume::Measured { microlitres, .. }, Some(unit)) => Volume::Measured { microlitres, unit },
            (volume, _) => volume,
        }))
    }

    fn mass(&self, [field, unit_field]: [&str; 2]) -> Result<Mass, Unreadable> {
        let mass = self.read(field, |text| Mass::parse(text, MassUnit::G))?;
        let mass = mass.ok_or_else(|| format!("{field} is missing"))?;
        Ok(Mass { milligrams: mass.milligrams, unit: self.word(unit_field)?.unwrap_or(mass.unit) })
    }

    fn tags(&self) -> Result<Vec<String>, Unreadable> {
        let list = match self {
            Self::Csv { .. } => self.get("tags").map(|text| serde_json::from_str(&text)),
            Self::Json(map) => map.get("tags").cloned().map(serde_json::from_value),
        };
        list.transpose().map(Option::unwrap_or_default).map_err(|_| "tags cannot be read".to_owned())
    }

    fn start(&self) -> Result<Stamp, Unreadable> {
        let wrong = |field: &str| format!("{field} cannot be read");
        let start_local = self.need("start_local")?;
        if let Self::Json(map) = self {
            let utc_ms = map.get("start_ms").and_then(Value::as_i64).ok_or_else(|| wrong("start_ms"))?;
            let sign = start_local.rfind(['+', '-']).ok_or_else(|| wrong("start_local"))?;
            let offset_s = parse_offset(&start_local[sign..]).ok_or_else(|| wrong("start_local"))?;
            let start = Stamp { utc_ms, offset_s };
            return (in_calendar(utc_ms) && start.rfc3339() == start_local)
                .then_some(start)
                .ok_or_else(|| "start_ms and start_local disagree".to_owned());
        }
        let start_utc = self.need("start_utc")?;
        let utc = start_utc.strip_suffix('Z').and_then(LocalTime::parse).ok_or_else(|| wrong("start_utc"))?;
        let offset = self.need("offset")?;
        let offset_s = offset.strip_prefix("UTC").and_then(parse_offset).ok_or_else(|| wrong("offset"))?;
        let local = LocalTime::parse(&start_local).ok_or_else(|| wrong("start_local"))?;
        let start = Stamp { utc_ms: utc.as_if_utc_ms(), offset_s };
        (start.local_ms() == local.as_if_utc_ms())
            .then_some(start)
            .ok_or_else(|| "start_utc, start_local and offset disagree".to_owned())
    }

    /// The entry that this row holds; its day is set by `boundary`.
    pub(super) fn entry(&self, boundary: DayStart) -> Result<Entry, Unreadable> {
        let id = EntryId::parse(&self.need("id")?).map_err(|_| "id is no UUID".to_owned())?;
        let start = self.start()?;
        Ok(Entry {
            id,
            start,
            zone: self.text("zone").unwrap_or_default(),
            day: boundary.day_of(start),
            kind: self.kind()?,
            baby: self.text("baby"),
            note: self.text("note"),
            tags: self.tags()?,
        })
    }

    fn kind(&self) -> Result<EntryKind, Unreadable> {
        let detail = self.text("detail");
        Ok(match &*self.need("kind")? {
            "nursing" => EntryKind::Nursing { nursing: self.nursing()? },
            "expression" => EntryKind::Expression {
                expression: Expression {
                    method: self.need_word("method")?,
                    left: self.volume(["left_ml", "left_unit"])?,
                    right: self.volume(["right_ml", "right_unit"])?,
                    total: self.volume(["total_ml", "total_unit"])?,
                    duration_ms: self.thousandths("duration_s")?,
                    pause_ms: self.thousandths("pause_s")?.unwrap_or(0),
                    double: self.flag("double")?,
                    pattern: self.word("pattern")?,
                    let_downs: self.number("let_downs")?,
                    pain: self.number("pain")?,
                },
            },
            "supplement" => EntryKind::Supplement {
                supplement: Supplement { milk: self.need_word("milk")?, volume: self.fed()?, by: self.word("by")? },
            },
            "skin_to_skin" => EntryKind::SkinToSkin { duration_ms: self.thousandths("duration_s")? },
            "weight" => EntryKind::Weight { mass: self.mass(["weight_g", "weight_unit"])? },
            "diaper" => EntryKind::Diaper {
                diaper: Diaper {
                    wet: self.flag("wet")?.unwrap_or(false),
                    stool: self.flag("stool")?.unwrap_or(false),
                    detail,
                },
            },
            "medicine" => EntryKind::Medicine { name: self.need("name")?.into_owned(), detail },
            "temperature" => EntryKind::Temperature {
                milli_celsius: self.thousandths("temperature_c")?.ok_or("temperature_c is missing")?,
                of_parent: self.flag("of_parent")?.unwrap_or(false),
            },
            "sign" => EntryKind::Sign { sign: self.need_word("name")? },
            "wellbeing" => EntryKind::Wellbeing { mood: self.number("mood")?, rest: self.number("rest")? },
            "note" => EntryKind::Note,
            "other" => EntryKind::Other { label: self.need("name")?.into_owned(), detail },
            _ => return Err("kind is not one that Relatch knows".into()),
        })
    }

    fn fed(&self) -> Result<Volume, Unreadable> {
        self.volume(["volume_ml", "volume_unit"])?.ok_or_else(|| "volume_ml is missing".to_owned())
    }

    fn nursing(&self) -> Result<Nursing, Unreadable> {
        let supplementer = match self.word("milk")? {
            Some(milk) => Some(Supplementer { milk, volume: self.fed()? }),
            None => None,
        };
        let transfer_volume =
            || self.volume(["transfer_ml", "transfer_unit"])?.ok_or_else(|| "transfer_ml is missing".to_owned());
        let transfer = match self.get("transfer_by").as_deref() {
            None => None,
            Some("weighed") => Some(Transfer::Weighed {
                before: self.mass(["before_g", "before_unit"])?,
                after: self.mass(["after_g", "after_unit"])?,
            }),
            Some("test_weighed") => Some(Transfer::TestWeighed { volume: transfer_volume()? }),
            Some("estimated") => Some(Transfer::Estimated { volume: transfer_volume()? }),
            Some(_) => return Err("transfer_by cannot be read".into()),
        };
        Ok(Nursing {
            left_ms: self.thousandths("left_s")?,
            right_ms: self.thousandths("right_s")?,
            both_ms: self.thousandths("duration_s")?,
            side: self.word("side")?,
            pause_ms: self.thousandths("pause_s")?.unwrap_or(0),
            latch: self.word("latch")?,
            supplementer,
            transfer,
        })
    }
}

/// Whether an instant lies in the years that have four digits, so that it has a text.
fn in_calendar(utc_ms: i64) -> bool {
    (0..=253_402_300_799_999).contains(&utc_ms)
}

/// Reads "+01:00", "-03:30" or "+00:19:32".
fn parse_offset(text: &str) -> Option<i32> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let parts: Vec<i32> = rest
        .split(':')
        .map(|part| (part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())).then(|| part.parse().ok()).flatten())
        .collect::<Option<_>>()?;
    let seconds = match parts[..] {
        [hours, minutes] if minutes < 60 => hours * 3_600 + minutes * 60,
        [hours, minutes, seconds] if minutes < 60 && seconds < 60 => hours * 3_600 + minutes * 60 + seconds,
        _ => return None,
    };
    Some(sign * seconds)
}
