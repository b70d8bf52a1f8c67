//! From what was typed to an entry's content, new or merged with what is there.

use relatch_core::{
    Diaper, EntryKind, Expression, ExpressionMethod, MassUnit, Nursing, Settings, Supplement, Supplementer, Transfer,
    Volume, VolumeUnit,
};

use crate::args::log::EntryFields;
use crate::args::log::{ExpressionFields, NursingFields};
use crate::args::{AnyFields, LogKind};
use crate::failure::{Failure, Result};
use crate::input::{self, MassText, Minutes, VolumeText};

/// The content that a `log` form asks for, and what every entry has.
pub(crate) fn of_log(kind: &LogKind, settings: &Settings) -> Result<EntryKind> {
    let unit = settings.volume_unit;
    Ok(match kind {
        LogKind::Nursing { fields, .. } => {
            let mut nursing = Nursing::default();
            fields.merge(&mut nursing, unit)?;
            EntryKind::Nursing { nursing }
        }
        LogKind::Pump { fields, .. } => expression(ExpressionMethod::Pump, fields, unit),
        LogKind::Hand { fields, .. } => expression(ExpressionMethod::Hand, fields, unit),
        LogKind::Combined { fields, .. } => expression(ExpressionMethod::Combined, fields, unit),
        LogKind::Supplement { volume, milk, by, .. } => {
            EntryKind::Supplement { supplement: Supplement { milk: *milk, volume: volume.volume(unit), by: *by } }
        }
        LogKind::Skin { minutes, .. } => EntryKind::SkinToSkin { duration_ms: Some(minutes.0) },
        LogKind::Weight { weight, .. } => EntryKind::Weight { mass: weight.mass(settings.mass_unit) },
        LogKind::Diaper { diaper, detail, .. } => {
            EntryKind::Diaper { diaper: with_detail(read_diaper(diaper)?, detail.clone()) }
        }
        LogKind::Medicine { name, detail, .. } => {
            EntryKind::Medicine { name: name.clone(), detail: filled(detail.clone()) }
        }
        LogKind::Temperature { temperature, parent, .. } => {
            EntryKind::Temperature { milli_celsius: *temperature, of_parent: *parent }
        }
        LogKind::Sign { sign, .. } => EntryKind::Sign { sign: *sign },
        LogKind::Wellbeing { mood, rest, .. } => EntryKind::Wellbeing { mood: *mood, rest: *rest },
        LogKind::Note { .. } => EntryKind::Note,
        LogKind::Other { label, detail, .. } => {
            EntryKind::Other { label: label.clone(), detail: filled(detail.clone()) }
        }
    })
}

/// What every entry has, whatever its kind.
pub(crate) fn entry_fields(kind: &LogKind) -> &EntryFields {
    match kind {
        LogKind::Nursing { entry, .. }
        | LogKind::Pump { entry, .. }
        | LogKind::Hand { entry, .. }
        | LogKind::Combined { entry, .. }
        | LogKind::Supplement { entry, .. }
        | LogKind::Skin { entry, .. }
        | LogKind::Weight { entry, .. }
        | LogKind::Diaper { entry, .. }
        | LogKind::Medicine { entry, .. }
        | LogKind::Temperature { entry, .. }
        | LogKind::Sign { entry, .. }
        | LogKind::Wellbeing { entry, .. }
        | LogKind::Note { entry, .. }
        | LogKind::Other { entry, .. } => entry,
    }
}

fn expression(method: ExpressionMethod, fields: &ExpressionFields, unit: VolumeUnit) -> EntryKind {
    let mut expression = Expression::of(method);
    fields.merge(&mut expression, unit);
    EntryKind::Expression { expression }
}

fn read_diaper(word: &str) -> Result<Diaper> {
    match word {
        "wet" => Ok(Diaper { wet: true, stool: false, detail: None }),
        "stool" => Ok(Diaper { wet: false, stool: true, detail: None }),
        "both" => Ok(Diaper { wet: true, stool: true, detail: None }),
        _ => Err(Failure::usage("a diaper is wet, stool or both")),
    }
}

fn with_detail(mut diaper: Diaper, detail: Option<String>) -> Diaper {
    diaper.detail = filled(detail);
    diaper
}

/// An empty text is no text.
fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

impl NursingFields {
    fn merge(&self, nursing: &mut Nursing, unit: VolumeUnit) -> Result<()> {
        let sides = self.left.is_some() || self.right.is_some();
        if sides || self.minutes.is_some() {
            // What says the minutes in another way gives place to what was typed.
            nursing.side = None;
            if !sides {
                (nursing.left_ms, nursing.right_ms) = (None, None);
            }
            nursing.both_ms = self.minutes.map(|minutes| minutes.0);
        }
        nursing.left_ms = self.left.map(|minutes| minutes.0).or(nursing.left_ms);
        nursing.right_ms = self.right.map(|minutes| minutes.0).or(nursing.right_ms);
        nursing.latch = self.latch.or(nursing.latch);
        if let Some(words) = &self.supplementer {
            nursing.supplementer = Some(supplementer(words, unit)?);
        }
        match (&self.weighed, &self.transfer) {
            (Some(weights), _) => nursing.transfer = weighed(weights),
            (None, Some(transfer)) => {
                let volume = transfer.volume(unit);
                nursing.transfer = (volume != Volume::Unmeasured).then_some(Transfer::Estimated { volume });
            }
            (None, None) => {}
        }
        Ok(())
    }
}

fn supplementer(words: &[String], unit: VolumeUnit) -> Result<Supplementer> {
    let wrong = || Failure::usage("--supplementer takes an amount and a milk, such as 30ml donor");
    let [volume, milk] = words else { return Err(wrong()) };
    let volume = VolumeText::read(volume).map_err(|_| wrong())?;
    let milk = input::MILKS.contains(&milk.as_str()).then(|| input::by_name(milk)).flatten().ok_or_else(wrong)?;
    Ok(Supplementer { milk, volume: volume.volume(unit) })
}

fn weighed(weights: &[MassText]) -> Option<Transfer> {
    let [before, after] = weights else { return None };
    Some(Transfer::Weighed { before: before.mass(MassUnit::G), after: after.mass(MassUnit::G) })
}

impl ExpressionFields {
    fn merge(&self, expression: &mut Expression, unit: VolumeUnit) {
        let sides = self.left.is_some() || self.right.is_some();
        if sides {
            expression.total = None;
        }
        if self.total.is_some() {
            // Both typed at once is for core to refuse.
            (expression.left, expression.right) = (None, None);
        }
        let volume = |text: &Option<VolumeText>| text.as_ref().map(|text| text.volume(unit));
        expression.left = volume(&self.left).or(expression.left);
        expression.right = volume(&self.right).or(expression.right);
        expression.total = volume(&self.total).or(expression.total);
        expression.duration_ms = self.minutes.map(|minutes| minutes.0).or(expression.duration_ms);
        if self.single || self.double {
            expression.double = Some(self.double);
        }
        expression.pattern = self.pattern.or(expression.pattern);
        expression.let_downs = self.let_downs.or(expression.let_downs);
        expression.pain = self.pain.or(expression.pain);
    }
}

/// What `log` takes without a name.
pub(crate) struct Bare<'a>(pub(crate) Vec<&'a str>);

impl AnyFields {
    /// Whether a field of some kind is given, and not merely what every entry has.
    pub(crate) fn has_kind_fields(&self) -> bool {
        !self.given().is_empty()
    }

    /// Names of the given fields.
    fn given(&self) -> Vec<&'static str> {
        let given = [
            ("left", self.left.is_some()),
            ("right", self.right.is_some()),
            ("total", self.total.is_some()),
            ("minutes", self.minutes.is_some()),
            ("single", self.single),
            ("double", self.double),
            ("pattern", self.pattern.is_some()),
            ("let-downs", self.let_downs.is_some()),
            ("pain", self.pain.is_some()),
            ("latch", self.latch.is_some()),
            ("supplementer", self.supplementer.is_some()),
            ("weighed", self.weighed.is_some()),
            ("transfer", self.transfer.is_some()),
            ("by", self.by.is_some()),
            ("detail", self.detail.is_some()),
            ("mood", self.mood.is_some()),
            ("rest", self.rest.is_some()),
            ("parent", self.parent),
        ];
        given.into_iter().filter(|(_, given)| *given).map(|(name, _)| name).collect()
    }

    fn only(&self, what: &str, allowed: &[&str]) -> Result<()> {
        match self.given().into_iter().find(|name| !allowed.contains(name)) {
            Some(name) => Err(Failure::usage(format!("--{name} is no field of {what}"))),
            None => Ok(()),
        }
    }

    fn nursing(&self) -> Result<NursingFields> {
        self.only("a nursing", &["left", "right", "minutes", "latch", "supplementer", "weighed", "transfer"])?;
        let minutes = |side: &Option<input::SideText>| -> Result<Option<Minutes>> {
            side.as_ref().map(input::SideText::minutes).transpose().map_err(Failure::Usage)
        };
        Ok(NursingFields {
            left: minutes(&self.left)?,
            right: minutes(&self.right)?,
            minutes: self.minutes,
            latch: self.latch,
            supplementer: self.supplementer.clone(),
            weighed: self.weighed.clone(),
            transfer: self.transfer.clone(),
        })
    }

    fn expression(&self) -> Result<ExpressionFields> {
        self.only(
            "an expression",
            &["left", "right", "total", "minutes", "single", "double", "pattern", "let-downs", "pain"],
        )?;
        let volume = |side: &Option<input::SideText>| -> Result<Option<VolumeText>> {
            side.as_ref().map(input::SideText::volume).transpose().map_err(Failure::Usage)
        };
        Ok(ExpressionFields {
            left: volume(&self.left)?,
            right: volume(&self.right)?,
            total: self.total.clone(),
            minutes: self.minutes,
            single: self.single,
            double: self.double,
            pattern: self.pattern,
            let_downs: self.let_downs,
            pain: self.pain,
        })
    }

    /// What is there, with what was typed in its place. A note's text is answered apart: it is the entry's note.
    pub(crate) fn merge(
        &self,
        kind: EntryKind,
        bare: &Bare<'_>,
        settings: &Settings,
    ) -> Result<(EntryKind, Option<String>)> {
        let unit = settings.volume_unit;
        let mut bare = bare.0.clone();
        let mut text = None;
        let merged = match kind {
            EntryKind::Nursing { mut nursing } => {
                bare.retain(|word| *word != "nursing");
                self.nursing()?.merge(&mut nursing, unit)?;
                EntryKind::Nursing { nursing }
            }
            EntryKind::Expression { mut expression } => {
                let method = bare.iter().find_map(|word| {
                    ["pump", "hand", "combined"].contains(word).then(|| input::by_name(word)).flatten()
                });
                bare.retain(|word| !["pump", "hand", "combined"].contains(word));
                expression.method = method.unwrap_or(expression.method);
                self.expression()?.merge(&mut expression, unit);
                EntryKind::Expression { expression }
            }
            EntryKind::Supplement { mut supplement } => {
                self.only("a supplement", &["by"])?;
                bare.retain(|word| *word != "supplement");
                for word in std::mem::take(&mut bare) {
                    if input::MILKS.contains(&word) {
                        supplement.milk = input::by_name(word).unwrap_or(supplement.milk);
                    } else {
                        supplement.volume = VolumeText::read(word).map_err(Failure::Usage)?.volume(unit);
                    }
                }
                supplement.by = self.by.or(supplement.by);
                EntryKind::Supplement { supplement }
            }
            EntryKind::SkinToSkin { duration_ms } => {
                self.only("skin to skin", &["minutes"])?;
                bare.retain(|word| *word != "skin");
                let typed = bare.pop().map(Minutes::read).transpose().map_err(Failure::Usage)?;
                let typed = typed.or(self.minutes).map(|minutes| minutes.0);
                EntryKind::SkinToSkin { duration_ms: typed.or(duration_ms) }
            }
            EntryKind::Weight { mass } => {
                self.only("a weight", &[])?;
                bare.retain(|word| *word != "weight");
                let typed = bare.pop().map(MassText::read).transpose().map_err(Failure::Usage)?;
                EntryKind::Weight { mass: typed.map_or(mass, |typed| typed.mass(settings.mass_unit)) }
            }
            EntryKind::Diaper { diaper } => {
                self.only("a diaper", &["detail"])?;
                bare.retain(|word| *word != "diaper");
                let detail = if self.detail.is_some() { self.detail.clone() } else { diaper.detail.clone() };
                let diaper = bare.pop().map(read_diaper).transpose()?.unwrap_or(diaper);
                EntryKind::Diaper { diaper: with_detail(diaper, detail) }
            }
            EntryKind::Medicine { name, detail } => {
                self.only("a medicine", &["detail"])?;
                let detail = if self.detail.is_some() { self.detail.clone() } else { detail };
                EntryKind::Medicine { name: named(&mut bare, "medicine", name), detail: filled(detail) }
            }
            EntryKind::Temperature { milli_celsius, of_parent } => {
                self.only("a temperature", &["parent"])?;
                bare.retain(|word| *word != "temperature");
                let typed = bare.pop().map(input::celsius).transpose().map_err(Failure::Usage)?;
                // A baby named takes the parent's word back.
                let of_parent = self.parent || of_parent && self.baby.is_none();
                EntryKind::Temperature { milli_celsius: typed.unwrap_or(milli_celsius), of_parent }
            }
            EntryKind::Sign { sign } => {
                self.only("a sign", &[])?;
                bare.retain(|word| *word != "sign");
                let typed = bare.pop().map(|word| {
                    let known = relatch_core::Sign::ALL.iter().find(|(_, name)| *name == word);
                    known.map(|(sign, _)| *sign).ok_or_else(|| Failure::usage("no sign of that name"))
                });
                EntryKind::Sign { sign: typed.transpose()?.unwrap_or(sign) }
            }
            EntryKind::Wellbeing { mood, rest } => {
                self.only("wellbeing", &["mood", "rest"])?;
                bare.retain(|word| *word != "wellbeing");
                EntryKind::Wellbeing { mood: self.mood.or(mood), rest: self.rest.or(rest) }
            }
            EntryKind::Note => {
                self.only("a note", &[])?;
                let typed = named(&mut bare, "note", String::new());
                text = filled(Some(typed));
                EntryKind::Note
            }
            EntryKind::Other { label, detail } => {
                self.only("this entry", &["detail"])?;
                let detail = if self.detail.is_some() { self.detail.clone() } else { detail };
                EntryKind::Other { label: named(&mut bare, "other", label), detail: filled(detail) }
            }
        };
        match bare.first() {
            Some(word) => Err(Failure::usage(format!("'{word}' is no value of this entry"))),
            None => Ok((merged, text)),
        }
    }
}

/// A text without a name; the kind's own word may stand before it.
fn named(bare: &mut Vec<&str>, kind: &str, known: String) -> String {
    if bare.len() == 2 && bare[0] == kind {
        bare.remove(0);
    }
    if bare.is_empty() { known } else { bare.remove(0).to_owned() }
}
