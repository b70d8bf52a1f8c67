package org.relatch.demo.state

/** The phone's language: its sentences, and how it writes numbers and dates. */
public interface Language {
    /** The sentence of a key, with its placeholders; absent when there is none. */
    public fun text(key: String): String?

    /** The form of a counted sentence for a number; absent when there is none. */
    public fun plural(key: String, count: Int): String?

    /** A number with at most so many decimals. */
    public fun number(value: Double, places: Int): String

    /** A whole number in two digits at least, as in minutes of an hour. */
    public fun twoDigits(value: Int): String

    /**
     * A moment at an offset, by the pattern that the language has for a skeleton such as "jmm" or "EEEEdMMMM".
     *
     * @param utcMs milliseconds since 1970
     * @param offsetS seconds east of UTC
     */
    public fun date(utcMs: Long, offsetS: Int, skeleton: String): String

    /** The text with its first letter in upper case. */
    public fun capitalized(text: String): String
}
