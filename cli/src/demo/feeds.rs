//! The calendar of a club, which the city's command asks for and whose event the phone shows.

use std::fs;

use chrono::{DateTime, TimeDelta, Utc};
use companion_core::adapters::HttpTransport;
use companion_core::guide::AgendaQuery;

use super::stage::{CITY, Stage, holds, system_time, told};
use crate::commands::Failure;
use crate::feeds::ask::MAX_TIME;
use crate::feeds::{Feeds, News};
use crate::source;

const TITLE: &str = "Offenes Singen am Kanal";
const FEED: &str = "choir";

/// The club puts an event into its calendar, the city asks for it and publishes, the phone has it.
pub(super) fn follow(stage: &mut Stage) -> Result<(), Failure> {
    let now: DateTime<Utc> = DateTime::from(system_time());
    let start = (now + TimeDelta::days(1)).format("%Y%m%dT170000Z");
    let calendar = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//choir//demo\r\nBEGIN:VEVENT\r\nUID:1@choir.example\r\n\
         DTSTART:{start}\r\nDURATION:PT2H\r\nSUMMARY:{TITLE}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    fs::write(stage.public().join("choir.ics"), calendar).map_err(told)?;
    let feeds = format!("[{FEED}]\nurl = \"{}/choir.ics\"\ncost = \"free\"\n", stage.url()?);
    fs::write(stage.source(CITY).join(source::feeds::FILE), feeds).map_err(told)?;
    holds(refresh(stage, now)? > 0, "the feed brought nothing")?;
    holds(refresh(stage, now)? == 0, "the feed brought the same again")?;
    stage.publish(CITY)?;
    stage.sync(CITY)?;
    let until = (now + TimeDelta::days(3)).timestamp_millis();
    let query = AgendaQuery { until_ms: Some(until), limit: Some(500), ..AgendaQuery::default() };
    let guide = stage.phone()?.companion().guide().map_err(told)?;
    let agenda = guide.list_agenda(&query).map_err(told)?;
    let item = agenda.items.iter().find(|item| item.title == TITLE);
    let item = item.ok_or_else(|| Failure::new("the event is not on the phone"))?;
    stage.output.line(format!("   {} [{}] {}", item.title, item.language, item.starts_local));
    Ok(())
}

/// How many files the feed changed.
fn refresh(stage: &Stage, now: DateTime<Utc>) -> Result<usize, Failure> {
    let folder = stage.source(CITY);
    let source = source::read(&folder).0.ok_or_else(|| Failure::new("no pack"))?;
    let feed = source.feeds.get(FEED).ok_or_else(|| Failure::new("no feed"))?;
    let transport = HttpTransport::default();
    let feeds = Feeds {
        folder: &folder,
        source: &source,
        transport: &transport,
        now,
        max_time: MAX_TIME,
        accept_loss: false,
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let look = runtime.map_err(told)?.block_on(feeds.look(FEED, &feed.value)).map_err(told)?;
    let changes = match &look.news {
        News::Same => 0,
        News::Read { plan, .. } => plan.changes.len(),
        News::Broken { fault, .. } => return Err(told(fault)),
    };
    look.write(&folder).map_err(told)?;
    stage.output.line(format!("   {changes} files of the pack changed"));
    Ok(changes)
}
