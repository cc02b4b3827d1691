//! What whole stories over core, command and bindings have in common.

pub mod conformance;
pub mod publisher;
