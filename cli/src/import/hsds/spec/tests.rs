use super::*;
use crate::import::labels::Labels;

#[test]
fn every_label_that_a_field_names_is_written() {
    let labels = Labels::of(&"en".parse().unwrap());
    for kind in Kind::all() {
        for (field, form) in fields(kind) {
            if let Line(label) | Text(label) | Link(label) = form {
                assert_ne!(labels.get(label), *label, "{field}");
            }
        }
    }
}
