//! Everything a welcome companion does on a phone: it always answers from local data.
//!
//! | module | owns |
//! |---|---|
//! | [`text`] | languages, direction, typed blocks |
//! | [`packs`] | pack format, trust, installation |

pub mod packs;
pub mod text;
