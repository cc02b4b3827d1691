//! What the tests of the command share: running it, reading what it said, and folders to run it on.

#![allow(dead_code, reason = "each test file is a program of its own and needs some of it")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs `welcome`, with nobody at the keyboard.
pub(crate) fn welcome(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_welcome"));
    command.args(args).stdin(Stdio::null()).output().unwrap()
}

/// Runs `welcome` in a folder.
pub(crate) fn welcome_in(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_welcome"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Writes a file below a folder, and the folders that it needs.
pub(crate) fn put(folder: &Path, name: &str, text: &str) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}
