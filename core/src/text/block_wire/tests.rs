//! That the short form loses nothing, and that whatever else comes along is refused without a panic.

use proptest::prelude::*;
use serde_json::Value;

use crate::text::arbitrary::block;
use crate::text::{BlockBody, Line, ListItem, NoticeKind, Span};

proptest! {
    #[test]
    fn what_is_written_is_read_again(body in block()) {
        let written = serde_json::to_string(&body).unwrap();
        prop_assert_eq!(serde_json::from_str::<BlockBody>(&written).unwrap(), body);
    }

    #[test]
    fn whatever_is_read_is_written_in_one_way(text in "\\[[\\[\\]\",ahpltb0-9 ]{0,24}\\]") {
        if let Ok(body) = serde_json::from_str::<BlockBody>(&text) {
            let written = serde_json::to_value(&body).unwrap();
            prop_assert_eq!(serde_json::from_value::<BlockBody>(written).unwrap(), body);
        }
    }
}

#[test]
fn the_plainest_block_is_the_shortest() {
    let written = |body: BlockBody| serde_json::to_string(&body).unwrap();
    let plain = BlockBody::Paragraph { spans: vec![Span::plain("Hello")] };
    assert_eq!(written(plain), r#"["p","Hello"]"#);
    let bold = Span { strong: true, ..Span::plain("now") };
    let mixed = BlockBody::Paragraph { spans: vec![Span::plain("Call "), bold] };
    assert_eq!(written(mixed), r#"["p",["Call ",["b","now"]]]"#);
    let linked = BlockBody::Paragraph { spans: vec![Span::linked("here", "page:x")] };
    assert_eq!(written(linked), r#"["p",[["a","here","page:x"]]]"#);
    let same = "https://example.org/".to_owned();
    let link = BlockBody::Link { url: same.clone(), label: same };
    assert_eq!(written(link), r#"["a","https://example.org/"]"#);
    let item = |depth, ordered| ListItem { depth, ordered, spans: vec![Span::plain("x")] };
    let list = BlockBody::List { items: vec![item(0, false), item(1, true)] };
    assert_eq!(written(list), r#"["l",["x",[3,"x"]]]"#);
    let lines = vec![Line { spans: vec![Span::plain("Careful")] }];
    let notice = BlockBody::Notice { kind: NoticeKind::Warning, lines };
    assert_eq!(written(notice), r#"["note","warning",["Careful"]]"#);
}

#[test]
fn what_is_no_block_is_refused() {
    for text in [
        "[]",
        "{}",
        "\"p\"",
        r#"["p"]"#,
        r#"["p",1]"#,
        r#"["x","text"]"#,
        r#"["h",-1,"text"]"#,
        r#"["h",999,"text"]"#,
        r#"["l",[[512,"deep"]]]"#,
        r#"["l","text"]"#,
        r#"["p",[["z","text"]]]"#,
        r#"["p",[["","text"]]]"#,
        r#"["p",[["a","text",1]]]"#,
        r#"["note","shout",["text"]]"#,
        r#"["tel","112"]"#,
        r#"["img","media/a.png"]"#,
    ] {
        let value: Value = serde_json::from_str(text).unwrap();
        assert!(serde_json::from_value::<BlockBody>(value).is_err(), "{text}");
    }
}
