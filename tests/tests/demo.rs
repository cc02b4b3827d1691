//! The demo: every step of it holds, whatever the reader's language.

#![cfg(test)]

use std::path::Path;

use companion_cli::demo::play;
use companion_cli::output::Output;

fn played(language: &str) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures");
    let costs = play(&fixtures, language, Output { json: true }).unwrap();
    let of = |part: &str| costs.iter().find(|c| c.step.contains(part)).unwrap();
    assert!(of("install").bytes > of("only what changed").bytes, "an update costs less");
    assert!(of("only what changed").bytes > of("ask again").bytes, "asking costs least");
    assert_eq!(of("read on").bytes, 0, "reading costs nothing");
}

#[test]
fn every_step_holds_for_a_reader_of_arabic() {
    played("ar");
}

#[test]
fn every_step_holds_for_a_reader_of_tigrinya() {
    played("ti");
}

#[test]
fn a_missing_folder_of_samples_is_told() {
    let told = play(Path::new("no/such/folder"), "ar", Output { json: true }).unwrap_err();
    assert!(told.to_string().contains("no/such/folder"), "{told}");
}
