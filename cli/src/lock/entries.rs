//! What translations in tables were made from: a hash for each field, no ids.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;

use super::{EntryKey, Lock, Mark, block_hash, text_hash};
use crate::source::Source;
use crate::source::entries::{EntryText, Value, entries};

/// What is known of a text of a table in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LockedFields {
    /// The language it was made from.
    pub source: LanguageTag,
    /// Its fields by their names.
    pub fields: BTreeMap<String, Mark>,
}

impl LockedFields {
    /// Names of the fields whose source text has changed, or is gone, since they were made.
    pub fn outdated(&self, source: &EntryText<'_>) -> Vec<&str> {
        let now = hashes(source);
        let changed =
            |name: &str, mark: &Mark| mark.from.is_some() && mark.from != now.get(name).copied();
        self.fields.iter().filter(|(n, m)| changed(n, m)).map(|(n, _)| n.as_str()).collect()
    }

    /// From now on it counts as made from the present source text.
    pub(super) fn confirm(&mut self, source: &EntryText<'_>) {
        let now = hashes(source);
        for (name, mark) in &mut self.fields {
            mark.from = now.get(name.as_str()).copied();
        }
    }
}

/// The hash of a field's text.
pub fn field_hash(value: Value<'_>) -> u64 {
    match value {
        Value::Plain(text) => text_hash(text),
        Value::Blocks(blocks) => {
            let hashes: Vec<String> =
                blocks.iter().map(|b| format!("{:016x}", block_hash(b))).collect();
            text_hash(&hashes.join("\n"))
        }
    }
}

/// The lines of all tables after a build. A field that is new or has changed counts as made from the present source.
pub(super) fn update(source: &Source, before: &Lock) -> BTreeMap<EntryKey, LockedFields> {
    let language = &source.pack.value.source_language;
    let mut out = BTreeMap::new();
    for entry in entries(source) {
        let Some(original) = entry.texts.get(language) else { continue };
        let now = hashes(original);
        for (tag, text) in entry.texts.iter().filter(|(tag, _)| **tag != language) {
            let key = (entry.kind, entry.id.to_owned(), (*tag).clone());
            // What was made from another language can no longer be compared.
            let before = before.entries.get(&key).filter(|b| b.source == *language);
            let fields = hashes(text).into_iter().map(|(name, own)| {
                let old = before.and_then(|b| b.fields.get(&name)).filter(|old| old.own == own);
                let present = now.get(name.as_str()).copied();
                let from = old.map_or(present, |old| old.from.or(present));
                (name, Mark { own, from })
            });
            out.insert(key, LockedFields { source: language.clone(), fields: fields.collect() });
        }
    }
    out
}

fn hashes(text: &EntryText<'_>) -> BTreeMap<String, u64> {
    text.fields.iter().map(|f| (f.name.to_string(), field_hash(f.value))).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use chrono::NaiveDate;

    use super::*;
    use crate::lock::{confirm, parse, to_text};
    use crate::source::entries::Kind;
    use crate::source::testing::{complete, tag, write};
    use crate::{build, lock, source};

    fn read(dir: &Path) -> Source {
        let (source, problems) = source::read(dir);
        assert!(!crate::source::place::has_errors(&problems), "{problems:?}");
        source.unwrap()
    }

    fn build(dir: &Path) -> Lock {
        let lock = lock::update(&read(dir), &lock::read(dir).unwrap());
        lock::write(dir, &lock).unwrap();
        lock
    }

    fn edit(dir: &Path, name: &str, from: &str, to: &str) {
        let text = std::fs::read_to_string(dir.join(name)).unwrap();
        assert!(text.contains(from), "{name} has no {from}");
        write(dir, name, text.replace(from, to).as_bytes());
    }

    fn outdated(dir: &Path) -> Vec<String> {
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
        let problems = build::build_folder(dir, day).unwrap().problems;
        problems
            .iter()
            .filter(|p| p.code == "outdated-translation")
            .map(|p| format!("{}:{} {}", p.file, p.line, p.message))
            .collect()
    }

    #[test]
    fn texts_of_tables_and_notices_are_followed_until_somebody_works_on_them() {
        let dir = complete();
        let path = dir.path();
        build(path);
        assert_eq!(outdated(path), [""; 0]);
        edit(path, "places.de.csv", "Bürgerbüro", "Rathaus");
        edit(path, "services.de.csv", "Für alle", "Für alle ab 16");
        edit(path, "contacts.toml", "Feuerwehr", "Feuerwehr und Rettungsdienst");
        edit(path, "checklists/first-week.toml", "Anmelden", "Wohnung anmelden");
        edit(path, "phrases.csv", "Können Sie mir helfen?", "Bitte helfen Sie mir!");
        edit(path, "topics.csv", "Wohnen", "Wohnung");
        edit(path, "notices/closed/de.md", "ist am 20.", "schließt am 20.");
        let told = [
            "checklists/first-week.toml:4 `first-week` in en: changed in de since: task.register.title",
            "contacts.toml:11 `fire` in en: changed in de since: name",
            "contacts.toml:12 `fire` in ar: changed in de since: name",
            "notices/closed/en.md:6 changed in de since: lines 6",
            "phrases.csv:2 `help` in ar: changed in de since: name",
            "phrases.csv:2 `help` in en: changed in de since: name",
            "places.en.csv:2 `town-hall` in en: changed in de since: name",
            "services.en.csv:2 `advice` in en: changed in de since: eligibility",
            "topics.csv:2 `housing` in en: changed in de since: name",
        ];
        assert_eq!(outdated(path), told);
        // Building again forgets nothing.
        build(path);
        assert_eq!(outdated(path), told);

        edit(path, "places.en.csv", "Citizens' office", "Town hall");
        edit(path, "notices/closed/en.md", "is closed", "closes");
        let lock = build(path);
        assert!(!outdated(path).iter().any(|o| o.contains("town-hall") || o.contains("notices")));
        let confirmed = confirm(&lock, &read(path), "services/advice", &tag("en")).unwrap();
        lock::write(path, &confirmed).unwrap();
        assert!(!outdated(path).iter().any(|o| o.contains("advice")));
        assert!(confirm(&lock, &read(path), "services/nothing", &tag("en")).is_none());
        assert!(confirm(&lock, &read(path), "services/advice", &tag("de")).is_none());
        assert!(confirm(&lock, &read(path), "nonsense/advice", &tag("en")).is_none());
    }

    #[test]
    fn a_field_that_the_source_no_longer_has_leaves_its_translation_behind() {
        let dir = complete();
        let path = dir.path();
        build(path);
        edit(path, "services.de.csv", "Für alle", "");
        assert_eq!(
            outdated(path),
            ["services.en.csv:2 `advice` in en: changed in de since: eligibility"]
        );
        edit(path, "services.en.csv", "For everybody", "");
        assert_eq!(outdated(path), [""; 0]);
    }

    #[test]
    fn the_lines_of_tables_read_back_and_a_lock_without_them_is_read() {
        let dir = complete();
        let lock = build(dir.path());
        let text = to_text(&lock);
        let lines: Vec<&str> = text
            .lines()
            .filter(|l| l.starts_with("places/") || l.starts_with("notices/closed en"))
            .collect();
        insta::assert_snapshot!(lines.join("\n"));
        assert_eq!(parse(&text).unwrap(), lock);
        let old: String =
            text.lines().filter(|l| !l.contains('/')).flat_map(|l| [l, "\n"]).collect();
        let old = parse(&old).unwrap();
        assert!(old.entries.is_empty() && old.notices.is_empty());
        let source = read(dir.path());
        let renewed = lock::update(&source, &old);
        let key = (Kind::Places, "town-hall".to_owned(), tag("en"));
        assert_eq!(renewed.entries[&key], lock.entries[&key]);
        for damaged in [
            "unknown/x en from=de name=0000000000000000",
            "places/x en from=de name=0",
            "places/x en from=de =0000000000000000",
            "places/x en from=de name=0000000000000000 name=0000000000000000",
            "places/x en from= name=0000000000000000",
            "places/x/y en made_from=1 title=0000000000000000",
        ] {
            assert!(parse(&format!("lock 1\n{damaged}\n")).is_err(), "{damaged}");
        }
    }
}
