//! Texts of a draft: plain lines become paragraphs, each language stands there once.

use unicode_normalization::UnicodeNormalization as _;

use super::fields::one_line;
use crate::drafts::fault::{DraftFaultKind as Kind, Log};
use crate::drafts::form::DraftText;
use crate::drafts::record::Written;
use crate::packs::format::{EventText, Origin, OriginKind};
use crate::text::block::check_text;
use crate::text::{BlockBody, LanguageTag, Span};

/// Titles.
const TITLE: usize = 120;
/// A sentence or two.
const SENTENCE: usize = 500;
/// Everything else.
const DETAILS: usize = 5000;
/// Languages of one draft.
const LANGUAGES: usize = 20;

pub(super) fn texts(forms: &[DraftText], log: &mut Log) -> Vec<Written> {
    if forms.is_empty() {
        log.fault("title", Kind::Missing);
    }
    if forms.len() > LANGUAGES {
        log.over("texts", Kind::TooMany, LANGUAGES);
    }
    let mut texts: Vec<Written> = Vec::new();
    for form in forms.iter().take(LANGUAGES) {
        log.language = Some(form.language.chars().take(40).collect());
        let language: Option<LanguageTag> = form.language.trim().parse().ok();
        let language = log.read("language", Kind::NotALanguage, language);
        let text = text(form, log);
        let Some(language) = language else { continue };
        if texts.iter().any(|t| t.language == language) {
            log.fault("language", Kind::Twice);
        } else {
            texts.push(Written { language, text });
        }
    }
    log.language = None;
    texts
}

fn text(form: &DraftText, log: &mut Log) -> EventText {
    if form.title.trim().is_empty() {
        log.fault("title", Kind::Missing);
    }
    let origin = if form.machine { OriginKind::Machine } else { OriginKind::Human };
    EventText {
        title: one_line("title", Some(&form.title), TITLE, log).unwrap_or_default(),
        greeter: one_line("greeter", form.greeter.as_deref(), SENTENCE, log),
        access: one_line("access", form.access.as_deref(), SENTENCE, log),
        expect: one_line("expect", form.expect.as_deref(), SENTENCE, log),
        details: details(form.details.as_deref().unwrap_or_default(), log),
        origin: Origin { origin, ..Origin::default() },
        ..EventText::default()
    }
}

/// What is different about one time.
pub(in crate::drafts) fn note(text: Option<&str>, log: &mut Log) -> Option<String> {
    one_line("note", text, SENTENCE, log)
}

/// Lines between empty lines are a paragraph.
fn details(text: &str, log: &mut Log) -> Vec<BlockBody> {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").nfc().collect();
    if text.chars().count() > DETAILS {
        log.over("details", Kind::TooLong, DETAILS);
        return Vec::new();
    }
    if check_text(&text).is_err() {
        log.fault("details", Kind::Hidden);
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs
        .map(|lines| BlockBody::Paragraph { spans: vec![Span::plain(lines.join("\n"))] })
        .collect()
}
