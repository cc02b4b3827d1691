//! Words of the declaration: found or not among the first twenty, how large the index is, how long it takes.

use companion_tests::conformance::search::measured::percentile;

use super::articles::{PACKAGE, VERSION, articles, tenfold};
use super::draw::{ALL, Drawn, FIRST, Typed, draw};
use super::peers::{Asked, Document, Peers, Told};
use super::{own, tables};

pub fn tell(peers: &Peers) {
    let Some(package) = peers.package(PACKAGE, VERSION) else {
        println!("words: left out, npm could not install {PACKAGE} {VERSION}");
        return;
    };
    let articles = articles(&package);
    of("1,230 documents", &articles, peers);
    of("12,300 documents", &tenfold(&articles), peers);
}

fn of(name: &str, documents: &[Document], peers: &Peers) {
    let drawn = draw(documents);
    let asked: Vec<Asked> = drawn.iter().map(|d| d.asked.clone()).collect();
    let text: usize = documents.iter().map(|d| d.title.len() + d.text.len()).sum();
    println!("\nwords: {name}, {} KiB of text, {} questions", text / 1024, drawn.len());
    let mut engines = vec![
        ("ours", own::told(documents, &asked)),
        ("FTS5 unicode61", tables::told(documents, &asked, "unicode61 remove_diacritics 2")),
        ("FTS5 trigram", tables::told(documents, &asked, "trigram remove_diacritics 1")),
    ];
    engines.extend(peers.tantivy(documents, &asked).map(|told| ("tantivy", told)));

    let head: Vec<&str> = engines.iter().map(|(name, _)| *name).collect();
    println!("| among the first {FIRST}, of | n | {} |", head.join(" | "));
    println!("|---|---|{}", "---|".repeat(engines.len()));
    for (typed, name, _) in ALL {
        let cells = engines.iter().map(|(_, told)| held(&drawn, told, typed));
        let n = drawn.iter().filter(|d| d.typed == typed).count();
        let name = if typed == Typed::Nonsense { "nothing found, of nonsense" } else { name };
        println!("| {name} | {n} | {} |", cells.collect::<Vec<_>>().join(" | "));
    }
    let row = |name: &str, cell: &dyn Fn(&Told) -> String| {
        let cells: Vec<String> = engines.iter().map(|(_, told)| cell(told)).collect();
        println!("| {name} | | {} |", cells.join(" | "));
    };
    let times = |told: &Told| told.answers.iter().map(|a| a.ms).collect::<Vec<f64>>();
    row("index, KiB", &|told| (told.bytes / 1024).to_string());
    row("index over text", &|told| format!("{:.2}", told.bytes as f64 / text as f64));
    row("index made, ms", &|told| format!("{:.0}", told.build_ms));
    let if_any = |ms: f64| if ms > 0.0 { format!("{ms:.0}") } else { String::new() };
    row("of it words alone, ms", &|told| if_any(told.words_ms));
    row("whole installation, ms", &|told| if_any(told.install_ms));
    row("p50, ms", &|told| format!("{:.2}", percentile(&times(told), 50)));
    row("p95, ms", &|told| format!("{:.2}", percentile(&times(told), 95)));
    let suggested = |percent: usize| {
        move |told: &Told| match told.suggested_ms.as_slice() {
            [] => String::new(),
            times => format!("{:.2}", percentile(times, percent)),
        }
    };
    row("suggestions, p50, ms", &suggested(50));
    row("suggestions, p95, ms", &suggested(95));
    tell_misses(&drawn, engines.first().map(|(_, told)| told));
}

/// The share of questions typed so that were answered as they should be.
fn held(drawn: &[Drawn], told: &Told, typed: Typed) -> String {
    let of = drawn.iter().zip(&told.answers).filter(|(d, _)| d.typed == typed);
    let (mut all, mut good) = (0_u32, 0_u32);
    for (drawn, answer) in of {
        all += 1;
        good += u32::from(is_held(drawn, &answer.ids));
    }
    if all == 0 { "-".into() } else { format!("{:.1} %", 100.0 * f64::from(good) / f64::from(all)) }
}

fn is_held(drawn: &Drawn, ids: &[String]) -> bool {
    match &drawn.target {
        Some(target) => ids.iter().take(FIRST).any(|id| id == target),
        None => ids.is_empty(),
    }
}

/// A few of each kind that ours did not answer, to look at.
fn tell_misses(drawn: &[Drawn], told: Option<&Told>) {
    let Some(told) = told else { return };
    for (typed, name, _) in ALL {
        let missed = drawn.iter().zip(&told.answers);
        let missed = missed.filter(|(d, a)| d.typed == typed && !is_held(d, &a.ids));
        let shown: Vec<String> = missed
            .take(8)
            .map(|(d, a)| {
                let target = d.target.as_deref().unwrap_or("nothing");
                format!("{} {:?} ({target}, {} hits)", d.asked.lang, d.asked.text, a.ids.len())
            })
            .collect();
        if !shown.is_empty() {
            println!("missed, {name}: {}", shown.join("; "));
        }
    }
}
