//! Facet `texts`: words for the interface, in the person's language.

use std::sync::Arc;

use companion_core::Companion;

use crate::error::Result;
use crate::records::text::Message;

/// A part to be inserted into a message.
#[derive(Debug, Clone, uniffi::Record)]
pub struct MessageArgument {
    /// Its name in the message.
    pub name: String,
    /// Its text.
    pub value: String,
}

/// Texts of the interface.
#[derive(uniffi::Object)]
pub struct Texts {
    pub(crate) core: Arc<Companion>,
}

#[uniffi::export]
impl Texts {
    /// The message of a name with its arguments, such as `served-source` with `language`.
    pub fn message(&self, name: String, arguments: Vec<MessageArgument>) -> Result<Message> {
        let arguments: Vec<_> = arguments.into_iter().map(|a| (a.name, a.value)).collect();
        Ok(self.core.message(&name, &arguments)?)
    }
}
