//! The companion core as one UniFFI namespace: thin objects, core's own records, one error.
//!
//! | module | owns |
//! |---|---|
//! | [`companion`] | `WelcomeCompanion`, the entry object |
//! | [`catalogue`], [`events`] with [`drafts`], [`guide`], [`packs`] with [`share`], [`search`], [`settings`], [`texts`] | its facets |
//! | [`error`] | the one error, each variant an action |
//! | [`ports`] | what a shell may provide |
//! | [`records`] | declarations of core's types |

pub mod catalogue;
pub mod companion;
pub mod drafts;
pub mod error;
pub mod events;
pub mod guide;
pub mod packs;
pub mod ports;
pub mod records;
pub mod search;
pub mod settings;
pub mod share;
pub mod texts;

uniffi::setup_scaffolding!("welcome");
