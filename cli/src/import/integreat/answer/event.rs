//! An item of `events/`.

use super::item::{Item, Misfit, Notes, Spot, misfit};
use super::page::{Text, text};
use super::path::PagePath;
use super::place::{Address, address};

/// An event in one language, or one occurrence of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct Event {
    pub(in super::super) spot: Spot,
    pub(in super::super) text: Text,
    /// The same in all languages.
    pub(in super::super) id: Option<i64>,
    pub(in super::super) when: When,
    pub(in super::super) address: Address,
    /// Path of the location's text.
    pub(in super::super) location: Option<PagePath>,
    pub(in super::super) meeting_url: Option<String>,
    /// `DTSTART:…\nRRULE:…`
    pub(in super::super) rule: Option<String>,
}

/// When it is, as it is written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in super::super) struct When {
    /// ISO 8601 with offset.
    pub(in super::super) start: String,
    pub(in super::super) end: Option<String>,
    /// IANA zone.
    pub(in super::super) zone: Option<String>,
    pub(in super::super) all_day: bool,
    pub(in super::super) only_weekdays: bool,
}

pub(super) fn event(item: &mut Item<'_>, notes: &mut Notes) -> Result<Event, Misfit> {
    let at = item.pointer("event");
    let inner = item.object("event")?;
    let mut inner =
        inner.ok_or_else(|| misfit(&at, "expected when the event is, found nothing"))?;
    let id = inner.whole("id")?;
    let start = inner.pointer("start");
    let when = When {
        start: moment(&mut inner, ["start", "start_date", "start_time"])?
            .ok_or_else(|| misfit(start, "expected when the event starts, found nothing"))?,
        end: moment(&mut inner, ["end", "end_date", "end_time"])?,
        zone: inner.said("timezone")?,
        all_day: inner.flag("all_day")?.unwrap_or_default(),
        only_weekdays: inner.flag("only_weekdays")?.unwrap_or_default(),
    };
    // The rule itself stands beside.
    inner.said_elsewhere(&["recurrence_id"]);
    inner.finish("event", notes);
    let (path, url) = (item.said("location_path")?, item.said("location_url")?);
    let location = path.as_deref().and_then(PagePath::parse).or_else(|| {
        let url = url::Url::parse(url.as_deref()?).ok()?;
        PagePath::parse(url.path())
    });
    Ok(Event {
        spot: notes.spot(&item.at),
        id,
        when,
        address: address(item, notes)?,
        location,
        meeting_url: item.said("meeting_url")?,
        rule: item.said("recurrence_rule")?,
        text: text(item)?,
    })
}

/// One text, or put together from date and time.
fn moment(item: &mut Item<'_>, fields: [&'static str; 3]) -> Result<Option<String>, Misfit> {
    let [whole, date, time] = fields;
    let whole = item.said(whole)?;
    let (date, time) = (item.said(date)?, item.said(time)?);
    Ok(whole.or_else(|| Some(format!("{}T{}", date?, time.unwrap_or_else(|| "00:00:00".into())))))
}
