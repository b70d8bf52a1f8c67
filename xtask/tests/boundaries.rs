//! What the workspace may depend on: a small core without a network, and licences that ask for no more than a notice.
#![allow(clippy::disallowed_types, clippy::expect_used, reason = "it asks cargo")]

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

/// Everything the core is made of. One more is a decision: say in its commit what it costs and why it is worth that.
const CORE: &[&str] = &[
    "bitflags",
    "chrono",
    "csv",
    "csv-core",
    "fallible-iterator",
    "fallible-streaming-iterator",
    "foldhash",
    "hashbrown",
    "hashlink",
    "itoa",
    "libsqlite3-sys",
    "memchr",
    "num-traits",
    "proc-macro2",
    "quote",
    "relatch-core",
    "rusqlite",
    "ryu",
    "serde",
    "serde_core",
    "serde_derive",
    "serde_json",
    "sha1_smol",
    "smallvec",
    "syn",
    "thiserror",
    "thiserror-impl",
    "unicode-ident",
    "uuid",
    "zmij",
];

const TARGETS: &[&str] = &["x86_64-unknown-linux-gnu", "aarch64-apple-ios", "aarch64-linux-android"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace")
}

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let out = Command::new(cargo).args(arguments).current_dir(root()).output().expect("cargo runs");
    assert!(out.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).expect("cargo prints text")
}

fn core_on(target: &str) -> BTreeSet<String> {
    cargo(&[
        "tree",
        "-p",
        "relatch-core",
        "-e",
        "normal",
        "--prefix",
        "none",
        "--locked",
        "--offline",
        "--target",
        target,
    ])
    .lines()
    .filter_map(|line| line.split_whitespace().next())
    .map(str::to_owned)
    .collect()
}

fn deny() -> toml::Table {
    let text = std::fs::read_to_string(root().join("deny.toml")).expect("deny.toml is there");
    text.parse().expect("deny.toml is TOML")
}

/// Name and licence of every package of the workspace, on every target and with every feature it uses.
fn packages() -> Vec<(String, String)> {
    let text = cargo(&["metadata", "--format-version", "1", "--locked", "--offline"]);
    let metadata: serde_json::Value = serde_json::from_str(&text).expect("cargo metadata is JSON");
    let list = metadata["packages"].as_array().expect("packages are a list");
    let word = |package: &serde_json::Value, key: &str| package[key].as_str().unwrap_or_default().to_owned();
    list.iter().map(|package| (word(package, "name"), word(package, "license"))).collect()
}

#[test]
fn the_core_is_made_of_what_is_listed_here_and_nothing_else() {
    for target in TARGETS {
        let found = core_on(target);
        let new: Vec<&String> = found.iter().filter(|name| !CORE.contains(&name.as_str())).collect();
        assert!(new.is_empty(), "new in the core on {target}: {new:?}");
        let gone: Vec<&&str> = CORE.iter().filter(|name| !found.contains(**name)).collect();
        assert!(gone.is_empty(), "no longer in the core on {target}, so take off the list: {gone:?}");
    }
}

#[test]
fn the_core_knows_no_uniffi_unless_it_is_asked_for() {
    for target in TARGETS {
        assert!(!core_on(target).iter().any(|name| name.starts_with("uniffi")), "{target}");
    }
    let asked = cargo(&["tree", "-p", "relatch-core", "-e", "normal", "--features", "uniffi", "--locked", "--offline"]);
    assert!(asked.contains("uniffi v"), "the feature brings it");
}

#[test]
fn no_package_of_the_workspace_can_make_a_connection() {
    let denied: Vec<String> = deny()["bans"]["deny"]
        .as_array()
        .expect("bans.deny is a list")
        .iter()
        .map(|ban| ban["crate"].as_str().expect("each ban names a crate").to_owned())
        .collect();
    assert!(denied.contains(&"tokio".to_owned()) && denied.len() > 10);
    let found: Vec<String> =
        packages().into_iter().map(|(name, _)| name).filter(|name| denied.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn every_licence_is_allowed() {
    let deny = deny();
    let allowed: Vec<&str> = deny["licenses"]["allow"]
        .as_array()
        .expect("licenses.allow is a list")
        .iter()
        .filter_map(toml::Value::as_str)
        .collect();
    let packages = packages();
    assert!(packages.len() > 30, "cargo lists the whole workspace");
    let refused: Vec<&(String, String)> =
        packages.iter().filter(|(_, licence)| !may_be_used(licence, &allowed)).collect();
    assert!(refused.is_empty(), "{refused:?}");
}

/// Whether a licence expression (SPDX, or the old form with slashes) can be met by allowed licences.
fn may_be_used(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words = spaced.split_whitespace().peekable();
    let met = any_of(&mut words, allowed);
    met && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any_of(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let mut met = all_of(words, allowed);
    while words.next_if_eq(&"OR").is_some() {
        met |= all_of(words, allowed);
    }
    met
}

fn all_of(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    let mut met = one(words, allowed);
    while words.next_if_eq(&"AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Words<'_>, allowed: &[&str]) -> bool {
    if words.next_if_eq(&"(").is_some() {
        let met = any_of(words, allowed);
        return words.next() == Some(")") && met;
    }
    let Some(name) = words.next() else { return false };
    // An exception only permits more, but it has to be on the list all the same.
    match words.next_if_eq(&"WITH").and_then(|_| words.next()) {
        Some(exception) => allowed.contains(&format!("{name} WITH {exception}").as_str()),
        None => allowed.contains(&name),
    }
}

#[test]
fn licence_expressions_are_read_as_they_are_meant() {
    let allowed = ["MIT", "Unicode-3.0"];
    for good in ["MIT", "MIT OR GPL-3.0-only", "Apache-2.0/MIT", "(GPL-2.0 OR MIT) AND Unicode-3.0"] {
        assert!(may_be_used(good, &allowed), "{good}");
    }
    for bad in ["", "GPL-3.0-only", "MIT AND GPL-3.0-only", "MIT WITH something", "(MIT", "MIT)"] {
        assert!(!may_be_used(bad, &allowed), "{bad}");
    }
}
