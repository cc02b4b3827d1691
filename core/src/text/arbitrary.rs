//! Any text and any block there can be, for tests that must hold for all of them.

use proptest::collection::vec;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::{BlockBody, LanguageTag, Line, ListItem, NoticeKind, Span, block::TableRow};

/// Any text in NFC, marks, quotes, line feeds and control characters included.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let awkward = "[\\n\\t\"\\\\/<>{}\\[\\],:bnu0\u{0}\u{1b}\u{301}\u{303}\u{338}\u{64b}\u{202e}\u{2028}éß🙂]{0,8}";
    let any = prop_oneof![any::<String>(), awkward.prop_map(String::from), "[a-z ]{0,12}"];
    any.prop_map(|text| text.nfc().collect())
}

/// One of a few languages.
pub(crate) fn language() -> impl Strategy<Value = LanguageTag> {
    proptest::sample::select(vec!["de", "ar", "fa-AF", "de-simple", "ti", "zh-Hant"])
        .prop_map(|tag| tag.parse().unwrap())
}

/// Any block that the types allow, safe or not.
pub(crate) fn block() -> impl Strategy<Value = BlockBody> {
    let notice = proptest::sample::select(vec![
        NoticeKind::Note,
        NoticeKind::Tip,
        NoticeKind::Important,
        NoticeKind::Warning,
        NoticeKind::Caution,
    ]);
    prop_oneof![
        (any::<u8>(), spans()).prop_map(|(level, spans)| BlockBody::Heading { level, spans }),
        spans().prop_map(|spans| BlockBody::Paragraph { spans }),
        vec(item(), 0..4).prop_map(|items| BlockBody::List { items }),
        (any::<bool>(), vec(row(), 0..3))
            .prop_map(|(header, rows)| BlockBody::Table { header, rows }),
        pair().prop_map(|(url, label)| BlockBody::Link { url, label }),
        pair().prop_map(|(number, label)| BlockBody::Phone { number, label }),
        pair().prop_map(|(address, label)| BlockBody::Email { address, label }),
        vec(line(), 0..3).prop_map(|lines| BlockBody::Address { lines }),
        pair().prop_map(|(src, alt)| BlockBody::Image { src, alt }),
        (notice, vec(line(), 0..3)).prop_map(|(kind, lines)| BlockBody::Notice { kind, lines }),
    ]
}

/// Two texts that are often the same.
fn pair() -> impl Strategy<Value = (String, String)> {
    prop_oneof![text().prop_map(|t| (t.clone(), t)), (text(), text())]
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    vec(span(), 0..4)
}

fn span() -> impl Strategy<Value = Span> {
    let link = prop_oneof![Just(None), text().prop_map(Some)];
    (pair(), any::<bool>(), any::<bool>(), any::<bool>(), link).prop_map(
        |((text, same), strong, emphasis, own, link)| {
            let link = if own { Some(same) } else { link };
            Span { text, strong, emphasis, link }
        },
    )
}

fn item() -> impl Strategy<Value = ListItem> {
    (any::<u8>(), any::<bool>(), spans()).prop_map(|(depth, ordered, spans)| ListItem {
        depth,
        ordered,
        spans,
    })
}

fn line() -> impl Strategy<Value = Line> {
    spans().prop_map(|spans| Line { spans })
}

fn row() -> impl Strategy<Value = TableRow> {
    vec(line(), 0..3).prop_map(|cells| TableRow { cells })
}
