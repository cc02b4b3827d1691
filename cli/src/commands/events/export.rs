//! `welcome events export`

use std::io::Write as _;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use companion_core::text::LanguageTag;
use serde::Serialize;

use crate::calendar::{self, CalendarOfPack, Selection};
use crate::commands::Failure;
use crate::commands::pack::build_or_tell;
use crate::lock;
use crate::output::Output;
use crate::source;

/// Arguments of `welcome events export`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome events export my-city --out public/events.ics\n  \
    welcome events export my-city --language ar --language de --out public/events.ar.ics\n  \
    welcome events export my-city --event language-cafe > language-cafe.ics\n\n\
    Each event stands there in one language: the first of --language that it has, else the one it was first written in.\n\
    The same folder gives the same bytes, and a file that would not change is not touched. Put it on any web host under\n\
    an address that stays, and people can subscribe to it.\n\
    Exit status: 0 done, 1 the folder has errors or the file cannot be written, 2 the call was wrong.")]
pub struct ExportArgs {
    /// The source folder.
    folder: PathBuf,
    /// Only this event; may be given several times.
    #[arg(long = "event", value_name = "ID")]
    events: Vec<String>,
    /// In this language; several in order of preference.
    #[arg(long = "language", value_name = "TAG")]
    languages: Vec<LanguageTag>,
    /// What the calendar is called [default: as the pack].
    #[arg(long)]
    name: Option<String>,
    /// The address under which the file will lie.
    #[arg(long)]
    url: Option<String>,
    /// The day the words count as published [default: the latest `date` that an event's texts tell].
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Write to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// The answer for machines.
#[derive(Serialize)]
struct ExportLine {
    file: String,
    events: usize,
    languages: Vec<(String, usize)>,
    bytes: usize,
    changed: bool,
}

/// Runs `welcome events export`.
///
/// # Errors
/// A folder that cannot be built, an event or language it does not have, a file that cannot be written.
pub(super) fn run(args: ExportArgs, output: Output) -> Result<(), Failure> {
    if output.json && args.out.is_none() {
        return Err(Failure::call("--json needs --out: both would be written to standard output"));
    }
    if let Some(url) = &args.url {
        source::values::url(url)
            .map_err(|fault| Failure::call(format!("--url: {}", fault.message)))?;
    }
    build_or_tell(&args.folder, args.date, output)?;
    let Some(source) = source::read(&args.folder).0 else {
        return Err(Failure::new(format!("{}: cannot be read", args.folder.display())));
    };
    let wanted = Selection {
        events: args.events,
        languages: args.languages,
        name: args.name,
        url: args.url,
        date: args.date,
    };
    let made = calendar::of_pack(&source, &wanted);
    let made = made.map_err(|e| Failure::new(format!("{}: {e}", args.folder.display())))?;
    let CalendarOfPack { bytes, languages } = made;
    let Some(out) = args.out else {
        let written = std::io::stdout().write_all(&bytes);
        return written.map_err(|e| Failure::new(format!("standard output: {e}")));
    };
    let changed = std::fs::read(&out).ok().is_none_or(|before| before != bytes);
    if changed {
        let written = lock::replace(&out, &bytes);
        written.map_err(|e| Failure::new(format!("{}: cannot be written: {e}", out.display())))?;
    }
    let line = ExportLine {
        file: out.display().to_string(),
        events: languages.values().sum(),
        languages: languages.into_iter().map(|(tag, n)| (tag.to_string(), n)).collect(),
        bytes: bytes.len(),
        changed,
    };
    let told: Vec<String> =
        line.languages.iter().map(|(tag, events)| format!("{events} in {tag}")).collect();
    let state = if changed { "written" } else { "unchanged" };
    let (file, events) = (&line.file, line.events);
    output.line(format!("{file}: {events} events ({}), {state}", told.join(", ")));
    output.value(&line);
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source::testing::{folder, write};

    const QUIET: Output = Output { json: true };

    fn args(folder: &Path, out: Option<PathBuf>) -> ExportArgs {
        ExportArgs {
            folder: folder.to_owned(),
            events: Vec::new(),
            languages: Vec::new(),
            name: None,
            url: None,
            date: NaiveDate::from_ymd_opt(2026, 11, 22),
            out,
        }
    }

    #[test]
    fn a_file_that_would_not_change_is_not_touched_and_what_cannot_be_done_writes_nothing() {
        let dir = folder(&[
            ("events/meal/event.toml", "start = \"2026-12-01T18:00:00\"\n"),
            ("events/meal/de.md", "+++\ntitle = \"Essen\"\norigin = \"human\"\n+++\n"),
        ]);
        let place = tempfile::tempdir().unwrap();
        let out = place.path().join("events.ics");
        let export = || run(args(dir.path(), Some(out.clone())), QUIET);
        export().unwrap();
        let bytes = std::fs::read(&out).unwrap();
        assert!(bytes.starts_with(b"BEGIN:VCALENDAR\r\n"));
        // A file that is written is a new one in its place.
        let long_ago = std::time::SystemTime::UNIX_EPOCH;
        let set = |path: &Path| std::fs::File::open(path).unwrap().set_modified(long_ago).unwrap();
        set(&out);
        export().unwrap();
        let changed = || std::fs::metadata(&out).unwrap().modified().unwrap() != long_ago;
        assert!(!changed());
        let text = "+++\ntitle = \"Mahl\"\norigin = \"human\"\n+++\n";
        write(dir.path(), "events/meal/de.md", text.as_bytes());
        export().unwrap();
        assert!(changed() && std::fs::read(&out).unwrap() != bytes);

        set(&out);
        let fails = |change: &dyn Fn(&mut ExportArgs)| {
            let mut args = args(dir.path(), Some(out.clone()));
            change(&mut args);
            run(args, QUIET).unwrap_err().to_string()
        };
        let told = fails(&|a| a.events = vec!["feast".into()]);
        assert!(told.ends_with(": no event `feast`"), "{told}");
        assert!(fails(&|a| a.url = Some("somewhere".into())).starts_with("--url: "));
        assert!(fails(&|a| a.out = None).starts_with("--json needs --out"));
        write(dir.path(), "events/meal/event.toml", b"start = \"soon\"\n");
        assert!(fails(&|_| ()).ends_with("cannot be built"));
        assert!(!changed());
    }
}
