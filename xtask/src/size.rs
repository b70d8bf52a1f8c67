//! `cargo xtask size`: what the library costs in an app, and which parts of it cost most.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use crate::process;

/// Flags of the link that a phone's library is made with: pages of 16 KB, short relocations.
pub(crate) const PHONE_LINK: [&str; 2] = ["-Wl,-z,max-page-size=16384", "-Wl,-z,pack-relative-relocs"];
/// Flags of SQLite's compiler: nothing unwinds through C, so it needs no tables for it (a panic never crosses it).
pub(crate) const PHONE_C_FLAGS: &str = "-Os -fno-asynchronous-unwind-tables -fno-unwind-tables";
/// What was hoped for when the core held the log alone; shown beside what is, not a gate.
const HOPED_KB: [u64; 2] = [1_400, 750];
/// Parts below this have no line of their own.
const LEAST_KB: u64 = 20;

/// Builds the phone's library for this machine, as a shared library alone.
pub(crate) fn build(root: &Path, named: bool) -> Result<PathBuf, String> {
    let target = process::target(root).join("size");
    let mut command = process::program(root, "cargo");
    command.args(["rustc", "--package", "relatch-bindings", "--profile", "mobile", "--crate-type", "cdylib"]);
    command.args(["--config", if named { "profile.mobile.strip=false" } else { "profile.mobile.strip='symbols'" }]);
    command.arg("--target-dir").arg(&target).env("CFLAGS", PHONE_C_FLAGS).arg("--");
    for flag in PHONE_LINK {
        command.args(["-C", &format!("link-arg={flag}")]);
    }
    match command.status() {
        Ok(status) if status.success() => Ok(target.join("mobile").join(process::library_name())),
        _ => Err("the library does not build".into()),
    }
}

pub(crate) fn run(root: &Path) -> ExitCode {
    match measure(root) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("size: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn measure(root: &Path) -> Result<(), String> {
    let library = build(root, false)?;
    let bytes = std::fs::metadata(&library).map_err(|error| error.to_string())?.len();
    let packed = output(Command::new("gzip").args(["-9", "-c"]).arg(&library))?.len() as u64;
    for (what, bytes, hoped) in [("stripped", bytes, HOPED_KB[0]), ("gzipped", packed, HOPED_KB[1])] {
        println!("{what:<9} {:>7.1} KB   (hoped for at first: {hoped} KB)", bytes as f64 / 1_000.0);
    }
    let alignment = segments(&String::from_utf8_lossy(&output(Command::new("readelf").arg("-lW").arg(&library))?));
    println!("segments aligned to {alignment:?} bytes");
    if alignment.is_empty() || alignment.iter().any(|align| align % 16_384 != 0) {
        return Err("a segment is not aligned to 16 KB".into());
    }
    let named = build(root, true)?;
    println!("\nby part, KB of code and constants:");
    let symbols = output(Command::new("nm").args(["--print-size", "--demangle", "--radix=d"]).arg(&named))?;
    let mut parts: Vec<(&str, u64)> = parts(&String::from_utf8_lossy(&symbols)).into_iter().collect();
    parts.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    for (part, bytes) in parts.iter().filter(|(_, bytes)| *bytes >= LEAST_KB * 1_000) {
        println!("{:>8.1}  {part}", *bytes as f64 / 1_000.0);
    }
    println!("\nby section, KB:");
    let sections = output(Command::new("readelf").arg("-SW").arg(&library))?;
    for (name, bytes) in sections_of(&String::from_utf8_lossy(&sections)) {
        println!("{:>8.1}  {name}", bytes as f64 / 1_000.0);
    }
    Ok(())
}

fn output(command: &mut Command) -> Result<Vec<u8>, String> {
    let ran = command.stderr(Stdio::inherit()).output();
    let ran = ran.map_err(|error| format!("{}: {error}", command.get_program().to_string_lossy()))?;
    if ran.status.success() { Ok(ran.stdout) } else { Err(command.get_program().to_string_lossy().into_owned()) }
}

/// Alignments of the segments that are loaded, from `readelf -lW`.
fn segments(printed: &str) -> Vec<u64> {
    let loads = printed.lines().filter(|line| line.trim_start().starts_with("LOAD"));
    let align = |line: &str| u64::from_str_radix(line.split_whitespace().last()?.trim_start_matches("0x"), 16).ok();
    loads.filter_map(align).collect()
}

/// Sections of 10 KB and more, from `readelf -SW`.
fn sections_of(printed: &str) -> Vec<(String, u64)> {
    let line = |line: &str| {
        let words: Vec<&str> = line.split_once("] .")?.1.split_whitespace().collect();
        Some((format!(".{}", words.first()?), u64::from_str_radix(words.get(4)?, 16).ok()?))
    };
    printed.lines().filter_map(line).filter(|(_, bytes)| *bytes >= 10_000).collect()
}

/// Bytes by part, from `nm --print-size --demangle --radix=d`.
fn parts(printed: &str) -> BTreeMap<&'static str, u64> {
    let mut found = BTreeMap::new();
    for line in printed.lines() {
        let mut words = line.splitn(4, ' ');
        let (Some(_), Some(size), Some(_), Some(name)) = (words.next(), words.next(), words.next(), words.next())
        else {
            continue;
        };
        if let Ok(bytes) = size.parse::<u64>() {
            *found.entry(part(name)).or_default() += bytes;
        }
    }
    found
}

/// The part that a symbol belongs to: the first pattern that it holds.
fn part(name: &str) -> &'static str {
    const PATTERNS: [(&[&str], &str); 12] = [
        (&["UNIFFI_META"], "UniFFI: description of the API, for the generator and its checks"),
        (&["sort::", "quicksort", "driftsort"], "sorting: one copy for each type that is sorted"),
        (&["gimli", "addr2line", "miniz_oxide", "rustc_demangle", "backtrace"], "std: names in a panic's trace"),
        (
            &["uniffi_relatch_core_fn_", "FfiConverter", "Lift", "Lower"],
            "the calls as they cross, with what only they use",
        ),
        (&["uniffi", "ffi_relatch"], "UniFFI itself"),
        (&["eserialize"], "serde: reading documents of the database and JSON Lines"),
        (&["serde", "itoa", "ryu"], "serde and serde_json"),
        (&["rusqlite", "hashlink"], "rusqlite"),
        (&["csv"], "csv: import and export"),
        (&["chrono"], "chrono: calendar arithmetic"),
        (&["relatch_core"], "relatch-core"),
        (&["::"], "core, alloc and std"),
    ];
    let holds = |patterns: &[&str]| patterns.iter().any(|pattern| name.contains(pattern));
    PATTERNS.iter().find(|(patterns, _)| holds(patterns)).map_or("SQLite and the C library's glue", |(_, part)| part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_read_from_readelf() {
        let printed = "Program Headers:\n  LOAD           0x000000 0x0000 0x0000 0x4f R   0x4000\n  \
                       LOAD           0x04f000 0x0000 0x0000 0x4f R E 0x1000\n  DYNAMIC 0x1 0x1 0x1 0x1 RW  0x8\n";
        assert_eq!(segments(printed), [16_384, 4_096]);
    }

    #[test]
    fn symbols_add_up_by_part() {
        let printed = "0000000000000001 0000000000000010 t sqlite3Parser\n\
                       0000000000000001 0000000000000005 t core::slice::sort::stable::quicksort\n\
                       0000000000000001 0000000000000007 t relatch_core::day::Day::text\n\
                       0000000000000001 t no_size\n";
        let parts = parts(printed);
        assert_eq!(parts.values().sum::<u64>(), 22);
        assert_eq!(parts["relatch-core"], 7);
    }

    #[test]
    fn sections_are_read_from_readelf() {
        let printed = "  [16] .text             PROGBITS        00000000000a2320 0a2320 1b8532 00  AX  0   0 16\n";
        assert_eq!(sections_of(printed), [(".text".to_owned(), 0x1b_8532)]);
    }
}
