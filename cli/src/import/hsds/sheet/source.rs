//! A table's bytes: their encoding and separator, where a row begins, and what has gone by.

use std::cell::Cell;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Cursor, Read};
use std::path::Path;
use std::rc::Rc;

use csv::ByteRecord;

use super::malformed;
use crate::import::ImportError;
use crate::import::hsds::files::{self, file_error};

/// The file, UTF-16 as UTF-8.
pub(super) fn open(path: &Path) -> Result<BufReader<Box<dyn Read>>, ImportError> {
    let mut file = File::open(path).map_err(|e| file_error(path, e))?;
    let mut mark = [0_u8; 2];
    let wide = file.read_exact(&mut mark).is_ok() && matches!(mark, [0xFF, 0xFE] | [0xFE, 0xFF]);
    let source: Box<dyn Read> = if wide {
        let text = files::text(files::bytes(path, files::MAX_JSON)?)
            .map_err(|at| ImportError::NotUtf8 { path: path.to_owned(), at })?;
        Box::new(Cursor::new(text.into_bytes()))
    } else {
        Box::new(File::open(path).map_err(|e| file_error(path, e))?)
    };
    Ok(BufReader::new(source))
}

/// The beginning of the file, without its byte order mark, which is taken away.
pub(super) fn first_bytes(
    source: &mut BufReader<Box<dyn Read>>,
    path: &Path,
) -> Result<Vec<u8>, ImportError> {
    let start = source.fill_buf().map_err(|e| file_error(path, e))?;
    let marked = start.starts_with(b"\xEF\xBB\xBF");
    let start = start.get(if marked { 3 } else { 0 }..).unwrap_or_default();
    let head = start.to_vec();
    if head.contains(&0) {
        return Err(malformed(path, "no text: save the table as CSV in UTF-8".into()));
    }
    if marked {
        source.consume(3);
    }
    Ok(head)
}

/// What stands between cells, by the first line.
pub(super) fn separator(head: &[u8]) -> u8 {
    let line =
        head.split(|b| matches!(b, b'\n' | b'\r')).find(|l| !l.is_empty()).unwrap_or_default();
    [b',', b';', b'\t', b'|']
        .into_iter()
        .max_by_key(|mark| (line.iter().filter(|b| *b == mark).count(), *mark == b','))
        .filter(|mark| line.contains(mark))
        .unwrap_or(b',')
}

/// What has gone by.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) quotes: Cell<usize>,
    pub(super) last: Cell<u8>,
}

/// Looks at bytes while they go by.
pub(super) struct Counting<R> {
    pub(super) inner: R,
    pub(super) seen: Rc<Seen>,
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(buffer)?;
        let bytes = buffer.get(..read).unwrap_or_default();
        let quotes = bytes.iter().filter(|b| **b == b'"').count();
        self.seen.quotes.set(self.seen.quotes.get() + quotes);
        if let Some(last) = bytes.last() {
            self.seen.last.set(*last);
        }
        Ok(read)
    }
}

/// The line in which a row begins. The reader stands at the end of the row before, with empty lines in between, and has
/// not taken the second character of a line end of two.
pub(super) fn line_of(record: &ByteRecord, end: u64, carriage: bool) -> u32 {
    let before = record.position().map_or(0, csv::Position::line);
    let inside = record.iter().flatten().filter(|b| **b == b'\n').count() as u64;
    let after = u64::from(!carriage);
    let first = before == 1 && record.position().is_none_or(|p| p.byte() == 0);
    let at_least = before + u64::from(carriage && !first);
    let line = at_least.max(end.saturating_sub(after + inside));
    u32::try_from(line).unwrap_or(u32::MAX)
}
