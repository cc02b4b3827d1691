//! A hit as people read it: two lines, with the found words bold where that can be shown.

use companion_core::search::{Highlight, HitView};

use super::by;
use crate::import::hsds::english;

const BOLD: &str = "\u{1b}[1m";
const PLAIN: &str = "\u{1b}[0m";

/// The lines of a hit for a reader of these languages.
pub(super) fn hit(hit: &HitView, rank: usize, languages: &[String], bold: bool) -> Vec<String> {
    let mut said = vec![by(hit.found_by).to_owned()];
    // A title in none of the reader's languages is another language's whole.
    let other =
        (!languages.is_empty() && !reads(languages, &hit.language)).then_some(&hit.language);
    if let Some(tag) = hit.found_in.as_ref().or(other) {
        said.insert(0, format!("found in {}", english(tag)));
    }
    let title = marked(&hit.title, &hit.highlights, bold);
    let (kind, id) = (&hit.kind, &hit.id);
    let mut lines = vec![format!("{rank:>3}  {title}  {kind}:{id}  ({})", said.join(", "))];
    if let Some(passage) = &hit.passage {
        lines.push(format!("     {}", marked(&passage.text, &passage.highlights, bold)));
    }
    lines
}

fn reads(languages: &[String], tag: &str) -> bool {
    let own = |tag: &str| tag.split('-').next().unwrap_or_default().to_ascii_lowercase();
    languages.iter().any(|language| own(language) == own(tag))
}

/// A word that stands nowhere, and how it was read.
pub(super) fn read_as(typed: &str, read: &[String]) -> String {
    format!("{} read as {}", clean(typed), read.join(", "))
}

/// A text on one line, with the stretches that were found in bold.
fn marked(text: &str, highlights: &[Highlight], bold: bool) -> String {
    if !bold {
        return clean(text);
    }
    let mut out = String::new();
    let mut at = 0;
    for c in text.chars() {
        if highlights.iter().any(|h| h.start == at && h.start < h.end) {
            out.push_str(BOLD);
        }
        out.push(plain(c));
        // Counted as the stretches are, in UTF-16 units.
        at += u32::try_from(c.len_utf16()).unwrap_or_default();
        if highlights.iter().any(|h| h.end == at && h.start < h.end) {
            out.push_str(PLAIN);
        }
    }
    out
}

fn clean(text: &str) -> String {
    text.chars().map(plain).collect()
}

/// A text of a pack moves no terminal.
fn plain(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests {
    use companion_core::search::Highlight;

    use super::{marked, read_as};

    #[test]
    fn found_words_are_bold_in_a_terminal_alone() {
        let text = "🙂 Kita\nund Schule";
        let found = [Highlight { start: 3, end: 7 }, Highlight { start: 12, end: 18 }];
        assert_eq!(
            marked(text, &found, true),
            "🙂 \u{1b}[1mKita\u{1b}[0m und \u{1b}[1mSchule\u{1b}[0m"
        );
        assert_eq!(marked(text, &found, false), "🙂 Kita und Schule");
    }

    #[test]
    fn no_text_of_others_moves_the_terminal() {
        assert_eq!(marked("a\u{1b}[2Jb\u{9b}c", &[], true), "a [2Jb c");
        assert_eq!(read_as("x\u{1b}y", &["xy".into()]), "x y read as xy");
    }
}
