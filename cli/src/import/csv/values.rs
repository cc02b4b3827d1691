//! Single cells of lists: yes and no, languages, degrees, addresses, several things in one cell.

use companion_core::packs::format::Point;
use companion_core::text::LanguageTag;

/// Languages by their names in several of them; lower case.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("am", &["amharisch", "amharic", "amharique"]),
    ("ar", &["arabisch", "arabic", "arabe", "arapça", "арабська", "العربية"]),
    ("bg", &["bulgarisch", "bulgarian", "bulgare", "български"]),
    ("bs", &["bosnisch", "bosnian", "bosanski"]),
    ("ckb", &["sorani", "kurdisch sorani"]),
    ("de", &["deutsch", "german", "allemand", "almanca", "німецька", "немецкий", "niemiecki"]),
    ("el", &["griechisch", "greek", "grec", "ελληνικά"]),
    (
        "en",
        &["englisch", "english", "anglais", "ingilizce", "англійська", "английский", "angielski"],
    ),
    ("es", &["spanisch", "spanish", "espagnol", "ispanyolca", "español", "іспанська"]),
    ("fa", &["persisch", "farsi", "persian", "persan", "farsça", "перська", "فارسی"]),
    ("fa-AF", &["dari"]),
    ("fr", &["französisch", "french", "français", "fransızca", "французька", "французский"]),
    ("hr", &["kroatisch", "croatian", "croate", "hrvatski"]),
    ("hu", &["ungarisch", "hungarian", "hongrois", "magyar"]),
    ("it", &["italienisch", "italian", "italien", "italyanca", "italiano"]),
    ("ku", &["kurdisch", "kurdish", "kurde", "kürtçe", "kurmandschi", "kurmanji"]),
    ("nl", &["niederländisch", "dutch", "néerlandais", "nederlands"]),
    ("pl", &["polnisch", "polish", "polonais", "lehçe", "польська", "polski"]),
    ("ps", &["paschto", "pashto"]),
    ("pt", &["portugiesisch", "portuguese", "portugais", "português"]),
    ("ro", &["rumänisch", "romanian", "roumain", "română"]),
    ("ru", &["russisch", "russian", "russe", "rusça", "російська", "русский"]),
    ("so", &["somali", "somalisch"]),
    ("sq", &["albanisch", "albanian", "albanais", "shqip"]),
    ("sr", &["serbisch", "serbian", "serbe", "српски", "srpski"]),
    ("ti", &["tigrinya", "tigrinja"]),
    ("tr", &["türkisch", "turkish", "turc", "türkçe", "турецька"]),
    ("uk", &["ukrainisch", "ukrainian", "ukrainien", "ukraynaca", "українська", "украинский"]),
    ("ur", &["urdu"]),
    ("vi", &["vietnamesisch", "vietnamese", "vietnamien", "tiếng việt"]),
    ("zh", &["chinesisch", "chinese", "chinois", "中文"]),
];

const YES: &[&str] = &[
    "ja",
    "j",
    "yes",
    "y",
    "x",
    "1",
    "true",
    "wahr",
    "oui",
    "vrai",
    "evet",
    "так",
    "да",
    "tak",
    "voll",
    "vollständig",
    "barrierefrei",
    "rollstuhlgerecht",
    "fully",
];
const NO: &[&str] = &[
    "nein", "n", "no", "0", "false", "falsch", "non", "faux", "hayır", "ні", "нет", "nie", "nicht",
];
const PARTLY: &[&str] = &[
    "teilweise",
    "eingeschränkt",
    "bedingt",
    "teils",
    "partly",
    "partially",
    "limited",
    "partiel",
    "partiellement",
    "kısmen",
    "частково",
    "частично",
    "częściowo",
];
const FREE: &[&str] = &[
    "kostenlos",
    "kostenfrei",
    "gratis",
    "frei",
    "umsonst",
    "free",
    "free of charge",
    "gratuit",
    "ücretsiz",
    "безкоштовно",
    "бесплатно",
    "keine",
];
const PAID: &[&str] = &["kostenpflichtig", "paid", "payant", "ücretli", "платно"];
const REDUCED: &[&str] = &["ermäßigt", "reduced", "réduit", "indirimli"];
const REQUIRED: &[&str] = &[
    "erforderlich",
    "notwendig",
    "nur mit termin",
    "nach vereinbarung",
    "ja",
    "required",
    "by appointment",
    "yes",
    "sur rendez vous",
    "oui",
    "gerekli",
    "evet",
];
const POSSIBLE: &[&str] = &["möglich", "optional", "possible", "mümkün"];
const NONE: &[&str] = &[
    "nicht erforderlich",
    "nicht nötig",
    "ohne termin",
    "offene sprechstunde",
    "nein",
    "none",
    "not required",
    "walk in",
    "no",
    "non",
    "sans rendez vous",
    "gerekmez",
    "hayır",
];

fn among(text: &str, words: &[&str]) -> bool {
    let plain: String =
        text.to_lowercase().chars().map(|c| if c == '-' { ' ' } else { c }).collect();
    words.contains(&plain.trim().trim_end_matches('.'))
}

/// `yes`, `limited` or `no`.
pub(super) fn wheelchair(text: &str) -> Option<&'static str> {
    let kinds = [("yes", YES), ("no", NO), ("limited", PARTLY)];
    kinds.into_iter().find(|(_, words)| among(text, words)).map(|(word, _)| word)
}

/// `free`, `paid` or `reduced`.
pub(super) fn cost(text: &str) -> Option<&'static str> {
    let kinds = [("free", FREE), ("paid", PAID), ("reduced", REDUCED)];
    kinds.into_iter().find(|(_, words)| among(text, words)).map(|(word, _)| word)
}

/// `required`, `possible` or `none`.
pub(super) fn appointment(text: &str) -> Option<&'static str> {
    let kinds = [("required", REQUIRED), ("possible", POSSIBLE), ("none", NONE)];
    kinds.into_iter().find(|(_, words)| among(text, words)).map(|(word, _)| word)
}

/// All languages of a cell, by name or tag; nothing where one is not known.
pub(super) fn languages(text: &str) -> Option<Vec<LanguageTag>> {
    let mut tags = Vec::new();
    let parts = text
        .split([',', ';', '/', '|', '\n'])
        .flat_map(|p| p.split(" und "))
        .flat_map(|p| p.split(" and "));
    for part in parts.map(str::trim).filter(|p| !p.is_empty()) {
        let lower = part.to_lowercase();
        let named =
            LANGUAGES.iter().find(|(tag, names)| *tag == lower || names.contains(&lower.as_str()));
        let tag = match named {
            Some((tag, _)) => tag,
            // Tags as people write them: two or three letters, with more behind a hyphen.
            None if matches!(part.split('-').next().map(str::len), Some(2 | 3)) => part,
            None => return None,
        };
        let tag: LanguageTag = tag.parse().ok()?;
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    (!tags.is_empty()).then_some(tags)
}

/// Degrees with a point or a comma.
pub(super) fn degrees(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('°').trim();
    let point = text.replacen(',', ".", 1);
    let plain = !point.is_empty()
        && point.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    point.parse().ok().filter(|d: &f64| plain && d.is_finite())
}

/// `48.37, 10.89`, `48,37; 10,89`, `48.37 10.89`.
pub(super) fn lat_lon(text: &str) -> Option<(f64, f64)> {
    let separated = [";", "/", ", ", " ", ","].iter().find_map(|s| text.trim().split_once(s));
    let (lat, lon) = separated?;
    Some((degrees(lat)?, degrees(lon)?))
}

/// A point on the globe.
pub(super) fn point(lat: f64, lon: f64) -> Option<Point> {
    Point::from_degrees(lat, lon)
}

/// `86150 Augsburg`, `D-86150 Augsburg`, `SW1A 1AA London`: what has digits at the beginning is the code.
pub(super) fn postcode_town(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let text = text
        .split_once('-')
        .filter(|(c, _)| {
            matches!(c.trim().len(), 1 | 2) && c.trim().chars().all(|c| c.is_ascii_uppercase())
        })
        .map_or(text, |(_, t)| t.trim());
    let words: Vec<&str> = text.split_whitespace().collect();
    let has_digit = |w: &&&str| w.chars().any(|c| c.is_ascii_digit());
    let code = words.iter().take_while(has_digit).count();
    let (code, town) = words.split_at_checked(code)?;
    let (code, town) = (code.join(" "), town.join(" "));
    (!code.is_empty() && !town.is_empty() && code.len() <= 10).then_some((code, town))
}

/// `Marktplatz 1, 86150 Augsburg`: street, code, town.
pub(super) fn address(text: &str) -> Option<(String, String, String)> {
    let (street, rest) = text.trim().rsplit_once([',', '\n', ';'])?;
    let (code, town) = postcode_town(rest)?;
    let street = street.split_whitespace().collect::<Vec<_>>().join(" ");
    let street = street.trim_end_matches(',').to_owned();
    (!street.is_empty()).then_some((street, code, town))
}

/// An e-mail address as people write it to keep it from robots.
pub(super) fn email(text: &str) -> Option<String> {
    let mut text = text.trim().trim_start_matches("mailto:").to_owned();
    for at in [" (at) ", "(at)", " [at] ", "[at]"] {
        text = text.replace(at, "@");
    }
    crate::source::values::email(&text).ok()
}

/// An address of the web; `https:` where people left that out.
pub(super) fn url(text: &str) -> Option<String> {
    let text = text.trim();
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let host = whole.split("://").nth(1)?.split('/').next()?;
    let named = host.contains('.') && !host.ends_with('.') && !host.contains('@');
    crate::source::values::url(&whole).ok().filter(|_| named)
}

/// Several things in one cell, of which each is read by itself.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split(['\n', ';', '|', ',']);
    let words = lines
        .flat_map(|p| p.split(" oder "))
        .flat_map(|p| p.split(" or "))
        .flat_map(|p| p.split(" und "));
    words.map(str::trim).filter(|p| !p.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_as_people_write_them() {
        assert_eq!(
            [wheelchair("Ja"), wheelchair("teilweise"), wheelchair("Rampe")],
            [Some("yes"), Some("limited"), None]
        );
        assert_eq!([cost("kostenlos"), cost("5 Euro")], [Some("free"), None]);
        assert_eq!([appointment("nach Vereinbarung"), appointment("?")], [Some("required"), None]);
        let tags =
            |text| languages(text).map(|t| t.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(tags("Deutsch, Englisch und Türkisch").unwrap(), ["de", "en", "tr"]);
        assert_eq!(tags("de; uk").unwrap(), ["de", "uk"]);
        assert_eq!(tags("Deutsch, Klingonisch"), None);
        assert_eq!(
            [degrees("48,3705"), degrees("10.89°"), degrees("48°22'"), degrees("1e9")],
            [Some(48.3705), Some(10.89), None, None]
        );
        for text in ["48.37, 10.89", "48,37; 10,89", "48.37,10.89", "48,37 10,89"] {
            assert_eq!(lat_lon(text), Some((48.37, 10.89)), "{text}");
        }
    }

    #[test]
    fn addresses_in_one_cell() {
        let both = |a: &str, b: &str| Some((a.to_owned(), b.to_owned()));
        assert_eq!(postcode_town("86150 Augsburg"), both("86150", "Augsburg"));
        assert_eq!(postcode_town("D-86150 Bad Wörishofen"), both("86150", "Bad Wörishofen"));
        assert_eq!(postcode_town("SW1A 1AA London"), both("SW1A 1AA", "London"));
        assert_eq!([postcode_town("Augsburg"), postcode_town("86150")], [None, None]);
        let (street, code, town) =
            address("Haus der Vereine, Marktplatz 1,\n86150 Augsburg").unwrap();
        assert_eq!([street, code, town], ["Haus der Vereine, Marktplatz 1", "86150", "Augsburg"]);
        assert_eq!(address("Marktplatz 1"), None);
        assert_eq!(
            url("www.verein.example/neu").as_deref(),
            Some("https://www.verein.example/neu")
        );
        assert_eq!([url("siehe Aushang"), url("verein"), url("a@b.example")], [None, None, None]);
        assert_eq!(email("info (at) verein.example").as_deref(), Some("info@verein.example"));
    }
}
