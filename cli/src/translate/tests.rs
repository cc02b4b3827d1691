//! Out, through a translator's hands, and back.

mod back;
mod events;
mod kept;
mod refused;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use companion_core::packs::format::{Origin, OriginKind};
use companion_core::text::LanguageTag;
use tempfile::TempDir;

use super::exchange::{Imported, Terms, export, import};
use super::plan::Trust;
use super::run::Token;
use super::{Unit, sheet, xliff};
use crate::problem::Problem;
use crate::source::testing::{folder, page, tag, write};
use crate::{build, coverage, lock, source};

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).unwrap()
}

fn terms() -> Terms {
    let told = Origin {
        origin: OriginKind::Human,
        date: Some("2026-11-22".to_owned()),
        ..Origin::default()
    };
    Terms { told, trust: Trust::default(), dry_run: false, today: day() }
}

/// A pack in German and English with a page of every kind of block, tables and a notice; all of it translated into
/// nothing else.
fn town() -> TempDir {
    let dir = crate::source::testing::complete();
    let german = page(
        "Alles {name}",
        "order = 1\n",
        "Im **fetten _schrägen_** Text steht [ein Wort](page:registration) und\\\neine zweite Zeile für {name}.\n\n\
         ## Liste\n\n- eins\n  - darin\n- zwei mit [Ort](place:town-hall)\n\n\
         | Tag | Zeit |\n| --- | --- |\n| Montag | 8:00 |\n| Dienstag | |\n\n\
         > [!WARNING]\n> Zahlen Sie nichts.\n>\n> Fragen Sie uns.\n\n\
         > [!ADDRESS]\n> Rathaus\n> Marktplatz 1\n\n\
         [Zum Formular](https://example.org/formular)\n\n[030 123](tel:+4930123)\n\n\
         [amt@example.org](mailto:amt@example.org)\n\n![Ein Plan](media/map.png)\n",
    );
    write(dir.path(), "pages/all/de.md", german.as_bytes());
    write(dir.path(), "places.de.csv", "id,name,description,access,details,origin\ntown-hall,Bürgerbüro,\"Im Rathaus, erster Stock\",\"Aufzug <b>\nim Hof\",\"## Zimmer\n\n- eins\n- zwei\n\n* drei, siehe [Anmeldung](page:registration)\n\n[030 456](tel:+4930456)\",human\n".as_bytes());
    build(dir.path());
    dir
}

fn build(dir: &Path) {
    let built = build::build_folder(dir, day()).unwrap();
    lock::write(dir, &built.lock).unwrap();
}

/// Words of another language: the same marks and numbers, other letters.
fn translated(tokens: &[Token], to: &LanguageTag) -> Vec<Token> {
    let letters = match to.script().as_str() {
        "Arab" => "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "Cyrl" => "абвгдежзийклмнопрстуфхцчшщьюя",
        "Ethi" => "ሀለሐመሠረሰሸቀበተቸኀነኘአከኸወዐዘዠየደጀገጠጨጰጸ",
        _ => "zyxwvutsrqponmlkjihgfedcba",
    };
    let letters: Vec<char> = letters.chars().collect();
    let other = |c: char| {
        if c.is_alphabetic() { letters[c as usize % letters.len()] } else { c }
    };
    let one = |token: &Token| match token {
        Token::Text(text) => Token::Text(text.chars().map(other).collect()),
        mark => mark.clone(),
    };
    tokens.iter().map(one).collect()
}

/// What is left to do in a language, unit by unit, translated.
fn work(dir: &Path, language: &str, all: bool) -> Vec<Unit> {
    let to = tag(language);
    let exported = export(dir, &to, None, all, day()).unwrap();
    let one = |mut unit: Unit| {
        unit.present = Some(translated(&unit.source, &to));
        unit
    };
    exported.units.into_iter().map(one).collect()
}

/// The file that a translator hands back.
fn handed(units: &[Unit], language: &str, form: &str) -> String {
    let (from, to) = (tag("de"), tag(language));
    match form {
        "xlf" => xliff::write(units, &from, &to),
        _ => sheet::write(units, &from, &to),
    }
}

fn save(dir: &Path, name: &str, text: &[u8]) -> PathBuf {
    let path = dir.join(name);
    fs::write(&path, text).unwrap();
    path
}

fn take(dir: &Path, text: &str, terms: &Terms) -> Result<Imported, Vec<Problem>> {
    let outside = tempfile::tempdir().unwrap();
    import(dir, &save(outside.path(), "back", text.as_bytes()), terms)
}

/// The codes and lines of what an import refuses.
fn refused(dir: &Path, text: &str) -> String {
    let before = snapshot(dir);
    let problems = take(dir, text, &terms()).unwrap_err();
    assert_eq!(snapshot(dir), before, "an import that was refused has written something");
    problems.iter().fold(String::new(), |mut out, p| {
        let _ = writeln!(out, "{}: {} {}", p.line, p.code, p.message);
        out
    })
}

/// Every file of a folder with its bytes.
fn snapshot(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut out = Vec::new();
    let mut folders = vec![dir.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path)
            } else {
                out.push((path.clone(), fs::read(&path).unwrap()))
            }
        }
    }
    out.sort();
    out
}

fn text(dir: &Path, name: &str) -> String {
    fs::read_to_string(dir.join(name)).unwrap()
}

fn edit(dir: &Path, name: &str, from: &str, to: &str) {
    let old = text(dir, name);
    assert!(old.contains(from), "{name} has no {from}");
    write(dir, name, old.replace(from, to).as_bytes());
}

/// How a language stands.
fn summary(dir: &Path, language: &str) -> coverage::Summary {
    let built = build::build_folder(dir, day()).unwrap();
    let source = source::read(dir).0.unwrap();
    let all = coverage::measure(&source, &built.lock, day(), None);
    all.summaries.into_iter().find(|s| s.id == tag(language)).unwrap()
}
