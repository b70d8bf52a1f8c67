-- What every connection is set to.

-- WAL with FULL lost nothing in 5,640 simulated power cuts, with one flush a commit (reliability.md D2).
-- A tap changes little on each page it touches: half of SQLite's usual size halves what it writes.
PRAGMA page_size = 2048;
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
-- Apple's fsync does not reach the flash; elsewhere these two do nothing.
PRAGMA fullfsync = ON;
PRAGMA checkpoint_fullfsync = ON;
PRAGMA foreign_keys = ON;
PRAGMA trusted_schema = OFF;
-- What is deleted is overwritten.
PRAGMA secure_delete = ON;
-- Phones have no folder for temporary files.
PRAGMA temp_store = MEMORY;
-- Folding the log file in costs two more flushes, so no tap pays for it before some 250 (of 4 pages) without a pause:
-- pausing folds it in, and apps pause whenever they leave the screen.
PRAGMA wal_autocheckpoint = 1000;
PRAGMA journal_size_limit = 1572864;
