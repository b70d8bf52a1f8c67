//! How the parent wants to see and count things.

use serde::{Deserialize, Serialize};

use crate::day::{ClockWindow, DayStart};
use crate::error::Result;
use crate::time::ClockTime;
use crate::volume::{MassUnit, VolumeUnit};

/// Settings that change what figures mean or how they are shown.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    /// Unit of milk amounts typed without one. Default ml.
    pub volume_unit: VolumeUnit,
    /// Unit of weights typed without one. Default g.
    pub mass_unit: MassUnit,
    /// When a day begins, 04:00 to 07:30. Default 05:00.
    pub day_start: ClockTime,
    /// The night. Default 23:00 to 05:00.
    pub night: ClockWindow,
    /// From which end of the latest session time is counted. Default its start.
    pub since: SessionEdge,
    /// Words instead of figures. Default no.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub simple: bool,
}

/// Start or end of a session.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionEdge {
    /// Its start.
    #[default]
    Start,
    /// Its end.
    End,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            volume_unit: VolumeUnit::Ml,
            mass_unit: MassUnit::G,
            day_start: DayStart::DEFAULT.time(),
            night: ClockWindow::NIGHT,
            since: SessionEdge::Start,
            simple: false,
        }
    }
}

impl Settings {
    pub(crate) fn check(&self) -> Result<()> {
        DayStart::new(self.day_start)?;
        self.night.check("night")
    }

    /// The day boundary; a stored setting was checked when it was written.
    pub(crate) fn boundary(&self) -> DayStart {
        DayStart::new(self.day_start).unwrap_or(DayStart::DEFAULT)
    }
}
