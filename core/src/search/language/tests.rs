//! What the lists do to real words.

use proptest::prelude::*;

use super::known::KNOWN;
use super::{Language, table};
use crate::text::fold::fold;

/// Families of words that are to have one stem, and pairs that are to have two, written for this test: a language has
/// rules only when it stands here.
const FAMILIES: &[(&str, &str)] = &[
    ("ar", include_str!("families/ar.txt")),
    ("de", include_str!("families/de.txt")),
    ("en", include_str!("families/en.txt")),
    ("es", include_str!("families/es.txt")),
    ("fa", include_str!("families/fa.txt")),
    ("fr", include_str!("families/fr.txt")),
    ("it", include_str!("families/it.txt")),
    ("pt", include_str!("families/pt.txt")),
    ("ro", include_str!("families/ro.txt")),
    ("ru", include_str!("families/ru.txt")),
    ("tr", include_str!("families/tr.txt")),
    ("uk", include_str!("families/uk.txt")),
];

/// Words of a line, folded.
fn folded(line: &str) -> Vec<String> {
    line.split_whitespace().map(fold).collect()
}

#[test]
fn every_file_is_read() {
    for known in &KNOWN {
        let tag = known.tags[0];
        let language = table::read(known.file()).unwrap_or_else(|fault| panic!("{tag}: {fault}"));
        assert!(language.stop.len() >= 40, "{tag} has {} stop words", language.stop.len());
        for word in &language.stop {
            assert!(!word.is_empty() && fold(word) == *word, "{tag}: {word}");
        }
        let measured = FAMILIES.iter().any(|(measured, _)| *measured == tag);
        assert_eq!(measured, !language.steps.is_empty(), "{tag}: rules and families go together");
    }
    let bytes: usize = KNOWN.iter().map(|known| known.file().len()).sum();
    assert!(bytes < 60_000, "{bytes} bytes: phones carry them all");
}

#[test]
fn the_library_carries_the_files_as_they_are() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/search");
    let mut files: Vec<_> =
        std::fs::read_dir(&folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), KNOWN.len());
    for (file, known) in files.iter().zip(&KNOWN) {
        let tag = known.tags[0];
        assert_eq!(file.file_stem().unwrap().to_str(), Some(tag));
        let text = std::fs::read_to_string(file).unwrap();
        assert!(
            text.strip_prefix(&format!("[language {tag}]\n")) == Some(known.file()),
            "{tag}: run `cat core/data/search/*.txt | zstd --ultra -22 -f -o core/data/search.zst`"
        );
    }
}

#[test]
fn files_are_written_in_small_letters() {
    for known in &KNOWN {
        for line in known.file().lines().filter(|line| !line.starts_with(['#', '['])) {
            assert!(!line.contains(char::is_uppercase), "{}: {line}", known.tags[0]);
        }
    }
}

#[test]
fn a_tag_belongs_to_one_file() {
    let mut tags: Vec<&str> = KNOWN.iter().flat_map(|known| known.tags).copied().collect();
    let all = tags.len();
    tags.sort_unstable();
    tags.dedup();
    assert_eq!(tags.len(), all);
}

#[test]
fn faults_are_told_with_their_line() {
    let fault = |file: &str| table::read(file).expect_err("a fault").to_string();
    assert_eq!(fault("der"), "line 1: no section begins before \"der\"");
    assert_eq!(fault("# x\n\n[ends]"), "line 3: no such section: \"ends\"");
    assert_eq!(fault("[forms]\nchild"), "line 2: no colon in \"child\"");
    assert_eq!(fault("[end]\ntwo: s"), "line 2: \"two\" is no number of letters");
    assert_eq!(fault("[end]\n2: ->s"), "line 2: \"-\" is not one word");
    assert_eq!(fault("[end]\n2: s es\n2: s"), "line 3: \"s\" stands there twice");
    assert_eq!(fault("[forms]\na: c\nb: c"), "line 3: \"c\" stands there twice");
}

#[test]
fn the_longest_rule_that_leaves_enough_is_applied() {
    let file = "[forms]\nchild: children\n[begin]\n3: un>in\n[end]\n2: ies>y s\n3: ies\n1: ss>ss\n0: news>news";
    let language = table::read(file).expect("a file without faults");
    let stem = |word| language.stem(word).into_owned();
    assert_eq!(stem("children"), "child");
    assert_eq!(stem("undo"), "undo");
    assert_eq!(stem("undone"), "indone");
    assert_eq!(stem("flies"), "fly");
    assert_eq!(stem("berries"), "berr");
    assert_eq!(stem("ties"), "tie");
    assert_eq!(stem("glass"), "glass");
    assert_eq!((stem("news"), stem("renews")), ("news".to_owned(), "renew".to_owned()));
    assert_eq!((stem("is"), stem("yes")), ("is".to_owned(), "ye".to_owned()));
}

#[test]
fn a_tag_is_known_by_its_longest_part() {
    for tag in
        ["de", "de-simple", "de-AT", "fa-AF", "prs", "zh-Hant-TW", "sr-Latn", "hr", "ku-Arab-IQ"]
    {
        assert!(!Language::of(tag).stop.is_empty(), "{tag}");
    }
    assert!(Language::of("de-simple").is_stop("und"));
    assert!(Language::of("ku-Arab").is_stop(&fold("بۆ")) && Language::of("ku").is_stop("ji"));
    for tag in ["", "-", "tlh", "simple", "d", "deu-de"] {
        assert!(Language::of(tag).stop.is_empty(), "{tag}");
        assert_eq!(Language::of(tag).stem("words"), "words");
    }
}

#[test]
fn stop_words_and_digits_stay_as_they_are() {
    assert_eq!(Language::of("de").stem("deinen"), "deinen");
    assert_eq!(Language::of("de").stem("110er"), "110er");
    assert_eq!(Language::of("en").stem("b1s"), "b1s");
    assert_eq!(Language::of("ar").stem("112"), "112");
}

/// A Chinese question falls into pieces of two signs: those of which both say little are stop words too.
#[test]
fn pieces_of_small_signs_say_little() {
    let chinese = Language::of("zh-Hans");
    assert!(["什么", "我怎", "么", "了吗"].into_iter().all(|piece| chinese.is_stop(piece)));
    assert!(["医生", "的医", "德语"].into_iter().all(|piece| !chinese.is_stop(piece)));
    assert!(!chinese.is_stop(""));
}

/// What a language makes of its families.
#[derive(Default)]
struct Measured {
    families: usize,
    pairs: usize,
    missed: Vec<String>,
    strangers: usize,
    mixed_up: Vec<String>,
}

fn measure(language: &Language, file: &str) -> Measured {
    let mut measured = Measured::default();
    for line in file.lines().filter(|line| !line.starts_with('#')) {
        let apart = line.starts_with('!');
        let words = folded(line.trim_start_matches('!'));
        let (first, others) = words.split_first().expect("a line has words");
        if !apart {
            measured.families += 1;
        }
        for other in others {
            let (a, b) = (language.stem(first), language.stem(other));
            let told = format!("{first}={a} {other}={b}");
            match apart {
                true => measured.strangers += 1,
                false => measured.pairs += 1,
            }
            match (apart, a == b) {
                (true, true) => measured.mixed_up.push(told),
                (false, false) => measured.missed.push(told),
                _ => {}
            }
        }
    }
    measured
}

/// Of all pairs of a family nine of ten meet; of pairs that are apart, chosen to look alike, one of ten at most does.
#[test]
fn families_meet_and_strangers_do_not() {
    for (tag, file) in FAMILIES {
        let m = measure(Language::of(tag), file);
        assert!(
            m.families >= 40 && m.strangers >= 15,
            "{tag} has {} and {}",
            m.families,
            m.strangers
        );
        assert!(m.missed.len() * 10 <= m.pairs, "{tag} of {}: {:?}", m.pairs, m.missed);
        assert!(m.mixed_up.len() * 10 <= m.strangers, "{tag}: {:?}", m.mixed_up);
    }
}

proptest! {
    #[test]
    fn two_letters_stay_of_any_word(
        n in 0..KNOWN.len(),
        word in "[a-z]{0,12}|[а-яіє]{0,12}|[ا-ي]{0,12}|\\PC{0,8}",
    ) {
        let language = Language::of(KNOWN[n].tags[0]);
        let word = fold(&word);
        let stem = language.stem(&word);
        prop_assert!(stem.chars().count() >= word.chars().count().min(2), "{word} became {stem}");
        if word.contains(char::is_numeric) || language.is_stop(&word) {
            prop_assert_eq!(stem.as_ref(), word.as_str());
        }
    }
}
