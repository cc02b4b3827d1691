//! A pack published, changed, interrupted, tampered with; read back by the phone's own verifier.

mod bundles;
mod deltas;
mod fixture;
mod interrupted;
mod log;
mod refused;
mod renewed;
mod rotated;
mod written;
