//! Whatever is typed, pasted or read aloud into the search: an answer, in bounded time, with places that can be cut out.

#![cfg(test)]

use std::time::{Duration, Instant};

use companion_core::Companion;
use companion_core::search::{Highlight, SearchQuestion};
use companion_tests::land::{self, CITY};
use companion_tests::phone::{BASE, Phone, network};

/// Generous: builds without optimisation on a busy machine keep it.
const BOUND: Duration = Duration::from_secs(10);

async fn phone() -> (Phone, Companion) {
    let publisher = land::published().unwrap();
    let phone = Phone::new(network(publisher.folder()).unwrap()).unwrap();
    let app = phone.open().unwrap();
    app.set_languages(&["en".into(), "ar".into(), "ti".into()]).unwrap();
    app.add_pack(&publisher.link(BASE, CITY).unwrap()).unwrap();
    app.sync_all(None).await.unwrap();
    (phone, app)
}

/// Cuts as a shell does that counts in UTF-16.
fn cut(text: &str, Highlight { start, end }: Highlight) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16(&units[start as usize..end as usize]).unwrap()
}

/// Asks in all ways there are. Returns how many hits there were.
#[expect(clippy::disallowed_methods, reason = "how long an answer takes is what is tested")]
fn ask(app: &Companion, text: &str) -> usize {
    let told: String = text.chars().take(40).collect();
    let from = Instant::now();
    let question = SearchQuestion { text: text.to_owned(), limit: 20, ..SearchQuestion::default() };
    let answer = app.search(&question).unwrap();
    app.suggest(text, 10).unwrap();
    app.remember_search(text).unwrap();
    for recent in app.recent_searches(100).unwrap() {
        assert!(recent.text.chars().count() <= 200 && !recent.text.trim().is_empty(), "{told:?}");
        assert!(!recent.text.contains(char::is_control), "{told:?}");
    }
    app.forget_search(text).unwrap();
    assert!(app.recent_searches(100).unwrap().is_empty(), "{told:?} is not forgotten");
    assert!(from.elapsed() < BOUND, "{told:?} took {:?}", from.elapsed());
    for hit in &answer.hits {
        for mark in &hit.highlights {
            assert!(!cut(&hit.title, *mark).is_empty());
        }
        if let Some(passage) = &hit.passage {
            for mark in &passage.highlights {
                assert!(!cut(&passage.text, *mark).is_empty());
            }
        }
    }
    answer.hits.len()
}

#[tokio::test]
async fn questions_without_end_are_answered_by_their_beginning() {
    let (_phone, app) = phone().await;
    let found = ask(&app, "parents");
    assert!(found > 0);
    let filler = "zqx ".repeat(25_000);
    assert_eq!(filler.len(), 100_000);
    assert_eq!(ask(&app, &format!("parents {filler}")), found);
    assert_eq!(ask(&app, &filler), 0);
    assert_eq!(ask(&app, &"x".repeat(100_000)), 0);
    ask(&app, &"parents ".repeat(10_000));
    let different: Vec<String> = (0..10_000).map(|n| format!("word{n}")).collect();
    ask(&app, &different.join(" "));
    ask(&app, &"ትምህርቲ ".repeat(10_000));
    ask(&app, &"役所で住所を登録する".repeat(3_000));
    ask(&app, &"donaudampfschifffahrt".repeat(5_000));
}

#[tokio::test]
async fn one_sign_of_ten_thousand_marks_is_one_sign() {
    let (_phone, app) = phone().await;
    for mark in ["\u{301}", "\u{64e}", "\u{135f}", "\u{5b0}", "\u{fe0f}", "\u{200d}", "\u{e0001}"] {
        let marks = mark.repeat(10_000);
        ask(&app, &marks);
        ask(&app, &format!("parents{marks}"));
        ask(&app, &format!("p{marks}arents"));
    }
    // What folding makes longest: one sign that becomes eighteen.
    ask(&app, &"\u{fdfa}".repeat(30_000));
    ask(&app, &"\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}".repeat(2_000));
}

#[tokio::test]
async fn the_language_of_the_index_is_not_the_person_s() {
    let (_phone, app) = phone().await;
    let found = ask(&app, "parents");
    let hostile = [
        "parents\" OR \"1",
        "\"parents",
        "'parents'",
        "parents'; DROP TABLE recent_search; --",
        "title:parents",
        "parents*",
        "^parents",
        "-parents",
        "+parents",
        "NOT parents",
        "parents AND",
        "NEAR(parents, 5)",
        "{title}: parents",
        "(parents",
        "parents)",
        "%parents%",
        "parents\\",
        "\u{e000}parents",
        "parents\u{f8ff}",
    ];
    for text in hostile {
        assert!(ask(&app, text) >= found, "{text:?}");
    }
    for alone in
        ["\"", "'", "*", "^", "-", "(", "NEAR(", "{", ":", "\\", "%", "_", "\u{e000}", "\u{f8ff}"]
    {
        ask(&app, alone);
    }
}

#[tokio::test]
async fn signs_that_nobody_sees_part_no_word_from_its_page() {
    let (_phone, app) = phone().await;
    let found = ask(&app, "parents");
    for code in (0..=0x9f).filter(|code| char::from(*code).is_control()) {
        let sign = char::from(code);
        assert!(ask(&app, &format!("{sign}parents{sign}")) >= found, "U+{code:04X}");
        ask(&app, &sign.to_string());
    }
    let marks = "\u{200e}\u{200f}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{61c}";
    for mark in
        marks.chars().chain(['\u{feff}', '\u{ad}', '\u{200b}', '\u{2060}', '\u{fffd}', '\u{fffe}'])
    {
        assert!(ask(&app, &format!("{mark}parents{mark}")) >= found, "{mark:?}");
        ask(&app, &mark.to_string());
    }
    assert!(ask(&app, "🙂parents🙂 👩\u{200d}⚕️ 🇩🇪 1️⃣") >= found);
    assert_eq!(ask(&app, "🙂"), 0);
    assert_eq!(ask(&app, "\u{10ffff}\u{e0000}"), 0);
}

#[tokio::test]
async fn numbers_out_of_bounds_are_only_numbers() {
    let (_phone, app) = phone().await;
    for limit in [0, 1, u32::MAX] {
        let question =
            SearchQuestion { text: "parents".into(), limit, ..SearchQuestion::default() };
        assert!(app.search(&question).unwrap().hits.len() <= limit as usize);
        assert!(app.suggest("pa", limit).unwrap().len() <= limit as usize);
    }
    let nowhere = SearchQuestion {
        text: "parents".into(),
        kinds: vec!["no\u{0}kind".into(), "'".repeat(10_000)],
        pack: Some("\u{0}".into()),
        limit: 5,
    };
    assert_eq!(app.search(&nowhere).unwrap().hits, []);
}
