use std::fs;

use serde_json::{Value, json};

use crate::desk::{Desk, bare, document, error, run, sample, sparse};

const ANSWERS: &[&str] =
    &["--zone", "America/New_York", "--volume-unit", "ml", "--weight-unit", "lb", "--medicine", "baby"];

fn import(desk: &Desk, path: &str, more: &[&str]) -> Value {
    let mut args = vec!["import", path];
    args.extend_from_slice(ANSWERS);
    args.extend_from_slice(more);
    desk.ok(&args)
}

fn sample_path() -> String {
    sample().to_str().unwrap().to_owned()
}

#[test]
fn open_questions_are_printed_and_nothing_is_written() {
    let desk = Desk::new();
    let ran = run(desk.command().args(["--json", "import", &sample_path()]));
    assert_eq!(ran.code, 1);
    let report = document(&ran.out);
    let options: Vec<&str> =
        report["questions"].as_array().unwrap().iter().map(|question| question["option"].as_str().unwrap()).collect();
    assert_eq!(options, ["zone", "volume-unit", "weight-unit", "medicine"]);
    assert_eq!(error(&ran.err), ("invalid".to_owned(), "zone".to_owned()));
    assert_eq!(desk.entries()["entries"], json!([]));
    let text = desk.run(&["import", &sample_path()]);
    assert!(text.out.contains("--volume-unit ml|oz") && text.err.starts_with("relatch: zone: "), "{text:?}");
}

#[test]
fn the_sample_comes_in_once_and_goes_in_one_step() {
    let desk = Desk::new();
    let tried = import(&desk, &sample_path(), &["--dry-run"]);
    assert_eq!(desk.entries()["entries"], json!([]));
    let report = import(&desk, &sample_path(), &[]);
    assert_eq!(tried, report);
    for name in
        ["format", "files", "read", "added", "already", "skipped", "questions", "warnings", "from_local", "to_local"]
    {
        assert!(report.get(name).is_some(), "{name}");
    }
    let count = |name: &str| report[name].as_i64().unwrap();
    assert_eq!((report["format"].as_str(), count("files")), (Some("baby-buddy"), 9));
    assert_eq!(count("read"), count("added") + count("already") + report["skipped"].as_array().unwrap().len() as i64);
    assert!(count("added") > 1_800, "{report}");
    let again = import(&desk, &sample_path(), &[]);
    assert_eq!((again["added"].as_i64(), again["already"].as_i64()), (Some(0), Some(count("added"))));
    assert_eq!(desk.ok(&["undo"])["undone"], "import");
    assert_eq!(desk.ok(&["check"])["entries"], 0);
    assert_eq!(desk.ok(&["journey"])["babies"], json!([]));
}

#[test]
fn our_own_export_comes_back_without_loss_or_doubles() {
    let desk = Desk::new();
    import(&desk, &sample_path(), &[]);
    desk.ok(&["log", "pump", "--left", "0.5oz", "--right", "drops", "--note", "=1+1\nsecond \"line\""]);
    desk.ok(&["log", "pump", "--total", "0ml", "--at", "12:00"]);
    let before = desk.entries();
    for format in ["csv", "jsonl"] {
        let out = desk.path(&format!("out.{format}"));
        let done = desk.ok(&["export", "--format", format, "--out", &out]);
        assert_eq!(done["bytes"].as_u64().unwrap(), fs::metadata(&out).unwrap().len());
        assert_eq!(desk.run(&["export", "--format", format]).out, fs::read_to_string(&out).unwrap());
        let other = Desk::new();
        let report = other.ok(&["import", &out]);
        assert_eq!(report["skipped"], json!([]), "{format}");
        assert_eq!(other.entries(), before, "{format}");
        assert_eq!(desk.ok(&["import", &out])["added"], 0, "{format}");
    }
}

#[test]
fn an_export_never_writes_over_the_journal_and_leaves_no_half_file() {
    let desk = Desk::new();
    desk.ok(&["log", "pump"]);
    let db = desk.db().to_str().unwrap().to_owned();
    desk.invalid(&["export", "--format", "csv", "--out", &db], "out");
    assert_eq!(desk.refused(&["export", "--format", "csv", "--out", &desk.path("no/such/out.csv")]).0, "io");
    desk.usage_json_only(&["export", "--format", "csv"]);
    assert_eq!(desk.entries()["entries"].as_array().unwrap().len(), 1);
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 1);
}

impl Desk {
    fn usage_json_only(&self, args: &[&str]) {
        let ran = run(self.command().arg("--json").args(args));
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{ran:?}");
    }
}

#[test]
fn files_that_are_no_export_are_refused_by_name() {
    let desk = Desk::new();
    let table: &[(&str, &[u8])] = &[
        ("empty.csv", b""),
        ("blank.csv", b" \n\n"),
        ("binary.csv", &[0, 159, 146, 150, 0, 1]),
        ("words.csv", b"shopping,list\nmilk,2\n"),
        ("wide.csv", b"\xFF\xFEi\0d\0"),
        ("latin.csv", b"id,start,end,amount\n1,\xE9t\xE9,,\n"),
        ("zip.csv", b"PK\x03\x04more"),
        ("cut.jsonl", b"{\"relatch\":"),
    ];
    for (name, contents) in table {
        let path = desk.write(name, contents);
        let mut args = vec!["import", path.as_str()];
        args.extend_from_slice(ANSWERS);
        desk.invalid(&args, "file");
        let text = desk.run(&args);
        assert!(text.err.contains(name), "{text:?}");
    }
    assert_eq!(desk.refused(&["import", &desk.path("nowhere.csv")]).0, "not_found");
    assert_eq!(desk.entries()["entries"], json!([]));
}

#[test]
fn an_export_without_rows_in_a_folder_is_passed_over() {
    let desk = Desk::new();
    let folder = desk.path("folder");
    fs::create_dir(&folder).unwrap();
    let pumping = sample().join("Pumping-2026-11-24.csv");
    fs::copy(&pumping, format!("{folder}/Pumping.csv")).unwrap();
    fs::write(format!("{folder}/Temperature.csv"), "id,child_first_name,child_last_name,temperature,time,notes,tags\n")
        .unwrap();
    fs::write(format!("{folder}/strange.csv"), "a,b\n1,2\n").unwrap();
    fs::write(format!("{folder}/readme.txt"), "not looked at").unwrap();
    let report = import(&desk, &folder, &[]);
    assert!(report["added"].as_i64().unwrap() > 400, "{report}");
    assert!(report["warnings"].to_string().contains("strange.csv"), "{report}");
    let lonely = desk.path("lonely");
    fs::create_dir(&lonely).unwrap();
    assert_eq!(desk.refused(&["import", &lonely]), ("invalid".to_owned(), "file".to_owned()));
}

#[cfg(unix)]
#[test]
fn links_and_devices_are_never_read() {
    let desk = Desk::new();
    let folder = desk.path("folder");
    fs::create_dir(&folder).unwrap();
    let pumping = sample().join("Pumping-2026-11-24.csv");
    fs::copy(&pumping, format!("{folder}/Pumping.csv")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", format!("{folder}/link.csv")).unwrap();
    std::os::unix::fs::symlink("/dev/zero", format!("{folder}/zero.csv")).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(format!("{folder}/pipe.csv")).status().unwrap().success());
    let report = import(&desk, &folder, &["--dry-run"]);
    let warned = report["warnings"].to_string();
    for name in ["link.csv", "zero.csv", "pipe.csv"] {
        assert!(warned.contains(name), "{warned}");
    }
    for name in ["link.csv", "zero.csv", "pipe.csv"] {
        desk.invalid(&["import", &format!("{folder}/{name}")], "file");
    }
    desk.invalid(&["import", "/dev/zero"], "file");
}

#[test]
fn a_file_of_two_gigabytes_is_refused_unread() {
    let desk = Desk::new();
    let path = desk.path("huge.csv");
    sparse(std::path::Path::new(&path), 2_000_000_000);
    let started = std::time::Instant::now();
    desk.invalid(&["import", &path], "file");
    assert!(started.elapsed() < std::time::Duration::from_secs(5), "it was not read");
}

#[test]
fn a_fixed_offset_serves_as_a_zone() {
    let desk = Desk::new();
    let pumping = sample().join("Pumping-2026-11-24.csv");
    let report =
        desk.ok(&["import", pumping.to_str().unwrap(), "--zone", "+05:30", "--volume-unit", "ml", "--dry-run"]);
    assert!(report["from_local"].as_str().unwrap().ends_with("+05:30"), "{report}");
}

#[test]
fn a_full_disk_for_the_export_is_said() {
    if !std::path::Path::new("/dev/full").exists() {
        return;
    }
    let desk = Desk::new();
    desk.ok(&["log", "pump"]);
    assert_eq!(desk.refused(&["export", "--format", "csv", "--out", "/dev/full"]).0, "full");
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = bare().arg("--db").arg(desk.db()).args(["--json", "list"]).stdout(full).output().unwrap();
    assert_eq!(status.status.code(), Some(1));
    assert_eq!(error(&String::from_utf8(status.stderr).unwrap()).0, "full");
}
