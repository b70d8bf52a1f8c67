//! What is measured: one operation of Relatch, and the same work by the bare C API.

use std::path::Path;

use relatch_core::reminders::{AckState, Phone, Platform, ReminderAck};
use relatch_core::{Day, EntryKind, Journal, Journey, Now, Sign, Stamp};

use crate::bare::{Bare, Failed, Prepared};
use crate::history::{HOUR_MS, entry, id, now_after, pump};

const OPEN: &str = include_str!("../../../core/src/db/open.sql");

/// The operations, by the name that the command line and the tables use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    /// The rows of a tap: entry and revision, one transaction.
    Commit,
    /// A whole `Journal::log`, answer included.
    Tap,
    /// The same with [`FLAGS`] red flags open.
    FlaggedTap,
    /// A plan for an Android phone that has acknowledged the last one, with its reads.
    Plan,
    /// The same for an iPhone with its 60 places.
    ApplePlan,
    /// The outlook on the last 180 days, with its reads.
    Outlook,
    /// Seven days beside the seven before.
    Week,
    /// The same after another process has written, so that nothing kept in memory holds.
    FreshWeek,
    /// Thirty days.
    Month,
    /// Open, and the first week.
    Open,
}

impl Operation {
    pub(crate) const ALL: [Self; 10] = [
        Self::Commit,
        Self::Tap,
        Self::FlaggedTap,
        Self::Plan,
        Self::ApplePlan,
        Self::Outlook,
        Self::Week,
        Self::FreshWeek,
        Self::Month,
        Self::Open,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Commit => "commit",
            Self::Tap => "tap",
            Self::FlaggedTap => "flagged-tap",
            Self::Plan => "plan",
            Self::ApplePlan => "apple-plan",
            Self::Outlook => "outlook",
            Self::Week => "week",
            Self::FreshWeek => "fresh-week",
            Self::Month => "month",
            Self::Open => "open",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|operation| operation.name() == name)
    }
}

/// One of the two sides, ready to do an operation again and again.
pub(crate) trait Contestant {
    /// What has to be there before, unmeasured: the next entry, the next present.
    fn ready(&mut self);
    /// The operation itself.
    fn go(&mut self) -> Result<(), Failed>;
}

pub(crate) fn ours(operation: Operation, path: &Path) -> Result<Box<dyn Contestant>, Failed> {
    let path = path.to_string_lossy().into_owned();
    let now = now_after(0);
    let journal = match operation {
        Operation::Open => None,
        _ => Some(Journal::open(&path, None, &now).map_err(|error| error.to_string())?),
    };
    if let Some(journal) = &journal {
        prepare(operation, journal, &now).map_err(|error| error.to_string())?;
    }
    let other = if operation == Operation::FreshWeek { Some(Other::open(Path::new(&path))?) } else { None };
    Ok(Box::new(Ours { operation, path, journal, other, taps: 0, now }))
}

/// The same by the bare C API; a whole tap is held against its rows alone.
pub(crate) fn bare(operation: Operation, path: &Path) -> Result<Box<dyn Contestant>, Failed> {
    Ok(match operation {
        Operation::Commit | Operation::Tap | Operation::FlaggedTap => Box::new(BareTap::open(path)?),
        Operation::Plan | Operation::ApplePlan => Box::new(BareTrend::open(path, 1)?),
        Operation::Outlook => Box::new(BareTrend::open(path, OUTLOOK_DAYS)?),
        Operation::Week | Operation::FreshWeek => Box::new(BareTrend::open(path, 14)?),
        Operation::Month => Box::new(BareTrend::open(path, 30)?),
        Operation::Open => Box::new(BareOpen(path.to_path_buf())),
    })
}

/// Red flags that are open in [`Operation::FlaggedTap`]: signs and fevers.
const FLAGS: usize = 23;
/// Days of which [`Operation::Outlook`] is made.
const OUTLOOK_DAYS: i32 = 180;

/// The phone of an operation.
fn phone(operation: Operation) -> Phone {
    Phone::new(if operation == Operation::ApplePlan { Platform::Ios } else { Platform::Android })
}

/// What has to be in the journal before an operation.
fn prepare(operation: Operation, journal: &Journal, now: &Now) -> relatch_core::Result<()> {
    match operation {
        Operation::FlaggedTap => {
            for (number, (sign, _)) in Sign::ALL.iter().take(FLAGS).enumerate() {
                let start = Stamp { utc_ms: now.utc_ms - number as i64 * HOUR_MS, offset_s: now.offset_s };
                // Every other one a fever of the baby, whose flag says more.
                let (kind, baby) = if number % 2 == 0 {
                    (EntryKind::Sign { sign: *sign }, None)
                } else {
                    (EntryKind::Temperature { milli_celsius: 38_500, of_parent: false }, Some("Ada"))
                };
                journal.log(&entry(id(start.utc_ms, 900 + number as u64), Some(start), kind, baby), now)?;
            }
            let open = journal.home(now)?.flags.len();
            assert_eq!(open, FLAGS, "open flags");
            Ok(())
        }
        Operation::Plan | Operation::ApplePlan => {
            let phone = phone(operation);
            let plan = journal.plan_reminders(&phone, None, None, now)?;
            let acks = plan.items.into_iter().map(|item| ReminderAck {
                id: item.id,
                request_code: item.request_code,
                at_ms: item.at_ms,
                fingerprint: item.fingerprint,
                state: AckState::Set,
            });
            journal.acknowledge(&phone, acks.collect(), now)
        }
        Operation::Outlook => {
            let restart = Some(today().plus(-OUTLOOK_DAYS));
            journal.set_journey(&Journey { restart, ..Journey::default() }, now)
        }
        _ => Ok(()),
    }
}

struct Ours {
    operation: Operation,
    path: String,
    journal: Option<Journal>,
    other: Option<Other>,
    taps: i64,
    now: Now,
}

impl Contestant for Ours {
    fn ready(&mut self) {
        if matches!(self.operation, Operation::Commit | Operation::Tap | Operation::FlaggedTap) {
            self.taps += 1;
            self.now = now_after(self.taps * 2);
        }
        if let Some(other) = &self.other {
            other.write();
        }
    }

    fn go(&mut self) -> Result<(), Failed> {
        let answer = match (&self.journal, self.operation) {
            (Some(journal), Operation::Commit) => {
                journal.log_without_answer(&pump(id(self.now.utc_ms, self.taps as u64), None), &self.now)
            }
            (Some(journal), Operation::Plan | Operation::ApplePlan) => {
                journal.plan_reminders(&phone(self.operation), None, None, &self.now).map(drop)
            }
            (Some(journal), Operation::Outlook) => journal.outlook(&self.now).map(drop),
            (Some(journal), Operation::Tap | Operation::FlaggedTap) => {
                journal.log(&pump(id(self.now.utc_ms, self.taps as u64), None), &self.now).map(drop)
            }
            (Some(journal), Operation::Week | Operation::FreshWeek) => journal.week(None, &self.now).map(drop),
            (Some(journal), Operation::Month) => {
                let today = today();
                journal.days(today.plus(-29), today, &self.now).map(drop)
            }
            (_, _) => {
                Journal::open(&self.path, None, &self.now).and_then(|journal| journal.week(None, &self.now)).map(drop)
            }
        };
        answer.map_err(|error| error.to_string())
    }
}

/// Another process' connection, that writes now and then.
struct Other {
    write: Prepared,
    _bare: Bare,
}

impl Other {
    fn open(path: &Path) -> Result<Self, Failed> {
        let bare = Bare::open(path)?;
        bare.run(OPEN)?;
        let write = bare.prepare("INSERT OR REPLACE INTO setting (key, value) VALUES ('bench', random())")?;
        Ok(Self { write, _bare: bare })
    }

    fn write(&self) {
        if let Err(reason) = self.write.run() {
            eprintln!("the other connection could not write: {reason}");
        }
    }
}

/// The day of the present, by the day start of a fresh journal.
fn today() -> Day {
    let now = now_after(0);
    Day::from_number(((now.utc_ms + i64::from(now.offset_s) * 1_000 - 5 * HOUR_MS) / (24 * HOUR_MS)) as i32)
}

struct BareTap {
    begin: Prepared,
    entry: Prepared,
    revision: Prepared,
    commit: Prepared,
    /// Number of the zone of New York, which every real tap names.
    zone: i64,
    taps: i64,
    _bare: Bare,
}

impl BareTap {
    fn open(path: &Path) -> Result<Self, Failed> {
        let bare = Bare::open(path)?;
        bare.run(OPEN)?;
        let zone = bare.prepare("SELECT id FROM zone")?;
        zone.step()?;
        let zone = zone.int(0);
        Ok(Self {
            begin: bare.prepare("BEGIN IMMEDIATE")?,
            entry: bare.prepare(
                "INSERT INTO entry (id, day, start_ms, offset_s, zone, baby, kind, facts, active_ms, pause_ms, made_ul,
                   fed_ul, left_part, right_part, extra, note, tags)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?,
            revision: bare.prepare("INSERT INTO revision (op, entry, before) VALUES (?1, ?2, ?3)")?,
            commit: bare.prepare("COMMIT")?,
            zone,
            taps: 0,
            _bare: bare,
        })
    }
}

impl Contestant for BareTap {
    fn ready(&mut self) {
        self.taps += 1;
    }

    fn go(&mut self) -> Result<(), Failed> {
        let now = now_after(self.taps * 2);
        let start_ms = now.utc_ms - 15 * 60_000;
        let id = id(now.utc_ms, self.taps as u64).bytes();
        self.begin.run()?;
        let entry = &self.entry;
        entry.bind_blob(1, &id);
        entry.bind_int(2, (start_ms + i64::from(now.offset_s) * 1_000 - 5 * HOUR_MS) / (24 * HOUR_MS));
        entry.bind_int(3, start_ms);
        entry.bind_int(4, i64::from(now.offset_s));
        entry.bind_int(5, self.zone);
        entry.bind_null(6);
        entry.bind_int(7, 2);
        // Stimulation, expression.
        entry.bind_int(8, 5);
        entry.bind_int(9, 15 * 60_000);
        entry.bind_null(10);
        entry.bind_int(11, 12_000);
        for column in 12..=17 {
            entry.bind_null(column);
        }
        entry.run()?;
        self.revision.bind_int(1, 1);
        self.revision.bind_blob(2, &id);
        self.revision.bind_null(3);
        self.revision.run()?;
        self.commit.run()
    }
}

/// The bare covering query: sums by day, read from the index alone.
struct BareTrend {
    query: Prepared,
    bare: Bare,
}

const TREND: &str = "SELECT day, count(*), sum(active_ms), sum(made_ul), sum(fed_ul) FROM entry INDEXED BY entry_by_day
     WHERE day BETWEEN ?1 AND ?2 GROUP BY day";

impl BareTrend {
    fn open(path: &Path, days: i32) -> Result<Self, Failed> {
        let bare = Bare::open(path)?;
        bare.run(OPEN)?;
        let query = bare.prepare(TREND)?;
        query.bind_int(1, i64::from(today().number() - days + 1));
        query.bind_int(2, i64::from(today().number()));
        Ok(Self { query, bare })
    }
}

impl Contestant for BareTrend {
    fn ready(&mut self) {}

    fn go(&mut self) -> Result<(), Failed> {
        let mut sum = 0_i64;
        while self.query.step()? {
            sum += (0..5).map(|column| self.query.int(column)).fold(0, i64::wrapping_add);
        }
        self.query.reset();
        std::hint::black_box(sum);
        Ok(())
    }
}

/// A connection with the same pragmas, the version, and the first trend: nothing of what makes it a journal.
struct BareOpen(std::path::PathBuf);

impl Contestant for BareOpen {
    fn ready(&mut self) {}

    fn go(&mut self) -> Result<(), Failed> {
        let mut trend = BareTrend::open(&self.0, 14)?;
        let version = trend.bare.prepare("PRAGMA user_version")?;
        version.step()?;
        if version.int(0) == 0 {
            return Err("the history has no version".into());
        }
        drop(version);
        trend.go()
    }
}

/// The same, but reading all that Relatch reads until it shows its first week: settings, babies, reminders, marks, and
/// the rows of the last weeks with every column.
pub(crate) fn bare_same_reads(path: &Path) -> Box<dyn Contestant> {
    Box::new(BareSameReads(path.to_path_buf()))
}

struct BareSameReads(std::path::PathBuf);

const SAME_READS: [(&str, i32); 11] = [
    ("PRAGMA user_version", 1),
    ("SELECT id, name, born, sex, gestation_weeks FROM baby ORDER BY id", 5),
    ("SELECT id, name FROM zone ORDER BY id", 2),
    ("SELECT rule, anchor, n, snoozes, until_ms, skipped FROM reminder_answer", 6),
    ("SELECT rule, held FROM reminder_held ORDER BY rule", 2),
    ("SELECT key, value FROM setting", 2),
    ("PRAGMA data_version", 1),
    ("BEGIN", 0),
    ("SELECT min(day) FROM entry", 1),
    (
        "SELECT day, start_ms, offset_s, facts, active_ms, pause_ms, made_ul, fed_ul, baby, id
         FROM entry INDEXED BY entry_by_day WHERE day >= ?1 ORDER BY day DESC, start_ms DESC",
        10,
    ),
    ("SELECT day, diapers_complete, away FROM day_mark WHERE day >= ?1 ORDER BY day", 3),
];

impl Contestant for BareSameReads {
    fn ready(&mut self) {}

    fn go(&mut self) -> Result<(), Failed> {
        let bare = Bare::open(&self.0)?;
        bare.run(OPEN)?;
        let mut sum = 0_i64;
        for (sql, columns) in SAME_READS {
            let read = bare.prepare(sql)?;
            if sql.contains("?1") {
                read.bind_int(1, i64::from(today().number() - 16));
            }
            while read.step()? {
                sum += (0..columns).map(|column| read.int(column)).fold(0, i64::wrapping_add);
            }
        }
        bare.run("COMMIT")?;
        std::hint::black_box(sum);
        Ok(())
    }
}
