//! Facet `settings`: what a person has told; it stays on the phone.

use std::sync::Arc;

use companion_core::Companion;

use crate::error::Result;

/// The person's settings.
#[derive(uniffi::Object)]
pub struct Settings {
    pub(crate) core: Arc<Companion>,
}

#[uniffi::export]
impl Settings {
    /// The person's languages as BCP 47 tags, in order of preference.
    pub fn languages(&self) -> Result<Vec<String>> {
        Ok(self.core.languages()?.iter().map(ToString::to_string).collect())
    }

    /// Sets them; nothing is changed when one of them is no tag.
    pub fn set_languages(&self, tags: Vec<String>) -> Result<()> {
        Ok(self.core.set_languages(&tags)?)
    }

    /// The day of arrival, `YYYY-MM-DD`, if it was told.
    pub fn arrival(&self) -> Result<Option<String>> {
        Ok(self.core.arrival()?.map(|d| d.to_string()))
    }

    /// Sets or forgets the day of arrival.
    pub fn set_arrival(&self, date: Option<String>) -> Result<()> {
        Ok(self.core.set_arrival(date.as_deref())?)
    }
}
