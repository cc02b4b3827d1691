//! Pages and notices by language.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use companion_core::packs::format::{Origin, OriginKind};
use companion_core::text::LanguageTag;

use super::{Cell, PageRow, State};
use crate::lock::{Lock, LockedPage, retells};
use crate::source::{Page, PageFile, Source};

pub(super) fn rows(
    source: &Source,
    lock: &Lock,
    today: NaiveDate,
    languages: &[LanguageTag],
) -> Vec<PageRow> {
    let row = |kind, id: &String, page: &Page, locked: Option<&LockedPage>| PageRow {
        kind,
        id: id.clone(),
        source: page.source.clone(),
        title: page.source_file().map(|f| f.title.clone()).unwrap_or_default(),
        languages: languages
            .iter()
            .map(|tag| (tag.clone(), cell(page, locked, tag, today)))
            .collect::<BTreeMap<_, _>>(),
    };
    let pages = source.pages.iter().map(|(id, page)| row("page", id, page, lock.pages.get(id)));
    let notices = source
        .notices
        .iter()
        .map(|(id, notice)| row("notice", id, &notice.as_page(), lock.notices.get(id)));
    pages.chain(notices).collect()
}

fn cell(page: &Page, locked: Option<&LockedPage>, tag: &LanguageTag, today: NaiveDate) -> Cell {
    let blocks = page.source_file().map_or(0, |file| file.blocks.len());
    let plain = retells(tag, &page.source);
    let Some(file) = page.texts.get(tag) else {
        let state = if plain { State::NotRetold } else { State::Missing };
        return Cell { missing: if plain { 0 } else { blocks }, ..empty(state, blocks) };
    };
    let mut cell = authored(file, blocks, today);
    let text = locked.and_then(|l| Some((l, l.texts.get(tag)?)));
    let Some((locked, text)) = text.filter(|_| *tag != page.source) else {
        return cell;
    };
    cell.outdated = locked.outdated(text).len();
    cell.title_outdated = locked.title_outdated(text);
    let behind = cell.outdated > 0 || cell.title_outdated;
    if plain {
        let behind = behind || text.made_from != locked.revision;
        cell.state = if behind { State::RetoldBehind } else { State::Retold };
        return cell;
    }
    cell.missing = locked.missing(text).len();
    cell.state = match (behind, cell.missing) {
        (true, _) => State::Outdated,
        (false, 0) => State::Current,
        (false, _) => State::Incomplete,
    };
    cell
}

fn empty(state: State, blocks: usize) -> Cell {
    Cell {
        state,
        title: None,
        outdated: 0,
        title_outdated: false,
        missing: 0,
        blocks,
        origin: OriginKind::Unknown,
        checked_by: None,
        engine: None,
        date: None,
        age_days: None,
    }
}

fn authored(file: &PageFile, blocks: usize, today: NaiveDate) -> Cell {
    let Origin { origin, engine, checked_by, date } = file.origin.clone();
    let age = |date: &String| date.parse::<NaiveDate>().ok().map(|d| (today - d).num_days().max(0));
    Cell {
        title: Some(file.title.clone()),
        origin,
        checked_by,
        engine,
        age_days: date.as_ref().and_then(age),
        date,
        ..empty(State::Source, blocks)
    }
}
