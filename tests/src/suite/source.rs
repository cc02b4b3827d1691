//! Code, comments and literals of a Rust file, told apart without a parser.

/// A Rust file in two readings, both with the line numbers of the file.
#[derive(Debug, Default)]
pub struct Source {
    /// The code alone: comments left out, literals empty.
    pub code: String,
    /// What stands inside string literals; everything else blank.
    pub strings: String,
}

impl Source {
    /// Tells them apart.
    pub fn read(text: &str) -> Self {
        let mut source = Self::default();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let (length, kind) = token(rest, first, source.code.chars().next_back());
            let (taken, after) = rest.split_at(length);
            for c in taken.chars() {
                let blank = if c == '\n' { '\n' } else { ' ' };
                let (code, string) = match kind {
                    Kind::Code => (c, blank),
                    Kind::String => (blank, c),
                    Kind::Aside => (blank, blank),
                };
                source.code.push(code);
                source.strings.push(string);
            }
            rest = after;
        }
        source
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Code,
    String,
    Aside,
}

/// How many bytes the next piece has, and what it is.
fn token(rest: &str, first: char, before: Option<char>) -> (usize, Kind) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), Kind::Aside);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), Kind::Aside);
    }
    let inside_a_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if !inside_a_name && let Some(length) = raw_string(rest) {
        return (length, Kind::String);
    }
    match first {
        '"' => (quoted(rest, '"'), Kind::String),
        '\'' if is_character(rest) => (quoted(rest, '\''), Kind::Aside),
        _ => (first.len_utf8(), Kind::Code),
    }
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(tail) = rest.get(at..).filter(|tail| !tail.is_empty()) {
        if tail.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if tail.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += tail.chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#`, also of bytes.
fn raw_string(rest: &str) -> Option<usize> {
    let tail = rest.strip_prefix("br").or_else(|| rest.strip_prefix('r'))?;
    let hashes = tail.len() - tail.trim_start_matches('#').len();
    let body = tail.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(rest.len() - body.len() + length)
}

/// From one quote to the next that no backslash goes before.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// `'a'` and `'\n'` are characters, `'a` a lifetime.
fn is_character(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    chars.next().is_some_and(|c| c == '\\') || chars.next() == Some('\'')
}

#[cfg(test)]
mod tests {
    use super::Source;

    #[test]
    fn words_count_only_where_they_are_code() {
        let text = "// use reqwest\nfn a<'x>(b: &'x str) -> char { /* uniffi /* too */ */ '\"' }\n\
             const SQL: &str = r#\"SELECT \"x\" FROM page\"#; const T: &str = \"a \\\" // b\";\nlet var\"\"";
        let source = Source::read(text);
        for absent in ["reqwest", "uniffi", "SELECT", "// b"] {
            assert!(!source.code.contains(absent), "{absent} in {}", source.code);
        }
        assert!(source.code.contains("fn a<'x>(b: &'x str) -> char {"));
        assert!(source.strings.contains("SELECT \"x\" FROM page"));
        assert!(source.strings.contains("a \\\" // b"));
        assert_eq!(source.code.lines().count(), text.lines().count());
    }
}
