//! A writer for the durability tests: logs one entry after another into a journal and says each one that is durable.
//!
//! `writer FILE FIRST COUNT` logs COUNT entries from number FIRST on; each acknowledged one is a line on stdout, an error
//! is a line beginning with "error". With `--again` every entry is logged twice.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a tool of the tests")]

use std::io::Write;

use relatch_core::Journal;
use relatch_tests::numbered;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [path, first, count, ..] = args.as_slice() else { panic!("writer FILE FIRST COUNT [--again]") };
    let (first, count): (u64, u64) = (first.parse().unwrap(), count.parse().unwrap());
    let mut out = std::io::stdout().lock();
    let journal = match Journal::open(path, None, &numbered::now(first)) {
        Ok(journal) => journal,
        Err(error) => {
            writeln!(out, "error open {error:?}").unwrap();
            return;
        }
    };
    writeln!(out, "open").unwrap();
    out.flush().unwrap();
    let times = if args.iter().any(|arg| arg == "--again") { 2 } else { 1 };
    for number in first..first + count {
        for _ in 0..times {
            let line = match journal.log(&numbered::entry(number), &numbered::now(number)) {
                Ok(_) => format!("{number}\n"),
                Err(error) => format!("error {number} {error:?}\n"),
            };
            // One write a line: a reader never sees half of one from a process that was killed.
            out.write_all(line.as_bytes()).unwrap();
            out.flush().unwrap();
        }
    }
}
