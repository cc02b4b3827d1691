//! What this workspace is judged by: the suite that runs everything and counts it, and what whole
//! stories over core, command and bindings have in common.
//!
//! | module | owns |
//! |---|---|
//! | [`conformance`] | public suites on the project's own code |
//! | [`damage`] | a phone in use, and what can happen to its files |
//! | [`directory`] | directories of services, made from a seed |
//! | [`forger`] | a publisher with the right keys and no scruples |
//! | [`hostile_tar`] | archives that lie, made from a good one |
//! | [`land`] | a country, a region and a city that speak different languages |
//! | [`listed`] | a catalogue that lists that country, region and city |
//! | [`look`] | everything that can be seen of a phone's state, as one text |
//! | [`made`] | packs made by hand in a few lines |
//! | [`peak`] | how much memory some work needs at most |
//! | [`phone`] | a phone: a data folder, a clock, a log, a network |
//! | [`publisher`] | a small pack, published for a story |
//! | [`scene`] | a phone with a pack installed, and a network that a story can spoil |
//! | [`stick`] | files that go from phone to phone, and phones without a network |
//! | [`suite`] | the one test command: its parts, their needs, the count |
//! | [`trial`] | a phone between an old and a new state, and servers that fail on the way |
//! | [`tuf_client`] | a TUF client over the phone's state machine, for the public conformance suite |
//! | [`unruly`] | a server on loopback that misbehaves as it is told |
//! | [`volunteer`] | a volunteer's phone, with the sample city and something to draft |
//! | [`wire`] | servers on loopback that stop in the middle or never end |

pub mod conformance;
pub mod damage;
pub mod directory;
pub mod forger;
pub mod hostile_tar;
pub mod killed;
pub mod land;
pub mod listed;
pub mod look;
pub mod made;
pub mod peak;
pub mod phone;
pub mod publisher;
pub mod scene;
pub mod stick;
pub mod suite;
pub mod trial;
pub mod tuf_client;
pub mod unruly;
pub mod volunteer;
pub mod wire;
