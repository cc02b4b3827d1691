//! Whole exports.
