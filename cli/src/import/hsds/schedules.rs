//! Schedules of an entry: hours where they are certain, and words for everything that hours do not say.

use companion_core::text::{BlockBody, Span};

use super::clock::weekday;
use super::entry::{Entry, heading, strong};
use super::hours::{self, Validity};
use super::kinds::Kind;
use super::records::Record;
use super::spec;
use super::writer::Writer;

const KINDS: [Kind; 3] = [Kind::Schedule, Kind::RegularSchedule, Kind::HolidaySchedule];
const WEEK: [&str; 7] = [
    "hsds-monday",
    "hsds-tuesday",
    "hsds-wednesday",
    "hsds-thursday",
    "hsds-friday",
    "hsds-saturday",
    "hsds-sunday",
];
/// Fields of a rule that are told as they are, with their labels.
const RULE: [(&str, &str); 12] = [
    ("interval", "hsds-interval"),
    ("bymonthday", "hsds-month-days"),
    ("byweekno", "hsds-weeks"),
    ("byyearday", "hsds-year-days"),
    ("count", "hsds-count"),
    ("dtstart", "hsds-first-day"),
    ("until", "hsds-until"),
    ("valid_from", "hsds-valid-from"),
    ("valid_to", "hsds-valid-to"),
    ("wkst", "hsds-week-starts"),
    ("timezone", "hsds-timezone"),
    ("original_text", "hsds-hours"),
];

impl Writer<'_> {
    /// Opening hours of a record that has a column for them, and words in the entry for the rest.
    pub(super) fn opening_hours(&mut self, n: usize, entry: &mut Entry) -> Option<String> {
        let schedules = self.schedules(n, entry);
        self.tell_hours(&schedules, true, entry)
    }

    /// All schedules of a record in words.
    pub(super) fn hours_of(&mut self, n: usize, entry: &mut Entry) {
        let schedules = self.schedules(n, entry);
        self.tell_hours(&schedules, false, entry);
    }

    /// Schedules that are not told in the entry yet.
    pub(super) fn schedules(&mut self, n: usize, entry: &mut Entry) -> Vec<usize> {
        let all: Vec<usize> = KINDS.into_iter().flat_map(|kind| self.parts(n, kind)).collect();
        all.into_iter().filter(|s| self.tell(*s, entry)).collect()
    }

    /// Words for schedules; with `column` the hours that are certain go there and need no words.
    pub(super) fn tell_hours(
        &mut self,
        schedules: &[usize],
        column: bool,
        entry: &mut Entry,
    ) -> Option<String> {
        let mut records: Vec<(usize, &Record)> =
            schedules.iter().filter_map(|n| Some((*n, self.record(*n)?))).collect();
        // Monday first, whatever the order of ids.
        records.sort_by_key(|(_, r)| (r.kind, r.text("weekday").and_then(weekday)));
        let only: Vec<&Record> = records.iter().map(|(_, r)| *r).collect();
        let joined = match column {
            true => hours::join(&only, self.options.today, self.is_american()),
            false => hours::Hours { osm: None, said: vec![false; only.len()] },
        };
        let title = self.label("hsds-hours");
        entry.section(heading(&title), |entry| {
            for ((n, record), said) in records.into_iter().zip(&joined.said) {
                self.schedule(record, *said, entry);
                self.fields(record, entry);
                self.all_parts(n, entry);
            }
        });
        joined.osm
    }

    fn is_american(&self) -> bool {
        self.options.country.as_deref() == Some("US")
    }

    fn schedule(&self, record: &Record, said: bool, entry: &mut Entry) {
        if record.kind == Kind::HolidaySchedule {
            return self.holiday(record, entry);
        }
        if !said {
            let days = self.days(record);
            let times = self.times(record);
            let freq: Vec<String> = record.texts("freq").map(|f| self.freq(f)).collect();
            let mut line = vec![days, times, freq.join(", ")];
            if hours::validity(record, self.options.today) == Validity::Over {
                line.push(self.label("hsds-over"));
            }
            line.retain(|part| !part.is_empty());
            entry.item(vec![strong(&line.join(", "))]);
        }
        for (field, label) in RULE {
            for value in record.texts(field).filter(|v| !spec::says_nothing(record.kind, field, v))
            {
                entry.value(&self.label(label), value);
            }
        }
        for field in ["description", "notes"] {
            record.texts(field).for_each(|text| entry.paragraphs(text));
        }
        for text in record.texts("attending_type") {
            entry.value(&self.label("hsds-attending"), text);
        }
        for link in record.texts("schedule_link") {
            entry.link(&self.label("hsds-hours"), link);
        }
    }

    fn holiday(&self, record: &Record, entry: &mut Entry) {
        let mut dates: Vec<&str> = record.texts("start_date").collect();
        dates
            .extend(record.texts("end_date").filter(|end| record.text("start_date") != Some(*end)));
        let closed =
            |t: &str| matches!(t.to_lowercase().as_str(), "true" | "1" | "yes" | "t" | "y");
        let open = |t: &str| matches!(t.to_lowercase().as_str(), "false" | "0" | "no" | "f" | "n");
        let mut words: Vec<String> = Vec::new();
        for value in record.texts("closed") {
            match () {
                () if closed(value) => words.push(self.label("hsds-closed")),
                () if open(value) => {}
                () => words.push(value.to_owned()),
            }
        }
        let times = self.times(record);
        words.extend((!times.is_empty()).then_some(times));
        if words.is_empty() {
            words.push(self.label("hsds-other-hours"));
        }
        let text = format!(" {}", words.join(", "));
        let spans = vec![strong(&format!("{}:", dates.join(" – "))), Span::plain(text)];
        entry.item(spans);
    }

    /// Days by name where they are plain days, as they were written where not.
    fn days(&self, record: &Record) -> String {
        let days = record.listed("byday").chain(record.listed("weekday"));
        let days: Vec<String> = days
            .map(|text| match weekday(text).and_then(|n| WEEK.get(n)) {
                Some(label) => self.label(label),
                None => text.to_owned(),
            })
            .collect();
        days.join(", ")
    }

    fn times(&self, record: &Record) -> String {
        let times = |field: &str| record.texts(field).map(clock).collect::<Vec<_>>().join(", ");
        match (times("opens_at"), times("closes_at")) {
            (from, to) if !from.is_empty() && !to.is_empty() => format!("{from}–{to}"),
            (from, to) if to.is_empty() && !from.is_empty() => {
                format!("{} {from}", self.label("hsds-opens"))
            }
            (_, to) if !to.is_empty() => format!("{} {to}", self.label("hsds-closes")),
            _ => String::new(),
        }
    }

    fn freq(&self, text: &str) -> String {
        match text.to_uppercase().as_str() {
            "DAILY" => self.label("hsds-daily"),
            "WEEKLY" => self.label("hsds-weekly"),
            "MONTHLY" => self.label("hsds-monthly"),
            "YEARLY" => self.label("hsds-yearly"),
            _ => text.to_owned(),
        }
    }
}

/// `10:00:00` as people write it.
fn clock(text: &str) -> &str {
    text.strip_suffix(":00").filter(|t| t.contains(':')).unwrap_or(text)
}

/// The heading of a part with hours of a place.
pub(super) fn part_heading(name: &str, link: Option<&str>) -> BlockBody {
    match link {
        Some(link) => super::entry::linked_heading(name, link),
        None => heading(name),
    }
}
