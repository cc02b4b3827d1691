//! Words of opening hours in the syntax and in the languages that towns write, apart from names of days and months.

use super::expr::SunEvent;

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

const SEASON: &str = "write the season as dates, such as Apr 01-Sep 30";
const WORKING: &str = "write the weekdays, such as Mo-Fr or Mo-Sa";

/// Phrases in lower case, words divided by one space; the spelling of the syntax stands first.
const PHRASES: &[(Word, &[&str])] = &[
    (Word::PublicHoliday, &[
        "ph", "holiday", "holidays", "public holiday", "public holidays", "bank holiday",
        "bank holidays", "feiertag", "feiertage", "feiertags", "feiertagen", "gesetzliche feiertage",
        "gesetzlichen feiertagen", "jour férié", "jours fériés", "fériés", "férié", "festivo",
        "festivos", "festivi", "giorni festivi", "feriado", "feriados", "feestdag", "feestdagen",
        "helgdag", "helgdagar", "helligdag", "helligdage", "helligdager", "święta", "święto",
        "svátek", "svátky", "sviatok", "sviatky", "ünnepnap", "ünnepnapok", "sărbători legale",
        "sărbători", "praznik", "praznici", "prazniki", "праздник", "праздники",
        "праздничные дни", "свято", "свята", "святкові дні", "αργία", "αργίες", "resmi tatil",
        "resmi tatiller", "العطل الرسمية", "祝日", "祝", "公休日", "공휴일",
    ]),
    (Word::SchoolHoliday, &[
        "sh", "schoolholiday", "schoolholidays", "school holiday", "school holidays",
        "schulferien", "ferien", "vacances scolaires", "vacaciones escolares",
        "vacanze scolastiche", "férias escolares", "schoolvakantie", "schoolvakanties",
        "skollov", "skoleferie", "ferie szkolne", "школьные каникулы", "шкільні канікули",
        "okul tatili",
    ]),
    (Word::Easter, &["easter", "ostern", "ostersonntag", "pâques", "pascua", "pasqua", "páscoa", "pasen"]),
    (Word::Sun(SunEvent::Dawn), &["dawn", "morgendämmerung"]),
    (Word::Sun(SunEvent::Sunrise), &["sunrise", "sonnenaufgang", "lever du soleil"]),
    (Word::Sun(SunEvent::Sunset), &["sunset", "sonnenuntergang", "coucher du soleil"]),
    (Word::Sun(SunEvent::Dusk), &["dusk", "abenddämmerung", "einbruch der dunkelheit"]),
    (Word::Week, &["week", "weeks", "kw", "kalenderwoche", "kalenderwochen", "semaine", "semana", "settimana"]),
    (Word::Day, &["day", "days", "tag", "tage", "jour", "jours", "día", "días"]),
    (Word::Open, &[
        "open", "geöffnet", "offen", "auf", "ouvert", "ouverte", "abierto", "abierta", "aperto",
        "aberto", "geopend", "öppet", "åben", "åpent", "otwarte", "otevřeno", "otvorené",
        "nyitva", "deschis", "otvoreno", "открыто", "відчинено", "отворено", "ανοιχτά", "açık",
        "مفتوح",
    ]),
    (Word::Off, &[
        "off", "closed", "geschlossen", "zu", "ruhetag", "fermé", "fermée", "cerrado", "cerrada",
        "chiuso", "fechado", "encerrado", "gesloten", "stängt", "lukket", "stengt", "suljettu",
        "zamknięte", "nieczynne", "zavřeno", "zatvorené", "zárva", "închis", "zatvoreno",
        "zaprto", "закрыто", "выходной", "зачинено", "вихідний", "затворено", "κλειστά",
        "kapalı", "مغلق", "تعطیل", "定休日", "休",
    ]),
    (Word::Unknown, &["unknown", "unbekannt", "inconnu", "desconocido"]),
    (Word::To, &[
        "to", "bis", "till", "til", "until", "through", "thru", "à", "a", "á", "às", "as", "ás",
        "ate", "até", "au", "al", "alle", "ao", "jusqu'à", "jusqu’à", "hasta", "fino a", "tot",
        "tot en met", "bis zum", "do", "až", "până la", "до", "по", "έως", "ως", "إلى",
        "から", "まで",
    ]),
    (Word::And, &[
        "and", "und", "et", "y", "e", "en", "och", "og", "ja", "i", "és", "și", "şi", "и", "і",
        "та", "και", "و", "sowie", "u",
    ]),
    (Word::From, &["from", "ab", "von", "vom", "de", "du", "dès", "desde", "dal", "dalle", "van", "vanaf", "od", "с", "з", "από", "من"]),
    (Word::OpenEnd, &["late", "open end", "openend", "offenes ende", "ende offen", "close", "ende"]),
    (Word::Am, &["am", "a m", "vormittags"]),
    (Word::Pm, &["pm", "p m", "nachmittags"]),
    (Word::Clock, &["uhr", "h", "hrs", "hr", "hours", "o'clock", "o’clock", "heures", "heure", "horas", "hs", "ore", "uur", "klo", "kl", "godz", "hod", "ч", "год"]),
    (Word::Always, &[
        "24 7", "24 hours", "24 h", "24 hrs", "24 stunden", "24 std", "24 heures", "24 horas",
        "24 ore", "24 uur", "24 x 7", "24x7", "24h", "always", "immer", "rund um die uhr",
        "around the clock", "round the clock", "durchgehend geöffnet", "круглосуточно",
        "цілодобово",
    ]),
    (Word::Midnight, &["midnight", "mitternacht", "minuit", "medianoche", "mezzanotte"]),
    (Word::Noon, &["noon", "midday", "mittag", "midi", "mediodía", "mezzogiorno"]),
    (Word::Daily, &[
        "daily", "every day", "everyday", "täglich", "jeden tag", "alle tage", "tous les jours",
        "todos los días", "tutti i giorni", "ogni giorno", "todos os dias", "diariamente",
        "dagelijks", "dagligen", "dagligt", "daglig", "codziennie", "denně", "denne", "naponta",
        "zilnic", "svaki dan", "ежедневно", "щодня", "καθημερινά", "her gün",
        "يوميا", "毎日", "每天", "매일",
    ]),
    (Word::Workdays, &["workday", "workdays", "work day", "work days", "working day", "working days"]),
    (Word::Weekend, &["weekend", "weekends", "wochenende", "am wochenende", "week end", "fin de semana", "fine settimana", "fim de semana", "выходные"]),
    (Word::SundayOf, &["sonn"]),
    (Word::DayAfter, &["day after", "one day after", "tag nach"]),
    (Word::DayBefore, &["day before", "one day before", "tag vor"]),
    (Word::Appointment, &[
        "nach vereinbarung", "nach absprache", "nach terminvereinbarung", "nach terminabsprache",
        "nur nach vereinbarung", "nach voranmeldung", "nach anmeldung", "mit termin",
        "nur mit termin", "auf anfrage", "by appointment", "by appointment only",
        "on appointment", "appointment only", "on request", "by arrangement", "sur rendez vous",
        "sur rdv", "sur demande", "con cita previa", "cita previa", "su appuntamento",
        "su prenotazione", "op afspraak", "по записи", "за записом", "randevu ile",
    ]),
    (Word::Filler, &[
        "on", "an", "am", "nur", "only", "jeweils", "jeden", "jeder", "every", "each", "the",
        "den", "dem", "der", "le", "les", "las", "los", "l", "um", "at", "in den", "feira",
        "einschließlich", "inkl", "auch", "also",
    ]),
    (Word::Vague(SEASON), &[
        "summer", "winter", "spring", "autumn", "fall", "sommer", "frühling", "frühjahr",
        "herbst", "été", "hiver", "printemps", "automne", "verano", "invierno", "primavera",
        "otoño", "estate", "inverno", "autunno", "verão", "outono", "zomer", "herfst", "лето",
        "зима", "season", "saison",
    ]),
    (Word::Vague(WORKING), &["werktag", "werktags", "werktage", "wochentags", "wochentag", "weekday", "weekdays", "feriali"]),
];

/// Words of the longest phrase.
pub(super) const LONGEST: usize = 4;

/// What a phrase in lower case stands for; marks on letters may be left out in all but the shortest.
pub(super) fn find(phrase: &str) -> Option<Word> {
    let bare = super::names::unmarked(phrase);
    let by = |same: &dyn Fn(&str) -> bool| {
        PHRASES.iter().find(|(_, phrases)| phrases.iter().any(|p| same(p))).map(|(word, _)| *word)
    };
    by(&|p| p == phrase).or_else(|| {
        let marked = |p: &str| p.chars().any(|c| !c.is_ascii());
        (bare.chars().count() > 2).then(|| by(&|p| marked(p) && super::names::unmarked(p) == bare))?
    })
}

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
            for phrase in *phrases {
                assert!(phrase.split(' ').count() <= LONGEST, "{phrase}");
                assert_eq!(phrase.to_lowercase(), **phrase);
                // "am" is a time of the day and a filler: the reader decides by what stands before it.
                assert!(find(phrase) == Some(*word) || *phrase == "am", "{phrase}");
            }
        }
    }
}
