//! `welcome import hsds …`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use companion_core::packs::format::Level;
use companion_core::text::LanguageTag;
use serde::Serialize;

use super::{Target, tell_problems};
use crate::commands::Failure;
use crate::commands::pack::today;
use crate::import::again::{self, Earlier, Incoming};
use crate::import::hsds::{self, Imported, Options, Step, Told};
use crate::import::ids::Ids;
use crate::import::{ImportError, ImportReport};
use crate::output::Output;

const EXAMPLES: &str = "Examples:\n  \
    welcome import hsds services.json organizations.json --to town/ --id springfield \\\n    \
    --zone America/Chicago --country US\n  \
    welcome import hsds county-export/ --to town/ --dry-run\n\n\
    Reads the Human Services Data Specification (Open Referral) 1 to 3 as JSON or CSV, and Ohana's CSV, from files and\n\
    folders in any mix. A folder that is a pack already tells --id, --zone, --country and --language by itself.\n\
    Names of contact persons are personal data and left out; --keep-contact-names keeps them.\n\
    Exit status: 0 done, 1 it could not be done, 2 the call was wrong or nobody could be asked.";

/// What an import from Open Referral is told.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub struct HsdsArgs {
    /// JSON files, tables, and folders of them.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    target: Target,
    /// Id of the pack.
    #[arg(long)]
    id: Option<String>,
    /// What the pack speaks for.
    #[arg(long, value_enum, default_value_t = LevelArg::City)]
    level: LevelArg,
    /// Its name [default: its id].
    #[arg(long)]
    name: Option<String>,
    /// IANA time zone, such as America/Chicago.
    #[arg(long)]
    zone: Option<String>,
    /// ISO 3166-1 code: where telephone numbers without a country code are [default: that of all addresses].
    #[arg(long)]
    country: Option<String>,
    /// SPDX identifier of the texts' licence.
    #[arg(long, default_value = "CC-BY-SA-4.0")]
    licence: String,
    /// Who publishes the pack [default: its name].
    #[arg(long)]
    publisher: Option<String>,
    /// Language of the texts [default: the pack's, or en].
    #[arg(long)]
    language: Option<LanguageTag>,
    /// Keep the names of contact persons.
    #[arg(long)]
    keep_contact_names: bool,
    /// The day by which schedules are over or not; today if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LevelArg {
    City,
    Region,
    Country,
}

/// What the folder's pack.toml says.
#[derive(Debug, Default, serde::Deserialize)]
struct Pack {
    id: Option<String>,
    zone: Option<String>,
    country: Option<String>,
    source_language: Option<LanguageTag>,
}

/// Runs `welcome import hsds …`.
///
/// # Errors
/// What could not be done, in plain words.
pub(super) fn run(args: HsdsArgs, output: Output) -> Result<(), Failure> {
    let name = args.target.begin("hsds", output)?;
    let failed = |e: ImportError| Failure::new(e.to_string());
    let earlier = again::earlier(&args.target.to, &name).map_err(failed)?;
    let pack: Pack = earlier
        .ours
        .get("pack.toml")
        .and_then(|text| toml::from_str(text).ok())
        .unwrap_or_default();
    let (Some(id), Some(zone)) = (args.id.or(pack.id), args.zone.or(pack.zone)) else {
        let message = "there is no pack.toml in the folder yet: say --id (such as springfield) and --zone \
                       (such as America/Chicago)";
        return Err(Failure::call(message));
    };
    let language = args.language.or(pack.source_language);
    let options = Options {
        id,
        level: match args.level {
            LevelArg::City => Level::City,
            LevelArg::Region => Level::Region,
            LevelArg::Country => Level::Country,
        },
        name: args.name,
        zone,
        country: args.country.or(pack.country),
        licence: args.licence,
        publisher: args.publisher,
        language: language
            .map_or_else(|| "en".parse(), Ok)
            .map_err(|e| Failure::new(format!("{e}")))?,
        keep_contact_names: args.keep_contact_names,
        today: args.today.unwrap_or_else(today),
    };
    let mut ids = ids(&earlier);
    ids.reserve("page", own_pages(&args.target.to, &earlier));
    let (mut files, report, told) =
        import(&args.files, &options, &mut ids, output).map_err(failed)?;
    // A pack.toml that editors or another import wrote is theirs.
    if earlier.ours.contains_key("pack.toml") && !earlier.base.contains_key("pack.toml") {
        files.remove("pack.toml");
    }
    tell(&report, &told, output);
    args.target.bring(&Incoming { name: &name, files: &files, ids: Some(&ids) }, output)
}

fn import(
    paths: &[PathBuf],
    options: &Options,
    ids: &mut Ids,
    output: Output,
) -> Result<Imported, ImportError> {
    let mut bar = output.progress("listing files", 0);
    let imported = hsds::import(paths, options, ids, &mut |step| match step {
        Step::Reading { files } => bar = output.progress("reading files", files),
        Step::Writing { entries } => {
            bar.finish_and_clear();
            bar = output.progress("writing entries", entries);
        }
        Step::FileRead | Step::EntryDone => bar.inc(1),
    });
    bar.finish_and_clear();
    imported
}

/// The ids of the last time; those that editors and other imports gave stay theirs.
fn ids(earlier: &Earlier) -> Ids {
    let mut ids = earlier.ids.clone();
    for (table, kind) in
        [("places.csv", "place"), ("services.csv", "service"), ("topics.csv", "topic")]
    {
        let of = |files: &crate::import::SourceFiles| column(files.get(table));
        let (ours, base) = (of(&earlier.ours), of(&earlier.base));
        ids.reserve(kind, ours.difference(&base).cloned());
    }
    ids
}

/// Ids of pages that this import did not bring.
fn own_pages(folder: &Path, earlier: &Earlier) -> Vec<String> {
    // A folder that is not there has none; one that cannot be read is told by the import itself.
    let Ok(entries) = std::fs::read_dir(folder.join("pages")) else { return Vec::new() };
    let names = entries.filter_map(|e| e.ok()?.file_name().into_string().ok());
    let brought: BTreeSet<&str> = earlier
        .base
        .keys()
        .filter_map(|file| file.strip_prefix("pages/")?.split('/').next())
        .collect();
    names.filter(|name| !brought.contains(name.as_str())).collect()
}

/// The ids of a table.
fn column(table: Option<&String>) -> BTreeSet<String> {
    let text = table.map(String::as_str).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let at = reader.headers().ok().and_then(|head| head.iter().position(|c| c == "id"));
    let Some(at) = at else { return BTreeSet::new() };
    reader.records().filter_map(|row| Some(row.ok()?.get(at)?.trim().to_owned())).collect()
}

#[derive(Serialize)]
struct Both<'t> {
    #[serde(flatten)]
    report: &'t ImportReport,
    #[serde(flatten)]
    told: &'t Told,
}

/// Left-out records shown for each reason; `--json` gives all.
const IDS_SHOWN: usize = 8;

fn tell(report: &ImportReport, told: &Told, output: Output) {
    output.value(&Both { report, told });
    tell_problems(&report.problems, output);
    output.line(format!(
        "{}: {} services, {} places, {} topics, {} pages of organizations",
        report.pack, told.services, told.places, told.topics, report.pages
    ));
    for (field, values) in &report.fields_left_out {
        let why = told.why_left_out.get(field).map_or("", String::as_str);
        output.line(format!("left out {field}: {values} ({why})"));
    }
    for (field, values) in &told.fields_kept_as_text {
        output.line(format!("kept as text {field}: {values} (no field of the specification)"));
    }
    for (table, rows) in &told.tables_left_out {
        output.line(format!("left out {table}: {rows} rows (no table of the specification)"));
    }
    for file in &told.files_left_out {
        output.line(format!("left out {file}: neither JSON nor a table"));
    }
    let mut groups: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for record in &told.records_left_out {
        match groups.iter_mut().find(|(kind, why, _)| *kind == record.kind && *why == record.reason)
        {
            Some((.., ids)) => ids.push(&record.id),
            None => groups.push((&record.kind, &record.reason, vec![&record.id])),
        }
    }
    for (kind, why, ids) in groups {
        let more = if ids.len() > IDS_SHOWN { ", …" } else { "" };
        let shown = ids.iter().take(IDS_SHOWN).copied().collect::<Vec<_>>().join(", ");
        output.line(format!("left out {} {kind} ({why}): {shown}{more}", ids.len()));
    }
}
