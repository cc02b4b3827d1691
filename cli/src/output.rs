//! How the command speaks: plain lines or JSON on standard output, progress on standard error.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

/// Where a command's answers go.
#[derive(Debug, Clone, Copy, Default)]
pub struct Output {
    /// One JSON value per line, for machines.
    pub json: bool,
}

impl Output {
    /// A line for people; silent with `--json`.
    pub fn line(&self, text: impl AsRef<str>) {
        if !self.json {
            // A closed pipe is the reader's choice, not an error of ours.
            let _ = writeln!(std::io::stdout(), "{}", text.as_ref());
        }
    }

    /// A value for machines; silent without `--json`.
    pub fn value(&self, value: &impl Serialize) {
        if self.json
            && let Ok(text) = serde_json::to_string(value)
        {
            let _ = writeln!(std::io::stdout(), "{text}");
        }
    }

    /// A line on standard error, always.
    pub fn complain(&self, text: impl AsRef<str>) {
        let _ = writeln!(std::io::stderr(), "{}", text.as_ref());
    }

    /// A bar over `total` steps in a terminal; elsewhere one plain line when the work starts.
    pub fn progress(&self, what: &'static str, total: u64) -> ProgressBar {
        if std::io::stderr().is_terminal() {
            let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("{msg:24} {bar:30} {pos}/{len}") {
                bar.set_style(style);
            }
            bar.with_message(what)
        } else {
            self.complain(format!("{what} ({total})"));
            ProgressBar::hidden()
        }
    }
}
