use companion_core::text::block::TableRow;
use companion_core::text::{BlockBody, Line, ListItem, NoticeKind, Span};
use proptest::prelude::*;

use super::{normal, read, write};
use companion_core::text::phone::phone_number;

fn blocks(text: &str) -> Vec<BlockBody> {
    read(text, 1).unwrap_or_else(|p| panic!("{p:#?}")).into_iter().map(|l| l.body).collect()
}

fn problems(text: &str) -> Vec<(u32, String)> {
    read(text, 1).expect_err(text).into_iter().map(|p| (p.line, p.message)).collect()
}

fn paragraph(spans: Vec<Span>) -> BlockBody {
    BlockBody::Paragraph { spans }
}

fn strong(text: &str) -> Span {
    Span { strong: true, ..Span::plain(text) }
}

fn item(depth: u8, ordered: bool, text: &str) -> ListItem {
    ListItem { depth, ordered, spans: vec![Span::plain(text)] }
}

#[test]
fn a_page_becomes_typed_blocks_with_their_lines() {
    let text = "## Anmeldung\n\nWer **neu** ist, geht *bald*\nzum [Amt](page:office).\n\n\
        - eins\n  - zwei\n    weiter\\\n    dritte Zeile\n1. drei\n\n\
        | Tag | Zeit |\n|---|---|\n| Mo | 8&#10;12 |\n\n\
        ![Plan](media/map.png)\n\n[030 123](tel:+49-30-123)\n\n<amt@example.org>\n\n\
        > [!WARNING]\n> Nicht\n> warten.\n>\n> Anrufen.\n\n\
        > [!ADDRESS]\n> **Amt**\n> Markt 1\n";
    let got = read(text, 10).unwrap();
    let lines: Vec<u32> = got.iter().map(|l| l.line).collect();
    assert_eq!(lines, [10, 12, 15, 19, 21, 25, 27, 29, 31, 37]);
    let bodies: Vec<BlockBody> = got.into_iter().map(|l| l.body).collect();
    let wire: Vec<String> = bodies.iter().map(|b| serde_json::to_string(b).unwrap()).collect();
    insta::assert_snapshot!(wire.join("\n"));
    assert_eq!(blocks(&write(&bodies)), bodies);
}

#[test]
fn what_is_not_in_the_dialect_is_named_with_its_line() {
    for (text, line, words) in [
        ("a\n\n# Title\n", 3, "front matter"),
        ("##### Deep\n", 1, "####"),
        ("Title\n---\n", 1, "##"),
        ("a\n\n---\n", 3, "heading"),
        ("a\n\n> quote\n", 3, "[!NOTE]"),
        ("> [!HINT]\n> a\n", 1, "[!NOTE]"),
        ("a `b` c\n", 1, "code"),
        ("a\n\n    code\n", 3, "four spaces"),
        ("```\ncode\n```\n", 1, "```"),
        ("a\nb <b>c</b>\n", 2, "HTML"),
        ("<script>alert(1)</script>\n", 1, "HTML"),
        ("<!-- hidden -->\n", 1, "HTML"),
        ("a\n\n[^1]: b\n", 3, "footnotes"),
        ("[Hint]: https://example.org\n", 1, "backslash"),
        ("[a](javascript:alert%281%29)\n", 1, "javascript"),
        ("[a](/relative)\n", 1, "https:"),
        ("a [](https://example.org)\n", 1, "without text"),
        ("[a](https://example.org \"title\")\n", 1, "title"),
        ("a ![b](media/b.png)\n", 1, "line of its own"),
        ("- ![b](media/b.png)\n", 1, "line of its own"),
        ("[![b](media/b.png)](https://example.org)\n", 1, "picture"),
        ("![b](../secret.png)\n", 1, "scheme"),
        ("- [ ] register\n", 1, "checklist"),
        ("- a\n  - b\n\n  c\n", 4, "item of its own"),
        ("- a\n  - b\n    - c\n      - d\n        - e\n", 5, "four levels"),
        ("- a\n\n  ## b\n", 3, "inside a list"),
        ("> [!NOTE]\n> - a\n", 2, "inside a notice"),
        ("| a |\n|---|\n| b | c |\n", 3, "2 cells"),
        ("a \u{202e}b\n", 1, "U+202E"),
    ] {
        let got = problems(text);
        assert_eq!(got.len(), 1, "{text:?}: {got:?}");
        assert_eq!(got[0].0, line, "{text:?}");
        assert!(got[0].1.contains(words), "{text:?}: {got:?}");
    }
}

#[test]
fn all_problems_are_told_at_once() {
    let lines: Vec<u32> =
        problems("# a\n\n`b`\n\n<c>\n\nd\n\n---\n").into_iter().map(|p| p.0).collect();
    assert_eq!(lines, [1, 3, 5, 9]);
}

#[test]
fn text_that_looks_like_markup_survives() {
    for text in [
        "1. Oktober",
        "2) zwei",
        "# kein Titel",
        "- Minus",
        "---",
        "+ plus",
        "> größer",
        "a * b * c",
        "snake_case_word",
        "[Klammer] (Text)",
        "[!NOTE]",
        "<b>fett</b>",
        "&amp; &#38; &nbsp",
        "AT&T;",
        "a | b",
        "\\ und \\\\",
        "C:\\*",
        "`code`",
        "Zeile\n===",
        "Zeile\n---",
        "a\n:-",
        "~~~",
        "ende \\",
        "عنوان (رقم) *",
        "10\u{a0}€",
        "[x]: https://example.org",
        "https://example.org/?a=1&copy=2",
    ] {
        let body = paragraph(vec![Span::plain(text)]);
        assert_eq!(blocks(&write(std::slice::from_ref(&body))), [body], "{text:?}");
        let list = BlockBody::List { items: vec![item(0, true, text), item(1, false, text)] };
        assert_eq!(blocks(&write(std::slice::from_ref(&list))), [list], "{text:?}");
    }
}

#[test]
fn the_common_case_is_written_as_a_person_would() {
    let body = paragraph(vec![
        Span::plain("Bring your "),
        strong("passport "),
        Span::plain("(or ID_card), then call "),
        Span::linked("030 123", "tel:+4930123"),
        Span::plain("\nfrom 8 - 12."),
    ]);
    assert_eq!(
        write(&[body]),
        "Bring your **passport** (or ID\\_card), then call [030 123](tel:+4930123)\\\nfrom 8 - 12.\n"
    );
}

#[test]
fn styles_change_inside_words_and_beside_punctuation() {
    let both = |text: &str| Span { emphasis: true, ..strong(text) };
    for spans in [
        vec![both("*"), strong("é"), Span::plain("مرحبا")],
        vec![Span::plain("Ver"), strong("ein."), Span::plain("Haus"), both("„tür"), strong("e")],
        vec![Span::linked("a", "page:a"), Span { strong: true, ..Span::linked("b", "page:a") }],
    ] {
        let body = paragraph(spans);
        assert_eq!(blocks(&write(std::slice::from_ref(&body))), [body]);
    }
}

#[test]
fn lists_of_one_kind_in_a_row_stay_apart() {
    let list = |ordered| BlockBody::List { items: vec![item(0, ordered, "a")] };
    for row in [vec![list(false); 3], vec![list(true); 3], vec![list(false), list(true)]] {
        assert_eq!(blocks(&write(&row)), row);
    }
}

#[test]
fn an_item_without_text_hands_its_items_up() {
    let list = BlockBody::List {
        items: vec![
            item(0, false, "a"),
            item(0, false, " "),
            item(1, false, "b"),
            item(3, true, "c"),
        ],
    };
    let want = vec![item(0, false, "a"), item(0, false, "b"), item(1, true, "c")];
    assert_eq!(normal(&list), [BlockBody::List { items: want }]);
}

#[test]
fn a_lone_link_becomes_a_button_only_if_nothing_is_lost() {
    let lone = |url: &str| normal(&paragraph(vec![Span::linked("x", url)]));
    let phone = |number: &str| vec![BlockBody::Phone { number: number.into(), label: "x".into() }];
    assert_eq!(lone("tel:+49%20(0)821/123-4"), phone("+498211234"));
    assert_eq!(lone("TEL:112"), phone("112"));
    assert!(matches!(lone("tel:0821123;ext=4")[..], [BlockBody::Paragraph { .. }]));
    assert!(matches!(lone("mailto:a@example.org?subject=b")[..], [BlockBody::Paragraph { .. }]));
    assert!(matches!(lone("mailto:a@example.org")[..], [BlockBody::Email { .. }]));
    assert!(matches!(lone("page:office")[..], [BlockBody::Link { .. }]));
    assert_eq!(phone_number("0821 1 oder 2"), None);
}

#[test]
fn hostile_texts_end_in_bounded_time() {
    for text in [
        "> ".repeat(20_000),
        "- ".repeat(20_000),
        "[".repeat(50_000),
        "*a_".repeat(20_000),
        "![[]()".repeat(10_000),
        "<".repeat(50_000),
        "&".repeat(50_000),
        "|".repeat(20_000) + "\n" + &"-|".repeat(20_000),
    ] {
        let _ = read(&text, 1);
        let body = paragraph(vec![Span::plain(text.as_str())]);
        assert_eq!(blocks(&write(std::slice::from_ref(&body))), normal(&body));
    }
}

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "a", "b", "Wort", " ", " ", "\n", "*", "**", "_", "__", "[", "]", "(", ")", "![", "](",
            "1.", "12)", "#", "##", "|", "||", "-", "--", "---", "+", "=", "==", ">", "<", "<b>", "</a>",
            "&amp;", "&", ";", "&#10;", "&copy", "\\", "\\\\", "`", "```", "~", "~~", "!", "?", ":",
            ":-", ".", ",", "\u{a0}", "\t", "  ", "\r\n", "مرحبا", "ትግርኛ", "é", "e\u{301}", "€", "„", "“",
            "👍", "\u{200c}", "\u{200f}", "ा", "[!NOTE]", "[!ADDRESS]", "[x]", "[^1]", "{", "}", "$",
            "^", "https://example.org/a_b*c", "<https://a.b>", "x@example.org", "+++", "\u{2028}", "\u{3000}",
        ]).prop_map(str::to_owned),
        1 => "[a-z*_\\[\\]#|<>&\\\\ ]{0,4}",
    ];
    prop::collection::vec(piece, 0..7).prop_map(|p| p.concat())
}

fn url() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "https://example.org/",
            "http://example.org/a(b)c",
            "https://example.org/a b",
            "https://example.org/?a=1&amp;b=2&copy=3;",
            "https://example.org/ä/مرحبا",
            "https://example.org/a_b*c[d]`e`|<f>\\g",
            "https://example.org/)(",
            "tel:+4982112345",
            "tel:0821/123-4",
            "tel:1;ext=2",
            "mailto:a@example.org",
            "mailto:a@example.org?subject=b%20c",
            "page:registration",
            "place:other/town-hall",
            "geo:48.1,10.8",
        ])
        .prop_map(str::to_owned),
        "https://[a-z*_()\\[\\]|<>&;#\\\\ `'\"!]{1,8}".prop_map(|u| u.trim().to_owned()),
    ]
}

fn span() -> impl Strategy<Value = Span> {
    (nasty(), any::<bool>(), any::<bool>(), prop::option::weighted(0.3, url()))
        .prop_map(|(text, strong, emphasis, link)| Span { text, strong, emphasis, link })
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(span(), 0..5)
}

fn line() -> impl Strategy<Value = Line> {
    spans().prop_map(|spans| Line { spans })
}

fn body() -> impl Strategy<Value = BlockBody> {
    let list_item = (0u8..6, any::<bool>(), spans()).prop_map(|(depth, ordered, spans)| ListItem {
        depth,
        ordered,
        spans,
    });
    let row = prop::collection::vec(line(), 1..4).prop_map(|cells| TableRow { cells });
    let kind = prop::sample::select(vec![
        NoticeKind::Note,
        NoticeKind::Tip,
        NoticeKind::Important,
        NoticeKind::Warning,
        NoticeKind::Caution,
    ]);
    prop_oneof![
        3 => spans().prop_map(paragraph),
        1 => (0u8..8, spans()).prop_map(|(level, spans)| BlockBody::Heading { level, spans }),
        3 => prop::collection::vec(list_item, 0..8).prop_map(|items| BlockBody::List { items }),
        1 => (any::<bool>(), prop::collection::vec(row, 0..4))
            .prop_map(|(header, rows)| BlockBody::Table { header, rows }),
        1 => (url(), nasty()).prop_map(|(url, label)| BlockBody::Link { url, label }),
        1 => ("[+]?[0-9]{1,9}", nasty()).prop_map(|(number, label)| BlockBody::Phone { number, label }),
        1 => ("[a-z]{1,4}@[a-z]{1,4}\\.org", nasty())
            .prop_map(|(address, label)| BlockBody::Email { address, label }),
        1 => prop::collection::vec(line(), 0..4).prop_map(|lines| BlockBody::Address { lines }),
        1 => (prop::sample::select(vec!["media/a b(1).png", "https://example.org/a_b.png?x=1&y=2"]), nasty())
            .prop_map(|(src, alt)| BlockBody::Image { src: src.into(), alt }),
        1 => (kind, prop::collection::vec(line(), 0..4))
            .prop_map(|(kind, lines)| BlockBody::Notice { kind, lines }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn what_is_written_is_read_back_in_its_normal_form(
        bodies in prop::collection::vec(body(), 0..6),
    ) {
        let text = write(&bodies);
        let want: Vec<BlockBody> = bodies.iter().flat_map(normal).collect();
        let got = read(&text, 1).map(|l| l.into_iter().map(|l| l.body).collect::<Vec<_>>());
        prop_assert_eq!(got.as_ref(), Ok(&want), "{}", text);
        // The normal form is its own, and writing it again changes nothing.
        let again: Vec<BlockBody> = want.iter().flat_map(normal).collect();
        prop_assert_eq!(&again, &want);
        prop_assert_eq!(write(&want), text);
    }

    #[test]
    fn any_text_at_all_is_read_or_refused(text in "\\PC*", nasty in prop::collection::vec(nasty(), 0..40)) {
        for text in [text, nasty.concat()] {
            if let Ok(located) = read(&text, 1) {
                let bodies: Vec<BlockBody> = located.into_iter().map(|l| l.body).collect();
                prop_assert_eq!(blocks(&write(&bodies)), bodies);
            }
        }
    }
}
