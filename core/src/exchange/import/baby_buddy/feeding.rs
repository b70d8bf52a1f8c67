//! Feeding: a nursing, a nursing with supplementer, a supplement, or solid food.

use super::noun::Context;
use super::row::Row;
use crate::entry::{EntryKind, Milk, Nursing, Supplement, SupplementBy, Supplementer, Transfer};
use crate::time::LocalTime;
use crate::timer::Side;
use crate::volume::Volume;

/// A feeding as written.
#[derive(Debug)]
pub(super) struct Feeding {
    end: LocalTime,
    food: Food,
    method: Method,
    amount: Option<String>,
    /// What is kept of solid food.
    solids: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Food {
    Milk(Milk),
    Solids,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Method {
    LeftBreast,
    RightBreast,
    BothBreasts,
    Bottle,
    ParentFed,
    SelfFed,
}

impl Feeding {
    pub(super) fn read(row: &Row<'_>) -> Result<Self, String> {
        let food = match row.get("type").to_lowercase().as_str() {
            "breast milk" => Food::Milk(Milk::Own),
            "fortified breast milk" => Food::Milk(Milk::OwnFortified),
            "formula" => Food::Milk(Milk::Formula),
            "solid food" => Food::Solids,
            _ => return Err("type is none of Baby Buddy's".into()),
        };
        let method = match row.get("method").to_lowercase().as_str() {
            "left breast" => Method::LeftBreast,
            "right breast" => Method::RightBreast,
            "both breasts" => Method::BothBreasts,
            "bottle" => Method::Bottle,
            "parent fed" => Method::ParentFed,
            "self fed" => Method::SelfFed,
            _ => return Err("method is none of Baby Buddy's".into()),
        };
        let solids = if food == Food::Solids { row.details(&["method", "amount", "end"]) } else { None };
        Ok(Self { end: row.time("end")?, food, method, amount: row.number("amount")?, solids })
    }

    /// The amount, unless it is one of solid food, whose unit nobody needs.
    pub(super) fn milk_amount(&self) -> Option<&str> {
        self.amount.as_deref().filter(|_| self.food != Food::Solids)
    }

    pub(super) fn entry_kind(&self, context: &mut Context<'_>) -> Result<EntryKind, String> {
        let Food::Milk(milk) = self.food else {
            return Ok(EntryKind::Other { label: "solid food".into(), detail: self.solids.clone() });
        };
        let volume = self.amount.as_deref().map(|amount| context.volume(amount)).transpose()?;
        let by = match self.method {
            Method::Bottle => SupplementBy::Bottle,
            Method::ParentFed | Method::SelfFed => SupplementBy::Other,
            Method::LeftBreast | Method::RightBreast | Method::BothBreasts => {
                return Ok(EntryKind::Nursing { nursing: self.nursing(milk, volume, context)? });
            }
        };
        let volume = volume.unwrap_or(Volume::Unmeasured);
        Ok(EntryKind::Supplement { supplement: Supplement { milk, volume, by: Some(by) } })
    }

    /// At the breast: with breast milk an amount was weighed, with any other milk it came from a supplementer.
    fn nursing(&self, milk: Milk, volume: Option<Volume>, context: &mut Context<'_>) -> Result<Nursing, String> {
        let duration_ms = context.duration_ms(self.end)?;
        let mut nursing = Nursing::default();
        match (self.method, duration_ms) {
            (Method::LeftBreast, None) => nursing.side = Some(Side::Left),
            (Method::RightBreast, None) => nursing.side = Some(Side::Right),
            (Method::LeftBreast, known) => nursing.left_ms = known,
            (Method::RightBreast, known) => nursing.right_ms = known,
            (_, known) => nursing.both_ms = known,
        }
        if milk == Milk::Own {
            nursing.transfer = volume.map(|volume| Transfer::TestWeighed { volume });
        } else {
            nursing.supplementer = Some(Supplementer { milk, volume: volume.unwrap_or(Volume::Unmeasured) });
        }
        Ok(nursing)
    }
}
