//! `cargo xtask apk`: a signed package of the app without the native library. A check that resources link for every
//! locale, that the bytecode converts and that the package aligns and signs; not something to install.

use std::path::Path;
use std::process::{Command, ExitCode};

use crate::bindings::{self, Library};
use crate::process;

/// Debian packages of the same names.
const TOOLS: [&str; 2] = ["zipalign", "apksigner"];
/// The password of a key that is made anew each time and protects nothing.
const PASSWORD: &str = "pass:android";

pub(crate) fn run(root: &Path) -> ExitCode {
    match make(root) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("apk: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn make(root: &Path) -> Result<(), String> {
    let missing: Vec<&str> = TOOLS.into_iter().filter(|tool| !is_here(root, tool)).collect();
    if !missing.is_empty() {
        return Err(format!("install {} (Debian packages of these names)", missing.join(" and ")));
    }
    bindings::generate(root, Library::Shipped)?;
    let mut maven = process::program(root, "mvn");
    maven.args(["-B", "-ntp", "-q", "-f", "android-demo/pom.xml", "-P", "apk", "-DskipTests", "package"]);
    maven.arg(format!("-Drelatch.generated={}", Library::Shipped.sources(root).join("kotlin").display()));
    shown(&mut maven)?;

    let out = root.join("android-demo/app/target/apk");
    let path = |name: &str| out.join(name).display().to_string();
    let (unaligned, aligned, signed, key) =
        (path("unaligned.apk"), path("aligned.apk"), path("relatch-check.apk"), path("debug.p12"));
    for old in [&aligned, &signed, &key] {
        let _ = std::fs::remove_file(old);
    }
    step(root, "zipalign", &["-p", "-f", "4", &unaligned, &aligned])?;
    let name = ["-dname", "CN=Debug", "-alias", "debug", "-keyalg", "RSA", "-validity", "30"];
    let store = ["-genkeypair", "-keystore", &key, "-storetype", "PKCS12", "-storepass", "android"];
    step(root, "keytool", &[&store[..], &name[..]].concat())?;
    let sign = ["sign", "--ks", &key, "--ks-pass", PASSWORD, "--min-sdk-version", "26", "--out", &signed, &aligned];
    step(root, "apksigner", &sign)?;

    step(root, "zipalign", &["-c", "-p", "4", &signed])?;
    step(root, "apksigner", &["verify", "--min-sdk-version", "26", &signed])?;
    let aapt2 = root.join("android-demo/app/target/android/prebuilt/linux/aapt2_64").display().to_string();
    let badging = printed(root, &aapt2, &["dump", "badging", &signed])?;
    for wanted in
        ["package: name='org.relatch.demo'", "inSdkVersion:'26'", "argetSdkVersion:'35'", "locales: '--_--' 'fr'"]
    {
        if !badging.contains(wanted) {
            return Err(format!("the package does not say {wanted}:\n{badging}"));
        }
    }
    if badging.contains("android.permission.INTERNET") || badging.contains("ACCESS_NETWORK_STATE") {
        return Err("the package asks for the network".to_owned());
    }
    for file in ["classes.dex", "resources.apk", "relatch-check.apk"] {
        let bytes = std::fs::metadata(out.join(file)).map_err(|error| format!("{file}: {error}"))?.len();
        println!("{:>6} KB  {file}", bytes / 1_000);
    }
    println!("A check, not a release: without the native library, signed with a key of today. Never run on a phone.");
    Ok(())
}

fn is_here(root: &Path, tool: &str) -> bool {
    process::program(root, "sh")
        .args(["-c", &format!("command -v {tool}")])
        .output()
        .is_ok_and(|ran| ran.status.success())
}

fn shown(command: &mut Command) -> Result<(), String> {
    if process::shown(command).succeeded { Ok(()) } else { Err("Maven could not build it".to_owned()) }
}

fn step(root: &Path, program: &str, arguments: &[&str]) -> Result<(), String> {
    printed(root, program, arguments).map(drop)
}

/// What a program printed; an error with what it complained of when it failed.
fn printed(root: &Path, program: &str, arguments: &[&str]) -> Result<String, String> {
    let ran =
        process::program(root, program).args(arguments).output().map_err(|error| format!("{program}: {error}"))?;
    if ran.status.success() {
        return Ok(String::from_utf8_lossy(&ran.stdout).into_owned());
    }
    let said = [ran.stdout, ran.stderr].concat();
    Err(format!("{program} failed:\n{}", String::from_utf8_lossy(&said)))
}
