//! Names of weekdays and months in the languages that towns write: the table, and which language a text speaks.
//!
//! An abbreviation may mean two days ("so" is a Sunday in German and a Saturday in Czech), so a word is read with the
//! other words beside it. All else that is spelled out in words is `words`'s.

mod table;

use self::table::{LANGUAGES, Language};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// 0 is Monday.
    Weekday(u8),
    /// 1 is January.
    Month(u8),
}

/// How names are read in one text.
pub(super) struct Names {
    /// For each language, how many of the text's names it knows.
    known: Vec<usize>,
}

impl Names {
    /// Looks at all words of a text, in lower case.
    pub(super) fn of(words: &[&str]) -> Self {
        let known = LANGUAGES
            .iter()
            .map(|language| words.iter().filter(|word| find(language, word).is_some()).count())
            .collect();
        Self { known }
    }

    /// What a word in lower case stands for: nothing where it is no name.
    ///
    /// # Errors
    /// The names that it may be, where two languages of equal right differ.
    pub(super) fn meaning(&self, word: &str) -> Result<Option<Name>, [Name; 2]> {
        let found: Vec<(usize, Name)> = (self.known.iter().zip(LANGUAGES))
            .filter_map(|(known, language)| Some((*known, find(language, word)?)))
            .collect();
        let most = found.iter().map(|(known, _)| *known).max();
        let mut best = found.iter().filter(|(known, _)| Some(*known) == most).map(|(_, n)| *n);
        let Some(first) = best.next() else { return Ok(None) };
        let own = LANGUAGES.iter().take(2).any(|language| find(language, word) == Some(first));
        match best.find(|other| *other != first) {
            // The languages of the syntax and of most writers go before those that happen to share letters.
            Some(other) if !own => Err([first, other]),
            _ => Ok(Some(first)),
        }
    }
}

/// As it is written, without its marks, or without the s of "montags" and "Mondays".
fn find(language: Language, word: &str) -> Option<Name> {
    let by = |same: &dyn Fn(&str) -> bool| {
        let position = language.iter().position(|names| names.split(' ').any(same))?;
        let position = u8::try_from(position).ok()?;
        Some(if position < 7 { Name::Weekday(position) } else { Name::Month(position - 6) })
    };
    let long = word.chars().count() > 4;
    let stem = word.strip_suffix('s').filter(|_| long);
    by(&|name| name == word)
        .or_else(|| by(&|name| !name.is_ascii() && same_unmarked(name, word)))
        .or_else(|| stem.and_then(|stem| by(&|name| name == stem)))
}

/// Whether two words are the same without marks above and below letters: people without the right keys leave them out.
pub(super) fn same_unmarked(one: &str, other: &str) -> bool {
    one.chars().filter_map(unmarked).eq(other.chars().filter_map(unmarked))
}

fn unmarked(c: char) -> Option<char> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ı' => 'i',
        'ł' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ș' | 'ş' => 's',
        'ť' | 'ț' | 'ţ' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' => 'u',
        'ý' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ά' => 'α',
        'έ' => 'ε',
        'ή' => 'η',
        'ί' => 'ι',
        'ό' => 'ο',
        'ύ' => 'υ',
        'ώ' => 'ω',
        // Marks of their own, and what joins letters without being one.
        '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' => return None,
        c => c,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(text: &str, word: &str) -> Result<Option<Name>, [Name; 2]> {
        Names::of(&text.split(' ').collect::<Vec<_>>()).meaning(word)
    }

    #[test]
    fn neighbours_tell_the_language() {
        for (text, word, day) in [
            ("so", "so", 6),
            ("po so", "so", 5),
            ("lu di", "di", 6),
            ("mo di", "di", 1),
            ("lun mar", "mar", 1),
            ("ma vr", "ma", 0),
            ("lu ma", "ma", 1),
            ("št", "št", 3),
            ("st", "st", 2),
            ("montags", "montags", 0),
            ("samedi", "samedi", 5),
            ("miercoles", "miercoles", 2),
        ] {
            assert_eq!(meaning(text, word), Ok(Some(Name::Weekday(day))), "{text}: {word}");
        }
        assert_eq!(meaning("mar nov", "mar"), Ok(Some(Name::Month(3))));
        assert_eq!(meaning("maerz", "maerz"), Ok(Some(Name::Month(3))));
    }

    #[test]
    fn what_two_languages_read_differently_is_not_guessed() {
        assert_eq!(meaning("ma", "ma"), Err([Name::Weekday(1), Name::Weekday(0)]));
        assert_eq!(meaning("listopad", "listopad"), Err([Name::Month(11), Name::Month(10)]));
        assert_eq!(meaning("primavera", "primavera"), Ok(None));
    }

    #[test]
    fn every_language_has_seven_days_and_twelve_months_or_none() {
        for language in LANGUAGES {
            assert!(matches!(language.len(), 7 | 19), "{language:?}");
            for (at, names) in language.iter().enumerate() {
                for name in names.split(' ') {
                    let found = find(language, name).unwrap();
                    let place = match found {
                        Name::Weekday(day) => usize::from(day),
                        Name::Month(month) => usize::from(month) + 6,
                    };
                    assert_eq!(place, at, "{name}");
                }
            }
        }
    }
}
