//! Servers on loopback that no honest host would be: they stop in the middle, never end, or keep what they were told.
//!
//! One request a connection. For a well-behaved one see `companion_cli::serve`.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

/// A running server; stops when it is dropped.
pub struct Wire {
    address: SocketAddr,
    heads: Arc<Mutex<Vec<String>>>,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

type Answer = dyn Fn(&str, &mut TcpStream) -> io::Result<()> + Send + Sync;

impl Wire {
    /// Serves a folder and keeps every request's head.
    ///
    /// # Errors
    /// When no port is free.
    pub fn recording(folder: &Path) -> io::Result<Self> {
        let folder = folder.to_owned();
        Self::start(Box::new(move |path, stream| match file(&folder, path) {
            Some(body) => {
                stream.write_all(found(body.len()).as_bytes())?;
                stream.write_all(&body)
            }
            None => stream.write_all(MISSING),
        }))
    }

    /// Serves a folder until `bytes` bytes of bodies are sent; then says so and sends nothing more.
    ///
    /// # Errors
    /// When no port is free.
    pub fn halting(folder: &Path, bytes: u64) -> io::Result<(Self, Receiver<()>)> {
        let (told, reached) = channel();
        let halt = Halt { left: AtomicU64::new(bytes), told: Mutex::new(told) };
        let folder = folder.to_owned();
        let wire = Self::start(Box::new(move |path, stream| match file(&folder, path) {
            Some(body) => halt.send(&body, stream),
            None => stream.write_all(MISSING),
        }))?;
        Ok((wire, reached))
    }

    /// Answers everything with a body that has no end.
    ///
    /// # Errors
    /// When no port is free.
    pub fn endless() -> io::Result<Self> {
        Self::start(Box::new(|_, stream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")?;
            let chunk = [b"1000\r\n".as_slice(), &[b' '; 0x1000], b"\r\n"].concat();
            loop {
                stream.write_all(&chunk)?;
            }
        }))
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The head of every request so far, line by line as it came.
    pub fn heads(&self) -> Vec<String> {
        self.heads.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn start(answer: Box<Answer>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let stopping = Arc::new(AtomicBool::new(false));
        let heads = Arc::new(Mutex::new(Vec::new()));
        let (stop, kept, answer) = (Arc::clone(&stopping), Arc::clone(&heads), Arc::from(answer));
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let (kept, answer): (Arc<Mutex<Vec<String>>>, Arc<Answer>) =
                    (Arc::clone(&kept), Arc::clone(&answer));
                // A connection that breaks is the client's business.
                std::thread::spawn(move || stream.and_then(|s| converse(s, &kept, &*answer)));
            }
        });
        Ok(Self { address, heads, stopping, thread: Some(thread) })
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

const MISSING: &[u8] = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

fn found(length: usize) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n")
}

fn converse(mut stream: TcpStream, heads: &Mutex<Vec<String>>, answer: &Answer) -> io::Result<()> {
    let mut head = String::new();
    let mut reader = BufReader::new(stream.try_clone()?);
    while reader.read_line(&mut head)? > 2 {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    heads.lock().unwrap_or_else(PoisonError::into_inner).push(head);
    answer(&path, &mut stream)
}

fn file(folder: &Path, path: &str) -> Option<Vec<u8>> {
    let below: PathBuf = path.trim_start_matches('/').split('/').filter(|p| *p != "..").collect();
    std::fs::read(folder.join(below)).ok()
}

struct Halt {
    left: AtomicU64,
    told: Mutex<Sender<()>>,
}

impl Halt {
    fn send(&self, body: &[u8], stream: &mut TcpStream) -> io::Result<()> {
        let length = u64::try_from(body.len()).unwrap_or(u64::MAX);
        let left = self.left.load(Ordering::SeqCst);
        let now = left.min(length);
        self.left.store(left - now, Ordering::SeqCst);
        stream.write_all(found(body.len()).as_bytes())?;
        stream.write_all(body.get(..usize::try_from(now).unwrap_or(0)).unwrap_or_default())?;
        if left > length {
            return Ok(());
        }
        // Nobody listens any more when the story is over.
        let _ = self.told.lock().unwrap_or_else(PoisonError::into_inner).send(());
        // Until the other side is gone.
        stream.read(&mut [0]).map(|_| ())
    }
}
