//! `cargo xtask package`: lays out what an app takes: `XCFramework` and its zip, AAR, jar with this machine's library.
//!
//! A library for a phone that was not built here is left out, and said so: the folders are then complete but for it.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::bindings::{self, Library};
use crate::{phones, process, size};

/// Android's names of processors, and where a build with the NDK puts each library.
const ABIS: [(&str, &str); 3] = [
    ("arm64-v8a", "aarch64-linux-android"),
    ("armeabi-v7a", "armv7-linux-androideabi"),
    ("x86_64", "x86_64-linux-android"),
];

pub(crate) fn run(root: &Path) -> ExitCode {
    let out = process::target(root).join("package");
    let made = bindings::generate(root, Library::Shipped)
        .and_then(|()| fresh(&out))
        .and_then(|()| xcframework(root, &out))
        .and_then(|()| archives(root, &out));
    match made {
        Ok(()) => {
            println!("in {}", out.display());
            ExitCode::SUCCESS
        }
        Err(reason) => {
            eprintln!("package: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn fresh(folder: &Path) -> Result<(), String> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(|error| error.to_string())?;
    }
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())
}

fn put(path: &Path, text: impl AsRef<[u8]>) -> Result<(), String> {
    let folder = path.parent().map_or(Ok(()), std::fs::create_dir_all);
    folder.and_then(|()| std::fs::write(path, text)).map_err(|error| format!("{}: {error}", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    put(to, std::fs::read(from).map_err(|error| format!("{}: {error}", from.display()))?)
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("{name} failed")),
        Err(error) => Err(format!("{name}: {error}")),
    }
}

fn xcframework(root: &Path, out: &Path) -> Result<(), String> {
    let folder = out.join("RelatchFFI.xcframework");
    let library = phones::iphone_library(root);
    if library.exists() {
        copy(&library, &folder.join("ios-arm64/librelatch.a"))?;
    } else {
        println!("LEFT OUT: the iPhone's library; `cargo xtask phones` or a Mac builds it");
    }
    let sources = root.join("bindings/swift/Sources/RelatchFFI");
    for header in ["RelatchFFI.h", "module.modulemap"] {
        copy(&sources.join(header), &folder.join("ios-arm64/Headers").join(header))?;
    }
    put(&folder.join("Info.plist"), INFO)?;
    // SwiftPM's checksum of a binary target is the SHA-256 of its zip.
    let zip = out.join("RelatchFFI.xcframework.zip");
    archive(out, &zip, &["RelatchFFI.xcframework"])?;
    let sum = process::program(root, "sha256sum").arg(&zip).output().map_err(|error| format!("sha256sum: {error}"))?;
    let text = String::from_utf8_lossy(&sum.stdout).split(' ').next().unwrap_or_default().to_owned();
    println!("checksum of RelatchFFI.xcframework.zip: {text}");
    put(&out.join("RelatchFFI.xcframework.zip.sha256"), text + "\n")
}

/// Puts names of a folder into a zip that is the same for the same content.
fn archive(folder: &Path, zip: &Path, names: &[&str]) -> Result<(), String> {
    let mut command = Command::new("jar");
    command.args(["--create", "--no-manifest", "--date", "2026-01-01T00:00:00Z", "--file"]).arg(zip);
    for name in names {
        command.arg("-C").arg(folder).arg(name);
    }
    succeed(&mut command)
}

fn archives(root: &Path, out: &Path) -> Result<(), String> {
    let kotlin = root.join("bindings/kotlin");
    let mut maven = process::program(root, "mvn");
    maven.args([
        "-B",
        "-ntp",
        "-q",
        "-f",
        "bindings/kotlin/pom.xml",
        "package",
        "-DskipTests",
        "-Dmaven.test.skip=true",
    ]);
    maven.arg(format!("-Drelatch.generated={}", Library::Shipped.sources(root).join("kotlin").display()));
    succeed(&mut maven)?;
    let classes = kotlin.join("target/relatch-0.1.0.jar");

    let aar = out.join("aar");
    copy(&classes, &aar.join("classes.jar"))?;
    copy(&kotlin.join("consumer-rules.pro"), &aar.join("proguard.txt"))?;
    put(&aar.join("AndroidManifest.xml"), MANIFEST)?;
    put(&aar.join("R.txt"), "")?;
    for folder in ["values", "values-fr"] {
        copy(
            &kotlin.join("src/main/res").join(folder).join("strings.xml"),
            &aar.join("res").join(folder).join("strings.xml"),
        )?;
    }
    let mut parts = vec!["AndroidManifest.xml", "R.txt", "classes.jar", "proguard.txt", "res"];
    for (abi, target) in ABIS {
        let library = process::target(root).join("phones").join(target).join("mobile/librelatch.so");
        if library.exists() {
            copy(&library, &aar.join("jni").join(abi).join("librelatch.so"))?;
        } else {
            println!("LEFT OUT: Android's library for {abi}; it is linked where there is an NDK");
        }
    }
    if aar.join("jni").exists() {
        parts.push("jni");
    }
    archive(&aar, &out.join("relatch.aar"), &parts)?;

    // For a JVM on a desk: JNA finds the library of this machine inside.
    let jar = out.join("relatch-jvm.jar");
    copy(&classes, &jar)?;
    let native = out.join("jvm");
    copy(&size::build(root, false)?, &native.join(jna_folder()).join(process::library_name()))?;
    let mut add = Command::new("jar");
    add.args(["--update", "--date", "2026-01-01T00:00:00Z", "--file"]).arg(&jar).arg("-C").arg(&native).arg(".");
    succeed(&mut add)?;
    for made in ["RelatchFFI.xcframework.zip", "relatch.aar", "relatch-jvm.jar"] {
        let bytes = std::fs::metadata(out.join(made)).map_err(|error| format!("{made}: {error}"))?.len();
        println!("{:>8.1} KB  {made}", bytes as f64 / 1_000.0);
    }
    Ok(())
}

/// What JNA calls this machine.
fn jna_folder() -> PathBuf {
    let system = if cfg!(target_os = "macos") { "darwin" } else { "linux" };
    let processor = if cfg!(target_arch = "aarch64") { "aarch64" } else { "x86-64" };
    format!("{system}-{processor}").into()
}

const MANIFEST: &str = r#"<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="org.relatch">
    <uses-sdk android:minSdkVersion="26" />
</manifest>
"#;

const INFO: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>AvailableLibraries</key>
	<array>
		<dict>
			<key>HeadersPath</key>
			<string>Headers</string>
			<key>LibraryIdentifier</key>
			<string>ios-arm64</string>
			<key>LibraryPath</key>
			<string>librelatch.a</string>
			<key>SupportedArchitectures</key>
			<array>
				<string>arm64</string>
			</array>
			<key>SupportedPlatform</key>
			<string>ios</string>
		</dict>
	</array>
	<key>CFBundlePackageType</key>
	<string>XFWK</string>
	<key>XCFrameworkFormatVersion</key>
	<string>1.0</string>
</dict>
</plist>
"#;
