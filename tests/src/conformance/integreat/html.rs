//! HTML as words and links, read without a tree and without anything of the importer.

use std::collections::{BTreeMap, BTreeSet};

use scraper::Html;

/// How often each word is there.
pub(super) type Words = BTreeMap<String, usize>;

/// What a piece of HTML says.
pub(super) struct Content {
    pub(super) words: Words,
    /// Words of addresses and descriptions, which may stand for a link or picture without any text.
    pub(super) attribute_words: Words,
    pub(super) links: BTreeSet<String>,
}

const HIDDEN: [&str; 13] = [
    "script", "style", "noscript", "template", "iframe", "object", "video", "audio", "svg", "math",
    "canvas", "head", "embed",
];
/// Elements that stand in the middle of a word; all others end it.
const INSIDE_WORDS: [&str; 23] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "em", "font", "i", "ins", "label",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u", "wbr",
];

impl Content {
    pub(super) fn of(html: &str) -> Self {
        let (mut text, mut attributes) = (String::new(), String::new());
        let mut links = BTreeSet::new();
        let mut rest = html;
        // The open link: its address, where its text started, whether a picture is in it.
        let mut link: Option<(String, usize, bool)> = None;
        while let Some(at) = rest.find('<') {
            let (before, from) = rest.split_at(at);
            text.push_str(&decoded(before));
            let Some(tag) = Tag::at(from) else {
                text.push('<');
                rest = from.get(1..).unwrap_or_default();
                continue;
            };
            rest = tag.rest;
            if tag.name == "a"
                && let Some((url, start, picture)) = link.take()
            {
                let said = text.get(start..).is_some_and(|t| !t.trim().is_empty());
                if said || (picture && !is_picture(&url)) {
                    links.extend(Some(url).filter(|url| leads(url)));
                }
            }
            for value in ["href", "src", "alt", "title", "data"].map(|name| tag.attribute(name)) {
                attributes.push(' ');
                attributes.push_str(&value.unwrap_or_default());
            }
            match (tag.name.as_str(), tag.closing) {
                ("a", false) => {
                    link = tag.attribute("href").map(|url| (url, text.len(), false));
                }
                ("img", _) => {
                    if let Some(link) = &mut link {
                        link.2 = true;
                    }
                }
                (name, false) if HIDDEN.contains(&name) => rest = after_end(rest, name),
                _ => {}
            }
            if !INSIDE_WORDS.contains(&tag.name.as_str()) {
                text.push(' ');
            }
        }
        text.push_str(&decoded(rest));
        Self { words: words(&text), attribute_words: words(&attributes), links }
    }
}

impl Content {
    /// This and more HTML behind it.
    pub(super) fn with(mut self, html: &str) -> Self {
        let more = Self::of(html);
        for (word, n) in more.words {
            *self.words.entry(word).or_default() += n;
        }
        for (word, n) in more.attribute_words {
            *self.attribute_words.entry(word).or_default() += n;
        }
        self.links.extend(more.links);
        self
    }
}

/// Runs of letters and digits, with the marks that belong to them.
pub(super) fn words(text: &str) -> Words {
    let mut words = Words::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        *words.entry(word.to_owned()).or_default() += 1;
    }
    words
}

/// A title as it is read: entities decoded, one space between words.
pub(super) fn plain(text: &str) -> String {
    decoded(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn decoded(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let html = Html::parse_fragment(&text.replace('<', "&lt;"));
    html.root_element().text().collect()
}

struct Tag<'a> {
    name: String,
    closing: bool,
    inside: &'a str,
    rest: &'a str,
}

impl<'a> Tag<'a> {
    /// The tag or comment that `html` starts with.
    fn at(html: &'a str) -> Option<Self> {
        if let Some(comment) = html.strip_prefix("<!--") {
            let rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            return Some(Self { name: "b".into(), closing: true, inside: "", rest });
        }
        let inside = html.strip_prefix('<')?;
        let (inside, closing) = inside.strip_prefix('/').map_or((inside, false), |i| (i, true));
        inside.chars().next().filter(char::is_ascii_alphabetic)?;
        let mut quote = None;
        let mut before = ' ';
        let end = inside.char_indices().find_map(|(at, c)| {
            match quote {
                Some(q) if q == c => quote = None,
                None if before == '=' && (c == '"' || c == '\'') => quote = Some(c),
                None if c == '>' => return Some(at),
                _ => {}
            }
            before = c;
            None
        });
        let (inside, rest) = inside.split_at(end?);
        let name = inside.split(|c: char| c.is_whitespace() || c == '/').next()?;
        let rest = rest.get(1..).unwrap_or_default();
        Some(Self { name: name.to_ascii_lowercase(), closing, inside, rest })
    }

    fn attribute(&self, name: &str) -> Option<String> {
        let lower = self.inside.to_ascii_lowercase();
        let mut from = 0;
        while let Some(at) = lower.get(from..).and_then(|l| l.find(name)).map(|at| from + at) {
            from = at + name.len();
            let starts = lower.get(..at).is_some_and(|b| b.ends_with(|c: char| c.is_whitespace()));
            let Some(value) =
                self.inside.get(from..).and_then(|v| v.trim_start().strip_prefix('='))
            else {
                continue;
            };
            let value = value.trim_start();
            let quoted = ['"', '\''].iter().find_map(|q| value.strip_prefix(*q)?.split(*q).next());
            let bare = value.split(char::is_whitespace).next();
            if starts {
                return quoted.or(bare).map(decoded);
            }
        }
        None
    }
}

fn after_end<'a>(html: &'a str, name: &str) -> &'a str {
    let end = html.to_ascii_lowercase().find(&format!("</{name}"));
    let rest = end.and_then(|at| html.get(at..)).unwrap_or_default();
    rest.split_once('>').map_or("", |(_, rest)| rest)
}

fn is_picture(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"].iter().any(|e| path.ends_with(e))
}

/// Whether an address leads anywhere at all, by a scheme that a reader may be sent to.
fn leads(url: &str) -> bool {
    let url = url.trim();
    let Some((scheme, rest)) = url.split_once(':') else {
        return !url.is_empty() && !url.starts_with('#');
    };
    let scheme = scheme.to_ascii_lowercase();
    ["https", "http", "tel", "mailto", "sms", "geo"].contains(&scheme.as_str())
        && !rest.trim_matches('/').trim().is_empty()
}

/// One spelling for addresses that mean the same: numbers without what stands between digits, pages by path.
pub(super) fn same_link(link: &str) -> String {
    let link: String = link.trim().chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    let (scheme, rest) = link.split_once(':').unwrap_or(("", &link));
    match scheme.to_ascii_lowercase().as_str() {
        "tel" => {
            let rest = percent_decoded(rest).replacen("(0)", "", 1);
            let digits = rest.chars().filter(|c| c.is_ascii_digit() || "+*#".contains(*c));
            format!("tel:{}", digits.collect::<String>())
        }
        "mailto" => format!("mailto:{rest}"),
        "http" | "https" if rest.contains("integreat") => {
            let path = percent_decoded(rest);
            let path = path.split(['?', '#']).next().unwrap_or_default();
            let path = path.trim_start_matches('/').trim_end_matches('/');
            format!("integreat:{}", path.split_once('/').map_or(path, |(_, path)| path))
        }
        _ => percent_decoded(&link),
    }
}

/// The last part of a path.
pub(super) fn last_part(link: &str) -> Option<&str> {
    link.trim_end_matches('/').rsplit('/').next().filter(|part| !part.is_empty())
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = text.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        let code = part.get(..2).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend(part.bytes().skip(2));
            }
            None => {
                bytes.push(b'%');
                bytes.extend(part.bytes());
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
