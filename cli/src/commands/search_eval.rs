//! `welcome search-eval …`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use companion_core::ErrorKind;
use companion_core::search::{HitView, SearchQuestion};
use serde::Serialize;

use super::Failure;
use super::held::{Held, told};
use crate::output::Output;
use crate::problem::errors_in_words;
use crate::questions::{self, Figures, KINDS, Known, Outcome, Question, measure};

/// Hits of each question that are looked at.
const DEPTH: u32 = 10;
/// What a person sees at once: what lies behind counts as missed.
const SEEN: u32 = 5;

/// What is measured.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome search-eval fixtures/brueckfeld fixtures/questions/brueckfeld.jsonl\n  \
    welcome --json search-eval town questions.jsonl --misses 0 | jq 'select(.kind == \"all\")'\n\n\
    QUESTIONS has one JSON object on each line:\n  \
    question  in a person's words\n  \
    language  its BCP 47 tag: the only language of the reader who asks\n  \
    page      the id of what answers it in the pack; `pageId`, a text or a number, is taken too\n  \
    kind      page (where it is left out), place, service, contact, checklist, phrase or event\n  \
    answers   optional; an empty list says that nothing answers it: counted and not asked\n\
    Other members are passed over. An id that the pack does not have is looked up in the `ids.csv` of\n\
    the imports in a source folder (`.import/`) and in --ids; what is found nowhere is told and counted\n\
    apart, not as missed.\n\n\
    Shown by language: the share of questions that find nothing, that have their page first (@1), among\n\
    the first 5 and 10, the mean of one by its place (MRR), and the milliseconds that half and 95 % of\n\
    the answers stay below. Missed is what is not among the first 5.\n\
    With --json: an object for each language, for `all`, each `unknown` and each `miss`, told by `kind`.\n\
    Exit status: 0 measured, 1 a broken line or it could not be done, 2 the call was wrong.")]
pub struct SearchEvalArgs {
    /// A source folder, a published folder, or the link of a pack.
    pack: String,
    /// A file with questions, one JSON object on a line.
    questions: PathBuf,
    /// List at most so many questions that were missed.
    #[arg(long, value_name = "N", default_value_t = 20)]
    misses: usize,
    /// Look for this kind only.
    #[arg(long = "kind", value_name = "KIND", value_parser = KINDS)]
    kinds: Vec<String>,
    /// A table `kind,key,id` with the ids that another system gave to things of the pack.
    #[arg(long, value_name = "TABLE")]
    ids: Option<PathBuf>,
}

/// Figures for machines.
#[derive(Serialize)]
struct FiguresLine<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(flatten)]
    figures: Figures,
    #[serde(skip_serializing_if = "Option::is_none")]
    unknown: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unanswered: Option<usize>,
}

/// A question that was missed, or whose page is unknown, for machines.
#[derive(Serialize)]
struct QuestionLine<'a> {
    kind: &'static str,
    line: u32,
    question: &'a str,
    language: &'a str,
    wanted: &'a str,
    wanted_kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    first: Option<First<'a>>,
}

#[derive(Serialize)]
struct First<'a> {
    kind: &'a str,
    id: &'a str,
    title: &'a str,
}

/// A question with the id by which the pack has its answer.
type Meant<'q> = (&'q Question, String);

/// A question that was asked.
struct Answered<'q> {
    question: &'q Question,
    /// As the pack calls it.
    wanted: String,
    outcome: Outcome,
    first: Option<HitView>,
}

/// Runs `welcome search-eval …`.
///
/// # Errors
/// A broken line of the questions, or what could not be done, in plain words.
pub fn run(args: &SearchEvalArgs, output: Output) -> Result<(), Failure> {
    let asked = questions::read(&args.questions)
        .map_err(|problems| Failure::new(errors_in_words(&problems)))?;
    let known = Known::read(args.ids.as_deref(), Path::new(&args.pack)).map_err(told)?;
    if asked.questions.is_empty() {
        let file = args.questions.display();
        return Err(Failure::new(format!("{file}: no question that has an answer")));
    }
    let mut questions: Vec<&Question> = asked.questions.iter().collect();
    // One reader after the other; stable, so each asks in the order of the file.
    questions.sort_by_key(|q| q.language.as_str());
    let mut languages: Vec<String> = questions.iter().map(|q| q.language.to_string()).collect();
    languages.dedup();
    let held = Held::new(&args.pack, &languages)?;
    let (meant, unknown) = meant(&held, questions, &known)?;
    let answered = ask(&held, meant, &args.kinds, output)?;
    unknown.iter().for_each(|question| tell_unknown(question, output));
    if answered.is_empty() {
        return Err(Failure::new("the pack has nothing of what the questions want"));
    }
    tell_figures(&answered, unknown.len(), asked.unanswered, output);
    tell_misses(&answered, args.misses, output);
    Ok(())
}

/// The questions whose answer the pack has, with its id there; and the others.
fn meant<'q>(
    held: &Held,
    questions: Vec<&'q Question>,
    known: &Known,
) -> Result<(Vec<Meant<'q>>, Vec<&'q Question>), Failure> {
    let guide = held.phone.companion().guide().map_err(told)?;
    let (mut meant, mut unknown) = (Vec::new(), Vec::new());
    for question in questions {
        let mut found = None;
        for id in known.ids(question) {
            match guide.resolve(&format!("welcome://{}/{}/{id}", held.pack, question.kind), None) {
                Ok(_) => found = Some(id.to_owned()),
                Err(e) if matches!(e.kind(), ErrorKind::NotFound | ErrorKind::Invalid) => continue,
                Err(e) => return Err(told(e)),
            }
            break;
        }
        match found {
            Some(id) => meant.push((question, id)),
            None => unknown.push(question),
        }
    }
    Ok((meant, unknown))
}

fn ask<'q>(
    held: &Held,
    questions: Vec<Meant<'q>>,
    kinds: &[String],
    output: Output,
) -> Result<Vec<Answered<'q>>, Failure> {
    let companion = held.phone.companion();
    let bar = output.progress("asking questions", questions.len() as u64);
    let mut answered: Vec<Answered<'q>> = Vec::with_capacity(questions.len());
    for (question, wanted) in questions {
        let search = SearchQuestion {
            text: question.text.clone(),
            kinds: kinds.to_vec(),
            pack: Some(held.pack.clone()),
            limit: DEPTH,
        };
        if answered.last().is_none_or(|last| last.question.language != question.language) {
            companion.set_languages(&[question.language.to_string()]).map_err(told)?;
            // A phone reads the words of its languages once, when the app starts.
            companion.search(&search).map_err(told)?;
        }
        let (answer, took) = timed(|| companion.search(&search));
        let hits = answer.map_err(told)?.hits;
        let is_wanted = |(hit, _): &(&HitView, u32)| hit.kind == question.kind && hit.id == wanted;
        let rank = hits.iter().zip(1..).find(is_wanted).map(|(_, rank)| rank);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let outcome = Outcome { rank, found: !hits.is_empty(), micros };
        let first = hits.into_iter().next();
        answered.push(Answered { question, wanted, outcome, first });
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(answered)
}

#[expect(clippy::disallowed_methods, reason = "how long an answer takes is what is measured")]
fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let from = std::time::Instant::now();
    let value = work();
    (value, from.elapsed())
}

fn tell_unknown(question: &Question, output: Output) {
    let Question { line, text, language, wanted, kind } = question;
    output.line(format!("unknown: line {line}: the pack has no {kind}:{wanted}"));
    output.value(&QuestionLine {
        kind: "unknown",
        line: *line,
        question: text,
        language: language.as_str(),
        wanted,
        wanted_kind: kind,
        rank: None,
        first: None,
    });
}

fn tell_figures(answered: &[Answered<'_>], unknown: usize, unanswered: usize, output: Output) {
    let mut by_language: BTreeMap<&str, Vec<Outcome>> = BTreeMap::new();
    for Answered { question, outcome, .. } in answered {
        by_language.entry(question.language.as_str()).or_default().push(*outcome);
    }
    output.line("language   questions  nothing     @1     @5    @10    MRR   p50 ms   p95 ms");
    for (language, outcomes) in &by_language {
        let figures = measure(outcomes);
        output.line(row(language, &figures));
        let language = Some(*language);
        let (unknown, unanswered) = (None, None);
        output.value(&FiguresLine { kind: "language", language, figures, unknown, unanswered });
    }
    let outcomes: Vec<Outcome> = answered.iter().map(|a| a.outcome).collect();
    let figures = measure(&outcomes);
    output.line(row("all", &figures));
    output.value(&FiguresLine {
        kind: "all",
        language: None,
        figures,
        unknown: Some(unknown),
        unanswered: Some(unanswered),
    });
    for (many, what) in
        [(unknown, "of what the pack does not have"), (unanswered, "without an answer")]
    {
        if many > 0 {
            output.line(format!("not asked: {many} {what}"));
        }
    }
}

fn row(name: &str, f: &Figures) -> String {
    format!(
        "{name:<10} {:>9} {:>6.1} % {:>6.3} {:>6.3} {:>6.3} {:>6.3} {:>8.1} {:>8.1}",
        f.questions,
        f.no_result * 100.0,
        f.first,
        f.among_five,
        f.among_ten,
        f.mrr,
        f.p50_ms,
        f.p95_ms,
    )
}

fn tell_misses(answered: &[Answered<'_>], most: usize, output: Output) {
    let missed = |a: &&Answered<'_>| a.outcome.rank.is_none_or(|rank| rank > SEEN);
    let mut missed: Vec<&Answered<'_>> = answered.iter().filter(missed).collect();
    missed.sort_by_key(|a| a.question.line);
    for Answered { question, wanted, outcome, first } in missed.iter().take(most) {
        let Question { line, text, language, kind, .. } = question;
        let at = outcome.rank.map(|rank| format!(" came {rank}th")).unwrap_or_default();
        output.line(format!("missed: line {line}: {} [{language}]", one_line(text)));
        let came = first.as_ref().map_or("nothing was found".to_owned(), |hit| {
            format!("first came {}:{} ({})", hit.kind, hit.id, one_line(&hit.title))
        });
        output.line(format!("    wanted {kind}:{wanted}{at}, {came}"));
        output.value(&QuestionLine {
            kind: "miss",
            line: *line,
            question: text,
            language: language.as_str(),
            wanted,
            wanted_kind: kind,
            rank: outcome.rank,
            first: first.as_ref().map(|hit| First {
                kind: &hit.kind,
                id: &hit.id,
                title: &hit.title,
            }),
        });
    }
    let left = missed.len().saturating_sub(most);
    if left > 0 {
        output.line(format!("… and {left} more were missed: --misses lists them"));
    }
}

fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
