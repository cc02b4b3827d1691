//! `companion-fuzz TARGET --runs N`: damaged inputs for a reader of foreign bytes. See `fuzz/README.md`.
//!
//! Exit status: 0 nothing failed, 1 something failed, 2 the call was wrong.

use std::fs;
use std::io::{self, Write as _, stdout};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use companion_fuzz::engine::{self, Outcome, Plan};
use companion_fuzz::watch::{self, Running};
use companion_fuzz::{TARGETS, Target, corpus, find, seeds};

/// Feeds a reader with damaged bytes.
#[derive(Parser, Clone)]
#[command(name = "companion-fuzz")]
struct Arguments {
    /// Its name; without a known one all are listed.
    #[arg(default_value = "")]
    target: String,
    /// How many inputs.
    #[arg(long, default_value_t = 100_000)]
    runs: u64,
    /// End after so many seconds all the same.
    #[arg(long)]
    seconds: Option<u64>,
    /// Another seed makes other inputs.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where inputs that fail are saved.
    #[arg(long, default_value = "target/fuzz")]
    save: PathBuf,
    /// Run this one file and nothing else.
    #[arg(long)]
    input: Option<PathBuf>,
    /// Write the first inputs of all targets into the corpus, made from the sample packs.
    #[arg(long)]
    seeds: bool,
    #[arg(long, hide = true)]
    checkpoint: Option<PathBuf>,
    #[arg(long, hide = true)]
    trace: Option<PathBuf>,
    #[arg(long, hide = true)]
    again_from: Option<u64>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.seeds {
        return told(seeds::write().map(|files| {
            say(&format!("{files} inputs written"));
            ExitCode::SUCCESS
        }));
    }
    let Some(target) = find(&arguments.target) else {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        say(&format!("The targets are: {}.", names.join(", ")));
        return ExitCode::from(2);
    };
    told(match (&arguments.input, &arguments.checkpoint) {
        (Some(file), _) => fs::read(file).map(|bytes| one(target, &bytes)),
        (None, Some(_)) => inside(target, &arguments),
        (None, None) => outside(target, &arguments),
    })
}

fn told(done: io::Result<ExitCode>) -> ExitCode {
    done.unwrap_or_else(|error| {
        say(&format!("companion-fuzz: {error}"));
        ExitCode::from(2)
    })
}

fn one(target: &Target, bytes: &[u8]) -> ExitCode {
    match engine::fails(target, bytes) {
        None => ExitCode::SUCCESS,
        Some((place, message)) => {
            say(&format!("panic at {place}: {message}"));
            ExitCode::FAILURE
        }
    }
}

/// The process that outlives what its child does not.
fn outside(target: &Target, arguments: &Arguments) -> io::Result<ExitCode> {
    let folder = arguments.save.join(target.name);
    fs::create_dir_all(&folder)?;
    let checkpoint = folder.join("checkpoint");
    fs::write(&checkpoint, "0")?;
    let ended = watch::child(&["--checkpoint".to_owned(), checkpoint.display().to_string()])?;
    let code = match ended.code() {
        Some(0) => ExitCode::SUCCESS,
        Some(watch::HUNG) => {
            say(&format!("{}: an input hangs, saved in {}", target.name, folder.display()));
            ExitCode::FAILURE
        }
        Some(_) => ExitCode::FAILURE,
        None => {
            let trace = folder.join("trace");
            let saved = watch::find_fatal(&folder, &checkpoint, &trace)?;
            let saved = saved.map_or("not found again".to_owned(), |p| p.display().to_string());
            say(&format!("{}: an input ended the process: {saved}", target.name));
            ExitCode::FAILURE
        }
    };
    let _ = fs::remove_file(checkpoint);
    Ok(code)
}

/// The runs themselves, on a stack like that of any other thread.
fn inside(target: &'static Target, arguments: &Arguments) -> io::Result<ExitCode> {
    let arguments = arguments.clone();
    let work = move || runs(target, &arguments);
    let thread = std::thread::Builder::new().stack_size(watch::STACK).spawn(work)?;
    thread.join().unwrap_or(Ok(ExitCode::FAILURE))
}

fn runs(target: &'static Target, arguments: &Arguments) -> io::Result<ExitCode> {
    let saved = corpus::read(&corpus::root().join(target.name))?;
    let inputs: Arc<Vec<Vec<u8>>> = Arc::new(saved.into_iter().map(|(_, bytes)| bytes).collect());
    let folder = arguments.save.join(target.name);
    let running = Arc::new(Running::default());
    running.watch(target, Arc::clone(&inputs), arguments.seed, folder.clone());
    let (from, runs) = match arguments.again_from {
        Some(from) => (from, 2 * watch::STEP),
        None => (0, arguments.runs),
    };
    let plan = Plan { from, runs, seconds: arguments.seconds, seed: arguments.seed };
    let outcome = engine::run(target, &inputs, plan, &mut |number, bytes| {
        running.begins(number);
        if let Some(trace) = &arguments.trace {
            let _ = fs::write(trace, bytes);
        } else if let (0, Some(file)) = (number % watch::STEP, &arguments.checkpoint) {
            let _ = fs::write(file, number.to_string());
        }
    });
    if arguments.again_from.is_none() {
        report(target, &outcome, &folder)?;
    }
    Ok(if outcome.failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn report(target: &Target, outcome: &Outcome, folder: &std::path::Path) -> io::Result<()> {
    let a_second = i64::try_from(outcome.runs).unwrap_or(i64::MAX).saturating_mul(1000)
        / outcome.millis.max(1);
    let Outcome { runs, slowest_millis, .. } = outcome;
    say(&format!("{}: {runs} runs, {a_second} a second, slowest {slowest_millis} ms", target.name));
    if *slowest_millis > 500 {
        say(&format!(
            "  the slowest: {}",
            corpus::save(folder, "slow", &outcome.slowest)?.display()
        ));
    }
    for failure in &outcome.failures {
        let path = corpus::save(folder, "panic", &failure.input)?;
        say(&format!("  panic at {}: {}", failure.place, failure.message));
        say(&format!(
            "    run {}, {} bytes, {}",
            failure.number,
            failure.input.len(),
            path.display()
        ));
    }
    Ok(())
}

fn say(line: &str) {
    let _ = writeln!(stdout(), "{line}");
}
