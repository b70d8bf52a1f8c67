//! What one entry counts for: the facts that every figure is summed from.

use crate::entry::{Entry, EntryKind, Expression, ExpressionMethod, Latch, Milk, Nursing, SupplementBy, Transfer};
use crate::timer::Side;
use crate::volume::Volume;

/// What one entry counts for. Computed when it is stored, and kept in the index that the days are read from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Which yes-or-no facts hold.
    pub(crate) facts: Facts,
    /// Milliseconds without pauses, if known.
    pub(crate) active_ms: Option<i64>,
    /// Milliseconds of pauses.
    pub(crate) pause_ms: i64,
    /// Own milk made: expressed, or taken from the breast (this may be negative after a test weighing).
    pub(crate) made_ul: Option<i64>,
    /// Milk given to a baby by any way but from the breast itself.
    pub(crate) fed_ul: Option<i64>,
}

/// Yes-or-no facts of an entry, as bits. The numbers are stored: never change one, only add.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Facts(pub(crate) i64);

impl Facts {
    /// A session: an expression, or a nursing that is no mere attempt.
    pub(crate) const STIMULATION: i64 = 1;
    /// A nursing.
    pub(crate) const NURSING: i64 = 1 << 1;
    /// An expression.
    pub(crate) const EXPRESSION: i64 = 1 << 2;
    /// The made amount is an estimate, not a measurement.
    pub(crate) const ESTIMATED: i64 = 1 << 3;
    /// Drops on a side.
    pub(crate) const DROPS: i64 = 1 << 4;
    /// An expression without any volume, or a stimulating nursing without a known transfer.
    pub(crate) const UNMEASURED: i64 = 1 << 5;
    /// Something a baby took is not known.
    pub(crate) const UNTRACKED: i64 = 1 << 6;
    /// A wet diaper.
    pub(crate) const WET: i64 = 1 << 7;
    /// A diaper with stool.
    pub(crate) const STOOL: i64 = 1 << 8;
    /// What was fed was own milk.
    pub(crate) const FED_OWN: i64 = 1 << 9;
    /// What was fed was donor milk.
    pub(crate) const FED_DONOR: i64 = 1 << 10;
    /// What was fed was formula.
    pub(crate) const FED_FORMULA: i64 = 1 << 11;
    /// The left side was used.
    pub(crate) const LEFT: i64 = 1 << 12;
    /// The right side was used.
    pub(crate) const RIGHT: i64 = 1 << 13;
    /// A diaper, whatever was in it.
    pub(crate) const DIAPER: i64 = 1 << 14;
    /// The baby came to a latch, swallowing or not.
    pub(crate) const LATCHED: i64 = 1 << 15;
    /// A supplement of donor milk or formula was given, known amount or not.
    pub(crate) const SUPPLEMENTED: i64 = 1 << 16;
    /// Expressed by hand.
    pub(crate) const HAND: i64 = 1 << 17;
    /// Expressed by pump and hand together.
    pub(crate) const COMBINED: i64 = 1 << 18;
    /// Given by bottle.
    pub(crate) const BOTTLE: i64 = 1 << 19;
    /// The breast was offered, no more.
    pub(crate) const OFFERED: i64 = 1 << 20;
    /// The baby licked, no more.
    pub(crate) const LICKED: i64 = 1 << 21;
    /// The baby latched and swallowed.
    pub(crate) const SWALLOWED: i64 = 1 << 22;
    /// The baby refused.
    pub(crate) const REFUSED: i64 = 1 << 23;

    /// Any of the kinds that are logged many times a day.
    pub(crate) const OFTEN: i64 =
        Self::NURSING | Self::EXPRESSION | Self::FED_OWN | Self::FED_DONOR | Self::FED_FORMULA | Self::DIAPER;

    pub(crate) fn has(self, fact: i64) -> bool {
        self.0 & fact != 0
    }

    /// How far the baby came in a nursing; absent when not stated.
    pub(crate) fn latch(self) -> Option<Latch> {
        match self {
            _ if self.has(Self::SWALLOWED) => Some(Latch::Swallowed),
            _ if self.has(Self::LATCHED) => Some(Latch::Latched),
            _ if self.has(Self::LICKED) => Some(Latch::Licked),
            _ if self.has(Self::OFFERED) => Some(Latch::Offered),
            _ if self.has(Self::REFUSED) => Some(Latch::Refused),
            _ => None,
        }
    }

    fn set(&mut self, fact: i64, holds: bool) {
        if holds {
            self.0 |= fact;
        }
    }
}

impl Tally {
    pub(crate) fn of(entry: &Entry) -> Self {
        let mut tally =
            Self { active_ms: entry.kind.duration_ms(), pause_ms: entry.kind.pause_ms(), ..Self::default() };
        match &entry.kind {
            EntryKind::Nursing { nursing } => tally.add_nursing(nursing),
            EntryKind::Expression { expression } => tally.add_expression(expression),
            EntryKind::Supplement { supplement } => {
                tally.feed(supplement.milk, supplement.volume);
                tally.facts.set(Facts::BOTTLE, supplement.by == Some(SupplementBy::Bottle));
            }
            EntryKind::Diaper { diaper } => {
                tally.facts.set(Facts::DIAPER, true);
                tally.facts.set(Facts::WET, diaper.wet);
                tally.facts.set(Facts::STOOL, diaper.stool);
            }
            _ => {}
        }
        tally
    }

    fn add_nursing(&mut self, nursing: &Nursing) {
        let attempt = nursing.latch.is_some_and(Latch::is_attempt);
        self.facts.set(Facts::NURSING, true);
        self.facts.set(Facts::STIMULATION, !attempt);
        self.facts.set(Facts::LEFT, nursing.left_ms.is_some() || nursing.side == Some(Side::Left));
        self.facts.set(Facts::RIGHT, nursing.right_ms.is_some() || nursing.side == Some(Side::Right));
        self.facts.set(Facts::LATCHED, matches!(nursing.latch, Some(Latch::Latched | Latch::Swallowed)));
        let reached = match nursing.latch {
            Some(Latch::Offered) => Facts::OFFERED,
            Some(Latch::Licked) => Facts::LICKED,
            Some(Latch::Swallowed) => Facts::SWALLOWED,
            Some(Latch::Refused) => Facts::REFUSED,
            Some(Latch::Latched) | None => 0,
        };
        self.facts.set(reached, true);
        if let Some(supplementer) = nursing.supplementer {
            self.feed(supplementer.milk, supplementer.volume);
        }
        // An attempt takes nothing from the breast, so a transfer typed beside one is kept but counts for nothing.
        if attempt {
            return;
        }
        let (taken_ul, drops) = nursing.transfer_ul();
        self.made_ul = taken_ul;
        self.facts.set(Facts::DROPS, drops);
        self.facts.set(Facts::ESTIMATED, matches!(nursing.transfer, Some(Transfer::Estimated { .. })));
        self.facts.set(Facts::UNMEASURED | Facts::UNTRACKED, taken_ul.is_none());
    }

    fn add_expression(&mut self, expression: &Expression) {
        self.facts.set(Facts::EXPRESSION | Facts::STIMULATION, true);
        self.facts.set(Facts::HAND, expression.method == ExpressionMethod::Hand);
        self.facts.set(Facts::COMBINED, expression.method == ExpressionMethod::Combined);
        self.facts.set(Facts::LEFT, expression.left.is_some());
        self.facts.set(Facts::RIGHT, expression.right.is_some());
        let volumes = [expression.left, expression.right, expression.total];
        self.facts.set(Facts::DROPS, volumes.contains(&Some(Volume::Drops)));
        self.made_ul = volumes.into_iter().flatten().filter_map(Volume::microlitres).reduce(|sum, ul| sum + ul);
        let known = self.made_ul.is_some() || self.facts.has(Facts::DROPS);
        self.facts.set(Facts::UNMEASURED, !known);
    }

    fn feed(&mut self, milk: Milk, volume: Volume) {
        self.fed_ul = volume.microlitres();
        self.facts.set(Facts::UNTRACKED, self.fed_ul.is_none());
        self.facts.set(
            match milk {
                Milk::Own | Milk::OwnFortified => Facts::FED_OWN,
                Milk::Donor => Facts::FED_DONOR,
                Milk::Formula => Facts::FED_FORMULA,
            },
            true,
        );
        self.facts.set(Facts::SUPPLEMENTED, matches!(milk, Milk::Donor | Milk::Formula));
    }
}

impl Nursing {
    /// Microlitres taken from the breast itself, if known, and whether they were drops.
    ///
    /// Test weighing: grams / 1.03 g per ml (IOM91 [V]), less what the supplementer brought.
    pub(crate) fn transfer_ul(&self) -> (Option<i64>, bool) {
        match self.transfer {
            None => (None, false),
            Some(Transfer::TestWeighed { volume } | Transfer::Estimated { volume }) => {
                (volume.microlitres(), volume == Volume::Drops)
            }
            Some(Transfer::Weighed { before, after }) => {
                let gained_mg = after.milligrams - before.milligrams;
                // 1 mg is 1/1.03 microlitres; rounded half up.
                let gained_ul = (gained_mg * 200 + 103).div_euclid(206);
                let brought_ul = self.supplementer.map_or(Some(0), |supplementer| supplementer.volume.microlitres());
                (brought_ul.map(|brought| gained_ul - brought), false)
            }
        }
    }
}
