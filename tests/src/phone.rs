//! What a phone does with reminders: how it keeps them, drops them and lets them go off.

use relatch_core::reminders::{AckState, Platform, ReminderAck, ReminderChange, ReminderItem, ReminderTrigger};

use crate::planner_check::taken;

/// What iOS was seen to do with more than 64 requests (`reliability.md` A1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drops {
    /// The 64 that come soonest stay.
    KeepSoonest,
    /// The 64 added last stay.
    KeepLastAdded,
    /// Nothing comes at all.
    DropAll,
}

/// The system's store of alarms or notification requests.
#[derive(Debug, Clone)]
pub struct Alarms {
    platform: Platform,
    held: Vec<ReminderItem>,
    /// What happens above the limit; iOS only.
    pub drops: Drops,
}

/// iOS keeps 64.
const IOS_LIMIT: usize = 64;
/// Android throws above 500 alarms of one app.
const ANDROID_LIMIT: usize = 500;

impl Alarms {
    /// An empty store.
    pub fn new(platform: Platform) -> Self {
        Self { platform, held: Vec::new(), drops: Drops::KeepLastAdded }
    }

    /// What it holds, in the order it was added.
    pub fn held(&self) -> &[ReminderItem] {
        &self.held
    }

    /// Sets one: over the same identifier on iOS, over the same request code on Android.
    pub fn set(&mut self, item: &ReminderItem) {
        match self.platform {
            Platform::Ios => self.held.retain(|held| held.id != item.id),
            Platform::Android => self.held.retain(|held| held.request_code != item.request_code),
        }
        assert!(self.platform == Platform::Ios || self.held.len() < ANDROID_LIMIT, "Android would throw");
        self.held.push(item.clone());
        if self.platform == Platform::Ios && self.held.len() > IOS_LIMIT {
            match self.drops {
                Drops::KeepSoonest => {
                    let latest = self.held.iter().map(|held| held.at_ms).max();
                    let index = self.held.iter().rposition(|held| Some(held.at_ms) == latest);
                    self.held.remove(index.expect("a latest one"));
                }
                Drops::KeepLastAdded => {
                    self.held.remove(0);
                }
                Drops::DropAll => self.held.clear(),
            }
        }
    }

    /// Cancels one: by identifier on iOS, by request code on Android.
    pub fn cancel(&mut self, id: &str, request_code: i32) {
        match self.platform {
            Platform::Ios => self.held.retain(|held| held.id != id),
            Platform::Android => self.held.retain(|held| held.request_code != request_code),
        }
    }

    /// Everything is lost: a restart or a forced stop of Android.
    pub fn lose_all(&mut self) {
        self.held.clear();
    }

    /// Keeps those of which `keep` says so.
    pub fn keep_only(&mut self, keep: impl Fn(&str) -> bool) {
        self.held.retain(|held| keep(&held.id));
    }

    /// iOS in a new zone: requests of the wall clock keep their local time.
    pub fn float(&mut self, at_ms: impl Fn(i64) -> i64) {
        for held in &mut self.held {
            if let ReminderTrigger::WallClock { .. } = held.trigger {
                let local_ms = held.at_ms + i64::from(held.offset_s) * 1_000;
                held.at_ms = at_ms(local_ms);
                held.offset_s = ((local_ms - held.at_ms) / 1_000) as i32;
            }
        }
    }

    /// Takes out the first that is due at `wall_ms`.
    pub fn take_due(&mut self, wall_ms: i64) -> Option<ReminderItem> {
        let index =
            (0..self.held.len()).filter(|i| self.held[*i].at_ms <= wall_ms).min_by_key(|i| self.held[*i].at_ms)?;
        Some(self.held.remove(index))
    }

    /// When the next one is due.
    pub fn next_ms(&self) -> Option<i64> {
        self.held.iter().map(|held| held.at_ms).min()
    }

    /// Does the first `most` operations of a change, in its order, and acknowledges them.
    pub fn apply(&mut self, change: &ReminderChange, most: usize) -> Vec<ReminderAck> {
        let mut acks = Vec::new();
        let gone = |id: &str, request_code| ReminderAck {
            id: id.to_owned(),
            request_code,
            at_ms: 0,
            fingerprint: 0,
            state: AckState::Gone,
        };
        for handle in &change.cancel {
            if acks.len() < most {
                self.cancel(&handle.id, handle.request_code);
                acks.push(gone(&handle.id, handle.request_code));
            }
        }
        for handle in &change.clear {
            if acks.len() < most {
                acks.push(gone(&handle.id, handle.request_code));
            }
        }
        for item in change.add.iter().chain(&change.replace) {
            if acks.len() < most {
                self.set(item);
                acks.push(taken(item));
            }
        }
        acks
    }
}
