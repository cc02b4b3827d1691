//! Which modules of core a module of core may name.

use super::architecture::File;

/// Values and rules that stand on nothing but each other.
const GROUND: &[&str] = &["text", "time"];

/// What stands beside or under the features, and what joins them. Every other module is a feature.
const NO_FEATURES: &[&str] =
    &["text", "time", "store", "adapters", "ports", "error", "testing", "companion", "sync", "lib"];

/// The shape of what a pack holds: the words that all features read packs with.
const COMMON: [&str; 2] = ["packs", "format"];

/// Modules of the ground floor that name anything but the ground floor.
pub fn ground(files: &[File]) -> Vec<String> {
    breaches(files, |from, to| {
        GROUND.contains(&from) && to.first().is_some_and(|first| !GROUND.contains(first))
    })
}

/// Features that name another feature, save for the pack format.
pub fn features(files: &[File]) -> Vec<String> {
    breaches(files, |from, to| {
        let Some(first) = to.first() else { return false };
        !NO_FEATURES.contains(&from)
            && !NO_FEATURES.contains(first)
            && first.chars().all(|c| c.is_lowercase() || c == '_')
            && from != *first
            && !to.starts_with(&COMMON)
    })
}

fn breaches(files: &[File], breaks: impl Fn(&str, &[&str]) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for File { path, source } in files {
        let Some(inside) = path.strip_prefix("core/src/") else { continue };
        let from = inside.split(['/', '.']).next().unwrap_or_default();
        let depth = inside.trim_end_matches("/mod.rs").split('/').count();
        for named in named(&source.code, depth) {
            let segments: Vec<&str> = named.split("::").collect();
            if breaks(from, &segments) {
                found.push(format!("{path}: names {named}"));
            }
        }
    }
    found
}

/// Every path from the crate's root on that the code names, groups spelled out.
fn named(code: &str, depth: usize) -> Vec<String> {
    let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ").replace(":: ", "::");
    // In the tests at the end of a file `super` climbs one step less.
    let above = code.split("#[cfg(test)] mod tests {").next().unwrap_or_default();
    let climb = "super::".repeat(depth);
    let mut paths = Vec::new();
    for (code, root) in [(code.as_str(), "crate::"), (above, &climb)] {
        for (at, _) in code.match_indices(root) {
            // `super::super::super::` is one climb, not two.
            let before = code.get(..at).unwrap_or_default();
            if !before.ends_with("::") && !before.ends_with(|c: char| c.is_alphanumeric()) {
                spell_out(code.get(at + root.len()..).unwrap_or_default(), "", &mut paths);
            }
        }
    }
    paths
}

/// `a::{b, c::d} …` under `prefix` is `a::b` and `a::c::d`; gives how many bytes it took.
fn spell_out(text: &str, prefix: &str, paths: &mut Vec<String>) -> usize {
    if !text.starts_with('{') {
        let name = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
        let (head, tail) = text.split_at(name);
        let path = if prefix.is_empty() { head.to_owned() } else { format!("{prefix}::{head}") };
        if let Some(rest) = tail.strip_prefix("::") {
            return name + 2 + spell_out(rest, &path, paths);
        }
        paths.push(path);
        return name;
    }
    let mut at = 1;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with('}') {
            return at + 1;
        }
        // What it is called here is no path.
        if let Some(alias) = rest.strip_prefix(" as ") {
            at += 4 + alias.find([',', '}']).unwrap_or(alias.len());
            continue;
        }
        at += match rest.chars().next() {
            Some(c) if c.is_alphabetic() || c == '_' || c == '{' => spell_out(rest, prefix, paths),
            Some(c) => c.len_utf8(),
            None => 1,
        };
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{File, features, ground, named};
    use crate::suite::source::Source;

    fn file(path: &str, text: &str) -> [File; 1] {
        [File { path: path.to_owned(), source: Source::read(text) }]
    }

    #[test]
    fn groups_are_spelled_out() {
        let code = "use crate::{text::{Block, LanguageTag as Tag}, store};\n\
             let a = crate::guide::tree(super::x); use super::super::events;\n\
             #[cfg(test)]\nmod tests {\n    use super::super::own;\n}";
        let all = ["text::Block", "text::LanguageTag", "store", "guide::tree", "events"];
        assert_eq!(named(code, 2), all);
    }

    #[test]
    fn a_feature_names_no_other_feature_save_the_pack_format() {
        let text = "use crate::packs::format::PageFact;\nuse crate::packs::install;\n\
             use crate::{store::Store, events::agenda, guide::tree};\n// use crate::search;";
        assert_eq!(
            features(&file("core/src/guide/page.rs", text)),
            [
                "core/src/guide/page.rs: names packs::install",
                "core/src/guide/page.rs: names events::agenda",
            ]
        );
        assert!(features(&file("core/src/companion.rs", text)).is_empty());
        assert!(features(&file("cli/src/guide.rs", text)).is_empty());
    }

    #[test]
    fn the_ground_floor_stands_on_nothing_above() {
        let text = "use crate::text::Block; use crate::store::Store; fn a() -> crate::Result<()>";
        assert_eq!(ground(&file("core/src/time/zone.rs", text)).len(), 2);
        assert!(ground(&file("core/src/store.rs", text)).is_empty());
    }
}
