//! A city has a directory of services in a file: everything in it comes to the phone, or the city is told what does not.

#![cfg(test)]

use companion_tests::conformance::hsds;
use companion_tests::directory::{Form, Size, write};

const SMALL: Size = Size { services: 120, locations: 50, organizations: 40 };

/// Every value of every table is on the phone or in the report.
fn nothing_is_lost(form: Form) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), form, SMALL, 7).unwrap();
    let tally = hsds::run(&[folder.path().to_owned()]).unwrap();
    assert_eq!(tally.measures.get("lost_by_field"), None, "{:?}", tally.failures());
    assert_eq!(tally.failures(), []);
    assert_eq!(tally.measures["values_lost"], 0);
    let values = tally.measures["values"].as_u64().unwrap();
    let found = tally.measures["values_found"].as_u64().unwrap();
    assert!(values > 2000 && found * 10 > values * 7, "{found} of {values}");
    assert!(tally.passed() > SMALL.services + SMALL.locations);
}

#[test]
fn tables_of_version_three_lose_nothing() {
    nothing_is_lost(Form::Three);
}

#[test]
fn tables_of_ohana_lose_nothing() {
    nothing_is_lost(Form::Ohana);
}
