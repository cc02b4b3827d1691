//! CLDR's tables as `core/data/locale/cldr.txt` has them, and `near.txt`, which rows of them we follow unasked.
//!
//! Both files come with the app and are read once. Tests read them strictly; at run time a line that does not fit is
//! passed over, so that a fault in a table costs one rule and no start.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

const CLDR: &str = include_str!("../../../data/locale/cldr.txt");
const NEAR: &str = include_str!("../../../data/locale/near.txt");

/// Everything that the two files say.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    /// Distances of languages, scripts and regions that no row names.
    pub defaults: (u32, u32, u32),
    /// Regional forms that others of their language are measured by.
    pub paradigm: Vec<&'static str>,
    /// The distance of a language that is wanted from one that there is.
    pub languages: BTreeMap<&'static str, BTreeMap<&'static str, u32>>,
    /// Rows of scripts by the wanted language.
    pub scripts: BTreeMap<&'static str, Vec<ScriptRow>>,
    /// Rows of regions by language, in order.
    pub regions: BTreeMap<&'static str, Vec<RegionRow>>,
    /// Patterns of regions; the place of one is its bit in a [`RegionRow`].
    patterns: Vec<Pattern>,
    clusters: BTreeMap<&'static str, BTreeSet<&'static str>>,
    contains: BTreeMap<&'static str, Vec<&'static str>>,
    /// Scripts, and regions where a text in them is in the script's usual language and not in the region's.
    pub foreign: BTreeMap<&'static str, Vec<&'static str>>,
    /// Tags from before RFC 4646, in small letters.
    pub legacy: BTreeMap<String, &'static str>,
    /// Languages that are served for another without a question.
    pub near: BTreeSet<(&'static str, &'static str)>,
    /// Languages that are offered for another, and never served unasked.
    pub asked: BTreeSet<(&'static str, &'static str)>,
    /// Those of both that CLDR has not.
    pub own: BTreeSet<(&'static str, &'static str)>,
    /// Lines that could not be read: file and line.
    pub faults: Vec<String>,
}

/// The distance of two scripts within two languages.
#[derive(Debug)]
pub(crate) struct ScriptRow {
    pub wanted: &'static str,
    pub language: &'static str,
    pub script: &'static str,
    pub distance: u32,
}

/// The distance of two groups of regions within a language.
#[derive(Debug)]
pub(crate) struct RegionRow {
    /// Only of this script.
    pub script: Option<&'static str>,
    pub sides: (u32, u32),
    pub distance: u32,
}

/// `*`, a region, a cluster, or all that is not in one.
#[derive(Debug, PartialEq, Eq)]
struct Pattern {
    name: &'static str,
    others: bool,
}

static ROWS: LazyLock<Rows> = LazyLock::new(|| {
    let mut rows = Rows::default();
    rows.read("cldr.txt", CLDR);
    rows.read("near.txt", NEAR);
    rows.spread();
    rows
});

/// The tables, read at the first call.
pub(crate) fn rows() -> &'static Rows {
    &ROWS
}

impl Rows {
    /// Which patterns a region fits, as bits; an area gives one for each kind of region in it.
    pub(crate) fn kinds(&self, region: &str) -> Vec<u32> {
        let kinds: BTreeSet<u32> =
            self.leaves(region).into_iter().map(|leaf| self.kind(leaf)).collect();
        kinds.into_iter().collect()
    }

    fn kind(&self, region: &str) -> u32 {
        let fits = |pattern: &Pattern| match self.clusters.get(pattern.name) {
            _ if pattern.name == "*" => true,
            Some(cluster) => cluster.contains(region) != pattern.others,
            None => (pattern.name == region) != pattern.others,
        };
        self.patterns
            .iter()
            .enumerate()
            .filter(|(_, p)| fits(p))
            .fold(0, |bits, (i, _)| bits | 1 << i)
    }

    /// The regions of an area, the region itself when it is none.
    fn leaves<'a>(&self, region: &'a str) -> Vec<&'a str>
    where
        'static: 'a,
    {
        let (mut open, mut seen, mut leaves) = (vec![region], BTreeSet::new(), Vec::new());
        while let Some(area) = open.pop() {
            if !seen.insert(area) {
                continue;
            }
            match self.contains.get(area) {
                Some(inside) => open.extend(inside),
                None => leaves.push(area),
            }
        }
        leaves
    }

    fn read(&mut self, file: &str, text: &'static str) {
        let mut section = "";
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                section = name;
            } else if self
                .read_line(section, &line.split_whitespace().collect::<Vec<_>>())
                .is_none()
            {
                self.faults
                    .push(format!("{file}:{}: {line:?} does not fit [{section}]", number + 1));
            }
        }
    }

    fn read_line(&mut self, section: &str, words: &[&'static str]) -> Option<()> {
        match (section, words) {
            ("defaults", [language, script, region]) => {
                self.defaults =
                    (language.parse().ok()?, script.parse().ok()?, region.parse().ok()?);
            }
            ("paradigm", _) => self.paradigm.extend(words),
            ("languages", [wanted @ .., arrow, there, distance]) if !wanted.is_empty() => {
                let (both, distance) = (both_ways(arrow)?, distance.parse().ok()?);
                for &language in wanted {
                    self.languages.entry(language).or_default().insert(*there, distance);
                    if both {
                        self.languages.entry(*there).or_default().insert(language, distance);
                    }
                }
            }
            ("scripts", [wanted @ .., arrow, there, distance]) if !wanted.is_empty() => {
                let (both, distance) = (both_ways(arrow)?, distance.parse().ok()?);
                for side in wanted {
                    self.add_script(side, there, distance)?;
                    if both {
                        self.add_script(there, side, distance)?;
                    }
                }
            }
            ("clusters", [name, regions @ ..]) => {
                self.clusters.insert(name, regions.iter().copied().collect());
            }
            ("regions", [start, left, right, distance]) => {
                let (language, script) = match start.split_once('-') {
                    Some((language, script)) => (language, Some(script)),
                    None => (*start, None),
                };
                let sides = (self.pattern(left)?, self.pattern(right)?);
                let row = RegionRow { script, sides, distance: distance.parse().ok()? };
                self.regions.entry(language).or_default().push(row);
            }
            ("contains", [area, inside @ ..]) => {
                self.contains.insert(area, inside.to_vec());
            }
            ("foreign", [script, regions @ ..]) => {
                self.foreign.insert(script, regions.to_vec());
            }
            ("legacy", [old, "=", today]) => {
                self.legacy.insert(old.to_ascii_lowercase(), today);
            }
            ("near" | "near-own" | "asked" | "asked-own", [wanted @ .., ">", there])
                if !wanted.is_empty() =>
            {
                let pairs = wanted.iter().map(|wanted| (*wanted, *there));
                if section.ends_with("-own") {
                    self.own.extend(pairs.clone());
                }
                if section.starts_with("near") { &mut self.near } else { &mut self.asked }
                    .extend(pairs);
            }
            _ => return None,
        }
        Some(())
    }

    fn add_script(
        &mut self,
        wanted: &'static str,
        there: &'static str,
        distance: u32,
    ) -> Option<()> {
        let ((from, wanted), (language, script)) =
            (wanted.split_once('-')?, there.split_once('-')?);
        self.scripts.entry(from).or_default().push(ScriptRow {
            wanted,
            language,
            script,
            distance,
        });
        Some(())
    }

    /// The bit of a pattern.
    fn pattern(&mut self, text: &'static str) -> Option<u32> {
        let (name, others) = text.strip_prefix('!').map_or((text, false), |name| (name, true));
        let pattern = Pattern { name, others };
        let place = self.patterns.iter().position(|p| *p == pattern).unwrap_or_else(|| {
            self.patterns.push(pattern);
            self.patterns.len() - 1
        });
        1u32.checked_shl(u32::try_from(place).ok()?)
    }

    /// A cluster may be named by an area: it then holds the regions in it.
    fn spread(&mut self) {
        let mut clusters = std::mem::take(&mut self.clusters);
        for cluster in clusters.values_mut() {
            *cluster = cluster.iter().flat_map(|region| self.leaves(region)).collect();
        }
        self.clusters = clusters;
    }
}

fn both_ways(arrow: &str) -> Option<bool> {
    match arrow {
        "=" => Some(true),
        ">" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        assert_eq!(rows().faults, Vec::<String>::new());
        assert_eq!(rows().defaults, (80, 50, 4));
        assert!(rows().patterns.len() < 32, "a pattern is a bit");
    }

    #[test]
    fn a_line_that_does_not_fit_is_named_and_passed_over() {
        let mut rows = Rows::default();
        rows.read("t.txt", "[languages]\nnb = no 1\nde ? en 4\nde > en far\n[defaults]\n1 2");
        assert_eq!(rows.languages["no"]["nb"], 1);
        let named: Vec<_> = rows.faults.iter().map(|f| f.split(": ").next().unwrap()).collect();
        assert_eq!(named, ["t.txt:3", "t.txt:4", "t.txt:6"]);
    }

    #[test]
    fn every_row_of_languages_is_judged_once() {
        let rows = rows();
        for (wanted, there) in
            rows.languages.iter().flat_map(|(w, l)| l.keys().map(move |t| (*w, *t)))
        {
            let judged = [&rows.near, &rows.asked]
                .iter()
                .filter(|rows| rows.contains(&(wanted, there)))
                .count();
            assert_eq!(judged, 1, "{wanted} > {there}");
        }
        for pair in rows.near.union(&rows.asked) {
            let known = rows.languages.get(pair.0).is_some_and(|row| row.contains_key(pair.1));
            assert_ne!(
                known,
                rows.own.contains(pair),
                "{pair:?} must be a row of CLDR, or one of ours"
            );
        }
    }

    #[test]
    fn an_area_is_what_lies_in_it() {
        let rows = rows();
        assert_eq!(rows.kinds("MX").len(), 1);
        assert_eq!(rows.kinds("419"), {
            let mut both = [rows.kinds("MX"), rows.kinds("PR")].concat();
            both.sort_unstable();
            both
        });
        assert!(rows.kinds("001").len() > 3);
        assert_ne!(rows.kinds("ES"), rows.kinds("AR"));
    }
}
