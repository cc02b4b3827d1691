//! The file: one line for each text and language, with an empty line between, so that two people's changes to
//! different texts merge by themselves.
//!
//! A page has a bare id, a notice `notices/<id>`, a text of a table `<table>/<id>`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::Path;

use companion_core::text::LanguageTag;

use super::{EntryKey, Lock, LockedFields, LockedPage, LockedText, Mark, Unit};
use crate::problem::Problem;
use crate::source::entries::Kind;

/// Its name in the source folder.
pub const FILE: &str = crate::source::LOCK;

/// Far more than the largest pack needs, in bytes.
const MAX_LOCK: u64 = 256 * 1024 * 1024;

const HEAD: &str = "\
# Ids of blocks, and what translations were made from. Written by `welcome pack build`.
# Keep it in version control and never edit it. After a merge conflict keep either side and build again.

lock 1
";
const HEAD_LINE: &str = "lock 1";
/// A page that is gone has no language.
const GONE: &str = "-";

/// Before the id of a notice.
const NOTICES: &str = "notices/";

/// The file's text.
pub fn to_text(lock: &Lock) -> String {
    let mut out = String::from(HEAD);
    for (id, page) in &lock.pages {
        write_page(&mut out, id, page);
    }
    for (id, notice) in &lock.notices {
        write_page(&mut out, &format!("{NOTICES}{id}"), notice);
    }
    for ((kind, id, tag), text) in &lock.entries {
        let _ = write!(out, "\n{}/{id} {tag} from={}", kind.as_str(), text.source);
        for (name, mark) in &text.fields {
            let _ = write!(out, " {name}=");
            write_mark(&mut out, *mark);
        }
        out.push('\n');
    }
    out
}

fn write_page(out: &mut String, id: &str, page: &LockedPage) {
    let numbers = format!("revision={} next={}", page.revision, page.next);
    let source = page.source.as_ref().and_then(|s| Some((s, page.texts.get(s)?)));
    let Some((source, text)) = source else {
        let _ = writeln!(out, "\n{id} {GONE} {numbers}");
        return;
    };
    let _ = write!(out, "\n{id} {source} {numbers}");
    write_text(out, text);
    for (tag, text) in page.texts.iter().filter(|(tag, _)| *tag != source) {
        let _ = write!(out, "\n{id} {tag} made_from={}", text.made_from);
        write_text(out, text);
    }
}

fn write_text(out: &mut String, text: &LockedText) {
    out.push_str(" title=");
    write_mark(out, text.title);
    for unit in &text.blocks {
        let _ = write!(out, " {}:{}:", unit.id, unit.kind);
        write_mark(out, unit.mark);
    }
    out.push('\n');
}

fn write_mark(out: &mut String, mark: Mark) {
    let _ = write!(out, "{:016x}", mark.own);
    if let Some(from) = mark.from {
        let _ = write!(out, "/{from:016x}");
    }
}

/// Reads the lock of a source folder; an empty one where there is none yet.
///
/// # Errors
/// Every line that is not as [`to_text`] writes it.
pub fn read(folder: &Path) -> Result<Lock, Vec<Problem>> {
    let path = folder.join(FILE);
    // What is no file could be read for ever.
    let foreign =
        std::fs::metadata(&path).is_ok_and(|meta| !meta.is_file() || meta.len() > MAX_LOCK);
    if foreign {
        return Err(vec![problem(0, "not a lock: take the file back from version control")]);
    }
    match std::fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => parse(&text),
            Err(_) => Err(vec![problem(0, "not UTF-8: take it back from version control")]),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Lock::default()),
        Err(error) => Err(vec![problem(0, &format!("cannot be read: {}", error.kind()))]),
    }
}

/// Writes the lock beside the source, all of it or nothing.
///
/// # Errors
/// When the folder cannot be written to.
pub fn write(folder: &Path, lock: &Lock) -> io::Result<()> {
    replace(&folder.join(FILE), to_text(lock).as_bytes())
}

/// Writes a file beside its place and moves it there, so that readers see the old or the new one.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".welcome-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(std::fs::Permissions::from_mode(0o644));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

fn problem(line: u32, message: &str) -> Problem {
    Problem::error(FILE, line, "lock", message)
}

/// Reads the text of a lock, strictly.
///
/// # Errors
/// Every line that is not as [`to_text`] writes it.
pub fn parse(text: &str) -> Result<Lock, Vec<Problem>> {
    let mut lock = Lock::default();
    let mut problems = Vec::new();
    let mut head = false;
    // Translations may stand before their page after a merge, so pages are put together at the end.
    let mut texts = Vec::new();
    for (line, n) in text.lines().zip(1_u32..) {
        let line = line.trim_end();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|m| line.starts_with(m)) {
            let way = "an unresolved merge: keep either side and build again";
            return Err(vec![problem(n, way)]);
        }
        if !head {
            head = line == HEAD_LINE;
            if !head {
                let way = "written by a newer version of this tool, or damaged: update the tool, or \
                           take the file back from version control";
                return Err(vec![problem(n, way)]);
            }
            continue;
        }
        match read_line(line) {
            Some(Line::Page(id, page)) => {
                if pages_like(&mut lock, &id).insert(bare(&id).to_owned(), page).is_some() {
                    problems.push(problem(n, "the page stands twice: keep one of the two lines"));
                }
            }
            Some(Line::Entry(key, fields)) => {
                if lock.entries.insert(key, fields).is_some() {
                    problems.push(problem(n, "the text stands twice: keep one of the two lines"));
                }
            }
            Some(Line::Text(id, tag, text)) => texts.push((n, id, tag, text)),
            None => {
                let way = "damaged: take the file back from version control";
                problems.push(problem(n, way));
            }
        }
    }
    for (n, id, tag, text) in texts {
        // A translation whose page was removed on the other branch of a merge says nothing any more.
        let pages = pages_like(&mut lock, &id);
        let Some(page) = pages.get_mut(bare(&id)).filter(|p| p.source.is_some()) else { continue };
        if page.texts.insert(tag, text).is_some() {
            let way = "the page stands twice in this language: keep one of the two lines";
            problems.push(problem(n, way));
        }
    }
    if problems.is_empty() { Ok(lock) } else { Err(problems) }
}

/// The map that a line of a page or notice belongs to.
fn pages_like<'l>(lock: &'l mut Lock, id: &str) -> &'l mut BTreeMap<String, LockedPage> {
    if id.starts_with(NOTICES) { &mut lock.notices } else { &mut lock.pages }
}

fn bare(id: &str) -> &str {
    id.strip_prefix(NOTICES).unwrap_or(id)
}

enum Line {
    Page(String, LockedPage),
    Text(String, LanguageTag, LockedText),
    Entry(EntryKey, LockedFields),
}

fn read_line(line: &str) -> Option<Line> {
    let mut words = line.split(' ');
    let id = words.next()?.to_owned();
    let tag = words.next()?;
    let first = words.next()?;
    if let Some(source) = first.strip_prefix("from=") {
        let (kind, id) = id.split_once('/')?;
        let key = (Kind::find(kind)?, id.to_owned(), tag.parse().ok()?);
        return Some(Line::Entry(key, read_fields(words, source.parse().ok()?)?));
    }
    if bare(&id).contains('/') {
        return None;
    }
    if let Some(made_from) = first.strip_prefix("made_from=") {
        let text = read_units(words, made_from.parse().ok()?)?;
        return Some(Line::Text(id, tag.parse().ok()?, text));
    }
    let revision = first.strip_prefix("revision=")?.parse().ok()?;
    let next = words.next()?.strip_prefix("next=")?.parse().ok()?;
    let mut page = LockedPage { revision, next, source: None, texts: BTreeMap::new() };
    if tag == GONE {
        return words.next().is_none().then_some(Line::Page(id, page));
    }
    let tag: LanguageTag = tag.parse().ok()?;
    page.source = Some(tag.clone());
    page.texts.insert(tag, read_units(words, revision)?);
    Some(Line::Page(id, page))
}

fn read_units<'l>(mut words: impl Iterator<Item = &'l str>, made_from: u32) -> Option<LockedText> {
    let title = read_mark(words.next()?.strip_prefix("title=")?)?;
    let mut seen = BTreeSet::new();
    let blocks = words
        .map(|word| {
            let mut parts = word.splitn(3, ':');
            let id: u32 = parts.next()?.parse().ok()?;
            let kind = parts.next()?;
            let mark = read_mark(parts.next()?)?;
            let known =
                id > 0 && !kind.is_empty() && kind.chars().all(|c| c.is_ascii_alphanumeric());
            (known && seen.insert(id)).then(|| Unit { id, kind: kind.to_owned(), mark })
        })
        .collect::<Option<Vec<_>>>()?;
    Some(LockedText { made_from, title, blocks })
}

fn read_fields<'l>(
    words: impl Iterator<Item = &'l str>,
    source: LanguageTag,
) -> Option<LockedFields> {
    let mut fields = BTreeMap::new();
    for word in words {
        let (name, mark) = word.split_once('=')?;
        let new = !name.is_empty() && fields.insert(name.to_owned(), read_mark(mark)?).is_none();
        new.then_some(())?;
    }
    Some(LockedFields { source, fields })
}

fn read_mark(text: &str) -> Option<Mark> {
    let hash = |t: &str| {
        let digits = t.len() == 16 && t.chars().all(|c| matches!(c, '0'..='9' | 'a'..='f'));
        if digits { u64::from_str_radix(t, 16).ok() } else { None }
    };
    match text.split_once('/') {
        Some((own, from)) => Some(Mark { own: hash(own)?, from: Some(hash(from)?) }),
        None => Some(Mark { own: hash(text)?, from: None }),
    }
}
