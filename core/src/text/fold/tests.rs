//! Folding, language by language.

use proptest::prelude::*;

use super::{fold, fold_spelled_out};

/// A language, what one person writes, what another does: the same.
const ALIKE: &[(&str, &str, &str)] = &[
    ("de", "Brückfeld", "BRUCKFELD"),
    ("de", "Neustadt (Aisch)-Süd", "neustadt aisch sud"),
    ("de", "Große Straße", "GROSSE STRASSE"),
    ("de", "Bru\u{308}ckfeld", "Brückfeld"),
    ("en", "St John’s", "st john s"),
    ("en", "Ｗｉｄｅ ﬁeld", "wide field"),
    ("fr", "Évry-Courcouronnes", "evry courcouronnes"),
    ("fr", "Œuilly", "oeuilly"),
    ("fr", "d’Auental", "d'auental"),
    ("tr", "İSTANBUL", "istanbul"),
    ("tr", "Iğdır", "igdir"),
    ("tr", "Şanlıurfa", "sanliurfa"),
    ("tr", "Çankırı’da", "cankiri da"),
    ("uk", "Київ", "КИІВ"),
    ("uk", "Кам'янець-Подільський", "Камʼянець Подільський"),
    ("uk", "Ґалаґан", "галаган"),
    ("uk", "Йосипівка", "Иосипівка"),
    ("ar", "أُوغْسبورغ", "اوغسبورغ"),
    ("ar", "مدرســـة", "مدرسه"),
    ("ar", "مستشفى", "مستشفي"),
    ("ar", "آخن", "اخن"),
    ("ar", "إيسن ١٢٣", "ايسن 123"),
    ("ar", "مؤسسة", "موسسه"),
    ("fa-AF", "کابل", "كابل"),
    ("fa-AF", "می\u{200C}شود", "میشود"),
    ("fa-AF", "فارسی ۱۲۳", "فارسي 123"),
    ("fa-AF", "خانهٔ", "خانه"),
    ("ps", "ګوگل", "گوګل"),
    ("ckb", "کوردستانێ ھەولێر", "كوردستاني هه‌ولير"),
    ("ti", "ሠናይ፡ፀሓይ", "ሰናይ ጸሓይ"),
    ("ti", "ኀይሊ።", "ሐይሊ"),
    ("pl", "Łódź", "lodz"),
    ("da", "Ærø", "aero"),
    ("is", "Þórshöfn", "thorshofn"),
    ("hr", "Đakovo", "dakovo"),
    ("vi", "Đà Nẵng", "da nang"),
    ("el", "Θεσσαλονίκης", "ΘΕΣΣΑΛΟΝΙΚΗΣ"),
    ("he", "יְרוּשָׁלַיִם", "ירושלים"),
];

/// What stays apart: letters that make another word.
const APART: &[(&str, &str, &str)] = &[
    ("uk", "лис", "ліс"),
    ("uk", "Єва", "Ева"),
    ("ar", "بارك", "پارک"),
    ("ar", "ع", "ا"),
    ("ti", "ሀ", "ሐ"),
    ("ti", "ኣ", "አ"),
    ("ti", "በ", "ቡ"),
    ("hi", "कि", "कु"),
    ("ja", "が", "か"),
    ("de", "Bonn", "Bon"),
];

#[test]
fn what_is_written_in_different_ways_is_the_same() {
    for (language, one, other) in ALIKE {
        assert_eq!(fold(one), fold(other), "{language}: {one}, {other}");
        assert!(!fold(one).is_empty(), "{language}: {one}");
    }
}

#[test]
fn what_is_another_word_stays_one() {
    for (language, one, other) in APART {
        assert_ne!(fold(one), fold(other), "{language}: {one}, {other}");
    }
}

#[test]
fn words_are_parted_by_one_space() {
    assert_eq!(fold("  Bad — Sample / Au \n"), "bad sample au");
    assert_eq!(fold("« ، ።»"), "");
    assert_eq!(fold("-a-"), "a");
}

#[test]
fn umlauts_can_be_spelled_out() {
    assert_eq!(fold_spelled_out("Brückfeld").as_deref(), Some("brueckfeld"));
    assert_eq!(fold_spelled_out("BRU\u{308}CKFELD").as_deref(), Some("brueckfeld"));
    assert_eq!(fold_spelled_out("Ålborg Øst").as_deref(), Some("aalborg oest"));
    assert_eq!(fold_spelled_out("\u{212B}lborg \u{110}o").as_deref(), Some("aalborg djo"));
    assert_eq!(fold_spelled_out("Bruck"), None);
    assert_eq!(fold_spelled_out("Évry"), None);
}

proptest! {
    #[test]
    fn plain_letters_are_folded_like_all_others(text in "[ -~\\n]{0,40}") {
        let beside = fold(&format!("{text} é"));
        let alone = format!("{} e", fold(&text));
        prop_assert_eq!(alone.trim(), beside);
    }

    #[test]
    fn folding_twice_is_folding_once(text in "\\PC{0,40}") {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn no_text_has_spaces_around_it_or_two_in_a_row(text in "\\PC{0,40}") {
        let folded = fold(&text);
        prop_assert!(!folded.contains("  ") && folded.trim() == folded);
    }

    #[test]
    fn case_makes_no_difference(text in "[a-zäöüßşığа-яіїґא-ת٠-٩ሀ-ፖ ]{0,20}") {
        prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
    }
}
