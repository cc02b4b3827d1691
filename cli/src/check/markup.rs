//! Marks of Markdown or HTML that readers would see as they are.

/// The first mark in a text that was meant to be formatting.
pub(super) fn dead(text: &str) -> Option<&'static str> {
    const MARKS: [&str; 8] = ["**", "](", "~~", "```", "[[", "]]", "&nbsp;", "&amp;"];
    const TAGS: [&str; 14] = [
        "<br", "<p>", "</", "<b>", "<i>", "<a ", "<em>", "<strong", "<div", "<span", "<img", "<ul",
        "<li", "<table",
    ];
    let lower = text.to_ascii_lowercase();
    MARKS.into_iter().chain(TAGS).find(|mark| lower.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_and_ordinary_text_is_not() {
        assert_eq!(dead("**wichtig"), Some("**"));
        assert_eq!(dead("one<BR>two"), Some("<br"));
        assert_eq!(dead("[Form](https://example.org"), Some("]("));
        for good in ["2 * 3 * 4", "a < b", "M&M", "____ (name)", "[1]", "C++", "5 > 3"] {
            assert_eq!(dead(good), None, "{good}");
        }
    }
}
