//! The targets, by what they read.

pub mod calendar;
pub mod import;
pub mod packs;
pub mod source;
pub mod text;
pub mod time;
pub mod trust;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

/// The day of everything that asks for one.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2027, 3, 1).unwrap_or_default()
}

/// Several files in one input: a line `==> name` begins each. Names that would leave a folder are left out.
pub fn files(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut name = None;
    for line in bytes.split_inclusive(|b| *b == b'\n') {
        match line.strip_prefix(b"==> ") {
            Some(rest) => {
                let told = String::from_utf8_lossy(rest).trim().to_owned();
                let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
                let inside = |part: &str| !part.is_empty() && part.chars().all(plain);
                let safe = told.len() < 120
                    && told.split('/').all(|part| inside(part) && part != "." && part != "..");
                name = safe.then_some(told);
            }
            None => {
                if let Some(name) = &name {
                    files.entry(name.clone()).or_default().extend_from_slice(line);
                }
            }
        }
    }
    files
}

/// Text for readers of text; what is no UTF-8 is the business of those that read files.
pub fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
