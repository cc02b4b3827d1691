//! Peers: programs that read documents and questions as JSON lines and answer with ids and times.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

/// Something that can be found.
#[derive(Debug, Clone, Serialize)]
pub struct Document {
    pub id: String,
    pub lang: String,
    pub title: String,
    pub text: String,
    /// As the city's system has it, for a peer that reads that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub html: Option<String>,
}

/// Something that is asked of documents of a language.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    pub lang: String,
    pub text: String,
}

/// What a search did.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Told {
    pub build_ms: f64,
    /// Of the words alone, where more is made.
    #[serde(default)]
    pub words_ms: f64,
    /// How long it took until texts that came over the network could be read and searched.
    #[serde(default)]
    pub install_ms: f64,
    pub bytes: u64,
    pub answers: Vec<Answer>,
    /// How long suggestions took, for the beginning of each question.
    #[serde(default)]
    pub suggested_ms: Vec<f64>,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub struct Answer {
    /// At most twenty, the best first.
    pub ids: Vec<String>,
    pub ms: f64,
}

/// The peers that are there.
pub struct Peers {
    work: tempfile::TempDir,
    minisearch: bool,
    tantivy: Option<PathBuf>,
}

impl Peers {
    pub fn find() -> Self {
        let work = tempfile::tempdir().expect("folder");
        let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
        for file in ["package.json", "peer.js"] {
            fs::copy(own.join("minisearch").join(file), work.path().join(file)).expect("copy");
        }
        let minisearch = npm(work.path(), &["install"]);
        let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/peers");
        let built = Command::new(env!("CARGO"))
            .args(["build", "-q", "--release", "--locked", "--manifest-path"])
            .arg(own.join("tantivy/Cargo.toml"))
            .arg("--target-dir")
            .arg(&target)
            .env_remove("CARGO_BUILD_BUILD_DIR")
            .status();
        let tantivy = target.join("release/tantivy-peer");
        let tantivy = built.is_ok_and(|status| status.success()).then_some(tantivy);
        if !minisearch {
            println!("MiniSearch is left out: npm could not install it");
        }
        if tantivy.is_none() {
            println!("tantivy is left out: it could not be built");
        }
        Self { work, minisearch, tantivy }
    }

    /// A package of npm, unpacked.
    pub fn package(&self, name: &str, version: &str) -> Option<PathBuf> {
        let folder = self.work.path().join("package");
        fs::create_dir_all(&folder).expect("folder");
        fs::write(folder.join("package.json"), "{\"private\": true}").expect("write");
        npm(&folder, &["install", &format!("{name}@{version}")])
            .then(|| folder.join("node_modules").join(name))
    }

    /// MiniSearch, with all words needed or any.
    pub fn minisearch(
        &self,
        documents: &[Document],
        asked: &[Asked],
        combine: &str,
    ) -> Option<Told> {
        let (documents, questions) = self.write(documents, asked);
        let mut command = Command::new("node");
        command.arg(self.work.path().join("peer.js")).args([&documents, &questions]).arg(combine);
        self.minisearch.then(|| run(&mut command))
    }

    pub fn tantivy(&self, documents: &[Document], asked: &[Asked]) -> Option<Told> {
        let (documents, questions) = self.write(documents, asked);
        let folder = tempfile::tempdir().expect("folder");
        let mut command = Command::new(self.tantivy.as_ref()?);
        command.args([&documents, &questions]).arg(folder.path());
        Some(run(&mut command))
    }

    fn write(&self, documents: &[Document], asked: &[Asked]) -> (PathBuf, PathBuf) {
        let lines = |rows: Vec<String>| rows.join("\n") + "\n";
        let json = |row: serde_json::Result<String>| row.expect("json");
        let documents = documents.iter().map(|d| json(serde_json::to_string(d))).collect();
        let asked = asked.iter().map(|a| json(serde_json::to_string(a))).collect();
        let paths = ["documents.jsonl", "questions.jsonl"].map(|n| self.work.path().join(n));
        fs::write(&paths[0], lines(documents)).expect("write");
        fs::write(&paths[1], lines(asked)).expect("write");
        paths.into()
    }
}

fn npm(folder: &Path, arguments: &[&str]) -> bool {
    let mut command = Command::new("npm");
    command.args(arguments).args(["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]);
    command.current_dir(folder).status().is_ok_and(|status| status.success())
}

fn run(command: &mut Command) -> Told {
    let output = command.output().expect("peer");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("figures of a peer")
}
