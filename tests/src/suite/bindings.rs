//! The library, the sources generated from it, and the stories that are told over them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::city::City;
use super::line::Line;
use super::part::{Missing, Tally, Trouble};
use super::place::{Place, on_path};
use super::process::{cargo, must, press_enter, program, talk};
use super::report::say;
use super::{kotlin, swift};

/// What a story prints when it has cancelled a download; until then every download stalls.
const CANCELLED: &str = "Cancelled in the middle of a download";

/// What a story prints when it wants to be offline; it goes on after a line on its input.
const OFFLINE_PLEASE: &str = "Turn the network off and press Enter";

/// Builds the library, the generator and the `welcome` command.
///
/// # Errors
/// When something does not compile.
pub fn build(place: &Place) -> Result<(), Trouble> {
    // All targets, because they share their dependencies' features with the tests: nothing is
    // compiled twice.
    must(&mut cargo(&place.root, &["build", "--workspace", "--all-targets"])).map(drop)
}

/// The story in Python.
///
/// # Errors
/// When there is nothing to tell it over.
pub fn python(place: &Place) -> Result<Tally, Trouble> {
    build(place)?;
    let generated = generate(place, "python")?;
    beside(&place.library(), &generated)?;
    let mut story = program(python3().unwrap_or_default(), &place.root);
    // Development mode tells of coroutines that nobody waited for.
    story
        .args(["-X", "dev"])
        .arg(place.root.join("bindings/python/story.py"))
        .env("PYTHONPATH", &generated);
    story.env("PYTHONUNBUFFERED", "1").env("PYTHONDONTWRITEBYTECODE", "1");
    tell(place, story)
}

/// The story in Kotlin.
///
/// # Errors
/// When there is nothing to tell it over, or it does not compile.
pub fn kotlin(place: &Place) -> Result<Tally, Trouble> {
    build(place)?;
    let generated = generate(place, "kotlin")?;
    let compiler = kotlin::Compiler::find(place);
    let bindings = compiler.jar("bindings", &files(&generated, "kt")?, &[])?;
    let sources = files(&place.root.join("bindings/kotlin/story"), "kt")?;
    let story = compiler.jar("story", &sources, std::slice::from_ref(&bindings))?;
    tell(place, compiler.java(&[story, bindings], &place.library(), "MainKt")?)
}

/// The story in Swift, and whether it also holds in Swift 6, where data races do not compile.
///
/// # Errors
/// When there is nothing to tell it over, or it does not compile.
pub fn swift(place: &Place) -> Result<Tally, Trouble> {
    build(place)?;
    let folder = generate(place, "swift")?;
    beside(&place.library(), &folder)?;
    let ours = place.root.join("bindings/swift");
    let mut bindings = files(&folder, "swift")?;
    bindings.append(&mut files(&ours.join("sources"), "swift")?);
    let story = files(&ours.join("story"), "swift")?;
    for source in bindings.iter().chain(&story).filter(|source| source.starts_with(&ours)) {
        beside(source, &folder)?;
    }
    let compiler = swift::Compiler::find(place, &folder);
    compiler.compile(&bindings, &story)?;
    let told = tell(place, compiler.story())?;
    Ok(told.and(compiler.holds_in_swift_6(&bindings, &story)?))
}

/// What [`python`] lacks.
pub fn no_python(_: &Place) -> Option<Missing> {
    python3().is_none().then(|| {
        Missing::new("there is no python3.", "apt-get install -y --no-install-recommends python3")
    })
}

/// What [`kotlin`](fn@kotlin) lacks.
pub fn no_kotlin(place: &Place) -> Option<Missing> {
    kotlin::missing(place)
}

/// What [`swift`](fn@swift) lacks.
pub fn no_swift(place: &Place) -> Option<Missing> {
    swift::missing(place)
}

/// Generates the sources of one language; gives their folder.
fn generate(place: &Place, language: &str) -> Result<PathBuf, Trouble> {
    let folder = place.work(language);
    fresh(&folder)?;
    let mut command = program(place.built("companion-bindgen"), &place.root);
    command.arg("generate").arg("--library").arg(place.library());
    command.args(["--language", language, "--no-format", "--out-dir"]).arg(&folder);
    must(&mut command)?;
    Ok(folder)
}

/// Runs a story against a city that is served, and counts it as one test.
///
/// A story is called with the city's link, and finds the catalogue that an app would bundle in the file `CATALOGUE`.
fn tell(place: &Place, mut story: Command) -> Result<Tally, Trouble> {
    let city = City::serve(place)?;
    let line = Line::to(city.server)?;
    story.env("CATALOGUE", city.catalogue(line.address())?);
    story.arg(city.link(line.address())).stdin(Stdio::piped());
    let ran = talk(&mut story, |said, input| {
        if said.contains(CANCELLED) {
            line.flow();
        }
        if said.contains(OFFLINE_PLEASE) {
            line.cut();
            press_enter(input);
        }
    })?;
    if !ran.well {
        say("The story broke off.");
    }
    Ok(Tally::one(ran.well))
}

fn python3() -> Option<PathBuf> {
    on_path(&["python3"])
}

/// An empty folder.
fn fresh(folder: &Path) -> Result<(), Trouble> {
    // What was never made need not be removed.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).map_err(|error| Trouble(format!("{}: {error}", folder.display())))
}

/// Puts a file into a folder, without copying it where the file system can.
fn beside(file: &Path, folder: &Path) -> Result<(), Trouble> {
    let copy = folder.join(file.file_name().unwrap_or_default());
    fs::hard_link(file, &copy)
        .or_else(|_| fs::copy(file, &copy).map(drop))
        .map_err(|error| Trouble(format!("{}: {error}", file.display())))
}

/// Every file of that ending in a folder and below, sorted.
fn files(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Trouble> {
    let failed = |error: std::io::Error| Trouble(format!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            found.append(&mut files(&path, ending)?);
        } else if path.extension() == Some(OsStr::new(ending)) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
