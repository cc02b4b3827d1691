//! Texts that are read with goodwill, and those that are not.

use crate::time::opening_hours::OpeningHours;

#[test]
fn what_towns_write_is_read_and_told() {
    for (text, wanted) in [
        ("Mo-Fr 8-12 Uhr", "Mo-Fr 08:00-12:00"),
        ("Montag bis Freitag 08.00 - 12.00", "Mo-Fr 08:00-12:00"),
        (
            "Montag bis Freitag von 8 Uhr bis 12 Uhr und 14 bis 18 Uhr",
            "Mo-Fr 08:00-12:00,14:00-18:00",
        ),
        ("Mo12:00-14:00", "Mo 12:00-14:00"),
        (
            "Di – Sa: 10 – 13 Uhr und Di, Mi, Sa: 16 – 19 Uhr",
            "Tu-Sa 10:00-13:00, Tu,We,Sa 16:00-19:00",
        ),
        ("always closed", "off"),
        ("täglich 10-18 Uhr", "Mo-Su 10:00-18:00"),
        ("9am-5:30pm", "09:00-17:30"),
        ("12am-12pm", "00:00-12:00"),
        ("ab 18 Uhr", "18:00+"),
        ("17:00 till late", "17:00+"),
        ("lundi au vendredi de 9h30 à 12h", "Mo-Fr 09:30-12:00"),
        ("Lu-Di 9h-12h", "Mo-Su 09:00-12:00"),
        ("lunes a viernes 09:00-14:00", "Mo-Fr 09:00-14:00"),
        ("lun-ven 9.00-13.00; sab chiuso", "Mo-Fr 09:00-13:00; Sa off"),
        ("Пн-Пт 09:00-18:00", "Mo-Fr 09:00-18:00"),
        ("Pzt-Cum 09:00-17:00", "Mo-Fr 09:00-17:00"),
        ("الاثنين-الجمعة ٠٩:٠٠-١٧:٠٠", "Mo-Fr 09:00-17:00"),
        ("Po-So 9-12", "Mo-Sa 09:00-12:00"),
        ("Sonn- und Feiertags 10-12", "Su,PH 10:00-12:00"),
        ("Sa/So 10-14", "Sa,Su 10:00-14:00"),
        ("Mo 8-12\nDi geschlossen", "Mo 08:00-12:00; Tu off"),
        ("Mo-Fr 8-12 Sa 9-11", "Mo-Fr 08:00-12:00, Sa 09:00-11:00"),
        ("24.12.-26.12. geschlossen", "Dec 24-Dec 26 off"),
        ("2026-12-24 off", "2026 Dec 24 off"),
        ("Mo-Fr 08:00-12:00 nach Vereinbarung", "Mo-Fr 08:00-12:00 \"nach Vereinbarung\""),
        ("Mo-Fr 24/7", "Mo-Fr 00:00-24:00"),
        ("Sa 24/7 PH", "Sa 00:00-24:00, PH"),
        ("24/7 PH off", "24/7, PH off"),
        ("24 hours; closed 15:00-16:00", "24/7; 15:00-16:00 off"),
        ("24/7: closed", "off"),
        ("Mo-Fr 8-12 Uhr.", "Mo-Fr 08:00-12:00"),
        ("weekdays 9am-5pm", "Mo-Fr 09:00-17:00"),
        ("24 hours", "24/7"),
        ("Mo 10:00-midnight", "Mo 10:00-24:00"),
        ("Mo „nur mit Ausweis“", "Mo \"nur mit Ausweis\""),
        ("montags und mittwochs 9-12", "Mo,We 09:00-12:00"),
        ("Mo-Fr 08:00-12:00 Dec, 14:00-18:00", "Dec Mo-Fr 08:00-12:00,14:00-18:00"),
    ] {
        let (hours, warnings) =
            OpeningHours::parse_tolerant(text).unwrap_or_else(|e| panic!("{text}: {e}"));
        assert_eq!(hours.to_string(), wanted, "{text}");
        assert!(!warnings.is_empty(), "{text}");
        assert!(OpeningHours::parse(text).is_err(), "{text}");
        assert!(warnings.is_sorted_by_key(|w| w.column), "{text}");
    }
}

#[test]
fn a_warning_names_the_place() {
    let (_, warnings) = OpeningHours::parse_tolerant("Montag 8-12 Uhr").unwrap();
    let told: Vec<String> = warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "`Montag` at character 1 is read as `Mo`",
            "`8` at character 8 is read as `08:00`",
            "`12` at character 10 is read as `12:00`",
            "`Uhr` at character 13 is left out",
        ]
    );
    let strict = OpeningHours::parse("Mo 8-12").unwrap_err();
    assert_eq!(
        strict.to_string(),
        "opening hours not understood at character 4: `8` is not written as the syntax has it; write Mo 08:00-12:00"
    );
}

#[test]
fn what_is_not_understood_is_said() {
    for (text, column) in [
        ("", 1),
        (";", 1),
        ("x", 1),
        ("mornings", 1),
        ("Mo-Fr primavera", 7),
        ("Mo 25:00-26:00", 4),
        ("Mo 08:60-09:00", 4),
        ("Mo 08:00-", 10),
        ("Mo 24:00-25:00", 4),
        ("Mo 12:00", 4),
        ("Mo 9-5pm", 4),
        ("Mo,,Tu 10:00-12:00", 4),
        ("Mo Tu 10:00-12:00", 4),
        ("Su-PH", 4),
        ("Jan 32", 5),
        ("Feb 30", 5),
        ("Jun 30-24", 10),
        ("2026-2024", 10),
        ("week 00", 6),
        ("week 50-02", 11),
        ("Sa[6]", 4),
        ("(sunrise)-sunset", 1),
        ("PH, Aug-Sep 00:00-24:00", 5),
        (" || open", 2),
        ("Mo | Tu", 4),
        ("Mo \"open", 4),
        ("ma 10:00-12:00", 1),
        ("werktags 8-12 Uhr", 1),
        ("é8:00-09:00", 1),
        ("easter +370 days", 8),
        ("2026 Dec 31-2025 Jan 02", 24),
        ("Mo 10:00-16:00/90", 4),
        ("Mo 10:00-12:00 off 14:00-16:00", 20),
        ("Mo off 14:00-16:00", 8),
        ("Mo 08:00-12:00 Dec, 14:00-16:00 off", 21),
        ("24/7 10:00-12:00", 6),
        ("Nov 10:00-12:00 Mo 14:00-16:00", 20),
    ] {
        let error = OpeningHours::parse_tolerant(text).expect_err(text);
        assert_eq!(error.column, column, "{text}: {error}");
    }
    let long = "Mo,".repeat(400);
    assert!(OpeningHours::parse_tolerant(&long).is_err());
}
