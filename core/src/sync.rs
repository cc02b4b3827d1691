//! Bringing packs up to date when there is a network. It can be stopped at any moment and goes on next time.

pub mod plan;
pub mod run;
pub mod stop;

pub use plan::PackLink;
pub use run::{EditionReport, PackReport, SyncListener, SyncProgress, SyncStep};
pub use stop::Stop;
