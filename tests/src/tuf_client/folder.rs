//! The folder of trusted metadata: one file a role, named without version, replaced whole or not at all.

use std::fs;
use std::path::{Path, PathBuf};

use companion_core::packs::verify::Known;

use super::ClientError;

/// The file of the trusted root.
pub const ROOT: &str = "root.json";

/// A folder of trusted metadata.
#[derive(Debug, Clone)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at this path, which must exist.
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// The trusted root and everything that was accepted before.
    ///
    /// # Errors
    /// When there is no root, or a file cannot be read.
    pub fn trusted(&self) -> Result<(Vec<u8>, Known), ClientError> {
        let mut known = Known::new();
        for (path, name) in self.list()? {
            known.insert(name, read(&path)?);
        }
        let root = known.get(ROOT).cloned();
        Ok((root.ok_or_else(|| ClientError::NoRoot(self.path.clone()))?, known))
    }

    /// Makes the folder hold what is trusted now, and nothing else. Roots of the past are not kept: the newest is
    /// where the next refresh begins.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn keep(&self, trusted: &Known) -> Result<(), ClientError> {
        for (path, name) in self.list()? {
            if !trusted.contains_key(&name) {
                fs::remove_file(&path).map_err(|source| failed(&path, source))?;
            }
        }
        for (name, bytes) in trusted.iter().filter(|(name, _)| !is_past_root(name)) {
            let path = self.path.join(quote(name));
            if fs::read(&path).is_ok_and(|held| held == *bytes) {
                continue;
            }
            write(&path, bytes)?;
        }
        Ok(())
    }

    /// Metadata files with the names they stand for.
    fn list(&self) -> Result<Vec<(PathBuf, String)>, ClientError> {
        let entries = fs::read_dir(&self.path).map_err(|source| failed(&self.path, source))?;
        let mut found = Vec::new();
        for entry in entries {
            let path = entry.map_err(|source| failed(&self.path, source))?.path();
            let name = path.file_name().and_then(|n| n.to_str()).and_then(unquote);
            if let Some(name) = name.filter(|name| name.ends_with(".json")) {
                found.push((path, name));
            }
        }
        Ok(found)
    }
}

fn is_past_root(name: &str) -> bool {
    name.strip_suffix(".root.json").is_some_and(|v| v.bytes().all(|b| b.is_ascii_digit()))
}

/// Reads a file.
///
/// # Errors
/// With its path.
pub fn read(path: &Path) -> Result<Vec<u8>, ClientError> {
    fs::read(path).map_err(|source| failed(path, source))
}

/// Writes a file, whole or not at all.
///
/// # Errors
/// With its path.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), ClientError> {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    let part = PathBuf::from(name);
    fs::write(&part, bytes).map_err(|source| failed(&part, source))?;
    fs::rename(&part, path).map_err(|source| failed(path, source))
}

pub(super) fn failed(path: &Path, source: std::io::Error) -> ClientError {
    ClientError::File { path: path.to_owned(), source }
}

/// One segment of a URL or a file name, whatever characters a repository gave it (RFC 3986, section 2.3). A dot at
/// the beginning is quoted too: `..` is a folder.
pub fn quote(name: &str) -> String {
    use std::fmt::Write as _;
    name.bytes().enumerate().fold(String::new(), |mut out, (at, byte)| {
        let plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
        if plain && !(at == 0 && byte == b'.') {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

/// The name that [`quote`] made this of.
pub fn unquote(quoted: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = quoted.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leaves_the_folder_and_each_comes_back() {
        for name in ["..", "../a", "/a", "?", "#", "a b", "Grüße", "a%2Fb", ".hidden", "1.root"] {
            let quoted = quote(name);
            assert!(!quoted.contains(['/', '?', '#', ' ']) && !quoted.starts_with('.'), "{quoted}");
            assert_eq!(unquote(&quoted).as_deref(), Some(name));
        }
        assert_eq!(unquote("%2"), None);
        assert_eq!(unquote("%GG"), None);
    }

    #[test]
    fn the_folder_holds_what_is_trusted_now() {
        let folder = tempfile::tempdir().unwrap();
        let trust = Folder::new(folder.path());
        assert!(matches!(trust.trusted(), Err(ClientError::NoRoot(_))));
        let known = |names: &[&str]| -> Known {
            names.iter().map(|n| ((*n).to_owned(), n.as_bytes().to_vec())).collect()
        };
        trust.keep(&known(&["root.json", "2.root.json", "timestamp.json", "../x.json"])).unwrap();
        let held = known(&["root.json", "timestamp.json", "../x.json"]);
        assert_eq!(trust.trusted().unwrap(), (b"root.json".to_vec(), held));
        trust.keep(&known(&["root.json"])).unwrap();
        assert_eq!(trust.trusted().unwrap().1, known(&["root.json"]));
    }
}
