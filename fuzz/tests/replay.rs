//! Every saved input goes through its target: what once was a fault stays mended.

#![cfg(test)]

use companion_fuzz::{TARGETS, corpus, engine};

#[test]
fn every_saved_input_ends_well() {
    let mut faults = Vec::new();
    for target in TARGETS {
        let inputs = corpus::read(&corpus::root().join(target.name)).unwrap();
        assert!(!inputs.is_empty(), "{} has no corpus", target.name);
        for (name, bytes) in inputs {
            if let Some((place, message)) = engine::fails(target, &bytes) {
                faults.push(format!("{}/{name}: {place}: {message}", target.name));
            }
        }
    }
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_folder_of_the_corpus_has_its_target() {
    for entry in std::fs::read_dir(corpus::root()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(companion_fuzz::find(&name).is_some(), "{name} is no target");
    }
}

/// A little of what `companion-fuzz` does at length, with a seed of its own.
#[test]
fn damaged_inputs_end_well() {
    for target in TARGETS {
        let inputs: Vec<Vec<u8>> = corpus::read(&corpus::root().join(target.name))
            .unwrap()
            .into_iter()
            .map(|(_, bytes)| bytes)
            .collect();
        let plan = engine::Plan { from: 0, runs: 60, seconds: Some(3), seed: 77 };
        let outcome = engine::run(target, &inputs, plan, &mut |_, _| ());
        let faults: Vec<_> = outcome.failures.iter().map(|f| (&f.place, &f.message)).collect();
        assert!(faults.is_empty(), "{}: {faults:?}", target.name);
    }
}
