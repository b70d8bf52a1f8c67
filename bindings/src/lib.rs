//! Packages `relatch-core` for Swift and Kotlin: one library, nothing of its own.
pub use relatch_core::*;
relatch_core::uniffi_reexport_scaffolding!();
