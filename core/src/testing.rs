//! For tests of this and other crates: fakes of the ports, and the contract that fake and adapter must both keep.

pub mod contracts;
mod manual_clock;
mod memory_log;
mod scripted_transport;

pub use manual_clock::ManualClock;
pub use memory_log::MemoryLog;
pub use scripted_transport::ScriptedTransport;
