//! Stories of series: windows, exclusions, changes.
