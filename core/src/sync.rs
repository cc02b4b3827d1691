//! Bringing packs up to date when there is a network. It can be stopped at any moment and goes on next time.
//!
//! | module | owns |
//! |---|---|
//! | [`plan`] | links, and which editions to hold |
//! | [`rules`] | what may be fetched over which network |
//! | [`moment`] | the time that expiry is judged by |
//! | `check` | signed metadata: bundle, single files, mirrors |
//! | [`transfers`] | files to fetch, as data; the built-in carrier |
//! | `parts` | files on their way, in a folder |
//! | `media` | pictures and documents, when somebody wants to see them |
//! | `fetch` | one request, counted |
//! | `run` | one pack from check to import |
//! | [`progress`] | what an app is told |
//! | [`stop`], `turn` | ending it; one at a time |

mod check;
mod fetch;
mod media;
pub mod moment;
pub(crate) mod parts;
pub mod plan;
pub mod progress;
pub mod rules;
pub(crate) mod run;
pub mod stop;
pub mod transfers;
pub(crate) mod turn;

pub use plan::PackLink;
pub use progress::{EditionReport, PackReport, SyncListener, SyncProgress, SyncStep};
pub use rules::{Network, Rules};
pub use stop::Stop;
pub use transfers::{Header, Transfer};
