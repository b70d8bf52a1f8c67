package org.relatch

/**
 * The key of the sentence that tells a person about this error, such as "error.full"; its hint has "_hint" behind it.
 *
 * What Rust says in [Throwable.message] is for engineers. [resourceName] makes a resource's name of a key.
 */
public val JournalException.textKey: String
    get() =
        when (this) {
            is JournalException.NotFound -> "error.not_found"
            is JournalException.Invalid -> "error.invalid"
            is JournalException.Conflict -> "error.conflict"
            is JournalException.Busy -> "error.busy"
            is JournalException.Locked -> "error.locked"
            is JournalException.KeyWrong -> "error.key_wrong"
            is JournalException.Full -> "error.full"
            is JournalException.Corrupt -> "error.corrupt"
            is JournalException.Foreign -> "error.foreign"
            is JournalException.NewerSchema -> "error.newer_schema"
            is JournalException.Io -> "error.io"
            is JournalException.Internal -> "error.internal"
        }

/** The key of the sentence that says what a refused field takes, "error.field.volume"; not every field has one. */
public val JournalException.Invalid.fieldTextKey: String
    get() = "error.field.$field"

/** The name of the Android string resource of a key: "home.next" is `R.string.home_next`. */
public fun resourceName(textKey: String): String = textKey.replace('.', '_')
