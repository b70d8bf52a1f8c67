package org.relatch

/**
 * The name of the string resource that tells a person about this error, such as `error_full`.
 *
 * What Rust says in [Throwable.message] is for engineers. On Android look the key up with
 * `resources.getIdentifier`, or name `R.string.error_full` and its fellows in a `when` of your own.
 */
public val JournalException.textKey: String
    get() =
        when (this) {
            is JournalException.NotFound -> "error_not_found"
            is JournalException.Invalid -> "error_invalid"
            is JournalException.Conflict -> "error_conflict"
            is JournalException.Busy -> "error_busy"
            is JournalException.Locked -> "error_locked"
            is JournalException.KeyWrong -> "error_key_wrong"
            is JournalException.Full -> "error_full"
            is JournalException.Corrupt -> "error_corrupt"
            is JournalException.Foreign -> "error_foreign"
            is JournalException.NewerSchema -> "error_newer_schema"
            is JournalException.Io -> "error_io"
            is JournalException.Internal -> "error_internal"
        }
