//! Facts that look wrong: numbers that only work at home, dates that have passed, pictures nobody can hear.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use companion_core::packs::format::{Area, Point, Reach};
use companion_core::text::BlockBody;
use companion_core::text::phone::dialled;
use companion_core::time::opening_hours::OpeningHours;

use super::numbers::fold_digit;
use crate::source::place::{At, Log};
use crate::source::{Body, Source};

/// Longer numbers are no short codes.
const MAX_SHORT_CODE: usize = 6;

/// Of one text, so many readings are told.
const MAX_TOLD: usize = 4;

/// Warnings about facts.
pub(super) fn check(source: &Source, today: NaiveDate, log: &mut Log) {
    let today = today.to_string();
    reach(source, log);
    places(source, log);
    texts(source, log);
    for page in source.pages.values() {
        if let (Some(by), Some(file)) = (&page.fact.review_by, page.source_file())
            && *by < today
        {
            let message = format!("should have been looked at by {by}: check it, set a new date");
            log.warning(&file.key("review_by"), "review-due", message);
        }
    }
    for entry in source.notices.values() {
        let until = &entry.notice.value.until;
        if !until.is_empty() && until.get(..10).is_some_and(|day| *day < *today) {
            let message = format!("ended on {until}: nobody sees it any more, remove it");
            log.warning(&entry.notice.at, "notice-over", message);
        }
    }
}

fn reach(source: &Source, log: &mut Log) {
    let places = source.places.values().map(|e| (&e.fact.at, &e.fact.value.reach));
    let services = source.services.values().map(|e| (&e.fact.at, &e.fact.value.reach));
    for (at, Reach { phone, opening_hours, .. }) in places.chain(services) {
        phone.iter().for_each(|number| international(number, at, log));
        opening_hours.iter().for_each(|hours| understood(hours, at, log));
    }
    for entry in source.contacts.values() {
        let (at, contact) = (&entry.fact.at, &entry.fact.value);
        // Numbers of a country's own lines are dialled there, many of them nowhere else.
        if contact.country.is_none() {
            for number in contact.phone.iter().chain(&contact.sms) {
                international(number, at, log);
            }
        }
        contact.opening_hours.iter().for_each(|hours| understood(hours, at, log));
    }
}

fn international(number: &str, at: &At, log: &mut Log) {
    if !number.starts_with('+') && number.chars().count() > MAX_SHORT_CODE {
        let message = format!(
            "{number} is not in international form and fails from foreign telephones: write +49 30 123456"
        );
        log.warning(at, "phone-not-international", message);
    }
}

/// Hours as phones read them: not at all, or with goodwill that the next reader may not have.
fn understood(hours: &str, at: &At, log: &mut Log) {
    let (code, message) = match OpeningHours::parse_tolerant(hours) {
        Err(error) => {
            let message = format!("{error}: phones will show them as text and never say \"open\"");
            ("opening-hours", message)
        }
        Ok((_, warnings)) if warnings.is_empty() => return,
        Ok((read, warnings)) => {
            let told: Vec<String> =
                warnings.iter().take(MAX_TOLD).map(ToString::to_string).collect();
            let more = if warnings.len() > MAX_TOLD { ", and more" } else { "" };
            let told = told.join(", ");
            let message = format!("read as `{read}` ({told}{more}): write it so, if that is meant");
            ("opening-hours-spelling", message)
        }
    };
    log.warning(at, code, message);
}

/// The mistake everybody makes once: lat and lon in each other's place.
fn places(source: &Source, log: &mut Log) {
    let Some(area) = source.pack.value.area else { return };
    for entry in source.places.values() {
        let Some(point) = entry.fact.value.point else { continue };
        if !inside(area, point) && inside(area, Point(point.1, point.0)) {
            let message = "outside the pack's area; with lat and lon exchanged it would be inside";
            log.warning(&entry.fact.at, "lat-lon-exchanged", message);
        }
    }
}

fn inside(area: Area, point: Point) -> bool {
    (area.from.0..=area.to.0).contains(&point.0) && (area.from.1..=area.to.1).contains(&point.1)
}

/// Pictures and telephone links inside texts.
fn texts(source: &Source, log: &mut Log) {
    let mut shown: BTreeSet<&str> = BTreeSet::new();
    for Body { at, block: body, in_source } in source.bodies() {
        if let BlockBody::Image { src, alt } = body {
            shown.insert(src);
            image(src, alt, &at, log);
        }
        labels(body, &at, log);
        // A translation that has other numbers is told by the comparison.
        if in_source {
            for number in body.links().iter().filter_map(|link| dialled(link)) {
                international(&number, &at, log);
            }
        }
    }
    for name in source.media.keys().filter(|name| !shown.contains(name.as_str())) {
        log.warning(&At::file(name), "unused-media", "no text shows this file");
    }
}

/// A label that is a number says the number that is dialled.
fn labels(body: &BlockBody, at: &At, log: &mut Log) {
    let inline =
        body.spans().into_iter().filter_map(|s| Some((s.text.as_str(), s.link.as_deref()?)));
    let own = match body {
        BlockBody::Phone { number, label } => Some((label.as_str(), number.as_str())),
        _ => None,
    };
    for (label, number) in inline.filter(|(_, link)| link.starts_with("tel:")).chain(own) {
        let only_digits = label.chars().all(|c| fold_digit(c).is_some() || !c.is_alphabetic());
        let said: String = label.chars().filter_map(fold_digit).collect();
        let dialled: String = number.chars().filter(char::is_ascii_digit).collect();
        // The trunk prefix 0 and the country's code are written or not; a link may cover a part of the number.
        let bare = |digits: &str| digits.trim_start_matches('0').to_owned();
        let agree = dialled.contains(&bare(&said)) || said.contains(&bare(&dialled));
        if only_digits && !said.is_empty() && !agree {
            let message = format!("the text says {} and {dialled} is dialled", label.trim());
            log.warning(at, "phone-label-differs", message);
        }
    }
}

fn image(src: &str, alt: &str, at: &At, log: &mut Log) {
    if alt.trim().is_empty() {
        let message = "say what the picture shows, for people who do not see it: ![text](…)";
        log.warning(at, "missing-alt", message);
    }
    if !src.starts_with("media/") {
        let message = "the picture is not there without network: put the file into media/";
        log.warning(at, "remote-image", message);
    }
}
