//! `welcome search …`
//!
//! Owns the call and what machines get; `show` owns what people read.

mod show;

use std::io::IsTerminal;

use clap::Args;
use companion_core::search::{FoundBy, Highlight, HitView, PassageView, ReadAs, SearchQuestion};
use serde::Serialize;

use super::Failure;
use super::held::{Held, told};
use crate::output::Output;
use crate::questions::KINDS;

/// What is asked.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome search fixtures/brueckfeld where do I register --lang en\n  \
    welcome search fixtures/brueckfeld 'أين أسجل عنواني؟' --lang ar --lang en\n  \
    welcome search town Deutschkurs --lang uk --kind event --kind place --limit 3\n  \
    welcome --json search https://example.org/w/town/ Kita --lang de | jq .link\n\n\
    The pack is installed on a phone in a temporary folder, and the phone is asked: what is shown is\n\
    what a newcomer sees. Each hit says by what it was found:\n  \
    words     words of the question, in any form\n  \
    begins    words that begin like the last one, which may not be finished\n  \
    script    words that sound like those typed in another script\n  \
    spelling  words a slip away\n  \
    meaning   words that mean the same, in the glossary or in another language\n\
    In a terminal, words that were found are bold.\n\
    With --json: an object with `typed` and `read` for each word that was read as others, then one for\n\
    each hit, the best first; places of found words count UTF-16 units.\n\
    Exit status: 0 something was found, 1 nothing was or it could not be done, 2 the call was wrong.")]
pub struct SearchArgs {
    /// A source folder, a published folder, or the link of a pack.
    pack: String,
    /// The question, in a person's own words.
    #[arg(required = true, value_name = "QUESTION")]
    words: Vec<String>,
    /// The reader's languages, the best first, as BCP 47 tags [default: that of the pack].
    #[arg(long = "lang", value_name = "TAG")]
    languages: Vec<String>,
    /// Only this kind.
    #[arg(long = "kind", value_name = "KIND", value_parser = KINDS)]
    kinds: Vec<String>,
    /// Show at most so many.
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=200))]
    limit: u32,
}

/// A word that was read as others, for machines.
#[derive(Serialize)]
struct ReadLine<'a> {
    typed: &'a str,
    read: &'a [String],
}

/// A hit for machines.
#[derive(Serialize)]
struct HitLine<'a> {
    rank: usize,
    pack: &'a str,
    kind: &'a str,
    id: &'a str,
    link: &'a str,
    title: &'a str,
    language: &'a str,
    highlights: Vec<[u32; 2]>,
    found_in: Option<&'a str>,
    found_by: &'static str,
    passage: Option<PassageLine<'a>>,
}

#[derive(Serialize)]
struct PassageLine<'a> {
    text: &'a str,
    language: &'a str,
    highlights: Vec<[u32; 2]>,
}

/// Runs `welcome search …`.
///
/// # Errors
/// Nothing was found, or what could not be done, in plain words.
pub fn run(args: &SearchArgs, output: Output) -> Result<(), Failure> {
    let text = args.words.join(" ");
    if text.trim().is_empty() {
        return Err(Failure::call("the question is blank"));
    }
    let held = Held::new(&args.pack, &args.languages)?;
    let question = SearchQuestion {
        text,
        kinds: args.kinds.clone(),
        pack: Some(held.pack.clone()),
        limit: args.limit,
    };
    let answer = held.phone.companion().search(&question).map_err(told)?;
    let bold = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for ReadAs { typed, read } in &answer.read_as {
        output.value(&ReadLine { typed, read });
        output.line(show::read_as(typed, read));
    }
    for (hit, rank) in answer.hits.iter().zip(1..) {
        output.value(&line(hit, rank));
        show::hit(hit, rank, &args.languages, bold).iter().for_each(|line| output.line(line));
    }
    if answer.hits.is_empty() { Err(Failure::new("nothing was found")) } else { Ok(()) }
}

fn line(hit: &HitView, rank: usize) -> HitLine<'_> {
    HitLine {
        rank,
        pack: &hit.pack,
        kind: &hit.kind,
        id: &hit.id,
        link: &hit.link,
        title: &hit.title,
        language: &hit.language,
        highlights: pairs(&hit.highlights),
        found_in: hit.found_in.as_deref(),
        found_by: by(hit.found_by),
        passage: hit.passage.as_ref().map(|PassageView { text, language, highlights, .. }| {
            PassageLine { text, language, highlights: pairs(highlights) }
        }),
    }
}

fn pairs(highlights: &[Highlight]) -> Vec<[u32; 2]> {
    highlights.iter().map(|h| [h.start, h.end]).collect()
}

/// By what something was found, in a word.
fn by(found_by: FoundBy) -> &'static str {
    match found_by {
        FoundBy::Words => "words",
        FoundBy::Beginning => "begins",
        FoundBy::Script => "script",
        FoundBy::Spelling => "spelling",
        FoundBy::Meaning => "meaning",
    }
}
