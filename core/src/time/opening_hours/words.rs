//! Words of opening hours in the syntax and in the languages that towns write, apart from names of days and months.

mod table;

use self::table::PHRASES;
use super::expr::SunEvent;
use super::names::same_unmarked;

/// What a word or a phrase stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    PublicHoliday,
    SchoolHoliday,
    Easter,
    Sun(SunEvent),
    Week,
    /// `day`, `days`, behind an offset.
    Day,
    Open,
    Off,
    Unknown,
    /// Between two ends.
    To,
    And,
    /// Before a beginning that may have no end: `from 18:00`.
    From,
    /// An end that nobody knows: `late`.
    OpenEnd,
    /// Before noon, behind a time.
    Am,
    /// After noon, behind a time.
    Pm,
    /// Behind a time, or between hour and minute: `Uhr`, `h`.
    Clock,
    /// Round the clock.
    Always,
    Midnight,
    Noon,
    Daily,
    Workdays,
    Weekend,
    /// `Sonn` of `Sonn- und Feiertags`.
    SundayOf,
    /// `day after` a holiday.
    DayAfter,
    DayBefore,
    /// With an appointment only; the words become a comment.
    Appointment,
    /// Says nothing.
    Filler,
    /// Has no one meaning; the text is what to write instead.
    Vague(&'static str),
}

/// Words of the longest phrase.
pub(super) const LONGEST: usize = 4;

/// What a phrase in lower case stands for; marks on letters may be left out in all but the shortest.
pub(super) fn find(phrase: &str) -> Option<Word> {
    let by = |same: &dyn Fn(&str) -> bool| {
        PHRASES.iter().find(|(_, phrases)| phrases.split('|').any(same)).map(|(word, _)| *word)
    };
    let long = phrase.chars().count() > 2;
    by(&|p| p == phrase).or_else(|| by(&|p| long && !p.is_ascii() && same_unmarked(p, phrase)))
}

/// A word as the syntax itself writes it.
pub(super) fn find_own(text: &str) -> Option<Word> {
    OWN.into_iter().find(|word| is_own_spelling(*word, text))
}

const OWN: [Word; 12] = [
    Word::PublicHoliday,
    Word::SchoolHoliday,
    Word::Easter,
    Word::Sun(SunEvent::Dawn),
    Word::Sun(SunEvent::Sunrise),
    Word::Sun(SunEvent::Sunset),
    Word::Sun(SunEvent::Dusk),
    Word::Week,
    Word::Day,
    Word::Open,
    Word::Off,
    Word::Unknown,
];

/// How the syntax itself spells a word: the case counts.
pub(super) fn is_own_spelling(word: Word, text: &str) -> bool {
    match word {
        Word::PublicHoliday => text == "PH",
        Word::SchoolHoliday => text == "SH",
        Word::Easter => text == "easter",
        Word::Sun(SunEvent::Dawn) => text == "dawn",
        Word::Sun(SunEvent::Sunrise) => text == "sunrise",
        Word::Sun(SunEvent::Sunset) => text == "sunset",
        Word::Sun(SunEvent::Dusk) => text == "dusk",
        Word::Week => text == "week",
        Word::Day => matches!(text, "day" | "days"),
        Word::Open => text == "open",
        Word::Off => matches!(text, "off" | "closed"),
        Word::Unknown => text == "unknown",
        Word::Always => text == "24/7",
        _ => false,
    }
}

/// How the syntax spells a word, where it has one.
pub(super) fn own_spelling(word: Word) -> Option<&'static str> {
    Some(match word {
        Word::PublicHoliday => "PH",
        Word::SchoolHoliday => "SH",
        Word::Easter => "easter",
        Word::Sun(SunEvent::Dawn) => "dawn",
        Word::Sun(SunEvent::Sunrise) => "sunrise",
        Word::Sun(SunEvent::Sunset) => "sunset",
        Word::Sun(SunEvent::Dusk) => "dusk",
        Word::Week => "week",
        Word::Day => "days",
        Word::Open => "open",
        Word::Off => "off",
        Word::Unknown => "unknown",
        Word::To => "-",
        Word::And => ",",
        Word::From => "from",
        Word::OpenEnd => "+",
        Word::Am => "am",
        Word::Pm => "pm",
        Word::Always => "24/7",
        Word::Midnight => "00:00",
        Word::Noon => "12:00",
        Word::Daily => "Mo-Su",
        Word::Workdays => "Mo-Fr",
        Word::Weekend => "Sa,Su",
        Word::SundayOf => "Su",
        Word::DayAfter => "+1 day",
        Word::DayBefore => "-1 day",
        Word::Appointment => "a comment",
        Word::Clock | Word::Filler | Word::Vague(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_phrase_is_longer_than_what_is_looked_at_and_all_are_found() {
        for (word, phrases) in PHRASES {
            for phrase in phrases.split('|') {
                assert!(phrase.split(' ').count() <= LONGEST, "{phrase}");
                assert_eq!(phrase.to_lowercase(), phrase);
                // "am" is a time of the day and a filler: the reader decides by what stands before it.
                assert!(find(phrase) == Some(*word) || phrase == "am", "{phrase}");
            }
        }
    }
}
