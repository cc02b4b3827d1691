//! How much memory some work needs at most: the peak of resident pages, as Linux counts them.

/// Peak of resident bytes during some work, above those before it; nothing where the system does not tell.
///
/// Memory that was freed before and is taken again does not show: measure in a process that has freed little.
pub fn of(work: impl FnOnce()) -> Option<f64> {
    // Sets the peak back to what is resident now.
    std::fs::write("/proc/self/clear_refs", "5").ok()?;
    let before = status("VmRSS:")?;
    work();
    Some((status("VmHWM:")? - before).max(0.0))
}

fn status(field: &str) -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.split_whitespace().next()?.parse::<f64>().ok().map(|kib| kib * 1024.0)
}
