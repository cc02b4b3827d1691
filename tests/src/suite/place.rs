//! Where the workspace, its build output, the tools and the public data lie.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::Deserialize;

use super::part::Trouble;

/// The version of the Kotlin compiler that `.ci/setup` unpacks.
pub const KOTLIN: &str = "2.4.20";

/// The folders of one run.
#[derive(Debug, Clone)]
pub struct Place {
    /// The workspace.
    pub root: PathBuf,
    /// Cargo's output, of this workspace only.
    pub target: PathBuf,
    /// Downloaded tools: `COMPANION_TOOLS`, or `welcome-companion` in the user's cache folder.
    pub tools: PathBuf,
    /// The public data: `COMPANION_DATA`, or `../shared/data` beside the workspace.
    pub data: PathBuf,
    /// Whether figures that have risen are written down.
    pub record: bool,
}

#[derive(Deserialize)]
struct Metadata {
    workspace_root: PathBuf,
    target_directory: PathBuf,
}

impl Place {
    /// Asks Cargo and the environment.
    ///
    /// # Errors
    /// Outside a workspace, or without a `cargo` that answers.
    pub fn find(record: bool) -> Result<Self, Trouble> {
        let output = Command::new(cargo())
            .args(["metadata", "--no-deps", "--format-version", "1"])
            .output()
            .map_err(|error| Trouble(format!("cargo does not start: {error}")))?;
        let Metadata { workspace_root: root, target_directory: target } =
            serde_json::from_slice(&output.stdout)
                .map_err(|_| Trouble(String::from_utf8_lossy(&output.stderr).trim().to_owned()))?;
        let data = folder("COMPANION_DATA").unwrap_or_else(|| root.join("../shared/data"));
        Ok(Self { data: data.canonicalize().unwrap_or(data), root, target, tools: tools(), record })
    }

    /// The built library that bindings are generated from and load.
    pub fn library(&self) -> PathBuf {
        let (before, after) = (env::consts::DLL_PREFIX, env::consts::DLL_SUFFIX);
        self.target.join("debug").join(format!("{before}companion_ffi{after}"))
    }

    /// A program built in this workspace.
    pub fn built(&self, name: &str) -> PathBuf {
        self.target.join("debug").join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// A folder under Cargo's output for what this suite makes.
    pub fn work(&self, name: &str) -> PathBuf {
        self.target.join("suite").join(name)
    }

    /// The unpacked Kotlin compiler.
    pub fn kotlin(&self) -> PathBuf {
        self.tools.join(format!("kotlin-compiler-{KOTLIN}"))
    }

    /// The Debian with the Swift compiler.
    pub fn swift(&self) -> PathBuf {
        self.tools.join("swift")
    }

    /// The Python that has the reference TUF client.
    pub fn python_with_tuf(&self) -> PathBuf {
        self.tools.join("python/bin/python")
    }
}

/// The `cargo` this run was started by, or the one on the path.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

/// The first of these programs that is on the path.
pub fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(|folder| folder.join(&file)).find(|candidate| candidate.is_file())
    })
}

fn tools() -> PathBuf {
    folder("COMPANION_TOOLS").unwrap_or_else(|| {
        folder("XDG_CACHE_HOME")
            .or_else(|| folder("HOME").map(|home| home.join(".cache")))
            .unwrap_or_else(|| Path::new(".cache").to_path_buf())
            .join("welcome-companion")
    })
}

fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
