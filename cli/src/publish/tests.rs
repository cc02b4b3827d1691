//! A pack published, changed, interrupted, tampered with; read back by the phone's own verifier.

mod bundles;
mod deltas;
mod fixture;
mod interrupted;
mod refused;
mod renewed;
mod written;
