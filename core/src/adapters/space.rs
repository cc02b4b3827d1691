//! How much room the file system has.

use std::path::Path;

use crate::ports::Space;

/// Asks the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemSpace;

impl Space for SystemSpace {
    #[cfg(unix)]
    fn available(&self, folder: &Path) -> Option<u64> {
        let told = rustix::fs::statvfs(folder).ok()?;
        told.f_bavail.checked_mul(told.f_frsize)
    }

    #[cfg(not(unix))]
    fn available(&self, _folder: &Path) -> Option<u64> {
        None
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_room_and_a_missing_one_is_unknown() {
        let folder = tempfile::tempdir().unwrap();
        assert!(SystemSpace.available(folder.path()).is_some_and(|bytes| bytes > 0));
        assert_eq!(SystemSpace.available(&folder.path().join("missing")), None);
    }
}
