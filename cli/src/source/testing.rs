//! Folders and sources for the tests of this crate.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use companion_core::packs::format::{Holidays, Level, Origin, OriginKind, PackFact, PageFact};
use companion_core::text::{BlockBody, LanguageTag, Span};
use tempfile::TempDir;

use super::place::{At, Placed};
use super::{Page, PageFile, Source};
use crate::markdown::Located;

/// A pack.toml with German, English and Arabic.
pub(crate) const PACK: &str = r#"id = "sample-city"
level = "city"
parent = "sample-region"
source_language = "de"
languages = ["de", "de-simple", "en", "ar"]
zone = "Europe/Berlin"
country = "DE"
licence = "CC-BY-4.0"
publisher = "City of Sample, welcome office"
editors = ["welcome@example.org"]

[area]
south = 50.10
west = 9.90
north = 50.30
east = 10.20

[names]
de = "Musterstadt"
en = "Sample City"
ar = "مدينة المثال"
"#;

/// A folder with files; pack.toml is added where it is not among them.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    if !files.iter().any(|(name, _)| *name == "pack.toml") {
        write(dir.path(), "pack.toml", PACK.as_bytes());
    }
    for (name, text) in files {
        write(dir.path(), name, text.as_bytes());
    }
    dir
}

pub(crate) fn write(dir: &Path, name: &str, bytes: &[u8]) {
    let path = dir.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A page's text with front matter.
pub(crate) fn page(title: &str, more: &str, text: &str) -> String {
    format!("+++\ntitle = \"{title}\"\norigin = \"human\"\n{more}+++\n\n{text}")
}

/// All problems as lines.
pub(crate) fn problems(dir: &Path) -> Vec<String> {
    super::read(dir).1.iter().map(ToString::to_string).collect()
}

/// The smallest PNG header that is recognised.
pub(crate) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";

pub(crate) fn tag(text: &str) -> LanguageTag {
    text.parse().unwrap()
}

pub(crate) fn paragraph(text: &str) -> BlockBody {
    BlockBody::Paragraph { spans: vec![Span::plain(text)] }
}

pub(crate) fn heading(text: &str) -> BlockBody {
    BlockBody::Heading { level: 2, spans: vec![Span::plain(text)] }
}

/// A source of one page `p`, German first: a title and blocks for each language.
pub(crate) fn source(texts: &[(&str, &str, Vec<BlockBody>)]) -> Source {
    let texts: BTreeMap<LanguageTag, PageFile> = texts
        .iter()
        .map(|(tag, title, blocks)| {
            let blocks = blocks.iter().zip(7..);
            let file = PageFile {
                at: At::file(&format!("pages/p/{tag}.md")).on(2),
                keys: BTreeMap::new(),
                title: (*title).to_owned(),
                slug: None,
                origin: Origin { origin: OriginKind::Human, ..Origin::default() },
                blocks: blocks.map(|(body, line)| Located { line, body: body.clone() }).collect(),
                broken: false,
            };
            (self::tag(tag), file)
        })
        .collect();
    let fact = PageFact {
        id: "p".to_owned(),
        parent: None,
        order: 0,
        icon: None,
        topics: Vec::new(),
        review_by: None,
        replaces: None,
        is_final: false,
        revision: 1,
        source_language: None,
    };
    let page = Page { fact, source: tag("de"), texts };
    let pack = PackFact {
        id: "sample-city".to_owned(),
        level: Level::City,
        parent: None,
        parent_root: None,
        country: "DE".to_owned(),
        region: None,
        zone: "Europe/Berlin".to_owned(),
        clock: None,
        tzdata: None,
        source_language: tag("de"),
        languages: vec![tag("de"), tag("en"), tag("ar")],
        area: None,
        names: BTreeMap::new(),
        aliases: BTreeMap::new(),
        as_of: None,
        publisher: "City".to_owned(),
        editors: Vec::new(),
        licence: "CC-BY-4.0".to_owned(),
        hub: None,
        mirrors: Vec::new(),
        holidays: Holidays::default(),
    };
    Source {
        pack: Placed::new(At::file("pack.toml"), pack),
        all_zones: false,
        pages: BTreeMap::from([("p".to_owned(), page)]),
        places: BTreeMap::new(),
        services: BTreeMap::new(),
        contacts: BTreeMap::new(),
        checklists: BTreeMap::new(),
        phrases: BTreeMap::new(),
        topics: BTreeMap::new(),
        glossary: BTreeMap::new(),
        notices: BTreeMap::new(),
        events: BTreeMap::new(),
        feeds: BTreeMap::new(),
        media: BTreeMap::new(),
        listings: BTreeMap::new(),
        observances: BTreeMap::new(),
        holidays: BTreeMap::new(),
    }
}

/// A small pack with one of everything and nothing wrong.
pub(crate) fn complete() -> tempfile::TempDir {
    let pack = format!(
        "{PACK}\n[holidays]\nyears = [2027]\ndates = [\"2027-12-25\"]\n\n[phrases.origin]\nde = \"human\"\nen = \"human\"\nar = \"machine\"\n\n[topics.origin]\nde = \"human\"\n"
    );
    let dir = folder(&[
        ("pack.toml", &pack),
        (
            "pages/registration/de.md",
            &page(
                "Anmeldung",
                "parent = \"first-steps\"\norder = 10\ntopics = [\"housing\"]\nreview_by = 2027-06-30\nslug = \"anmeldung\"\n",
                "Melden Sie sich in **14 Tagen** an: [Bürgerbüro](place:town-hall).\n\n## Was Sie brauchen\n\n- Pass\n- Bestätigung vom Vermieter\n\n[030 123](tel:+4930123)\n\n![Plan](media/map.png)\n",
            ),
        ),
        (
            "pages/registration/en.md",
            &page(
                "Registration",
                "",
                "Register within **14 days** at the [citizens' office](place:town-hall).\n\n## What you need\n\n- Passport\n- Confirmation from your landlord\n\n[030 123](tel:+4930123)\n\n![Map](media/map.png)\n",
            ),
        ),
        ("pages/first-steps/de.md", &page("Erste Schritte", "final = true\n", "")),
        ("pages/first-steps/en.md", &page("First steps", "", "")),
        (
            "places.csv",
            "id,lat,lon,street,postcode,town,opening_hours,phone,email,url,wheelchair,languages,topics,page\n\
             town-hall,50.2,10.0,Marktplatz 1,12345,Musterstadt,Mo-Fr 08:00-12:00; PH off,+49 30 123,a@b.example,https://example.org,limited,de;en,housing,registration\n",
        ),
        (
            "places.de.csv",
            "id,name,description,access,details,origin\ntown-hall,Bürgerbüro,\"Im Rathaus, erster Stock\",Aufzug,\"## Vorab\n\n[030 123](tel:+4930123)\n\nMehr: [Anmeldung](page:registration)\",human\n",
        ),
        ("places.en.csv", "id,name,origin\ntown-hall,Citizens' office,checked\n"),
        (
            "services.csv",
            "id,place,provider,cost,appointment,page\nadvice,town-hall,City,free,possible,registration\n",
        ),
        ("services.de.csv", "id,name,eligibility,origin\nadvice,Beratung,Für alle,human\n"),
        ("services.en.csv", "id,name,eligibility,origin\nadvice,Advice,For everybody,human\n"),
        (
            "contacts.toml",
            "[[contact]]\nid = \"fire\"\nkind = \"emergency\"\norder = 1\nphone = [\"112\"]\nopening_hours = \"24/7\"\nfree = true\nlanguages = [\"de\", \"en\"]\n[contact.name]\nde = \"Feuerwehr\"\nen = \"Fire service\"\nar = \"الإطفاء\"\n[contact.note]\nen = \"When there is a fire\"\n[contact.origin]\nar = \"machine\"\n",
        ),
        (
            "checklists/first-week.toml",
            "order = 1\n[title]\nde = \"Ihre erste Woche\"\nen = \"Your first week\"\n\n[[task]]\nid = \"register\"\ndue_days = 14\npage = \"registration\"\n[task.title]\nde = \"Anmelden\"\nen = \"Register\"\n",
        ),
        (
            "phrases.csv",
            "id,category,order,de,en,ar\nhelp,counter,1,Können Sie mir helfen?,Can you help me?,هل يمكنك مساعدتي؟\n",
        ),
        (
            "notices/closed/de.md",
            &page(
                "Geschlossen",
                "from = 2026-11-20T08:00:00\nuntil = 2027-11-21T18:00:00\nurgent = true\n",
                "Das Bürgerbüro ist am 20. November zu.\n",
            ),
        ),
        (
            "notices/closed/en.md",
            &page("Closed", "", "The citizens' office is closed on 20 November.\n"),
        ),
        ("topics.csv", "id,icon,de,en\nhousing,house,Wohnen,Housing\n"),
    ]);
    write(dir.path(), "media/map.png", PNG);
    dir
}
