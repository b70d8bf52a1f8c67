//! Tools that suites need, how to tell whether they are here, and the lines that install them (Debian, as root).

use std::path::Path;

use crate::process;

/// Something that must be installed for a suite to run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tool {
    pub(crate) name: &'static str,
    /// A command line that succeeds where the tool is here.
    pub(crate) probe: &'static str,
    /// Shell lines that install it. Debian packages by [`apt`]'s form, so that two never install at once.
    pub(crate) install: &'static [&'static str],
}

/// Writes a line that installs Debian packages under one lock, after reading the package lists anew.
macro_rules! apt {
    ($packages:literal) => {
        concat!(
            "flock \"${TMPDIR:-/tmp}/apt.lock\" sh -c 'apt-get update -q && ",
            "DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends ",
            $packages,
            "'"
        )
    };
}
pub(crate) use apt;

impl Tool {
    pub(crate) fn is_here(&self, root: &Path) -> bool {
        process::program(root, "sh")
            .args(["-c", self.probe])
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// Runs the install lines; whether the tool is here afterwards.
    pub(crate) fn install(&self, root: &Path) -> bool {
        for line in self.install {
            println!("installing {}: {line}", self.name);
            if !process::shown(process::program(root, "sh").args(["-c", line])).succeeded {
                eprintln!("{} could not be installed", self.name);
                return false;
            }
        }
        self.is_here(root)
    }
}
