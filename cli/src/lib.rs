//! What cities and coordinators do with packs: read a source folder, check it, build editions, publish them.
//!
//! | module | owns |
//! |---|---|
//! | [`source`] | a pack's folder as typed values with places in files |
//! | [`markdown`] | Markdown to blocks and back |
//! | [`check`] | problems an editor should know |
//! | [`lock`] | stable block ids, what a translation was made from |
//! | [`coverage`] | which text there is in which language |
//! | [`translate`] | texts out to translators and back |
//! | [`build`] | source and lock to editions |
//! | [`align`] | tables of words from a pack's own parallel texts |
//! | [`calendar`] | a pack's events as a calendar file |
//! | [`keys`] | signing keys as files |
//! | [`compare`] | what changed between two states of a pack |
//! | [`publish`] | signed static files in a folder |
//! | [`serve`] | a folder over HTTP on loopback |
//! | [`import`] | other systems' exports to a source folder |
//! | [`feeds`] | calendars of others, asked for and brought into a source folder |
//! | [`catalogue`] | a catalogue's folder: begun, filled from packs, bundled |
//! | [`questions`] | questions with the page that answers each, and how many of them are found |
//! | [`phone`], [`dump`], [`demo`] | the real core on the desk, what it holds, a whole story |
//! | [`commands`] | the `welcome` command line |

pub mod align;
pub mod build;
pub mod calendar;
pub mod catalogue;
pub mod check;
pub mod commands;
pub mod compare;
pub mod coverage;
pub mod demo;
pub mod dump;
pub mod feeds;
pub mod import;
pub mod keys;
pub mod lock;
pub mod markdown;
pub mod output;
pub mod phone;
pub mod problem;
pub mod publish;
pub mod questions;
pub mod serve;
pub mod source;
pub mod translate;
