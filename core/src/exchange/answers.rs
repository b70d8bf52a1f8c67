//! What a person hands over for an import, and what they answer to its questions.

use serde::{Deserialize, Serialize};

use crate::error::{JournalError, Result};
use crate::time::{ZoneTable, check_offset};
use crate::volume::{MassUnit, VolumeUnit};

/// One file to import, already read into memory by the app.
///
/// Files of other apps may have up to 20,000,000 bytes, Relatch's own exports up to 256,000,000; an app that reads
/// from disk should look at the size first (see [`ImportFile::size_limit`]).
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportFile {
    /// Name to show in reports, without its folder.
    pub name: String,
    /// The bytes of the file.
    pub contents: Vec<u8>,
    /// Whether it was merely found in a folder: what is not recognised there is passed over with a warning, while a
    /// file that was named itself is refused.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub from_folder: bool,
}

/// Which app wrote the files.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportFormat {
    /// Baby Buddy's CSV export, one file for each kind of row.
    BabyBuddy,
    /// Relatch's own CSV.
    RelatchCsv,
    /// Relatch's own JSON Lines.
    RelatchJsonl,
}

/// The answers to an import's questions; what is absent is asked, if it matters.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ImportAnswers {
    /// The app that wrote the files. Absent: told by their columns.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub format: Option<ImportFormat>,
    /// The zone in which times without an offset were written.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub zone: Option<ImportZone>,
    /// The unit of milk amounts without one.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub volume_unit: Option<VolumeUnit>,
    /// The unit of weights without one.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub mass_unit: Option<MassUnit>,
    /// Who took the medicines.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub medicine_for: Option<MedicineFor>,
    /// Display name of the baby whose rows name none; also renames the only baby of the files.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub baby: Option<String>,
}

/// A zone for times written without an offset, with its clock changes from the platform's zone data.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ImportZone {
    /// Its name, such as "Europe/Paris", or empty when only an offset is known.
    pub name: String,
    /// Seconds ahead of UTC where the table is empty, -64800 to 64800.
    pub offset_s: i32,
    /// Its clock changes from 2015 until now.
    pub zone_table: ZoneTable,
}

/// Who took the medicines of a file that does not say.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MedicineFor {
    /// The parent.
    Parent,
    /// The baby.
    Baby,
}

/// What an import may have to ask, by the name of its option on the command line.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportOption {
    /// The zone of times without an offset.
    Zone,
    /// The unit of milk amounts.
    VolumeUnit,
    /// The unit of weights.
    WeightUnit,
    /// Who took the medicines.
    Medicine,
    /// Whose the rows are.
    Baby,
}

impl ImportOption {
    /// Its name on the command line, such as "volume-unit".
    pub fn name(self) -> &'static str {
        match self {
            Self::Zone => "zone",
            Self::VolumeUnit => "volume-unit",
            Self::WeightUnit => "weight-unit",
            Self::Medicine => "medicine",
            Self::Baby => "baby",
        }
    }
}

impl ImportFormat {
    /// Every format that can be imported, with its name on the command line.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::BabyBuddy, "baby-buddy"), (Self::RelatchCsv, "relatch-csv"), (Self::RelatchJsonl, "relatch-jsonl")];
}

impl ImportFile {
    /// Most bytes that a file beginning with `head` may have; 4,096 bytes of head are enough.
    pub fn size_limit(head: &[u8]) -> i64 {
        super::import::size_limit(head) as i64
    }
}

impl ImportZone {
    pub(crate) fn check(&self) -> Result<()> {
        check_offset("zone", self.offset_s)?;
        check_zone_name(&self.name)?;
        self.zone_table.check()
    }
}

pub(super) fn check_zone_name(name: &str) -> Result<()> {
    if name.len() > 64 || name.contains('\0') {
        return Err(JournalError::invalid("zone", "a zone name has 64 bytes at most and no NUL character"));
    }
    Ok(())
}
