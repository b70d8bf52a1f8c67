//! What every command has at hand: the present, the look, the journal's place.

use std::path::PathBuf;

use relatch_core::{Journal, JournalError, Settings};

use crate::clock::Clock;
use crate::failure::Result;
use crate::moment::{At, Moment};
use crate::page::{Look, Page};
use crate::store;
use crate::view::doc::Doc;

/// The command line's surroundings.
#[derive(Debug, Clone)]
pub(crate) struct Desk {
    pub(crate) json: bool,
    pub(crate) clock: Clock,
    pub(crate) look: Look,
    pub(crate) db: Option<PathBuf>,
}

/// What a command prints, and the refusal that it ends with although it has something to show.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) text: String,
    pub(crate) refused: Option<JournalError>,
}

impl Answer {
    pub(crate) fn text(text: String) -> Self {
        Self { text, refused: None }
    }

    pub(crate) fn refused(mut self, error: JournalError) -> Self {
        self.refused = Some(error);
        self
    }
}

impl Desk {
    pub(crate) fn journal(&self) -> Result<Journal> {
        store::open(self.db.as_deref(), &self.clock.now)
    }

    /// The document or the page, whichever is wanted.
    pub(crate) fn answer(&self, doc: impl FnOnce() -> Doc, page: impl FnOnce(&mut Page)) -> Answer {
        if self.json {
            return Answer::text(doc().pretty() + "\n");
        }
        let mut text = Page::new(self.look);
        page(&mut text);
        Answer::text(text.finish())
    }

    /// A typed time, by the zone of the present.
    pub(crate) fn time(&self, moment: Option<&Moment>, settings: &Settings) -> Result<Option<At>> {
        moment.map(|moment| moment.resolve(&self.clock, settings.day_start)).transpose()
    }
}
