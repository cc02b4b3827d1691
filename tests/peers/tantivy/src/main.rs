//! `tantivy-peer DOCUMENTS QUESTIONS FOLDER`: the documents indexed in a folder, then each question once.
//!
//! Documents and questions are JSON, one on a line: `id`, `lang`, `title`, `text`; and `lang`, `text`. Title and text go
//! through tantivy's default tokenizer, any word may be absent, the title counts twice, and a question is asked of its
//! own language. Answers are one JSON object: milliseconds to build, bytes of the index, and for each question its
//! first twenty ids with the milliseconds they took. One thread, everything asked once before it counts.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, STORED, STRING, Schema, TEXT, Value as _};
use tantivy::{Index, IndexWriter, Searcher, TantivyDocument, Term};

type Fault = Box<dyn std::error::Error>;

const HITS: usize = 20;
/// Bytes that the writer may collect before it writes a segment.
const WRITER_BYTES: usize = 50_000_000;

#[derive(Deserialize)]
struct Document {
    id: String,
    lang: String,
    title: String,
    text: String,
}

#[derive(Deserialize)]
struct Question {
    lang: String,
    text: String,
}

#[derive(Serialize)]
struct Answer {
    ids: Vec<String>,
    ms: f64,
}

#[derive(Serialize)]
struct Answers {
    build_ms: f64,
    bytes: u64,
    answers: Vec<Answer>,
}

struct Fields {
    id: Field,
    lang: Field,
    title: Field,
    text: Field,
}

fn main() -> Result<(), Fault> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("tantivy-peer DOCUMENTS QUESTIONS FOLDER");
    let (documents, questions, folder) = (next()?, next()?, next()?);
    let documents: Vec<Document> = read(&documents)?;
    let questions: Vec<Question> = read(&questions)?;

    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_text_field("id", STRING | STORED),
        lang: schema.add_text_field("lang", STRING),
        title: schema.add_text_field("title", TEXT),
        text: schema.add_text_field("text", TEXT),
    };
    let index = Index::create_in_dir(&folder, schema.build())?;
    let begun = Instant::now();
    build(&index, &fields, documents)?;
    let build_ms = begun.elapsed().as_secs_f64() * 1000.0;

    let searcher = index.reader()?.searcher();
    let ask = |question: &Question| answer(&index, &searcher, &fields, question);
    for question in &questions {
        ask(question)?;
    }
    let answers = questions.iter().map(ask).collect::<Result<_, _>>()?;
    let answers = Answers { build_ms, bytes: bytes(Path::new(&folder))?, answers };
    Ok(writeln!(io::stdout(), "{}", serde_json::to_string(&answers)?)?)
}

fn read<T: for<'d> Deserialize<'d>>(path: &str) -> Result<Vec<T>, Fault> {
    let text = fs::read_to_string(path)?;
    text.lines().map(|line| Ok(serde_json::from_str(line)?)).collect()
}

/// One thread and one segment, as the store of a phone has one index.
fn build(index: &Index, fields: &Fields, documents: Vec<Document>) -> Result<(), Fault> {
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_BYTES)?;
    for document in documents {
        let mut row = TantivyDocument::new();
        row.add_text(fields.id, document.id);
        row.add_text(fields.lang, document.lang);
        row.add_text(fields.title, document.title);
        row.add_text(fields.text, document.text);
        writer.add_document(row)?;
    }
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.wait_merging_threads()?;
    Ok(())
}

fn answer(
    index: &Index,
    searcher: &Searcher,
    fields: &Fields,
    question: &Question,
) -> Result<Answer, Fault> {
    let begun = Instant::now();
    let mut words: Vec<(Occur, Box<dyn Query>)> = Vec::new();
    for (field, weight) in [(fields.title, 2.0), (fields.text, 1.0)] {
        let mut tokenizer = index.tokenizer_for_field(field)?;
        tokenizer.token_stream(&question.text).process(&mut |token| {
            let term = Term::from_field_text(field, &token.text);
            let word = TermQuery::new(term, IndexRecordOption::WithFreqs);
            words.push((Occur::Should, Box::new(BoostQuery::new(Box::new(word), weight))));
        });
    }
    let lang = Term::from_field_text(fields.lang, &question.lang);
    let own: Box<dyn Query> = Box::new(TermQuery::new(lang, IndexRecordOption::Basic));
    let own: Box<dyn Query> = Box::new(BoostQuery::new(own, 0.0));
    let any: Box<dyn Query> = Box::new(BooleanQuery::new(words));
    let query = BooleanQuery::new(vec![(Occur::Must, own), (Occur::Must, any)]);
    let top = searcher.search(&query, &TopDocs::with_limit(HITS).order_by_score())?;
    let mut ids = Vec::new();
    for (_, address) in top {
        let row: TantivyDocument = searcher.doc(address)?;
        ids.extend(row.get_first(fields.id).and_then(|id| id.as_str()).map(str::to_owned));
    }
    Ok(Answer { ids, ms: begun.elapsed().as_secs_f64() * 1000.0 })
}

fn bytes(folder: &Path) -> io::Result<u64> {
    let mut bytes = 0;
    for entry in fs::read_dir(folder)? {
        bytes += entry?.metadata()?.len();
    }
    Ok(bytes)
}
