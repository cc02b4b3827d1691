//! A web server on loopback that is honest until a story says otherwise: entity tags, conditions and ranges as
//! RFC 9110 has them (sections 8.8.3, 13 and 14), and then every way in which hosts, caches and networks fail.
//!
//! What goes wrong is said by a part of the path and by how often it was asked for. Requests are counted, their heads
//! and the bytes of their answers kept. One request a connection. For servers that merely stop see [`crate::wire`].

mod answer;
mod gzip;

use std::io::{self, BufRead, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

pub use gzip::gzip;

/// How a server answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Manner {
    /// As the file is, by RFC 9110.
    Honest,
    /// The whole file with status 200, whatever part was asked for.
    IgnoresRange,
    /// Status 206 that says to begin one byte later than asked, and does.
    WrongOffset,
    /// Status 206 with the right bytes and a wrong length of the whole.
    WrongTotal,
    /// Status 206 with the right bytes that does not say which they are.
    NoContentRange,
    /// The right bytes under an entity tag of each answer's own: `If-Range` never holds.
    NewTag,
    /// Status 416 for everything.
    Unsatisfiable,
    /// The login page of a network, with status 200.
    LoginPage,
    /// Status 302 to that page.
    LoginElsewhere,
    /// Status 511 (RFC 6585, section 6) with that page.
    LoginNeeded,
    /// The right bytes, packed with gzip so many times, unasked, and said to be so.
    Packed(u8),
    /// The right length, and nothing behind so many bytes of the body.
    BreakOff(usize),
    /// So many bytes of the right file, as if that were all.
    CutShort(usize),
    /// The right head and so many bytes of the body; then silence until the other side is gone.
    Silent(usize),
    /// A body of chunks that never ends.
    Endless,
    /// A length of 1 GB, and as many bytes as are taken.
    Gigabyte,
    /// The right file, a byte every 20 ms.
    Creeping,
    /// A status and no body.
    Status(u16),
    /// Other bytes, honestly described.
    Instead(Vec<u8>),
    /// Status 302 to this address.
    Elsewhere(String),
    /// The right bytes, told by a weak entity tag (RFC 9110, section 8.8.3).
    WeakTag,
    /// The right bytes, told by the date of their last change alone.
    Dated(String),
}

/// What a server was asked, and how it answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The path.
    pub path: String,
    /// The head as it came, line by line.
    pub head: String,
    /// The status of the answer.
    pub status: u16,
    /// Bytes of the body that the answer set out to send.
    pub bytes: u64,
}

impl Asked {
    /// The value of a header of the request.
    pub fn header(&self, name: &str) -> Option<&str> {
        header(&self.head, name)
    }
}

/// A running server; stops when it is dropped.
pub struct Unruly {
    address: SocketAddr,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

struct State {
    folder: Mutex<PathBuf>,
    rules: Mutex<Vec<Rule>>,
    asked: Mutex<Vec<Asked>>,
    date: Mutex<String>,
    silent: Mutex<Option<Sender<()>>>,
    stopping: AtomicBool,
}

struct Rule {
    part: String,
    /// Which of the requests it is for, counted from 1; all where it is left out.
    only: Option<u32>,
    seen: u32,
    manner: Manner,
}

impl Unruly {
    /// Serves a folder.
    ///
    /// # Errors
    /// When no port is free.
    pub fn start(folder: &Path) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let state = Arc::new(State {
            folder: Mutex::new(folder.to_owned()),
            rules: Mutex::default(),
            asked: Mutex::default(),
            date: Mutex::new("Mon, 23 Nov 2026 09:00:00 GMT".to_owned()),
            silent: Mutex::default(),
            stopping: AtomicBool::new(false),
        });
        let shared = Arc::clone(&state);
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if shared.stopping.load(Ordering::SeqCst) {
                    return;
                }
                let state = Arc::clone(&shared);
                // A connection that breaks is the client's business.
                std::thread::spawn(move || stream.and_then(|s| converse(s, &state)));
            }
        });
        Ok(Self { address, state, thread: Some(thread) })
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Answers paths that contain `part` in this manner; the latest word on a path counts.
    pub fn when(&self, part: &str, manner: Manner) {
        self.rule(part, None, manner);
    }

    /// The same for the n-th request of such a path from now on, counted from 1.
    pub fn when_nth(&self, part: &str, n: u32, manner: Manner) {
        self.rule(part, Some(n), manner);
    }

    /// Sends so many bytes of such a path, says so, and then nothing until the other side is gone.
    pub fn halt(&self, part: &str, bytes: usize) -> Receiver<()> {
        let (told, reached) = channel();
        *lock(&self.state.silent) = Some(told);
        self.when(part, Manner::Silent(bytes));
        reached
    }

    /// Is honest again.
    pub fn behave(&self) {
        lock(&self.state.rules).clear();
    }

    /// Serves another folder from now on.
    pub fn serve(&self, folder: &Path) {
        folder.clone_into(&mut lock(&self.state.folder));
    }

    /// Tells this time from now on, as it stands in the header `Date`.
    pub fn set_date(&self, date: &str) {
        date.clone_into(&mut lock(&self.state.date));
    }

    /// What was asked for, in order.
    pub fn asked(&self) -> Vec<Asked> {
        lock(&self.state.asked).clone()
    }

    /// The same since the last call of this.
    pub fn take_asked(&self) -> Vec<Asked> {
        std::mem::take(&mut lock(&self.state.asked))
    }

    fn rule(&self, part: &str, only: Option<u32>, manner: Manner) {
        let rule = Rule { part: part.to_owned(), only, seen: 0, manner };
        lock(&self.state.rules).push(rule);
    }
}

impl Drop for Unruly {
    fn drop(&mut self) {
        self.state.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl State {
    fn manner(&self, path: &str) -> Manner {
        let mut found = Manner::Honest;
        for rule in lock(&self.rules).iter_mut().filter(|rule| path.contains(&rule.part)) {
            rule.seen += 1;
            if rule.only.is_none_or(|only| only == rule.seen) {
                found = rule.manner.clone();
            }
        }
        found
    }

    fn file(&self, path: &str) -> Option<Vec<u8>> {
        let path = path.split('?').next().unwrap_or_default();
        let below: PathBuf =
            path.trim_start_matches('/').split('/').filter(|p| *p != "..").collect();
        std::fs::read(lock(&self.folder).join(below)).ok()
    }
}

fn converse(stream: TcpStream, state: &State) -> io::Result<()> {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    while reader.read_line(&mut head)? > 2 {}
    if head.is_empty() {
        return Ok(());
    }
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    let date = lock(&state.date).clone();
    let answer = answer::to(&head, state.file(&path), state.manner(&path));
    let (status, bytes) = (answer.status, answer.length());
    lock(&state.asked).push(Asked { path, head, status, bytes });
    answer.send(stream, &date, || {
        if let Some(told) = lock(&state.silent).as_ref() {
            // Nobody listens any more when the story is over.
            let _ = told.send(());
        }
    })
}

/// Waits until the other side is gone, or for so long; whether it is gone.
fn is_gone(stream: &mut TcpStream, wait: Option<std::time::Duration>) -> io::Result<bool> {
    stream.set_read_timeout(wait)?;
    match stream.read(&mut [0]) {
        Err(e) if matches!(e.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut) => {
            Ok(false)
        }
        _ => Ok(true),
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
