//! What editors and translators write: Markdown, a pack's folder, its lock, translations that come back.

use std::path::Path;
use std::sync::OnceLock;

use companion_cli::build::build_read;
use companion_cli::check::check;
use companion_cli::lock::{self, Lock};
use companion_cli::markdown;
use companion_cli::source;
use companion_cli::source::place::{At, Log};
use companion_cli::translate::exchange::{self, Terms};
use companion_cli::translate::parts::{Inventory, inventory};
use companion_cli::translate::plan::{Catalog, Trust, units};
use companion_cli::translate::{Unit, sheet, xliff as exchanged};
use companion_core::packs::format::Origin;
use companion_core::text::BlockBody;
use tempfile::TempDir;

use super::{files, text_of, today};

/// Words of Markdown.
pub const MARKDOWN_WORDS: &[&str] = &[
    "# ",
    "###### ",
    "- ",
    "1. ",
    "> ",
    "> - ",
    "| a | b |\n|---|---|\n",
    "**",
    "[a](page:b)",
    "![a](media/b.png)",
    "```\n",
    "---\n",
    "<div>",
    "<!--",
    "\\",
    "[^1]",
    "[x]: y",
    "&nbsp;",
    "* * *",
    "!!! ",
    "    ",
    "\t",
    "\u{a0}",
];
/// Words of a pack's folder.
pub const WORDS: &[&str] = &[
    "==> pack.toml\n",
    "==> pages/a/de.md\n",
    "==> places.csv\n",
    "==> places.de.csv\n",
    "==> topics.csv\n",
    "==> pack.lock\n",
    "==> notices/n/notice.toml\n",
    "==> events/e/event.toml\n",
    "+++\n",
    "---\n",
    "[names]\n",
    "[[",
    "]]",
    "= \"\"",
    "= 2027-03-01",
    "= 1979-05-27T07:32:00-08:00",
    "languages = [\"de\"]",
    "zone = \"*\"",
    "rrule = \"FREQ=",
    "order = ",
    "parent = \"",
    "# ",
    "\"\"\"",
    "hours",
    "24/7",
    "id,",
    "de\n",
];
/// Words of XLIFF and of sheets for translators.
pub const XLIFF_WORDS: &[&str] = &[
    "<xliff version=\"2.1\">",
    "<unit id=\"",
    "<segment state=\"final\">",
    "<source>",
    "<target>",
    "<pc id=\"1\">",
    "</pc>",
    "<ph id=\"1\"/>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [<!ENTITY a \"b\">]>",
    "&a;",
    "&#0;",
    "&#x110000;",
    "<?xml version=\"1.1\"?>",
    "xmlns:x=\"",
    "<cp hex=\"0000\"/>",
    "trgLang=\"en\"",
    "srcLang=\"de\"",
    "<!--",
    "<mrk",
];

/// Markdown to blocks, and back, and the same again.
pub fn markdown(bytes: &[u8]) {
    let text = text_of(bytes);
    let Ok(located) = markdown::read(&text, 1) else { return };
    let bodies: Vec<BlockBody> = located.into_iter().map(|l| l.body).collect();
    let _ = bodies.iter().map(|b| b.check_safe().is_ok()).filter(|safe| *safe).count();
    let written = markdown::write(&bodies);
    let again = markdown::read(&written, 1);
    assert!(again.is_ok(), "what was written cannot be read: {:?}", again.err());
    let again = again.unwrap_or_default();
    let normal: Vec<BlockBody> = bodies.iter().flat_map(markdown::normal).collect();
    let again: Vec<BlockBody> =
        again.into_iter().map(|l| l.body).flat_map(|b| markdown::normal(&b)).collect();
    assert!(normal == again, "blocks are not what was written");
}

/// A pack's folder, read, checked and built, all of it in memory.
pub fn pack_source(bytes: &[u8]) {
    let changes = files(bytes);
    let Some(empty) = empty() else { return };
    let read = source::read_with(empty, &changes);
    let lock = match changes.get(lock::FILE).map(|bytes| lock::parse(&text_of(bytes))) {
        Some(Ok(lock)) => lock,
        _ => Lock::default(),
    };
    if let Some(source) = &read.0 {
        let _ = check(source, &lock, today());
    }
    if let Ok(built) = build_read(read, Ok(lock), today()) {
        for edition in built.editions {
            let lines = edition.to_bytes().unwrap_or_default();
            let name = edition.name();
            let rows = companion_core::packs::install::rows(&edition.pack, &name, &lines);
            assert!(rows.is_ok(), "a phone refuses what was built: {:?}", rows.err());
        }
    }
}

/// The file that keeps ids of blocks.
pub fn pack_lock(bytes: &[u8]) {
    let Ok(read) = lock::parse(&text_of(bytes)) else { return };
    let written = lock::to_text(&read);
    assert!(lock::parse(&written).as_ref() == Ok(&read), "a lock is not what was written");
}

/// A translation that comes back, as XLIFF and as a sheet, against the units that went out.
pub fn xliff(bytes: &[u8]) {
    let Some(town) = town() else { return };
    let text = text_of(bytes);
    let mut log = Log::default();
    let at = At::file("returned.xlf");
    let Some(document) = exchanged::open(&at, &text, &mut log) else { return };
    let catalog = Catalog::new(&town.inventory, &town.units);
    let _ = document.units(&at, &catalog, &mut log);
    let _ = log.into_sorted();
}

/// The whole call with a returned file of either kind; nothing is written.
pub fn translation(bytes: &[u8]) {
    let Some(town) = town() else { return };
    let xml = bytes.iter().find(|b| !b.is_ascii_whitespace()) == Some(&b'<');
    let file = town.folder.path().join(if xml { "returned.xlf" } else { "returned.csv" });
    if std::fs::write(&file, bytes).is_err() {
        return;
    }
    let terms =
        Terms { told: Origin::default(), trust: Trust::default(), dry_run: true, today: today() };
    let _ = exchange::import(&town.pack(), &file, &terms);
}

/// A pack that lies in a folder, with the units of its translation.
struct Town {
    folder: TempDir,
    inventory: Inventory,
    units: Vec<(usize, usize, Unit)>,
}

impl Town {
    fn pack(&self) -> std::path::PathBuf {
        self.folder.path().join("town")
    }
}

fn town() -> Option<&'static Town> {
    static TOWN: OnceLock<Option<Town>> = OnceLock::new();
    TOWN.get_or_init(|| {
        let folder = tempfile::tempdir().ok()?;
        let pack = folder.path().join("town");
        write(&pack, TOWN_FILES.as_bytes())?;
        let read = source::read(&pack);
        let source = read.0.clone()?;
        let built = build_read(read, Ok(Lock::default()), today()).ok()?;
        let (from, to) = ("de".parse().ok()?, "en".parse().ok()?);
        let inventory = inventory(&source, &built.lock, &from, &to);
        let units = units(&inventory);
        Some(Town { folder, inventory, units })
    })
    .as_ref()
}

/// What goes out of that pack to translators, as XLIFF and as a sheet.
pub fn exported() -> Option<(String, String)> {
    let (from, to) = ("de".parse().ok()?, "en".parse().ok()?);
    let out = exchange::export(&town()?.pack(), &to, None, true, today()).ok()?;
    Some((exchanged::write(&out.units, &from, &to), sheet::write(&out.units, &from, &to)))
}

/// A small pack in German and English, as one input of [`pack_source`].
pub const TOWN_FILES: &str = include_str!("../seeds/town.txt");

fn write(folder: &Path, bytes: &[u8]) -> Option<()> {
    for (name, bytes) in files(bytes) {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent()?).ok()?;
        std::fs::write(path, bytes).ok()?;
    }
    Some(())
}

fn empty() -> Option<&'static Path> {
    static EMPTY: OnceLock<Option<TempDir>> = OnceLock::new();
    EMPTY.get_or_init(|| tempfile::tempdir().ok()).as_ref().map(TempDir::path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_small_pack_has_no_errors_and_goes_to_translators() {
        let (found, problems) = source::read_with(empty().unwrap(), &files(TOWN_FILES.as_bytes()));
        assert_eq!(problems, Vec::new());
        assert!(build_read((found, problems), Ok(Lock::default()), today()).is_ok());
        let (xliff, sheet) = exported().unwrap();
        assert!(town().unwrap().units.len() > 10);
        assert!(xliff.contains("<unit") && sheet.lines().count() > 10);
    }
}
