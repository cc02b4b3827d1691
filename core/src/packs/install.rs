//! From the bytes of a downloaded file to rows of the store: hash, unpack, hash again, read strictly, check safety.
//!
//! Pure: nothing is written here. `store::import_editions` writes all rows in one transaction.

#[cfg(test)]
mod tests;

use std::io::Read;

use memchr::memmem;

use super::changes::{self, Changes, RecordKey};
use super::edition::{COMMON, EditionError, LineKind, Lines, NOTICES};
use super::format::{Fact, Notice, Reach, Text};
use super::verify::EditionTarget;
use super::{crypto, delta, edition};
use crate::store::{
    EditionRows, FactRow, Incoming, InstalledEdition, NoticeRow, PackRow, TextRow, When,
};
use crate::text::BlockBody;
use crate::text::block::{self, UnsafeBlock};

/// Decoder memory is bounded by this window, as a power of two.
const WINDOW_LOG_MAX: u32 = 23;

/// Turns a downloaded file into rows.
///
/// # Errors
/// When the bytes are not the signed ones, or the edition is not one this version can show safely.
pub fn prepare(
    pack: &str,
    name: &str,
    target: &EditionTarget,
    file: &[u8],
) -> Result<(InstalledEdition, EditionRows), EditionError> {
    let raw = unpack_file(target, file)?;
    Ok((target.installed(pack, name), rows(pack, name, &raw)?))
}

fn unpack_file(target: &EditionTarget, file: &[u8]) -> Result<Vec<u8>, EditionError> {
    if file.len() as u64 != target.length || crypto::sha256_hex(file) != target.sha256 {
        return Err(EditionError::WrongBytes);
    }
    unpack_signed(target, file)
}

/// The signed bytes of an edition from a frame that anybody may have compressed anew.
///
/// # Errors
/// When they are not the signed ones.
pub fn unpack_signed(target: &EditionTarget, file: &[u8]) -> Result<Vec<u8>, EditionError> {
    let raw = unpack(file, target.raw_length)?;
    if crypto::sha256_hex(&raw) == target.raw_sha256 {
        Ok(raw)
    } else {
        Err(EditionError::WrongBytes)
    }
}

/// What was downloaded for an edition that is installed in an earlier form.
#[derive(Debug, Clone, Copy)]
pub enum Download<'a> {
    /// Its whole file.
    File(&'a [u8]),
    /// A patch of what is installed.
    Patch(&'a [u8]),
}

/// Turns a download into the rows that differ from the installed edition, whose bytes are `base`.
///
/// Memory: base, result, and the lines that differ.
///
/// # Errors
/// As [`prepare`], and when the base is not what was installed or the patch does not lead to the signed edition.
pub fn prepare_over(
    before: &InstalledEdition,
    base: &[u8],
    target: &EditionTarget,
    download: Download<'_>,
) -> Result<Incoming, EditionError> {
    let raw = match download {
        Download::Patch(patch) => {
            let (length, sha256) = (target.raw_length, &target.raw_sha256);
            delta::apply(base, &before.raw_sha256, patch, length, sha256)?
        }
        Download::File(file) => unpack_file(target, file)?,
    };
    let edition = target.installed(&before.pack, &before.name);
    let sound = match download {
        Download::Patch(_) => true,
        // Rows that were damaged are all written anew.
        Download::File(_) => crypto::sha256_hex(base) == before.raw_sha256,
    };
    // Notices are few: all are written anew. So is a pack's own record with every change of its facts.
    let changes = match before.name.as_str() {
        NOTICES => None,
        _ if sound => changes::between(base, &raw)?,
        _ => None,
    };
    let Some(mut changes) = changes else {
        return Ok(Incoming::whole(edition, rows(&before.pack, &before.name, &raw)?));
    };
    if before.name == COMMON {
        put_own_record(&raw, &before.pack, &mut changes);
    }
    drop(raw);
    let rows = rows(&before.pack, &before.name, &changes.put)?;
    Ok(Incoming { edition, rows, replaced: Some(changes.gone), kept: changes.kept })
}

/// The rows of the facts come with the pack's own record, changed or not.
fn put_own_record(raw: &[u8], pack: &str, changes: &mut Changes) {
    let own = RecordKey { kind: "pack".to_owned(), id: pack.to_owned() };
    if changes.gone.contains(&own) {
        return;
    }
    let is_own = |line: &&[u8]| {
        let key = serde_json::from_slice::<RecordKey>(line);
        key.is_ok_and(|key| key == own)
    };
    // Kinds are sorted, and there is one record of this kind: it is found near the places.
    let near =
        raw.split(|b| *b == b'\n').filter(|l| memmem::find(l, b"\"kind\":\"pack\"").is_some());
    if let Some(line) = near.into_iter().find(is_own) {
        changes.put.extend_from_slice(line);
        changes.put.push(b'\n');
        changes.gone.push(own);
        changes.kept = changes.kept.saturating_sub(1);
    }
}

impl EditionTarget {
    /// The edition as it is when it is installed.
    pub(crate) fn installed(&self, pack: &str, name: &str) -> InstalledEdition {
        InstalledEdition {
            pack: pack.to_owned(),
            name: name.to_owned(),
            revision: self.revision,
            sha256: self.sha256.clone(),
            raw_sha256: self.raw_sha256.clone(),
            published_at: self.published_at.timestamp(),
        }
    }
}

/// Unpacks to exactly `length` bytes: an absolute, signed limit, however well it was compressed.
fn unpack(file: &[u8], length: u64) -> Result<Vec<u8>, EditionError> {
    let mut decoder =
        zstd::stream::Decoder::with_buffer(file).map_err(|_| EditionError::WrongBytes)?;
    decoder.window_log_max(WINDOW_LOG_MAX).map_err(|_| EditionError::WrongBytes)?;
    let length = length.min(edition::MAX_EDITION);
    let mut raw = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    decoder.take(length + 1).read_to_end(&mut raw).map_err(|_| EditionError::WrongBytes)?;
    if raw.len() as u64 == length { Ok(raw) } else { Err(EditionError::WrongBytes) }
}

/// Reads an edition into rows.
///
/// # Errors
/// See [`EditionError`].
pub fn rows(pack: &str, name: &str, raw: &[u8]) -> Result<EditionRows, EditionError> {
    let lines = Lines::read(raw)?;
    if lines.pack != pack || lines.edition != name {
        return Err(EditionError::Foreign);
    }
    // One record after the other, so that only rows are held besides the bytes.
    match lines.kind.clone() {
        LineKind::Common => common_rows(pack, lines),
        LineKind::Language(tag) => {
            let rows = lines.texts(|text, line, n| checked(line, n, || text_row(text, line)))?;
            Ok(EditionRows::Language(tag.to_string(), rows))
        }
        LineKind::Notices => {
            let rows =
                lines.notices(|notice, line, n| checked(line, n, || notice_row(notice, line)))?;
            Ok(EditionRows::Notices(rows))
        }
    }
}

/// The row of a line that may be shown; otherwise its number, counted from 1 with the header.
fn checked<R>(
    line: &str,
    number: usize,
    row: impl FnOnce() -> Result<R, UnsafeBlock>,
) -> Result<R, EditionError> {
    let safe = check_line(line).and_then(|()| row());
    safe.map_err(|source| EditionError::Unsafe { line: number, source })
}

/// Checks every text of a record at once, shown or not, as it stands in its JSON: plain and behind `\`.
fn check_line(line: &str) -> Result<(), UnsafeBlock> {
    block::check_text(line)?;
    let mut rest = line;
    while let Some((_, escaped)) = rest.split_once('\\') {
        let mut chars = escaped.chars();
        let meant = match chars.next() {
            Some('b') => Some('\u{8}'),
            Some('f') => Some('\u{C}'),
            Some('r') => Some('\r'),
            // Halves of pairs stand for characters that are all harmless.
            Some('u') => escaped
                .get(1..5)
                .and_then(|hex| u32::from_str_radix(hex, 16).ok())
                .and_then(char::from_u32),
            _ => None,
        };
        if let Some(meant) = meant {
            block::check_text(meant.encode_utf8(&mut [0; 4]))?;
        }
        rest = chars.as_str();
    }
    Ok(())
}

fn common_rows(pack: &str, lines: Lines<'_>) -> Result<EditionRows, EditionError> {
    let mut packs = Vec::new();
    let rows = lines.facts(|fact, line, n| {
        if let Fact::Pack(p) = &fact {
            packs.push(PackRow {
                id: p.id.clone(),
                level: p.level.word().to_owned(),
                parent: p.parent.clone(),
                body: line.to_owned(),
            });
        }
        checked(line, n, || fact_row(pack, &fact, line))
    })?;
    match packs.pop() {
        Some(own) if packs.is_empty() && own.id == pack => Ok(EditionRows::Common(own, rows)),
        _ => Err(EditionError::Foreign),
    }
}

fn fact_row(pack: &str, fact: &Fact, line: &str) -> Result<FactRow, UnsafeBlock> {
    let (parent, order) = match fact {
        Fact::Page(p) => (p.parent.clone(), p.order),
        Fact::Contact(c) => (c.country.clone(), c.order),
        Fact::Checklist(c) => (None, c.order),
        Fact::Phrase(p) => (None, p.order),
        _ => (None, 0),
    };
    match fact {
        Fact::Place(p) => check_reach(&p.reach)?,
        Fact::Service(s) => check_reach(&s.reach)?,
        Fact::Contact(c) => {
            c.url.iter().chain(&c.source).try_for_each(|u| block::check_link(u))?;
        }
        Fact::Listing(l) => {
            let urls = std::iter::once(&l.url).chain(&l.mirrors).chain(&l.hub);
            urls.into_iter().try_for_each(|u| block::check_link(u))?;
        }
        Fact::Event(e) => {
            e.online.iter().chain(&e.url).try_for_each(|u| block::check_link(u))?;
        }
        Fact::Checklist(c) => {
            c.tasks
                .iter()
                .filter_map(|t| t.link.as_ref())
                .try_for_each(|l| block::check_link(l))?;
        }
        _ => {}
    }
    Ok(FactRow {
        pack: pack.to_owned(),
        kind: fact.kind().to_owned(),
        id: fact.id().to_owned(),
        parent,
        order,
        replaces: match fact {
            Fact::Page(p) => p.replaces.clone(),
            _ => None,
        },
        // Times that this version cannot read are passed over where events are listed; nothing else is lost for them.
        when: match fact {
            Fact::Event(e) => e.series().ok().map(|series| When::of(&series)),
            _ => None,
        },
        body: line.to_owned(),
    })
}

fn check_reach(reach: &Reach) -> Result<(), UnsafeBlock> {
    reach.url.iter().try_for_each(|u| block::check_link(u))
}

/// The row of a text, all of whose characters have been checked.
fn text_row(text: Text, line: &str) -> Result<TextRow, UnsafeBlock> {
    let kind = text.kind().to_owned();
    let id = text.id().to_owned();
    let (title, slug, blocks) = match text {
        Text::Page(t) => (t.title, t.slug, t.blocks),
        Text::Place(t) => (t.name, None, t.details),
        Text::Service(t) => (t.name, None, t.details),
        Text::Event(t) => (t.title, None, t.details),
        Text::Checklist(t) => (t.title, None, Vec::new()),
        Text::Pack(t)
        | Text::Contact(t)
        | Text::Phrase(t)
        | Text::Topic(t)
        | Text::Observance(t) => (t.name, None, Vec::new()),
        // Found by nobody. One that this version cannot read is passed over where it is asked for words.
        Text::Words(_) | Text::Glossary(_) => Default::default(),
    };
    blocks.iter().try_for_each(BlockBody::check_shape)?;
    Ok(TextRow { kind, id, title, slug, body: line.to_owned() })
}

fn notice_row(notice: Notice, line: &str) -> Result<NoticeRow, UnsafeBlock> {
    for text in notice.texts.values() {
        text.blocks.iter().try_for_each(BlockBody::check_shape)?;
    }
    Ok(NoticeRow {
        id: notice.id,
        from_local: notice.from,
        until_local: notice.until,
        urgent: notice.urgent,
        body: line.to_owned(),
    })
}
