//! Compiling Swift and running it, in the Debian that `.ci/swift` makes: the compiler needs newer system libraries than
//! many machines have.
//!
//! Each program sees that Debian as its root, the folder with the sources as `/story`, and an empty `/tmp`. All three are
//! mounted in a namespace that ends with the program: nothing is written into that Debian, runs do not meet, and
//! nothing stays mounted, however they end. Loopback is the machine's own.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::part::{Missing, Tally, Trouble};
use super::place::{Place, on_path};
use super::process::{must, program, run};
use super::report::say;

/// Called with the Debian, the folder, and the program with its arguments.
const ENTER: &str = r#"set -e
root=$1; folder=$2; shift 2
[ -z "${CATALOGUE:-}" ] || cp "$CATALOGUE" "$folder/catalogue.jsonl"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/tmp"
mount --bind "$folder" "$root/story"
exec chroot "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/tmp LANG=C.UTF-8 SWIFT_BACKTRACE=enable=no \
    CATALOGUE=/story/catalogue.jsonl "$@"
"#;

/// What opens a namespace.
const UNSHARE: [&str; 4] = ["--mount", "--pid", "--fork", "--kill-child"];

/// What a Swift story lacks here.
pub fn missing(place: &Place) -> Option<Missing> {
    let setup = "bash .ci/setup";
    if !cfg!(target_os = "linux") {
        let what = "the Swift compiler is that of a Debian, and this is no Linux.";
        return Some(Missing::new(what, "run it on Linux"));
    }
    if !is_root() {
        let what = "only root can use another root, which is where the Swift compiler is.";
        return Some(Missing::new(what, "run cargo suite as root"));
    }
    if on_path(&["unshare"]).is_none() || on_path(&["chroot"]).is_none() {
        let what = "there is no unshare or no chroot.";
        return Some(Missing::new(what, "apt-get install util-linux coreutils"));
    }
    if !may_mount() {
        let what = "root may not mount anything here, as in a container without that privilege.";
        return Some(Missing::new(what, "run it where CAP_SYS_ADMIN is granted"));
    }
    // The stamp is the last thing that is written.
    (!place.swift().join("stamp").is_file()).then(|| {
        let what = format!("there is no Swift compiler in {}.", place.swift().display());
        Missing::new(what, setup)
    })
}

/// The Swift compiler over one folder, where everything it reads and makes lies.
pub struct Compiler {
    root: PathBuf,
    folder: PathBuf,
}

impl Compiler {
    /// The one in the tools folder.
    pub fn find(place: &Place, folder: &Path) -> Self {
        Self { root: place.swift(), folder: folder.to_owned() }
    }

    /// The bindings as the module `Welcome`, as an app has them, and the story as a program over it; in the language
    /// mode of Swift 5, which has the most compilers.
    ///
    /// # Errors
    /// When something does not compile.
    pub fn compile(&self, bindings: &[PathBuf], story: &[PathBuf]) -> Result<(), Trouble> {
        let mut module = self.swiftc("5", "Welcome", bindings);
        module.args(["-emit-module", "-emit-module-path", "/story/Welcome.swiftmodule"]);
        must(module.args(["-emit-library", "-static", "-o", "/story/libWelcome.a"]))?;
        let mut program = self.swiftc("5", "Story", story);
        program.args(["-warnings-as-errors", "-o", "/story/story", "-L", "/story"]);
        program.args(["-lWelcome", "-lcompanion_ffi"]);
        must(program.args(["-Xlinker", "-rpath", "-Xlinker", "/story"])).map(drop)
    }

    /// The program that tells the compiled story.
    pub fn story(&self) -> Command {
        self.within("/story/story")
    }

    /// Whether bindings and story pass the checks of Swift 6. They are not compiled in that mode: the compiler of Debian
    /// 13 crashes over some generated sources there.
    ///
    /// # Errors
    /// When the compiler does not start.
    pub fn holds_in_swift_6(
        &self,
        bindings: &[PathBuf],
        story: &[PathBuf],
    ) -> Result<Tally, Trouble> {
        let bindings = run(self.swiftc("6", "Welcome", bindings).arg("-typecheck"))?.well;
        let mut own = self.swiftc("6", "Story", story);
        let story = run(own.args(["-typecheck", "-warnings-as-errors"]))?.well;
        say(if bindings && story {
            "It holds in Swift 6."
        } else {
            "It does not hold in Swift 6."
        });
        Ok(Tally::one(bindings && story))
    }

    /// Absolute paths throughout: with a relative one the compiler takes a module for two.
    fn swiftc(&self, version: &str, module: &str, sources: &[PathBuf]) -> Command {
        let mut swiftc = self.within("/usr/bin/swiftc");
        swiftc.args(["-swift-version", version, "-module-name", module, "-parse-as-library"]);
        swiftc.args(["-Xcc", "-fmodule-map-file=/story/welcomeFFI.modulemap", "-I", "/story"]);
        let names = sources.iter().filter_map(|source| source.file_name());
        swiftc.args(names.map(|name| Path::new("/story").join(name)));
        swiftc
    }

    /// A program of that Debian, or one that was compiled there.
    fn within(&self, name: &str) -> Command {
        let mut command = program("unshare", &self.folder);
        command.args(UNSHARE).args(["sh", "-c", ENTER, "sh"]);
        command.arg(&self.root).arg(&self.folder).arg(name);
        command
    }
}

#[cfg(unix)]
fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    // What describes this process belongs to whom it runs as.
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[cfg(not(unix))]
fn is_root() -> bool {
    false
}

fn may_mount() -> bool {
    let mut attempt = program("unshare", Path::new("/"));
    attempt.args(UNSHARE).args(["mount", "-t", "tmpfs", "tmpfs", "/tmp"]);
    attempt.stdout(Stdio::null()).stderr(Stdio::null());
    attempt.status().is_ok_and(|status| status.success())
}
