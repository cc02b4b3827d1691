//! feeds.toml: the calendars of others that events come from, and what they do not say themselves.
//!
//! Owns what a feed is told to be; asking for it is [`crate::feeds`]'s.

use std::collections::BTreeMap;

use companion_core::text::LanguageTag;
use url::Url;

use super::document::Document;
use super::events::{AUDIENCES, COSTS};
use super::fields::Fields;
use super::files::{Folder, MAX_TEXT, read_text};
use super::place::{At, Log, Placed};
use super::values::{self, Read};
use super::{Reading, short};

/// The file.
pub const FILE: &str = "feeds.toml";

/// A calendar of others, and what is true of all its events unless they say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    /// Where it is, `https://…` or `http://…`; `webcal:` was written as `https:`.
    pub url: String,
    /// The language of its texts; the pack's first one if left out.
    pub language: Option<LanguageTag>,
    /// IANA zone of times that name none; that of the pack if left out.
    pub zone: Option<String>,
    /// Who holds its events.
    pub organiser: Option<String>,
    /// Where they are: place id.
    pub place: Option<String>,
    /// What all of them are about.
    pub topics: Vec<Placed<String>>,
    /// What those of a category are about, by the category's name there.
    pub categories: BTreeMap<String, Placed<String>>,
    /// Languages spoken there.
    pub languages: Vec<LanguageTag>,
    /// For whom, if not for everybody.
    pub audience: Vec<String>,
    /// `free`, `donation`, `paid`.
    pub cost: Option<String>,
}

impl Feed {
    /// All topics it names, each with its place.
    pub(super) fn topics_with_places(&self) -> impl Iterator<Item = (At, Vec<String>)> {
        let all = self.topics.iter().chain(self.categories.values());
        all.map(|topic| (topic.at.clone(), vec![topic.value.clone()]))
    }
}

/// Reads feeds.toml, if there is one.
pub(crate) fn read(folder: &mut Folder, reading: &mut Reading) -> BTreeMap<String, Placed<Feed>> {
    let mut feeds = BTreeMap::new();
    let Some(found) = folder.take(FILE) else { return feeds };
    let log = &mut reading.log;
    let Some(file) = read_text(FILE, &found, MAX_TEXT, log) else { return feeds };
    let document = Document::new(&file.file, &file.text, 1);
    let Some(table) = document.parse(&file.text, log) else { return feeds };
    let mut urls: BTreeMap<String, String> = BTreeMap::new();
    for (name, at, mut fields) in Fields::of(&document, &table).named_tables(log) {
        if let Err(fault) = is_name(&name) {
            log.error(&at, fault.code, format!("the feed's name: {}", fault.message));
            continue;
        }
        let feed = read_feed(&mut fields, &mut reading.references, log);
        fields.finish(log);
        let Some(feed) = feed else { continue };
        if let Some(other) = urls.insert(feed.url.clone(), name.clone()) {
            let message =
                format!("feed `{other}` has this address too: its events would be there twice");
            log.warning(&at, "duplicate-feed", message);
        }
        feeds.insert(name, Placed::new(at, feed));
    }
    feeds
}

/// What it brings is kept under `feed-` and its name, which has to be an id as well.
fn is_name(name: &str) -> Read<()> {
    values::id(name)?;
    values::id(&format!("feed-{name}")).map(drop)
}

fn read_feed(
    fields: &mut Fields<'_>,
    references: &mut Vec<Placed<String>>,
    log: &mut Log,
) -> Option<Feed> {
    let url = fields.required("url", log, address);
    if let Some(url) = &url
        && values::base_url(&url.value).is_err()
    {
        let message = "whoever is between you and this address can put events into the pack: \
                       write https: if the host has it";
        log.warning(&url.at, "insecure-feed", message);
    }
    let place = fields.read("place", log, values::reference);
    references
        .extend(place.iter().map(|p| Placed::new(p.at.clone(), format!("place:{}", p.value))));
    let languages = fields.list("languages", log, values::tag);
    let audience = fields.list("audience", log, |t| values::one_of(t, &AUDIENCES));
    let feed = Feed {
        url: String::new(),
        language: fields.read("language", log, values::tag).map(|t| t.value),
        zone: fields.read("zone", log, values::zone).map(|z| z.value),
        organiser: fields.text("organiser", log).map(|t| t.value),
        place: place.map(|p| p.value),
        topics: fields.list("topics", log, values::id),
        categories: fields.by_name("categories", log, values::id).into_iter().collect(),
        languages: languages.into_iter().map(|l| l.value).collect(),
        audience: audience.into_iter().map(|a| a.value).collect(),
        cost: fields.read("cost", log, |t| values::one_of(t, &COSTS)).map(|c| c.value),
    };
    Some(Feed { url: url?.value, ..feed })
}

/// A web address; `webcal:` is what calendars on the web are called where a click is to open them, and means https.
fn address(text: &str) -> Read<String> {
    let https = match text.split_once(':') {
        Some((scheme, rest))
            if ["webcal", "webcals"].iter().any(|s| scheme.eq_ignore_ascii_case(s)) =>
        {
            format!("https:{rest}")
        }
        _ => text.to_owned(),
    };
    let https = values::url(&https)?;
    // Written in one form, so that two spellings of one address are seen as one; what stands behind `#` is never sent.
    match Url::parse(&https) {
        Ok(mut url) => {
            url.set_fragment(None);
            Ok(url.into())
        }
        Err(_) => values::fault("invalid-url", format!("`{}` is no web address", short(text))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;
    use crate::source::testing::folder;

    const PLACES: (&str, &str) = ("places.csv", "id\nlibrary\n");
    const NAMES: (&str, &str) = ("places.de.csv", "id,name\nlibrary,Bücherei\n");
    const TOPICS: (&str, &str) = ("topics.csv", "id,de\nlanguage,Sprache\n");

    type Told = Vec<(u32, &'static str)>;

    fn read(text: &str) -> (BTreeMap<String, Placed<Feed>>, Told) {
        let dir = folder(&[(FILE, text), PLACES, NAMES, TOPICS]);
        let (source, problems) = source::read(dir.path());
        let told = problems.into_iter().filter(|p| p.file == FILE).map(|p| (p.line, p.code));
        (source.map(|s| s.feeds).unwrap_or_default(), told.collect())
    }

    #[test]
    fn a_feed_says_what_its_calendar_does_not() {
        let (feeds, told) = read(
            "[library]\nurl = \"webcal://Example.org/events.ics#top\"\nlanguage = \"de\"\nplace = \"library\"\n\
             topics = [\"language\"]\naudience = [\"families\"]\ncost = \"free\"\n\n\
             [library.categories]\n\"Sprachkurs\" = \"language\"\n",
        );
        assert_eq!(told, []);
        let feed = &feeds["library"].value;
        assert_eq!(feed.url, "https://example.org/events.ics");
        assert_eq!(feed.categories["Sprachkurs"].value, "language");
        assert_eq!((feed.cost.as_deref(), feed.place.as_deref()), (Some("free"), Some("library")));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        let (feeds, told) = read(
            "surprise = 1\n\n[a]\nurl = \"ftp://example.org\"\n\n[b]\nplace = \"libary\"\ntopics = [\"langage\"]\n\n\
             [c]\nurl = \"http://example.org/x\"\ncategoris = {}\n\n[d]\nurl = \"http://example.org/x\"\n\n[E]\nurl = \"https://e.org\"\n",
        );
        assert_eq!(feeds.keys().collect::<Vec<_>>(), ["c", "d"]);
        let expected = [
            (1, "wrong-type"),
            (4, "invalid-url"),
            (6, "missing-key"),
            (7, "unknown-id"),
            (11, "insecure-feed"),
            (12, "unknown-key"),
            (14, "duplicate-feed"),
            (15, "insecure-feed"),
            (17, "invalid-id"),
        ];
        assert_eq!(told, expected);
    }
}
