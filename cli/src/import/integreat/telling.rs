//! What became of a text's HTML, for the report.

use std::collections::BTreeMap;

use url::Url;

use crate::import::ImportReport;
use crate::import::html::Reading;
use crate::problem::Problem;

/// Counts a text, and says what an editor should look at; `id` where a file holds several things.
pub(super) fn tell(file: &str, id: Option<&str>, reading: &Reading, report: &mut ImportReport) {
    let before = id.map(|id| format!("{id}: ")).unwrap_or_default();
    let mut warn = |code, message: String| {
        let message = format!("{before}{message}");
        report.problems.push(Problem::warning(file, 0, code, message));
    };
    let mut schemes: BTreeMap<&str, usize> = BTreeMap::new();
    for scheme in &reading.refused_links {
        *schemes.entry(scheme).or_default() += 1;
    }
    for (scheme, count) in schemes {
        warn("link-refused", format!("links left out: {count} ({scheme}); their text is kept"));
    }
    if reading.counts.pictures_undescribed > 0 {
        let count = reading.counts.pictures_undescribed;
        warn(
            "picture-undescribed",
            format!(
                "pictures without a description: {count}; say in the square brackets what they show"
            ),
        );
    }
    if reading.counts.pictures_left_out > 0 {
        let count = reading.counts.pictures_left_out;
        warn(
            "picture-left-out",
            format!(
                "pictures left out that stand inside the text itself: {count}; save them in media/"
            ),
        );
    }
    if reading.counts.reduced_to_words > 0 {
        warn(
            "reduced-to-words",
            "the markup is too large or nested too deep; only the words were kept".into(),
        );
    }
    let misled =
        reading.bodies.iter().flat_map(|b| b.links()).filter(|l| leads_to_number(l)).count();
    if misled > 0 {
        warn(
            "link-to-number",
            format!("links to a web address that is only a number: {misled}; write [112](tel:112)"),
        );
    }
    report.html.add(&reading.counts);
}

/// Editors who type a number into the address field get the app's own web address before it.
fn leads_to_number(url: &str) -> bool {
    let Some(url) = Url::parse(url).ok().filter(|url| url.scheme().starts_with("http")) else {
        return false;
    };
    let path = url.path().trim_matches('/');
    let number = !path.is_empty() && path.chars().all(|c| c.is_ascii_digit() || c == '+');
    number || path.starts_with("tel:") || path.starts_with("mailto:")
}
