//! What a part of the suite is, and the list of parts.

use super::place::Place;
use super::{architecture, bindings, data, mobile, rust, tuf};

/// How many tests of a part held and how many did not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that held.
    pub passed: u64,
    /// Tests that did not.
    pub failed: u64,
}

impl Tally {
    /// One test that held or did not.
    pub fn one(held: bool) -> Self {
        Self { passed: u64::from(held), failed: u64::from(!held) }
    }

    /// Both counts together.
    pub fn and(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }
}

/// Why a part came to no count, in a sentence.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Trouble(pub String);

/// What a part lacks on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What is not here.
    pub what: String,
    /// The line that gets it.
    pub remedy: String,
}

impl Missing {
    /// Something missing with the line that gets it.
    pub fn new(what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), remedy: remedy.into() }
    }
}

/// A group of tests that runs or is left out as a whole.
pub struct Part {
    /// What `--only` calls it.
    pub name: &'static str,
    /// What it shows, in a few words.
    pub about: &'static str,
    /// What it lacks here, if anything.
    pub missing: fn(&Place) -> Option<Missing>,
    /// Runs it.
    pub run: fn(&Place) -> Result<Tally, Trouble>,
}

/// Every part, quick ones first.
pub const PARTS: &[Part] = &[
    Part {
        name: "format",
        about: "the sources are formatted",
        missing: rust::no_rustfmt,
        run: rust::format,
    },
    Part {
        name: "architecture",
        about: "the sources keep the arrows of the design",
        missing: nothing,
        run: architecture::run,
    },
    Part {
        name: "lint",
        about: "the compiler and Clippy have nothing to say",
        missing: rust::no_clippy,
        run: rust::lint,
    },
    Part {
        name: "rust",
        about: "unit tests, stories and documentation examples",
        missing: nothing,
        run: rust::test,
    },
    Part {
        name: "crashes",
        about: "an app killed at every call that changes the disk, and a disk that is full",
        missing: rust::no_strace,
        run: rust::crashes,
    },
    Part {
        name: "python",
        about: "a story over the Python bindings",
        missing: bindings::no_python,
        run: bindings::python,
    },
    Part {
        name: "kotlin",
        about: "a story over the Kotlin bindings, on the JVM",
        missing: bindings::no_kotlin,
        run: bindings::kotlin,
    },
    Part {
        name: "swift",
        about: "a story over the Swift bindings, in both language modes",
        missing: bindings::no_swift,
        run: bindings::swift,
    },
    Part {
        name: "mobile",
        about: "the shipped library, type-checked for Android and iOS",
        missing: mobile::missing,
        run: mobile::check,
    },
    Part {
        name: "tuf",
        about: "the reference TUF client reads what is published",
        missing: tuf::missing,
        run: tuf::run_client,
    },
    Part {
        name: "data",
        about: "public conformance suites, never below their recorded floors",
        missing: data::missing,
        run: data::run_suites,
    },
];

impl Part {
    /// The part of that name.
    pub fn find(name: &str) -> Option<&'static Self> {
        PARTS.iter().find(|part| part.name == name)
    }

    /// All names, in the order they run.
    pub fn names() -> String {
        PARTS.iter().map(|part| part.name).collect::<Vec<_>>().join(", ")
    }
}

fn nothing(_: &Place) -> Option<Missing> {
    None
}
