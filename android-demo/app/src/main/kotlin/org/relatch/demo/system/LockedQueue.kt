package org.relatch.demo.system

import android.content.Context
import org.json.JSONObject
import org.relatch.JournalInterface
import org.relatch.Now
import org.relatch.ReminderChange
import java.io.File
import java.util.UUID

/**
 * Answers given before the phone's first unlock, when the journal cannot be read yet.
 *
 * One small new file for each, so that nothing is ever rewritten, in the storage that a locked phone can read: the
 * reminder's id, the answer and the time, nothing else.
 */
internal class LockedQueue(context: Context) {
    private val folder = File(context.createDeviceProtectedStorageContext().noBackupFilesDir, "queue")

    fun add(id: String, action: String, now: Now) {
        folder.mkdirs()
        val line = JSONObject().put("v", 1).put("notification", id).put("action", action)
            .put("at_ms", now.utcMs).put("offset_s", now.offsetS).toString()
        // Named by time, so that they are taken in in their order; under another name until it is whole.
        val name = "${now.utcMs.toString().padStart(DIGITS, '0')}-${UUID.randomUUID()}"
        val half = File(folder, "$name.half")
        half.outputStream().use {
            it.write(line.toByteArray())
            it.fd.sync()
        }
        half.renameTo(File(folder, "$name.json"))
    }

    /** Lines that wait, oldest first. */
    fun waiting(): List<String> = files().map(File::readText)

    /** Hands them to the journal; the files go once it has them. Absent when none waited. */
    fun merge(journal: JournalInterface, now: Now): ReminderChange? {
        val files = files().ifEmpty { return null }
        val outcome = journal.mergeQueued(files.map(File::readText), now)
        files.forEach(File::delete)
        return outcome.reminders
    }

    fun erase() {
        folder.deleteRecursively()
    }

    private fun files(): List<File> = folder.listFiles { _, name ->
        name.endsWith(".json")
    }.orEmpty().sortedBy { it.name }

    private companion object {
        const val DIGITS = 15
    }
}
