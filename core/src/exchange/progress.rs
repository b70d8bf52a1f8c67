//! How far a running import has come; read from another thread while it runs.

use std::sync::atomic::{AtomicI64, Ordering};

use serde::Serialize;

/// How far an import has come. Both are 0 when none has run.
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ImportProgress {
    /// Steps done, 0 to `total`.
    pub done: i64,
    /// Steps in all, known once the files are read.
    pub total: i64,
}

/// The counter behind [`ImportProgress`].
#[derive(Debug, Default)]
pub(crate) struct ProgressMeter {
    done: AtomicI64,
    total: AtomicI64,
}

impl ProgressMeter {
    pub(crate) fn begin(&self, total: i64) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    pub(crate) fn step(&self, steps: i64) {
        self.done.fetch_add(steps, Ordering::Relaxed);
    }

    pub(crate) fn read(&self) -> ImportProgress {
        let total = self.total.load(Ordering::Relaxed);
        ImportProgress { done: self.done.load(Ordering::Relaxed).min(total), total }
    }
}
