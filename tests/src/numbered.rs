//! Entries that follow from a number, so that two processes agree on what was written.

use relatch_core::{
    EntryId, EntryKind, Expression, ExpressionMethod, NewEntry, Now, Stamp, Volume, VolumeUnit, ZoneTable,
};

const BEGIN_MS: i64 = 1_793_534_400_000;

/// The present at which the entry of that number is logged.
pub fn now(number: u64) -> Now {
    Now {
        utc_ms: BEGIN_MS + number as i64 * 60_000,
        offset_s: 0,
        zone: "Etc/UTC".to_owned(),
        monotonic_ms: None,
        boot_id: None,
        zone_table: ZoneTable::default(),
    }
}

/// Its id.
pub fn id(number: u64) -> EntryId {
    EntryId::from_bytes((0x0190_0000_0000_7000_8000_0000_0000_0000_u128 + u128::from(number)).to_be_bytes())
}

/// The number of an id made by [`id`].
pub fn number(id: EntryId) -> u64 {
    u128::from_be_bytes(id.bytes()) as u64 & 0x3fff_ffff_ffff_ffff
}

/// A pump of as many microlitres as its number.
pub fn entry(number: u64) -> NewEntry {
    let volume = Volume::Measured { microlitres: number as i64 % 1_000_000, unit: VolumeUnit::Ml };
    NewEntry {
        id: id(number),
        start: Some(Stamp { utc_ms: now(number).utc_ms, offset_s: 0 }),
        zone: None,
        kind: EntryKind::Expression {
            expression: Expression { total: Some(volume), ..Expression::of(ExpressionMethod::Pump) },
        },
        baby: None,
        note: None,
        tags: Vec::new(),
    }
}
