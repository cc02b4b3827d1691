//! Directories of services made from a seed, as tables of the Human Services Data Specification and as Ohana's.
//!
//! Owns rows with all kinds of fields, plain ones and odd ones, for tests and benchmarks of any size. The same seed gives
//! the same files. Nothing in them is anybody's.

mod both;
mod ohana;
mod three;

use std::fs;
use std::path::Path;

/// How large a directory is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// Services.
    pub services: usize,
    /// Places.
    pub locations: usize,
    /// Organizations.
    pub organizations: usize,
}

/// Which tables it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Version 3 of the specification.
    Three,
    /// Ohana, which came before it.
    Ohana,
}

/// Writes the tables to a folder that is there.
///
/// # Errors
/// The folder cannot be written.
pub fn write(folder: &Path, form: Form, size: Size, seed: u64) -> std::io::Result<()> {
    let mut make = Make { seed, size };
    let tables = match form {
        Form::Three => make.three(),
        Form::Ohana => make.ohana(),
    };
    for (name, rows) in tables {
        let mut out = csv::Writer::from_path(folder.join(format!("{name}.csv")))?;
        for row in rows {
            out.write_record(row)?;
        }
        out.flush()?;
    }
    Ok(())
}

type Table = (&'static str, Vec<Vec<String>>);

const WORDS: [&str; 40] = [
    "advice",
    "families",
    "help",
    "housing",
    "food",
    "weekly",
    "support",
    "people",
    "evening",
    "class",
    "children",
    "learn",
    "meet",
    "neighbours",
    "older",
    "young",
    "job",
    "letters",
    "forms",
    "doctor",
    "nurse",
    "garden",
    "kitchen",
    "library",
    "music",
    "sport",
    "swimming",
    "walk",
    "talk",
    "share",
    "repair",
    "bicycle",
    "clothes",
    "legal",
    "rent",
    "school",
    "language",
    "arrival",
    "welcome",
    "partner",
];
const STREETS: [&str; 8] = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Hazel", "Juniper"];
const LANGUAGES: [&str; 6] = ["Spanish", "Arabic", "Ukrainian", "Vietnamese", "Somali", "Tigrinya"];
const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const TERMS: usize = 60;

struct Make {
    seed: u64,
    size: Size,
}

impl Make {
    fn below(&mut self, n: usize) -> usize {
        // Numbers of Knuth's MMIX generator.
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.seed >> 33) as usize) % n.max(1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let n = self.below(of.len());
        of.get(n).copied().unwrap_or_default()
    }

    fn words(&mut self, n: usize) -> String {
        let words: Vec<&str> = (0..n).map(|_| self.one(&WORDS)).collect();
        let mut text = words.join(" ");
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    }

    /// Nothing for so many of a hundred.
    fn maybe(&mut self, percent: usize, text: impl FnOnce(&mut Self) -> String) -> String {
        if self.below(100) < percent { text(self) } else { String::new() }
    }

    fn phone(&mut self) -> String {
        let (a, b) = (self.below(1000), self.below(10_000));
        match self.below(12) {
            0 => format!("+1 555 {a:03} {b:04}"),
            1 => format!("1-555-{a:03}-{b:04} x{}", self.below(900) + 10),
            // Without its area code nobody can dial it from elsewhere.
            2 => format!("{a:03}-{b:04}"),
            _ => format!("(555) {a:03}-{b:04}"),
        }
    }

    fn point(&mut self) -> (String, String) {
        match self.below(50) {
            0 => ("100".into(), "101".into()),
            1 => (String::new(), String::new()),
            _ => {
                let (lat, lon) = (self.below(400_000), self.below(400_000));
                (format!("40.{lat:06}"), format!("-89.{lon:06}"))
            }
        }
    }

    fn organization(&mut self) -> String {
        (self.below(self.size.organizations) + 1).to_string()
    }

    fn location(&mut self) -> String {
        (self.below(self.size.locations) + 1).to_string()
    }

    fn service(&mut self) -> String {
        (self.below(self.size.services) + 1).to_string()
    }
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| (*c).to_owned()).collect()
}

/// A folder's bytes, to see that two are the same.
///
/// # Errors
/// The folder cannot be read.
pub fn bytes(folder: &Path) -> std::io::Result<u64> {
    fs::read_dir(folder)?.map(|entry| Ok(entry?.metadata()?.len())).sum()
}
