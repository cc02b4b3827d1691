use proptest::prelude::*;

use super::*;

const TABLE: &str =
    "course kurs6 lehrgang3;courses kurs2;doctor arzt9;language sprache8 sprachkurs2";

fn stems(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|w| (*w).to_owned()).collect()
}

fn shares(found: &Meanings, stem: &str) -> Vec<(String, u32)> {
    let percent = |(word, share): &(String, f32)| (word.clone(), (share * 100.0).round() as u32);
    found.get(stem).into_iter().flatten().map(percent).collect()
}

fn are(shares: &[(&str, u32)]) -> Vec<(String, u32)> {
    shares.iter().map(|(word, share)| ((*word).to_owned(), *share)).collect()
}

#[test]
fn a_question_goes_both_ways() {
    let table = Table::read(TABLE).unwrap();
    let unknown = Language::of("xx");
    let there = table.forward(&stems(&["course", "doctor", "bus"]), unknown);
    assert_eq!(there.keys().collect::<Vec<_>>(), ["course", "doctor"]);
    assert_eq!(shares(&there, "course"), are(&[("kurs", 67), ("lehrgang", 33)]));
    assert_eq!(shares(&there, "doctor"), are(&[("arzt", 100)]));
    let back = table.backward(&stems(&["kurs", "arzt", "ampel"]), unknown);
    assert_eq!(shares(&back, "kurs"), are(&[("course", 75), ("courses", 25)]));
    assert_eq!(shares(&back, "arzt"), are(&[("doctor", 100)]));
    assert_eq!(back.len(), 2);
    assert!(table.forward(&BTreeSet::new(), unknown).is_empty());
}

#[test]
fn forms_of_one_word_are_one_by_the_stems_of_this_side() {
    let table = Table::read(TABLE).unwrap();
    let english = Language::of("en");
    let stem = english.stem("courses").into_owned();
    let found = table.forward(&BTreeSet::from([stem.clone()]), english);
    // Whatever is known of English: what stands under the word's own stem is found.
    assert!(shares(&found, &stem).iter().any(|(word, _)| word == "kurs"));
}

#[test]
fn of_many_meanings_the_surest_stay() {
    let text = (0..12).fold("word".to_owned(), |all, n| {
        format!("{all} {}{}", char::from(b'a' + n), if n == 11 { 9 } else { 1 })
    });
    let table = Table::read(&text).unwrap();
    let found = table.forward(&stems(&["word"]), Language::of("xx"));
    let words: Vec<String> = shares(&found, "word").into_iter().map(|(word, _)| word).collect();
    assert_eq!(words, ["l", "a", "b", "c", "d", "e", "f", "g"]);
}

#[test]
fn a_damaged_table_is_named() {
    assert_eq!(Table::read("doctor arzt"), Err(WordTableError::Entry(1)));
}

proptest! {
    #[test]
    fn there_and_back_say_the_same(
        entries in proptest::collection::btree_map(
            "[a-e]{1,2}",
            proptest::collection::btree_map("[v-z]{1,2}", 1u8..10, 1..5),
            1..12,
        ),
    ) {
        let entry = |(word, meant): (&String, &BTreeMap<String, u8>)| {
            meant.iter().fold(word.clone(), |all, (m, weight)| format!("{all} {m}{weight}"))
        };
        let text = entries.iter().map(entry).collect::<Vec<_>>().join(";");
        let table = Table::read(&text).unwrap();
        let unknown = Language::of("xx");
        let there = table.forward(&entries.keys().cloned().collect(), unknown);
        prop_assert_eq!(there.len(), entries.len());
        for (word, meant) in &there {
            prop_assert!((meant.iter().map(|(_, share)| share).sum::<f32>() - 1.0).abs() < 1e-4);
            prop_assert!(meant.windows(2).all(|w| w[0].1 >= w[1].1));
            for (meant, _) in meant {
                let back = table.backward(&BTreeSet::from([meant.clone()]), unknown);
                let means: Vec<&String> = back[meant].iter().map(|(word, _)| word).collect();
                prop_assert!(means.len() == MAX_MEANINGS || means.contains(&word));
            }
        }
    }
}
