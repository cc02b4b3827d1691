//! `welcome events agenda …`

use std::fmt::Write as _;

use chrono::{NaiveDate, NaiveTime};
use clap::Args;
use companion_core::guide::{AgendaItem, AgendaQuery, Because};
use serde::Serialize;

use crate::commands::Failure;
use crate::commands::held::{Held, now, told};
use crate::output::Output;

/// Days that are shown where nobody says how many.
const DAYS: u16 = 14;
/// Entries of a page that the phone gives at once.
const PAGE: u32 = 500;

/// What is asked for.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome events agenda fixtures/brueckfeld --lang uk\n  \
    welcome events agenda town --lang ar --free --step-free --near 50.2,10.1 --within 1500\n  \
    welcome --json events agenda https://example.org/w/town/ --lang de --days 7 | jq .title\n\n\
    The pack is installed on a phone in a temporary folder, and the phone is asked: what is shown is what a newcomer sees.\n\
    Times are those of the event's own zone. Exit status: 0 done, 1 it could not be done, 2 the call was wrong.")]
pub struct AgendaArgs {
    /// A source folder, a published folder, or the link of a pack.
    pack: String,
    /// The reader's languages, the best first, as BCP 47 tags.
    #[arg(long = "lang", value_name = "TAG", required = true)]
    languages: Vec<String>,
    /// The first day, in UTC [default: now].
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<NaiveDate>,
    /// So many days.
    #[arg(long, default_value_t = DAYS, value_parser = clap::value_parser!(u16).range(1..=730))]
    days: u16,
    /// Where the reader is: latitude and longitude in degrees.
    #[arg(long, value_name = "LAT,LON", value_parser = point, allow_hyphen_values = true)]
    near: Option<(f64, f64)>,
    /// No farther than this, in metres.
    #[arg(long, value_name = "METRES", requires = "near")]
    within: Option<u32>,
    /// Only with one of these topics.
    #[arg(long = "topic", value_name = "ID")]
    topics: Vec<String>,
    /// Topics that the reader cares about: told as a reason.
    #[arg(long = "interest", value_name = "ID")]
    interests: Vec<String>,
    /// Only where one of the reader's languages is spoken.
    #[arg(long)]
    spoken: bool,
    /// Only what surely costs nothing.
    #[arg(long)]
    free: bool,
    /// Only what is surely step-free.
    #[arg(long)]
    step_free: bool,
    /// Only where children may surely be brought.
    #[arg(long)]
    children: bool,
}

/// An entry for machines.
#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    of: &'a str,
    title: &'a str,
    language: &'a str,
    starts_ms: i64,
    ends_ms: i64,
    starts_local: &'a str,
    ends_local: Option<&'a str>,
    zone: &'a str,
    all_day: bool,
    cancelled: bool,
    tentative: bool,
    changed: bool,
    place: Option<&'a str>,
    address: &'a [String],
    distance_m: Option<u32>,
    online: bool,
    cost: Option<&'a str>,
    step_free: Option<&'a str>,
    children: Option<bool>,
    organiser: Option<&'a str>,
    topics: &'a [String],
    because: Vec<String>,
    also: &'a [String],
}

/// Runs `welcome events agenda …`.
///
/// # Errors
/// What could not be done, in plain words.
pub(super) fn run(args: &AgendaArgs, output: Output) -> Result<(), Failure> {
    let held = Held::new(&args.pack, &args.languages)?;
    let from = args.from.map_or_else(now, |day| day.and_time(NaiveTime::MIN).and_utc());
    let until = from + chrono::TimeDelta::days(i64::from(args.days));
    let mut query = AgendaQuery {
        from_ms: Some(from.timestamp_millis()),
        until_ms: Some(until.timestamp_millis()),
        lat: args.near.map(|(lat, _)| lat),
        lon: args.near.map(|(_, lon)| lon),
        within_m: args.within,
        topics: args.topics.clone(),
        interests: args.interests.clone(),
        in_my_languages: args.spoken,
        free: args.free,
        step_free: args.step_free,
        with_children: args.children,
        limit: Some(PAGE),
        ..AgendaQuery::default()
    };
    let guide = held.phone.companion().guide().map_err(told)?;
    let (mut day, mut shown) = (String::new(), 0);
    loop {
        let page = guide.list_agenda(&query).map_err(told)?;
        for item in &page.items {
            output.value(&entry(item));
            let own = item.starts_local.get(..10).unwrap_or_default();
            if day != own {
                day = own.to_owned();
                output.line(weekday(own));
            }
            output.line(line(item));
            shown += 1;
        }
        query.behind = page.next;
        if query.behind.is_none() {
            break;
        }
    }
    if shown == 0 {
        output.line(format!("nothing is on in these {} days", args.days));
    }
    Ok(())
}

fn entry(item: &AgendaItem) -> Entry<'_> {
    Entry {
        id: &item.id,
        of: &item.of,
        title: &item.title,
        language: &item.language,
        starts_ms: item.starts_ms,
        ends_ms: item.ends_ms,
        starts_local: &item.starts_local,
        ends_local: item.ends_local.as_deref(),
        zone: &item.zone,
        all_day: item.all_day,
        cancelled: item.cancelled,
        tentative: item.tentative,
        changed: item.changed,
        place: item.place.as_deref(),
        address: &item.address,
        distance_m: item.distance_m,
        online: item.online,
        cost: item.cost.as_deref(),
        step_free: item.step_free.as_deref(),
        children: item.children,
        organiser: item.organiser.as_deref(),
        topics: &item.topics,
        because: item.because.iter().map(reason).collect(),
        also: &item.also,
    }
}

fn weekday(day: &str) -> String {
    day.parse::<NaiveDate>()
        .map_or_else(|_| day.to_owned(), |day| day.format("%a %Y-%m-%d").to_string())
}

fn line(item: &AgendaItem) -> String {
    let time = |text: &str| text.get(11..16).unwrap_or_default().to_owned();
    let mut out =
        format!("  {}", if item.all_day { "all day".into() } else { time(&item.starts_local) });
    if let Some(end) = item.ends_local.as_deref().filter(|_| !item.all_day) {
        let _ = write!(out, "-{}", time(end));
    }
    let _ = write!(out, "  {} [{}]", item.title, item.language);
    let place = item.place.clone().or_else(|| item.address.first().cloned());
    let place = place.or_else(|| item.online.then(|| "online".to_owned()));
    for part in [place, item.cost.clone()].into_iter().flatten() {
        let _ = write!(out, " · {part}");
    }
    if let Some(metres) = item.distance_m {
        let _ = write!(out, " · {metres} m");
    }
    for (holds, word) in
        [(item.cancelled, "CANCELLED"), (item.tentative, "tentative"), (item.changed, "changed")]
    {
        if holds {
            let _ = write!(out, " · {word}");
        }
    }
    let reasons: Vec<String> = item.because.iter().map(reason).collect();
    if !reasons.is_empty() {
        let _ = write!(out, "  ({})", reasons.join(", "));
    }
    out
}

fn reason(because: &Because) -> String {
    match because {
        Because::SharedTopic { topic } => format!("topic {topic}"),
        Because::Near { metres } => format!("near: {metres} m"),
        Because::YourLanguage { language } => format!("spoken: {language}"),
        Because::Marked => "marked".to_owned(),
    }
}

fn point(text: &str) -> Result<(f64, f64), String> {
    let read = || {
        let (lat, lon) = text.split_once(',')?;
        let (lat, lon): (f64, f64) = (lat.trim().parse().ok()?, lon.trim().parse().ok()?);
        (lat.abs() <= 90.0 && lon.abs() <= 180.0).then_some((lat, lon))
    };
    read().ok_or_else(|| "a latitude and a longitude in degrees, such as 50.2,10.1".to_owned())
}
