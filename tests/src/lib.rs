//! What this workspace is judged by: the suite that runs everything and counts it, and what whole
//! stories over core, command and bindings have in common.
//!
//! | module | owns |
//! |---|---|
//! | [`conformance`] | public suites on the project's own code |
//! | [`publisher`] | a small pack, published for a story |
//! | [`suite`] | the one test command: its parts, their needs, the count |

pub mod conformance;
pub mod publisher;
pub mod suite;
