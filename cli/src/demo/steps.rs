//! The steps of the demo, in the order they are played.

use std::fs;

use companion_core::guide::{OpenView, PlaceFilter};
use companion_core::packs::format::ContactKind;
use companion_core::search::{ReadAs, SearchQuestion};
use companion_core::text::{BlockBody, Direction};
use companion_core::{Companion, ErrorKind};

use super::feeds::follow;
use super::listed::{find_city, list_packs};
use super::stage::{CITY, PACKS, Stage, holds, told};
use crate::commands::Failure;

type Step = fn(&mut Stage) -> Result<(), Failure>;

/// Name and work of each step.
pub(super) const ALL: [(&str, Step); 15] = [
    ("build and publish country, region and city, signed", publish_all),
    ("serve the folder over HTTP on loopback", serve),
    ("list them in a catalogue, which the app brings along", list_packs),
    ("open a phone in an empty folder: whom to call", open_phone),
    ("find the city without network, by name and nearness", find_city),
    ("install the city, its layers with it", install),
    ("the tree", show_tree),
    ("a page, a place, a checklist", read_things),
    ("stop the server and read on", read_offline),
    ("ask without network, in a person's own words", find_offline),
    ("the city corrects a paragraph and publishes", edit),
    ("back online: only what changed is fetched", update),
    ("nothing new: ask again", ask_again),
    ("a club's calendar is asked, and its event is on the phone", follow),
    ("open the phone again: nothing is lost", reopen),
];

/// The sentence the city adds in the demo.
const EDIT: &str = "Neu: Am Donnerstag ist das Bürgerbüro bis 20:00 Uhr offen.";
const EDITED_PAGE: &str = "registration";
/// Whoever reads Arabic asks: how do I register my address at the citizens' office; with a letter that looks like another.
const QUESTION: &str = "كيف أسجل عنواني في مكتب خدمة المواظنين؟";

fn publish_all(stage: &mut Stage) -> Result<(), Failure> {
    let mut above: Option<String> = None;
    for pack in PACKS {
        // Each layer names the root of the layer above, so that one link introduces all of them.
        if let Some(above) = &above {
            let path = stage.source(pack).join("pack.toml");
            let text = fs::read_to_string(&path).map_err(told)?;
            fs::write(&path, with_parent_root(&text, above)).map_err(told)?;
        }
        let published = stage.publish(pack)?;
        let bytes: u64 = published.editions.iter().map(|e| e.object_bytes).sum();
        stage.output.line(format!(
            "   {pack}: {} editions, {bytes} bytes compressed, {} bytes of signed metadata",
            published.editions.len(),
            published.metadata_bytes
        ));
        stage.fingerprints.insert(pack.to_owned(), published.root_sha256.clone());
        above = Some(published.root_sha256);
    }
    Ok(())
}

/// Puts `parent_root` behind `parent`, in place of one that is there.
fn with_parent_root(text: &str, fingerprint: &str) -> String {
    let mut out = String::new();
    for line in text.lines().filter(|l| !l.starts_with("parent_root")) {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("parent ") || line.starts_with("parent=") {
            out.push_str(&format!("parent_root = \"{fingerprint}\"\n"));
        }
    }
    out
}

fn serve(stage: &mut Stage) -> Result<(), Failure> {
    let url = stage.start_server()?;
    stage.output.line(format!("   {url}"));
    Ok(())
}

fn open_phone(stage: &mut Stage) -> Result<(), Failure> {
    stage.open_phone()?;
    let phone = stage.phone()?;
    let contacts = phone.companion().guide().and_then(|g| g.list_contacts(Some("DE")));
    let contacts = contacts.map_err(told)?;
    for c in &contacts {
        stage.output.line(format!("   {}  {}", c.phone.join(", "), c.name));
    }
    holds(
        contacts.iter().any(|c| c.kind == ContactKind::Emergency && c.phone == ["112"]),
        "no emergency number before the first download",
    )
}

fn install(stage: &mut Stage) -> Result<(), Failure> {
    let link = stage.phone()?.companion().listing(CITY).map_err(told)?.link;
    stage.output.line(format!("   {link}"));
    let mut next = Some(CITY.to_owned());
    while let Some(pack) = next {
        next = stage.sync(&pack)?.added_parent;
    }
    let layers = stage.phone()?.companion().guide().and_then(|g| g.list_layers()).map_err(told)?;
    holds(layers.len() == PACKS.len(), "a layer is missing")?;
    holds(layers.iter().all(|l| l.verified), "a layer is not verified")
}

fn show_tree(stage: &mut Stage) -> Result<(), Failure> {
    let guide = stage.phone()?.companion().guide().map_err(told)?;
    let mut shown = 0;
    for node in guide.list_top().map_err(told)? {
        stage.output.line(format!("   {} [{}, {}]", node.title, node.language, node.pack));
        for child in guide.list_below(&node.pack, &node.id).map_err(told)? {
            stage.output.line(format!("      {} [{}]", child.title, child.language));
            shown += 1;
        }
        shown += 1;
    }
    holds(shown >= 15, "the tree has fewer than 15 pages")
}

fn read_things(stage: &mut Stage) -> Result<(), Failure> {
    let companion = stage.phone()?.companion();
    companion.set_arrival(Some("2026-11-20")).map_err(told)?;
    let guide = companion.guide().map_err(told)?;
    let page = guide.page(CITY, EDITED_PAGE).map_err(told)?;
    stage.output.line(format!(
        "   {} [{}, {:?}, {:?}, {:?}]",
        page.title, page.info.language, page.info.direction, page.info.origin, page.info.freshness
    ));
    for block in page.blocks.iter().take(4) {
        stage.output.line(format!("   | {}", first_line(&block.body)));
    }
    holds(page.info.language == stage.language, "the page is not in the reader's language")?;
    let right_to_left = stage.language.starts_with("ar") || stage.language.starts_with("fa");
    holds(
        (page.info.direction == Direction::RightToLeft) == right_to_left,
        "the page runs the wrong way",
    )?;
    let places = guide.list_places(&PlaceFilter {
        lat: Some(50.2),
        lon: Some(10.1),
        ..PlaceFilter::default()
    });
    let places = places.map_err(told)?;
    let place = places.first().ok_or_else(|| Failure::new("no place"))?;
    let open = match &place.open {
        OpenView::Open { until } => format!("open until {}", until.as_deref().unwrap_or("-")),
        OpenView::Closed { opens } => format!("closed, opens {}", opens.as_deref().unwrap_or("-")),
        OpenView::Unknown => "opening hours not known".to_owned(),
    };
    let metres = place.distance_m.unwrap_or_default();
    stage.output.line(format!("   {} ({metres} m): {open}", place.name));
    let lists = guide.list_checklists().map_err(told)?;
    let list = lists.first().ok_or_else(|| Failure::new("no checklist"))?;
    let first = list.tasks.first().ok_or_else(|| Failure::new("an empty checklist"))?;
    guide.record_tick(&list.pack, &list.id, &first.id, true).map_err(told)?;
    let list = guide.checklist(&list.pack, &list.id).map_err(told)?;
    for task in &list.tasks {
        let tick = if task.done_at_ms.is_some() { "x" } else { " " };
        let due = task.due.as_deref().unwrap_or("-");
        stage.output.line(format!("   [{tick}] {} (due {due})", task.title));
    }
    holds(list.tasks.first().is_some_and(|t| t.done_at_ms.is_some()), "the tick was not kept")
}

fn read_offline(stage: &mut Stage) -> Result<(), Failure> {
    stage.stop_server();
    let failure = stage.phone()?.sync(CITY, None).err().map(|e| e.kind());
    holds(failure == Some(ErrorKind::Offline), "the server still answers")?;
    let guide = stage.phone()?.companion().guide().map_err(told)?;
    let mut pages = 0;
    for node in guide.list_top().map_err(told)? {
        pages += read_below(stage.phone()?.companion(), &node.pack, &node.id)?;
    }
    stage.output.line(format!("   {pages} pages read"));
    holds(pages >= 15, "fewer than 15 pages can be read")
}

fn read_below(companion: &Companion, pack: &str, id: &str) -> Result<u32, Failure> {
    let page = companion.guide().and_then(|g| g.page(pack, id)).map_err(told)?;
    let mut pages = 1;
    for child in &page.below {
        pages += read_below(companion, &child.pack, &child.id)?;
    }
    Ok(pages)
}

fn find_offline(stage: &mut Stage) -> Result<(), Failure> {
    let companion = stage.phone()?.companion();
    let title = companion.guide().and_then(|g| g.page(CITY, EDITED_PAGE)).map_err(told)?.title;
    let arabic = stage.language.starts_with("ar");
    let text = if arabic { QUESTION.to_owned() } else { format!("{title} 112") };
    stage.output.line(format!("   {text}"));
    let question = SearchQuestion { text, limit: 5, ..SearchQuestion::default() };
    let answer = companion.search(&question).map_err(told)?;
    for ReadAs { typed, read } in &answer.read_as {
        stage.output.line(format!("   ({typed} read as {})", read.join(", ")));
    }
    for hit in &answer.hits {
        stage.output.line(format!("   {} [{}] {}", hit.title, hit.language, hit.link));
        if let Some(passage) = &hit.passage {
            let shown: String = passage.text.chars().take(90).collect();
            stage.output.line(format!("   | {shown}"));
        }
    }
    let page = answer.hits.iter().find(|h| h.id == EDITED_PAGE);
    let page = page.ok_or_else(|| Failure::new("the page is not among the first five"))?;
    holds(!arabic || !answer.read_as.is_empty(), "the slip is not read as a word of the pack")?;
    holds(!arabic || page.passage.is_some(), "the page does not say where it answers")
}

fn edit(stage: &mut Stage) -> Result<(), Failure> {
    let path = stage.source(CITY).join("pages").join(EDITED_PAGE).join("de.md");
    let text = fs::read_to_string(&path).map_err(told)?;
    fs::write(&path, format!("{}\n\n{EDIT}\n", text.trim_end())).map_err(told)?;
    let published = stage.publish(CITY)?;
    for e in published.editions.iter().filter(|e| e.changed) {
        stage.output.line(format!("   changed: {} (revision {})", e.name, e.revision));
    }
    stage.start_server()?;
    Ok(())
}

fn update(stage: &mut Stage) -> Result<(), Failure> {
    let report = stage.sync(CITY)?;
    holds(!report.editions.is_empty(), "nothing was fetched")?;
    let guide = stage.phone()?.companion().guide().map_err(told)?;
    let german = "de".parse().map_err(told)?;
    let page = guide.page_in(CITY, EDITED_PAGE, &german).map_err(told)?;
    holds(
        page.blocks.iter().any(|b| b.body.plain_text() == EDIT),
        "the new paragraph has not arrived",
    )?;
    let page = guide.page(CITY, EDITED_PAGE).map_err(told)?;
    stage.output.line(format!(
        "   {} [{}]: now {:?}, since the original has changed",
        page.title, page.info.language, page.info.freshness
    ));
    holds(
        page.info.freshness == companion_core::guide::Freshness::Outdated,
        "the translation is not marked as outdated",
    )
}

fn ask_again(stage: &mut Stage) -> Result<(), Failure> {
    let report = stage.sync(CITY)?;
    holds(report.editions.is_empty() && report.requests <= 2, "more was fetched than needed")
}

fn reopen(stage: &mut Stage) -> Result<(), Failure> {
    stage.open_phone()?;
    let lists = stage.phone()?.companion().guide().and_then(|g| g.list_checklists());
    let lists = lists.map_err(told)?;
    let ticked = lists.iter().flat_map(|l| &l.tasks).any(|t| t.done_at_ms.is_some());
    holds(ticked, "the tick is gone")
}

fn first_line(body: &BlockBody) -> String {
    body.plain_text().lines().next().unwrap_or_default().chars().take(90).collect()
}
