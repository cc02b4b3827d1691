//! The nearest of the languages that there are, as ICU's `LocaleMatcher` finds it.
//!
//! Knows nothing of what may happen unasked: that is `policy`.

use super::distance::{Favor, Maximal, distance};
use super::rows::rows;
use crate::text::language::InvalidTag;

/// How a matcher weighs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// What weighs more when not everything fits.
    pub favor: Favor,
    /// From this distance on nothing fits any more. CLDR: 50, a different script.
    pub threshold: u32,
    /// By how much every later wish is worth less than the one before. CLDR: 5, American from British English.
    pub demotion: u32,
    /// What is given when nothing fits; without it, the first of those that there are.
    pub default: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self { favor: Favor::Language, threshold: 50, demotion: 5, default: None }
    }
}

/// What a matcher found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Best {
    /// The place of the locale that there is, the place of the wish it fits, and their distance.
    Fits {
        /// Place among the locales that there are.
        there: usize,
        /// Place among the wishes.
        wanted: usize,
        /// 0 when both mean the same.
        distance: u32,
    },
    /// Nothing fits: the named default.
    Default,
    /// Nothing fits, and no default is named: the first of those that there are.
    First,
    /// There is nothing at all.
    Nothing,
}

/// Finds the nearest of some locales for people's wishes.
#[derive(Debug, Clone)]
pub struct Matcher {
    /// Locales that mean and are written the same stand here once, each with its first place, in the order of trying.
    there: Vec<(Maximal, usize)>,
    options: Options,
}

/// Parts of a distance of 1: whether a part was written weighs less than any difference, and more than none.
const PARTS: u32 = 8;

impl Matcher {
    /// A matcher for locales in the order of preference of whoever offers them.
    ///
    /// # Errors
    /// Names the first text that has not the shape of a tag, the default among them.
    pub fn read(there: &[&str], options: Options) -> Result<Self, InvalidTag> {
        let there = there.iter().map(|tag| Maximal::read(tag)).collect::<Result<Vec<_>, _>>()?;
        let default = options.default.as_deref().map(Maximal::read).transpose()?;
        Ok(Self::of(there, default.as_ref(), options))
    }

    fn of(there: Vec<Maximal>, default: Option<&Maximal>, options: Options) -> Self {
        let paradigm: Vec<Maximal> =
            rows().paradigm.iter().filter_map(|tag| Maximal::read(tag).ok()).collect();
        let default = default.cloned().or_else(|| there.first().cloned());
        // The default first, then forms that others are measured by, then the rest: the first of equals wins.
        let rank = |locale: &Maximal| {
            if default.as_ref().is_some_and(|d| d.means_the_same(locale)) {
                0
            } else if paradigm.iter().any(|p| p.means_the_same(locale)) {
                1
            } else {
                2
            }
        };
        let mut ordered: Vec<(Maximal, usize)> = Vec::with_capacity(there.len());
        let mut numbered: Vec<(Maximal, usize)> =
            there.into_iter().enumerate().map(|(place, locale)| (locale, place)).collect();
        numbered.sort_by_cached_key(|(locale, place)| (rank(locale), *place));
        for (locale, place) in numbered {
            if !ordered.iter().any(|(known, _)| known.is_written_like(&locale)) {
                ordered.push((locale, place));
            }
        }
        Self { there: ordered, options }
    }

    /// The nearest for wishes in their order, each worth less than the one before.
    ///
    /// # Errors
    /// Names the first wish that has not the shape of a tag.
    pub fn best(&self, wanted: &[&str]) -> Result<Best, InvalidTag> {
        let wanted = wanted.iter().map(|tag| Maximal::read(tag)).collect::<Result<Vec<_>, _>>()?;
        Ok(self.best_of(&wanted))
    }

    /// The same for wishes that were read before.
    pub fn best_of(&self, wanted: &[Maximal]) -> Best {
        let mut best = None;
        let mut below = self.options.threshold.saturating_mul(PARTS);
        for (place, wish) in wanted.iter().enumerate() {
            if let Some((there, parts)) = self.nearest(wish, below) {
                best = Some(Best::Fits { there, wanted: place, distance: parts / PARTS });
                below = parts;
            }
            below = below.saturating_sub(self.options.demotion.saturating_mul(PARTS));
            if below == 0 {
                break;
            }
        }
        best.unwrap_or(match (&self.options.default, self.there.is_empty()) {
            (Some(_), _) => Best::Default,
            (None, false) => Best::First,
            (None, true) => Best::Nothing,
        })
    }

    /// The nearest that lies below a distance in parts, with its own distance in parts.
    fn nearest(&self, wish: &Maximal, below: u32) -> Option<(usize, u32)> {
        let mut best: Option<(&Maximal, usize)> = None;
        let mut least = below;
        for (locale, place) in &self.there {
            let mut parts = distance(wish, locale, self.options.favor) * PARTS;
            if parts == 0 {
                parts = wish.written_otherwise(locale);
            }
            // The same is the same, whatever the threshold.
            if parts == 0 {
                return Some((*place, 0));
            }
            let wins = parts < least
                || (parts == least && best.is_some_and(|(before, _)| locale.is_likelier(before)));
            if wins {
                (best, least) = (Some((locale, *place)), parts);
            }
        }
        best.map(|(_, place)| (place, least))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best<'a>(there: &[&'a str], wanted: &[&str], options: Options) -> Option<&'a str> {
        match Matcher::read(there, options).unwrap().best(wanted).unwrap() {
            Best::Fits { there: place, .. } => Some(there[place]),
            Best::First => there.first().copied(),
            Best::Default => Some("default"),
            Best::Nothing => None,
        }
    }

    fn plain(there: &[&'static str], wanted: &[&str]) -> Option<&'static str> {
        best(there, wanted, Options::default())
    }

    #[test]
    fn a_later_wish_wins_only_when_it_is_much_nearer() {
        assert_eq!(plain(&["de", "fr", "ja"], &["de-CH", "fr"]), Some("de"));
        assert_eq!(plain(&["nn", "en-GB"], &["nb", "en-US"]), Some("en-GB"));
    }

    #[test]
    fn of_equals_the_more_usual_wins_then_the_first() {
        assert_eq!(plain(&["en", "fr-CA", "fr-FR"], &["fr-SN"]), Some("fr-FR"));
        assert_eq!(plain(&["en-GB", "de-AT", "de-CH"], &["de"]), Some("de-AT"));
    }

    #[test]
    fn a_form_that_others_are_measured_by_goes_before_its_equals() {
        assert_eq!(plain(&["ar", "es-BO", "es-419"], &["es-419"]), Some("es-419"));
        assert_eq!(plain(&["ar", "en-NZ", "en-GB"], &["en-IE"]), Some("en-GB"));
    }

    #[test]
    fn without_anything_near_the_default_is_given() {
        assert_eq!(plain(&["it", "fr"], &["ja"]), Some("it"));
        let named = Options { default: Some("und".into()), ..Options::default() };
        assert_eq!(best(&["it", "fr"], &["ja"], named.clone()), Some("default"));
        assert_eq!(best(&[], &["ja"], named), Some("default"));
        assert_eq!(plain(&[], &["ja"]), None);
        assert_eq!(plain(&["it", "fr"], &[]), Some("it"));
    }

    #[test]
    fn the_threshold_is_the_callers() {
        let of =
            |threshold| Options { threshold, default: Some("und".into()), ..Options::default() };
        assert_eq!(best(&["fa"], &["prs"], of(5)), Some("fa"));
        assert_eq!(best(&["fa"], &["prs"], of(4)), Some("default"));
        assert_eq!(best(&["fa"], &["fa"], of(0)), Some("fa"));
    }

    #[test]
    fn a_text_that_is_no_tag_is_named() {
        assert!(Matcher::read(&["de", "??"], Options::default()).is_err());
        let matcher = Matcher::read(&["de"], Options::default()).unwrap();
        assert_eq!(matcher.best(&["not a tag"]), Err(InvalidTag("not a tag".into())));
    }
}
