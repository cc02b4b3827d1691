//! What a person looked for last: at hand for them, on their phone alone, gone when they say so.

#![cfg(test)]

use std::fs;
use std::sync::Arc;

use companion_core::Companion;
use companion_core::testing::ScriptedTransport;
use companion_tests::phone::{Phone, monday};

fn phone() -> (Phone, Companion) {
    let phone = Phone::new(Arc::new(ScriptedTransport::default())).unwrap();
    let app = phone.open().unwrap();
    (phone, app)
}

fn texts(app: &Companion) -> Vec<String> {
    app.recent_searches(100).unwrap().into_iter().map(|recent| recent.text).collect()
}

#[test]
fn the_newest_comes_first_and_nothing_twice_however_it_is_written() {
    let (phone, app) = phone();
    assert_eq!(texts(&app), [""; 0]);
    for text in
        ["Kita", "  Wo ist die Schule? ", "KITA", "أين المدرسة", "wo ist die schule", "", "?!"]
    {
        app.remember_search(text).unwrap();
    }
    assert_eq!(texts(&app), ["wo ist die schule", "أين المدرسة", "KITA"]);
    assert_eq!(app.recent_searches(1).unwrap()[0].searched_at_ms, monday().timestamp_millis());
    assert_eq!(app.recent_searches(0).unwrap(), []);
    assert_eq!(app.recent_searches(u32::MAX).unwrap().len(), 3);
    // A clock that is put back does not put what comes later behind.
    phone.clock.set(monday() - chrono::TimeDelta::days(900));
    app.remember_search("Arzt").unwrap();
    assert_eq!(texts(&app)[0], "Arzt");
    drop(app);
    assert_eq!(texts(&phone.open().unwrap()).len(), 4, "the next start finds them");
}

#[test]
fn fifty_are_kept_and_of_a_long_one_two_hundred_characters() {
    let (_phone, app) = phone();
    for n in 0..70 {
        app.remember_search(&format!("question {n}")).unwrap();
    }
    let kept = texts(&app);
    assert_eq!(
        (kept.len(), kept[0].as_str(), kept[49].as_str()),
        (50, "question 69", "question 20")
    );
    app.remember_search(&"wort ".repeat(20_000)).unwrap();
    assert_eq!(texts(&app)[0].chars().count(), 199);
    app.forget_search(&"WORT ".repeat(20_000)).unwrap();
    assert_eq!(texts(&app)[0], "question 69", "the long one is found again");
}

#[test]
fn what_is_forgotten_is_gone_and_the_rest_is_not() {
    let (_phone, app) = phone();
    for text in ["Kita", "Schule", "Arzt"] {
        app.remember_search(text).unwrap();
    }
    app.forget_search(" SCHULE?").unwrap();
    app.forget_search("never asked").unwrap();
    app.forget_search("").unwrap();
    assert_eq!(texts(&app), ["Arzt", "Kita"]);
    app.forget_searches().unwrap();
    app.forget_searches().unwrap();
    assert_eq!(texts(&app), [""; 0]);
    app.remember_search("Kita").unwrap();
    assert_eq!(texts(&app), ["Kita"]);
}

/// Everything that lies in the folder of the app, the log of writes among it.
fn holds(phone: &Phone, mark: &str) -> bool {
    let files = fs::read_dir(phone.data()).unwrap();
    let holds = |bytes: Vec<u8>| bytes.windows(mark.len()).any(|w| w == mark.as_bytes());
    files.into_iter().any(|file| holds(fs::read(file.unwrap().path()).unwrap()))
}

#[test]
fn the_bytes_of_what_is_forgotten_are_in_no_file_while_the_app_still_runs() {
    let (phone, app) = phone();
    let long = |n: usize| format!("mark-{n:02}-{}", "ማርክ".repeat(48));
    // Several pages, which SQLite moves about; and asked again, so that older copies were left behind.
    for n in (0..40).chain(10..30).chain(0..40) {
        app.remember_search(&long(n)).unwrap();
    }
    assert!(holds(&phone, "mark-17-"), "the search looks at the right files");
    app.forget_search(&long(17)).unwrap();
    assert!(!holds(&phone, "mark-17-"));
    assert!(holds(&phone, "mark-18-") && texts(&app).len() == 39);
    app.forget_searches().unwrap();
    for n in 0..40 {
        assert!(!holds(&phone, &format!("mark-{n:02}-")), "{n}");
    }
    app.pause();
    assert!(!holds(&phone, "mark-"));
}

#[test]
fn searching_and_being_suggested_something_keeps_nothing() {
    let (phone, app) = phone();
    app.find("what-only-i-ask", 10).unwrap();
    app.suggest("what-only-i-type", 10).unwrap();
    app.pause();
    assert!(!holds(&phone, "what-only-i"));
}
