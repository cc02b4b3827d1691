//! glossary.csv: words that mean the same, for the search; a column for each language.

use std::collections::BTreeMap;

use companion_core::packs::format::{GlossaryText, MAX_GLOSSARY_WORDS};

use super::Reading;
use super::files::{Folder, MAX_TABLE, read_text};
use super::place::{At, Log, Placed};
use super::sheet::{self, Columns};
use super::tables::{self, Entry, Table};
use super::values;

const FILE: &str = "glossary.csv";
const COLUMNS: Columns = Columns { known: &["id"], required: &[], languages: true };
/// Longer texts are no names of a thing, in characters.
const MAX_PHRASE: usize = 80;

/// Reads the glossary, if there is one.
pub(crate) fn read(folder: &mut Folder, reading: &mut Reading) -> Table<(), GlossaryText> {
    let mut table = Table::new();
    let Some(found) = folder.take(FILE) else { return table };
    let Some(sheet) = read_text(FILE, &found, MAX_TABLE, &mut reading.log)
        .and_then(|file| sheet::read(&file, COLUMNS, &mut reading.log))
    else {
        return table;
    };
    let languages: Vec<_> = sheet
        .languages
        .iter()
        .filter(|(tag, _)| reading.languages.published(tag, &sheet.at))
        .collect();
    for row in &sheet.rows {
        let Some(id) = row.id(&mut reading.log) else { continue };
        let mut texts = BTreeMap::new();
        let mut all = 0;
        for (tag, column) in &languages {
            let words = words(row.get(column).unwrap_or_default(), &row.at, &mut reading.log);
            all += words.len();
            if !words.is_empty() {
                let text = GlossaryText { id: id.value.clone(), words };
                texts.insert(tag.clone(), Placed::new(row.at.clone(), text));
            }
        }
        if all == 1 {
            let message = format!(
                "`{}` has one word in one language: write another that means the same, parted by `;`",
                id.value
            );
            reading.log.warning(&row.at, "glossary-alone", message);
        }
        let fact = Placed::new(row.at.clone(), ());
        tables::insert(&mut table, &id.value, Entry { fact, texts }, &mut reading.log);
    }
    table
}

fn words(cell: &str, at: &At, log: &mut Log) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in values::listed(cell) {
        if !word.chars().any(char::is_alphanumeric) || word.chars().count() > MAX_PHRASE {
            let message = format!(
                "`{}` is no word or short phrase: at most {MAX_PHRASE} characters, parted by `;`",
                values::short(word)
            );
            log.error(at, "glossary-word", message);
        } else if !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    if words.len() > MAX_GLOSSARY_WORDS {
        let message =
            format!("more than {MAX_GLOSSARY_WORDS} words in one cell: keep the likeliest");
        log.error(at, "glossary-word", message);
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::source;
    use crate::source::testing::{folder, tag};

    fn problems(csv: &str) -> Vec<String> {
        let dir = folder(&[("glossary.csv", csv)]);
        let (_, problems) = source::read(dir.path());
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn words_of_a_cell_are_parted_and_said_once() {
        let dir = folder(&[(
            "glossary.csv",
            "id,de,en,ar\nviolence,Gewalt; schlagen;Gewalt,violence;my husband hits me,\nmoney,,,\n",
        )]);
        let (source, problems) = source::read(dir.path());
        assert_eq!(problems, [], "an entry without words waits for them");
        let texts = &source.unwrap().glossary["violence"].texts;
        assert_eq!(texts[&tag("de")].value.words, ["Gewalt", "schlagen"]);
        assert_eq!(texts[&tag("en")].value.words, ["violence", "my husband hits me"]);
        assert_eq!(texts.len(), 2);
    }

    #[test]
    fn what_is_of_no_use_is_told_with_its_line() {
        let long = "x".repeat(81);
        let many: Vec<String> = (0..65).map(|n| format!("w{n}")).collect();
        let table =
            format!("id,de,en\na,Amt,\nb,?;{long},town\nc,{},x\na,Haus,house\n", many.join(";"));
        assert_eq!(
            problems(&table),
            [
                "glossary.csv:2: warning: `a` has one word in one language: write another that means the same, parted by `;` [glossary-alone]",
                "glossary.csv:3: error: `?` is no word or short phrase: at most 80 characters, parted by `;` [glossary-word]",
                &format!(
                    "glossary.csv:3: error: `{}…` is no word or short phrase: at most 80 characters, parted by `;` [glossary-word]",
                    "x".repeat(40)
                ),
                "glossary.csv:3: warning: `b` has one word in one language: write another that means the same, parted by `;` [glossary-alone]",
                "glossary.csv:4: error: more than 64 words in one cell: keep the likeliest [glossary-word]",
                "glossary.csv:5: error: id `a` stands already in glossary.csv line 2: give one of them another id [duplicate-id]",
            ]
        );
    }
}
