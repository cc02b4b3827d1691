//! ActivityPub: `Event` objects of ActivityStreams 2.0, as Mobilizon and Gancio send them.

use super::{Context, Event, ImportReport, Unread};

/// Reads objects, activities and collections of them.
///
/// # Errors
/// [`Unread`].
pub fn read(
    _name: &str,
    _bytes: &[u8],
    _context: &Context,
    _report: &mut ImportReport,
) -> Result<Vec<Event>, Unread> {
    Err(Unread::NoEvents)
}
