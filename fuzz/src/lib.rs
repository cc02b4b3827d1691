//! Every reader of foreign bytes, fed with damaged ones: a phone must not fall over what a network, a person or another
//! system gives it.
//!
//! A target is a function of bytes that must end soon, without a panic. `fuzz/README.md` says how targets are run.
//!
//! | module | owns |
//! |---|---|
//! | [`targets`] | the functions |
//! | [`corpus`] | saved inputs, in `fuzz/corpus/<target>` |
//! | [`seeds`] | first inputs, made from the sample packs |
//! | [`mutate`] | damage: by byte, by line, by member of JSON |
//! | [`engine`] | many inputs one after the other, and what a panic leaves |
//! | [`minimise`] | the shortest input that still fails |
//! | [`watch`] | inputs that end the whole process, or never end |

pub mod corpus;
pub mod engine;
pub mod minimise;
pub mod mutate;
pub mod random;
pub mod seeds;
pub mod targets;
pub mod watch;

/// A reader of foreign bytes.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name, on the command line and as a folder of the corpus.
    pub name: &'static str,
    /// Reads; a panic is a fault.
    pub run: fn(&[u8]),
    /// Words of its format, to be put in anywhere.
    pub words: &'static [&'static str],
}

use targets::{calendar, import, packs, source, text, time, trust};

/// Every target. A new one is its function, a line here and a folder in `fuzz/corpus`.
pub const TARGETS: &[Target] = &[
    Target { name: "edition_lines", run: packs::edition_lines, words: packs::WORDS },
    Target { name: "edition_file", run: packs::edition_file, words: &[] },
    Target { name: "delta", run: packs::delta, words: &[] },
    Target { name: "bundle", run: packs::bundle, words: packs::BUNDLE_WORDS },
    Target { name: "shared_file", run: packs::shared_file, words: packs::TAR_WORDS },
    Target { name: "catalogue", run: packs::catalogue, words: packs::WORDS },
    Target { name: "tuf_root", run: trust::tuf_root, words: trust::WORDS },
    Target { name: "tuf_timestamp", run: trust::tuf_timestamp, words: trust::WORDS },
    Target { name: "tuf_snapshot", run: trust::tuf_snapshot, words: trust::WORDS },
    Target { name: "tuf_targets", run: trust::tuf_targets, words: trust::WORDS },
    Target { name: "tuf_role", run: trust::tuf_role, words: trust::WORDS },
    Target { name: "pack_link", run: text::pack_link, words: text::LINK_WORDS },
    Target { name: "links", run: text::links, words: text::LINK_WORDS },
    Target { name: "blocks", run: text::blocks, words: packs::WORDS },
    Target { name: "language_tag", run: text::language_tag, words: text::TAG_WORDS },
    Target { name: "opening_hours", run: text::opening_hours, words: text::HOUR_WORDS },
    Target { name: "rule", run: time::rule, words: time::RULE_WORDS },
    Target { name: "zone", run: text::zone, words: text::ZONE_WORDS },
    Target { name: "telephone", run: text::telephone, words: &["+49", "(0)", "ext. ", "00", "/"] },
    Target { name: "markdown", run: source::markdown, words: source::MARKDOWN_WORDS },
    Target { name: "pack_source", run: source::pack_source, words: source::WORDS },
    Target { name: "pack_lock", run: source::pack_lock, words: source::WORDS },
    Target { name: "xliff", run: source::xliff, words: source::XLIFF_WORDS },
    Target { name: "translation", run: source::translation, words: source::XLIFF_WORDS },
    Target { name: "html", run: import::html, words: import::HTML_WORDS },
    Target { name: "csv", run: import::csv, words: import::CSV_WORDS },
    Target { name: "hsds_json", run: import::hsds_json, words: import::HSDS_WORDS },
    Target { name: "hsds_csv", run: import::hsds_csv, words: import::HSDS_WORDS },
    Target { name: "integreat", run: import::integreat, words: import::HTML_WORDS },
    Target { name: "activitypub", run: import::activitypub, words: import::ACTIVITY_WORDS },
    Target { name: "ical", run: calendar::ical, words: calendar::WORDS },
    Target { name: "ical_events", run: calendar::ical_events, words: calendar::WORDS },
];

/// The target of that name.
pub fn find(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}
