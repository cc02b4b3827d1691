//! Which texts of two editions say the same: titles and fields by their names, blocks by their ids, what is left by its
//! length.
//!
//! Events are left out, as notices are: they come and go, and the table should not change with them.

use std::collections::BTreeMap;
use std::ops::Range;

use companion_core::packs::format::{ChecklistText, NameText, Text};
use companion_core::text::BlockBody;

use super::lengths::{self, Bead};

/// Two texts that say the same.
pub(super) type Pair = (String, String);

/// A record as fields by name and blocks with their ids.
#[derive(Default)]
struct Parts<'a> {
    fields: BTreeMap<String, &'a str>,
    /// The texts of its blocks.
    blocks: Vec<String>,
    ids: Vec<u32>,
}

/// The parallel texts of two editions, by kind and id of the records, whatever order those are in.
pub(super) fn pairs(left: &[Text], right: &[Text]) -> Vec<Pair> {
    let by_key = |texts: &'_ [Text]| -> BTreeMap<(&'static str, String), usize> {
        texts.iter().enumerate().map(|(n, t)| ((t.kind(), t.id().to_owned()), n)).collect()
    };
    let others = by_key(right);
    let both = by_key(left)
        .into_iter()
        .filter_map(|(key, n)| Some((parts(left.get(n)?), parts(right.get(*others.get(&key)?)?))));
    let both: Vec<(Parts<'_>, Parts<'_>)> = both.collect();
    let ratio = ratio(&both);
    let mut pairs = Vec::new();
    for (own, other) in both {
        for (name, text) in &own.fields {
            if let Some(said) = other.fields.get(name) {
                pairs.push(((*text).to_owned(), (*said).to_owned()));
            }
        }
        push_blocks(&own, &other, ratio, &mut pairs);
    }
    pairs
}

/// How much longer texts on the right are, over all.
fn ratio(both: &[(Parts<'_>, Parts<'_>)]) -> f64 {
    let length = |parts: &Parts<'_>| {
        let characters = parts.blocks.iter().map(|text| text.chars().count()).sum::<usize>();
        u32::try_from(characters).unwrap_or(u32::MAX)
    };
    let sum =
        |lengths: &mut dyn Iterator<Item = u32>| f64::from(lengths.fold(1, u32::saturating_add));
    sum(&mut both.iter().map(|(_, other)| length(other)))
        / sum(&mut both.iter().map(|(own, _)| length(own)))
}

fn push_blocks(own: &Parts<'_>, other: &Parts<'_>, ratio: f64, pairs: &mut Vec<Pair>) {
    let (left, right) = (&own.blocks, &other.blocks);
    let same = |i: usize, j: usize| own.ids.get(i).is_some() && own.ids.get(i) == other.ids.get(j);
    // Ids that are the same all along leave nothing to guess.
    let known = left.len() == right.len() && own.ids == other.ids;
    for (left, right) in beads(left, right, known, ratio, same) {
        let (left, right) = (lines(&left), lines(&right));
        // Lists and tables line by line, where they have as many.
        let known = left.len() == right.len();
        pairs.extend(beads(&left, &right, known, ratio, |_, _| false));
    }
}

/// The texts of each bead, put together.
fn beads(
    left: &[String],
    right: &[String],
    known: bool,
    ratio: f64,
    same: impl Fn(usize, usize) -> bool,
) -> Vec<(String, String)> {
    let beads: Vec<Bead> = if known {
        (0..left.len()).map(|n| (n..n + 1, n..n + 1)).collect()
    } else {
        let lengths =
            |texts: &[String]| texts.iter().map(|t| t.chars().count()).collect::<Vec<_>>();
        lengths::align(&lengths(left), &lengths(right), ratio, same)
    };
    let text =
        |texts: &[String], range: Range<usize>| texts.get(range).unwrap_or_default().join("\n");
    beads.into_iter().map(|(own, other)| (text(left, own), text(right, other))).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}

fn parts(text: &Text) -> Parts<'_> {
    match text {
        Text::Page(page) => Parts {
            fields: fields([("title", Some(&page.title))]),
            blocks: plain(&page.blocks),
            ids: (0..page.blocks.len()).map(|n| page.block_id(n)).collect(),
        },
        Text::Place(place) => Parts {
            fields: fields([
                ("name", Some(&place.name)),
                ("description", place.description.as_ref()),
                ("access", place.access.as_ref()),
            ]),
            blocks: plain(&place.details),
            ids: Vec::new(),
        },
        Text::Service(service) => Parts {
            fields: fields([
                ("name", Some(&service.name)),
                ("description", service.description.as_ref()),
                ("eligibility", service.eligibility.as_ref()),
            ]),
            blocks: plain(&service.details),
            ids: Vec::new(),
        },
        Text::Checklist(list) => Parts { fields: checklist(list), ..Parts::default() },
        Text::Contact(name) | Text::Phrase(name) | Text::Topic(name) => {
            let NameText { name, note, .. } = name;
            let fields = fields([("name", Some(name)), ("note", note.as_ref())]);
            Parts { fields, ..Parts::default() }
        }
        // A pack's name is a proper name, and observances are not searched in a city's pack.
        Text::Pack(_)
        | Text::Observance(_)
        | Text::Event(_)
        | Text::Words(_)
        | Text::Glossary(_) => Parts::default(),
    }
}

fn plain(blocks: &[BlockBody]) -> Vec<String> {
    blocks.iter().map(BlockBody::plain_text).collect()
}

fn fields<'a, const N: usize>(
    fields: [(&str, Option<&'a String>); N],
) -> BTreeMap<String, &'a str> {
    fields.into_iter().filter_map(|(name, text)| Some((name.to_owned(), text?.as_str()))).collect()
}

fn checklist(list: &ChecklistText) -> BTreeMap<String, &str> {
    let mut fields = fields([("title", Some(&list.title))]);
    for (id, task) in &list.tasks {
        fields.insert(format!("task {id}"), &task.title);
        if let Some(note) = &task.note {
            fields.insert(format!("note {id}"), note);
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use companion_core::packs::format::PageText;
    use companion_core::text::Span;

    use super::*;

    fn page(title: &str, ids: &[u32], texts: &[&str]) -> Text {
        let span = |text: &str| Span { text: text.to_owned(), ..Span::default() };
        let paragraph = |text: &&str| BlockBody::Paragraph { spans: vec![span(text)] };
        Text::Page(PageText {
            id: "page".into(),
            title: title.into(),
            slug: None,
            origin: Default::default(),
            made_from: None,
            outdated: vec![],
            missing: 0,
            ids: ids.to_vec(),
            blocks: texts.iter().map(paragraph).collect(),
        })
    }

    /// Beside a page from which it can be seen that both languages are as long as each other.
    fn of(left: Text, right: Text) -> Vec<(String, String)> {
        let ground = "x".repeat(5000);
        let with_ground = |text: Text| match page("", &[], &[&ground]) {
            Text::Page(ground) => [text, Text::Page(PageText { id: "ground".into(), ..ground })],
            _ => unreachable!(),
        };
        let mut found = pairs(&with_ground(left), &with_ground(right));
        found.retain(|(own, _)| !own.is_empty() && *own != ground);
        found
    }

    fn are(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn blocks_with_the_same_ids_belong_together_however_long_they_are() {
        let found = of(
            page("Arzt", &[], &["kurz", "ein sehr viel längerer Absatz, der kein Ende nimmt"]),
            page("Doctor", &[], &["a very much longer paragraph that finds no end", "short"]),
        );
        assert_eq!(found[0], ("Arzt".to_owned(), "Doctor".to_owned()));
        assert_eq!(found[1].1, "a very much longer paragraph that finds no end");
    }

    #[test]
    fn where_ids_differ_lengths_tell_and_an_id_helps() {
        let long = "x".repeat(300);
        let found = of(
            page("A", &[1, 2, 3], &["kurz", &long, "Ende hier"]),
            page("B", &[1, 9], &["short", "the end is here"]),
        );
        assert_eq!(found, are(&[("A", "B"), ("kurz", "short"), ("Ende hier", "the end is here")]));
        let found = of(
            page("A", &[1, 2], &["gleich lang", "Gleich lang"]),
            page("B", &[2], &["just as long"]),
        );
        assert_eq!(found, are(&[("A", "B"), ("Gleich lang", "just as long")]));
    }

    #[test]
    fn lines_of_a_block_are_texts_of_their_own() {
        let found = of(page("A", &[], &["eins\nzwei"]), page("B", &[], &["one\ntwo"]));
        assert_eq!(found, are(&[("A", "B"), ("eins", "one"), ("zwei", "two")]));
    }

    #[test]
    fn records_that_only_one_side_has_are_passed_over() {
        assert_eq!(pairs(&[page("A", &[], &[])], &[]), []);
    }
}
