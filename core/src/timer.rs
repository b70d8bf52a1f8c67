//! The running session: started, switched, paused, finished, or forgotten.

use serde::{Deserialize, Serialize};

use crate::entry::{EntryId, EntryKind, Expression, ExpressionMethod, MAX_DURATION_MS, MAX_PAUSE_MS, Nursing};
use crate::error::{JournalError, Result};
use crate::time::{HOUR_MS, Now, Stamp};
use crate::volume::Volume;

/// A running session that nobody touched for this long is forgotten.
pub(crate) const FORGOTTEN_MS: i64 = 2 * HOUR_MS;
/// Wall clock and monotonic clock may disagree by this much, and 200 millionths of the time, before it is said.
const CLOCK_SLACK_MS: i64 = 5_000;

/// What is running.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SessionKind {
    /// A nursing.
    Nursing,
    /// An expression by pump.
    Pump,
    /// An expression by hand.
    Hand,
}

/// Left or right, of the parent's body.
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Left.
    Left,
    /// Right.
    Right,
}

impl Side {
    /// The other side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
        }
    }
}

/// A session to start.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartSession {
    /// Made by the app; the finished entry keeps it.
    pub id: EntryId,
    /// What starts.
    pub kind: SessionKind,
    /// Side it starts on, absent for both or not stated.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub side: Option<Side>,
    /// Display name of the baby; absent: the only one there is, or nobody for an expression.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub baby: Option<String>,
    /// When it began; absent: now. Not later than now.
    #[serde(default)]
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub at: Option<Stamp>,
}

/// Which running session is meant. With one running, nothing needs to be said.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionSelector {
    /// Its kind.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub kind: Option<SessionKind>,
    /// Its baby.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub baby: Option<String>,
    /// Its id. To finish by it is safe to repeat: once finished, the entry it became is the answer.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub id: Option<EntryId>,
}

/// How a running session ended.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FinishSession {
    /// Its fields; minutes that are absent here are taken from the clock. Absent: as the clock saw it.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub kind: Option<EntryKind>,
    /// Another start than the one the clock saw.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub start: Option<Stamp>,
    /// Free text, up to 2000 characters.
    #[cfg_attr(feature = "uniffi", uniffi(default))]
    pub note: Option<String>,
}

/// A running session as it stands now.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Running {
    /// The id the finished entry will have.
    pub id: EntryId,
    /// What is running.
    pub kind: SessionKind,
    /// Display name of the baby, absent for an expression.
    pub baby: Option<String>,
    /// When it began.
    pub start: Stamp,
    /// Side in use, absent for both or not stated.
    pub side: Option<Side>,
    /// Milliseconds so far without pauses; absent once forgotten.
    pub elapsed_ms: Option<i64>,
    /// Milliseconds so far on the left; once forgotten, those up to the last touch.
    pub left_ms: i64,
    /// Milliseconds so far on the right; once forgotten, those up to the last touch.
    pub right_ms: i64,
    /// Whether it is paused.
    pub paused: bool,
    /// Nobody touched it for two hours: its minutes stay unknown until answered, and reminders go on.
    pub forgotten: bool,
}

/// A moment on both clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Moment {
    utc_ms: i64,
    monotonic_ms: Option<i64>,
    boot_id: Option<String>,
}

impl Moment {
    fn of(now: &Now) -> Self {
        Self { utc_ms: now.utc_ms, monotonic_ms: now.monotonic_ms, boot_id: now.boot_id.clone() }
    }

    /// Milliseconds until `now`: by the monotonic clock within one boot, by the wall clock otherwise; never negative.
    fn until(&self, now: &Now) -> i64 {
        self.monotonic_until(now).unwrap_or(now.utc_ms - self.utc_ms).max(0)
    }

    fn monotonic_until(&self, now: &Now) -> Option<i64> {
        let same_boot = self.boot_id.is_some() && self.boot_id == now.boot_id;
        match (self.monotonic_ms, now.monotonic_ms) {
            (Some(then), Some(present)) if same_boot && present >= then => Some(present - then),
            _ => None,
        }
    }

    /// Whether the two clocks disagree about the time since.
    fn disagrees(&self, now: &Now) -> bool {
        let Some(monotonic) = self.monotonic_until(now) else { return now.utc_ms < self.utc_ms };
        ((now.utc_ms - self.utc_ms) - monotonic).abs() > CLOCK_SLACK_MS + monotonic / 5_000
    }
}

/// A running session as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RunningSession {
    pub(crate) id: EntryId,
    pub(crate) kind: SessionKind,
    pub(crate) baby: Option<String>,
    pub(crate) start: Stamp,
    pub(crate) zone: String,
    side: Option<Side>,
    first_side: Option<Side>,
    /// Time before the present stretch; below zero when the start was moved later.
    left_ms: i64,
    right_ms: i64,
    both_ms: i64,
    used_left: bool,
    used_right: bool,
    pause_ms: i64,
    /// When the present stretch, running or paused, began.
    since: Moment,
    paused: bool,
    touched: Moment,
    /// The two clocks have disagreed while it ran.
    pub(crate) clock_disagreed: bool,
}

impl RunningSession {
    pub(crate) fn begin(new: &StartSession, baby: Option<String>, now: &Now) -> Result<Self> {
        let start = new.at.unwrap_or_else(|| now.stamp());
        let mut session = Self {
            id: new.id,
            kind: new.kind,
            baby,
            start: now.stamp(),
            zone: now.zone.clone(),
            side: new.side,
            first_side: new.side,
            left_ms: 0,
            right_ms: 0,
            both_ms: 0,
            used_left: new.side == Some(Side::Left),
            used_right: new.side == Some(Side::Right),
            pause_ms: 0,
            since: Moment::of(now),
            paused: false,
            touched: Moment::of(now),
            clock_disagreed: false,
        };
        session.move_start(start, now)?;
        Ok(session)
    }

    /// When it would be forgotten if nobody touches it.
    pub(crate) fn forgotten_at_ms(&self) -> i64 {
        self.touched.utc_ms + FORGOTTEN_MS
    }

    pub(crate) fn is_forgotten(&self, now: &Now) -> bool {
        self.touched.until(now) >= FORGOTTEN_MS
    }

    /// One nursing a baby and one expression at most.
    pub(crate) fn excludes(&self, other: &Self) -> bool {
        match (self.kind, other.kind) {
            (SessionKind::Nursing, SessionKind::Nursing) => self.baby == other.baby,
            (SessionKind::Nursing, _) | (_, SessionKind::Nursing) => false,
            _ => true,
        }
    }

    /// Whether the two clocks have disagreed up to now.
    pub(crate) fn view_disagreed(&self, now: &Now) -> bool {
        self.settled(now).clock_disagreed
    }

    pub(crate) fn matches(&self, which: &SessionSelector) -> bool {
        which.kind.is_none_or(|kind| kind == self.kind)
            && (which.baby.is_none() || which.baby == self.baby)
            && which.id.is_none_or(|id| id == self.id)
    }

    pub(crate) fn view(&self, now: &Now) -> Running {
        let at = self.settled(now);
        let forgotten = self.is_forgotten(now);
        let [left_ms, right_ms, _] = if forgotten { self.parts() } else { at.parts() };
        Running {
            id: self.id,
            kind: self.kind,
            baby: self.baby.clone(),
            start: self.start,
            side: self.side,
            elapsed_ms: (!forgotten).then(|| at.elapsed_ms()),
            left_ms,
            right_ms,
            paused: self.paused,
            forgotten,
        }
    }

    /// Ends the present stretch: its time goes where it belongs, and a new one begins now.
    fn settled(&self, now: &Now) -> Self {
        let mut at = self.clone();
        let stretch_ms = self.since.until(now);
        *(if self.paused { &mut at.pause_ms } else { at.part(self.side) }) += stretch_ms;
        at.clock_disagreed |= self.since.disagrees(now);
        at.since = Moment::of(now);
        at
    }

    fn part(&mut self, side: Option<Side>) -> &mut i64 {
        match side {
            Some(Side::Left) => &mut self.left_ms,
            Some(Side::Right) => &mut self.right_ms,
            None => &mut self.both_ms,
        }
    }

    fn elapsed_ms(&self) -> i64 {
        self.parts().iter().sum()
    }

    /// Time on the left, on the right and undivided, none below zero: where the start was moved later than a part
    /// lasted, the rest is taken from the others.
    fn parts(&self) -> [i64; 3] {
        let parts = [self.left_ms, self.right_ms, self.both_ms];
        let mut missing_ms: i64 = parts.iter().map(|part| -part.min(&0)).sum();
        parts.map(|part| {
            let taken_ms = missing_ms.min(part.max(0));
            missing_ms -= taken_ms;
            part.max(0) - taken_ms
        })
    }

    fn touch(&mut self, now: &Now) {
        *self = self.settled(now);
        self.touched = Moment::of(now);
    }

    /// From now on `side`. What ran without a side before was the other one.
    pub(crate) fn switch_side(&mut self, side: Side, now: &Now) {
        self.touch(now);
        if self.side.is_none() && self.first_side.is_none() {
            self.first_side = Some(side.other());
            *self.part(Some(side.other())) += self.both_ms;
            self.both_ms = 0;
            self.mark_used(side.other());
        }
        self.side = Some(side);
        self.mark_used(side);
    }

    fn mark_used(&mut self, side: Side) {
        match side {
            Side::Left => self.used_left = true,
            Side::Right => self.used_right = true,
        }
    }

    pub(crate) fn hold(&mut self, now: &Now) -> Result<()> {
        if self.paused {
            return Err(JournalError::conflict("the session is paused already"));
        }
        self.touch(now);
        self.paused = true;
        Ok(())
    }

    /// Goes on after a pause; on a forgotten session it answers "still going".
    pub(crate) fn resume(&mut self, now: &Now) -> Result<()> {
        if !self.paused && !self.is_forgotten(now) {
            return Err(JournalError::conflict("the session is not paused"));
        }
        self.touch(now);
        self.paused = false;
        Ok(())
    }

    /// It began at another time: the difference goes to the side it began with.
    pub(crate) fn move_start(&mut self, at: Stamp, now: &Now) -> Result<()> {
        crate::entry::check_start("start", at.utc_ms, now)?;
        crate::time::check_offset("start", at.offset_s)?;
        if at.utc_ms > now.utc_ms {
            return Err(JournalError::invalid("start", "a running session cannot start in the future"));
        }
        self.touch(now);
        let earlier_ms = self.start.utc_ms - at.utc_ms;
        *self.part(self.first_side) += earlier_ms;
        self.start = at;
        Ok(())
    }

    /// Brought back by undo: it runs on as if never finished.
    pub(crate) fn revive(&mut self, now: &Now) {
        self.touch(now);
    }

    /// The entry's kind: what the parent said, and the clock where nothing was said. The flag tells that the clock's
    /// minutes were longer than a session can be and stay unknown.
    pub(crate) fn finish(&self, said: Option<EntryKind>, now: &Now) -> Result<(EntryKind, bool)> {
        let at = self.settled(now);
        let known = !self.is_forgotten(now) && at.elapsed_ms() <= MAX_DURATION_MS;
        // A pause that went on for days must not keep the session from being logged.
        let pause_ms = if known { at.pause_ms.min(MAX_PAUSE_MS) } else { 0 };
        let mut kind = said.unwrap_or_else(|| self.bare_kind());
        match (&mut kind, self.kind) {
            (EntryKind::Nursing { nursing }, SessionKind::Nursing) => {
                if nursing.duration_ms().is_none() {
                    at.fill_nursing(nursing, known);
                }
                nursing.pause_ms = pause_ms;
            }
            (EntryKind::Expression { expression }, SessionKind::Pump | SessionKind::Hand) => {
                if expression.duration_ms.is_none() && known {
                    expression.duration_ms = Some(at.elapsed_ms());
                }
                if expression.left.or(expression.right).or(expression.total).is_none() {
                    expression.left = self.used_left.then_some(Volume::Unmeasured);
                    expression.right = self.used_right.then_some(Volume::Unmeasured);
                }
                expression.pause_ms = pause_ms;
            }
            _ => return Err(JournalError::invalid("kind", "the running session is of another kind")),
        }
        Ok((kind, !self.is_forgotten(now) && !known))
    }

    fn fill_nursing(&self, nursing: &mut Nursing, known: bool) {
        if !known {
            nursing.side = match (self.used_left, self.used_right) {
                (true, false) => Some(Side::Left),
                (false, true) => Some(Side::Right),
                _ => None,
            };
        } else if self.used_left || self.used_right {
            let [left_ms, right_ms, _] = self.parts();
            nursing.left_ms = self.used_left.then_some(left_ms);
            nursing.right_ms = self.used_right.then_some(right_ms);
        } else {
            nursing.both_ms = Some(self.elapsed_ms());
        }
    }

    fn bare_kind(&self) -> EntryKind {
        match self.kind {
            SessionKind::Nursing => EntryKind::Nursing { nursing: Nursing::default() },
            SessionKind::Pump => EntryKind::Expression { expression: Expression::of(ExpressionMethod::Pump) },
            SessionKind::Hand => EntryKind::Expression { expression: Expression::of(ExpressionMethod::Hand) },
        }
    }
}
