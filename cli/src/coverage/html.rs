//! Coverage as one HTML file that needs nothing else: no network, no other file.
//!
//! Everything is there without the script; the script filters and sorts. Every text of the pack is escaped, and a
//! content security policy forbids whatever the file does not bring itself.

use companion_core::packs::format::OriginKind;
use companion_core::text::LanguageTag;
use companion_core::text::language::Direction;

use super::text::{letter, sign};
use super::{Cell, Coverage, PageRow, State, TableCell};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The file's text.
pub fn page(coverage: &Coverage) -> String {
    let title = format!("{}: coverage of translations", coverage.name);
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(&title)
    );
    out.push_str(&format!(
        "<h1><bdi lang=\"{}\" dir=\"{}\">{}</bdi>: coverage of translations</h1>\n\
         <p>Pack <code>{}</code>, first written in <code>{}</code>, as of <time>{}</time>.</p>\n",
        escaped(coverage.source.as_str()),
        direction(&coverage.source),
        escaped(&coverage.name),
        escaped(&coverage.pack),
        escaped(coverage.source.as_str()),
        coverage.today,
    ));
    out.push_str("<div id=\"tools\" hidden></div>\n");
    summary_table(coverage, &mut out);
    if !coverage.pages.is_empty() {
        page_table(coverage, &mut out);
    }
    table_table(coverage, &mut out);
    legend(&mut out);
    out.push_str(&format!("<script>\n{SCRIPT}</script>\n</body>\n</html>\n"));
    out
}

fn summary_table(coverage: &Coverage, out: &mut String) {
    let heads = [
        "Language",
        "Current",
        "Parts",
        "Outdated",
        "Missing",
        "Human",
        "Checked",
        "Machine",
        "Nobody said",
        "Oldest, days",
    ];
    open(
        "languages",
        "Languages. Parts are titles, blocks and fields; of a plain version, its pages.",
        out,
    );
    out.push_str("<thead><tr>");
    heads.iter().for_each(|head| out.push_str(&format!("<th scope=\"col\">{head}</th>")));
    out.push_str("</tr></thead>\n<tbody>\n");
    for s in &coverage.summaries {
        let by = |origin| s.origins.get(&origin).copied().unwrap_or(0);
        let tag = escaped(s.id.as_str());
        out.push_str(&format!(
            "<tr data-language=\"{tag}\"><th scope=\"row\">{tag}</th>\
             <td data-sort=\"{percent}\"><meter min=\"0\" max=\"100\" value=\"{percent}\"></meter> {percent} %</td>",
            percent = s.percent
        ));
        let numbers = [
            s.parts,
            s.outdated,
            s.missing,
            by(OriginKind::Human),
            by(OriginKind::Checked),
            by(OriginKind::Machine),
            by(OriginKind::Unknown),
        ];
        numbers.iter().for_each(|n| out.push_str(&format!("<td>{n}</td>")));
        match s.oldest_days {
            Some(days) => out.push_str(&format!("<td>{days}</td></tr>\n")),
            None => out.push_str("<td data-sort=\"-1\">unknown</td></tr>\n"),
        }
    }
    close(out);
}

fn page_table(coverage: &Coverage, out: &mut String) {
    open("pages", "Pages and notices by language", out);
    language_heads("Page", coverage, out);
    for row in &coverage.pages {
        let work = row.languages.values().any(|c| needs_work(c.state));
        out.push_str(&format!(
            "<tr{}><th scope=\"row\">{}</th>",
            if work { " data-work" } else { "" },
            row_head(row)
        ));
        for tag in &coverage.languages {
            match row.languages.get(tag) {
                Some(cell) => page_cell(tag, cell, out),
                None => out.push_str("<td></td>"),
            }
        }
        out.push_str("</tr>\n");
    }
    close(out);
}

/// The title in the language it was first written in, and the id.
fn row_head(row: &PageRow) -> String {
    let id = if row.kind == "page" { row.id.clone() } else { format!("notices/{}", row.id) };
    format!("{}<code>{}</code>", titled(&row.source, &row.title), escaped(&id))
}

fn titled(tag: &LanguageTag, title: &str) -> String {
    format!(
        "<span class=\"title\" lang=\"{}\" dir=\"{}\">{}</span> ",
        escaped(tag.as_str()),
        direction(tag),
        escaped(title)
    )
}

fn page_cell(tag: &LanguageTag, cell: &Cell, out: &mut String) {
    let there = !matches!(cell.state, State::Missing | State::NotRetold);
    let order = match cell.state {
        State::Source | State::Current | State::Retold => 0,
        State::NotRetold => 1,
        State::Outdated | State::RetoldBehind => 2,
        State::Incomplete => 3,
        State::Missing => 4,
    };
    let letter = if there { letter(cell.origin).to_string() } else { String::new() };
    out.push_str(&format!(
        "<td class=\"s{order}\" data-sort=\"{order}\" data-language=\"{}\"><b>{}{letter}</b>",
        escaped(tag.as_str()),
        sign(cell.state)
    ));
    if let Some(title) = &cell.title {
        out.push_str(&titled(tag, title));
    }
    let mut words = vec![escaped(&cell.in_words())];
    if there {
        words.push(escaped(&cell.author_in_words()));
        words.push(match (&cell.date, cell.age_days) {
            (Some(date), Some(days)) => format!("{}, {days} days ago", escaped(date)),
            _ => "age unknown".to_owned(),
        });
    }
    out.push_str(&format!("<small>{}</small></td>", words.join("; ")));
}

fn table_table(coverage: &Coverage, out: &mut String) {
    open("tables", "Texts of tables by language: there, of all", out);
    language_heads("Table", coverage, out);
    for row in &coverage.tables {
        let work = |c: &TableCell| c.texts < c.of || c.outdated > 0 || c.incomplete > 0;
        let marked = if row.languages.values().any(work) { " data-work" } else { "" };
        out.push_str(&format!("<tr{marked}><th scope=\"row\">{}</th>", row.id.as_str()));
        for tag in &coverage.languages {
            let cell = row.languages.get(tag).cloned().unwrap_or_default();
            let mut words = format!("{} of {}", cell.texts, cell.of);
            if cell.outdated > 0 {
                words.push_str(&format!(", {} outdated", cell.outdated));
            }
            if cell.incomplete > 0 {
                words.push_str(&format!(", {} incomplete", cell.incomplete));
            }
            let lacking = cell.of - cell.texts.min(cell.of) + cell.outdated + cell.incomplete;
            let class = if work(&cell) { 2 } else { 0 };
            out.push_str(&format!(
                "<td class=\"s{class}\" data-sort=\"{lacking}\" data-language=\"{}\">{words}</td>",
                escaped(tag.as_str())
            ));
        }
        out.push_str("</tr>\n");
    }
    close(out);
}

fn needs_work(state: State) -> bool {
    matches!(state, State::Outdated | State::Incomplete | State::Missing | State::RetoldBehind)
}

fn language_heads(first: &str, coverage: &Coverage, out: &mut String) {
    out.push_str(&format!("<thead><tr><th scope=\"col\">{first}</th>"));
    for tag in &coverage.languages {
        let tag = escaped(tag.as_str());
        out.push_str(&format!("<th scope=\"col\" data-language=\"{tag}\">{tag}</th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
}

fn open(id: &str, caption: &str, out: &mut String) {
    // What scrolls has to be reached with the keyboard.
    out.push_str(&format!(
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"{id}-caption\" tabindex=\"0\">\n\
         <table id=\"{id}\">\n<caption id=\"{id}-caption\">{caption}</caption>\n"
    ));
}

fn close(out: &mut String) {
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn legend(out: &mut String) {
    out.push_str("<h2>Signs</h2>\n<dl>\n");
    let states = [
        (State::Source, "the text that others are made from"),
        (State::Current, "current"),
        (State::Outdated, "outdated: the source text has changed since"),
        (State::Incomplete, "incomplete: a part is missing"),
        (State::Missing, "missing"),
        (State::Retold, "plain version in the source's own language"),
        (State::NotRetold, "no plain version; readers get the source text"),
    ];
    for (state, words) in states {
        out.push_str(&format!("<dt>{}</dt><dd>{words}</dd>\n", sign(state)));
    }
    let authors = [
        (OriginKind::Human, "written by a person"),
        (OriginKind::Checked, "drafted by a machine, checked by a person"),
        (OriginKind::Machine, "drafted by a machine, checked by nobody"),
        (OriginKind::Unknown, "nobody said who wrote it"),
    ];
    for (origin, words) in authors {
        out.push_str(&format!("<dt>{}</dt><dd>{words}</dd>\n", letter(origin)));
    }
    out.push_str("</dl>\n");
}

fn direction(tag: &LanguageTag) -> &'static str {
    match tag.direction() {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    }
}

/// Text for HTML, between tags and in attributes with double quotes.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
