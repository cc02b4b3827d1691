//! The ground floor: links, blocks, languages, hours, clocks, numbers to dial.

use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta};
use companion_cli::import::telephone as imported;
use companion_core::adapters::{HttpTransport, NoLog, SystemClock, SystemSpace};
use companion_core::sync::PackLink;
use companion_core::text::block::{check_link, check_text, link_scheme};
use companion_core::text::fold::{fold, fold_spelled_out};
use companion_core::text::language::choose;
use companion_core::text::phone::{dialled, phone_number};
use companion_core::text::{BlockBody, LanguageTag};
use companion_core::time::opening_hours::{Here, Kind, OpeningHours, Position};
use companion_core::time::zone::{Clock, Zone};
use companion_core::{Companion, Config, Ports};

use super::text_of;

/// Words of links.
pub const LINK_WORDS: &[&str] = &[
    "https://",
    "http://",
    "welcome://",
    "page:",
    "place:",
    "tel:",
    "mailto:",
    "javascript:",
    "data:",
    "#",
    "@",
    "[::1]",
    "%2e%2e",
    "xn--",
    ":0",
    ":65536",
    "/../",
    "\\",
    "?q=",
];
/// Words of language tags.
pub const TAG_WORDS: &[&str] = &[
    "de",
    "fa-AF",
    "zh-Hant",
    "-simple",
    "-u-ca-gregory",
    "x-",
    "und",
    "i-klingon",
    "-Latn",
    "prs",
    "root",
    "_",
];
/// Words of opening hours.
pub const HOUR_WORDS: &[&str] = &[
    "Mo-Fr ",
    "Sa,Su ",
    "PH off",
    "24/7",
    "08:00-12:00",
    "22:00-26:00",
    "off",
    "; ",
    " || ",
    "sunset",
    "00:00-24:00",
    "Mo[1] ",
    "week 1-53 ",
    "easter",
    "Dec 24-Jan 2 ",
    "99:99",
    "48:00",
    "-",
    "Su-Mo ",
    ",",
    "SH ",
    "17:00+",
    "(sunset-01:00)",
    " +3 days",
    "2026 ",
    "\"x\"",
    " open",
    "Montag bis ",
    "8.30 Uhr",
    "5 pm",
    "24.12.",
    "/90",
];
/// Words of clocks.
pub const ZONE_WORDS: &[&str] = &[
    "\"offset\":",
    "\"changes\":",
    "\"rule\":\"",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "<+05>-5",
    "EST5EDT",
    "J60",
    ",0/167",
    "M13.6.7",
    "/-167:59:59",
    "<->",
    "9223372036854775807",
    "-9223372036854775808",
    "172800",
];

/// A link to a pack.
pub fn pack_link(bytes: &[u8]) {
    let Ok(link) = PackLink::parse(&text_of(bytes)) else { return };
    let whole = match &link.fingerprint {
        Some(fingerprint) => format!("{}#{fingerprint}", link.base_url),
        None => link.base_url.clone(),
    };
    assert!(PackLink::parse(&whole).ok() == Some(link), "a link is not what was read");
}

/// Links in texts, in messages and on posters.
pub fn links(bytes: &[u8]) {
    let text = text_of(bytes);
    let _ = (check_link(&text), check_text(&text), link_scheme(&text), dialled(&text));
    if let Some(app) = app()
        && let Ok(guide) = app.guide()
    {
        let _ = (guide.resolve(&text, None), guide.resolve(&text, Some("town")));
    }
}

/// A phone without packs.
fn app() -> Option<&'static Companion> {
    static APP: OnceLock<Option<(tempfile::TempDir, Companion)>> = OnceLock::new();
    let made = APP.get_or_init(|| {
        let folder = tempfile::tempdir().ok()?;
        let ports = Ports {
            clock: Arc::new(SystemClock),
            transport: Arc::new(HttpTransport::default()),
            space: Arc::new(SystemSpace),
            log: Arc::new(NoLog),
        };
        let config = Config { data_folder: folder.path().join("data"), ..Config::default() };
        Some((folder, Companion::open(&config, ports).ok()?))
    });
    made.as_ref().map(|(_, app)| app)
}

/// One block as it is on the wire, or a list of them.
pub fn blocks(bytes: &[u8]) {
    let blocks: Vec<BlockBody> = match serde_json::from_slice::<BlockBody>(bytes) {
        Ok(block) => vec![block],
        Err(_) => serde_json::from_slice(bytes).unwrap_or_default(),
    };
    for block in blocks {
        let _ = (block.check_safe(), block.plain_text(), block.links(), block.spans().len());
        let Ok(written) = serde_json::to_vec(&block) else { continue };
        let again = serde_json::from_slice::<BlockBody>(&written).ok();
        assert!(again.as_ref() == Some(&block), "a block is not what was written");
    }
}

/// A language tag; several stand on lines.
pub fn language_tag(bytes: &[u8]) {
    let text = text_of(bytes);
    let tags: Vec<LanguageTag> = text.lines().take(8).filter_map(|l| l.parse().ok()).collect();
    for tag in &tags {
        let _ = (tag.language(), tag.script(), tag.direction());
        assert!(tag.as_str().parse().as_ref() == Ok(tag), "a tag is not what was read");
    }
    if let Some(first) = tags.first() {
        let _ = choose(&tags, tags.get(1..).unwrap_or_default(), first);
    }
    let _ = (fold(&text), fold_spelled_out(&text));
}

/// Opening hours, asked at odd moments by places that know all, nothing, and that holidays are every day; and written
/// again.
pub fn opening_hours(bytes: &[u8]) {
    let text = text_of(bytes);
    let Ok((hours, _)) = OpeningHours::parse_kind(&text, Kind::Either) else { return };
    let written = hours.to_string();
    let again = OpeningHours::parse_kind(&written, Kind::Either);
    // What is written in full may be longer than anything that is read: 1,000 characters.
    assert!(
        written.chars().count() > 1000
            || again.is_ok_and(|(again, told)| again == hours && told.is_empty()),
        "written otherwise"
    );
    let days = [
        NaiveDate::from_ymd_opt(2027, 3, 1),
        NaiveDate::from_ymd_opt(2024, 2, 29),
        Some(NaiveDate::MIN),
        Some(NaiveDate::MAX),
    ];
    let position = Some(Position { lat: 71.0, lon: 179.9 });
    let never =
        Here { public: Some(&|_| Some(false)), school: Some(&|_| Some(false)), ..Here::default() };
    let always = Here {
        public: Some(&|_| Some(true)),
        school: Some(&|_| Some(true)),
        position,
        offset: Some(&|_| Some(840)),
    };
    for place in [Here::default(), never, always] {
        for day in days.into_iter().flatten() {
            for (hour, minute) in [(0, 0), (12, 30), (23, 59)] {
                let Some(at) = day.and_hms_opt(hour, minute, 0) else { continue };
                let state = hours.state_at(at, &place).state;
                let change = hours.next_change_within(at, 40, &place);
                assert!(change.is_none_or(|c| c > at && hours.state_at(c, &place).state != state));
                let to = at.checked_add_signed(TimeDelta::days(9)).unwrap_or(NaiveDateTime::MAX);
                let first = hours.intervals(at, to, &place).take(40).next();
                assert!(first.is_none_or(|i| i.from == at && i.state == state), "two answers");
            }
        }
    }
    if let Some(at) = NaiveDate::from_ymd_opt(2027, 3, 1).and_then(|d| d.and_hms_opt(8, 0, 0)) {
        let _ = hours.next_change(at, &Here::default());
    }
    let _ = hours.state_at(NaiveDateTime::MAX, &always);
}

/// A clock as packs carry it, or its rule alone.
pub fn zone(bytes: &[u8]) {
    let clock = serde_json::from_slice::<Clock>(bytes)
        .unwrap_or_else(|_| Clock { rule: text_of(bytes).into_owned(), ..Clock::default() });
    let Some(zone) = Zone::new(&clock) else { return };
    for second in [0, 1_803_902_400, -1, i64::MIN, i64::MAX, 253_402_300_799] {
        let _ = zone.offset_at(second);
        if let Some(at) = DateTime::from_timestamp(second, 0) {
            let _ = zone.local(at);
        }
    }
    for at in [DateTime::<chrono::Utc>::MIN_UTC, DateTime::<chrono::Utc>::MAX_UTC] {
        let _ = zone.local(at);
    }
}

/// Numbers to dial, as packs and other systems write them.
pub fn telephone(bytes: &[u8]) {
    let text = text_of(bytes);
    let _ = phone_number(&text);
    for country in [None, Some("DE"), Some("US"), Some("IT")] {
        let _ = imported::read(&text, country);
    }
}
