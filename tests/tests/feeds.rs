//! A city's feeds over real HTTP: what is new comes, what is not changes no byte, and what is broken loses nothing.

#![cfg(test)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use clap::{Command, FromArgMatches as _, Subcommand as _};
use companion_cli::commands::events::{self, EventsCommand};
use companion_cli::feeds::{Feeds, Look, News};
use companion_cli::import::ImportError;
use companion_cli::output::Output;
use companion_cli::source;
use companion_core::adapters::{HttpTransport, SystemClock};
use companion_core::ports::Clock as _;
use companion_tests::unruly::{Manner, Unruly};

const STATE: &str = ".import/feeds.json";
const PACK: &str = "id = \"town\"\nlevel = \"city\"\nsource_language = \"de\"\nlanguages = [\"de\"]\nzone = \"Europe/Berlin\"\n\
     country = \"DE\"\nlicence = \"CC0-1.0\"\npublisher = \"Town\"\n\n[names]\nde = \"Stadt\"\n";

/// A town's folder, and the host of its feeds.
struct Town {
    folder: tempfile::TempDir,
    files: tempfile::TempDir,
    host: Unruly,
    now: DateTime<Utc>,
}

type Content = BTreeMap<String, Vec<u8>>;

impl Town {
    /// With a feed `club` at `/club.ics`, which has these events.
    fn new(events: &str) -> Self {
        let files = tempfile::tempdir().unwrap();
        let host = Unruly::start(files.path()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("pack.toml"), PACK).unwrap();
        let now = "2026-11-22T10:00:00Z".parse().unwrap();
        let town = Self { folder, files, host, now };
        town.serve("club.ics", &calendar(events));
        town.feeds(&town.feed("club", ""));
        town
    }

    fn feed(&self, name: &str, more: &str) -> String {
        format!("[{name}]\nurl = \"{}/{name}.ics\"\n{more}\n", self.host.base_url())
    }

    fn feeds(&self, text: &str) {
        fs::write(self.folder.path().join("feeds.toml"), text).unwrap();
    }

    fn serve(&self, name: &str, text: &str) {
        fs::write(self.files.path().join(name), text).unwrap();
    }

    fn look(&self, accept_loss: bool) -> Look {
        self.look_within(accept_loss, Duration::from_secs(20)).unwrap()
    }

    fn look_within(&self, accept_loss: bool, max_time: Duration) -> Result<Look, ImportError> {
        let source = source::read(self.folder.path()).0.unwrap();
        let transport = HttpTransport::default();
        let feeds = Feeds {
            folder: self.folder.path(),
            source: &source,
            transport: &transport,
            now: self.now,
            max_time,
            accept_loss,
        };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(feeds.look("club", &source.feeds["club"].value))
    }

    /// Asks, writes, and says in a word what came of it.
    fn refresh(&self) -> String {
        self.write(self.look(false))
    }

    fn write(&self, look: Look) -> String {
        let told = match &look.news {
            News::Same => "same".to_owned(),
            News::Read { plan, .. } if plan.changes_nothing() => "nothing".to_owned(),
            News::Read { plan, .. } => plan.changes.len().to_string(),
            News::Broken { fault, since } => format!("{} since {since}", fault.code()),
        };
        look.write(self.folder.path()).unwrap();
        told
    }

    /// Everything in the folder, hidden files too.
    fn content(&self) -> Content {
        let mut content = Content::new();
        below(self.folder.path(), self.folder.path(), &mut content);
        content
    }

    /// The same without what is noted of feeds.
    fn known(&self) -> Content {
        let mut content = self.content();
        content.remove(STATE);
        content
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.folder.path().join(name)).unwrap_or_default()
    }

    fn asked(&self) -> companion_tests::unruly::Asked {
        self.host.take_asked().pop().unwrap()
    }
}

fn below(root: &Path, folder: &Path, content: &mut Content) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            below(root, &path, content);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            content.insert(name, fs::read(path).unwrap());
        }
    }
}

fn calendar(events: &str) -> String {
    format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//club\r\n{events}END:VCALENDAR\r\n")
}

fn event(name: &str, start: &str) -> String {
    format!(
        "BEGIN:VEVENT\r\nUID:{name}@club.example\r\nDTSTART;TZID=Europe/Berlin:{start}\r\nSUMMARY:{name}\r\nEND:VEVENT\r\n"
    )
}

/// So many events of December, a day each.
fn december(days: std::ops::RangeInclusive<u32>) -> String {
    days.map(|day| event(&format!("tea{day}"), &format!("202612{day:02}T180000"))).collect()
}

#[test]
fn what_is_new_comes_and_what_is_not_changes_no_byte() {
    let town = Town::new(&december(1..=3));
    assert_eq!(town.refresh(), "6");
    assert!(town.text("events/tea1/event.toml").contains("start = \"2026-12-01T18:00:00\""));
    assert!(town.text("events/tea1/event.toml").contains("feed = \"club\""));
    assert!(town.asked().header("accept").unwrap().starts_with("text/calendar"));
    let before = town.content();
    assert!(town.text(STATE).contains("etag"));
    for _ in 0..2 {
        assert_eq!(town.refresh(), "same");
        assert_eq!(town.content(), before);
        let asked = town.asked();
        assert_eq!((asked.status, asked.header("if-modified-since")), (304, None));
    }
    // An answer that is another and says the same is not worth a change either.
    town.serve("club.ics", &calendar(&format!("X-NOW:1\r\n{}", december(1..=3))));
    assert_eq!(town.refresh(), "nothing");
    assert_eq!(town.content(), before);
    town.serve("club.ics", &calendar(&december(1..=4)));
    assert_eq!(town.refresh(), "2");
    assert!(!town.text("events/tea4/de.md").is_empty());
}

#[test]
fn servers_without_strong_tags_are_asked_by_what_they_have() {
    let town = Town::new(&december(1..=1));
    town.host.when("club", Manner::WeakTag);
    town.refresh();
    town.host.take_asked();
    assert_eq!(town.refresh(), "same");
    assert!(town.asked().header("if-none-match").unwrap().starts_with("W/\""));
    let town = Town::new(&december(1..=1));
    let date = "Sun, 22 Nov 2026 09:00:00 GMT";
    town.host.when("club", Manner::Dated(date.to_owned()));
    town.refresh();
    town.host.take_asked();
    assert_eq!(town.refresh(), "same");
    let asked = town.asked();
    assert_eq!(
        (asked.header("if-modified-since"), asked.header("if-none-match")),
        (Some(date), None)
    );
}

#[test]
fn what_editors_changed_stays() {
    let town = Town::new(&december(1..=3));
    town.refresh();
    let facts = town.text("events/tea2/event.toml");
    fs::write(
        town.folder.path().join("events/tea2/event.toml"),
        format!("{facts}cost = \"free\"\n"),
    )
    .unwrap();
    let text = town.text("events/tea2/de.md").replace("tea2", "Tee für alle");
    fs::write(town.folder.path().join("events/tea2/de.md"), text).unwrap();
    let moved = december(1..=3).replace("20261202T180000", "20261202T190000");
    town.serve("club.ics", &calendar(&moved));
    assert_eq!(town.refresh(), "1");
    let facts = town.text("events/tea2/event.toml");
    assert!(facts.contains("2026-12-02T19:00:00") && facts.contains("cost = \"free\""), "{facts}");
    assert!(town.text("events/tea2/de.md").contains("Tee für alle"));
}

#[test]
fn a_broken_feed_loses_nothing_and_says_since_when() {
    let mut town = Town::new(&december(1..=4));
    town.refresh();
    let (known, first) = (town.known(), town.content());
    let whole = calendar(&december(1..=5));
    let half = whole.len() / 2;
    let address = |path: &str| Manner::Elsewhere(format!("{}{path}", town.host.base_url()));
    let broken = [
        (Manner::Status(404), "gone"),
        (Manner::Status(410), "gone"),
        (Manner::Status(403), "refused"),
        (Manner::Status(429), "status"),
        (Manner::Status(500), "status"),
        (Manner::Status(206), "status"),
        (Manner::LoginPage, "web-page"),
        (Manner::LoginElsewhere, "web-page"),
        (address("/club.ics"), "leads-on"),
        (Manner::Packed(1), "packed"),
        (Manner::CutShort(half), "cut-off"),
        (Manner::CutShort(whole.len() - 6), "cut-off"),
        (Manner::BreakOff(half), "broken-off"),
        (Manner::Endless, "too-large"),
        (Manner::Gigabyte, "too-large"),
        (Manner::Instead(Vec::new()), "empty"),
        (Manner::Instead(b"\r\n".to_vec()), "empty"),
        (Manner::Instead(b"too many connections".to_vec()), "unreadable"),
        (Manner::Instead(b"{\"error\": \"not found\"}".to_vec()), "unreadable"),
        (Manner::Instead(b"{\"type\": \"Event\",".to_vec()), "cut-off"),
        (Manner::Instead(calendar("").into_bytes()), "no-events"),
        (Manner::Instead(calendar(&december(1..=1)).into_bytes()), "loss"),
    ];
    for (n, (manner, code)) in broken.into_iter().enumerate() {
        town.serve("club.ics", &whole);
        town.host.when("club", manner.clone());
        town.now += TimeDelta::hours(1);
        let since = "2026-11-22T11:00:00Z";
        assert_eq!(town.refresh(), format!("{code} since {since}"), "{manner:?}");
        assert_eq!(town.known(), known, "{manner:?}");
        assert!(town.text(STATE).contains(since));
        // The failure is noted once: an hourly job must not change the folder every hour.
        let noted = town.content();
        town.now += TimeDelta::hours(1);
        town.refresh();
        assert_eq!(town.content(), noted, "{manner:?}");
        if n + 1 == 3 {
            // One that was not broken at all in between.
            town.host.behave();
            town.serve("club.ics", &calendar(&december(1..=4)));
            assert_eq!(town.refresh(), "same");
            assert_eq!(town.content(), first);
            town.now = "2026-11-22T10:00:00Z".parse().unwrap();
        }
    }
    town.host.behave();
    town.serve("club.ics", &calendar(&december(1..=4)));
    assert_eq!(town.refresh(), "same");
    assert_eq!(town.content(), first);
}

#[test]
fn silence_and_absence_are_no_calendar() {
    let town = Town::new(&december(1..=4));
    town.refresh();
    let known = town.known();
    town.serve("club.ics", &calendar(&december(1..=5)));
    for manner in [Manner::Silent(40), Manner::Creeping] {
        town.host.when("club", manner);
        let look = town.look_within(false, Duration::from_millis(600)).unwrap();
        assert!(town.write(look).starts_with("slow"));
        assert_eq!(town.known(), known);
    }
    let Town { folder, files, host, now } = town;
    drop(host);
    let town = Town { folder, files, host: Unruly::start(Path::new("/")).unwrap(), now };
    assert!(town.refresh().starts_with("offline"));
    assert_eq!(town.known(), known);
}

#[test]
fn what_no_pack_may_hold_is_no_news() {
    let town = Town::new(&december(1..=2));
    town.refresh();
    let known = town.known();
    let long =
        december(1..=2).replace("SUMMARY:tea1", &format!("SUMMARY:{}", "tea ".repeat(1_200_000)));
    town.serve("club.ics", &calendar(&long));
    assert!(town.refresh().starts_with("unreadable"));
    assert_eq!(town.known(), known);
    let breaks = "a\\n\\n".repeat(3000);
    let many =
        december(1..=2).replace("SUMMARY:tea1", &format!("SUMMARY:tea1\r\nDESCRIPTION:{breaks}"));
    town.serve("club.ics", &calendar(&many));
    assert_eq!(town.refresh(), "1");
    let (_, problems) = source::read(town.folder.path());
    assert!(
        problems.iter().all(|p| p.code == "insecure-feed" || p.code == "missing-origin"),
        "{problems:?}"
    );
}

#[test]
fn redirects_are_followed_so_far() {
    let town = Town::new(&december(1..=1));
    town.serve("new.txt", &calendar(&december(1..=1)));
    town.host.when("club.ics", Manner::Elsewhere("/new.txt".to_owned()));
    assert_eq!(town.refresh(), "2");
    let town = Town::new(&december(1..=1));
    for (n, from) in ["club.ics", "hop1", "hop2", "hop3", "hop4", "hop5"].into_iter().enumerate() {
        town.host.when(from, Manner::Elsewhere(format!("/hop{}", n + 1)));
    }
    town.serve("hop6", &calendar(&december(1..=1)));
    assert!(town.refresh().starts_with("leads-on"));
}

#[test]
fn what_is_over_goes_quietly_and_a_loss_can_be_accepted() {
    let mut town = Town::new(&december(1..=6));
    town.refresh();
    // Two of six are over and gone, which is nobody's loss; two that are to come are few.
    town.now = "2026-12-02T23:30:00Z".parse().unwrap();
    town.serve("club.ics", &calendar(&december(5..=6)));
    assert_eq!(town.refresh(), "8");
    assert!(
        town.text("events/tea1/event.toml").is_empty()
            && !town.text("events/tea5/event.toml").is_empty()
    );
    town.serve("club.ics", &calendar(&december(5..=12)));
    town.refresh();
    town.serve("club.ics", &calendar(&december(12..=14)));
    assert!(town.refresh().starts_with("loss"));
    let look = town.look(true);
    assert_eq!(town.write(look), "18");
    assert!(town.text("events/tea5/event.toml").is_empty());
    assert!(!town.text(STATE).contains("failing"));
    // An empty calendar is one where nothing was to come.
    town.now = "2027-01-10T10:00:00Z".parse().unwrap();
    town.serve("club.ics", &calendar(""));
    assert_eq!(town.refresh(), "6");
    assert_eq!(town.refresh(), "nothing");
}

#[test]
fn what_feeds_toml_says_counts_at_once() {
    let town = Town::new(&december(1..=1));
    town.refresh();
    town.feeds(&town.feed("club", "organiser = \"Verein\"\ncost = \"free\""));
    assert_eq!(town.refresh(), "1");
    assert!(town.asked().header("if-none-match").is_none());
    assert!(town.text("events/tea1/event.toml").contains("organiser = \"Verein\""));
    assert_eq!(town.refresh(), "same");
    // Somebody threw away what the import had kept: it comes again.
    fs::remove_dir_all(town.folder.path().join(".import/feed-club")).unwrap();
    fs::remove_dir_all(town.folder.path().join("events")).unwrap();
    assert_eq!(town.refresh(), "2");
}

#[test]
fn activitypub_is_told_by_its_content() {
    let town = Town::new("");
    town.serve(
        "club.ics",
        "{\"type\":\"OrderedCollection\",\"orderedItems\":[{\"type\":\"Create\",\"to\":\"as:Public\",\"object\":{\"type\":\"Event\",\
         \"id\":\"https://club.example/1\",\"name\":\"Chor\",\"startTime\":\"2026-12-01T18:00:00+01:00\"}}]}",
    );
    assert_eq!(town.refresh(), "2");
    assert!(town.text("events/chor/event.toml").contains("uid = \"https://club.example/1\""));
}

#[test]
fn a_page_of_an_outbox_is_not_all_of_it() {
    let town = Town::new("");
    let create = |n: u32, name: &str| {
        format!(
            "{{\"type\":\"Create\",\"to\":\"as:Public\",\"object\":{{\"type\":\"Event\",\"id\":\"https://club.example/{n}\",\
             \"name\":\"{name}\",\"startTime\":\"2026-12-0{n}T18:00:00+01:00\"}}}}"
        )
    };
    let page = |more: &str, items: &[String]| {
        let items = items.join(",");
        format!("{{\"type\":\"OrderedCollectionPage\",{more}\"orderedItems\":[{items}]}}")
    };
    let next = "\"next\":\"https://club.example/outbox?page=2\",";
    town.serve("club.ics", &page(next, &[create(1, "Chor"), create(2, "Tanz")]));
    assert_eq!(town.refresh(), "4");
    // Older ones have moved to the next page.
    town.serve("club.ics", &page(next, &[create(3, "Tee"), create(2, "Tanz")]));
    assert_eq!(town.refresh(), "2");
    assert!(!town.text("events/chor/event.toml").is_empty());
    let delete = "{\"type\":\"Delete\",\"object\":\"https://club.example/1\"}".to_owned();
    town.serve("club.ics", &page(next, &[delete, create(3, "Tee")]));
    assert_eq!(town.refresh(), "1");
    assert!(town.text("events/chor/event.toml").contains("status = \"cancelled\""));
    let before = town.known();
    town.serve("club.ics", &page(next, &[create(3, "Tee")]));
    town.refresh();
    assert_eq!(town.known(), before);
    // A list that is whole is the last word.
    town.serve("club.ics", &page("", &[create(3, "Tee")]));
    assert_eq!(town.refresh(), "4");
    assert!(town.text("events/tanz/event.toml").is_empty());
}

#[test]
fn the_command_goes_on_past_a_broken_feed() {
    let town = Town::new(&december(1..=2));
    let tomorrow = SystemClock.now() + TimeDelta::days(1);
    let start = tomorrow.format("%Y%m%dT180000").to_string();
    town.serve("club.ics", &calendar(&event("choir", &start)));
    town.serve("allotment.ics", "<html>");
    town.feeds(&(town.feed("allotment", "") + &town.feed("club", "")));
    let folder = town.folder.path().to_str().unwrap();
    let refresh = |more: &[&str]| {
        let command =
            EventsCommand::augment_subcommands(Command::new("welcome").no_binary_name(true));
        let words = ["refresh", folder].into_iter().chain(more.iter().copied());
        let matches = command.try_get_matches_from(words).map_err(|e| e.to_string())?;
        let command = EventsCommand::from_arg_matches(&matches).map_err(|e| e.to_string())?;
        events::run(command, Output { json: true }).map_err(|e| e.to_string())
    };
    let before = town.content();
    let told = refresh(&["--dry-run"]).unwrap_err();
    assert!(told.contains("1 of 2 feeds") && told.contains("allotment"), "{told}");
    assert_eq!(town.content(), before);
    // Nobody can be asked here; the failure is noted all the same.
    let told = refresh(&["--feed", "club"]).unwrap_err();
    assert!(told.contains("--yes"), "{told}");
    assert_eq!(town.content(), before);
    assert!(refresh(&["--feed", "clubb"]).unwrap_err().contains("did you mean `club`?"));
    let told = refresh(&["--yes"]).unwrap_err();
    assert!(told.contains("1 of 2 feeds"), "{told}");
    assert!(!town.text("events/choir/event.toml").is_empty());
    assert!(
        town.text(STATE).contains("\"allotment\": {\n    \"failing_since\""),
        "{}",
        town.text(STATE)
    );
    refresh(&["--feed", "club"]).unwrap();
    town.feeds("[club]\nurl = \"no address\"\n");
    assert!(refresh(&["--yes"]).unwrap_err().contains("mend feeds.toml first"));
}
