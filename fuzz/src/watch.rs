//! Inputs that end the whole process (a stack that overflows), or never end: they are found again by their number.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use crate::engine::{self, moment};
use crate::{Target, corpus};

/// An input that takes longer than this hangs, in seconds.
pub const HANGS_AFTER: i64 = 20;
/// Exit status of a process that gave up on an input.
pub const HUNG: i32 = 3;
/// A checkpoint is written every so many runs.
pub const STEP: u64 = 1000;
/// Stack of a run: what a thread has by default.
pub const STACK: usize = 2 * 1024 * 1024;

/// Which input is running, since when.
#[derive(Debug, Default)]
pub struct Running {
    number: AtomicU64,
    /// Milliseconds since 1970.
    since: AtomicI64,
}

impl Running {
    /// An input begins.
    pub fn begins(&self, number: u64) {
        self.number.store(number, Ordering::Relaxed);
        self.since.store(moment().timestamp_millis(), Ordering::Relaxed);
    }

    /// Saves the input that hangs and ends the process, from a thread beside it.
    pub fn watch(
        self: &Arc<Self>,
        target: &'static Target,
        inputs: Arc<Vec<Vec<u8>>>,
        seed: u64,
        failures: PathBuf,
    ) {
        let running = Arc::clone(self);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_millis(500));
                let since = running.since.load(Ordering::Relaxed);
                if since > 0 && moment().timestamp_millis() - since > HANGS_AFTER * 1000 {
                    let number = running.number.load(Ordering::Relaxed);
                    let bytes = engine::input(target, &inputs, seed, number);
                    let _ = corpus::save(&failures, "hang", &bytes);
                    std::process::exit(HUNG);
                }
            }
        });
    }
}

/// Runs this program again with more arguments.
///
/// # Errors
/// When it does not start.
pub fn child(arguments: &[String]) -> io::Result<ExitStatus> {
    let own = std::env::args_os().skip(1);
    Command::new(std::env::current_exe()?).args(own).args(arguments).status()
}

/// The input that ended a child, found by running the last ones again and writing each down first.
///
/// # Errors
/// When files cannot be read or written.
pub fn find_fatal(folder: &Path, checkpoint: &Path, trace: &Path) -> io::Result<Option<PathBuf>> {
    let from: u64 = fs::read_to_string(checkpoint)
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or_default();
    let again = child(&[
        "--checkpoint".to_owned(),
        checkpoint.display().to_string(),
        "--trace".to_owned(),
        trace.display().to_string(),
        "--again-from".to_owned(),
        from.to_string(),
    ])?;
    if again.code().is_some() {
        return Ok(None);
    }
    corpus::save(folder, "fatal", &fs::read(trace)?).map(Some)
}
