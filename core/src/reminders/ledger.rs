//! What the phone was told and said it took: one row a rule, written when the app acknowledges, never by a tap.

use serde::{Deserialize, Serialize};

use crate::error::{JournalError, Result};
use crate::time::{DAY_MS, Now};

use super::item::{Occurrence, ReminderId, ReminderStage};
use super::phone::{Phone, Platform};
use super::rule::{RESERVED_IDS, ReminderRules};

/// Wall clock and monotonic clock may drift apart this far before it counts as a jump.
const JUMP_MS: i64 = 60_000;
/// A reminder that fired stays known this long, so that it can be cleared from the screen.
const KEPT_MS: i64 = 2 * DAY_MS;
/// Jumps of the clock that are remembered.
const MOST_JUMPS: usize = 4;
/// Bytes of one reminder in a row.
const HELD_BYTES: usize = 32;
/// Request codes a phone can have been given.
const CODES: std::ops::RangeInclusive<i32> = 1..=60;

/// What the phone is known to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    /// The phone as it was at the last acknowledgement, absent before the first.
    pub seen: Option<Seen>,
    /// One row a rule.
    pub rows: Vec<LedgerRow>,
}

/// The world as it was at the last acknowledgement. When it has changed, what an Android phone holds is in doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The phone.
    pub phone: Phone,
    /// Name of its zone.
    pub zone: String,
    /// Its start, if it tells.
    pub boot_id: Option<String>,
    /// When, in milliseconds since 1970.
    pub utc_ms: i64,
    /// The same on the clock that nobody can set.
    pub monotonic_ms: Option<i64>,
    /// The latest stretches of time that the clock jumped over, oldest first, at most four.
    #[serde(default)]
    pub jumped: Vec<(i64, i64)>,
    /// How many operations of that acknowledgement the system refused.
    pub failed: i32,
}

/// What the phone holds of one rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerRow {
    /// The rule's id.
    pub rule: String,
    /// The reminders, fired ones of the last two days among them.
    pub held: Vec<Held>,
}

/// One reminder that the phone holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Held {
    /// Which one of its rule.
    pub occurrence: Occurrence,
    /// What it is.
    pub stage: ReminderStage,
    /// Which snooze.
    pub round: i32,
    /// When it comes, in milliseconds since 1970.
    pub at_ms: i64,
    /// Fingerprint of what was set; 0: in doubt.
    pub fingerprint: i64,
    /// Its request code.
    pub request_code: i32,
}

/// The app's word on one operation of a [`ReminderChange`](super::ReminderChange).
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReminderAck {
    /// The reminder's id.
    pub id: String,
    /// Its request code, as given.
    pub request_code: i32,
    /// Its time, as given; 0 for one that was taken away.
    pub at_ms: i64,
    /// Its fingerprint, as given; 0 for one that was taken away.
    pub fingerprint: i64,
    /// What the system did.
    pub state: AckState,
}

/// What the system did with an operation.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AckState {
    /// It was set (added or replaced).
    Set,
    /// It was cancelled, or cleared from the screen.
    Gone,
    /// The system refused; it will be asked again.
    Failed,
}

impl Ledger {
    /// Whether the ledger belongs to such a phone at all (a journal restored on another system does not).
    pub(crate) fn is_of(&self, phone: &Phone) -> bool {
        self.seen.as_ref().is_some_and(|seen| seen.phone.platform == phone.platform)
    }

    /// Whether an Android phone may have lost its alarms: restart, update, forced stop, zone, clock or permissions.
    pub(crate) fn in_doubt(&self, phone: &Phone, now: &Now) -> bool {
        let Some(seen) = &self.seen else { return true };
        if phone.platform == Platform::Ios {
            return false;
        }
        let permissions = |phone: &Phone| (phone.exact_ok, phone.can_post, phone.channel_on);
        let jumped = self.elapsed_gap_ms(now).is_some_and(|gap_ms| gap_ms.abs() > JUMP_MS);
        phone.alarms_lost
            || seen.boot_id != now.boot_id
            || seen.zone != now.zone
            || seen.phone.package_updated_ms != phone.package_updated_ms
            || permissions(&seen.phone) != permissions(phone)
            || jumped
    }

    /// How much further the wall clock went than the monotonic one since the last acknowledgement, within one boot.
    fn elapsed_gap_ms(&self, now: &Now) -> Option<i64> {
        let seen = self.seen.as_ref().filter(|seen| seen.boot_id == now.boot_id)?;
        let ran_ms = now.monotonic_ms? - seen.monotonic_ms?;
        (ran_ms >= 0).then(|| now.utc_ms - seen.utc_ms - ran_ms)
    }

    /// The stretches of time that the clock jumped over: those noticed before, and one just noticed.
    pub fn jumped(&self, now: &Now) -> Vec<(i64, i64)> {
        let mut jumped = self.seen.as_ref().map_or_else(Vec::new, |seen| seen.jumped.clone());
        if let Some(gap_ms) = self.elapsed_gap_ms(now).filter(|gap_ms| *gap_ms > JUMP_MS) {
            jumped.push((now.utc_ms - gap_ms, now.utc_ms));
        }
        let surplus = jumped.len().saturating_sub(MOST_JUMPS);
        jumped.drain(..surplus);
        jumped
    }

    /// The request code under which a reminder was acknowledged.
    pub(crate) fn code_of(&self, id: &ReminderId) -> Option<i32> {
        let row = self.rows.iter().find(|row| row.rule == id.rule)?;
        row.held.iter().find(|held| held.is(id)).map(|held| held.request_code)
    }

    fn row(&mut self, rule: &str) -> &mut LedgerRow {
        let index = self.rows.iter().position(|row| row.rule == rule).unwrap_or_else(|| {
            self.rows.push(LedgerRow { rule: rule.to_owned(), held: Vec::new() });
            self.rows.len() - 1
        });
        &mut self.rows[index]
    }
}

/// The ledger after the app's word on each operation; the given one is left as it is on an error.
///
/// Each acknowledgement stands for itself: what is not named, or failed, comes again with the next plan. In any order
/// and repeated, they lead to the same ledger. Errors: `NotFound` for an id that is none or whose rule nobody knows,
/// `Invalid` for a request code or time that no plan gives.
pub fn acknowledge(
    ledger: &Ledger,
    rules: &ReminderRules,
    phone: &Phone,
    acks: &[ReminderAck],
    now: &Now,
) -> Result<Ledger> {
    let mut next = if ledger.is_of(phone) { ledger.clone() } else { Ledger::default() };
    let jumped = ledger.jumped(now);
    if next.in_doubt(phone, now) {
        next.rows.iter_mut().flat_map(|row| &mut row.held).for_each(|held| held.fingerprint = 0);
    }
    let mut failed = 0;
    for ack in acks {
        let id = ReminderId::parse(&ack.id).ok_or_else(|| JournalError::not_found("reminder"))?;
        let known = RESERVED_IDS.contains(&id.rule.as_str())
            || rules.rules.iter().any(|rule| rule.id == id.rule)
            || ledger.rows.iter().any(|row| row.rule == id.rule);
        if !known {
            return Err(JournalError::not_found("reminder"));
        }
        match ack.state {
            AckState::Failed => failed += 1,
            AckState::Gone => next.row(&id.rule).held.retain(|held| !held.is(&id)),
            AckState::Set => {
                if !CODES.contains(&ack.request_code) {
                    return Err(JournalError::invalid("request_code", "a request code lies between 1 and 60"));
                }
                if ack.at_ms <= 0 {
                    return Err(JournalError::invalid("at_ms", "give the time the reminder was set for"));
                }
                if phone.platform == Platform::Android {
                    // The same PendingIntent: what had this code before is overwritten, unless it has fired already.
                    let overwritten =
                        |held: &Held| held.request_code == ack.request_code && held.at_ms > now.utc_ms && !held.is(&id);
                    for row in &mut next.rows {
                        row.held.retain(|held| !overwritten(held));
                    }
                }
                let held = &mut next.row(&id.rule).held;
                held.retain(|held| !held.is(&id));
                held.push(Held {
                    occurrence: id.occurrence,
                    stage: id.stage,
                    round: id.round,
                    at_ms: ack.at_ms,
                    fingerprint: ack.fingerprint,
                    request_code: ack.request_code,
                });
            }
        }
    }
    for row in &mut next.rows {
        row.held.retain(|held| held.at_ms > now.utc_ms - KEPT_MS);
        // What has gone off is not held any more, even if the clock is set back before it.
        row.held.iter_mut().filter(|held| held.at_ms <= now.utc_ms).for_each(|held| held.fingerprint = 0);
        row.held.sort_by_key(|held| (held.at_ms, held.occurrence, held.stage, held.round));
    }
    next.rows.retain(|row| !row.held.is_empty());
    next.rows.sort_by(|a, b| a.rule.cmp(&b.rule));
    next.seen = Some(Seen {
        phone: Phone { alarms_lost: false, ..*phone },
        zone: now.zone.clone(),
        boot_id: now.boot_id.clone(),
        utc_ms: now.utc_ms,
        monotonic_ms: now.monotonic_ms,
        jumped,
        failed,
    });
    Ok(next)
}

impl Held {
    fn is(&self, id: &ReminderId) -> bool {
        self.occurrence == id.occurrence && self.stage == id.stage && self.round == id.round
    }
}

impl LedgerRow {
    /// The row's reminders as bytes, little-endian, 32 each.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.held.len() * HELD_BYTES);
        for held in &self.held {
            bytes.extend_from_slice(&held.occurrence.anchor.to_le_bytes());
            bytes.extend_from_slice(&held.at_ms.to_le_bytes());
            bytes.extend_from_slice(&held.fingerprint.to_le_bytes());
            bytes.extend_from_slice(&held.occurrence.n.to_le_bytes());
            bytes.push(held.stage.code());
            bytes.push(held.round.clamp(0, 255) as u8);
            bytes.extend_from_slice(&(held.request_code.clamp(0, 1_000) as u16).to_le_bytes());
        }
        bytes
    }

    /// Reads a row; `Corrupt` when it is none.
    pub(crate) fn from_bytes(rule: String, bytes: &[u8]) -> Result<Self> {
        let mut held = Vec::with_capacity(bytes.len() / HELD_BYTES);
        let mut records = bytes.chunks_exact(HELD_BYTES);
        for record in &mut records {
            let long = |at: usize| {
                let mut eight = [0; 8];
                eight.copy_from_slice(&record[at..at + 8]);
                i64::from_le_bytes(eight)
            };
            let mut four = [0; 4];
            four.copy_from_slice(&record[24..28]);
            held.push(Held {
                occurrence: Occurrence { anchor: long(0), n: i32::from_le_bytes(four) },
                stage: ReminderStage::from_code(record[28]).ok_or(JournalError::Corrupt)?,
                round: i32::from(record[29]),
                at_ms: long(8),
                fingerprint: long(16),
                request_code: i32::from(u16::from_le_bytes([record[30], record[31]])),
            });
        }
        if records.remainder().is_empty() { Ok(Self { rule, held }) } else { Err(JournalError::Corrupt) }
    }
}
