//! Compiling Kotlin and running it on the JVM; what did not change is not compiled again.

use std::collections::hash_map::DefaultHasher;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use super::part::{Missing, Trouble};
use super::place::{KOTLIN, Place, on_path};
use super::process::{must, program};

/// Where JNA lies: as Debian installs it, or put into the tools folder by hand.
fn jna(place: &Place) -> Option<PathBuf> {
    [PathBuf::from("/usr/share/java/jna.jar"), place.tools.join("jna.jar")]
        .into_iter()
        .find(|jar| jar.is_file())
}

/// What a Kotlin story lacks here.
pub fn missing(place: &Place) -> Option<Missing> {
    let what = if on_path(&["java"]).is_none() {
        "there is no java.".to_owned()
    } else if !place.kotlin().join("lib/kotlin-compiler.jar").is_file() {
        format!("there is no Kotlin compiler in {}.", place.kotlin().display())
    } else if jna(place).is_none() {
        "there is no jna.jar, which the generated Kotlin calls the library through.".to_owned()
    } else {
        return None;
    };
    Some(Missing::new(what, "bash .ci/setup"))
}

/// A Kotlin compiler with the libraries that everything compiled here needs.
pub struct Compiler {
    home: PathBuf,
    libraries: Vec<PathBuf>,
    jars: PathBuf,
}

impl Compiler {
    /// The one in the tools folder.
    pub fn find(place: &Place) -> Self {
        let home = place.kotlin();
        let mut libraries = vec![
            home.join("lib/kotlin-stdlib.jar"),
            home.join("lib/kotlinx-coroutines-core-jvm.jar"),
        ];
        libraries.extend(jna(place));
        Self { home, libraries, jars: place.work("jars") }
    }

    /// A jar of these sources; an earlier one when nothing it depends on has changed.
    ///
    /// # Errors
    /// When the sources do not compile.
    pub fn jar(
        &self,
        name: &str,
        sources: &[PathBuf],
        against: &[PathBuf],
    ) -> Result<PathBuf, Trouble> {
        let trouble = |error: std::io::Error| Trouble(format!("{name}: {error}"));
        let jar = self.jars.join(format!("{name}-{:016x}.jar", digest(sources, against)?));
        if jar.is_file() {
            return Ok(jar);
        }
        fs::create_dir_all(&self.jars).map_err(trouble)?;
        for old in fs::read_dir(&self.jars).map_err(trouble)?.flatten() {
            if old.file_name().to_string_lossy().starts_with(name) {
                fs::remove_file(old.path()).map_err(trouble)?;
            }
        }
        let unfinished = self.jars.join(format!("{name}.jar"));
        let mut command = program(self.home.join("bin/kotlinc"), &self.home);
        command.env("JAVA_OPTS", "-Xmx2g").args(["-nowarn", "-jvm-target", "11", "-cp"]);
        command.arg(self.classpath(against)?);
        must(command.arg("-d").arg(&unfinished).args(sources))?;
        fs::rename(&unfinished, &jar).map_err(trouble)?;
        Ok(jar)
    }

    /// The program that runs `main` of a class on these jars, over the built library.
    ///
    /// # Errors
    /// When a path cannot stand in a class path.
    pub fn java(&self, jars: &[PathBuf], library: &Path, class: &str) -> Result<Command, Trouble> {
        let folder = library.parent().unwrap_or(Path::new("."));
        let mut native = OsString::from("-Djna.library.path=");
        native.push(folder);
        let mut command = program("java", folder);
        command
            .arg(native)
            .arg("-Dsun.stdout.encoding=UTF-8")
            .arg("-Dstdout.encoding=UTF-8")
            .arg("-cp");
        command.arg(self.classpath(jars)?).arg(class);
        Ok(command)
    }

    fn classpath(&self, jars: &[PathBuf]) -> Result<OsString, Trouble> {
        env::join_paths(jars.iter().chain(&self.libraries))
            .map_err(|error| Trouble(format!("a folder cannot stand in a class path: {error}")))
    }
}

/// Of the sources' content, of the names of the jars they are compiled against (which hold digests
/// themselves) and of the compiler's version.
fn digest(sources: &[PathBuf], against: &[PathBuf]) -> Result<u64, Trouble> {
    let mut hasher = DefaultHasher::new();
    KOTLIN.hash(&mut hasher);
    against.hash(&mut hasher);
    for source in sources {
        let text =
            fs::read(source).map_err(|error| Trouble(format!("{}: {error}", source.display())))?;
        text.hash(&mut hasher);
    }
    Ok(hasher.finish())
}
