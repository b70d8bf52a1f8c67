//! Settings, journey and babies.

use std::borrow::Cow;

use super::Journal;
use crate::db::Transaction;
use crate::db::{Profile, babies, settings};
use crate::error::Result;
use crate::journey::{Baby, Journey};
use crate::settings::Settings;
use crate::time::{LocalTime, Now};

#[cfg_attr(feature = "uniffi", uniffi::export)]
impl Journal {
    /// The settings; a fresh journal has the defaults.
    pub fn settings(&self) -> Result<Settings> {
        self.database.read(|_, profile| Ok(profile.settings))
    }

    /// Changes the settings. A changed day start regroups all days at once.
    pub fn set_settings(&self, new: Settings) -> Result<()> {
        new.check()?;
        self.database.write(|transaction, profile| {
            if new.day_start != profile.settings.day_start {
                settings::regroup_days(transaction, new.day_start.ms())?;
            }
            profile.to_mut().settings = new;
            settings::put_settings(transaction, &new)
        })
    }

    /// The journey; empty in a fresh journal.
    pub fn journey(&self) -> Result<Journey> {
        self.database.read(|_, profile| Ok(profile.journey.clone()))
    }

    /// Changes the journey.
    pub fn set_journey(&self, new: &Journey, now: &Now) -> Result<()> {
        self.introduce(new, None, now)
    }

    /// Changes the journey and, with a baby, adds it or gives the one of that name new particulars, in one step.
    pub fn introduce(&self, new: &Journey, baby: Option<Baby>, now: &Now) -> Result<()> {
        now.check()?;
        self.database.write(|transaction, profile| {
            // After midnight the date on the phone is one ahead of the day that is still being lived.
            let date = LocalTime::from_local_ms(now.stamp().local_ms()).date;
            new.check(date.max(profile.settings.boundary().day_of(now.stamp())))?;
            if let Some(baby) = &baby {
                put_baby(transaction, profile, baby, now)?;
            }
            profile.to_mut().journey = new.clone();
            settings::put_journey(transaction, new)
        })
    }

    /// The babies, in the order they were added.
    pub fn babies(&self) -> Result<Vec<Baby>> {
        self.database.read(|_, profile| Ok(profile.babies.iter().map(|(_, baby)| baby.clone()).collect()))
    }

    /// Adds a baby, or gives the one of that name new particulars.
    pub fn set_baby(&self, baby: &Baby, now: &Now) -> Result<()> {
        now.check()?;
        self.database.write(|transaction, profile| put_baby(transaction, profile, baby, now))
    }
}

fn put_baby(transaction: &Transaction<'_>, profile: &mut Cow<'_, Profile>, baby: &Baby, now: &Now) -> Result<()> {
    // A birth is a calendar date: at 3 a.m. the date is already the new one, whatever the day start.
    baby.check(LocalTime::from_local_ms(now.stamp().local_ms()).date)?;
    babies::put(transaction, profile.to_mut(), baby)?;
    Ok(())
}
