//! `welcome pack dump`

use clap::Args;

use super::Failure;
use super::held::{Held, told};
use crate::dump::records;
use crate::output::Output;

/// Arguments of `welcome pack dump`.
#[derive(Args)]
#[command(after_help = "Examples:\n  \
    welcome pack dump fixtures/brueckfeld --lang ar\n  \
    welcome --json pack dump public/brueckfeld --lang de | jq .title\n  \
    welcome pack dump https://example.org/w/brueckfeld/ --lang uk --json")]
pub struct DumpArgs {
    /// A source folder, a published folder, or the link of a pack.
    pack: String,
    /// The reader's language, as a BCP 47 tag.
    #[arg(long, value_name = "TAG")]
    lang: String,
}

/// Installs the pack on a phone in a temporary folder and prints what the phone holds.
///
/// # Errors
/// What could not be built, published or installed.
pub fn run(args: &DumpArgs, output: Output) -> Result<(), Failure> {
    let held = Held::new(&args.pack, std::slice::from_ref(&args.lang))?;
    let guide = held.phone.companion().guide().map_err(told)?;
    for record in records(&guide, &held.pack).map_err(told)? {
        output.value(&record);
        output.line(format!(
            "{} {} [{}, {}, {}] {}",
            record.kind, record.id, record.language, record.origin, record.freshness, record.title
        ));
        output.line(format!("    {}", record.path));
        record.text.lines().for_each(|l| output.line(format!("    | {l}")));
        record.links.iter().for_each(|l| output.line(format!("    -> {l}")));
        record.phones.iter().for_each(|p| output.line(format!("    tel {p}")));
    }
    Ok(())
}
