//! `search`, `search-texts`, `search-cross`: real questions to the pages of a real city, asked of a phone.
//!
//! A question counts when its page answers it and the page is in the edition that is searched; it passes when the page is
//! among the first five hits. Each language's phone is set to that language alone, so that it holds what such a phone
//! holds: its language's edition and that of the language the city writes first.
//!
//! `answers` knows a city's files, `asked` reads questions, `texts` pages given as plain texts, `town` makes the pack, `measured` asks and counts.

pub mod answers;
pub mod asked;
pub mod measured;
#[cfg(test)]
mod tests;
pub mod texts;
pub mod town;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use self::answers::cities;
use self::asked::{Files, Question};
use self::measured::{Answered, Asked, FIRST, ask, by_language};
use self::texts::PlainPage;
use self::town::Town;
use super::Tally;

/// `search`: pages of one or more cities, each language asked in itself.
///
/// # Errors
/// When a file cannot be read or made a pack of.
pub fn run(paths: &[PathBuf]) -> Result<Tally, String> {
    let files = Files::sort(paths)?;
    let mut run = Run::new(&files)?;
    for files in cities(&files.pages)?.into_values() {
        let files: Vec<PathBuf> = files.into_values().collect();
        run.own(&Town::of_pages(&files, &[], None)?)?;
    }
    run.tell()
}

/// `search-texts`: the same for pages given as plain texts.
///
/// # Errors
/// As [`run`].
pub fn run_texts(paths: &[PathBuf]) -> Result<Tally, String> {
    let files = Files::sort(paths)?;
    let mut run = Run::new(&files)?;
    let mut by_city: BTreeMap<String, Vec<PlainPage>> = BTreeMap::new();
    for page in texts::read(&files.texts)? {
        by_city.entry(page.city.clone()).or_default().push(page);
    }
    for pages in by_city.into_values() {
        run.own(&Town::of_texts(&pages)?)?;
    }
    run.tell()
}

/// `search-cross`: questions in languages that the pages are not in.
///
/// The pack is as the city would publish it: beside the file that is named, the city's other languages stand in it,
/// where files of them lie in the same folder (`<city>_*_pages.json`) or are plain texts in the folder `omos_qa` beside
/// that one; what the words of two languages have to do with each other is learnt from them. Then everything
/// that is written in the question's language is taken out of its edition, and the pack is published without it: only a
/// page in the other language can be found. `as_published` are the same questions on the pack as it is.
///
/// # Errors
/// As [`run`].
pub fn run_cross(paths: &[PathBuf]) -> Result<Tally, String> {
    let files = Files::sort(paths)?;
    let mut run = Run::new(&files)?;
    let cities = cities(&files.pages)?;
    let one = cities.values().map(BTreeMap::len).sum::<usize>() == 1;
    for (city, files) in cities {
        for (language, file) in files {
            let (pages, plain) = siblings(&city, &file)?;
            let town = Town::of_pages(&pages, &plain, Some(&language))?;
            run.across(&town, &language, one)?;
        }
    }
    run.tell()
}

/// All files of a city's pages, the named one first, and its plain texts in further languages.
fn siblings(city: &str, file: &Path) -> Result<(Vec<PathBuf>, Vec<PlainPage>), String> {
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut pages = vec![file.to_owned()];
    let others = named(folder, &format!("{city}_"), "_pages.json")?;
    pages.extend(others.into_iter().filter(|other| other.file_name() != file.file_name()));
    let plain = named(&folder.join("../omos_qa"), &format!("contexts_{city}_"), ".jsonl")?;
    Ok((pages, texts::read(&plain)?))
}

/// The files of a folder that begin and end so, sorted; none where there is no such folder.
fn named(folder: &Path, begin: &str, end: &str) -> Result<Vec<PathBuf>, String> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in folder.read_dir().map_err(|e| format!("{}: {e}", folder.display()))? {
        let path = entry.map_err(|e| format!("{}: {e}", folder.display()))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(begin) && name.ends_with(end) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// What is asked, and what has come out so far.
struct Run {
    questions: Vec<Question>,
    tally: Tally,
    answered: BTreeMap<String, Vec<Answered>>,
    /// Of `search-cross`: with everything the pack has.
    published: BTreeMap<String, Vec<Answered>>,
    /// Questions that were asked somewhere.
    counted: BTreeSet<(u64, String)>,
    lost: usize,
}

impl Run {
    fn new(files: &Files) -> Result<Self, String> {
        Ok(Self {
            questions: files.questions()?,
            tally: Tally::default(),
            answered: BTreeMap::new(),
            published: BTreeMap::new(),
            counted: BTreeSet::new(),
            lost: 0,
        })
    }

    /// Each language of a town asked in itself.
    fn own(&mut self, town: &Town) -> Result<(), String> {
        self.lost += town.lost;
        for language in town.languages() {
            let asked = self.asked(town, language, language);
            if asked.is_empty() {
                continue;
            }
            let desk = town.phone(language, None)?;
            let answered = ask(&desk.phone, &asked, &|page| town.has(language, page))?;
            self.count(town, language, &asked, &answered);
            self.answered.entry(language.to_owned()).or_default().extend(answered);
        }
        Ok(())
    }

    /// The pages of one language asked in all others.
    fn across(&mut self, town: &Town, pages: &str, one: bool) -> Result<(), String> {
        self.lost += town.lost;
        let languages: BTreeSet<String> =
            self.questions.iter().map(|q| q.language.clone()).filter(|l| l != pages).collect();
        for language in languages {
            let asked = self.asked(town, &language, pages);
            if asked.is_empty() {
                continue;
            }
            let name = if one { language.clone() } else { format!("{language} in {pages}") };
            let is_page = |page: &str| town.has(pages, page);
            let alone = town.phone(&language, Some(&language))?;
            let answered = ask(&alone.phone, &asked, &is_page)?;
            self.count(town, pages, &asked, &answered);
            self.answered.entry(name.clone()).or_default().extend(answered);
            let whole = town.phone(&language, None)?;
            let answered = ask(&whole.phone, &asked, &is_page)?;
            self.published.entry(name).or_default().extend(answered);
        }
        Ok(())
    }

    /// The questions in one language that a page of another answers.
    fn asked(&mut self, town: &Town, language: &str, pages: &str) -> Vec<Asked> {
        let mut asked = Vec::new();
        for q in self.questions.iter().filter(|q| q.language == language && q.answered) {
            if let Some(page) = town.page(pages, q.page) {
                self.counted.insert((q.id, q.language.clone()));
                asked.push(Asked { id: q.id, text: q.text.clone(), page: page.to_owned() });
            }
        }
        asked
    }

    fn count(&mut self, town: &Town, language: &str, asked: &[Asked], answered: &[Answered]) {
        for (asked, answered) in asked.iter().zip(answered) {
            if answered.rank.is_some_and(|rank| rank <= FIRST) {
                self.tally.pass();
                continue;
            }
            let page = format!("welcome://{}/page/{} ({language})", town.pack, asked.page);
            let place = answered.rank.map_or("not among the hits".into(), |r| format!("hit {r}"));
            let got = format!("{place}; first: {}", answered.titles.join(" | "));
            self.tally.fail(format!("{}: {}", asked.id, asked.text), page, got);
        }
    }

    fn tell(mut self) -> Result<Tally, String> {
        if self.answered.is_empty() {
            return Err("no question is answered by a page of these files".into());
        }
        let unanswered = self.questions.iter().filter(|q| !q.answered).count();
        let elsewhere = self.questions.len() - unanswered - self.counted.len();
        let mut put = |name: &str, value: Value| self.tally.measures.insert(name.into(), value);
        put("languages", by_language(&self.answered));
        if !self.published.is_empty() {
            put("as_published", by_language(&self.published));
        }
        put("left_out", json!({"no_answer": unanswered, "no_such_page_or_language": elsewhere}));
        put("pages_not_found_again", self.lost.into());
        Ok(self.tally)
    }
}
