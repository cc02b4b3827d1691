//! The shipped library, type-checked for phones: what compiles here only by accident of this machine is found here.
//!
//! All Rust is checked, the standard library included, by a compiler that has that library's sources. C is not: its
//! compiler is a stand-in that writes empty objects, and nothing is linked. That takes an NDK and Xcode
//! (`docs/mobile.md`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::part::{Missing, Tally, Trouble};
use super::place::{Place, on_path};
use super::process::{cargo, run};
use super::report::say;

/// The targets that apps are built for, with the flags that linking for them needs.
const TARGETS: [(&str, &[&str]); 4] = [
    ("aarch64-linux-android", PAGES_OF_16_KIB),
    ("armv7-linux-androideabi", PAGES_OF_16_KIB),
    ("x86_64-linux-android", PAGES_OF_16_KIB),
    ("aarch64-apple-ios", &[]),
];

/// `.cargo/config.toml` says why.
const PAGES_OF_16_KIB: &[&str] = &["-C", "link-arg=-Wl,-z,max-page-size=16384"];

/// Those whose code differs enough to be checked; an emulator's differs from both.
const CHECKED: [&str; 3] =
    ["aarch64-linux-android", "armv7-linux-androideabi", "aarch64-apple-ios"];

/// A C compiler that makes an empty object of everything. It must not know `-?`, or the `cc` crate takes it for
/// Microsoft's.
const CC: &str = r#"#!/bin/sh
for argument; do
  if [ "$argument" = "-?" ]; then exit 1; fi
done
while [ $# -gt 0 ]; do
  if [ "$1" = -o ] && [ $# -gt 1 ]; then : >"$2"; fi
  shift
done
"#;

/// An archiver that makes an archive of nothing.
const AR: &str = r#"#!/bin/sh
for argument; do
  case "$argument" in *.a) printf '!<arch>\n' >"$argument" ;; esac
done
"#;

/// What [`check`] lacks: a compiler with the sources of its standard library.
pub fn missing(_: &Place) -> Option<Missing> {
    let least = env!("CARGO_PKG_RUST_VERSION");
    let remedy = "bash .ci/setup, or rustup component add rust-src";
    if !cfg!(unix) {
        let what = "the stand-in for a C compiler is a shell script, and this is no Unix.";
        return Some(Missing::new(what, "nothing to install; run it on Linux or macOS"));
    }
    compiler(least).is_none().then(|| {
        let what = format!(
            "there is no Rust compiler of version {least} or newer with the sources of its standard library."
        );
        Missing::new(what, remedy)
    })
}

/// Checks the flags of every target and the Rust of those that differ.
///
/// # Errors
/// When there is nothing to check with.
pub fn check(place: &Place) -> Result<Tally, Trouble> {
    let Some(rustc) = compiler(env!("CARGO_PKG_RUST_VERSION")) else {
        return Err(Trouble("there is no compiler to check with.".to_owned()));
    };
    let bench = Bench::set_up(place, rustc)?;
    let mut tally = Tally::default();
    for (target, flags) in TARGETS {
        tally = tally.and(Tally::one(bench.has_flags(target, flags)?));
    }
    for target in CHECKED {
        tally = tally.and(Tally::one(bench.checks(target)?));
    }
    Ok(tally)
}

/// The compiler and the tools that stand in for C's.
struct Bench<'a> {
    place: &'a Place,
    rustc: PathBuf,
    folder: PathBuf,
}

/// What `cargo config get` answers.
#[derive(Default, Deserialize)]
struct Answer {
    #[serde(default)]
    target: BTreeMap<String, TargetConfig>,
}

#[derive(Deserialize)]
struct TargetConfig {
    #[serde(default)]
    rustflags: Vec<String>,
}

impl<'a> Bench<'a> {
    fn set_up(place: &'a Place, rustc: PathBuf) -> Result<Self, Trouble> {
        // Always the same place: build scripts run again when the path of a tool changes.
        let folder = place.work("mobile");
        let bench = Self { place, rustc, folder };
        fs::create_dir_all(bench.sdk())
            .map_err(|error| Trouble(format!("{}: {error}", bench.sdk().display())))?;
        script(&bench.cc(), CC)?;
        script(&bench.ar(), AR)?;
        Ok(bench)
    }

    fn cc(&self) -> PathBuf {
        self.folder.join("cc")
    }

    fn ar(&self) -> PathBuf {
        self.folder.join("ar")
    }

    /// An empty folder, so that nobody looks for Apple's.
    fn sdk(&self) -> PathBuf {
        self.folder.join("sdk")
    }

    /// Whether Cargo hands the linker of this target what it needs, whatever file that stands in.
    fn has_flags(&self, target: &str, flags: &[&str]) -> Result<bool, Trouble> {
        let key = format!("target.{target}.rustflags");
        let mut command = self.cargo(&["config", "get", "-Zunstable-options", "--format", "json"]);
        let output = command
            .arg(&key)
            .output()
            .map_err(|error| Trouble(format!("cargo does not start: {error}")))?;
        // Nothing is answered where nothing is set.
        let answer: Answer = serde_json::from_slice(&output.stdout).unwrap_or_default();
        let found = answer.target.get(target).map_or(&[][..], |config| &config.rustflags);
        let held = found == flags;
        if held {
            say(&format!("{target}: linked with {flags:?}"));
        } else {
            say(&format!("{target}: {key} is {found:?} and should be {flags:?}"));
        }
        Ok(held)
    }

    fn checks(&self, target: &str) -> Result<bool, Trouble> {
        say(&format!("{target}:"));
        let mut command = self.cargo(&["check", "--locked", "--lib"]);
        command.args(["-p", "companion-core", "-p", "companion-ffi"]);
        command.args(["-Zbuild-std=std,panic_unwind", "--target", target]);
        let variable = target.replace('-', "_");
        command.env(format!("CC_{variable}"), self.cc()).env(format!("AR_{variable}"), self.ar());
        // Cargo builds the standard library even for a check; without machine code it takes half the time. This is added
        // to the target's own flags.
        let flags = format!("CARGO_TARGET_{}_RUSTFLAGS", variable.to_uppercase());
        command.env(flags, "-Zno-codegen").env("CARGO_PROFILE_DEV_DEBUG", "0");
        Ok(run(command.env("SDKROOT", self.sdk()))?.well)
    }

    /// Cargo over the other compiler, with an output folder of its own: neither compiler can read what the other made.
    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = cargo(&self.place.root, arguments);
        let output = self.folder.join("target");
        command.env("RUSTC", &self.rustc).env("RUSTC_BOOTSTRAP", "1");
        command.env("CARGO_TARGET_DIR", &output).env("CARGO_BUILD_BUILD_DIR", &output);
        // These would take the place of the flags of a target.
        for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
            command.env_remove(variable);
        }
        command
    }
}

/// The first compiler that is new enough and has the sources of its standard library: the one on the path, or the
/// system's.
fn compiler(least: &str) -> Option<PathBuf> {
    let candidates = [on_path(&["rustc"]), Some(PathBuf::from("/usr/bin/rustc"))];
    candidates.into_iter().flatten().find(|rustc| {
        let has_sources = asked(rustc, &["--print", "sysroot"]).is_some_and(|sysroot| {
            Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/Cargo.lock").is_file()
        });
        let version = asked(rustc, &["--version"]);
        has_sources && version.is_some_and(|version| is_new_enough(&version, least))
    })
}

fn asked(rustc: &Path, arguments: &[&str]) -> Option<String> {
    let output = Command::new(rustc).args(arguments).output().ok()?;
    String::from_utf8(output.stdout).ok()
}

/// Whether `rustc 1.96.0 (…)` is at least `1.95`.
fn is_new_enough(version: &str, least: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        text.split(['.', '-']).map_while(|part| part.parse().ok()).collect()
    };
    version.split_whitespace().nth(1).is_some_and(|version| numbers(version) >= numbers(least))
}

/// A program; left alone when it is there already, since build scripts look at its age.
fn script(path: &Path, text: &str) -> Result<(), Trouble> {
    let trouble = |error: std::io::Error| Trouble(format!("{}: {error}", path.display()));
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    fs::write(path, text).map_err(trouble)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(path, fs::Permissions::from_mode(0o755)).map_err(trouble)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::is_new_enough;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert!(is_new_enough("rustc 1.96.0 (ac68faa20 2026-05-25)", "1.95"));
        assert!(is_new_enough("rustc 1.100.0", "1.95"));
        assert!(is_new_enough("rustc 1.95.0", "1.95"));
        assert!(!is_new_enough("rustc 1.85.1 (4eb161250 2025-03-15)", "1.95"));
        assert!(!is_new_enough("", "1.95"));
    }
}
