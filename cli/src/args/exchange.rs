//! Data in and out.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use jiff::tz::TimeZone;
use relatch_core::{ExportFormat, ImportFormat, MassUnit, MedicineFor, VolumeUnit};

use crate::input;
use crate::moment::Moment;

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// Files, or folders with .csv and .jsonl files
    #[arg(required = true, value_name = "FILE_OR_DIR")]
    pub(crate) file: Vec<PathBuf>,
    /// The app they come from; by default told by their columns
    #[arg(long, value_parser = format(), value_name = "FORMAT")]
    pub(crate) from: Option<ImportFormat>,
    /// Zone of times without an offset, such as Europe/Paris
    #[arg(long, value_parser = zone, allow_hyphen_values = true, value_name = "ZONE")]
    pub(crate) zone: Option<ZoneText>,
    /// Unit of amounts without one
    #[arg(long, value_parser = input::one_of::<VolumeUnit>(&["ml", "oz"]), allow_hyphen_values = true)]
    pub(crate) volume_unit: Option<VolumeUnit>,
    /// Unit of weights without one
    #[arg(long, value_parser = input::one_of::<MassUnit>(&["g", "kg", "lb"]), allow_hyphen_values = true)]
    pub(crate) weight_unit: Option<MassUnit>,
    /// Who took the medicines
    #[arg(long, value_parser = input::one_of::<MedicineFor>(&["parent", "baby"]), allow_hyphen_values = true)]
    pub(crate) medicine: Option<MedicineFor>,
    /// Whose the rows are, where they do not say; also renames the only baby of the files
    #[arg(long, allow_hyphen_values = true, value_name = "NAME")]
    pub(crate) baby: Option<String>,
    /// Show what would happen, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    #[arg(long, value_parser = input::one_of::<ExportFormat>(&["csv", "jsonl"]))]
    pub(crate) format: ExportFormat,
    /// Where to; by default printed
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

/// A zone that is known.
#[derive(Debug, Clone)]
pub(crate) struct ZoneText(pub(crate) TimeZone);

fn zone(text: &str) -> Result<ZoneText, String> {
    if text.starts_with(['+', '-']) {
        let Ok(Moment::Exact { stamp, .. }) = Moment::parse(&format!("2026-01-01T00:00{text}")) else {
            return Err("an offset is written +05:30".to_owned());
        };
        let offset = jiff::tz::Offset::from_seconds(stamp.offset_s).map_err(|_| "no such offset".to_owned())?;
        return Ok(ZoneText(TimeZone::fixed(offset)));
    }
    TimeZone::get(text).map(ZoneText).map_err(|_| "the zone is not known; write it like Europe/Paris".to_owned())
}

fn format() -> impl TypedValueParser<Value = ImportFormat> {
    let names: Vec<&'static str> = ImportFormat::ALL.iter().map(|(_, name)| *name).collect();
    PossibleValuesParser::new(names).try_map(|name| {
        ImportFormat::ALL.iter().find(|(_, known)| *known == name).map(|(format, _)| *format).ok_or("not in the list")
    })
}
