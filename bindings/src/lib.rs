//! Packages [`relatch_core`] for Swift and Kotlin: one library, nothing of its own.
pub use relatch_core::*;
