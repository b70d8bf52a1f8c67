//! Ids for rows of other apps: the same row gets the same id, whenever and with whatever answers it is imported.

use uuid::Uuid;

use crate::entry::EntryId;
use crate::time::LocalTime;

/// Namespace of Relatch's imported rows (version 5 UUIDs). Never change it: known rows would come in again.
const NAMESPACE: Uuid = Uuid::from_u128(0x5b1d_9d0e_70c4_4c7b_9f43_2f6d_1c0a_86e2);

/// Joins texts so that no two lists of texts give the same bytes.
fn joined<'a>(parts: impl IntoIterator<Item = &'a str>) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(64);
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    bytes
}

/// A version 8 UUID: 48 bits of the start as written, so that rows are stored by time, then bits of a version 5 UUID
/// over the identity.
pub(super) fn entry_id<'a>(start: LocalTime, identity: impl IntoIterator<Item = &'a str>) -> EntryId {
    let mut bytes = Uuid::new_v5(&NAMESPACE, &joined(identity)).into_bytes();
    let written_ms = start.as_if_utc_ms().max(0) as u64;
    bytes[..6].copy_from_slice(&written_ms.to_be_bytes()[2..]);
    bytes[6] = 0x80 | (bytes[6] & 0x0F);
    EntryId::from_bytes(bytes)
}

/// 63 bits that stand for a row as it is written; never 0.
pub(super) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a str>) -> i64 {
    let bytes = Uuid::new_v5(&NAMESPACE, &joined(parts)).into_bytes();
    let mut first = [0; 8];
    first.copy_from_slice(&bytes[..8]);
    ((u64::from_be_bytes(first) >> 1) as i64).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_version_8_uuid_in_the_order_of_time() {
        let at = |text: &str| LocalTime::parse(text).unwrap();
        let early = entry_id(at("2026-10-31 23:00:00"), ["pumping", "2"]);
        let late = entry_id(at("2026-11-01 00:00:00"), ["pumping", "1"]);
        assert!(early < late);
        assert_eq!(&early.to_string()[14..15], "8");
        assert!("89ab".contains(&early.to_string()[19..20]));
        assert_eq!(EntryId::parse(&early.to_string()).unwrap(), early);
    }

    #[test]
    fn texts_do_not_run_into_one_another() {
        assert_ne!(fingerprint(["ab", "c"]), fingerprint(["a", "bc"]));
        assert_ne!(fingerprint(["a", ""]), fingerprint(["a"]));
    }
}
