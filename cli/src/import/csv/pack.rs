//! What a list wants to know of its pack, and a pack.toml where there is none.

use companion_core::text::LanguageTag;

use super::super::ImportError;
use super::super::again::Earlier;
use super::Options;
use crate::source::values::{self, Read};
use crate::source::write::quoted;

/// What a pack.toml says, for a folder that has none.
#[derive(Debug, Clone, Default)]
pub struct PackOptions {
    /// Id of the pack.
    pub id: Option<String>,
    /// Its name in the language of the texts.
    pub name: Option<String>,
    /// IANA time zone.
    pub zone: Option<String>,
    /// ISO 3166-1 code.
    pub country: Option<String>,
    /// SPDX.
    pub licence: Option<String>,
    /// Who publishes the pack; its name where left out.
    pub publisher: Option<String>,
}

/// What is known of the pack.
#[derive(Debug, Clone)]
pub(super) struct Pack {
    /// Of the texts.
    pub(super) language: LanguageTag,
    /// ISO 3166-1.
    pub(super) country: String,
    /// pack.toml, where this import brings it.
    pub(super) file: Option<String>,
    /// Whether the pack's texts are in other languages only.
    pub(super) undeclared: bool,
}

const FILE: &str = "pack.toml";
const LICENCE: &str = "CC-BY-4.0";

impl Pack {
    /// Of a folder that has a pack.toml, or of the options.
    pub(super) fn of(earlier: &Earlier, options: &Options) -> Result<Self, ImportError> {
        match earlier.ours.get(FILE) {
            Some(text) => Self::there(text, earlier.base.get(FILE), options),
            None => Self::new(options),
        }
    }

    fn there(text: &str, brought: Option<&String>, options: &Options) -> Result<Self, ImportError> {
        let unfit = |message: String| ImportError::Unfit(format!("{FILE}: {message}"));
        let text = text.trim_start_matches('\u{feff}');
        let table: toml::Table = text.parse().map_err(|e: toml::de::Error| unfit(e.to_string()))?;
        let word = |key: &str| table.get(key).and_then(toml::Value::as_str);
        let source = word("source_language").and_then(|tag| tag.parse().ok());
        let language: LanguageTag = options
            .language
            .clone()
            .or(source)
            .ok_or_else(|| unfit("no source_language; add it or say --language".into()))?;
        let declared = table.get("languages").and_then(toml::Value::as_array);
        let tags = declared.into_iter().flatten().filter_map(toml::Value::as_str);
        let undeclared = !tags.filter_map(|t| t.parse().ok()).any(|t: LanguageTag| t == language);
        let country = options.pack.country.as_deref().or(word("country")).unwrap_or_default();
        let country = checked("country", country, values::country)?;
        Ok(Self { language, country, file: brought.cloned(), undeclared })
    }

    fn new(options: &Options) -> Result<Self, ImportError> {
        let pack = &options.pack;
        let language = options.language.as_ref().map(ToString::to_string);
        let wanted = [
            ("--id", &pack.id),
            ("--name", &pack.name),
            ("--language", &language),
            ("--zone", &pack.zone),
            ("--country", &pack.country),
        ];
        let missing = wanted.iter().filter(|(_, v)| v.is_none()).map(|(name, _)| *name);
        let missing = missing.collect::<Vec<_>>().join(", ");
        let (Some(id), Some(name), Some(language), Some(zone), Some(country)) =
            (&pack.id, &pack.name, &options.language, &pack.zone, &pack.country)
        else {
            return Err(ImportError::Unfit(format!(
                "the folder has no {FILE}, so the pack has to be told: {missing}"
            )));
        };
        let id = checked("--id", id, values::pack_id)?;
        let zone = checked("--zone", zone, values::zone)?;
        let country = checked("--country", country, values::country)?;
        let licence = pack.licence.as_deref().unwrap_or(LICENCE);
        let publisher = pack.publisher.as_deref().unwrap_or(name);
        let tag = quoted(&language.to_string());
        let file = format!(
            "# Made for a list. What it does not say is left out and wants to be added: editors, [area], [holidays].\n\
             id = {id}\n\
             level = \"city\"\n\
             source_language = {tag}\n\
             languages = [{tag}]\n\
             zone = {zone}\n\
             country = {code}\n\
             licence = {licence}\n\
             publisher = {publisher}\n\
             \n\
             [names]\n\
             {tag} = {name}\n",
            id = quoted(&id),
            zone = quoted(&zone),
            code = quoted(&country),
            licence = quoted(licence),
            publisher = quoted(publisher),
            name = quoted(name),
        );
        Ok(Self { language: language.clone(), country, file: Some(file), undeclared: false })
    }
}

fn checked(
    option: &str,
    text: &str,
    read: impl Fn(&str) -> Read<String>,
) -> Result<String, ImportError> {
    read(text).map_err(|fault| ImportError::Unfit(format!("{option}: {}", fault.message)))
}
