//! Three states of a text to one, by lines.
//!
//! Byte order mark and line ends stay as the editors' program writes them. Where both sides changed the same lines, or
//! the result would be no TOML any more, the editors' text stays whole: half a page of each would be nobody's.

use super::{CONFLICT, KEPT, Three, still_there};
use crate::problem::Problem;

/// Beyond this, comparing line by line takes too long.
const MAX_LINES: usize = 10_000;
const MARK: char = '\u{feff}';

/// The merged text; nothing where there is none any more. `stays` says that a text which the import does not know any
/// more is kept nevertheless, and whether that is told.
pub(super) fn merge(
    file: &str,
    texts: &Three<&str>,
    stays: Option<bool>,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let mut warn = |code, message: String| {
        problems.push(Problem::warning(file, 0, code, message));
    };
    let Three { base, ours, theirs } = texts.map(|text| plain(text));
    let unchanged = || texts.ours.map(str::to_owned);
    match (base, ours, theirs) {
        (None, None, _) => texts.theirs.map(str::to_owned),
        (Some(_), None, None) => None,
        (Some(base), None, Some(theirs)) => {
            if base != theirs {
                warn(CONFLICT, "removed here, changed in the import; it stays removed".into());
            }
            None
        }
        (None, Some(_), None) => unchanged(),
        (Some(base), Some(ours), None) => match stays {
            None if base == ours => None,
            None | Some(true) => {
                warn(KEPT, still_there("this file"));
                unchanged()
            }
            Some(false) => unchanged(),
        },
        (base, Some(ours), Some(theirs)) => {
            if ours == theirs || base.as_ref() == Some(&theirs) {
                return unchanged();
            }
            if base.as_ref() == Some(&ours) {
                return Some(styled(&theirs, texts.ours.unwrap_or_default()));
            }
            let Some(base) = base else {
                warn(
                    CONFLICT,
                    "was here before the import brought it, with another text; yours stays".into(),
                );
                return unchanged();
            };
            match by_lines(file, &base, &ours, &theirs) {
                Some(text) => Some(styled(&text, texts.ours.unwrap_or_default())),
                None => {
                    warn(
                        CONFLICT,
                        "changed here and in the import at the same place; yours stays".into(),
                    );
                    unchanged()
                }
            }
        }
    }
}

fn by_lines(file: &str, base: &str, ours: &str, theirs: &str) -> Option<String> {
    if [base, ours, theirs].iter().any(|text| text.lines().count() > MAX_LINES) {
        return None;
    }
    let merged = diffy::merge(base, ours, theirs).ok()?;
    (reads(file, &merged) || !reads(file, ours)).then_some(merged)
}

/// Whether the TOML of a file can still be read.
fn reads(file: &str, text: &str) -> bool {
    let toml = if file.ends_with(".toml") {
        text
    } else if let Some((front, _)) = text.strip_prefix("+++\n").and_then(|t| t.split_once("\n+++"))
    {
        front
    } else {
        return true;
    };
    toml.parse::<toml::Table>().is_ok()
}

/// Without byte order mark, with `\n` at line ends.
pub(crate) fn plain(text: &str) -> String {
    text.strip_prefix(MARK).unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n")
}

/// With the byte order mark and line ends of another text.
fn styled(text: &str, like: &str) -> String {
    let mark = if like.starts_with(MARK) { "\u{feff}" } else { "" };
    let crlf = like.find('\n').is_some_and(|at| like.get(..at).is_some_and(|l| l.ends_with('\r')));
    let text = if crlf { text.replace('\n', "\r\n") } else { text.to_owned() };
    format!("{mark}{text}")
}
