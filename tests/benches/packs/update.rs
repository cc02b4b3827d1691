//! An update of three rewritten paragraphs: a phone with the pages before it, and what cannot be left out of applying it.

use std::path::Path;
use std::sync::Arc;

use companion_cli::keys::hex;
use companion_core::adapters::{NoLog, SystemClock, SystemSpace};
use companion_core::packs::bundle::Bundle;
use companion_core::packs::crypto::sha256_hex;
use companion_core::packs::format::PageText;
use companion_core::packs::layout::bundle_path;
use companion_core::search::INDEXER;
use companion_core::store::{CONTENT_FILE, IndexedText, PERSON_FILE};
use companion_core::testing::ScriptedTransport;
use companion_core::{Companion, Config, Ports};
use ring::signature::{ED25519, UnparsedPublicKey};
use rusqlite::{Connection, params};
use serde_json::Value;
use tempfile::TempDir;
use zstd::zstd_safe::DCtx;

use crate::city::{City, LANGUAGE};

const BASE: &str = "https://city.example";

/// A phone with the state before, a network with the state after.
pub struct Update {
    pack: String,
    phone: TempDir,
    web: Arc<ScriptedTransport>,
    base: Vec<u8>,
    patch: Vec<u8>,
    raw: Vec<u8>,
    documents: Vec<Signed>,
    /// Row, title, terms and body of the pages that change.
    pages: Vec<(i64, String, IndexedText, String)>,
}

struct Signed {
    name: String,
    bytes: Vec<u8>,
    message: Vec<u8>,
    key: Vec<u8>,
    signature: Vec<u8>,
}

impl Update {
    pub fn prepare(city: &City) -> Self {
        let phone = tempfile::tempdir().expect("folder");
        let web = Arc::new(ScriptedTransport::default());
        web.put_folder(BASE, city.public()).expect("serve");
        let runtime = runtime();
        {
            let app = open(phone.path(), &web);
            app.set_languages(&[LANGUAGE.to_owned()]).expect("languages");
            let link = format!("{BASE}/{}/#{}", city.pack, city.fingerprint());
            app.add_pack(&link).expect("add");
            runtime.block_on(app.sync_pack(&city.pack, None)).expect("install");
            // Once more, for the entity tag of the language's bundle.
            runtime.block_on(app.sync_pack(&city.pack, None)).expect("check");
        }
        let store = companion_core::store::Store::open(phone.path()).expect("store");
        let base = store.edition_bytes(&city.pack, LANGUAGE).expect("read").expect("installed");
        drop(store);
        let changed = city.publish_edited();
        web.clear();
        web.put_folder(BASE, city.public()).expect("serve");
        let folder = city.public().join(&city.pack);
        let bundle = std::fs::read(folder.join(bundle_path(LANGUAGE))).expect("bundle");
        let bundle = Bundle::read(&bundle).expect("bundle");
        let (patch, raw) = city.delta(&base);
        let documents = signed(&bundle, &folder);
        let pages = rows(phone.path(), &city.pack, &changed, &raw);
        Self { pack: city.pack.clone(), phone, web, base, patch, raw, documents, pages }
    }

    /// Ours: one request answered from memory, everything checked, taken in. Like a phone, it stays open.
    pub fn ours<'a>(&'a self, folder: &Path) -> impl FnOnce() -> Companion + use<'a> {
        copy(self.phone.path(), folder);
        let (app, runtime) = (open(folder, &self.web), runtime());
        app.guide().expect("guide").list_top().expect("top");
        move || {
            let report = runtime.block_on(app.sync_pack(&self.pack, None)).expect("update");
            assert!(report.editions.iter().all(|e| e.patched) && report.editions.len() == 1);
            app
        }
    }

    /// The parts alone: a connection for writing to each file, the rows of the base in order, patch, two hashes, the signatures, the same rows and index, what is trusted.
    pub fn floor<'a>(&'a self, folder: &Path) -> impl FnOnce() -> [Connection; 2] + use<'a> {
        copy(self.phone.path(), folder);
        let folder = folder.to_owned();
        move || {
            let mut content = Connection::open(folder.join(CONTENT_FILE)).expect("open");
            content
                .execute_batch("PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;")
                .expect("pragmas");
            let mut person = Connection::open(folder.join(PERSON_FILE)).expect("open");
            person
                .execute_batch("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;")
                .expect("pragmas");
            for d in &self.documents {
                let key = UnparsedPublicKey::new(&ED25519, &d.key);
                key.verify(&d.message, &d.signature).expect("signature");
            }
            let tx = person.transaction().expect("begin");
            for d in &self.documents {
                tx.execute(
                    "UPDATE trust SET bytes = ?3 WHERE pack = ?1 AND name = ?2",
                    params![self.pack, d.name, d.bytes],
                )
                .expect("trust");
            }
            tx.execute("UPDATE subscription SET checked_at = 1 WHERE pack = ?1", [&self.pack])
                .expect("check");
            tx.commit().expect("commit");
            let base = read_base(&content, &self.pack, self.base.len());
            std::hint::black_box(sha256_hex(&base));
            let mut raw = Vec::with_capacity(self.raw.len());
            let mut context = DCtx::create();
            context.ref_prefix(&base).expect("prefix");
            context.decompress(&mut raw, &self.patch).expect("patch");
            assert_eq!(sha256_hex(&raw), sha256_hex_of(&self.raw));
            let tx = content.transaction().expect("begin");
            for (row, title, made, body) in &self.pages {
                super::floor::forget(&tx, *row);
                tx.execute(
                    "UPDATE text SET title = ?2, body = ?3 WHERE row = ?1",
                    params![row, title, body],
                )
                .expect("text");
                super::floor::index(&tx, *row, made);
            }
            tx.execute(
                "UPDATE edition SET revision = revision + 1 WHERE pack = ?1 AND name = ?2",
                params![self.pack, LANGUAGE],
            )
            .expect("edition");
            tx.commit().expect("commit");
            [person, content]
        }
    }
}

/// Known before the measurement begins: comparing costs nothing then.
fn sha256_hex_of(bytes: &[u8]) -> String {
    use std::sync::OnceLock;
    static KNOWN: OnceLock<String> = OnceLock::new();
    KNOWN.get_or_init(|| sha256_hex(bytes)).clone()
}

/// The rows, one after the other: nothing is stored twice for a base.
fn read_base(content: &Connection, pack: &str, length: usize) -> Vec<u8> {
    let mut base = Vec::with_capacity(length);
    base.extend(
        companion_core::packs::edition::header_line(pack, LANGUAGE).expect("header").bytes(),
    );
    base.push(b'\n');
    let sql = "SELECT body FROM text WHERE pack = ?1 AND lang = ?2 ORDER BY kind, id";
    let mut statement = content.prepare(sql).expect("prepare");
    let mut rows = statement.query([pack, LANGUAGE]).expect("rows");
    while let Some(row) = rows.next().expect("row") {
        base.extend_from_slice(row.get_ref(0).expect("body").as_bytes().expect("body"));
        base.push(b'\n');
    }
    base
}

fn open(folder: &Path, web: &Arc<ScriptedTransport>) -> Companion {
    let ports = Ports {
        clock: Arc::new(SystemClock),
        transport: web.clone(),
        space: Arc::new(SystemSpace),
        log: Arc::new(NoLog),
    };
    let config = Config { data_folder: folder.to_owned(), ..Config::default() };
    Companion::open(&config, ports).expect("open")
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().expect("runtime")
}

fn copy(from: &Path, to: &Path) {
    for name in [CONTENT_FILE, PERSON_FILE] {
        std::fs::copy(from.join(name), to.join(name)).expect("copy");
    }
}

/// The documents with the message that each key has signed.
fn signed(bundle: &Bundle, folder: &Path) -> Vec<Signed> {
    let root: Value =
        serde_json::from_slice(&std::fs::read(folder.join("metadata/1.root.json")).expect("root"))
            .expect("root");
    let mut keys = root["signed"]["keys"].clone();
    for document in bundle.documents.values() {
        let document: Value = serde_json::from_slice(document).expect("json");
        if let Some(more) = document["signed"]["delegations"]["keys"].as_object() {
            keys.as_object_mut().expect("keys").extend(more.clone());
        }
    }
    let documents = bundle.documents.iter().map(|(name, bytes)| {
        let document: Value = serde_json::from_slice(bytes).expect("json");
        let signature = &document["signatures"][0];
        let key = &keys[signature["keyid"].as_str().expect("id")]["keyval"]["public"];
        let plain = name.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        Signed {
            name: plain.to_owned(),
            bytes: bytes.clone(),
            // Sorted keys, no spaces, plain texts: what lies there is what was signed.
            message: serde_json::to_vec(&document["signed"]).expect("json"),
            key: hex::decode(key.as_str().expect("key")).expect("hex"),
            signature: hex::decode(signature["sig"].as_str().expect("sig")).expect("hex"),
        }
    });
    documents.collect()
}

/// The rows that change, as they will be.
fn rows(
    phone: &Path,
    pack: &str,
    changed: &[String],
    raw: &[u8],
) -> Vec<(i64, String, IndexedText, String)> {
    let content = Connection::open(phone.join(CONTENT_FILE)).expect("open");
    let lines: Vec<&str> = std::str::from_utf8(raw).expect("text").lines().skip(1).collect();
    let rows = changed.iter().map(|id| {
        let sql =
            "SELECT row FROM text WHERE pack = ?1 AND kind = 'page' AND lang = ?2 AND id = ?3";
        let row = content.query_row(sql, params![pack, LANGUAGE, id], |r| r.get(0)).expect("row");
        let line = lines
            .iter()
            .find(|line| {
                let value: Value = serde_json::from_str(line).expect("json");
                value["kind"] == "page" && value["id"] == id.as_str()
            })
            .expect("line");
        let page: PageText = serde_json::from_str(line).expect("page");
        let waiting = super::floor::unindexed(LANGUAGE, page.title.clone(), (*line).to_owned());
        let made = (INDEXER.make)(&[waiting]).remove(0).expect("terms");
        (row, page.title, made, (*line).to_owned())
    });
    rows.collect()
}
