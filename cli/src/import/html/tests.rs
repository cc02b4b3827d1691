use companion_core::text::BlockBody;
use proptest::prelude::*;
use url::Url;

use super::{Counts, Href, Reading, decode_entities, read};
use crate::markdown;

fn page_of(url: &str) -> Option<String> {
    (url == "https://town.example/town/de/office/").then(|| "page:office".to_owned())
}

fn reading(html: &str) -> Reading {
    let base = Url::parse("https://town.example/town/de/here/").unwrap();
    let reading = read(html, Some(&base), &page_of);
    for body in &reading.bodies {
        body.check_safe().unwrap_or_else(|e| panic!("{e}: {body:?}"));
    }
    let written = markdown::write(&reading.bodies);
    let read_back = markdown::read(&written, 1).unwrap_or_else(|p| panic!("{p:?}\n{written}"));
    let bodies: Vec<BlockBody> = read_back.into_iter().map(|l| l.body).collect();
    assert_eq!(bodies, reading.bodies, "{written}");
    reading
}

/// As Markdown, which is easier to read than blocks.
fn shown(html: &str) -> String {
    markdown::write(&reading(html).bodies)
}

fn counts(html: &str) -> Counts {
    reading(html).counts
}

#[test]
fn contact_lines_stay_one_paragraph_and_lose_their_icons() {
    let html = "<div>\r\n<p style=\"padding-left: 30px;\"><strong>Advice&nbsp;centre </strong><br>\
        <img src=\"https://cms.example/static/svg/pin.svg\" style=\"width: 15px\"> Main St. 1<br>\
        <img src=\"https://cms.example/u/002-call.png\" alt=\"\" width=\"18\" height=\"18\">&#160;\
        <a href=\"tel:+49301234\">030 1234</a><br />\r\n<a class=\"x\" href=\" mailto:a@town.example \">a@town.example</a></p>\r\n</div>";
    assert_eq!(
        shown(html),
        "**Advice centre**\\\nMain St. 1\\\n[030 1234](tel:+49301234)\\\n[a@town.example](mailto:a@town.example)\n"
    );
    assert_eq!(counts(html).icons_left_out, 2);
    assert_eq!(counts(html).links, 2);
}

#[test]
fn structure_becomes_blocks() {
    let html = "<h1>One</h1>loose<h3><strong>Three</strong></h3><p>a<br><br>b</p><h6>Six</h6>\
        <ul><li>x<ul><li><p>y</p><p>z</p></li></ul>after</li><li><h4>Head</h4>text</li></ul>\
        <ol><li>1</li></ol><blockquote><p>quoted</p></blockquote><p> &nbsp; </p><hr>\
        <dl><dt>Term</dt><dd>Meaning</dd></dl><pre>l1\nl2</pre>";
    assert_eq!(
        shown(html),
        "## One\n\nloose\n\n### Three\n\na\n\nb\n\n#### Six\n\n\
         - x\n  - y\\\n    z\n- after\n- **Head**\\\n  text\n\n1. 1\n\nquoted\n\n\
         **Term**\n\nMeaning\n\nl1\\\nl2\n"
    );
}

#[test]
fn tables_are_tables_unless_they_only_arrange() {
    let table = "<table><caption>Hours</caption><tr><th>Day</th><th>Time</th><th></th></tr>\
        <tr><td rowspan=\"2\">Mo</td><td>8<br>12</td></tr><tr><td>14|18</td></tr></table>";
    assert_eq!(
        shown(table),
        "Hours\n\n| Day | Time |\n| --- | --- |\n| Mo | 8&#10;12 |\n|  | 14\\|18 |\n"
    );
    let arranged = "<table><tr><td><h3>A</h3><ul><li>b</li></ul></td><td></td></tr></table>";
    assert_eq!(shown(arranged), "### A\n\n- b\n");
    let wide = format!("<table><tr>{}</tr><tr><td>z</td></tr></table>", "<td>x</td>".repeat(60));
    assert!(matches!(reading(&wide).bodies[0], BlockBody::Paragraph { .. }));
}

#[test]
fn links_keep_their_bytes_or_are_told() {
    for (href, want) in [
        ("https://a.example/%C3%A4?x=1&amp;y=(2)", "https://a.example/%C3%A4?x=1&y=(2)"),
        ("//a.example/b", "https://a.example/b"),
        ("www.a.example", "https://www.a.example"),
        ("../office/", "page:office"),
        ("/town/de/office/", "page:office"),
        ("files/a.pdf", "https://town.example/town/de/here/files/a.pdf"),
        ("info@a.example", "mailto:info@a.example"),
        ("tel:+49 (0) 30/1", "tel:+49 (0) 30/1"),
    ] {
        let links: Vec<String> = reading(&format!("<p>see <a href=\"{href}\">text</a> now</p>"))
            .bodies
            .iter()
            .flat_map(BlockBody::links)
            .collect();
        assert_eq!(links, [want], "{href}");
    }
    for bad in [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\nscript:x",
        "data:text/html,x",
        "file:///etc",
        "page:x",
    ] {
        let reading = reading(&format!("<a href=\"{bad}\">text</a>"));
        assert_eq!(markdown::write(&reading.bodies), "text\n", "{bad}");
        assert_eq!((reading.counts.links, reading.counts.links_refused), (0, 1), "{bad}");
    }
    for nowhere in ["", "#top", "https://", "mailto:", "tel: "] {
        assert_eq!(Href::read(nowhere, None), Href::Nowhere, "{nowhere}");
    }
}

#[test]
fn a_link_around_a_picture_keeps_an_address_and_something_to_press() {
    let full = "<a href=\"https://a.example/big.jpg\"><img src=\"https://a.example/small.jpg\" alt=\"Map\"></a>";
    assert_eq!(shown(full), "![Map](https://a.example/big.jpg)\n");
    let other =
        "<a href=\"https://a.example/x\"><img src=\"https://a.example/y.png\" alt=\"Our map\"></a>";
    assert_eq!(
        shown(other),
        "![Our map](https://a.example/y.png)\n\n[Our map](https://a.example/x)\n"
    );
    let icon = "<p>go <a href=\"https://a.example/x\"><img src=\"i.png\" width=\"16\"></a>now</p>";
    assert_eq!(shown(icon), "go [a.example/x](https://a.example/x) now\n");
    let twice = "<p><a href=\"https://a.example/x\"><img src=\"i.png\" width=\"16\"></a> <a href=\"https://a.example/x\">X</a>.</p>";
    assert_eq!(shown(twice), "[X](https://a.example/x).\n");
    assert_eq!(counts("<a href=\"https://a.example\"> </a>").links_blank, 1);
}

#[test]
fn pictures_that_cannot_be_shown_leave_a_link_or_their_words() {
    assert_eq!(
        shown("<img src=\"http://a.example/p.jpg\" alt=\"Town hall\">"),
        "[Town hall](http://a.example/p.jpg)\n"
    );
    assert_eq!(
        shown("<p>x <img src=\"data:image/png;base64,AAAA\" alt=\"Town hall\"></p>"),
        "x Town hall\n"
    );
    let c = counts(
        "<img src=\"https://a.example/p.jpg\" width=\"300\" onerror=\"alert(1)\"><img src=\"data:x\">",
    );
    assert_eq!((c.pictures, c.pictures_undescribed, c.pictures_left_out), (1, 1, 1));
}

#[test]
fn active_content_goes_and_films_become_links() {
    let html = "<p>a</p><script>alert('<p>b</p>')</script><style>p{}</style><p onclick=\"x()\">c</p>\
        <iframe src=\"https://film.example/1\" title=\"A film\"></iframe>";
    assert_eq!(shown(html), "a\n\nc\n\n[A film](https://film.example/1)\n");
    assert_eq!((counts(html).active_left_out, counts(html).embedded), (2, 1));
}

#[test]
fn disguises_are_taken_off() {
    assert_eq!(shown("<p>\u{202d}0821\u{202c} \u{feff}x\u{7}</p>"), "\u{2066}0821\u{2069} x\n");
    assert_eq!(decode_entities("Mit &amp; f&#252;r <3 &copy;"), "Mit & für <3 ©");
}

#[test]
fn hostile_markup_costs_little_and_keeps_its_words() {
    let (deep, many) = (100_000, 25_000);
    for html in [
        format!("{}word{}", "<div>".repeat(deep), "</div>".repeat(deep)),
        format!("{}word", "<b>".repeat(many)),
        format!("{}word", "<b><i><font><p>".repeat(many)),
        format!("{}word", "<ul><li>".repeat(many)),
        format!("{}word", "<table><tr><td>".repeat(many)),
        format!("<p {}>word</p>", "a=1 ".repeat(many)),
        format!("<p>word<a {}", "x".repeat(many)),
        format!("<p>word</p>{}", "<p><br>".repeat(many)),
        format!("word{}", "<!--".repeat(many)),
        format!("word{}", "</".repeat(many)),
        format!("word{}", "<script>".repeat(many)),
        format!("word {}", "&amp".repeat(many)),
        format!("<p>{}</p>", "word ".repeat(200_000)),
    ] {
        let reading = reading(&html);
        let text: String = reading.bodies.iter().map(BlockBody::plain_text).collect();
        assert!(text.contains("word"), "{}", &html[..40]);
    }
}

proptest! {
    #[test]
    fn any_html_becomes_blocks_that_can_be_written_and_read(
        parts in prop::collection::vec(prop::sample::select(vec![
            "a", " ", "b c", "\n", "&nbsp;", "&amp;", "<", ">", "*", "_", "1. ", "# ", "|", "\\",
            "<p>", "</p>", "<div>", "</div>", "<br>", "<br><br>", "<b>", "</b>", "<em>", "</em>",
            "<ul>", "</ul>", "<ol>", "</ol>", "<li>", "</li>", "<h2>", "</h2>", "<h5>", "</h5>",
            "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th>", "</th>", "<td colspan=2 rowspan=3>",
            "<a href='https://a.example/(x) y'>", "<a href='tel:0821 1'>", "<a href='javascript:x'>", "</a>",
            "<img src='https://a.example/i.png' alt='*x*'>", "<img src='i.png' width=10>", "<hr>",
            "<blockquote>", "</blockquote>", "<pre>", "</pre>", "<span>", "</span>", "<iframe src='https://f.example'></iframe>",
            "<!-- x -->", "<script>", "</script>", "<dt>", "<caption>", "\u{202e}", "مرحبا", "\u{0}", "\u{a0}",
        ]), 0..40),
    ) {
        let html = parts.concat();
        let _ = reading(&html);
    }
}
