//! Running a program with live output that can be read afterwards.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::part::Trouble;
use super::place;
use super::report::say;

/// What a program said, and whether it ended well.
#[derive(Debug)]
pub struct Ran {
    /// Exit status 0.
    pub well: bool,
    /// Both streams, line by line, without colours.
    pub lines: Vec<String>,
}

/// A program, freed of what an outer `cargo run` leaves in the environment: some build scripts
/// would take it for a change and build everything again.
pub fn program(name: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder).stdin(Stdio::null());
    for (variable, _) in std::env::vars_os() {
        let name = variable.to_string_lossy();
        if name.starts_with("CARGO_PKG_")
            || name.starts_with("CARGO_MANIFEST_")
            || ["CARGO", "CARGO_BIN_NAME", "CARGO_CRATE_NAME", "LD_LIBRARY_PATH"]
                .contains(&name.as_ref())
        {
            command.env_remove(&variable);
        }
    }
    if std::io::stdout().is_terminal() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    command
}

/// `cargo` with these arguments.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = program(place::cargo(), folder);
    command.args(arguments);
    command
}

/// Runs a program to its end, showing every line.
///
/// # Errors
/// When it does not start.
pub fn run(command: &mut Command) -> Result<Ran, Trouble> {
    talk(command, |_, _| {})
}

/// Runs a program and fails when it ends badly.
///
/// # Errors
/// When it does not start or its exit status is not 0.
pub fn must(command: &mut Command) -> Result<Ran, Trouble> {
    let ran = run(command)?;
    if ran.well {
        return Ok(ran);
    }
    Err(Trouble(format!("{} failed.", command.get_program().to_string_lossy())))
}

/// Runs a program, showing every line and handing it to `answer` with the program's own input.
///
/// # Errors
/// When it does not start.
pub fn talk(
    command: &mut Command,
    mut answer: impl FnMut(&str, &mut Option<ChildStdin>),
) -> Result<Ran, Trouble> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| Trouble(format!("{name} does not start: {error}")))?;
    let (sender, lines) = channel();
    forward(child.stdout.take(), sender.clone());
    forward(child.stderr.take(), sender);
    let mut input = child.stdin.take();
    let mut said = Vec::new();
    for line in lines {
        say(&line);
        let line = plain(&line);
        answer(&line, &mut input);
        said.push(line);
    }
    drop(input);
    let status = child.wait().map_err(|error| Trouble(format!("{name}: {error}")))?;
    Ok(Ran { well: status.success(), lines: said })
}

/// Answers a program that waits for a line.
pub fn press_enter(input: &mut Option<ChildStdin>) {
    if let Some(input) = input {
        // A program that ended meanwhile does not wait any more.
        let _ = input.write_all(b"\n").and_then(|()| input.flush());
    }
}

fn forward(stream: Option<impl Read + Send + 'static>, sender: Sender<String>) {
    let Some(stream) = stream else { return };
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            if sender.send(String::from_utf8_lossy(&line).into_owned()).is_err() {
                break;
            }
        }
    });
}

/// A line without the escape sequences that colour it.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        if c == '\u{1b}' {
            for c in rest.by_ref() {
                if c.is_ascii_alphabetic() {
                    break;
                }
            }
        } else if c != '\r' {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn colours_are_no_part_of_a_line() {
        assert_eq!(plain("\u{1b}[32;1m  Summary\u{1b}[0m 5 tests run\r"), "  Summary 5 tests run");
    }
}
