-- Relatch schema 1. Never edited once released: later schemas are later files.
-- Times are UTC milliseconds with the offset in seconds that the phone showed; days count from 1970-01-01.

CREATE TABLE baby (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 2000),
  born INTEGER,
  sex TEXT CHECK (sex IN ('girl', 'boy')),
  gestation_weeks INTEGER CHECK (gestation_weeks BETWEEN 22 AND 44)
) STRICT;

-- Zone names are long and few: entries hold their number.
CREATE TABLE zone (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 64)
) STRICT;

-- The log. Clustered by id: UUIDv7 keeps a tap on the last page.
CREATE TABLE entry (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  -- The day it belongs to, by its own offset and the day start; regrouped when that setting changes.
  day INTEGER NOT NULL,
  start_ms INTEGER NOT NULL CHECK (start_ms >= 1420070400000),
  offset_s INTEGER NOT NULL CHECK (offset_s BETWEEN -64800 AND 64800),
  zone INTEGER REFERENCES zone (id),
  baby INTEGER REFERENCES baby (id),
  -- 1 nursing, 2 expression, 3 supplement, 4 skin to skin, 5 weight, 6 diaper, 7 medicine, 8 temperature, 9 sign,
  -- 10 wellbeing, 11 note, 12 other.
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 12),
  -- What the figures are summed from; bits are listed in tally.rs.
  facts INTEGER NOT NULL,
  active_ms INTEGER CHECK (active_ms BETWEEN 0 AND 14400000),
  pause_ms INTEGER CHECK (pause_ms > 0),
  -- Own milk made (expressed or transferred) and milk given, in microlitres. NULL is not 0.
  made_ul INTEGER,
  fed_ul INTEGER,
  -- Nursing: milliseconds a side. Expression: microlitres a side.
  left_part INTEGER,
  right_part INTEGER,
  -- The kind as JSON, where the columns above do not say it all.
  extra TEXT,
  note TEXT,
  -- Labels of another app, a JSON array.
  tags TEXT
) STRICT, WITHOUT ROWID;

-- Every figure of a day is read from this index alone.
CREATE INDEX entry_by_day ON entry (day, start_ms, offset_s, facts, active_ms, pause_ms, made_ul, fed_ul, baby);

-- Weights, medicines, temperatures, signs and wellbeing are few among many: rules find them here.
-- Not IN (...): SQLite would build that list anew for every tap, half as much work again as the tap itself.
CREATE INDEX entry_seldom ON entry (kind, start_ms) WHERE kind = 5 OR kind BETWEEN 7 AND 10;

-- The journal of changes: one row a change, newest last. Undo walks it backwards.
CREATE TABLE revision (
  seq INTEGER PRIMARY KEY,
  -- 1 log, 2 finish, 3 edit, 4 delete, 5 import.
  op INTEGER NOT NULL CHECK (op BETWEEN 1 AND 5),
  entry BLOB,
  -- JSON: the entry before an edit or delete, the running session before a finish, the batch of an import.
  before TEXT,
  undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX revision_by_entry ON revision (entry) WHERE before IS NOT NULL;

-- Ids that were logged and are gone, so that a late repeat of a write does not bring them back.
CREATE TABLE tombstone (
  id BLOB PRIMARY KEY CHECK (length(id) = 16)
) STRICT, WITHOUT ROWID;

-- Running sessions, as JSON.
CREATE TABLE running (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What came from another app: the entry it became, and a fingerprint of the row as it was imported.
CREATE TABLE imported (
  id BLOB PRIMARY KEY CHECK (length(id) = 16),
  fingerprint INTEGER NOT NULL,
  batch INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Settings, journey, care plan, reminder rules: one JSON document each.
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the parent said about a day.
CREATE TABLE day_mark (
  day INTEGER PRIMARY KEY,
  diapers_complete INTEGER NOT NULL DEFAULT 0 CHECK (diapers_complete IN (0, 1)),
  away INTEGER NOT NULL DEFAULT 0 CHECK (away IN (0, 1))
) STRICT;

-- What the phone acknowledged to hold: one row a rule, 32 bytes a reminder. Never written by a tap.
CREATE TABLE reminder_held (
  rule TEXT PRIMARY KEY,
  held BLOB NOT NULL CHECK (length(held) % 32 = 0)
) STRICT, WITHOUT ROWID;

-- Snoozes and skips of dues that may still come.
CREATE TABLE reminder_answer (
  rule TEXT NOT NULL,
  anchor INTEGER NOT NULL,
  n INTEGER NOT NULL,
  snoozes INTEGER NOT NULL CHECK (snoozes BETWEEN 0 AND 3),
  until_ms INTEGER,
  skipped INTEGER NOT NULL CHECK (skipped IN (0, 1)),
  PRIMARY KEY (rule, anchor, n)
) STRICT, WITHOUT ROWID;

-- Answers taken in, so that the same one to the same reminder counts once.
CREATE TABLE reminder_action (
  notification TEXT NOT NULL,
  action TEXT NOT NULL,
  at_ms INTEGER NOT NULL,
  PRIMARY KEY (notification, action)
) STRICT, WITHOUT ROWID;

-- The parent's answers to red flags and to questions about a weight.
CREATE TABLE answer_given (
  key TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
