//! Addresses and characters as they come from an editor's browser.

use companion_core::text::block::{LINK_SCHEMES, check_link, link_scheme};
use url::Url;

/// What an `href` leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Href {
    /// An address that may be shown, its bytes as they were save white space around it.
    Leads(String),
    /// Nothing: empty, a mark on the same page, or a bare `https://`.
    Nowhere,
    /// A scheme that may not reach a reader.
    Refused(String),
}

impl Href {
    /// Looks at an `href` or `src`; relative ones start from `base`.
    pub fn read(raw: &str, base: Option<&Url>) -> Self {
        let url: String = raw.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
        if url.is_empty() || url.starts_with('#') {
            return Self::Nowhere;
        }
        if let Some(scheme) = link_scheme(&url) {
            let rest = url.get(scheme.len() + 1..).unwrap_or_default();
            if !LINK_SCHEMES.contains(&scheme.as_str()) {
                return Self::Refused(scheme.chars().take(40).collect());
            }
            if rest.trim_matches('/').trim().is_empty() {
                return Self::Nowhere;
            }
            return Self::checked(url);
        }
        if url.starts_with("//") {
            return Self::checked(format!("https:{url}"));
        }
        if url.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www.")) {
            return Self::checked(format!("https://{url}"));
        }
        if url.contains('@') && !url.contains(['/', ' ']) {
            return Self::checked(format!("mailto:{url}"));
        }
        match base.and_then(|base| base.join(&url).ok()) {
            Some(url) => Self::checked(url.into()),
            None => Self::Refused("relative".into()),
        }
    }

    fn checked(url: String) -> Self {
        match check_link(&url) {
            Ok(()) => Self::Leads(url),
            Err(_) => Self::Refused("invisible character".into()),
        }
    }
}

/// Whether an address is a picture file.
pub(super) fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let extension = path.rsplit_once('.').map(|(_, e)| e.to_ascii_lowercase());
    matches!(
        extension.as_deref(),
        Some("png" | "jpg" | "jpeg" | "gif" | "svg" | "webp" | "avif" | "bmp" | "ico")
    )
}

/// An address as one would read it out, for links whose only content was a picture.
pub(super) fn shown(url: &str) -> String {
    ["https://", "http://", "mailto:", "tel:"]
        .iter()
        .find_map(|start| url.strip_prefix(start))
        .unwrap_or(url)
        .to_owned()
}

/// Text without what may disguise it: no-break spaces become spaces, direction overrides become isolates
/// (UAX 9, section 2.7, asks for these instead), other control characters go.
pub(super) fn clean_text(text: &str) -> String {
    text.chars().filter_map(clean_char).collect()
}

fn clean_char(c: char) -> Option<char> {
    match c {
        '\u{a0}' => Some(' '),
        '\n' | '\t' => Some(c),
        '\u{202a}' | '\u{202d}' => Some('\u{2066}'),
        '\u{202b}' | '\u{202e}' => Some('\u{2067}'),
        '\u{202c}' => Some('\u{2069}'),
        '\u{feff}' => None,
        c if c.is_control() => c.is_whitespace().then_some(' '),
        c => Some(c),
    }
}
